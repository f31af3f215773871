// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pcm

import "fmt"

// An ADPCM is the state of an IMA ADPCM encoder or decoder. Its zero value is
// the start of a stream. IMA ADPCM (also named DVI ADPCM, or Intel/DVI) has one
// code of four bits a sample, the first of two in the high bits of a byte.
type ADPCM struct {
	Predictor int // the last sample: -32768 to 32767
	Index     int // of the step size: 0 to 88
}

// maxIndex is that of the largest step size.
const maxIndex = 88

// stepSizes is a table of the IMA's recommended practices of 1992.
var stepSizes = [128]int32{
	7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97, 107, 118,
	130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724, 796, 876, 963, 1060,
	1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026, 4428, 4871, 5358, 5894, 6484,
	7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500, 20350, 22385, 24623, 27086, 29794, 32767,
}

// A coder is an ADPCM that is known to be in range.
type coder struct {
	predictor, index int32
}

func (s *ADPCM) coder(fn string) (coder, error) {
	if s.Predictor < -32768 || s.Predictor > 32767 || s.Index < 0 || s.Index > maxIndex {
		return coder{}, fmt.Errorf("pcm: %s: %w: state %+v", fn, ErrRange, *s)
	}
	return coder{int32(s.Predictor), int32(s.Index)}, nil
}

func (s *ADPCM) keep(c coder) {
	s.Predictor, s.Index = int(c.predictor), int(c.index)
}

// The bits of codes are hard to predict: there are no branches here, but masks
// that are all ones or all zeros.

// A coder is passed by value, which keeps it in registers.

// after returns the coder after a code: its predictor is moved by the steps that
// size, the lower bits of the code, stands for, or against them if sign is -1.
func (c coder) after(size, sign int32) coder {
	step := stepSizes[c.index&127]
	d := step>>3 + step&-(size>>2) + (step>>1&-(size>>1&1) + step>>2&-(size&1))
	change := 2*size - 6
	if size < 4 { // becomes a move, which is faster than a table
		change = -1
	}
	return coder{
		min(max(c.predictor+(d^sign)-sign, -32768), 32767),
		min(max(c.index+change, 0), maxIndex),
	}
}

// encode returns the code for the sample, and the coder after it. The lower bits
// of the code are how many of seven multiples of a fourth of the step, each
// rounded as the decoder does, the difference reaches: seven comparisons that do
// not wait for each other take less time than three that do.
func (c coder) encode(sample int16) (byte, coder) {
	step := stepSizes[c.index&127]
	half, quarter := step>>1, step>>2
	d := int32(sample) - c.predictor
	sign := d >> 31
	d = d ^ sign - sign
	below := (d-quarter)>>31 + (d-half)>>31 + ((d-half-quarter)>>31 + (d-step)>>31)
	below += (d-step-quarter)>>31 + (d-step-half)>>31 + (d-step-half-quarter)>>31 // -1 each
	size := 7 + below
	return byte(size | sign&8), c.after(size, sign)
}

// AppendLin2ADPCM appends the samples as ADPCM codes, two a byte. If their number
// is odd the last one changes the state, but its code is dropped. A nil state
// is that of a stream that is encoded in one piece. The error wraps [ErrRange]
// if the state is out of range.
//
// Python: audioop.lin2adpcm.
func AppendLin2ADPCM(dst, src []byte, width int, state *ADPCM) ([]byte, error) {
	if state == nil {
		state = new(ADPCM)
	}
	if err := check("AppendLin2ADPCM", src, width, 1); err != nil {
		return dst, err
	}
	c, err := state.coder("AppendLin2ADPCM")
	if err != nil {
		return dst, err
	}
	n := len(src) / width
	dst, out, err := extend("AppendLin2ADPCM", dst, n/2, 1)
	if err != nil {
		return dst, err
	}
	var buf [block]int32
	for n > 0 {
		x := buf[:min(n, block)] // an even number, but for the last
		load(x, src, width)
		for i := 0; i+1 < len(x); i += 2 {
			var high, low byte
			high, c = c.encode(sample16(x[i], width))
			low, c = c.encode(sample16(x[i+1], width))
			out[i/2] = high<<4 | low
		}
		if len(x)%2 != 0 {
			_, c = c.encode(sample16(x[len(x)-1], width))
		}
		n -= len(x)
		src, out = src[len(x)*width:], out[len(x)/2:]
	}
	state.keep(c)
	return dst, nil
}

// AppendADPCM2Lin appends the samples of the given width that ADPCM codes stand
// for, two for each byte. A nil state is that of a stream that is decoded in
// one piece. The error wraps [ErrRange] if the state is out of range.
//
// Python: audioop.adpcm2lin.
func AppendADPCM2Lin(dst, src []byte, width int, state *ADPCM) ([]byte, error) {
	if state == nil {
		state = new(ADPCM)
	}
	if err := checkWidth("AppendADPCM2Lin", width); err != nil {
		return dst, err
	}
	c, err := state.coder("AppendADPCM2Lin")
	if err != nil {
		return dst, err
	}
	dst, out, err := extend("AppendADPCM2Lin", dst, len(src), 2*width)
	if err != nil {
		return dst, err
	}
	var buf [block]int32
	up, down := max(8*width-16, 0), max(16-8*width, 0)
	for len(src) > 0 {
		x := buf[:2*min(len(src), block/2)]
		for i, codes := range src[:len(x)/2] {
			c = c.after(int32(codes>>4&7), -int32(codes>>7))
			x[2*i] = c.predictor << (up & 31) >> (down & 31)
			c = c.after(int32(codes&7), -int32(codes>>3&1))
			x[2*i+1] = c.predictor << (up & 31) >> (down & 31)
		}
		store(out, x, width)
		src, out = src[len(x)/2:], out[len(x)*width:]
	}
	state.keep(c)
	return dst, nil
}
