// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"py34.example/internal/testkit"
	"py34.example/xmlpull"
)

// FuzzSplits checks that a document gives the same events and error, and no
// panic, however it is cut and whatever the names' edition.
func FuzzSplits(f *testing.F) {
	for i, rec := range testkit.Golden[randomRecord](f, "xmlpull/random.jsonl") {
		if i%10 == 0 {
			f.Add([]byte(rec.Doc), uint64(i))
		}
	}
	f.Add([]byte("<!DOCTYPE a [<!ENTITY % p \"<!ENTITY e '&#37;q;'>\">%p;%q;]><a>&e;</a>"), uint64(1))
	f.Fuzz(func(t *testing.T, doc []byte, seed uint64) {
		r := rand.New(rand.NewPCG(seed, 0))
		o := xmlpull.Options{Edition4: seed&1 != 0, NoNamespaces: seed&2 != 0, Comments: seed&4 != 0, PIs: seed&8 != 0}
		if seed&16 != 0 {
			o.MaxTokenBytes = 20
		}
		lines, err := parse(t, o, doc, inOne)
		for _, cut := range []func(int) int{byOne, func(int) int { return 1 + r.IntN(10) }, func(int) int { return 1 + r.IntN(200) }} {
			if l, e := parse(t, o, doc, cut); !slices.Equal(l, lines) || !same(e, err) {
				t.Fatalf("%q in pieces:\n%q, %v\nin one:\n%q, %v", doc, l, e, lines, err)
			}
		}
	})
}
