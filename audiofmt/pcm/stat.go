// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pcm

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
)

// Sample returns the sample at the index, which counts samples, not frames.
//
// Python: audioop.getsample.
func Sample(src []byte, width, index int) (int64, error) {
	if err := check("Sample", src, width, 1); err != nil {
		return 0, err
	}
	if index < 0 || index >= len(src)/width {
		return 0, fmt.Errorf("pcm: Sample: %w: index %d of %d samples", ErrRange, index, len(src)/width)
	}
	var x [1]int32
	load(x[:], src[index*width:], width)
	return int64(x[0]), nil
}

// Max returns the greatest absolute value of the samples: 0 to 1<<31.
//
// Python: audioop.max.
func Max(src []byte, width int) (int64, error) {
	if err := check("Max", src, width, 1); err != nil || len(src) == 0 {
		return 0, err
	}
	least, greatest := minMax(src, width)
	return max(-int64(least), int64(greatest)), nil
}

// MinMax returns the least and the greatest sample. Of no samples they are
// 0x7fffffff and -0x80000000.
//
// Python: audioop.minmax.
func MinMax(src []byte, width int) (least, greatest int64, err error) {
	if err := check("MinMax", src, width, 1); err != nil {
		return 0, 0, err
	}
	lo, hi := minMax(src, width)
	return int64(lo), int64(hi), nil
}

// minMax compares words as they are in memory, two or four bytes long, that end
// with a sample: what they have below it does not change their order.
func minMax(src []byte, width int) (least, greatest int32) {
	if len(src) == 0 {
		return math.MaxInt32, math.MinInt32
	}
	var first [1]int32
	load(first[:], src, width)
	switch width {
	case 1: // every other sample, and then those between
		lo, hi := minMax16(src)
		lo2, hi2 := minMax16(src[1:])
		least, greatest = int32(min(lo, lo2))>>8, int32(max(hi, hi2))>>8
	case 2:
		lo, hi := minMax16(src)
		least, greatest = int32(lo), int32(hi)
	case 3:
		lo, hi := minMax32(src[2:], 3)
		least, greatest = lo>>8, hi>>8
	case 4:
		least, greatest = minMax32(src, 4)
	}
	return min(least, first[0]), max(greatest, first[0])
}

// minMax16 and minMax32 have two of each result, which do not wait for each
// other. Loops that leave a word for the end advance with fewer instructions.

func minMax16(src []byte) (least, greatest int16) {
	lo, hi, lo2, hi2 := int16(math.MaxInt16), int16(math.MinInt16), int16(math.MaxInt16), int16(math.MinInt16)
	for len(src) > 8 {
		s := (*[8]byte)(src)
		src = src[8:]
		a, b := int16(binary.LittleEndian.Uint16(s[0:])), int16(binary.LittleEndian.Uint16(s[2:]))
		c, d := int16(binary.LittleEndian.Uint16(s[4:])), int16(binary.LittleEndian.Uint16(s[6:]))
		lo, hi, lo2, hi2 = min(lo, a), max(hi, a), min(lo2, b), max(hi2, b)
		lo, hi, lo2, hi2 = min(lo, c), max(hi, c), min(lo2, d), max(hi2, d)
	}
	for ; len(src) >= 2; src = src[2:] {
		v := int16(binary.LittleEndian.Uint16(src))
		lo, hi = min(lo, v), max(hi, v)
	}
	return min(lo, lo2), max(hi, hi2)
}

// minMax32 takes a word at every third or fourth byte.
func minMax32(src []byte, step int) (least, greatest int32) {
	lo, hi, lo2, hi2 := int32(math.MaxInt32), int32(math.MinInt32), int32(math.MaxInt32), int32(math.MinInt32)
	for len(src) > 16 {
		var a, b, c, d int32
		if step == 3 {
			s := (*[13]byte)(src)
			src = src[12:]
			a, b = int32(binary.LittleEndian.Uint32(s[0:])), int32(binary.LittleEndian.Uint32(s[3:]))
			c, d = int32(binary.LittleEndian.Uint32(s[6:])), int32(binary.LittleEndian.Uint32(s[9:]))
		} else {
			s := (*[16]byte)(src)
			src = src[16:]
			a, b = int32(binary.LittleEndian.Uint32(s[0:])), int32(binary.LittleEndian.Uint32(s[4:]))
			c, d = int32(binary.LittleEndian.Uint32(s[8:])), int32(binary.LittleEndian.Uint32(s[12:]))
		}
		lo, hi, lo2, hi2 = min(lo, a), max(hi, a), min(lo2, b), max(hi2, b)
		lo, hi, lo2, hi2 = min(lo, c), max(hi, c), min(lo2, d), max(hi2, d)
	}
	for ; len(src) >= 4; src = src[step:] {
		v := int32(binary.LittleEndian.Uint32(src))
		lo, hi = min(lo, v), max(hi, v)
	}
	return min(lo, lo2), max(hi, hi2)
}

// Avg returns the average of the samples, rounded down, and 0 for none.
//
// Python: audioop.avg.
func Avg(src []byte, width int) (int64, error) {
	if err := check("Avg", src, width, 1); err != nil || len(src) == 0 {
		return 0, err
	}
	n := int64(len(src) / width)
	sum := int64(0)
	var buf [block]int32
	for len(src) > 0 {
		x := buf[:min(len(src)/width, block)]
		load(x, src, width)
		src = src[len(x)*width:]
		for len(x) >= 4 {
			d := (*[4]int32)(x)
			sum += int64(d[0]) + int64(d[1]) + (int64(d[2]) + int64(d[3]))
			x = x[4:]
		}
		for _, v := range x {
			sum += int64(v)
		}
	}
	q := sum / n
	if sum%n < 0 {
		q--
	}
	return q, nil
}

// RMS returns the root of the mean of the squares of the samples, rounded down,
// and 0 for none: 0 to 1<<31.
//
// Python: audioop.rms.
func RMS(src []byte, width int) (int64, error) {
	if err := check("RMS", src, width, 1); err != nil || len(src) == 0 {
		return 0, err
	}
	n := len(src) / width
	var sum float64
	switch width {
	case 1:
		sum = float64(squares8(src))
	case 2:
		sum = float64(squares16(src))
	default:
		sum = floatSquares(src, width)
	}
	return int64(math.Sqrt(sum / float64(n))), nil
}

// squares8 and squares16 return the sum of the squares of narrow samples: below
// 1<<63 for less than 1<<33 of them. squares8 cuts samples out of words of four
// bytes, which takes fewer instructions than to load each.

func squares8(src []byte) uint64 {
	sum, sum2 := int64(0), int64(0)
	for len(src) > 8 {
		s := (*[8]byte)(src)
		src = src[8:]
		v, w := int32(binary.LittleEndian.Uint32(s[0:])), int32(binary.LittleEndian.Uint32(s[4:]))
		a, b, c, d := int32(int8(v)), int32(int8(v>>8)), int32(int8(v>>16)), v>>24
		sum += int64(a*a + b*b + c*c + d*d)
		a, b, c, d = int32(int8(w)), int32(int8(w>>8)), int32(int8(w>>16)), w>>24
		sum2 += int64(a*a + b*b + c*c + d*d)
	}
	for _, b := range src {
		sum += int64(int8(b)) * int64(int8(b))
	}
	return uint64(sum + sum2)
}

func squares16(src []byte) uint64 {
	a, b, c, d := int64(0), int64(0), int64(0), int64(0) // additions that wait for each other cost a tenth
	for len(src) > 32 {
		s := (*[32]byte)(src)
		src = src[32:]
		a += fourSquares16((*[8]byte)(s[0:]))
		b += fourSquares16((*[8]byte)(s[8:]))
		c += fourSquares16((*[8]byte)(s[16:]))
		d += fourSquares16((*[8]byte)(s[24:]))
	}
	for ; len(src) >= 2; src = src[2:] {
		v := int64(int16(binary.LittleEndian.Uint16(src)))
		a += v * v
	}
	return uint64(a + b + c + d)
}

func fourSquares16(s *[8]byte) int64 {
	a, b := int64(int16(binary.LittleEndian.Uint16(s[0:]))), int64(int16(binary.LittleEndian.Uint16(s[2:])))
	c, d := int64(int16(binary.LittleEndian.Uint16(s[4:]))), int64(int16(binary.LittleEndian.Uint16(s[6:])))
	return a*a + b*b + (c*c + d*d)
}

// floatSquares adds as Python does, one after the other: the squares of wide
// samples do not fit integers, and rounding depends on the order.
func floatSquares(src []byte, width int) float64 {
	sum := 0.0
	if width == 4 {
		for ; len(src) >= 16; src = src[16:] {
			s := (*[16]byte)(src)
			a, b := float64(int32(binary.LittleEndian.Uint32(s[:]))), float64(int32(binary.LittleEndian.Uint32(s[4:])))
			c, d := float64(int32(binary.LittleEndian.Uint32(s[8:]))), float64(int32(binary.LittleEndian.Uint32(s[12:])))
			sum += float64(a * a)
			sum += float64(b * b)
			sum += float64(c * c)
			sum += float64(d * d)
		}
		for ; len(src) >= 4; src = src[4:] {
			f := float64(int32(binary.LittleEndian.Uint32(src)))
			sum += float64(f * f)
		}
		return sum
	}
	for ; len(src) >= 3; src = src[3:] {
		f := float64(int32(src[0]) | int32(src[1])<<8 | int32(int8(src[2]))<<16)
		sum += float64(f * f)
	}
	return sum
}

// Cross returns how often a sample and the next differ in sign, and -1 for no
// samples. Zero counts as positive.
//
// Python: audioop.cross.
func Cross(src []byte, width int) (int, error) {
	if err := check("Cross", src, width, 1); err != nil {
		return 0, err
	}
	if len(src) == 0 {
		return -1, nil
	}
	// Each sign is compared with the one before it. A mask leaves the bits
	// with the signs in a word; shifted, those of three words are all
	// different bits of one, to be counted at once.
	const m1, m2, m4 = 0x8080808080808080, 0x8000800080008000, 0x8000000080000000
	masks := [...][3]uint64{{m1, m1, m1}, {m2, m2, m2}, {0x0000800000800000, 0x0080000080000080, 0x8000008000008000}, {m4, m4, m4}}[width-1]
	n, i := 0, width
	for ; i+24 <= len(src); i += 24 {
		a, b := (*[24]byte)(src[i:]), (*[24]byte)(src[i-width:])
		w := (binary.LittleEndian.Uint64(a[0:]) ^ binary.LittleEndian.Uint64(b[0:])) & masks[0]
		w |= (binary.LittleEndian.Uint64(a[8:]) ^ binary.LittleEndian.Uint64(b[8:])) & masks[1] >> 1
		w |= (binary.LittleEndian.Uint64(a[16:]) ^ binary.LittleEndian.Uint64(b[16:])) & masks[2] >> 2
		n += bits.OnesCount64(w)
	}
	for i += width - 1; i < len(src); i += width { // the bytes with the signs
		n += int((src[i] ^ src[i-width]) >> 7)
	}
	return n, nil
}
