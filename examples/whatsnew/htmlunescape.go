// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"fmt"
	"io"
	"strings"

	"py34.example/htmlunescape"
	"py34.example/htmlunescape/htmlparser"
)

var htmlunescapeTour = []example{{
	name:  "18_html_unescape",
	title: "html.unescape",
	run: func(w io.Writer) {
		fmt.Fprintf(w, "'%s'\n", htmlunescape.Unescape("I spent &pound;50 on this &amp; that"))
		fmt.Fprintf(w, "'%s'\n", htmlunescape.Unescape("&pi; is the &numero;1 mathematical constant"))
		for _, s := range []string{"&notit;", "&#0;", "&#x80;", "&#1;", "&#xD800;", "&#x110000;", "&#xFFFE;", "&#x;",
			"&ampamp;", "&NotEqualTilde;", "&nosuch;", "&#xb;", "&#13;", "&#99999999999999999999;", "&#65x", "&lt", "&AMPx",
			"&#11;", "&#x1F600;", "&#128;", "&#x9F;", "&#x0D;", "&#xFDD0;", "&#x7F;", "&#8;",
			"&CounterClockwiseContourIntegral;", "&NotNestedGreaterGreater;", "&amp", "&amp=", "&copy2"} {
			fmt.Fprintln(w, asciiText(s), asciiText(htmlunescape.Unescape(s)))
		}
	},
}, {
	name:  "18b_html_convert_charrefs",
	title: "HTMLParser(convert_charrefs)",
	run: func(w io.Writer) {
		page := "<p>a &lt; b &#62; c</p>"
		for _, convert := range []bool{false, true} {
			fmt.Fprintln(w, "convert_charrefs =", map[bool]string{false: "False", true: "True"}[convert])
			for tok, err := range htmlparser.Tokens(strings.NewReader(page), htmlparser.Parser{KeepCharRefs: !convert}) {
				switch {
				case err != nil:
					fmt.Fprintln(w, err)
				case tok.Kind == htmlparser.Data:
					fmt.Fprintf(w, "data '%s'\n", tok.Data)
				case tok.Kind == htmlparser.EntityRef:
					fmt.Fprintln(w, "entityref", tok.Data)
				case tok.Kind == htmlparser.CharRef:
					fmt.Fprintln(w, "charref", tok.Data)
				}
			}
		}
	},
}, {
	name:  "18c_html_escape",
	title: "html.escape",
	run: func(w io.Writer) {
		fmt.Fprintln(w, htmlunescape.Escape(`<a href="x">'&'`, true))
		fmt.Fprintln(w, htmlunescape.Escape(`<a href="x">'&'`, false))
	},
}}

// asciiText writes s, which holds neither quotes nor backslashes, as Python's
// ascii does.
func asciiText(s string) string {
	var b strings.Builder
	b.WriteByte('\'')
	for _, r := range s {
		switch {
		case r == '\r':
			b.WriteString(`\r`)
		case r < 0x20 || 0x7F <= r && r <= 0xFF:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x7F:
			b.WriteRune(r)
		case r <= 0xFFFF:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	b.WriteByte('\'')
	return b.String()
}
