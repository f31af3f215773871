// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"iter"
	"math/big"
	"net/netip"
	"reflect"
	"testing"
	"time"

	"py34.example/internal/testkit"
	"py34.example/pprint"
)

// The classes of gen.py.
type (
	Point         struct{ X, Y any }
	InventoryItem struct{ Name, UnitPrice, QuantityOnHand any }
	Empty         struct{}
	Node          struct{ Value, Next any }
)

// pairs is an OrderedDict.
type pairs [][2]any

func (p pairs) Items() iter.Seq2[any, any] {
	return func(yield func(k, v any) bool) {
		for _, kv := range p {
			if !yield(kv[0], kv[1]) {
				return
			}
		}
	}
}

// A vector is a record of pprint.jsonl.
type vector struct {
	Value     json.RawMessage
	Options   [5]int
	IDs       []string
	Want      testkit.Text
	Safe      testkit.Text
	Readable  bool
	Recursive bool
}

// A builder makes the values that gen.py encoded.
type builder struct {
	t    *testing.T
	refs map[int]any
}

func (b *builder) list(raw json.RawMessage) (list []json.RawMessage) {
	b.decode(raw, &list)
	return list
}

func (b *builder) decode(raw json.RawMessage, v any) {
	if err := json.Unmarshal(raw, v); err != nil {
		b.t.Fatalf("%s: %v", raw, err)
	}
}

func (b *builder) text(raw json.RawMessage) (s string) {
	b.decode(raw, &s)
	return s
}

func (b *builder) values(list []json.RawMessage) []any {
	out := make([]any, len(list))
	for i, raw := range list {
		out[i] = b.value(raw)
	}
	return out
}

func (b *builder) value(raw json.RawMessage) any {
	list := b.list(raw)
	tag := b.text(list[0])
	args := list[1:]
	switch tag {
	case "n":
		return nil
	case "b":
		var v bool
		b.decode(args[0], &v)
		return v
	case "i":
		n, _ := new(big.Int).SetString(b.text(args[0]), 10)
		if n.IsInt64() {
			return n.Int64()
		}
		return n
	case "f":
		return b.float(args[0])
	case "c":
		return complex(b.float(args[0]), b.float(args[1]))
	case "s":
		var s testkit.Text
		b.decode(args[0], &s)
		return string(s)
	case "y":
		data, err := hex.DecodeString(b.text(args[0]))
		if err != nil {
			b.t.Fatal(err)
		}
		return data
	case "t":
		return b.tuple(args)
	case "e":
		set := make(map[any]struct{})
		for _, v := range b.values(args) {
			set[v] = struct{}{}
		}
		return set
	case "o":
		p := make(pairs, len(args))
		for i, raw := range args {
			p[i] = [2]any(b.values(b.list(raw)))
		}
		return p
	case "a":
		return b.namespace(args)
	}
	var number int
	b.decode(args[0], &number)
	args = args[1:]
	switch tag {
	case "r":
		return b.refs[number]
	case "l":
		l := make([]any, len(args))
		b.refs[number] = l
		for i, raw := range args {
			l[i] = b.value(raw)
		}
		return l
	case "d":
		d := make(map[any]any)
		b.refs[number] = d
		for _, raw := range args {
			kv := b.values(b.list(raw))
			d[kv[0]] = kv[1]
		}
		return d
	case "p":
		return b.instance(b.text(args[0]), number, args[1:])
	}
	b.t.Fatalf("unknown tag %q", tag)
	return nil
}

func (b *builder) float(raw json.RawMessage) float64 {
	var f testkit.Float
	b.decode(raw, &f)
	return float64(f)
}

func (b *builder) tuple(args []json.RawMessage) any {
	v := reflect.New(reflect.ArrayOf(len(args), reflect.TypeFor[any]())).Elem()
	for i, x := range b.values(args) {
		if x != nil {
			v.Index(i).Set(reflect.ValueOf(x))
		}
	}
	return v.Interface()
}

func (b *builder) namespace(args []json.RawMessage) any {
	var fields []reflect.StructField
	var values []any
	for _, raw := range args {
		nv := b.list(raw)
		fields = append(fields, reflect.StructField{Name: b.text(nv[0]), Type: reflect.TypeFor[any]()})
		values = append(values, b.value(nv[1]))
	}
	v := reflect.New(reflect.StructOf(fields)).Elem()
	for i, x := range values {
		if x != nil {
			v.Field(i).Set(reflect.ValueOf(x))
		}
	}
	return v.Interface()
}

func (b *builder) instance(class string, number int, args []json.RawMessage) any {
	switch class {
	case "Point":
		p := new(Point)
		b.refs[number] = p
		p.X, p.Y = b.value(args[0]), b.value(args[1])
		return p
	case "Node":
		n := new(Node)
		b.refs[number] = n
		n.Value, n.Next = b.value(args[0]), b.value(args[1])
		return n
	case "InventoryItem":
		i := new(InventoryItem)
		b.refs[number] = i
		i.Name, i.UnitPrice, i.QuantityOnHand = b.value(args[0]), b.value(args[1]), b.value(args[2])
		return i
	}
	b.refs[number] = Empty{}
	return Empty{}
}

// printer returns the Printer for the options of the record and the ids of
// the values that b built.
func (vec vector) printer(b *builder) pprint.Printer {
	p := pprint.Printer{
		Notation: pprint.Python,
		Indent:   vec.Options[0], Width: vec.Options[1], Depth: vec.Options[2],
		Compact: vec.Options[3] != 0, UnderscoreNumbers: vec.Options[4] != 0,
	}
	if p.Indent == 0 {
		p.Indent = -1
	}
	p.ID = func(v reflect.Value) string {
		for number, x := range b.refs {
			if r := reflect.ValueOf(x); r.Kind() != reflect.Struct && r.Type() == v.Type() && r.Pointer() == v.Pointer() &&
				(v.Kind() != reflect.Slice || r.Len() == v.Len()) {
				return vec.IDs[number]
			}
		}
		return "unknown"
	}
	return p
}

func TestPythonGoldens(t *testing.T) {
	bad := 0
	for i, vec := range testkit.Golden[vector](t, "pprint/pprint.jsonl") {
		b := &builder{t, make(map[int]any)}
		v := b.value(vec.Value)
		p := vec.printer(b)
		if got := p.Format(v); got != string(vec.Want) {
			t.Errorf("record %d, options %v, value %s:\n%s\nwant\n%s", i, vec.Options, vec.Value, got, vec.Want)
			if bad++; bad == 10 {
				t.Fatal("too many failures")
			}
		}
		one := pprint.Printer{Notation: pprint.Python, Width: 1 << 30}
		if got := one.Format(v); vec.Safe != "" && got != string(vec.Safe) {
			t.Errorf("record %d on one line = %s\nwant %s", i, got, vec.Safe)
		}
		if len(vec.IDs) > 0 {
			continue // the cycles that CPython's repr finds are none to its isrecursive
		}
		if got := pprint.IsRecursive(v); got != vec.Recursive {
			t.Errorf("record %d: IsRecursive = %t, want %t", i, got, vec.Recursive)
		}
		if got := one.IsReadable(v); got != vec.Readable {
			t.Errorf("record %d: IsReadable = %t, want %t", i, got, vec.Readable)
		}
	}
}

func TestPythonLibraryTypes(t *testing.T) {
	p := pprint.Printer{Notation: pprint.Python, Width: 1000}
	for _, rec := range testkit.Golden[struct {
		Kind string
		Args []int
		Text testkit.Text
		Want testkit.Text
	}](t, "pprint/library.jsonl") {
		var v any
		switch a := rec.Args; rec.Kind {
		case "time":
			loc := time.UTC
			if len(a) > 7 {
				loc = time.FixedZone(string(rec.Text), a[7])
			}
			v = time.Date(a[0], time.Month(a[1]), a[2], a[3], a[4], a[5], a[6]*1000, loc)
		case "addr":
			v = netip.MustParseAddr(string(rec.Text))
		case "prefix":
			v = netip.MustParsePrefix(string(rec.Text))
		}
		if got := p.Format(v); got != string(rec.Want) {
			t.Errorf("Format(%v) = %s, want %s", v, got, rec.Want)
		}
	}
}

// characters returns the tables of unicode.jsonl by name.
func characters(t *testing.T) map[string]map[rune]bool {
	t.Helper()
	tables := make(map[string]map[rune]bool)
	for _, table := range testkit.Golden[struct {
		Name   string
		Ranges [][2]rune
	}](t, "pprint/unicode.jsonl") {
		set := make(map[rune]bool)
		for _, r := range table.Ranges {
			for c := r[0]; c <= r[1]; c++ {
				set[c] = true
			}
		}
		if len(set) == 0 {
			t.Errorf("table %s is empty", table.Name)
		}
		tables[table.Name] = set
	}
	return tables
}

// TestCharacters compares every code point with CPython's idea of it: whether
// it is printable, whether it separates words, and how wide it is.
func TestCharacters(t *testing.T) {
	tables := characters(t)
	p := pprint.Printer{Notation: pprint.Python}
	narrow := pprint.Printer{Notation: pprint.Python, Width: 1}
	var buf []byte
	step := rune(1)
	if raceEnabled || testing.Short() {
		step = 7
	}
	for c := rune(0x7f); c <= 0x10ffff; c += step {
		if 0xd800 <= c && c < 0xe000 {
			continue // no part of UTF-8
		}
		buf = p.Append(buf[:0], string(c))
		if escaped := buf[1] == '\\'; escaped != tables["unprintable"][c] {
			t.Errorf("U+%04X is written as %s", c, buf)
		}
		buf = narrow.Append(buf[:0], "a"+string(c)+"b")
		if split := bytes.Contains(buf, []byte("\n")); split != tables["spaces"][c] {
			t.Errorf("a, U+%04X and b are written as %s", c, buf)
		}
		want := 1
		switch {
		case c < 0xa0 || tables["zeroWidth"][c]:
			want = 0
		case tables["wide"][c]:
			want = 2
		}
		if got := pprint.Cells(string(c)); got != want {
			t.Errorf("Cells(U+%04X) = %d, want %d", c, got, want)
		}
		if t.Failed() {
			return
		}
	}
}
