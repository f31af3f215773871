// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package g711 has the tables of the two logarithmic laws of ITU-T
// Recommendation G.711.
package g711

import (
	"math/bits"
	"sync"
)

// ULawDecoder and ALawDecoder return the 16-bit samples of the 256 codes, and
// ULawEncoder and ALawEncoder the codes of all 14-bit samples, indexed by their
// bits (A-law does not look at the lowest). ULawWide and ALawWide return larger
// decoders. The tables must not be changed.
var (
	ULawDecoder = sync.OnceValue(func() *[256]int16 { return decoder(ulawSample) })
	ALawDecoder = sync.OnceValue(func() *[256]int16 { return decoder(alawSample) })

	ULawEncoder = sync.OnceValue(func() *[1 << 14]byte {
		table := new([1 << 14]byte)
		for i := range table {
			table[i] = ulawCode(int(int16(i<<2)) >> 2)
		}
		return table
	})
	ALawEncoder = sync.OnceValue(func() *[1 << 14]byte {
		table := new([1 << 14]byte)
		for i := range table {
			table[i] = alawCode(int(int16(i<<2)) >> 3)
		}
		return table
	})

	ULawWide = sync.OnceValue(func() *Wide { return wide(ULawDecoder()) })
	ALawWide = sync.OnceValue(func() *Wide { return wide(ALawDecoder()) })
)

// A Wide decodes several codes at once, to little-endian words.
type Wide struct {
	Places [4][256]uint64  // what a code stands for, at each place in a word of four samples
	Pairs  [1 << 16]uint32 // what two codes stand for, indexed by both
}

func decoder(sample func(byte) int16) *[256]int16 {
	table := new([256]int16)
	for i := range table {
		table[i] = sample(byte(i))
	}
	return table
}

func wide(table *[256]int16) *Wide {
	w := new(Wide)
	for i := range w.Places {
		for code, v := range table {
			w.Places[i][code] = uint64(uint16(v)) << (16 * i)
		}
	}
	for i := range w.Pairs {
		w.Pairs[i] = uint32(uint16(table[i&0xff])) | uint32(table[i>>8])<<16
	}
	return w
}

// A code has a sign bit, three bits of exponent and four of mantissa. µ-law
// codes are stored inverted, A-law codes with every other bit inverted.

const (
	ulawBias = 33 // added to 14-bit magnitudes, so that each has a leading bit
	ulawMax  = 8158
)

func ulawSample(code byte) int16 {
	code = ^code
	magnitude := (int16(code&0x0f)<<1|ulawBias)<<(code>>4&7) - ulawBias
	if code&0x80 != 0 {
		magnitude = -magnitude
	}
	return magnitude << 2
}

func ulawCode(sample int) byte {
	sign := byte(0)
	if sample < 0 {
		sign, sample = 0x80, -sample
	}
	sample = min(sample, ulawMax) + ulawBias
	exponent := bits.Len(uint(sample)) - 6
	return ^(sign | byte(exponent)<<4 | byte(sample>>(exponent+1))&0x0f)
}

func alawSample(code byte) int16 {
	code ^= 0x55
	mantissa := int16(code&0x0f)<<1 | 1
	if exponent := code >> 4 & 7; exponent > 0 {
		mantissa = (mantissa | 0x20) << (exponent - 1)
	}
	if code&0x80 == 0 {
		mantissa = -mantissa
	}
	return mantissa << 3
}

func alawCode(sample int) byte {
	sign := byte(0x80)
	if sample < 0 {
		sign, sample = 0, -sample-1
	}
	exponent := max(bits.Len(uint(sample))-5, 0)
	return (sign | byte(exponent)<<4 | byte(sample>>max(exponent, 1))&0x0f) ^ 0x55
}
