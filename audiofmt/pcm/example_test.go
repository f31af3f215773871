// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pcm_test

import (
	"errors"
	"fmt"
	"strings"

	"py34.example/audiofmt/pcm"
)

// le returns 16-bit samples as bytes.
func le(samples ...int16) []byte {
	var b []byte
	for _, v := range samples {
		b = append(b, byte(v), byte(v>>8))
	}
	return b
}

// show prints 16-bit samples.
func show(b []byte) {
	var samples []string
	for i := 0; i+1 < len(b); i += 2 {
		samples = append(samples, fmt.Sprint(int16(uint16(b[i])|uint16(b[i+1])<<8)))
	}
	fmt.Println(strings.Join(samples, " "))
}

// Make a recording as loud as it can be.
func Example() {
	samples := le(0, 1000, -4000, 2000)
	peak, err := pcm.Max(samples, 2)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := pcm.Mul(samples, samples, 2, 32000/float64(peak)); err != nil {
		fmt.Println(err)
		return
	}
	show(samples)
	// Output: 0 8000 -32000 16000
}

// Samples of an AIFF file become those of a WAV file.
func ExampleByteswap() {
	b := []byte{0x01, 0x02, 0x03, 0x04, 0x05, 0x06}
	err := pcm.Byteswap(b, b, 3)
	fmt.Printf("%x %v\n", b, err)
	err = pcm.Byteswap(b, b[:4], 3)
	fmt.Println(errors.Is(err, pcm.ErrLength), err)
	// Output:
	// 030201060504 <nil>
	// true pcm: Byteswap: wrong length: 4 bytes are not a whole number of frames of 3
}

func ExampleReverse() {
	b := le(1, 2, 3)
	err := pcm.Reverse(b, b, 2)
	show(b)
	fmt.Println(err)
	// Output:
	// 3 2 1
	// <nil>
}

// The single bytes of a WAV file are unsigned, all other samples signed.
func ExampleBias() {
	b := []byte{0x00, 0x80, 0xff}
	err := pcm.Bias(b, b, 1, -128)
	fmt.Println(int8(b[0]), int8(b[1]), int8(b[2]), err)
	// Output: -128 0 127 <nil>
}

func ExampleMul() {
	b := le(3, -3, 30000)
	err := pcm.Mul(b, b, 2, 1.5)
	show(b)
	fmt.Println(err)
	// Output:
	// 4 -5 32767
	// <nil>
}

// Mix two recordings.
func ExampleAdd() {
	a, b := le(1, 30000, -30000), le(10, 10000, -10000)
	err := pcm.Add(a, a, b, 2)
	show(a)
	fmt.Println(err)
	// Output:
	// 11 32767 -32768
	// <nil>
}

func ExampleAppendToMono() {
	mono, err := pcm.AppendToMono(nil, le(100, 200, -100, -201), 2, 0.5, 0.5)
	show(mono)
	fmt.Println(err)
	// Output:
	// 150 -151
	// <nil>
}

func ExampleAppendToStereo() {
	stereo, err := pcm.AppendToStereo(nil, le(100, -100), 2, 1, 0.25)
	show(stereo)
	fmt.Println(err)
	// Output:
	// 100 25 -100 -25
	// <nil>
}

func ExampleAppendLin2Lin() {
	wide, err := pcm.AppendLin2Lin(nil, []byte{1, 2}, 2, 4)
	fmt.Printf("%x %v\n", wide, err)
	narrow, err := pcm.AppendLin2Lin(nil, wide, 4, 1)
	fmt.Printf("%x %v\n", narrow, err)
	// Output:
	// 00000102 <nil>
	// 02 <nil>
}

func ExampleAppendLin2ULaw() {
	codes, err := pcm.AppendLin2ULaw(nil, le(0, 1000, -32768), 2)
	fmt.Printf("%x %v\n", codes, err)
	// Output: ffce00 <nil>
}

func ExampleAppendULaw2Lin() {
	samples, err := pcm.AppendULaw2Lin(nil, []byte{0xff, 0xce, 0x00}, 2)
	show(samples)
	fmt.Println(err)
	// Output:
	// 0 988 -32124
	// <nil>
}

func ExampleAppendLin2ALaw() {
	codes, err := pcm.AppendLin2ALaw(nil, le(0, 1000, -32768), 2)
	fmt.Printf("%x %v\n", codes, err)
	// Output: d5fa2a <nil>
}

func ExampleAppendALaw2Lin() {
	samples, err := pcm.AppendALaw2Lin(nil, []byte{0xd5, 0xfa, 0x2a}, 2)
	show(samples)
	fmt.Println(err)
	// Output:
	// 8 1008 -32256
	// <nil>
}

// A stream is encoded piece by piece.
func ExampleAppendLin2ADPCM() {
	var state pcm.ADPCM
	var codes []byte
	for _, piece := range [][]byte{le(0, 100), le(200, 300)} {
		var err error
		if codes, err = pcm.AppendLin2ADPCM(codes, piece, 2, &state); err != nil {
			fmt.Println(err)
			return
		}
	}
	fmt.Printf("%x %+v\n", codes, state)
	// Output: 0777 {Predictor:104 Index:24}
}

func ExampleAppendADPCM2Lin() {
	samples, err := pcm.AppendADPCM2Lin(nil, []byte{0x07, 0x77}, 2, nil)
	show(samples)
	fmt.Println(err)
	// Output:
	// 0 11 41 104
	// <nil>
}

// A stream of four frames at 8 kHz, in two pieces, becomes one at 16 kHz.
func ExampleRatecv() {
	c := pcm.Ratecv{Width: 2, Channels: 1, InRate: 8000, OutRate: 16000}
	var out []byte
	for _, piece := range [][]byte{le(0, 100), le(200, 300)} {
		var err error
		if out, err = c.Append(out, piece); err != nil {
			fmt.Println(err)
			return
		}
	}
	show(out)
	// Output: 0 50 100 150 200 250 300
}

func ExampleSample() {
	fmt.Println(pcm.Sample(le(1, -2, 3), 2, 1))
	// Output: -2 <nil>
}

func ExampleMax() {
	fmt.Println(pcm.Max(le(1, -32768, 3), 2))
	// Output: 32768 <nil>
}

func ExampleMinMax() {
	fmt.Println(pcm.MinMax(le(1, -2, 3), 2))
	// Output: -2 3 <nil>
}

// A recording with an average far from zero has a direct current in it.
func ExampleAvg() {
	fmt.Println(pcm.Avg(le(1, -2, -3), 2))
	// Output: -2 <nil>
}

func ExampleRMS() {
	fmt.Println(pcm.RMS(le(300, -400, 300, -400), 2))
	// Output: 353 <nil>
}

func ExampleCross() {
	fmt.Println(pcm.Cross(le(1, -1, -2, 5), 2))
	// Output: 2 <nil>
}

func ExampleAvgPP() {
	fmt.Println(pcm.AvgPP(le(0, 10, -10, 20, 0), 2))
	// Output: 25 <nil>
}

func ExampleMaxPP() {
	fmt.Println(pcm.MaxPP(le(0, 10, -10, 20, 0), 2))
	// Output: 30 <nil>
}

// Find a jingle in a broadcast.
func ExampleFindFit() {
	offset, factor, err := pcm.FindFit(le(0, 3, 2, 4, 6, 1), le(1, 2, 3))
	fmt.Println(offset, factor, err)
	// Output: 2 2 <nil>
}

func ExampleFindFactor() {
	fmt.Println(pcm.FindFactor(le(2, 4, 6), le(1, 2, 3)))
	// Output: 2 <nil>
}

// Find the loudest second, if a second has two samples.
func ExampleFindMax() {
	fmt.Println(pcm.FindMax(le(1, 2, 30, -40, 5), 2))
	// Output: 2 <nil>
}
