// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Htmlunescape compares package htmlunescape and its HTML parser with package
// html, the tokenizer of golang.org/x/net/html and CPython.
package main

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"strings"

	xhtml "golang.org/x/net/html"

	"py34.example/htmlunescape"
	"py34.example/htmlunescape/htmlparser"
	"py34.example/internal/bench/harness"
)

const (
	python = "3.13.0"
	size   = 1 << 20
)

var rng = rand.New(rand.NewPCG(3, 4))

const lorem = "lorem ipsum dolor sit amet consectetur adipisici elit sed eiusmod tempor incidunt ut labore "

// common are the references that are met most, in about their proportion.
var common = []string{
	"&amp;", "&amp;", "&lt;", "&lt;", "&gt;", "&gt;", "&quot;", "&quot;", "&nbsp;", "&nbsp;",
	"&#39;", "&#39;", "&#x27;", "&#8217;", "&eacute;", "&mdash;", "&copy;", "&rsquo;", "&hellip;", "&uuml;",
}

// every are all names.
var every = func() (list []string) {
	for name := range htmlunescape.Entities() {
		list = append(list, "&"+name)
	}
	return list
}()

// mix returns size bytes of references between runs of text of the given mean
// length.
func mix(refs []string, gap int) string {
	var b strings.Builder
	text := strings.Repeat(lorem, 2+2*gap/len(lorem))
	for b.Len() < size {
		b.WriteString(text[:rng.IntN(2*gap+1)])
		b.WriteString(refs[rng.IntN(len(refs))])
	}
	return b.String()[:size]
}

// page returns about a megabyte of a page like those met on the web.
func page() string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=utf-8><title>A page &amp; more</title>\n" +
		"<style>body { margin: 0 } a > b { color: red }</style><script>if (a < b && c) { f(\"<b>\") }</script></head><body>\n")
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, "<!-- item %d --><div class=\"item row\" id=\"i%d\" data-n=%d>\n  <h2><a href=\"/item?id=%d&amp;lang=en\" title='no. %d'>Item %d</a></h2>\n",
			i, i, i, i, i, i)
		fmt.Fprintf(&b, "  <p>%s &mdash; <em>fish &amp; chips</em>, <code>a &lt; b</code><br/>\n  <img src=\"/img/%d.png\" alt=\"\" width=20 height=20 hidden>%s</p>\n</div>\n",
			lorem[:20+i%60], i, lorem[i%50:])
	}
	b.WriteString("</body></html>\n")
	return b.String()
}

func setup(name, text string) string {
	return "import html\n" + name + " = " + literal(text)
}

// literal returns text as a Python literal.
func literal(text string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

var stringSink string

func repeat(f func(string) string, s string) func(n int) {
	return func(n int) {
		for range n {
			stringSink = f(s)
		}
	}
}

var indexSink int
