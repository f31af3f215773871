// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

// A position is a place in the document. Lines and columns are counted only
// when a place is asked for, and once for each write.
type position struct {
	line, column int // from 0
	offset       int64
	cr           bool // the byte before is \r
	unit         unit
}

// A unit tells how offsets in UTF-8 relate to those in the input.
type unit uint8

const (
	unitUTF8  unit = iota
	unitByte       // one byte a character
	unitUTF16      // two bytes, or four
)

// locate returns the position of index i of the window.
func (s *Scanner) locate(i int) position {
	if i >= s.posAt {
		s.pos.advance(s.win[s.posAt:i])
		s.posAt = i
	}
	return s.pos
}

func (p *position) advance(w []byte) {
	if len(w) == 0 {
		return
	}
	switch p.unit {
	case unitUTF8:
		p.offset += int64(len(w))
	case unitByte:
		p.offset += int64(codePoints(w))
	case unitUTF16:
		p.offset += 2 * int64(codePoints(w))
		for _, c := range w {
			if c >= 0xF0 && c < 0xF8 {
				p.offset += 2
			}
		}
	}
	last := bytes.LastIndexByte(w, '\n')
	p.line += bytes.Count(w, []byte{'\n'})
	if p.cr && w[0] == '\n' {
		p.line--
	}
	if bytes.IndexByte(w, '\r') >= 0 {
		for i, c := range w {
			if c == '\r' {
				last = max(last, i)
				if i+1 == len(w) || w[i+1] != '\n' {
					p.line++
				}
			}
		}
	}
	p.cr = w[len(w)-1] == '\r'
	if last >= 0 {
		p.column = 0
	}
	p.column += codePoints(w[last+1:])
}

// codePoints counts the bytes of w that do not continue a character.
func codePoints(w []byte) int {
	n := len(w)
	for len(w) >= 8 {
		x := binary.LittleEndian.Uint64(w)
		n -= bits.OnesCount64(x & (^x << 1) & high)
		w = w[8:]
	}
	for _, c := range w {
		if c&0xC0 == 0x80 {
			n--
		}
	}
	return n
}
