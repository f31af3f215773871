// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package textwrap

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// The functions of this file look at text eight bytes at a time, as one word,
// which makes wrapping some five times faster: most bytes are only counted,
// and copied.

const (
	ones = 0x0101010101010101 // times c: c in each byte
	high = 0x8080808080808080 // the high bit of each byte
)

// below returns the high bit of each byte of w that is less than n, at most
// 128. It may also return that of a byte equal to n above one that is less.
func below(w uint64, n byte) uint64 {
	return (w - uint64(n)*ones) &^ w & high
}

// leading returns the high bit of each byte of w that starts a multi-byte
// sequence, and following of each that goes on with one.
func leading(w uint64) uint64   { return w & (w << 1) & high }
func following(w uint64) uint64 { return w &^ (w << 1) & high }

// fitValid returns the length of the first n code points of b, valid UTF-8. It
// counts the bytes that start one.
func fitValid(b []byte, n int) int {
	i := 0
	for len(b)-i >= 8 {
		w := binary.LittleEndian.Uint64(b[i:])
		starts := 8
		if w&high != 0 {
			starts -= bits.OnesCount64(following(w))
		}
		if starts > n {
			break
		}
		n -= starts
		i += 8
	}
	for ; i < len(b); i++ {
		if utf8.RuneStart(b[i]) {
			if n == 0 {
				break
			}
			n--
		}
	}
	return i
}

// countValid returns the number of code points of b, valid UTF-8.
func countValid(b []byte) int {
	n, i := 0, 0
	for ; len(b)-i >= 8; i += 8 {
		n += 8 - bits.OnesCount64(following(binary.LittleEndian.Uint64(b[i:])))
	}
	for ; i < len(b); i++ {
		if utf8.RuneStart(b[i]) {
			n++
		}
	}
	return n
}

// valid is utf8.Valid, faster where sequences of one, two and three bytes
// alternate: it checks that the bytes that go on with a sequence are just those
// that the bytes before them ask for.
func valid(b []byte) bool {
	var due uint64 // where the next word must go on with a sequence of the last
	i := 0
	for len(b)-i >= 8 {
		w := binary.LittleEndian.Uint64(b[i:])
		if w&high == 0 && due == 0 {
			i += 8
			continue
		}
		lead := leading(w)
		three := lead & (w << 2)
		// 0xE0 and 0xED limit the byte after them, 0xC0 and 0xC1 are never
		// valid, and from 0xF0 on sequences are longer: such words are
		// decoded.
		special := lead & (w << 2) & (w << 3)      // 0xF0 and more
		special |= three & below(w&(0x0f*ones), 1) // 0xE0
		special |= three & below((w^0xed*ones), 1) // 0xED
		special |= lead &^ three & below(w&(0x1e*ones), 1)
		if special != 0 {
			for end := i + 8; i < end; {
				if due != 0 { // back to where the sequence starts
					for i--; !utf8.RuneStart(b[i]); i-- {
					}
					due = 0
				}
				r, size := utf8.DecodeRune(b[i:])
				if r == utf8.RuneError && size == 1 {
					return false
				}
				i += size
			}
			continue
		}
		if following(w) != due|lead<<8|three<<16 {
			return false
		}
		due = lead>>56 | three>>48
		i += 8
	}
	for due != 0 {
		if i--; utf8.RuneStart(b[i]) {
			due = 0
		}
	}
	return utf8.Valid(b[i:])
}
