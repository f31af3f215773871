// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package weakfinal_test

import (
	"math/rand/v2"
	"runtime"
	"testing"

	"py34.example/weakfinal"
)

// Comparisons with the standard library and with CPython are in internal/bench.
func BenchmarkValueMapLoad(b *testing.B) {
	const entries = 500_000
	var m weakfinal.ValueMap[int, thing]
	objects := make([]*thing, entries)
	for i := range objects {
		objects[i] = new(thing)
		m.Store(i, objects[i])
	}
	b.ReportAllocs()
	order := rand.New(rand.NewPCG(1, 2)).Perm(entries)
	i := 0
	for b.Loop() {
		if _, ok := m.Load(order[i]); !ok {
			b.Fatal("no value")
		}
		if i++; i == entries {
			i = 0
		}
	}
	runtime.KeepAlive(objects)
}

func BenchmarkFinalize(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := weakfinal.Finalize(newThing("spam"), func(int) {}, 1); err != nil {
			b.Fatal(err)
		}
	}
}
