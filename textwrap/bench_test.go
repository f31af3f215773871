// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package textwrap_test

import (
	"strings"
	"testing"

	"py34.example/textwrap"
)

// Comparisons with peers and with CPython are in internal/bench.
func BenchmarkAppendFill(b *testing.B) {
	for _, in := range []struct{ name, text string }{
		{"English", strings.Repeat("It was the best of times, it was the worst of times -- a well-known age. ", 1000)},
		{"Latin", strings.Repeat("À peine l'été s'achève-t-il déjà; größer, naïve, señor. ", 1000)},
		{"CJK", strings.Repeat("吾輩は猫である。名前はまだ無い。", 1000)},
	} {
		for _, m := range []struct {
			name    string
			measure textwrap.Measure
		}{{"CodePoints", nil}, {"Cells", textwrap.Cells}} {
			b.Run(in.name+"/"+m.name, func(b *testing.B) {
				w := textwrap.Wrapper{Measure: m.measure}
				buf := make([]byte, 0, 2*len(in.text))
				b.SetBytes(int64(len(in.text)))
				b.ReportAllocs()
				for b.Loop() {
					var err error
					if buf, err = w.AppendFill(buf[:0], in.text); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
