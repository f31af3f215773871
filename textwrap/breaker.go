// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package textwrap

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// A breaker breaks one text into lines.
//
// The text of a paragraph lies prepared in buf. It is a sequence of chunks,
// found only as they are needed, and as no line begins before the one above it
// ends, the state between lines is little more than the offset pos.
type breaker struct {
	w           *Wrapper
	kind        kind
	width       int // of a line
	firstWidth  int // of the first line, without its indent: may be negative
	otherWidth  int // of the other lines
	placeholder string
	maxLines    int // 0 means unlimited

	rest  string // paragraphs not yet in buf
	begun bool   // there was a paragraph before this one
	blank int    // blank lines due before the paragraph in buf

	buf     []byte
	valid   bool     // buf is valid UTF-8
	text    string   // buf again, for a custom measure
	escapes []escape // sequences taken out of the text, in order
	escaped int      // how many of them have been put back

	pos   int   // start of the next line in buf
	chunk chunk // a chunk found before it was used up
	solid int   // if at pos or after: a character that shows that the chunk there is not blank
	lines int   // lines of the paragraph so far
	done  bool  // no more lines in the paragraph

	// emptied says that a chunk was used up to its last character although
	// nothing fits beside the indent. Python then has an empty chunk before
	// pos, which counts as the blank chunk that starts or ends a line.
	emptied bool

	line   line // set by next
	held   line // found by find, not yet given out: a placeholder may change it
	isHeld bool

	// Scratch buffers.
	out    []byte // lines
	ends   []int  // ends of the lines in out
	starts []int  // starts of the chunks of a line
}

// A chunk is the part of buf that a word, a part of one, a dash or a run of
// blanks takes.
type chunk struct{ start, end int }

// An escape is an escape sequence taken out of the text.
type escape struct {
	at  int // offset in buf of what follows it
	seq string
}

// A line is a part of buf, and what stands before and after it.
type line struct {
	indent     string
	start, end int
	suffix     string // the placeholder, or nothing
	last       bool   // of the paragraph
}

// start begins a paragraph that has been put into buf, and may be known to be
// ASCII.
func (br *breaker) start(ascii bool) {
	br.valid = ascii || valid(br.buf)
	if br.kind == custom {
		br.text = string(br.buf)
	}
	br.pos = 0
	br.chunk = chunk{}
	br.solid = -1
	br.lines = 0
	br.done = false
	br.emptied = false
}

// next sets br.line to the next line and reports whether there is one.
//
// One line is held back, because the placeholder may have to go on the last
// line but one.
func (br *breaker) next() bool {
	for {
		if br.blank > 0 {
			br.blank--
			br.line = line{}
			return true
		}
		if br.isHeld {
			br.line = br.held // find may put the placeholder on it
			br.isHeld = br.find()
			br.line.last = !br.isHeld
			return true
		}
		if !br.nextParagraph() {
			return false
		}
		br.isHeld = br.find()
		if !br.isHeld && len(br.escapes) > 0 {
			br.held, br.isHeld = line{}, true // of escape sequences only
		}
	}
}

// find sets br.held to the next line of the paragraph and reports whether
// there is one.
func (br *breaker) find() bool {
	for !br.done {
		indent, width := br.w.InitialIndent, br.firstWidth
		emptied := br.emptied
		br.emptied = false
		if br.lines > 0 {
			indent, width = br.w.SubsequentIndent, br.otherWidth
			if emptied && !br.w.KeepEdgeSpace {
				emptied = false
			} else if !br.w.KeepEdgeSpace {
				br.skipBlank()
			}
		}
		if width < 0 {
			emptied = false // CPython would try the empty chunk for ever
		}
		if br.pos == len(br.buf) && !emptied {
			break
		}
		if br.takeLine(indent, width, emptied) {
			return true
		}
	}
	br.done = true
	return false
}

// takeLine takes the chunks of one line from br.pos on and makes br.held of
// them, unless all of them are dropped. emptied says that an empty chunk comes
// first.
func (br *breaker) takeLine(indent string, width int, emptied bool) bool {
	start, before := br.pos, br.chunk
	reach := br.fit(start, len(br.buf), width)
	whole := br.lastBoundary(start, reach) // end of the chunks that fit
	end := whole                           // end of the line
	broken := false                        // a chunk that is too long ends the line
	if whole < len(br.buf) {
		if c := br.chunkAt(whole); br.isTooLong(c, start, reach, width) {
			switch {
			case !br.w.NoBreakLongWords:
				end = br.breakChunk(c, start, reach, width)
				broken = end > whole || br.rangeWidth(start, whole) == width
			case whole == start && !emptied:
				end = c.end
				broken = true
			}
		}
	}
	if end == start && !emptied {
		end = start + br.unitLen(start) // wider than a line, yet it must go somewhere
		broken = true
	}
	br.pos = end

	if !br.w.KeepEdgeSpace {
		switch {
		case broken && end > whole:
			end = br.trimChunk(whole, end)
		case broken:
			// CPython drops the nothing that it took of the long chunk, and
			// not the blanks before it.
		case whole > start:
			end = br.trimChunk(start, whole)
		default:
			emptied = false
		}
	}
	if end == start && !emptied {
		return false
	}
	if br.maxLines > 0 && br.lines+1 >= br.maxLines && !(br.isOnlyBlankLeft() && br.rangeWidth(start, end) <= width) {
		br.done = true
		br.chunk = before
		return br.truncate(indent, start, end, width)
	}
	br.lines++
	br.held = line{indent: indent, start: start, end: end}
	return true
}

// isTooLong reports whether c fits on no line of the given width. The line that
// begins at start holds the text up to reach.
func (br *breaker) isTooLong(c chunk, start, reach, width int) bool {
	if c.start == start {
		return reach < c.end
	}
	if c.end-c.start <= width && br.kind != custom {
		return false // no character is wider than its encoding is long
	}
	return br.fit(c.start, c.end, width) < c.end
}

// breakChunk returns where to break a chunk that is too long for any line, the
// last one on the line that begins at start and holds the text up to reach.
func (br *breaker) breakChunk(c chunk, start, reach, width int) int {
	cut := reach
	switch {
	case width < 1:
		cut = br.fit(c.start, c.end, 1)
	case c.start > start:
		cut = br.fit(c.start, c.end, width-br.rangeWidth(start, c.start))
	}
	if !br.w.NoBreakHyphens && cut < c.end {
		// After the last hyphen, but not if there are only hyphens before it.
		if i := lastHyphen(br.buf[c.start:cut]); i > 0 && len(bytes.TrimLeft(br.buf[c.start:c.start+i], "-")) > 0 {
			cut = c.start + i + 1
		}
	}
	br.emptied = cut == c.end
	return cut
}

// lastHyphen is bytes.LastIndexByte, but fast where there is none.
func lastHyphen(b []byte) int {
	if bytes.IndexByte(b, '-') < 0 {
		return -1
	}
	return bytes.LastIndexByte(b, '-')
}

// truncate ends the paragraph: it puts the placeholder behind as many chunks of
// the last line, which are buf[start:end], as leave room for it. If none does
// it goes on the line before, or on a line of its own.
func (br *breaker) truncate(indent string, start, end, width int) bool {
	br.starts = br.starts[:0]
	for at := start; at < end; at = br.chunkAt(at).end {
		br.starts = append(br.starts, at)
	}
	room := width - br.stringWidth(br.placeholder)
	used := br.rangeWidth(start, end)
	for i := len(br.starts) - 1; i >= 0; i-- {
		at := br.starts[i]
		if used <= room && !br.isBlank(at, end) {
			br.held = line{indent: indent, start: start, end: end, suffix: br.placeholder}
			return true
		}
		used -= br.rangeWidth(at, end)
		end = at
	}
	if br.lines > 0 {
		prev := br.line
		prev.end = br.trimRight(prev.start, prev.end)
		if prev.end == prev.start {
			prev.indent = strings.TrimRightFunc(prev.indent, isSpace)
		}
		if br.stringWidth(prev.indent)+br.rangeWidth(prev.start, prev.end)+br.stringWidth(br.placeholder) <= br.width {
			br.line = prev
			br.line.suffix = br.placeholder
			return false
		}
	}
	br.held = line{indent: indent, start: start, end: start, suffix: strings.TrimLeftFunc(br.placeholder, isSpace)}
	return true
}

// skipBlank moves br.pos past the chunk there if it is blank.
func (br *breaker) skipBlank() {
	if br.pos == len(br.buf) {
		return
	}
	c := br.buf[br.pos]
	if isWhite(c) {
		br.pos = br.endOfWhite(br.pos)
		return
	}
	if c > ' ' && c < utf8.RuneSelf || br.solid >= br.pos {
		return
	}
	end := br.chunkAt(br.pos).end
	if br.solid = br.skipSpace(br.pos, end); br.solid == end {
		br.pos = end
	}
}

// isOnlyBlankLeft reports whether nothing is left after br.pos, but perhaps a
// blank chunk that would be dropped.
func (br *breaker) isOnlyBlankLeft() bool {
	if br.emptied {
		return br.pos == len(br.buf) && !br.w.KeepEdgeSpace
	}
	if br.pos == len(br.buf) {
		return true
	}
	return !br.w.KeepEdgeSpace && br.isBlank(br.pos, len(br.buf)) && br.chunkAt(br.pos).end == len(br.buf)
}
