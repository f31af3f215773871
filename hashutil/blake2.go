// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package hashutil

import (
	"bytes"
	"crypto/fips140"
	"encoding"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"sync"

	xblake2b "golang.org/x/crypto/blake2b"
	xblake2s "golang.org/x/crypto/blake2s"
)

// Blake2 holds the parameters of a BLAKE2 hash (RFC 7693; the BLAKE2 paper,
// section 2.5 to 2.10, for salt, person and trees). The zero value is the plain
// hash. Limits are given for BLAKE2b and BLAKE2s.
type Blake2 struct {
	Size   int    // of the digest, in bytes: from 1 to 64 (32), 0 stands for the most
	Key    []byte // at most 64 (32) bytes; with a key the hash is a MAC
	Salt   []byte // at most 16 (8) bytes, zeros are appended
	Person []byte // at most 16 (8) bytes, zeros are appended; an application's name

	// The other parameters are for tree hashing. Where Depth is 0, it stands
	// for 1, and so does a Fanout of 0. Where Depth is given, a Fanout of 0 is
	// itself: unlimited.
	Fanout     int    // children of a node: from 0 to 255
	Depth      int    // height of the tree: from 1 to 255, which is unlimited
	LeafSize   uint32 // most bytes in a leaf, 0 if unlimited
	NodeOffset uint64 // number of the node in its row, below 2⁶⁴ (2⁴⁸)
	NodeDepth  int    // row of the node: from 0, for leaves, to 255
	InnerSize  int    // size of the digests of inner nodes: from 0 to 64 (32)
	LastNode   bool   // the node is the last of its row
}

// NewBlake2b returns a new BLAKE2b hash, made for 64-bit machines, with the
// given parameters, as hashlib.blake2b does. Parameters out of range are an
// error, which names the parameter but quotes neither Key nor Salt. FIPS
// 140-only mode does not allow BLAKE2.
//
// The hash implements [hash.Cloner] and, without a key,
// [encoding.BinaryMarshaler], [encoding.BinaryAppender] and
// [encoding.BinaryUnmarshaler]; a state must be given to a hash with the same
// parameters. It keeps no reference to the slices in p.
func NewBlake2b(p Blake2) (hash.Hash, error) {
	return blake2b.checked(p)
}

// NewBlake2s is like [NewBlake2b] for BLAKE2s, made for smaller machines, and
// hashlib.blake2s.
func NewBlake2s(p Blake2) (hash.Hash, error) {
	return blake2s.checked(p)
}

// A blake2Variant is what sets BLAKE2b and BLAKE2s apart.
type blake2Variant struct {
	name       string
	size       int // of the longest digest and key, and of the parameter block
	blockSize  int
	saltSize   int
	offsetSize int // of the node offset in the parameter block
	new        func(key []byte) (hash.Hash, error)

	// stateWith returns a marshalled state with the parameter block mixed in.
	stateWith func(params []byte) []byte

	// finish returns the chaining value behind the last block.
	finish func(state []byte, lastNode bool) []byte

	check sync.Once
	known bool
}

var blake2b = blake2Variant{
	name:       "BLAKE2b",
	size:       64,
	blockSize:  xblake2b.BlockSize,
	saltSize:   16,
	offsetSize: 8,
	new:        xblake2b.New512,
	stateWith:  blake2bWords.stateWith,
	finish:     blake2bWords.finish,
}

var blake2s = blake2Variant{
	name:       "BLAKE2s",
	size:       32,
	blockSize:  xblake2s.BlockSize,
	saltSize:   8,
	offsetSize: 6,
	new:        xblake2s.New256,
	stateWith:  blake2sWords.stateWith,
	finish:     blake2sWords.finish,
}

// checked returns a hash after checking its parameters.
func (v *blake2Variant) checked(p Blake2) (hash.Hash, error) {
	if p.Depth == 0 {
		p.Depth = 1
		if p.Fanout == 0 {
			p.Fanout = 1
		}
	}
	if p.Size == 0 {
		p.Size = v.size
	}
	err := v.checkRanges(p)
	switch {
	case fips140.Enforced():
		err = errors.New("not allowed in FIPS 140-only mode")
	case err == nil && !v.trusted():
		err = fmt.Errorf("%w by this version of golang.org/x/crypto", errors.ErrUnsupported)
	}
	if err != nil {
		return nil, fmt.Errorf("hashutil: %s: %w", v.name, err)
	}
	return v.hash(p), nil
}

func (v *blake2Variant) checkRanges(p Blake2) error {
	for _, r := range []struct {
		name            string
		value, min, max int
	}{
		{"Size", p.Size, 1, v.size},
		{"length of Key", len(p.Key), 0, v.size},
		{"length of Salt", len(p.Salt), 0, v.saltSize},
		{"length of Person", len(p.Person), 0, v.saltSize},
		{"Fanout", p.Fanout, 0, 255},
		{"Depth", p.Depth, 1, 255},
		{"NodeDepth", p.NodeDepth, 0, 255},
		{"InnerSize", p.InnerSize, 0, v.size},
	} {
		if r.value < r.min || r.value > r.max {
			return fmt.Errorf("%s is %d, must be from %d to %d", r.name, r.value, r.min, r.max)
		}
	}
	if p.NodeOffset>>(8*v.offsetSize-1) > 1 {
		return fmt.Errorf("NodeOffset is %d, must be below 2^%d", p.NodeOffset, 8*v.offsetSize)
	}
	return nil
}

// block returns the parameter block.
func (v *blake2Variant) block(p Blake2) []byte {
	b := make([]byte, 0, v.size)
	b = append(b, byte(p.Size), byte(len(p.Key)), byte(p.Fanout), byte(p.Depth))
	b = binary.LittleEndian.AppendUint32(b, p.LeafSize)
	b = binary.LittleEndian.AppendUint64(b, p.NodeOffset)[:len(b)+v.offsetSize]
	b = append(b, byte(p.NodeDepth), byte(p.InnerSize))
	b = b[:v.size]
	copy(b[v.size-2*v.saltSize:], p.Salt)
	copy(b[v.size-v.saltSize:], p.Person)
	return b
}

// plainHash returns a hash without parameters.
func (v *blake2Variant) plainHash() hash.Hash {
	if !v.trusted() {
		return v.plain(nil)
	}
	return v.hash(v.defaults())
}

func (v *blake2Variant) defaults() Blake2 {
	return Blake2{Size: v.size, Fanout: 1, Depth: 1}
}

// hash returns a hash whose parameters have been checked.
func (v *blake2Variant) hash(p Blake2) *blake2 {
	h := &blake2{variant: v, size: p.Size, keyed: len(p.Key) > 0, lastNode: p.LastNode}
	h.initial = v.stateWith(v.block(p))
	if h.keyed {
		// A key is the first block of the message. It is not compressed
		// before the message goes on, since it may be the last block too.
		begun := len(h.initial) - 1
		copy(h.initial[begun-v.blockSize:begun], p.Key)
		h.initial[begun] = byte(v.blockSize)
	}
	h.digest = v.plain(nil)
	h.Reset()
	return h
}

// plain returns x/crypto's hash. The key must be in range.
func (v *blake2Variant) plain(key []byte) blake2Digest {
	h, err := v.new(key)
	if err != nil {
		panic(err)
	}
	return h.(blake2Digest)
}

// trusted reports whether the states that x/crypto's hash marshals are those
// that this file knows; nothing promises it. It hashes a message in x/crypto's
// way and in ours, once.
func (v *blake2Variant) trusted() bool {
	v.check.Do(func() {
		p := v.defaults()
		state, err := v.plain(nil).MarshalBinary()
		if err != nil || !bytes.Equal(state, v.stateWith(v.block(p))) {
			return
		}
		p.Key = []byte("key")
		want, got := v.plain(p.Key), v.hash(p)
		want.Write(make([]byte, v.blockSize+1))
		got.Write(make([]byte, v.blockSize+1))
		state, err = got.digest.MarshalBinary()
		v.known = err == nil && bytes.Equal(got.Sum(nil), want.Sum(nil)) &&
			bytes.Equal(v.finish(state, false), want.Sum(nil))
	})
	return v.known
}

// A blake2Digest is x/crypto's hash.
type blake2Digest interface {
	hash.Hash
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
}

// A blake2 is x/crypto's hash, which knows of no parameters but the size and
// the key, in a state that the others have led to.
type blake2 struct {
	digest   blake2Digest
	variant  *blake2Variant
	initial  []byte // marshalled
	size     int
	keyed    bool
	lastNode bool
}

func (h *blake2) Reset() {
	if err := h.digest.UnmarshalBinary(h.initial); err != nil {
		panic(err)
	}
}

func (h *blake2) Size() int { return h.size }

func (h *blake2) BlockSize() int { return h.variant.blockSize }

func (h *blake2) Write(p []byte) (int, error) { return h.digest.Write(p) }

func (h *blake2) Sum(b []byte) []byte {
	if !h.lastNode {
		return h.digest.Sum(b)
	}
	state, err := h.digest.MarshalBinary()
	if err != nil {
		panic(err)
	}
	return append(b, h.variant.finish(state, true)[:h.size]...)
}

func (h *blake2) Clone() (hash.Cloner, error) {
	state, err := h.digest.MarshalBinary()
	if err != nil {
		return nil, err
	}
	c := *h
	c.digest = h.variant.plain(nil)
	return &c, c.digest.UnmarshalBinary(state)
}

func (h *blake2) MarshalBinary() ([]byte, error) {
	if h.keyed {
		return nil, fmt.Errorf("hashutil: %s: the state of a hash with a key cannot be marshalled", h.variant.name)
	}
	return h.digest.MarshalBinary()
}

func (h *blake2) AppendBinary(b []byte) ([]byte, error) {
	state, err := h.MarshalBinary()
	if err != nil {
		return nil, err
	}
	return append(b, state...), nil
}

func (h *blake2) UnmarshalBinary(state []byte) error {
	sizeAt := len(h.initial) - h.variant.blockSize - 2
	offsetAt := len(h.initial) - 1
	if len(state) != len(h.initial) || int(state[sizeAt]) != h.size || int(state[offsetAt]) > h.variant.blockSize {
		return fmt.Errorf("hashutil: not the state of a %s hash of %d bytes", h.variant.name, h.size)
	}
	return h.digest.UnmarshalBinary(state)
}

// A blake2Word is the word of a variant.
type blake2Word interface{ uint32 | uint64 }

// blake2Words is what BLAKE2 does with its words: here, only what x/crypto's
// hash cannot do.
type blake2Words[W blake2Word] struct {
	magic     string // at the start of a marshalled state
	size      int    // of a word, in bytes
	rounds    int
	rotations [4]int
	iv        [8]W
}

var blake2bWords = &blake2Words[uint64]{
	magic:     "b2b",
	size:      8,
	rounds:    12,
	rotations: [4]int{32, 24, 16, 63},
	iv: [8]uint64{
		0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
		0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
	},
}

var blake2sWords = &blake2Words[uint32]{
	magic:     "b2s",
	size:      4,
	rounds:    10,
	rotations: [4]int{16, 12, 8, 7},
	iv: [8]uint32{
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
	},
}

// A marshalled state holds magic, the chaining value and the counter of bytes
// compressed in big-endian words, the size of the digest in a byte, a block,
// and the bytes begun of it in a byte.

func (k *blake2Words[W]) stateWith(params []byte) []byte {
	state := []byte(k.magic)
	for i, word := range k.words(params, false) {
		word ^= k.iv[i]
		for shift := 8 * (k.size - 1); shift >= 0; shift -= 8 {
			state = append(state, byte(word>>shift))
		}
	}
	state = append(state, make([]byte, 2*k.size)...) // the counter
	state = append(state, params[0])                 // the size of the digest
	return append(state, make([]byte, 16*k.size+1)...)
}

// words returns the words in b.
func (k *blake2Words[W]) words(b []byte, bigEndian bool) []W {
	words := make([]W, len(b)/k.size)
	for i := range words {
		for j, c := range b[i*k.size:][:k.size] {
			if bigEndian {
				j = k.size - 1 - j
			}
			words[i] |= W(c) << (8 * j)
		}
	}
	return words
}

// finish does what section 3.2 of RFC 7693 calls F, for the last block. RFC
// 7693 leaves out the flag for the last node, which inverts one word more.
func (k *blake2Words[W]) finish(state []byte, lastNode bool) []byte {
	hc := k.words(state[len(k.magic):][:10*k.size], true)
	h, count := hc[:8], hc[8:]
	block := bytes.Clone(state[len(state)-1-16*k.size : len(state)-1])
	begun := state[len(state)-1]
	clear(block[begun:])
	m := k.words(block, false)

	count[0] += W(begun)
	if count[0] < W(begun) {
		count[1]++
	}
	var v [16]W
	copy(v[:], h)
	copy(v[8:], k.iv[:])
	v[12] ^= count[0]
	v[13] ^= count[1]
	v[14] = ^v[14]
	if lastNode {
		v[15] = ^v[15]
	}
	for i := range k.rounds {
		s := &blake2Sigma[i%len(blake2Sigma)]
		for j := range 4 {
			k.mix(&v, j, 4+j, 8+j, 12+j, m[s[2*j]], m[s[2*j+1]])
		}
		for j := range 4 {
			k.mix(&v, j, 4+(j+1)%4, 8+(j+2)%4, 12+(j+3)%4, m[s[8+2*j]], m[s[9+2*j]])
		}
	}

	var sum []byte
	for i := range h {
		word := h[i] ^ v[i] ^ v[i+8]
		for shift := 0; shift < 8*k.size; shift += 8 {
			sum = append(sum, byte(word>>shift))
		}
	}
	return sum
}

// mix is G of section 3.1 of RFC 7693.
func (k *blake2Words[W]) mix(v *[16]W, a, b, c, d int, x, y W) {
	rotate := func(w W, n int) W { return w>>n | w<<(8*k.size-n) }
	v[a] += v[b] + x
	v[d] = rotate(v[d]^v[a], k.rotations[0])
	v[c] += v[d]
	v[b] = rotate(v[b]^v[c], k.rotations[1])
	v[a] += v[b] + y
	v[d] = rotate(v[d]^v[a], k.rotations[2])
	v[c] += v[d]
	v[b] = rotate(v[b]^v[c], k.rotations[3])
}

// blake2Sigma holds the orders, in section 2.7 of RFC 7693, in which the
// rounds take the words of the message.
var blake2Sigma = [10][16]uint8{
	{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
	{14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
	{11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
	{7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
	{9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
	{2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
	{12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
	{13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
	{6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
	{10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
}
