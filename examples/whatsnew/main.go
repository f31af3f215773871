// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Whatsnew is a tour of what Python 3.4 added to its library: each example is
// shown as Python lines, then done in Go.
//
// Usage:
//
//	whatsnew [-list] [NAME...]
package main

import (
	"bufio"
	"embed"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"py34.example/procstart"
)

// An example is one stop of the tour.
type example struct {
	name  string // the Python lines are in python/name.py
	title string
	run   func(w io.Writer) // prints what the Python lines print

	// differs says why the Go output is not the Python output, where it is
	// not.
	differs string
}

//go:embed python/*.py
var python embed.FS

// tour is what the tour shows, one line a package.
var tour = slices.Concat(
	hashutilTour,
	pprintTour,
	textwrapTour,
	weakfinalTour,
	ipaddrTour,
	htmlunescapeTour,
	xmlpullTour,
	audiofmtTour,
	procstartTour,
)

func main() {
	procstart.Init()
	list := flag.Bool("list", false, "list the examples")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: whatsnew [-list] [NAME...]")
		flag.PrintDefaults()
	}
	flag.Parse()

	chosen, err := choose(flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "whatsnew:", err)
		os.Exit(2)
	}
	out := bufio.NewWriter(os.Stdout)
	for i, ex := range chosen {
		if *list {
			fmt.Fprintf(out, "%-26s %s\n", ex.name, ex.title)
			continue
		}
		if i > 0 {
			fmt.Fprintln(out)
		}
		show(out, ex)
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(os.Stderr, "whatsnew:", err)
		os.Exit(1)
	}
}

// choose returns the named examples, or all of them if none is named.
func choose(names []string) ([]example, error) {
	if len(names) == 0 {
		return tour, nil
	}
	var chosen []example
	for _, name := range names {
		i := slices.IndexFunc(tour, func(ex example) bool { return ex.name == name })
		if i < 0 {
			return nil, fmt.Errorf("no example %q (-list names them)", name)
		}
		chosen = append(chosen, tour[i])
	}
	return chosen, nil
}

func show(w io.Writer, ex example) {
	fmt.Fprintf(w, "=== %s: %s\n\n", ex.name, ex.title)
	script, err := python.ReadFile("python/" + ex.name + ".py")
	if err != nil {
		panic(err) // the files are part of the program
	}
	for line := range strings.Lines(string(script)) {
		fmt.Fprint(w, "    ", line)
	}
	if ex.differs != "" {
		fmt.Fprintf(w, "\nGo (%s):\n\n", ex.differs)
	} else {
		fmt.Fprint(w, "\nGo:\n\n")
	}
	ex.run(w)
}
