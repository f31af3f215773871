// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package htmlunescape

import (
	"strings"
)

// Escape returns s with &, < and > written as &amp;, &lt; and &gt; and, if
// quote is true, " and ' as &quot; and &#x27;, as Python's html.escape does.
// It returns s itself if there is nothing to escape.
//
// Text between tags needs no quotes escaped; attribute values do.
func Escape(s string, quote bool) string {
	i := indexSpecial(s, 0, quote)
	if i == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + escapedGrowth(s, i, quote))
	done := 0
	for i < len(s) {
		b.WriteString(s[done:i])
		b.WriteString(escaped(s[i]))
		done = i + 1
		i = indexSpecial(s, done, quote)
	}
	b.WriteString(s[done:])
	return b.String()
}

// AppendEscape appends src, escaped as [Escape] does, to dst and returns the
// extended slice. The two must not overlap.
func AppendEscape(dst, src []byte, quote bool) []byte {
	done := 0
	for {
		i := indexSpecial(src, done, quote)
		dst = append(dst, src[done:i]...)
		if i == len(src) {
			return dst
		}
		dst = append(dst, escaped(src[i])...)
		done = i + 1
	}
}

func escaped(c byte) string {
	switch c {
	case '&':
		return "&amp;"
	case '<':
		return "&lt;"
	case '>':
		return "&gt;"
	case '"':
		return "&quot;"
	}
	return "&#x27;"
}

func isSpecial(c byte, quote bool) bool {
	switch c {
	case '&', '<', '>':
		return true
	case '"', '\'':
		return quote
	}
	return false
}

// escapedGrowth returns by how much s[i:] grows when it is escaped.
func escapedGrowth(s string, i int, quote bool) int {
	n := 0
	for i < len(s) {
		n += len(escaped(s[i])) - 1
		i = indexSpecial(s, i+1, quote)
	}
	return n
}

// indexSpecial returns the index of the first character at or after s[i] that
// must be escaped, len(s) if there is none.
func indexSpecial[S text](s S, i int, quote bool) int {
	for ; i < len(s); i++ {
		if isSpecial(s[i], quote) {
			break
		}
	}
	return i
}
