// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Wrap wraps, shortens, dedents or indents text files, or its standard input.
//
// Usage:
//
//	wrap [-width N] [-max-lines N] [-placeholder S] [-indent S] [-paragraphs] [-cells] wrap|fill|shorten|dedent|indent [FILE...]
//
// wrap and fill print the text in lines of the given width: fill as one text,
// wrap line by line as they are found. Each paragraph of the text is wrapped by
// itself with -paragraphs. shorten prints it on one line, cut to the width.
// dedent takes away what all lines begin with, and indent puts -indent before
// each line.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"

	"py34.example/textwrap"
)

const usage = "usage: wrap [-width N] [-max-lines N] [-placeholder S] [-indent S] [-paragraphs] [-cells] wrap|fill|shorten|dedent|indent [FILE...]"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main with its surroundings. It returns the exit status: 0, 1 for
// trouble with files, 2 for arguments that make no sense.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	apply, files, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "wrap:", err)
		return 2
	}
	out := bufio.NewWriter(stdout)
	status := 0
	if len(files) == 0 {
		files = []string{"-"}
	}
	for _, name := range files {
		text, err := read(name, stdin)
		if err == nil {
			err = apply(out, text)
		}
		if err != nil {
			fmt.Fprintln(stderr, "wrap:", err)
			status = 1
		}
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(stderr, "wrap:", err)
		status = 1
	}
	return status
}

func read(name string, stdin io.Reader) (string, error) {
	if name == "-" {
		b, err := io.ReadAll(stdin)
		return string(b), err
	}
	b, err := os.ReadFile(name)
	return string(b), err
}

// parse returns what the arguments ask to be done with each text, and the names
// of the files.
func parse(args []string) (apply func(w io.Writer, text string) error, files []string, err error) {
	var wrapper textwrap.Wrapper
	var indent string
	fs := flag.NewFlagSet("wrap", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Func("width", "", number(&wrapper.Width))
	fs.Func("max-lines", "", number(&wrapper.MaxLines))
	fs.Func("placeholder", "", func(s string) error {
		wrapper.Placeholder, wrapper.NoPlaceholder = s, s == ""
		return nil
	})
	fs.StringVar(&indent, "indent", "", "")
	fs.BoolVar(&wrapper.Paragraphs, "paragraphs", false, "")
	cells := fs.Bool("cells", false, "")
	if err := fs.Parse(args); err != nil {
		return nil, nil, err
	}
	if fs.NArg() == 0 {
		return nil, nil, errors.New("no command: wrap, fill, shorten, dedent or indent")
	}
	command := fs.Arg(0)
	if err := fs.Parse(fs.Args()[1:]); err != nil { // flags may also follow the command
		return nil, nil, err
	}
	if *cells {
		wrapper.Measure = textwrap.CellsANSI
	}
	if command != "indent" {
		wrapper.InitialIndent, wrapper.SubsequentIndent = indent, indent
	}
	switch command {
	case "wrap":
		apply = func(w io.Writer, text string) error {
			lines, err := wrapper.Lines(text)
			if err != nil {
				return err
			}
			for line := range lines {
				if _, err := fmt.Fprintln(w, line); err != nil {
					return err
				}
			}
			return nil
		}
	case "fill":
		apply = printing(wrapper.Fill)
	case "shorten":
		apply = printing(wrapper.Shorten)
	case "dedent":
		apply = func(w io.Writer, text string) error {
			_, err := io.WriteString(w, textwrap.Dedent(text))
			return err
		}
	case "indent":
		apply = func(w io.Writer, text string) error {
			_, err := io.WriteString(w, textwrap.Indent(text, indent))
			return err
		}
	default:
		return nil, nil, fmt.Errorf("unknown command %q: want wrap, fill, shorten, dedent or indent", command)
	}
	// A placeholder that does not fit is a bad argument, not a bad file.
	check := wrapper.Fill
	if command == "shorten" {
		check = wrapper.Shorten
	}
	if _, err := check(""); err != nil {
		return nil, nil, err
	}
	return apply, fs.Args(), nil
}

// number returns a flag's function that takes a number above zero.
func number(p *int) func(string) error {
	return func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			return errors.New("want a whole number above 0")
		}
		*p = n
		return nil
	}
}

// printing returns a function that prints what f makes of a text, if anything,
// and a newline.
func printing(f func(string) (string, error)) func(io.Writer, string) error {
	return func(w io.Writer, text string) error {
		s, err := f(text)
		if err != nil || s == "" {
			return err
		}
		_, err = fmt.Fprintln(w, s)
		return err
	}
}
