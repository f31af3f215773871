// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull

import (
	"bytes"
	"unicode/utf8"
)

// The functions that scan tokens need a whole token before them and start
// anew when it is not there. To keep that linear however the document is cut,
// an unfinished token is tried again only when what may be its end has been
// seen or when it has doubled in size; the latter finds its errors in time.

// A resume is the search for the end of the unfinished token in
// Scanner.carry.
type resume struct {
	tried int // length of carry when it was last tried
	seen  int // length of carry that has been searched
	kind  resumeKind
	quote byte // in a tag: the quote that is open, or 0
	run   int  // in a comment or PI: how much of its end was seen
}

type resumeKind uint8

const (
	resumeUnknown resumeKind = iota
	resumeShort              // text, or too little to tell
	resumeTag
	resumeComment
	resumePI
	resumeLiteral
	resumeName // also references
)

// A shortToken is tried with every write, so that its errors come at once.
const shortToken = 256

// extend returns how many bytes of b to append to carry, and whether to try
// the token then.
func (s *Scanner) extend(b []byte) (n int, try bool) {
	room := s.maxToken + utf8.UTFMax - len(s.carry)
	if len(s.carry) < shortToken {
		return min(len(b), shortToken), true
	}
	r := &s.resume
	if r.kind == resumeUnknown {
		r.kind = s.carryKind()
	}
	if r.kind == resumeShort {
		return min(len(b), shortToken), true
	}
	for ; r.seen < len(s.carry); r.seen++ {
		if r.ends(s.carry[r.seen]) && r.seen >= r.tried {
			r.seen++
			return 0, true
		}
	}
	for i, c := range b {
		r.seen++
		if r.ends(c) {
			return i + 1, true
		}
		if i+1 >= room {
			return i + 1, true
		}
	}
	return len(b), len(s.carry)+len(b) >= 2*r.tried
}

// failed notes that carry was tried and its first done bytes were used up.
func (r *resume) failed(size, done int) {
	if done > 0 {
		*r = resume{}
	}
	r.tried = size
}

func (s *Scanner) carryKind() resumeKind {
	c := s.carry
	switch {
	case s.state == inCDATA:
		return resumeShort
	case bytes.HasPrefix(c, []byte("<!--")):
		s.resume.seen = 4
		return resumeComment
	case bytes.HasPrefix(c, []byte("<?")):
		s.resume.seen = 2
		return resumePI
	case s.state == inContent && c[0] == '<':
		return resumeTag
	case s.state == inContent && c[0] != '&':
		return resumeShort
	case c[0] == '"' || c[0] == '\'':
		s.resume.seen = 1
		s.resume.quote = c[0]
		return resumeLiteral
	default:
		s.resume.seen = 1
		return resumeName
	}
}

// ends reports whether the token may be whole, or wrong, now that c follows.
func (r *resume) ends(c byte) bool {
	switch r.kind {
	case resumeTag:
		switch {
		case r.quote != 0:
			if c == r.quote {
				r.quote = 0
			}
			return false
		case c == '"' || c == '\'':
			r.quote = c
		}
		return c == '>'
	case resumeComment: // --, and what follows it
		if r.run == 2 {
			return true
		}
		if c == '-' {
			r.run++
		} else {
			r.run = 0
		}
		return false
	case resumePI:
		if r.run == 1 && c == '>' {
			return true
		}
		r.run = 0
		if c == '?' {
			r.run = 1
		}
		return false
	case resumeLiteral: // the closing quote, and what follows it
		if r.run == 1 {
			return true
		}
		if c == r.quote {
			r.run = 1
		}
		return false
	default:
		return !(class[c]&className != 0 || c == ':' || c >= 0x80)
	}
}
