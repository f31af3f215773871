// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package textwrap

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode"
	"unicode/utf8"
)

// isWhite reports whether c is one of the six blanks between words.
func isWhite(c byte) bool {
	return c == ' ' || c-'\t' <= '\r'-'\t'
}

// isSpace reports whether Python's str.strip removes r.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || 0x1c <= r && r <= 0x1f
}

// isLetter reports whether r may stand beside a hyphen where a word is broken:
// Python's [^\d\W].
func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r|0x20 && r|0x20 <= 'z' || r == '_'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.In(r, unicode.No, unicode.Nl) || isNewLetter(r))
}

// isNewLetter reports whether r is a letter that Unicode 15.1, CPython 3.13's
// version, has over Go's 15.0: CJK Unified Ideographs Extension I.
func isNewLetter(r rune) bool {
	return 0x2ebf0 <= r && r <= 0x2ee5d
}

// isWord reports whether r is Python's \w.
func isWord(r rune) bool {
	return isLetter(r) || unicode.IsDigit(r)
}

// isWordPunct reports whether a dash may follow r: a word character or
// punctuation that ends a word.
func isWordPunct(r rune) bool {
	switch r {
	case '!', '"', '\'', '&', '.', ',', '?':
		return true
	}
	return isWord(r)
}

// chunkAt returns the rest, from at on, of the chunk there. at is where a chunk
// begins, or inside the one found last.
func (br *breaker) chunkAt(at int) chunk {
	if at < br.chunk.start || at >= br.chunk.end {
		br.chunk = chunk{at, br.endOfChunk(at)}
	}
	return chunk{at, br.chunk.end}
}

// lastBoundary returns the end of the last chunk that ends at fit or before,
// or start if there is none. buf[start:fit] is what fits on the line.
func (br *breaker) lastBoundary(start, fit int) int {
	if fit == start || fit == len(br.buf) {
		return fit
	}
	first := start // where the first chunk begins that starts on this line
	if br.chunk.start <= start && start < br.chunk.end {
		if fit < br.chunk.end {
			return start
		}
		first = br.chunk.end
	}
	at := fit
	if isWhite(br.buf[fit]) {
		for at > first && isWhite(br.buf[at-1]) {
			at--
		}
		return at
	}
	for at > first && !isWhite(br.buf[at-1]) {
		at--
	}
	if br.w.NoBreakHyphens || bytes.IndexByte(br.buf[at:fit+1], '-') < 0 {
		return at
	}
	for at < fit {
		c := br.chunkAt(at)
		if c.end > fit {
			break
		}
		at = c.end
	}
	return at
}

// endOfChunk returns the end of the chunk that begins at start. These are, in
// this order: blanks; a dash, which is two hyphens or more between a word and
// a word character; the characters up to and with a hyphen that a line may end
// after, or up to blanks or a dash.
func (br *breaker) endOfChunk(start int) int {
	b := br.buf
	if isWhite(b[start]) {
		return br.endOfWhite(start)
	}
	if br.w.NoBreakHyphens {
		return br.endOfWord(start)
	}
	if end := br.dash(start); end > start {
		return end
	}
	_, size := utf8.DecodeRune(b[start:])
	for i := start + size; ; {
		i = blankOrHyphen(b, i)
		if i == len(b) || b[i] != '-' {
			return i
		}
		if br.isHyphenBreak(i) {
			return i + 1
		}
		if br.dash(i) > i {
			return i
		}
		for i < len(b) && b[i] == '-' {
			i++
		}
	}
}

// blankOrHyphen returns the place of the first blank or hyphen in b, from i on,
// or len(b). It looks at eight bytes at a time.
func blankOrHyphen(b []byte, i int) int {
	for ; len(b)-i >= 8; i += 8 {
		w := binary.LittleEndian.Uint64(b[i:])
		found := below(w, ' '+1) | below(w^('-'*ones), 1)
		for ; found != 0; found &= found - 1 {
			if j := i + bits.TrailingZeros64(found)/8; isWhite(b[j]) || b[j] == '-' {
				return j
			}
		}
	}
	for i < len(b) && !isWhite(b[i]) && b[i] != '-' {
		i++
	}
	return i
}

// endOfWhite returns the end of the blanks that begin at start.
func (br *breaker) endOfWhite(start int) int {
	for start < len(br.buf) && isWhite(br.buf[start]) {
		start++
	}
	return start
}

// endOfWord returns the place of the first blank from start on.
func (br *breaker) endOfWord(start int) int {
	for i := start; ; i++ {
		i = blankOrHyphen(br.buf, i)
		if i == len(br.buf) || br.buf[i] != '-' {
			return i
		}
	}
}

// dash returns the end of the dash at i, or i if there is none.
func (br *breaker) dash(i int) int {
	b := br.buf
	if b[i] != '-' || i+1 == len(b) || b[i+1] != '-' {
		return i
	}
	if r, _ := utf8.DecodeLastRune(b[:i]); !isWordPunct(r) {
		return i
	}
	end := i + 2
	for end < len(b) && b[end] == '-' {
		end++
	}
	if r, _ := utf8.DecodeRune(b[end:]); !isWord(r) {
		return i
	}
	return end
}

// isHyphenBreak reports whether a line may end after the hyphen at i: after two
// letters or letter, hyphen, letter, and before two letters or the same.
func (br *breaker) isHyphenBreak(i int) bool {
	b := br.buf
	r, size := utf8.DecodeLastRune(b[:i])
	if !isLetter(r) {
		return false
	}
	left := b[:i-size]
	r, _ = utf8.DecodeLastRune(left)
	if r == '-' {
		r, _ = utf8.DecodeLastRune(left[:len(left)-1])
	}
	if !isLetter(r) {
		return false
	}
	r, size = utf8.DecodeRune(b[i+1:])
	if !isLetter(r) {
		return false
	}
	right := b[i+1+size:]
	r, _ = utf8.DecodeRune(right)
	if r == '-' {
		r, _ = utf8.DecodeRune(right[1:])
	}
	return isLetter(r)
}

// trimChunk returns start of the last chunk of buf[start:end] if that chunk is
// blank, and end if it is not.
func (br *breaker) trimChunk(start, end int) int {
	c := br.buf[end-1]
	at := end
	if isWhite(c) {
		for at > start && isWhite(br.buf[at-1]) {
			at--
		}
		return at
	}
	if c > ' ' && c < utf8.RuneSelf {
		return end
	}
	for at > start && !isWhite(br.buf[at-1]) {
		r, size := utf8.DecodeLastRune(br.buf[start:at])
		if !isSpace(r) {
			return end
		}
		at -= size
	}
	return at
}

// trimRight returns the end of buf[start:end] without white space at its end.
func (br *breaker) trimRight(start, end int) int {
	return start + len(bytes.TrimRightFunc(br.buf[start:end], isSpace))
}

// skipSpace returns the place of the first character of buf[start:end] that is
// not white space, or end.
func (br *breaker) skipSpace(start, end int) int {
	return end - len(bytes.TrimLeftFunc(br.buf[start:end], isSpace))
}

// isBlank reports whether buf[start:end] is all white space.
func (br *breaker) isBlank(start, end int) bool {
	return br.skipSpace(start, end) == end
}
