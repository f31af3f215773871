// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pcm

import (
	"fmt"
	"math"
	"math/bits"
)

// A Ratecv converts samples from one frame rate to another by linear
// interpolation. The fields describe the stream; between calls of
// [Ratecv.Append] the Ratecv remembers where it is, so that a stream can be
// converted piece by piece.
//
//	c := pcm.Ratecv{Width: 2, Channels: 1, InRate: 44100, OutRate: 48000}
//	out, err = c.Append(out[:0], in)
//
// Python: audioop.ratecv.
type Ratecv struct {
	Width    int // bytes of a sample: 1 to 4
	Channels int // samples in a frame
	InRate   int // frames per second, 1 to 1<<31-1
	OutRate  int

	// WeightA and WeightB are the weights of a simple filter: before it is
	// used, a sample becomes the average of itself, weighted A, and of
	// what the one before it became, weighted B. A is at least 1, B at
	// least 0; a zero WeightA is 1, so that by default nothing is filtered.
	WeightA, WeightB int

	started   bool
	at        int64   // how far cur is ahead of what is made next, times the reduced OutRate
	prev, cur []int32 // the last two frames, aligned at the highest bit
}

// Reset forgets where in a stream c is.
func (c *Ratecv) Reset() { c.started = false }

func (c *Ratecv) check(src []byte) error {
	if err := checkWidth("Ratecv", c.Width); err != nil {
		return err
	}
	outside := func(n int) bool { return n < 1 || n > math.MaxInt32 }
	switch {
	case outside(c.Channels) || c.Channels > math.MaxInt32/c.Width:
		return fmt.Errorf("pcm: Ratecv: %w: %d channels", ErrRange, c.Channels)
	case outside(c.InRate) || outside(c.OutRate):
		return fmt.Errorf("pcm: Ratecv: %w: rates %d and %d", ErrRange, c.InRate, c.OutRate)
	case c.WeightA != 0 && outside(c.WeightA) || c.WeightB != 0 && outside(c.WeightB):
		return fmt.Errorf("pcm: Ratecv: %w: weights %d and %d", ErrRange, c.WeightA, c.WeightB)
	case c.started && len(c.prev) != c.Channels:
		return fmt.Errorf("pcm: Ratecv: %w: %d channels after %d", ErrRange, c.Channels, len(c.prev))
	}
	return check("Ratecv", src, c.Width, c.Channels)
}

// Append appends the frames of src, converted, to dst. Of a stream of n frames
// it makes about n*OutRate/InRate; more than 2 GiB in a call are an error that
// wraps [ErrRange]. To change the fields between two calls for
// one stream is allowed, but for Channels.
func (c *Ratecv) Append(dst, src []byte) ([]byte, error) {
	if err := c.check(src); err != nil {
		return dst, err
	}
	d := gcd(c.InRate, c.OutRate)
	from, to := int64(c.InRate/d), int64(c.OutRate/d)
	if !c.started {
		c.started = true
		c.at = -to
		c.prev, c.cur = make([]int32, c.Channels), make([]int32, c.Channels)
	}

	frames := len(src) / c.Width / c.Channels
	n, ok := c.count(frames, from, to)
	if !ok {
		return dst, fmt.Errorf("pcm: Ratecv: %w: %d frames, rate %d to %d", ErrRange, frames, c.InRate, c.OutRate)
	}
	dst, out, err := extend("Ratecv", dst, n*c.Channels, c.Width)
	if err != nil {
		return dst, err
	}
	r := resampler{Ratecv: c, from: from, to: to, div: newDivider(to), src: src, out: out}
	r.run()
	return dst, nil
}

// maxResult is the most bytes that a call makes.
const maxResult = math.MaxInt32

// count returns how many frames come of as many more.
func (c *Ratecv) count(frames int, from, to int64) (n int, ok bool) {
	hi, lo := bits.Mul64(uint64(frames), uint64(to))
	if hi != 0 || lo > math.MaxInt64/2 {
		return 0, false
	}
	at := c.at + int64(lo)
	if at < 0 {
		return 0, true
	}
	made := at/from + 1
	return int(made), made <= maxResult/int64(c.Width*c.Channels)
}

func gcd(a, b int) int {
	for b > 0 {
		a, b = b, a%b
	}
	return a
}

// A resampler is the work of one call.
type resampler struct {
	*Ratecv
	from, to int64
	div      divider
	src, out []byte
	shift    int // of samples in the buffers, to the highest bit

	inBuf, outBuf [block]int32
	next, loaded  int // in inBuf: what is not used yet
	made          int // samples in outBuf
}

func (r *resampler) run() {
	// Samples in the buffers are as in the fragment if that gives the same
	// results, which are floors then, and else aligned at the highest bit, where
	// audioop cuts off a fraction before it drops the bits below the width.
	room := 32 - 8*r.Width
	if r.WeightB == 0 && r.div.inverse != 0 && r.to <= 1<<room {
		r.keep(func(v int32) int32 { return v >> (room & 31) })
		r.div.half = 1 << (8*r.Width - 1)
		switch {
		case r.Channels > 1:
			r.runAll()
		case r.from > r.to:
			r.runMono()
		default:
			r.runMonoUp()
		}
		r.keep(func(v int32) int32 { return v << (room & 31) })
		return
	}
	r.shift = room
	r.runAll()
}

// keep changes the frames that are kept between calls.
func (r *resampler) keep(f func(int32) int32) {
	for i := range r.cur {
		r.prev[i], r.cur[i] = f(r.prev[i]), f(r.cur[i])
	}
}

func (r *resampler) runAll() {
	a, b := max(r.WeightA, 1), r.WeightB
	d := gcd(a, b)
	weightA, weightB := float64(a/d), float64(b/d)
	for {
		for r.at < 0 {
			if r.next == r.loaded && len(r.src) == 0 {
				r.flush()
				return
			}
			r.prev, r.cur = r.cur, r.prev
			for i := range r.cur {
				if r.next == r.loaded {
					r.load()
				}
				v := r.inBuf[r.next&(block-1)]
				r.next++
				if weightB != 0 {
					v = int32((float64(weightA*float64(v)) + float64(weightB*float64(r.prev[i]))) / (weightA + weightB))
				}
				r.cur[i] = v
			}
			r.at += r.to
		}
		for r.at >= 0 {
			if r.div.half > 0 {
				r.betweenFloors()
			} else {
				r.between()
			}
			r.at -= r.from
		}
	}
}

// between makes a frame between the last two.
func (r *resampler) between() {
	for i, prev := range r.prev {
		if r.made == block {
			r.flush()
		}
		r.outBuf[r.made&(block-1)] = r.div.quotient(int64(prev), r.at, int64(r.cur[i]), r.to-r.at)
		r.made++
	}
}

func (r *resampler) betweenFloors() {
	inverse, half, x, y, cur := r.div.inverse, r.div.half, r.at, r.to-r.at, r.cur[:len(r.prev)]
	offset, made := half*r.to, r.made
	for i, prev := range r.prev {
		if made == block {
			r.made = made
			r.flush()
			made = 0
		}
		q, _ := bits.Mul64(uint64(int64(prev)*x+int64(cur[i])*y+offset), inverse)
		r.outBuf[made&(block-1)] = int32(int64(q) - half)
		made++
	}
	r.made = made
}

// runMono is runAll for one channel, to a lower rate.
func (r *resampler) runMono() {
	prev, cur, at, from, to := int64(r.prev[0]), int64(r.cur[0]), r.at, r.from, r.to
	inverse, half := r.div.inverse, r.div.half
	offset := half * to
	made := 0
	for {
		for at < 0 {
			if r.next == r.loaded {
				if len(r.src) == 0 {
					r.prev[0], r.cur[0], r.at, r.made = int32(prev), int32(cur), at, made
					r.flush()
					return
				}
				r.load()
			}
			prev, cur = cur, int64(r.inBuf[r.next&(block-1)])
			r.next++
			at += to
		}
		for at >= 0 {
			if made == block {
				r.made = made
				r.flush()
				made = 0
			}
			q, _ := bits.Mul64(uint64(prev*at+cur*(to-at)+offset), inverse)
			r.outBuf[made&(block-1)] = int32(int64(q) - half)
			made++
			at -= from
		}
	}
}

// runMonoUp is runAll for one channel, to the same rate or a higher one. Each
// output takes one input at most. Whether it does is hard to predict: the inner
// loop takes it with a mask.
func (r *resampler) runMonoUp() {
	prev, cur, at, from, to := int64(r.prev[0]), int64(r.cur[0]), r.at, r.from, r.to
	inverse, half := r.div.inverse, r.div.half
	offset := half * to
	for {
		if r.next == r.loaded && len(r.src) > 0 {
			r.load()
		}
		if r.made == block {
			r.flush()
		}
		if at < 0 {
			if r.next == r.loaded {
				break
			}
			prev, cur = cur, int64(r.inBuf[r.next&(block-1)])
			r.next++
			at += to
			continue
		}
		n := min(block-r.made, r.loaded-r.next)
		if n == 0 { // the input is used up
			q, _ := bits.Mul64(uint64(prev*at+cur*(to-at)+offset), inverse)
			r.outBuf[r.made&(block-1)] = int32(int64(q) - half)
			r.made++
			at -= from
			continue
		}
		next := r.next
		out := r.outBuf[r.made:][:n]
		for i := range out {
			q, _ := bits.Mul64(uint64(prev*at+cur*(to-at)+offset), inverse)
			out[i] = int32(int64(q) - half)
			at -= from
			passed := at >> 63
			prev += (cur - prev) & passed
			cur += (int64(r.inBuf[next&(block-1)]) - cur) & passed
			next -= int(passed)
			at += to & passed
		}
		r.next = next
		r.made += n
	}
	r.prev[0], r.cur[0], r.at = int32(prev), int32(cur), at
	r.flush()
}

// load unpacks the next samples.
func (r *resampler) load() {
	x := r.inBuf[:min(len(r.src)/r.Width, block)]
	load(x, r.src, r.Width)
	r.src = r.src[len(x)*r.Width:]
	if r.shift > 0 {
		for i := range x {
			x[i] <<= r.shift & 31
		}
	}
	r.next, r.loaded = 0, len(x)
}

// flush packs the samples that were made.
func (r *resampler) flush() {
	x := r.outBuf[:r.made]
	if r.shift > 0 {
		for i := range x {
			x[i] >>= r.shift & 31
		}
	}
	store(r.out, x, r.Width)
	r.out = r.out[len(x)*r.Width:]
	r.made = 0
}

// A divider divides sums of two products by the same number over and over:
// it multiplies with the inverse, 1<<64/n.
type divider struct {
	n       int64
	inverse uint64 // 0 if not exact for all sums
	half    int64  // one more than the greatest sample, where quotients are floors
}

func newDivider(n int64) divider {
	// Sums are below n<<32, and the inverse is too large by less than n
	// units. Quotients are exact where the product of both is below 1<<64.
	if n < 2 || n >= 1<<16 {
		return divider{n: n}
	}
	return divider{n: n, inverse: math.MaxUint64/uint64(n) + 1}
}

// quotient returns (a*x + b*y) / n, rounded towards zero, for 32-bit a and b,
// and x and y that add up to n.
func (d *divider) quotient(a, x, b, y int64) int32 {
	if d.inverse == 0 {
		// As audioop does: the same up to 1<<21, and rounded as it
		// rounds above.
		return int32((float64(float64(a)*float64(x)) + float64(float64(b)*float64(y))) / float64(d.n))
	}
	sum := a*x + b*y
	sign := sum >> 63
	q, _ := bits.Mul64(uint64((sum^sign)-sign), d.inverse)
	return int32((int64(q) ^ sign) - sign)
}
