// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pcm_test

import (
	"bytes"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"py34.example/audiofmt/pcm"
)

// all are the functions that take a fragment and a width.
var all = map[string]func(src []byte, width int) error{
	"Byteswap":        func(b []byte, w int) error { return pcm.Byteswap(make([]byte, len(b)), b, w) },
	"Reverse":         func(b []byte, w int) error { return pcm.Reverse(make([]byte, len(b)), b, w) },
	"Bias":            func(b []byte, w int) error { return pcm.Bias(make([]byte, len(b)), b, w, 1) },
	"Mul":             func(b []byte, w int) error { return pcm.Mul(make([]byte, len(b)), b, w, 1) },
	"Add":             func(b []byte, w int) error { return pcm.Add(make([]byte, len(b)), b, b, w) },
	"AppendToMono":    func(b []byte, w int) error { _, err := pcm.AppendToMono(nil, b, w, 1, 1); return err },
	"AppendToStereo":  func(b []byte, w int) error { _, err := pcm.AppendToStereo(nil, b, w, 1, 1); return err },
	"AppendLin2Lin":   func(b []byte, w int) error { _, err := pcm.AppendLin2Lin(nil, b, w, 2); return err },
	"AppendLin2ULaw":  func(b []byte, w int) error { _, err := pcm.AppendLin2ULaw(nil, b, w); return err },
	"AppendLin2ALaw":  func(b []byte, w int) error { _, err := pcm.AppendLin2ALaw(nil, b, w); return err },
	"AppendLin2ADPCM": func(b []byte, w int) error { _, err := pcm.AppendLin2ADPCM(nil, b, w, nil); return err },
	"Ratecv": func(b []byte, w int) error {
		_, err := (&pcm.Ratecv{Width: w, Channels: 1, InRate: 1, OutRate: 1}).Append(nil, b)
		return err
	},
	"Max":    func(b []byte, w int) error { _, err := pcm.Max(b, w); return err },
	"MaxPP":  func(b []byte, w int) error { _, err := pcm.MaxPP(b, w); return err },
	"Avg":    func(b []byte, w int) error { _, err := pcm.Avg(b, w); return err },
	"AvgPP":  func(b []byte, w int) error { _, err := pcm.AvgPP(b, w); return err },
	"RMS":    func(b []byte, w int) error { _, err := pcm.RMS(b, w); return err },
	"MinMax": func(b []byte, w int) error { _, _, err := pcm.MinMax(b, w); return err },
	"Cross":  func(b []byte, w int) error { _, err := pcm.Cross(b, w); return err },
}

func TestBadFragments(t *testing.T) {
	for name, f := range all {
		for _, width := range []int{-1, 0, 5, math.MaxInt} {
			if err := f([]byte{1, 2, 3, 4, 5, 6, 7, 8}, width); !errors.Is(err, pcm.ErrWidth) || !strings.HasPrefix(err.Error(), "pcm: "+name+": ") {
				t.Errorf("%s with width %d: %v", name, width, err)
			}
		}
		for width := 2; width <= 4; width++ {
			if err := f(make([]byte, 2*width+1), width); !errors.Is(err, pcm.ErrLength) {
				t.Errorf("%s of %d bytes with width %d: %v", name, 2*width+1, width, err)
			}
			if err := f(nil, width); err != nil {
				t.Errorf("%s of nothing: %v", name, err)
			}
		}
	}
}

func TestBadArguments(t *testing.T) {
	src := make([]byte, 8)
	mustFail := func(what string, err, want error) {
		t.Helper()
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", what, err, want)
		}
	}
	mustFail("Byteswap into too little", pcm.Byteswap(src[:7], src, 2), io.ErrShortBuffer)
	mustFail("Mul into nothing", pcm.Mul(nil, src, 2, 1), io.ErrShortBuffer)
	mustFail("Add into too little", pcm.Add(src[:6], src, src, 2), io.ErrShortBuffer)
	mustFail("Add of two lengths", pcm.Add(src, src, src[:6], 2), pcm.ErrLength)
	_, err := pcm.AppendToMono(nil, src[:6], 2, 1, 1)
	mustFail("AppendToMono of three samples", err, pcm.ErrLength)
	_, err = pcm.AppendLin2Lin(nil, src, 2, 0)
	mustFail("AppendLin2Lin to width 0", err, pcm.ErrWidth)
	_, err = pcm.AppendULaw2Lin(nil, src, 5)
	mustFail("AppendULaw2Lin to width 5", err, pcm.ErrWidth)
	_, err = pcm.AppendADPCM2Lin(nil, src, 0, nil)
	mustFail("AppendADPCM2Lin to width 0", err, pcm.ErrWidth)
	for _, i := range []int{-1, 4, math.MaxInt, math.MinInt} {
		_, err := pcm.Sample(src, 2, i)
		mustFail("Sample out of range", err, pcm.ErrRange)
	}
	for _, state := range []pcm.ADPCM{{Predictor: 32768}, {Predictor: -32769}, {Index: 89}, {Index: -1}} {
		kept := state
		_, err := pcm.AppendLin2ADPCM(nil, src, 2, &state)
		mustFail("AppendLin2ADPCM of a bad state", err, pcm.ErrRange)
		_, err = pcm.AppendADPCM2Lin(nil, src, 2, &state)
		mustFail("AppendADPCM2Lin of a bad state", err, pcm.ErrRange)
		if state != kept {
			t.Errorf("%+v became %+v", kept, state)
		}
	}
	_, _, err = pcm.FindFit(src[:4], src)
	mustFail("FindFit of more than there is", err, pcm.ErrLength)
	_, _, err = pcm.FindFit(src[:3], src[:2])
	mustFail("FindFit of an odd number of bytes", err, pcm.ErrLength)
	_, err = pcm.FindFactor(src[:4], src)
	mustFail("FindFactor of two lengths", err, pcm.ErrLength)
	_, err = pcm.FindMax(src, 5)
	mustFail("FindMax of more than there is", err, pcm.ErrLength)
	_, err = pcm.FindMax(src, -1)
	mustFail("FindMax of less than nothing", err, pcm.ErrLength)

	good := pcm.Ratecv{Width: 2, Channels: 1, InRate: 1, OutRate: 1}
	for _, change := range []func(*pcm.Ratecv){
		func(c *pcm.Ratecv) { c.Channels = 0 },
		func(c *pcm.Ratecv) { c.Channels = math.MaxInt32 },
		func(c *pcm.Ratecv) { c.InRate = 0 },
		func(c *pcm.Ratecv) { c.OutRate = -5 },
		func(c *pcm.Ratecv) { c.WeightA = -1 },
		func(c *pcm.Ratecv) { c.WeightB = -1 },
	} {
		c := good
		change(&c)
		_, err := c.Append(nil, src)
		mustFail("a bad Ratecv", err, pcm.ErrRange)
	}
	c := good
	if _, err := c.Append(nil, src); err != nil {
		t.Fatal(err)
	}
	c.Channels = 2
	_, err = c.Append(nil, src)
	mustFail("another number of channels", err, pcm.ErrRange)
	c.Reset()
	if _, err := c.Append(nil, src); err != nil {
		t.Errorf("after Reset: %v", err)
	}
	c = pcm.Ratecv{Width: 4, Channels: math.MaxInt32 / 4, InRate: 1, OutRate: 1}
	if got, err := c.Append(nil, nil); len(got) > 0 || err != nil {
		t.Errorf("nothing of %d channels: %x, %v", c.Channels, got, err)
	}
	c = pcm.Ratecv{Width: 4, Channels: 1, InRate: 1, OutRate: math.MaxInt32}
	_, err = c.Append(nil, make([]byte, 64))
	mustFail("128 GB of samples", err, pcm.ErrRange)
}

// At width 4 CPython stores -0x80000000 for a NaN.
func TestNaN(t *testing.T) {
	b := []byte{1, 2, 3, 4}
	if err := pcm.Mul(b, b, 4, math.NaN()); err != nil || !bytes.Equal(b, make([]byte, 4)) {
		t.Errorf("Mul by NaN = %x, %v", b, err)
	}
	got, err := pcm.AppendToMono(nil, []byte{0, 0, 0, 0, 1, 2, 3, 4}, 4, math.Inf(1), math.NaN())
	if err != nil || !bytes.Equal(got, make([]byte, 4)) {
		t.Errorf("AppendToMono with NaN = %x, %v", got, err)
	}
}

// Sums are exact whatever their order: here audioop's would be rounded.
func TestExactSums(t *testing.T) {
	n := 1 << 20
	b := bytes.Repeat([]byte{0xff, 0xff, 0xff, 0x7f}, n)
	if avg, err := pcm.Avg(b, 4); avg != math.MaxInt32 || err != nil {
		t.Errorf("Avg = %d, %v", avg, err)
	}
	b = bytes.Repeat([]byte{0x00, 0x80}, n)
	if rms, err := pcm.RMS(b, 2); rms != 32768 || err != nil {
		t.Errorf("RMS = %d, %v", rms, err)
	}
}

// A stream cut anywhere gives what it gives whole.
func TestPieces(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	src := make([]byte, 6000)
	for i := range src {
		src[i] = byte(rng.Uint32())
	}
	cut := func(frame int) [][]byte {
		var pieces [][]byte
		for rest := src; len(rest) > 0; {
			n := min(rng.IntN(300)*frame, len(rest))
			pieces = append(pieces, rest[:n])
			rest = rest[n:]
		}
		return pieces
	}
	for width := 1; width <= 4; width++ {
		for channels := range 3 {
			if len(src)%(width*(channels+1)) != 0 {
				continue
			}
			for _, rates := range [][2]int{{8000, 44100}, {44100, 8000}, {3, 3}, {1, 70001}, {100003, 99991}} {
				c := pcm.Ratecv{Width: width, Channels: channels + 1, InRate: rates[0], OutRate: min(rates[1], 50*rates[0])}
				whole, err := c.Append(nil, src)
				if err != nil {
					t.Fatal(err)
				}
				c.Reset()
				var got []byte
				for _, p := range cut(width * (channels + 1)) {
					if got, err = c.Append(got, p); err != nil {
						t.Fatal(err)
					}
				}
				if !bytes.Equal(got, whole) {
					t.Errorf("%+v: %d bytes in pieces, %d in one", c, len(got), len(whole))
				}
			}
		}
		var state pcm.ADPCM
		whole, err := pcm.AppendLin2ADPCM(nil, src, width, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []byte
		for _, p := range cut(2 * width) {
			if got, err = pcm.AppendLin2ADPCM(got, p, width, &state); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(got, whole) {
			t.Errorf("ADPCM at width %d: pieces differ from the whole", width)
		}
	}
}

// Long fragments go through other loops than short ones.
func TestLong(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	long := make([]byte, 12*1001)
	for i := range long {
		long[i] = byte(rng.Uint32())
	}
	for width := 1; width <= 4; width++ {
		for n := 0; n < len(long); n += width * (1 + n/7) {
			src := long[:n]
			want := make([]byte, n)
			for i := range n {
				want[i] = src[i/width*width+width-1-i%width]
			}
			got := make([]byte, n)
			if err := pcm.Byteswap(got, src, width); err != nil || !bytes.Equal(got, want) {
				t.Errorf("Byteswap of %d bytes, width %d: %v, and not as byte by byte", n, width, err)
			}
			if err := pcm.Byteswap(got, got, width); err != nil || !bytes.Equal(got, src) {
				t.Errorf("Byteswap twice of %d bytes, width %d: %v", n, width, err)
			}
			for i := range n {
				want[i] = src[n-width-i/width*width+i%width]
			}
			if err := pcm.Reverse(got, src, width); err != nil || !bytes.Equal(got, want) {
				t.Errorf("Reverse of %d bytes, width %d: %v, and not as byte by byte", n, width, err)
			}
			if err := pcm.Reverse(got, got, width); err != nil || !bytes.Equal(got, src) {
				t.Errorf("Reverse twice of %d bytes, width %d: %v", n, width, err)
			}
			if err := pcm.Bias(got, src, width, -77); err != nil {
				t.Error(err)
			}
			if err := pcm.Bias(got, got, width, 77); err != nil || !bytes.Equal(got, src) {
				t.Errorf("Bias there and back of %d bytes, width %d: %v", n, width, err)
			}
			if err := pcm.Mul(got, src, width, 1); err != nil || !bytes.Equal(got, src) {
				t.Errorf("Mul by 1 of %d bytes, width %d: %v", n, width, err)
			}
		}
	}
}

func TestAllocs(t *testing.T) {
	src, dst := make([]byte, 4800), make([]byte, 0, 40000)
	c := pcm.Ratecv{Width: 2, Channels: 2, InRate: 44100, OutRate: 48000}
	for name, f := range map[string]func(){
		"Mul":            func() { pcm.Mul(src, src, 3, 0.5) },
		"RMS":            func() { pcm.RMS(src, 4) },
		"AppendLin2ULaw": func() { pcm.AppendLin2ULaw(dst, src, 3) },
		"Ratecv":         func() { c.Append(dst, src) },
	} {
		if n := testing.AllocsPerRun(10, f); n > 0 {
			t.Errorf("%s makes %v allocations", name, n)
		}
	}
}
