// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint_test

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"math"
	"math/big"
	"net/netip"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"py34.example/internal/shapes"
	"py34.example/pprint"
)

var (
	python  = &pprint.Printer{Notation: pprint.Python}
	golang  = &pprint.Printer{}
	bothWay = map[string]*pprint.Printer{"Go": golang, "Python": python}
)

type (
	selfPointer *selfPointer
	selfSlice   []selfSlice
	selfMap     map[string]selfMap
	list        struct {
		Value int
		Next  *list
	}
	fields struct {
		private map[string]any
		m       map[secret]int
		f       func()
		at      time.Time
		num     *big.Int
		sum     big.Int
		ip      netip.Addr
		net     netip.Prefix
		port    netip.AddrPort
		d       time.Duration
		err     error
		self    any
	}
	secret struct{ a, b any }
)

func TestCycles(t *testing.T) {
	var p selfPointer
	p = &p
	slice := make(selfSlice, 2)
	slice[1] = slice
	m := selfMap{}
	m["me"] = m
	var iface any
	iface = &iface
	array := new([1]any)
	array[0] = array
	inKey := new(fields)
	inKey.m = map[secret]int{{a: inKey}: 1}
	window := make([]any, 3)
	window[0], window[1] = window[:2], window[:1]

	for _, c := range []struct {
		name       string
		v          any
		goWant, py string
	}{
		{"pointer", p, "selfPointer(nil /* Recursion on selfPointer with id=#1 */)", "<Recursion on object with id=#1>"},
		{"slice", slice, "selfSlice{nil, nil /* Recursion on selfSlice with id=#1 */}", "[None, <Recursion on list with id=#1>]"},
		{"map", m, `selfMap{"me": nil /* Recursion on selfMap with id=#1 */}`, "{'me': <Recursion on dict with id=#1>}"},
		{"interface", iface, "new(any(nil /* Recursion on *any with id=#1 */))", "<Recursion on object with id=#1>"},
		{"array", array, "&[1]any{nil /* Recursion on *[1]any with id=#1 */}", "(<Recursion on tuple with id=#1>,)"},
		{"window", window, "", ""},
		{"key", inKey, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			one := pprint.Printer{Width: 1 << 20}
			if got := one.Format(c.v); c.goWant != "" && got != c.goWant {
				t.Errorf("Format = %s, want %s", got, c.goWant)
			}
			one.Notation = pprint.Python
			if got := one.Format(c.v); c.py != "" && got != c.py {
				t.Errorf("Format = %s, want %s", got, c.py)
			}
			if !pprint.IsRecursive(c.v) || pprint.IsReadable(c.v) {
				t.Errorf("IsRecursive = %t, IsReadable = %t", pprint.IsRecursive(c.v), pprint.IsReadable(c.v))
			}
			for width := range 60 {
				for _, notation := range []pprint.Notation{pprint.Go, pprint.Python} {
					p := pprint.Printer{Width: width - 1, Notation: notation, Compact: width%2 == 0, Expand: width%3 == 0}
					p.Format(c.v)
				}
			}
		})
	}
}

// TestShared checks that what is met twice, but not inside itself, is printed
// twice.
func TestShared(t *testing.T) {
	shared := []any{1}
	v := []any{shared, shared, map[string]any{"s": shared}, &shared, &shared}
	want := `[]any{[]any{1}, []any{1}, map[string]any{"s": []any{1}}, &[]any{1}, &[]any{1}}`
	if got := pprint.SafeRepr(v); got != want || pprint.IsRecursive(v) || !pprint.IsReadable(v) {
		t.Errorf("SafeRepr = %s, IsRecursive = %t, IsReadable = %t", got, pprint.IsRecursive(v), pprint.IsReadable(v))
	}
}

// TestSharedOften checks that the questions do not take time that doubles
// with each level that is shared.
func TestSharedOften(t *testing.T) {
	var v any = "leaf"
	for range 200 {
		v = []any{v, v}
	}
	if pprint.IsRecursive(v) {
		t.Error("IsRecursive = true")
	}
	if !pprint.IsReadable(v) {
		t.Error("IsReadable = false")
	}
}

// chains returns lists nested, and pointers chained, n deep.
func chains(n int) (nested any, linked *list) {
	for i := range n {
		nested = []any{i, nested}
		linked = &list{i, linked}
	}
	return nested, linked
}

func TestDeep(t *testing.T) {
	n := 1_000_000
	if raceEnabled || testing.Short() {
		n = 100_000
	}
	nested, linked := chains(n)
	for name, v := range map[string]any{"slices": nested, "pointers": linked} {
		for notation, p := range bothWay {
			got := p.Format(v)
			if !strings.Contains(got, "nested too deeply") || len(got) > 10<<20 {
				t.Errorf("%s, %s: %d bytes, no mark", name, notation, len(got))
			}
		}
		if pprint.IsReadable(v) {
			t.Errorf("%s: IsReadable = true, though it is cut", name)
		}
	}
}

func TestDeepRecursion(t *testing.T) {
	nested, linked := chains(100_000)
	if pprint.IsRecursive(nested) || pprint.IsRecursive(linked) {
		t.Error("IsRecursive = true")
	}
	end := linked
	for end.Next != nil {
		end = end.Next
	}
	end.Next = linked
	if !pprint.IsRecursive(linked) {
		t.Error("IsRecursive of a ring = false")
	}
}

// TestUnexported checks what can only be read, not taken, by reflection.
func TestUnexported(t *testing.T) {
	v := fields{
		private: map[string]any{"b": 1, "a": []any{nil}},
		m:       map[secret]int{{1, "x"}: 1, {1, "a"}: 2},
		at:      time.Date(2014, 3, 16, 9, 30, 0, 5, time.UTC),
		num:     big.NewInt(-1 << 62),
		sum:     *new(big.Int).Lsh(big.NewInt(1), 70),
		ip:      netip.MustParseAddr("fe80::1%eth0"),
		net:     netip.MustParsePrefix("10.0.0.0/8"),
		port:    netip.MustParseAddrPort("192.0.2.1:80"),
		d:       time.Second,
		f:       nil,
		err:     errors.New("no"),
	}
	v.self = struct{ v *fields }{&fields{}}
	want := `fields{
 private: map[string]any{"a": []any{nil}, "b": 1},
 m: map[secret]int{{a: 1, b: "a"}: 2, {a: 1, b: "x"}: 1},
 f: nil,
 at: time.Date(2014, time.March, 16, 9, 30, 0, 5, time.UTC),
 num: big.NewInt(-4611686018427387904),
 sum: *func() *big.Int { x, _ := new(big.Int).SetString("1180591620717411303424", 10); return x }(),
 ip: netip.MustParseAddr("fe80::1%eth0"),
 net: netip.MustParsePrefix("10.0.0.0/8"),
 port: netip.MustParseAddrPort("192.0.2.1:80"),
 d: time.Second,
 err: &errors.errorString{s: "no"},
 self: struct { v *fields }{
  v: &fields{
   private: nil,
   m: nil,
   f: nil,
   at: time.Time{},
   num: nil,
   sum: *big.NewInt(0),
   ip: netip.Addr{},
   net: netip.Prefix{},
   port: netip.AddrPort{},
   d: 0,
   err: nil,
   self: nil,
  },
 },
}`
	if got := pprint.Format(v); got != want {
		t.Errorf("Format = %s\nwant %s", got, want)
	}
	now := time.Now()
	if got, want := pprint.Format(fields{at: now}), pprint.Format(now); !strings.Contains(got, want) {
		t.Errorf("Format of a struct with the time %s = %s", want, got)
	}
	if got := (&pprint.Printer{Unexported: pprint.Hide}).Format(v); got != "fields{}" {
		t.Errorf("Format with Hide = %s", got)
	}
}

// A rogue's methods do what they should not.
type rogue struct{ n int }

func (r *rogue) Error() string { return fmt.Sprint("rogue ", r.n) } // panics if r is nil
func (r rogue) String() string { panic(r) }
func (rogue) MarshalText() ([]byte, error) {
	return nil, errors.New("no text */ here")
}

type badShape struct{}

func (badShape) PrintShape() pprint.Shape { panic("shapeless") }

type badOrder struct{}

func (badOrder) Items() iter.Seq2[any, any] {
	return func(yield func(k, v any) bool) {
		yield("first", 1)
		panic("out of order")
	}
}

type endless struct{ n int }

func (e endless) PrintShape() pprint.Shape {
	return pprint.Shape{Open: "endless(", Items: []pprint.Item{{Value: endless{e.n + 1}}}, Close: ")"}
}

func TestMethods(t *testing.T) {
	for _, c := range []struct {
		methods    pprint.Methods
		v          any
		goWant, py string
	}{
		{pprint.None, rogue{1}, `rogue{n: 1}`, "rogue(n=1)"},
		{pprint.Error, &rogue{1}, `(*rogue)("rogue 1")`, "<rogue 'rogue 1'>"},
		{pprint.Error, []*rogue{nil}, `[]*rogue{nil}`, "[None]"},
		{pprint.Stringer, rogue{1}, `nil /* rogue: String panicked: something that panics itself */`, "<rogue String panicked: something that panics itself>"},
		{pprint.TextMarshaler, rogue{1}, `nil /* rogue: MarshalText failed: no text * / here */`, "<rogue MarshalText failed: no text */ here>"},
		{pprint.Stringer | pprint.TextMarshaler, netip.MustParseAddr("192.0.2.1"), `netip.Addr("192.0.2.1")`, "<Addr '192.0.2.1'>"},
		{pprint.None, badShape{}, `nil /* badShape: PrintShape panicked: "shapeless" */`, `<badShape PrintShape panicked: "shapeless">`},
		{pprint.None, badOrder{}, `badOrder{"first": 1, "Items panicked": "\"out of order\""}`,
			`OrderedDict({'first': 1, 'Items panicked': '"out of order"'})`},
	} {
		one := pprint.Printer{Width: 1000, Methods: c.methods}
		if got := one.Format(c.v); !strings.HasPrefix(got, c.goWant) {
			t.Errorf("Format(%T), methods %b = %s, want %s", c.v, c.methods, got, c.goWant)
		}
		one.Notation = pprint.Python
		if got := one.Format(c.v); !strings.HasPrefix(got, c.py) {
			t.Errorf("Python Format(%T), methods %b = %s, want %s", c.v, c.methods, got, c.py)
		}
	}
	for name, p := range bothWay {
		if got := p.Format(endless{}); !strings.Contains(got, "nested too deeply") {
			t.Errorf("%s: an endless shape = %.100s", name, got)
		}
	}
}

func TestOptions(t *testing.T) {
	v := map[string]any{"a": []int{1, 2, 3}, "b": strings.Repeat("word ", 30)}
	for _, c := range []struct {
		name string
		p    pprint.Printer
		v    any
		want string
	}{
		{"extremes", pprint.Printer{Width: math.MinInt, Indent: math.MinInt, Depth: math.MinInt}, []int{1, 2}, "[]int{\n1,\n2,\n}"},
		{"wide", pprint.Printer{Width: math.MaxInt, Depth: math.MaxInt}, []int{1, 2}, "[]int{1, 2}"},
		{"indent", pprint.Printer{Width: 1, Indent: math.MaxInt}, []int{1}, "[]int{\n" + strings.Repeat(" ", 1024) + "1,\n}"},
		{"depth", pprint.Printer{Depth: 1}, v, "map[string]any{\n \"a\": []int{...},\n \"b\": \"" +
			strings.Repeat("word ", 14) + "\" +\n  \"" + strings.Repeat("word ", 14) + "\" +\n  \"word word \",\n}"},
		{"depth, Python", pprint.Printer{Depth: 1, Notation: pprint.Python}, []any{[]int{1}, map[int]int{1: 1}, [1]int{}, [0]int{}}, "[[...], {...}, (...,), ()]"},
		{"package", pprint.Printer{Package: "py34.example/internal/shapes"}, shapes.Point{X: 1}, "Point{X: 1, Y: 0}"},
		{"other package", pprint.Printer{}, shapes.Point{X: 1}, "shapes.Point{X: 1, Y: 0}"},
		{"generic", pprint.Printer{}, shapes.Pair[shapes.Level, map[string][]*Point]{},
			"shapes.Pair[shapes.Level, map[string][]*Point]{First: 0, Second: nil}"},
		{"underscores", pprint.Printer{UnderscoreNumbers: true}, []any{1234567, -123456, uint8(1), 1234.5, big.NewInt(1 << 40)},
			"[]any{1_234_567, -123_456, uint8(1), 1234.5, big.NewInt(1099511627776)}"},
		{"expand", pprint.Printer{Notation: pprint.Python, Expand: true, Indent: 4, Width: 20}, v,
			"{\n    'a': [1, 2, 3],\n    'b': 'word '\n" + strings.Repeat("        'word word '\n", 14) + "        'word ',\n}"},
		{"expand, text", pprint.Printer{Notation: pprint.Python, Expand: true, Indent: 4, Width: 20}, "word word word word",
			"(\n    'word word '\n    'word word'\n)"},
		{"expand, bytes", pprint.Printer{Notation: pprint.Python, Expand: true, Indent: 4, Width: 20}, []any{[]byte("0123456789abcdefghij")},
			"[\n    b'0123456789ab'\n        b'cdefghij',\n]"},
		{"measure", pprint.Printer{Notation: pprint.Python, Width: 12, Measure: pprint.Cells}, "日本語 日本語",
			"('日本語 '\n '日本語')"},
		{"color", pprint.Printer{Notation: pprint.Python, Width: 8, Color: &pprint.Theme{Number: "1"}}, []any{1, true, "ab", nil},
			"[\x1b[1m1\x1b[0m,\n True,\n 'ab',\n None]"},
		{"set", pprint.Printer{Width: 20}, map[string]struct{}{"spam": {}, "egg": {}}, "map[string]struct{}{\n \"egg\": {},\n \"spam\": {},\n}"},
		{"reflect", pprint.Printer{Notation: pprint.Python}, []any{reflect.ValueOf(1), reflect.TypeFor[int](), func() {}, make(chan int)},
			"[1, <class 'int'>, <func()>, <chan int>]"},
		{"not UTF-8", pprint.Printer{Notation: pprint.Python}, "a\xff\xe4\xb8", `'a\udcff\udce4\udcb8'`},
		{"not UTF-8, Go", pprint.Printer{}, "a\xff\xe4\xb8", `"a\xff\xe4\xb8"`},
		{"flat set", pprint.Printer{Notation: pprint.Python}, map[int]struct{}{16: {}, 8: {}, 0: {}}, "{0, 8, 16}"},
		{"nil", pprint.Printer{Notation: pprint.Python}, []any{nil, []int(nil), map[int]int(nil), (*int)(nil), (func())(nil)}, "[None, None, None, None, None]"},
		{"float32", pprint.Printer{Notation: pprint.Python}, []any{float32(0.1), complex64(0.1), float32(1e-5)}, "[0.1, (0.1+0j), 1e-05]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.p.Format(c.v); got != c.want {
				t.Errorf("Format = %s\nwant %s", got, c.want)
			}
		})
	}
}

// TestSortKeys checks the order of keys that Python does not compare, or
// compares in contradictory ways, in ten random orders of iteration.
func TestSortKeys(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		v    any
		want string
	}{
		{map[any]int{"b": 1, 2: 2, nil: 3, "a": 4, 1.5: 5, [1]int{1}: 6, 1i: 7}, "{None: 3, 1j: 7, 1.5: 5, 2: 2, 'a': 4, 'b': 1, (1,): 6}"},
		{map[any]int{true: 1, 0: 2, false: 3, -1: 4, 2: 5}, "{-1: 4, False: 3, 0: 2, True: 1, 2: 5}"},
		{map[any]int{true: 1, 1i: 2, "x": 3}, "{True: 1, 1j: 2, 'x': 3}"},
		{map[any]int{int8(1): 1, 1: 2, 1.0: 3, uint(1): 4}, "{1.0: 3, 1: 2, 1: 1, 1: 4}"},
		{map[any]int{uint64(math.MaxUint64): 1, int64(math.MaxInt64): 2, float64(1 << 63): 3, -1: 4}, "{-1: 4, 9223372036854775807: 2, 9.223372036854775808e+18: 3, 18446744073709551615: 1}"},
		{map[float64]int{nan: 1, 1: 2, math.Inf(-1): 3}, "{nan: 1, -inf: 3, 1.0: 2}"},
		{map[any]int{[2]any{1, "a"}: 1, [2]any{"a", 1}: 2, [1]any{2}: 3}, "{(1, 'a'): 1, (2,): 3, ('a', 1): 2}"},
		{map[*int]int{nil: 1}, "{None: 1}"},
	} {
		for range 10 {
			// Floats are written in as few digits as they need.
			want := strings.ReplaceAll(c.want, "9.223372036854775808e+18", "9.223372036854776e+18")
			one := pprint.Printer{Notation: pprint.Python, Width: 1000}
			if got := one.Format(c.v); got != want {
				t.Fatalf("Format = %s, want %s", got, want)
			}
		}
	}
}

func TestReadable(t *testing.T) {
	x := 1
	for _, c := range []struct {
		v    any
		want bool
	}{
		{nil, true},
		{math.NaN(), false},
		{map[float64]int{math.NaN(): 1}, false},
		{map[*int]int{&x: 1}, false},
		{map[*int]int{nil: 1}, true},
		{map[any]int{&x: 1}, false},
		{[]*int{&x, &x}, true},
		{func() {}, false},
		{(func())(nil), true},
		{make(chan int), false},
		{time.Now(), false}, // has a monotonic clock reading
		{time.Unix(0, 0).UTC(), true},
		{sync.Mutex{}, true},
		{strings.NewReader("x"), false},
		{struct{ io.Reader }{}, true},
		{pairs{}, false},
	} {
		if got := pprint.IsReadable(c.v); got != c.want {
			t.Errorf("IsReadable(%s) = %t, want %t", pprint.Format(c.v), got, c.want)
		}
	}
	mu := new(sync.Mutex)
	mu.Lock()
	if pprint.IsReadable(mu) {
		t.Errorf("IsReadable(%s) = true", pprint.Format(mu))
	}
}

// A counter fails after some bytes, and notes the largest write.
type counter struct {
	total, largest, limit int
}

var errFull = errors.New("full")

func (c *counter) Write(p []byte) (int, error) {
	c.largest = max(c.largest, len(p))
	if c.total += len(p); c.limit > 0 && c.total > c.limit {
		return 0, errFull
	}
	return len(p), nil
}

func TestFprint(t *testing.T) {
	words := strings.Repeat("word ", 200_000)
	for name, p := range bothWay {
		for kind, v := range map[string]any{
			"numbers": make([]int, 300_000), "text": words, "bytes": []byte(words), "binary": make([]byte, 300_000),
			"rows": make([][3]string, 100_000),
		} {
			c := new(counter)
			if err := p.Fprint(c, v); err != nil {
				t.Errorf("%s: Fprint: %v", name, err)
			}
			if want := len(p.Format(v)) + 1; c.total != want {
				t.Errorf("%s, %s: Fprint wrote %d bytes, want %d", name, kind, c.total, want)
			}
			if c.largest > 16<<10 {
				t.Errorf("%s, %s: Fprint held %d bytes back", name, kind, c.largest)
			}
			c = &counter{limit: 100_000}
			if err := p.Fprint(c, v); err != errFull {
				t.Errorf("%s, %s: Fprint to a full writer: %v, want %v", name, kind, err, errFull)
			}
			if c.total > 120_000 {
				t.Errorf("%s, %s: Fprint went on after the error, for %d bytes", name, kind, c.total)
			}
		}
	}
}

func TestConcurrent(t *testing.T) {
	v := shapes.Values(1, 50)
	want := pprint.Format(v)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 5 {
				if got := golang.Format(v); got != want {
					t.Error("Format gives something else in another goroutine")
				}
			}
		})
	}
	wg.Wait()
}

// raceEnabled is set by race_test.go.
var raceEnabled bool

func TestAllocations(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector makes sync.Pool forget things")
	}
	v := tree(3)
	buf := make([]byte, 0, 1<<20)
	for name, p := range bothWay {
		if n := testing.AllocsPerRun(20, func() { buf = p.Append(buf[:0], v) }); n > 2 {
			t.Errorf("%s: Append makes %v allocations", name, n)
		}
	}
	others := testing.AllocsPerRun(5, func() { _ = fmt.Sprintf("%+v", v) })
	if n := testing.AllocsPerRun(5, func() { golang.Format(v) }); n >= others {
		t.Errorf("Format makes %v allocations, fmt %v", n, others)
	}
}

// TestWidth checks that no line is wider than the width where nothing has to
// be.
func TestWidth(t *testing.T) {
	v := map[string]any{}
	for i := range 30 {
		v[fmt.Sprint("key", i)] = []any{strings.Repeat("spam egg ", i), i, [2]any{i, "word"}, []byte(strings.Repeat("ab cd", 2*i) + "!"), map[string]any{"x": Point{i, nil}}}
	}
	step := 1
	if raceEnabled || testing.Short() {
		step = 9
	}
	for width := 45; width < 130; width += step {
		for _, p := range []pprint.Printer{
			{}, {Compact: true}, {Indent: 4}, {Notation: pprint.Python}, {Notation: pprint.Python, Compact: true}, {Notation: pprint.Python, Expand: true, Indent: 2},
		} {
			p.Width = width
			for line := range strings.Lines(p.Format(v)) {
				if n := len(strings.TrimSuffix(line, "\n")); n > width {
					t.Fatalf("%+v: line of %d columns: %s", p, n, line)
				}
			}
		}
	}
}
