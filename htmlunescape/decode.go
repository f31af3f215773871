// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package htmlunescape

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// decode decodes some of s[i:] into buf: until buf is nearly full, s ends, or
// a stretch without references begins, which others copy faster. It returns
// how much it wrote and where it stopped.
//
// In text worth the trouble references stand a few bytes apart, at distances
// that no branch predictor guesses. So decode reads and writes eight bytes at a
// time, more than it needs, and takes names and numbers of up to seven bytes as
// words: four times faster than the plain path, which takes the rest.
func decode[S text](u Unescaper, buf *[256]byte, s S, i int) (n, next int) {
	const far = 16 // bytes without a reference
	last := i
	for n <= len(buf)-16 && i < len(s) {
		if len(s)-i >= 8 {
			w := word(s, i)
			binary.LittleEndian.PutUint64(buf[n:], w)
			skip := indexByte(w, '&')
			n += skip
			i += skip
			if skip == 8 {
				if i-last >= far {
					break
				}
				continue
			}
		} else if s[i] != '&' {
			buf[n] = s[i]
			n++
			i++
			continue
		}
		if len(s)-i >= 9 {
			if size, used := decodeWord(u, buf, n, word(s, i+1)); used > 0 {
				n += size
				i += 1 + used
				last = i
				continue
			}
		}
		ref, size := reference(u, s, i)
		if size == 0 {
			buf[n] = '&'
			n++
			i++
			continue
		}
		n += len(ref.append(buf[n:n]))
		i += size
		last = i
	}
	return n, i
}

// decodeWord decodes into buf[n:] the reference whose ampersand the bytes w
// follow. It returns the length of what it wrote and how much of w it used, 0
// if w is not for it to decode.
func decodeWord(u Unescaper, buf *[256]byte, n int, w uint64) (size, used int) {
	k := indexByte(w, ';')
	if k == 8 {
		return 0, 0
	}
	if w&0xFF == '#' {
		x, ok := decimal(w>>8, k-1)
		if w>>8&0xDF == 'X' {
			x, ok = hexadecimal(w>>16, k-2)
		}
		if !ok {
			return 0, 0
		}
		if ' ' <= x && x < 0x7F {
			buf[n] = byte(x)
			return 1, k + 1
		}
		if r := u.char(x); r >= 0 {
			size = utf8.EncodeRune(buf[n:], r)
		}
		return size, k + 1
	}
	off := lookupWord(w&lowBytes(k), k)
	if off == 0 {
		return 0, 0
	}
	binary.LittleEndian.PutUint64(buf[n:], word(entries, off+2+k))
	return int(entries[off+1]), k + 1
}

// repeat times a byte is a word of that byte.
const repeat = 0x0101010101010101

// indexByte returns the index of the lowest byte of w that is c, 8 if none is.
func indexByte(w uint64, c byte) int {
	w ^= repeat * uint64(c)
	return bits.TrailingZeros64((w-repeat)&^w&(repeat<<7)) / 8
}

// lowBytes masks the k low bytes of a word; k is at most 7.
func lowBytes(k int) uint64 {
	return 1<<(uint(8*k)%64) - 1
}

// lookupWord returns the offset in entries of a name of k bytes, given as a
// word, 0 if there is no such name.
func lookupWord(name uint64, k int) int {
	for h := hashWord(name); ; h++ {
		off := slot(h)
		if off == 0 || int(entries[off]&0x7F) == k && word(entries, off+2)&lowBytes(k) == name {
			return off
		}
	}
}

// decimal returns the number that the low k bytes of w spell; k is at most 6.
// It reports false if they do not spell one.
func decimal(w uint64, k int) (x uint32, ok bool) {
	if k <= 0 {
		return 0, false
	}
	// Eight digits, the first in the lowest byte: zeros, then those of w.
	w = w<<(uint(64-8*k)%64) | repeat*'0'>>(uint(8*k)%64)
	const high = repeat * 0xF0
	if w&high != repeat*'0' || (w+repeat*6)&high != repeat*'0' {
		return 0, false
	}
	w &= repeat * 0x0F
	w = (w*10 + w>>8) & 0x00FF00FF00FF00FF          // pairs
	w = (w*100 + w>>16) & 0x0000FFFF0000FFFF        // fours
	return uint32(w*10000&0xFFFFFFFF + w>>32), true // all eight
}

// hexadecimal is the same for a hexadecimal number.
func hexadecimal(w uint64, k int) (x uint32, ok bool) {
	for ; k > 0; k-- {
		d := digit(byte(w))
		if d == 16 {
			return 0, false
		}
		x = x<<4 | d
		w >>= 8
		ok = true
	}
	return x, ok
}
