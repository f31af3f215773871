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

func minMax(src []byte, width int) (least, greatest int32) {
	least, greatest = math.MaxInt32, math.MinInt32
	var buf [block]int32
	for len(src) > 0 {
		x := buf[:min(len(src)/width, block)]
		load(x, src, width)
		src = src[len(x)*width:]
		for len(x) >= 4 { // in pairs, which do not wait for each other
			d := (*[4]int32)(x)
			lo, hi := min(d[0], d[1]), max(d[0], d[1])
			lo2, hi2 := min(d[2], d[3]), max(d[2], d[3])
			least, greatest = min(least, min(lo, lo2)), max(greatest, max(hi, hi2))
			x = x[4:]
		}
		for _, v := range x {
			least, greatest = min(least, v), max(greatest, v)
		}
	}
	return least, greatest
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
	if width <= 2 {
		sum = float64(squares(src, width))
	} else {
		sum = floatSquares(src, width)
	}
	return int64(math.Sqrt(sum / float64(n))), nil
}

// squares returns the sum of the squares of narrow samples: below 1<<63 for
// less than 1<<33 of them.
func squares(src []byte, width int) uint64 {
	sum := uint64(0)
	if width == 2 {
		sum2 := uint64(0)
		for len(src) >= 16 {
			s := (*[16]byte)(src)
			a, b, c, d := at16(s, 0), at16(s, 2), at16(s, 4), at16(s, 6)
			e, f, g, h := at16(s, 8), at16(s, 10), at16(s, 12), at16(s, 14)
			sum += uint64(a*a+b*b) + uint64(c*c+d*d)
			sum2 += uint64(e*e+f*f) + uint64(g*g+h*h)
			src = src[16:]
		}
		sum += sum2
	}
	var buf [block]int32
	for len(src) > 0 {
		x := buf[:min(len(src)/width, block)]
		load(x, src, width)
		for _, v := range x {
			sum += uint64(v * v)
		}
		src = src[len(x)*width:]
	}
	return sum
}

func at16(s *[16]byte, i int) int64 { return int64(int16(binary.LittleEndian.Uint16(s[i:]))) }

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
	n, i := 0, width
	if width != 3 {
		high := lanesOf(width).high
		for ; i+8 <= len(src); i += 8 { // each sign is compared with the one before it
			w, before := binary.LittleEndian.Uint64(src[i:]), binary.LittleEndian.Uint64(src[i-width:])
			n += bits.OnesCount64((w ^ before) & high)
		}
	}
	for i += width - 1; i < len(src); i += width { // the bytes with the signs
		n += int((src[i] ^ src[i-width]) >> 7)
	}
	return n, nil
}

// AvgPP returns the average of the differences between neighbouring extremes
// (peak to peak), rounded down, and 0 if there are less than two. The first and
// the last sample are no extremes.
//
// Python: audioop.avgpp.
func AvgPP(src []byte, width int) (int64, error) {
	if err := check("AvgPP", src, width, 1); err != nil {
		return 0, err
	}
	sum, _, n := extremes(src, width)
	if n == 0 {
		return 0, nil
	}
	return int64(float64(sum) / float64(n)), nil
}

// MaxPP returns the greatest difference between neighbouring extremes, and 0 if
// there are less than two. The first and the last sample are no extremes.
//
// Python: audioop.maxpp.
func MaxPP(src []byte, width int) (int64, error) {
	if err := check("MaxPP", src, width, 1); err != nil {
		return 0, err
	}
	_, greatest, _ := extremes(src, width)
	return greatest, nil
}

// extremes returns the sum, the greatest and the number of the differences
// between an extreme and the one before it.
func extremes(src []byte, width int) (sum, greatest int64, n int) {
	const unknown = math.MaxInt64
	var (
		buf     [block]int32
		prev    int32
		extreme int64 = unknown // the last one
		rising  bool
		known   bool // whether it is known if samples are rising
	)
	for first := true; len(src) > 0; first = false {
		x := buf[:min(len(src)/width, block)]
		load(x, src, width)
		src = src[len(x)*width:]
		if first {
			prev = x[0]
		}
		for {
			i := 0 // pass over what goes on as before
			switch {
			case !known:
				for ; i < len(x) && x[i] == prev; i++ {
				}
			case rising:
				for ; i < len(x) && x[i] >= prev; i++ {
					prev = x[i]
				}
			default:
				for ; i < len(x) && x[i] <= prev; i++ {
					prev = x[i]
				}
			}
			if i == len(x) {
				break
			}
			if known {
				if extreme != unknown {
					d := extreme - int64(prev)
					d = max(d, -d)
					sum += d
					greatest = max(greatest, d)
					n++
				}
				extreme = int64(prev)
			}
			known, rising = true, x[i] > prev
			x = x[i:]
		}
	}
	return sum, greatest, n
}
