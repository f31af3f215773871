// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pcm

import (
	"cmp"
	"slices"
)

// An extreme is a sample at which the samples before it, that rise or fall, turn.
// Of equal samples next to each other one counts.

// AvgPP returns the average of the differences between neighbouring extremes
// (peak to peak), rounded down, and 0 if there are less than two. The first and
// the last sample are no extremes.
//
// Python: audioop.avgpp.
func AvgPP(src []byte, width int) (int64, error) {
	if err := check("AvgPP", src, width, 1); err != nil {
		return 0, err
	}
	src = betweenExtremes(src, width)
	if len(src) == 0 {
		return 0, nil
	}
	// From one extreme to the next samples go one way, so the differences
	// add up to what the samples rise and fall in all.
	var ways falls
	eachBlock(src, width, ways.add)
	return int64(float64(ways.rise-2*ways.fall) / float64(ways.n)), nil
}

// falls adds up how samples fall, and counts how often they turn.
type falls struct {
	rise, fall int64 // all differences; those below 0
	n          int64 // runs of samples that go one way
	way        int64 // -1 if the last of them fall, 0 if they rise
}

func (f *falls) add(x []int32) {
	fall, n, way := f.fall, f.n, f.way
	if n == 0 {
		way = ^((int64(x[1]) - int64(x[0])) >> 63) // the first run counts too
	}
	f.rise += int64(x[len(x)-1]) - int64(x[0])
	for len(x) >= 5 {
		v := (*[5]int32)(x)
		x = x[4:]
		a, b, c, d, e := int64(v[0]), int64(v[1]), int64(v[2]), int64(v[3]), int64(v[4])
		a, b, c, d = b-a, c-b, d-c, e-d
		fall += a&(a>>63) + b&(b>>63) + (c&(c>>63) + d&(d>>63))
		way2 := wayOf(a, way)
		way3 := wayOf(b, way2)
		way4 := wayOf(c, way3)
		way5 := wayOf(d, way4)
		n -= (way2 ^ way) + (way3 ^ way2) + ((way4 ^ way3) + (way5 ^ way4))
		way = way5
	}
	for len(x) >= 2 {
		d := int64(x[1]) - int64(x[0])
		x = x[1:]
		fall += d & (d >> 63)
		now := wayOf(d, way)
		n -= now ^ way
		way = now
	}
	f.fall, f.n, f.way = fall, n, way
}

// wayOf returns -1 for a negative difference, 0 for a positive one and what was
// before for none. The compiler makes a move of the branch, which would be hard
// to predict.
func wayOf(d, before int64) int64 {
	if d == 0 {
		return before
	}
	return d >> 63
}

// MaxPP returns the greatest difference between neighbouring extremes, and 0 if
// there are less than two. The first and the last sample are no extremes.
//
// Python: audioop.maxpp.
func MaxPP(src []byte, width int) (int64, error) {
	if err := check("MaxPP", src, width, 1); err != nil {
		return 0, err
	}
	src = betweenExtremes(src, width)
	if len(src) == 0 {
		return 0, nil
	}
	var s swing
	eachBlock(src, width, s.add)
	return int64(s.greatest), nil
}

// A swing is how far samples go one way. One of its ends is the last sample.
type swing struct {
	low, high int32
	greatest  uint32 // difference of both
	started   bool
}

func (s *swing) add(x []int32) {
	low, high, greatest := s.low, s.high, s.greatest
	if !s.started {
		low, high, s.started = x[0], x[0], true
	}
	for len(x) >= 3 {
		v := (*[3]int32)(x)
		x = x[2:]
		if v[1] < v[0] { // branches that are hard to predict become moves
			low = v[1]
		}
		if v[1] > v[0] {
			high = v[1]
		}
		greatest = max(greatest, uint32(high-low))
		if v[2] < v[1] {
			low = v[2]
		}
		if v[2] > v[1] {
			high = v[2]
		}
		greatest = max(greatest, uint32(high-low))
	}
	if len(x) == 2 {
		if x[1] < x[0] {
			low = x[1]
		}
		if x[1] > x[0] {
			high = x[1]
		}
		greatest = max(greatest, uint32(high-low))
	}
	s.low, s.high, s.greatest = low, high, greatest
}

// eachBlock calls f with the samples, some at a time, after the last one of the
// time before. There must be two at least.
func eachBlock(src []byte, width int, f func([]int32)) {
	var buf [1 + block]int32
	load(buf[:1], src, width)
	for src = src[width:]; len(src) > 0; {
		x := buf[1 : 1+min(len(src)/width, block)]
		load(x, src, width)
		src = src[len(x)*width:]
		f(buf[:1+len(x)])
		buf[0] = x[len(x)-1]
	}
}

// betweenExtremes returns the samples from the first extreme to the last, and
// nothing if there are less than two. The second sample differs from the first.
func betweenExtremes(src []byte, width int) []byte {
	first := oneWay(src, width, false)
	last := len(src)/width - 1 - oneWay(src, width, true)
	if first >= last {
		return nil
	}
	return src[first*width : (last+1)*width]
}

// oneWay returns the index of the first extreme, as far from the start as equal
// samples allow, or the number of samples if there is none. It counts from the
// end if back is set.
func oneWay(src []byte, width int, back bool) int {
	var (
		buf  [block]int32
		prev int32
		way  int
	)
	n := len(src) / width
	for done := 0; done < n; {
		x := buf[:min(n-done, block)]
		if back {
			load(x, src[(n-done-len(x))*width:], width)
			slices.Reverse(x)
		} else {
			load(x, src[done*width:], width)
		}
		if done == 0 {
			prev = x[0]
		}
		for i, v := range x {
			if v == prev {
				continue
			}
			now := cmp.Compare(v, prev)
			if now == -way {
				return done + i - 1
			}
			prev, way = v, now
		}
		done += len(x)
	}
	return n
}
