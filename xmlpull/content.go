// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// content scans what stands within the root element, from w[i].
func (s *Scanner) content(w []byte, i int, last bool) (int, status, error) {
	main := len(s.open) == 0
	for i < len(w) {
		if main {
			s.at = i
		}
		var st status
		var err error
		switch w[i] {
		case '<':
			if i+1 == len(w) {
				return s.unfinished(i, i+1, short, last)
			}
			next := i
			switch w[i+1] {
			case '/':
				next, st, err = s.endTag(w, i, last)
			case '!':
				next, st, err = s.bang(w, i, last)
			case '?':
				next, st, err = s.pi(w, i, last)
			default:
				next, st, err = s.startTag(w, i, last)
			}
			if err != nil || st == again || next == i {
				return next, st, err
			}
			i = next
			if s.state != inContent {
				return i, again, nil
			}
		case '&':
			next, st, err := s.contentRef(w, i, last)
			if err != nil || st == again || next == i {
				return next, st, err
			}
			i = next
		case '\r':
			// Where \n follows, it is the line end; \r waits for it.
			if i+1 == len(w) && !last {
				return i, more, nil
			}
			if err := s.lineEnd(w[i:]); err != nil {
				return 0, 0, err
			}
			i++
		default:
			j := plainText(w, i)
			if j < len(w) && w[j] == '<' {
				if s.Text != nil {
					if err := s.Text(w[i:j]); err != nil {
						return 0, 0, err
					}
				}
				i = j
				continue
			}
			next, err := s.text(w, i, j, last)
			if err != nil || next == i {
				return next, more, err
			}
			i = next
		}
	}
	return i, more, nil
}

// lineEnd reports the \r that w begins with, unless it goes with a \n.
func (s *Scanner) lineEnd(w []byte) error {
	end := newline
	switch {
	case s.Text == nil:
		return nil
	case s.inInternal():
		end = w[:1] // its line ends were dealt with when it was declared
	case len(w) > 1 && w[1] == '\n':
		return nil
	}
	return s.Text(end)
}

var newline = []byte("\n")

// inInternal reports whether an internal entity is being read.
func (s *Scanner) inInternal() bool {
	n := len(s.open)
	return n > 0 && !s.open[n-1].ent.external
}

// text reports the text from w[start] on, to the next '<', '&' or \r or to
// what may be half of something. It is known to be plain up to i. It returns
// where it ends.
func (s *Scanner) text(w []byte, start, i int, last bool) (int, error) {
	var code ErrorCode
scan:
	for ; i < len(w); i = plainText(w, i) {
		switch c := w[i]; {
		case c == '<' || c == '&' || c == '\r':
			break scan
		case c == '\t':
			i++
		case c == ']':
			switch rest := w[i+1:]; {
			case len(rest) > 0 && rest[0] != ']' || len(rest) > 1 && rest[1] != '>':
				i++
			case len(rest) > 1:
				code = ErrInvalidToken
				break scan
			case last:
				i++
			default:
				break scan
			}
		case c >= 0xC2 && c < 0xE0 && i+1 < len(w) && w[i+1]&0xC0 == 0x80:
			i += 2
		case c >= 0x80:
			_, size := char(w, i)
			switch {
			case size > 0:
				i += size
				continue
			case size < 0:
				code = ErrInvalidToken
			case last:
				code = ErrPartialChar
			}
			break scan
		default:
			code = ErrInvalidToken
			break scan
		}
	}
	if i > start && s.Text != nil {
		if err := s.Text(w[start:i]); err != nil {
			return 0, err
		}
	}
	if code != 0 {
		if len(s.open) == 0 {
			s.at = i
		}
		if w[i] == ']' {
			i += 2 // as expat, at the '>'
		}
		return 0, s.fail(code, i)
	}
	return i, nil
}

// plainText returns the index of the first byte from i on that is '<', '&',
// ']', a control character other than \n, or no ASCII. See plainValue.
func plainText(w []byte, i int) int {
	if len(w)-i >= 8 { // much text is short
		x := binary.LittleEndian.Uint64(w[i:])
		if stop := (^plainBytes(x) | x) & high; stop != 0 {
			return i + firstByte(stop)
		}
		i += 8
	}
	for len(w)-i >= 16 {
		b := w[i : i+16 : i+16]
		x, y := binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:])
		stop := (^plainBytes(x) | x) & high
		if more := (^plainBytes(y) | y) & high; stop|more != 0 {
			if stop == 0 {
				stop = more
				i += 8
			}
			return i + firstByte(stop)
		}
		i += 16
	}
	for i < len(w) {
		if c := w[i]; c < 0x20 && c != '\n' || c >= 0x80 || c == '<' || c == '&' || c == ']' {
			break
		}
		i++
	}
	return i
}

// plainBytes sets the high bits of those bytes of x that are plain text, if they
// are ASCII.
func plainBytes(x uint64) uint64 {
	lo := x & low7
	plain := lo + 0x60*ones | ^((lo ^ '\n'*ones) + low7)
	plain &= (lo ^ '<'*ones) + low7
	plain &= (lo ^ '&'*ones) + low7
	return plain & ((lo ^ ']'*ones) + low7)
}

// firstByte returns the index of the lowest byte of x whose high bit is set.
func firstByte(x uint64) int { return bits.TrailingZeros64(x) >> 3 }

// endTag scans the end tag at w[i:].
func (s *Scanner) endTag(w []byte, i int, last bool) (int, status, error) {
	if n := len(s.stack); n > 0 {
		top := &s.stack[n-1]
		end := i + 2 + len(top.q.raw)
		if end < len(w) && w[end] == '>' && string(w[i+2:end]) == top.q.raw && (len(s.open) == 0 || n > s.open[len(s.open)-1].depth) {
			s.stack = s.stack[:n-1]
			return end + 1, more, s.endElement(top.name, top.bound)
		}
	}
	return s.otherEndTag(w, i, last)
}

// otherEndTag scans an end tag that has spaces, is not whole, or is wrong.
func (s *Scanner) otherEndTag(w []byte, i int, last bool) (int, status, error) {
	j, part := s.ncName(w, i+2)
	for part == whole && w[j] == ':' {
		// Its colons need no look: it has to match the start tag.
		for j < len(w) && w[j] == ':' {
			j++
		}
		if j == len(w) {
			part = short
			break
		}
		for j < len(w) && class[w[j]]&className != 0 {
			j++
		}
		if j == len(w) {
			part = short
		} else if w[j] >= 0x80 {
			if j, part = s.ncName(w, j); part == wrong {
				return s.unfinished(i, j, wrong, last)
			}
		}
	}
	if part != whole {
		return s.unfinished(i, j, part, last)
	}
	nameEnd := j
	for j < len(w) && isSpace(w[j]) {
		j++
	}
	if j == len(w) {
		return s.unfinished(i, j, short, last)
	}
	if w[j] != '>' {
		return s.unfinished(i, j, wrong, last)
	}
	j++
	if j-i > s.maxToken {
		return 0, 0, s.failAt(ErrTokenLimit, s.at)
	}
	n := len(s.stack)
	if n == 0 || len(s.open) > 0 && n == s.open[len(s.open)-1].depth {
		return 0, 0, s.fail(ErrAsyncEntity, i)
	}
	top := s.stack[n-1]
	if top.q.raw != string(w[i+2:nameEnd]) {
		return 0, 0, s.fail(ErrTagMismatch, i+2)
	}
	s.stack = s.stack[:n-1]
	return j, more, s.endElement(top.name, top.bound)
}

const cdataStart = "<![CDATA["

// bang scans the comment, or the start of the CDATA section, at w[i:].
func (s *Scanner) bang(w []byte, i int, last bool) (int, status, error) {
	if len(w)-i > 2 && w[i+2] == '-' {
		return s.comment(w, i, last)
	}
	for j := i + 2; j < i+len(cdataStart); j++ {
		if j == len(w) {
			return s.unfinished(i, j, short, last)
		}
		if w[j] != cdataStart[j-i] {
			return s.unfinished(i, j, wrong, last)
		}
	}
	s.state = inCDATA
	return i + len(cdataStart), again, nil
}

// cdata scans what stands in a CDATA section, from w[i].
func (s *Scanner) cdata(w []byte, i int, last bool) (int, status, error) {
	for i < len(w) {
		if len(s.open) == 0 {
			s.at = i
		}
		start := i
		for i < len(w) && (class[w[i]]&classBad == 0 && w[i] != ']' && w[i] != '\r' && w[i] < 0x80) {
			i++
		}
		if i > start {
			if s.Text != nil {
				if err := s.Text(w[start:i]); err != nil {
					return 0, 0, err
				}
			}
			continue
		}
		size := 1
		switch c := w[i]; {
		case c == '\r':
			if i+1 == len(w) && !last {
				return i, more, nil
			}
			if err := s.lineEnd(w[i:]); err != nil {
				return 0, 0, err
			}
			i++
			continue
		case c == ']':
			rest := w[i:min(i+3, len(w))]
			if string(rest) == "]]>" {
				s.state = inContent
				return i + 3, again, nil
			}
			if len(rest) < 3 && bytes.HasPrefix([]byte("]]>"), rest) {
				if last {
					return 0, 0, s.fail(ErrUnclosedCDATASection, i)
				}
				return i, more, nil
			}
		case c >= 0x80:
			if _, size = char(w, i); size == 0 {
				if !last {
					return i, more, nil
				}
				return 0, 0, s.fail(ErrPartialChar, i)
			}
		default:
			size = -1
		}
		if size < 0 {
			return 0, 0, s.fail(ErrInvalidToken, i)
		}
		for i += size; i < len(w) && w[i] >= 0x80; i += size {
			if _, size = char(w, i); size <= 0 {
				break
			}
		}
		if s.Text != nil {
			if err := s.Text(w[start:i]); err != nil {
				return 0, 0, err
			}
		}
	}
	return i, more, nil
}

// comment scans the comment at w[i:].
func (s *Scanner) comment(w []byte, i int, last bool) (int, status, error) {
	if len(w)-i < 4 {
		return s.unfinished(i, len(w), short, last)
	}
	if w[i+3] != '-' {
		return s.unfinished(i, i+3, wrong, last)
	}
	j, part, plain := s.until(w, i+4, '-')
	if part == whole {
		if w[j+2] != '>' {
			j, part = j+2, wrong
		}
	}
	if part != whole {
		return s.unfinished(i, j, part, last)
	}
	if j+3-i > s.maxToken {
		return 0, 0, s.failAt(ErrTokenLimit, s.at)
	}
	if s.Comment != nil {
		if err := s.Comment(s.lines(w[i+4:j], plain)); err != nil {
			return 0, 0, err
		}
	}
	return j + 3, more, nil
}

// until scans a comment up to "--" and a character after it, or a PI up to
// "?>". It returns where they stand, and whether \r does before them.
func (s *Scanner) until(w []byte, j int, stop byte) (end int, part scanned, plain bool) {
	plain = true
	for j < len(w) {
		switch c := w[j]; {
		case c == stop:
			if j+1 == len(w) {
				return j, short, plain
			}
			if stop == '?' && w[j+1] == '>' {
				return j, whole, plain
			}
			if stop == '-' && w[j+1] == '-' {
				if j+2 == len(w) {
					return j, short, plain
				}
				return j, whole, plain
			}
			j++
		case c >= 0x80:
			_, size := char(w, j)
			if size == 0 {
				return j, partial, plain
			}
			if size < 0 {
				return j, wrong, plain
			}
			j += size
		case class[c]&classBad != 0:
			return j, wrong, plain
		default:
			plain = plain && c != '\r'
			j++
		}
	}
	return j, short, plain
}

// lines returns b with its line ends turned into \n.
func (s *Scanner) lines(b []byte, plain bool) []byte {
	if plain {
		return b
	}
	s.value = s.value[:0]
	for i, c := range b {
		switch {
		case c != '\r':
			s.value = append(s.value, c)
		case i+1 == len(b) || b[i+1] != '\n':
			s.value = append(s.value, '\n')
		}
	}
	return s.value
}

// pi scans the processing instruction at w[i:].
func (s *Scanner) pi(w []byte, i int, last bool) (int, status, error) {
	t, part := s.scanPI(w, i)
	if part != whole {
		return s.unfinished(i, t.end, part, last)
	}
	if t.xml {
		return 0, 0, s.fail(ErrMisplacedXMLPI, i)
	}
	return t.end, more, s.reportPI(w, i, t)
}

func (s *Scanner) reportPI(w []byte, i int, t piToken) error {
	if t.end-i > s.maxToken {
		return s.failAt(ErrTokenLimit, s.at)
	}
	if s.PI == nil {
		return nil
	}
	return s.PI(string(w[i+2:t.target]), s.lines(w[t.data:t.end-2], t.plain))
}

// A piToken tells where the parts of a processing instruction end and begin.
type piToken struct {
	target, data, end int
	plain             bool // data holds no \r
	xml               bool // it is an XML declaration
}

func (s *Scanner) scanPI(w []byte, i int) (t piToken, part scanned) {
	j, part := s.ncName(w, i+2)
	if part != whole {
		t.end = j
		return t, part
	}
	t.target = j
	if name := w[i+2 : j]; len(name) == 3 && name[0]|0x20 == 'x' && name[1]|0x20 == 'm' && name[2]|0x20 == 'l' &&
		(w[j] == '?' || isSpace(w[j])) {
		if string(name) != "xml" {
			t.end = j
			return t, wrong
		}
		t.xml = true
	}
	switch {
	case w[j] == '?':
		t.data = j
		if j+1 == len(w) {
			return t, short
		}
		if w[j+1] != '>' {
			t.end = j + 1
			return t, wrong
		}
		t.plain = true
		t.end = j + 2
		return t, whole
	case !isSpace(w[j]):
		t.end = j
		return t, wrong
	}
	for j < len(w) && isSpace(w[j]) {
		j++
	}
	t.data = j
	t.end, part, t.plain = s.until(w, j, '?')
	if part == whole {
		t.end += 2
	}
	return t, part
}

// contentRef resolves the reference at w[i:].
func (s *Scanner) contentRef(w []byte, i int, last bool) (int, status, error) {
	end, part := s.reference(w, i)
	if part != whole {
		return s.unfinished(i, end, part, last)
	}
	if end-i > s.maxToken {
		return 0, 0, s.failAt(ErrTokenLimit, s.at)
	}
	if w[i+1] == '#' {
		r := charRef(w[i:end])
		if r < 0 {
			return 0, 0, s.fail(ErrBadCharRef, i)
		}
		return end, more, s.textRune(r)
	}
	name := w[i+1 : end-1]
	if r := predefined(name); r != 0 {
		return end, more, s.textRune(r)
	}
	ent := s.dtd.entities[string(name)]
	if err := s.checkDeclared(ent, i); err != nil {
		return 0, 0, err
	}
	switch {
	case ent == nil:
		return end, more, s.skipped(name, ent != nil)
	case ent.open:
		return 0, 0, s.fail(ErrRecursiveEntityRef, i)
	case ent.unparsed:
		return 0, 0, s.fail(ErrBinaryEntityRef, i)
	}
	if ent.external && !ent.read {
		found, err := s.readExternal(ent)
		if err != nil {
			return 0, 0, err
		}
		if !found {
			return end, more, s.skipped(name, ent != nil)
		}
	}
	if n := len(s.open); n > 0 {
		s.open[n-1].next = end
	}
	if err := s.enter(ent, ent.text); err != nil {
		return 0, 0, err
	}
	return end, again, nil
}

// predefined returns the character that the entity stands for in every
// document, or 0.
func predefined(name []byte) rune {
	switch string(name) {
	case "lt":
		return '<'
	case "gt":
		return '>'
	case "amp":
		return '&'
	case "quot":
		return '"'
	case "apos":
		return '\''
	}
	return 0
}

func (s *Scanner) textRune(r rune) error {
	if s.Text == nil {
		return nil
	}
	s.char = utf8.AppendRune(s.char[:0], r)
	return s.Text(s.char)
}

// skipped handles a reference to an entity that is not known.
func (s *Scanner) skipped(name []byte, declared bool) error {
	if s.SkippedEntity != nil {
		return s.SkippedEntity(string(name))
	}
	if !declared && !s.dtd.unread {
		return nil // there is none: a matter of validity only
	}
	err := s.fail(ErrUndefinedEntity, s.at)
	if pe, ok := err.(*ParseError); ok && pe.Code == ErrUndefinedEntity {
		pe.Msg += " &" + string(name) + ";"
	}
	return err
}
