// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package aiff_test

import (
	"bytes"
	"fmt"

	"py34.example/audiofmt"
	"py34.example/audiofmt/aiff"
)

// example returns an AIFF-C file with a marker.
func example() []byte {
	var file bytes.Buffer
	p := audiofmt.Params{Channels: 1, Rate: 8000, Compression: "ulaw"}
	w, err := aiff.NewWriter(&file, p, aiff.Options{Metadata: aiff.Metadata{
		Name:    "Spam",
		Markers: []aiff.Marker{{ID: 1, Pos: 2, Name: "chorus"}},
	}})
	if err != nil {
		panic(err)
	}
	w.WriteInt16([]int16{0, 1000, -1000, 0})
	if err := w.Close(); err != nil {
		panic(err)
	}
	return file.Bytes()
}

func ExampleNewWriter() {
	var file bytes.Buffer // or os.Create
	w, err := aiff.NewWriter(&file, audiofmt.Params{Channels: 1, Width: 2, Rate: 44100}, aiff.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	if _, err := w.WriteInt16([]int16{1, 2, 3}); err != nil {
		fmt.Println(err)
		return
	}
	if err := w.Close(); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%x\n", file.Bytes()[file.Len()-6:])
	// Output: 000100020003
}

func ExampleNewReader() {
	r, err := aiff.NewReader(bytes.NewReader(example()))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%+v\n", r.Params())
	samples := make([]int16, 4)
	_, err = r.ReadInt16(samples)
	fmt.Println(samples, err)
	// Output:
	// {Channels:1 Width:2 Rate:8000 Frames:4 Compression:ulaw CompressionName:CCITT G.711 u-law}
	// [0 988 -988 0] <nil>
}

// Play from the chorus on.
func ExampleReader_Metadata() {
	r, err := aiff.NewReader(bytes.NewReader(example()))
	if err != nil {
		fmt.Println(err)
		return
	}
	m := r.Metadata()
	fmt.Println(m.Name)
	for _, mark := range m.Markers {
		if mark.Name == "chorus" {
			fmt.Println(r.SeekFrame(mark.Pos), r.Pos())
		}
	}
	// Output:
	// Spam
	// <nil> 2
}

// A recorder adds to a file for as long as it runs; a program that reads it
// meanwhile finds what was written before the last Flush.
func ExampleWriter_Flush() {
	var pipe bytes.Buffer
	w, err := aiff.NewWriter(&pipe, audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}, aiff.Options{UnknownLength: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	w.WriteInt16([]int16{1, 2})
	fmt.Println(pipe.Len(), w.Flush(), pipe.Len())
	// Output: 0 <nil> 58
}
