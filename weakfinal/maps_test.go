// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package weakfinal_test

import (
	"fmt"
	"maps"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"py34.example/weakfinal"
)

func TestValueMap(t *testing.T) {
	var m weakfinal.ValueMap[string, thing]
	if v, ok := m.Load("spam"); v != nil || ok || m.Len() != 0 {
		t.Error("the zero map is not empty")
	}
	m.Delete("spam")
	for range m.All() {
		t.Error("the zero map has entries")
	}

	spam, eggs := newThing("spam"), newThing("eggs")
	m.Store("spam", spam)
	if v, loaded := m.LoadOrStore("spam", eggs); v != spam || !loaded {
		t.Errorf("LoadOrStore = %v, %v; want the value there is", v, loaded)
	}
	if v, loaded := m.LoadOrStore("eggs", eggs); v != eggs || loaded {
		t.Errorf("LoadOrStore = %v, %v; want the new value", v, loaded)
	}
	flush(t)
	if m.Len() != 2 {
		t.Errorf("Len = %d, want 2", m.Len())
	}
	if got := maps.Collect(m.All()); len(got) != 2 || got["spam"] != spam || got["eggs"] != eggs {
		t.Errorf("All yields %v", got)
	}
	runtime.KeepAlive(spam)
	flush(t)
	if v, ok := m.Load("spam"); v != nil || ok {
		t.Error("the value is still there")
	}
	if m.Len() != 1 {
		t.Errorf("Len = %d, want 1", m.Len())
	}
	m.Delete("eggs")
	if v, ok := m.Load("eggs"); v != nil || ok || m.Len() != 0 {
		t.Error("the entry is still there")
	}
	runtime.KeepAlive(eggs)
	if err := panicked(func() { m.Store("", nil) }); err != nil {
		t.Errorf("Store of nil panics with %v", err)
	}
}

// TestReplaced checks that the new value of a key stays when the old one goes,
// also when LoadOrStore finds the old one dead but not yet swept.
func TestReplaced(t *testing.T) {
	var m weakfinal.ValueMap[int, thing]
	a, b := newThing("new"), newThing("new")
	for range 100 {
		m.Store(1, newThing("old"))
		m.Store(2, newThing("old"))
		runtime.GC() // without waiting for the sweep
		m.Store(1, a)
		if v, loaded := m.LoadOrStore(2, b); loaded && v.name != "old" && v != b {
			t.Fatalf("LoadOrStore = %v, true", v)
		}
		m.Store(2, b)
		flush(t)
		v, ok := m.Load(1)
		w, ok2 := m.Load(2)
		if v != a || !ok || w != b || !ok2 || m.Len() != 2 {
			t.Fatalf("the new values are gone")
		}
	}
	runtime.KeepAlive(a)
	runtime.KeepAlive(b)
}

func TestKeyMap(t *testing.T) {
	var m weakfinal.KeyMap[thing, int]
	if v, ok := m.Load(newThing("spam")); v != 0 || ok || m.Len() != 0 {
		t.Error("the zero map is not empty")
	}
	m.Delete(nil)
	spam, same, eggs := newThing("spam"), newThing("spam"), newThing("eggs")
	m.Store(spam, 1)
	m.Store(same, 2)
	if v, loaded := m.LoadOrStore(spam, 9); v != 1 || !loaded {
		t.Errorf("LoadOrStore = %v, %v; want 1, true", v, loaded)
	}
	if v, loaded := m.LoadOrStore(eggs, 3); v != 3 || loaded {
		t.Errorf("LoadOrStore = %v, %v; want 3, false", v, loaded)
	}
	flush(t)
	if got := maps.Collect(m.All()); len(got) != 3 || got[spam] != 1 || got[same] != 2 || got[eggs] != 3 {
		t.Errorf("All yields %v", got)
	}
	runtime.KeepAlive(same)
	flush(t)
	if m.Len() != 2 {
		t.Errorf("Len = %d, want 2", m.Len())
	}
	m.Delete(eggs)
	if _, ok := m.Load(eggs); ok || m.Len() != 1 {
		t.Error("the entry is still there")
	}
	runtime.KeepAlive(spam)
	runtime.KeepAlive(eggs)
}

func TestSet(t *testing.T) {
	var s weakfinal.Set[thing]
	spam, eggs := newThing("spam"), newThing("eggs")
	if s.Has(spam) || s.Len() != 0 {
		t.Error("the zero set is not empty")
	}
	s.Add(spam)
	s.Add(spam)
	s.Add(eggs)
	if !s.Has(spam) || !s.Has(eggs) || s.Has(nil) || s.Len() != 2 {
		t.Error("what was added is not there")
	}
	if got := slices.Collect(s.All()); len(got) != 2 {
		t.Errorf("All yields %v", got)
	}
	s.Delete(eggs)
	if s.Has(eggs) || s.Len() != 1 {
		t.Error("what was deleted is there")
	}
	runtime.KeepAlive(eggs)
	runtime.KeepAlive(spam)
	flush(t)
	if s.Len() != 0 {
		t.Errorf("Len = %d after the object is gone", s.Len())
	}
}

// TestDeathInLoop lets values die while a loop over the map goes on.
func TestDeathInLoop(t *testing.T) {
	var m weakfinal.ValueMap[int, thing]
	var keys weakfinal.KeyMap[thing, int]
	kept := make([]*thing, 3000)
	for i := range kept {
		kept[i] = newThing("spam")
		m.Store(i, kept[i])
		keys.Store(kept[i], i)
	}
	n := 0
	for k, v := range m.All() {
		if v.name != "spam" {
			t.Fatal("bad value")
		}
		if n++; n == 10 {
			clear(kept)
			flush(t)
		}
		m.Delete(k)
		if m.Len() < 0 {
			t.Fatalf("Len = %d", m.Len())
		}
	}
	if n < 10 || n > 3000 {
		t.Errorf("%d steps", n)
	}
	for range m.All() {
		break // leaves nothing locked
	}
	m.Store(0, newThing("spam"))
	for range keys.All() {
		t.Error("a key is left")
	}
}

// TestShrink checks that an emptied map gives its memory back.
func TestShrink(t *testing.T) {
	var m weakfinal.ValueMap[int, thing]
	heap := func() int64 {
		flush(t)
		flush(t)
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		return int64(stats.HeapAlloc)
	}
	before := heap()
	o := newThing("spam")
	for i := range 200_000 {
		m.Store(i, o)
	}
	full := heap()
	runtime.KeepAlive(o)
	after := heap()
	if m.Len() != 0 {
		t.Fatalf("Len = %d", m.Len())
	}
	if after-before > (full-before)/10 {
		t.Errorf("the map took %d bytes when full, and takes %d now", full-before, after-before)
	}
}

// TestMapDies checks that a map itself can be collected.
func TestMapDies(t *testing.T) {
	weakfinal.CheckLeaks(t, func() {
		m := new(weakfinal.ValueMap[int, thing])
		for i := range 10 {
			m.Store(i, newThing("spam"))
		}
	})
}

func TestNaN(t *testing.T) {
	var m weakfinal.ValueMap[float64, thing]
	o := newThing("spam")
	m.Store(math.NaN(), o)
	if _, ok := m.Load(math.NaN()); ok {
		t.Error("NaN equals NaN")
	}
	runtime.KeepAlive(o)
	flush(t)
	for range m.All() {
		t.Error("a dead value is yielded")
	}
	if m.Len() != 0 {
		t.Errorf("Len = %d", m.Len())
	}
}

// TestLastUse looks up a key that has no other use than that, and is swept if
// the lookup lets go of it too early.
func TestLastUse(t *testing.T) {
	var keys weakfinal.KeyMap[thing, int]
	stored, locked, found := make(chan bool), make(chan bool), make(chan bool)
	go func() {
		o := newThing("key")
		keys.Store(o, 1)
		close(stored)
		<-locked
		_, ok := keys.Load(o)
		found <- ok
	}()
	<-stored
	keys.WhileLocked(func() {
		close(locked)
		for stack := make([]byte, 1<<20); !strings.Contains(string(stack[:runtime.Stack(stack, true)]), "KeyMap[...]).Load"); {
			time.Sleep(time.Millisecond)
		}
		time.Sleep(time.Millisecond) // from there to the lock
		runtime.GC()
		runtime.GC()
	})
	if !<-found {
		t.Error("the key is gone before the end of its last use")
	}
}

func TestMapsConcurrently(t *testing.T) {
	rounds := 300
	if testing.Short() {
		rounds = 30
	}
	var values weakfinal.ValueMap[string, thing]
	var keys weakfinal.KeyMap[thing, int]
	var wg sync.WaitGroup
	for g := range 4 {
		wg.Go(func() {
			kept := make([]*thing, 8)
			for i := range rounds {
				name := fmt.Sprint(i % 20)
				o := newThing(name)
				kept[i%len(kept)] = o
				v, _ := values.LoadOrStore(name, o)
				if v.name != name {
					t.Errorf("value for %s is %s", name, v.name)
				}
				keys.Store(o, g)
				if n, ok := keys.Load(o); n != g || !ok {
					t.Errorf("value for a living key is %d, %v; want %d", n, ok, g)
				}
				if values.Len() < 0 || values.Len() > 20 {
					t.Errorf("Len = %d", values.Len())
				}
				for k, v := range values.All() {
					if k != v.name {
						t.Errorf("value for %s is %s", k, v.name)
					}
				}
				if i%10 == 0 {
					runtime.GC()
				}
				if i%7 == 0 {
					values.Delete(name)
				}
			}
		})
	}
	wg.Wait()
	flush(t)
	if values.Len() != 0 || keys.Len() != 0 {
		t.Errorf("%d values and %d keys are left", values.Len(), keys.Len())
	}
}
