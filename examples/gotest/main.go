// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Gotest shows the message of a failing test that prints what it got and what
// it wanted with package pprint.
//
// Usage:
//
//	gotest [-width N]
//
// The functions are meant to be copied: Equal goes into a test, and needs
// nothing of it but its Helper and Errorf. Since what is printed is Go source,
// the lines under "got" can be pasted into the test once they are right.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"reflect"
	"strconv"
	"strings"

	"py34.example/pprint"
)

const usage = "usage: gotest [-width N]"

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	width := 0
	fs := flag.NewFlagSet("gotest", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Func("width", "", func(s string) (err error) {
		if width, err = strconv.Atoi(s); err != nil || width < 1 {
			return errors.New("want a whole number above 0")
		}
		return nil
	})
	err := fs.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err == nil && fs.NArg() > 0:
		err = fmt.Errorf("unexpected argument %q", fs.Arg(0))
	}
	if err != nil {
		fmt.Fprintln(stderr, "gotest:", err)
		return 2
	}
	testOrder(&printed{w: stdout, name: "TestOrder"}, width)
	return 0
}

// An Order is what the test is about.
type Order struct {
	Customer string
	Lines    []Line
	Notes    map[string]string
}

// A Line is one line of an Order.
type Line struct {
	Article string
	Count   int
}

// testOrder is the failing test.
func testOrder(t T, width int) {
	got := &Order{
		Customer: "Mr Praline",
		Lines:    []Line{{"parrot (Norwegian Blue)", 1}, {"cage", 1}},
		Notes:    map[string]string{"state": "pining for the fjords", "plumage": "beautiful"},
	}
	want := &Order{
		Customer: "Mr Praline",
		Lines:    []Line{{"parrot (Norwegian Blue)", 1}, {"cage", 1}, {"cuttlefish", 2}},
		Notes:    map[string]string{"state": "bereft of life", "plumage": "beautiful"},
	}
	Equal(t, width, got, want)
}

// T is the part of testing.T that Equal needs.
type T interface {
	Helper()
	Errorf(format string, args ...any)
}

// Equal reports an error if got is not deeply equal to want: both of them, as
// Go source no wider than width, and the lines that differ.
func Equal(t T, width int, got, want any) {
	t.Helper()
	if reflect.DeepEqual(got, want) {
		return
	}
	p := pprint.Printer{Indent: 4, Width: width}
	g, w := p.Format(got), p.Format(want)
	t.Errorf("got:\n%s\nwant:\n%s\ndifference (-got, +want):\n%s", g, w, Diff(g, w))
}

// Diff returns the lines of got and want that differ, marked with - and +, each
// run of them after the line before it.
func Diff(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	common := commonLines(g, w)
	var out []string
	context := ""
	changed := false
	note := func(mark, line string) {
		if !changed && context != "" {
			out = append(out, "  "+context)
		}
		changed = true
		out = append(out, mark+line)
	}
	i, j := 0, 0
	for i < len(g) || j < len(w) {
		switch {
		case i < len(g) && j < len(w) && g[i] == w[j]:
			context, changed = g[i], false
			i++
			j++
		case j == len(w) || i < len(g) && common[i+1][j] >= common[i][j+1]:
			note("- ", g[i])
			i++
		default:
			note("+ ", w[j])
			j++
		}
	}
	return strings.Join(out, "\n")
}

// commonLines returns the length of the longest common subsequence of a[i:] and
// b[j:], for each i and j.
func commonLines(a, b []string) [][]int {
	n := make([][]int, len(a)+1)
	for i := range n {
		n[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				n[i][j] = n[i+1][j+1] + 1
			} else {
				n[i][j] = max(n[i+1][j], n[i][j+1])
			}
		}
	}
	return n
}

// printed is a T that prints what go test would.
type printed struct {
	w    io.Writer
	name string
}

func (*printed) Helper() {}

func (p *printed) Errorf(format string, args ...any) {
	fmt.Fprintf(p.w, "--- FAIL: %s\n", p.name)
	for line := range strings.Lines(fmt.Sprintf(format, args...) + "\n") {
		fmt.Fprint(p.w, "    ", line)
	}
}
