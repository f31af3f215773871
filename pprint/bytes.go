// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

func (s *state) flatBytes(n *node) bool {
	b := n.v.Bytes()
	// A byte of text has at least a quarter of a column, as part of a code
	// point in Go notation.
	if s.limit != noLimit && s.Measure == nil && len(b)/utf8.UTFMax > s.limit-s.cols {
		return false
	}
	if s.Notation == Python {
		return s.quoteBytes(b)
	}
	if !isText(b) {
		return s.hexBytes(n, b)
	}
	s.unreadable = s.unreadable || !n.plan.nameable
	if !s.raw(n.plan.name + "(") {
		return false
	}
	if text := string(b); bytes.IndexByte(b, '"') >= 0 && strconv.CanBackquote(text) {
		return s.text("`"+text+"`", s.theme().String) && s.raw(")")
	}
	return s.quote(string(b)) && s.raw(")")
}

// isText reports whether b looks like text.
func isText(b []byte) bool {
	if len(b) == 0 {
		return false
	}
	for i := 0; i < len(b); {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 || !printable(r) && r != '\n' && r != '\r' && r != '\t' {
			return false
		}
		i += size
	}
	return true
}

// hexBytes writes bytes as the numbers they are, in Go notation.
func (s *state) hexBytes(n *node, b []byte) bool {
	if !s.openGo(n) {
		return false
	}
	for i, c := range b {
		if i > 0 && !s.raw(", ") || !s.hexByte(c) {
			return false
		}
	}
	return s.raw("}")
}

func (s *state) hexByte(c byte) bool {
	from := len(s.buf)
	s.buf = append(s.buf, '0', 'x', hex[c>>4], hex[c&15])
	return s.wrote(from, 4, s.theme().Number)
}

// splitBytesGo writes bytes over several lines, as much on a line as fits.
func (s *state) splitBytesGo(n *node, base, col, allowance int) {
	b := n.v.Bytes()
	if isText(b) {
		s.unreadable = s.unreadable || !n.plan.nameable
		s.splitSum(n.prefix+n.plan.name+"(", string(b), ")"+n.suffix, base, col, allowance)
		return
	}
	s.raw(n.prefix)
	s.openGo(n)
	inner := base + s.Indent
	perLine := max((s.Width-inner+1)/len("0x00, "), 1)
	for i, c := range b {
		if i%perLine == 0 {
			if s.newline(inner); s.err != nil {
				return
			}
		} else {
			s.raw(" ")
		}
		s.hexByte(c)
		s.raw(",")
	}
	s.newline(base)
	s.raw("}" + n.suffix)
}

// quoteBytes writes a bytes literal in Python notation.
func (s *state) quoteBytes(b []byte) bool {
	from := len(s.buf)
	mark := byte('\'')
	if bytes.IndexByte(b, '\'') >= 0 && bytes.IndexByte(b, '"') < 0 {
		mark = '"'
	}
	s.buf = append(s.buf, 'b', mark)
	for _, c := range b {
		switch {
		case plainASCII[c]:
			s.buf = append(s.buf, c)
		case c == '\\' || c == mark:
			s.buf = append(s.buf, '\\', c)
		case c == '\'' || c == '"':
			s.buf = append(s.buf, c)
		case c == '\n':
			s.buf = append(s.buf, `\n`...)
		case c == '\r':
			s.buf = append(s.buf, `\r`...)
		case c == '\t':
			s.buf = append(s.buf, `\t`...)
		default:
			s.buf = append(s.buf, '\\', 'x', hex[c>>4], hex[c&15])
		}
	}
	s.buf = append(s.buf, mark)
	return s.wrote(from, len(s.buf)-from, s.theme().String)
}

// bytesGauge counts the columns of a bytes literal in Python notation.
type bytesGauge struct{ inner, single, double int }

func (g *bytesGauge) add(b []byte) {
	for _, c := range b {
		switch {
		case plainASCII[c]:
			g.inner++
		case c == '\'':
			g.inner++
			g.single++
		case c == '"':
			g.inner++
			g.double++
		case c == '\\' || c == '\n' || c == '\r' || c == '\t':
			g.inner += 2
		default:
			g.inner += 4
		}
	}
}

func (g *bytesGauge) cols() int {
	cols := len("b''") + g.inner
	if g.double > 0 {
		cols += g.single
	}
	return cols
}

// splitBytesPython writes bytes as literals on several lines, cut at multiples
// of four.
func (s *state) splitBytesPython(b []byte, base, col, allowance, level int) {
	const chunk = 4
	if len(b) <= chunk {
		s.quoteBytes(b)
		return
	}
	parens := level == 1
	indent := col
	switch {
	case s.block:
		indent = base + s.Indent
	case parens:
		indent++
		allowance++
	}
	if parens {
		s.raw("(")
		if s.block {
			s.newline(indent)
		}
	}
	width, rest := s.Width-indent, s.Width-indent
	if s.block && !parens {
		width = s.Width - col
	}
	start := 0
	var g bytesGauge
	for i := 0; i < len(b) && s.err == nil; i += chunk {
		part := b[i:min(i+chunk, len(b))]
		// CPython makes room for what follows only if the last part is
		// shorter than the others. Block style is this package's own.
		if len(part) < chunk || s.block && i+chunk == len(b) {
			width -= allowance
			rest -= allowance
		}
		if g.add(part); g.cols() > width && start < i {
			s.quoteBytes(b[start:i])
			s.newline(indent)
			start, width = i, rest
			g = bytesGauge{}
			g.add(part)
		}
	}
	s.quoteBytes(b[start:])
	if parens {
		if s.block {
			s.newline(base)
		}
		s.raw(")")
	}
}
