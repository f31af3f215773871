// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint_test

import (
	"fmt"
	"strings"
	"testing"

	"py34.example/pprint"
)

// tree returns a value with ten children a level, maps and lists in turn.
func tree(depth int) any {
	if depth == 0 {
		return "alright but apart"
	}
	if depth%2 == 0 {
		list := make([]any, 10)
		for i := range list {
			list[i] = tree(depth - 1)
		}
		list[3] = 1.5
		return list
	}
	table := make(map[string]any)
	for i := range 10 {
		table[fmt.Sprint("sanitation ", i)] = tree(depth - 1)
	}
	return table
}

func BenchmarkAppend(b *testing.B) {
	p := pprint.Printer{Width: 60}
	records := make([]Server, 1000)
	for i := range records {
		records[i] = Server{Host: "www.example.com", Tags: []string{"a", "b"}, Backup: &Server{Host: "www2"}}
	}
	maps := make([]map[string]float64, 1000)
	for i := range maps {
		maps[i] = map[string]float64{"a": 1, "b": 2}
	}
	for name, v := range map[string]any{
		"tree": tree(4), "records": records, "maps": maps, "text": strings.Repeat("alright but apart ", 10000),
	} {
		for _, notation := range []pprint.Notation{pprint.Go, pprint.Python} {
			b.Run(fmt.Sprint(name, notation), func(b *testing.B) {
				p.Notation = notation
				b.ReportAllocs()
				var buf []byte
				for b.Loop() {
					buf = p.Append(buf[:0], v)
				}
				b.SetBytes(int64(len(buf)))
			})
		}
	}
}
