// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package pprint pretty-prints any Go value in lines that fit your terminal.
// (Profiling is runtime/pprof.)
//
//	pprint.Print(v)
//
// What fits on one line is written on one line. What does not is split: a
// container between its items, a string between its words. Maps are sorted by
// key, so the same value is always printed the same way, and no value makes the
// printer panic, run for ever or exhaust the stack, whatever points to what
// (only a map that another goroutine changes meanwhile is beyond help). A
// [Printer] has the options, and prints either of two notations:
//
//   - [Go], the default, is Go source. What [IsReadable] calls readable can be
//     pasted into a test, where reflect.DeepEqual finds it equal to the value.
//   - [Python] is what CPython's pprint prints for the corresponding value, to
//     the byte: nil of any type is None, a map is a dict, a slice a list, an array a tuple,
//     a map[T]struct{} a set, a []byte a bytes object, a struct a dataclass
//     (without a name: a SimpleNamespace), [Ordered] an OrderedDict. Integers of
//     type big.Int, times and IP addresses are int, datetime and ipaddress
//     objects. Interfaces and pointers are looked through.
//
// The package follows Python's pprint module: [Printer] is PrettyPrinter,
// [Print] is pprint, [Format] is pformat, and [SafeRepr], [IsReadable] and
// [IsRecursive] are the functions of those names. A type takes part in the
// layout by implementing [Ordered] or [Shaper].
//
// A pointer, map or slice that contains itself is replaced, where that would
// begin again, by a mark with a number. Functions, channels and marks of all
// sorts are comments in Go notation, and text in angle brackets in Python
// notation. No address is printed.
//
// # Differences from Python
//
//   - A set that fits on its line is sorted like one that does not. CPython
//     prints its elements as they lie in memory.
//   - Keys that do not compare, because their types differ, are ordered by the
//     types' names, and below that by value. CPython compares addresses, and
//     where its comparisons contradict each other the order is accidental.
//   - Recursion marks have numbers in place of addresses: see [Printer].ID.
//   - An array is a value and cannot contain itself: a cycle through one is
//     marked at the pointer, map or slice that it passes next.
//   - IsRecursive and IsReadable find all cycles; CPython's do not look into
//     dataclasses and other objects with a repr of their own.
//   - A byte in a string that is not UTF-8 is shown as the lone surrogate that
//     Python's surrogateescape makes of it.
//   - What is nested deeper than 1000 levels is replaced by a mark, where
//     CPython raises RecursionError.
//   - [Printer].Expand is an option that CPython has from version 3.15 on. The
//     layout here is this package's own, with which lines keep to the width.
//
// CPython 3.13.0 is the reference. Python 3.4 filled the lines of Compact less
// far.
//
// # When the standard library is the better choice
//
// Package fmt prints on one line, with verbs for everything, and calls String
// methods. json.MarshalIndent writes what other programs read.
package pprint

import (
	"io"
	"iter"
	"os"
	"reflect"
	"sync"
)

//go:generate go run gen_tables.go

// Notation is the language that values are written in.
type Notation uint8

const (
	// Go writes composite literals, such as map[string]int{"one": 1}.
	Go Notation = iota

	// Python writes what CPython's pprint writes, such as {'one': 1}.
	Python
)

// Unexported says what to do with the unexported fields of structs.
type Unexported uint8

const (
	// Show prints unexported fields.
	Show Unexported = iota

	// Hide leaves unexported fields out.
	Hide
)

// Methods is a set of methods, of printed values, that may speak for them.
// Those methods run in the course of printing; if one panics, the panic is
// recovered and shown in the value's place.
type Methods uint8

const (
	// Error asks error values for their message.
	Error Methods = 1 << iota

	// Stringer asks values for their String.
	Stringer

	// TextMarshaler asks values for their MarshalText.
	TextMarshaler

	// None, the zero value, asks no value: what is printed is what is in
	// memory.
	None Methods = 0
)

const (
	defaultWidth = 80
	maxWidth     = 1 << 30 // far from overflow, whatever is added to it
	maxIndent    = 1 << 10

	// maxDepth is the number of containers and pointers in each other beyond
	// which there is a mark. It bounds the stack, and the output: with the
	// indentation, that grows as the square of the depth.
	maxDepth = 1000
)

// A Printer formats values by its options. The zero value is ready to use: Go
// notation at width 80. Methods do not change the Printer, and may be called by
// several goroutines at once if its functions may; a value must not change
// while it is printed.
type Printer struct {
	// Indent is the number of spaces that each level of nesting adds. 0
	// means 1, and a negative number means 0. At most 1024 are added.
	Indent int

	// Width is the number of columns that lines keep to. A line is wider
	// only if something in it cannot be split. 0 means 80; with a negative
	// width everything is split that can be.
	Width int

	// Depth is the number of levels of containers that are shown; those
	// below are shown as {...}, [...] or (...), in Go notation as T{...}.
	// 0 or less means all, but in no case is anything shown that is nested
	// more than 1000 levels deep.
	Depth int

	// Compact puts as many items of a list, tuple or set on a line as fit,
	// where the default is one a line.
	Compact bool

	// Expand puts the brackets of Python notation on lines of their own and
	// the items between them, indented by one level, as CPython 3.15 does
	// with the option of that name. Go notation is always laid out so.
	Expand bool

	// UnderscoreNumbers writes integers with an underscore between groups of
	// three digits.
	UnderscoreNumbers bool

	// NoSortMaps leaves the entries of maps in the order of iteration,
	// which changes from one call to the next. Values of type [Ordered]
	// keep their own order in any case.
	NoSortMaps bool

	// Notation is the language of the output.
	Notation Notation

	// Package is the import path of the package that Go notation is written
	// for: types of this package are named without a qualifier, and their
	// unexported names may be used. Types of package main and of external
	// test packages, which no other package can name, are always written
	// that way.
	Package string

	// Unexported says what to do with the unexported fields of structs.
	Unexported Unexported

	// Methods names the methods that may speak for the values that have
	// them.
	Methods Methods

	// Color is the colors of the output; nil means none. Colors take no
	// part in the layout.
	Color *Theme

	// Measure counts the columns of text. nil counts code points, as Python
	// does; [Cells] counts what a terminal shows.
	Measure func(s string) int

	// ID returns what a recursion marker calls the pointer, map or slice
	// that contains itself. nil calls them #1, #2 and so on.
	ID func(v reflect.Value) string
}

// Ordered is implemented by maps that have an order of their own. They print
// as OrderedDict in Python notation and like a map in Go notation.
type Ordered interface {
	// Items yields the keys and values. It may be called several times.
	Items() iter.Seq2[any, any]
}

// A Shaper takes part in the layout as a container, like the built-in ones.
// Its method is called in place of looking into the value; if it panics, the
// panic is recovered and shown.
type Shaper interface {
	PrintShape() Shape
}

// A Shape is what a container looks like: some text, its items, and some more
// text. The items follow each other on one line, separated by commas, if they
// all fit, and have a line each if not.
type Shape struct {
	Open  string // such as "deque("; without a newline
	Items []Item
	Close string // such as ")"; without a newline
}

// An Item is one item of a [Shape].
type Item struct {
	// Label is written before the value, as it is: "size=", for instance.
	Label string

	// Value is printed like any other value.
	Value any
}

// Print writes v, and a newline, to standard output, in Go notation.
// It is Python's pprint.pprint.
func Print(v any) {
	// Like print in Python and fmt.Print, whose error nobody looks at.
	_ = new(Printer).Fprint(os.Stdout, v)
}

// Format returns v in Go notation, without a newline at the end.
// It is Python's pprint.pformat.
func Format(v any) string {
	return new(Printer).Format(v)
}

// SafeRepr returns v in Go notation on one line.
// It is Python's pprint.saferepr.
func SafeRepr(v any) string {
	return (&Printer{Width: maxWidth}).Format(v)
}

// IsReadable reports whether Go code can be written that makes a value deeply
// equal to v, and [Format] writes it: see [Printer.IsReadable].
func IsReadable(v any) bool {
	return new(Printer).IsReadable(v)
}

// IsRecursive reports whether v contains a pointer, map or slice that contains
// itself, at any depth. It is Python's pprint.isrecursive.
func IsRecursive(v any) bool {
	return recursive(reflect.ValueOf(v))
}

// Fprint writes v, and a newline, to w. It holds no more of the output in
// memory than some kilobytes and the widest line. The error is the first that
// w returned.
func (p *Printer) Fprint(w io.Writer, v any) error {
	s := newState(p)
	defer s.free()
	s.w = w
	s.format(reflect.ValueOf(v), slot{}, 0, 0, 0, 0, 0)
	s.raw("\n")
	s.flush()
	return s.err
}

// Append appends v to dst and returns the extended buffer.
func (p *Printer) Append(dst []byte, v any) []byte {
	s := newState(p)
	defer s.free()
	own := s.buf
	s.buf = dst
	s.format(reflect.ValueOf(v), slot{}, 0, 0, 0, 0, 0)
	dst, s.buf = s.buf, own
	return dst
}

// Format returns v as text, without a newline at the end.
func (p *Printer) Format(v any) string {
	s := newState(p)
	defer s.free()
	s.format(reflect.ValueOf(v), slot{}, 0, 0, 0, 0, 0)
	return string(s.buf)
}

// IsReadable reports whether a program can read back what the Printer writes
// for v, if its Depth, Unexported and Methods leave nothing out.
//
// Readable Go notation is an expression that compiles, in a package that
// imports what it names, in Go 1.26 or later, and makes a value for which
// reflect.DeepEqual holds. Not readable are values that contain themselves,
// functions and channels, NaN, pointers in the keys of maps, unexported names
// of other packages than Package, and the types that describe themselves
// ([Ordered], [Shaper]). Types declared inside a function count as if they
// were not.
//
// Python notation is readable if nothing in it is a text in angle brackets, such
// as <func()>, that stands for something else.
func (p *Printer) IsReadable(v any) bool {
	q := *p
	q.Depth, q.Methods, q.Unexported, q.Color = 0, None, Show, nil
	s := newState(&q)
	defer s.free()
	s.check(v)
	return !s.unreadable
}

// settle returns the options with their defaults filled in.
func (p Printer) settle() Printer {
	switch {
	case p.Indent == 0:
		p.Indent = 1
	case p.Indent < 0:
		p.Indent = 0
	}
	if p.Width == 0 {
		p.Width = defaultWidth
	}
	p.Indent = min(p.Indent, maxIndent)
	p.Width = min(max(p.Width, -maxWidth), maxWidth)
	return p
}

var states = sync.Pool{New: func() any { return new(state) }}

func newState(p *Printer) *state {
	s := states.Get().(*state)
	s.Printer = p.settle()
	s.block = p.Expand || p.Notation == Go
	s.limit = noLimit
	if s.heads == nil {
		s.heads = new(heads)
	}
	if s.plans == nil || s.plansFor != p.Package {
		s.plans, s.plansFor = make(map[reflect.Type]*plan), p.Package
	}
	return s
}

// free returns s to the pool, without anything that it has seen.
func (s *state) free() {
	const keep = 64 << 10
	buf, entries, path := s.buf[:0], s.entries, s.path
	if cap(buf) > keep {
		buf = nil
	}
	if cap(entries) > keep/64 {
		entries = nil
	}
	clear(entries[:min(s.used, cap(entries))])
	again := state{buf: buf, entries: entries[:0], path: path[:0], heads: s.heads}
	if len(s.path) > 0 {
		again.heads = nil // a function of the Printer panicked: the path was not left
	}
	if len(s.plans) <= keep/64 {
		again.plans, again.plansFor = s.plans, s.plansFor
	}
	*s = again
	states.Put(s)
}
