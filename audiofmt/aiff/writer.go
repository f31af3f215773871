// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package aiff

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"time"

	"py34.example/audiofmt"
	"py34.example/audiofmt/internal/frames"
	"py34.example/audiofmt/pcm"
)

// Options say how a [Writer] makes a file.
type Options struct {
	// AIFC makes an AIFF-C file. Without it a file is one if its
	// Compression is not NONE.
	AIFC bool

	// Frames is the number of frames that will be written: a promise, for
	// sinks that cannot seek, whose header is written once. 0 is none.
	Frames int64

	// UnknownLength writes a header that does not say how long the file is,
	// for sinks that cannot seek: its sizes are 0xFFFFFFFF, the number of
	// frames is 0x7FFFFFFF. If the sink seeks, Flush and Close fill them in.
	UnknownLength bool

	// Metadata and Chunks are written before the samples.
	Metadata Metadata
	Chunks   []audiofmt.Chunk

	// CPythonBytes writes the very bytes of CPython 3.12.1: the size of
	// the SSND chunk counts the pad byte, markers are behind the samples,
	// and a last ADPCM code that would fill half a byte is left out.
	CPythonBytes bool
}

// A Writer writes an AIFF or AIFF-C file: the header with the first frames, and
// what is still open with Close, which must be called. Up to 64 kB are held
// back. A Writer must not be used by several goroutines at once.
type Writer struct {
	frames *frames.Writer
}

// NewWriter returns a Writer of a file that begins where w is. Of p the field
// Frames is ignored (see [Options].Frames). Compression may be "" or "NONE",
// "sowt", "fl32", "fl64", "ulaw", "alaw" or "G722", in lower or upper case but
// for the last, and CompressionName is what AIFF-C says of it, up to 255 bytes;
// "" is the usual name. Width may be 0 where the Compression leaves no
// choice. Samples given as bytes are big endian, but 16 bits, little endian if
// they are compressed. Errors wrap audiofmt.ErrUnsupported or
// audiofmt.ErrTooLarge where that is what is wrong.
//
// A file that was opened for appending (os.O_APPEND) counts as a sink that does not
// seek.
func NewWriter(w io.Writer, p audiofmt.Params, o Options) (*Writer, error) {
	c := &container{o: o, params: p}
	plan := frames.Plan{Container: c, Channels: p.Channels, Promised: o.Frames, Unknown: o.UnknownLength}
	if err := c.choose(&plan); err != nil {
		return nil, err
	}
	if err := c.check(); err != nil {
		return nil, err
	}
	f, err := frames.NewWriter(w, "aiff", plan)
	if err != nil {
		return nil, err
	}
	return &Writer{f}, nil
}

// A container makes the header.
type container struct {
	o      Options
	params audiofmt.Params
	bits   int  // of a sample, as the COMM chunk says
	stored int  // bytes of a sample, 0 for ADPCM
	adpcm  bool // two samples a byte

	front, behind []byte // chunks before and behind the samples
}

// choose finds out how samples are stored.
func (c *container) choose(plan *frames.Plan) error {
	p := &c.params
	name := ""
	e := frames.Encoding{Big: true}
	width := p.Width
	switch p.Compression {
	case "", "NONE":
		name = frames.PlainName
	case "sowt", "SOWT":
		e.Big = false
		plan.Pack = func(dst, src []byte) []byte {
			n := len(dst)
			dst = append(dst, src...)
			_ = pcm.Byteswap(dst[n:], dst[n:], width) // whole samples of a good width
			return dst
		}
	case "fl32", "FL32":
		e.Kind, e.Width, name = frames.Float, 4, "32-bit floating point"
	case "fl64", "FL64":
		e.Kind, e.Width, name = frames.Float, 8, "64-bit floating point"
	case "ulaw", "ULAW", "alaw", "ALAW":
		e, width, _ = frames.StoredAs("aiff", *p, false, e)
		name = frames.ULawName
		if e.Kind == frames.ALaw {
			name = frames.ALawName
		}
		c.bits = 8
		plan.Pack = frames.Packer(e, width)
	case "G722":
		e = frames.Encoding{Width: 2}
		c.bits, c.adpcm = 8, true
		a := &adpcm{}
		plan.Pack, plan.PackAll, plan.Finish = a.pack, true, a.finish
		if c.o.CPythonBytes {
			plan.Finish = nil
		}
	default:
		return fmt.Errorf("aiff: compression %q: %w", p.Compression, audiofmt.ErrUnsupported)
	}
	fixed := e.Width // 0 if there is a choice
	if c.bits == 8 {
		fixed = 2
	}
	if width == 0 {
		width = fixed
	}
	if width < 1 || fixed != 0 && width != fixed || fixed == 0 && width > 4 {
		return fmt.Errorf("aiff: samples of %d bytes with compression %q: %w", width, p.Compression, audiofmt.ErrUnsupported)
	}
	if e.Width == 0 {
		e.Width = width
	}
	if c.bits == 0 {
		c.bits = 8 * width
	}
	plan.Stored, plan.Width, c.stored = e, width, e.Width
	c.name(name)
	return nil
}

// name fills in what AIFF-C says of the compression.
func (c *container) name(usual string) {
	p := &c.params
	if p.Compression == "" {
		p.Compression = frames.Plain
	} else if c.o.CPythonBytes {
		usual = p.CompressionName // even if it is ""
	}
	if p.CompressionName == "" {
		p.CompressionName = usual
	}
	if p.Compression != frames.Plain {
		c.o.AIFC = true
	}
}

func (c *container) check() error {
	p := c.params
	switch {
	case p.Channels < 1 || p.Channels > math.MaxInt16:
		return fmt.Errorf("aiff: %d channels: %w", p.Channels, audiofmt.ErrUnsupported)
	case !(p.Rate > 0) || math.IsInf(p.Rate, 1):
		return fmt.Errorf("aiff: rate %v: %w", p.Rate, audiofmt.ErrUnsupported)
	case len(p.CompressionName) > 255:
		return fmt.Errorf("aiff: name of the compression has %d bytes: %w", len(p.CompressionName), audiofmt.ErrTooLarge)
	}
	return c.makeChunks()
}

// makeChunks makes the chunks of metadata.
func (c *container) makeChunks() error {
	m := c.o.Metadata
	markers, err := marshalMarkers(m.Markers)
	if err != nil {
		return err
	}
	if c.o.CPythonBytes {
		c.behind = appendChunk(nil, "MARK", markers)
		if m.Name != "" || m.Author != "" || m.Copyright != "" || len(m.Annotations)+len(m.Comments)+len(c.o.Chunks) > 0 {
			return fmt.Errorf("aiff: CPythonBytes: %w: CPython writes no chunks but MARK", audiofmt.ErrUnsupported)
		}
		return nil
	}
	comments, err := marshalComments(m.Comments)
	if err != nil {
		return err
	}
	b := appendChunk(nil, "MARK", markers)
	b = appendChunk(b, "COMT", comments)
	b = appendChunk(b, "NAME", []byte(m.Name))
	b = appendChunk(b, "AUTH", []byte(m.Author))
	b = appendChunk(b, "(c) ", []byte(m.Copyright))
	for _, s := range m.Annotations {
		b = appendChunk(b, "ANNO", []byte(s))
	}
	for _, ch := range c.o.Chunks {
		if len(ch.ID) != 4 || ch.ID == "COMM" || ch.ID == "SSND" || ch.ID == "FVER" {
			return fmt.Errorf("aiff: bad name of a chunk: %q", ch.ID)
		}
		b = appendChunk(b, ch.ID, ch.Data)
	}
	if len(b) > 1<<30 {
		return fmt.Errorf("aiff: %d bytes of chunks: %w", len(b), audiofmt.ErrTooLarge)
	}
	c.front = b
	return nil
}

// appendChunk appends a chunk, unless it is empty.
func appendChunk(dst []byte, id string, data []byte) []byte {
	if len(data) == 0 {
		return dst
	}
	dst = append(dst, id...)
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(data)))
	dst = append(dst, data...)
	if len(data)%2 != 0 {
		dst = append(dst, 0)
	}
	return dst
}

func marshalMarkers(markers []Marker) ([]byte, error) {
	if len(markers) == 0 {
		return nil, nil
	}
	if len(markers) > math.MaxUint16 {
		return nil, fmt.Errorf("aiff: %d markers: %w", len(markers), audiofmt.ErrTooLarge)
	}
	b := binary.BigEndian.AppendUint16(nil, uint16(len(markers)))
	seen := make(map[int]bool)
	for _, m := range markers {
		if m.ID < 1 || m.ID > math.MaxInt16 || m.Pos < 0 || m.Pos > math.MaxUint32 || len(m.Name) > 255 || seen[m.ID] {
			return nil, fmt.Errorf("aiff: bad marker: %+v", m)
		}
		seen[m.ID] = true
		b = binary.BigEndian.AppendUint16(b, uint16(m.ID))
		b = binary.BigEndian.AppendUint32(b, uint32(m.Pos))
		b = appendString(b, m.Name)
	}
	return b, nil
}

func marshalComments(comments []Comment) ([]byte, error) {
	if len(comments) == 0 {
		return nil, nil
	}
	if len(comments) > math.MaxUint16 {
		return nil, fmt.Errorf("aiff: %d comments: %w", len(comments), audiofmt.ErrTooLarge)
	}
	b := binary.BigEndian.AppendUint16(nil, uint16(len(comments)))
	for _, c := range comments {
		seconds := int64(0)
		if !c.Time.IsZero() {
			seconds = c.Time.Unix() - epoch.Unix()
		}
		if seconds < 0 || seconds > math.MaxUint32 || c.Marker < 0 || c.Marker > math.MaxInt16 || len(c.Text) > math.MaxUint16 {
			return nil, fmt.Errorf("aiff: bad comment: marker %d, %s, %q", c.Marker, c.Time.Format(time.DateTime), c.Text)
		}
		b = binary.BigEndian.AppendUint32(b, uint32(seconds))
		b = binary.BigEndian.AppendUint16(b, uint16(c.Marker))
		b = binary.BigEndian.AppendUint16(b, uint16(len(c.Text)))
		b = append(b, c.Text...)
		if len(c.Text)%2 != 0 {
			b = append(b, 0)
		}
	}
	return b, nil
}

// appendString appends a string with its length before it, and what makes both
// of even length.
func appendString(b []byte, s string) []byte {
	b = append(b, byte(len(s)))
	b = append(b, s...)
	if len(s)%2 == 0 {
		b = append(b, 0)
	}
	return b
}

// size returns the bytes of n frames.
func (c *container) size(n int64) int64 {
	samples := n * int64(c.params.Channels)
	switch {
	case c.adpcm && c.o.CPythonBytes:
		return samples / 2
	case c.adpcm:
		return (samples + 1) / 2
	}
	return samples * int64(c.stored)
}

// unknownFrames is the number of frames of a file that does not say it: the
// greatest that FFmpeg takes.
const unknownFrames = 0x7fffffff

// version is that of AIFF-C: the first, and the only one.
const version = 0xa2805140

// Header implements frames.Container.
func (c *container) Header(n int64) []byte {
	be := binary.BigEndian
	b := append(make([]byte, 0, 384+len(c.front)), "FORM\x00\x00\x00\x00AIFF"...)
	if c.o.AIFC {
		b[11] = 'C'
		b = be.AppendUint32(append(b, "FVER\x00\x00\x00\x04"...), version)
	}
	b = appendChunk(b, "COMM", c.common(n))
	b = append(b, c.front...)
	b = append(b, "SSND\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"...)
	form, ssnd := uint32(unknown32), uint32(unknown32)
	if n >= 0 {
		size := c.size(n)
		padded := size + size&1
		form = uint32(int64(len(b)-8+len(c.behind)) + padded)
		ssnd = uint32(size + 8)
		if c.o.CPythonBytes {
			ssnd = uint32(padded + 8)
		}
	}
	be.PutUint32(b[4:], form)
	be.PutUint32(b[len(b)-12:], ssnd)
	return b
}

// common returns the contents of the COMM chunk.
func (c *container) common(n int64) []byte {
	be := binary.BigEndian
	rate := extended(c.params.Rate)
	b := be.AppendUint16(nil, uint16(c.params.Channels))
	if n < 0 {
		n = unknownFrames
	}
	b = be.AppendUint32(b, uint32(n))
	b = be.AppendUint16(b, uint16(c.bits))
	b = append(b, rate[:]...)
	if c.o.AIFC {
		b = append(b, c.params.Compression...)
		b = appendString(b, c.params.CompressionName)
	}
	return b
}

// Trailer implements frames.Container.
func (c *container) Trailer(n int64) []byte {
	if c.size(n)%2 == 0 {
		return c.behind
	}
	return append([]byte{0}, c.behind...)
}

// maxFORM is the greatest size of a FORM chunk; 0xFFFFFFFF means unknown. Tests
// lower it.
var maxFORM int64 = unknown32 - 1

// MaxFrames implements frames.Container.
func (c *container) MaxFrames() int64 {
	room := maxFORM - 1 - int64(len(c.Header(0))-8+len(c.behind))
	if c.adpcm {
		return 2 * room / int64(c.params.Channels)
	}
	return min(room/int64(c.stored*c.params.Channels), unknown32-1)
}

// Grow implements frames.Container.
func (c *container) Grow() bool { return false }

// An adpcm encodes 16-bit samples, little endian.
type adpcm struct {
	state pcm.ADPCM
	odd   []byte // a sample that waits for another
	buf   []byte
}

func (a *adpcm) pack(dst, src []byte) []byte {
	a.buf = append(append(a.buf[:0], a.odd...), src...)
	even := len(a.buf) &^ 3
	a.odd = append(a.odd[:0], a.buf[even:]...)
	dst, _ = pcm.AppendLin2ADPCM(dst, a.buf[:even], 2, &a.state) // the state is good
	return dst
}

// finish returns the byte of the last sample, if that is left over.
func (a *adpcm) finish() []byte {
	if len(a.odd) == 0 {
		return nil
	}
	out, _ := pcm.AppendLin2ADPCM(nil, append(a.odd, 0, 0), 2, &a.state)
	out[0] &= 0xf0
	return out
}

// Write writes frames given as bytes, big endian; of compressed samples, 16 bits,
// little endian. They may come in any pieces; an unfinished frame is held back.
//
// Python: Aifc_write.writeframesraw.
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
