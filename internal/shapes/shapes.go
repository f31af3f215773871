// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package shapes makes random values of many types, the same for the same
// seed, for tests that print values as Go source and compile it.
package shapes

import (
	"encoding/json"
	"math"
	"math/big"
	"math/rand/v2"
	"net/netip"
	"reflect"
	"strings"
	"time"
)

// The types that values are made of.
type (
	// Level is a named integer.
	Level int8

	// Title is a named string.
	Title string

	// Ratio is a named float.
	Ratio float32

	// Phase is a named complex number.
	Phase complex64

	// Names is a named slice.
	Names []Title

	// Ref is a named pointer.
	Ref *Point

	// Grid is a named array.
	Grid [2][2]Level

	// Index is a named map.
	Index map[Title]*Point

	// Octet is a named byte, of which slices are no byte strings.
	Octet byte

	// Point is a small struct.
	Point struct{ X, Y int }

	// Pair is generic.
	Pair[A, B any] struct {
		First  A
		Second B
	}

	// Outer embeds what it can.
	Outer struct {
		Point
		*Inner
		Pair[int, Point]
		Any  any
		Next *Outer
	}

	// Inner has fields of the library's types.
	Inner struct {
		At    time.Time
		For   time.Duration
		Num   *big.Int
		Sum   big.Int
		Addr  netip.Addr
		Net   netip.Prefix
		Port  netip.AddrPort
		Raw   json.RawMessage
		Err   error
		Func  func(int) string
		Chan  <-chan int
		Anon  struct{ A, B int }
		Typed []Octet
	}

	// Secret has fields that are its own affair.
	Secret struct {
		Open   int
		hidden string
		at     time.Time
		num    *big.Int
		deep   map[string]Point
		any    any
	}
)

var types = []reflect.Type{
	reflect.TypeFor[bool](), reflect.TypeFor[int](), reflect.TypeFor[int8](), reflect.TypeFor[int64](),
	reflect.TypeFor[uint8](), reflect.TypeFor[uint](), reflect.TypeFor[uint64](), reflect.TypeFor[uintptr](),
	reflect.TypeFor[rune](), reflect.TypeFor[float32](), reflect.TypeFor[float64](), reflect.TypeFor[complex64](),
	reflect.TypeFor[complex128](), reflect.TypeFor[string](), reflect.TypeFor[[]byte](), reflect.TypeFor[[]int](),
	reflect.TypeFor[[]any](), reflect.TypeFor[[]string](), reflect.TypeFor[[3]float64](), reflect.TypeFor[[4]byte](),
	reflect.TypeFor[[][]byte](), reflect.TypeFor[map[string]any](), reflect.TypeFor[map[int][]string](),
	reflect.TypeFor[map[any]any](), reflect.TypeFor[map[Point]*Point](), reflect.TypeFor[map[float64]bool](),
	reflect.TypeFor[map[string]struct{}](), reflect.TypeFor[map[[2]int]struct{}](), reflect.TypeFor[map[Title]Level](),
	reflect.TypeFor[*int](), reflect.TypeFor[**string](), reflect.TypeFor[*any](), reflect.TypeFor[*[]int](),
	reflect.TypeFor[*map[string]int](), reflect.TypeFor[*Point](), reflect.TypeFor[**Point](), reflect.TypeFor[[]*Point](),
	reflect.TypeFor[[]Point](), reflect.TypeFor[[]**Point](), reflect.TypeFor[[]*[]int](), reflect.TypeFor[map[string]*[]Point](),
	reflect.TypeFor[Level](), reflect.TypeFor[Title](), reflect.TypeFor[Ratio](), reflect.TypeFor[Phase](),
	reflect.TypeFor[Names](), reflect.TypeFor[Ref](), reflect.TypeFor[[]Ref](), reflect.TypeFor[Grid](), reflect.TypeFor[Index](),
	reflect.TypeFor[Octet](), reflect.TypeFor[[]Octet](), reflect.TypeFor[Point](), reflect.TypeFor[Pair[int, string]](),
	reflect.TypeFor[Pair[*Point, map[Title]Pair[Level, []byte]]](), reflect.TypeFor[[]Pair[any, error]](),
	reflect.TypeFor[Outer](), reflect.TypeFor[*Outer](), reflect.TypeFor[Inner](), reflect.TypeFor[Secret](),
	reflect.TypeFor[struct {
		A int `json:"a,omitempty"`
		B []Point
	}](), reflect.TypeFor[time.Time](), reflect.TypeFor[*time.Time](), reflect.TypeFor[time.Duration](),
	reflect.TypeFor[map[time.Duration]time.Month](), reflect.TypeFor[*big.Int](), reflect.TypeFor[big.Int](),
	reflect.TypeFor[netip.Addr](), reflect.TypeFor[*netip.Prefix](), reflect.TypeFor[json.RawMessage](),
	reflect.TypeFor[map[netip.Addr]netip.AddrPort](), reflect.TypeFor[func()](), reflect.TypeFor[chan<- bool](),
	reflect.TypeFor[[]func(int, ...string) (Point, error)](), reflect.TypeFor[struct{}](), reflect.TypeFor[[0]int](),
	reflect.TypeFor[[]interface{ Error() string }](), reflect.TypeFor[reflect.Type](),
}

// Values returns n random values.
func Values(seed uint64, n int) []any {
	m := maker{rand.New(rand.NewPCG(seed, 34))}
	values := make([]any, n)
	for i := range values {
		v := reflect.New(types[m.IntN(len(types))]).Elem()
		m.fill(v, 4)
		values[i] = v.Interface()
	}
	return values
}

type maker struct{ *rand.Rand }

// fill sets v, which may be an unexported field of Secret, to something.
func (m maker) fill(v reflect.Value, depth int) {
	if m.library(v) {
		return
	}
	small := m.IntN(4)
	if depth <= 0 {
		small = 0
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(m.IntN(2) == 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(m.Uint64()) >> m.IntN(64))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(m.Uint64() >> m.IntN(64))
	case reflect.Float32, reflect.Float64:
		v.SetFloat(m.float())
	case reflect.Complex64, reflect.Complex128:
		v.SetComplex(complex(m.float(), m.float()))
	case reflect.String:
		v.SetString(m.text())
	case reflect.Slice:
		m.fillSlice(v, small, depth)
	case reflect.Array:
		for i := range v.Len() {
			m.fill(v.Index(i), depth-1)
		}
	case reflect.Map:
		m.fillMap(v, small, depth)
	case reflect.Pointer:
		if depth > 0 && small > 0 {
			v.Set(reflect.New(v.Type().Elem()).Convert(v.Type()))
			m.fill(v.Elem(), depth-1)
		}
	case reflect.Interface:
		m.fillInterface(v, small, depth)
	case reflect.Struct:
		m.fillStruct(v, depth)
	}
}

func (m maker) fillSlice(v reflect.Value, n, depth int) {
	if m.IntN(8) == 0 {
		return // nil
	}
	if v.Type().Elem().Kind() == reflect.Uint8 {
		b := []byte(m.text())
		if m.IntN(2) == 0 {
			for i := range b {
				b[i] = byte(m.Uint32())
			}
		}
		v.Set(reflect.MakeSlice(v.Type(), len(b), len(b)))
		for i, c := range b {
			v.Index(i).SetUint(uint64(c))
		}
		return
	}
	n = n * m.IntN(4)
	v.Set(reflect.MakeSlice(v.Type(), n, n))
	for i := range n {
		m.fill(v.Index(i), depth-1)
	}
}

func (m maker) fillMap(v reflect.Value, n, depth int) {
	if m.IntN(8) == 0 {
		return // nil
	}
	v.Set(reflect.MakeMap(v.Type()))
	for range n {
		key := reflect.New(v.Type().Key()).Elem()
		if key.Kind() == reflect.Interface {
			key.Set(reflect.ValueOf([]any{m.IntN(9), m.text(), m.float(), Level(m.IntN(9)), Point{1, m.IntN(9)}, true}[m.IntN(6)]))
		} else {
			m.fill(key, depth-1)
		}
		elem := reflect.New(v.Type().Elem()).Elem()
		m.fill(elem, depth-1)
		v.SetMapIndex(key, elem)
	}
}

// A Fault is an error.
type Fault struct{ Code int }

func (f *Fault) Error() string { return "fault" }

func (m maker) fillInterface(v reflect.Value, small, depth int) {
	switch {
	case v.Type() == reflect.TypeFor[reflect.Type]():
		v.Set(reflect.ValueOf(types[m.IntN(len(types))]))
	case v.NumMethod() > 0:
		if small > 0 {
			v.Set(reflect.ValueOf(&Fault{m.IntN(100)}))
		}
	case depth > 0:
		x := reflect.New(types[m.IntN(len(types))]).Elem()
		m.fill(x, depth-1)
		v.Set(x)
	}
}

func (m maker) fillStruct(v reflect.Value, depth int) {
	if s, ok := v.Addr().Interface().(*Secret); ok {
		s.Open = m.IntN(10)
		if m.IntN(2) == 0 {
			s.hidden, s.num = m.text(), big.NewInt(m.Int64())
			m.fill(reflect.ValueOf(&s.at).Elem(), depth)
			m.fill(reflect.ValueOf(&s.deep).Elem(), depth)
			m.fill(reflect.ValueOf(&s.any).Elem(), depth-2)
		}
		return
	}
	for _, field := range v.Fields() {
		m.fill(field, depth-1)
	}
}

func (m maker) float() float64 {
	switch m.IntN(5) {
	case 0:
		return []float64{0, math.Copysign(0, -1), 1, math.Inf(1), math.Inf(-1), 1e16, 1e-5, 5e-324, math.MaxFloat64}[m.IntN(9)]
	case 1:
		return math.Float64frombits(m.Uint64())
	}
	return float64(m.IntN(2000)) / 8
}

func (m maker) text() string {
	words := []string{"alright", "but", "apart", "from the", "sanitation", "", " ", "\n", "\t", `"`, "'", "`", `\`, "\x00",
		"\x80", "\xff", "é", "世界", "😀", "\u200b", "\ufeff", "\u2028", "*/", "//", "{}", "%d", "\r\n", "\U0010ffff", "\x7f"}
	var b strings.Builder
	plain := m.IntN(2) == 0
	for range m.IntN([]int{1, 4, 30}[m.IntN(3)]) + 1 {
		i := m.IntN(len(words))
		if plain {
			i %= 5
		}
		b.WriteString(words[i])
		if m.IntN(2) == 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// library sets values of types that fields alone do not make.
func (m maker) library(v reflect.Value) bool {
	var x any
	switch v.Type() {
	case reflect.TypeFor[time.Time]():
		x = m.time()
	case reflect.TypeFor[time.Duration]():
		x = time.Duration(m.IntN(100)) * []time.Duration{1, time.Microsecond, time.Second, time.Minute, -time.Hour}[m.IntN(5)]
	case reflect.TypeFor[time.Month]():
		x = time.Month(m.IntN(14))
	case reflect.TypeFor[*big.Int]():
		if m.IntN(5) > 0 {
			x = m.big()
		} else {
			x = (*big.Int)(nil)
		}
	case reflect.TypeFor[big.Int]():
		x = *m.big()
	case reflect.TypeFor[netip.Addr]():
		x = m.addr()
	case reflect.TypeFor[netip.Prefix]():
		x = netip.PrefixFrom(m.addr().WithZone(""), m.IntN(34)-1)
	case reflect.TypeFor[netip.AddrPort]():
		x = netip.AddrPortFrom(m.addr(), uint16(m.Uint32()))
	case reflect.TypeFor[json.RawMessage]():
		x = json.RawMessage([]string{`{"a": [1, 2]}`, `null`, ``, `"` + "`" + `"`, m.text()}[m.IntN(5)])
	default:
		return false
	}
	v.Set(reflect.ValueOf(x))
	return true
}

func (m maker) time() time.Time {
	loc := []*time.Location{time.UTC, time.UTC, time.Local, time.FixedZone("CET", 3600), time.FixedZone("", -18000), time.FixedZone("x\"y", 1)}[m.IntN(6)]
	if m.IntN(6) == 0 {
		return time.Time{}
	}
	return time.Date(m.IntN(3000), time.Month(m.IntN(12)+1), m.IntN(28)+1, m.IntN(24), m.IntN(60), m.IntN(60), m.IntN(2)*m.IntN(1e9), loc)
}

func (m maker) big() *big.Int {
	x := big.NewInt(m.Int64() >> m.IntN(63))
	if m.IntN(2) == 0 {
		x.Neg(x)
	}
	if m.IntN(2) == 0 {
		x.Exp(x, big.NewInt(int64(m.IntN(9))), nil)
	}
	if m.IntN(5) == 0 {
		x.Sub(x, x)
	}
	return x
}

func (m maker) addr() netip.Addr {
	return []netip.Addr{
		{}, netip.MustParseAddr("192.0.2.1"), netip.IPv6Unspecified(), netip.MustParseAddr("2001:db8::1"),
		netip.MustParseAddr("fe80::1%eth0"), netip.MustParseAddr("::ffff:192.0.2.1"),
	}[m.IntN(6)]
}
