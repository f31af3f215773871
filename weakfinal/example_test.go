// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package weakfinal_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"py34.example/weakfinal"
)

type Image struct {
	Name   string
	Pixels []byte
}

func (m *Image) Size() int { return len(m.Pixels) }

func load(name string) *Image { return &Image{name, make([]byte, 1<<10)} }

// collect is for the examples: a program leaves this to the collector.
func collect() {
	if err := weakfinal.Flush(context.Background()); err != nil {
		fmt.Println(err)
	}
}

func ExampleNewRef() {
	img := load("parrot.png")
	r := weakfinal.NewRef(img, func(*weakfinal.Ref[Image]) { fmt.Println("this parrot is no more") })
	fmt.Println(r.Get().Name)
	runtime.KeepAlive(img)

	collect()
	fmt.Println(r.Get())
	// Output:
	// parrot.png
	// this parrot is no more
	// <nil>
}

func ExampleRef_Equal() {
	img := load("parrot.png")
	a, b := weakfinal.NewRef(img, nil), weakfinal.NewRef(img, nil)
	fmt.Println(a == b, a.Equal(b))
	runtime.KeepAlive(img)
	// Output: false true
}

// A list of listeners does not keep them alive.
func ExampleNewMethod() {
	img := load("parrot.png")
	size := weakfinal.NewMethod(img, func(m *Image) func() int { return m.Size })
	if f, ok := size.Get(); ok {
		fmt.Println(f())
	}
	runtime.KeepAlive(img)

	collect()
	_, ok := size.Get()
	fmt.Println(ok)
	// Output:
	// 1024
	// false
}

func ExampleMethod() {
	img := load("parrot.png")
	size := weakfinal.NewMethod(img, func(m *Image) func() int { return m.Size })
	f, ok := size.Get()
	fmt.Println(f(), ok)
	runtime.KeepAlive(img)
	// Output: 1024 true
}

// The socket file goes with the connection.
func ExampleFinalize() {
	type Conn struct{ path string }
	open := func(path string) (*Conn, error) {
		c := &Conn{path}
		// The path is an argument: a function that used c.path would keep
		// the connection alive for ever.
		_, err := weakfinal.Finalize(c, func(path string) { fmt.Println("remove", filepath.Base(path)) }, path)
		return c, err
	}
	c, err := open("/run/spam.sock")
	fmt.Println(c.path, err)

	collect()
	// Output:
	// /run/spam.sock <nil>
	// remove spam.sock
}

func ExampleFinalizer_Call() {
	img := load("parrot.png")
	f, err := weakfinal.Finalize(img, func(name string) { fmt.Println("free", name) }, img.Name)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Call(), f.Alive())
	fmt.Println(f.Call())
	runtime.KeepAlive(img)

	collect() // not called again
	// Output:
	// free parrot.png
	// true false
	// false
}

func ExampleRunAtExit() {
	img := load("parrot.png")
	for _, part := range []string{"claws", "beak", "plumage"} {
		if _, err := weakfinal.Finalize(img, func(s string) { fmt.Println("put away", s) }, part); err != nil {
			fmt.Println(err)
			return
		}
	}
	weakfinal.RunAtExit() // in a program: defer it in main
	runtime.KeepAlive(img)
	// Output:
	// put away plumage
	// put away beak
	// put away claws
}

// Finalizers run when the user presses Ctrl-C.
func ExampleHandleSignals() {
	stop := weakfinal.HandleSignals(os.Interrupt)
	defer stop()
	fmt.Println("working")
	// Output: working
}

func ExampleSetPanicHook() {
	old := weakfinal.SetPanicHook(func(err *weakfinal.CallbackError) { fmt.Println("hook:", err) })
	defer func() { weakfinal.SetPanicHook(old) }()
	if _, err := weakfinal.Finalize(load("parrot.png"), func(string) { panic("it's not dead") }, ""); err != nil {
		fmt.Println(err)
		return
	}

	collect()
	// Output: hook: weakfinal: callback panicked: it's not dead
}

// A cache that the collector empties.
func ExampleValueMap() {
	var cache weakfinal.ValueMap[string, Image]
	get := func(name string) *Image {
		if img, ok := cache.Load(name); ok {
			fmt.Println("hit", name)
			return img
		}
		fmt.Println("load", name)
		img, _ := cache.LoadOrStore(name, load(name))
		return img
	}
	a := get("parrot.png")
	b := get("parrot.png")
	fmt.Println(a == b, cache.Len())
	runtime.KeepAlive(b)

	collect()
	fmt.Println(cache.Len())
	// Output:
	// load parrot.png
	// hit parrot.png
	// true 1
	// 0
}

// Notes on objects that are not ours to change.
func ExampleKeyMap() {
	var notes weakfinal.KeyMap[Image, string]
	img := load("parrot.png")
	notes.Store(img, "resting")
	note, ok := notes.Load(img)
	fmt.Println(note, ok)
	runtime.KeepAlive(img)

	collect()
	fmt.Println(notes.Len())
	// Output:
	// resting true
	// 0
}

func ExampleSet() {
	var open weakfinal.Set[Image]
	img := load("parrot.png")
	open.Add(img)
	for img := range open.All() {
		fmt.Println("open:", img.Name)
	}
	runtime.KeepAlive(img)

	collect()
	fmt.Println(open.Len())
	// Output:
	// open: parrot.png
	// 0
}

func ExampleFlush() {
	if _, err := weakfinal.Finalize(load("parrot.png"), func(s string) { fmt.Println(s) }, "collected"); err != nil {
		fmt.Println(err)
		return
	}
	err := weakfinal.Flush(context.Background())
	fmt.Println(err)
	// Output:
	// collected
	// <nil>
}

func ExampleAllocatedBlocks() {
	collect()
	before := weakfinal.AllocatedBlocks()
	images := make([]*Image, 200)
	for i := range images {
		images[i] = load("parrot.png")
	}
	fmt.Println(weakfinal.AllocatedBlocks() >= before+200)
	runtime.KeepAlive(images)
	// Output: true
}

// A testing.T would do for printer.
func ExampleCheckLeaks() {
	var kept []*Image
	weakfinal.CheckLeaks(printer{}, func() { kept = append(kept, load("parrot.png")) })
	runtime.KeepAlive(kept)
	// Output: weakfinal: each call leaves about 2 objects on the heap
}

type printer struct{}

func (printer) Helper() {}

func (printer) Errorf(format string, args ...any) { fmt.Printf(format+"\n", args...) }
