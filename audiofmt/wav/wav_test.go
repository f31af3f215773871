// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package wav_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"

	"py34.example/audiofmt"
	"py34.example/audiofmt/internal/audiotest"
	"py34.example/audiofmt/wav"
)

// write returns the file that writing 16-bit samples makes, on a sink that seeks.
func write(t *testing.T, p audiofmt.Params, o wav.Options, samples []int16) []byte {
	t.Helper()
	var sink audiotest.Buffer
	w, err := wav.NewWriter(&sink, p, o)
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

// variants are the ways to store samples.
var variants = []struct {
	name string
	p    audiofmt.Params
	o    wav.Options
	tag  uint16
}{
	{"8 bits", audiofmt.Params{Channels: 1, Width: 1, Rate: 8000}, wav.Options{}, 1},
	{"16 bits", audiofmt.Params{Channels: 2, Width: 2, Rate: 44100}, wav.Options{}, 1},
	{"24 bits", audiofmt.Params{Channels: 1, Width: 3, Rate: 48000}, wav.Options{}, 1},
	{"32 bits", audiofmt.Params{Channels: 3, Width: 4, Rate: 192000}, wav.Options{}, 1},
	{"20 bits of 24", audiofmt.Params{Channels: 1, Width: 3, Rate: 48000}, wav.Options{ValidBits: 20}, 1},
	{"5.1", audiofmt.Params{Channels: 6, Width: 2, Rate: 48000}, wav.Options{ChannelMask: 0x3f}, 1},
	{"float32", audiofmt.Params{Channels: 1, Width: 4, Rate: 44100}, wav.Options{Float: true}, 3},
	{"float64", audiofmt.Params{Channels: 2, Width: 8, Rate: 44100}, wav.Options{Float: true}, 3},
	{"float of no width", audiofmt.Params{Channels: 1, Rate: 44100}, wav.Options{Float: true}, 3},
	{"float with mask", audiofmt.Params{Channels: 1, Width: 4, Rate: 44100}, wav.Options{Float: true, ChannelMask: 4}, 3},
	{"µ-law", audiofmt.Params{Channels: 1, Rate: 8000, Compression: "ulaw"}, wav.Options{}, 7},
	{"A-law", audiofmt.Params{Channels: 3, Width: 2, Rate: 8000, Compression: "ALAW"}, wav.Options{}, 6},
	{"RF64", audiofmt.Params{Channels: 1, Width: 2, Rate: 44100}, wav.Options{RF64: true}, 1},
	{"RF64 of floats", audiofmt.Params{Channels: 1, Width: 4, Rate: 44100}, wav.Options{RF64: true, Float: true}, 3},
}

func TestVariants(t *testing.T) {
	samples := []int16{0, 1024, -1024, 32767, -32768, 8192, -8192, 256, -256, 16384, 512, -512}
	for _, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			file := write(t, v.p, v.o, samples)
			r, err := wav.NewReader(bytes.NewReader(file))
			if err != nil {
				t.Fatalf("%v in %x", err, file)
			}
			p, f := r.Params(), r.Format()
			if p.Channels != v.p.Channels || v.p.Width != 0 && p.Width != v.p.Width || p.Rate != v.p.Rate ||
				p.Frames != int64(len(samples)/v.p.Channels) || !strings.EqualFold(p.Compression, cmpOr(v.p.Compression, "NONE")) {
				t.Errorf("Params() = %+v, wrote %+v", p, v.p)
			}
			extensible := v.o.ChannelMask != 0 || v.o.ValidBits != 0
			if f.Tag != v.tag || r.Float() != v.o.Float || f.ChannelMask != v.o.ChannelMask || f.Extensible != extensible || v.o.ValidBits != 0 && f.ValidBits != v.o.ValidBits {
				t.Errorf("Format() = %+v", f)
			}
			got := make([]int16, 100)
			n, err := r.ReadInt16(got)
			if err != nil || n != len(samples) {
				t.Fatalf("ReadInt16 = %d, %v", n, err)
			}
			for i, want := range samples {
				exact := int(got[i]) - int(want)
				if limit := map[bool]int{true: max(int(want), -int(want))/16 + 8, false: 0}[v.tag >= 6]; max(exact, -exact) > limit {
					if v.p.Width != 1 || got[i] != want&^0xff {
						t.Errorf("sample %d = %d, want %d", i, got[i], want)
					}
				}
			}
			if riff := int(binary.LittleEndian.Uint32(file[4:])); !v.o.RF64 && riff != len(file)-8 || len(file)%2 != 0 {
				t.Errorf("RIFF size %d in %d bytes", riff, len(file))
			}
			audiotest.TestReader(t, file, open)
			audiotest.TestHostile(t, file, open)
		})
	}
}

func cmpOr(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// An odd number of bytes is padded; CPython leaves that out.
func TestPad(t *testing.T) {
	p := audiofmt.Params{Channels: 1, Width: 1, Rate: 8000}
	got := write(t, p, wav.Options{}, []int16{0, 256, -256})
	want := "RIFF\x28\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x03\x00\x00\x00\x80\x81\x7f\x00"
	if string(got) != want {
		t.Errorf("wrote %q, want %q", got, want)
	}
	got = write(t, p, wav.Options{CPythonBytes: true}, []int16{0, 256, -256})
	if want := strings.Replace(want[:len(want)-1], "\x28", "\x27", 1); string(got) != want {
		t.Errorf("with CPythonBytes wrote %q, want %q", got, want)
	}
}

// a frame of a byte, in pieces of every size.
func TestWritePieces(t *testing.T) {
	data := make([]byte, 200000)
	for i := range data {
		data[i] = byte(i * i >> 3)
	}
	p := audiofmt.Params{Channels: 2, Width: 2, Rate: 8000}
	for _, step := range []int{1, 3, 4, 1000, 4096, 65535, 65536, 100001, 200000} {
		var sink audiotest.Buffer
		w, err := wav.NewWriter(&sink, p, wav.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for piece := range slices.Chunk(data, step) {
			if n, err := w.Write(piece); n != len(piece) || err != nil {
				t.Fatalf("Write of %d bytes = %d, %v", len(piece), n, err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		r, err := wav.NewReader(&audiotest.Buffer{Data: sink.Data})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, data) {
			t.Errorf("in pieces of %d bytes: %d bytes, %v", step, len(got), err)
		}
	}
}

// Large reads leave the buffer out; what is read behind them is in order.
func TestSeekAfterLargeRead(t *testing.T) {
	samples := make([]int16, 300000)
	for i := range samples {
		samples[i] = int16(i * 7919)
	}
	file := write(t, audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}, wav.Options{}, samples)
	r, err := wav.NewReader(&audiotest.Buffer{Data: file})
	if err != nil {
		t.Fatal(err)
	}
	buf := make([]int16, 300000)
	for _, c := range []struct{ seek, read int }{
		{0, 10}, {10, 100000}, {100005, 10}, {109000, 1000}, {20, 33000}, {33015, 5}, {33000, 40000}, {299990, 10}, {0, 300000}, {299000, 1000},
	} {
		if err := r.SeekFrame(int64(c.seek)); err != nil {
			t.Fatal(err)
		}
		n, err := r.ReadInt16(buf[:c.read])
		if err != nil || !slices.Equal(buf[:n], samples[c.seek:c.seek+c.read]) {
			t.Errorf("%d samples from %d on: %d, %v, and not those", c.read, c.seek, n, err)
		}
	}
}

func TestReadFrom(t *testing.T) {
	data := bytes.Repeat([]byte{1, 2, 3, 4, 5}, 40000)
	var sink audiotest.Buffer
	w, err := wav.NewWriter(&sink, audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}, wav.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n, err := w.ReadFrom(struct{ io.Reader }{bytes.NewReader(data)}); n != int64(len(data)) || err != nil {
		t.Fatalf("ReadFrom = %d, %v", n, err)
	}
	if err := w.Close(); err != nil || !bytes.Equal(sink.Data[44:], data) {
		t.Errorf("Close: %v, and %d bytes", err, len(sink.Data))
	}
	failing := errors.New("line is dead")
	w, err = wav.NewWriter(&sink, audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}, wav.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.ReadFrom(io.MultiReader(strings.NewReader("ab"), failingReader{failing})); err != failing {
		t.Errorf("ReadFrom = %v, want %v", err, failing)
	}
}

type failingReader struct{ err error }

func (f failingReader) Read([]byte) (int, error) { return 0, f.err }

type failingWriter struct{ left int }

var errFull = errors.New("disk full")

func (f *failingWriter) Write(p []byte) (int, error) {
	if len(p) > f.left {
		n := f.left
		f.left = 0
		return n, errFull
	}
	f.left -= len(p)
	return len(p), nil
}

func TestSinkErrors(t *testing.T) {
	for _, room := range []int{0, 10, 44, 1000, 70000} {
		w, err := wav.NewWriter(&failingWriter{room}, audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}, wav.Options{Frames: 100000})
		if err != nil {
			t.Fatal(err)
		}
		_, err = w.Write(make([]byte, 200000))
		if !errors.Is(err, errFull) {
			t.Errorf("Write with room for %d bytes: %v", room, err)
		}
		if _, err := w.WriteInt16([]int16{1}); !errors.Is(err, errFull) {
			t.Errorf("WriteInt16 after that: %v", err)
		}
		if err := w.Close(); !errors.Is(err, errFull) {
			t.Errorf("Close with room for %d bytes: %v", room, err)
		}
	}
}

// TestPromise is what becomes of a count in the header, on sinks that seek and
// on others.
func TestPromise(t *testing.T) {
	for _, c := range []struct {
		o         wav.Options
		write     int
		seeks     bool
		riff, dat uint32
		err       error
	}{
		{wav.Options{}, 3, true, 42, 6, nil},
		{wav.Options{}, 3, false, 42, 6, nil}, // held back until Close
		{wav.Options{}, 0, false, 36, 0, nil},
		{wav.Options{Frames: 3}, 3, false, 42, 6, nil},
		{wav.Options{Frames: 2}, 3, true, 42, 6, nil},
		{wav.Options{Frames: 2}, 3, false, 40, 4, audiofmt.ErrFrameCount},
		{wav.Options{Frames: 4}, 3, false, 44, 8, audiofmt.ErrFrameCount},
		{wav.Options{Frames: 4}, 0, false, 44, 8, audiofmt.ErrFrameCount},
		{wav.Options{}, 50000, false, 100036, 100000, nil}, // one call
		{wav.Options{UnknownLength: true}, 3, false, 0xffffffff, 0xffffffff, nil},
		{wav.Options{UnknownLength: true}, 3, true, 42, 6, nil},
	} {
		var sink audiotest.Buffer
		var w io.Writer = struct{ io.Writer }{&sink}
		if c.seeks {
			w = &sink
		}
		f, err := wav.NewWriter(w, audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}, c.o)
		if err != nil {
			t.Fatal(err)
		}
		if c.write > 0 {
			if _, err := f.Write(make([]byte, 2*c.write)); err != nil {
				t.Fatal(err)
			}
		}
		err = f.Close()
		riff, dat := binary.LittleEndian.Uint32(sink.Data[4:]), binary.LittleEndian.Uint32(sink.Data[40:])
		if !errors.Is(err, c.err) || riff != c.riff || dat != c.dat {
			t.Errorf("%+v, %d frames, seeks %v: sizes %d and %d, %v; want %d and %d, %v", c.o, c.write, c.seeks, riff, dat, err, c.riff, c.dat, c.err)
		}
	}

	// Without a promise a pipe's header goes out with the first 64 kB.
	var pipe bytes.Buffer
	f, err := wav.NewWriter(&pipe, audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}, wav.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := f.Write(make([]byte, 80000)); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); !errors.Is(err, audiofmt.ErrFrameCount) {
		t.Errorf("Close after two long writes to a pipe: %v", err)
	}
}

func TestUnfinishedFrame(t *testing.T) {
	var sink audiotest.Buffer
	f, err := wav.NewWriter(&sink, audiofmt.Params{Channels: 2, Width: 2, Rate: 8000}, wav.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n, err := f.Write([]byte{1, 2, 3, 4, 5}); n != 5 || err != nil {
		t.Fatalf("Write = %d, %v", n, err)
	}
	if _, err := f.WriteInt16([]int16{1, 2}); err == nil {
		t.Error("WriteInt16 in the middle of a frame: no error")
	}
	if _, err := f.WriteInt16([]int16{1}); err == nil {
		t.Error("WriteInt16 of half a frame: no error")
	}
	if err := f.Close(); !errors.Is(err, audiofmt.ErrFrameCount) {
		t.Errorf("Close: %v", err)
	}
	if len(sink.Data) != 48 || sink.Data[40] != 4 {
		t.Errorf("wrote %x", sink.Data)
	}
	if _, err := f.Write([]byte{1, 2, 3, 4}); err == nil {
		t.Error("Write after Close: no error")
	}
	if err := f.Flush(); err == nil {
		t.Error("Flush after Close: no error")
	}
}

// A file starts where its sink is, and the sink is left behind it.
func TestInTheMiddle(t *testing.T) {
	sink := audiotest.Buffer{Data: []byte("before")}
	sink.Seek(0, io.SeekEnd)
	w, err := wav.NewWriter(&sink, audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}, wav.Options{Frames: 1})
	if err != nil {
		t.Fatal(err)
	}
	w.WriteInt16([]int16{1, 2, 3})
	if err := w.Flush(); err != nil || len(sink.Data) != 6+44+6 || sink.Data[6+40] != 6 {
		t.Errorf("Flush: %v, wrote %q", err, sink.Data)
	}
	w.WriteInt16([]int16{4})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	io.WriteString(&sink, "after")
	if got := string(sink.Data); !strings.HasPrefix(got, "beforeRIFF\x2c\x00") || !strings.HasSuffix(got, "\x04\x00after") {
		t.Errorf("wrote %q", got)
	}
	sink.Seek(6, io.SeekStart)
	r, err := wav.NewReader(&sink)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.SeekFrame(3); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err != nil || string(got) != "\x04\x00" {
		t.Errorf("read %q, %v", got, err)
	}
}

func TestTooLarge(t *testing.T) {
	defer wav.SetMaxSize(100)() // bytes
	p := audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}
	const fit = (100 - 36 - 1) / 2

	var sink audiotest.Buffer
	w, err := wav.NewWriter(audiotest.Sink{Buffer: &sink}, p, wav.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(make([]byte, 2*fit)); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if n, err := w.Write([]byte{1, 2}); n != 0 || !errors.Is(err, audiofmt.ErrTooLarge) {
		t.Errorf("Write of one frame too many = %d, %v", n, err)
	}
	if err := w.Close(); err != nil || len(sink.Data) != 44+2*fit || int(sink.Data[4]) != len(sink.Data)-8 {
		t.Errorf("Close: %v, and %d bytes", err, len(sink.Data))
	}

	// Nothing is lost if nothing was written yet, or if the sink can be read.
	for name, sink := range map[string]*audiotest.Buffer{"flushed": {}, "not flushed": {}} {
		w, err := wav.NewWriter(sink, p, wav.Options{Info: []wav.Tag{{ID: "INAM", Text: "x"}}})
		if err != nil {
			t.Fatal(err)
		}
		var want []byte
		for i := range 100 {
			b := []byte{byte(i), 1}
			want = append(want, b...)
			if _, err := w.Write(b); err != nil {
				t.Fatal(err)
			}
			if name == "flushed" {
				if err := w.Flush(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		r, err := wav.NewReader(&audiotest.Buffer{Data: sink.Data})
		if err != nil {
			t.Fatalf("%s: %v in %q", name, err, sink.Data)
		}
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, want) || !bytes.HasPrefix(sink.Data, []byte("RF64\xff\xff\xff\xffWAVEds64")) || len(r.Info()) != 1 {
			t.Errorf("%s: read %x, %v from %q", name, got, err, sink.Data)
		}
	}

	if w, err := wav.NewWriter(&sink, p, wav.Options{Frames: fit + 1}); err != nil {
		t.Error(err)
	} else if w.WriteInt16([]int16{1}); w.Close() != nil || string(sink.Data[len(sink.Data)-82:][:4]) != "RF64" {
		t.Errorf("a promise of too many frames: %q", sink.Data)
	}
	if _, err := wav.NewWriter(&sink, p, wav.Options{Frames: fit + 1, CPythonBytes: true}); !errors.Is(err, audiofmt.ErrTooLarge) {
		t.Errorf("a promise of too many frames, with CPythonBytes: %v", err)
	}
	if _, err := wav.NewWriter(&sink, p, wav.Options{Frames: math.MaxInt64}); !errors.Is(err, audiofmt.ErrTooLarge) {
		t.Errorf("a promise of all frames: %v", err)
	}

	// A stream of unknown length has no limit.
	var pipe bytes.Buffer
	w, err = wav.NewWriter(&pipe, p, wav.Options{UnknownLength: true})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(make([]byte, 1000)); err != nil {
		t.Error(err)
	}
	if err := w.Close(); err != nil || pipe.Len() != 1044 {
		t.Errorf("Close: %v, and %d bytes", err, pipe.Len())
	}
}

func TestBadParams(t *testing.T) {
	good := audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}
	for _, c := range []struct {
		change func(*audiofmt.Params, *wav.Options)
		is     error
	}{
		{func(p *audiofmt.Params, o *wav.Options) { p.Channels = 0 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *wav.Options) { p.Channels = -1 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *wav.Options) { p.Channels = 40000 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *wav.Options) { p.Width = 0 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *wav.Options) { p.Width = 5 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *wav.Options) { p.Width = 3; o.Float = true }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *wav.Options) { p.Rate = 0 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *wav.Options) { p.Rate = math.NaN() }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *wav.Options) { p.Rate = math.Inf(1) }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *wav.Options) { p.Compression = "sowt" }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *wav.Options) { p.Compression = "ulaw"; o.Float = true }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *wav.Options) { p.Compression = "ulaw"; p.Width = 3 }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *wav.Options) { o.Float, p.Width, o.CPythonBytes = true, 4, true }, audiofmt.ErrUnsupported},
		{func(p *audiofmt.Params, o *wav.Options) { o.Frames = -1 }, audiofmt.ErrFrameCount},
		{func(p *audiofmt.Params, o *wav.Options) { o.ValidBits = 17 }, nil},
		{func(p *audiofmt.Params, o *wav.Options) { o.Chunks = []audiofmt.Chunk{{ID: "abc"}} }, nil},
		{func(p *audiofmt.Params, o *wav.Options) { o.Chunks = []audiofmt.Chunk{{ID: "data"}} }, nil},
		{func(p *audiofmt.Params, o *wav.Options) { o.Info = []wav.Tag{{ID: ""}} }, nil},
	} {
		p, o := good, wav.Options{}
		c.change(&p, &o)
		var sink bytes.Buffer
		if _, err := wav.NewWriter(&sink, p, o); err == nil || c.is != nil && !errors.Is(err, c.is) || !strings.HasPrefix(err.Error(), "wav: ") {
			t.Errorf("NewWriter(%+v, %+v): error %v, want %v", p, o, err, c.is)
		}
	}
}

// Chunks before and behind the samples come back, and text of INFO lists.
func TestChunks(t *testing.T) {
	o := wav.Options{
		Info:   []wav.Tag{{"INAM", "Spam"}, {"IART", "é"}, {"ICMT", ""}},
		Chunks: []audiofmt.Chunk{{ID: "bext", Data: []byte("abc")}, {ID: "cue ", Data: []byte("1234")}},
	}
	file := write(t, audiofmt.Params{Channels: 1, Width: 1, Rate: 8000}, o, []int16{1, 2, 3})
	file = append(file, "LIST\x12\x00\x00\x00INFOISFT\x05\x00\x00\x00eggs\x00\x00id3 \x03\x00\x00\x00abc\x00junk"...)
	r, err := wav.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := r.Info(), append(o.Info, wav.Tag{ID: "ISFT", Text: "eggs"}); !slices.Equal(got, want) {
		t.Errorf("Info() = %q, want %q", got, want)
	}
	var ids []string
	for _, c := range r.Chunks() {
		ids = append(ids, fmt.Sprintf("%s %d %d", c.ID, c.Size, len(c.Data)))
		if !bytes.Equal(file[c.Offset:c.Offset+c.Size], c.Data) {
			t.Errorf("chunk %s is not at %d", c.ID, c.Offset)
		}
	}
	if got, want := strings.Join(ids, ", "), "LIST 40 40, bext 3 3, cue  4 4, LIST 18 18, id3  3 3"; got != want {
		t.Errorf("Chunks() = %s, want %s", got, want)
	}
	audiotest.TestReader(t, file, open)
	audiotest.TestHostile(t, file[:len(file)-4], open)
}

// CPython leaves out the pad byte, and so do others: what follows is found.
func TestNoPad(t *testing.T) {
	p := audiofmt.Params{Channels: 1, Width: 1, Rate: 8000}
	file := write(t, p, wav.Options{CPythonBytes: true}, []int16{1, 2, 3})
	file = append(file, "LIST\x0e\x00\x00\x00INFOINAM\x02\x00\x00\x00x\x00"...)
	r, err := wav.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if got := r.Info(); len(got) != 1 || got[0].Text != "x" {
		t.Errorf("Info() = %q", got)
	}
	audiotest.TestReader(t, file, open)
}

// The lengths that encoders leave in a pipe.
func TestUnknownLengths(t *testing.T) {
	const head = "WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00"
	const all = "\xff\xff\xff\xff"
	for name, file := range map[string]string{
		"FFmpeg":     "RIFF" + all + head + "LIST\x04\x00\x00\x00INFOdata" + all + "abcdef",
		"zeros":      "RIFF\x00\x00\x00\x00" + head + "data\x00\x00\x00\x00abcdef",
		"SoX":        "RIFF\x24\xf0\xff\x7f" + head + "data\x00\xf0\xff\x7fabcdef",
		"RF64":       "RF64" + all + "WAVEds64\x1c\x00\x00\x00" + all + all + all + all + strings.Repeat("\x00", 12) + head[4:] + "data" + all + "abcdef",
		"RIFF known": "RIFF\x24\x00\x00\x00" + head + "data" + all + "abcdef",
	} {
		for source, r := range map[string]io.Reader{"file": strings.NewReader(file), "pipe": struct{ io.Reader }{strings.NewReader(file)}} {
			r, err := wav.NewReader(r)
			if err != nil {
				t.Errorf("%s, %s: %v", name, source, err)
				continue
			}
			got, err := io.ReadAll(r)
			if r.Params().Frames != -1 || err != nil || string(got) != "abcdef" {
				t.Errorf("%s, %s: %d frames, read %q, %v", name, source, r.Params().Frames, got, err)
			}
		}
		r, err := wav.NewReader(strings.NewReader(file[:len(file)-1]))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := io.ReadAll(r); !errors.Is(err, audiofmt.ErrTruncated) || string(got) != "abcd" {
			t.Errorf("%s, cut in a frame: read %q, %v", name, got, err)
		}
	}
}

func TestBadFiles(t *testing.T) {
	const head = "RIFF\xff\x00\x00\x00WAVE"
	const fmtChunk = "fmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x10\x00"
	for _, c := range []struct {
		file, message string
		is            error
	}{
		{"", `wav: "RIFF" chunk, offset 0: file is truncated (unexpected EOF)`, audiofmt.ErrTruncated},
		{"RIFFabcdAVI ", `wav: offset 0: not a WAV file, begins with "RIFFabcdAVI ": not supported (unsupported operation)`, audiofmt.ErrUnsupported},
		{head, `wav: "data" chunk, offset 12: no such chunk: file is truncated (unexpected EOF)`, audiofmt.ErrTruncated},
		{head + "data\x00\x00\x00\x00", `wav: "data" chunk, offset 20: comes before the format`, nil},
		{head + "fmt \x02\x00\x00\x00ab", `wav: "fmt " chunk, offset 20: only 2 bytes`, nil},
		{head + "fmt \x10\x00\x00\x00ab", `wav: "fmt " chunk, offset 22: file is truncated (unexpected EOF)`, audiofmt.ErrTruncated},
		{head + "fmt \xff\xff\xff\x7fab", `wav: "fmt " chunk, offset 20: 2147483647 bytes: too large`, audiofmt.ErrTooLarge},
		{head + strings.Replace(fmtChunk, "\x01\x00\x01", "\x55\x00\x01", 1), `wav: "fmt " chunk, offset 20: format tag 0x0055: not supported (unsupported operation)`, audiofmt.ErrUnsupported},
		{head + strings.Replace(fmtChunk, "\x01\x00\x01", "\x01\x00\x00", 1), `wav: "fmt " chunk, offset 22: bad number of channels: 0`, nil},
		{head + fmtChunk[:22] + "\x00\x00", `wav: "fmt " chunk, offset 34: 0 bits a sample with format tag 1: not supported (unsupported operation)`, audiofmt.ErrUnsupported},
		{head + "ds64\x02\x00\x00\x00ab", `wav: "ds64" chunk, offset 20: only 2 bytes`, nil},
		{head + "ab", `wav: offset 14: file is truncated (unexpected EOF)`, audiofmt.ErrTruncated},
		{head + strings.Repeat("abcd\x00\x00\x00\x00", 5000), `wav: "abcd" chunk, offset 32788: more than 4096 chunks: too large`, audiofmt.ErrTooLarge},
	} {
		file := c.file
		_, err := wav.NewReader(strings.NewReader(file))
		var fe *audiofmt.FormatError
		if !errors.As(err, &fe) || c.is != nil && !errors.Is(err, c.is) || err.Error() != c.message {
			t.Errorf("NewReader(%.60q) = %v, want %s", file, err, c.message)
		}
	}
}

func TestBounded(t *testing.T) {
	const fmtChunk = "fmt \x10\x00\x00\x00\x01\x00\xff\xff\x40\x1f\x00\x00\x80\x3e\x00\x00\x02\x00\x20\x00"
	for name, file := range map[string]string{
		"long chunk":    "RIFF\xff\xff\xff\xffWAVEjunk\xff\xff\xff\x7f",
		"long format":   "RIFF\xff\xff\xff\xffWAVEfmt \xff\xff\x0f\x00",
		"long samples":  "RIFF\xff\xff\xff\xffWAVE" + fmtChunk + "data\xff\xff\xff\x7f",
		"many channels": "RIFF\xff\xff\xff\xffWAVE" + fmtChunk + "data\xff\xff\xff\xff" + strings.Repeat("x", 900),
		"many chunks":   "RIFF\xff\xff\xff\xffWAVE" + strings.Repeat("abcd\x00\x00\x00\x00", 120),
	} {
		audiotest.TestBounded(t, name, []byte(file), open)
	}
}

func TestReadErrors(t *testing.T) {
	file := write(t, audiofmt.Params{Channels: 2, Width: 2, Rate: 8000}, wav.Options{}, []int16{1, 2, 3, 4})
	failing := errors.New("line is dead")
	r, err := wav.NewReader(io.MultiReader(bytes.NewReader(file[:len(file)-2]), failingReader{failing}))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := r.Read(make([]byte, 3)); n != 0 || err != io.ErrShortBuffer {
		t.Errorf("Read of 3 bytes = %d, %v", n, err)
	}
	if n, err := r.ReadInt16(make([]int16, 1)); n != 0 || err != io.ErrShortBuffer {
		t.Errorf("ReadInt16 of one sample = %d, %v", n, err)
	}
	if n, err := r.Read(nil); n != 0 || err != nil {
		t.Errorf("Read of nothing = %d, %v", n, err)
	}
	if n, err := r.ReadInt16(nil); n != 0 || err != nil {
		t.Errorf("ReadInt16 of nothing = %d, %v", n, err)
	}
	got := make([]int32, 5)
	if n, err := r.ReadInt32(got); n != 2 || err != nil || got[0] != 1<<16 {
		t.Errorf("ReadInt32 = %d, %v", n, err)
	}
	if n, err := r.ReadInt32(got); n != 0 || err != failing {
		t.Errorf("ReadInt32 = %d, %v, want %v", n, err, failing)
	}
	for _, err := range r.Frames(0) {
		if err == nil {
			t.Error("Frames(0): no error")
		}
	}
	if err := r.SeekFrame(0); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("SeekFrame(0) in a stream: %v", err)
	}
	if _, err := r.WriteTo(&failingWriter{}); err != failing {
		t.Errorf("WriteTo = %v, want %v", err, failing)
	}
	r2, err := wav.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := r2.WriteTo(&failingWriter{left: 5}); n != 5 || err != errFull {
		t.Errorf("WriteTo a full disk = %d, %v", n, err)
	}
}

// An iterator takes no more memory than there are frames, whatever n.
func TestFrames(t *testing.T) {
	file := write(t, audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}, wav.Options{}, make([]int16, 100000))
	for _, n := range []int{1, 7, 40000, 99999, 100000, 100001, 1 << 40 >> 20} {
		r, err := wav.NewReader(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		total, turns := 0, 0
		for b, err := range r.Frames(n) {
			if err != nil || len(b) > 2*n || total+len(b) < 200000 && len(b) != 2*n {
				t.Fatalf("Frames(%d): %d bytes, %v", n, len(b), err)
			}
			total += len(b)
			turns++
		}
		if total != 200000 || turns != (100000+n-1)/n {
			t.Errorf("Frames(%d): %d bytes in %d turns", n, total, turns)
		}
	}
	r, err := wav.NewReader(bytes.NewReader(file[:144]))
	if err != nil {
		t.Fatal(err)
	}
	var last error
	total := 0
	for b, err := range r.Frames(30) {
		total += len(b)
		last = err
	}
	if total != 100 || !errors.Is(last, audiofmt.ErrTruncated) {
		t.Errorf("Frames of a file cut short: %d bytes, then %v", total, last)
	}
}

func TestAllocs(t *testing.T) {
	file := write(t, audiofmt.Params{Channels: 2, Width: 2, Rate: 44100}, wav.Options{}, make([]int16, 1<<16))
	src := bytes.NewReader(file)
	buf := make([]int16, 4096)
	if n := testing.AllocsPerRun(100, func() {
		src.Reset(file)
		r, err := wav.NewReader(src)
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
	if n := testing.AllocsPerRun(100, func() {
		w, err := wav.NewWriter(io.Discard, audiofmt.Params{Channels: 2, Width: 2, Rate: 44100}, wav.Options{Frames: 40960})
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			w.WriteInt16(buf)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}); n > 20 {
		t.Errorf("writing a file makes %v allocations", n)
	}
}

// rifx turns a RIFF file into one whose numbers are big endian.
func rifx(file []byte, width int) []byte {
	b := slices.Clone(file)
	turn := func(fields ...[]byte) {
		for _, f := range fields {
			slices.Reverse(f)
		}
	}
	copy(b, "RIFX")
	turn(b[4:8])
	for at := 12; at < len(b); {
		id, size := string(b[at:at+4]), b[at+4:at+8]
		n := int(binary.LittleEndian.Uint32(size))
		turn(size)
		c := b[at+8 : at+8+n]
		switch id {
		case "fmt ":
			turn(c[0:2], c[2:4], c[4:8], c[8:12], c[12:14], c[14:16])
			if n >= 40 {
				turn(c[16:18], c[18:20], c[20:24], c[24:28], c[28:30], c[30:32])
			}
		case "data":
			turn(slices.Collect(slices.Chunk(c, width))...)
		case "LIST":
			for c = c[4:]; len(c) > 0; c = c[8+n+n%2:] {
				n = int(binary.LittleEndian.Uint32(c[4:8]))
				turn(c[4:8])
			}
			n = int(binary.BigEndian.Uint32(size))
		}
		at += 8 + n + n%2
	}
	return b
}

// TestRIFX reads the same from a file and from what it is with numbers the other
// way around.
func TestRIFX(t *testing.T) {
	samples := []int16{0, 1024, -1024, 32767, -32768, 8192, -8192, 256, -256, 16384, 512, -512}
	for _, v := range variants {
		if v.o.RF64 {
			continue
		}
		t.Run(v.name, func(t *testing.T) {
			v.o.Info = []wav.Tag{{ID: "INAM", Text: "Spam"}, {ID: "IART", Text: "Vikings"}}
			file := write(t, v.p, v.o, samples)
			want, err := wav.NewReader(bytes.NewReader(file))
			if err != nil {
				t.Fatal(err)
			}
			stored := want.Params().Width
			if v.p.Compression != "" {
				stored = 1
			}
			open := func() *wav.Reader {
				t.Helper()
				r, err := audiofmt.Open(bytes.NewReader(rifx(file, stored)))
				if err != nil {
					t.Fatal(err)
				}
				return r.(*wav.Reader)
			}
			got := open()
			f := got.Format()
			if !f.BigEndian || want.Format().BigEndian {
				t.Errorf("BigEndian = %t, and %t of a RIFF file", f.BigEndian, want.Format().BigEndian)
			}
			f.BigEndian = false
			if got.Params() != want.Params() || f != want.Format() || !slices.Equal(got.Info(), want.Info()) || len(got.Info()) != 2 {
				t.Errorf("%+v, %+v, %q, want %+v, %+v, %q", got.Params(), f, got.Info(), want.Params(), want.Format(), want.Info())
			}
			gotBytes, err := io.ReadAll(got)
			if err != nil {
				t.Fatal(err)
			}
			wantBytes, err := io.ReadAll(want)
			if err != nil || !bytes.Equal(gotBytes, wantBytes) {
				t.Errorf("Read %x, want %x", gotBytes, wantBytes)
			}
			if err := want.SeekFrame(0); err != nil {
				t.Fatal(err)
			}
			gotInts, wantInts := make([]int16, 20), make([]int16, 20)
			n, err := open().ReadInt16(gotInts)
			m, err2 := want.ReadInt16(wantInts)
			if n != m || err != nil || err2 != nil || !slices.Equal(gotInts, wantInts) {
				t.Errorf("ReadInt16: %v, %v, want %v, %v", gotInts[:n], err, wantInts[:m], err2)
			}
		})
	}
}

func FuzzReader(f *testing.F) {
	for _, v := range variants[:12] {
		var sink audiotest.Buffer
		w, err := wav.NewWriter(&sink, v.p, v.o)
		if err != nil {
			f.Fatal(err)
		}
		w.WriteInt16(make([]int16, 12))
		if err := w.Close(); err != nil {
			f.Fatal(err)
		}
		f.Add(sink.Data)
		if v.p.Compression == "" && v.p.Width > 0 {
			f.Add(rifx(sink.Data, v.p.Width))
		}
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		for _, src := range []io.Reader{&audiotest.Buffer{Data: file}, struct{ io.Reader }{bytes.NewReader(file)}} {
			r, err := wav.NewReader(src)
			if err != nil {
				continue
			}
			r.Info()
			n, _ := audiotest.Drain(t, r, len(file))
			if err := r.SeekFrame(int64(n / r.Params().Channels / 2)); err == nil {
				audiotest.Drain(t, r, len(file))
			}
		}
	})
}
