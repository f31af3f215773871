// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package textwrap

import (
	"iter"
	"strings"
)

// Dedent removes the blanks and tabs that all lines of text have in common at
// their beginning. Lines of nothing but white space do not count, and become
// empty. Blanks and tabs are not equal: lines that begin "  a" and "\ta" have
// nothing in common. Lines end at newlines only.
//
// Python: textwrap.dedent, as in 3.14.
func Dedent(text string) string {
	margin, first := "", true
	for ln := range strings.SplitSeq(text, "\n") {
		if isBlank(ln) {
			continue
		}
		if first {
			margin, first = ln[:len(ln)-len(strings.TrimLeft(ln, " \t"))], false
			continue
		}
		margin = commonPrefix(margin, ln)
	}
	var b strings.Builder
	b.Grow(len(text))
	for ln := range strings.Lines(text) {
		ended := strings.HasSuffix(ln, "\n")
		ln = strings.TrimSuffix(ln, "\n")
		if !isBlank(ln) {
			b.WriteString(ln[len(margin):])
		}
		if ended {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// commonPrefix returns what a and b have in common at their beginning.
func commonPrefix(a, b string) string {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return a[:i]
		}
	}
	return a[:n]
}

// Indent puts prefix before each line of text that is not all white space.
// Lines end as Python's str.splitlines has it: at \n, \r, \r\n, \v, \f, U+001C
// to U+001E, U+0085, U+2028 and U+2029.
//
// Python: textwrap.indent.
func Indent(text, prefix string) string {
	return IndentFunc(text, prefix, func(line string) bool { return !isBlank(line) })
}

// IndentFunc puts prefix before each line of text for which ok returns true.
// It sees the lines with their ends, which are those of [Indent].
//
// Python: textwrap.indent with a predicate.
func IndentFunc(text, prefix string, ok func(line string) bool) string {
	var b strings.Builder
	b.Grow(len(text) + len(prefix)*(1+strings.Count(text, "\n")))
	for ln := range splitLines(text) {
		if ok(ln) {
			b.WriteString(prefix)
		}
		b.WriteString(ln)
	}
	return b.String()
}

// splitLines yields the lines of s with their ends.
func splitLines(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for s != "" {
			n := lineLen(s)
			if !yield(s[:n]) {
				return
			}
			s = s[n:]
		}
	}
}

// lineLen returns the length of the first line of s, its end included.
func lineLen(s string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\n', '\v', '\f', 0x1c, 0x1d, 0x1e:
			return i + 1
		case '\r':
			if i+1 < len(s) && s[i+1] == '\n' {
				return i + 2
			}
			return i + 1
		case 0xc2, 0xe2:
			for _, end := range []string{"\u0085", "\u2028", "\u2029"} {
				if strings.HasPrefix(s[i:], end) {
					return i + len(end)
				}
			}
		}
	}
	return len(s)
}
