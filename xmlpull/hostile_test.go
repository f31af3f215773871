// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"py34.example/xmlpull"
)

// feedAll feeds doc in pieces of size bytes, handing the events of each to f.
func feedAll(p *xmlpull.PullParser, doc io.Reader, size int, f func(xmlpull.Event)) error {
	buf := make([]byte, size)
	for {
		n, rerr := doc.Read(buf)
		err := p.Feed(buf[:n])
		for ev, everr := range p.Events() {
			if everr == nil {
				f(ev)
			}
		}
		if err != nil {
			return err
		}
		if rerr != nil {
			return p.Close()
		}
	}
}

// repeated reads as head, then n times what body returns, then tail.
func repeated(head string, n int, body func(i int) string, tail string) io.Reader {
	i := -1
	return &generator{next: func() (string, bool) {
		i++
		switch {
		case i == 0:
			return head, true
		case i <= n:
			return body(i), true
		case i == n+1:
			return tail, true
		}
		return "", false
	}}
}

type generator struct {
	next func() (string, bool)
	left []byte
}

func (g *generator) Read(b []byte) (int, error) {
	for len(g.left) < len(b) {
		s, ok := g.next()
		if !ok {
			break
		}
		g.left = append(g.left, s...)
	}
	n := copy(b, g.left)
	g.left = g.left[:copy(g.left, g.left[n:])]
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// raceEnabled is set under the race detector, where some tests do less.
var raceEnabled bool

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func drop(xmlpull.Event) {}

// TestLimits feeds documents that ask for more than there is.
func TestLimits(t *testing.T) {
	var lol strings.Builder
	lol.WriteString(`<!DOCTYPE a [<!ENTITY l "lolololololololololo">`)
	for i := range 9 {
		prev := "l"
		if i > 0 {
			prev = fmt.Sprint("l", i)
		}
		lol.WriteString(fmt.Sprintf(`<!ENTITY l%d "%s">`, i+1, strings.Repeat("&"+prev+";", 10)))
	}
	big := func(s string) string { return strings.Repeat(s, 1<<20) }
	tests := []struct {
		name string
		doc  io.Reader
		want xmlpull.ErrorCode
	}{
		{"billion laughs", strings.NewReader(lol.String() + `]><a>&l9;</a>`), xmlpull.ErrAmplificationLimit},
		{"billion laughs in an attribute", strings.NewReader(lol.String() + `]><a b="&l9;"/>`), xmlpull.ErrAmplificationLimit},
		{"billion laughs in a default", strings.NewReader(lol.String() + `<!ATTLIST a b CDATA "&l9;">]><a/>`), xmlpull.ErrAmplificationLimit},
		{"parameter entity laughs", strings.NewReader(`<!DOCTYPE a [<!ENTITY % a "` + strings.Repeat("<!-- x -->", 1e4) + `"><!ENTITY % b "` +
			strings.Repeat("&#37;a;", 1e4) + `">%b;]><a/>`), xmlpull.ErrAmplificationLimit},
		{"quadratic blowup", strings.NewReader(`<!DOCTYPE a [<!ENTITY e "` + strings.Repeat("x", 1e5) + `">]><a>` +
			strings.Repeat("&e;", 1e5) + `</a>`), xmlpull.ErrAmplificationLimit},
		{"many defaults", repeated("<!DOCTYPE a [<!ATTLIST b ", 10000, func(i int) string { return fmt.Sprintf("x%d CDATA 'v' ", i) },
			">]><a>"+strings.Repeat("<b/>", 1e5)+"</a>"), xmlpull.ErrAmplificationLimit},
		{"many attribute types", repeated("<!DOCTYPE a [<!ATTLIST b ", 1e5, func(i int) string { return fmt.Sprintf("x%d ID #IMPLIED ", i) },
			">]><a>"+strings.Repeat("<b/>", 1e6)+"</b>"), xmlpull.ErrTagMismatch},
		{"long namespace, many names", repeated("<a xmlns='"+strings.Repeat("u", 1e6)+"'>", 1e5,
			func(i int) string { return fmt.Sprintf("<b%d/>", i) }, "</a>"), xmlpull.ErrAmplificationLimit},
		{"depth", repeated("", 3e6, func(int) string { return "<a>" }, ""), xmlpull.ErrDepthLimit},
		{"content model", repeated("<!DOCTYPE a [<!ELEMENT a ", 1e6, func(int) string { return "(" }, ""), xmlpull.ErrDepthLimit},
		{"nested entities", repeated("<!DOCTYPE a [", 200000, func(i int) string { return fmt.Sprintf("<!ENTITY e%d '&e%d;'>", i, i+1) },
			"]><a>&e1;</a>"), xmlpull.ErrDepthLimit},
		{"attributes", repeated("<a", 300000, func(i int) string { return fmt.Sprintf(" a%d=''", i) }, "/>"), xmlpull.ErrAttributeLimit},
		{"attribute", strings.NewReader("<a b='" + strings.Repeat("x", 17<<20) + "'/>"), xmlpull.ErrTokenLimit},
		{"name", strings.NewReader("<a><" + big("x") + "/>"), xmlpull.ErrTokenLimit},
		{"end tag", strings.NewReader("<a></a" + big(" ") + ">"), xmlpull.ErrTokenLimit},
		{"comment", strings.NewReader("<a><!--" + big("x") + "--></a>"), xmlpull.ErrTokenLimit},
		{"comment in the prolog", strings.NewReader("<!--" + big("x") + "--><a/>"), xmlpull.ErrTokenLimit},
		{"processing instruction", strings.NewReader("<a><?p " + big("x") + "?></a>"), xmlpull.ErrTokenLimit},
		{"entity value", strings.NewReader("<!DOCTYPE a [<!ENTITY e '" + big("x") + "'>]><a/>"), xmlpull.ErrTokenLimit},
		{"reference", strings.NewReader("<a>&" + big("x") + ";</a>"), xmlpull.ErrTokenLimit},
		{"mistake far inside", strings.NewReader("<a b='" + big("x") + "<"), xmlpull.ErrTokenLimit},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := heap()
			var o xmlpull.Options
			if tt.want == xmlpull.ErrTokenLimit && tt.name != "attribute" {
				o.MaxTokenBytes = 1 << 20 // saves time
			}
			p := xmlpull.NewPullParserOptions(o)
			err := feedAll(p, tt.doc, 64<<10, drop)
			if !errors.Is(err, tt.want) {
				t.Errorf("error %v, want %v", err, tt.want)
			}
			if used := heap() - min(heap(), before); used > 192<<20 {
				t.Errorf("%d MB of heap in use", used>>20)
			}
			runtime.KeepAlive(p)
		})
	}
}

// TestTokenLimitSplits checks that the place and kind of the error do not
// depend on the pieces.
func TestTokenLimitSplits(t *testing.T) {
	o := xmlpull.Options{MaxTokenBytes: 100}
	for _, pattern := range []string{"<a b='%s'/>", "<a><!--%s--></a>", "<!--%s--><a/>", "<a><?p %s?></a>", "<a><b%s/></a>", "<a></a%[2]s>",
		"<!DOCTYPE a [<!ENTITY e '%s'>]><a/>", "<!DOCTYPE a%[2]s><a/>", "<a>&%s;</a>", "<a b='%s<'/>", "<a>%s</a>", "<a>%[3]s</a>", "<a b='%s", "<!--%s", "<a>&%s", "<a><b%s", "<a>é%s\xff", "<a b='%s\xd90"} {
		for n := 80; n < 120; n++ {
			doc := fmt.Appendf(nil, pattern, strings.Repeat("x", n), strings.Repeat(" ", n), strings.Repeat("x]]>", n))
			doc, _, _ = bytes.Cut(doc, []byte("%!"))
			_, want := parse(t, o, doc, inOne)
			for _, cut := range []func(int) int{byOne, func(int) int { return 7 }, func(int) int { return 64 }, func(int) int { return 101 }} {
				if _, got := parse(t, o, doc, cut); !same(got, want) {
					t.Errorf("%q in pieces: %v, in one: %v", doc, got, want)
				}
			}
		}
	}
}

// TestLinear feeds tokens of 2 MB in pieces of 64 bytes: scanning them anew
// for each piece would take minutes.
func TestLinear(t *testing.T) {
	size := 2 << 20
	if testing.Short() || raceEnabled {
		size = 512 << 10
	}
	x, gt, dash, amp := strings.Repeat("x", size), strings.Repeat(">", size), strings.Repeat("- ", size/2), strings.Repeat("&lt;", size/4)
	for name, doc := range map[string]string{
		"attribute": "<a b='" + x + "'/>", "attribute of >": "<a b='" + gt + "'/>", "attribute of references": "<a b='" + amp + "'/>",
		"comment": "<a><!--" + x + "--></a>", "comment of dashes": "<a><!--" + dash + "--></a>", "pi": "<a><?p " + strings.Repeat("?", size) + "?></a>",
		"text": "<a>" + x + "</a>", "cdata": "<a><![CDATA[" + x + "]]></a>", "brackets": "<a>" + strings.Repeat("] ", size/2) + "</a>",
		"cdata of brackets": "<a><![CDATA[" + strings.Repeat("]]", size/2) + "]]></a>", "name": "<" + x + "></" + x + ">",
		"spaces in a tag": "<a " + strings.Repeat(" ", size) + "/>", "doctype": "<!DOCTYPE " + x + "><a/>",
		"entity value": "<!DOCTYPE a [<!ENTITY e '" + x + "'>]><a/>", "attributes": "<a" + func() string {
			var b strings.Builder
			for i := 0; b.Len() < size; i++ {
				fmt.Fprintf(&b, " attribute%d='value'", i)
			}
			return b.String()
		}() + "/>",
		"comments in text": "<a>" + strings.Repeat("x<!---->", size/8) + "</a>", "returns": "<a>" + strings.Repeat("\r", size) + "</a>",
	} {
		t.Run(name, func(t *testing.T) {
			for _, piece := range []int{64, 64 << 10} {
				if err := feedAll(xmlpull.NewPullParser(allKinds...), strings.NewReader(doc), piece, drop); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

// TestBoundedHeap streams documents that never end, with a tree that is
// cleared.
func TestBoundedHeap(t *testing.T) {
	n := 400_000
	if testing.Short() || raceEnabled {
		n = 100_000
	}
	for _, tt := range []struct {
		name string
		most uint64 // MB
		doc  io.Reader
	}{
		{"records", 16, repeated("<r>", n, func(i int) string {
			return fmt.Sprintf("<rec id='%d'><name>Person %d</name><note>%d is the number of this one</note></rec>\n", i, i, i)
		}, "</r>")},
		{"names", 32, repeated("<r>", n/4, func(i int) string { return fmt.Sprintf("<n%d a%d='x'/>", i, i) }, "</r>")},
		{"prefixes", 32, repeated("<r>", n/8, func(i int) string { return fmt.Sprintf("<p%d:n xmlns:p%d='urn:%d' p%d:a=''/>", i, i, i, i) }, "</r>")},
		{"declarations", 32, repeated("<r>", n/100, func(i int) string {
			var b strings.Builder
			b.WriteString("<x")
			for k := range 100 {
				fmt.Fprintf(&b, " xmlns:p%d_%d='urn:%d:%d'", i, k, i, k)
			}
			return b.String() + "/>"
		}, "</r>")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before, i := heap(), 0
			p := xmlpull.NewPullParser(xmlpull.Start, xmlpull.End)
			err := feedAll(p, tt.doc, 64<<10, func(ev xmlpull.Event) {
				if ev.Kind == xmlpull.End {
					ev.Elem.Clear()
					p.Root().Clear()
				}
				if i++; i%(n/16) == 0 {
					if used := heap() - min(heap(), before); used > tt.most<<20 {
						t.Errorf("%d MB of heap in use, want at most %d", used>>20, tt.most)
					}
				}
			})
			if err != nil {
				t.Error(err)
			}
			runtime.KeepAlive(p)
		})
	}
}

// TestForgottenNames checks that duplicates are found after names were
// forgotten to save memory.
func TestForgottenNames(t *testing.T) {
	var b strings.Builder
	b.WriteString("<r xmlns:p='u' xmlns:q='u'>")
	for i := range 60000 {
		fmt.Fprintf(&b, "<e%d x='' y='' p:x=''/>", i)
	}
	for _, tt := range []struct {
		tail string
		want xmlpull.ErrorCode
	}{
		{"<e x='' y='' x=''/>", xmlpull.ErrDuplicateAttribute},
		{"<e p:x='' q:x=''/>", xmlpull.ErrDuplicateAttribute},
		{"<e0 x='' y='' p:x='' x=''/>", xmlpull.ErrDuplicateAttribute},
		{"<p:e xmlns:p='v' xmlns:q='w' p:x='' q:x=''/><p:e p:x='' q:y=''></p:e></r>", 0},
		{"<p:e/><z:e/>", xmlpull.ErrUnboundPrefix},
	} {
		err := feedAll(xmlpull.NewPullParser(), strings.NewReader(b.String()+tt.tail), 64<<10, drop)
		if tt.want == 0 && err != nil || tt.want != 0 && !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.tail, err, tt.want)
		}
	}
}

func TestNoGoroutines(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 100 {
		p := xmlpull.NewPullParser()
		p.WriteString("<a><b/>")
		for range p.Events() {
			break
		}
		for range xmlpull.Iterparse(strings.NewReader("<a><b/></a>")) {
			break
		}
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines, before %d", after, before)
	}
}

// TestAllocs gates the allocations of a document of 10,000 records.
func TestAllocs(t *testing.T) {
	doc, err := io.ReadAll(repeated("<r xmlns='u' xmlns:p='v'>", 10000, func(i int) string {
		return fmt.Sprintf("<rec id='%d' p:k='&lt;'><name>Person %d</name><p:note>&amp; more</p:note></rec>\n", i, i)
	}, "</r>"))
	if err != nil {
		t.Fatal(err)
	}
	chunks := slices.Collect(slices.Chunk(doc, 64<<10))
	n := testing.AllocsPerRun(3, func() {
		var s xmlpull.Scanner
		s.StartElement = func(*xmlpull.Name, []xmlpull.ScanAttr) error { return nil }
		s.Text = func([]byte) error { return nil }
		for _, c := range chunks {
			s.Write(c)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	})
	if n > 100 {
		t.Errorf("Scanner: %v allocations, want at most 100", n)
	}
	n = testing.AllocsPerRun(3, func() {
		p := xmlpull.NewPullParser()
		for _, c := range chunks {
			p.Feed(c)
			for ev := range p.Events() {
				ev.Elem.Clear()
			}
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	})
	if n > 0.3*30000 {
		t.Errorf("PullParser: %v allocations for 30,000 elements, want at most 0.3 each", n)
	}
}
