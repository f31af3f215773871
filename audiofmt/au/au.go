// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package au reads and writes Au files, the format of Sun and NeXT.
//
//	w, err := au.NewWriter(file, audiofmt.Params{Channels: 1, Width: 2, Rate: 44100}, au.Options{})
//	...
//	_, err = w.WriteInt16(samples)
//	err = w.Close()
//
//	r, err := au.NewReader(file)
//	...
//	n, err := r.ReadInt16(samples)
//
// Samples are signed, of 1 to 4 bytes, big endian; or floats of 4 or 8 bytes; or
// µ-law or A-law. A file need not say how long it is, which makes Au a format for
// pipes.
//
// The package follows Python's sunau module, which Python 3.13 dropped: [Reader]
// is Au_read, [Writer] is Au_write, and Params is what getparams returns. Importing
// it makes Au files known to audiofmt.Open.
//
// # Differences from Python
//
//   - A Writer's samples are linear unless something else is asked for; sunau's
//     default is µ-law.
//   - Floats and A-law are read and written; sunau rejects floats, and reads A-law
//     without decoding it.
//   - Params().Frames of a file that does not say its length is -1, not
//     4294967295.
//   - Files whose numbers are little endian are read too, and Read returns their
//     samples big endian; sunau rejects them.
//   - A Reader stops where the file says that samples end; sunau reads on.
//   - Any number of channels up to 65536 is written; sunau writes 1, 2 or 4. A
//     header may be of any length; sunau's limit is 100 bytes.
//   - A first write of nothing does not write the header twice.
//   - A sink that cannot seek, without a promised count, makes a file that does
//     not say its length; sunau raises OSError when it is closed.
//   - A file that ends early gives its frames and then an error.
//   - getsampwidth of sunau fails if the rate is not set yet; there is no such
//     order here.
//
// # When the standard library is the better choice
//
// The standard library has no audio.
package au

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"math"

	"py34.example/audiofmt"
	"py34.example/audiofmt/internal/frames"
)

const (
	magic          = ".snd"
	magicLittle    = "dns."
	magicLittleSoX = "\x00ds."
	unknown32      = 0xffffffff
	fixedSize      = 24 // of the header without the annotation
)

// Encodings.
const (
	encodingULaw    = 1
	encodingLinear8 = 2 // and on to 5 for 32 bits
	encodingFloat   = 6
	encodingDouble  = 7
	encodingALaw    = 27
)

func init() {
	for _, magic := range []string{magic, magicLittle, magicLittleSoX} {
		audiofmt.RegisterFormat("au", magic, func(r io.Reader) (audiofmt.Reader, error) {
			ar, err := NewReader(r)
			if err != nil {
				return nil, err
			}
			return ar, nil
		})
	}
}

// A Reader reads an Au file. It implements audiofmt.Reader, whose comments say
// more about the methods.
type Reader struct {
	frames     *frames.Reader
	annotation string
}

var _ audiofmt.Reader = (*Reader)(nil)

// maxAnnotation is how much of an annotation is kept.
const maxAnnotation = 1 << 20

// NewReader reads the header of the Au file that r is at, which need not seek. The
// Reader reads ahead, and never closes r.
//
// A file of up to 65536 channels is read, and up to 1 MiB of its annotation.
// Memory is taken as bytes come in, whatever the sizes in the file. Errors wrap
// audiofmt.ErrTruncated, audiofmt.ErrUnsupported or audiofmt.ErrTooLarge where
// that is what is wrong.
func NewReader(r io.Reader) (*Reader, error) {
	src := frames.NewSource(r, "au")
	h, err := src.Peek(fixedSize)
	order := orderOf(h)
	if len(h) >= len(magic) && order == nil {
		return nil, src.Error("", 0, fmt.Errorf("not an Au file, begins with %q: %w", h[:len(magic)], audiofmt.ErrUnsupported))
	}
	if err != nil {
		return nil, src.Ended("", err)
	}
	l, start, err := parseHeader(src, h, order)
	if err != nil {
		return nil, err
	}
	src.Advance(fixedSize)
	annotation, err := readAnnotation(src, start-fixedSize)
	if err == nil {
		err = src.SeekTo(start)
	}
	if err != nil {
		return nil, src.Ended("", err)
	}
	return &Reader{frames.NewReader(src, l), annotation}, nil
}

// orderOf returns the byte order of a file that begins with h, and nil if that is
// no Au file. Little endian files come from DEC's machines, libsndfile and SoX.
func orderOf(h []byte) binary.ByteOrder {
	switch string(h[:min(len(magic), len(h))]) {
	case magic:
		return binary.BigEndian
	case magicLittle, magicLittleSoX:
		return binary.LittleEndian
	}
	return nil
}

// parseHeader returns what the fixed part of the header says, and the offset of
// the samples.
func parseHeader(src *frames.Source, h []byte, order binary.ByteOrder) (l frames.Layout, start int64, err error) {
	field := func(i int) int64 { return int64(order.Uint32(h[4*i:])) }
	start = field(1)
	if start < fixedSize {
		return l, 0, src.Error("", 4, fmt.Errorf("header of %d bytes", start))
	}
	if err := frames.CheckChannels(field(5)); err != nil {
		return l, 0, src.Error("", 20, err)
	}
	l.Start, l.Size = start, field(2)
	l.Stored = frames.Encoding{Big: order == binary.BigEndian}
	l.Params = audiofmt.Params{
		Channels:        int(field(5)),
		Rate:            float64(field(4)),
		Frames:          -1,
		Compression:     frames.Plain,
		CompressionName: frames.PlainName,
	}
	p, e := &l.Params, &l.Stored
	switch encoding := int(field(3)); encoding {
	case encodingULaw:
		*e = frames.Encoding{Kind: frames.ULaw, Width: 1}
		p.Width, p.Compression, p.CompressionName = 2, "ULAW", frames.ULawName
	case encodingALaw:
		*e = frames.Encoding{Kind: frames.ALaw, Width: 1}
		p.Width, p.Compression, p.CompressionName = 2, "ALAW", frames.ALawName
	case encodingLinear8, encodingLinear8 + 1, encodingLinear8 + 2, encodingLinear8 + 3:
		e.Width = encoding - encodingLinear8 + 1
		p.Width = e.Width
	case encodingFloat, encodingDouble:
		e.Kind, e.Width = frames.Float, 4*(encoding-encodingFloat+1)
		p.Width = e.Width
	default:
		return l, 0, src.Error("", 12, fmt.Errorf("encoding %d: %w", field(3), audiofmt.ErrUnsupported))
	}
	l.Swap = !l.Stored.Big && l.Stored.Width > 1
	if l.Size == unknown32 {
		l.Size = -1
	} else {
		p.Frames = l.Size / int64(e.Width*p.Channels)
	}
	return l, start, nil
}

// readAnnotation reads the part of the header that is free text, and ends with a
// zero byte.
func readAnnotation(src *frames.Source, size int64) (string, error) {
	var text []byte
	for size = min(size, maxAnnotation); size > 0; {
		b, err := src.Window(1, int(size))
		if err != nil {
			return "", err
		}
		text = append(text, b...)
		src.Advance(len(b))
		size -= int64(len(b))
	}
	text, _, _ = bytes.Cut(text, []byte{0})
	return string(text), nil
}

// Params returns the parameters of the samples.
func (r *Reader) Params() audiofmt.Params { return r.frames.Params }

// Annotation returns the text in the header, which is in no particular encoding.
func (r *Reader) Annotation() string { return r.annotation }

// Float reports whether samples are floats.
func (r *Reader) Float() bool { return r.frames.Stored.Kind == frames.Float }

// Read reads whole frames as bytes, big endian. µ-law and A-law are decoded to 16
// bits, little endian.
//
// Python: Au_read.readframes.
func (r *Reader) Read(p []byte) (n int, err error) { return r.frames.Read(p) }

// ReadInt16 reads samples as 16-bit integers.
func (r *Reader) ReadInt16(dst []int16) (n int, err error) { return frames.ReadSamples(r.frames, dst) }

// ReadInt32 reads samples as 32-bit integers.
func (r *Reader) ReadInt32(dst []int32) (n int, err error) { return frames.ReadSamples(r.frames, dst) }

// ReadFloat32 reads samples as floats, integers scaled to -1 ≤ x < 1.
func (r *Reader) ReadFloat32(dst []float32) (n int, err error) {
	return frames.ReadSamples(r.frames, dst)
}

// ReadFloat64 reads samples as floats, integers scaled to -1 ≤ x < 1.
func (r *Reader) ReadFloat64(dst []float64) (n int, err error) {
	return frames.ReadSamples(r.frames, dst)
}

// WriteTo writes the frames that are left to w, as Read returns them. It
// implements io.WriterTo.
func (r *Reader) WriteTo(w io.Writer) (n int64, err error) { return r.frames.WriteTo(w) }

// Frames returns an iterator over the frames that are left, n at a time, as Read
// returns them; the last time there may be fewer. The slice is good until
// the next turn. An error comes last, with no frames. n must be above zero.
func (r *Reader) Frames(n int) iter.Seq2[[]byte, error] { return r.frames.Frames(n) }

// Pos returns the index of the frame that is read next.
//
// Python: Au_read.tell.
func (r *Reader) Pos() int64 { return r.frames.Pos() }

// SeekFrame makes the frame of the given index the next to be read: 0 to the
// number of frames. A source that cannot seek goes forwards only, and else is an
// error that wraps errors.ErrUnsupported.
//
// Python: Au_read.setpos.
func (r *Reader) SeekFrame(n int64) error { return r.frames.SeekFrame(n) }

// Options say how a [Writer] makes a file.
type Options struct {
	// Frames is the number of frames that will be written: a promise, for
	// sinks that cannot seek, whose header is written once. 0 is none.
	Frames int64

	// UnknownLength writes a header that does not say how long the file is,
	// which is what happens without a promise too. If the sink seeks, Flush
	// and Close fill it in.
	UnknownLength bool

	// Float stores floats, of Params.Width 4 or 8.
	Float bool

	// Annotation is text in the header, without zero bytes, up to 1 MiB.
	Annotation string

	// CPythonBytes writes the very bytes of CPython 3.12.1. There is no
	// difference in this format; the option is there because the other
	// formats have it.
	CPythonBytes bool
}

// A Writer writes an Au file: the header with the first frames, and what is still
// open with Close, which must be called. Up to 64 kB are held back. A file of
// more than 4 GB does not say its length. A Writer must not be used by several
// goroutines at once.
type Writer struct {
	frames *frames.Writer
}

// NewWriter returns a Writer of a file that begins where w is. Of p the fields
// Frames and CompressionName are ignored (see [Options].Frames), and Compression may
// be "" or "NONE", "ULAW" or "ALAW", in upper or lower case. With a law samples
// given as bytes are linear and little endian, of 1 to 4 bytes; a Width of 0 is
// 2. The Rate is rounded to a whole number. Errors wrap
// audiofmt.ErrUnsupported or audiofmt.ErrTooLarge where that is what is wrong.
//
// A file that was opened for appending (os.O_APPEND) counts as a sink that does not
// seek.
func NewWriter(w io.Writer, p audiofmt.Params, o Options) (*Writer, error) {
	stored, width, err := frames.StoredAs("au", p, o.Float, frames.Encoding{Big: true})
	if err != nil {
		return nil, err
	}
	rate := math.RoundToEven(p.Rate)
	switch {
	case p.Channels < 1 || p.Channels > frames.MaxChannels:
		return nil, fmt.Errorf("au: %d channels: %w", p.Channels, audiofmt.ErrUnsupported)
	case !(rate >= 1 && rate <= math.MaxUint32):
		return nil, fmt.Errorf("au: rate %v: %w", p.Rate, audiofmt.ErrUnsupported)
	case width < 1 || width > 4 && !o.Float:
		return nil, fmt.Errorf("au: samples of %d bytes: %w", width, audiofmt.ErrUnsupported)
	case len(o.Annotation) > maxAnnotation:
		return nil, fmt.Errorf("au: annotation of %d bytes: %w", len(o.Annotation), audiofmt.ErrTooLarge)
	case bytes.IndexByte([]byte(o.Annotation), 0) >= 0:
		return nil, fmt.Errorf("au: zero byte in the annotation %q", o.Annotation)
	}
	plan := frames.Plan{
		Container: &container{o.Annotation, p.Channels, uint32(rate), stored},
		Channels:  p.Channels,
		Width:     width,
		Stored:    stored,
		Promised:  o.Frames,
		Unknown:   o.UnknownLength || o.Frames == 0,
	}
	if stored.Law() {
		plan.Pack = frames.Packer(stored, width)
	}
	f, err := frames.NewWriter(w, "au", plan)
	if err != nil {
		return nil, err
	}
	return &Writer{f}, nil
}

// A container makes the header.
type container struct {
	annotation string
	channels   int
	rate       uint32
	stored     frames.Encoding
}

func (c *container) encoding() uint32 {
	switch c.stored.Kind {
	case frames.ULaw:
		return encodingULaw
	case frames.ALaw:
		return encodingALaw
	case frames.Float:
		return encodingFloat + uint32(c.stored.Width/8)
	}
	return encodingLinear8 + uint32(c.stored.Width-1)
}

// Header implements frames.Container.
func (c *container) Header(n int64) []byte {
	// The annotation ends with a zero byte at least, and the header at a
	// multiple of eight.
	b := make([]byte, (fixedSize+len(c.annotation)+1+7)&^7)
	size := int64(unknown32)
	if n >= 0 {
		size = min(n*int64(c.stored.Width*c.channels), unknown32)
	}
	copy(b, magic)
	for i, v := range []uint32{uint32(len(b)), uint32(size), c.encoding(), c.rate, uint32(c.channels)} {
		binary.BigEndian.PutUint32(b[4+4*i:], v)
	}
	copy(b[fixedSize:], c.annotation)
	return b
}

// Trailer implements frames.Container.
func (c *container) Trailer(int64) []byte { return nil }

// MaxFrames implements frames.Container.
func (c *container) MaxFrames() int64 { return math.MaxInt64 / int64(c.stored.Width*c.channels) }

// Grow implements frames.Container.
func (c *container) Grow() bool { return false }

// Write writes frames given as bytes, big endian; with a law, little endian. They
// may come in any pieces; an unfinished frame is held back.
//
// Python: Au_write.writeframesraw.
func (w *Writer) Write(p []byte) (n int, err error) { return w.frames.Write(p) }

// WriteInt16 writes whole frames of interleaved samples, converted to those of
// the file: integers are aligned at their highest bit, as by a shift, and for
// floats divided by 1<<15.
func (w *Writer) WriteInt16(src []int16) (n int, err error) {
	return frames.WriteSamples(w.frames, src)
}

// WriteInt32 is like WriteInt16, for 32 bits. Bits that the file has no room for
// are dropped.
func (w *Writer) WriteInt32(src []int32) (n int, err error) {
	return frames.WriteSamples(w.frames, src)
}

// WriteFloat32 writes whole frames of interleaved samples. For a file of integers
// they are scaled so that 1.0 is one more than the greatest, rounded to even and
// clipped; NaN becomes 0.
func (w *Writer) WriteFloat32(src []float32) (n int, err error) {
	return frames.WriteSamples(w.frames, src)
}

// WriteFloat64 is like WriteFloat32, for 64 bits.
func (w *Writer) WriteFloat64(src []float64) (n int, err error) {
	return frames.WriteSamples(w.frames, src)
}

// ReadFrom writes the frames that r gives as bytes, until it ends. It implements
// io.ReaderFrom.
func (w *Writer) ReadFrom(r io.Reader) (n int64, err error) { return w.frames.ReadFrom(r) }

// Flush writes what is held back, but for an unfinished frame, and if the sink
// seeks makes the header say what was written so far.
func (w *Writer) Flush() error { return w.frames.Flush() }

// Close finishes the file: it flushes, and patches the header if the sink seeks.
// It does not close the sink. If the header says another number of frames than
// were written, and cannot be patched, the error wraps audiofmt.ErrFrameCount; so
// it does if the last frame is unfinished. After the first call Close does
// nothing.
func (w *Writer) Close() error { return w.frames.Close() }
