// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package htmlparser_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"py34.example/htmlunescape/htmlparser"
	"py34.example/internal/testkit"
)

// An event is what a handler was given, as text: "start a href=\"x\" checked",
// "data text" and so on.
type event struct {
	line, col int
	text      string
	source    string // of a start tag
}

// A recorder records events. Data in several pieces is one event.
type recorder struct {
	p      htmlparser.Parser
	events []event
}

func newRecorder(p htmlparser.Parser) *recorder {
	r := &recorder{p: p}
	bytes := func(kind string) func([]byte) error {
		return func(b []byte) error {
			if n := len(r.events); kind == "data" && n > 0 && strings.HasPrefix(r.events[n-1].text, "data ") {
				r.events[n-1].text += string(b)
			} else {
				r.add(kind + " " + string(b))
			}
			return nil
		}
	}
	tag := func(kind string) func(string, []htmlparser.Attr) error {
		return func(name string, attrs []htmlparser.Attr) error {
			text := kind + " " + name
			for _, a := range attrs {
				text += " " + a.Name
				if a.Value != nil {
					text += fmt.Sprintf("=%q", a.Value)
				}
			}
			r.add(text)
			r.events[len(r.events)-1].source = r.p.StartTagText()
			return nil
		}
	}
	r.p.Handler = htmlparser.Handler{
		StartTag:    tag("start"),
		StartEndTag: tag("startend"),
		EndTag:      func(name string) error { r.add("end " + name); return nil },
		Data:        bytes("data"),
		EntityRef:   bytes("entityref"),
		CharRef:     bytes("charref"),
		Comment:     bytes("comment"),
		Decl:        bytes("decl"),
		PI:          bytes("pi"),
		UnknownDecl: bytes("unknown"),
	}
	return r
}

func (r *recorder) add(text string) {
	line, col := r.p.Pos()
	r.events = append(r.events, event{line: line, col: col, text: text})
}

func (r *recorder) texts() []string {
	var list []string
	for _, e := range r.events {
		list = append(list, e.text)
	}
	return list
}

// record parses the pieces and returns the recorder and the error.
func record(p htmlparser.Parser, pieces ...string) (*recorder, error) {
	r := newRecorder(p)
	for _, piece := range pieces {
		n, err := r.p.Write([]byte(piece))
		if err != nil {
			return r, err
		}
		if n != len(piece) {
			return r, fmt.Errorf("Write(%q) = %d", piece, n)
		}
	}
	return r, r.p.Close()
}

func everyByte(s string) []string {
	var pieces []string
	for i := range len(s) {
		pieces = append(pieces, s[i:i+1])
	}
	return pieces
}

// A golden is what CPython made of source, fed at once and closed.
type golden struct {
	convert bool
	source  testkit.Text
	events  []event
	failed  bool
}

func (g *golden) UnmarshalJSON(b []byte) error {
	var events [][]json.RawMessage
	if err := json.Unmarshal(b, &[]any{&g.convert, &g.source, &events, &g.failed}); err != nil {
		return err
	}
	for _, raw := range events {
		var e event
		var kind string
		var arg, source testkit.Text
		var attrs [][2]*testkit.Text
		fields := []any{&kind, &e.line, &e.col, &arg, &attrs, &source}
		for i, field := range raw {
			if err := json.Unmarshal(field, fields[i]); err != nil {
				return err
			}
		}
		e.text, e.source = kind+" "+string(arg), string(source)
		for _, a := range attrs {
			e.text += " " + string(*a[0])
			if a[1] != nil {
				e.text += fmt.Sprintf("=%q", string(*a[1]))
			}
		}
		g.events = append(g.events, e)
	}
	return nil
}

func TestPython313Golden(t *testing.T) {
	for _, g := range testkit.Golden[golden](t, "htmlunescape/parser.jsonl") {
		source := string(g.source)
		p := htmlparser.Parser{Rules: htmlparser.Python313, KeepCharRefs: !g.convert}
		r, err := record(p, source)
		if (err != nil) != g.failed || !reflect.DeepEqual(r.events, g.events) {
			t.Errorf("convert_charrefs=%v: %q gives\n\t%+v, %v, want\n\t%+v, %v", g.convert, source, r.events, err, g.events, g.failed)
			continue
		}
		pieces, pieceErr := record(p, everyByte(source)...)
		if !reflect.DeepEqual(pieces.texts(), r.texts()) || (pieceErr != nil) != g.failed {
			t.Errorf("convert_charrefs=%v: %q byte by byte gives\n\t%q, %v, want\n\t%q, %v",
				g.convert, source, pieces.texts(), pieceErr, r.texts(), err)
		}
	}
}
