// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package wav_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"

	"py34.example/audiofmt"
	"py34.example/audiofmt/wav"
)

// Write a tone into a file of 24 bits.
func ExampleNewWriter() {
	var file bytes.Buffer // or os.Create
	p := audiofmt.Params{Channels: 1, Width: 3, Rate: 8000}
	w, err := wav.NewWriter(&file, p, wav.Options{Info: []wav.Tag{{ID: "INAM", Text: "A4"}}})
	if err != nil {
		fmt.Println(err)
		return
	}
	tone := make([]float64, 800)
	for i := range tone {
		tone[i] = 0.5 * math.Sin(2*math.Pi*440*float64(i)/8000)
	}
	if _, err := w.WriteFloat64(tone); err != nil {
		fmt.Println(err)
		return
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(file.Len(), "bytes")
	// Output: 2468 bytes
}

// A pipe cannot go back to its header: promise what it will hold, or say that
// the length is not known.
func ExampleWriter_Close() {
	var pipe bytes.Buffer
	p := audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}
	w, err := wav.NewWriter(&pipe, p, wav.Options{Frames: 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	w.WriteInt16([]int16{1, 2})
	err = w.Close()
	fmt.Println(errors.Is(err, audiofmt.ErrFrameCount), err)
	// Output: true wav: number of frames is not what the header says: 2, not 3
}

// example returns a file of three stereo frames.
func example() io.Reader {
	var file bytes.Buffer
	w, err := wav.NewWriter(&file, audiofmt.Params{Channels: 2, Width: 2, Rate: 44100}, wav.Options{})
	if err != nil {
		panic(err)
	}
	w.WriteInt16([]int16{1, -1, 2, -2, 3, -3})
	if err := w.Close(); err != nil {
		panic(err)
	}
	return bytes.NewReader(file.Bytes())
}

func ExampleNewReader() {
	r, err := wav.NewReader(example())
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%+v\n", r.Params())
	samples := make([]int16, 100)
	n, err := r.ReadInt16(samples)
	fmt.Println(samples[:n], err)
	n, err = r.ReadInt16(samples)
	fmt.Println(samples[:n], err)
	// Output:
	// {Channels:2 Width:2 Rate:44100 Frames:3 Compression:NONE CompressionName:not compressed}
	// [1 -1 2 -2 3 -3] <nil>
	// [] EOF
}

func ExampleReader_Frames() {
	r, err := wav.NewReader(example())
	if err != nil {
		fmt.Println(err)
		return
	}
	for frames, err := range r.Frames(2) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%x\n", frames)
	}
	// Output:
	// 0100ffff0200feff
	// 0300fdff
}

func ExampleReader_SeekFrame() {
	r, err := wav.NewReader(example())
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := r.SeekFrame(2); err != nil {
		fmt.Println(err)
		return
	}
	samples := make([]float32, 2)
	_, err = r.ReadFloat32(samples)
	fmt.Println(samples, err)
	// Output: [9.1552734e-05 -9.1552734e-05] <nil>
}

func ExampleReader_Info() {
	var file bytes.Buffer
	o := wav.Options{Info: []wav.Tag{{ID: "INAM", Text: "Spam"}, {ID: "IART", Text: "Monty Python"}}}
	w, err := wav.NewWriter(&file, audiofmt.Params{Channels: 1, Width: 1, Rate: 8000}, o)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
		return
	}
	r, err := wav.NewReader(&file)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, tag := range r.Info() {
		fmt.Println(tag.ID, tag.Text)
	}
	// Output:
	// INAM Spam
	// IART Monty Python
}
