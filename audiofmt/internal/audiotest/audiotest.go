// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package audiotest is what the tests of the formats have in common.
package audiotest

import (
	"errors"
	"io"
	"math"
	"slices"
	"testing"
	"testing/iotest"

	"py34.example/audiofmt"
)

// A Buffer is a file in memory.
type Buffer struct {
	Data []byte
	at   int64
}

// Read implements io.Reader.
func (b *Buffer) Read(p []byte) (int, error) {
	if b.at >= int64(len(b.Data)) {
		return 0, io.EOF
	}
	n := copy(p, b.Data[b.at:])
	b.at += int64(n)
	return n, nil
}

// Write implements io.Writer.
func (b *Buffer) Write(p []byte) (int, error) {
	if need := b.at + int64(len(p)); need > int64(len(b.Data)) {
		b.Data = append(b.Data, make([]byte, need-int64(len(b.Data)))...)
	}
	b.at += int64(copy(b.Data[b.at:], p))
	return len(p), nil
}

// Seek implements io.Seeker.
func (b *Buffer) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += b.at
	case io.SeekEnd:
		offset += int64(len(b.Data))
	}
	if offset < 0 {
		return 0, errors.New("seek before the start")
	}
	b.at = offset
	return offset, nil
}

// A Sink hides all of a Buffer but its Write and Seek methods.
type Sink struct{ *Buffer }

// Read hides that of the Buffer: a Sink is no io.Reader.
func (Sink) Read() {}

// A Golden is a file that CPython wrote, and what it read from it.
type Golden struct {
	Kind     string   `json:"k"`
	Width    int      `json:"w"`
	Channels int      `json:"c"`
	Rate     float64  `json:"rate"`
	Comp     string   `json:"comp"`
	Name     string   `json:"name"`
	Promise  int64    `json:"promise"`
	Writes   []string `json:"writes"`
	Marks    [][3]any `json:"marks"`
	File     string   `json:"file"`
	Params   [6]any   `json:"params"`
	Frames   string   `json:"frames"`
}

// PythonParams returns p as Python's getparams has it.
func PythonParams(p audiofmt.Params) [6]any {
	return [6]any{float64(p.Channels), float64(p.Width), p.Rate, float64(p.Frames), p.Compression, p.CompressionName}
}

// A Full is all that the readers of the formats can do.
type Full interface {
	audiofmt.Reader
	io.WriterTo
	Pos() int64
	SeekFrame(n int64) error
}

// TestReader reads a file in every way there is and compares what comes out. It
// is given two ways to open the file: with a source that seeks, and without.
func TestReader(t *testing.T, data []byte, open func(io.Reader) (Full, error)) {
	t.Helper()
	must := func(r io.Reader) Full {
		f, err := open(r)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	all, err := io.ReadAll(must(&Buffer{Data: data}))
	if err != nil {
		t.Fatal(err)
	}
	p := must(&Buffer{Data: data}).Params()
	frame := p.Channels * p.Width
	if want := p.Frames * int64(frame); p.Frames >= 0 && int64(len(all)) != want {
		t.Fatalf("%d bytes of frames, want %d", len(all), want)
	}
	for name, r := range map[string]io.Reader{
		"a pipe":            struct{ io.Reader }{&Buffer{Data: data}},
		"a byte at a time":  iotest.OneByteReader(&Buffer{Data: data}),
		"data with the EOF": iotest.DataErrReader(&Buffer{Data: data}),
	} {
		if got, err := io.ReadAll(must(r)); err != nil || string(got) != string(all) {
			t.Errorf("%s: %d bytes, %v; want %d", name, len(got), err, len(all))
		}
	}
	var copied Buffer
	if n, err := must(&Buffer{Data: data}).WriteTo(&copied); err != nil || n != int64(len(all)) || string(copied.Data) != string(all) {
		t.Errorf("WriteTo = %d, %v; want %d, and the same bytes", n, err, len(all))
	}
	testSamples(t, must, data, p, len(all)/p.Width)
	testSeek(t, must(&Buffer{Data: data}), all, frame)
}

// testSamples compares the methods that convert: the 16 and 32 bits of an integer
// agree, and so do its floats.
func testSamples(t *testing.T, open func(io.Reader) Full, data []byte, p audiofmt.Params, n int) {
	t.Helper()
	x16, x32, f32, f64 := make([]int16, n+p.Channels), make([]int32, n+p.Channels), make([]float32, n+p.Channels), make([]float64, n+p.Channels)
	n1, err1 := open(&Buffer{Data: data}).ReadInt16(x16)
	n2, err2 := open(&Buffer{Data: data}).ReadInt32(x32)
	n3, err3 := open(&Buffer{Data: data}).ReadFloat32(f32)
	n4, err4 := open(&Buffer{Data: data}).ReadFloat64(f64)
	var end error
	if n == 0 {
		end = io.EOF
	}
	for i, got := range []int{n1, n2, n3, n4} {
		if err := []error{err1, err2, err3, err4}[i]; got != n || err != end {
			t.Fatalf("method %d of ReadInt16, ReadInt32, ReadFloat32, ReadFloat64 = %d, %v; want %d, %v", i, got, err, n, end)
		}
	}
	for i := range n {
		if p.Width < 8 && float64(float32(f64[i])) != float64(f32[i]) && f32[i] != 1-0x1p-24 {
			t.Errorf("sample %d: float32 %v, float64 %v", i, f32[i], f64[i])
		}
		if want := math.Ldexp(float64(x32[i]), -31); math.Abs(f64[i]) <= 1 && math.Abs(want-f64[i]) > 0x1p-31 {
			t.Errorf("sample %d: float64 %v, int32 %v", i, f64[i], x32[i])
		}
		if d := int64(x32[i]) - int64(x16[i])<<16; d < -1<<15-1 || d >= 1<<16 {
			t.Errorf("sample %d: int16 %v, int32 %v", i, x16[i], x32[i])
		}
	}
}

func testSeek(t *testing.T, r Full, all []byte, frame int) {
	t.Helper()
	n := len(all) / frame
	for _, at := range slices.Compact([]int{n, n / 2, 0, n / 3, n / 3}) {
		if err := r.SeekFrame(int64(at)); err != nil || r.Pos() != int64(at) {
			t.Errorf("SeekFrame(%d): %v, and is at %d", at, err, r.Pos())
			continue
		}
		got, err := io.ReadAll(r)
		if err != nil || string(got) != string(all[at*frame:]) {
			t.Errorf("from frame %d on: %d bytes, %v; want %d", at, len(got), err, len(all)-at*frame)
		}
	}
	for _, at := range []int64{-1, int64(n) + 1, math.MaxInt64} {
		if err := r.SeekFrame(at); err == nil && r.Params().Frames >= 0 {
			t.Errorf("SeekFrame(%d) of %d frames: no error", at, n)
		}
	}
}
