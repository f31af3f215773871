// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package htmlparser_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"py34.example/htmlunescape"
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
			r.add(kind + " " + name + attrText(attrs))
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

func attrText(attrs []htmlparser.Attr) string {
	var b strings.Builder
	for _, a := range attrs {
		b.WriteString(" " + a.Name)
		if a.Value != nil {
			fmt.Fprintf(&b, "=%q", a.Value)
		}
	}
	return b.String()
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

// TestHTML5 shows the default rules, the differences from CPython 3.13.0 among
// them; KeepCharRefs changes only what the last column says.
func TestHTML5(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string
		left string // Unfinished
	}{
		{in: ""},
		{in: "<p class=a id='x&amp;y' CHECKED z=\"1\">", want: []string{`start p class="a" id="x&y" checked z="1"`}},
		{in: "<br/><br /><br / >", want: []string{"startend br", "startend br", "start br"}},
		{in: "<a b=c/>", want: []string{`start a b="c/"`}},
		{in: "<a b=''c=\"\"d=>", want: []string{`start a b="" c="" d=""`}},
		{in: "<a b='1' b='2'>", want: []string{`start a b="1" b="2"`}},
		{in: "<a foo =bar foo= x =y z==w>", want: []string{`start a foo="bar" foo="x" =y z="=w"`}},
		{in: "<a/b///c / d/>", want: []string{"startend a b c d"}},
		{in: "<a\vb\u00a0c>", want: []string{"start a\vb\u00a0c"}},
		{in: "<A\x00B C\x00D>", want: []string{"start a\x00b c\x00d"}},
		{in: "<lin\u212a É=Σ>", want: []string{`start lin` + "\u212a" + ` É="Σ"`}},
		{in: "<a href='?a=1&copy=2&timestamp=3&amp;b=&lt;&lt'>", want: []string{`start a href="?a=1&copy=2&timestamp=3&b=<<"`}},
		{in: "</p></P a='>' /></p\n>x", want: []string{"end p", "end p", "end p", "data x"}},
		{in: "a</>b</ p></3><!x><!>", want: []string{"data ab", "comment  p", "comment 3", "comment x", "comment "}},
		{in: "a<b", want: []string{"data a"}, left: "<b"},
		{in: "a<", want: []string{"data a<"}},
		{in: "a</", want: []string{"data a</"}},
		{in: "<a b='c>", left: "<a b='c>"},
		{in: "</a", left: "</a"},
		{in: "1 < 2 <= 3 <3 <é", want: []string{"data 1 < 2 <= 3 <3 <é"}},
		{in: "<!--a-->b<!--c--!>d<!-->e<!--->f<!---->g<!----->", want: []string{
			"comment a", "data b", "comment c", "data d", "comment ", "data e", "comment ", "data f", "comment ", "data g", "comment -"}},
		{in: "<!--a-- >b--\n>c--!x>d-->", want: []string{"comment a-- >b--\n>c--!x>d"}},
		{in: "<!--a<!--b-->c", want: []string{"comment a<!--b", "data c"}},
		{in: "<!--", want: []string{"comment "}},
		{in: "<!--a", want: []string{"comment a"}},
		{in: "<!--a-", want: []string{"comment a"}},
		{in: "<!--a--", want: []string{"comment a"}},
		{in: "<!--a--!", want: []string{"comment a"}},
		{in: "<!-", want: []string{"comment -"}},
		{in: "<!", want: []string{"comment "}},
		{in: "<!DOCTYPE html><!doctype html SYSTEM 'a>b'>", want: []string{"decl DOCTYPE html", "decl doctype html SYSTEM 'a", "data b'>"}},
		{in: "<!DOCTYPE htm", want: []string{"decl DOCTYPE htm"}},
		{in: "<!DOCTYP>", want: []string{"comment DOCTYP"}},
		{in: "<?xml version='1.0'?><?a", want: []string{"pi xml version='1.0'?", "pi a"}},

		{in: "<![CDATA[a>b]]>", want: []string{"comment [CDATA[a", "data b]]>"}},
		{in: "<![if x]><![x[y]]>", want: []string{"comment [if x]", "comment [x[y]]"}},
		{in: "<svg><![CDATA[a>b] ]>c]]>]]></svg><![CDATA[>", want: []string{
			"start svg", "unknown CDATA[a>b] ]>c", "data ]]>", "end svg", "comment [CDATA["}},
		{in: "<math><![CDATA[a", want: []string{"start math", "unknown CDATA[a"}},
		{in: "<svg><title><b>x</b></title><style><a></style><g/><![CDATA[]]>", want: []string{
			"start svg", "start title", "start b", "data x", "end b", "end title", "start style", "start a", "end style", "startend g", "unknown CDATA["}},
		{in: "<svg><foreignObject><p><title><b></title><![CDATA[>", want: []string{
			"start svg", "start foreignobject", "start p", "start title", "data <b>", "end title", "comment [CDATA["}},
		{in: "<svg><p><title><b></title>", want: []string{"start svg", "start p", "start title", "data <b>", "end title"}},
		{in: "<div><svg></div><title><b></title>", want: []string{"start div", "start svg", "end div", "start title", "data <b>", "end title"}},
		{in: "<svg></x><![CDATA[>]]>", want: []string{"start svg", "end x", "unknown CDATA[>"}},
		{in: "<svg/><title><b></title>", want: []string{"startend svg", "start title", "data <b>", "end title"}},

		{in: "<script>a<b>&lt;</b></script >x", want: []string{"start script", "data a<b>&lt;</b>", "end script", "data x"}},
		{in: "<script>a</ script></scriptx></SCRIPT a='>'>x", want: []string{"start script", "data a</ script></scriptx>", "end script", "data x"}},
		{in: "<script>a</script", want: []string{"start script", "data a</script"}},
		{in: "<script>a</script b", want: []string{"start script", "data a"}, left: "</script b"},
		{in: "<script>a", want: []string{"start script", "data a"}},
		{in: "<script/>a<b></script>", want: []string{"startend script", "data a<b>", "end script"}},
		{in: "<script><!--<script></script>--></script>x", want: []string{"start script", "data <!--<script></script>-->", "end script", "data x"}},
		{in: "<script><!--<script></script></script>x", want: []string{"start script", "data <!--<script></script>", "end script", "data x"}},
		{in: "<script><!--<scriptx></script>x", want: []string{"start script", "data <!--<scriptx>", "end script", "data x"}},
		{in: "<script><!--><script></script>x", want: []string{"start script", "data <!--><script>", "end script", "data x"}},
		{in: "<script><!-- a - -- ---><script></script>x", want: []string{"start script", "data <!-- a - -- ---><script>", "end script", "data x"}},
		{in: "<script><!--<SCRIPT/--></script>x", want: []string{"start script", "data <!--<SCRIPT/-->", "end script", "data x"}},
		{in: "<style>a<!--</style>x", want: []string{"start style", "data a<!--", "end style", "data x"}},
		{in: "<iframe><b></iframe><xmp><b></xmp><noembed><b></noembed><noframes><b></noframes><noscript><b></noscript>", want: []string{
			"start iframe", "data <b>", "end iframe", "start xmp", "data <b>", "end xmp", "start noembed", "data <b>", "end noembed",
			"start noframes", "data <b>", "end noframes", "start noscript", "start b", "end noscript"}},
		{in: "<plaintext></plaintext>&lt;<b>", want: []string{"start plaintext", "data </plaintext>&lt;<b>"}},
		{in: "<title>a&lt;b></p></TITLE>x", want: []string{"start title", "data a<b></p>", "end title", "data x"}},
		{in: "<textarea>&am</textarea>p;", want: []string{"start textarea", "data &am", "end textarea", "data p;"}},
		{in: "<title>&lt", want: []string{"start title", "data <"}},

		{in: "a &lt; b &#62 c&am<p>p;&notit;", want: []string{"data a < b > c&am", "start p", "data p;¬it;"}},
		{in: "&#0000000000000000000000000000000000000000000000065;&#x", want: []string{"data A&#x"}},
	} {
		t.Run(tt.in, func(t *testing.T) {
			r, err := record(htmlparser.Parser{}, tt.in)
			if err != nil || !reflect.DeepEqual(r.texts(), tt.want) {
				t.Errorf("%q gives\n\t%q, %v, want\n\t%q", tt.in, r.texts(), err, tt.want)
			}
			if got := r.p.Unfinished(); got != tt.left {
				t.Errorf("%q leaves %q, want %q", tt.in, got, tt.left)
			}
		})
	}
}

func TestKeepCharRefs(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"<p>a &lt; b &#62; c</p>", []string{"start p", "data a ", "entityref lt", "data  b ", "charref 62", "data  c", "end p"}},
		{"&lt&#62&#X3e", []string{"entityref lt", "charref 62", "charref X3e"}},
		{"&#12a;&#;&#x;&;& &1", []string{"charref 12", "data a;&#;&#x;&;& &1"}},
		{"&a-b.c;&a-", []string{"entityref a-b.c", "entityref a-"}},
		{"<title>&lt;<b></title><script>&lt;</script>", []string{
			"start title", "entityref lt", "data <b>", "end title", "start script", "data &lt;", "end script"}},
		{"<a b='&lt;'>", []string{`start a b="<"`}},
		{"&", []string{"data &"}},
	} {
		r, err := record(htmlparser.Parser{KeepCharRefs: true}, tt.in)
		if err != nil || !reflect.DeepEqual(r.texts(), tt.want) {
			t.Errorf("%q gives\n\t%q, %v, want\n\t%q", tt.in, r.texts(), err, tt.want)
		}
	}
}

func TestScripting(t *testing.T) {
	in := "<noscript><b>&lt;</noscript>x"
	r, err := record(htmlparser.Parser{Scripting: true}, in)
	if want := []string{"start noscript", "data <b>&lt;", "end noscript", "data x"}; err != nil || !reflect.DeepEqual(r.texts(), want) {
		t.Errorf("%q gives %q, %v, want %q", in, r.texts(), err, want)
	}
}

// options are all that change what is reported.
var options = []htmlparser.Parser{
	{}, {KeepCharRefs: true}, {Scripting: true},
	{Rules: htmlparser.Python313}, {Rules: htmlparser.Python313, KeepCharRefs: true},
}

// sources returns inputs of every kind.
func sources(t testing.TB) []string {
	var list []string
	for _, g := range testkit.Golden[golden](t, "htmlunescape/parser.jsonl") {
		if g.convert {
			list = append(list, string(g.source))
		}
	}
	return append(list, "<script>a<!--b<script>c</script>--></script>", "<title>&#0000065;&notit</title>&amp",
		"<svg><![CDATA[a]]b]]></svg><!--a--!>", "<noscript>&#x41</noscript >é€😀")
}

// TestEverySplit checks that neither events nor their places depend on how the
// input is cut, nor does anything of the text get lost.
func TestEverySplit(t *testing.T) {
	for _, p := range options {
		for i, in := range sources(t) {
			if testing.Short() && i%20 != 0 || i%4 != 0 && len(in) > 24 {
				continue
			}
			whole, err := record(p, in)
			if p.Rules == htmlparser.HTML5 && err != nil {
				t.Fatalf("%+v: %q: %v", p, in, err)
			}
			compare := func(pieces ...string) {
				r, pieceErr := record(p, pieces...)
				if !reflect.DeepEqual(r.events, whole.events) || (pieceErr == nil) != (err == nil) {
					t.Errorf("rules %v, KeepCharRefs %v: %q gives\n\t%+v, want\n\t%+v", p.Rules, p.KeepCharRefs, pieces, r.events, whole.events)
				}
			}
			compare(everyByte(in)...)
			for k := range len(in) {
				compare(in[:k], in[k:])
			}
		}
	}
}

func TestDataIsUnescape(t *testing.T) {
	for _, r := range testkit.Golden[[2]testkit.Text](t, "htmlunescape/unescape.jsonl") {
		in := strings.ReplaceAll(string(r[0]), "<", "")
		want := htmlunescape.Unescape(in)
		for _, rules := range []htmlparser.Rules{htmlparser.HTML5, htmlparser.Python313} {
			rec, err := record(htmlparser.Parser{Rules: rules}, in)
			if got := strings.Join(rec.texts(), ""); err != nil || strings.TrimPrefix(got, "data ") != want {
				t.Errorf("%q gives %q, %v, want %q", in, got, err, want)
			}
		}
	}
}

// TestPiecesKeepCharacters checks that no piece of text splits a character.
func TestPiecesKeepCharacters(t *testing.T) {
	in := "é€😀<b>&eacute;é</b>&euro;" + strings.Repeat("€", 5000) + "&#x1F600;é"
	for size := 1; size < 9; size++ {
		p := htmlparser.Parser{}
		p.Handler.Data = func(b []byte) error {
			if !utf8.Valid(b) {
				t.Errorf("in pieces of %d bytes comes %q", size, b)
			}
			return nil
		}
		w := bufio.NewWriterSize(&p, size)
		for _, b := range []byte(in) {
			if err := w.WriteByte(b); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(w.Flush(), p.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestInvalidUTF8(t *testing.T) {
	in := "\xff<a\xc3 b=\xe2\x82>\x80&lt;\xf0\x9f"
	want := []string{"data \xff", "start a\xc3 b=" + fmt.Sprintf("%q", "\xe2\x82"), "data \x80<\xf0\x9f"}
	for _, p := range options[:1] {
		for _, pieces := range [][]string{{in}, everyByte(in)} {
			r, err := record(p, pieces...)
			if err != nil || !reflect.DeepEqual(r.texts(), want) {
				t.Errorf("%q gives %q, %v, want %q", pieces, r.texts(), err, want)
			}
		}
	}
}

func TestStartEndTagFallsBack(t *testing.T) {
	var got []string
	p := htmlparser.Parser{Handler: htmlparser.Handler{
		StartTag: func(name string, attrs []htmlparser.Attr) error {
			got = append(got, fmt.Sprintf("start %s %q", name, attrs[0].Value))
			return nil
		},
		EndTag: func(name string) error { got = append(got, "end "+name); return nil },
	}}
	fmt.Fprint(&p, "<br id=x/ /><hr id=y />")
	if want := []string{`start br "x/"`, "end br", `start hr "y"`, "end hr"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNoHandlers(t *testing.T) {
	for _, in := range sources(t) {
		var p htmlparser.Parser
		if _, err := io.WriteString(&p, in); err != nil {
			t.Errorf("%q: %v", in, err)
		}
		if err := p.Close(); err != nil {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func TestHandlerError(t *testing.T) {
	stop := errors.New("stop")
	for _, in := range []string{"<a>", "</a>", "<a/>", "x", "&lt;", "<!--x-->", "<!DOCTYPE x>", "<?x>", "<svg><![CDATA[x]]>"} {
		for name, rules := range map[string]htmlparser.Rules{"HTML5": htmlparser.HTML5, "Python313": htmlparser.Python313} {
			calls := 0
			bytes := func([]byte) error { calls++; return stop }
			p := htmlparser.Parser{Rules: rules, Handler: htmlparser.Handler{
				StartTag: func(name string, _ []htmlparser.Attr) error {
					if name == "svg" {
						return nil
					}
					calls++
					return stop
				},
				EndTag: func(string) error { calls++; return stop },
				Data:   bytes, Comment: bytes, Decl: bytes, PI: bytes, UnknownDecl: bytes,
			}}
			_, err := io.WriteString(&p, in+"<b></b>x<!--y-->")
			if err != stop || calls != 1 {
				t.Errorf("%s, %q: Write returns %v after %d calls, want %v after 1", name, in, err, calls, stop)
			}
			if _, err := p.Write([]byte("x")); err != stop {
				t.Errorf("%s, %q: the next Write returns %v, want %v", name, in, err, stop)
			}
			if err := p.Close(); err != stop {
				t.Errorf("%s, %q: Close returns %v, want %v", name, in, err, stop)
			}
		}
	}
}

func TestMaxToken(t *testing.T) {
	long := strings.Repeat("x", 200)
	for _, p := range []htmlparser.Parser{{MaxToken: 100}, {MaxToken: 100, Rules: htmlparser.Python313}} {
		for _, in := range []string{"<a b='", "</a ", "<!--", "<!DOCTYPE ", "<?", "<svg><![CDATA["} {
			r, err := record(p, append([]string{"\né"}, everyByte(in+long)...)...)
			var parseErr *htmlparser.ParseError
			if !errors.As(err, &parseErr) || !errors.Is(err, htmlparser.ErrTooLong) || parseErr.Line != 2 || !strings.Contains(err.Error(), "xxx") {
				t.Errorf("rules %v: %q gives %v, %q, want ErrTooLong in line 2", p.Rules, in, err, r.texts())
			}
		}
		if _, err := record(p, everyByte(long+"<b>"+long+"</b>")...); err != nil {
			t.Errorf("rules %v: long text gives %v", p.Rules, err)
		}
	}
	if _, err := record(htmlparser.Parser{MaxToken: 100}, everyByte("<script>"+long+"</script>&#"+strings.Repeat("0", 200)+";")...); err != nil {
		t.Errorf("a long script gives %v", err)
	}
}

func TestUnknownSection(t *testing.T) {
	for _, in := range []string{"\nab<![foo[x]]>", "\nab<![1]>"} {
		r, err := record(htmlparser.Parser{Rules: htmlparser.Python313}, in)
		var parseErr *htmlparser.ParseError
		if !errors.As(err, &parseErr) || parseErr.Err != htmlparser.ErrDeclaration || parseErr.Line != 2 || parseErr.Col != 2 {
			t.Errorf("%q gives %q, %v, want ErrDeclaration in line 2, column 2", in, r.texts(), err)
		}
	}
}

func TestClose(t *testing.T) {
	r, err := record(htmlparser.Parser{}, "<!--a")
	if err != nil || len(r.events) != 1 {
		t.Fatalf("%+v, %v", r.events, err)
	}
	if err := r.p.Close(); err != nil || len(r.events) != 1 {
		t.Errorf("a second Close gives %+v, %v", r.events, err)
	}
	if _, err := r.p.Write([]byte("x")); err == nil {
		t.Error("Write after Close returns no error")
	}
	r.p.Reset()
	if _, err := r.p.Write([]byte("\nx<b>")); err != nil || len(r.events) != 3 || r.events[2].line != 2 {
		t.Errorf("after Reset: %+v, %v", r.events, err)
	}
}

func TestReset(t *testing.T) {
	for _, before := range []string{"<a b='c", "<!--x", "<script>x<!--<script>", "&am", "&#12", "<svg>", "<title>", "<plaintext>", "é\n\xc3", "<![CDA"} {
		for _, p := range options {
			r := newRecorder(p)
			if _, err := io.WriteString(&r.p, before); err != nil {
				t.Fatal(err)
			}
			r.p.Reset()
			r.events = nil
			in := "p;<b c=d>x<!--y--></b><![CDATA[z]]>"
			if _, err := io.WriteString(&r.p, in); err != nil {
				t.Fatal(err)
			}
			if err := r.p.Close(); err != nil {
				t.Fatal(err)
			}
			if want, _ := record(p, in); !reflect.DeepEqual(r.events, want.events) {
				t.Errorf("after %q and Reset: %+v, want %+v", before, r.events, want.events)
			}
		}
	}
}

func TestPos(t *testing.T) {
	p := htmlparser.Parser{}
	if line, col := p.Pos(); line != 1 || col != 0 {
		t.Errorf("Pos() = %d, %d at the beginning, want 1, 0", line, col)
	}
	io.WriteString(&p, "a\nbé<b")
	if line, col := p.Pos(); line != 2 || col != 2 {
		t.Errorf("Pos() = %d, %d, want 2, 2", line, col)
	}
	if got := p.Unfinished(); got != "<b" {
		t.Errorf("Unfinished() = %q, want %q", got, "<b")
	}
	io.WriteString(&p, " c='\n'>")
	if got := p.StartTagText(); got != "<b c='\n'>" {
		t.Errorf("StartTagText() = %q", got)
	}
	if line, col := p.Pos(); line != 3 || col != 2 {
		t.Errorf("Pos() = %d, %d, want 3, 2", line, col)
	}
}

// hostile are pieces of which a long row makes a careless parser slow.
var hostile = []string{
	"<", "<a", "<a ", "<a b", "<a b='", "<a b=\"'", "<a b= \"", "<a b==\"", "<a b='>'", "<a b='x'<a c='", "a='", "</", "</a", "</a ", "</ ", "<!", "<!-", "<!--",
	"<!---", "--", "--!", "-- ", "-", "<?", "<![", "<![CDATA[", "<svg><![CDATA[", "]", "]]", "] ", "&", "&a", "&#", "&#1", "&#x", "&a-", "&am", ";",
	"<script>", "<script><!--", "<script><!--<script>", "</script", "</scrip", "</script ", "<title>", "</title", "<svg>", "<svg><p>", "<g>", "<svg><desc>", "'", "\"", "=", " ", "/", "\x00", "<a\x00", "é", "\xc3", "<a'", "<a/",
}

// TestHostile gives the parser long rows of them after various beginnings,
// whole and byte by byte.
func TestHostile(t *testing.T) {
	size := 1 << 17
	if testing.Short() {
		size = 1 << 14
	}
	starts := []string{"", "<a b='", "<a b", "<a ", "<!--", "<![CDATA[", "<svg><![CDATA[", "<?", "<!a", "</", "</a", "<script>", "<script><!--", "<title>", "&#", "&a"}
	run := func(p htmlparser.Parser, in string, step int) {
		p.Handler.Data = func([]byte) error { return nil }
		p.Handler.StartTag = func(string, []htmlparser.Attr) error { return nil }
		for rest := in; len(rest) > 0; {
			n := min(step, len(rest))
			if _, err := io.WriteString(&p, rest[:n]); err != nil {
				break
			}
			rest = rest[n:]
		}
		p.Close()
	}
	began := time.Now()
	for _, p := range options {
		for _, unit := range hostile {
			run(p, strings.Repeat(unit, size/len(unit)), size)
			run(p, strings.Repeat(unit, size/32/len(unit)), 1)
		}
		for _, start := range starts {
			for _, unit := range hostile {
				in := start + strings.Repeat(unit, size/64/len(unit))
				run(p, in, len(in))
				run(p, in, 1)
				run(p, in+"'", 1+len(in)/3)
			}
		}
		// Ten seconds are enough, even for the race detector on a slow machine.
		if d := time.Since(began); d > 2*time.Minute {
			t.Fatalf("%v: rules %v, KeepCharRefs %v are not linear", d, p.Rules, p.KeepCharRefs)
		}
	}
}

func TestManyAttributes(t *testing.T) {
	in := "<a" + strings.Repeat(" b=&lt;", 1<<20) + ">"
	n := 0
	p := htmlparser.Parser{Handler: htmlparser.Handler{StartTag: func(_ string, attrs []htmlparser.Attr) error {
		for _, a := range attrs {
			if a.Name == "b" && string(a.Value) == "<" {
				n++
			}
		}
		return nil
	}}}
	if _, err := io.WriteString(&p, in); err != nil || n != 1<<20 {
		t.Errorf("%d good attributes, %v", n, err)
	}
}

func TestAllocations(t *testing.T) {
	page := []byte(strings.Repeat(`<!-- c --><DIV class="a b" id=x><a href="/?a=1&amp;b=2" disabled>fish &amp; chips</a><br/>text</div><script>a<b</script>`, 100))
	p := htmlparser.Parser{}
	bytes := func([]byte) error { return nil }
	p.Handler = htmlparser.Handler{
		StartTag: func(string, []htmlparser.Attr) error { return nil },
		EndTag:   func(string) error { return nil },
		Data:     bytes, Comment: bytes, Decl: bytes, PI: bytes,
	}
	for _, rules := range []htmlparser.Rules{htmlparser.HTML5, htmlparser.Python313} {
		p.Rules = rules
		if n := testing.AllocsPerRun(10, func() {
			p.Reset()
			if _, err := p.Write(page); err != nil {
				t.Error(err)
			}
		}); n != 0 {
			t.Errorf("rules %v: %v allocations for a page, want 0", rules, n)
		}
	}
}

func TestTokens(t *testing.T) {
	for _, p := range options {
		for _, in := range sources(t) {
			r, wantErr := record(p, in)
			var got []event
			var err error
			for tok, e := range htmlparser.Tokens(iotest.HalfReader(strings.NewReader(in)), p) {
				if e != nil {
					err = e
					continue
				}
				text := strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(tok.Kind.String(), "Tag"), "Decl")) + " " + tok.Name + tok.Data
				if tok.Kind == htmlparser.Decl {
					text = "decl " + tok.Data
				}
				got = append(got, event{line: tok.Line, col: tok.Col, text: text + attrText(tok.Attrs)})
			}
			for i := range r.events {
				r.events[i].source = ""
			}
			if !reflect.DeepEqual(got, r.events) || (err == nil) != (wantErr == nil) {
				t.Fatalf("%q gives\n\t%+v, %v, want\n\t%+v, %v", in, got, err, r.events, wantErr)
			}
		}
	}
}

func TestTokensStop(t *testing.T) {
	in := "a<b c=d>e<!--f-->g"
	for stop := 1; stop <= 5; stop++ {
		n := 0
		for _, err := range htmlparser.Tokens(strings.NewReader(in), htmlparser.Parser{}) {
			if err != nil {
				t.Fatal(err)
			}
			if n++; n == stop {
				break
			}
		}
		if n != stop {
			t.Errorf("%d tokens, want %d", n, stop)
		}
	}
}

func TestTokensError(t *testing.T) {
	r := io.MultiReader(strings.NewReader("a<b>c"), iotest.ErrReader(io.ErrUnexpectedEOF))
	var got []string
	for tok, err := range htmlparser.Tokens(r, htmlparser.Parser{}) {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, tok.Kind.String()+" "+tok.Name+tok.Data)
	}
	if want := []string{"Data a", "StartTag b", "Data c", "unexpected EOF"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTokensLongText(t *testing.T) {
	in := strings.Repeat("é", 1<<20)
	var b strings.Builder
	for tok, err := range htmlparser.Tokens(strings.NewReader(in), htmlparser.Parser{}) {
		if err != nil || tok.Kind != htmlparser.Data || len(tok.Data) > 100_000 || !utf8.ValidString(tok.Data) {
			t.Fatalf("a token of %v, %d bytes, %v", tok.Kind, len(tok.Data), err)
		}
		b.WriteString(tok.Data)
	}
	if b.String() != in {
		t.Error("the tokens are not the text")
	}
}

func TestTokenAttr(t *testing.T) {
	for tok, err := range htmlparser.Tokens(strings.NewReader("<a b=1 b=2 c>"), htmlparser.Parser{}) {
		if err != nil {
			t.Fatal(err)
		}
		for name, want := range map[string]string{"b": "1 true", "c": " true", "d": " false"} {
			if value, ok := tok.Attr(name); fmt.Sprint(value, " ", ok) != want {
				t.Errorf("Attr(%q) = %q, %v, want %v", name, value, ok, want)
			}
		}
	}
}

// forgetDataPlaces forgets where text begins: that may be behind a reference
// that vanishes, if that came in pieces.
func (r *recorder) forgetDataPlaces() {
	for i, e := range r.events {
		if strings.HasPrefix(e.text, "data ") {
			r.events[i].line, r.events[i].col = 0, 0
		}
	}
}

func FuzzParser(f *testing.F) {
	for i, in := range sources(f) {
		if i%50 == 0 || len(in) < 12 {
			f.Add(in, uint(i))
		}
	}
	f.Fuzz(func(t *testing.T, in string, cut uint) {
		k := int(cut % uint(len(in)+1))
		for _, p := range options {
			whole, err := record(p, in)
			if err != nil && p.Rules == htmlparser.HTML5 {
				t.Fatalf("%q: %v", in, err)
			}
			pieces, pieceErr := record(p, in[:k], in[k:])
			bytewise, byteErr := record(p, everyByte(in)...)
			pieces.forgetDataPlaces()
			bytewise.forgetDataPlaces()
			whole.forgetDataPlaces()
			if !reflect.DeepEqual(pieces.events, whole.events) || !reflect.DeepEqual(bytewise.events, whole.events) ||
				(err == nil) != (pieceErr == nil) || (err == nil) != (byteErr == nil) {
				t.Errorf("rules %v, KeepCharRefs %v: %q cut at %d gives\n\t%+v, byte by byte\n\t%+v, want\n\t%+v",
					p.Rules, p.KeepCharRefs, in, k, pieces.events, bytewise.events, whole.events)
			}
		}
	})
}
