// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package wav

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"

	"py34.example/audiofmt"
	"py34.example/audiofmt/internal/frames"
)

// Options say how a [Writer] makes a file. The zero value makes what Python's wave
// module makes, but for the pad byte behind an odd number of bytes.
type Options struct {
	// Frames is the number of frames that will be written: a promise, for
	// sinks that cannot seek, whose header is written once. 0 is none.
	Frames int64

	// UnknownLength writes a header that does not say how long the file is,
	// for sinks that cannot seek: its sizes are 0xFFFFFFFF. If the sink
	// seeks, Flush and Close fill them in.
	UnknownLength bool

	// RF64 makes an RF64 file, which may be larger than 4 GB. Without it
	// a file becomes one when it must: if more frames are promised
	// than fit, or if the sink seeks and can be read too, as a file from
	// os.Create can; then all that was written before is moved by 36
	// bytes, once. For another sink the error is audiofmt.ErrTooLarge,
	// before anything of the frames that do not fit is written.
	RF64 bool

	// ChannelMask says which speakers the channels are for, one bit each
	// (WAVE_FORMAT_EXTENSIBLE: 1 front left, 2 front right, 4 front
	// center, 8 low frequency, ...). It makes the format extensible.
	ChannelMask uint32

	// ValidBits is how many bits of a linear sample are used, the highest
	// ones, if not all are. It makes the format extensible.
	ValidBits int

	// Float stores floats, of Params.Width 4 or 8.
	Float bool

	// Info is written as an INFO list, and Chunks as they are, both before
	// the samples.
	Info   []Tag
	Chunks []audiofmt.Chunk

	// CPythonBytes writes the very bytes of CPython 3.12.1: there is no pad
	// behind an odd number of bytes, and no size counts one.
	CPythonBytes bool
}

// A Writer writes a WAV file: the header with the first frames, and what is still
// open with Close, which must be called. Up to 64 kB are held back. A Writer
// must not be used by several goroutines at once.
type Writer struct {
	frames *frames.Writer
}

// NewWriter returns a Writer of a file that begins where w is. Of p the fields
// Frames and CompressionName are ignored (see [Options].Frames), and Compression may
// be "" or "NONE", "ulaw" or "alaw". With a law samples given as bytes are 16
// bits, little endian, and Width may be 0. The Rate is rounded to a whole number.
// Errors wrap audiofmt.ErrUnsupported or audiofmt.ErrTooLarge where that is what
// is wrong.
//
// A file that was opened for appending (os.O_APPEND) counts as a sink that does not
// seek.
func NewWriter(w io.Writer, p audiofmt.Params, o Options) (*Writer, error) {
	c, err := newContainer(p, o)
	if err != nil {
		return nil, err
	}
	plan := frames.Plan{
		Container: c,
		Channels:  p.Channels,
		Width:     c.width,
		Stored:    c.stored,
		Promised:  o.Frames,
		Unknown:   o.UnknownLength,
	}
	if c.stored.Law() {
		plan.Pack = frames.Packer(c.stored, c.width)
	}
	f, err := frames.NewWriter(w, "wav", plan)
	if err != nil {
		return nil, err
	}
	return &Writer{f}, nil
}

// A container makes the header.
type container struct {
	o        Options
	channels int
	rate     uint32
	width    int // of samples given as bytes
	stored   frames.Encoding
	extra    []byte // chunks before the samples
}

func newContainer(p audiofmt.Params, o Options) (*container, error) {
	c := &container{o: o, channels: p.Channels}
	var err error
	if c.stored, c.width, err = frames.StoredAs("wav", p, o.Float, linear(p.Width)); err != nil {
		return nil, err
	}
	rate := math.RoundToEven(p.Rate)
	switch block := p.Channels * c.stored.Width; {
	case p.Channels < 1 || p.Channels > math.MaxUint16 || block > math.MaxUint16:
		return nil, fmt.Errorf("wav: %d channels of %d bytes: %w", p.Channels, c.stored.Width, audiofmt.ErrUnsupported)
	case !(rate >= 1 && rate <= math.MaxUint32):
		return nil, fmt.Errorf("wav: rate %v: %w", p.Rate, audiofmt.ErrUnsupported)
	case c.stored.Law() && c.width != 2:
		return nil, fmt.Errorf("wav: %s of samples of %d bytes: %w", p.Compression, c.width, audiofmt.ErrUnsupported)
	case o.ValidBits < 0 || o.ValidBits > 8*c.stored.Width:
		return nil, fmt.Errorf("wav: %d valid bits of %d", o.ValidBits, 8*c.stored.Width)
	}
	c.rate = uint32(rate)
	if o.CPythonBytes && (c.tag() != tagPCM || c.extensible() || o.RF64 || len(o.Info)+len(o.Chunks) > 0) {
		return nil, fmt.Errorf("wav: CPythonBytes: %w: CPython writes linear samples and nothing else", audiofmt.ErrUnsupported)
	}
	return c, c.makeExtra()
}

// makeExtra makes the chunks between the format and the samples.
func (c *container) makeExtra() error {
	chunks := c.o.Chunks
	if len(c.o.Info) > 0 {
		list := []byte("INFO")
		for _, t := range c.o.Info {
			var err error
			if list, err = appendChunk(list, t.ID, append([]byte(t.Text), 0)); err != nil {
				return err
			}
		}
		chunks = append([]audiofmt.Chunk{{ID: "LIST", Data: list}}, chunks...)
	}
	for _, ch := range chunks {
		var err error
		if c.extra, err = appendChunk(c.extra, ch.ID, ch.Data); err != nil {
			return err
		}
	}
	if len(c.extra) > 1<<30 {
		return fmt.Errorf("wav: %d bytes of chunks: %w", len(c.extra), audiofmt.ErrTooLarge)
	}
	return nil
}

func appendChunk(dst []byte, id string, data []byte) ([]byte, error) {
	if len(id) != 4 || id == "fmt " || id == "data" || id == "ds64" {
		return dst, fmt.Errorf("wav: bad name of a chunk: %q", id)
	}
	dst = append(dst, id...)
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(data)))
	dst = append(dst, data...)
	if len(data)%2 != 0 {
		dst = append(dst, 0)
	}
	return dst, nil
}

func (c *container) extensible() bool { return c.o.ChannelMask != 0 || c.o.ValidBits != 0 }

func (c *container) tag() uint16 {
	switch c.stored.Kind {
	case frames.Float:
		return tagFloat
	case frames.ULaw:
		return tagULaw
	case frames.ALaw:
		return tagALaw
	}
	return tagPCM
}

func (c *container) block() int { return c.channels * c.stored.Width }

// Header implements frames.Container.
func (c *container) Header(n int64) []byte {
	le := binary.LittleEndian
	b := append(make([]byte, 0, 128+len(c.extra)), "RIFF\x00\x00\x00\x00WAVE"...)
	if c.o.RF64 {
		b = append(b, "JUNK"...)
		b = append(le.AppendUint32(b, 28), make([]byte, 28)...)
	}
	b = c.appendFormat(b)
	if c.tag() != tagPCM {
		b = append(b, "fact\x04\x00\x00\x00"...)
		b = le.AppendUint32(b, uint32(min(uint64(n), unknown32)))
	}
	b = append(b, c.extra...)
	b = append(b, "data"...)
	b = le.AppendUint32(b, unknown32)
	if n < 0 {
		le.PutUint32(b[4:], unknown32)
		return b
	}
	data := n * int64(c.block())
	riff := data + int64(len(b)-8)
	if !c.o.CPythonBytes {
		riff += data & 1
	}
	if c.o.RF64 {
		copy(b, "RF64")
		copy(b[12:], "ds64")
		le.PutUint64(b[20:], uint64(riff))
		le.PutUint64(b[28:], uint64(data))
		le.PutUint64(b[36:], uint64(n))
		le.PutUint32(b[4:], unknown32)
		return b
	}
	le.PutUint32(b[4:], uint32(riff))
	le.PutUint32(b[len(b)-4:], uint32(data))
	return b
}

func (c *container) appendFormat(b []byte) []byte {
	le := binary.LittleEndian
	tag, size := c.tag(), uint32(16)
	if tag != tagPCM {
		size = 18
	}
	if c.extensible() {
		tag, size = tagExtensible, 40
	}
	b = append(b, "fmt "...)
	b = le.AppendUint32(b, size)
	b = le.AppendUint16(b, tag)
	b = le.AppendUint16(b, uint16(c.channels))
	b = le.AppendUint32(b, c.rate)
	b = le.AppendUint32(b, uint32(min(uint64(c.rate)*uint64(c.block()), math.MaxUint32)))
	b = le.AppendUint16(b, uint16(c.block()))
	b = le.AppendUint16(b, uint16(8*c.stored.Width))
	if size == 16 {
		return b
	}
	b = le.AppendUint16(b, uint16(size-18))
	if size == 18 {
		return b
	}
	valid := c.o.ValidBits
	if valid == 0 {
		valid = 8 * c.stored.Width
	}
	b = le.AppendUint16(b, uint16(valid))
	b = le.AppendUint32(b, c.o.ChannelMask)
	b = le.AppendUint16(b, c.tag())
	return append(b, guidTail...)
}

// Trailer implements frames.Container.
func (c *container) Trailer(n int64) []byte {
	if c.o.CPythonBytes || n*int64(c.block())%2 == 0 {
		return nil
	}
	return []byte{0}
}

// maxRIFF is the greatest size of a RIFF chunk; 0xFFFFFFFF means unknown. Tests
// lower it.
var maxRIFF int64 = unknown32 - 1

// MaxFrames implements frames.Container.
func (c *container) MaxFrames() int64 {
	if c.o.RF64 {
		return math.MaxInt64/int64(c.block()) - 1<<31
	}
	return (maxRIFF - 1 - int64(len(c.Header(0))-8)) / int64(c.block())
}

// Grow implements frames.Container.
func (c *container) Grow() bool {
	if c.o.RF64 || c.o.CPythonBytes {
		return false
	}
	c.o.RF64 = true
	return true
}

// Write writes frames given as bytes, little endian, those of linear samples of
// one byte unsigned. They may come in any pieces; an unfinished frame is held
// back.
//
// Python: Wave_write.writeframesraw.
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
// seeks makes the header say what was written so far. On a sink that does not,
// and if the number of frames was not promised, the header says what was
// written before the first Flush.
func (w *Writer) Flush() error { return w.frames.Flush() }

// Close finishes the file: it flushes, and patches the header if the sink seeks.
// It does not close the sink. If the header says another number of frames than
// were written, and cannot be patched, the error wraps audiofmt.ErrFrameCount; so
// it does if the last frame is unfinished. After the first call Close does
// nothing.
func (w *Writer) Close() error { return w.frames.Close() }
