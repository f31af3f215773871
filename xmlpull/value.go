// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull

import "unicode/utf8"

// A nested is an entity being expanded within a value.
type nested struct {
	ent  *entity
	text []byte
}

// A valueUse tells where a value stands.
type valueUse struct {
	at   int  // index of its first byte in the window
	decl bool // it is the default in an attribute-list declaration
}

// appendValue appends the normalized attribute value to dst (section 3.3.3).
// Entities within entities are kept on a stack of their own.
func (s *Scanner) appendValue(dst, value []byte, use valueUse) ([]byte, error) {
	s.nesting = append(s.nesting[:0], nested{nil, value})
	for len(s.nesting) > 0 {
		top := &s.nesting[len(s.nesting)-1]
		if len(top.text) == 0 {
			if top.ent != nil {
				top.ent.open = false
			}
			s.nesting = s.nesting[:len(s.nesting)-1]
			continue
		}
		at := s.at
		if len(s.nesting) == 1 {
			at = use.at + len(value) - len(top.text)
		}
		switch c := top.text[0]; c {
		case '\r':
			dst = append(dst, ' ')
			top.text = top.text[1:]
			if len(top.text) > 0 && top.text[0] == '\n' && len(s.nesting) == 1 && !s.inInternal() {
				top.text = top.text[1:]
			}
		case '\t', '\n':
			dst = append(dst, ' ')
			top.text = top.text[1:]
		case '&':
			n, r, ent, err := s.valueRef(top.text, at, use)
			if err != nil {
				return dst, err
			}
			top.text = top.text[n:]
			if r != 0 {
				dst = utf8.AppendRune(dst, r)
			}
			if ent == nil {
				continue
			}
			if len(s.nesting) > s.maxDepth {
				return dst, s.fail(ErrDepthLimit, s.at)
			}
			if err := s.spend(len(ent.text)); err != nil {
				return dst, err
			}
			ent.open = true
			s.nesting = append(s.nesting, nested{ent, ent.text})
		case '<':
			return dst, s.fail(ErrInvalidToken, at)
		default:
			n := 1
			for n < len(top.text) && top.text[n] > ' ' && top.text[n] != '&' && top.text[n] != '<' {
				n++
			}
			dst = append(dst, top.text[:n]...)
			top.text = top.text[n:]
		}
	}
	return dst, nil
}

// valueRef resolves the reference that text begins with: to a character, or
// to an entity. It returns its length too.
func (s *Scanner) valueRef(text []byte, at int, use valueUse) (n int, r rune, ent *entity, err error) {
	n, part := s.reference(text, 0)
	if part != whole {
		if part == wrong && at != s.at {
			at += n
		}
		return 0, 0, nil, s.fail(ErrInvalidToken, at)
	}
	if text[1] == '#' {
		if r = charRef(text[:n]); r < 0 {
			return 0, 0, nil, s.fail(ErrBadCharRef, at)
		}
		return n, r, nil, nil
	}
	name := text[1 : n-1]
	if r = predefined(name); r != 0 {
		return n, r, nil, nil
	}
	ent = s.dtd.entities[string(name)]
	if !use.decl || len(s.open) == 0 || !s.dtd.standalone {
		if err := s.checkDeclared(ent, s.at); err != nil {
			return 0, 0, nil, err
		}
	}
	switch {
	case ent == nil:
		return n, 0, nil, nil // undeclared, but that is no error here
	case ent.open:
		return 0, 0, nil, s.fail(ErrRecursiveEntityRef, s.at)
	case ent.unparsed:
		return 0, 0, nil, s.fail(ErrBinaryEntityRef, at)
	case ent.external:
		return 0, 0, nil, s.fail(ErrAttributeExternalEntity, at)
	}
	return n, 0, ent, nil
}

// collapse removes leading, trailing and repeated spaces from b, as the types
// other than CDATA ask for, and returns how much is left.
func collapse(b []byte) int {
	n := 0
	for _, c := range b {
		if c == ' ' && (n == 0 || b[n-1] == ' ') {
			continue
		}
		b[n] = c
		n++
	}
	if n > 0 && b[n-1] == ' ' {
		n--
	}
	return n
}

// entityValue returns the replacement text of the literal w[i:end], without
// its quotes (section 4.5).
func (s *Scanner) entityValue(w []byte, i, end int) ([]byte, error) {
	text := make([]byte, 0, end-i)
	stack := append(s.nesting[:0], nested{nil, w[i:end]})
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		if len(top.text) == 0 {
			if top.ent != nil {
				top.ent.open = false
			}
			stack = stack[:len(stack)-1]
			continue
		}
		at := end - len(top.text)
		if len(stack) > 1 {
			at = s.at
		}
		switch c := top.text[0]; c {
		case '\r':
			text = append(text, '\n')
			top.text = top.text[1:]
			if len(top.text) > 0 && top.text[0] == '\n' {
				top.text = top.text[1:]
			}
		case '&':
			n, part := s.reference(top.text, 0)
			if part == wrong {
				return nil, s.fail(ErrInvalidToken, at+n)
			}
			if part != whole {
				return nil, s.fail(ErrInvalidToken, at)
			}
			if top.text[1] == '#' {
				r := charRef(top.text[:n])
				if r < 0 {
					return nil, s.fail(ErrBadCharRef, at)
				}
				text = utf8.AppendRune(text, r)
			} else {
				text = append(text, top.text[:n]...)
			}
			top.text = top.text[n:]
		case '%':
			n, part := s.ncName(top.text, 1)
			if part == whole && top.text[n] != ';' {
				part = wrong
			}
			if part == wrong {
				return nil, s.fail(ErrInvalidToken, at+n)
			}
			if part != whole {
				return nil, s.fail(ErrInvalidToken, at)
			}
			if len(s.open) == 0 { // in the internal subset itself
				return nil, s.fail(ErrParamEntityRef, at)
			}
			pe, err := s.paramEntity(top.text[1:n])
			if err != nil {
				return nil, err
			}
			top.text = top.text[n+1:]
			if pe == nil {
				s.dtd.keep = s.dtd.standalone
				continue
			}
			if len(stack) > s.maxDepth {
				return nil, s.fail(ErrDepthLimit, s.at)
			}
			if err := s.spend(len(pe.text)); err != nil {
				return nil, err
			}
			pe.open = true
			stack = append(stack, nested{pe, pe.text})
		default:
			n := 1
			for n < len(top.text) && top.text[n] != '\r' && top.text[n] != '&' && top.text[n] != '%' {
				n++
			}
			text = append(text, top.text[:n]...)
			top.text = top.text[n:]
		}
	}
	return text, nil
}
