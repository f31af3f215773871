// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint

import (
	"strings"
	"unicode/utf8"
)

// A splitter cuts a string into pieces for lines of their own, the way
// CPython does: at the ends of lines, and a line that is too wide between a
// blank and what follows it, as late as possible.
type splitter struct {
	s    *state
	text string

	// The columns for a piece, quotation marks included: on the first line
	// and on the others, less what follows the piece if it is the last, and
	// if it is not.
	first, rest      int
	afterLast, after int

	line  int  // end of the current line
	split bool // the current line is split
}

// next returns the next piece; it is empty if there is no more.
func (sp *splitter) next() string {
	if sp.text == "" {
		return ""
	}
	width := sp.first
	sp.first = sp.rest
	if !sp.split {
		sp.line = lineEnd(sp.text)
		if sp.fits(sp.text[:sp.line], width, sp.line) {
			return sp.cut(sp.line)
		}
		sp.split = true
	}
	var g gauge
	end := 0
	for end < sp.line {
		part := partEnd(sp.text[end:sp.line])
		g.add(sp.s, sp.text[end:end+part])
		if end > 0 && g.cols() > width-sp.reserve(end+part) {
			break
		}
		end += part
	}
	return sp.cut(end)
}

// cut takes the next n bytes.
func (sp *splitter) cut(n int) string {
	piece := sp.text[:n]
	sp.text = sp.text[n:]
	if sp.line -= n; sp.line == 0 {
		sp.split = false
	}
	return piece
}

// reserve returns the columns to keep free behind a piece of n bytes.
func (sp *splitter) reserve(n int) int {
	if n == len(sp.text) {
		return sp.afterLast
	}
	return sp.after
}

func (sp *splitter) fits(text string, width, n int) bool {
	width -= sp.reserve(n)
	// A code point has at most four bytes and at least one column.
	if sp.s.Measure == nil && len(text)/utf8.UTFMax > width {
		return false
	}
	var g gauge
	g.add(sp.s, text)
	return g.cols() <= width
}

// A gauge counts the columns of a literal.
type gauge struct {
	inner  int // between the quotation marks, with no quotation marks escaped
	single int // the number of ' in it
	double int // the number of " in it
	golang bool
}

func (g *gauge) cols() int {
	switch {
	case g.golang:
		return 2 + g.inner + g.double
	case g.double > 0: // the literal is in single quotes
		return 2 + g.inner + g.single
	}
	return 2 + g.inner
}

func (g *gauge) add(s *state, text string) {
	g.golang = s.Notation == Go
	if s.Measure != nil {
		g.measure(s, text)
		return
	}
	for len(text) > 0 {
		n := plainPrefix(text)
		g.inner += n
		if text = text[n:]; text == "" {
			return
		}
		r, size := utf8.DecodeRuneInString(text)
		text = text[size:]
		switch {
		case r == '\'':
			g.inner++
			g.single++
		case r == '"':
			g.inner++
			g.double++
		case r == '\\':
			g.inner += 2
		case r == utf8.RuneError && size == 1:
			g.inner += 4
			if !g.golang {
				g.inner += 2 // \udc80, not \x80
			}
		case r < 0x80:
			g.inner += 4
			if r == '\n' || r == '\r' || r == '\t' || g.golang && r < rune(len(goEscapes)) && goEscapes[r] != 0 {
				g.inner -= 2
			}
		case printable(r):
			g.inner++
		case r < 0x100 && !g.golang:
			g.inner += 4
		case r < 0x10000:
			g.inner += 6
		default:
			g.inner += 10
		}
	}
}

func (g *gauge) measure(s *state, text string) {
	g.single += strings.Count(text, "'")
	g.double += strings.Count(text, `"`)
	if !g.golang {
		g.inner += s.Measure(string(escapePython(nil, text, 0)))
		return
	}
	g.inner += s.Measure(string(escapeGo(nil, text))) - strings.Count(text, `"`)
}

// lineEnd returns the length of the first line of text as Python's splitlines
// has it.
func lineEnd(text string) int {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= ' ' && c < 0x80:
		case c == '\r':
			if strings.HasPrefix(text[i:], "\r\n") {
				return i + 2
			}
			return i + 1
		case c == '\n', c == '\v', c == '\f', c == 0x1c, c == 0x1d, c == 0x1e:
			return i + 1
		case c == "\u0085"[0] && strings.HasPrefix(text[i:], "\u0085"):
			return i + 2
		case c == "\u2028"[0] && (strings.HasPrefix(text[i:], "\u2028") || strings.HasPrefix(text[i:], "\u2029")):
			return i + 3
		}
	}
	return len(text)
}

// partEnd returns the length of what \S*\s* matches at the start of text.
func partEnd(text string) int {
	blanks := false
	for i := 0; i < len(text); {
		size, space := 1, false
		if c := text[i]; c > ' ' && c < utf8.RuneSelf {
			// Most of text, in most texts.
		} else if c < utf8.RuneSelf {
			space = isSpace(rune(c))
		} else {
			var r rune
			r, size = utf8.DecodeRuneInString(text[i:])
			space = isSpace(r)
		}
		if blanks && !space {
			return i
		}
		blanks = space
		i += size
	}
	return len(text)
}

// splitPython writes a string as literals on several lines, in parentheses if
// nothing is around it.
func (s *state) splitPython(text string, base, col, allowance, level int) {
	parens := level == 1
	indent := col
	switch {
	case s.block && parens:
		indent, allowance = base+s.Indent, 0
	case s.block:
		indent = base + s.Indent
	case parens:
		indent++
		allowance++
	}
	sp := splitter{s: s, text: text, rest: s.Width - indent, afterLast: allowance}
	sp.first = sp.rest
	if s.block && !parens {
		sp.first = s.Width - col
	}
	piece := sp.next()
	if len(piece) == len(text) {
		s.quote(text)
		return
	}
	if parens {
		s.raw("(")
		if s.block {
			s.newline(indent)
		}
	}
	s.quote(piece)
	for piece = sp.next(); piece != "" && s.err == nil; piece = sp.next() {
		s.newline(indent)
		s.quote(piece)
	}
	if parens {
		if s.block {
			s.newline(base)
		}
		s.raw(")")
	}
}

// splitGo writes a string as a sum of literals on several lines.
func (s *state) splitGo(n *node, base, col, allowance int) {
	before, after := s.constant(n)
	s.splitSum(n.prefix+before, n.v.String(), after+n.suffix, base, col, allowance)
}

func (s *state) splitSum(before, text, after string, base, col, allowance int) {
	indent := base + s.Indent
	sp := splitter{
		s: s, text: text,
		first: s.Width - col - len(before), rest: s.Width - indent,
		afterLast: len(after) + allowance, after: len(" +"),
	}
	s.raw(before)
	s.quote(sp.next())
	for piece := sp.next(); piece != "" && s.err == nil; piece = sp.next() {
		s.raw(" +")
		s.newline(indent)
		s.quote(piece)
	}
	s.raw(after)
}
