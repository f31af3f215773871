// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package aiff reads and writes AIFF and AIFF-C files.
//
//	w, err := aiff.NewWriter(file, audiofmt.Params{Channels: 1, Width: 2, Rate: 44100}, aiff.Options{})
//	...
//	_, err = w.WriteInt16(samples)
//	err = w.Close()
//
//	r, err := aiff.NewReader(file)
//	...
//	n, err := r.ReadInt16(samples)
//
// Samples are signed, of 1 to 4 bytes, big endian. AIFF-C, the newer variant,
// names how they are stored:
//
//	NONE twos      as in AIFF
//	sowt           little endian
//	in24 in32      as in AIFF, 3 and 4 bytes (read only)
//	fl32 fl64      floats of 4 and 8 bytes, big endian
//	ulaw alaw      the laws of G.711
//	G722           IMA ADPCM, as Python's aifc does it
//
// Other programs do not know the last: its name is that of another codec.
//
// The package follows Python's aifc module, which Python 3.13 dropped: [Reader]
// is Aifc_read, [Writer] is Aifc_write, and Params is what getparams returns.
// Importing it makes AIFF files known to audiofmt.Open.
//
// # Differences from Python
//
//   - Files are AIFF unless something needs AIFF-C; aifc's default is AIFF-C.
//   - Floats are read and written, and sowt samples of any width; aifc takes
//     sowt for 16 bits whatever the file says.
//   - Rates are fractions, as in the file; aifc cuts them off when reading.
//   - The size of the SSND chunk does not count a pad byte, and readers give no
//     more than the number of frames that the file says. CPython's aifc counts
//     it, and then reads it as a sample; [Options].CPythonBytes writes it so.
//   - The offset in the SSND chunk is honoured; aifc ignores it.
//   - Chunks of text and comments are read and written; aifc passes over them,
//     and writes markers behind the samples, where a pipe's reader has no use for them.
//   - A first write of nothing does not write the header twice.
//   - G722: a Reader counts frames right, where aifc counts half of
//     them, and a Writer holds back an odd sample for the next Write.
//   - Files above 4 GB are audiofmt.ErrTooLarge, not a struct.error.
//   - A writer whose sink cannot seek, without a promised count, holds its
//     header back until 64 kB are there or the file is closed; CPython takes
//     the length of the first write for that of the file.
//   - A file that ends early gives its frames and then an error.
//
// # When the standard library is the better choice
//
// The standard library has no audio.
package aiff

import (
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"math"
	"slices"
	"time"

	"py34.example/audiofmt"
	"py34.example/audiofmt/internal/frames"
)

func init() {
	for _, magic := range []string{"FORM????AIFF", "FORM????AIFC"} {
		audiofmt.RegisterFormat("aiff", magic, func(r io.Reader) (audiofmt.Reader, error) {
			ar, err := NewReader(r)
			if err != nil {
				return nil, err
			}
			return ar, nil
		})
	}
}

const unknown32 = 0xffffffff

// A Metadata is what a file says besides its samples. Text is in no particular
// encoding; older files use Mac OS Roman.
type Metadata struct {
	Name        string   // the title: NAME
	Author      string   // AUTH
	Copyright   string   // "(c) "
	Annotations []string // ANNO
	Comments    []Comment
	Markers     []Marker
}

// A Comment is text with a time, and perhaps for a marker.
type Comment struct {
	Time   time.Time // to the second, 1904 to 2040
	Marker int       // its ID; 0: none
	Text   string    // up to 65535 bytes
}

// A Marker is a named place in the samples.
type Marker struct {
	ID   int   // above 0
	Pos  int64 // the marker is before the frame of this index
	Name string
}

// epoch is where the seconds of comments begin.
var epoch = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)

// A Reader reads an AIFF or AIFF-C file. It implements audiofmt.Reader, whose
// comments say more about the methods.
type Reader struct {
	frames *frames.Reader
	aifc   bool
	chunks []audiofmt.Chunk
}

var _ audiofmt.Reader = (*Reader)(nil)

// NewReader reads the header of the AIFF or AIFF-C file that r is at. If r seeks,
// all chunks are read, in whatever order they come; else the samples must not
// come before the COMM chunk, and what is behind them is not seen. The Reader reads
// ahead, and never closes r.
//
// A file of up to 4096 chunks is read, and of those that are not samples 1 MiB
// is kept. Memory is taken as bytes come in, whatever the sizes in the file.
// Errors wrap audiofmt.ErrTruncated, audiofmt.ErrUnsupported or
// audiofmt.ErrTooLarge where that is what is wrong.
func NewReader(r io.Reader) (*Reader, error) {
	p := parser{src: frames.NewSource(r, "aiff")}
	p.walker = frames.Walker{Source: p.src, Order: binary.BigEndian}
	if err := p.parse(); err != nil {
		return nil, err
	}
	return &Reader{frames.NewReader(p.src, p.layout), p.aifc, p.walker.Chunks}, nil
}

// A parser reads the chunks of a file.
type parser struct {
	src      *frames.Source
	walker   frames.Walker
	formSize uint32
	aifc     bool
	adpcm    bool
	comm     bool  // the COMM chunk was read
	count    int64 // frames, says that
	ssnd     bool  // the SSND chunk was found
	layout   frames.Layout
}

func (p *parser) parse() error {
	if err := p.magic(); err != nil {
		return err
	}
	for {
		c, err := p.walker.Next()
		if p.comm && p.ssnd && err != nil {
			break // what is behind the samples need not be chunks
		}
		if err == io.EOF {
			return p.missing()
		}
		if err != nil {
			return err
		}
		if c.ID == "SSND" && !p.ssnd {
			done, err := p.sound(c)
			if err != nil {
				return err
			}
			if done {
				break
			}
			continue
		}
		if err := p.load(c); err != nil {
			if p.comm && p.ssnd {
				break
			}
			return err
		}
	}
	return p.finish()
}

func (p *parser) magic() error {
	h, err := p.src.Peek(12)
	if err != nil {
		return p.src.Ended("FORM", err)
	}
	if kind := string(h[8:]); string(h[:4]) != "FORM" || kind != "AIFF" && kind != "AIFC" {
		return p.src.Error("", 0, fmt.Errorf("not an AIFF file, begins with %q: %w", h, audiofmt.ErrUnsupported))
	}
	p.formSize = binary.BigEndian.Uint32(h[4:])
	p.aifc = h[11] == 'C'
	p.src.Advance(12)
	return nil
}

func (p *parser) missing() error {
	name := "COMM"
	if p.comm {
		name = "SSND"
	}
	return p.src.Error(name, p.src.Offset(), fmt.Errorf("no such chunk: %w", audiofmt.ErrTruncated))
}

// load reads a chunk that is not the samples.
func (p *parser) load(c audiofmt.Chunk) error {
	if c.ID == "COMM" && p.aifc && c.Size == 18 {
		// Some files of old do not count what AIFF-C adds to the chunk.
		if b, err := p.src.Peek(23); err == nil {
			c.Size = 23 + int64(b[22]|1)
		}
	}
	if err := p.walker.Load(&c); err != nil {
		return err
	}
	if c.ID == "FVER" || c.ID == "COMM" {
		p.walker.Chunks = p.walker.Chunks[:len(p.walker.Chunks)-1] // is not for users
	}
	if c.ID == "COMM" && !p.comm {
		return p.common(c)
	}
	return nil
}

func (p *parser) common(c audiofmt.Chunk) error {
	b := c.Data
	if len(b) < 18 || p.aifc && len(b) < 22 {
		return p.src.BadSize(c)
	}
	channels := int64(int16(binary.BigEndian.Uint16(b)))
	if err := frames.CheckChannels(channels); err != nil {
		return p.src.Error(c.ID, c.Offset, err)
	}
	rate := parseExtended([10]byte(b[8:]))
	if !(rate >= 0) || math.IsInf(rate, 1) {
		return p.src.Error(c.ID, c.Offset+8, fmt.Errorf("bad rate: %v", rate))
	}
	p.comm = true
	p.count = int64(binary.BigEndian.Uint32(b[2:]))
	p.layout.Params = audiofmt.Params{Channels: int(channels), Rate: rate, Compression: frames.Plain, CompressionName: frames.PlainName}
	if p.aifc {
		p.layout.Params.Compression = string(b[18:22])
		p.layout.Params.CompressionName, _, _ = cutString(b[22:])
	}
	bits := int(int16(binary.BigEndian.Uint16(b[6:])))
	return p.encoding(c, (bits+7)/8)
}

// encoding finds out how samples are stored, and with what width they are read.
func (p *parser) encoding(c audiofmt.Chunk, width int) error {
	params, e := &p.layout.Params, &p.layout.Stored
	switch *e = (frames.Encoding{Width: width, Big: true}); params.Compression {
	case "NONE", "twos":
	case "sowt", "SOWT":
		e.Big = false
		p.layout.Swap = true
	case "in24":
		e.Width = 3
	case "in32":
		e.Width = 4
	case "fl32", "FL32":
		e.Kind, e.Width = frames.Float, 4
	case "fl64", "FL64":
		e.Kind, e.Width = frames.Float, 8
	case "ulaw", "ULAW":
		e.Kind, e.Width, width = frames.ULaw, 1, 2
	case "alaw", "ALAW":
		e.Kind, e.Width, width = frames.ALaw, 1, 2
	case "G722":
		e.Width, e.Big = 2, false
		p.adpcm = true
	default:
		return p.src.Error(c.ID, c.Offset+18, fmt.Errorf("compression %q: %w", params.Compression, audiofmt.ErrUnsupported))
	}
	params.Width = width
	if !e.Law() {
		params.Width = e.Width
	}
	if params.Width < 1 || params.Width > 4 && e.Kind != frames.Float {
		return p.src.Error(c.ID, c.Offset+6, fmt.Errorf("samples of %d bytes: %w", params.Width, audiofmt.ErrUnsupported))
	}
	return nil
}

// sound takes up the position of the samples. It reports whether there is
// nothing more to read.
func (p *parser) sound(c audiofmt.Chunk) (done bool, err error) {
	b, err := p.src.Peek(8)
	if err != nil {
		return false, p.src.Ended(c.ID, err)
	}
	if c.Size < 8 && !p.unknown(c.Size) {
		return false, p.src.Error(c.ID, c.Offset, fmt.Errorf("only %d bytes", c.Size))
	}
	skip := 8 + int64(binary.BigEndian.Uint32(b))
	p.ssnd = true
	p.layout.Chunk = c.ID
	p.layout.Start = c.Offset + skip
	p.layout.Size = max(c.Size-skip, 0)
	if p.unknown(c.Size) {
		p.layout.Size = -1
	}
	if !p.src.CanSeek() {
		if !p.comm {
			return false, p.src.Error(c.ID, c.Offset, fmt.Errorf("samples before the COMM chunk, in a stream that cannot seek: %w", audiofmt.ErrUnsupported))
		}
		return true, nil
	}
	if p.layout.Size < 0 {
		return true, nil
	}
	if err := p.src.SeekTo(c.Offset + c.Size); err != nil {
		return false, err
	}
	return false, p.walker.Pad(c)
}

// unknown reports whether an SSND chunk of the given size says nothing of its
// length, as in pipes: 0xFFFFFFFF, or nothing filled in by FFmpeg, or something
// by SoX.
func (p *parser) unknown(size int64) bool {
	const sizeOfPipes = 0x7f000000
	return size == unknown32 || size == 0 && p.formSize == 0 || size >= sizeOfPipes && p.formSize >= sizeOfPipes && size <= sizeOfPipes+8
}

// finish goes to the first frame and finds out how many there are.
func (p *parser) finish() error {
	if !p.comm {
		return p.missing()
	}
	if err := p.src.SeekTo(p.layout.Start); err != nil {
		return p.src.Ended("SSND", err)
	}
	l := &p.layout
	frame := int64(l.Stored.Width * l.Params.Channels)
	if p.adpcm {
		p.src = frames.ADPCMSource(p.src, l.Size)
		l.Start = 0
		if l.Size >= 0 {
			l.Size = min(4*l.Size, p.count*frame)
		}
	}
	if l.Size < 0 {
		l.Params.Frames = -1
		return nil
	}
	l.Params.Frames = min(l.Size/frame, p.count)
	l.Size = l.Params.Frames * frame
	return nil
}

// cutString returns the string that b begins with, one byte of length and, if
// that is even, one of padding.
func cutString(b []byte) (s string, rest []byte, ok bool) {
	if len(b) == 0 || len(b) < 1+int(b[0]) {
		return "", nil, false
	}
	n := int(b[0])
	return string(b[1 : 1+n]), b[min((n+2)&^1, len(b)):], true
}

// parseExtended returns the value of an 80-bit float, rounded to a float64.
func parseExtended(b [10]byte) float64 {
	exponent := int(binary.BigEndian.Uint16(b[:]))
	mantissa := binary.BigEndian.Uint64(b[2:])
	sign := 1.0
	if exponent >= 0x8000 {
		sign, exponent = -1, exponent-0x8000
	}
	if exponent == 0x7fff {
		return math.Inf(int(sign))
	}
	return sign * math.Ldexp(float64(mantissa), exponent-16383-63)
}

// extended returns x, not below 0, as an 80-bit float. NaN becomes infinity.
func extended(x float64) (b [10]byte) {
	if x == 0 {
		return b
	}
	if math.IsInf(x, 1) || x != x {
		b[0], b[1] = 0x7f, 0xff
		return b
	}
	fraction, exponent := math.Frexp(x)
	binary.BigEndian.PutUint16(b[:], uint16(exponent+16382))
	binary.BigEndian.PutUint64(b[2:], uint64(math.Ldexp(fraction, 53))<<11)
	return b
}

// Params returns the parameters of the samples.
func (r *Reader) Params() audiofmt.Params { return r.frames.Params }

// AIFC reports whether the file is AIFF-C.
func (r *Reader) AIFC() bool { return r.aifc }

// Float reports whether samples are floats.
func (r *Reader) Float() bool { return r.frames.Stored.Kind == frames.Float }

// Chunks returns the chunks of the file but those of the format and the samples,
// in the order of the file. Those behind the samples are there only if the
// source seeks.
func (r *Reader) Chunks() []audiofmt.Chunk { return slices.Clone(r.chunks) }

// Metadata returns what the chunks say that this package knows. Markers
// without name and position, which some programs leave, are left out.
func (r *Reader) Metadata() Metadata {
	var m Metadata
	for _, c := range r.chunks {
		switch c.ID {
		case "NAME":
			m.Name = string(c.Data)
		case "AUTH":
			m.Author = string(c.Data)
		case "(c) ":
			m.Copyright = string(c.Data)
		case "ANNO":
			m.Annotations = append(m.Annotations, string(c.Data))
		case "COMT":
			m.Comments = appendComments(m.Comments, c.Data)
		case "MARK":
			m.Markers = appendMarkers(m.Markers, c.Data)
		}
	}
	return m
}

func appendMarkers(markers []Marker, b []byte) []Marker {
	if len(b) < 2 {
		return markers
	}
	n := int(binary.BigEndian.Uint16(b))
	b = b[2:]
	for ; n > 0 && len(b) >= 6; n-- {
		m := Marker{ID: int(int16(binary.BigEndian.Uint16(b))), Pos: int64(binary.BigEndian.Uint32(b[2:]))}
		var ok bool
		if m.Name, b, ok = cutString(b[6:]); !ok {
			break
		}
		if m.Pos != 0 || m.Name != "" {
			markers = append(markers, m)
		}
	}
	return markers
}

func appendComments(comments []Comment, b []byte) []Comment {
	if len(b) < 2 {
		return comments
	}
	n := int(binary.BigEndian.Uint16(b))
	b = b[2:]
	for ; n > 0 && len(b) >= 8; n-- {
		c := Comment{
			Time:   epoch.Add(time.Duration(binary.BigEndian.Uint32(b)) * time.Second),
			Marker: int(int16(binary.BigEndian.Uint16(b[4:]))),
		}
		size := int(binary.BigEndian.Uint16(b[6:]))
		if b = b[8:]; len(b) < size {
			break
		}
		c.Text = string(b[:size])
		b = b[min(size+size&1, len(b)):]
		comments = append(comments, c)
	}
	return comments
}

// Read reads whole frames as bytes, big endian. Samples that are stored
// as sowt are turned around; those of a law or of ADPCM are decoded to 16 bits,
// little endian.
//
// Python: Aifc_read.readframes.
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
// Python: Aifc_read.tell.
func (r *Reader) Pos() int64 { return r.frames.Pos() }

// SeekFrame makes the frame of the given index the next to be read: 0 to the
// number of frames. A source that cannot seek goes forwards only, and else is an
// error that wraps errors.ErrUnsupported. In ADPCM all frames before it are
// decoded.
//
// Python: Aifc_read.setpos.
func (r *Reader) SeekFrame(n int64) error { return r.frames.SeekFrame(n) }
