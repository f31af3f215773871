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

	started  bool
	channels int     // since the start
	at       int64   // how far the last frame is ahead of what is made next, times the reduced OutRate
	frames   []int32 // room to work in; first the last two frames, aligned at the highest bit
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
	case c.started && c.channels != c.Channels:
		return fmt.Errorf("pcm: Ratecv: %w: %d channels after %d", ErrRange, c.Channels, c.channels)
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
	if !c.started && len(src) == 0 {
		return dst, nil // Channels may be many more than will ever come
	}
	if !c.started {
		c.start(to)
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
	r := resampler{Ratecv: c, from: from, to: to, div: newDivider(to)}
	r.run(out, src)
	return dst, nil
}

func (c *Ratecv) start(to int64) {
	c.started, c.channels, c.at = true, c.Channels, -to
	if n := 2 * (1 + c.piece()) * c.Channels; len(c.frames) != n {
		c.frames = make([]int32, n)
	}
	clear(c.frames[:2*c.Channels])
}

// piece is how many frames are worked on at a time.
func (c *Ratecv) piece() int { return max(block/c.Channels, 1) }

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
	half     int32 // where quotients are floors: what makes samples positive
	inverse  int64 // 1<<inverseShift/to
}

// inverseShift is such that samples of three bytes times inverse are below 1<<63.
const inverseShift = 39

// run takes a piece of src, makes what frames it gives, and so on. All that are
// made lie between two neighbours: those at k and after it in a window of frames,
// which starts with the last two of the piece before.
func (r *resampler) run(out, src []byte) {
	ch := r.Channels
	window, made := r.frames[:(2+r.piece())*ch], r.frames[(2+r.piece())*ch:]

	// Samples in the window are those of the fragment plus half, which makes
	// them positive, if that gives the same results: then quotients are floors,
	// and to multiply with the inverse, which is too large by less than 1, is
	// exact if the greatest sum, to<<bits, times the error, to, is below
	// 1<<inverseShift. Else they are aligned at the highest bit, where audioop
	// cuts off a fraction before it drops the bits below the width; that makes
	// no floor of something else where to is 1<<unused at most, as it is here.
	bits := 8 * r.Width
	unused := 32 - bits
	shift := unused
	if r.WeightB == 0 && r.Width < 4 && r.to*r.to <= 1<<(inverseShift-bits) {
		r.half, r.inverse = 1<<(bits-1), 1<<inverseShift/r.to+1
		shift = 0
		shiftAll(window[:2*ch], -unused, r.half)
		defer func() {
			shiftAll(window[:2*ch], 0, -r.half)
			shiftAll(window[:2*ch], unused, 0)
		}()
	}

	in := window[:2*ch]
	k := r.forward(0)
	for {
		for k+2 <= int64(len(in)/ch) {
			var n int
			n, k = r.between(made, in, k)
			shiftAll(made[:n], -shift, -r.half)
			store(out, made[:n], r.Width)
			out = out[n*r.Width:]
		}
		k -= int64(len(in)/ch - 2)
		copy(window, in[len(in)-2*ch:])
		if len(src) == 0 {
			break
		}
		in = window[:2*ch+min(len(src)/r.Width, r.piece()*ch)]
		load(in[2*ch:], src, r.Width)
		src = src[(len(in)-2*ch)*r.Width:]
		shiftAll(in[2*ch:], shift, r.half)
		if r.WeightB != 0 {
			r.filter(in)
		}
	}
	r.at -= k * r.to
}

// forward goes as many frames further from k as it takes to have at in the range
// from 0 to r.to-1.
func (r *resampler) forward(k int64) int64 {
	if r.at < 0 {
		n := (r.to - 1 - r.at) / r.to
		r.at += n * r.to
		k += n
	}
	return k
}

// shiftAll shifts samples, to the right if n is negative, and then adds to them.
func shiftAll(x []int32, n int, plus int32) {
	if n < 0 {
		for i, v := range x {
			x[i] = v>>(-n&31) + plus
		}
	} else if n > 0 || plus != 0 {
		for i, v := range x {
			x[i] = v<<(n&31) + plus
		}
	}
}

// filter makes an average of each sample and the one before it.
func (r *resampler) filter(x []int32) {
	a, b := max(r.WeightA, 1), r.WeightB
	d := gcd(a, b)
	weightA, weightB := float64(a/d), float64(b/d)
	for i := 2 * r.Channels; i < len(x); i++ {
		x[i] = int32((float64(weightA*float64(x[i])) + float64(weightB*float64(x[i-r.Channels]))) / (weightA + weightB))
	}
}

// between makes as many frames as there is room for and input. It returns the
// number of their samples, and the next k.
func (r *resampler) between(out, in []int32, k int64) (n int, next int64) {
	switch {
	case r.half > 0 && r.Channels == 1:
		return r.mono(out, in, k)
	case r.half > 0 && r.Channels == 2:
		return r.stereo(out, in, k)
	}
	ch := r.Channels
	step, rest := r.from/r.to, r.from%r.to
	for len(out)-n >= ch && k+2 <= int64(len(in)/ch) {
		prev := in[int(k)*ch:]
		cur := prev[ch:]
		for i := range out[n : n+ch] {
			if r.half > 0 {
				out[n+i] = floor(prev[i], cur[i], r.at*r.inverse, r.to*r.inverse)
			} else {
				out[n+i] = r.div.quotient(int64(prev[i]), r.at, int64(cur[i]), r.to-r.at)
			}
		}
		n += ch
		r.at -= rest
		k = r.forward(k + step)
	}
	return n, k
}

// floor returns (prev*at + cur*(to-at)) / to. No sample is negative, and at and to
// are multiplied with the inverse.
func floor(prev, cur int32, at, to int64) int32 {
	return int32((int64(uint32(cur))*to + int64(prev-cur)*at) >> inverseShift)
}

// mono and stereo are between for few channels, where quotients are floors. They
// find where they are by additions.

func (r *resampler) mono(out, in []int32, k int64) (n int, next int64) {
	n, k, at := mono(out, in, k+1, r.at*r.inverse, r.from/r.to, r.from%r.to*r.inverse, r.to*r.inverse)
	r.at = at / r.inverse
	return n, k - 1
}

func mono(out, in []int32, k, at, step, rest, to int64) (n int, nextK, nextAt int64) {
	for n < len(out) && uint64(k) < uint64(len(in)) {
		out[n] = floor(in[k-1], in[k], at, to)
		n++
		at -= rest
		k += step + int64(uint64(at)>>63)
		if at < 0 {
			at += to
		}
	}
	return n, k, at
}

func (r *resampler) stereo(out, in []int32, k int64) (n int, next int64) {
	n, k, at := stereo(out, in, k, r.at*r.inverse, r.from/r.to, r.from%r.to*r.inverse, r.to*r.inverse)
	r.at = at / r.inverse
	return n, k
}

func stereo(out, in []int32, k, at, step, rest, to int64) (n int, nextK, nextAt int64) {
	for n+2 <= len(out) && 2*k+4 <= int64(len(in)) {
		x, y := (*[4]int32)(in[2*k:]), (*[2]int32)(out[n:])
		y[0], y[1] = floor(x[0], x[2], at, to), floor(x[1], x[3], at, to)
		n += 2
		at -= rest
		k += step + int64(uint64(at)>>63)
		if at < 0 {
			at += to
		}
	}
	return n, k, at
}

// A divider divides sums of two products by the same number over and over:
// it multiplies with the inverse, 1<<64/n.
type divider struct {
	n       int64
	inverse uint64 // 0 if not exact for all sums
}

func newDivider(n int64) divider {
	// Sums are below n<<32, and the inverse is too large by less than n
	// units. Quotients are exact where the product of both is below 1<<64.
	if n < 2 || n >= 1<<16 {
		return divider{n: n}
	}
	return divider{n: n, inverse: math.MaxUint64/uint64(n) + 1}
}

// unsigned returns sum / n, of a positive sum, where inverse is not 0.
func (d *divider) unsigned(sum int64) int64 {
	q, _ := bits.Mul64(uint64(sum), d.inverse)
	return int64(q)
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
	return int32((d.unsigned((sum^sign)-sign) ^ sign) - sign)
}
