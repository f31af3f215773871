// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint_test

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"os"
	"strings"
	"time"

	"py34.example/pprint"
)

type Server struct {
	Host    string
	Timeout time.Duration
	Tags    []string
	Backup  *Server
}

var servers = map[string]Server{
	"web": {"www.example.com", 90 * time.Second, []string{"public", "tls"}, &Server{Host: "www2.example.com"}},
	"db":  {Host: "db.example.com", Timeout: time.Minute},
}

// Values print as Go source.
func ExamplePrint() {
	pprint.Print(servers)
	// Output:
	// map[string]Server{
	//  "db": {Host: "db.example.com", Timeout: time.Minute, Tags: nil, Backup: nil},
	//  "web": {
	//   Host: "www.example.com",
	//   Timeout: 90 * time.Second,
	//   Tags: []string{"public", "tls"},
	//   Backup: &Server{Host: "www2.example.com", Timeout: 0, Tags: nil, Backup: nil},
	//  },
	// }
}

// A failing test that shows its values in a form to paste into the test.
func ExampleFormat() {
	got := strings.Fields("alright but apart from the sanitation")
	fmt.Printf("Fields() = %s\n", pprint.Format(got))
	// Output:
	// Fields() = []string{"alright", "but", "apart", "from", "the", "sanitation"}
}

func ExampleSafeRepr() {
	fmt.Println(pprint.SafeRepr(servers["db"]))
	// Output:
	// Server{Host: "db.example.com", Timeout: time.Minute, Tags: nil, Backup: nil}
}

func ExampleIsReadable() {
	fmt.Println(pprint.IsReadable(servers))
	fmt.Println(pprint.IsReadable(errors.New("unexported fields of another package")))
	fmt.Println(pprint.IsReadable(strings.ToUpper))
	// Output:
	// true
	// false
	// false
}

func ExampleIsRecursive() {
	s := &Server{Host: "localhost"}
	fmt.Println(pprint.IsRecursive(s))
	s.Backup = s
	fmt.Println(pprint.IsRecursive(s))
	pprint.Print(s)
	// Output:
	// false
	// true
	// &Server{
	//  Host: "localhost",
	//  Timeout: 0,
	//  Tags: nil,
	//  Backup: nil /* Recursion on *Server with id=#1 */,
	// }
}

// The same value as Python shows it.
func ExamplePrinter() {
	p := pprint.Printer{Notation: pprint.Python, Width: 40}
	fmt.Println(p.Format(map[string]any{
		"knights":  []string{"Arthur", "Lancelot", "Robin", "Galahad"},
		"swallow":  complex(0, 24),
		"quest":    "to seek the holy grail, wherever that may be",
		"shrubs":   map[int]struct{}{1: {}, 2: {}},
		"position": [2]float64{51.5, -0.125},
	}))
	// Output:
	// {'knights': ['Arthur',
	//              'Lancelot',
	//              'Robin',
	//              'Galahad'],
	//  'position': (51.5, -0.125),
	//  'quest': 'to seek the holy grail, '
	//           'wherever that may be',
	//  'shrubs': {1, 2},
	//  'swallow': 24j}
}

// Several items a line, indented by four spaces.
func ExamplePrinter_Fprint() {
	p := pprint.Printer{Indent: 4, Width: 40, Compact: true}
	if err := p.Fprint(os.Stdout, strings.Split("a b c d e f g h i j k l m n o p q r s t", " ")); err != nil {
		fmt.Println(err)
	}
	// Output:
	// []string{
	//     "a", "b", "c", "d", "e", "f", "g",
	//     "h", "i", "j", "k", "l", "m", "n",
	//     "o", "p", "q", "r", "s", "t",
	// }
}

func ExamplePrinter_Append() {
	p := pprint.Printer{UnderscoreNumbers: true}
	line := []byte("population: ")
	line = p.Append(line, map[string]int{"Rome": 2_800_000})
	fmt.Printf("%s\n", line)
	// Output:
	// population: map[string]int{"Rome": 2_800_000}
}

func ExamplePrinter_Format() {
	p := pprint.Printer{Depth: 1}
	fmt.Println(p.Format(servers))
	// Output:
	// map[string]Server{"db": {...}, "web": {...}}
}

// IsReadable depends on the package that the output is for.
func ExamplePrinter_IsReadable() {
	err := errors.New("what the package errors makes of it")
	inside := pprint.Printer{Package: "errors"}
	fmt.Println(pprint.Format(err), pprint.IsReadable(err))
	fmt.Println(inside.Format(err), inside.IsReadable(err))
	// Output:
	// &errors.errorString{s: "what the package errors makes of it"} false
	// &errorString{s: "what the package errors makes of it"} true
}

// Config is a map that keeps the order of its keys.
type Config struct {
	keys   []string
	values map[string]any
}

func (c *Config) Set(key string, value any) {
	c.keys = append(c.keys, key)
	if c.values == nil {
		c.values = make(map[string]any)
	}
	c.values[key] = value
}

func (c *Config) Items() iter.Seq2[any, any] {
	return func(yield func(k, v any) bool) {
		for _, k := range c.keys {
			if !yield(k, c.values[k]) {
				return
			}
		}
	}
}

func ExampleOrdered() {
	c := new(Config)
	c.Set("zeppelin", 1)
	c.Set("airship", 2)
	pprint.Print(c)
	python := pprint.Printer{Notation: pprint.Python}
	fmt.Println(python.Format(c))
	// Output:
	// &Config{"zeppelin": 1, "airship": 2}
	// OrderedDict({'zeppelin': 1, 'airship': 2})
}

// Ring is a bounded queue, and prints like Python's deque.
type Ring struct {
	items []any
	size  int
}

func (r Ring) PrintShape() pprint.Shape {
	return pprint.Shape{Open: "deque(", Close: ")", Items: []pprint.Item{
		{Value: r.items},
		{Label: "maxlen=", Value: r.size},
	}}
}

func ExampleShaper() {
	r := Ring{[]any{"spam", "egg", "bacon", "sausage"}, 4}
	for _, width := range []int{60, 40} {
		p := pprint.Printer{Notation: pprint.Python, Width: width}
		fmt.Println(p.Format(r))
	}
	// Output:
	// deque(['spam', 'egg', 'bacon', 'sausage'], maxlen=4)
	// deque(['spam',
	//        'egg',
	//        'bacon',
	//        'sausage'],
	//       maxlen=4)
}

// Methods lets values speak for themselves.
func ExampleMethods() {
	p := pprint.Printer{Methods: pprint.Error | pprint.Stringer}
	fmt.Println(p.Format([]any{errors.New("no such parrot"), bytes.NewBufferString("pining")}))
	// Output:
	// []any{(*errors.errorString)("no such parrot"), (*bytes.Buffer)("pining")}
}

// On a terminal, width is counted in cells.
func ExampleCells() {
	fmt.Println(pprint.Cells("parrot"), pprint.Cells("鸚鵡"))
	p := pprint.Printer{Notation: pprint.Python, Width: 14, Measure: pprint.Cells}
	fmt.Println(p.Format([]string{"鸚鵡", "蛇"}))
	// Output:
	// 6 4
	// ['鸚鵡', '蛇']
}

func ExampleDefaultTheme() {
	p := pprint.Printer{Color: pprint.DefaultTheme()}
	fmt.Printf("%q\n", p.Format(map[string]int{"answer": 42}))
	// Output:
	// "\x1b[36mmap[string]int\x1b[0m{\x1b[32m\"answer\"\x1b[0m: \x1b[35m42\x1b[0m}"
}
