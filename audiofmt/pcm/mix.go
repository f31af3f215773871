// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pcm

import (
	"encoding/binary"
	"fmt"
)

// Mul multiplies each sample with the factor, clips what is out of range, and
// rounds down.
//
// Python: audioop.mul.
func Mul(dst, src []byte, width int, factor float64) error {
	if err := checkInPlace("Mul", dst, src, width); err != nil {
		return err
	}
	least, greatest := limits(width)
	var buf [block]int32
	for len(src) > 0 {
		x := buf[:min(len(src)/width, block)]
		load(x, src, width)
		for i, v := range x {
			x[i] = bound(float64(v)*factor, least, greatest)
		}
		store(dst, x, width)
		dst, src = dst[len(x)*width:], src[len(x)*width:]
	}
	return nil
}

// Bias adds the bias to each sample. Sums wrap around: bits above the width are
// dropped.
//
// Python: audioop.bias.
func Bias(dst, src []byte, width, bias int) error {
	if err := checkInPlace("Bias", dst, src, width); err != nil {
		return err
	}
	if width != 3 {
		biasWords(dst[:len(src)], src, width, bias)
		return nil
	}
	var buf [block]int32
	for len(src) > 0 {
		x := buf[:min(len(src)/width, block)]
		load(x, src, width)
		for i := range x {
			x[i] += int32(bias)
		}
		store(dst, x, width)
		dst, src = dst[len(x)*width:], src[len(x)*width:]
	}
	return nil
}

// biasWords adds the bias to the samples of a word at a time: without their
// highest bits, so that nothing is carried over, and then to those.
func biasWords(dst, src []byte, width, bias int) {
	var high, each uint64 // the highest bit of each sample, and the bias in each
	for shift := 0; shift < 64; shift += 8 * width {
		high |= 1 << (shift + 8*width - 1)
		each |= uint64(bias) & (1<<(8*width) - 1) << shift
	}
	add := func(w uint64) uint64 { return (w&^high + each&^high) ^ (w^each)&high }
	for len(src) >= 8 && len(dst) >= 8 {
		binary.LittleEndian.PutUint64(dst, add(binary.LittleEndian.Uint64(src)))
		dst, src = dst[8:], src[8:]
	}
	if len(src) > 0 {
		var last [8]byte
		copy(last[:], src)
		binary.LittleEndian.PutUint64(last[:], add(binary.LittleEndian.Uint64(last[:])))
		copy(dst, last[:len(src)])
	}
}

// Add adds the samples of two fragments of the same length, and clips the sums.
//
// Python: audioop.add.
func Add(dst, a, b []byte, width int) error {
	if err := checkInPlace("Add", dst, a, width); err != nil {
		return err
	}
	if len(a) != len(b) {
		return fmt.Errorf("pcm: Add: %w: %d and %d bytes", ErrLength, len(a), len(b))
	}
	greatest := int64(1)<<(8*width-1) - 1
	var bufA, bufB [block]int32
	for len(a) > 0 && len(b) > 0 {
		x, y := bufA[:min(len(a)/width, block)], bufB[:]
		y = y[:len(x)]
		load(x, a, width)
		load(y, b, width)
		for i, v := range x {
			x[i] = int32(min(max(int64(v)+int64(y[i]), -greatest-1), greatest))
		}
		store(dst, x, width)
		n := len(x) * width
		dst, a, b = dst[n:], a[n:], b[n:]
	}
	return nil
}

// AppendToMono appends left times the first sample of each frame of two plus
// right times the second, clipped and rounded down.
//
// Python: audioop.tomono.
func AppendToMono(dst, src []byte, width int, left, right float64) ([]byte, error) {
	if err := check("AppendToMono", src, width, 2); err != nil {
		return dst, err
	}
	dst, out, err := extend("AppendToMono", dst, len(src)/width/2, width)
	if err != nil {
		return dst, err
	}
	least, greatest := limits(width)
	var buf [block]int32
	for len(src) > 0 {
		x := buf[:min(len(src)/width, block)]
		load(x, src, width)
		for i := range len(x) / 2 {
			// Go may fuse a product and a sum unless told not to.
			x[i] = bound(float64(float64(x[2*i])*left)+float64(float64(x[2*i+1])*right), least, greatest)
		}
		store(out, x[:len(x)/2], width)
		out, src = out[len(x)/2*width:], src[len(x)*width:]
	}
	return dst, nil
}

// AppendToStereo appends, for each sample, left times it and right times it,
// clipped and rounded down.
//
// Python: audioop.tostereo.
func AppendToStereo(dst, src []byte, width int, left, right float64) ([]byte, error) {
	if err := check("AppendToStereo", src, width, 1); err != nil {
		return dst, err
	}
	n := len(src) / width
	if n > maxInt/2 {
		n = maxInt // is refused
	} else {
		n *= 2
	}
	dst, out, err := extend("AppendToStereo", dst, n, width)
	if err != nil {
		return dst, err
	}
	least, greatest := limits(width)
	var in, buf [block]int32
	for len(src) > 0 {
		x := in[:min(len(src)/width, block/2)]
		load(x, src, width)
		y := buf[:2*len(x)]
		if left == 1 && right == 1 {
			for i, v := range x {
				y[2*i], y[2*i+1] = v, v
			}
		} else {
			for i, v := range x {
				y[2*i] = bound(float64(v)*left, least, greatest)
				y[2*i+1] = bound(float64(v)*right, least, greatest)
			}
		}
		store(out, y, width)
		out, src = out[len(y)*width:], src[len(x)*width:]
	}
	return dst, nil
}
