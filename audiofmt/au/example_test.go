// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package au_test

import (
	"bytes"
	"fmt"

	"py34.example/audiofmt"
	"py34.example/audiofmt/au"
)

// Au is made for pipes: the header need not say how long the file is.
func ExampleNewWriter() {
	var pipe bytes.Buffer
	w, err := au.NewWriter(&pipe, audiofmt.Params{Channels: 1, Width: 3, Rate: 44100}, au.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	if _, err := w.Write([]byte{1, 2, 3, 4, 5, 6}); err != nil {
		fmt.Println(err)
		return
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%x\n", pipe.Bytes())
	// Output: 2e736e6400000020ffffffff000000040000ac44000000010000000000000000010203040506
}

func ExampleNewReader() {
	file := []byte(".snd\x00\x00\x00\x20\x00\x00\x00\x04\x00\x00\x00\x03\x00\x00\x1f\x40\x00\x00\x00\x01Spam\x00\x00\x00\x00\x00\x01\xff\xff")
	r, err := au.NewReader(bytes.NewReader(file))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%q %+v\n", r.Annotation(), r.Params())
	samples := make([]int16, 2)
	_, err = r.ReadInt16(samples)
	fmt.Println(samples, err)
	// Output:
	// "Spam" {Channels:1 Width:2 Rate:8000 Frames:2 Compression:NONE CompressionName:not compressed}
	// [1 -1] <nil>
}

// Copy all samples of a file to another.
func ExampleReader_WriteTo() {
	file := []byte(".snd\x00\x00\x00\x20\x00\x00\x00\x04\x00\x00\x00\x03\x00\x00\x1f\x40\x00\x00\x00\x01Spam\x00\x00\x00\x00\x00\x01\xff\xff")
	r, err := au.NewReader(bytes.NewReader(file))
	if err != nil {
		fmt.Println(err)
		return
	}
	var out bytes.Buffer
	w, err := au.NewWriter(&out, r.Params(), au.Options{Frames: r.Params().Frames, Annotation: r.Annotation()})
	if err != nil {
		fmt.Println(err)
		return
	}
	n, err := r.WriteTo(w)
	fmt.Println(n, err)
	fmt.Println(w.Close(), bytes.Equal(out.Bytes(), file))
	// Output:
	// 4 <nil>
	// <nil> true
}

func ExampleWriter_Close() {
	var out bytes.Buffer
	w, err := au.NewWriter(&out, audiofmt.Params{Channels: 2, Rate: 8000, Compression: "ulaw"}, au.Options{Frames: 1})
	if err != nil {
		fmt.Println(err)
		return
	}
	w.WriteInt16([]int16{0, 0, 1, 1})
	fmt.Println(w.Close())
	// Output: au: number of frames is not what the header says: 2, not 1
}
