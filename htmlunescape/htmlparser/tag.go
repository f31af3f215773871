// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package htmlparser

import "bytes"

// A tagScanner finds the parts and the end of a tag, in as many pieces as it
// comes: sections 13.2.5.8 and 13.2.5.32 to 13.2.5.40 of the HTML standard.
// All positions count from the < of the tag.
type tagScanner struct {
	state       tagState
	pos         int // how far the tag is read
	nameEnd     int
	selfClosing bool // the last that was read is a slash
	quote       byte
	attr        span // being read
	attrs       []span
}

// A span is where an attribute stands. If value is 0, it has none.
type span struct{ name, nameEnd, value, valueEnd int }

type tagState uint8

const (
	tagName tagState = iota
	beforeAttr
	attrName
	afterAttrName
	beforeValue
	quotedValue
	unquotedValue
)

// reset prepares for the next tag.
func (t *tagScanner) reset() {
	t.state, t.pos, t.attrs = tagName, 0, t.attrs[:0]
}

// scan reads on in s, the input from the tag's < on. It returns the length of
// the tag, or false if more is to come.
func (t *tagScanner) scan(s []byte) (n int, ok bool) {
	k := max(t.pos, 2) // < and a letter, or </
	for ; k < len(s); k++ {
		c := s[k]
		switch t.state {
		case tagName:
			for !in(c, nameEnd) {
				if k++; k == len(s) {
					t.pos = k
					return 0, false
				}
				c = s[k]
			}
			t.nameEnd = k
			t.selfClosing = false
			t.state = beforeAttr
			fallthrough

		case beforeAttr:
			switch {
			case c == '>':
				return k + 1, true
			case in(c, space):
				t.selfClosing = false
			case c == '/':
				t.selfClosing = true
			default:
				// Even an equals sign begins a name here.
				t.attr = span{name: k}
				t.state = attrName
			}

		case attrName:
			for !in(c, attrNameEnd) {
				if k++; k == len(s) {
					t.pos = k
					return 0, false
				}
				c = s[k]
			}
			t.attr.nameEnd = k
			t.state = afterAttrName
			fallthrough

		case afterAttrName:
			switch {
			case in(c, space):
			case c == '=':
				t.state = beforeValue
			default:
				t.add()
				k-- // read c again
			}

		case beforeValue:
			switch {
			case in(c, space):
			case c == '"' || c == '\'':
				t.quote = c
				t.attr.value = k + 1
				t.state = quotedValue
			case c == '>':
				t.attr.value, t.attr.valueEnd = k, k
				t.add()
				k--
			default:
				t.attr.value = k
				t.state = unquotedValue
			}

		case quotedValue:
			n := bytes.IndexByte(s[k:], t.quote)
			if n < 0 {
				t.pos = len(s)
				return 0, false
			}
			k += n
			t.attr.valueEnd = k
			t.add()

		case unquotedValue:
			for !in(c, valueEnd) {
				if k++; k == len(s) {
					t.pos = k
					return 0, false
				}
				c = s[k]
			}
			t.attr.valueEnd = k
			t.add()
			k--
		}
	}
	t.pos = k
	return 0, false
}

// add adds the attribute that was read.
func (t *tagScanner) add() {
	t.attrs = append(t.attrs, t.attr)
	t.selfClosing = false
	t.state = beforeAttr
}

// Sets of ASCII characters below 64.
const (
	space       = 1<<'\t' | 1<<'\n' | 1<<'\f' | 1<<'\r' | 1<<' '
	nameEnd     = space | 1<<'/' | 1<<'>'
	attrNameEnd = nameEnd | 1<<'='
	valueEnd    = space | 1<<'>'
)

// in reports whether c is in a set.
func in(c byte, set uint64) bool {
	return 1<<c&set != 0
}

func isLetter(c byte) bool {
	return c|0x20-'a' < 26
}

func isDecimal(c byte) bool {
	return c-'0' < 10
}

func isHexadecimal(c byte) bool {
	return c-'0' < 10 || c|0x20-'a' < 6
}

func isAlnum(c byte) bool {
	return isLetter(c) || isDecimal(c)
}

// isNameByte reports whether c may be in the name of a reference.
func isNameByte(c byte) bool {
	return isAlnum(c) || c == '-' || c == '.'
}

// lower returns c in lower case if it is an ASCII letter.
func lower(c byte) byte {
	if c-'A' < 26 {
		return c | 0x20
	}
	return c
}

// names remembers names in lower case, so that each is allocated once: a hash
// table that forgets. It is nil before the first name.
type names []string

const (
	nameSlots  = 512
	nameProbes = 4
	maxCached  = 64 // bytes
)

// lower returns name with its ASCII letters in lower case.
func (t *names) lower(name []byte) string {
	if len(name) > maxCached {
		return string(appendLower(nil, name))
	}
	if *t == nil {
		*t = make(names, nameSlots)
	}
	h := hashName(name)
	for k := range uint32(nameProbes) {
		known := (*t)[(h+k)%nameSlots]
		if len(known) == len(name) && (known == string(name) || isLowered(name, known)) {
			return known
		}
		if known == "" {
			break
		}
	}
	var buf [maxCached]byte
	lowered := appendLower(buf[:0], name)
	// The newest goes first; the others move on, the last of them out.
	s := string(lowered)
	last := s
	for k := range uint32(nameProbes) {
		slot := &(*t)[(h+k)%nameSlots]
		last, *slot = *slot, last
		if last == "" {
			break
		}
	}
	return s
}

func appendLower(dst, name []byte) []byte {
	for _, c := range name {
		dst = append(dst, lower(c))
	}
	return dst
}

// isLowered reports whether name, of the same length, is lowered when it is
// written in lower case.
func isLowered(name []byte, lowered string) bool {
	for i, c := range name {
		if lower(c) != lowered[i] {
			return false
		}
	}
	return true
}

// hashName returns a hash that does not tell case apart.
func hashName(name []byte) uint32 {
	var h uint32
	for _, c := range name {
		h = (h + uint32(c|0x20)) * 0x9E3779B1
	}
	return h >> 16
}
