// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package weakfinal_test

import (
	"strconv"
	"strings"
	"testing"

	"py34.example/internal/testkit"
	"py34.example/weakfinal"
)

// TestOrderGolden runs the recorded programs and compares what each step calls,
// and in which order. See gen.py for the steps.
func TestOrderGolden(t *testing.T) {
	type step struct {
		S   []string `json:"s"`
		Log []string `json:"log"`
	}
	type program struct {
		Steps []step `json:"steps"`
	}
	programs := testkit.Golden[program](t, "weakfinal/order.jsonl")
	if testing.Short() {
		programs = programs[:50]
	}
	for i, p := range programs {
		m := machine{
			objects: make(map[string]*thing),
			refs:    make(map[string]*weakfinal.Ref[thing]),
			finals:  make(map[string]*weakfinal.Finalizer),
		}
		for n, s := range p.Steps {
			m.step(t, s.S)
			if got, want := strings.Join(m.take(), " "), strings.Join(s.Log, " "); got != want {
				t.Fatalf("program %d, step %d %q: log is %q, want %q", i, n, s.S, got, want)
			}
		}
		for _, f := range m.finals {
			f.Detach()
		}
	}
}

// A machine carries out the steps of a recorded program.
type machine struct {
	recorder
	objects map[string]*thing
	refs    map[string]*weakfinal.Ref[thing]
	finals  map[string]*weakfinal.Finalizer
}

func (m *machine) step(t *testing.T, s []string) {
	switch name := s[1:]; s[0] {
	case "new":
		m.objects[name[0]] = newThing(name[0])
	case "ref":
		m.refs[name[1]] = m.newRef(name[0], name[1])
	case "weak":
		m.newRef(name[0], name[1])
		flush(t) // CPython drops it at once
	case "final":
		f, err := weakfinal.Finalize(m.objects[name[0]], m.add, name[1])
		if err != nil {
			t.Fatal(err)
		}
		m.finals[name[1]] = f
	case "call":
		alive := m.finals[name[0]].Call()
		m.add(strconv.FormatBool(alive))
	case "detach":
		m.add(strconv.FormatBool(m.finals[name[0]].Detach()))
	case "alive":
		m.add(strconv.FormatBool(m.finals[name[0]].Alive()))
	case "atexit":
		f := m.finals[name[0]]
		f.SetAtExit(name[1] == "true")
		m.add(strconv.FormatBool(f.AtExit()))
	case "cycle":
		a, b := m.objects[name[0]], m.objects[name[1]]
		a.other, b.other = b, a
		flush(t) // what they referred to before may be gone
	case "drop":
		delete(m.objects, name[0])
		flush(t)
	case "exit":
		weakfinal.RunAtExit()
	default:
		t.Fatalf("unknown step %q", s)
	}
}

func (m *machine) newRef(object, callback string) *weakfinal.Ref[thing] {
	return weakfinal.NewRef(m.objects[object], func(*weakfinal.Ref[thing]) { m.add(callback) })
}
