// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"py34.example/xmlpull"
)

func TestFeedAfterErrorAndClose(t *testing.T) {
	p := xmlpull.NewPullParser(xmlpull.Start)
	err := p.Feed([]byte("<a><b></c>"))
	if !errors.Is(err, xmlpull.ErrTagMismatch) {
		t.Fatalf("Feed: %v", err)
	}
	for range 2 {
		if again := p.Feed([]byte("</b></a>")); again != err {
			t.Errorf("Feed after the error: %v, want %v", again, err)
		}
	}
	if _, again := p.WriteString("x"); again != err {
		t.Errorf("WriteString after the error: %v", again)
	}
	if again := p.Flush(); again != err {
		t.Errorf("Flush after the error: %v", again)
	}
	var got []string
	for ev, everr := range p.Events() {
		if everr != nil {
			got = append(got, everr.Error())
			continue
		}
		got = append(got, ev.Elem.Tag)
	}
	if want := []string{"a", "b", "mismatched tag: line 1, column 8"}; !slices.Equal(got, want) {
		t.Errorf("events %q, want %q", got, want)
	}
	for range p.Events() {
		t.Error("the error came twice")
	}
	if again := p.Close(); again != err {
		t.Errorf("Close after the error: %v", again)
	}

	p = xmlpull.NewPullParser()
	p.WriteString("<a/>")
	for range 2 {
		if err := p.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	}
	if err := p.Feed(nil); err != xmlpull.ErrClosed {
		t.Errorf("Feed after Close: %v", err)
	}
	if got := trace(p); !slices.Equal(got, []string{"end a||"}) {
		t.Errorf("events after Close: %q", got)
	}
}

func TestCloseTooEarly(t *testing.T) {
	p := xmlpull.NewPullParser(xmlpull.Start)
	p.WriteString("<a><b>")
	err := p.Close()
	if !errors.Is(err, xmlpull.ErrNoElements) || p.Close() != err {
		t.Errorf("Close: %v, then %v", err, p.Close())
	}
	if got := trace(p); len(got) != 2 {
		t.Errorf("events %q", got)
	}
}

func TestPartialReads(t *testing.T) {
	p := xmlpull.NewPullParser(xmlpull.Start, xmlpull.StartNS)
	p.WriteString("<a xmlns='u'><b xmlns:p='v'/><c/>")
	var got []string
	for range 3 {
		for ev := range p.Events() {
			got = append(got, ev.Kind.String()+ev.Prefix+ev.URI)
			break
		}
	}
	// Events that are fed within a loop belong to it.
	more := []string{"<d xmlns='w'/>", "<e/>"}
	for ev := range p.Events() {
		got = append(got, ev.Kind.String()+ev.Prefix+ev.URI)
		if len(more) > 0 {
			p.WriteString(more[0])
			more = more[1:]
		}
	}
	want := []string{"start-nsu", "start", "start-nspv", "start", "start", "start-nsw", "start", "start"}
	if !slices.Equal(got, want) {
		t.Errorf("events %q, want %q", got, want)
	}
	// A queue that is never empty does not grow for ever.
	p = xmlpull.NewPullParser()
	p.WriteString("<r><x/><x/>")
	for i := range 10000 {
		for range p.Events() {
			break
		}
		if _, err := p.WriteString("<x/>"); err != nil {
			t.Fatal(i, err)
		}
	}
	if n := len(trace(p)); n != 2 {
		t.Errorf("%d events left, want 2", n)
	}
}

func TestCommentsInTree(t *testing.T) {
	const doc = "<!--0--><a>one<!--1-->two<?p 2?>three<b/>four<!--3-->five</a><!--4-->"
	render := func(o xmlpull.Options) string {
		p := xmlpull.NewPullParserOptions(o)
		if err := p.Feed([]byte(doc)); err != nil {
			t.Fatal(err)
		}
		root := p.Root()
		var out strings.Builder
		out.WriteString(root.Text)
		for c := range root.Children() {
			out.WriteString("[" + c.Tag + ":" + c.Text + "]" + c.Tail)
		}
		return out.String()
	}
	for _, tt := range []struct {
		o    xmlpull.Options
		want string
	}{
		{xmlpull.Options{}, "onetwothree[b:]fourfive"},
		{xmlpull.Options{Comments: true}, "one[!--:1]twothree[b:]four[!--:3]five"},
		{xmlpull.Options{PIs: true}, "onetwo[?:p 2]three[b:]fourfive"},
		{xmlpull.Options{Comments: true, PIs: true}, "one[!--:1]two[?:p 2]three[b:]four[!--:3]five"},
	} {
		if got := render(tt.o); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.o, got, tt.want)
		}
	}
}

// TestTextChangedWithin checks that text that a comment event made visible,
// and that its reader changed, is not brought back.
func TestTextChangedWithin(t *testing.T) {
	p := xmlpull.NewPullParser(xmlpull.Comment)
	p.WriteString("<a>one<!---->")
	if got := p.Root().Text; got != "one" {
		t.Errorf("at the comment Text = %q, want %q", got, "one")
	}
	p.WriteString("two<!---->")
	if got := p.Root().Text; got != "onetwo" {
		t.Errorf("at the next one Text = %q, want %q", got, "onetwo")
	}
	p.Root().Clear()
	p.WriteString("three<b/>")
	if got := p.Root().Text; got != "three" {
		t.Errorf("after Clear Text = %q, want %q", got, "three")
	}
}

func TestIterparseErrors(t *testing.T) {
	broken := errors.New("broken")
	count := func(r interface{ Read([]byte) (int, error) }) (n int, last error) {
		for _, err := range xmlpull.Iterparse(r, xmlpull.Start) {
			if last != nil {
				t.Error("an event after the error")
			}
			if err != nil {
				last = err
			} else {
				n++
			}
		}
		return n, last
	}
	if n, err := count(iotest.DataErrReader(strings.NewReader("<a><b/></a>"))); n != 2 || err != nil {
		t.Errorf("%d events, %v", n, err)
	}
	if n, err := count(strings.NewReader("<a><b></a>")); n != 2 || !errors.Is(err, xmlpull.ErrTagMismatch) {
		t.Errorf("%d events, %v", n, err)
	}
	if n, err := count(strings.NewReader("<a><b/>")); n != 2 || !errors.Is(err, xmlpull.ErrNoElements) {
		t.Errorf("%d events, %v", n, err)
	}
	if _, err := count(iotest.ErrReader(broken)); err != broken {
		t.Errorf("broken reader: %v", err)
	}
}

func TestKinds(t *testing.T) {
	for _, k := range allKinds {
		if got, err := xmlpull.ParseKind(k.String()); got != k || err != nil {
			t.Errorf("ParseKind(%q) = %v, %v", k.String(), got, err)
		}
	}
	if _, err := xmlpull.ParseKind("bogus"); err == nil || !strings.Contains(err.Error(), `"bogus"`) {
		t.Errorf("ParseKind(bogus): %v", err)
	}
	if got := xmlpull.Kind(77).String(); got != "Kind(77)" {
		t.Errorf("Kind(77) = %q", got)
	}
	defer func() {
		if recover() == nil {
			t.Error("NewPullParser(Kind(77)) did not panic")
		}
	}()
	xmlpull.NewPullParser(xmlpull.Kind(77))
}

func tags(e *xmlpull.Element) (list []string) {
	for c := range e.Children() {
		list = append(list, c.Tag)
	}
	return list
}

func TestElement(t *testing.T) {
	var e, other xmlpull.Element
	kids := make([]*xmlpull.Element, 4)
	for i, tag := range []string{"a", "b", "c", "d"} {
		kids[i] = &xmlpull.Element{Tag: tag}
		e.Append(kids[i])
	}
	check := func(what string, e *xmlpull.Element, want ...string) {
		t.Helper()
		if got := tags(e); !slices.Equal(got, want) {
			t.Errorf("%s: children %q, want %q", what, got, want)
		}
	}
	check("Append", &e, "a", "b", "c", "d")
	other.Append(kids[1])
	check("moved away", &e, "a", "c", "d")
	check("moved to", &other, "b")
	if !e.Remove(kids[3]) || e.Remove(kids[3]) || e.Remove(kids[1]) {
		t.Error("Remove does not tell children")
	}
	check("removed the last", &e, "a", "c")
	e.Append(kids[0])
	check("appended again", &e, "c", "a")
	for c := range e.Children() {
		e.Remove(c)
	}
	check("removed all", &e)
	e.Append(kids[0])
	e.Attrs = []xmlpull.Attr{{Name: "k", Value: "v"}}
	if v, ok := e.Attr("k"); v != "v" || !ok {
		t.Errorf("Attr(k) = %q, %v", v, ok)
	}
	if v, ok := e.Attr("x"); v != "" || ok {
		t.Errorf("Attr(x) = %q, %v", v, ok)
	}
	e.Text, e.Tail = "x", "y"
	e.Clear()
	if e.Attrs != nil || e.Text != "" || e.Tail != "" {
		t.Errorf("Clear left %+v", e)
	}
	check("Clear", &e)
	other.Append(kids[0])
	check("a child that was cleared away", &other, "b", "a")
	kids[0].Append(kids[2])
	for _, child := range []*xmlpull.Element{kids[2], kids[0], &other} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Append of %q below itself did not panic", child.Tag)
				}
			}()
			kids[2].Append(child)
		}()
	}
}
