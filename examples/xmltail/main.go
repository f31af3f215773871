// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Xmltail prints the elements of an XML log or stream as they are completed,
// one a line, as tail does with lines. The document need not have ended.
//
// Usage:
//
//	xmltail [-f] [-depth N] [-tag NAME] [FILE]
//
// A line has the element's name, its attributes as name=value, its text, and
// what is in its children with their names before it:
//
//	message from=ann body="Good morning" time.zone=UTC
//
// Names are without their namespaces. Elements at depth N are printed: at 1,
// the default, the children of the root. With -tag only those of that name
// are. With -f the file is followed as it grows, until the root element ends.
// Without a file, or with -, the standard input is read.
//
// The exit status is 1 for trouble with the file or the document, and 2 for
// arguments that make no sense. A document that ends before its root element
// does is no trouble.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"py34.example/xmlpull"
)

const usage = "usage: xmltail [-f] [-depth N] [-tag NAME] [FILE]"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

type options struct {
	follow bool
	depth  int
	tag    string
	file   string
}

// run is main with its surroundings. It returns the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "xmltail:", err)
		return 2
	}
	in := stdin
	if o.file != "-" {
		f, err := os.Open(o.file)
		if err != nil {
			fmt.Fprintln(stderr, "xmltail:", err)
			return 1
		}
		defer f.Close()
		in = f
	}
	wait := func() bool { return false }
	if o.follow && o.file != "-" {
		wait = func() bool {
			time.Sleep(200 * time.Millisecond)
			return true
		}
	}
	if err := tail(stdout, in, o, wait); err != nil {
		fmt.Fprintf(stderr, "xmltail: %s: %v\n", o.file, err)
		return 1
	}
	return 0
}

func parse(args []string) (o options, err error) {
	fs := flag.NewFlagSet("xmltail", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.BoolVar(&o.follow, "f", false, "")
	fs.IntVar(&o.depth, "depth", 1, "")
	fs.StringVar(&o.tag, "tag", "", "")
	var files []string
	for { // flags may also follow the file
		if err := fs.Parse(args); err != nil {
			return o, err
		}
		if fs.NArg() == 0 {
			break
		}
		files = append(files, fs.Arg(0))
		args = fs.Args()[1:]
	}
	if o.depth < 0 {
		return o, fmt.Errorf("invalid value \"%d\" for flag -depth: want a whole number", o.depth)
	}
	switch len(files) {
	case 0:
		o.file = "-"
	case 1:
		o.file = files[0]
	default:
		return o, fmt.Errorf("more than one file: %q", files)
	}
	return o, nil
}

// tail prints the elements of in. At its end it calls wait, and goes on if that
// returns true and the root element has not ended.
func tail(w io.Writer, in io.Reader, o options, wait func() bool) error {
	out := bufio.NewWriter(w)
	p := xmlpull.NewPullParser(xmlpull.Start, xmlpull.End)
	var open []*xmlpull.Element
	ended := false
	buf := make([]byte, 64<<10)
	for {
		n, rerr := in.Read(buf)
		err := p.Feed(buf[:n])
		for ev, everr := range p.Events() {
			switch {
			case everr != nil:
			case ev.Kind == xmlpull.Start:
				open = append(open, ev.Elem)
			default:
				open = open[:len(open)-1]
				ended = len(open) == 0
				if len(open) == o.depth && (o.tag == "" || o.tag == local(ev.Elem.Tag)) {
					fmt.Fprintln(out, format(ev.Elem))
				}
				if len(open) > 0 && len(open) <= o.depth {
					open[len(open)-1].Remove(ev.Elem) // it was printed, or is not asked for
				}
			}
		}
		if ferr := out.Flush(); ferr != nil {
			return ferr
		}
		switch {
		case err != nil:
			return err
		case rerr == io.EOF && (ended || !wait()):
			return atEnd(p)
		case rerr != nil && rerr != io.EOF:
			return rerr
		}
	}
}

// atEnd returns the error of a document that is in itself wrong where it ends.
func atEnd(p *xmlpull.PullParser) error {
	err := p.Close()
	if errors.Is(err, xmlpull.ErrNoElements) || errors.Is(err, xmlpull.ErrUnclosedToken) ||
		errors.Is(err, xmlpull.ErrPartialChar) || errors.Is(err, xmlpull.ErrUnclosedCDATASection) {
		return nil
	}
	return err
}

// format returns the element as a line.
func format(e *xmlpull.Element) string {
	return local(e.Tag) + fields("", e)
}

// fields returns the attributes, text and children of e, each with a space and
// the prefix before it.
func fields(prefix string, e *xmlpull.Element) string {
	var b strings.Builder
	for _, a := range e.Attrs {
		fmt.Fprintf(&b, " %s%s=%s", prefix, local(a.Name), quoted(a.Value))
	}
	text := []string{e.Text}
	for c := range e.Children() {
		text = append(text, c.Tail)
	}
	if s := strings.Join(strings.Fields(strings.Join(text, " ")), " "); s != "" {
		name := " "
		if prefix != "" {
			name += strings.TrimSuffix(prefix, ".") + "="
		}
		b.WriteString(name + quoted(s))
	}
	for c := range e.Children() {
		b.WriteString(fields(prefix+local(c.Tag)+".", c))
	}
	return b.String()
}

// local returns the name without its namespace.
func local(name string) string { return name[strings.LastIndexByte(name, '}')+1:] }

// quoted returns s, in quotes where it is not one plain word.
func quoted(s string) string {
	if s == "" || strings.ContainsAny(s, " =\"\\") {
		return strconv.Quote(s)
	}
	if q := strconv.Quote(s); q[1:len(q)-1] != s {
		return q
	}
	return s
}
