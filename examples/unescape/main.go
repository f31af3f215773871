// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Unescape decodes the character references of HTML in its files, or in its
// standard input, and writes the result to its standard output.
//
// Usage:
//
//	unescape [-attr] [-whatwg] [FILE...]
//	unescape -escape [-quote=false] [FILE...]
//
// With -attr the text is taken for attribute values, in which names without
// semicolon stay as they are before "=", letters and digits. With -whatwg
// references to control characters are decoded, and do not vanish. With
// -escape &, <, > and, unless -quote=false, quotes are encoded instead.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"py34.example/htmlunescape"
)

const usage = "usage: unescape [-attr] [-whatwg] [-escape [-quote=false]] [FILE...]"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main with its surroundings. It returns the exit status: 0, 1 for
// trouble with files, 2 for arguments that make no sense.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	filter, files, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "unescape:", err)
		return 2
	}
	out := bufio.NewWriter(stdout)
	status := 0
	if len(files) == 0 {
		files = []string{"-"}
	}
	for _, name := range files {
		if err := apply(filter, out, name, stdin); err != nil {
			fmt.Fprintln(stderr, "unescape:", err)
			status = 1
		}
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(stderr, "unescape:", err)
		status = 1
	}
	return status
}

// A filter copies src to dst, changed.
type filter func(dst io.Writer, src io.Reader) error

// apply applies f to the named file; "-" is the standard input.
func apply(f filter, out io.Writer, name string, stdin io.Reader) error {
	if name == "-" {
		return f(out, stdin)
	}
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	return f(out, file)
}

// parse returns the filter that the arguments ask for, and the names of the
// files.
func parse(args []string) (f filter, files []string, err error) {
	var u htmlunescape.Unescaper
	flags := flag.NewFlagSet("unescape", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.BoolVar(&u.Attribute, "attr", false, "")
	whatwg := flags.Bool("whatwg", false, "")
	escape := flags.Bool("escape", false, "")
	quote := flags.Bool("quote", true, "")
	if err := flags.Parse(args); err != nil {
		return nil, nil, err
	}
	if *escape && (u.Attribute || *whatwg) {
		return nil, nil, errors.New("-attr and -whatwg do not go with -escape")
	}
	if *whatwg {
		u.Rules = htmlunescape.WHATWG
	}
	f = func(dst io.Writer, src io.Reader) error {
		_, err := io.Copy(dst, u.NewReader(src))
		return err
	}
	if *escape {
		f = func(dst io.Writer, src io.Reader) error { return encode(dst, src, *quote) }
	}
	return f, flags.Args(), nil
}

// encode copies src to dst, escaped.
func encode(dst io.Writer, src io.Reader, quote bool) error {
	in, out := make([]byte, 16<<10), []byte(nil)
	for {
		n, err := src.Read(in)
		out = htmlunescape.AppendEscape(out[:0], in[:n], quote)
		if _, err := dst.Write(out); err != nil {
			return err
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
