// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package htmlparser reads HTML of any quality, piece by piece, and calls a
// function for each tag, text and comment, as Python's html.parser does.
//
//	p := htmlparser.Parser{Handler: htmlparser.Handler{
//		StartTag: func(name string, attrs []htmlparser.Attr) error {
//			fmt.Println(name)
//			return nil
//		},
//	}}
//	if _, err := io.Copy(&p, r); err != nil { … }
//	if err := p.Close(); err != nil { … }
//
// or, for the same events as a sequence,
//
//	for tok, err := range htmlparser.Tokens(r, htmlparser.Parser{}) { … }
//
// [Parser] is HTMLParser: Write is feed, the functions of [Handler] are its
// handle_ methods, KeepCharRefs is convert_charrefs=False, Pos is getpos and
// StartTagText is get_starttag_text. No markup is too bad: the parser makes of
// it what a browser makes of it. It builds no tree and does not check that
// tags match.
//
// The rules are those of the HTML standard's tokenizer, section 13.2.5, to
// which CPython has moved since 3.13.0 for the sake of security. [Python313]
// selects the rules of CPython 3.13.0. Two things stay as Python has them:
// references to control characters and noncharacters vanish, and a NUL or a
// carriage return in the input is left as it is.
//
// Time is linear in the input, however it is cut into pieces. Memory is bounded
// by [Parser.MaxToken] and the longest piece written.
//
// # Differences from Python
//
// Under the default rules, and unlike CPython 3.13.0:
//
//   - A comment ends at --> or --!> or is empty, as in <!--> and <!--->; a CDATA section ends at ]]> only.
//   - script, style, textarea, title, xmp, iframe, noembed, noframes, plaintext and, if Scripting is set, noscript hold text; in textarea and title references are decoded. In script, <!-- and <script> hide an end tag as the standard has it.
//   - Their end tag may have attributes, and must not have a space before its name.
//   - White space is tab, line feed, form feed, carriage return and space; only ASCII letters change their case.
//   - In attribute values, names without a semicolon are left alone before "=", letters and digits.
//   - At the end of the input comments, declarations and the text of a script are reported, and a tag that was cut off is left out, to be had from [Parser.Unfinished]. CPython 3.13.0 drops the text of a script, and reports the rest as data.
//   - A CDATA section is one in svg and math only, elsewhere it is a comment; and in svg and math a title or a style holds markup like any other element.
//   - <a foo==x> has the value "=x", <![x]> is a comment and no exception, and a NUL does not end the name of a tag.
//   - With KeepCharRefs, a reference is found whatever follows it; <!x> and &#; never stop the parser.
//
// Under either set of rules:
//
//   - Handlers can stop the parser, by returning an error.
//   - A tag, comment or declaration of more than MaxToken bytes is an error.
//   - The end of input is needed to settle some constructs of Python313; Close settles them as one feed of the whole input and close would, however the input was cut.
//
// # When to use something else
//
// golang.org/x/net/html builds the tree that a browser builds.
package htmlparser

import (
	"bytes"
	"errors"
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"py34.example/htmlunescape"
)

// A Parser reads HTML written to it and calls the functions of Handler. Its
// zero value is ready for use, but does nothing for want of handlers. Set the
// fields before the first Write. A Parser serves one goroutine at a time.
type Parser struct {
	Handler Handler

	// KeepCharRefs leaves character references in text undecoded and reports
	// them as EntityRef and CharRef: convert_charrefs=False. Attribute values
	// are always decoded.
	KeepCharRefs bool

	// Scripting reads the content of noscript as text, as a browser does that
	// runs scripts.
	Scripting bool

	// Rules are HTML5 or Python313.
	Rules Rules

	// MaxToken limits what is held back from one Write to the next: the bytes
	// of a tag, comment or declaration that has not ended. 0 means 16 MiB. A
	// longer one makes Write return a [ParseError] with ErrTooLong. Text is not
	// held back, but for that of a script or style under Python313, which
	// reports it when its end tag has come, and what follows a bad &# there.
	MaxToken int

	err    error
	closed bool

	buf      []byte // input that is not settled
	data     []byte // what is being parsed: buf, or what was written
	at       int    // the start in data of what is being reported
	line     int    // lines before data[mark]
	col      int    // characters between the last line feed and data[mark]
	mark     int
	tag      tagScanner
	stop     int // where the text ends that was looked at last
	stopKind textStop
	scan     int // how far an unfinished comment, declaration or name was searched
	attrs    []Attr
	vals     []byte // decoded attribute values
	text     []byte // decoded text
	names    names

	content   string // the element whose content is text
	escapable bool   // in which references are decoded
	script    scriptState
	dashes    int
	foreign   foreign

	refs            transform.Transformer // decodes text that is cut off
	inRefs          bool                  // refs holds the beginning of a reference
	refLine, refCol int                   // where that begins
	fromRef         bool                  // what is being reported begins there

	hasTag        bool // the last start tag is data[tagAt:tagEnd], else it is lastTag
	tagAt, tagEnd int
	lastTag       []byte

	python pythonState
}

// A Handler holds the functions that a [Parser] calls. Those that are nil are
// not called. An error stops the parser: Write or Close returns it.
//
// A []byte is valid, and must not be changed, until the function returns;
// names may be kept. The names of tags and attributes are in lower case.
type Handler struct {
	// StartTag is called for <name …>. Attributes are in their order in the
	// tag, duplicates among them.
	StartTag func(name string, attrs []Attr) error

	// EndTag is called for </name>.
	EndTag func(name string) error

	// StartEndTag is called for <name …/>. If it is nil, StartTag and EndTag
	// are called instead.
	StartEndTag func(name string, attrs []Attr) error

	// Data is called for text. One text may come in several pieces; a piece
	// does not split a character.
	Data func(text []byte) error

	// EntityRef is called for &name; and CharRef for &#digits; or &#xdigits;
	// if KeepCharRefs is set, with what stands between & or &# and semicolon.
	EntityRef func(name []byte) error
	CharRef   func(digits []byte) error

	// Comment is called for <!--text-->, and for what browsers take for a
	// comment, such as <!text> and </3>.
	Comment func(text []byte) error

	// Decl is called for <!DOCTYPE …>, with what stands between <! and >.
	Decl func(text []byte) error

	// PI is called for <?text>. In XHTML the text ends with a question mark.
	PI func(text []byte) error

	// UnknownDecl is called for <![CDATA[text]]>, with "CDATA[text".
	UnknownDecl func(text []byte) error
}

// An Attr is an attribute of a tag.
type Attr struct {
	Name  string
	Value []byte // nil if the attribute has none, as in <input disabled>
}

// Rules say how markup is read.
type Rules uint8

const (
	HTML5     Rules = iota // as the HTML standard's tokenizer reads it
	Python313              // as CPython 3.13.0 reads it
)

const defaultMaxToken = 16 << 20

var (
	ErrTooLong     = errors.New("longer than MaxToken")           // see [Parser.MaxToken]
	ErrDeclaration = errors.New("unknown kind of marked section") // <![x: only under Python313
	errClosed      = errors.New("htmlparser: Write after Close")  // until Reset
)

// A ParseError says where a [Parser] had to give up.
type ParseError struct {
	Line, Col int    // as [Parser.Pos] gives them
	Text      string // the beginning of what was being read
	Err       error  // ErrTooLong or ErrDeclaration
}

// Error gives the place, the beginning of the construct and the reason.
func (e *ParseError) Error() string {
	return fmt.Sprintf("htmlparser: line %d, column %d: %q: %v", e.Line, e.Col, e.Text, e.Err)
}

// Unwrap returns e.Err.
func (e *ParseError) Unwrap() error {
	return e.Err
}

// Write parses b and calls the handlers for all that is settled; the rest
// waits for the next Write or Close. It returns len(b) unless it fails. After
// an error, it always fails until Reset.
func (p *Parser) Write(b []byte) (int, error) {
	if p.err != nil {
		return 0, p.err
	}
	if p.closed {
		return 0, errClosed
	}
	held := len(p.buf) > 0
	data := b
	if held {
		p.buf = append(p.buf, b...)
		data = p.buf
	}
	n := p.parse(data, false)
	if p.err != nil {
		return 0, p.err
	}
	if n > 0 || !held { // else all of buf stays, and moving it would not be linear
		p.buf = append(p.buf[:0], data[n:]...)
	}
	return len(b), nil
}

// Close parses what is left, as the end of the input settles it. A second
// Close does nothing.
func (p *Parser) Close() error {
	if p.closed || p.err != nil {
		return p.err
	}
	n := p.parse(p.buf, true)
	p.buf = p.buf[n:]
	p.closed = true
	return p.err
}

// Reset makes the parser ready for another document. What is not settled is
// lost; the exported fields stay as they are.
func (p *Parser) Reset() {
	*p = Parser{
		Handler:      p.Handler,
		KeepCharRefs: p.KeepCharRefs,
		Scripting:    p.Scripting,
		Rules:        p.Rules,
		MaxToken:     p.MaxToken,
		buf:          p.buf[:0],
		tag:          tagScanner{attrs: p.tag.attrs[:0]},
		attrs:        p.attrs,
		vals:         p.vals,
		text:         p.text,
		names:        p.names,
		lastTag:      p.lastTag[:0],
	}
}

// Unfinished returns the input that is not settled or, after Close, the tag
// that the end of the input cut off.
func (p *Parser) Unfinished() string {
	return string(p.buf)
}

// Pos returns the position of what is being reported or, between calls of
// Write, of what is not settled: the line, from 1, and the characters before
// it in the line, from 0. For text it is where the piece begins.
func (p *Parser) Pos() (line, col int) {
	if p.fromRef {
		return p.refLine + 1, p.refCol
	}
	p.advance(p.at)
	return p.line + 1, p.col
}

// advance counts lines and characters up to data[to].
func (p *Parser) advance(to int) {
	if to <= p.mark {
		return
	}
	s := p.data[p.mark:to]
	p.mark = to
	if nl := bytes.LastIndexByte(s, '\n'); nl >= 0 {
		p.line += bytes.Count(s, []byte("\n"))
		p.col = 0
		s = s[nl+1:]
	}
	for _, c := range s {
		if utf8.RuneStart(c) { // right for a character in two pieces, too
			p.col++
		}
	}
}

// StartTagText returns the last start tag as it is written in the input, or ""
// if there was none.
func (p *Parser) StartTagText() string {
	if p.hasTag {
		return string(p.data[p.tagAt:p.tagEnd])
	}
	return string(p.lastTag)
}

// parse parses data and returns how much of it is settled.
func (p *Parser) parse(data []byte, end bool) int {
	p.data, p.mark, p.at = data, 0, 0
	var n int
	if p.Rules == Python313 {
		n = p.parsePython(data, end)
	} else {
		n = p.parseHTML5(data, end)
	}
	p.at = n
	if p.err == nil {
		p.advance(n)
		if rest := len(data) - n; rest > p.maxToken() {
			p.fail(ErrTooLong)
		}
	}
	if p.hasTag {
		p.lastTag = append(p.lastTag[:0], data[p.tagAt:p.tagEnd]...)
		p.hasTag = false
	}
	p.data, p.mark, p.at = nil, 0, 0
	return n
}

func (p *Parser) maxToken() int {
	if p.MaxToken > 0 {
		return p.MaxToken
	}
	return defaultMaxToken
}

// fail stops the parser at the construct that starts at p.at.
func (p *Parser) fail(err error) {
	line, col := p.Pos()
	text := p.data[p.at:]
	p.err = &ParseError{line, col, string(text[:min(len(text), 20)]), err}
}

// emit calls a handler that takes a slice.
func (p *Parser) emit(f func([]byte) error, b []byte) {
	if f != nil && p.err == nil {
		p.err = f(b)
	}
}

var (
	unescapeText = htmlunescape.Unescaper{}
	unescapeAttr = htmlunescape.Unescaper{Attribute: true}
)

// emitText reports data[i:j] as text. If decode is true, references in it are
// decoded; if whole is false, the text goes on with the next call.
func (p *Parser) emitText(i, j int, decode, whole bool) {
	if p.Handler.Data == nil {
		return
	}
	p.at = i
	s := p.data[i:j]
	if !decode {
		p.emit(p.Handler.Data, s)
		return
	}
	var tail []byte
	if !whole {
		k := len(s) - unfinishedRef(s)
		s, tail = s[:k], s[k:]
	}
	switch {
	case p.inRefs:
		p.transform(s, whole || len(tail) > 0)
	case bytes.IndexByte(s, '&') >= 0:
		p.text = unescapeText.AppendUnescape(p.text[:0], s)
		if len(p.text) > 0 {
			p.emit(p.Handler.Data, p.text)
		}
	case len(s) > 0:
		p.emit(p.Handler.Data, s)
	}
	if len(tail) > 0 && p.err == nil {
		p.at = j - len(tail)
		p.advance(p.at)
		p.refLine, p.refCol = p.line, p.col
		p.inRefs = true
		if p.refs == nil {
			p.refs = unescapeText.NewTransformer()
		}
		p.transform(tail, false)
	}
}

// unfinishedRef returns the length of the beginning of a reference at the end
// of s, 0 if there is none.
func unfinishedRef(s []byte) int {
	amp := bytes.LastIndexByte(s, '&')
	if amp < 0 {
		return 0
	}
	ref := s[amp+1:]
	class := isAlnum
	if at(ref, 0) == '#' {
		ref = ref[1:]
		class = isDecimal
		if lower(at(ref, 0)) == 'x' {
			ref = ref[1:]
			class = isHexadecimal
		}
	} else if len(ref) > 32 {
		return 0 // longer than any name
	}
	for _, c := range ref {
		if !class(c) {
			return 0
		}
	}
	return len(s) - amp
}

// transform reports s, decoded, as text that begins in the middle of a
// reference.
func (p *Parser) transform(s []byte, whole bool) {
	const size = 4096
	if cap(p.text) < size {
		p.text = make([]byte, size)
	}
	dst := p.text[:size]
	kept := 0 // bytes of a character that did not fit
	p.fromRef = true
	held := true
	for p.err == nil {
		nDst, nSrc, err := p.refs.Transform(dst[kept:], s, whole)
		s = s[nSrc:]
		out := dst[:kept+nDst]
		kept = 0
		if err != nil {
			kept = partialRune(out)
		}
		if n := len(out) - kept; n > 0 {
			p.emit(p.Handler.Data, out[:n])
			copy(dst, out[n:])
			p.fromRef = false
			held = false
		}
		if err == nil {
			break
		}
	}
	p.fromRef = false
	if whole || !held {
		p.inRefs = false
		p.refs.Reset()
	}
}

// partialRune returns the length of the beginning of a character at the end of
// s, 0 if s ends with a whole one.
func partialRune(s []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(s); n++ {
		if tail := s[len(s)-n:]; utf8.RuneStart(tail[0]) {
			if utf8.FullRune(tail) {
				return 0
			}
			return n
		}
	}
	return 0
}
