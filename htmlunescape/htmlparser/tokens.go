// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package htmlparser

import (
	"errors"
	"io"
	"iter"
)

// A Token is one event of a [Parser], as [Tokens] yields them. It may be kept.
type Token struct {
	Kind      Kind
	Name      string // of StartTag, EndTag and StartEndTag
	Attrs     []Attr // of StartTag and StartEndTag
	Data      string // of all others
	Line, Col int    // where it starts: see [Parser.Pos]
}

// Attr returns the value of the first attribute with the given name, and
// whether there is one. An attribute without a value has "".
func (t Token) Attr(name string) (value string, ok bool) {
	for _, a := range t.Attrs {
		if a.Name == name {
			return string(a.Value), true
		}
	}
	return "", false
}

// A Kind says which function of a [Handler] a [Token] is for.
type Kind uint8

const (
	Data        Kind = iota + 1 // text
	StartTag                    // <name …>
	EndTag                      // </name>
	StartEndTag                 // <name …/>
	EntityRef                   // &name;
	CharRef                     // &#digits;
	Comment                     // <!--text-->
	Decl                        // <!DOCTYPE …>
	PI                          // <?text>
	UnknownDecl                 // <![CDATA[text]]>
)

// String returns the name of the kind.
func (k Kind) String() string {
	switch k {
	case Data:
		return "Data"
	case StartTag:
		return "StartTag"
	case EndTag:
		return "EndTag"
	case StartEndTag:
		return "StartEndTag"
	case EntityRef:
		return "EntityRef"
	case CharRef:
		return "CharRef"
	case Comment:
		return "Comment"
	case Decl:
		return "Decl"
	case PI:
		return "PI"
	case UnknownDecl:
		return "UnknownDecl"
	}
	return "Kind(?)"
}

// Tokens returns the tokens of the HTML that r holds, read with the options of
// p; its Handler is not called. Text comes in one token, unless it is longer
// than 64 KiB. An error, of r or a [ParseError], comes last, with no token;
// the tokens before it are good. Each use of the sequence reads on in r.
func Tokens(r io.Reader, p Parser) iter.Seq2[Token, error] {
	return func(yield func(Token, error) bool) {
		t := tokenizer{yield: yield}
		t.p = Parser{
			Handler:      t.handler(),
			KeepCharRefs: p.KeepCharRefs,
			Scripting:    p.Scripting,
			Rules:        p.Rules,
			MaxToken:     p.MaxToken,
		}
		err := t.read(r)
		if err == nil {
			err = t.p.Close()
		}
		if err == errStop {
			return
		}
		if t.flush() == nil && err != nil {
			yield(Token{}, err)
		}
	}
}

// maxData is the length from which on text is not held back to be joined.
const maxData = 64 << 10

// errStop is what the tokenizer's handlers return when the loop has ended.
var errStop = errors.New("htmlparser: the loop has ended")

// A tokenizer makes tokens of a parser's events.
type tokenizer struct {
	p     Parser
	yield func(Token, error) bool

	data      []byte // text that may go on
	line, col int    // where it starts
}

func (t *tokenizer) read(r io.Reader) error {
	buf := make([]byte, 16<<10)
	for {
		n, err := r.Read(buf)
		if _, err := t.p.Write(buf[:n]); err != nil {
			return err
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (t *tokenizer) handler() Handler {
	text := func(kind Kind) func([]byte) error {
		return func(b []byte) error {
			return t.put(Token{Kind: kind, Data: string(b)})
		}
	}
	tag := func(kind Kind) func(string, []Attr) error {
		return func(name string, attrs []Attr) error {
			return t.put(Token{Kind: kind, Name: name, Attrs: cloneAttrs(attrs)})
		}
	}
	return Handler{
		StartTag:    tag(StartTag),
		EndTag:      func(name string) error { return t.put(Token{Kind: EndTag, Name: name}) },
		StartEndTag: tag(StartEndTag),
		Data:        t.addData,
		EntityRef:   text(EntityRef),
		CharRef:     text(CharRef),
		Comment:     text(Comment),
		Decl:        text(Decl),
		PI:          text(PI),
		UnknownDecl: text(UnknownDecl),
	}
}

// cloneAttrs copies attributes with their values, all of which share one
// array.
func cloneAttrs(attrs []Attr) []Attr {
	if len(attrs) == 0 {
		return nil
	}
	size := 0
	for _, a := range attrs {
		size += len(a.Value)
	}
	values := make([]byte, 0, size)
	clone := make([]Attr, len(attrs))
	for i, a := range attrs {
		clone[i].Name = a.Name
		if a.Value != nil {
			start := len(values)
			values = append(values, a.Value...)
			clone[i].Value = values[start:len(values):len(values)]
		}
	}
	return clone
}

// addData adds text to what may go on.
func (t *tokenizer) addData(b []byte) error {
	if len(t.data) == 0 {
		t.line, t.col = t.p.Pos()
	}
	t.data = append(t.data, b...)
	if len(t.data) >= maxData {
		return t.flush()
	}
	return nil
}

// flush yields the text that went before.
func (t *tokenizer) flush() error {
	if len(t.data) == 0 {
		return nil
	}
	tok := Token{Kind: Data, Data: string(t.data), Line: t.line, Col: t.col}
	t.data = t.data[:0]
	if !t.yield(tok, nil) {
		return errStop
	}
	return nil
}

// put yields a token.
func (t *tokenizer) put(tok Token) error {
	if err := t.flush(); err != nil {
		return err
	}
	tok.Line, tok.Col = t.p.Pos()
	if !t.yield(tok, nil) {
		return errStop
	}
	return nil
}
