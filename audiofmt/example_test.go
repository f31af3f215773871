// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package audiofmt_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"py34.example/audiofmt"
	_ "py34.example/audiofmt/aiff"
	"py34.example/audiofmt/au"
	_ "py34.example/audiofmt/wav"
)

// Whatever the format, the samples come out the same way.
func ExampleOpen() {
	var file bytes.Buffer
	w, err := au.NewWriter(&file, audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}, au.Options{Frames: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	w.WriteInt16([]int16{100, -100})
	if err := w.Close(); err != nil {
		fmt.Println(err)
		return
	}

	r, err := audiofmt.Open(&file)
	if err != nil {
		fmt.Println(err)
		return
	}
	samples := make([]int16, r.Params().Frames)
	n, err := r.ReadInt16(samples)
	fmt.Printf("%T %v %d %v\n", r, samples, n, err)

	_, err = audiofmt.Open(strings.NewReader("ID3\x03, and so on for a while"))
	fmt.Println(errors.Is(err, audiofmt.ErrUnsupported), err)
	// Output:
	// *au.Reader [100 -100] 2 <nil>
	// true audiofmt: offset 0: unknown format, begins with "ID3\x03, and so": not supported (unsupported operation)
}

// A format of one's own: a word and then 8-bit samples, which are read as those of
// an Au file are.
func ExampleRegisterFormat() {
	audiofmt.RegisterFormat("spam", "spam", func(r io.Reader) (audiofmt.Reader, error) {
		if _, err := io.ReadFull(r, make([]byte, len("spam"))); err != nil {
			return nil, err
		}
		header := ".snd\x00\x00\x00\x18\xff\xff\xff\xff\x00\x00\x00\x02\x00\x00\x1f\x40\x00\x00\x00\x01"
		return au.NewReader(io.MultiReader(strings.NewReader(header), r))
	})
	r, err := audiofmt.Open(strings.NewReader("spam\x01\x02"))
	if err != nil {
		fmt.Println(err)
		return
	}
	b := make([]byte, 10)
	n, err := r.Read(b)
	fmt.Println(b[:n], err)
	// Output: [1 2] <nil>
}
