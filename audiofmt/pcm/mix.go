// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pcm

import (
	"encoding/binary"
	"fmt"
	"math"
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
	dst = dst[:len(src)]
	if width == 3 {
		bias24(dst, src, bias)
		return nil
	}
	l := lanesOf(width)
	each := l.each(bias)
	for len(src) >= 16 && len(dst) >= 16 {
		a, b := binary.LittleEndian.Uint64(src), binary.LittleEndian.Uint64(src[8:])
		binary.LittleEndian.PutUint64(dst, (a&^l.high+each&^l.high)^(a^each)&l.high)
		binary.LittleEndian.PutUint64(dst[8:], (b&^l.high+each&^l.high)^(b^each)&l.high)
		dst, src = dst[16:], src[16:]
	}
	for len(src) > 0 {
		n := min(len(src), 8)
		storePart(dst[:n], l.add(loadPart(src[:n]), each))
		dst, src = dst[n:], src[n:]
	}
	return nil
}

// bias24 takes two samples at a time: six bytes of eight.
func bias24(dst, src []byte, bias int) {
	l := lanes{high: 0x8000_00800000}
	each := uint64(bias)&0xffffff | uint64(bias)&0xffffff<<24
	for len(src) >= 8 && len(dst) >= 8 {
		w := binary.LittleEndian.Uint64(src) & 0xffff_ffffffff
		w = l.add(w, each)
		binary.LittleEndian.PutUint32(dst, uint32(w))
		binary.LittleEndian.PutUint16(dst[4:], uint16(w>>32))
		dst, src = dst[6:], src[6:]
	}
	for len(src) > 0 {
		storePart(dst[:3], l.add(loadPart(src[:3]), each&0xffffff))
		dst, src = dst[3:], src[3:]
	}
}

// A lanes describes the samples in a word: their highest bits, so that sums are
// not carried over from one to the next, and their lowest.
type lanes struct {
	high, low uint64
	width     int
}

func lanesOf(width int) lanes {
	l := lanes{width: width}
	for shift := 0; shift < 64; shift += 8 * width {
		l.low |= 1 << shift
		l.high |= 1 << (shift + 8*width - 1)
	}
	return l
}

// each returns a word of samples that are all v.
func (l lanes) each(v int) uint64 {
	return uint64(v) & (1<<(8*l.width) - 1) * l.low
}

// add adds samples, which wrap around.
func (l lanes) add(a, b uint64) uint64 {
	return (a&^l.high + b&^l.high) ^ (a^b)&l.high
}

// loadPart returns up to eight bytes as a word, and storePart takes them back.
func loadPart(b []byte) uint64 {
	var w [8]byte
	copy(w[:], b)
	return binary.LittleEndian.Uint64(w[:])
}

func storePart(dst []byte, v uint64) {
	var w [8]byte
	binary.LittleEndian.PutUint64(w[:], v)
	copy(dst, w[:])
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
	dst = dst[:len(a)]
	if width == 3 {
		add24(dst, a, b)
		return nil
	}
	switch width {
	case 1:
		addWords(dst, a, b, clipped8)
	case 2:
		for len(a) > 16 && len(b) > 16 && len(dst) > 16 {
			x, y, d := (*[16]byte)(a), (*[16]byte)(b), (*[16]byte)(dst)
			dst, a, b = dst[16:], a[16:], b[16:]
			// All is read before anything is written, in case dst is b.
			v := clipped16(binary.LittleEndian.Uint64(x[0:]), binary.LittleEndian.Uint64(y[0:]))
			w := clipped16(binary.LittleEndian.Uint64(x[8:]), binary.LittleEndian.Uint64(y[8:]))
			binary.LittleEndian.PutUint64(d[0:], v)
			binary.LittleEndian.PutUint64(d[8:], w)
		}
		addWords(dst, a, b, clipped16)
	case 4:
		for len(a) >= 8 && len(b) >= 8 && len(dst) >= 8 {
			x, y := binary.LittleEndian.Uint64(a), binary.LittleEndian.Uint64(b)
			lo := int64(int32(x)) + int64(int32(y))
			hi := int64(x)>>32 + int64(y)>>32
			lo, hi = min(max(lo, math.MinInt32), math.MaxInt32), min(max(hi, math.MinInt32), math.MaxInt32)
			binary.LittleEndian.PutUint64(dst, uint64(uint32(lo))|uint64(hi)<<32)
			dst, a, b = dst[8:], a[8:], b[8:]
		}
		if len(a) > 0 {
			sum := int64(int32(loadPart(a))) + int64(int32(loadPart(b)))
			storePart(dst, uint64(min(max(sum, math.MinInt32), math.MaxInt32)))
		}
	}
	return nil
}

// addWords adds what is left, a word at a time.
func addWords(dst, a, b []byte, add func(a, b uint64) uint64) {
	for len(a) >= 8 && len(b) >= 8 && len(dst) >= 8 {
		binary.LittleEndian.PutUint64(dst, add(binary.LittleEndian.Uint64(a), binary.LittleEndian.Uint64(b)))
		dst, a, b = dst[8:], a[8:], b[8:]
	}
	storePart(dst, add(loadPart(a), loadPart(b)))
}

// clipped8 and clipped16 add the samples in a word, and clip the sums: they are
// wrong where the terms agree in sign and the sum does not.

func clipped8(a, b uint64) uint64 {
	const low, high = 0x0101010101010101, 0x8080808080808080
	sum := (a&^high + b&^high) ^ (a^b)&high
	wrong := (^(a ^ b) & (a ^ sum)) >> 7 & low
	limit := ^uint64(high) + a>>7&low // the greatest, or one more: the least
	mask := wrong<<8 - wrong
	return sum ^ (sum^limit)&mask
}

func clipped16(a, b uint64) uint64 {
	const low, high = 0x0001000100010001, 0x8000800080008000
	sum := (a&^high + b&^high) ^ (a^b)&high
	wrong := (^(a ^ b) & (a ^ sum)) >> 15 & low
	limit := ^uint64(high) + a>>15&low
	mask := wrong<<16 - wrong
	return sum ^ (sum^limit)&mask
}

func add24(dst, a, b []byte) {
	const greatest = 1<<23 - 1
	var bufA, bufB [block]int32
	for len(a) > 0 && len(b) > 0 {
		x := bufA[:min(len(a)/3, block)]
		y := bufB[:len(x)]
		load(x, a, 3)
		load(y, b, 3)
		for i, v := range x {
			x[i] = min(max(v+y[i], -greatest-1), greatest)
		}
		store(dst, x, 3)
		n := 3 * len(x)
		dst, a, b = dst[n:], a[n:], b[n:]
	}
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
