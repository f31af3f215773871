// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package testkit_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"py34.example/internal/testkit"
)

var verify = flag.Bool("verify-goldens", false, "run every generator again and compare")

// goldens returns the folders of testdata that hold a generator, each with
// the golden files beside it.
func goldens(t *testing.T) map[string][]string {
	t.Helper()
	generators, err := filepath.Glob(testkit.Path(t, "*", "gen.py"))
	if err != nil {
		t.Fatal(err)
	}
	folders := make(map[string][]string)
	for _, gen := range generators {
		dir := filepath.Dir(gen)
		for _, pattern := range []string{"*.jsonl", "*.txtar"} {
			files, err := filepath.Glob(filepath.Join(dir, pattern))
			if err != nil {
				t.Fatal(err)
			}
			folders[dir] = append(folders[dir], files...)
		}
	}
	return folders
}

func TestGoldenHeaders(t *testing.T) {
	n := 0
	for dir, files := range goldens(t) {
		if len(files) == 0 {
			t.Errorf("%s has a generator but no golden file", dir)
		}
		for _, file := range files {
			n++
			h, err := testkit.CheckGolden(file)
			if err != nil {
				t.Error(err)
			} else if !strings.HasPrefix(h.Oracle, "CPython 3.") {
				t.Errorf("%s: oracle is %q", file, h.Oracle)
			}
		}
	}
	if n == 0 {
		t.Error("no golden files found")
	}
}

// TestVerifyGoldens is what make verify-goldens runs.
func TestVerifyGoldens(t *testing.T) {
	if !*verify {
		t.Skip("run with -verify-goldens (make verify-goldens)")
	}
	for dir, files := range goldens(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			h, err := testkit.CheckGolden(files[0])
			if err != nil {
				t.Fatal(err)
			}
			out := t.TempDir()
			testkit.Oracle(t, strings.TrimPrefix(h.Oracle, "CPython "), filepath.Join(dir, "gen.py"), out)
			written, err := os.ReadDir(out)
			if err != nil {
				t.Fatal(err)
			}
			if len(written) != len(files) {
				t.Errorf("the generator wrote %d files, %d are recorded", len(written), len(files))
			}
			for _, file := range files {
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				got, err := os.ReadFile(filepath.Join(out, filepath.Base(file)))
				if err != nil {
					t.Error(err)
				} else if !bytes.Equal(got, want) {
					t.Errorf("%s: %s", filepath.Base(file), testkit.Diff(string(want), string(got)))
				}
			}
		})
	}
}

func TestParseArchive(t *testing.T) {
	comment, files := testkit.ParseArchive([]byte("note\n-- a --\n1\n\n-- b --\n-- c --\nlast"))
	if string(comment) != "note\n" {
		t.Errorf("comment = %q", comment)
	}
	want := []testkit.File{{Name: "a", Data: []byte("1\n\n")}, {Name: "b"}, {Name: "c", Data: []byte("last")}}
	if len(files) != len(want) {
		t.Fatalf("got %d files, want %d", len(files), len(want))
	}
	for i, f := range files {
		if f.Name != want[i].Name || !bytes.Equal(f.Data, want[i].Data) {
			t.Errorf("file %d = %q %q, want %q %q", i, f.Name, f.Data, want[i].Name, want[i].Data)
		}
	}
}
