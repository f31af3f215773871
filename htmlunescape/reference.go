// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:generate go run gen_tables.go

package htmlunescape

import (
	"iter"
	"unicode/utf8"
)

// A decoded is what a reference stands for: the value of a name or, if there
// is none, a rune.
type decoded struct {
	value string
	r     rune // -1 is nothing at all
}

func (d decoded) append(dst []byte) []byte {
	switch {
	case d.value != "":
		return append(dst, d.value...)
	case d.r >= 0:
		return utf8.AppendRune(dst, d.r)
	}
	return dst
}

type text interface{ string | []byte }

// reference decodes the reference that starts with the ampersand at s[i] and
// returns its length, 0 if there is none. The end of s ends the reference.
func reference[S text](u Unescaper, s S, i int) (ref decoded, n int) {
	start := i + 1
	if start < len(s) && s[start] == '#' {
		return number(u, s, i)
	}
	end, limit := start, min(len(s), start+maxName+1)
	for end < limit && isAlnum(s[end]) {
		end++
	}
	if end < len(s) && s[end] == ';' {
		if value, _ := lookup(s[start:end]); value != "" {
			return decoded{value: value}, end + 1 - i
		}
	}
	if u.Attribute && end < len(s) && (s[end] == '=' || isAlnum(s[end])) {
		return decoded{}, 0
	}
	for k := min(end, start+maxLegacy); k > start+1; k-- {
		if value, legacy := lookup(s[start:k]); legacy {
			if u.Attribute && k < end {
				break
			}
			return decoded{value: value}, k - i
		}
	}
	return decoded{}, 0
}

// number decodes the numeric reference that starts at s[i].
func number[S text](u Unescaper, s S, i int) (ref decoded, n int) {
	k := i + 2
	base := uint32(10)
	if k < len(s) && s[k]|0x20 == 'x' {
		base = 16
		k++
	}
	first := k
	var x uint32
	for ; k < len(s); k++ {
		d := digit(s[k])
		if d >= base {
			break
		}
		x = accumulate(x, base, d)
	}
	if k == first {
		return decoded{}, 0
	}
	if k < len(s) && s[k] == ';' {
		k++
	}
	return decoded{r: u.char(x)}, k - i
}

// accumulate appends a digit to x, which stays in range however many there
// are: once past the last code point, it grows no more.
func accumulate(x, base, d uint32) uint32 {
	if x > utf8.MaxRune {
		return x
	}
	return x*base + d
}

// digit returns the value of a hexadecimal digit, 16 or more if c is none.
func digit(c byte) uint32 {
	if d := c - '0'; d < 10 {
		return uint32(d)
	}
	if d := c | 0x20 - 'a'; d < 6 {
		return uint32(d) + 10
	}
	return 16
}

func isAlnum(c byte) bool {
	return c|0x20-'a' < 26 || c-'0' < 10
}

// windows1252 holds what the numbers 0x80 to 0x9F stand for.
const windows1252 = "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f" +
	"\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178"

// char returns the character with the number x, -1 if it vanishes.
func (u Unescaper) char(x uint32) rune {
	switch {
	case x == 0, x > utf8.MaxRune, 0xD800 <= x && x <= 0xDFFF:
		return utf8.RuneError
	case 0x80 <= x && x <= 0x9F:
		for _, r := range windows1252 {
			if x == 0x80 {
				return r
			}
			x--
		}
	case u.Rules == Python && vanishes(x):
		return -1
	}
	return rune(x)
}

// vanishes reports whether x is a control character or a noncharacter.
func vanishes(x uint32) bool {
	switch {
	case x < ' ':
		return x != '\t' && x != '\n' && x != '\f' && x != '\r'
	case x < 0xFDD0:
		return x == 0x7F
	}
	return x <= 0xFDEF || x&0xFFFE == 0xFFFE
}

// lookup returns the value of a name without its semicolon, "" if there is no
// such name, and whether it is known without a semicolon.
func lookup[S text](name S) (value string, legacy bool) {
	if len(name) < 2 || len(name) > maxName {
		return "", false
	}
	for h := hash(name); ; h++ {
		off := slot(h)
		if off == 0 {
			return "", false
		}
		head, size := entries[off], int(entries[off+1])
		start := off + 2
		end := start + int(head&0x7F)
		if entries[start:end] == string(name) {
			return entries[end : end+size], head&0x80 != 0
		}
	}
}

// hash must agree with the hash of the generator.
func hash[S text](name S) uint64 {
	n := len(name)
	var x uint64
	if n >= 8 {
		x = word(name, 0)
		if n > 8 {
			x ^= word(name, n-8) << 1
		}
	} else {
		for i := n - 1; i >= 0; i-- {
			x = x<<8 | uint64(name[i])
		}
	}
	return hashWord(x)
}

// hashWord is the hash of a name of up to eight bytes, read as a word.
func hashWord(x uint64) uint64 {
	return x * multiplier >> (64 - slotBits)
}

func slot(h uint64) int {
	h %= 1 << slotBits // tells the compiler that no check is needed
	return int(slots[2*h]) | int(slots[2*h+1])<<8
}

// word reads eight bytes, low byte first.
func word[S text](s S, i int) uint64 {
	s = s[i : i+8] // one check of bounds instead of eight
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// Entities returns the 2231 names that HTML knows, with their values, in the
// order of the names: html.entities.html5. A name is written as it stands
// after the ampersand: "eacute;" and, for the old names that need no
// semicolon, "eacute" too. A value is one or two characters.
func Entities() iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for off := 1; off < entriesEnd; {
			start := off + 2
			end := start + int(entries[off]&0x7F)
			legacy := entries[off]&0x80 != 0
			off = end + int(entries[start-1])
			name, value := entries[start:end], entries[end:off]
			if legacy && !yield(name, value) {
				return
			}
			if !yield(name+";", value) {
				return
			}
		}
	}
}
