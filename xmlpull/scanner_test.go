// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull_test

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"

	"py34.example/xmlpull"
)

// scan writes the pieces to a scanner and returns a line for each call.
func scan(o xmlpull.Options, setup func(*xmlpull.Scanner), pieces ...string) ([]string, error) {
	var lines []string
	add := func(format string, args ...any) error {
		lines = append(lines, fmt.Sprintf(format, args...))
		return nil
	}
	s := xmlpull.Scanner{
		Options: o,
		StartElement: func(name *xmlpull.Name, attrs []xmlpull.ScanAttr) error {
			var line strings.Builder
			line.WriteString("<" + name.Tag)
			for _, a := range attrs {
				line.WriteString(fmt.Sprintf(" %s=%q", a.Name.Tag, a.Value))
			}
			return add("%s", line.String())
		},
		EndElement: func(name *xmlpull.Name) error { return add(">%s", name.Tag) },
		Text:       func(text []byte) error { return add("%s", text) },
		Comment:    func(text []byte) error { return add("!%s", text) },
		PI:         func(target string, data []byte) error { return add("?%s %s", target, data) },
		StartNS:    func(prefix, uri string) error { return add("+%s=%s", prefix, uri) },
		EndNS:      func(prefix string) error { return add("-%s", prefix) },
		Doctype:    func(name, public, system string) error { return add("doctype %s %q %q", name, public, system) },
	}
	if setup != nil {
		setup(&s)
	}
	for _, p := range pieces {
		if _, err := io.WriteString(&s, p); err != nil {
			return lines, err
		}
	}
	return lines, s.Close()
}

func TestScanner(t *testing.T) {
	for _, tt := range []struct {
		name    string
		options xmlpull.Options
		doc     string
		want    []string
	}{
		{"all kinds", xmlpull.Options{}, `<!DOCTYPE a PUBLIC " p  q" "s" [<!-- d -->]><?p i?><a xmlns:b="u"><b:c b:d="e"/>t&lt;</a>`,
			[]string{`doctype a "p q" "s"`, "! d ", "?p i", "+b=u", "<a", `<{u}c {u}d="e"`, ">{u}c", "t", "<", ">a", "-b"}},
		{"order of namespaces", xmlpull.Options{}, `<a xmlns="u" xmlns:p="v"/>`,
			[]string{"+=u", "+p=v", "<{u}a", ">{u}a", "-p", "-"}},
		{"no namespaces", xmlpull.Options{NoNamespaces: true}, `<p:a:b xmlns="u" xmlns:p=""><:c :d=""/></p:a:b>`,
			[]string{`<p:a:b xmlns="u" xmlns:p=""`, `<:c :d=""`, ">:c", ">p:a:b"}},
		{"parameter entity", xmlpull.Options{}, `<!DOCTYPE a [<!ENTITY % p "<!ENTITY e 'text'><!ATTLIST a b CDATA 'c'>">%p;]><a>&e;</a>`,
			[]string{`doctype a "" ""`, `<a b="c"`, "text", ">a"}},
		{"parameter entity in a value in a parameter entity", xmlpull.Options{},
			`<!DOCTYPE a [<!ENTITY % q "text"><!ENTITY % p "<!ENTITY e '[&#37;q;]'>">%p;]><a>&e;</a>`,
			[]string{`doctype a "" ""`, "<a", "[text]", ">a"}},
		{"undeclared entity after a parameter entity", xmlpull.Options{}, `<!DOCTYPE a [<!ENTITY % p "">%p;]><a>x&e;y</a>`,
			[]string{`doctype a "" ""`, "<a", "x", "y", ">a"}},
		{"version 1.9", xmlpull.Options{}, `<?xml version="1.9"?><a/>`, []string{"<a", ">a"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := scan(tt.options, nil, tt.doc); err != nil || !slices.Equal(got, tt.want) {
				t.Errorf("%s:\ngot  %q, %v\nwant %q", tt.doc, got, err, tt.want)
			}
		})
	}
}

func TestScannerStops(t *testing.T) {
	stop := errors.New("stop")
	for name, set := range map[string]func(s *xmlpull.Scanner){
		"StartElement": func(s *xmlpull.Scanner) {
			s.StartElement = func(*xmlpull.Name, []xmlpull.ScanAttr) error { return stop }
		},
		"EndElement": func(s *xmlpull.Scanner) { s.EndElement = func(*xmlpull.Name) error { return stop } },
		"Text":       func(s *xmlpull.Scanner) { s.Text = func([]byte) error { return stop } },
		"Comment":    func(s *xmlpull.Scanner) { s.Comment = func([]byte) error { return stop } },
		"PI":         func(s *xmlpull.Scanner) { s.PI = func(string, []byte) error { return stop } },
		"StartNS":    func(s *xmlpull.Scanner) { s.StartNS = func(_, _ string) error { return stop } },
		"EndNS":      func(s *xmlpull.Scanner) { s.EndNS = func(string) error { return stop } },
		"Doctype":    func(s *xmlpull.Scanner) { s.Doctype = func(_, _, _ string) error { return stop } },
	} {
		var s xmlpull.Scanner
		set(&s)
		if _, err := s.Write([]byte(`<!DOCTYPE a><a xmlns="u"><!----><?p?>t</a>`)); err != stop {
			t.Errorf("%s returned an error, Write %v", name, err)
		}
		if _, err := s.Write([]byte(" ")); err != stop {
			t.Errorf("%s: second Write returned %v", name, err)
		}
		if err := s.Close(); err != stop {
			t.Errorf("%s: Close returned %v", name, err)
		}
	}
}

func TestScannerPosition(t *testing.T) {
	doc := "<?xml version='1.0' encoding='latin1'?>\r\n<a>\xe9\xe9<b/>\r\r\n  <c/></a>"
	want := []string{"2:0 at 41", "2:5 at 46", "4:2 at 55"}
	for _, size := range []int{1, 3, 1000} {
		var got []string
		var s xmlpull.Scanner
		s.StartElement = func(*xmlpull.Name, []xmlpull.ScanAttr) error {
			line, column, offset := s.Position()
			got = append(got, fmt.Sprintf("%d:%d at %d", line, column, offset))
			return nil
		}
		for piece := range slices.Chunk([]byte(doc), size) {
			if _, err := s.Write(piece); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("pieces of %d: positions %q, want %q", size, got, want)
		}
	}
}

func TestScannerReadFrom(t *testing.T) {
	var s xmlpull.Scanner
	doc := "<a>" + strings.Repeat("text", 50000) + "</a>"
	if n, err := s.ReadFrom(strings.NewReader(doc)); n != int64(len(doc)) || err != nil {
		t.Errorf("ReadFrom = %d, %v; want %d", n, err, len(doc))
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if _, err := s.Write([]byte("x")); err != xmlpull.ErrClosed {
		t.Errorf("Write after Close: %v", err)
	}
	broken := errors.New("broken")
	if _, err := new(xmlpull.Scanner).ReadFrom(iotest.ErrReader(broken)); err != broken {
		t.Errorf("ReadFrom of a broken reader: %v", err)
	}
}

func TestSkippedEntity(t *testing.T) {
	doc := `<!DOCTYPE a SYSTEM "x" [<!ENTITY e SYSTEM "y">]><a>&e;&f;</a>`
	var names []string
	_, err := scan(xmlpull.Options{}, func(s *xmlpull.Scanner) {
		s.SkippedEntity = func(name string) error { names = append(names, name); return nil }
	}, doc)
	if err != nil || !slices.Equal(names, []string{"e", "f"}) {
		t.Errorf("skipped %q, %v", names, err)
	}
	if _, err := scan(xmlpull.Options{}, nil, doc); !errors.Is(err, xmlpull.ErrUndefinedEntity) {
		t.Errorf("without SkippedEntity: %v", err)
	}
}

func TestResolver(t *testing.T) {
	files := map[string]string{
		"dtd":      `<?xml encoding="utf-8"?><!ENTITY % more SYSTEM "more"><!ENTITY % att "CDATA 'd'">%more;<!ATTLIST a x %att;>`,
		"more":     `<![INCLUDE[<!ENTITY inc "included">]]><![IGNORE[<!ENTITY inc "<![ ]]> ignored">]]><![%sw;[<!ENTITY sw "on">]]>`,
		"text":     "<?xml version='1.0' encoding='iso-8859-1'?><b>\xe9\r\n</b>",
		"utf16":    "\xff\xfex\x00",
		"loop":     "&loop;",
		"unclosed": "<b>",
		"badtext":  "<?xml version='1.0'?>",
		"pe":       "<!ENTITY v '%w;!'>",
		"half":     "<!ENTITY v",
		"halfsect": "<![INCLUDE[",
	}
	o := xmlpull.Options{Resolver: func(public, system string) (io.Reader, error) {
		if system == "absent" {
			return nil, nil
		}
		if text, ok := files[system]; ok {
			return strings.NewReader(text), nil
		}
		return nil, fmt.Errorf("no file %q", system)
	}}
	for _, tt := range []struct {
		doc  string
		want []string
		code xmlpull.ErrorCode
	}{
		{`<!DOCTYPE a SYSTEM "dtd" [<!ENTITY % sw "INCLUDE">]><a>&inc;&sw;</a>`, []string{`<a x="d"`, "included", "on", ">a"}, 0},
		{`<!DOCTYPE a [<!ENTITY e SYSTEM "text">]><a>&e;|&e;</a>`, []string{"<a", "<b", "é", "\n", ">b", "|", "<b", "é", "\n", ">b", ">a"}, 0},
		{`<!DOCTYPE a [<!ENTITY e SYSTEM "utf16">]><a>&e;</a>`, []string{"<a", "x", ">a"}, 0},
		{`<!DOCTYPE a [<!ENTITY % w "deep"><!ENTITY % p SYSTEM "pe">%p;]><a>&v;</a>`, []string{"<a", "deep!", ">a"}, 0},
		{`<!DOCTYPE a SYSTEM "half"><a/>`, nil, xmlpull.ErrIncompletePE},
		{`<!DOCTYPE a SYSTEM "halfsect"><a/>`, nil, xmlpull.ErrIncompletePE},
		{`<!DOCTYPE a [<!ENTITY % h SYSTEM "half">%h; "x">]><a/>`, nil, xmlpull.ErrIncompletePE},
		{`<!DOCTYPE a SYSTEM "absent"><a/>`, []string{"<a", ">a"}, 0},
		{`<!DOCTYPE a SYSTEM "absent"><a>&e;</a>`, nil, xmlpull.ErrUndefinedEntity},
		{`<!DOCTYPE a [<!ENTITY loop SYSTEM "loop">]><a>&loop;</a>`, nil, xmlpull.ErrRecursiveEntityRef},
		{`<!DOCTYPE a [<!ENTITY e SYSTEM "unclosed">]><a>&e;</a>`, nil, xmlpull.ErrAsyncEntity},
		{`<!DOCTYPE a [<!ENTITY e SYSTEM "badtext">]><a>&e;</a>`, nil, xmlpull.ErrTextDecl},
		{`<!DOCTYPE a [<!ENTITY e SYSTEM "missing">]><a>&e;</a>`, nil, xmlpull.ErrExternalEntity},
		{`<!DOCTYPE a [<!ENTITY e SYSTEM "text">]><a b="&e;"/>`, nil, xmlpull.ErrAttributeExternalEntity},
	} {
		got, err := scan(o, func(s *xmlpull.Scanner) { s.Doctype = nil }, tt.doc)
		if tt.code != 0 {
			if !errors.Is(err, tt.code) {
				t.Errorf("%s: %v, want %v", tt.doc, err, tt.code)
			}
		} else if err != nil || !slices.Equal(got, tt.want) {
			t.Errorf("%s:\ngot  %q, %v\nwant %q", tt.doc, got, err, tt.want)
		}
	}
}

func TestResolverIsBounded(t *testing.T) {
	o := xmlpull.Options{ActivationBytes: 1 << 20, Resolver: func(_, _ string) (io.Reader, error) { return endless{}, nil }}
	for _, doc := range []string{`<!DOCTYPE a SYSTEM "x"><a/>`, `<!DOCTYPE a [<!ENTITY e SYSTEM "x">]><a>&e;</a>`} {
		if _, err := scan(o, nil, doc); !errors.Is(err, xmlpull.ErrAmplificationLimit) {
			t.Errorf("%s: %v", doc, err)
		}
	}
}

type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = ' '
	}
	return len(b), nil
}

func TestCharset(t *testing.T) {
	doc, err := japanese.ShiftJIS.NewEncoder().String(`<?xml version="1.0" encoding="Shift_JIS"?><本>日本語</本>`)
	if err != nil {
		t.Fatal(err)
	}
	asked := ""
	o := xmlpull.Options{Charset: func(label string) (encoding.Encoding, error) {
		asked = label
		return japanese.ShiftJIS, nil
	}}
	want := []string{"<本", "日本語", ">本"}
	for _, size := range []int{1, 2, 3, 1000} {
		var pieces []string
		for piece := range slices.Chunk([]byte(doc), size) {
			pieces = append(pieces, string(piece))
		}
		got, err := scan(o, nil, pieces...)
		if text := strings.Join(got, ""); err != nil || text != strings.Join(want, "") || asked != "Shift_JIS" {
			t.Errorf("pieces of %d: %q, %v (asked for %q), want %q", size, got, err, asked, want)
		}
	}
	o.Charset = func(string) (encoding.Encoding, error) { return nil, errors.New("unknown") }
	if _, err := scan(o, nil, doc); !errors.Is(err, xmlpull.ErrUnknownEncoding) {
		t.Errorf("unknown charset: %v", err)
	}
}

// TestDifferences has a case for each line under "Differences from Python" in
// the package comment that is about what is accepted.
func TestDifferences(t *testing.T) {
	for _, tt := range []struct {
		doc  string
		code xmlpull.ErrorCode // 0 where CPython has an error
	}{
		{"<a\u0200/>", 0},
		{"<!DOCTYPE a [<!ENTITY % p '<!ENTITY e \"x\">'>%p;]><a>&e;</a>", 0},
		{"<!DOCTYPE a [<!ENTITY % p ''>%p;]><a>&e;</a>", 0},
		{"<?xml version='2.0'?><a/>", xmlpull.ErrXMLDecl},
		{"\ufeff<?xml version='1.0' encoding='iso-8859-1'?><a/>", xmlpull.ErrIncorrectEncoding},
		{"\xfe\xff\x00<\x00\xaa\x00/\x00>", xmlpull.ErrInvalidToken},
		{"<?xml version='1.0' encoding='utf8'?><a/>", 0},
		{"<?xml version='1.0' encoding='nosuch'?><a/>", xmlpull.ErrUnknownEncoding},
	} {
		_, err := scan(xmlpull.Options{}, nil, tt.doc)
		if tt.code == 0 && err != nil || tt.code != 0 && !errors.Is(err, tt.code) {
			t.Errorf("%q: %v, want code %d", tt.doc, err, int(tt.code))
		}
	}
}

func TestErrorCodes(t *testing.T) {
	_, err := scan(xmlpull.Options{}, nil, "<a>", "</b>")
	var pe *xmlpull.ParseError
	if !errors.As(err, &pe) || *pe != (xmlpull.ParseError{Code: 7, Msg: "mismatched tag", Line: 1, Column: 5, Offset: 5}) {
		t.Errorf("error %#v", err)
	}
	if got, want := err.Error(), "mismatched tag: line 1, column 5"; got != want {
		t.Errorf("Error() = %q, want %q", got, want)
	}
	if got := xmlpull.ErrorCode(99).Error(); got != "error 99" {
		t.Errorf("ErrorCode(99).Error() = %q", got)
	}
}
