// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull

// A token is one of the prolog's, or of what follows the root element.
type token uint8

const (
	tokSpace token = iota
	tokPI
	tokXMLDecl
	tokComment
	tokDeclOpen  // <!NAME
	tokInstance  // the start of the root element
	tokCondOpen  // <![
	tokCondClose // ]]>
	tokOpenBracket
	tokCloseBracket
	tokOpenParen
	tokCloseParen // with ?, * or + after it, if any
	tokOr
	tokComma
	tokDeclClose // >
	tokPercent   // % that is no reference
	tokParamRef  // %name;
	tokPound     // #NAME
	tokName
	tokPrefixed // a name with a colon
	tokNmtoken
	tokNameSuffix // a name with ?, * or + after it
	tokLiteral
)

// prologToken scans the token at w[i:]. Some tokens are whole only when the
// character after them is known, unless nothing follows w.
func (s *Scanner) prologToken(w []byte, i int, last bool) (t token, end int, part scanned) {
	single := func(t token) (token, int, scanned) { return t, i + 1, whole }
	switch c := w[i]; c {
	case ' ', '\t', '\n', '\r':
		j := i + 1
		for j < len(w) && isSpace(w[j]) {
			j++
		}
		if w[j-1] == '\r' && j == len(w) && !last {
			return tokSpace, j, short
		}
		return tokSpace, j, whole
	case '"', '\'':
		return s.literal(w, i, last)
	case '<':
		return s.markup(w, i)
	case '%':
		if i+1 == len(w) {
			return tokPercent, i + 1, short
		}
		if isSpace(w[i+1]) || w[i+1] == '%' {
			return single(tokPercent)
		}
		j, part := s.ncName(w, i+1)
		if part == whole && w[j] != ';' {
			part = wrong
		}
		if part != whole {
			return tokParamRef, j, part
		}
		return tokParamRef, j + 1, whole
	case '#':
		j, part := s.ncName(w, i+1)
		if part == short && last && j > i+1 {
			part = whole
		} else if part == whole && !isSpace(w[j]) && w[j] != ')' && w[j] != '>' && w[j] != '%' && w[j] != '|' {
			part = wrong
		}
		return tokPound, j, part
	case ',':
		return single(tokComma)
	case '|':
		return single(tokOr)
	case '[':
		return single(tokOpenBracket)
	case ']':
		rest := w[i:min(i+3, len(w))]
		if string(rest) == "]]>" {
			return tokCondClose, i + 3, whole
		}
		if len(rest) == 1 && !last || string(rest) == "]]" {
			return tokCloseBracket, len(w), short
		}
		return single(tokCloseBracket)
	case '(':
		return single(tokOpenParen)
	case ')':
		return closeParen(w, i, last)
	case '>':
		return single(tokDeclClose)
	}
	return s.prologName(w, i, last)
}

func closeParen(w []byte, i int, last bool) (t token, end int, part scanned) {
	j := i + 1
	if j == len(w) {
		if last {
			return tokCloseParen, j, whole
		}
		return tokCloseParen, j, short
	}
	switch c := w[j]; {
	case c == '*' || c == '?' || c == '+':
		return tokCloseParen, j + 1, whole
	case isSpace(c) || c == '>' || c == ',' || c == '|' || c == ')':
		return tokCloseParen, j, whole
	}
	return tokCloseParen, j, wrong
}

// literal scans the quoted string at w[i:].
func (s *Scanner) literal(w []byte, i int, last bool) (t token, end int, part scanned) {
	quote := w[i]
	j := i + 1
	for j < len(w) && w[j] != quote {
		if c := w[j]; c >= 0x80 {
			_, size := char(w, j)
			if size == 0 {
				return tokLiteral, j, partial
			}
			if size < 0 {
				return tokLiteral, j, wrong
			}
			j += size
			continue
		} else if class[c]&classBad != 0 {
			return tokLiteral, j, wrong
		}
		j++
	}
	j++
	switch {
	case j > len(w), j == len(w) && !last:
		return tokLiteral, j, short
	case j == len(w) || isSpace(w[j]) || w[j] == '>' || w[j] == '%' || w[j] == '[':
		return tokLiteral, j, whole
	}
	return tokLiteral, j, wrong
}

// markup scans what begins with the '<' at w[i].
func (s *Scanner) markup(w []byte, i int) (t token, end int, part scanned) {
	if i+1 == len(w) {
		return 0, i + 1, short
	}
	switch w[i+1] {
	case '!':
		return s.declOpen(w, i)
	case '?':
		p, part := s.scanPI(w, i)
		if p.xml {
			return tokXMLDecl, p.end, part
		}
		return tokPI, p.end, part
	}
	// The start tag is for content to scan, the first character included.
	if c := w[i+1]; class[c]&classStart != 0 || c >= 0xC0 && c < 0xF5 || c == ':' && !s.names.namespaces {
		return tokInstance, i, whole
	}
	return tokInstance, i + 1, wrong
}

// declOpen scans the comment, conditional section or declaration at w[i:].
func (s *Scanner) declOpen(w []byte, i int) (t token, end int, part scanned) {
	j := i + 2
	if j == len(w) {
		return 0, j, short
	}
	switch w[j] {
	case '[':
		return tokCondOpen, j + 1, whole
	case '-':
		if j+1 == len(w) {
			return tokComment, j + 1, short
		}
		if w[j+1] != '-' {
			return tokComment, j + 1, wrong
		}
		j, part, _ := s.until(w, i+4, '-')
		switch {
		case part == whole && w[j+2] != '>':
			return tokComment, j + 2, wrong
		case part == whole:
			return tokComment, j + 3, whole
		}
		return tokComment, j, part
	}
	for ; j < len(w) && class[w[j]]&classStart != 0; j++ {
	}
	switch {
	case j == len(w):
		return tokDeclOpen, j, short
	case j == i+2:
		return tokDeclOpen, j, wrong
	case isSpace(w[j]):
		return tokDeclOpen, j, whole
	case w[j] != '%':
		return tokDeclOpen, j, wrong
	case j+1 == len(w):
		return tokDeclOpen, j, short
	case isSpace(w[j+1]) || w[j+1] == '%':
		return tokDeclOpen, j, wrong // <!ENTITY% name
	}
	return tokDeclOpen, j, whole
}

// prologName scans the name or name token at w[i:].
func (s *Scanner) prologName(w []byte, i int, last bool) (t token, end int, part scanned) {
	t = tokName
	j := i
	for j < len(w) {
		c := w[j]
		size := 1
		switch {
		case class[c]&className != 0:
			if j == i && class[c]&classStart == 0 {
				t = tokNmtoken
			}
		case c == ':':
			if s.names.namespaces {
				switch {
				case j == i || t != tokName:
					t = tokNmtoken
				case j+1 == len(w):
					return t, j + 1, short
				default:
					t = tokPrefixed
					if !s.isNameAt(w, j+1) {
						t = tokNmtoken
					}
				}
			}
		case c >= 0x80:
			var r rune
			r, size = char(w, j)
			if size == 0 {
				return t, j, partial
			}
			if size < 0 || !s.nameChar(r) {
				return t, j, wrong
			}
			if j == i && !s.nameStart(r) {
				t = tokNmtoken
			}
		case j == i:
			return t, j, wrong
		case isSpace(c) || c == '>' || c == ')' || c == ',' || c == '|' || c == '[' || c == '%':
			return t, j, whole
		case (c == '?' || c == '*' || c == '+') && t != tokNmtoken:
			return tokNameSuffix, j + 1, whole
		default:
			return t, j, wrong
		}
		j += size
	}
	if last {
		return t, j, whole
	}
	return t, j, short
}

// isNameAt reports whether w[i:] begins with a character of names, or with
// part of one.
func (s *Scanner) isNameAt(w []byte, i int) bool {
	if w[i] < 0x80 {
		return class[w[i]]&className != 0
	}
	r, size := char(w, i)
	return size == 0 || size > 0 && s.nameChar(r)
}
