// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint

import (
	"reflect"
	"strconv"
)

// flat writes v on the current line. It reports false, and may stop anywhere,
// if that goes beyond the limit.
func (s *state) flat(v reflect.Value, c slot, level int) bool {
	var n node
	s.resolve(&n, v, c, lookFlat)
	var ok bool
	if n.kind == kindRecursion && s.Notation == Python && s.Depth > 0 && level >= s.Depth && !s.plain {
		// CPython looks at the depth first.
		ok = s.text(s.plainRecursion(n.v), s.theme().Comment)
	} else {
		ok = s.flatNode(&n, level)
	}
	s.leave(&n)
	return ok
}

func (s *state) flatNode(n *node, level int) bool {
	if n.prefix != "" && !s.raw(n.prefix) {
		return false
	}
	var ok bool
	switch {
	case n.kind >= kindList:
		ok = s.flatContainer(n, level)
	case n.kind == kindString:
		ok = s.flatString(n)
	case n.kind == kindBytes:
		ok = s.flatBytes(n)
	default:
		ok = s.leaf(n)
	}
	return ok && s.raw(n.suffix)
}

// flatContainer writes a container on the current line.
func (s *state) flatContainer(n *node, level int) bool {
	count := s.count(n)
	if s.atLeast(n) > s.limit-s.cols && !s.below(n, level) {
		return false
	}
	if s.Notation == Python {
		if count == 0 {
			return s.raw(s.emptyPython(n))
		}
		if own := n.kind != kindList && n.kind != kindTuple && n.kind != kindDict; own && !s.plain {
			s.plain, s.plainFrom = true, n.path
			defer func() { s.plain, s.plainFrom = false, 0 }()
		}
	}
	if !s.open(n) {
		return false
	}
	if s.below(n, level) {
		s.unreadable = true
		return s.raw("...") && s.endFlat(n)
	}
	for i := range count {
		if i > 0 && !s.raw(", ") {
			return false
		}
		if !s.label(n, i, level+1) {
			return false
		}
		v, c := s.child(n, i)
		if !s.flat(v, c, level+1) || !s.raw(s.after(n)) {
			return false
		}
		if s.done != nil {
			if s.buf = s.buf[:0]; s.unreadable {
				return false
			}
		}
	}
	return s.endFlat(n)
}

// endFlat closes a container on the current line.
func (s *state) endFlat(n *node) bool {
	if n.kind == kindTuple && n.n == 1 && s.Notation == Python && !s.raw(",") {
		return false
	}
	return s.close(n)
}

// atLeast returns a number of columns that the container takes at least, on
// one line.
func (s *state) atLeast(n *node) int {
	switch n.kind {
	case kindList, kindTuple, kindSet, kindShape:
		return 3 * n.n // [1, 2, 3]
	case kindDict, kindOrdered:
		return 6 * n.n // {1: 1, 2: 2}
	case kindRecord:
		return 5 * n.n // P(a=1, b=2)
	}
	return 0
}

// below reports whether the contents of n are deeper than Depth.
func (s *state) below(n *node, level int) bool {
	return s.Depth > 0 && level >= s.Depth && n.n > 0 && !s.plain
}

// open writes what comes before the children.
func (s *state) open(n *node) bool {
	if n.kind == kindShape {
		return s.text(n.shape.Open, s.theme().Type)
	}
	if s.Notation == Go {
		return s.openGo(n)
	}
	switch n.kind {
	case kindList:
		return s.raw("[")
	case kindTuple:
		return s.raw("(")
	case kindDict, kindSet:
		return s.raw("{")
	case kindOrdered:
		return s.text("OrderedDict", s.theme().Type) && s.raw("({")
	}
	return s.text(n.plan.python, s.theme().Type) && s.raw("(")
}

// close writes what comes after the children.
func (s *state) close(n *node) bool {
	if n.kind == kindShape {
		return s.text(n.shape.Close, s.theme().Type)
	}
	if s.Notation == Go {
		return s.raw("}")
	}
	switch n.kind {
	case kindList:
		return s.raw("]")
	case kindTuple:
		return s.raw(")")
	case kindDict, kindSet:
		return s.raw("}")
	case kindOrdered:
		return s.raw("})")
	}
	return s.raw(")")
}

// label writes what comes before child i: its key, or the name of its field.
func (s *state) label(n *node, i, level int) bool {
	switch n.kind {
	case kindDict, kindOrdered:
		e := &s.entries[n.lo+i]
		if e.class == classPlainString {
			return s.quote(e.str) && s.raw(": ")
		}
		return s.flat(e.key, slot{keyPlace(n), true}, level) && s.raw(": ")
	case kindShape:
		if label := s.entries[n.lo+i].str; label != "" {
			return s.text(label, s.theme().Field)
		}
	case kindRecord:
		if n.flags&listed != 0 {
			return s.text(s.entries[n.lo+i].str, s.theme().Field)
		}
		f := &s.fields(n)[i]
		if s.Notation == Go {
			return s.text(f.goLabel, s.theme().Field)
		}
		return s.text(f.pyLabel, s.theme().Field)
	}
	return true
}

// after returns what comes after each child.
func (s *state) after(n *node) string {
	if n.kind == kindSet && s.Notation == Go {
		return ": {}"
	}
	return ""
}

// leaf writes what cannot be split.
func (s *state) leaf(n *node) bool {
	from := len(s.buf)
	switch n.kind {
	case kindRecursion:
		s.buf = s.recursion(s.buf, n)
		return s.wrote(from, len(s.buf)-from, s.theme().Comment)
	case kindTooDeep:
		s.unreadable = true
		s.buf = s.standIn(s.buf, "nested too deeply")
		return s.wrote(from, len(s.buf)-from, s.theme().Comment)
	case kindText:
		return s.text(n.text, s.textColor(n))
	}
	color := s.theme().Number
	if n.kind == kindNil || n.kind == kindBool {
		color = s.theme().Keyword
	}
	if s.Notation == Go {
		s.buf = s.goScalar(s.buf, n)
	} else {
		s.buf = s.pyScalar(s.buf, n)
	}
	if n.kind == kindOpaque && n.v.IsNil() {
		color = s.theme().Keyword
	} else if n.kind == kindOpaque {
		color = s.theme().Comment
		s.unreadable = true
	}
	return s.wrote(from, runeCount(string(s.buf[from:])), color)
}

func (s *state) textColor(n *node) string {
	switch {
	case n.flags&standIn != 0:
		return s.theme().Comment
	case n.flags&numeric != 0:
		return s.theme().Number
	}
	return s.theme().Type
}

// standIn writes text in the place of something that has no notation.
func (s *state) standIn(dst []byte, what string) []byte {
	if s.Notation == Python {
		dst = append(dst, '<')
		dst = append(dst, what...)
		return append(dst, '>')
	}
	return append(dst, comment(what)...)
}

// recursion writes the mark for a value that contains itself.
func (s *state) recursion(dst []byte, n *node) []byte {
	if s.Notation == Python && s.plain {
		return append(dst, s.plainRecursion(n.v)...)
	}
	name := n.plan.name
	if s.Notation == Python {
		name = s.className(n.v)
	}
	var id string
	if s.ID != nil {
		if reason := protect(func() { id = s.ID(n.v) }); reason != "" {
			id = "panicked: " + reason
		}
	} else {
		id = "#" + strconv.Itoa(s.number(identity(n.v, n.plan)))
	}
	return s.standIn(dst, "Recursion on "+name+" with id="+id)
}

// number returns the number of a value that contains itself, in order of
// appearance.
func (s *state) number(id visit) int {
	i, ok := s.ids[id]
	if !ok {
		if s.ids == nil {
			s.ids = make(map[visit]int)
		}
		i = len(s.ids) + 1
		s.ids[id] = i
	}
	return i
}

// check goes through v without printing, until it meets something that is not
// readable.
func (s *state) check(v any) {
	s.done = make(map[visit]struct{})
	s.flat(reflect.ValueOf(v), slot{}, 0)
}
