// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pcm_test

import (
	"bytes"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"py34.example/audiofmt/pcm"
)

// What the kernels do in words and many samples at a time is done here sample
// by sample, as their definitions say.

// unpack returns the samples of a fragment.
func unpack(b []byte, width int) []int64 {
	var x []int64
	for i := 0; i < len(b); i += width {
		v := int64(0)
		for k := range width {
			v |= int64(b[i+k]) << (8 * k)
		}
		x = append(x, v<<(64-8*width)>>(64-8*width))
	}
	return x
}

func pack(x []int64, width int) []byte {
	b := []byte{}
	for _, v := range x {
		for k := range width {
			b = append(b, byte(v>>(8*k)))
		}
	}
	return b
}

// each makes a fragment of what f makes of each sample.
func each(b []byte, width int, f func(v int64) int64) []byte {
	x := unpack(b, width)
	for i, v := range x {
		x[i] = f(v)
	}
	return pack(x, width)
}

func plainMinMax(x []int64) (least, greatest int64) {
	if len(x) == 0 {
		return math.MaxInt32, math.MinInt32
	}
	return slices.Min(x), slices.Max(x)
}

func plainRMS(x []int64, width int) int64 {
	if len(x) == 0 {
		return 0
	}
	sum, floats := big.NewInt(0), 0.0
	for _, v := range x {
		sum.Add(sum, big.NewInt(v*v))
		floats += float64(v * v) // below 1<<62, and rounded as the sum is
	}
	if width <= 2 {
		floats, _ = sum.Float64()
	}
	return int64(math.Sqrt(floats / float64(len(x))))
}

func plainAvg(x []int64) int64 {
	if len(x) == 0 {
		return 0
	}
	sum := big.NewInt(0)
	for _, v := range x {
		sum.Add(sum, big.NewInt(v))
	}
	return sum.Div(sum, big.NewInt(int64(len(x)))).Int64() // is rounded down
}

func plainCross(x []int64) int {
	n := -1
	for i, v := range x {
		if i == 0 || (v < 0) != (x[i-1] < 0) {
			n++
		}
	}
	return n
}

// plainSwings returns the differences of neighbouring extremes: samples that are
// greater than those on both sides, or less, when of equal ones only one is left.
func plainSwings(x []int64) []int64 {
	x = slices.Compact(slices.Clone(x))
	var extremes, swings []int64
	for i := 1; i+1 < len(x); i++ {
		if (x[i] > x[i-1]) == (x[i] > x[i+1]) {
			extremes = append(extremes, x[i])
		}
	}
	for i := 1; i < len(extremes); i++ {
		swings = append(swings, max(extremes[i]-extremes[i-1], extremes[i-1]-extremes[i]))
	}
	return swings
}

func plainAvgPP(x []int64) int64 {
	swings := plainSwings(x)
	if len(swings) == 0 {
		return 0
	}
	sum := int64(0)
	for _, d := range swings {
		sum += d
	}
	return sum / int64(len(swings))
}

// plainRatecv returns the frames at multiples of from/to, interpolated between
// their neighbours, with 32 bits and rounded towards zero before all but the
// width are dropped.
func plainRatecv(b []byte, width, channels int, from, to int64) []byte {
	x, out := unpack(b, width), []int64{}
	shift := 32 - 8*width
	for j := int64(0); ; j++ {
		next := (j*from + to - 1) / to
		if (next+1)*int64(channels) > int64(len(x)) {
			return pack(out, width)
		}
		ahead := next*to - j*from
		for c := range channels {
			prev, cur := int64(0), x[int(next)*channels+c]<<shift
			if next > 0 {
				prev = x[int(next-1)*channels+c] << shift
			}
			out = append(out, (prev*ahead+cur*(to-ahead))/to>>shift)
		}
	}
}

// fragments calls f with fragments of every length up to 70 samples, and a few
// longer ones, that start at every place in a word.
func fragments(t *testing.T, f func(t *testing.T, src []byte, width int)) {
	rng := rand.New(rand.NewPCG(5, 6))
	fill := map[string]func(b []byte, width int){
		"noise": func(b []byte, width int) {
			for i := range b {
				b[i] = byte(rng.Uint32())
			}
		},
		"quiet": func(b []byte, width int) { // with many that are equal
			copy(b, each(b, width, func(int64) int64 { return rng.Int64N(5) - 2 }))
		},
		"loud": func(b []byte, width int) {
			top := int64(1) << (8*width - 1)
			copy(b, each(b, width, func(int64) int64 {
				return []int64{-top, 1 - top, -1, 0, top - 2, top - 1}[rng.IntN(6)]
			}))
		},
		"slow": func(b []byte, width int) { // goes one way for long
			v := int64(0)
			copy(b, each(b, width, func(int64) int64 {
				if rng.IntN(9) == 0 {
					v = rng.Int64N(200) - 100
				}
				v = max(min(v+rng.Int64N(2), 127), -128)
				return v
			}))
		},
	}
	for name, fill := range fill {
		for width := 1; width <= 4; width++ {
			t.Run(fmt.Sprintf("%s, width %d", name, width), func(t *testing.T) {
				buf := make([]byte, 8+4*1500)
				for n := range 75 {
					if n > 70 {
						n = 400*(n-70) - 300 + n // 171 to 1374
					}
					src := buf[n%8:][: n*width : n*width]
					fill(src, width)
					f(t, src, width)
				}
			})
		}
	}
}

func same[T comparable](t *testing.T, fn string, src []byte, width int, got T, err error, want T) {
	t.Helper()
	if err != nil || got != want {
		t.Errorf("%s(%x, %d) = %v, %v, want %v", fn, src, width, got, err, want)
	}
}

func TestPlainStatistics(t *testing.T) {
	fragments(t, func(t *testing.T, src []byte, width int) {
		x := unpack(src, width)
		least, greatest := plainMinMax(x)
		lo, hi, err := pcm.MinMax(src, width)
		same(t, "MinMax", src, width, [2]int64{lo, hi}, err, [2]int64{least, greatest})
		if len(x) == 0 {
			least, greatest = 0, 0
		}
		got, err := pcm.Max(src, width)
		same(t, "Max", src, width, got, err, max(-least, greatest))
		got, err = pcm.Avg(src, width)
		same(t, "Avg", src, width, got, err, plainAvg(x))
		got, err = pcm.RMS(src, width)
		same(t, "RMS", src, width, got, err, plainRMS(x, width))
		got, err = pcm.AvgPP(src, width)
		same(t, "AvgPP", src, width, got, err, plainAvgPP(x))
		got, err = pcm.MaxPP(src, width)
		same(t, "MaxPP", src, width, got, err, slices.Max(append(plainSwings(x), 0)))
		n, err := pcm.Cross(src, width)
		same(t, "Cross", src, width, n, err, plainCross(x))
	})
}

func TestPlainFindMax(t *testing.T) {
	fragments(t, func(t *testing.T, src []byte, width int) {
		x := unpack(src, width)
		if width != 2 || len(x) > 100 {
			return
		}
		for length := range len(x) + 1 {
			most, want := int64(-1), 0
			for i := range len(x) - length + 1 {
				sum := int64(0)
				for _, v := range x[i : i+length] {
					sum += v * v
				}
				if sum > most {
					most, want = sum, i
				}
			}
			got, err := pcm.FindMax(src, length)
			same(t, fmt.Sprintf("FindMax of %d", length), src, width, got, err, want)
		}
	})
}

func TestPlainOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	fragments(t, func(t *testing.T, src []byte, width int) {
		x := unpack(src, width)
		top := int64(1) << (8*width - 1)
		bias := int(int32(rng.Uint32()))
		other := slices.Clone(src)
		rng.Shuffle(len(x), func(i, j int) {
			for k := range width {
				other[i*width+k], other[j*width+k] = other[j*width+k], other[i*width+k]
			}
		})
		y := unpack(other, width)
		swapped, reversed := slices.Clone(src), slices.Clone(x)
		for i := 0; i < len(swapped); i += width {
			slices.Reverse(swapped[i : i+width])
		}
		slices.Reverse(reversed)
		i := -1
		for fn, c := range map[string]struct {
			run  func(dst, src []byte) error
			want []byte
		}{
			"Byteswap": {func(dst, src []byte) error { return pcm.Byteswap(dst, src, width) }, swapped},
			"Reverse":  {func(dst, src []byte) error { return pcm.Reverse(dst, src, width) }, pack(reversed, width)},
			"Bias": {func(dst, src []byte) error { return pcm.Bias(dst, src, width, bias) },
				each(src, width, func(v int64) int64 { return v + int64(bias) })},
			"Add": {func(dst, src []byte) error { return pcm.Add(dst, src, other, width) },
				each(src, width, func(v int64) int64 { i++; return min(max(v+y[i], -top), top-1) })},
		} {
			dst := bytes.Repeat([]byte{0xa5}, len(src)+16)
			from := slices.Clone(src)
			at := rng.IntN(8)
			err := c.run(dst[at:at+len(src)], from)
			same(t, fn, src, width, string(dst[at:at+len(src)]), err, string(c.want))
			if dst[at+len(src)] != 0xa5 || at > 0 && dst[at-1] != 0xa5 || !bytes.Equal(from, src) {
				t.Errorf("%s(%x, %d) wrote elsewhere", fn, src, width)
			}
			err = c.run(from, from)
			same(t, fn+" in place", src, width, string(from), err, string(c.want))
		}
	})
}

// What is made of each sample by itself is made of all.
func TestPlainAppend(t *testing.T) {
	fragments(t, func(t *testing.T, src []byte, width int) {
		for fn, f := range map[string]func(dst, src []byte, width int) ([]byte, error){
			"AppendLin2ULaw": pcm.AppendLin2ULaw,
			"AppendLin2ALaw": pcm.AppendLin2ALaw,
			"AppendULaw2Lin": func(dst, src []byte, _ int) ([]byte, error) { return pcm.AppendULaw2Lin(dst, src, width) },
			"AppendALaw2Lin": func(dst, src []byte, _ int) ([]byte, error) { return pcm.AppendALaw2Lin(dst, src, width) },
			"AppendLin2Lin":  func(dst, src []byte, width int) ([]byte, error) { return pcm.AppendLin2Lin(dst, src, width, 3) },
		} {
			one := width
			if fn == "AppendULaw2Lin" || fn == "AppendALaw2Lin" {
				one = 1
			}
			whole, err := f([]byte("dst"), src, width)
			want := []byte("dst")
			for b := range slices.Chunk(src, one) {
				want, _ = f(want, b, width)
			}
			same(t, fn, src, width, string(whole), err, string(want))
		}
	})
}

func TestPlainRatecv(t *testing.T) {
	rates := [][2]int64{{1, 1}, {1, 2}, {2, 1}, {7, 1}, {1, 7}, {2, 3}, {147, 160}, {160, 147}, {147, 320}, {80, 441}, {441, 80}, {181, 180}, {255, 256}, {3001, 2999}, {5000, 65537}}
	fragments(t, func(t *testing.T, src []byte, width int) {
		for channels := 1; channels <= 3; channels++ {
			src := src[:len(src)/channels/width*channels*width]
			for i, r := range rates {
				if len(src) > 100 && i%3 != len(src)/7%3 { // some of the longer ones
					continue
				}
				c := pcm.Ratecv{Width: width, Channels: channels, InRate: int(r[0]), OutRate: int(r[1])}
				got, err := c.Append(nil, src)
				want := plainRatecv(src, width, channels, r[0], r[1])
				if err != nil || !bytes.Equal(got, want) {
					t.Fatalf("%d channels of %x, width %d, rate %d to %d = %x, %v, want %x", channels, src, width, r[0], r[1], got, err, want)
				}
			}
		}
	})
}
