// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Tempdirs makes temporary directories that are removed when nobody holds them any
// more, when the program ends, or when it is interrupted.
//
// Usage:
//
//	tempdirs [-dirs N] [-drop N] [-wait DURATION]
//
// It makes some directories, forgets a few of them, and waits: press Ctrl-C, or
// let it end. Either way nothing is left.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"time"

	"py34.example/weakfinal"
)

const usage = "usage: tempdirs [-dirs N] [-drop N] [-wait DURATION]"

func main() {
	weakfinal.HandleSignals()
	weakfinal.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	fs := flag.NewFlagSet("tempdirs", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	dirs := fs.Uint("dirs", 4, "")
	drop := fs.Uint("drop", 2, "")
	wait := fs.Duration("wait", 5*time.Second, "")
	err := fs.Parse(args)
	if err == nil && fs.NArg() > 0 {
		err = fmt.Errorf("unexpected argument %q", fs.Arg(0))
	}
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "tempdirs:", err)
		return 2
	}
	if err := show(stdout, int(*dirs), int(*drop), *wait); err != nil {
		fmt.Fprintln(stderr, "tempdirs:", err)
		return 1
	}
	return 0
}

// show makes directories and drops some of them.
func show(w io.Writer, dirs, drop int, wait time.Duration) error {
	held := make([]*TempDir, dirs)
	for i := range held {
		d, err := NewTempDir(fmt.Sprintf("tempdirs-%d-", i))
		if err != nil {
			return err
		}
		d.removed = func(path string) { fmt.Fprintln(w, "removed", path) }
		fmt.Fprintln(w, "made", d.Path())
		held[i] = d
	}
	clear(held[:min(drop, dirs)])
	if err := weakfinal.Flush(context.Background()); err != nil {
		return err
	}
	fmt.Fprintf(w, "%d dropped; waiting %v, or press Ctrl-C\n", min(drop, dirs), wait)
	time.Sleep(wait)
	runtime.KeepAlive(held)
	return nil
}

// A TempDir is a temporary directory. It is removed, with all that is in it, by
// Close, or once the TempDir is no longer used, or at exit.
type TempDir struct {
	*tempDir
	finalizer *weakfinal.Finalizer
}

// A tempDir is what the finalizer needs. The TempDir refers to it, and not the
// other way round: so the TempDir can be collected.
type tempDir struct {
	path    string
	removed func(path string) // told of the removal, if not nil
	err     error
}

// NewTempDir makes a temporary directory whose name begins with prefix.
func NewTempDir(prefix string) (*TempDir, error) {
	path, err := os.MkdirTemp("", prefix)
	if err != nil {
		return nil, err
	}
	d := &TempDir{tempDir: &tempDir{path: path}}
	if d.finalizer, err = weakfinal.Finalize(d, (*tempDir).remove, d.tempDir); err != nil {
		return nil, errors.Join(err, os.RemoveAll(path))
	}
	return d, nil
}

// Path returns the path of the directory.
func (d *TempDir) Path() string { return d.path }

// Close removes the directory now. It may be called more than once.
func (d *TempDir) Close() error {
	d.finalizer.Call()
	return d.err
}

func (d *tempDir) remove() {
	d.err = os.RemoveAll(d.path)
	if d.removed != nil {
		d.removed(d.path)
	}
}
