// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package hashutil

import (
	"bytes"
	"crypto/fips140"
	"crypto/pbkdf2"
	"crypto/subtle"
	"encoding"
	"encoding/binary"
	"fmt"
	"hash"
	"sync"
)

// PBKDF2 derives a key of keyLen bytes from a password and a salt, as
// hashlib.pbkdf2_hmac does: PBKDF2 of RFC 8018 with HMAC over the named hash.
// A keyLen of 0 stands for the size of the hash.
//
// It is an error if the name is unknown or that of an extendable-output
// function, if iterations is below 1, or if keyLen is negative or above
// (2³²-1) times the size of the hash. Any password and any salt will do, empty
// ones included; errors quote neither. In FIPS 140-only mode the restrictions
// of [pbkdf2.Key] hold as well.
//
// The time is proportional to iterations and to the number of digests, whole
// or begun, that fit in keyLen: a key of 33 bytes takes twice as long as one of
// 32 with SHA-256, of which a million iterations took 0.1 s on the machine that
// this was written on. The call cannot be interrupted. Take as many iterations
// as you can afford and a salt of 16 random bytes (see [crypto/rand.Read]), and
// store both beside the key.
func PBKDF2(name string, password, salt []byte, iterations, keyLen int) ([]byte, error) {
	f, err := findHash("PBKDF2", name)
	if err != nil {
		return nil, err
	}
	switch {
	case iterations < 1:
		return nil, fmt.Errorf("hashutil: PBKDF2: %d iterations, need at least 1", iterations)
	case keyLen < 0:
		return nil, fmt.Errorf("hashutil: PBKDF2: key length %d is negative", keyLen)
	case uint64(keyLen) > (1<<32-1)*uint64(f.Size):
		return nil, fmt.Errorf("hashutil: PBKDF2: key length %d is above (2³²-1)·%d", keyLen, f.Size)
	case keyLen == 0:
		keyLen = f.Size
	}
	// In FIPS 140 mode users want the derivation of the validated module.
	if f.md != nil && !fips140.Enabled() && f.md.trusted() {
		return f.md.derive(password, salt, iterations, keyLen), nil
	}
	key, err := pbkdf2.Key(f.new, string(password), salt, iterations, keyLen)
	if err != nil {
		return nil, fmt.Errorf("hashutil: PBKDF2: %w", err)
	}
	return key, nil
}

// An mdFamily does PBKDF2 with a hash of the MD family (MD5, SHA-1, SHA-2, SM3)
// in less time than the hash's Sum method allows for.
//
// An iteration hashes two messages, each of which, with its padding, is one
// block behind the block of the key. UnmarshalBinary sets the state behind the
// block of the key, Write gets the message, and AppendBinary tells the chaining
// value, which is the digest. Sum would copy the hash first, and write the
// padding in pieces.
//
// This relies on what a marshalled state looks like: four bytes to tell the
// hash, the chaining value in big-endian words, the begun block, eight bytes
// for the length. Nothing promises that, hence the method trusted.
type mdFamily struct {
	new          func() hash.Hash
	state        int  // size of the chaining value, of which the digest is the start
	littleEndian bool // words of the digest and the length at the end of the padding

	check sync.Once
	same  bool
}

// stateOffset is where a marshalled state has its chaining value.
const stateOffset = 4

// An openHash is a hash whose state can be told and set.
type openHash interface {
	hash.Hash
	encoding.BinaryAppender
	encoding.BinaryUnmarshaler
}

// trusted reports whether derive derives what crypto/pbkdf2 derives. It tries
// that once, with a key longer than one digest.
func (md *mdFamily) trusted() bool {
	md.check.Do(func() {
		h, ok := md.new().(openHash)
		if !ok {
			return
		}
		state, err := h.AppendBinary(nil)
		if err != nil || len(state) != stateOffset+md.state+h.BlockSize()+8 {
			return
		}
		want, err := pbkdf2.Key(md.new, "password", []byte("salt"), 3, h.Size()+1)
		got := md.derive([]byte("password"), []byte("salt"), 3, h.Size()+1)
		md.same = err == nil && bytes.Equal(got, want)
	})
	return md.same
}

// derive is PBKDF2. Its arguments have been checked.
func (md *mdFamily) derive(password, salt []byte, iterations, keyLen int) []byte {
	c := md.newChain(password)
	key := make([]byte, 0, keyLen)
	t := make([]byte, c.size)
	for i := uint32(1); len(key) < keyLen; i++ {
		c.first(salt, i)
		copy(t, c.digest)
		for range iterations - 1 {
			c.next()
			subtle.XORBytes(t, t, c.digest)
		}
		key = append(key, t[:min(c.size, keyLen-len(key))]...)
	}
	return key
}

// A chain holds one after the other of the values that an HMAC takes when it
// is fed its last value again and again.
type chain struct {
	*mdFamily
	hashes [2]keyed // the inner and the outer one
	size   int
	bits   uint16 // length of the key's block and the digest

	// buf has room for a marshalled state. The chaining value in it is where
	// the next message begins, so that a digest need not be moved.
	buf    []byte
	msg    []byte // one block in buf: the digest and its padding
	digest []byte // the start of msg
}

// A keyed hash is one behind the block of the key, where it returns to after
// each use.
type keyed struct {
	openHash
	state []byte
}

func (md *mdFamily) newChain(password []byte) *chain {
	h := md.new()
	key := make([]byte, h.BlockSize())
	if len(password) <= len(key) {
		copy(key, password)
	} else {
		h.Write(password)
		h.Sum(key[:0])
	}
	c := &chain{
		mdFamily: md,
		hashes:   [2]keyed{md.newKeyed(key, 0x36), md.newKeyed(key, 0x5c)},
		size:     h.Size(),
		bits:     uint16(len(key)+h.Size()) * 8,
	}
	c.buf = make([]byte, len(c.hashes[0].state))
	c.msg = c.buf[stateOffset:][:len(key)]
	c.digest = c.msg[:c.size]
	return c
}

func (md *mdFamily) newKeyed(key []byte, pad byte) keyed {
	h := md.new().(openHash)
	block := make([]byte, len(key))
	for i := range key {
		block[i] = key[i] ^ pad
	}
	h.Write(block)
	state, _ := h.AppendBinary(nil)
	return keyed{h, state}
}

// first sets the digest to the HMAC of the salt and the number of the block.
func (c *chain) first(salt []byte, block uint32) {
	inner, outer := c.hashes[0], c.hashes[1]
	inner.Write(salt)
	inner.Write(binary.BigEndian.AppendUint32(nil, block))
	inner.Sum(c.digest[:0])
	outer.Write(c.digest)
	outer.Sum(c.digest[:0])
	for _, h := range c.hashes {
		h.UnmarshalBinary(h.state)
	}
	clear(c.msg[c.size:])
	c.pad()
}

// next sets the digest to the HMAC of the digest.
//
// The order of the steps matters: UnmarshalBinary, which nothing waits for,
// keeps the processor busy until the small writes to msg can be read back as
// wide words. Elsewhere it would cost a tenth of the time.
func (c *chain) next() {
	for i := range c.hashes {
		h := &c.hashes[i]
		h.Write(c.msg)
		h.AppendBinary(c.buf[:0])
		if c.littleEndian {
			for i := 0; i < c.size; i += 4 {
				word := binary.BigEndian.Uint32(c.msg[i:])
				binary.LittleEndian.PutUint32(c.msg[i:], word)
			}
		}
		c.pad()
		h.UnmarshalBinary(h.state)
	}
}

// pad writes the padding into msg, behind the digest. There are zeros already,
// but for what is left of a chaining value longer than the digest.
func (c *chain) pad() {
	if c.size < c.state {
		clear(c.msg[c.size:c.state])
	}
	c.msg[c.size] = 0x80
	if c.littleEndian {
		binary.LittleEndian.PutUint16(c.msg[len(c.msg)-8:], c.bits)
	} else {
		binary.BigEndian.PutUint16(c.msg[len(c.msg)-2:], c.bits)
	}
}
