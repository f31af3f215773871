// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package frames

import (
	"math"
	"slices"
	"testing"
)

// encodings are all that files have.
var encodings = []Encoding{
	{Signed, 1, false}, {Unsigned, 1, false},
	{Signed, 2, false}, {Signed, 2, true}, {Signed, 3, false}, {Signed, 3, true}, {Signed, 4, false}, {Signed, 4, true},
	{Float, 4, false}, {Float, 4, true}, {Float, 8, false}, {Float, 8, true}, {ULaw, 1, false}, {ALaw, 1, false},
}

// What fits comes back from every encoding, whatever the number of samples.
func TestRoundTrip(t *testing.T) {
	for _, e := range encodings {
		for n := range 40 {
			ints, floats := make([]int32, n), make([]float64, n)
			for i := range ints {
				ints[i] = int32(i*37-600) << 24 // fits a byte
				if e.Law() {
					ints[i] = []int32{0, -8 << 16, 988 << 16, -988 << 16}[i%4] // has a code, but for the -8
				}
				floats[i] = math.Ldexp(float64(ints[i]), -31)
			}
			want := slices.Clone(ints)
			for i, v := range want {
				switch {
				case e.Kind == ALaw: // has no zero
					want[i] = []int32{8, -8, 1008, -976}[i%4] << 16
				case e.Kind == ULaw && v == -8<<16:
					want[i] = v
				}
			}
			b := e.AppendInt32(nil, ints)
			if len(b) != n*e.Width {
				t.Fatalf("%+v: %d bytes for %d samples", e, len(b), n)
			}
			if got := AppendFloats(nil, e, floats); string(got) != string(b) {
				t.Errorf("%+v: floats become %x, integers %x", e, got, b)
			}
			got := make([]int32, n)
			e.Int32(got, b)
			if e.Kind != ALaw && !slices.Equal(got, want) {
				t.Errorf("%+v: %x became %x", e, ints, got)
			}
			f := make([]float64, n)
			e.Float64(f, b)
			short := make([]int16, n)
			e.Int16(short, b)
			for i := range f {
				if f[i] != math.Ldexp(float64(got[i]), -31) || int32(short[i]) != got[i]>>16 {
					t.Errorf("%+v: sample %d is %v, %x and %x", e, i, f[i], got[i], short[i])
				}
			}
			if e.Width*8 >= 16 || e.Law() {
				if back := e.AppendInt16(nil, short); string(back) != string(b) {
					t.Errorf("%+v: 16 bits become %x, 32 bits %x", e, back, b)
				}
			}
		}
	}
}

func TestFloatsToIntegers(t *testing.T) {
	for _, c := range []struct {
		x    float64
		bits int
		want int64
	}{
		{0, 16, 0}, {1, 16, 32767}, {-1, 16, -32768}, {2, 16, 32767}, {-2, 16, -32768},
		{math.Inf(1), 16, 32767}, {math.Inf(-1), 16, -32768}, {math.NaN(), 16, 0},
		{0.5 / 32768, 16, 0}, {1.5 / 32768, 16, 2}, {-0.5 / 32768, 16, 0}, {-1.5 / 32768, 16, -2}, // to even
		{32767.5 / 32768, 16, 32767}, {-32768.4 / 32768, 16, -32768},
		{1, 8, 127}, {0.5, 8, 64}, {1, 24, 1<<23 - 1}, {1, 32, math.MaxInt32}, {-1, 32, math.MinInt32},
		{math.Nextafter(1, 0), 32, math.MaxInt32}, {0x1p-31, 32, 1}, {1e300, 32, math.MaxInt32},
	} {
		if got := round(c.x, math.Ldexp(1, c.bits-1)); got != c.want {
			t.Errorf("round(%v) to %d bits = %d, want %d", c.x, c.bits, got, c.want)
		}
	}
}

// No integer becomes 1.0, though the nearest float32 may be.
func TestBelowOne(t *testing.T) {
	e := Encoding{Kind: Signed, Width: 4}
	b := e.AppendInt32(nil, []int32{math.MaxInt32, math.MaxInt32 - 63, math.MaxInt32 - 64, math.MinInt32})
	f := make([]float32, 4)
	e.Float32(f, b)
	if f[0] != belowOne || f[1] != belowOne || f[2] != belowOne || f[3] != -1 {
		t.Errorf("Float32 = %v", f)
	}
}
