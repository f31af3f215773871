// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"fmt"
	"strings"
	"testing"
)

const message = `--- FAIL: TestOrder
    got:
    &Order{
        Customer: "Mr Praline",
        Lines: []Line{
            {Article: "parrot (Norwegian Blue)", Count: 1},
            {Article: "cage", Count: 1},
        },
        Notes: map[string]string{
            "plumage": "beautiful",
            "state": "pining for the fjords",
        },
    }
    want:
    &Order{
        Customer: "Mr Praline",
        Lines: []Line{
            {Article: "parrot (Norwegian Blue)", Count: 1},
            {Article: "cage", Count: 1},
            {Article: "cuttlefish", Count: 2},
        },
        Notes: map[string]string{
            "plumage": "beautiful",
            "state": "bereft of life",
        },
    }
    difference (-got, +want):
              {Article: "cage", Count: 1},
    +         {Article: "cuttlefish", Count: 2},
              "plumage": "beautiful",
    -         "state": "pining for the fjords",
    +         "state": "bereft of life",
`

func TestRun(t *testing.T) {
	for _, c := range []struct {
		args           string
		stdout, stderr string
		status         int
	}{
		{"-width 60", message, "", 0},
		{"-h", usage + "\n", "", 0},
		{"-width 0", "", "gotest: invalid value \"0\" for flag -width: want a whole number above 0\n", 2},
		{"-x", "", "gotest: flag provided but not defined: -x\n", 2},
		{"x", "", "gotest: unexpected argument \"x\"\n", 2},
	} {
		var stdout, stderr strings.Builder
		status := run(strings.Fields(c.args), &stdout, &stderr)
		if stdout.String() != c.stdout || stderr.String() != c.stderr || status != c.status {
			t.Errorf("gotest %s: %q, %q, status %d; want %q, %q, status %d",
				c.args, stdout.String(), stderr.String(), status, c.stdout, c.stderr, c.status)
		}
	}
}

// recorder is a T that keeps what it is told.
type recorder struct{ errors []string }

func (*recorder) Helper() {}

func (r *recorder) Errorf(format string, args ...any) {
	r.errors = append(r.errors, fmt.Sprintf(format, args...))
}

func TestEqual(t *testing.T) {
	var r recorder
	Equal(&r, 0, []int{1, 2}, []int{1, 2})
	if len(r.errors) != 0 {
		t.Errorf("Equal of equal values: %q", r.errors)
	}
	Equal(&r, 0, []int{1, 2}, []int{1, 3})
	want := "got:\n[]int{1, 2}\nwant:\n[]int{1, 3}\ndifference (-got, +want):\n- []int{1, 2}\n+ []int{1, 3}"
	if len(r.errors) != 1 || r.errors[0] != want {
		t.Errorf("Equal of other values: %q, want %q", r.errors, want)
	}
}

func TestDiff(t *testing.T) {
	for _, c := range []struct{ got, want, diff string }{
		{"a\nb\nc", "a\nb\nc", ""},
		{"a", "b", "- a\n+ b"},
		{"a\nb\nc", "a\nc", "  a\n- b"},
		{"a\nc", "a\nb\nc", "  a\n+ b"},
		{"a\nb\nc\nd", "a\nx\nc\ny", "  a\n- b\n+ x\n  c\n- d\n+ y"},
	} {
		if got := Diff(c.got, c.want); got != c.diff {
			t.Errorf("Diff(%q, %q) = %q, want %q", c.got, c.want, got, c.diff)
		}
	}
}
