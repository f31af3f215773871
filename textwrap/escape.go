// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package textwrap

const (
	esc = 0x1b
	bel = 0x07
	can = 0x18
	sub = 0x1a
)

// escapeLen returns the length of the escape sequence that s begins with, as
// terminals find it (ECMA-48, and the xterm control sequences):
//
//	ESC [ parameters intermediates final     control sequence
//	ESC ] text (BEL | ESC \)                 operating system command, such as a link
//	ESC (P | X | ^ | _) text ESC \           other strings
//	ESC intermediates final                  all else
//
// A sequence that is cut short ends where it stops being one.
func escapeLen(s string) int {
	if len(s) == 1 {
		return 1
	}
	switch s[1] {
	case '[':
		i := skipBytes(s, 2, 0x30, 0x3f)
		i = skipBytes(s, i, 0x20, 0x2f)
		if i < len(s) && 0x40 <= s[i] && s[i] <= 0x7e {
			i++
		}
		return i
	case ']', 'P', 'X', '^', '_':
		for i := 2; i < len(s); i++ {
			switch s[i] {
			case bel, can, sub:
				return i + 1
			case esc:
				if i+1 < len(s) && s[i+1] == '\\' {
					i += 2
				}
				return i
			}
		}
		return len(s)
	}
	i := skipBytes(s, 1, 0x20, 0x2f)
	if i < len(s) && 0x30 <= s[i] && s[i] <= 0x7e {
		i++
	}
	return i
}

// skipBytes returns the place of the first byte of s, from i on, that is not
// between lo and hi.
func skipBytes(s string, i int, lo, hi byte) int {
	for i < len(s) && lo <= s[i] && s[i] <= hi {
		i++
	}
	return i
}
