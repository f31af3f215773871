// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package testkit reads recorded oracle outputs, compares snapshots and runs
// the oracle itself, for the tests of this module.
package testkit

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite snapshots (never oracle files)")

// Header is the first record of a golden file.
type Header struct {
	Oracle    string // such as "CPython 3.13.0"
	Platform  string // such as "linux-x86_64"
	Generator string // sha256 of the gen.py beside the file, in hex
	Count     int    // records, or files of an archive
}

// Root returns the module's root directory.
func Root(tb testing.TB) string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			tb.Fatal("testkit: no go.mod above the working directory")
		}
		dir = parent
	}
}

// Path returns the path of a file below testdata.
func Path(tb testing.TB, elem ...string) string {
	tb.Helper()
	return filepath.Join(append([]string{Root(tb), "testdata"}, elem...)...)
}

// Golden returns the records of testdata/name, a .jsonl file. The test fails
// at once unless the file's header agrees with its generator and its contents.
func Golden[T any](tb testing.TB, name string) []T {
	tb.Helper()
	h, body, err := readGolden(Path(tb, filepath.FromSlash(name)))
	if err != nil {
		tb.Fatal(err)
	}
	records := make([]T, 0, h.Count)
	line := 1
	for rest := body; len(rest) > 0; {
		var b []byte
		b, rest, _ = bytes.Cut(rest, []byte("\n"))
		line++
		dec := json.NewDecoder(bytes.NewReader(b))
		dec.DisallowUnknownFields()
		var rec T
		if err := dec.Decode(&rec); err != nil {
			tb.Fatalf("testkit: %s:%d: %v", name, line, err)
		}
		records = append(records, rec)
	}
	return records
}

// Archive returns the files of testdata/name, a .txtar archive, under the same
// conditions as [Golden].
func Archive(tb testing.TB, name string) []File {
	tb.Helper()
	_, body, err := readGolden(Path(tb, filepath.FromSlash(name)))
	if err != nil {
		tb.Fatal(err)
	}
	_, files := ParseArchive(body)
	return files
}

// CheckGolden reports whether the golden file at path agrees with the gen.py
// beside it and with its own count.
func CheckGolden(path string) (Header, error) {
	h, _, err := readGolden(path)
	return h, err
}

func readGolden(path string) (h Header, body []byte, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return h, nil, err
	}
	first, body, _ := bytes.Cut(data, []byte("\n"))
	if err := json.Unmarshal(first, &h); err != nil {
		return h, nil, fmt.Errorf("testkit: %s: header %q: %v", path, first, err)
	}
	gen, err := os.ReadFile(filepath.Join(filepath.Dir(path), "gen.py"))
	if err != nil {
		return h, nil, err
	}
	if sum := sha256.Sum256(gen); hex.EncodeToString(sum[:]) != h.Generator {
		return h, nil, fmt.Errorf("testkit: %s was not written by the gen.py beside it: run it again", path)
	}
	n := bytes.Count(body, []byte("\n"))
	if strings.HasSuffix(path, ".txtar") {
		_, files := ParseArchive(body)
		n = len(files)
	}
	if n != h.Count || n == 0 {
		return h, nil, fmt.Errorf("testkit: %s holds %d records, header says %d", path, n, h.Count)
	}
	return h, body, nil
}

// Snapshot compares got with the file testdata/name, which -update rewrites.
// It is for output of this module's own making; oracle files are refused.
func Snapshot(tb testing.TB, name string, got []byte) {
	tb.Helper()
	path := Path(tb, filepath.FromSlash(name))
	if _, err := os.Stat(filepath.Join(filepath.Dir(path), "gen.py")); err == nil {
		tb.Fatalf("testkit: %s lies among oracle files: not a place for a snapshot", name)
	}
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o666); err != nil {
			tb.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		tb.Fatalf("testkit: %v (go test -update writes it)", err)
	}
	if !bytes.Equal(got, want) {
		tb.Errorf("%s differs (go test -update rewrites it):\n%s", name, Diff(string(want), string(got)))
	}
}

// Diff returns the first differing line of want and got, with its number.
func Diff(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := 0; i < len(w) || i < len(g); i++ {
		var a, b string
		if i < len(w) {
			a = w[i]
		}
		if i < len(g) {
			b = g[i]
		}
		if a != b || i >= len(w) || i >= len(g) {
			return fmt.Sprintf("line %d:\n\twant %q\n\tgot  %q", i+1, a, b)
		}
	}
	return "no difference"
}

// A Hex is a byte string, recorded in hex.
type Hex []byte

// UnmarshalJSON implements [json.Unmarshaler].
func (h *Hex) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	d, err := hex.DecodeString(s)
	*h = d
	return err
}

// A Text is a string, recorded as its UTF-8 bytes in hex.
type Text string

// UnmarshalJSON implements [json.Unmarshaler].
func (t *Text) UnmarshalJSON(b []byte) error {
	var h Hex
	err := h.UnmarshalJSON(b)
	*t = Text(h)
	return err
}

// A Float is a float64, recorded as Python's float.hex().
type Float float64

// UnmarshalJSON implements [json.Unmarshaler].
func (f *Float) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	switch s {
	case "inf":
		*f = Float(math.Inf(1))
	case "-inf":
		*f = Float(math.Inf(-1))
	case "nan":
		*f = Float(math.NaN())
	default:
		v, err := strconv.ParseFloat(s, 64)
		*f = Float(v)
		return err
	}
	return nil
}

// An Int is an integer of any size, recorded as a decimal string.
type Int struct{ big.Int }

// UnmarshalJSON implements [json.Unmarshaler].
func (i *Int) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	if _, ok := i.SetString(s, 10); !ok {
		return fmt.Errorf("testkit: bad integer %q", s)
	}
	return nil
}
