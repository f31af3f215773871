// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Htmltext prints the text of HTML pages, and where their links lead, as it
// reads them: a page need not fit into memory.
//
// Usage:
//
//	htmltext [-text | -links] [FILE...]
//
// White space is joined outside of pre and textarea, paragraphs and their like
// stand on lines of their own, and the address of a link follows its text in
// angle brackets. With -text there are no addresses, with -links nothing else,
// one a line. The content of script, style and their like is left out.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"py34.example/htmlunescape/htmlparser"
)

const usage = "usage: htmltext [-text | -links] [FILE...]"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main with its surroundings. It returns the exit status: 0, 1 for
// trouble with files, 2 for arguments that make no sense.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("htmltext", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	text := flags.Bool("text", false, "")
	links := flags.Bool("links", false, "")
	err := flags.Parse(args)
	if err == nil && *text && *links {
		err = errors.New("-text and -links exclude each other")
	}
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "htmltext:", err)
		return 2
	}

	out := bufio.NewWriter(stdout)
	files := flags.Args()
	if len(files) == 0 {
		files = []string{"-"}
	}
	status := 0
	for _, name := range files {
		w := &writer{out: out, text: !*links, links: !*text}
		if err := w.file(name, stdin); err != nil {
			fmt.Fprintln(stderr, "htmltext:", err)
			status = 1
		}
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(stderr, "htmltext:", err)
		status = 1
	}
	return status
}

// A writer prints the text and links of a page.
type writer struct {
	out         *bufio.Writer
	text, links bool

	hidden string // the element being left out
	pre    int    // how many elements are open that keep their white space
	link   string // where the link leads that is open

	started bool // something was printed
	breaks  int  // line feeds to come before the next word
	space   bool // a space is to come
}

// file prints the named file; "-" is the standard input.
func (w *writer) file(name string, stdin io.Reader) error {
	if name == "-" {
		return w.page(stdin)
	}
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	return w.page(f)
}

// page prints what r holds.
func (w *writer) page(r io.Reader) error {
	p := htmlparser.Parser{Handler: htmlparser.Handler{
		StartTag: w.startTag,
		EndTag:   w.endTag,
		Data:     w.data,
	}}
	_, err := io.Copy(&p, r)
	if err == nil {
		err = p.Close()
	}
	w.endLink()
	if w.started && w.text {
		w.out.WriteByte('\n')
	}
	return err
}

func (w *writer) startTag(name string, attrs []htmlparser.Attr) error {
	switch name {
	case "script", "style", "template", "noframes", "iframe", "noembed":
		if w.hidden == "" {
			w.hidden = name
		}
	case "pre", "textarea":
		w.pre++
	case "a":
		w.endLink()
		w.link = value(attrs, "href")
	case "area":
		w.link = value(attrs, "href")
		w.endLink()
	case "img":
		if alt := value(attrs, "alt"); alt != "" {
			w.data([]byte(alt))
		}
	}
	w.breakLine(name)
	return nil
}

func (w *writer) endTag(name string) error {
	switch name {
	case w.hidden:
		w.hidden = ""
	case "pre", "textarea":
		w.pre = max(w.pre-1, 0)
	case "a":
		w.endLink()
	}
	if name != "br" {
		w.breakLine(name)
	}
	return nil
}

// value returns the value of an attribute.
func value(attrs []htmlparser.Attr, name string) string {
	for _, a := range attrs {
		if a.Name == name {
			return string(a.Value)
		}
	}
	return ""
}

// breakLine notes the line feeds that go with a tag.
func (w *writer) breakLine(name string) {
	switch name {
	case "br":
		w.breaks++
	case "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl", "table", "hr", "title", "form", "figure":
		w.breaks = max(w.breaks, 2)
	case "div", "li", "dt", "dd", "tr", "section", "article", "aside", "header", "footer", "nav", "main", "address",
		"figcaption", "caption", "option", "textarea", "body", "details", "summary":
		w.breaks = max(w.breaks, 1)
	case "td", "th":
		w.space = true
	}
}

// data prints text.
func (w *writer) data(text []byte) error {
	if w.hidden != "" || !w.text {
		return nil
	}
	for _, c := range text {
		switch {
		case w.pre > 0 && c == '\n':
			w.breaks++
		case w.pre == 0 && (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'):
			w.space = true
		default:
			w.gap()
			w.out.WriteByte(c)
		}
	}
	return nil
}

// gap prints the white space that is due before a word.
func (w *writer) gap() {
	switch {
	case !w.started:
	case w.breaks > 0:
		for range w.breaks {
			w.out.WriteByte('\n')
		}
	case w.space:
		w.out.WriteByte(' ')
	}
	w.started, w.breaks, w.space = true, 0, false
}

// endLink prints where the link leads that ends here.
func (w *writer) endLink() {
	link := w.link
	w.link = ""
	switch {
	case link == "" || !w.links || w.hidden != "":
	case w.text:
		if w.started && w.breaks == 0 {
			w.space = true
		}
		w.gap()
		fmt.Fprintf(w.out, "<%s>", link)
	default:
		fmt.Fprintln(w.out, link)
	}
}
