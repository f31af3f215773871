// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Htmlunescape compares package htmlunescape and its HTML parser with package
// html, the tokenizer of golang.org/x/net/html and CPython.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"os"
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

// pythonCase returns a contender that runs stmt under CPython, with s holding
// text.
func pythonCase(text, setup, stmt string) harness.Contender {
	f, err := os.CreateTemp("", "htmlunescape")
	if err == nil {
		files = append(files, f.Name())
		_, err = f.WriteString(text)
		err = errors.Join(err, f.Close())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "htmlunescape:", err)
		os.Exit(1)
	}
	return harness.Python(python, fmt.Sprintf("s = open(%q, encoding='utf-8', newline='').read()\n%s", f.Name(), setup), stmt)
}

// files are temporary.
var files []string

// StringSink and IndexSink keep results from being optimized away.
var (
	StringSink string
	IndexSink  int
)

func repeat(f func(string) string, s string) func(n int) {
	return func(n int) {
		for range n {
			StringSink = f(s)
		}
	}
}

// discard has functions for all, like the reading of all of it that the
// others are given to do.
func discard() htmlparser.Handler {
	tag := func(_ string, attrs []htmlparser.Attr) error {
		for _, a := range attrs {
			IndexSink += len(a.Name) + len(a.Value)
		}
		return nil
	}
	text := func(b []byte) error {
		IndexSink += len(b)
		return nil
	}
	return htmlparser.Handler{
		StartTag: tag, StartEndTag: tag, EndTag: func(name string) error { return nil },
		Data: text, EntityRef: text, CharRef: text, Comment: text, Decl: text, PI: text, UnknownDecl: text,
	}
}

// parser returns the work of parsing page, in pieces of the given size.
func parser(options htmlparser.Parser, page []byte, piece int) func(n int) {
	p := options
	p.Handler = discard()
	return func(n int) {
		for range n {
			p.Reset()
			for rest := page; len(rest) > 0; {
				k := min(piece, len(rest))
				if _, err := p.Write(rest[:k]); err != nil {
					panic(err)
				}
				rest = rest[k:]
			}
			if err := p.Close(); err != nil {
				panic(err)
			}
		}
	}
}

// tokenizer is the same work for x/net/html's low-level tokenizer.
func tokenizer(page []byte) func(n int) {
	return func(n int) {
		for range n {
			z := xhtml.NewTokenizer(bytes.NewReader(page))
			for {
				switch z.Next() {
				case xhtml.ErrorToken:
					if z.Err() != io.EOF {
						panic(z.Err())
					}
				case xhtml.StartTagToken, xhtml.SelfClosingTagToken, xhtml.EndTagToken:
					_, more := z.TagName()
					for more {
						var key, value []byte
						key, value, more = z.TagAttr()
						IndexSink += len(key) + len(value)
					}
					continue
				default:
					IndexSink += len(z.Text())
					continue
				}
				break
			}
		}
	}
}

// goals leaves out those that are zero.
func goals(std, cpython float64) (list []harness.Goal) {
	if std > 0 {
		list = append(list, harness.Goal{Against: "html", Min: std})
	}
	if cpython > 0 {
		list = append(list, harness.Goal{Against: "CPython", Min: cpython})
	}
	return list
}

func unescapeCase(name, text string, std, cpython float64) harness.Case {
	return harness.Case{
		Name: name, Bytes: int64(len(text)),
		Contenders: []harness.Contender{
			{Name: "htmlunescape", Run: repeat(htmlunescape.Unescape, text)},
			{Name: "html", Run: repeat(html.UnescapeString, text)},
			pythonCase(text, "import html", "html.unescape(s)"),
		},
		Goals: goals(std, cpython),
	}
}

func escapeCase(name, text string, std float64) harness.Case {
	return harness.Case{
		Name: name, Bytes: int64(len(text)),
		Contenders: []harness.Contender{
			{Name: "htmlunescape", Run: repeat(func(s string) string { return htmlunescape.Escape(s, true) }, text)},
			{Name: "html", Run: repeat(html.EscapeString, text)},
			pythonCase(text, "import html", "html.escape(s)"),
		},
		Goals: goals(std, 0),
	}
}

func main() {
	plain := strings.Repeat(lorem, size/len(lorem))
	sparse := mix(common, size/400)
	dense := mix(common, 3)
	html5 := []byte(page())

	parse := harness.Case{
		Name: "parse a page", Bytes: int64(len(html5)),
		Contenders: []harness.Contender{
			{Name: "htmlparser", Run: parser(htmlparser.Parser{}, html5, len(html5))},
			{Name: "x/net/html", Run: tokenizer(html5)},
			pythonCase(string(html5), "from html.parser import HTMLParser", "p = HTMLParser(); p.feed(s); p.close()"),
			{Name: "htmlparser, 4096 bytes a Write", Run: parser(htmlparser.Parser{}, html5, 4096)},
			{Name: "htmlparser, KeepCharRefs", Run: parser(htmlparser.Parser{KeepCharRefs: true}, html5, len(html5))},
			{Name: "htmlparser, Python313", Run: parser(htmlparser.Parser{Rules: htmlparser.Python313}, html5, len(html5))},
			{Name: "htmlparser, Tokens", Run: func(n int) {
				for range n {
					for tok, err := range htmlparser.Tokens(bytes.NewReader(html5), htmlparser.Parser{}) {
						if err != nil {
							panic(err)
						}
						IndexSink += len(tok.Data)
					}
				}
			}},
		},
		Goals: []harness.Goal{{Against: "x/net/html", Min: 2}, {Against: "CPython", Min: 20}},
	}

	stream := harness.Case{
		Name: "decode a stream", Bytes: int64(len(dense)),
		Contenders: []harness.Contender{
			{Name: "htmlunescape.NewReader", Run: func(n int) {
				for range n {
					if _, err := io.Copy(io.Discard, struct{ io.Reader }{htmlunescape.NewReader(strings.NewReader(dense))}); err != nil {
						panic(err)
					}
				}
			}},
			{Name: "htmlunescape.Unescape", Run: repeat(htmlunescape.Unescape, dense)},
		},
	}

	harness.Main(
		harness.Case{
			Name: "unescape without an ampersand", Bytes: int64(len(plain)),
			Contenders: []harness.Contender{
				{Name: "IndexByte", Run: func(n int) {
					for range n {
						IndexSink += strings.IndexByte(plain, '&')
					}
				}},
				{Name: "htmlunescape", Run: repeat(htmlunescape.Unescape, plain)},
				{Name: "html", Run: repeat(html.UnescapeString, plain)},
				pythonCase(plain, "import html", "html.unescape(s)"),
			},
			Goals: []harness.Goal{{Against: "htmlunescape", Max: 1.1}},
		},
		harness.Case{
			Name: "unescape sparse references, 400 a megabyte", Bytes: int64(len(sparse)),
			Contenders: []harness.Contender{
				{Name: "strings.Clone", Run: repeat(strings.Clone, sparse)},
				{Name: "htmlunescape", Run: repeat(htmlunescape.Unescape, sparse)},
				{Name: "html", Run: repeat(html.UnescapeString, sparse)},
				pythonCase(sparse, "import html", "html.unescape(s)"),
			},
			Goals: []harness.Goal{{Against: "htmlunescape", Max: 1.5}},
		},
		unescapeCase("unescape dense references", dense, 2.5, 25),
		unescapeCase("unescape every name", mix(every, 3), 0, 0),
		unescapeCase("unescape prose", mix(common, 30), 0, 0),
		stream,
		escapeCase("escape markup", page(), 2),
		escapeCase("escape prose", mix([]string{"&", "<", ">", "\"", "'"}, 60), 2),
		escapeCase("escape nothing", plain, 0),
		parse,
	)
	for _, name := range files {
		os.Remove(name)
	}
}
