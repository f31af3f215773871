// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint_test

import (
	"encoding/json"
	"go/scanner"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"py34.example/internal/shapes"
	"py34.example/pprint"
)

// goTokens returns the tokens of Go source, with sums of strings added up, and
// without the commas that only lines need.
func goTokens(t *testing.T, src string) (tokens []string) {
	t.Helper()
	var s scanner.Scanner
	fset := token.NewFileSet()
	s.Init(fset.AddFile("", -1, len(src)), []byte(src), func(_ token.Position, msg string) {
		t.Fatalf("%s in\n%s", msg, src)
	}, scanner.ScanComments)
	for {
		_, tok, lit := s.Scan()
		last := len(tokens) - 1
		switch {
		case tok == token.EOF:
			return tokens
		case tok == token.SEMICOLON && lit == "\n":
		case tok == token.STRING:
			text, err := strconv.Unquote(lit)
			if err != nil {
				t.Fatalf("%s: %v", lit, err)
			}
			if last > 0 && tokens[last] == "+" {
				tokens = tokens[:last]
				tokens[last-1] += text
			} else {
				tokens = append(tokens, "string "+text)
			}
		case tok == token.RBRACE && tokens[last] == ",":
			tokens[last] = "}"
		case lit != "":
			tokens = append(tokens, lit)
		default:
			tokens = append(tokens, tok.String())
		}
	}
}

// FuzzGo checks that values of all types print as the same Go tokens whatever
// the layout, and the same way each time.
func FuzzGo(f *testing.F) {
	f.Add(uint64(1), 80, 1, true, false)
	f.Add(uint64(2), 20, 4, false, true)
	f.Add(uint64(3), -1, -1, true, true)
	f.Fuzz(func(t *testing.T, seed uint64, width, indent int, compact, underscores bool) {
		v := shapes.Values(seed, 3)
		p := pprint.Printer{Width: width, Indent: min(indent, 8), Compact: compact, UnderscoreNumbers: underscores}
		text := p.Format(v)
		if again := p.Format(v); again != text {
			t.Fatalf("two ways to print one value:\n%s\n%s", text, again)
		}
		p.Width = 1 << 30
		flat := p.Format(v)
		if strings.Contains(flat, "\n") {
			t.Fatalf("more than one line:\n%s", flat)
		}
		// Bytes are a raw string where they fit on a line, and a quoted one
		// elsewhere: their tokens are compared by value.
		if got, want := goTokens(t, text), goTokens(t, flat); !slices.Equal(got, want) {
			t.Errorf("other tokens than on one line:\n%s\n%s", text, flat)
		}
	})
}

// pythonTokens returns the tokens of Python notation, with adjacent strings
// joined and without what only lines need.
func pythonTokens(t *testing.T, src string) (tokens []string) {
	t.Helper()
	for i := 0; i < len(src); {
		c := src[i]
		last := len(tokens) - 1
		switch {
		case c == ' ' || c == '\n':
			i++
		case c == '\'' || c == '"':
			end := i + 1
			for ; end < len(src) && src[end] != c; end++ {
				if src[end] == '\\' {
					end++
				}
			}
			if end >= len(src) {
				t.Fatalf("string without an end in\n%s", src)
			}
			text := strings.NewReplacer(`\'`, `'`, `\"`, `"`).Replace(src[i+1 : end])
			if last >= 0 && strings.HasPrefix(tokens[last], "str ") {
				tokens[last] += text
			} else {
				tokens = append(tokens, "str "+text)
			}
			i = end + 1
		default:
			if (c == '}' || c == ']') && tokens[last] == "," {
				tokens = tokens[:last]
			}
			tokens = append(tokens, string(c))
			i++
		}
	}
	if n := len(tokens); n == 3 && tokens[0] == "(" { // a string alone
		tokens = tokens[1:2]
	}
	return tokens
}

// FuzzPython does the same for Python notation, with values from JSON.
func FuzzPython(f *testing.F) {
	f.Add(`{"key1": ["it's", "a \"scratch\"", 1, 2.5e-7, null, true], "": {}}`, 20, 1, 0, true, false)
	f.Add(`"alright but apart from\nthe sanitation\u2028 \\ the medicine"`, 10, 2, 0, false, true)
	f.Add(`[[[[["'\"", 123456789]]]]]`, 1, 4, 2, true, true)
	f.Fuzz(func(t *testing.T, input string, width, indent, depth int, compact, expand bool) {
		var v any
		if json.Unmarshal([]byte(input), &v) != nil {
			return
		}
		p := pprint.Printer{
			Notation: pprint.Python, Width: width, Indent: min(indent, 8), Compact: compact, Expand: expand, UnderscoreNumbers: true,
		}
		text := string(p.Append([]byte("before"), v))
		var buf strings.Builder
		if err := p.Fprint(&buf, v); err != nil || "before"+buf.String() != text+"\n" {
			t.Fatalf("Fprint wrote %q, %v, Append %q", buf.String(), err, text)
		}
		text = text[len("before"):]
		p.Width = 1 << 30
		flat := p.Format(v)
		if got, want := pythonTokens(t, text), pythonTokens(t, flat); !slices.Equal(got, want) {
			t.Errorf("other tokens than on one line:\n%s\n%s", text, flat)
		}
		p.Width, p.Depth = width, depth
		p.Format(v)
	})
}
