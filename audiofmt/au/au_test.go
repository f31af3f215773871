// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package au_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"py34.example/audiofmt"
	"py34.example/audiofmt/au"
	"py34.example/audiofmt/internal/audiotest"
)

func write(tb testing.TB, p audiofmt.Params, o au.Options, samples []int16) []byte {
	tb.Helper()
	var sink audiotest.Buffer
	w, err := au.NewWriter(&sink, p, o)
	if err != nil {
		tb.Fatal(err)
	}
	if _, err := w.WriteInt16(samples); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatalf("second Close: %v", err)
	}
	return sink.Data
}

var variants = []struct {
	name string
	p    audiofmt.Params
	o    au.Options
}{
	{"8 bits", audiofmt.Params{Channels: 1, Width: 1, Rate: 8000}, au.Options{}},
	{"16 bits", audiofmt.Params{Channels: 2, Width: 2, Rate: 44100}, au.Options{Annotation: "Spam"}},
	{"24 bits", audiofmt.Params{Channels: 1, Width: 3, Rate: 48000}, au.Options{Annotation: "seven.."}},
	{"32 bits", audiofmt.Params{Channels: 3, Width: 4, Rate: 192000}, au.Options{Annotation: "eight..."}},
	{"float", audiofmt.Params{Channels: 2, Width: 4, Rate: 8000}, au.Options{Float: true}},
	{"double", audiofmt.Params{Channels: 1, Width: 8, Rate: 8000}, au.Options{Float: true}},
	{"ulaw", audiofmt.Params{Channels: 1, Rate: 8000, Compression: "ULAW"}, au.Options{}},
	{"ulaw of 32 bits", audiofmt.Params{Channels: 2, Width: 4, Rate: 8000, Compression: "ULAW"}, au.Options{}},
	{"alaw", audiofmt.Params{Channels: 3, Width: 2, Rate: 8000, Compression: "ALAW"}, au.Options{}},
}

func TestVariants(t *testing.T) {
	samples := []int16{0, 1024, -1024, 32767, -32768, 8192, -8192, 256, -256, 16384, 512, -512}
	for _, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			file := write(t, v.p, v.o, samples)
			r, err := au.NewReader(bytes.NewReader(file))
			if err != nil {
				t.Fatalf("%v in %x", err, file)
			}
			law := strings.HasSuffix(v.p.Compression, "LAW")
			p := r.Params()
			if p.Channels != v.p.Channels || !law && p.Width != v.p.Width || law && (p.Width != 2 || p.Compression != v.p.Compression) ||
				p.Rate != v.p.Rate || p.Frames != int64(len(samples)/v.p.Channels) || r.Float() != v.o.Float || r.Annotation() != v.o.Annotation {
				t.Errorf("Params() = %+v, Annotation() = %q, wrote %+v, %+v", p, r.Annotation(), v.p, v.o)
			}
			got := make([]int16, 100)
			n, err := r.ReadInt16(got)
			if err != nil || n != len(samples) {
				t.Fatalf("ReadInt16 = %d, %v", n, err)
			}
			for i, want := range samples {
				limit := 0
				if law {
					limit = max(int(want), -int(want))/16 + 8
				}
				if d := int(got[i]) - int(want); max(d, -d) > limit && !(v.p.Width == 1 && got[i] == want&^0xff) {
					t.Errorf("sample %d = %d, want %d", i, got[i], want)
				}
			}
			audiotest.TestReader(t, file, open)
			audiotest.TestHostile(t, file, open)
		})
	}
}

// CPython writes the header again after a first write of nothing.
func TestEmptyWrite(t *testing.T) {
	p := audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}
	want := write(t, p, au.Options{}, []int16{1})
	var sink audiotest.Buffer
	w, err := au.NewWriter(&sink, p, au.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, data := range []string{"", "\x00\x01", ""} {
		if n, err := w.Write([]byte(data)); n != len(data) || err != nil {
			t.Fatalf("Write(%q) = %d, %v", data, n, err)
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil || !bytes.Equal(sink.Data, want) {
		t.Errorf("Close: %v, wrote %x, want %x", err, sink.Data, want)
	}
}

func TestPipes(t *testing.T) {
	p := audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}
	for _, c := range []struct {
		o    au.Options
		size string
		err  error
	}{
		{au.Options{}, "\xff\xff\xff\xff", nil},
		{au.Options{UnknownLength: true}, "\xff\xff\xff\xff", nil},
		{au.Options{Frames: 3}, "\x00\x00\x00\x06", nil},
		{au.Options{Frames: 2}, "\x00\x00\x00\x04", audiofmt.ErrFrameCount},
		{au.Options{Frames: 1 << 40}, "\xff\xff\xff\xff", audiofmt.ErrFrameCount},
	} {
		var pipe bytes.Buffer
		w, err := au.NewWriter(&pipe, p, c.o)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.WriteInt16([]int16{1, 2, 3}); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); !errors.Is(err, c.err) {
			t.Errorf("%+v: Close: %v, want %v", c.o, err, c.err)
		}
		if got := string(pipe.Bytes()[8:12]); got != c.size {
			t.Errorf("%+v: the header says %x, want %x", c.o, got, c.size)
		}
	}
}

// The reader stops where the file says that samples end.
func TestDeclaredSize(t *testing.T) {
	file := append(write(t, audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}, au.Options{}, []int16{1, 2}), "more"...)
	r, err := au.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); string(got) != "\x00\x01\x00\x02" || err != nil {
		t.Errorf("read %x, %v", got, err)
	}
}

// header returns one of the given fields, of 16 bits at 8 kHz.
func header(size, data, encoding, channels uint32) string {
	b := []byte(".snd")
	for _, v := range []uint32{size, data, encoding, 8000, channels} {
		b = append(b, byte(v>>24), byte(v>>16), byte(v>>8), byte(v))
	}
	return string(b)
}

func TestLongHeader(t *testing.T) {
	text := strings.Repeat("spam ", 100)
	file := header(24+504, 4, 3, 1) + text + "\x00\x00\x00\x00abcd"
	r, err := au.NewReader(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); string(got) != "abcd" || err != nil || r.Annotation() != text {
		t.Errorf("read %q, %v, annotation %q", got, err, r.Annotation())
	}
}

func TestBadFiles(t *testing.T) {
	for _, c := range []struct {
		file, message string
		is            error
	}{
		{"", `au: offset 0: file is truncated (unexpected EOF)`, audiofmt.ErrTruncated},
		{".sn", `au: offset 3: file is truncated (unexpected EOF)`, audiofmt.ErrTruncated},
		{"DNS.abcd", `au: offset 0: not an Au file, begins with "DNS.": not supported (unsupported operation)`, audiofmt.ErrUnsupported},
		{header(23, 4, 3, 1), `au: offset 4: header of 23 bytes`, nil},
		{header(32, 4, 3, 1), `au: offset 24: file is truncated (unexpected EOF)`, audiofmt.ErrTruncated},
		{header(1<<31, 4, 3, 1), `au: offset 24: file is truncated (unexpected EOF)`, audiofmt.ErrTruncated},
		{header(24, 4, 23, 1), `au: offset 12: encoding 23: not supported (unsupported operation)`, audiofmt.ErrUnsupported},
		{header(24, 4, 3, 0), `au: offset 20: bad number of channels: 0`, nil},
		{header(24, 4, 3, 1<<31), `au: offset 20: 2147483648 channels: too large`, audiofmt.ErrTooLarge},
	} {
		_, err := au.NewReader(strings.NewReader(c.file))
		var fe *audiofmt.FormatError
		if !errors.As(err, &fe) || c.is != nil && !errors.Is(err, c.is) || err.Error() != c.message {
			t.Errorf("NewReader(%q) = %v, want %s", c.file, err, c.message)
		}
	}
}

func TestBounded(t *testing.T) {
	for name, file := range map[string]string{
		"long header":   header(0xffffffff, 4, 3, 1),
		"long samples":  header(24, 0xfffffffe, 3, 1),
		"many channels": header(24, 0xffffffff, 7, 65536) + strings.Repeat("x", 900),
	} {
		audiotest.TestBounded(t, name, []byte(file), open)
	}
}

func TestBadParams(t *testing.T) {
	good := audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}
	for _, c := range []struct {
		change func(*audiofmt.Params, *au.Options)
		is     error
	}{
		{func(p *audiofmt.Params, o *au.Options) { p.Channels = 0 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *au.Options) { p.Channels = 65537 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *au.Options) { p.Width = 0 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *au.Options) { p.Width = 5 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *au.Options) { o.Float = true }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *au.Options) { p.Compression = "ulaw"; p.Width = 5 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *au.Options) { p.Compression = "ADPCM" }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *au.Options) { p.Rate = 0 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *au.Options) { p.Rate = math.NaN() }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *au.Options) { o.Frames = -1 }, audiofmt.ErrFrameCount},
		{func(p *audiofmt.Params, o *au.Options) { o.Annotation = "a\x00b" }, nil},
		{func(p *audiofmt.Params, o *au.Options) { o.Annotation = strings.Repeat("x", 1<<20+1) }, audiofmt.ErrTooLarge},
	} {
		p, o := good, au.Options{}
		c.change(&p, &o)
		var sink bytes.Buffer
		if _, err := au.NewWriter(&sink, p, o); err == nil || c.is != nil && !errors.Is(err, c.is) || !strings.HasPrefix(err.Error(), "au: ") {
			t.Errorf("NewWriter(%+v): error %v, want %v", p, err, c.is)
		}
	}
}

// little turns a file into one whose numbers are little endian.
func little(file []byte, width int, magic string) []byte {
	b := slices.Clone(file)
	start := binary.BigEndian.Uint32(b[4:])
	copy(b, magic)
	for f := range slices.Chunk(b[4:24], 4) {
		slices.Reverse(f)
	}
	for sample := range slices.Chunk(b[start:], width) {
		slices.Reverse(sample)
	}
	return b
}

// TestLittleEndian reads the same from a file and from what it is with numbers
// the other way around.
func TestLittleEndian(t *testing.T) {
	samples := []int16{0, 1024, -1024, 32767, -32768, 8192, -8192, 256, -256, 16384, 512, -512}
	for i, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			file := write(t, v.p, v.o, samples)
			width := v.p.Width
			if v.p.Compression != "" {
				width = 1
			}
			read := func(file []byte) (p audiofmt.Params, annotation string, frames []byte, ints []int16) {
				t.Helper()
				r, err := audiofmt.Open(bytes.NewReader(file))
				if err != nil {
					t.Fatal(err)
				}
				if frames, err = io.ReadAll(r); err != nil {
					t.Fatal(err)
				}
				ar := r.(*au.Reader)
				if err := ar.SeekFrame(0); err != nil {
					t.Fatal(err)
				}
				ints = make([]int16, 20)
				n, err := r.ReadInt16(ints)
				if err != nil {
					t.Fatal(err)
				}
				return r.Params(), ar.Annotation(), frames, ints[:n]
			}
			p, a, want, wantInts := read(file)
			p2, a2, got, gotInts := read(little(file, width, []string{"dns.", "\x00ds."}[i%2]))
			if p2 != p || a2 != a || !bytes.Equal(got, want) || !slices.Equal(gotInts, wantInts) {
				t.Errorf("%+v, %q, %x, %v, want %+v, %q, %x, %v", p2, a2, got, gotInts, p, a, want, wantInts)
			}
		})
	}
}

func FuzzReader(f *testing.F) {
	for _, v := range variants {
		f.Add(write(f, v.p, v.o, make([]int16, 12)))
		f.Add(little(write(f, v.p, v.o, make([]int16, 12)), 1, "dns."))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		for _, src := range []io.Reader{&audiotest.Buffer{Data: file}, struct{ io.Reader }{bytes.NewReader(file)}} {
			r, err := au.NewReader(src)
			if err != nil {
				continue
			}
			n, _ := audiotest.Drain(t, r, len(file))
			if err := r.SeekFrame(int64(n / r.Params().Channels / 2)); err == nil {
				audiotest.Drain(t, r, len(file))
			}
		}
	})
}
