// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint

import (
	"strings"
	"unicode/utf8"
)

// plainASCII marks the bytes that stand for themselves in every kind of
// string literal.
var plainASCII = func() (t [256]bool) {
	for c := ' '; c <= '~'; c++ {
		t[c] = c != '\\' && c != '\'' && c != '"'
	}
	return t
}()

func plainPrefix(text string) int {
	for i := range len(text) {
		if !plainASCII[text[i]] {
			return i
		}
	}
	return len(text)
}

// flatString writes a string on the current line. It looks at no more of the
// string than could fit.
func (s *state) flatString(n *node) bool {
	text := n.v.String()
	// The shortest code point in relation to its columns has four bytes.
	if s.limit != noLimit && s.Measure == nil && len(text)/utf8.UTFMax+2 > s.limit-s.cols {
		return false
	}
	if s.Notation == Python {
		return s.quote(text)
	}
	before, after := s.constant(n)
	return s.raw(before) && s.quote(text) && s.raw(after)
}

// constant returns what makes an untyped constant one of n's type.
func (s *state) constant(n *node) (before, after string) {
	if n.slot.place == placeAny && !n.plan.bare {
		s.unreadable = s.unreadable || !n.plan.nameable
		return n.plan.name + "(", ")"
	}
	return "", ""
}

// quote writes text as a string literal.
func (s *state) quote(text string) bool {
	from := len(s.buf)
	if plainPrefix(text) == len(text) {
		mark := byte('"')
		if s.Notation == Python {
			mark = '\''
		}
		s.buf = append(s.buf, mark)
		s.buf = append(s.buf, text...)
		s.buf = append(s.buf, mark)
		return s.wrote(from, len(text)+2, s.theme().String)
	}
	if s.Notation == Python {
		s.buf = appendPython(s.buf, text)
	} else {
		s.buf = appendGo(s.buf, text)
	}
	cols := 0
	for _, c := range s.buf[from:] {
		if c&0xC0 != 0x80 {
			cols++
		}
	}
	return s.wrote(from, cols, s.theme().String)
}

const hex = "0123456789abcdef"

// appendPython appends text as repr writes it: in single quotes, but in double
// ones where that saves escaping. A byte that is no UTF-8 becomes the lone
// surrogate that Python's surrogateescape makes of it.
func appendPython(dst []byte, text string) []byte {
	mark := byte('\'')
	if strings.Contains(text, "'") && !strings.Contains(text, `"`) {
		mark = '"'
	}
	dst = append(dst, mark)
	dst = escapePython(dst, text, mark)
	return append(dst, mark)
}

// escapePython escapes text between quotation marks of one kind; 0 escapes
// neither kind.
func escapePython(dst []byte, text string, mark byte) []byte {
	for len(text) > 0 {
		n := plainPrefix(text)
		dst = append(dst, text[:n]...)
		if text = text[n:]; text == "" {
			break
		}
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == '\\' || size == 1 && mark != 0 && text[0] == mark:
			dst = append(dst, '\\', text[0])
		case r == '\'' || r == '"':
			dst = append(dst, text[0])
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\r':
			dst = append(dst, `\r`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		case r == utf8.RuneError && size == 1:
			dst = append(dst, '\\', 'u', 'd', 'c', hex[text[0]>>4], hex[text[0]&15])
		case printable(r):
			dst = append(dst, text[:size]...)
		case r < 0x100:
			dst = append(dst, '\\', 'x', hex[r>>4], hex[r&15])
		default:
			dst = appendCodePoint(dst, r)
		}
		text = text[size:]
	}
	return dst
}

func appendCodePoint(dst []byte, r rune) []byte {
	digits := 4
	if r >= 0x10000 {
		dst = append(dst, `\U`...)
		digits = 8
	} else {
		dst = append(dst, `\u`...)
	}
	for i := digits - 1; i >= 0; i-- {
		dst = append(dst, hex[r>>(4*i)&15])
	}
	return dst
}

// appendGo appends text as an interpreted string literal.
func appendGo(dst []byte, text string) []byte {
	dst = append(dst, '"')
	dst = escapeGo(dst, text)
	return append(dst, '"')
}

// goEscapes has the letter of each escape sequence that has one.
var goEscapes = [...]byte{'\a': 'a', '\b': 'b', '\t': 't', '\n': 'n', '\v': 'v', '\f': 'f', '\r': 'r'}

func escapeGo(dst []byte, text string) []byte {
	for len(text) > 0 {
		n := plainPrefix(text)
		dst = append(dst, text[:n]...)
		if text = text[n:]; text == "" {
			break
		}
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == '\\' || r == '"':
			dst = append(dst, '\\', text[0])
		case r == utf8.RuneError && size == 1, r == 0x7f:
			dst = append(dst, '\\', 'x', hex[text[0]>>4], hex[text[0]&15])
		case r < rune(len(goEscapes)) && goEscapes[r] != 0:
			dst = append(dst, '\\', goEscapes[r])
		case r < ' ':
			dst = append(dst, '\\', 'x', hex[r>>4], hex[r&15])
		case printable(r):
			dst = append(dst, text[:size]...)
		default:
			dst = appendCodePoint(dst, r)
		}
		text = text[size:]
	}
	return dst
}

// printable reports whether r stands for itself in literals: what Python's
// str.isprintable says of it.
func printable(r rune) bool {
	if r < 0x7f {
		return r >= ' '
	}
	return !in(unprintable, r)
}

// isSpace is \s in Python's regular expressions.
func isSpace(r rune) bool {
	switch {
	case r <= ' ':
		return '\t' <= r && r <= '\r' || '\x1c' <= r && r <= ' '
	case r < 0x80:
		return false
	}
	return in(spaces, r)
}

// in searches a sorted table of ranges.
func in(table [][2]rune, r rune) bool {
	lo, hi := 0, len(table)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if table[mid][1] < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo < len(table) && table[lo][0] <= r
}

// Cells counts the columns that text takes in a terminal: two for an East
// Asian wide character, none for a combining or control character, one for
// any other. It is for the Measure field of a [Printer]. Sequences of code
// points that make one emoji count as their parts do.
func Cells(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case ' ' <= r && r < 0x7f:
			n++
		case r < 0xa0 || in(zeroWidth, r):
		case in(wide, r):
			n += 2
		default:
			n++
		}
	}
	return n
}
