// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package weakfinal

import (
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
)

// ErrSelf is returned for a finalizer whose argument is the object itself, which
// would keep it alive for ever.
var ErrSelf = errors.New("weakfinal: argument of the finalizer is its object")

// ErrNil is returned for a finalizer of a nil object, or without a function.
var ErrNil = errors.New("weakfinal: finalizer of nil")

// A Finalizer calls a function once: when its object has been collected, when
// [Finalizer.Call] is called, or at exit, whichever comes first. It need not be
// kept for that. Its methods may be called by several goroutines at once.
//
// Python: weakref.finalize.
type Finalizer struct {
	seq     uint64
	dead    atomic.Bool
	cleanup runtime.Cleanup
	body    body // what embeds the Finalizer

	// The finalizers that run at exit are in a list, in the order of their
	// making. The list's lock guards these.
	listed     bool
	prev, next *Finalizer
}

// A body holds the function and its argument.
type body interface {
	invoke()  // calls the function and lets go of both
	release() // lets go of both
}

// A finalization is a Finalizer and what it calls.
type finalization[A any] struct {
	Finalizer
	fn  func(A)
	arg A
}

// Finalize returns a finalizer that calls fn(arg) once *p has been collected, or
// at exit: see [RunAtExit] and [Finalizer.SetAtExit]. Neither fn nor arg may lead
// to *p: see the package documentation. What p points to may be a part of a
// larger object, which then is what has to be collected.
//
// The error is [ErrNil], [ErrSelf] or wraps [ErrTiny].
func Finalize[T, A any](p *T, fn func(A), arg A) (*Finalizer, error) {
	if p == nil || fn == nil {
		return nil, ErrNil
	}
	if err := checkTiny[T](); err != nil {
		return nil, err
	}
	if self, ok := any(arg).(*T); ok && self == p {
		return nil, ErrSelf
	}
	b := &finalization[A]{fn: fn, arg: arg}
	f := &b.Finalizer
	f.body = b
	f.seq = lastSeq.Add(1)
	f.list().add(f)
	f.cleanup = runtime.AddCleanup(p, (*Finalizer).enqueue, f)
	runtime.KeepAlive(p)
	return f, nil
}

// enqueue queues the call of a finalizer whose object is gone.
func (f *Finalizer) enqueue() {
	if f.Alive() {
		callbacks.enqueue(f)
	}
}

func (f *Finalizer) order() uint64 { return f.seq }

// run calls the function if that has not been done yet.
func (f *Finalizer) run() bool {
	if !f.kill() {
		return false
	}
	f.body.invoke()
	return true
}

func (b *finalization[A]) invoke() {
	fn, arg := b.fn, b.arg
	b.release()
	fn(arg)
}

func (b *finalization[A]) release() {
	var none A
	b.fn, b.arg = nil, none
}

// kill makes the finalizer dead and reports whether it was alive.
func (f *Finalizer) kill() bool {
	if !f.dead.CompareAndSwap(false, true) {
		return false
	}
	l := f.list()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.remove(f)
	return true
}

// Alive reports whether the function is still to be called.
func (f *Finalizer) Alive() bool { return !f.dead.Load() }

// Call calls the function now, in the calling goroutine, and reports whether the
// finalizer was alive; otherwise it does nothing.
func (f *Finalizer) Call() bool {
	if !f.kill() {
		return false
	}
	f.cleanup.Stop()
	f.body.invoke()
	return true
}

// Detach makes the finalizer dead without calling the function, and reports
// whether it was alive.
func (f *Finalizer) Detach() bool {
	if !f.kill() {
		return false
	}
	f.cleanup.Stop()
	f.body.release()
	return true
}

// AtExit reports whether the finalizer is alive and will be called at exit.
func (f *Finalizer) AtExit() bool {
	l := f.list()
	l.mu.Lock()
	defer l.mu.Unlock()
	return f.listed
}

// SetAtExit says whether the finalizer, while alive, is to be called at exit.
// Finalizers begin so.
func (f *Finalizer) SetAtExit(on bool) {
	l := f.list()
	l.mu.Lock()
	defer l.mu.Unlock()
	if on && f.Alive() {
		l.insert(f)
	} else if !on {
		l.remove(f)
	}
}

// A list holds the finalizers to be called at exit, the oldest first.
type list struct {
	mu          sync.Mutex
	first, last *Finalizer
	_           [40]byte // keeps the locks of the lists on cache lines of their own
}

// lists are several, so that goroutines seldom wait for each other. Finalizers
// go to them in turn.
var lists [16]list

func (f *Finalizer) list() *list { return &lists[f.seq%uint64(len(lists))] }

// add inserts a new finalizer.
func (l *list) add(f *Finalizer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.insert(f)
}

// insert puts f in its place, which is mostly the last. l.mu is held.
func (l *list) insert(f *Finalizer) {
	if f.listed {
		return
	}
	after := l.last
	for after != nil && after.seq > f.seq {
		after = after.prev
	}
	f.listed = true
	f.prev, f.next = after, l.first
	if after != nil {
		f.next = after.next
		after.next = f
	} else {
		l.first = f
	}
	if f.next != nil {
		f.next.prev = f
	} else {
		l.last = f
	}
}

// remove takes f out of the list. l.mu is held.
func (l *list) remove(f *Finalizer) {
	if !f.listed {
		return
	}
	f.listed = false
	if f.prev != nil {
		f.prev.next = f.next
	} else {
		l.first = f.next
	}
	if f.next != nil {
		f.next.prev = f.prev
	} else {
		l.last = f.prev
	}
	f.prev, f.next = nil, nil
}

// newestAtExit returns the newest of the finalizers to be called at exit, or nil.
func newestAtExit() *Finalizer {
	var newest *Finalizer
	for i := range lists {
		l := &lists[i]
		l.mu.Lock()
		if f := l.last; f != nil && (newest == nil || f.seq > newest.seq) {
			newest = f
		}
		l.mu.Unlock()
	}
	return newest
}
