// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"bufio"
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"py34.example/weakfinal"
)

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func TestTempDir(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	d, err := NewTempDir("spam-")
	if err != nil {
		t.Fatal(err)
	}
	closed := d.Path()
	if err := os.WriteFile(filepath.Join(closed, "file"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	}
	if exists(closed) {
		t.Error("the directory is there after Close")
	}

	if d, err = NewTempDir("spam-"); err != nil {
		t.Fatal(err)
	}
	dropped := d.Path()
	if !exists(dropped) {
		t.Error("no directory was made")
	}
	runtime.KeepAlive(d)
	if err := weakfinal.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
	if exists(dropped) {
		t.Error("the directory is there after it was dropped")
	}
}

func TestMain(m *testing.M) {
	if args := os.Getenv("TEMPDIRS_TEST_ARGS"); args != "" {
		os.Args = append(os.Args[:1], strings.Fields(args)...)
		main()
	}
	os.Exit(m.Run())
}

// TestProgram runs the program and interrupts it, or not, and checks that nothing
// is left.
func TestProgram(t *testing.T) {
	switch runtime.GOOS {
	case "windows", "plan9", "js", "wasip1":
		t.Skip("no signals to send on this system")
	}
	for _, c := range []struct {
		args   string
		signal bool
		code   int
	}{
		{"-dirs 3 -drop 1 -wait 0s", false, 0},
		{"-dirs 3 -drop 1 -wait 1h", true, 130},
	} {
		tmp := t.TempDir()
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), "TEMPDIRS_TEST_ARGS="+c.args, "TMPDIR="+tmp)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		var all bytes.Buffer
		for scanner := bufio.NewScanner(out); scanner.Scan(); {
			all.WriteString(scanner.Text() + "\n")
			if c.signal && strings.Contains(scanner.Text(), "waiting") {
				left, err := os.ReadDir(tmp)
				if err != nil || len(left) != 2 {
					t.Errorf("%d directories while waiting, %v; want 2", len(left), err)
				}
				if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
					t.Error(err)
				}
			}
		}
		_ = cmd.Wait() // the code says it all
		if code := cmd.ProcessState.ExitCode(); code != c.code {
			t.Errorf("tempdirs %s: code %d, want %d:\n%s", c.args, code, c.code, all.Bytes())
		}
		if left, err := os.ReadDir(tmp); err != nil || len(left) != 0 {
			t.Errorf("tempdirs %s: %d directories left, %v", c.args, len(left), err)
		}
		if n := strings.Count(all.String(), "removed "); n != 3 {
			t.Errorf("tempdirs %s: %d directories removed, want 3:\n%s", c.args, n, all.Bytes())
		}
	}
}

func TestBadArguments(t *testing.T) {
	var stdout, stderr strings.Builder
	if status := run([]string{"-dirs", "x"}, &stdout, &stderr); status != 2 || strings.Count(stderr.String(), "\n") != 1 {
		t.Errorf("status %d, %q", status, stderr.String())
	}
	stderr.Reset()
	if status := run([]string{"extra"}, &stdout, &stderr); status != 2 || stderr.String() != "tempdirs: unexpected argument \"extra\"\n" {
		t.Errorf("status %d, %q", status, stderr.String())
	}
}
