// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Weakcache serves files from a cache that lets the garbage collector decide what
// to forget, and prints its hits, loads and evictions.
//
// Usage:
//
//	weakcache [-requests N] [-keep N] [-collect N] [-seed N] FILE...
//
// It asks for the files at random. The last few answers (-keep) are held, as by
// clients that are still at work with them; the rest may go whenever the
// collector runs, which is after every few requests here (-collect) and otherwise
// when the heap has grown.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"

	"py34.example/weakfinal"
)

const usage = "usage: weakcache [-requests N] [-keep N] [-collect N] [-seed N] FILE..."

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	opts := options{requests: 20, keep: 2, collect: 5, seed: 1}
	fs := flag.NewFlagSet("weakcache", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	for name, p := range map[string]*int{"requests": &opts.requests, "keep": &opts.keep, "collect": &opts.collect, "seed": &opts.seed} {
		fs.Func(name, "", func(s string) (err error) {
			if *p, err = strconv.Atoi(s); err != nil || *p < 0 {
				return errors.New("want a whole number")
			}
			return nil
		})
	}
	err := fs.Parse(args)
	if err == nil && fs.NArg() == 0 {
		err = errors.New("no files")
	}
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "weakcache:", err)
		return 2
	}
	out := bufio.NewWriter(stdout)
	err = serve(out, opts, fs.Args())
	if err := errors.Join(err, out.Flush()); err != nil {
		fmt.Fprintln(stderr, "weakcache:", err)
		return 1
	}
	return 0
}

type options struct{ requests, keep, collect, seed int }

// serve asks the cache for files at random.
func serve(w io.Writer, opts options, names []string) error {
	evicted := make(chan string, len(names)*(opts.requests+1))
	cache := Cache{Evicted: func(name string) { evicted <- name }}
	rng := rand.New(rand.NewPCG(uint64(opts.seed), 0))
	held := make([]*File, opts.keep)
	for i := range opts.requests {
		name := names[rng.IntN(len(names))]
		f, hit, err := cache.Get(name)
		if err != nil {
			return err
		}
		if opts.keep > 0 {
			held[i%opts.keep] = f
		}
		what := "load"
		if hit {
			what = "hit"
		}
		fmt.Fprintf(w, "%-5s %s, %d bytes\n", what, name, len(f.Data))
		f = nil
		if opts.collect > 0 && i%opts.collect == opts.collect-1 {
			if err := weakfinal.Flush(context.Background()); err != nil {
				return err
			}
		}
		for more := true; more; {
			select {
			case name := <-evicted:
				fmt.Fprintf(w, "evict %s\n", name)
			default:
				more = false
			}
		}
	}
	fmt.Fprintf(w, "%d of %d files are in the cache\n", cache.files.Len(), len(names))
	return nil
}

// A File is a file's contents.
type File struct {
	Name string
	Data []byte
}

// A Cache reads files, each at most once as long as somebody holds it. It may be
// used by several goroutines at once.
type Cache struct {
	// Evicted, if not nil, is told of each file that is forgotten.
	Evicted func(name string)

	files weakfinal.ValueMap[string, File]
}

// Get returns a file, and whether it was in the cache.
func (c *Cache) Get(name string) (f *File, hit bool, err error) {
	if f, ok := c.files.Load(name); ok {
		return f, true, nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, false, err
	}
	// Another goroutine may have been faster: then its file is the one.
	f, hit = c.files.LoadOrStore(name, &File{name, data})
	if !hit && c.Evicted != nil {
		_, err = weakfinal.Finalize(f, c.Evicted, name)
	}
	return f, hit, err
}
