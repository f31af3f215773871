// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Xmlevents prints the events of XML files, or of its standard input, as they
// arrive.
//
// Usage:
//
//	xmlevents [-events LIST] [-chunk N] [FILE...]
//
// LIST is any of start, end, start-ns, end-ns, comment and pi, separated by
// commas; the default is end. The input is fed to the parser in pieces of at
// most N bytes, 65536 by default. A file named - is the standard input.
//
// An error is shown with the line it is in and a caret under its place. The
// exit status is then 1, and 2 for arguments that make no sense.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"py34.example/xmlpull"
)

const usage = "usage: xmlevents [-events start,end,start-ns,end-ns,comment,pi] [-chunk N] [FILE...]"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main with its surroundings. It returns the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	kinds, chunk, files, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "xmlevents:", err)
		return 2
	}
	if len(files) == 0 {
		files = []string{"-"}
	}
	status := 0
	out := bufio.NewWriter(stdout)
	for _, name := range files {
		if err := events(out, name, stdin, kinds, chunk); err != nil {
			out.Flush()
			fmt.Fprintf(stderr, "xmlevents: %v\n", err)
			status = 1
		}
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(stderr, "xmlevents:", err)
		status = 1
	}
	return status
}

// parse returns what the arguments ask for.
func parse(args []string) (kinds []xmlpull.Kind, chunk int, files []string, err error) {
	fs := flag.NewFlagSet("xmlevents", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.IntVar(&chunk, "chunk", 64<<10, "")
	fs.Func("events", "", func(list string) error {
		kinds = nil
		for name := range strings.SplitSeq(list, ",") {
			k, err := xmlpull.ParseKind(strings.TrimSpace(name))
			if err != nil {
				return err
			}
			kinds = append(kinds, k)
		}
		return nil
	})
	for { // flags may also follow files
		if err := fs.Parse(args); err != nil {
			return nil, 0, nil, err
		}
		if fs.NArg() == 0 {
			break
		}
		files = append(files, fs.Arg(0))
		args = fs.Args()[1:]
	}
	if chunk < 1 {
		return nil, 0, nil, fmt.Errorf("invalid value \"%d\" for flag -chunk: want a whole number above 0", chunk)
	}
	return kinds, chunk, files, nil
}

// events prints the events of a file. Its error shows the place.
func events(out *bufio.Writer, name string, stdin io.Reader, kinds []xmlpull.Kind, chunk int) error {
	in := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	p := xmlpull.NewPullParser(kinds...)
	buf := make([]byte, chunk)
	var seen tail
	for {
		n, rerr := in.Read(buf)
		seen.add(buf[:n])
		err := p.Feed(buf[:n])
		for ev, everr := range p.Events() {
			if everr == nil {
				fmt.Fprintln(out, format(ev))
			}
		}
		if ferr := out.Flush(); ferr != nil {
			return ferr
		}
		if err == nil && rerr == io.EOF {
			if err = p.Close(); err == nil {
				return nil
			}
		}
		if err != nil {
			return fmt.Errorf("%s: %w%s", name, err, seen.show(err))
		}
		if rerr != nil {
			return fmt.Errorf("%s: %w", name, rerr)
		}
	}
}

// format returns an event as a line: its kind, its name and attributes, and
// its text where that is whole.
func format(ev xmlpull.Event) string {
	var b strings.Builder
	b.WriteString(ev.Kind.String())
	switch ev.Kind {
	case xmlpull.StartNS:
		fmt.Fprintf(&b, " %q %q", ev.Prefix, ev.URI)
	case xmlpull.EndNS:
	case xmlpull.Comment, xmlpull.PI:
		fmt.Fprintf(&b, " %q", ev.Elem.Text)
	default:
		b.WriteString(" " + ev.Elem.Tag)
		for _, a := range ev.Elem.Attrs {
			fmt.Fprintf(&b, " %s=%q", a.Name, a.Value)
		}
		if ev.Kind == xmlpull.End && ev.Elem.Text != "" {
			fmt.Fprintf(&b, " %q", ev.Elem.Text)
		}
	}
	return b.String()
}

// A tail keeps the last part of the input, for the line that an error is in.
type tail struct {
	bytes []byte
	end   int64 // offset of the end of bytes
}

const tailSize = 4 << 10

func (t *tail) add(b []byte) {
	t.end += int64(len(b))
	t.bytes = append(t.bytes, b...)
	if extra := len(t.bytes) - 2*tailSize - len(b); extra > 0 {
		t.bytes = t.bytes[:copy(t.bytes, t.bytes[extra:])]
	}
}

// show returns the line that the error is in, cut where it is long, and
// another with a caret under the place, or nothing if the place is not at hand.
func (t *tail) show(err error) string {
	var pe *xmlpull.ParseError
	if !errors.As(err, &pe) {
		return ""
	}
	at := int(pe.Offset - (t.end - int64(len(t.bytes))))
	if at < 0 || at > len(t.bytes) || bytes.IndexByte(t.bytes, 0) >= 0 {
		return ""
	}
	const most = 70
	before, after := t.bytes[:at], t.bytes[at:]
	before = before[bytes.LastIndexAny(before, "\r\n")+1:]
	if end := bytes.IndexAny(after, "\r\n"); end >= 0 {
		after = after[:end]
	}
	for n := utf8.RuneCount(before); n > most; n-- {
		_, size := utf8.DecodeRune(before)
		before = before[size:]
	}
	if utf8.RuneCount(after) > 20 {
		after = []byte(string([]rune(string(after))[:20]))
	}
	pad := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, string(before))
	return fmt.Sprintf("\n%s%s\n%s^", printable(before), printable(after), pad)
}

// printable returns b with control characters replaced, each by one character.
func printable(b []byte) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' || r == 0x7F || r >= 0x80 && r < 0xA0 {
			return utf8.RuneError
		}
		return r
	}, string(b))
}
