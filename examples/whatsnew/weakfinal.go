// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"

	"py34.example/weakfinal"
)

// A tourObject is MyClass of the Python examples.
type tourObject struct {
	value string
	other *tourObject
}

func (o *tourObject) method(w io.Writer) string {
	fmt.Fprintln(w, "Method called")
	return o.value
}

// dropped is what Python does by itself where a variable is deleted.
func dropped(w io.Writer) {
	if err := weakfinal.Flush(context.Background()); err != nil {
		fmt.Fprintln(w, err)
	}
}

var weakfinalTour = []example{{
	name:  "06_getallocatedblocks",
	title: "sys.getallocatedblocks",
	run: func(w io.Writer) {
		dropped(w)
		before := weakfinal.AllocatedBlocks()
		x := make([]*tourObject, 1000)
		for i := range x {
			x[i] = new(tourObject)
		}
		there := weakfinal.AllocatedBlocks()
		fmt.Fprintln(w, "at least 1000 more:", pyBool(there >= before+1000))
		runtime.KeepAlive(x)
		dropped(w)
		fmt.Fprintln(w, "at least 900 less again:", pyBool(weakfinal.AllocatedBlocks()+900 <= there))
	},
}, {
	name:    "16_weakmethod",
	title:   "weakref.WeakMethod",
	differs: "a method value has no text and cannot be compared, so the references are",
	run: func(w io.Writer) {
		instance := &tourObject{value: "123"}
		method := instance.method
		m1 := weakfinal.NewRef(&method, nil)
		dropped(w)
		// A weak reference to a method value doesn't work.
		fmt.Fprintln(w, m1.Get() == nil)
		bind := func(o *tourObject) func(io.Writer) string { return o.method }
		m2, m3 := weakfinal.NewMethod(instance, bind), weakfinal.NewMethod(instance, bind)
		f, ok := m2.Get()
		fmt.Fprintln(w, ok)
		fmt.Fprintf(w, "%q\n", f(w))
		fmt.Fprintln(w, m2 == m3)
		fmt.Fprintln(w, m2.Equal(m3))
		runtime.KeepAlive(instance)
		dropped(w)
		// Now the object is gone, and so is the method.
		_, ok = m2.Get()
		fmt.Fprintln(w, ok)
	},
}, {
	name:  "17_finalize",
	title: "weakref.finalize",
	run: func(w io.Writer) {
		callback := func(arg string) { fmt.Fprintln(w, "Callback called with", arg) }
		finalize := func(o *tourObject, arg string) *weakfinal.Finalizer {
			f, err := weakfinal.Finalize(o, callback, arg)
			if err != nil {
				panic(err) // tourObject is large enough
			}
			return f
		}
		// The callback is called though nobody keeps the finalizer.
		finalize(new(tourObject), "one")
		dropped(w)

		instance := new(tourObject)
		f := finalize(instance, "two")
		f.Call()
		fmt.Fprintln(w, pyBool(f.Alive()))
		runtime.KeepAlive(instance)
		dropped(w) // it is called only once

		instance = new(tourObject)
		f = finalize(instance, "three")
		fmt.Fprintln(w, pyBool(f.AtExit()))
		weakfinal.RunAtExit() // a program ends with weakfinal.Exit(0)
		runtime.KeepAlive(instance)
	},
}, {
	name:  "gc_cycles",
	title: "PEP 442: cycles with finalizers are collected",
	run: func(w io.Writer) {
		a, b := &tourObject{value: "a"}, &tourObject{value: "b"}
		a.other, b.other = b, a
		var deleted []string
		for _, o := range []*tourObject{a, b} {
			if _, err := weakfinal.Finalize(o, func(s string) { deleted = append(deleted, "del "+s) }, o.value); err != nil {
				fmt.Fprintln(w, err)
				return
			}
		}
		runtime.KeepAlive(a)
		dropped(w)
		slices.Sort(deleted) // the order is not defined, in neither language
		for _, s := range deleted {
			fmt.Fprintln(w, s)
		}
	},
}}

// pyBool spells a bool as Python does.
func pyBool(b bool) string {
	if b {
		return "True"
	}
	return "False"
}
