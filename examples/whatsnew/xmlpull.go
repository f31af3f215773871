// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"fmt"
	"io"
	"strings"

	"py34.example/xmlpull"
)

var xmlpullTour = []example{{
	name:  "19_xmlpull",
	title: "xmlpull: events of a document that arrives in pieces",
	run: func(w io.Writer) {
		p := xmlpull.NewPullParser(xmlpull.Start, xmlpull.End)
		for _, chunk := range []string{
			"<document><one>Sometext</one><two><th",
			"ree>Moretext</three><four>Yet",
			"moretext</closewrongtag></two></document>",
		} {
			p.WriteString(chunk)
			var lines []string
			for ev, err := range p.Events() {
				if pe, ok := err.(*xmlpull.ParseError); ok {
					fmt.Fprintf(w, "ParseError: %v position (%d, %d) code %d\n", pe, pe.Line, pe.Column, pe.Code)
					return
				}
				lines = append(lines, fmt.Sprintf("('%v', <Element '%s' at 0x...>)", ev.Kind, ev.Elem.Tag))
			}
			fmt.Fprintf(w, "[%s]\n", strings.Join(lines, ",\n "))
		}
	},
}, {
	name:    "19b_xmlpull_ns",
	title:   "xmlpull: namespaces, default events, partial reads",
	differs: `the text of an element without any is "", and ParseKind refuses the unknown event`,
	run: func(w io.Writer) {
		p := xmlpull.NewPullParser(xmlpull.Start, xmlpull.End, xmlpull.StartNS, xmlpull.EndNS)
		p.WriteString(`<r xmlns="urn:d" xmlns:a="urn:a"><a:x a:k="v">t</a:x>tail<y xmlns:b="urn:b"/></r>`)
		if err := p.Close(); err != nil {
			fmt.Fprintln(w, err)
			return
		}
		for ev := range p.Events() {
			switch ev.Kind {
			case xmlpull.StartNS:
				fmt.Fprintf(w, "%v (%q, %q)\n", ev.Kind, ev.Prefix, ev.URI)
			case xmlpull.EndNS:
				fmt.Fprintln(w, ev.Kind)
			default:
				fmt.Fprintf(w, "%v (%q, %q, %q, %q)\n", ev.Kind, ev.Elem.Tag, ev.Elem.Attrs, ev.Elem.Text, ev.Elem.Tail)
			}
		}

		p = xmlpull.NewPullParser()
		p.WriteString("<a><b/></a>")
		for ev := range p.Events() {
			fmt.Fprintln(w, ev.Kind, ev.Elem.Tag)
		}

		// A loop that is left leaves the rest in the queue.
		p = xmlpull.NewPullParser(xmlpull.Start)
		p.WriteString("<a><b/><c/></a>")
		for ev := range p.Events() {
			fmt.Fprintln(w, ev.Elem.Tag)
			break
		}
		for ev := range p.Events() {
			fmt.Fprintln(w, "then", ev.Elem.Tag)
		}

		// At its start an element has its attributes.
		p = xmlpull.NewPullParser(xmlpull.Start)
		p.WriteString("<a k='v'>")
		for ev := range p.Events() {
			fmt.Fprintf(w, "%q %q\n", ev.Elem.Attrs, ev.Elem.Text)
		}
		_, err := xmlpull.ParseKind("bogus")
		fmt.Fprintln(w, err)
	},
}}
