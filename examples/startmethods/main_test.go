// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"py34.example/procstart"
)

func TestMain(m *testing.M) {
	procstart.Init()
	os.Exit(m.Run())
}

func TestRun(t *testing.T) {
	if len(procstart.StartMethods()) == 0 {
		t.Skip("no processes on this system")
	}
	var stdout, stderr strings.Builder
	if status := run([]string{"-n", "1", "-spares=1"}, &stdout, &stderr); status != 0 || stderr.Len() > 0 {
		t.Fatalf("status %d, %q", status, stderr.String())
	}
	lines := strings.Split(strings.TrimSpace(stdout.String()), "\n")
	if want := 2 + len(procstart.StartMethods()); len(lines) != want {
		t.Fatalf("%d lines, want %d:\n%s", len(lines), want, stdout.String())
	}
	own := fmt.Sprint(os.Getpid())
	for i, m := range procstart.StartMethods() {
		f := strings.Fields(lines[2+i])
		if f[0] != string(m) || f[2] == own || (f[3] == own) != (m != procstart.ForkServer) || !strings.Contains(f[4], "Process-") {
			t.Errorf("line %q for method %s of process %s", lines[2+i], m, own)
		}
	}
}

func TestOneMethod(t *testing.T) {
	if len(procstart.StartMethods()) == 0 {
		t.Skip("no processes on this system")
	}
	var stdout, stderr strings.Builder
	if status := run([]string{"spawn", "-n", "2"}, &stdout, &stderr); status != 0 || !strings.Contains(stdout.String(), "\nspawn ") {
		t.Errorf("status %d, %q, %q", status, stdout.String(), stderr.String())
	}
}

func TestBadArguments(t *testing.T) {
	for args, want := range map[string]string{
		"-n 0":      "startmethods: invalid value \"0\" for flag -n: want a whole number from 1 to 1000\n",
		"-n x":      "startmethods: invalid value \"x\" for flag -n: want a whole number from 1 to 1000\n",
		"-spares=y": "startmethods: invalid value \"y\" for flag -spares: want a whole number from 0 to 1000\n",
		"thread":    "startmethods: procstart: cannot find context for \"thread\"\n",
		"-q":        "startmethods: flag provided but not defined: -q\n",
	} {
		var stdout, stderr strings.Builder
		if status := run(strings.Fields(args), &stdout, &stderr); status != 2 || stderr.String() != want || stdout.Len() > 0 {
			t.Errorf("startmethods %s: status %d, %q, want 2, %q", args, status, stderr.String(), want)
		}
	}
	var stdout, stderr strings.Builder
	if status := run([]string{"-h"}, &stdout, &stderr); status != 0 || stdout.String() != usage+"\n" {
		t.Errorf("-h: status %d, %q", status, stdout.String())
	}
}
