// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package hashutil

import (
	"crypto/fips140"
	"errors"
	"fmt"
	"math/bits"

	"golang.org/x/crypto/scrypt"
)

// ScryptParams holds the costs and the key length of [Scrypt]. N, R and P have
// no defaults; N: 1 << 14, R: 8, P: 1 is what fits in the default of MaxMem.
type ScryptParams struct {
	N int // cost in time and memory: a power of 2, above 1 and below 2^(16·R)
	R int // block size, in units of 128 bytes, at least 1
	P int // parallelism, at least 1; R·P must be below 2³⁰

	// MaxMem bounds the memory, 128·(N·R + 2·R + R·P) bytes, that the
	// derivation may use. 0 stands for 32 MiB; the largest bound is 1 TiB.
	MaxMem int

	KeyLen int // length of the key in bytes; 0 stands for 64
}

// Scrypt derives a key from a password and a salt as RFC 7914 says and
// hashlib.scrypt does. Parameters out of range, or that need more memory than
// they allow themselves, are an error, found before any memory is used; no
// error quotes the password or the salt. FIPS 140-only mode does not allow
// scrypt.
//
// The time is proportional to N·R·P; it was 40 ms for N = 2¹⁴, R = 8 and P = 1
// on the machine that this was written on. The call cannot be interrupted.
func Scrypt(password, salt []byte, p ScryptParams) ([]byte, error) {
	if p.MaxMem == 0 {
		p.MaxMem = 32 << 20
	}
	if p.KeyLen == 0 {
		p.KeyLen = 64
	}
	if err := p.check(); err != nil {
		return nil, fmt.Errorf("hashutil: Scrypt: %w", err)
	}
	key, err := scrypt.Key(password, salt, p.N, p.R, p.P, p.KeyLen)
	if err != nil {
		return nil, fmt.Errorf("hashutil: Scrypt: %w", err)
	}
	return key, nil
}

func (p ScryptParams) check() error {
	switch {
	case fips140.Enforced():
		return errors.New("not allowed in FIPS 140-only mode")
	case p.N < 2 || p.N&(p.N-1) != 0:
		return fmt.Errorf("parameter N is %d, must be a power of 2 above 1", p.N)
	case p.R < 1:
		return fmt.Errorf("parameter R is %d, must be at least 1", p.R)
	case p.P < 1:
		return fmt.Errorf("parameter P is %d, must be at least 1", p.P)
	case p.MaxMem < 0 || uint64(p.MaxMem) > 1<<40:
		return fmt.Errorf("parameter MaxMem is %d, must be from 0 to 2⁴⁰", p.MaxMem)
	case p.KeyLen < 0 || uint64(p.KeyLen) > (1<<32-1)*32:
		return fmt.Errorf("parameter KeyLen is %d, must be from 0 to (2³²-1)·32", p.KeyLen)
	case uint64(p.R) >= 1<<30 || uint64(p.R)*uint64(p.P) >= 1<<30:
		return fmt.Errorf("parameter R is %d and P is %d, their product must be below 2³⁰", p.R, p.P)
	case p.R < 4 && uint64(p.N) >= 1<<(16*p.R):
		return fmt.Errorf("parameter N is %d, must be below 2^(16·R) for R = %d", p.N, p.R)
	}
	// 128·(N·R + 2·R + R·P); R·P is known to be below 2³⁰.
	hi, lo := bits.Mul64(128*uint64(p.R), uint64(p.N)+2+uint64(p.P))
	switch {
	case hi > 0:
		return fmt.Errorf("parameters N = %d, R = %d, P = %d need more than 2⁶⁴ bytes of memory", p.N, p.R, p.P)
	case lo > uint64(p.MaxMem):
		return fmt.Errorf("parameters N = %d, R = %d, P = %d need %d bytes of memory, MaxMem allows %d", p.N, p.R, p.P, lo, p.MaxMem)
	}
	return nil
}
