// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Cidrmerge reads lists of IP networks and prints the fewest networks that
// cover the same addresses, IPv4 before IPv6.
//
// Usage:
//
//	cidrmerge [-strict] [FILE...]
//
// It reads standard input if no file is named, or where the name is "-". Each
// line of a list is an address, a network or a range such as
// 10.0.0.5-10.0.0.20; empty lines and what follows a # are passed over. A
// network whose address has bits after its prefix length stands for the whole
// network; with -strict it is an error.
//
// If anything is wrong with a list, nothing is printed but what is wrong: a
// filter with a hole in it would be worse than none.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/netip"
	"os"
	"strings"

	"py34.example/ipaddr"
)

const usage = "usage: cidrmerge [-strict] [FILE...]"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main with its surroundings. It returns the exit status: 0, 1 for
// trouble with lists, 2 for arguments that make no sense.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("cidrmerge", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	strict := flags.Bool("strict", false, "")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "cidrmerge:", err)
		return 2
	}
	names := flags.Args()
	if len(names) == 0 {
		names = []string{"-"}
	}
	m := merger{parse: ipaddr.ParseInterface}
	if *strict {
		m.parse = ipaddr.ParseNetwork
	}
	for _, name := range names {
		m.readFile(name, stdin)
	}
	if err := m.print(stdout); err != nil {
		fmt.Fprintln(stderr, "cidrmerge:", strings.ReplaceAll(err.Error(), "\n", "\ncidrmerge: "))
		return 1
	}
	return 0
}

// A merger collects the networks of lists.
type merger struct {
	parse  func(string) (netip.Prefix, error)
	v4, v6 []netip.Prefix
	errs   []error
}

// maxErrors is how many errors are told at most.
const maxErrors = 20

func (m *merger) fail(err error) {
	if len(m.errs) < maxErrors {
		m.errs = append(m.errs, err)
	}
}

func (m *merger) readFile(name string, stdin io.Reader) {
	if name == "-" {
		m.read("standard input", stdin)
		return
	}
	f, err := os.Open(name)
	if err != nil {
		m.fail(err)
		return
	}
	defer f.Close()
	m.read(name, f)
}

// read reads one list. Lines have at most 64 KiB.
func (m *merger) read(name string, r io.Reader) {
	lines := bufio.NewScanner(r)
	n := 0
	for lines.Scan() {
		n++
		text, _, _ := strings.Cut(lines.Text(), "#")
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		if err := m.add(text); err != nil {
			m.fail(fmt.Errorf("%s:%d: %w", name, n, err))
		}
	}
	if err := lines.Err(); err != nil {
		m.fail(fmt.Errorf("%s:%d: %w", name, n+1, err))
	}
}

func (m *merger) add(text string) error {
	first, last, isRange := strings.Cut(text, "-")
	if !isRange {
		p, err := m.parse(text)
		if err == nil {
			m.keep(p)
		}
		return err
	}
	a, err := netip.ParseAddr(strings.TrimSpace(first))
	if err != nil {
		return err
	}
	b, err := netip.ParseAddr(strings.TrimSpace(last))
	if err != nil {
		return err
	}
	nets, err := ipaddr.Summarize(a, b)
	if err != nil {
		return err
	}
	for p := range nets {
		m.keep(p)
	}
	return nil
}

func (m *merger) keep(p netip.Prefix) {
	if p.Addr().Is4() {
		m.v4 = append(m.v4, p)
	} else {
		m.v6 = append(m.v6, p)
	}
}

// print prints the networks, or returns what was wrong.
func (m *merger) print(w io.Writer) error {
	if len(m.errs) > 0 {
		return errors.Join(m.errs...)
	}
	merged, err := ipaddr.Collapse(m.v4)
	if err != nil {
		return err
	}
	merged, err = ipaddr.AppendCollapse(merged, m.v6)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	var line []byte
	for _, p := range merged {
		line = append(p.AppendTo(line[:0]), '\n')
		out.Write(line)
	}
	return out.Flush()
}
