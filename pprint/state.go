// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint

import (
	"io"
	"math"
	"reflect"
	"strings"
)

const (
	noLimit   = math.MaxInt
	flushSize = 8 << 10
)

// A state is one call's work. Text goes to the end of buf; while a container
// is tried on one line, writing stops at limit columns and the text is taken
// back. In between, what is in buf is final and may go to the writer.
type state struct {
	Printer
	block bool // brackets on lines of their own

	buf   []byte
	cols  int // columns written, in all
	limit int // of cols
	lines int // begun

	scratch []byte

	w   io.Writer // nil: everything stays in buf
	err error     // of w

	entries []entry // of the maps and shapes being printed, innermost last
	used    int     // the most entries there have been
	path    []step  // the pointers, maps and slices on the way to the value
	heads   *heads
	depth   int

	// Inside a value whose type has a repr of its own, such as a dataclass,
	// CPython writes what repr gives: without regard to depth and
	// underscores, and with cycles of its own counted from there.
	plain     bool
	plainFrom int // index in path

	ids        map[visit]int
	unreadable bool

	done map[visit]struct{} // what was looked at, when only checking

	plans    map[reflect.Type]*plan
	plansFor string
	recent   [reflect.UnsafePointer + 1]*plan // the last of each kind
}

// raw writes text of one column a byte.
func (s *state) raw(text string) bool {
	s.buf = append(s.buf, text...)
	s.cols += len(text)
	return s.cols <= s.limit
}

// wrote accounts for the text of one leaf, which is buf[from:]. cols is the
// number of its code points.
func (s *state) wrote(from, cols int, color string) bool {
	if s.Measure != nil {
		cols = s.Measure(string(s.buf[from:]))
	}
	s.cols += cols
	if color != "" {
		s.paint(from, color)
	}
	return s.cols <= s.limit
}

// text writes text in a color.
func (s *state) text(text, color string) bool {
	from := len(s.buf)
	s.buf = append(s.buf, text...)
	return s.wrote(from, runeCount(text), color)
}

func runeCount(text string) (n int) {
	for i := range len(text) {
		if text[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// newline starts a line, indented by n.
func (s *state) newline(n int) {
	if s.w != nil && len(s.buf) >= flushSize {
		s.flush()
	}
	s.lines++
	s.buf = append(s.buf, '\n')
	s.spaces(n)
}

func (s *state) spaces(n int) {
	const blanks = "                                                                "
	s.cols += max(n, 0)
	for n > len(blanks) {
		s.buf = append(s.buf, blanks...)
		n -= len(blanks)
	}
	if n > 0 {
		s.buf = append(s.buf, blanks[:n]...)
	}
}

func (s *state) flush() {
	if s.err == nil && len(s.buf) > 0 {
		_, s.err = s.w.Write(s.buf)
	}
	s.buf = s.buf[:0]
}

// A try is the point to go back to when something does not fit.
type try struct{ buf, cols, limit int }

func (s *state) begin(budget int) try {
	t := try{len(s.buf), s.cols, s.limit}
	s.limit = s.cols + budget
	return t
}

// end keeps what was written since begin, or takes it back.
func (s *state) end(t try, keep bool) bool {
	s.limit = t.limit
	if !keep {
		s.buf, s.cols = s.buf[:t.buf], t.cols
	}
	return keep
}

// A Theme colors the output. Each field holds the parameters of an ANSI escape
// sequence that sets a color, such as "32" for green or "1;34" for bold blue;
// empty means no color.
type Theme struct {
	Type    string // names of types
	Field   string // names of struct fields
	String  string
	Number  string
	Keyword string // nil, true, None and the like
	Comment string // comments and other text that stands for something
}

// DefaultTheme returns colors that can be read on light and dark backgrounds.
func DefaultTheme() *Theme {
	return &Theme{Type: "36", Field: "34", String: "32", Number: "35", Keyword: "33", Comment: "90"}
}

// noTheme is in the place of a missing Theme.
var noTheme Theme

func (s *state) theme() *Theme {
	if s.Color == nil {
		return &noTheme
	}
	return s.Color
}

// paint wraps buf[from:] in a color.
func (s *state) paint(from int, color string) {
	text := string(s.buf[from:])
	s.buf = append(s.buf[:from], "\x1b["...)
	s.buf = append(s.buf, strings.TrimSpace(color)...)
	s.buf = append(s.buf, 'm')
	s.buf = append(s.buf, text...)
	s.buf = append(s.buf, "\x1b[0m"...)
}
