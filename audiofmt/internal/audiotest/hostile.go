// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package audiotest

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io"
	"runtime"
	"testing"
	"time"

	"py34.example/audiofmt"
)

// Drain reads a file to its end with each method in turn, and returns the number
// of samples and what came at the end. It fails if there is more than the file
// can hold.
func Drain(tb testing.TB, r audiofmt.Reader, size int) (n int, err error) {
	tb.Helper()
	p := r.Params()
	if p.Channels < 1 || p.Width < 1 || p.Frames < -1 || !(p.Rate >= 0) {
		tb.Fatalf("Params() = %+v", p)
	}
	const some = 64
	step := max(some, p.Channels)
	b, x16, x32 := make([]byte, step*p.Width), make([]int16, step), make([]int32, step)
	f32, f64 := make([]float32, step), make([]float64, step)
	for turn := 0; ; turn++ {
		var got int
		switch turn % 5 {
		case 0:
			got, err = r.Read(b)
			if got%(p.Width*p.Channels) != 0 {
				tb.Fatalf("Read = %d bytes, not whole frames", got)
			}
			got /= p.Width
		case 1:
			got, err = r.ReadInt16(x16)
		case 2:
			got, err = r.ReadInt32(x32)
		case 3:
			got, err = r.ReadFloat32(f32)
		case 4:
			got, err = r.ReadFloat64(f64)
		}
		n += got
		if got%p.Channels != 0 || got == 0 && err == nil || got > 0 && err != nil {
			tb.Fatalf("%d samples, %v", got, err)
		}
		if n > 2*size { // ADPCM has two in a byte
			tb.Fatalf("%d samples from %d bytes", n, size)
		}
		if err != nil {
			return n, err
		}
	}
}

// TestHostile cuts a good file short at every byte and changes every byte. It must
// be no more than 1 kB long.
func TestHostile(t *testing.T, file []byte, open func(io.Reader) (Full, error)) {
	t.Helper()
	r, err := open(&Buffer{Data: file})
	if err != nil {
		t.Fatal(err)
	}
	all, err := Drain(t, r, len(file))
	if err != io.EOF {
		t.Fatalf("the good file: %v", err)
	}
	sized := r.Params().Frames >= 0

	sources := map[string]func([]byte) io.Reader{
		"seeking": func(b []byte) io.Reader { return &Buffer{Data: b} },
		"pipe":    func(b []byte) io.Reader { return struct{ io.Reader }{bytes.NewReader(b)} },
	}
	for name, source := range sources {
		for n := range file {
			r, err := open(source(file[:n]))
			if err != nil {
				if !errors.Is(err, audiofmt.ErrTruncated) {
					t.Errorf("%s, %d bytes of %d: %v", name, n, len(file), err)
				}
				continue
			}
			got, err := Drain(t, r, len(file))
			if got < all && sized && !errors.Is(err, audiofmt.ErrTruncated) {
				t.Errorf("%s, %d bytes of %d: %d samples of %d, then %v", name, n, len(file), got, all, err)
			}
			if again, err2 := Drain(t, r, len(file)); again != 0 || err2 != err {
				t.Errorf("%s, %d bytes of %d: after %v came %d samples, then %v", name, n, len(file), err, again, err2)
			}
		}
		for i := range file {
			for _, v := range []byte{0, 1, 0x7f, 0x80, 0xfe, 0xff, file[i] + 1, file[i] ^ 0x20} {
				bad := bytes.Clone(file)
				bad[i] = v
				if r, err := open(source(bad)); err == nil {
					Drain(t, r, len(bad))
				}
			}
		}
	}
}

// TestBounded opens and reads a bad file of less than 1 kB, and fails if that takes
// more than 1 MiB of memory, or 10 ms a try.
func TestBounded(t *testing.T, name string, file []byte, open func(io.Reader) (Full, error)) {
	t.Helper()
	var before, after runtime.MemStats
	least, took := uint64(1<<62), time.Duration(1<<62)
	for range 5 { // other tests may run meanwhile
		runtime.ReadMemStats(&before)
		start := time.Now()
		if r, err := open(&Buffer{Data: file}); err == nil {
			var buf [512]int16
			for {
				if _, err := r.ReadInt16(buf[:]); err != nil {
					break
				}
			}
		}
		took = min(took, time.Since(start))
		runtime.ReadMemStats(&after)
		least = min(least, after.TotalAlloc-before.TotalAlloc)
	}
	if least > 1<<20 || took > 10*time.Millisecond {
		t.Errorf("%s: %d bytes were allocated, in %v", name, least, took)
	}
}

// Unhex returns the bytes of a recorded file.
func Unhex(tb testing.TB, s string) []byte {
	tb.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}
