// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package htmlunescape_test

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/text/transform"

	"py34.example/htmlunescape"
)

// A feed holds a title that was escaped for HTML.
func ExampleUnescape() {
	title := "I spent &pound;50 on this &amp; that"
	fmt.Println(htmlunescape.Unescape(title))
	// Output: I spent £50 on this & that
}

// Decode many lines into one buffer.
func ExampleAppendUnescape() {
	var buf []byte
	for _, line := range []string{"&pi; &approx; 3.14", "caf&eacute;"} {
		buf = htmlunescape.AppendUnescape(buf[:0], []byte(line))
		fmt.Printf("%s\n", buf)
	}
	// Output:
	// π ≈ 3.14
	// café
}

// Build a link from parts that the user typed.
func ExampleEscape() {
	title, text := `5" nails`, "nuts & bolts <new>"
	fmt.Printf("<a title=\"%s\">%s</a>\n", htmlunescape.Escape(title, true), htmlunescape.Escape(text, false))
	// Output: <a title="5&quot; nails">nuts &amp; bolts &lt;new&gt;</a>
}

func ExampleAppendEscape() {
	page := []byte("<pre>")
	page = htmlunescape.AppendEscape(page, []byte("if a < b && c > d {"), false)
	page = append(page, "</pre>"...)
	fmt.Printf("%s\n", page)
	// Output: <pre>if a &lt; b &amp;&amp; c &gt; d {</pre>
}

// The value of an href attribute: only &amp; is a reference here.
func ExampleUnescaper() {
	href := "/search?q=1&copy=2&amp;lang=en"
	attr := htmlunescape.Unescaper{Attribute: true}
	fmt.Println(attr.Unescape(href))
	fmt.Println(htmlunescape.Unescape(href))
	// Output:
	// /search?q=1&copy=2&lang=en
	// /search?q=1©=2&lang=en
}

func ExampleNewReader() {
	page := strings.NewReader("&ldquo;So it goes&rdquo; &mdash; Vonnegut\n")
	if _, err := io.Copy(os.Stdout, htmlunescape.NewReader(page)); err != nil {
		fmt.Println(err)
	}
	// Output: “So it goes” — Vonnegut
}

// A transformer joins others in a chain, or decodes what is written.
func ExampleNewTransformer() {
	w := transform.NewWriter(os.Stdout, htmlunescape.NewTransformer())
	for _, piece := range []string{"2 &l", "t; 3 &am", "p; 3 &#x", "3c 4\n"} {
		if _, err := io.WriteString(w, piece); err != nil {
			fmt.Println(err)
		}
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
	}
	// Output: 2 < 3 & 3 < 4
}

// Which names are there for an arrow to the left?
func ExampleEntities() {
	for name, value := range htmlunescape.Entities() {
		if value == "←" {
			fmt.Printf("&%s ", name)
		}
	}
	fmt.Println()
	// Output: &LeftArrow; &ShortLeftArrow; &larr; &leftarrow; &slarr;
}
