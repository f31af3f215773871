// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package weakfinal

import (
	"hash/maphash"
	"iter"
	"math"
	"runtime"
	"sync"
	"sync/atomic"
	"weak"
)

// A ValueMap is a map whose values are held weakly: an entry goes when its value
// is collected. The zero ValueMap is empty and ready to use. It may be used by
// several goroutines at once, and must not be copied after first use.
//
// Entries take no cleanup each. After each garbage collection in which the map
// has entries it is swept once, part by part, so that nobody waits for long.
// Nothing of the caller's runs while a part is locked.
//
// Methods that store panic with an error that wraps [ErrTiny] if V is too small.
//
// Python: weakref.WeakValueDictionary.
type ValueMap[K comparable, V any] struct {
	lazy lazyTable[K, weak.Pointer[V]]
}

func newValueTable[K comparable, V any]() *table[K, weak.Pointer[V]] {
	mustNotBeTiny[V]()
	return newTable(func(_ K, v weak.Pointer[V]) bool { return v.Value() == nil })
}

// Store sets the value for a key. It panics if v is nil.
func (m *ValueMap[K, V]) Store(k K, v *V) {
	if v == nil {
		panic("weakfinal: nil in a ValueMap")
	}
	t := m.lazy.make(newValueTable[K, V])
	s := t.lock(k)
	s.entries[k] = weak.Make(v)
	s.mu.Unlock()
	t.arm()
}

// Load returns the value for a key and true, or nil and false if there is none or
// it has been collected.
func (m *ValueMap[K, V]) Load(k K) (*V, bool) {
	t := m.lazy.t.Load()
	if t == nil {
		return nil, false
	}
	s := t.lock(k)
	p := s.entries[k]
	s.mu.Unlock()
	v := p.Value()
	return v, v != nil
}

// LoadOrStore returns the value for a key and true if there is one that has not
// been collected, and otherwise stores v and returns it and false. It panics if v
// is nil.
func (m *ValueMap[K, V]) LoadOrStore(k K, v *V) (actual *V, loaded bool) {
	if v == nil {
		panic("weakfinal: nil in a ValueMap")
	}
	t := m.lazy.make(newValueTable[K, V])
	s := t.lock(k)
	if old := s.entries[k].Value(); old != nil {
		s.mu.Unlock()
		return old, true
	}
	s.entries[k] = weak.Make(v)
	s.mu.Unlock()
	t.arm()
	return v, false
}

// Delete removes the entry for a key, if there is one.
func (m *ValueMap[K, V]) Delete(k K) { m.lazy.delete(k) }

// Len returns the number of entries. It counts those whose value has been
// collected until they are swept: [Flush] makes it exact.
func (m *ValueMap[K, V]) Len() int { return m.lazy.len() }

// All returns an iterator over the entries, in no order. The map may be changed
// meanwhile, with the effects that this has on a loop over a Go map; the value
// at hand stays alive.
func (m *ValueMap[K, V]) All() iter.Seq2[K, *V] {
	return func(yield func(K, *V) bool) {
		m.lazy.all(func(k K, p weak.Pointer[V]) bool {
			v := p.Value()
			return v == nil || yield(k, v)
		})
	}
}

// A KeyMap is a map whose keys are objects held weakly: an entry goes when its
// key is collected. Keys are told apart by identity, not by value. The zero
// KeyMap is empty and ready to use. It may be used by several goroutines at once,
// and must not be copied after first use. It is swept like a [ValueMap].
//
// A value that leads to its key keeps the key alive and so itself, for ever: Go
// has nothing that makes a value last only as long as its key.
//
// Methods that store panic with an error that wraps [ErrTiny] if K is too small.
//
// Python: weakref.WeakKeyDictionary.
type KeyMap[K, V any] struct {
	lazy lazyTable[weak.Pointer[K], V]
}

func newKeyTable[K, V any]() *table[weak.Pointer[K], V] {
	mustNotBeTiny[K]()
	return newTable(func(k weak.Pointer[K], _ V) bool { return k.Value() == nil })
}

// Store sets the value for a key. It panics if k is nil.
func (m *KeyMap[K, V]) Store(k *K, v V) {
	if k == nil {
		panic("weakfinal: nil key in a KeyMap")
	}
	t := m.lazy.make(newKeyTable[K, V])
	p := weak.Make(k)
	s := t.lock(p)
	s.entries[p] = v
	s.mu.Unlock()
	t.arm()
	runtime.KeepAlive(k)
}

// Load returns the value for a key and true, or the zero value and false if there
// is none.
func (m *KeyMap[K, V]) Load(k *K) (V, bool) {
	t := m.lazy.t.Load()
	if t == nil || k == nil {
		var none V
		return none, false
	}
	p := weak.Make(k)
	s := t.lock(p)
	v, ok := s.entries[p]
	s.mu.Unlock()
	runtime.KeepAlive(k) // or a sweep may find its entry dead before
	return v, ok
}

// LoadOrStore returns the value for a key and true if there is one, and otherwise
// stores v and returns it and false. It panics if k is nil.
func (m *KeyMap[K, V]) LoadOrStore(k *K, v V) (actual V, loaded bool) {
	if k == nil {
		panic("weakfinal: nil key in a KeyMap")
	}
	t := m.lazy.make(newKeyTable[K, V])
	p := weak.Make(k)
	s := t.lock(p)
	if old, ok := s.entries[p]; ok {
		s.mu.Unlock()
		return old, true
	}
	s.entries[p] = v
	s.mu.Unlock()
	t.arm()
	runtime.KeepAlive(k)
	return v, false
}

// Delete removes the entry for a key, if there is one.
func (m *KeyMap[K, V]) Delete(k *K) {
	if k != nil {
		m.lazy.delete(weak.Make(k))
	}
}

// Len returns the number of entries. It counts those whose key has been collected
// until they are swept: [Flush] makes it exact.
func (m *KeyMap[K, V]) Len() int { return m.lazy.len() }

// All returns an iterator over the entries, in no order. The map may be changed
// meanwhile, with the effects that this has on a loop over a Go map; the key at
// hand stays alive.
func (m *KeyMap[K, V]) All() iter.Seq2[*K, V] {
	return func(yield func(*K, V) bool) {
		m.lazy.all(func(p weak.Pointer[K], v V) bool {
			k := p.Value()
			return k == nil || yield(k, v)
		})
	}
}

// A Set is a set of objects held weakly: an object leaves it when it is collected.
// Objects are told apart by identity. The zero Set is empty and ready to use. It
// may be used by several goroutines at once, and must not be copied after first
// use. It is swept like a [ValueMap].
//
// Python: weakref.WeakSet.
type Set[T any] struct {
	m KeyMap[T, struct{}]
}

// Add adds an object. It panics if p is nil, and with an error that wraps
// [ErrTiny] if T is too small.
func (s *Set[T]) Add(p *T) { s.m.Store(p, struct{}{}) }

// Has reports whether an object is in the set.
func (s *Set[T]) Has(p *T) bool {
	_, ok := s.m.Load(p)
	return ok
}

// Delete removes an object, if it is in the set.
func (s *Set[T]) Delete(p *T) { s.m.Delete(p) }

// Len returns the number of objects. It counts those that have been collected
// until they are swept: [Flush] makes it exact.
func (s *Set[T]) Len() int { return s.m.Len() }

// All returns an iterator over the objects, in no order. The set may be changed
// meanwhile, with the effects that this has on a loop over a Go map; the object at
// hand stays alive.
func (s *Set[T]) All() iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for p := range s.m.All() {
			if !yield(p) {
				return
			}
		}
	}
}

// A lazyTable is a table that is made when first stored to.
type lazyTable[K comparable, E any] struct {
	t atomic.Pointer[table[K, E]]
}

// make returns the table, made by f if there is none yet.
func (l *lazyTable[K, E]) make(f func() *table[K, E]) *table[K, E] {
	if t := l.t.Load(); t != nil {
		return t
	}
	l.t.CompareAndSwap(nil, f())
	return l.t.Load()
}

func (l *lazyTable[K, E]) delete(k K) {
	if t := l.t.Load(); t != nil {
		s := t.lock(k)
		delete(s.entries, k)
		s.mu.Unlock()
	}
}

func (l *lazyTable[K, E]) len() int {
	t := l.t.Load()
	if t == nil {
		return 0
	}
	n := 0
	for i := range t.shards {
		s := &t.shards[i]
		s.mu.Lock()
		n += len(s.entries)
		s.mu.Unlock()
	}
	return n
}

// all calls yield for each entry until it returns false, with nothing locked.
func (l *lazyTable[K, E]) all(yield func(K, E) bool) {
	t := l.t.Load()
	if t == nil {
		return
	}
	for i := range t.shards {
		if !t.shards[i].all(yield) {
			return
		}
	}
}

// A table is a map in several parts, with a lock each, from which entries go when
// the object they hold weakly is gone.
type table[K comparable, E any] struct {
	dead   func(K, E) bool
	seed   maphash.Seed
	armed  atomic.Bool // a sentinel waits for the next collection
	shards []shard[K, E]

	// choice says by the top byte of a hash which shard a key belongs to.
	// The largest shard gets almost twice as many as the smallest, and those
	// between them are spaced evenly. A Go map grows by half of it becoming
	// empty: with shards of one size that would happen in all of them at
	// once, and cost up to twice the memory.
	choice [256]uint8
}

type shard[K comparable, E any] struct {
	mu      sync.Mutex
	entries map[K]E
	_       [48]byte // keeps the locks on cache lines of their own
}

func newTable[K comparable, E any](dead func(K, E) bool) *table[K, E] {
	n := min(4*runtime.GOMAXPROCS(0), 64)
	t := &table[K, E]{dead: dead, seed: maphash.MakeSeed(), shards: make([]shard[K, E], n)}
	for i := range t.shards {
		t.shards[i].entries = make(map[K]E)
	}
	for h := range t.choice {
		x := (float64(h) + 0.5) / float64(len(t.choice))
		t.choice[h] = uint8(float64(n) * math.Log2(1+x))
	}
	return t
}

// lock returns the shard for a key, locked.
func (t *table[K, E]) lock(k K) *shard[K, E] {
	s := &t.shards[t.choice[maphash.Comparable(t.seed, k)>>56]]
	s.mu.Lock()
	return s
}

// A sentinel is an object that nothing refers to: when it is collected, garbage
// has been collected. The pointer gives it a block of its own.
type sentinel struct{ _ *byte }

// arm sees to it that the table is swept after the next collection.
func (t *table[K, E]) arm() {
	if t.armed.Load() || !t.armed.CompareAndSwap(false, true) {
		return
	}
	runtime.AddCleanup(new(sentinel), func(p weak.Pointer[table[K, E]]) {
		if t := p.Value(); t != nil {
			callbacks.enqueue(t)
		}
	}, weak.Make(t))
}

// order makes the sweep run after the callbacks, which may be waited for.
func (t *table[K, E]) order() uint64 { return 0 }

// run removes the entries that are dead.
func (t *table[K, E]) run() bool {
	t.armed.Store(false)
	removed, left := 0, 0
	for i := range t.shards {
		r, l := t.shards[i].sweep(t.dead)
		removed += r
		left += l
	}
	if left > 0 {
		t.arm()
	}
	return removed > 0
}

// sweepStep is how many entries are swept before others may take the lock.
const sweepStep = 128

// shrinkFrom is how many entries must have gone, and have been the most by far,
// for a shard to be copied: maps do not shrink by themselves.
const shrinkFrom = 1024

// sweep removes the entries that are dead, and returns their number and that of
// the others.
func (s *shard[K, E]) sweep(dead func(K, E) bool) (removed, left int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	notEqual := false // there are dead entries whose key is not equal to itself
	for k, e := range s.entries {
		if dead(k, e) {
			before := len(s.entries)
			delete(s.entries, k)
			removed++
			notEqual = notEqual || len(s.entries) == before
		}
		// A loop over a map allows for changes by its body, and the lock
		// makes those of others meanwhile such ones.
		if n++; n%sweepStep == 0 {
			s.mu.Unlock()
			s.mu.Lock()
		}
	}
	if left = len(s.entries); notEqual || removed > shrinkFrom && removed > 4*left {
		s.copy(dead)
	}
	return removed, len(s.entries)
}

// copy makes the map anew with the entries that are not dead.
func (s *shard[K, E]) copy(dead func(K, E) bool) {
	entries := make(map[K]E)
	for k, e := range s.entries {
		if !dead(k, e) {
			entries[k] = e
		}
	}
	s.entries = entries
}

// all calls yield for each entry until it returns false, and reports whether it
// never did. The lock is not held meanwhile: see sweep.
func (s *shard[K, E]) all(yield func(K, E) bool) bool {
	s.mu.Lock()
	for k, e := range s.entries {
		s.mu.Unlock()
		if !yield(k, e) {
			return false
		}
		s.mu.Lock()
	}
	s.mu.Unlock()
	return true
}
