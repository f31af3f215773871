// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"

	"py34.example/xmlpull"
)

// Events come as soon as their tags are whole.
func ExamplePullParser() {
	p := xmlpull.NewPullParser(xmlpull.Start, xmlpull.End)
	for _, chunk := range []string{
		"<document><one>Sometext</one><two><th",
		"ree>Moretext</three><four>Yet",
		"moretext</closewrongtag></two></document>",
	} {
		fmt.Println("--", chunk)
		p.WriteString(chunk)
		for ev, err := range p.Events() {
			if err != nil {
				fmt.Println("error:", err)
				break
			}
			fmt.Printf("%v %s %q\n", ev.Kind, ev.Elem.Tag, ev.Elem.Text)
		}
	}
	// Output:
	// -- <document><one>Sometext</one><two><th
	// start document ""
	// start one "Sometext"
	// end one "Sometext"
	// start two ""
	// -- ree>Moretext</three><four>Yet
	// start three "Moretext"
	// end three "Moretext"
	// start four ""
	// -- moretext</closewrongtag></two></document>
	// error: mismatched tag: line 1, column 76
}

// A chat stream never ends, but its stanzas do.
func ExampleNewPullParser() {
	p := xmlpull.NewPullParser() // End only
	p.WriteString("<stream><message from='ann'><body>Hello</body></message><mess")
	for ev := range p.Events() {
		if ev.Elem.Tag == "message" {
			from, _ := ev.Elem.Attr("from")
			for c := range ev.Elem.Children() {
				fmt.Printf("%s: %s\n", from, c.Text)
			}
			p.Root().Clear() // the tree stays small
		}
	}
	// Output:
	// ann: Hello
}

func ExampleNewPullParserOptions() {
	p := xmlpull.NewPullParserOptions(xmlpull.Options{Comments: true})
	p.WriteString("<config><!-- seconds --><timeout>5</timeout></config>")
	if err := p.Close(); err != nil {
		log.Fatal(err)
	}
	for c := range p.Root().Children() {
		if c.Tag == xmlpull.CommentTag {
			fmt.Printf("comment: %s\n", strings.TrimSpace(c.Text))
		} else {
			fmt.Printf("%s: %s\n", c.Tag, c.Text)
		}
	}
	// Output:
	// comment: seconds
	// timeout: 5
}

// A record is removed once it is read, so that memory stays small however
// long the file is.
func ExampleIterparse() {
	r := strings.NewReader(`<stock><item n="3">bolt</item><item n="12">nut</item></stock>`)
	var root *xmlpull.Element
	for ev, err := range xmlpull.Iterparse(r, xmlpull.Start, xmlpull.End) {
		if err != nil {
			log.Fatal(err)
		}
		if root == nil {
			root = ev.Elem
		}
		if ev.Kind == xmlpull.End && ev.Elem.Tag == "item" {
			n, _ := ev.Elem.Attr("n")
			fmt.Println(ev.Elem.Text, n)
			root.Clear()
		}
	}
	// Output:
	// bolt 3
	// nut 12
}

func ExampleKind() {
	p := xmlpull.NewPullParser(xmlpull.StartNS, xmlpull.Start)
	p.WriteString(`<feed xmlns="http://www.w3.org/2005/Atom"/>`)
	for ev := range p.Events() {
		if ev.Kind == xmlpull.StartNS {
			fmt.Printf("%v %q is %s\n", ev.Kind, ev.Prefix, ev.URI)
		} else {
			fmt.Println(ev.Kind, ev.Elem.Tag)
		}
	}
	// Output:
	// start-ns "" is http://www.w3.org/2005/Atom
	// start {http://www.w3.org/2005/Atom}feed
}

func ExampleParseKind() {
	k, err := xmlpull.ParseKind("start-ns")
	fmt.Println(k == xmlpull.StartNS, err)
	_, err = xmlpull.ParseKind("bogus")
	fmt.Println(err)
	// Output:
	// true <nil>
	// xmlpull: unknown event "bogus"
}

// A Scanner finds the titles of a feed without building a tree.
func ExampleScanner() {
	const atom = "{http://www.w3.org/2005/Atom}"
	var inTitle bool
	s := xmlpull.Scanner{
		StartElement: func(name *xmlpull.Name, _ []xmlpull.ScanAttr) error {
			inTitle = name.Tag == atom+"title"
			return nil
		},
		EndElement: func(name *xmlpull.Name) error {
			if inTitle {
				fmt.Println()
			}
			inTitle = false
			return nil
		},
		Text: func(text []byte) error {
			if inTitle {
				fmt.Printf("%s", text)
			}
			return nil
		},
	}
	io.WriteString(&s, `<feed xmlns="http://www.w3.org/2005/Atom"><title>Go &am`)
	io.WriteString(&s, `p; XML</title><entry><title>First</title></entry></feed>`)
	if err := s.Close(); err != nil {
		log.Fatal(err)
	}
	// Output:
	// Go & XML
	// First
}

func ExampleElement() {
	list := &xmlpull.Element{Tag: "list"}
	for _, text := range []string{"ham", "spam", "eggs"} {
		list.Append(&xmlpull.Element{Tag: "item", Text: text})
	}
	for item := range list.Children() {
		if item.Text == "spam" {
			list.Remove(item)
		}
	}
	for item := range list.Children() {
		fmt.Println(item.Tag, item.Text)
	}
	// Output:
	// item ham
	// item eggs
}

// Errors tell where they are and what kind they are.
func ExampleErrorCode() {
	p := xmlpull.NewPullParser()
	err := p.Feed([]byte("<table>\n  <tr>\n  <td>1</td></th>\n</table>"))
	fmt.Println(err)
	if pe, ok := errors.AsType[*xmlpull.ParseError](err); ok {
		fmt.Println(pe.Line, pe.Column, pe.Offset)
	}
	fmt.Println(errors.Is(err, xmlpull.ErrTagMismatch))
	// Output:
	// mismatched tag: line 3, column 14
	// 3 14 29
	// true
}

func ExampleOptions_charset() {
	doc, _ := japanese.ShiftJIS.NewEncoder().Bytes([]byte(`<?xml version="1.0" encoding="Shift_JIS"?><a>日本</a>`))
	p := xmlpull.NewPullParserOptions(xmlpull.Options{
		Charset: func(label string) (encoding.Encoding, error) {
			if strings.EqualFold(label, "Shift_JIS") {
				return japanese.ShiftJIS, nil
			}
			return nil, fmt.Errorf("unknown charset %q", label)
		},
	})
	if _, err := io.Copy(p, bytes.NewReader(doc)); err != nil {
		log.Fatal(err)
	}
	fmt.Println(p.Root().Text)
	// Output:
	// 日本
}
