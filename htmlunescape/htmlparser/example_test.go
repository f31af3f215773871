// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package htmlparser_test

import (
	"fmt"
	"io"
	"strings"

	"py34.example/htmlunescape/htmlparser"
)

// List the images of a page that have no description, with their places.
func ExampleParser() {
	page := `<h1>Cats</h1>
<p>Mine: <img src="tom.jpg"> and <img src="kit.jpg" alt="Kit">
<p>Yours: <IMG SRC=felix.jpg>`

	var p htmlparser.Parser
	p.Handler.StartTag = func(name string, attrs []htmlparser.Attr) error {
		var src string
		for _, a := range attrs {
			switch a.Name {
			case "src":
				src = string(a.Value)
			case "alt":
				return nil
			}
		}
		if name == "img" {
			line, _ := p.Pos()
			fmt.Printf("line %d: %s: %s\n", line, src, p.StartTagText())
		}
		return nil
	}
	if _, err := io.Copy(&p, strings.NewReader(page)); err != nil {
		fmt.Println(err)
	}
	if err := p.Close(); err != nil {
		fmt.Println(err)
	}
	// Output:
	// line 2: tom.jpg: <img src="tom.jpg">
	// line 3: felix.jpg: <IMG SRC=felix.jpg>
}

// Pieces of any size may be written as they arrive.
func ExampleParser_Write() {
	var p htmlparser.Parser
	p.Handler.Data = func(text []byte) error {
		fmt.Printf("%s", text)
		return nil
	}
	for _, piece := range []string{"<p", ">fish &am", "p; chi", "ps</p", ">\n"} {
		if _, err := io.WriteString(&p, piece); err != nil {
			fmt.Println(err)
		}
	}
	if err := p.Close(); err != nil {
		fmt.Println(err)
	}
	// Output: fish & chips
}

// Print the title of a page, and read no more of it than that takes.
func ExampleTokens() {
	page := strings.NewReader("<!DOCTYPE html><title>Fish &amp; chips</title><p>One of the…")
	inTitle := false
	for tok, err := range htmlparser.Tokens(page, htmlparser.Parser{}) {
		if err != nil {
			fmt.Println(err)
			break
		}
		if tok.Kind == htmlparser.Data && inTitle {
			fmt.Println(tok.Data)
			break
		}
		inTitle = tok.Kind == htmlparser.StartTag && tok.Name == "title"
	}
	// Output: Fish & chips
}

// List where the links of a page lead to.
func ExampleToken() {
	page := strings.NewReader(`<a href="/menu?a=1&amp;b=2">menu</a> <a name=x>no link</a> <A HREF='/map'>map</a>`)
	for tok, err := range htmlparser.Tokens(page, htmlparser.Parser{}) {
		if err != nil {
			fmt.Println(err)
			break
		}
		if href, ok := tok.Attr("href"); ok && tok.Name == "a" {
			fmt.Printf("%d: %s\n", tok.Col, href)
		}
	}
	// Output:
	// 0: /menu?a=1&b=2
	// 59: /map
}

func ExampleKind() {
	for tok, err := range htmlparser.Tokens(strings.NewReader("<p>1 &lt; 2<br/>"), htmlparser.Parser{KeepCharRefs: true}) {
		if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Printf("%v %q\n", tok.Kind, tok.Name+tok.Data)
	}
	// Output:
	// StartTag "p"
	// Data "1 "
	// EntityRef "lt"
	// Data " 2"
	// StartEndTag "br"
}
