// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	for _, tt := range []struct {
		name, args, stdin string
		status            int
		stdout            string
		stderr            string // a part of it
	}{
		{"halves", "", "10.0.0.128/25\n10.0.0.0/25\n", 0, "10.0.0.0/24\n", ""},
		{"families", "", "2001:db8:1::/48\n10.0.0.1\n2001:db8::/48\n", 0, "10.0.0.1/32\n2001:db8::/47\n", ""},
		{"comments", "", "# a list\n\n  10.0.0.0/8 # private\r\n", 0, "10.0.0.0/8\n", ""},
		{"range", "", "10.0.0.5 - 10.0.0.20", 0, "10.0.0.5/32\n10.0.0.6/31\n10.0.0.8/29\n10.0.0.16/30\n10.0.0.20/32\n", ""},
		{"masks", "", "10.0.0.0/255.0.0.0\n11.0.0.0/0.255.255.255\n", 0, "10.0.0.0/7\n", ""},
		{"interface", "-", "10.1.2.3/8", 0, "10.0.0.0/8\n", ""},
		{"strict", "-strict", "10.1.2.3/8", 1, "", "standard input:1: "},
		{"empty", "", "", 0, "", ""},
		{"bad line", "", "10.0.0.0/8\nx\n10.0.0.0/33\n", 1, "", "standard input:3: "},
		{"reverse", "", "10.0.0.9-10.0.0.1", 1, "", "in reverse"},
		{"many bad lines", "", strings.Repeat("x\n", 1000), 1, "", "standard input:20: "},
		{"long line", "", "10.0.0.0/8\n" + strings.Repeat("0", 1<<20), 1, "", "standard input:2: "},
		{"no file", "nosuch", "", 1, "", "nosuch"},
		{"flag", "-nosuch", "", 2, "", "-nosuch"},
		{"help", "-h", "", 0, usage + "\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var stdout, stderr strings.Builder
			status := run(strings.Fields(tt.args), strings.NewReader(tt.stdin), &stdout, &stderr)
			if status != tt.status || stdout.String() != tt.stdout {
				t.Errorf("status %d, stdout %q, want %d, %q", status, stdout.String(), tt.status, tt.stdout)
			}
			if !strings.Contains(stderr.String(), tt.stderr) || (stderr.Len() > 0) != (tt.stderr != "") {
				t.Errorf("stderr %q, want %q", stderr.String(), tt.stderr)
			}
			if n := strings.Count(stderr.String(), "\n"); n > maxErrors {
				t.Errorf("%d lines of errors", n)
			}
		})
	}
}

func TestFiles(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	for name, text := range map[string]string{a: "10.0.0.0/9\n", b: "10.128.0.0/9"} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr strings.Builder
	if status := run([]string{a, b, "-"}, strings.NewReader("11.0.0.0/8"), &stdout, &stderr); status != 0 || stdout.String() != "10.0.0.0/7\n" {
		t.Errorf("status %d, stdout %q, stderr %q", status, stdout.String(), stderr.String())
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("disk is full") }

func TestWriteError(t *testing.T) {
	var stderr strings.Builder
	if status := run(nil, strings.NewReader("10.0.0.0/8"), fullDisk{}, &stderr); status != 1 || !strings.Contains(stderr.String(), "disk is full") {
		t.Errorf("status %d, stderr %q", status, stderr.String())
	}
}
