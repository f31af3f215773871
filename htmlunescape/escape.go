// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package htmlunescape

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strings"
)

// Escape returns s with &, < and > written as &amp;, &lt; and &gt; and, if
// quote is true, " and ' as &quot; and &#x27;, as Python's html.escape does.
// It returns s itself if there is nothing to escape.
//
// Text between tags needs no quotes escaped; attribute values do.
func Escape(s string, quote bool) string {
	i := indexSpecial(s, 0, quote)
	if i == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + escapedGrowth(s[i:], quote))
	b.WriteString(s[:i])
	var buf [256]byte
	for i < len(s) {
		n, next := escape(&buf, s, i, quote)
		b.Write(buf[:n])
		i = indexSpecial(s, next, quote)
		b.WriteString(s[next:i])
	}
	return b.String()
}

// AppendEscape appends src, escaped as [Escape] does, to dst and returns the
// extended slice. The two must not overlap.
func AppendEscape(dst, src []byte, quote bool) []byte {
	var buf [256]byte
	for i := 0; ; {
		next := indexSpecial(src, i, quote)
		dst = append(dst, src[i:next]...)
		if next == len(src) {
			return dst
		}
		var n int
		n, i = escape(&buf, src, next, quote)
		dst = append(dst, buf[:n]...)
	}
}

// escapes holds eight bytes for each character below '@': what it is escaped
// as and, in the last byte, the length of that. It has '#' because special
// takes it for one of the others.
const escapes = none + none + none + none + none + none + none + none +
	none + none + none + none + none + none + none + none +
	none + none + none + none + none + none + none + none +
	none + none + none + none + none + none + none + none +
	none + none + "&quot;\x00\x06" + "#\x00\x00\x00\x00\x00\x00\x01" +
	none + none + "&amp;\x00\x00\x05" + "&#x27;\x00\x06" +
	none + none + none + none + none + none + none + none +
	none + none + none + none + none + none + none + none +
	none + none + none + none + "&lt;\x00\x00\x00\x04" + none + "&gt;\x00\x00\x00\x04" + none

const none = "\x00\x00\x00\x00\x00\x00\x00\x00"

func isSpecial(c byte, quote bool) bool {
	switch c {
	case '&', '<', '>':
		return true
	case '"', '\'':
		return quote
	}
	return false
}

// special marks, by their top bits, the bytes of w that must be escaped, or
// that are '#'.
func special(w uint64, quote bool) uint64 {
	// One bit tells < from >, two tell " # & and ' apart: two comparisons do.
	angles := w&^(repeat*('<'^'>')) ^ repeat*'<'
	amps := w ^ repeat*'&'
	if quote {
		amps &^= repeat * ('&' ^ '"' | '"' ^ '#')
	}
	const low = repeat * 0x7F
	return ^((angles&low + low | angles) & (amps&low + low | amps)) & (repeat << 7)
}

// escape escapes some of s[i:] into buf, as decode decodes.
func escape[S text](buf *[256]byte, s S, i int, quote bool) (n, next int) {
	const far = 32 // bytes with nothing to escape
	last := i
	for ; n <= len(buf)-8*8 && len(s)-i >= 8 && i-last < far; i += 8 {
		w := word(s, i)
		rest := 8 // bytes of w to come
		for marks := special(w, quote); marks != 0; marks &= marks - 1 {
			last = i
			skip := bits.TrailingZeros64(marks)/8 - (8 - rest)
			binary.LittleEndian.PutUint64(buf[n:], w)
			n += skip
			w >>= uint(8*skip) % 64
			e := word(escapes, int(8*(w&0x3F)))
			binary.LittleEndian.PutUint64(buf[n:], e)
			n += int(e >> 56)
			w >>= 8
			rest -= skip + 1
		}
		binary.LittleEndian.PutUint64(buf[n:], w)
		n += rest
	}
	for ; n <= len(buf)-8 && i < len(s) && len(s)-i < 8; i++ {
		if isSpecial(s[i], quote) {
			n += copy(buf[n:], escaped(s[i]))
		} else {
			buf[n] = s[i]
			n++
		}
	}
	return n, i
}

// escaped returns what a special character is escaped as.
func escaped(c byte) string {
	e := escapes[8*int(c) : 8*int(c)+8]
	return e[:e[7]]
}

// escapedGrowth returns by how many bytes s grows when it is escaped.
func escapedGrowth(s string, quote bool) int {
	n := 4*strings.Count(s, "&") + 3*strings.Count(s, "<") + 3*strings.Count(s, ">")
	if quote {
		n += 5*strings.Count(s, `"`) + 5*strings.Count(s, "'")
	}
	return n
}

// indexSpecial returns the index of the first character at or after s[i] that
// must be escaped, len(s) if there is none.
func indexSpecial[S text](s S, i int, quote bool) int {
	const block = 4096
	for clean := 0; len(s)-i >= 8; i += 8 {
		if clean++; clean%32 == 0 {
			// Five searches by the processor's vectors are faster over a long
			// stretch than one by words.
			for len(s)-i >= block && isClean(s[i:i+block], quote) {
				i += block
			}
			if len(s)-i < 8 {
				break
			}
		}
		if marks := special(word(s, i), quote); marks != 0 {
			i += bits.TrailingZeros64(marks) / 8
			if s[i] != '#' {
				return i
			}
			i -= 7 // go on behind it
		}
	}
	for i < len(s) && !isSpecial(s[i], quote) {
		i++
	}
	return i
}

// isClean reports whether nothing in s must be escaped.
func isClean[S text](s S, quote bool) bool {
	chars := `&<>"'`
	if !quote {
		chars = "&<>"
	}
	for _, c := range []byte(chars) {
		var at int
		switch s := any(s).(type) {
		case string:
			at = strings.IndexByte(s, c)
		case []byte:
			at = bytes.IndexByte(s, c)
		}
		if at >= 0 {
			return false
		}
	}
	return true
}
