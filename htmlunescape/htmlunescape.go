// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package htmlunescape decodes and encodes the character references of HTML,
// whole or streaming, as Python's html module does.
//
//	htmlunescape.Unescape("fish &amp; chips &pound;7") // "fish & chips £7"
//	htmlunescape.Escape(`5 > 3 & "so on"`, true)       // "5 &gt; 3 &amp; &quot;so on&quot;"
//	io.Copy(os.Stdout, htmlunescape.NewReader(os.Stdin))
//
// [Unescape] is html.unescape and [Escape] is html.escape; [Entities] is
// html.entities.html5. HTMLParser is in the sub-package htmlparser.
//
// A reference is a name (&eacute;) or a number (&#233; or &#xE9;). The rules
// are those of the HTML standard, section 13.2.5.72 and following: 106 old
// names are known without their semicolon too, and the longest name wins, so
// that &notit; is ¬it; but &notin; is ∉. Numbers may have any number of
// digits; surrogates and numbers above 0x10FFFF give U+FFFD, and 0x80 to 0x9F
// are read as Windows-1252. Text that is no reference stays as it is.
//
// Bytes that are not UTF-8 pass unchanged. All functions may be called from
// several goroutines at once. Importing the package allocates nothing and runs
// nothing: its tables are string constants.
//
// # Differences from Python
//
//   - Numbers of more than 4300 digits give U+FFFD; CPython 3.13 raises ValueError.
//   - [Unescaper] adds the rules for attribute values and, as [WHATWG], those for
//     control characters; html.unescape has neither.
//   - [NewReader] and [NewTransformer] add streaming.
//
// # When to use package html instead
//
// html.EscapeString spells quotes &#34; and &#39; and always escapes them; it
// is as safe as Escape. html.UnescapeString is no filter to rely on: it leaves
// &nGt; and &nLt; and a digit at the very end (&#9) alone, turns &#x; into
// U+FFFD, and computes numbers in 32 bits, so that &#4294967356; is "<". It
// also builds a map of 110 KB when it is first used.
package htmlunescape

import (
	"bytes"
	"strings"
)

// Rules say what becomes of a numeric reference to a control character or to a
// noncharacter, such as &#1; or &#xFFFE;.
type Rules uint8

const (
	Python Rules = iota // it vanishes, as in html.unescape
	WHATWG              // it is decoded, as the HTML standard demands
)

// An Unescaper decodes character references. The zero value does what
// [Unescape] does.
type Unescaper struct {
	Rules Rules

	// Attribute selects the rule for attribute values: a name without its
	// semicolon is no reference if "=", a letter or a digit follows. It keeps
	// the likes of ?a=1&copy=2&timestamp=3 as they are.
	Attribute bool
}

// Unescape returns s with its character references decoded, as Python's
// html.unescape does. It returns s itself if there are none.
func Unescape(s string) string {
	return Unescaper{}.Unescape(s)
}

// AppendUnescape appends src, with its character references decoded, to dst
// and returns the extended slice. The two must not overlap.
func AppendUnescape(dst, src []byte) []byte {
	return Unescaper{}.AppendUnescape(dst, src)
}

// Unescape returns s with its character references decoded. It returns s
// itself if there are none.
func (u Unescaper) Unescape(s string) string {
	amp := strings.IndexByte(s, '&')
	if amp < 0 {
		return s
	}
	for {
		if _, n := reference(u, s, amp); n > 0 {
			break
		}
		next := strings.IndexByte(s[amp+1:], '&')
		if next < 0 {
			return s
		}
		amp += 1 + next
	}

	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:amp])
	var buf [256]byte
	for i := amp; i < len(s); {
		n, next := decode(u, &buf, s, i)
		b.Write(buf[:n])
		run := strings.IndexByte(s[next:], '&')
		if run < 0 {
			run = len(s) - next
		}
		b.WriteString(s[next : next+run])
		i = next + run
	}
	if b.Len() < len(s)/2 {
		return strings.Clone(b.String()) // free the large buffer
	}
	return b.String()
}

// AppendUnescape appends src, with its character references decoded, to dst
// and returns the extended slice. The two must not overlap.
func (u Unescaper) AppendUnescape(dst, src []byte) []byte {
	var buf [256]byte
	for i := 0; i < len(src); {
		run := bytes.IndexByte(src[i:], '&')
		if run < 0 {
			return append(dst, src[i:]...)
		}
		dst = append(dst, src[i:i+run]...)
		n, next := decode(u, &buf, src, i+run)
		dst = append(dst, buf[:n]...)
		i = next
	}
	return dst
}
