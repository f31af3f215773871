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
	file := filepath.Join(t.TempDir(), "spam.txt")
	if err := os.WriteFile(file, []byte("spam eggs\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args           string
		stdin          string
		stdout, stderr string
		status         int
	}{
		{"-width 8 wrap", "spam egg sausage", "spam egg\nsausage\n", "", 0},
		{"-width=8 fill", "spam egg sausage", "spam egg\nsausage\n", "", 0},
		{"fill", "", "", "", 0},
		{"fill -width 8 -", "spam egg sausage", "spam egg\nsausage\n", "", 0},
		{"-width 14 shorten", "spam  egg\nsausage", "spam egg [...]\n", "", 0},
		{"-width 9 -placeholder … shorten", "spam egg sausage", "spam egg…\n", "", 0},
		{"-width 8 -max-lines 1 -placeholder= wrap", "spam egg sausage", "spam egg\n", "", 0},
		{"dedent", "  spam\n   egg\n", "spam\n egg\n", "", 0},
		{"-indent > indent", "spam\n\negg", ">spam\n\n>egg", "", 0},
		{"-width 6 -indent > fill", "spam egg", ">spam\n>egg\n", "", 0},
		{"-paragraphs fill", "spam\negg\n\nspam", "spam egg\n\nspam\n", "", 0},
		{"-width 5 -cells fill", "\x1b[1m日本語\x1b[0m", "\x1b[1m日本\n語\x1b[0m\n", "", 0},
		{"-width 5 wrap " + file + " -", "egg spam", "spam\neggs\negg\nspam\n", "", 0},
		{"wrap nosuch " + file, "", "spam eggs\n", "wrap: open nosuch: no such file or directory\n", 1},
		{"-width x wrap", "", "", "wrap: invalid value \"x\" for flag -width: want a whole number above 0\n", 2},
		{"-width 0 wrap", "", "", "wrap: invalid value \"0\" for flag -width: want a whole number above 0\n", 2},
		{"-max-lines -1 wrap", "", "", "wrap: invalid value \"-1\" for flag -max-lines: want a whole number above 0\n", 2},
		{"-wide wrap", "", "", "wrap: flag provided but not defined: -wide\n", 2},
		{"-width 3 -max-lines 1 wrap", "", "", "wrap: textwrap: placeholder too large for max width: \" [...]\" after indent \"\" in width 3\n", 2},
		{"-width 3 shorten", "", "", "wrap: textwrap: placeholder too large for max width: \" [...]\" after indent \"\" in width 3\n", 2},
		{"", "", "", "wrap: no command: wrap, fill, shorten, dedent or indent\n", 2},
		{"spam", "", "", "wrap: unknown command \"spam\": want wrap, fill, shorten, dedent or indent\n", 2},
		{"-h", "", usage + "\n", "", 0},
	} {
		var stdout, stderr strings.Builder
		status := run(strings.Fields(c.args), strings.NewReader(c.stdin), &stdout, &stderr)
		if stdout.String() != c.stdout || stderr.String() != c.stderr || status != c.status {
			t.Errorf("wrap %s <<<%q: %q, %q, status %d; want %q, %q, status %d",
				c.args, c.stdin, stdout.String(), stderr.String(), status, c.stdout, c.stderr, c.status)
		}
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteError(t *testing.T) {
	var stderr strings.Builder
	status := run([]string{"fill"}, strings.NewReader("spam"), failingWriter{}, &stderr)
	if status != 1 || stderr.String() != "wrap: disk full\n" {
		t.Errorf("status %d, %q; want 1 and the error", status, stderr.String())
	}
}
