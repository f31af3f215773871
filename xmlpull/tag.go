// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull

import (
	"encoding/binary"
	"unicode/utf8"
)

// A ScanAttr is an attribute as [Scanner.StartElement] gets it, with its value
// normalized and its references resolved.
type ScanAttr struct {
	Name  *Name
	Value []byte
}

// A rawAttr is an attribute as it stands in a start tag.
type rawAttr struct {
	q       *qname
	name    int  // index of the name
	value   int  // index of the value
	end     int  // index after the value
	rewrite bool // value holds references, tabs or line ends
}

// A scanned is the outcome of scanning part of a token.
type scanned uint8

const (
	whole   scanned = iota
	short           // the window ends first
	partial         // the window ends within a character
	wrong           // what stands at the index returned may not stand there
)

// unfinished is the outcome of a token, at w[i:], of which part was scanned
// up to j.
func (s *Scanner) unfinished(i, j int, part scanned, last bool) (int, status, error) {
	switch {
	case part == wrong:
		return 0, 0, s.fail(ErrInvalidToken, j)
	case !last:
		return i, more, nil
	case len(s.open) == 0 && len(s.win)-i >= s.maxToken+utf8.UTFMax:
		// It would have been cut off here if it came in pieces.
		return 0, 0, s.failAt(ErrTokenLimit, i)
	case part == partial:
		return 0, 0, s.fail(ErrPartialChar, i)
	default:
		return 0, 0, s.fail(ErrUnclosedToken, i)
	}
}

// ncName scans a name without colons at w[i:] and returns where it ends.
// The character there is known to be no part of it.
func (s *Scanner) ncName(w []byte, i int) (end int, part scanned) {
	if i == len(w) {
		return i, short
	}
	first := i
	for i < len(w) {
		c := w[i]
		if class[c]&className != 0 && (i > first || class[c]&classStart != 0) {
			i++
			continue
		}
		if c == ':' && !s.names.namespaces {
			i++
			continue
		}
		if c < 0x80 {
			break
		}
		r, size := char(w, i)
		if size == 0 {
			return i, partial
		}
		if size < 0 || !(i > first && s.nameChar(r) || i == first && s.nameStart(r)) {
			break
		}
		i += size
	}
	switch i {
	case first:
		return i, wrong
	case len(w):
		return i, short
	}
	return i, whole
}

// qName scans a name that may have a prefix.
func (s *Scanner) qName(w []byte, i int) (end int, part scanned) {
	end, part = s.ncName(w, i)
	if part == whole && w[end] == ':' {
		end, part = s.ncName(w, end+1)
		if part == whole && w[end] == ':' {
			part = wrong
		}
	}
	return end, part
}

// startTag scans the start tag, or empty element, at w[i:].
func (s *Scanner) startTag(w []byte, i int, last bool) (int, status, error) {
	if s.names.size > s.names.limit {
		if err := s.shed(); err != nil {
			return 0, 0, err
		}
	}
	j := i + 1
	q := s.prev.nextTag
	if q != nil && q.guess(w[j:]) {
		j += len(q.raw)
	} else {
		var part scanned
		if j, part = s.qName(w, j); part != whole {
			return s.unfinished(i, j, part, last)
		}
		q = s.names.get(w[i+1 : j])
		s.prev.nextTag = q
	}
	if w[j] == '>' {
		if j-i > s.maxToken {
			return 0, 0, s.failAt(ErrTokenLimit, s.at)
		}
		s.raw = s.raw[:0]
		return j + 1, more, s.element(q, w, false)
	}
	return s.startTagAttrs(w, i, j, q, last)
}

// startTagAttrs scans the rest of the start tag at w[i:], after its name, which
// ends at j.
func (s *Scanner) startTagAttrs(w []byte, i, j int, q *qname, last bool) (int, status, error) {
	s.raw = s.raw[:0]
	prev := q
	empty := false
attributes:
	for {
		space := false
		for j < len(w) && isSpace(w[j]) {
			j++
			space = true
		}
		if j == len(w) {
			return s.unfinished(i, j, short, last)
		}
		switch w[j] {
		case '>':
			j++
			break attributes
		case '/':
			if j+1 == len(w) {
				return s.unfinished(i, j, short, last)
			}
			if w[j+1] != '>' {
				return s.unfinished(i, j+1, wrong, last)
			}
			j += 2
			empty = true
			break attributes
		}
		if !space {
			return s.unfinished(i, j, wrong, last)
		}
		var part scanned
		if j, part = s.attribute(w, j, prev); part != whole {
			return s.unfinished(i, j, part, last)
		}
		prev = s.raw[len(s.raw)-1].q
		if len(s.raw) > maxAttributes {
			return 0, 0, s.fail(ErrAttributeLimit, s.raw[len(s.raw)-1].name)
		}
	}
	if j-i > s.maxToken {
		return 0, 0, s.failAt(ErrTokenLimit, s.at)
	}
	return j, more, s.element(q, w, empty)
}

// attribute scans the attribute at w[i:] and appends it to s.raw. It returns
// the index after the closing quote; another character is known to be there.
// The name before it, prev, tells which one to try first.
func (s *Scanner) attribute(w []byte, i int, prev *qname) (int, scanned) {
	j := i
	q := prev.nextAttr
	if q != nil && q.guess(w[i:]) {
		j += len(q.raw)
	} else {
		var part scanned
		if j, part = s.qName(w, i); part != whole {
			return j, part
		}
		q = s.names.get(w[i:j])
		prev.nextAttr = q
	}
	if w[j] != '=' {
		for j < len(w) && isSpace(w[j]) {
			j++
		}
		if j == len(w) {
			return j, short
		}
		if w[j] != '=' {
			return j, wrong
		}
	}
	j++
	for j < len(w) && isSpace(w[j]) {
		j++
	}
	if j == len(w) {
		return j, short
	}
	quote := w[j]
	if quote != '"' && quote != '\'' {
		return j, wrong
	}
	j++
	start := j
	rewrite := false
	for {
		j = plainValue(w, j, quote)
		if j == len(w) {
			return j, short
		}
		c := w[j]
		if c == quote {
			break
		}
		switch {
		case c == '&':
			end, part := s.reference(w, j)
			if part != whole {
				return end, part
			}
			j = end
			rewrite = true
		case isSpace(c):
			j++
			rewrite = true
		case c >= 0x80:
			_, size := char(w, j)
			if size == 0 {
				return j, partial
			}
			if size < 0 {
				return j, wrong
			}
			j += size
		default:
			return j, wrong
		}
	}
	s.raw = append(s.raw, rawAttr{q, i, start, j, rewrite})
	j++
	if j == len(w) {
		return j, short
	}
	return j, whole
}

// reference scans the reference at w[i:] and returns the index after it.
func (s *Scanner) reference(w []byte, i int) (end int, part scanned) {
	j := i + 1
	if j == len(w) {
		return j, short
	}
	if w[j] != '#' {
		if j, part = s.ncName(w, j); part != whole {
			return j, part
		}
		if w[j] != ';' {
			return j, wrong
		}
		return j + 1, whole
	}
	j++
	isDigit := func(c byte) bool { return c >= '0' && c <= '9' }
	if j < len(w) && w[j] == 'x' {
		j++
		isDigit = func(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }
	}
	first := j
	for j < len(w) && isDigit(w[j]) {
		j++
	}
	switch {
	case j == len(w):
		return j, short
	case w[j] != ';' || j == first:
		return j, wrong
	}
	return j + 1, whole
}

// charRef returns the character of the reference ref, such as &#38; or &#x26;,
// or -1 if it refers to none.
func charRef(ref []byte) rune {
	digits, base := ref[2:len(ref)-1], rune(10)
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	var r rune
	for _, c := range digits {
		d := rune(c - '0')
		if c > '9' {
			d = rune(c|0x20-'a') + 10
		}
		if r = r*base + d; r > 0x10FFFF {
			return -1
		}
	}
	if !isChar(r) {
		return -1
	}
	return r
}

const (
	ones = 0x0101010101010101
	low7 = 0x7F * ones
	high = 0x80 * ones
)

// plainValue returns the index of the first byte from i on that is the quote,
// '&', '<', a control character or no ASCII.
//
// It looks at eight bytes at a time: adding 0x7F to seven bits carries into
// the eighth unless they are all zero, and 0x60 does from 0x20 on; no carry
// leaves its byte.
func plainValue(w []byte, i int, quote byte) int {
	q := uint64(quote) * ones
	for ; i+8 <= len(w); i += 8 {
		x := binary.LittleEndian.Uint64(w[i:])
		lo := x & low7
		plain := (lo ^ q) + low7
		plain &= (lo ^ '&'*ones) + low7
		plain &= (lo ^ '<'*ones) + low7
		plain &= lo + 0x60*ones
		if stop := (^plain | x) & high; stop != 0 {
			return i + firstByte(stop)
		}
	}
	for i < len(w) {
		if c := w[i]; c == quote || c == '&' || c == '<' || c < 0x20 || c >= 0x80 {
			break
		}
		i++
	}
	return i
}

// element handles a start tag that is whole: the element q with the
// attributes s.raw of w.
func (s *Scanner) element(q *qname, w []byte, empty bool) error {
	if len(s.stack) >= s.maxDepth {
		return s.fail(ErrDepthLimit, s.at)
	}
	s.prev = q
	bound := len(s.bound)
	s.attrs = s.attrs[:0]
	if len(s.raw) > 0 || q.decl != nil {
		if err := s.attributes(q, w); err != nil {
			return s.abandon(err, empty, bound)
		}
	}
	name := q.name
	if p := q.prefix; p != nil && !(p.uri == q.uri && (q.uri != nil || p == s.names.none)) {
		if name = s.names.resolve(q); name == nil {
			return s.abandon(s.fail(ErrUnboundPrefix, s.at), empty, bound)
		}
	}
	if s.StartElement != nil {
		if err := s.StartElement(name, s.attrs); err != nil {
			return err
		}
	}
	if !empty {
		s.stack = append(s.stack, frame{q, name, bound})
		return nil
	}
	return s.endElement(name, bound)
}

// abandon returns the error of a start tag. Where that is an end tag too,
// expat ends the namespaces it declared, and CPython has their events.
func (s *Scanner) abandon(err error, empty bool, bound int) error {
	if empty {
		if uerr := s.unbind(bound); uerr != nil {
			return uerr
		}
	}
	return err
}

// endElement ends the element, whose frame is off the stack.
func (s *Scanner) endElement(name *Name, bound int) error {
	if s.EndElement != nil {
		if err := s.EndElement(name); err != nil {
			return err
		}
	}
	if len(s.bound) > bound {
		if err := s.unbind(bound); err != nil {
			return err
		}
	}
	if len(s.stack) == 0 {
		s.state = inEpilog
	}
	return nil
}

// attrWeight is what a default attribute counts as expansion beside its name
// and value.
const attrWeight = 32

// attributes makes s.attrs of s.raw and of the defaults declared for q.
func (s *Scanner) attributes(q *qname, w []byte) error {
	s.tag++
	s.late = s.late[:0]
	s.value = s.value[:0]
	for i := range s.raw {
		a := &s.raw[i]
		if a.q.seen == s.tag {
			return s.fail(ErrDuplicateAttribute, a.name)
		}
		a.q.seen = s.tag
		value := w[a.value:a.end:a.end]
		tokenized := q.decl != nil && q.decl.tokenized(a.q.raw)
		if a.rewrite || tokenized {
			start := len(s.value)
			var err error
			if s.value, err = s.appendValue(s.value, value, valueUse{at: a.value}); err != nil {
				return err
			}
			if tokenized {
				s.value = s.value[:start+collapse(s.value[start:])]
			}
			value = s.value[start:len(s.value):len(s.value)]
		}
		if err := s.addAttr(a.q, value); err != nil {
			return err
		}
	}
	if q.decl != nil {
		for _, d := range q.decl.defaults {
			a := s.names.get([]byte(d.name))
			if a.seen == s.tag {
				continue
			}
			a.seen = s.tag
			if err := s.spend(attrWeight + len(d.name) + len(d.value)); err != nil {
				return err
			}
			if err := s.addAttr(a, d.value); err != nil {
				return err
			}
		}
	}
	return s.resolveAttrs()
}

// A lateAttr is an attribute whose namespace is known only when all of the
// start tag is.
type lateAttr struct {
	q *qname
	i int // in Scanner.attrs
}

// addAttr appends an attribute to s.attrs, or binds the prefix it declares.
func (s *Scanner) addAttr(q *qname, value []byte) error {
	switch q.role {
	case attrXMLNS:
		return s.bind(q, value)
	case attrPrefixed:
		s.late = append(s.late, lateAttr{q, len(s.attrs)})
	}
	s.attrs = append(s.attrs, ScanAttr{&q.bare, value})
	return nil
}

// resolveAttrs names the attributes that have a prefix.
func (s *Scanner) resolveAttrs() error {
	for _, a := range s.late {
		n := s.names.resolve(a.q)
		if n == nil {
			return s.fail(ErrUnboundPrefix, s.at)
		}
		if n.expanded.seen == s.tag {
			return s.fail(ErrDuplicateAttribute, s.at)
		}
		n.expanded.seen = s.tag
		s.attrs[a.i].Name = n
	}
	return nil
}
