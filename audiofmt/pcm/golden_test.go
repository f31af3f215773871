// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pcm_test

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math"
	"strings"
	"testing"

	"py34.example/audiofmt/pcm"
	"py34.example/internal/testkit"
)

// A splitMix is the random numbers of gen.py. What follows makes the arguments
// of its calls in the same order.
type splitMix uint64

func (s *splitMix) next() uint64 {
	*s += 0x9E3779B97F4A7C15
	z := uint64(*s)
	z = (z ^ z>>30) * 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}

func (s *splitMix) below(n int64) int { return int(int64(s.next() % uint64(n))) }

func (s *splitMix) fragment(n, width int) []byte {
	kind := s.below(3)
	out := []byte{}
	top := int64(1) << (8*width - 1)
	for range n {
		var v int64
		switch kind {
		case 0:
			v = int64(s.next()%uint64(2*top)) - top
		case 1:
			v = int64(s.below(33)) - 16
		default:
			v = []int64{0, -1, 1, -top, top - 1, 1 - top}[s.below(6)]
		}
		out = append(out, binary.LittleEndian.AppendUint64(nil, uint64(v))[:width]...)
	}
	return out
}

func (s *splitMix) some(width int) []byte { return s.fragment(s.below(40), width) }

func (s *splitMix) factor(width int) float64 {
	switch s.below(6) {
	case 0:
		return 0
	case 1:
		return 1
	case 2:
		return float64(s.below(4001)-2000) / 1000
	case 3:
		return float64(s.below(2001) - 1000)
	case 4:
		return float64(s.below(1000003)) / 777
	}
	if width == 4 {
		return 1.5
	}
	return []float64{math.Inf(1), math.Inf(-1), math.NaN()}[s.below(3)]
}

func (s *splitMix) rate() int {
	low, high := 1+s.below(200), 1+s.below(100000)
	return []int{8000, 11025, 44100, 48000, low, high}[s.below(6)]
}

func (s *splitMix) adpcm() pcm.ADPCM {
	if s.below(2) == 0 {
		return pcm.ADPCM{}
	}
	p := s.below(65536) - 32768
	return pcm.ADPCM{Predictor: p, Index: s.below(89)}
}

func stateBytes(s pcm.ADPCM) []byte {
	return []byte{byte(s.Predictor), byte(s.Predictor >> 8), byte(s.Index)}
}

// inPlace calls f with a copy of src as both arguments.
func inPlace(src []byte, f func(dst, src []byte) error) ([]byte, error) {
	dst := make([]byte, len(src))
	if err := f(dst, src); err != nil {
		return nil, err
	}
	if err := f(src, src); err != nil {
		return nil, err
	}
	if string(dst) != string(src) {
		return nil, fmt.Errorf("in place %x, otherwise %x", src, dst)
	}
	return dst, nil
}

// calls are what the calls of gen.py are here.
var calls = map[string]func(s *splitMix, w int) (any, error){
	"byteswap": func(s *splitMix, w int) (any, error) {
		return inPlace(s.some(w), func(dst, src []byte) error { return pcm.Byteswap(dst, src, w) })
	},
	"reverse": func(s *splitMix, w int) (any, error) {
		a := s.some(w)
		dst := make([]byte, len(a))
		if err := pcm.Reverse(dst, a, w); err != nil {
			return nil, err
		}
		if err := pcm.Reverse(a, a, w); err != nil || string(a) != string(dst) {
			return nil, fmt.Errorf("in place %x, %v, otherwise %x", a, err, dst)
		}
		return dst, nil
	},
	"bias": func(s *splitMix, w int) (any, error) {
		a := s.some(w)
		bias := int(int32(s.next() - 1<<31)) // gen.py: below(1 << 32) - (1 << 31)
		dst := make([]byte, len(a))
		return dst, pcm.Bias(dst, a, w, bias)
	},
	"mul": func(s *splitMix, w int) (any, error) {
		a, f := s.some(w), s.factor(w)
		return a, pcm.Mul(a, a, w, f)
	},
	"add": func(s *splitMix, w int) (any, error) {
		n := s.below(40)
		a, b := s.fragment(n, w), s.fragment(n, w)
		return a, pcm.Add(a, a, b, w)
	},
	"tomono": func(s *splitMix, w int) (any, error) {
		a := s.fragment(2*s.below(20), w)
		left, right := s.factor(w), s.factor(w)
		return pcm.AppendToMono(nil, a, w, left, right)
	},
	"tostereo": func(s *splitMix, w int) (any, error) {
		a := s.some(w)
		left, right := s.factor(w), s.factor(w)
		return pcm.AppendToStereo(nil, a, w, left, right)
	},
	"lin2lin": func(s *splitMix, w int) (any, error) {
		a := s.some(w)
		return pcm.AppendLin2Lin(nil, a, w, 1+s.below(4))
	},
	"lin2ulaw": func(s *splitMix, w int) (any, error) { return pcm.AppendLin2ULaw(nil, s.some(w), w) },
	"ulaw2lin": func(s *splitMix, w int) (any, error) { return pcm.AppendULaw2Lin(nil, s.some(1), w) },
	"lin2alaw": func(s *splitMix, w int) (any, error) { return pcm.AppendLin2ALaw(nil, s.some(w), w) },
	"alaw2lin": func(s *splitMix, w int) (any, error) { return pcm.AppendALaw2Lin(nil, s.some(1), w) },
	"lin2adpcm": func(s *splitMix, w int) (any, error) {
		state := s.adpcm()
		out, err := pcm.AppendLin2ADPCM(nil, s.some(w), w, &state)
		return append(out, stateBytes(state)...), err
	},
	"adpcm2lin": func(s *splitMix, w int) (any, error) {
		state := s.adpcm()
		out, err := pcm.AppendADPCM2Lin(nil, s.some(1), w, &state)
		return append(out, stateBytes(state)...), err
	},
	"max":   func(s *splitMix, w int) (any, error) { return pcm.Max(s.some(w), w) },
	"maxpp": func(s *splitMix, w int) (any, error) { return pcm.MaxPP(s.some(w), w) },
	"avg":   func(s *splitMix, w int) (any, error) { return pcm.Avg(s.some(w), w) },
	"avgpp": func(s *splitMix, w int) (any, error) { return pcm.AvgPP(s.some(w), w) },
	"rms":   func(s *splitMix, w int) (any, error) { return pcm.RMS(s.some(w), w) },
	"minmax": func(s *splitMix, w int) (any, error) {
		lo, hi, err := pcm.MinMax(s.some(w), w)
		return fmt.Sprint(lo, " ", hi), err
	},
	"cross": func(s *splitMix, w int) (any, error) { return pcm.Cross(s.some(w), w) },
	"findfit": func(s *splitMix, w int) (any, error) {
		n := s.below(20)
		a := s.fragment(n+s.below(20), 2)
		offset, factor, err := pcm.FindFit(a, s.fragment(n, 2))
		return fmt.Sprint(offset, " ", text(factor)), err
	},
	"findfactor": func(s *splitMix, w int) (any, error) {
		n := s.below(20)
		a := s.fragment(n, 2)
		return pcm.FindFactor(a, s.fragment(n, 2))
	},
	"findmax": func(s *splitMix, w int) (any, error) {
		n := s.below(20)
		return pcm.FindMax(s.fragment(n+s.below(20), 2), n)
	},
	"getsample": func(s *splitMix, w int) (any, error) {
		n := 1 + s.below(40)
		a := s.fragment(n, w)
		return pcm.Sample(a, w, s.below(int64(n)))
	},
	"ratecv": func(s *splitMix, w int) (any, error) {
		c := pcm.Ratecv{Width: w, Channels: 1 + s.below(3), InRate: s.rate()}
		c.OutRate = min(s.rate(), 20*c.InRate)
		weights := [][2]int{{1, 0}, {1, 0}, {1, 1}, {3, 2}, {10, 4}}[s.below(5)]
		c.WeightA, c.WeightB = weights[0], weights[1]
		var out []byte
		for range 2 {
			var err error
			if out, err = c.Append(out, s.fragment(s.below(12)*c.Channels, w)); err != nil {
				return nil, err
			}
		}
		return out, nil
	},
}

func text(result any) string {
	switch r := result.(type) {
	case []byte:
		return hex.EncodeToString(r)
	case float64:
		if r != r {
			return "nan"
		}
		return fmt.Sprintf("%016x", math.Float64bits(r))
	default:
		return fmt.Sprint(r)
	}
}

// TestBlocks makes the calls of gen.py and compares what they return with what
// CPython's return.
func TestBlocks(t *testing.T) {
	type block struct {
		F     string      `json:"f"`
		Width int         `json:"w"`
		Seed  testkit.Int `json:"seed"`
		N     int         `json:"n"`
		SHA   string      `json:"sha"`
		First string      `json:"first"`
	}
	tested := 0
	for _, b := range testkit.Golden[block](t, "audiofmt/blocks.jsonl") {
		call, ok := calls[b.F]
		if !ok {
			t.Fatalf("no call %q", b.F)
		}
		seed := splitMix(b.Seed.Uint64())
		var results strings.Builder
		for i := range b.N {
			r, err := call(&seed, b.Width)
			if err != nil {
				t.Fatalf("%s, width %d, seed %v, call %d: %v", b.F, b.Width, &b.Seed, i, err)
			}
			if i == 0 && text(r) != b.First {
				t.Errorf("%s, width %d, seed %v = %s, want %s", b.F, b.Width, &b.Seed, text(r), b.First)
			}
			fmt.Fprintln(&results, text(r))
			tested++
		}
		sum := sha256.Sum256([]byte(results.String()))
		if got := hex.EncodeToString(sum[:16]); got != b.SHA {
			t.Errorf("%s, width %d, seed %v: results are not CPython's:\n%.2000s", b.F, b.Width, &b.Seed, results.String())
		}
	}
	if tested < 100000 {
		t.Errorf("%d calls tested", tested)
	}
}

// TestLaws codes every 16-bit sample, and decodes every code.
func TestLaws(t *testing.T) {
	var samples, codes []byte
	for i := range 1 << 16 {
		samples = binary.LittleEndian.AppendUint16(samples, uint16(i-32768))
	}
	for i := range 256 {
		codes = append(codes, byte(i))
	}
	laws := map[string]func() ([]byte, error){
		"lin2ulaw": func() ([]byte, error) { return pcm.AppendLin2ULaw(nil, samples, 2) },
		"lin2alaw": func() ([]byte, error) { return pcm.AppendLin2ALaw(nil, samples, 2) },
		"ulaw2lin": func() ([]byte, error) { return pcm.AppendULaw2Lin(nil, codes, 2) },
		"alaw2lin": func() ([]byte, error) { return pcm.AppendALaw2Lin(nil, codes, 2) },
	}
	for _, rec := range testkit.Golden[struct {
		F   string `json:"f"`
		SHA string `json:"sha"`
	}](t, "audiofmt/laws.jsonl") {
		out, err := laws[rec.F]()
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(out); hex.EncodeToString(sum[:]) != rec.SHA {
			t.Errorf("%s: results are not CPython's", rec.F)
		}
	}
}
