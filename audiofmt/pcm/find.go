// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pcm

import (
	"encoding/binary"
	"fmt"
)

// The functions of this file search for a fragment in another. They know 16-bit
// samples only, as Python's do, and take time proportional to the product of
// the lengths.

// samples16 unpacks a fragment.
func samples16(fn string, src []byte) ([]int16, error) {
	if err := check(fn, src, 2, 1); err != nil {
		return nil, err
	}
	x := make([]int16, len(src)/2)
	rest := x
	for len(src) >= 8 && len(rest) >= 4 {
		w, d := binary.LittleEndian.Uint64(src), (*[4]int16)(rest)
		d[0], d[1], d[2], d[3] = int16(w), int16(w>>16), int16(w>>32), int16(w>>48)
		src, rest = src[8:], rest[4:]
	}
	for i := range rest {
		rest[i] = int16(binary.LittleEndian.Uint16(src[2*i:]))
	}
	return x, nil
}

// dot returns the sum of the products of the samples: exact for less than
// 1<<33 of them.
func dot(a, b []int16) float64 {
	sum, sum2 := int64(0), int64(0)
	for len(a) >= 4 && len(b) >= 4 {
		a4, b4 := (*[4]int16)(a), (*[4]int16)(b)
		sum += int64(a4[0])*int64(b4[0]) + int64(a4[1])*int64(b4[1])
		sum2 += int64(a4[2])*int64(b4[2]) + int64(a4[3])*int64(b4[3])
		a, b = a[4:], b[4:]
	}
	for i, v := range a {
		sum += int64(v) * int64(b[i])
	}
	return float64(sum + sum2)
}

func square(v int16) int64 { return int64(v) * int64(v) }

// FindFit returns the place in src, in samples, that a multiple of ref fits best,
// and the factor to multiply ref with. Samples are 16 bits, and src must be as
// long as ref at least. The factor is NaN if ref is nothing but zeros.
//
// Python: audioop.findfit.
func FindFit(src, ref []byte) (offset int, factor float64, err error) {
	a, err := samples16("FindFit", src)
	if err != nil {
		return 0, 0, err
	}
	r, err := samples16("FindFit", ref)
	if err != nil {
		return 0, 0, err
	}
	if len(a) < len(r) {
		return 0, 0, fmt.Errorf("pcm: FindFit: %w: %d samples to find in %d", ErrLength, len(r), len(a))
	}
	n := len(r)
	rr, aa := dot(r, r), dot(a[:n], a)
	// What is left of a where it is compared with r, times a constant.
	rest := func(ar float64) float64 { return (float64(rr*aa) - float64(ar*ar)) / aa }
	least := rest(dot(r, a))
	for j := 1; j <= len(a)-n; j++ {
		aa += float64(square(a[j+n-1]) - square(a[j-1]))
		if x := rest(dot(r, a[j:])); x < least {
			least, offset = x, j
		}
	}
	return offset, dot(r, a[offset:]) / rr, nil
}

// FindFactor returns the factor to multiply ref with that makes it most like
// src, a fragment of the same length. Samples are 16 bits. The factor is NaN if
// ref is nothing but zeros.
//
// Python: audioop.findfactor.
func FindFactor(src, ref []byte) (float64, error) {
	if err := check("FindFactor", src, 2, 1); err != nil {
		return 0, err
	}
	if len(src) != len(ref) {
		return 0, fmt.Errorf("pcm: FindFactor: %w: %d and %d bytes", ErrLength, len(src), len(ref))
	}
	var bufA, bufR [block]int32
	ar, rr := int64(0), int64(0)
	for len(src) > 0 {
		a := bufA[:min(len(src)/2, block)]
		r := bufR[:len(a)]
		load(a, src, 2)
		load(r, ref, 2)
		for i, v := range r {
			ar += int64(a[i] * v)
			rr += int64(v * v)
		}
		src, ref = src[2*len(a):], ref[2*len(a):]
	}
	return float64(ar) / float64(rr), nil
}

// FindMax returns the place in src, in samples, where length samples have the
// most energy, the sum of their squares. Samples are 16 bits.
//
// Python: audioop.findmax.
func FindMax(src []byte, length int) (int, error) {
	if err := check("FindMax", src, 2, 1); err != nil {
		return 0, err
	}
	n := len(src) / 2
	if length < 0 || n < length {
		return 0, fmt.Errorf("pcm: FindMax: %w: %d samples to find in %d", ErrLength, length, n)
	}
	sum := int64(squares16(src[:2*length]))
	most, offset, j := sum, 0, 0
	in, out := src[2*length:], src[:2*(n-length)]
	for len(in) > 8 && len(out) > 8 {
		a, b := (*[8]byte)(in), (*[8]byte)(out)
		in, out = in[8:], out[8:]
		for i := 0; i < 8; i += 2 {
			v, w := int64(int16(binary.LittleEndian.Uint16(a[i:]))), int64(int16(binary.LittleEndian.Uint16(b[i:])))
			sum += (v - w) * (v + w)
			j++
			if sum > most {
				most, offset = sum, j
			}
		}
	}
	for ; len(in) > 0 && len(out) > 0; in, out = in[2:], out[2:] {
		v, w := int64(int16(binary.LittleEndian.Uint16(in))), int64(int16(binary.LittleEndian.Uint16(out)))
		sum += (v - w) * (v + w)
		j++
		if sum > most {
			most, offset = sum, j
		}
	}
	return offset, nil
}
