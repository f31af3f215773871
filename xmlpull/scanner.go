// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull

import (
	"bytes"
	"io"
	"unicode/utf8"
)

// A Scanner is the layer below [PullParser]: it calls a function for each
// thing it finds in the document that is written to it, and builds nothing.
// Set the functions that matter, and Options, before the first Write; a nil
// function is not called. An error that one of them returns stops the scanner
// and comes back from Write.
//
// Byte slices, and the slice of attributes, are valid during the call only.
// Names and other strings stay valid. The scanner allocates for new names,
// declarations and tokens that span writes, not for elements.
//
// A Scanner is for one document and one goroutine, and its functions must not
// write to it.
type Scanner struct {
	Options Options

	StartElement func(name *Name, attrs []ScanAttr) error
	EndElement   func(name *Name) error

	// Text is called with pieces of text: a run of text may come in several.
	// Line ends are \n, references and CDATA sections are resolved.
	Text func(text []byte) error

	Comment func(text []byte) error
	PI      func(target string, data []byte) error

	// StartNS is called before the StartElement of the element that declares
	// the prefix, EndNS after its EndElement, in reverse order. The default
	// namespace has the prefix "".
	StartNS func(prefix, uri string) error
	EndNS   func(prefix string) error

	// Doctype is called at the start of the document type declaration, before
	// its internal subset.
	Doctype func(name, publicID, systemID string) error

	// SkippedEntity is called for a reference in text to an entity whose
	// replacement is not known but may exist: external entities that no
	// Resolver opened, and undeclared ones where declarations were not read.
	// If it is nil, such a reference is an error: ErrUndefinedEntity.
	SkippedEntity func(name string) error

	err     error
	closed  bool
	started bool

	// The encoding.
	sniffed  bool
	bom      bool // the document began with a UTF-8 byte order mark
	dec      decoder
	stub     bool   // the document is part of a byte order mark
	switched bool   // dec was set by the XML declaration, just now
	head     []byte // the first bytes, while they are too few to tell the encoding
	conv     []byte // what dec made of a piece of the input

	// The unfinished token at the end of the last write, and how far the
	// search for its end got: see resume.go.
	carry  []byte
	resume resume

	// The window: what run works on.
	win   []byte
	at    int // start of the token in win
	pos   position
	posAt int // the index in win that pos describes

	state    state
	open     []source // entities being read, innermost last
	external int      // how many of them are external
	spent    int64    // bytes that entities expanded to
	fed      int64    // bytes of the document

	names names
	stack []frame
	prev  *qname // of the last start tag

	bound   []binding // prefix bindings to restore
	tag     uint64    // number of start tags so far, the stamp of duplicates
	raw     []rawAttr
	attrs   []ScanAttr
	late    []lateAttr
	char    []byte   // what a reference stands for
	value   []byte   // attribute values that had to be rewritten
	nesting []nested // entities open within a value

	dtd dtd

	maxToken, maxDepth int
}

type state uint8

const (
	inProlog state = iota
	inContent
	inCDATA
	inEpilog
)

// A frame is an open element.
type frame struct {
	q     *qname
	name  *Name
	bound int // length of Scanner.bound before the element
}

// A source is an entity being read.
type source struct {
	ent      *entity
	text     []byte
	next     int
	depth    int  // of open elements, where it began
	role     role // of the prolog, where it began
	includes int
}

// Write scans the next piece of the document, cut anywhere. It keeps no part
// of b. After an error it returns that error for ever.
func (s *Scanner) Write(b []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	if s.closed {
		return 0, ErrClosed
	}
	if err := s.feed(b, false); err != nil {
		s.err = err
		return 0, err
	}
	return len(b), nil
}

// Close tells that the document ends here, and returns the error that this is,
// or the one that Write returned. It may be called again.
func (s *Scanner) Close() error {
	if s.err == nil && !s.closed {
		s.err = s.feed(nil, true)
	}
	s.closed = true
	return s.err
}

// Position returns where in the document the present token starts: the line,
// from 1, the column, in code points from 0, and the offset in bytes. It is
// meant for use within the Scanner's functions. Within an entity it is the
// place of the reference in the document.
func (s *Scanner) Position() (line, column int, offset int64) {
	p := s.locate(s.at)
	return p.line + 1, p.column, p.offset
}

// ReadFrom scans what r holds, to its end, and does not close s.
func (s *Scanner) ReadFrom(r io.Reader) (n int64, err error) {
	buf := make([]byte, 64<<10)
	for {
		k, rerr := r.Read(buf)
		n += int64(k)
		if _, err := s.Write(buf[:k]); err != nil {
			return n, err
		}
		if rerr == io.EOF {
			return n, nil
		}
		if rerr != nil {
			return n, rerr
		}
	}
}

func (s *Scanner) start() {
	s.started = true
	s.maxToken = s.Options.maxTokenBytes()
	s.maxDepth = s.Options.maxDepth()
	s.names.init(!s.Options.NoNamespaces)
	s.prev = new(qname)
	s.dtd.keep = true
	s.dtd.role = roleStart
}

const sniffSize = 3

// feed finds out the encoding, decodes, and passes UTF-8 on.
func (s *Scanner) feed(b []byte, final bool) error {
	if !s.started {
		s.start()
	}
	s.fed += int64(len(b))
	if !s.sniffed {
		if len(s.head) > 0 || len(b) < sniffSize {
			need := min(sniffSize-len(s.head), len(b))
			s.head = append(s.head, b[:need]...)
			b = b[need:]
			// Two bytes tell, unless a mark of three may have begun.
			if n := len(s.head); (n < 2 || n < sniffSize && s.head[0] == 0xEF) && !final {
				return nil
			}
			s.sniff(s.head)
			if s.stub {
				return s.end(0)
			}
			if err := s.decode(s.head, final && len(b) == 0); err != nil {
				return err
			}
			if len(b) == 0 {
				return nil
			}
		} else {
			s.sniff(b)
		}
	}
	return s.decode(b, final)
}

// decode passes b on, decoded where the document is not in UTF-8.
func (s *Scanner) decode(b []byte, final bool) error {
	const most = 32 << 10
	for {
		if s.dec == nil {
			piece := b[:min(len(b), 1<<30)]
			b = b[len(piece):]
			rest, err := s.process(piece, final && len(b) == 0)
			if err != nil {
				return err
			}
			if s.dec == nil && len(b) == 0 {
				return nil
			}
			if s.dec != nil {
				b = append(rest, b...)
			}
			continue
		}
		piece := b[:min(len(b), most)]
		b = b[len(piece):]
		last := final && len(b) == 0
		s.conv = s.dec.decode(s.conv[:0], piece, last)
		if _, err := s.process(s.conv, last); err != nil {
			return err
		}
		if len(b) == 0 {
			return nil
		}
	}
}

// process scans b, the next piece of the document in UTF-8, beginning with
// what is left of the pieces before. Where the XML declaration turns out to
// name another encoding, it returns a copy of the rest, to be decoded.
func (s *Scanner) process(b []byte, final bool) (rest []byte, err error) {
	undecoded := s.dec == nil
	for len(s.carry) > 0 && (len(b) > 0 || final) {
		old := len(s.carry)
		k, try := s.extend(b)
		s.carry = append(s.carry, b[:k]...)
		last := final && k == len(b)
		if !try && !last {
			b = b[k:]
			continue
		}
		n, err := s.run(s.carry, last)
		if err != nil {
			return nil, err
		}
		if undecoded && s.dec != nil {
			rest = append(bytes.Clone(s.carry[n:]), b[k:]...)
			s.carry = s.carry[:0]
			return rest, nil
		}
		if n >= old {
			// The unfinished token is done; go on in b itself.
			b = b[n-old:]
			s.dropCarry()
			if last {
				return nil, nil
			}
			continue
		}
		s.carry = s.carry[:copy(s.carry, s.carry[n:])]
		s.resume.failed(len(s.carry), n)
		b = b[k:]
		if last {
			return nil, nil
		}
	}
	if len(s.carry) > 0 || len(b) == 0 && !final {
		return nil, nil
	}
	n, err := s.run(b, final)
	if err != nil {
		return nil, err
	}
	if undecoded && s.dec != nil {
		return bytes.Clone(b[n:]), nil
	}
	s.carry = append(s.carry[:0], b[n:]...)
	s.resume = resume{tried: len(s.carry)}
	return nil, nil
}

// dropCarry empties carry, and frees it if a token made it large.
func (s *Scanner) dropCarry() {
	if cap(s.carry) > 1<<20 {
		s.carry = nil
	}
	s.carry = s.carry[:0]
}

// A status tells why a part of the scanner returned without an error.
type status uint8

const (
	again status = iota // the state changed or an entity began: call the part in charge
	more                // the window ends, or ends within a token
)

// run scans the tokens of w and returns how much of it is done with.
func (s *Scanner) run(w []byte, final bool) (int, error) {
	s.win, s.posAt, s.at = w, 0, 0
	next, st, err := 0, again, error(nil)
	for err == nil {
		if len(s.open) > 0 {
			err = s.runEntity()
			continue
		}
		if st == more {
			break
		}
		next, st, err = s.scan(w, next, final)
		if s.switched {
			s.switched = false
			break
		}
	}
	if err == nil && st == more {
		switch {
		case final:
			err = s.end(next)
		case len(w)-next >= s.maxToken+utf8.UTFMax:
			err = s.failAt(ErrTokenLimit, next)
		}
	}
	if err != nil {
		return 0, err
	}
	s.pos = s.locate(next)
	s.win, s.posAt, s.at = nil, 0, 0
	return next, nil
}

// scan calls the part in charge of the present state for w[i:]. If last is
// set, nothing follows w.
func (s *Scanner) scan(w []byte, i int, last bool) (int, status, error) {
	switch s.state {
	case inProlog, inEpilog:
		return s.prolog(w, i, last)
	case inCDATA:
		return s.cdata(w, i, last)
	default:
		return s.content(w, i, last)
	}
}

// end is called when the document ends at w[i].
func (s *Scanner) end(i int) error {
	s.at = i
	d, _ := s.dec.(*utf16Decoder)
	switch {
	case s.state == inCDATA:
		return s.fail(ErrUnclosedCDATASection, i)
	case s.stub, d != nil && len(d.half) > 0:
		return s.fail(ErrUnclosedToken, i)
	case s.state == inEpilog:
		return nil
	case s.state == inContent:
		if i > 0 && s.win[i-1] == '\r' {
			i-- // as expat, which awaited a \n
			s.at = i
		}
	}
	return s.fail(ErrNoElements, i)
}

// runEntity goes on with the innermost entity.
func (s *Scanner) runEntity() error {
	n := len(s.open)
	src := &s.open[n-1]
	if src.next < len(src.text) {
		next, st, err := s.scan(src.text, src.next, true)
		if err != nil {
			return err
		}
		s.open[n-1].next = next
		if st == again {
			return nil
		}
		src = &s.open[n-1]
	}
	switch {
	case s.state == inCDATA:
		return s.fail(ErrUnclosedCDATASection, s.at)
	case s.state == inContent && len(s.stack) != src.depth:
		return s.fail(ErrAsyncEntity, s.at)
	}
	if s.state == inProlog {
		if err := s.endPE(src); err != nil {
			return err
		}
	}
	src.ent.open = false
	if src.ent.external {
		s.external--
	}
	*src = source{}
	s.open = s.open[:n-1]
	return nil
}

// enter begins to read the entity, to which the token at s.at refers.
func (s *Scanner) enter(ent *entity, text []byte) error {
	if len(s.open) >= s.maxDepth {
		return s.fail(ErrDepthLimit, s.at)
	}
	if err := s.spend(len(text)); err != nil {
		return err
	}
	ent.open = true
	if ent.external {
		s.external++
	}
	s.open = append(s.open, source{ent: ent, text: text, depth: len(s.stack), role: s.dtd.role, includes: s.dtd.includes})
	return nil
}

// spend counts n bytes that an entity expands to.
func (s *Scanner) spend(n int) error {
	s.spent += int64(n)
	total := s.fed + s.spent
	if total >= s.Options.activationBytes() && float64(total) > s.Options.maxAmplification()*float64(s.fed) {
		return s.fail(ErrAmplificationLimit, s.at)
	}
	return nil
}

// fail returns the error at index i of the window, or of the entity being
// read: then its place is that of the reference in the document.
func (s *Scanner) fail(code ErrorCode, i int) error {
	if len(s.open) > 0 {
		i = s.at
	}
	if i-s.at > s.maxToken {
		// Where the document is cut must not decide which error comes first.
		code, i = ErrTokenLimit, s.at
	}
	return s.failAt(code, i)
}

func (s *Scanner) failAt(code ErrorCode, i int) error {
	p := s.locate(i)
	return &ParseError{Code: code, Msg: code.Error(), Line: p.line + 1, Column: p.column, Offset: p.offset}
}
