// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"py34.example/internal/testkit"
	"py34.example/xmlpull"
)

// An outcome is the error of a document, as recorded: code, line, column and
// message.
type outcome struct {
	code, line, column int
	msg                string
}

func (o *outcome) UnmarshalJSON(b []byte) error {
	var msg testkit.Text
	if err := json.Unmarshal(b, &[]any{&o.code, &o.line, &o.column, &msg}); err != nil {
		return err
	}
	o.msg = string(msg)
	return nil
}

func (o *outcome) String() string {
	if o == nil {
		return "no error"
	}
	return fmt.Sprintf("%s: line %d, column %d (code %d)", o.msg, o.line, o.column, o.code)
}

// outcomeOf returns what err says, or nil if it is nil.
func outcomeOf(t testing.TB, err error) *outcome {
	t.Helper()
	if err == nil {
		return nil
	}
	var pe *xmlpull.ParseError
	if !errors.As(err, &pe) {
		t.Fatalf("error is %v, no *ParseError", err)
	}
	return &outcome{int(pe.Code), pe.Line, pe.Column, pe.Msg}
}

func same(a, b *outcome) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }

var allKinds = []xmlpull.Kind{xmlpull.Start, xmlpull.End, xmlpull.StartNS, xmlpull.EndNS, xmlpull.Comment, xmlpull.PI}

// trace drains the queue and returns a line for each event, in the form that
// testdata/xmlpull/gen.py records.
func trace(p *xmlpull.PullParser) []string {
	lines := []string{}
	for ev, err := range p.Events() {
		if err == nil {
			lines = append(lines, line(ev))
		}
	}
	return lines
}

func line(ev xmlpull.Event) string {
	switch ev.Kind {
	case xmlpull.StartNS:
		return "start-ns " + ev.Prefix + "=" + ev.URI
	case xmlpull.EndNS:
		return "end-ns"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%v %s", ev.Kind, ev.Elem.Tag)
	for _, a := range ev.Elem.Attrs {
		fmt.Fprintf(&b, " %s=%s", a.Name, a.Value)
	}
	fmt.Fprintf(&b, "|%s|%s", ev.Elem.Text, ev.Elem.Tail)
	return b.String()
}

func digest(lines []string) string {
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return hex.EncodeToString(sum[:])[:16]
}

// parse feeds doc in pieces whose sizes cut chooses, overwriting each after
// its use, and returns the trace and the error.
func parse(t testing.TB, o xmlpull.Options, doc []byte, cut func(left int) int) ([]string, *outcome) {
	t.Helper()
	p := xmlpull.NewPullParserOptions(o, allKinds...)
	var err error
	var piece []byte
	for err == nil && len(doc) > 0 {
		n := min(cut(len(doc)), len(doc))
		piece = append(piece[:0], doc[:n]...)
		err = p.Feed(piece)
		for i := range piece {
			piece[i] = '<'
		}
		doc = doc[n:]
	}
	if cerr := p.Close(); err == nil {
		err = cerr
	} else if cerr != err {
		t.Errorf("Close after the error %v returned %v", err, cerr)
	}
	return trace(p), outcomeOf(t, err)
}

func inOne(left int) int { return left }
func byOne(int) int      { return 1 }

// TestPicked compares, piece by piece, with what CPython made of documents
// picked by hand.
func TestPicked(t *testing.T) {
	records := testkit.Golden[struct {
		Pieces []testkit.Hex
		Events [][]testkit.Text
		Error  *outcome
	}](t, "xmlpull/picked.jsonl")
	for _, rec := range records {
		doc := bytes.Join(slices.Collect(func(yield func([]byte) bool) {
			for _, p := range rec.Pieces {
				if !yield(p) {
					return
				}
			}
		}), nil)
		t.Run(string(doc), func(t *testing.T) {
			p := xmlpull.NewPullParserOptions(xmlpull.Options{Edition4: true}, allKinds...)
			var err error
			for i := range rec.Events {
				if i < len(rec.Pieces) {
					if ferr := p.Feed(rec.Pieces[i]); err == nil {
						err = ferr
					}
				} else if cerr := p.Close(); err == nil {
					err = cerr
				}
				var want []string
				for _, line := range rec.Events[i] {
					want = append(want, string(line))
				}
				if got := trace(p); !slices.Equal(got, want) {
					t.Errorf("events %d of %q:\ngot  %q\nwant %q", i, rec.Pieces, got, want)
				}
			}
			if got := outcomeOf(t, err); !same(got, rec.Error) {
				t.Errorf("%q: %v, want %v", rec.Pieces, got, rec.Error)
			}
		})
	}
}

type randomRecord struct {
	Doc    testkit.Hex
	Count  int
	Events string
	Error  *outcome
}

// TestRandom compares with what CPython made of documents made at random, fed
// in one piece, in single bytes and in random pieces.
func TestRandom(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	o := xmlpull.Options{Edition4: true}
	for _, rec := range testkit.Golden[randomRecord](t, "xmlpull/random.jsonl") {
		lines, err := parse(t, o, rec.Doc, inOne)
		if len(lines) != rec.Count || digest(lines) != rec.Events || !same(err, rec.Error) {
			t.Errorf("%q:\n%d events %q, %v\nwant %d events, %v", rec.Doc, len(lines), lines, err, rec.Count, rec.Error)
			continue
		}
		for _, cut := range []func(int) int{byOne, func(int) int { return 1 + r.IntN(20) }} {
			if l, e := parse(t, o, rec.Doc, cut); !slices.Equal(l, lines) || !same(e, err) {
				t.Errorf("%q in pieces:\n%q, %v\nin one:\n%q, %v", rec.Doc, l, e, lines, err)
			}
		}
	}
}

// TestEverySplit cuts each of the recorded documents in two at every place.
func TestEverySplit(t *testing.T) {
	for i, rec := range testkit.Golden[randomRecord](t, "xmlpull/random.jsonl") {
		if i%20 != 0 {
			continue
		}
		everySplit(t, rec.Doc)
	}
}

func everySplit(t testing.TB, doc []byte) {
	t.Helper()
	lines, err := parse(t, xmlpull.Options{}, doc, inOne)
	for i := range len(doc) - 1 {
		first := true
		cut := func(left int) int {
			if first {
				first = false
				return i + 1
			}
			return left
		}
		if l, e := parse(t, xmlpull.Options{}, doc, cut); !slices.Equal(l, lines) || !same(e, err) {
			t.Fatalf("%q split at %d:\n%q, %v\nin one:\n%q, %v", doc, i+1, l, e, lines, err)
		}
	}
}

// TestNames4 compares the names of Edition4 with those that expat allows.
func TestNames4(t *testing.T) {
	allowed := map[string]map[rune]bool{"start": {}, "name": {}}
	for _, rec := range testkit.Golden[struct {
		Where     string
		Low, High rune
	}](t, "xmlpull/names.jsonl") {
		for r := rec.Low; r <= rec.High; r++ {
			allowed[rec.Where][r] = true
		}
	}
	for r := rune(0x80); r < 0x11000; r++ {
		// All neighbours that differ, and some of the others.
		edge := allowed["start"][r] != allowed["start"][r-1] || allowed["name"][r] != allowed["name"][r-1] ||
			allowed["start"][r] != allowed["start"][r+1] || allowed["name"][r] != allowed["name"][r+1]
		if !utf8.ValidRune(r) || !edge && r%11 != 0 {
			continue
		}
		for where, doc := range map[string]string{"start": "<" + string(r) + "/>", "name": "<a" + string(r) + "/>"} {
			_, err := parse(t, xmlpull.Options{Edition4: true}, []byte(doc), inOne)
			if (err == nil) != allowed[where][r] {
				t.Errorf("%q (U+%04X): %v, expat allows it: %v", doc, r, err, allowed[where][r])
			}
		}
	}
}

// TestNames5 checks the ends of the ranges of productions 4 and 4a.
func TestNames5(t *testing.T) {
	type class struct{ start, name bool }
	no, more, all := class{}, class{name: true}, class{true, true}
	for _, tt := range []struct {
		low, high rune
		class
	}{
		{0x80, 0xB6, no}, {0xB7, 0xB7, more}, {0xB8, 0xBF, no}, {0xC0, 0xD6, all}, {0xD7, 0xD7, no}, {0xD8, 0xF6, all},
		{0xF7, 0xF7, no}, {0xF8, 0x2FF, all}, {0x300, 0x36F, more}, {0x370, 0x37D, all}, {0x37E, 0x37E, no},
		{0x37F, 0x1FFF, all}, {0x2000, 0x200B, no}, {0x200C, 0x200D, all}, {0x200E, 0x203E, no}, {0x203F, 0x2040, more},
		{0x2041, 0x206F, no}, {0x2070, 0x218F, all}, {0x2190, 0x2BFF, no}, {0x2C00, 0x2FEF, all}, {0x2FF0, 0x3000, no},
		{0x3001, 0xD7FF, all}, {0xE000, 0xF8FF, no}, {0xF900, 0xFDCF, all}, {0xFDD0, 0xFDEF, no}, {0xFDF0, 0xFFFD, all},
		{0x10000, 0xEFFFF, all}, {0xF0000, 0x10FFFF, no},
	} {
		for _, r := range []rune{tt.low, tt.high} {
			_, err := parse(t, xmlpull.Options{}, []byte("<"+string(r)+"/>"), inOne)
			if (err == nil) != tt.start {
				t.Errorf("name that starts with U+%04X: %v, want allowed: %v", r, err, tt.start)
			}
			_, err = parse(t, xmlpull.Options{}, []byte("<a"+string(r)+"/>"), inOne)
			if (err == nil) != tt.name {
				t.Errorf("name with U+%04X: %v, want allowed: %v", r, err, tt.name)
			}
		}
	}
}
