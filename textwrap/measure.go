// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package textwrap

import (
	"encoding/binary"
	"reflect"
	"sort"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// A Measure returns the width of a string. [CodePoints], [Cells] and
// [CellsANSI] are measures; so is any function for which a string is about as
// wide as its parts together, and no narrower than its beginning. Words that
// are too long are broken between code points with a function of the caller's,
// and it is called some ten times a line.
type Measure func(string) int

// CodePoints counts code points, as Python does. Each byte that is not part of
// valid UTF-8 counts one.
func CodePoints(s string) int { return utf8.RuneCountInString(s) }

// Cells counts the cells that s takes on a terminal, by these rules, which
// approximate what terminals do:
//
//   - wide and fullwidth characters (Unicode Standard Annex #11) take 2 cells;
//   - combining marks, format characters, conjoining Hangul vowels and
//     trailing consonants and control characters take 0, but each of the
//     blanks that wrapping knows takes 1;
//   - a character followed by U+FE0F, the emoji presentation selector, takes
//     2, and so do emoji joined by U+200D, an emoji with a skin tone and a pair
//     of regional indicators (a flag), each as a whole;
//   - all else takes 1: characters of ambiguous width, the soft hyphen, bytes
//     that are not UTF-8.
//
// What takes cells as a whole is never broken.
func Cells(s string) int {
	n := 0
	for i := 0; i < len(s); {
		size, w := cluster(s[i:])
		i += size
		n += w
	}
	return n
}

// CellsANSI counts like [Cells], and escape sequences (ECMA-48, as terminals
// parse them) take no cell. A [Wrapper] with this measure never breaks an
// escape sequence, finds words as if the sequences were not there, and keeps
// all of them: those in text that MaxLines cuts off follow the placeholder.
func CellsANSI(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if s[i] == esc {
			i += escapeLen(s[i:])
			continue
		}
		size, w := cluster(s[i:])
		i += size
		n += w
	}
	return n
}

// A kind says which measure is in use.
type kind uint8

const (
	codePoints kind = iota
	cells
	cellsANSI
	custom
)

var (
	codePointsFunc = reflect.ValueOf(CodePoints).Pointer()
	cellsFunc      = reflect.ValueOf(Cells).Pointer()
	cellsANSIFunc  = reflect.ValueOf(CellsANSI).Pointer()
)

// kindOf recognises the measures of this package, which the breaker knows
// inside out, by their code pointers: they are no closures, so that each has
// one of its own.
func kindOf(m Measure) kind {
	if m == nil {
		return codePoints
	}
	switch reflect.ValueOf(m).Pointer() {
	case codePointsFunc:
		return codePoints
	case cellsFunc:
		return cells
	case cellsANSIFunc:
		return cellsANSI
	}
	return custom
}

// stringWidth returns the width of s, which is not part of the text.
func (br *breaker) stringWidth(s string) int {
	switch br.kind {
	case codePoints:
		return CodePoints(s)
	case cells:
		return Cells(s)
	case cellsANSI:
		return CellsANSI(s)
	}
	return br.w.Measure(s)
}

// rangeWidth returns the width of buf[start:end].
func (br *breaker) rangeWidth(start, end int) int {
	b := br.buf[start:end]
	switch br.kind {
	case codePoints:
		if br.valid {
			return countValid(b)
		}
		return utf8.RuneCount(b)
	case custom:
		if br.text == "" { // not yet prepared
			return br.w.Measure(string(b))
		}
		return br.w.Measure(br.text[start:end])
	}
	n := 0
	for len(b) > 0 {
		size, w := cluster(b)
		b = b[size:]
		n += w
	}
	return n
}

// unitLen returns the length of what cannot be broken at the given place.
func (br *breaker) unitLen(at int) int {
	if br.kind == cells || br.kind == cellsANSI {
		size, _ := cluster(br.buf[at:])
		return size
	}
	_, size := utf8.DecodeRune(br.buf[at:])
	return size
}

// fit returns the greatest offset such that buf[start:offset] is no wider than
// n and breaks nothing apart, looking no further than end.
func (br *breaker) fit(start, end, n int) int {
	if n < 0 {
		return start
	}
	if br.kind == custom {
		return br.fitCustom(start, end, n)
	}
	if n >= end-start {
		return end // no character is wider than its encoding is long
	}
	b := br.buf[start:end]
	switch {
	case br.kind != codePoints:
		return start + fitCells(b, n)
	case br.valid:
		return start + fitValid(b, n)
	}
	i := 0
	for ; n > 0 && i < len(b); n-- {
		_, size := utf8.DecodeRune(b[i:])
		i += size
	}
	return start + i
}

// fitCells returns the length of the longest part of b that takes no more
// than n cells.
func fitCells(b []byte, n int) int {
	i := 0
	for i < len(b) {
		// Eight printable ASCII characters, and no mark after the last.
		if n >= 8 && len(b)-i > 8 && b[i+8] < utf8.RuneSelf {
			if w := binary.LittleEndian.Uint64(b[i:]); w&high == 0 && below(w, ' ')|below(w^0x7f*ones, 1) == 0 {
				n -= 8
				i += 8
				continue
			}
		}
		size, w := cluster(b[i:])
		if w > n {
			break
		}
		n -= w
		i += size
	}
	return i
}

// fitCustom is fit for a measure of the caller's: it doubles the part that it
// measures until that is too wide, then halves the step.
func (br *breaker) fitCustom(start, end, n int) int {
	text := br.text[start:end]
	size := min(len(text), n+1)
	for size < len(text) && br.w.Measure(text[:runeBoundary(text, size)]) <= n {
		size = min(2*size, len(text))
	}
	// Measures are not always sums, so that the end result is measured anew.
	too := sort.Search(size, func(i int) bool {
		return br.w.Measure(text[:runeBoundary(text, i+1)]) > n
	})
	return start + runeBoundaryBefore(text, too)
}

// runeBoundary returns the end of the code point that text[:i] ends in.
func runeBoundary(text string, i int) int {
	for i < len(text) && !utf8.RuneStart(text[i]) {
		i++
	}
	return i
}

// runeBoundaryBefore returns the start of the code point that text[:i] ends in
// the middle of, or i.
func runeBoundaryBefore(text string, i int) int {
	for i > 0 && i < len(text) && !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}

const (
	zeroWidthJoiner = 0x200d
	emojiSelector   = 0xfe0f
	softHyphen      = 0xad
)

// cluster returns the length and the width in cells of what is shown as a whole
// at the start of s.
func cluster[T string | []byte](s T) (size, cells int) {
	if c := s[0]; c < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		if c < ' ' && !isWhite(c) || c == 0x7f {
			return 1, 0
		}
		return 1, 1
	}
	r, size := decode(s)
	if r == utf8.RuneError {
		return size, 1
	}
	cells = runeCells(r)
	emoji := cells == 2
	if isRegional(r) {
		if next, n := decode(s[size:]); isRegional(next) {
			size += n
			cells = 2
		}
	}
	for len(s) > size && s[size] >= utf8.RuneSelf {
		next, n := decode(s[size:])
		switch {
		case isPlainWide(next):
			return size, cells
		case next == emojiSelector && cells > 0 && r > ' ':
			cells, emoji = 2, true
		case next == zeroWidthJoiner && emoji:
			size += n
			next, n = decode(s[size:])
			if !isPictographic(next) {
				continue
			}
		case isSkinTone(next) && emoji:
		case next != utf8.RuneError && runeCells(next) == 0:
		default:
			return size, cells
		}
		size += n
	}
	return size, cells
}

// decode returns the first code point of s, and its length.
func decode[T string | []byte](s T) (r rune, size int) {
	return utf8.DecodeRune([]byte(s[:min(len(s), utf8.UTFMax)]))
}

// runeCells returns the width of a code point by itself.
func runeCells(r rune) int {
	switch {
	case r < 0x300:
		if r < ' ' && (r > 0x7f || !isWhite(byte(r))) || 0x7f <= r && r < 0xa0 {
			return 0
		}
		return 1
	case isPlainWide(r):
		return 2
	case 0x1160 <= r && r <= 0x11ff, 0xd7b0 <= r && r <= 0xd7ff: // Hangul vowels, trailing consonants
		return 0
	case unicode.In(r, unicode.Mn, unicode.Me):
		return 0
	case unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r):
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// isPlainWide reports whether r is one of the characters that make up the bulk
// of East Asian text. It need not go through the tables.
func isPlainWide(r rune) bool {
	return 0x3000 <= r && r <= 0x3029 || 0x3041 <= r && r <= 0x3096 || 0x30a0 <= r && r <= 0x30ff ||
		0x3400 <= r && r <= 0x4dbf || 0x4e00 <= r && r <= 0x9fff || 0xac00 <= r && r <= 0xd7a3 ||
		0xff01 <= r && r <= 0xff60
}

// isRegional reports whether r is a regional indicator, two of which make a
// flag.
func isRegional(r rune) bool { return 0x1f1e6 <= r && r <= 0x1f1ff }

// isSkinTone reports whether r is an emoji modifier.
func isSkinTone(r rune) bool { return 0x1f3fb <= r && r <= 0x1f3ff }

// isPictographic reports whether r may be joined to an emoji by U+200D.
func isPictographic(r rune) bool {
	return unicode.Is(unicode.So, r) || runeCells(r) == 2
}
