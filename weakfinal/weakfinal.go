// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package weakfinal has weak references with callbacks, finalizers that fire
// once, and maps that hold their keys or values weakly.
//
//	f, err := weakfinal.Finalize(conn, removeSocket, conn.path)
//	...
//	f.Call()               // now, and not again when conn is collected
//	weakfinal.Exit(0)      // or at exit, if conn is still alive
//
// It follows Python's weakref module: [Ref] is weakref.ref, [Method] is
// WeakMethod, [Finalize] is weakref.finalize, and [ValueMap], [KeyMap] and [Set]
// are WeakValueDictionary, WeakKeyDictionary and WeakSet. As since Python 3.4
// (PEP 442), objects of a cycle are finalized like any others.
//
// # Callbacks
//
// Callbacks of references and finalizers run some time after the garbage
// collector has found their object unreachable: never while it can still be
// reached, and not for certain before the program ends, unless it ends by way
// of [RunAtExit]. They run one after the other, those of an object newest first,
// in a goroutine that exists only while there are any. A callback that panics or
// calls runtime.Goexit (as testing's FailNow does) does not keep the others from
// running, and neither does one that blocks: after a moment others go on beside
// it. Panics are reported as [SetPanicHook] says.
//
// # What is never collected
//
// An object lives as long as anything reaches it, and the callback is a thing
// that reaches: what it captures, and what its argument points to. If that leads
// to the object, the object is never collected, and nothing can tell. [Finalize]
// takes an argument for the callback so that it need not capture anything.
// Global variables never die either, nor does a field or an element before the
// struct or the array that holds it.
//
// Objects of less than 16 bytes without pointers share a block of memory with
// others and may live as long as these, and those of no size share one address:
// their type is refused with [ErrTiny], also where the object is a part of a
// larger one. Adding a pointer or some bytes to the type mends it.
//
// # Differences from Python
//
//   - Collection is up to the garbage collector, always, as on Python
//     implementations that do not count references: [Flush] is for tests.
//   - Callbacks run in another goroutine than the one that dropped the object.
//   - At exit nothing runs by itself. Call [RunAtExit] before main returns, or
//     [Exit] in place of os.Exit, and [HandleSignals] for signals.
//   - [Finalizer.Call] and [Finalizer.Detach] report whether the finalizer was
//     alive; the callback returns nothing.
//   - A map's Len counts entries whose object was collected until they are
//     swept, soon after each collection.
//   - An object cannot be brought back to life by a callback, which never sees
//     it. One that runtime.SetFinalizer brings back has lost its references,
//     and may be given new ones.
//
// # When the standard library is the better choice
//
// Package weak has the pointers, and runtime.AddCleanup calls a function after an
// object is gone: enough for a function that cannot block or panic, need not
// run at exit and is never called early.
package weakfinal

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"sync/atomic"
	"weak"
)

// ErrTiny is wrapped by the errors, and by the values that functions without
// an error panic with, for types too small to be referred to weakly: of less
// than 16 bytes without pointers, or of no size at all.
var ErrTiny = errors.New("type too small for weak references")

// tinySize is the size from which on the allocator gives each object a block of
// its own. Below it objects without pointers share one.
const tinySize = 16

// checkTiny returns an error if objects of type T may share their memory.
func checkTiny[T any]() error {
	t := reflect.TypeFor[T]()
	if t.Size() >= tinySize || t.Size() > 0 && hasPointers(t) {
		return nil
	}
	return fmt.Errorf("weakfinal: %w: %v takes %d bytes and has no pointers", ErrTiny, t, t.Size())
}

func hasPointers(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Array:
		return t.Len() > 0 && hasPointers(t.Elem())
	case reflect.Struct:
		for field := range t.Fields() {
			if hasPointers(field.Type) {
				return true
			}
		}
		return false
	case reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice, reflect.String, reflect.UnsafePointer:
		return true
	}
	return false
}

// mustNotBeTiny panics if objects of type T may share their memory.
func mustNotBeTiny[T any]() {
	if err := checkTiny[T](); err != nil {
		panic(err)
	}
}

// lastSeq numbers references and finalizers in the order of their making.
var lastSeq atomic.Uint64

// A Ref refers to a T without keeping it alive. It may be used by several
// goroutines at once.
//
// Python: weakref.ref.
type Ref[T any] struct {
	p        weak.Pointer[T]
	callback func(*Ref[T])
}

// NewRef returns a reference to *p. Once *p is collected, callback, which may be
// nil, is called with the reference, unless that has been dropped before. It
// must not capture p: see the package documentation.
//
// NewRef panics if p is nil, and with an error that wraps [ErrTiny] if the type
// is too small.
func NewRef[T any](p *T, callback func(*Ref[T])) *Ref[T] {
	if p == nil {
		panic("weakfinal: reference to nil")
	}
	mustNotBeTiny[T]()
	r := &Ref[T]{weak.Make(p), callback}
	if callback != nil {
		c := runtime.AddCleanup(p, notify[T], &notice[T]{weak.Make(r), lastSeq.Add(1)})
		// Without this, references that come and go would pile up on an
		// object that stays.
		runtime.AddCleanup(r, runtime.Cleanup.Stop, c)
		runtime.KeepAlive(p)
	}
	return r
}

// Get returns the object, or nil if it has been collected.
func (r *Ref[T]) Get() *T { return r.p.Value() }

// Equal reports whether r and o refer to the same object that is alive, or are
// the same reference.
func (r *Ref[T]) Equal(o *Ref[T]) bool {
	return r == o || r != nil && o != nil && r.p == o.p && r.Get() != nil
}

// A notice is what is left to say when the object of a reference is gone.
type notice[T any] struct {
	ref weak.Pointer[Ref[T]]
	seq uint64
}

// notify queues the callback of a reference, if that is still there.
func notify[T any](n *notice[T]) {
	if r := n.ref.Value(); r != nil {
		callbacks.enqueue(&call[T]{r, n.seq})
	}
}

// A call is a callback of a reference that is due.
type call[T any] struct {
	ref *Ref[T]
	seq uint64
}

func (c *call[T]) order() uint64 { return c.seq }

func (c *call[T]) run() bool {
	c.ref.callback(c.ref)
	return true
}

// A Method refers to a method of an object without keeping the object alive. F
// is the type of the method value. It may be used by several goroutines at
// once if bind may.
//
// Python: weakref.WeakMethod.
type Method[T, F any] struct {
	p    weak.Pointer[T]
	bind func(*T) F
}

// NewMethod returns a reference to the method that bind binds to *obj:
//
//	m := weakfinal.NewMethod(obj, func(o *Thing) func(int) error { return o.Do })
//
// bind must not capture obj: see the package documentation. A weak reference to
// the method value obj.Do itself would be dead at once, because each evaluation
// makes a new one. For a callback when the object is gone, see [NewRef].
//
// NewMethod panics if obj or bind is nil, and with an error that wraps [ErrTiny]
// if the type is too small.
func NewMethod[T, F any](obj *T, bind func(*T) F) *Method[T, F] {
	if obj == nil || bind == nil {
		panic("weakfinal: reference to a method of nil")
	}
	mustNotBeTiny[T]()
	return &Method[T, F]{weak.Make(obj), bind}
}

// Get returns the method, bound anew at each call, and true, or false if the
// object has been collected. The method keeps the object alive.
func (m *Method[T, F]) Get() (F, bool) {
	obj := m.p.Value()
	if obj == nil {
		var none F
		return none, false
	}
	return m.bind(obj), true
}

// Equal reports whether m and o refer to the same method of the same object that
// is alive, or are the same reference. Methods are the same if they were made
// with the same bind function.
func (m *Method[T, F]) Equal(o *Method[T, F]) bool {
	if m == o {
		return true
	}
	return m != nil && o != nil && m.p == o.p && m.p.Value() != nil &&
		reflect.ValueOf(m.bind).Pointer() == reflect.ValueOf(o.bind).Pointer()
}
