// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build !linux

package procstart

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync"
	"syscall"
)

// start starts a process by Spawn: the only method that needs no more than
// package os.
func (c *Context) start(ctx context.Context, l *launch) (_ *child, err error) {
	if len(l.opts.Limits) > 0 {
		return nil, fmt.Errorf("limits: %w", errors.ErrUnsupported)
	}
	image, err := os.Executable()
	if err != nil {
		return nil, err
	}
	var theirs []*os.File
	defer func() {
		for _, f := range theirs {
			f.Close()
		}
	}()
	ch := new(child)
	defer func() {
		if err != nil {
			ch.release()
		}
	}()
	for _, own := range []**os.File{&ch.work, &ch.result, &ch.alive} {
		r, w, err := os.Pipe()
		if err != nil {
			return nil, err
		}
		if own == &ch.result {
			r, w = w, r
		}
		*own, theirs = w, append(theirs, r)
	}

	standard := []*os.File{l.opts.Stdin, l.opts.Stdout, l.opts.Stderr}
	if standard[0] == nil {
		null, err := os.Open(os.DevNull)
		if err != nil {
			return nil, err
		}
		standard[0] = null
		defer null.Close()
	}
	for i, own := range []*os.File{1: os.Stdout, 2: os.Stderr} {
		if standard[i] == nil {
			standard[i] = own
		}
	}
	attr := &os.ProcAttr{Dir: l.dir, Env: l.env, Files: standard}
	if attr.Env == nil {
		attr.Env = []string{}
	}
	for i, f := range l.opts.Files {
		if f.Fd() == ^uintptr(0) {
			return nil, fmt.Errorf("extra file %d: %w", i, os.ErrClosed)
		}
	}
	places, done, err := pass(attr, append(slices.Clip(theirs), l.opts.Files...))
	if err != nil {
		return nil, err
	}
	defer done()
	name := image
	if len(os.Args) > 0 {
		name = os.Args[0]
	}
	argv := append([]string{name, birthArg(string(Spawn), places)}, l.request.args...)
	if ch.process, err = os.StartProcess(image, argv, attr); err != nil {
		return nil, err
	}
	ch.pid = ch.process.Pid
	go ch.work.Write(append(l.request.append(nil), l.arg...))
	return ch, nil
}

// A child is a started process as its parent sees it.
type child struct {
	pid          int
	process      *os.Process
	work, result *os.File
	alive        *os.File // the child ends when this is closed

	mu sync.Mutex
}

func (c *child) wait() (code int, known bool) {
	s, err := c.process.Wait()
	if err != nil {
		return 0, false
	}
	return exitCode(s), true
}

// saysHello says whether a child's first word is hello.
const saysHello = true

func (c *child) tookRequest() bool { return false }

func (c *child) signal(sig syscall.Signal) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	err := sendSignal(c.process, sig)
	if errors.Is(err, os.ErrProcessDone) {
		return nil
	}
	return err
}

func (c *child) release() {
	for _, f := range []*os.File{c.work, c.result, c.alive} {
		if f != nil {
			f.Close()
		}
	}
}

// dieWithParent ends this process with its parent, which holds the other end of
// the lifeline.
func dieWithParent(_ string, fds []uintptr) error {
	alive := os.NewFile(fds[ownPipes-1], "lifeline")
	go func() {
		alive.Read(make([]byte, 1))
		os.Exit(1)
	}()
	return nil
}

// imageHead returns the start of the program's file, as far as the linker puts
// the build ID.
func imageHead() []byte {
	name, err := os.Executable()
	if err != nil {
		return nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer f.Close()
	b := make([]byte, 64<<10)
	n, _ := io.ReadFull(f, b)
	return b[:n]
}
