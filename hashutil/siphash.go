// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package hashutil

import (
	"encoding/binary"
	"hash"
	"math/bits"
)

// SipHash24 returns the SipHash-2-4 of b under the key: 64 bits, meant for
// hash tables that strangers fill and for authenticating short messages.
// Python 3.4 to 3.10 hash strings with it (PEP 456; see the example of
// [SipHash13]).
//
// The key is read as two little-endian numbers, as in the paper by Aumasson
// and Bernstein. Take a random one: whoever knows the key can find inputs that
// collide.
func SipHash24(key *[16]byte, b []byte) uint64 {
	v0, v1, v2, v3 := sipKey(key)
	last := uint64(len(b)) << 56
	if rest := len(b) % 8; rest > 0 {
		if len(b) > 8 {
			last |= binary.LittleEndian.Uint64(b[len(b)-8:]) >> ((64 - 8*rest) & 63)
		} else {
			last |= sipRest(b)
		}
	}
	for i := 0; i <= len(b)-8; i += 8 {
		m := binary.LittleEndian.Uint64(b[i : i+8])
		v3 ^= m
		v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
		v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
		v0 ^= m
	}
	v3 ^= last
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0 ^= last
	v2 ^= 0xff
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	return v0 ^ v1 ^ v2 ^ v3
}

// SipHash13 returns the SipHash-1-3 of b under the key, which does half the
// work of [SipHash24] and serves for hash tables, not for authentication.
// Python hashes strings with it since 3.11.
func SipHash13(key *[16]byte, b []byte) uint64 {
	v0, v1, v2, v3 := sipKey(key)
	last := uint64(len(b)) << 56
	if rest := len(b) % 8; rest > 0 {
		if len(b) > 8 {
			last |= binary.LittleEndian.Uint64(b[len(b)-8:]) >> ((64 - 8*rest) & 63)
		} else {
			last |= sipRest(b)
		}
	}
	for i := 0; i <= len(b)-8; i += 8 {
		m := binary.LittleEndian.Uint64(b[i : i+8])
		v3 ^= m
		v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
		v0 ^= m
	}
	v3 ^= last
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0 ^= last
	v2 ^= 0xff
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	return v0 ^ v1 ^ v2 ^ v3
}

// sipRest returns up to seven bytes as a number.
func sipRest(b []byte) (x uint64) {
	if n := len(b); n >= 4 {
		// Two words, which may overlap: there they agree.
		low := uint64(binary.LittleEndian.Uint32(b))
		high := uint64(binary.LittleEndian.Uint32(b[n-4:]))
		return low | high<<(8*n-32)
	}
	for i, c := range b {
		x |= uint64(c) << (8 * i)
	}
	return x
}

// sipKey returns the state that a key leads to.
func sipKey(key *[16]byte) (v0, v1, v2, v3 uint64) {
	k0 := binary.LittleEndian.Uint64(key[:8])
	k1 := binary.LittleEndian.Uint64(key[8:])
	return k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573
}

// sipRound mixes the state once. The state travels in registers, and SipHash24
// and SipHash13 repeat what absorb24 and finish24 do: with calls, a hash of 8
// bytes would take a sixth longer, and with the state in memory half as long
// again.
func sipRound(v0, v1, v2, v3 uint64) (uint64, uint64, uint64, uint64) {
	v0 += v1
	v2 += v3
	v1 = bits.RotateLeft64(v1, 13) ^ v0
	v3 = bits.RotateLeft64(v3, 16) ^ v2
	v0 = bits.RotateLeft64(v0, 32)
	v2 += v1
	v0 += v3
	v1 = bits.RotateLeft64(v1, 17) ^ v2
	v3 = bits.RotateLeft64(v3, 21) ^ v0
	v2 = bits.RotateLeft64(v2, 32)
	return v0, v1, v2, v3
}

// absorb24 mixes in the whole words of b, two rounds each.
func absorb24(v0, v1, v2, v3 uint64, b []byte) (uint64, uint64, uint64, uint64) {
	for i := 0; i <= len(b)-8; i += 8 {
		m := binary.LittleEndian.Uint64(b[i : i+8])
		v3 ^= m
		v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
		v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
		v0 ^= m
	}
	return v0, v1, v2, v3
}

// absorb13 mixes in the whole words of b, one round each.
func absorb13(v0, v1, v2, v3 uint64, b []byte) (uint64, uint64, uint64, uint64) {
	for i := 0; i <= len(b)-8; i += 8 {
		m := binary.LittleEndian.Uint64(b[i : i+8])
		v3 ^= m
		v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
		v0 ^= m
	}
	return v0, v1, v2, v3
}

func finish24(v0, v1, v2, v3, last uint64) uint64 {
	v3 ^= last
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0 ^= last
	v2 ^= 0xff
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	return v0 ^ v1 ^ v2 ^ v3
}

func finish13(v0, v1, v2, v3, last uint64) uint64 {
	v3 ^= last
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0 ^= last
	v2 ^= 0xff
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	v0, v1, v2, v3 = sipRound(v0, v1, v2, v3)
	return v0 ^ v1 ^ v2 ^ v3
}

// NewSipHash24 returns a hash that computes [SipHash24] under the key, which
// is copied. Its Sum appends the 8 bytes in little-endian order, as the
// reference implementation does. It implements [hash.Cloner].
func NewSipHash24(key *[16]byte) hash.Hash64 {
	return newSipHash(key, absorb24, finish24)
}

// NewSipHash13 is like [NewSipHash24] for [SipHash13].
func NewSipHash13(key *[16]byte) hash.Hash64 {
	return newSipHash(key, absorb13, finish13)
}

// A sipHash is a SipHash in progress.
type sipHash struct {
	v0, v1, v2, v3 uint64
	buf            [8]byte // the begun word
	n              uint64  // bytes written

	key    [16]byte
	absorb func(v0, v1, v2, v3 uint64, b []byte) (uint64, uint64, uint64, uint64)
	finish func(v0, v1, v2, v3, last uint64) uint64
}

func newSipHash(key *[16]byte, absorb func(v0, v1, v2, v3 uint64, b []byte) (uint64, uint64, uint64, uint64),
	finish func(v0, v1, v2, v3, last uint64) uint64) *sipHash {
	h := &sipHash{key: *key, absorb: absorb, finish: finish}
	h.Reset()
	return h
}

func (h *sipHash) Reset() {
	h.v0, h.v1, h.v2, h.v3 = sipKey(&h.key)
	h.n = 0
}

func (h *sipHash) Size() int { return 8 }

func (h *sipHash) BlockSize() int { return 8 }

func (h *sipHash) Write(p []byte) (int, error) {
	n := len(p)
	if begun := int(h.n % 8); begun > 0 {
		taken := copy(h.buf[begun:], p)
		p = p[taken:]
		if begun+taken == 8 {
			h.v0, h.v1, h.v2, h.v3 = h.absorb(h.v0, h.v1, h.v2, h.v3, h.buf[:])
		}
	}
	h.n += uint64(n)
	if len(p) > 0 {
		h.v0, h.v1, h.v2, h.v3 = h.absorb(h.v0, h.v1, h.v2, h.v3, p)
		copy(h.buf[:], p[len(p)&^7:])
	}
	return n, nil
}

func (h *sipHash) Sum64() uint64 {
	return h.finish(h.v0, h.v1, h.v2, h.v3, h.n<<56|sipRest(h.buf[:h.n%8]))
}

func (h *sipHash) Sum(b []byte) []byte {
	return binary.LittleEndian.AppendUint64(b, h.Sum64())
}

func (h *sipHash) Clone() (hash.Cloner, error) {
	c := *h
	return &c, nil
}
