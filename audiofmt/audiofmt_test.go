// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package audiofmt_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"py34.example/audiofmt"
	"py34.example/audiofmt/aiff"
	"py34.example/audiofmt/au"
	"py34.example/audiofmt/wav"
)

// files are the shortest files of each format, of one sample.
var files = map[string]string{
	"wav":  "RIFF\x26\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00data\x02\x00\x00\x00\x01\x02",
	"aiff": "FORM\x00\x00\x00\x30AIFFCOMM\x00\x00\x00\x12\x00\x01\x00\x00\x00\x01\x00\x10\x40\x0b\xfa\x00\x00\x00\x00\x00\x00\x00SSND\x00\x00\x00\x0a\x00\x00\x00\x00\x00\x00\x00\x00\x01\x02",
	"au":   ".snd\x00\x00\x00\x18\x00\x00\x00\x02\x00\x00\x00\x03\x00\x00\x1f\x40\x00\x00\x00\x01\x01\x02",
}

func TestOpen(t *testing.T) {
	for name, file := range files {
		for source, r := range map[string]io.Reader{
			"file":           strings.NewReader(file),
			"pipe":           struct{ io.Reader }{strings.NewReader(file)},
			"byte by byte":   iotest.OneByteReader(strings.NewReader(file)),
			"file, not at 0": atTwo("xx" + file),
		} {
			r, err := audiofmt.Open(r)
			if err != nil {
				t.Errorf("%s, %s: %v", name, source, err)
				continue
			}
			kind := ""
			switch r.(type) {
			case *wav.Reader:
				kind = "wav"
			case *aiff.Reader:
				kind = "aiff"
			case *au.Reader:
				kind = "au"
			}
			got, err := io.ReadAll(r)
			if kind != name || string(got) != "\x01\x02" || err != nil {
				t.Errorf("%s, %s: %s reader read %x, %v", name, source, kind, got, err)
			}
			seeker := r.(interface{ SeekFrame(int64) error })
			if err := seeker.SeekFrame(0); (err == nil) != strings.HasPrefix(source, "file") {
				t.Errorf("%s, %s: SeekFrame(0): %v", name, source, err)
			}
		}
	}
}

func atTwo(s string) io.Reader {
	r := strings.NewReader(s)
	r.Seek(2, io.SeekStart)
	return r
}

func TestOpenErrors(t *testing.T) {
	failing := errors.New("line is dead")
	for _, c := range []struct {
		file string
		is   error
	}{
		{"", audiofmt.ErrTruncated},
		{"RIF", audiofmt.ErrTruncated},
		{"RIFFabcdAVI ", audiofmt.ErrUnsupported},
		{"OggS\x00\x02 and so on", audiofmt.ErrUnsupported},
		{"xyz", audiofmt.ErrUnsupported},
	} {
		r, err := audiofmt.Open(strings.NewReader(c.file))
		var fe *audiofmt.FormatError
		if r != nil || !errors.Is(err, c.is) || !errors.As(err, &fe) {
			t.Errorf("Open(%q) = %v, %v; want nil, %v", c.file, r, err, c.is)
		}
	}
	for name, file := range files {
		for n := range file {
			r, err := audiofmt.Open(strings.NewReader(file[:n]))
			if n < len(file)-2 && (r != nil || !errors.Is(err, audiofmt.ErrTruncated)) {
				t.Errorf("Open of %d bytes of %s = %v, %v", n, name, r, err)
			}
		}
	}
	if _, err := audiofmt.Open(iotest.ErrReader(failing)); err != failing {
		t.Errorf("Open of a bad source: %v", err)
	}
	if !errors.Is(audiofmt.ErrTruncated, io.ErrUnexpectedEOF) || !errors.Is(audiofmt.ErrUnsupported, errors.ErrUnsupported) {
		t.Error("errors do not wrap those of the standard library")
	}
}

// TestSources reads from sources that give little at a time, an error with the
// last bytes, or nothing, in pieces smaller and larger than the buffer.
func TestSources(t *testing.T) {
	samples := make([]int16, 100_000)
	for i := range samples {
		samples[i] = int16(i * 40503)
	}
	var file bytes.Buffer
	w, err := wav.NewWriter(&file, audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}, wav.Options{Frames: int64(len(samples))})
	if err != nil {
		t.Fatal(err)
	}
	w.WriteInt16(samples)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	stalls := func(at int) io.Reader {
		return io.MultiReader(bytes.NewReader(file.Bytes()[:at]), stalled{})
	}
	for name, source := range map[string]struct {
		open func() io.Reader
		n    int
		err  error
	}{
		"whole":             {func() io.Reader { return bytes.NewReader(file.Bytes()) }, len(samples), io.EOF},
		"one byte":          {func() io.Reader { return iotest.OneByteReader(bytes.NewReader(file.Bytes())) }, len(samples), io.EOF},
		"error with data":   {func() io.Reader { return iotest.DataErrReader(bytes.NewReader(file.Bytes())) }, len(samples), io.EOF},
		"truncated":         {func() io.Reader { return bytes.NewReader(file.Bytes()[:44+80_001]) }, 40_000, audiofmt.ErrTruncated},
		"stalls":            {func() io.Reader { return stalls(44 + 80_001) }, 40_000, io.ErrNoProgress},
		"stalls at the end": {func() io.Reader { return stalls(file.Len() - 2) }, len(samples) - 1, io.ErrNoProgress},
	} {
		for _, piece := range []int{1000, 30_000, 33_000, 40_000, 100_000, 200_000} {
			r, err := wav.NewReader(source.open())
			if err != nil {
				t.Fatal(err)
			}
			var got []int16
			buf := make([]int16, piece)
			for err == nil {
				var n int
				n, err = r.ReadInt16(buf)
				got = append(got, buf[:n]...)
			}
			if !slices.Equal(got, samples[:source.n]) || !errors.Is(err, source.err) {
				t.Errorf("%s, in pieces of %d: %d samples, %v; want %d, %v", name, piece, len(got), err, source.n, source.err)
			}
		}
	}
}

// TestAppend writes to files that were opened for appending: they seek, but what
// is written goes to their end.
func TestAppend(t *testing.T) {
	p := audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}
	type writer interface {
		WriteInt16([]int16) (int, error)
		Close() error
	}
	for _, c := range []struct {
		format string
		open   func(io.Writer) (writer, error)
		header int
		err    error // of a file that is too long to be held back
	}{
		{"wav", func(w io.Writer) (writer, error) { return wav.NewWriter(w, p, wav.Options{}) }, 44, audiofmt.ErrFrameCount},
		{"aiff", func(w io.Writer) (writer, error) { return aiff.NewWriter(w, p, aiff.Options{}) }, 54, audiofmt.ErrFrameCount},
		{"au", func(w io.Writer) (writer, error) { return au.NewWriter(w, p, au.Options{}) }, 32, nil},
	} {
		for _, n := range []int{10, 100_000} {
			name := filepath.Join(t.TempDir(), "file")
			if err := os.WriteFile(name, []byte("spam"), 0o666); err != nil {
				t.Fatal(err)
			}
			f, err := os.OpenFile(name, os.O_APPEND|os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			w, err := c.open(f)
			if err != nil {
				t.Fatal(err)
			}
			for range 2 {
				w.WriteInt16(make([]int16, n/2))
			}
			err = w.Close()
			b, _ := os.ReadFile(name)
			if want := 4 + c.header + 2*n; len(b) != want || string(b[:4]) != "spam" {
				t.Errorf("%s: %d samples make a file of %d bytes, want %d", c.format, n, len(b), want)
				continue
			}
			if n > 10 {
				if !errors.Is(err, c.err) {
					t.Errorf("%s: Close of %d samples: %v, want %v", c.format, n, err, c.err)
				}
				continue
			}
			r, open := audiofmt.Open(bytes.NewReader(b[4:]))
			if err != nil || open != nil {
				t.Errorf("%s: %v, %v", c.format, err, open)
			} else if got, err := r.ReadInt16(make([]int16, 2*n)); got != n || err != nil {
				t.Errorf("%s: %d samples were written, %d read, %v", c.format, n, got, err)
			}
		}
	}
}

// A stalled reader never gives anything.
type stalled struct{}

func (stalled) Read([]byte) (int, error) { return 0, nil }

func TestAllocs(t *testing.T) {
	buf := make([]int16, 100)
	for name, file := range files {
		src := strings.NewReader(file)
		if n := testing.AllocsPerRun(100, func() {
			src.Reset(file)
			r, err := audiofmt.Open(src)
			if err != nil {
				t.Fatal(err)
			}
			for err == nil {
				_, err = r.ReadInt16(buf)
			}
		}); n > 10 {
			t.Errorf("%s: opening and reading makes %v allocations", name, n)
		}
	}
}

func TestRegisterFormatPanics(t *testing.T) {
	for _, magic := range []string{"", strings.Repeat("x", 65)} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("magic of %d bytes: no panic", len(magic))
				}
			}()
			audiofmt.RegisterFormat("bad", magic, nil)
		}()
	}
}
