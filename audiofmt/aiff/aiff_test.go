// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package aiff_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"py34.example/audiofmt"
	"py34.example/audiofmt/aiff"
	"py34.example/audiofmt/internal/audiotest"
)

func write(t *testing.T, p audiofmt.Params, o aiff.Options, samples []int16) []byte {
	t.Helper()
	var sink audiotest.Buffer
	w, err := aiff.NewWriter(&sink, p, o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.WriteInt16(samples); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatalf("second Close: %v", err)
	}
	return sink.Data
}

var variants = []struct {
	name string
	p    audiofmt.Params
	o    aiff.Options
}{
	{"8 bits", audiofmt.Params{Channels: 1, Width: 1, Rate: 8000}, aiff.Options{}},
	{"16 bits", audiofmt.Params{Channels: 2, Width: 2, Rate: 44100.5}, aiff.Options{}},
	{"24 bits", audiofmt.Params{Channels: 1, Width: 3, Rate: 48000}, aiff.Options{}},
	{"32 bits", audiofmt.Params{Channels: 3, Width: 4, Rate: 192000}, aiff.Options{}},
	{"AIFF-C", audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}, aiff.Options{AIFC: true}},
	{"sowt of 1", audiofmt.Params{Channels: 1, Width: 1, Rate: 8000, Compression: "sowt"}, aiff.Options{}},
	{"sowt of 2", audiofmt.Params{Channels: 1, Width: 2, Rate: 8000, Compression: "sowt"}, aiff.Options{}},
	{"sowt of 3", audiofmt.Params{Channels: 2, Width: 3, Rate: 8000, Compression: "sowt"}, aiff.Options{}},
	{"sowt of 4", audiofmt.Params{Channels: 1, Width: 4, Rate: 8000, Compression: "SOWT"}, aiff.Options{}},
	{"fl32", audiofmt.Params{Channels: 2, Rate: 8000, Compression: "fl32"}, aiff.Options{}},
	{"fl64", audiofmt.Params{Channels: 1, Width: 8, Rate: 8000, Compression: "fl64"}, aiff.Options{}},
	{"ulaw", audiofmt.Params{Channels: 1, Rate: 8000, Compression: "ulaw"}, aiff.Options{}},
	{"ALAW", audiofmt.Params{Channels: 3, Width: 2, Rate: 8000, Compression: "ALAW", CompressionName: "law"}, aiff.Options{}},
	{"G722", audiofmt.Params{Channels: 1, Width: 2, Rate: 8000, Compression: "G722"}, aiff.Options{}},
	{"G722, 3 channels", audiofmt.Params{Channels: 3, Rate: 8000, Compression: "G722"}, aiff.Options{}},
	{"metadata", audiofmt.Params{Channels: 1, Width: 1, Rate: 8000}, aiff.Options{Metadata: metadata}},
}

var metadata = aiff.Metadata{
	Name: "Spam", Author: "Monty Python", Copyright: "1970 BBC",
	Annotations: []string{"one", "two!"},
	Comments: []aiff.Comment{
		{Time: time.Date(1991, 2, 20, 12, 30, 15, 0, time.UTC), Marker: 2, Text: "odd"},
		{Time: time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC), Text: "even"},
	},
	Markers: []aiff.Marker{{ID: 1, Pos: 0, Name: "in"}, {ID: 2, Pos: 5, Name: "out"}, {ID: 3, Pos: 6}},
}

func TestVariants(t *testing.T) {
	samples := []int16{0, 1024, -1024, 32767, -32768, 8192, -8192, 256, -256, 16384, 512, -512, 1, 2, 3}
	for _, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			samples := samples[:len(samples)/v.p.Channels*v.p.Channels]
			file := write(t, v.p, v.o, samples)
			r, err := aiff.NewReader(bytes.NewReader(file))
			if err != nil {
				t.Fatalf("%v in %x", err, file)
			}
			p := r.Params()
			compressed := v.p.Compression != "" && v.p.Compression != "NONE"
			if p.Channels != v.p.Channels || v.p.Width != 0 && p.Width != v.p.Width || p.Rate != v.p.Rate ||
				p.Frames != int64(len(samples)/v.p.Channels) || compressed && p.Compression != v.p.Compression ||
				r.AIFC() != (compressed || v.o.AIFC) || r.Float() != strings.HasPrefix(p.Compression, "fl") || v.p.CompressionName != "" && p.CompressionName != v.p.CompressionName {
				t.Errorf("Params() = %+v, wrote %+v", p, v.p)
			}
			if got := r.Metadata(); !reflect.DeepEqual(got, v.o.Metadata) {
				t.Errorf("Metadata() = %+v, want %+v", got, v.o.Metadata)
			}
			got := make([]int16, 100)
			n, err := r.ReadInt16(got)
			if err != nil || n != len(samples) {
				t.Fatalf("ReadInt16 = %d, %v", n, err)
			}
			for i, want := range samples {
				if strings.HasPrefix(v.p.Compression, "G722") {
					break // needs some samples to come near
				}
				limit := 0
				if strings.EqualFold(v.p.Compression[max(0, len(v.p.Compression)-3):], "law") {
					limit = max(int(want), -int(want))/16 + 8
				}
				if d := int(got[i]) - int(want); max(d, -d) > limit && !(v.p.Width == 1 && got[i] == want&^0xff) {
					t.Errorf("sample %d = %d, want %d", i, got[i], want)
				}
			}
			if form := int(binary.BigEndian.Uint32(file[4:])); form != len(file)-8 || len(file)%2 != 0 {
				t.Errorf("FORM size %d in %d bytes", form, len(file))
			}
			audiotest.TestReader(t, file, open)
			audiotest.TestHostile(t, file, open)
		})
	}
}

// ADPCM of a slow sine comes near to it, and does not depend on how it is cut
// into pieces.
func TestADPCM(t *testing.T) {
	samples := make([]int16, 2001)
	for i := range samples {
		samples[i] = int16(10000 * math.Sin(float64(i)/20))
	}
	p := audiofmt.Params{Channels: 1, Rate: 8000, Compression: "G722"}
	whole := write(t, p, aiff.Options{}, samples)
	var sink audiotest.Buffer
	w, err := aiff.NewWriter(&sink, p, aiff.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(samples); i += 7 {
		if _, err := w.WriteInt16(samples[i:min(i+7, len(samples))]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil || !bytes.Equal(sink.Data, whole) {
		t.Errorf("in pieces: %v, %d bytes, want %d", err, len(sink.Data), len(whole))
	}
	r, err := aiff.NewReader(bytes.NewReader(whole))
	if err != nil {
		t.Fatal(err)
	}
	got := make([]int16, 3000)
	n, err := r.ReadInt16(got)
	if n != len(samples) || err != nil {
		t.Fatalf("ReadInt16 = %d, %v; want %d", n, err, len(samples))
	}
	for i, want := range samples {
		if d := int(got[i]) - int(want); i > 50 && max(d, -d) > 600 {
			t.Errorf("sample %d = %d, want about %d", i, got[i], want)
		}
	}
}

// The bytes of ARTICLE's examples: odd data is padded, and the SSND chunk does not
// count the pad; CPython's does.
func TestPad(t *testing.T) {
	p := audiofmt.Params{Channels: 1, Width: 1, Rate: 8000}
	got := write(t, p, aiff.Options{}, []int16{256, 512, 768})
	const want = "FORM\x00\x00\x00\x32AIFFCOMM\x00\x00\x00\x12\x00\x01\x00\x00\x00\x03\x00\x08\x40\x0b\xfa\x00\x00\x00\x00\x00\x00\x00" +
		"SSND\x00\x00\x00\x0b\x00\x00\x00\x00\x00\x00\x00\x00\x01\x02\x03\x00"
	if string(got) != want {
		t.Errorf("wrote %q, want %q", got, want)
	}
	got = write(t, p, aiff.Options{CPythonBytes: true}, []int16{256, 512, 768})
	if want := strings.Replace(want, "\x0b\x00\x00\x00\x00\x00\x00\x00\x00\x01", "\x0c\x00\x00\x00\x00\x00\x00\x00\x00\x01", 1); string(got) != want {
		t.Errorf("with CPythonBytes wrote %q, want %q", got, want)
	}
}

// CPython writes the header again after a first write of nothing.
func TestEmptyWrite(t *testing.T) {
	p := audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}
	want := write(t, p, aiff.Options{}, []int16{1})
	var sink audiotest.Buffer
	w, err := aiff.NewWriter(&sink, p, aiff.Options{})
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
		o      aiff.Options
		frames uint32
		err    error
	}{
		{aiff.Options{}, 3, nil},
		{aiff.Options{Frames: 3}, 3, nil},
		{aiff.Options{Frames: 2}, 2, audiofmt.ErrFrameCount},
		{aiff.Options{UnknownLength: true}, 0x7fffffff, nil},
	} {
		var pipe bytes.Buffer
		w, err := aiff.NewWriter(&pipe, p, c.o)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.WriteInt16([]int16{1, 2, 3}); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); !errors.Is(err, c.err) {
			t.Errorf("%+v: Close: %v, want %v", c.o, err, c.err)
		}
		if got := binary.BigEndian.Uint32(pipe.Bytes()[22:]); got != c.frames {
			t.Errorf("%+v: the header says %d frames, want %d", c.o, got, c.frames)
		}
		r, err := aiff.NewReader(&pipe)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || c.err == nil && string(got) != "\x00\x01\x00\x02\x00\x03" {
			t.Errorf("%+v: read %x, %v", c.o, got, err)
		}
	}
}

func TestTooLarge(t *testing.T) {
	defer aiff.SetMaxSize(100)()
	for _, p := range []audiofmt.Params{{Channels: 1, Width: 2, Rate: 8000}, {Channels: 1, Rate: 8000, Compression: "G722"}} {
		var sink audiotest.Buffer
		w, err := aiff.NewWriter(&sink, p, aiff.Options{})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for err == nil && n < 1000 {
			_, err = w.WriteInt16([]int16{1})
			n++
		}
		if !errors.Is(err, audiofmt.ErrTooLarge) {
			t.Errorf("%d frames: %v", n, err)
		}
		if err := w.Close(); err != nil || len(sink.Data) > 108 || len(sink.Data) < 104 || int(sink.Data[7]) != len(sink.Data)-8 {
			t.Errorf("Close: %v, and %d bytes", err, len(sink.Data))
		}
		if _, err := aiff.NewWriter(&sink, p, aiff.Options{Frames: int64(n)}); !errors.Is(err, audiofmt.ErrTooLarge) {
			t.Errorf("a promise of %d frames: %v", n, err)
		}
	}
}

const (
	commAIFF = "COMM\x00\x00\x00\x12\x00\x01\x00\x00\x00\x02\x00\x10\x40\x0b\xfa\x00\x00\x00\x00\x00\x00\x00"
	ssnd     = "SSND\x00\x00\x00\x0c\x00\x00\x00\x00\x00\x00\x00\x00abcd"
)

// Files that are right, or can be read, though this package writes none.
func TestOddFiles(t *testing.T) {
	const seeks, pipe = 1, 2
	for _, c := range []struct {
		name, file, want string
		frames           int64
		sources          int
	}{
		{"samples first", "FORM\x00\x00\x00\x32AIFF" + ssnd + commAIFF, "abcd", 2, seeks},
		{"offset", "FORM\x00\x00\x00\x34AIFF" + commAIFF + "SSND\x00\x00\x00\x0e\x00\x00\x00\x02\x00\x00\x00\x00..abcd", "abcd", 2, seeks | pipe},
		{"more samples than frames", "FORM\x00\x00\x00\x34AIFF" + commAIFF + "SSND\x00\x00\x00\x0e\x00\x00\x00\x00\x00\x00\x00\x00abcd..", "abcd", 2, seeks | pipe},
		{"fewer samples than frames", "FORM\x00\x00\x00\x32AIFF" + strings.Replace(commAIFF, "\x02", "\x03", 1) + ssnd, "abcd", 2, seeks | pipe},
		{"12 bits", "FORM\x00\x00\x00\x32AIFF" + strings.Replace(commAIFF, "\x10", "\x0c", 1) + ssnd, "abcd", 2, seeks | pipe},
		{"FFmpeg's pipe", "FORM\x00\x00\x00\x00AIFF" + strings.Replace(commAIFF, "\x02", "\x00", 1) + "SSND\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00abcd", "abcd", -1, seeks | pipe},
		{"SoX's pipe", "FORM\x7f\x00\x00\x50AIFF" + strings.Replace(commAIFF, "\x00\x00\x00\x02", "\x3f\x80\x00\x00", 1) + "SSND\x7f\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00\x00abcd", "abcd", -1, seeks | pipe},
		{"COMM too short", "FORM\x00\x00\x00\x4aAIFC" + commAIFF + "NONE\x04none\x00" + ssnd, "abcd", 2, seeks | pipe},
		{"COMM too short, odd", "FORM\x00\x00\x00\x4aAIFC" + commAIFF + "sowt\x03abc" + ssnd, "badc", 2, seeks | pipe},
		{"twos", "FORM\x00\x00\x00\x4aAIFC" + strings.Replace(commAIFF, "\x12", "\x18", 1) + "twos\x00\x00" + ssnd, "abcd", 2, seeks | pipe},
		{"in32", "FORM\x00\x00\x00\x4aAIFC" + strings.Replace(commAIFF, "\x12", "\x18", 1) + "in32\x00\x00" + ssnd, "abcd", 1, seeks | pipe},
		{"pad left out", "FORM\x00\x00\x00\x4aAIFF" + "NAME\x00\x00\x00\x01x" + commAIFF + ssnd, "abcd", 2, seeks | pipe},
		{"junk at the end", "FORM\x00\x00\x00\x4aAIFF" + commAIFF + ssnd + "junk!", "abcd", 2, seeks | pipe},
	} {
		for kind, src := range map[int]io.Reader{seeks: strings.NewReader(c.file), pipe: struct{ io.Reader }{strings.NewReader(c.file)}} {
			r, err := aiff.NewReader(src)
			if c.sources&kind == 0 {
				if !errors.Is(err, audiofmt.ErrUnsupported) {
					t.Errorf("%s: %v, want an error", c.name, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s: %v", c.name, err)
				continue
			}
			got, err := io.ReadAll(r)
			if err != nil || string(got) != c.want || r.Params().Frames != c.frames {
				t.Errorf("%s: %d frames, read %q, %v; want %d, %q", c.name, r.Params().Frames, got, err, c.frames, c.want)
			}
		}
	}
}

func TestBadFiles(t *testing.T) {
	for _, c := range []struct {
		file, message string
		is            error
	}{
		{"", `aiff: "FORM" chunk, offset 0: file is truncated (unexpected EOF)`, audiofmt.ErrTruncated},
		{"FORM\x00\x00\x00\x328SVX", `aiff: offset 0: not an AIFF file, begins with "FORM\x00\x00\x0028SVX": not supported (unsupported operation)`, audiofmt.ErrUnsupported},
		{"FORM\x00\x00\x00\x32AIFF", `aiff: "COMM" chunk, offset 12: no such chunk: file is truncated (unexpected EOF)`, audiofmt.ErrTruncated},
		{"FORM\x00\x00\x00\x32AIFF" + commAIFF, `aiff: "SSND" chunk, offset 38: no such chunk: file is truncated (unexpected EOF)`, audiofmt.ErrTruncated},
		{"FORM\x00\x00\x00\x32AIFF" + ssnd, `aiff: "COMM" chunk, offset 32: no such chunk: file is truncated (unexpected EOF)`, audiofmt.ErrTruncated},
		{"FORM\x00\x00\x00\x32AIFFCOMM\x00\x00\x00\x02ab" + ssnd, `aiff: "COMM" chunk, offset 20: only 2 bytes`, nil},
		{"FORM\x00\x00\x00\x32AIFF" + strings.Replace(commAIFF, "\x00\x01", "\xff\xff", 1) + ssnd, `aiff: "COMM" chunk, offset 20: bad number of channels: -1`, nil},
		{"FORM\x00\x00\x00\x32AIFF" + strings.Replace(commAIFF, "\x10", "\x40", 1) + ssnd, `aiff: "COMM" chunk, offset 26: samples of 8 bytes: not supported (unsupported operation)`, audiofmt.ErrUnsupported},
		{"FORM\x00\x00\x00\x32AIFF" + strings.Replace(commAIFF, "\x40\x0b", "\xc0\x0b", 1) + ssnd, `aiff: "COMM" chunk, offset 28: bad rate: -8000`, nil},
		{"FORM\x00\x00\x00\x32AIFC" + strings.Replace(commAIFF, "\x12", "\x18", 1) + "MAC3\x00\x00" + ssnd, `aiff: "COMM" chunk, offset 38: compression "MAC3": not supported (unsupported operation)`, audiofmt.ErrUnsupported},
		{"FORM\x00\x00\x00\x32AIFF" + commAIFF + "SSND\x00\x00\x00\x04abcdefgh", `aiff: "SSND" chunk, offset 46: only 4 bytes`, nil},
	} {
		_, err := aiff.NewReader(strings.NewReader(c.file))
		var fe *audiofmt.FormatError
		if !errors.As(err, &fe) || c.is != nil && !errors.Is(err, c.is) || err.Error() != c.message {
			t.Errorf("NewReader(%.60q) = %v, want %s", c.file, err, c.message)
		}
	}
}

func TestBounded(t *testing.T) {
	for name, file := range map[string]string{
		"long chunk":    "FORM\xff\xff\xff\xffAIFFANNO\xff\xff\xff\x7f",
		"long samples":  "FORM\xff\xff\xff\xffAIFF" + strings.Replace(commAIFF, "\x00\x01", "\x7f\xff", 1) + "SSND\xff\xff\xff\xf0\x00\x00\x00\x00\x00\x00\x00\x00xxx",
		"far offset":    "FORM\xff\xff\xff\xffAIFF" + commAIFF + "SSND\xff\xff\xff\xf0\xff\xff\xff\xff\x00\x00\x00\x00xxx",
		"many markers":  "FORM\xff\xff\xff\xffAIFF" + commAIFF + "MARK\x00\x00\x00\x02\xff\xff" + ssnd,
		"ADPCM":         "FORM\xff\xff\xff\xffAIFC" + strings.Replace(commAIFF, "\x00\x00\x00\x02", "\xff\xff\xff\xff", 1) + "G722\x01 " + "SSND\xff\xff\xff\xff\x00\x00\x00\x00\x00\x00\x00\x00xxx",
		"a name of 255": "FORM\xff\xff\xff\xffAIFC" + commAIFF + "NONE\xff" + ssnd,
	} {
		audiotest.TestBounded(t, name, []byte(file), open)
	}
}

func TestBadParams(t *testing.T) {
	good := audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}
	for _, c := range []struct {
		change func(*audiofmt.Params, *aiff.Options)
		is     error
	}{
		{func(p *audiofmt.Params, o *aiff.Options) { p.Channels = 0 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *aiff.Options) { p.Channels = 40000 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *aiff.Options) { p.Width = 0 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *aiff.Options) { p.Width = 5 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *aiff.Options) { p.Width = -1 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *aiff.Options) { p.Compression = "sowt"; p.Width = 5 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *aiff.Options) { p.Compression = "fl32" }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *aiff.Options) { p.Compression = "G722"; p.Width = 3 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *aiff.Options) { p.Compression = "ulaw"; p.Width = 1 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *aiff.Options) { p.Compression = "MAC3" }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *aiff.Options) { p.Rate = 0 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *aiff.Options) { p.Rate = math.NaN() }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *aiff.Options) {
			p.Compression, p.CompressionName = "NONE", strings.Repeat("x", 256)
		}, audiofmt.ErrTooLarge},
		{func(p *audiofmt.Params, o *aiff.Options) { o.Frames = -1 }, audiofmt.ErrFrameCount},
		{func(p *audiofmt.Params, o *aiff.Options) { o.Chunks = []audiofmt.Chunk{{ID: "SSND"}} }, nil},
		{func(p *audiofmt.Params, o *aiff.Options) { o.Metadata.Markers = []aiff.Marker{{ID: 0}} }, nil},
		{func(p *audiofmt.Params, o *aiff.Options) { o.Metadata.Markers = []aiff.Marker{{ID: 1}, {ID: 1}} }, nil},
		{func(p *audiofmt.Params, o *aiff.Options) { o.Metadata.Markers = []aiff.Marker{{ID: 1, Pos: -1}} }, nil},
		{func(p *audiofmt.Params, o *aiff.Options) {
			o.Metadata.Comments = []aiff.Comment{{Time: time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)}}
		}, nil},
		{func(p *audiofmt.Params, o *aiff.Options) { o.Metadata.Name, o.CPythonBytes = "x", true }, audiofmt.ErrUnsupported},
	} {
		p, o := good, aiff.Options{}
		c.change(&p, &o)
		var sink bytes.Buffer
		if _, err := aiff.NewWriter(&sink, p, o); err == nil || c.is != nil && !errors.Is(err, c.is) || !strings.HasPrefix(err.Error(), "aiff: ") {
			t.Errorf("NewWriter(%+v, %+v): error %v, want %v", p, o, err, c.is)
		}
	}
}

func TestAllocs(t *testing.T) {
	file := write(t, audiofmt.Params{Channels: 2, Width: 2, Rate: 44100}, aiff.Options{}, make([]int16, 1<<16))
	src := bytes.NewReader(file)
	buf := make([]int16, 4096)
	if n := testing.AllocsPerRun(100, func() {
		src.Reset(file)
		r, err := aiff.NewReader(src)
		if err != nil {
			t.Fatal(err)
		}
		for {
			if _, err := r.ReadInt16(buf); err != nil {
				break
			}
		}
	}); n > 10 {
		t.Errorf("reading a file makes %v allocations", n)
	}
}

func FuzzReader(f *testing.F) {
	for _, v := range variants {
		var sink audiotest.Buffer
		w, err := aiff.NewWriter(&sink, v.p, v.o)
		if err != nil {
			f.Fatal(err)
		}
		w.WriteInt16(make([]int16, 12))
		if err := w.Close(); err != nil {
			f.Fatal(err)
		}
		f.Add(sink.Data)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		for _, src := range []io.Reader{&audiotest.Buffer{Data: file}, struct{ io.Reader }{bytes.NewReader(file)}} {
			r, err := aiff.NewReader(src)
			if err != nil {
				continue
			}
			r.Metadata()
			n, _ := audiotest.Drain(t, r, len(file))
			if err := r.SeekFrame(int64(n / r.Params().Channels / 2)); err == nil {
				audiotest.Drain(t, r, len(file))
			}
		}
	})
}
