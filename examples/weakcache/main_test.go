// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"py34.example/weakfinal"
)

func TestCache(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "spam")
	if err := os.WriteFile(name, []byte("spam"), 0o666); err != nil {
		t.Fatal(err)
	}
	var evicted []string
	c := Cache{Evicted: func(name string) { evicted = append(evicted, name) }}
	f, hit, err := c.Get(name)
	if err != nil || hit || string(f.Data) != "spam" {
		t.Fatalf("first Get = %v, %v, %v", f, hit, err)
	}
	g, hit, err := c.Get(name)
	if err != nil || !hit || g != f {
		t.Errorf("second Get = %v, %v, %v; want the same file", g, hit, err)
	}
	runtime.KeepAlive(f)
	if err := weakfinal.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(evicted, []string{name}) || c.files.Len() != 0 {
		t.Errorf("evicted %q, %d files left", evicted, c.files.Len())
	}
	if _, _, err := c.Get(filepath.Join(dir, "nosuch")); !os.IsNotExist(err) {
		t.Errorf("Get of no file: error %v", err)
	}
}

func TestRun(t *testing.T) {
	dir := t.TempDir()
	var names []string
	for _, name := range []string{"a", "b", "c"} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(name), 0o666); err != nil {
			t.Fatal(err)
		}
		names = append(names, path)
	}
	var stdout, stderr strings.Builder
	if status := run(append([]string{"-requests", "60", "-keep", "1"}, names...), &stdout, &stderr); status != 0 {
		t.Fatalf("status %d, %s", status, stderr.String())
	}
	loads, evictions := strings.Count(stdout.String(), "load "), strings.Count(stdout.String(), "evict ")
	hits := strings.Count(stdout.String(), "hit ")
	if loads+hits != 60 || hits == 0 || evictions == 0 || evictions > loads {
		t.Errorf("%d loads, %d hits, %d evictions:\n%s", loads, hits, evictions, stdout.String())
	}

	for _, c := range []struct {
		args   []string
		stderr string
		status int
	}{
		{nil, "weakcache: no files\n", 2},
		{[]string{"-keep", "x", "f"}, "weakcache: invalid value \"x\" for flag -keep: want a whole number\n", 2},
		{[]string{"-keep", "-1", "f"}, "weakcache: invalid value \"-1\" for flag -keep: want a whole number\n", 2},
		{[]string{filepath.Join(dir, "nosuch")}, "", 1},
	} {
		stdout.Reset()
		stderr.Reset()
		status := run(c.args, &stdout, &stderr)
		if status != c.status || !strings.HasPrefix(stderr.String(), c.stderr) {
			t.Errorf("weakcache %q: %q, status %d; want %q, status %d", c.args, stderr.String(), status, c.stderr, c.status)
		}
	}
}
