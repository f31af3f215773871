// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package hashutil

import (
	"encoding/binary"
	"errors"
	"hash"
	"math/bits"
)

// SM3 is the hash of GB/T 32905-2016 (GM/T 0004-2012), built like SHA-256.
const (
	sm3Size      = 32
	sm3BlockSize = 64
)

var sm3Initial = [8]uint32{
	0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
}

// sm3Constants holds T_j, rotated by j as the compression function uses it.
var sm3Constants = func() (k [64]uint32) {
	for j := range k {
		t := uint32(0x79cc4519)
		if j >= 16 {
			t = 0x7a879d8a
		}
		k[j] = bits.RotateLeft32(t, j)
	}
	return k
}()

type sm3 struct {
	v   [8]uint32
	buf [sm3BlockSize]byte // the begun block
	n   uint64             // bytes written
}

func newSM3() hash.Hash {
	h := new(sm3)
	h.Reset()
	return h
}

func (h *sm3) Reset() {
	h.v = sm3Initial
	h.n = 0
}

func (h *sm3) Size() int { return sm3Size }

func (h *sm3) BlockSize() int { return sm3BlockSize }

func (h *sm3) Write(p []byte) (int, error) {
	n := len(p)
	if begun := int(h.n % sm3BlockSize); begun > 0 {
		taken := copy(h.buf[begun:], p)
		p = p[taken:]
		if begun+taken == sm3BlockSize {
			h.compress(&h.buf)
		}
	}
	h.n += uint64(n)
	for ; len(p) >= sm3BlockSize; p = p[sm3BlockSize:] {
		h.compress((*[sm3BlockSize]byte)(p))
	}
	if len(p) > 0 {
		copy(h.buf[:], p)
	}
	return n, nil
}

func (h *sm3) Sum(b []byte) []byte {
	// The length in bits ends a block that begins with what is left over, or
	// the block behind that.
	padding := make([]byte, 1, 2*sm3BlockSize)
	padding[0] = 0x80
	rest := int((h.n + 1 + 8) % sm3BlockSize)
	padding = padding[:1+(sm3BlockSize-rest)%sm3BlockSize]
	padding = binary.BigEndian.AppendUint64(padding, h.n*8)

	last := *h
	last.Write(padding)
	for _, word := range last.v {
		b = binary.BigEndian.AppendUint32(b, word)
	}
	return b
}

// compress mixes in a block. Section 5.3 of the standard names the variables.
func (h *sm3) compress(block *[sm3BlockSize]byte) {
	var w [68]uint32
	for j := range 16 {
		w[j] = binary.BigEndian.Uint32(block[4*j:])
	}
	for j := 16; j < len(w); j++ {
		x := w[j-16] ^ w[j-9] ^ bits.RotateLeft32(w[j-3], 15)
		x ^= bits.RotateLeft32(x, 15) ^ bits.RotateLeft32(x, 23)
		w[j] = x ^ bits.RotateLeft32(w[j-13], 7) ^ w[j-6]
	}

	A, B, C, D, E, F, G, H := h.v[0], h.v[1], h.v[2], h.v[3], h.v[4], h.v[5], h.v[6], h.v[7]
	for j := range 16 {
		a12 := bits.RotateLeft32(A, 12)
		ss1 := bits.RotateLeft32(a12+E+sm3Constants[j], 7)
		tt1 := (A ^ B ^ C) + D + (ss1 ^ a12) + (w[j] ^ w[j+4])
		tt2 := (E ^ F ^ G) + H + ss1 + w[j]
		A, B, C, D = tt1, A, bits.RotateLeft32(B, 9), C
		E, F, G, H = sm3P0(tt2), E, bits.RotateLeft32(F, 19), G
	}
	for j := 16; j < 64; j++ {
		a12 := bits.RotateLeft32(A, 12)
		ss1 := bits.RotateLeft32(a12+E+sm3Constants[j], 7)
		tt1 := (A&B | (A|B)&C) + D + (ss1 ^ a12) + (w[j] ^ w[j+4])
		tt2 := ((F^G)&E ^ G) + H + ss1 + w[j]
		A, B, C, D = tt1, A, bits.RotateLeft32(B, 9), C
		E, F, G, H = sm3P0(tt2), E, bits.RotateLeft32(F, 19), G
	}
	for i, x := range [8]uint32{A, B, C, D, E, F, G, H} {
		h.v[i] ^= x
	}
}

// sm3P0 is the permutation P0 of section 4.4.
func sm3P0(x uint32) uint32 {
	return x ^ bits.RotateLeft32(x, 9) ^ bits.RotateLeft32(x, 17)
}

func (h *sm3) Clone() (hash.Cloner, error) {
	c := *h
	return &c, nil
}

// A marshalled SM3 looks like those of the standard library's hashes, so that
// PBKDF2 is as fast as with them.
const sm3Magic = "sm3\x01"

func (h *sm3) MarshalBinary() ([]byte, error) {
	return h.AppendBinary(nil)
}

func (h *sm3) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, sm3Magic...)
	for _, word := range h.v {
		b = binary.BigEndian.AppendUint32(b, word)
	}
	begun := int(h.n % sm3BlockSize)
	b = append(b, h.buf[:begun]...)
	b = append(b, make([]byte, sm3BlockSize-begun)...)
	return binary.BigEndian.AppendUint64(b, h.n), nil
}

func (h *sm3) UnmarshalBinary(b []byte) error {
	if len(b) != len(sm3Magic)+sm3Size+sm3BlockSize+8 || string(b[:len(sm3Magic)]) != sm3Magic {
		return errors.New("hashutil: not the state of an SM3 hash")
	}
	b = b[len(sm3Magic):]
	for i := range h.v {
		h.v[i] = binary.BigEndian.Uint32(b[4*i:])
	}
	b = b[sm3Size:]
	copy(h.buf[:], b)
	h.n = binary.BigEndian.Uint64(b[sm3BlockSize:])
	return nil
}
