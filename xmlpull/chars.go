// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull

import (
	"unicode"
	"unicode/utf8"
)

// Classes of ASCII bytes.
const (
	classStart = 1 << iota // letters and _
	className              // classStart, digits, - and .
	classSpace             // space, \t, \n, \r
	classBad               // control characters that no document may hold
)

var class = func() (t [256]uint8) {
	for c := range 0x20 {
		t[c] = classBad
	}
	for _, c := range " \t\n\r" {
		t[c] = classSpace
	}
	for c := 'a'; c <= 'z'; c++ {
		t[c] = classStart | className
		t[c-'a'+'A'] = classStart | className
	}
	t['_'] = classStart | className
	for _, c := range "0123456789-." {
		t[c] = className
	}
	return t
}()

func isSpace(c byte) bool { return class[c]&classSpace != 0 }

// char decodes the character that starts with w[i] >= 0x80. A size of 0 means
// that w ends before the character does; a size of -1 that it is none that a
// document may hold.
func char(w []byte, i int) (r rune, size int) {
	switch c := w[i]; {
	case c < 0xC0 || c >= 0xF5:
		return 0, -1
	case c < 0xE0:
		size = 2
	case c < 0xF0:
		size = 3
	default:
		size = 4
	}
	if len(w)-i < size {
		return 0, 0
	}
	r, n := utf8.DecodeRune(w[i:])
	if n != size || r == 0xFFFE || r == 0xFFFF {
		return 0, -1
	}
	return r, size
}

// isChar reports whether r may stand in a document (production 2).
func isChar(r rune) bool {
	switch {
	case r < 0x20:
		return r == '\t' || r == '\n' || r == '\r'
	case r < 0xD800:
		return true
	case r < 0xE000:
		return false
	default:
		return r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
	}
}

// nameStart reports whether r >= 0x80 may start a name.
func (s *Scanner) nameStart(r rune) bool {
	if s.Options.Edition4 {
		return unicode.Is(start4, r)
	}
	return unicode.Is(start5, r)
}

// nameChar reports whether r >= 0x80 may stand in a name.
func (s *Scanner) nameChar(r rune) bool {
	if s.Options.Edition4 {
		return unicode.Is(name4, r)
	}
	return unicode.Is(start5, r) || unicode.Is(more5, r)
}

// Names by the fifth edition (productions 4 and 4a), from U+0080.
var start5 = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0xC0, 0xD6, 1}, {0xD8, 0xF6, 1}, {0xF8, 0x2FF, 1}, {0x370, 0x37D, 1}, {0x37F, 0x1FFF, 1},
		{0x200C, 0x200D, 1}, {0x2070, 0x218F, 1}, {0x2C00, 0x2FEF, 1}, {0x3001, 0xD7FF, 1},
		{0xF900, 0xFDCF, 1}, {0xFDF0, 0xFFFD, 1},
	},
	R32:         []unicode.Range32{{0x10000, 0xEFFFF, 1}},
	LatinOffset: 2,
}

var more5 = &unicode.RangeTable{
	R16:         []unicode.Range16{{0xB7, 0xB7, 1}, {0x300, 0x36F, 1}, {0x203F, 0x2040, 1}},
	LatinOffset: 1,
}
