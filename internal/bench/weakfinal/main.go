// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Weakfinal compares package weakfinal with what can be built from the standard
// library in a few lines, and with CPython's weakref. Each repetition fills, or
// reads, a collection of 500,000 entries, and each time is that of all of them.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"weak"

	"py34.example/internal/bench/harness"
	"py34.example/weakfinal"
)

const entries = 500_000

type object struct {
	_ string
	_ *object
}

func main() {
	objects := make([]*object, entries)
	for i := range objects {
		objects[i] = new(object)
	}
	filled := new(weakfinal.ValueMap[int, object])
	for i, o := range objects {
		filled.Store(i, o)
	}

	const setup = `
import weakref
class Object: __slots__ = ("name", "next", "__weakref__")
objects = [Object() for _ in range(500000)]
filled = weakref.WeakValueDictionary()
for i, o in enumerate(objects): filled[i] = o
def fill():
    d = weakref.WeakValueDictionary()
    for i, o in enumerate(objects): d[i] = o
def get():
    f = filled.get
    for i in range(500000): f(i)
def nothing(arg): pass
def finalize():
    fs = [weakref.finalize(o, nothing, 1) for o in objects]
    for f in fs: f.detach()
def drop():
    for _ in range(500000): weakref.finalize(Object(), nothing, 1)
`
	harness.Main(
		harness.Case{
			Name: "ValueMap: insert 500,000",
			Contenders: []harness.Contender{
				{Name: "weakfinal.ValueMap", Run: func(n int) {
					for range n {
						fill(objects)
					}
				}},
				{Name: "two goroutines", Run: func(n int) {
					for range n {
						fillTwo(objects)
					}
				}},
				{Name: "sync.Map + weak + AddCleanup", Run: func(n int) {
					for range n {
						fillSync(objects)
					}
				}},
				harness.Python("3.13.0", setup, "fill()"),
			},
			Goals: []harness.Goal{
				{Against: "CPython", Min: 1 / 0.8},
				{Against: "sync.Map + weak + AddCleanup", Min: 3},
			},
		},
		harness.Case{
			Name: "ValueMap: get 500,000",
			Contenders: []harness.Contender{
				{Name: "weakfinal.ValueMap", Run: func(n int) {
					for range n {
						for i := range entries {
							if _, ok := filled.Load(i); !ok {
								panic("no value")
							}
						}
					}
				}},
				harness.Python("3.13.0", setup, "get()"),
			},
			Goals: []harness.Goal{{Against: "CPython", Min: 1 / 0.5}},
		},
		harness.Case{
			Name: "Finalize: make and detach 500,000",
			Contenders: []harness.Contender{
				{Name: "weakfinal.Finalize", Run: func(n int) {
					for range n {
						finalize(objects)
					}
				}},
				{Name: "runtime.AddCleanup", Run: func(n int) {
					for range n {
						addCleanup(objects)
					}
				}},
				harness.Python("3.13.0", setup, "finalize()"),
			},
			Goals: []harness.Goal{{Against: "CPython", Min: 1 / 0.7}},
		},
		harness.Case{
			Name: "Finalize: make and collect 500,000",
			Contenders: []harness.Contender{
				{Name: "weakfinal.Finalize", Run: func(n int) {
					for range n {
						for range entries {
							if _, err := weakfinal.Finalize(new(object), func(int) {}, 1); err != nil {
								panic(err)
							}
						}
						runtime.GC()
					}
				}},
				harness.Python("3.13.0", setup, "drop()"),
			},
		},
	)
	runtime.KeepAlive(objects)
	printMemory()
}

func fill(objects []*object) {
	var m weakfinal.ValueMap[int, object]
	for i, o := range objects {
		m.Store(i, o)
	}
}

func fillTwo(objects []*object) {
	var m weakfinal.ValueMap[int, object]
	var wg sync.WaitGroup
	half := len(objects) / 2
	for g := range 2 {
		wg.Go(func() {
			for i, o := range objects[g*half : (g+1)*half] {
				m.Store(g*half+i, o)
			}
		})
	}
	wg.Wait()
}

// fillSync is the map that the standard library's documentation leads to.
func fillSync(objects []*object) {
	var m sync.Map
	cleanups := make([]runtime.Cleanup, len(objects))
	for i, o := range objects {
		p := weak.Make(o)
		m.Store(i, p)
		cleanups[i] = runtime.AddCleanup(o, func(k int) { m.CompareAndDelete(k, p) }, i)
	}
	for _, c := range cleanups {
		c.Stop() // so that they do not pile up from one round to the next
	}
}

func finalize(objects []*object) {
	fs := make([]*weakfinal.Finalizer, len(objects))
	for i, o := range objects {
		f, err := weakfinal.Finalize(o, func(int) {}, 1)
		if err != nil {
			panic(err)
		}
		fs[i] = f
	}
	for _, f := range fs {
		f.Detach()
	}
}

func addCleanup(objects []*object) {
	cs := make([]runtime.Cleanup, len(objects))
	for i, o := range objects {
		cs[i] = runtime.AddCleanup(o, func(int) {}, 1)
	}
	for _, c := range cs {
		c.Stop()
	}
}

// printMemory compares the bytes that an entry takes in a ValueMap, the runtime's
// own included, and in a WeakValueDictionary.
func printMemory() {
	fmt.Println("ValueMap: bytes per entry")
	objects := make([]*object, entries)
	for i := range objects {
		objects[i] = new(object)
	}
	before := memory()
	var m weakfinal.ValueMap[int, object]
	for i, o := range objects {
		m.Store(i, o)
	}
	ours := float64(memory()-before) / entries
	runtime.KeepAlive(objects)
	fmt.Printf("  weakfinal.ValueMap  %.1f\n", ours)

	cmd := exec.Command("python3", "-B", "-s", "-c", `
import gc, weakref, resource
class Object: __slots__ = ("name", "next", "__weakref__")
objects = [Object() for _ in range(500000)]
keys = list(range(500000))
import tracemalloc
tracemalloc.start()
d = weakref.WeakValueDictionary()
for i in keys: d[i] = objects[i]
gc.collect()
print(tracemalloc.get_traced_memory()[0] / 500000)
`)
	cmd.Env = append(os.Environ(), "PYENV_VERSION=3.13.0")
	out, err := cmd.Output()
	if err != nil {
		fmt.Println("  CPython left out:", err)
		return
	}
	theirs, err := strconv.ParseFloat(strings.TrimSpace(string(out)), 64)
	if err != nil {
		panic(err)
	}
	verdict := "reached"
	if ours > 0.4*theirs {
		verdict = "MISSED"
	}
	fmt.Printf("  CPython             %.1f  ours is %.2f of it, goal: at most 0.4, %s\n", theirs, ours/theirs, verdict)
	runtime.KeepAlive(&m)
}

// memory returns the bytes in use: the heap, and what the runtime keeps about it.
func memory() int64 {
	runtime.GC()
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return int64(s.HeapAlloc + s.OtherSys + s.MSpanInuse)
}
