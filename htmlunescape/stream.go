// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package htmlunescape

import (
	"bytes"
	"io"

	"golang.org/x/text/transform"
)

// NewReader returns a reader that decodes the character references in what r
// holds. See [Unescaper.NewReader].
func NewReader(r io.Reader) io.Reader {
	return Unescaper{}.NewReader(r)
}

// NewTransformer returns a transformer that decodes character references. See
// [Unescaper.NewTransformer].
func NewTransformer() transform.Transformer {
	return Unescaper{}.NewTransformer()
}

// NewReader returns a reader that decodes the character references in what r
// holds. It buffers some kilobytes and ends with r's error.
func (u Unescaper) NewReader(r io.Reader) io.Reader {
	return transform.NewReader(r, u.NewTransformer())
}

// NewTransformer returns a transformer that decodes character references. It
// works on pieces of any size, however the references are cut, and needs no
// room to spare in its destination; it never returns
// [transform.ErrShortSrc]. Between calls it holds one name of at most 32
// bytes; the digits of a number are not kept.
//
// A transformer has state: it serves one stream at a time.
func (u Unescaper) NewTransformer() transform.Transformer {
	return &transformer{u: u}
}

// A transformer holds the reference that the source ended in, if any: as text
// while it may be none, as a number once it has a digit.
type transformer struct {
	u Unescaper

	held   [1 + maxName + 1]byte // the beginning of a reference
	nheld  int
	base   uint32 // of the number, 0 while there is none
	number uint32

	out  [len("&") + maxName + 1 + maxValue + 1]byte // output that awaits room
	from int
	nout int
}

// Reset implements [transform.Transformer].
func (t *transformer) Reset() {
	*t = transformer{u: t.u}
}

// window is the length within which every name is decided: an ampersand, more
// letters than a name has, and what follows.
const window = 1 + maxName + 2

// Transform implements [transform.Transformer].
func (t *transformer) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for {
		n := copy(dst[nDst:], t.out[t.from:t.nout])
		t.from += n
		nDst += n
		if t.from < t.nout {
			return nDst, nSrc, transform.ErrShortDst
		}
		switch {
		case t.nheld > 0:
			if nSrc < len(src) {
				if t.take(src[nSrc]) {
					nSrc++
				}
			} else if atEOF {
				t.settle(0)
			} else {
				return nDst, nSrc, nil
			}

		case nSrc == len(src):
			return nDst, nSrc, nil

		case src[nSrc] != '&':
			run := bytes.IndexByte(src[nSrc:], '&')
			if run < 0 {
				run = len(src) - nSrc
			}
			n := copy(dst[nDst:], src[nSrc:nSrc+run])
			nDst += n
			nSrc += n
			if n < run {
				return nDst, nSrc, transform.ErrShortDst
			}

		default:
			nSrc += t.start(src[nSrc:])
		}
	}
}

// start decodes the reference that begins at src[0], or holds it back where
// more input may change it, and returns how many bytes it has dealt with.
func (t *transformer) start(src []byte) int {
	if len(src) >= window {
		ref, n := reference(t.u, src, 0)
		if n == 0 {
			t.put(src[:1])
			return 1
		}
		if n < len(src) || src[n-1] == ';' {
			t.put(ref.append(t.out[:0]))
			return n
		}
	}
	t.held[0] = '&'
	t.nheld = 1
	return 1
}

// take adds c to the reference that is held. If c is no part of it, take
// settles the reference instead and, unless c is the semicolon that ends it,
// returns false: c is still to be read.
func (t *transformer) take(c byte) bool {
	if t.base != 0 {
		if d := digit(c); d < t.base {
			t.number = accumulate(t.number, t.base, d)
			return true
		}
		return t.settle(c)
	}
	held := t.held[:t.nheld]
	switch {
	case len(held) == 1:
		if c != '#' && !isAlnum(c) {
			return t.settle(c)
		}
	case held[1] != '#':
		if !isAlnum(c) || len(held) == len(t.held) {
			return t.settle(c)
		}
	default:
		base := uint32(10)
		if len(held) == 3 {
			base = 16
		}
		if d := digit(c); d < base {
			t.base, t.number = base, d
			return true
		}
		if len(held) != 2 || c|0x20 != 'x' {
			return t.settle(c)
		}
	}
	t.held[t.nheld] = c
	t.nheld++
	return true
}

// settle puts out what the held reference stands for, given the byte after it
// (0 at the end of the input), and reports whether that byte is part of it.
func (t *transformer) settle(next byte) (used bool) {
	if t.base != 0 {
		t.put(decoded{r: t.u.char(t.number)}.append(t.out[:0]))
		t.nheld, t.base = 0, 0
		return next == ';'
	}
	n := t.nheld
	t.nheld = 0
	var whole [len(t.held) + 1]byte
	copy(whole[:], t.held[:n])
	whole[n] = next
	ref, size := reference(t.u, whole[:n+1], 0)
	out := t.out[:0]
	if size > 0 {
		out = ref.append(out)
	}
	if size < n {
		out = append(out, whole[size:n]...)
	}
	t.put(out)
	return size > n
}

// put sets the output that awaits room.
func (t *transformer) put(out []byte) {
	t.from, t.nout = 0, copy(t.out[:], out)
}
