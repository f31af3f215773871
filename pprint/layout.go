// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint

import "reflect"

// A hint is what else is known about a value.
type hint uint8

const (
	isField hint = 1 << iota // it is the field of a struct
	tooWide                  // it does not fit on the line
)

// hintOf returns the hint for a child of n.
func hintOf(n *node) hint {
	if n.kind == kindRecord {
		return isField
	}
	return 0
}

// format writes v at column col, on one line if that leaves allowance columns
// for what follows, or else over several. base is the indentation of the
// current line; it matters for the block style only.
func (s *state) format(v reflect.Value, c slot, base, col, allowance, level int, what hint) {
	if s.err != nil {
		return
	}
	var n node
	s.resolve(&n, v, c, lookLayout)
	s.formatNode(&n, base, col, allowance, level, what)
	s.leave(&n)
}

func (s *state) formatNode(n *node, base, col, allowance, level int, what hint) {
	if n.kind == kindRecursion && what&isField != 0 && s.Notation == Python {
		s.text("...", s.theme().Comment)
		return
	}
	if n.kind < kindString {
		s.flatNode(n, level)
		return
	}
	if what&tooWide == 0 {
		t := s.begin(s.Width - col - allowance)
		if s.end(t, s.limit >= s.cols && s.flatNode(n, level)) {
			return
		}
	}
	level++
	switch {
	case n.kind == kindString && s.Notation == Go:
		s.splitGo(n, base, col, allowance)
	case n.kind == kindString:
		s.splitPython(n.v.String(), base, col, allowance, level)
	case n.kind == kindBytes && s.Notation == Go:
		s.splitBytesGo(n, base, col, allowance)
	case n.kind == kindBytes:
		s.splitBytesPython(n.v.Bytes(), base, col, allowance, level)
	case s.Notation == Go && s.below(n, level-1):
		s.flatNode(n, level-1)
	case s.count(n) == 0 && (s.block || n.kind > kindDict):
		s.flatNode(n, level-1)
	case s.block:
		s.blockStyle(n, base, level)
	default:
		s.hang(n, col, allowance, level)
	}
}

// blockStyle writes a container with its brackets at the ends of lines and its
// children between them, one level further in than base.
func (s *state) blockStyle(n *node, base, level int) {
	s.raw(n.prefix)
	s.open(n)
	inner := base + s.Indent
	if s.Compact && (n.kind == kindList || n.kind == kindTuple || n.kind == kindSet) {
		s.fillBlock(n, inner, level)
	} else {
		for i := range n.n {
			s.newline(inner)
			s.blockChild(n, i, inner, level)
			s.raw(",")
		}
	}
	s.newline(base)
	s.close(n)
	s.raw(n.suffix)
}

func (s *state) blockChild(n *node, i, inner, level int) {
	start := s.cols
	s.label(n, i, level)
	v, c := s.child(n, i)
	s.format(v, c, inner, inner+s.cols-start, 1+len(s.after(n)), level, hintOf(n))
	s.raw(s.after(n))
}

// fillBlock writes the children of a list, as many on a line as fit.
func (s *state) fillBlock(n *node, inner, level int) {
	var lineStart int
	alone := true // the next child starts a line
	for i := range n.n {
		v, c := s.child(n, i)
		if !alone {
			t := s.begin(s.Width - (s.cols - lineStart) - 1)
			if s.end(t, s.raw(" ") && s.flat(v, c, level) && s.raw(s.after(n))) {
				s.raw(",")
				continue
			}
		}
		lineStart = s.cols
		s.newline(inner)
		lines := s.lines
		s.blockChild(n, i, inner, level)
		s.raw(",")
		alone = s.lines != lines
	}
}

// hang writes a container the way CPython does, its children below the first
// of them, right behind the opening bracket.
func (s *state) hang(n *node, col, allowance, level int) {
	switch n.kind {
	case kindList:
		s.raw("[")
		s.items(n, col, allowance+1, level)
		s.raw("]")
	case kindTuple:
		end := ")"
		if n.n == 1 {
			end = ",)"
		}
		s.raw("(")
		s.items(n, col, allowance+len(end), level)
		s.raw(end)
	case kindSet:
		s.raw("{")
		s.items(n, col, allowance+1, level)
		s.raw("}")
	case kindDict:
		s.raw("{")
		s.spaces(s.Indent - 1)
		s.labelItems(n, col+s.Indent, allowance+1, level)
		s.raw("}")
	case kindRecord:
		s.open(n)
		s.labelItems(n, col+runeCount(n.plan.python)+1, allowance, level)
		s.raw(")")
	case kindOrdered:
		s.text("OrderedDict", s.theme().Type)
		s.raw("(")
		const open = len("OrderedDict(")
		s.format(s.pairs(n), slot{}, col+open, col+open, allowance+1, level, 0)
		s.raw(")")
	case kindShape:
		start := s.cols
		s.open(n)
		s.labelItems(n, col+s.cols-start, allowance+runeCount(n.shape.Close), level)
		s.close(n)
	}
}

// pairs returns the entries of an Ordered as a list of tuples.
func (s *state) pairs(n *node) reflect.Value {
	list := make([]any, n.n)
	for i := range list {
		e := s.entries[n.lo+i]
		pair := [2]any{e.str, nil}
		if e.class != classPlainString {
			pair[0] = held(e.key)
		}
		pair[1] = held(e.val)
		list[i] = pair
	}
	return reflect.ValueOf(list)
}

func held(v reflect.Value) any {
	if !v.IsValid() {
		return nil
	}
	return v.Interface()
}

// labelItems writes one child, with its key or label, a line.
func (s *state) labelItems(n *node, col, allowance, level int) {
	for i := range n.n {
		start := s.cols
		s.label(n, i, level)
		s.lineItem(n, i, col, col+s.cols-start, allowance, level)
	}
}

// lineItem writes child i, whose label ends at column at, and what separates
// it from the next.
func (s *state) lineItem(n *node, i, col, at, allowance, level int) {
	last := i == n.n-1
	if !last {
		allowance = 1
	}
	v, c := s.child(n, i)
	s.format(v, c, at, at, allowance, level, hintOf(n))
	if !last {
		s.raw(",")
		s.newline(col)
	}
}

func (s *state) items(n *node, col, allowance, level int) {
	col += s.Indent
	s.spaces(s.Indent - 1)
	if s.Compact {
		s.fill(n, col, allowance, level)
		return
	}
	for i := range n.n {
		s.lineItem(n, i, col, col, allowance, level)
	}
}

// fill writes the children of a list, as many on a line as fit. CPython keeps
// the account a little differently from what one would: width is what is left
// of the line, plus 2 for the separator, which the first item does not have.
func (s *state) fill(n *node, col, allowance, level int) {
	width := s.Width - col + 1
	most := width
	alone := false // the next child starts a line
	for i := range n.n {
		v, c := s.child(n, i)
		after := 1
		if i == n.n-1 {
			after = allowance
			most -= allowance
			width -= allowance
		}
		start, from, budget := s.cols, len(s.buf), most-2
		t := s.begin(budget)
		if s.end(t, s.limit >= s.cols && s.flat(v, c, level)) {
			w := s.cols - start + 2
			if width < w {
				width = most
				alone = true
			}
			width -= w
			if i > 0 {
				s.separate(from, alone, col)
			}
			alone = false
			continue
		}
		width = most
		if i > 0 {
			s.raw(",")
			s.newline(col)
		}
		what := hint(0)
		if budget >= s.Width-col-after {
			what = tooWide
		}
		s.format(v, c, col, col, after, level, what)
		alone = true
	}
}

// separate puts a comma and a blank, or the start of a line, before the item
// that is buf[from:].
func (s *state) separate(from int, newline bool, col int) {
	s.scratch = append(s.scratch[:0], s.buf[from:]...)
	s.buf = s.buf[:from]
	s.raw(",")
	if newline {
		s.newline(col)
	} else {
		s.raw(" ")
	}
	s.buf = append(s.buf, s.scratch...)
}
