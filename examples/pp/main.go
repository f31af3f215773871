// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Pp pretty-prints JSON, from files or its standard input, as Go source or as
// Python would print it.
//
// Usage:
//
//	pp [-width N] [-indent N] [-depth N] [-compact] [-python] [-color auto|always|never] [FILE...]
//
// Lines are as wide as the terminal, or 80 columns where there is none. Input
// is any number of JSON values, each of which is printed as soon as it is read.
// Whole numbers stay whole, however large. Flags may follow the files, and "-"
// is the standard input.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/big"
	"os"
	"sort"
	"strconv"
	"strings"

	"py34.example/pprint"
)

const usage = "usage: pp [-width N] [-indent N] [-depth N] [-compact] [-python] [-color auto|always|never] [FILE...]"

func main() {
	width, color := terminal(os.Stdout)
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		width = n
	}
	if os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		color = false
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, width, color))
}

// run is main with its surroundings: width is that of the terminal on stdout,
// or 0, and color says whether it shows colors. It returns the exit status: 0,
// 1 for trouble with the input, 2 for arguments that make no sense.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer, width int, color bool) int {
	p, files, err := parse(args, width, color)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "pp:", err)
		return 2
	}
	if len(files) == 0 {
		files = []string{"-"}
	}
	status := 0
	for _, name := range files {
		if err := printFile(p, stdout, name, stdin); err != nil {
			fmt.Fprintln(stderr, "pp:", err)
			status = 1
		}
	}
	return status
}

// parse returns the Printer that the arguments ask for, and the names of the
// files, between which there may be flags.
func parse(args []string, width int, color bool) (p *pprint.Printer, files []string, err error) {
	p = &pprint.Printer{Width: width}
	if width > 0 {
		p.Measure = pprint.Cells
	}
	theme := "auto"
	fs := flag.NewFlagSet("pp", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Func("width", "", number(&p.Width, 1))
	fs.Func("indent", "", number(&p.Indent, 0))
	fs.Func("depth", "", number(&p.Depth, 1))
	fs.BoolVar(&p.Compact, "compact", false, "")
	python := fs.Bool("python", false, "")
	fs.Func("color", "", func(s string) error {
		if s != "auto" && s != "always" && s != "never" {
			return errors.New("want auto, always or never")
		}
		theme = s
		return nil
	})
	for {
		if err := fs.Parse(args); err != nil {
			return nil, nil, err
		}
		rest := fs.Args()
		if len(rest) < len(args) && args[len(args)-len(rest)-1] == "--" {
			files = append(files, rest...)
			break
		}
		if len(rest) == 0 {
			break
		}
		files, args = append(files, rest[0]), rest[1:]
	}
	if *python {
		p.Notation = pprint.Python
	}
	if theme == "always" || theme == "auto" && color {
		p.Color = pprint.DefaultTheme()
	}
	return p, files, nil
}

// number returns a flag's function that takes a whole number from least up.
// Printer takes a negative number for none where its zero means the default.
func number(p *int, least int) func(string) error {
	return func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < least {
			return fmt.Errorf("want a whole number from %d up", least)
		}
		if n == 0 {
			n = -1
		}
		*p = n
		return nil
	}
}

func printFile(p *pprint.Printer, w io.Writer, name string, stdin io.Reader) error {
	in, label := stdin, "standard input"
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		in, label = f, name
	}
	lines := &lineCounter{r: bufio.NewReader(in)}
	dec := json.NewDecoder(lines)
	dec.UseNumber()
	for {
		var v any
		if err := dec.Decode(&v); err == io.EOF {
			return nil
		} else if err != nil {
			return lines.locate(label, dec.InputOffset(), err)
		}
		if err := p.Fprint(w, numbers(v)); err != nil {
			return err
		}
	}
}

// numbers replaces each json.Number in v by an int, a *big.Int or a float64.
func numbers(v any) any {
	switch v := v.(type) {
	case []any:
		for i, x := range v {
			v[i] = numbers(x)
		}
	case map[string]any:
		for k, x := range v {
			v[k] = numbers(x)
		}
	case json.Number:
		return parseNumber(string(v))
	}
	return v
}

func parseNumber(s string) any {
	if strings.ContainsAny(s, ".eE") {
		f, _ := strconv.ParseFloat(s, 64) // beyond all floats is an infinity, as in Python
		return f
	}
	if i, err := strconv.Atoi(s); err == nil {
		return i
	}
	i, _ := new(big.Int).SetString(s, 10)
	return i
}

// A lineCounter notes where lines begin in what is read through it.
type lineCounter struct {
	r      io.Reader
	read   int64
	starts []int64 // offset of each line but the first
}

func (c *lineCounter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	for i, b := range p[:n] {
		if b == '\n' {
			c.starts = append(c.starts, c.read+int64(i)+1)
		}
	}
	c.read += int64(n)
	return n, err
}

// locate adds the place to an error in the JSON read so far.
func (c *lineCounter) locate(name string, offset int64, err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		offset = max(syntax.Offset-1, 0) // of the byte that is wrong
	case errors.Is(err, io.ErrUnexpectedEOF):
		offset, err = c.read, errors.New("unexpected end of JSON input")
	default:
		return fmt.Errorf("%s: %w", name, err)
	}
	line := sort.Search(len(c.starts), func(i int) bool { return c.starts[i] > offset })
	if line > 0 {
		offset -= c.starts[line-1]
	}
	return fmt.Errorf("%s:%d:%d: %w", name, line+1, offset+1, err)
}
