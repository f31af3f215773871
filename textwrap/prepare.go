// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package textwrap

import (
	"encoding/binary"
	"math/bits"
	"strings"
)

// nextParagraph prepares the next paragraph and reports whether there is one.
// Before all but the first it sets br.blank to the number of blank lines.
func (br *breaker) nextParagraph() bool {
	if !br.w.Paragraphs {
		text := br.rest
		br.rest = ""
		br.prepare(text)
		return text != ""
	}
	blank := 0
	for br.rest != "" {
		ln, rest, _ := strings.Cut(br.rest, "\n")
		if !isBlank(ln) {
			break
		}
		br.rest = rest
		blank++
	}
	if br.rest == "" {
		return false
	}
	if br.begun {
		br.blank = blank
	}
	br.begun = true
	end := 0
	for end < len(br.rest) {
		ln, _, _ := strings.Cut(br.rest[end:], "\n")
		if isBlank(ln) {
			break
		}
		end = min(end+len(ln)+1, len(br.rest))
	}
	text := br.rest[:end]
	br.rest = br.rest[end:]
	br.prepare(text)
	return true
}

// isBlank reports whether s is empty or white space.
func isBlank(s string) bool {
	return strings.TrimLeftFunc(s, isSpace) == ""
}

// prepare sets br.buf to the text to be broken: with tabs expanded, blanks
// replaced, sentence endings fixed and escape sequences taken out.
func (br *breaker) prepare(text string) {
	br.buf, br.text, br.valid = br.buf[:0], "", false
	br.escapes, br.escaped = br.escapes[:0], 0
	expand := !br.w.KeepTabs && strings.IndexByte(text, '\t') >= 0
	escapes := br.kind == cellsANSI && strings.IndexByte(text, esc) >= 0
	if expand || escapes {
		br.rewrite(text, expand, escapes)
	} else {
		br.buf = append(br.buf, text...)
	}
	ascii := false
	if !br.w.KeepWhitespace {
		ascii = replaceBlanks(br.buf)
	}
	if br.w.FixSentenceEndings {
		br.fixSentenceEndings()
	}
	br.start(ascii)
}

// rewrite copies text to br.buf, expanding tabs and taking out escape
// sequences as asked.
func (br *breaker) rewrite(text string, expand, escapes bool) {
	tabSize := br.w.TabSize
	if tabSize == 0 {
		tabSize = defaultTabSize
	}
	stops := "\t\n\r"
	if !expand {
		stops = ""
	}
	if escapes {
		stops += "\x1b"
	}
	column := 0       // width of the text's line so far, up to segment
	segment := 0      // start in br.buf of what column does not count yet
	pendingStart := 0 // start in text of what is not copied yet
	for i := 0; i < len(text); {
		n := strings.IndexAny(text[i:], stops)
		if n < 0 {
			break
		}
		i += n
		br.buf = append(br.buf, text[pendingStart:i]...)
		switch text[i] {
		case esc:
			n := escapeLen(text[i:])
			br.escapes = append(br.escapes, escape{len(br.buf), text[i : i+n]})
			i += n
		case '\t':
			column += br.rangeWidth(segment, len(br.buf))
			if tabSize > 0 {
				n := tabSize - column%tabSize
				column += n
				for range n {
					br.buf = append(br.buf, ' ')
				}
			}
			segment = len(br.buf)
			i++
		default: // a new line: columns start again
			br.buf = append(br.buf, text[i])
			i++
			column, segment = 0, len(br.buf)
		}
		pendingStart = i
	}
	br.buf = append(br.buf, text[pendingStart:]...)
}

// replaceBlanks turns each blank into a space, looking at eight bytes at a time.
// It reports whether b is ASCII, which costs nothing here.
func replaceBlanks(b []byte) (ascii bool) {
	var all uint64
	i := 0
	for ; len(b)-i >= 8; i += 8 {
		w := binary.LittleEndian.Uint64(b[i:])
		all |= w
		for low := below(w, ' '); low != 0; low &= low - 1 {
			if j := i + bits.TrailingZeros64(low)/8; isWhite(b[j]) {
				b[j] = ' '
			}
		}
	}
	for ; i < len(b); i++ {
		all |= uint64(b[i])
		if isWhite(b[i]) {
			b[i] = ' '
		}
	}
	return all&high == 0
}

// fixSentenceEndings doubles each single space that follows the end of a
// sentence.
func (br *breaker) fixSentenceEndings() {
	n := 0
	for i, c := range br.buf {
		if c == ' ' && endsSentence(br.buf[:i]) && (i+1 == len(br.buf) || !isWhite(br.buf[i+1])) {
			n++
		}
	}
	if n == 0 {
		return
	}
	// Move the text up from its end, so that it need not be copied.
	from := len(br.buf)
	br.buf = append(br.buf, make([]byte, n)...)
	to := len(br.buf)
	e := len(br.escapes) - 1
	single := true // no blank follows br.buf[from]
	for to > from {
		for ; e >= 0 && br.escapes[e].at == from; e-- {
			br.escapes[e].at = to
		}
		from--
		to--
		c := br.buf[from]
		br.buf[to] = c
		if c == ' ' && single && endsSentence(br.buf[:from]) {
			to--
			br.buf[to] = ' '
		}
		single = !isWhite(c)
	}
}

// endsSentence reports whether the end of a sentence ends b.
func endsSentence(b []byte) bool {
	i := len(b) - 1
	if i >= 0 && (b[i] == '"' || b[i] == '\'') {
		i--
	}
	return i >= 1 && (b[i] == '.' || b[i] == '!' || b[i] == '?') && 'a' <= b[i-1] && b[i-1] <= 'z'
}
