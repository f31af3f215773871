// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Pprint compares package pprint with its peers and with CPython.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/alecthomas/repr"
	"github.com/davecgh/go-spew/spew"
	"github.com/hexops/valast"
	"github.com/k0kubun/pp/v3"
	"github.com/kr/pretty"
	"github.com/sanity-io/litter"
	"py34.example/internal/bench/harness"
	"py34.example/pprint"
)

func main() {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)

	m := maker{rand.New(rand.NewPCG(3, 4))}
	tree := m.tree(4)
	deep := nested(60)
	python := pprint.Printer{Notation: pprint.Python}
	compact := pprint.Printer{Notation: pprint.Python, Compact: true}

	trees := []harness.Contender{
		{Name: "pprint, Go notation", Run: appendTo(pprint.Printer{}, tree)},
		{Name: "pprint, Python notation", Run: appendTo(python, tree)},
		{Name: "pprint, Python, compact", Run: appendTo(compact, tree)},
		{Name: "pprint, Fprint", Run: func(n int) {
			for range n {
				_ = new(pprint.Printer).Fprint(io.Discard, tree)
			}
		}},
	}
	pythonFirst := []harness.Contender{
		{Name: "pprint, Python notation", Run: appendTo(python, tree)},
		cpython(dir, "tree", tree, ""),
	}
	harness.Main(
		harness.Case{
			Name:       fmt.Sprintf("any tree of %d leaves", leaves(tree)),
			Bytes:      int64(len(pprint.Format(tree))),
			Contenders: append(trees, peers(tree)...),
			Goals:      []harness.Goal{{Against: "json.MarshalIndent", Min: 1}},
		},
		harness.Case{
			Name:       fmt.Sprintf("any tree of %d leaves, against CPython", leaves(tree)),
			Bytes:      int64(len(python.Format(tree))),
			Contenders: pythonFirst,
			Goals:      []harness.Goal{{Against: "CPython", Min: 20}},
		},
		harness.Case{
			Name: "lists and maps nested 60 deep",
			Contenders: append([]harness.Contender{
				{Name: "pprint, Python notation", Run: appendTo(python, deep)},
				{Name: "pprint, Go notation", Run: appendTo(pprint.Printer{}, deep)},
				cpython(dir, "deep", deep, ""),
			}, peers(deep)...),
			Goals: []harness.Goal{{Against: "CPython", Min: 40}},
		},
		harness.Case{
			Name: "records",
			Contenders: append([]harness.Contender{
				{Name: "pprint, Go notation", Run: appendTo(pprint.Printer{}, m.records(1000))},
			}, peers(m.records(1000))...),
		},
		linear("depth 200 to 800, width 80", pprint.Printer{Notation: pprint.Python, Indent: -1}, lists(200), lists(800)),
		linear("a string of 256 kB to 1 MB", pprint.Printer{}, prose(1<<18), prose(1<<20)),
		linear("a list of 25000 to 100000 numbers", pprint.Printer{Compact: true}, make([]int, 25_000), make([]int, 100_000)),
	)
}

func appendTo(p pprint.Printer, v any) func(n int) {
	var buf []byte
	return func(n int) {
		for range n {
			buf = p.Append(buf[:0], v)
		}
	}
}

// linear compares the time for an input with that for one four times as large.
func linear(name string, p pprint.Printer, small, large any) harness.Case {
	return harness.Case{
		Name: name,
		Contenders: []harness.Contender{
			{Name: "as it is", Run: appendTo(p, small)},
			{Name: "four times as large", Run: appendTo(p, large)},
		},
		Goals: []harness.Goal{{Against: "four times as large", Max: 4.5}},
	}
}

func peers(v any) []harness.Contender {
	plain := pp.New()
	plain.SetColoringEnabled(false)
	sorted := spew.ConfigState{Indent: " ", SortKeys: true, DisableMethods: true, DisablePointerAddresses: true}
	sprint := func(name string, f func() string) harness.Contender {
		return harness.Contender{Name: name, Run: func(n int) {
			for range n {
				f()
			}
		}}
	}
	return []harness.Contender{
		{Name: "json.MarshalIndent", Run: func(n int) {
			for range n {
				if _, err := json.MarshalIndent(v, "", " "); err != nil {
					panic(err)
				}
			}
		}},
		sprint("fmt %+v", func() string { return fmt.Sprintf("%+v", v) }),
		sprint("fmt %#v", func() string { return fmt.Sprintf("%#v", v) }),
		sprint("spew", func() string { return sorted.Sdump(v) }),
		sprint("kr/pretty", func() string { return pretty.Sprint(v) }),
		sprint("pp", func() string { return plain.Sprint(v) }),
		sprint("litter", func() string { return litter.Sdump(v) }),
		sprint("repr", func() string { return repr.String(v, repr.Indent(" ")) }),
		sprint("valast", func() string { return valast.String(v) }),
	}
}

// cpython has CPython's pformat print the same value.
func cpython(dir, name string, v any, args string) harness.Contender {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	file := filepath.Join(dir, name+".json")
	if err := os.WriteFile(file, data, 0o666); err != nil {
		panic(err)
	}
	setup := fmt.Sprintf("import json, pprint\nwith open(%q) as f: v = json.load(f)", file)
	return harness.Python("3.13.0", setup, "pprint.pformat(v"+args+")")
}

type maker struct{ *rand.Rand }

var words = strings.Fields(`alright but apart from the sanitation the medicine education wine public order
	irrigation roads the fresh-water system and public health what have the romans ever done for us`)

// tree returns ten children a level, as lists and maps in turn.
func (m maker) tree(depth int) any {
	if depth == 0 {
		switch m.IntN(8) {
		case 0:
			return m.IntN(2) == 0
		case 1:
			return nil
		case 2, 3, 4:
			return float64(m.IntN(1_000_000)) / 64
		}
		return strings.Join(words[m.IntN(20):][:1+m.IntN(4)], " ")
	}
	if depth%2 == 0 {
		list := make([]any, 10)
		for i := range list {
			list[i] = m.tree(depth - 1)
		}
		return list
	}
	table := make(map[string]any)
	for i := range 10 {
		table[fmt.Sprintf("%s %d", words[m.IntN(len(words))], i)] = m.tree(depth - 1)
	}
	return table
}

func leaves(v any) int {
	n := 0
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			n += leaves(x)
		}
		return n
	case map[string]any:
		for _, x := range v {
			n += leaves(x)
		}
		return n
	}
	return 1
}

func nested(depth int) any {
	var v any = "the innermost"
	for i := range depth {
		if i%2 == 0 {
			v = []any{"spam", v, 1.5}
		} else {
			v = map[string]any{"k": v, "name": "Brian"}
		}
	}
	return v
}

// lists returns lists in lists, for which the output grows as the depth does if
// nothing is indented.
func lists(depth int) any {
	var v any = "the innermost"
	for range depth {
		v = []any{"spam", v, 1.5}
	}
	return v
}

// A Record is what structs are like.
type Record struct {
	ID     int
	Name   string
	Tags   []string
	Scores map[string]float64
	Parent *Record
}

func (m maker) records(n int) []Record {
	list := make([]Record, n)
	for i := range list {
		list[i] = Record{ID: i, Name: words[m.IntN(len(words))], Tags: words[m.IntN(20):][:3], Scores: map[string]float64{"a": 1, "b": 2}}
		if i%3 == 0 {
			list[i].Parent = &Record{ID: -i}
		}
	}
	return list
}

func prose(size int) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		b.WriteString(words[i%len(words)])
		b.WriteByte(' ')
	}
	return b.String()
}
