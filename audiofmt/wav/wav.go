// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package wav reads and writes WAV files.
//
//	w, err := wav.NewWriter(file, audiofmt.Params{Channels: 1, Width: 2, Rate: 44100}, wav.Options{})
//	...
//	_, err = w.WriteInt16(samples)
//	err = w.Close()
//
//	r, err := wav.NewReader(file)
//	...
//	n, err := r.ReadInt16(samples)
//
// Samples are linear, of 1 to 4 bytes, little endian, those of one byte
// unsigned; or floats of 4 or 8 bytes; or µ-law or A-law. Files may be RIFF, or
// RF64 and BW64 (EBU Tech 3306), which are not limited to 4 GB. Neither reader
// nor writer needs to seek: pipes work.
//
// The package follows Python's wave module: [Reader] is Wave_read, [Writer] is
// Wave_write, and Params is what getparams returns. Importing it makes WAV files
// known to audiofmt.Open.
//
// # Differences from Python
//
//   - Floats and laws are read and written; wave knows linear samples only.
//     Laws have the Compression "ulaw" and "alaw" and are decoded to 16 bits.
//   - RF64 and BW64 files are read and written; wave's limit is 4 GB, and a
//     struct.error.
//   - RIFX files, whose numbers are big endian, are read, and Read returns their
//     samples little endian; wave rejects them.
//   - A data chunk of odd length is followed by a pad byte that the RIFF size
//     counts. CPython leaves both out, unless [Options].CPythonBytes is set.
//   - A length of 0xFFFFFFFF, or that of 0 or 0x7FFFF000 which encoders leave in
//     a pipe, means frames to the end of the file, and Params().Frames is -1.
//   - A writer whose sink cannot seek, without a promised count, holds its
//     header back until 64 kB are there or the file is closed; CPython takes
//     the length of the first write for that of the file.
//   - A wrong count in a header that cannot be patched is audiofmt.ErrFrameCount
//     from Close; CPython raises AttributeError.
//   - A file that ends early gives its frames and then an error.
//
// # When the standard library is the better choice
//
// The standard library has no audio.
package wav

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"iter"
	"slices"

	"py34.example/audiofmt"
	"py34.example/audiofmt/internal/frames"
)

func init() {
	for _, magic := range []string{"RIFF????WAVE", "RF64????WAVE", "BW64????WAVE", "RIFX????WAVE"} {
		audiofmt.RegisterFormat("wav", magic, func(r io.Reader) (audiofmt.Reader, error) {
			wr, err := NewReader(r)
			if err != nil {
				return nil, err
			}
			return wr, nil
		})
	}
}

// A Format is what a file says of its samples besides audiofmt.Params.
type Format struct {
	// Tag is the format tag: 1 for linear samples, 3 for floats, 6 for
	// A-law, 7 for µ-law. Of WAVE_FORMAT_EXTENSIBLE it is the tag in the
	// sub-format, and Extensible is set.
	Tag        uint16
	Extensible bool

	Bits        int    // in a sample, as the file says
	ValidBits   int    // of those; the rest are zeros below them
	ChannelMask uint32 // speakers of the channels; 0 if the file does not say

	// BigEndian reports that the file is a RIFX: its numbers are big endian,
	// in the chunks too. Read returns little endian samples all the same.
	BigEndian bool
}

// Format tags.
const (
	tagPCM        = 1
	tagFloat      = 3
	tagALaw       = 6
	tagULaw       = 7
	tagExtensible = 0xfffe
)

// guidTail is what follows the tag in the sub-format of WAVE_FORMAT_EXTENSIBLE.
// In RIFX files some programs have it so (SoX), and some swap its numbers.
const (
	guidTail    = "\x00\x00\x00\x00\x10\x00\x80\x00\x00\xaa\x00\x38\x9b\x71"
	guidTailBig = "\x00\x00\x00\x10\x80\x00\x00\xaa\x00\x38\x9b\x71"
)

const unknown32 = 0xffffffff

// A Tag is one line of a file's INFO list, such as INAM (the title), IART (the
// artist) or ICMT (a comment).
type Tag struct {
	ID   string // four bytes
	Text string // in no particular encoding; UTF-8 is what most programs write
}

// A Reader reads a WAV file. It implements audiofmt.Reader, whose comments say
// more about the methods.
type Reader struct {
	frames *frames.Reader
	format Format
	chunks []audiofmt.Chunk
}

var _ audiofmt.Reader = (*Reader)(nil)

// NewReader reads the header of the WAV file that r is at. If r seeks, the chunks
// behind the samples are read too; other sources need not seek. The Reader
// reads ahead, and never closes r.
//
// A file of up to 65536 channels and 4096 chunks is read, and of the chunks that
// are not samples 1 MiB is kept. Memory is taken as bytes come in, whatever the
// sizes in the file. Errors wrap audiofmt.ErrTruncated,
// audiofmt.ErrUnsupported or audiofmt.ErrTooLarge where that is what is wrong.
func NewReader(r io.Reader) (*Reader, error) {
	p := parser{src: frames.NewSource(r, "wav")}
	p.walker = frames.Walker{Source: p.src}
	if err := p.parse(); err != nil {
		return nil, err
	}
	return &Reader{frames.NewReader(p.src, p.layout), p.format, p.walker.Chunks}, nil
}

// A parser reads the chunks of a file.
type parser struct {
	src      *frames.Source
	walker   frames.Walker
	riffSize uint32
	dataSize uint64 // from the ds64 chunk
	big      bool   // there is one
	format   Format
	layout   frames.Layout
}

func (p *parser) parse() error {
	if err := p.magic(); err != nil {
		return err
	}
	for {
		c, err := p.walker.Next()
		if err == io.EOF {
			return p.src.Error("data", p.src.Offset(), fmt.Errorf("no such chunk: %w", audiofmt.ErrTruncated))
		}
		if err != nil {
			return err
		}
		if c.ID == "data" {
			return p.data(c)
		}
		if err := p.walker.Load(&c); err != nil {
			return err
		}
		switch c.ID {
		case "fmt ":
			err = p.parseFormat(c)
		case "ds64":
			err = p.parseSizes(c)
		default:
			continue
		}
		if err != nil {
			return err
		}
		p.walker.Chunks = p.walker.Chunks[:len(p.walker.Chunks)-1] // is not for users
	}
}

func (p *parser) magic() error {
	h, err := p.src.Peek(12)
	if err != nil {
		return p.src.Ended("RIFF", err)
	}
	id := string(h[:4])
	if id != "RIFF" && id != "RF64" && id != "BW64" && id != "RIFX" || string(h[8:]) != "WAVE" {
		return p.src.Error("", 0, fmt.Errorf("not a WAV file, begins with %q: %w", h, audiofmt.ErrUnsupported))
	}
	p.walker.Order = order(id == "RIFX")
	p.riffSize = p.walker.Order.Uint32(h[4:])
	p.src.Advance(12)
	return nil
}

func order(big bool) binary.ByteOrder {
	if big {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

func (p *parser) parseSizes(c audiofmt.Chunk) error {
	if len(c.Data) < 24 {
		return p.src.BadSize(c)
	}
	p.dataSize = p.walker.Order.Uint64(c.Data[8:])
	p.big = true
	return nil
}

func (p *parser) parseFormat(c audiofmt.Chunk) error {
	b := c.Data
	if len(b) < 16 {
		return p.src.BadSize(c)
	}
	o := p.walker.Order
	f := Format{Tag: o.Uint16(b), Bits: int(o.Uint16(b[14:])), BigEndian: o == binary.BigEndian}
	f.ValidBits = f.Bits
	if f.Tag == tagExtensible {
		if len(b) < 40 {
			return p.src.BadSize(c)
		}
		switch {
		case string(b[26:40]) == guidTail:
			f.Tag = o.Uint16(b[24:])
		case f.BigEndian && string(b[28:40]) == guidTailBig && b[24] == 0 && b[25] == 0:
			f.Tag = o.Uint16(b[26:])
		default:
			return p.src.Error(c.ID, c.Offset+24, fmt.Errorf("sub-format %q: %w", b[24:40], audiofmt.ErrUnsupported))
		}
		f.Extensible = true
		if n := int(o.Uint16(b[18:])); n > 0 && n < f.Bits {
			f.ValidBits = n
		}
		f.ChannelMask = o.Uint32(b[20:])
	}
	if err := frames.CheckChannels(int64(o.Uint16(b[2:]))); err != nil {
		return p.src.Error(c.ID, c.Offset+2, err)
	}
	p.layout.Params = audiofmt.Params{
		Channels:        int(o.Uint16(b[2:])),
		Rate:            float64(o.Uint32(b[4:])),
		Compression:     frames.Plain,
		CompressionName: frames.PlainName,
	}
	p.format = f
	return p.encoding(c)
}

// encoding finds out how samples are stored.
func (p *parser) encoding(c audiofmt.Chunk) error {
	width := (p.format.Bits + 7) / 8
	params := &p.layout.Params
	params.Width = width
	ok := true
	switch e := &p.layout.Stored; p.format.Tag {
	case tagPCM:
		*e = linear(width)
		ok = 1 <= width && width <= 4
	case tagFloat:
		*e = frames.Encoding{Kind: frames.Float, Width: width}
		ok = width == 4 || width == 8
	case tagULaw:
		*e = frames.Encoding{Kind: frames.ULaw, Width: width}
		params.Width, params.Compression, params.CompressionName = 2, "ulaw", frames.ULawName
		ok = width == 1
	case tagALaw:
		*e = frames.Encoding{Kind: frames.ALaw, Width: width}
		params.Width, params.Compression, params.CompressionName = 2, "alaw", frames.ALawName
		ok = width == 1
	default:
		return p.src.Error(c.ID, c.Offset, fmt.Errorf("format tag %#04x: %w", p.format.Tag, audiofmt.ErrUnsupported))
	}
	if width > 1 {
		p.layout.Stored.Big, p.layout.Swap = p.format.BigEndian, p.format.BigEndian
	}
	if !ok {
		return p.src.Error(c.ID, c.Offset+14, fmt.Errorf("%d bits a sample with format tag %d: %w", p.format.Bits, p.format.Tag, audiofmt.ErrUnsupported))
	}
	return nil
}

// linear returns how linear samples are stored: single bytes are unsigned.
func linear(width int) frames.Encoding {
	if width == 1 {
		return frames.Encoding{Kind: frames.Unsigned, Width: 1}
	}
	return frames.Encoding{Kind: frames.Signed, Width: width}
}

// data takes up the position of the samples, and reads what is behind them if
// it can.
func (p *parser) data(c audiofmt.Chunk) error {
	if p.layout.Params.Channels == 0 {
		return p.src.Error(c.ID, c.Offset, fmt.Errorf("comes before the format"))
	}
	l := &p.layout
	l.Chunk = "data"
	l.Start = c.Offset
	l.Size = p.size(c.Size)
	if l.Size < 0 {
		l.Params.Frames = -1
		return nil
	}
	l.Params.Frames = l.Size / int64(l.Stored.Width*l.Params.Channels)
	if !p.src.CanSeek() {
		return nil
	}
	if err := p.src.SeekTo(c.Offset + l.Size); err != nil {
		return err
	}
	if p.walker.Pad(c) == nil {
		p.trailer()
	}
	return p.src.SeekTo(l.Start)
}

// sizeOfPipes is what SoX writes for a length that it does not know.
const sizeOfPipes = 0x7ffff000

// size returns the length of the data chunk, -1 if the file does not say.
func (p *parser) size(size int64) int64 {
	switch {
	case p.big && size == unknown32:
		if p.dataSize > 1<<62 {
			return -1
		}
		return int64(p.dataSize)
	case size == unknown32, size == sizeOfPipes && p.riffSize >= sizeOfPipes:
		return -1
	case size == 0 && (p.riffSize == 0 || p.riffSize == unknown32):
		return -1
	}
	return size
}

// trailer reads the chunks behind the samples. What is no chunk there ends them.
func (p *parser) trailer() {
	for {
		c, err := p.walker.Next()
		if err != nil {
			return
		}
		if err := p.walker.Load(&c); err != nil {
			return
		}
	}
}

// Params returns the parameters of the samples.
func (r *Reader) Params() audiofmt.Params { return r.frames.Params }

// Format returns what the file says of its samples besides Params.
func (r *Reader) Format() Format { return r.format }

// Float reports whether samples are floats.
func (r *Reader) Float() bool { return r.format.Tag == tagFloat }

// Chunks returns the chunks of the file but those of the format and the samples,
// in the order of the file. Those behind the samples are there only if the
// source seeks.
func (r *Reader) Chunks() []audiofmt.Chunk { return slices.Clone(r.chunks) }

// Info returns the lines of the file's INFO lists.
func (r *Reader) Info() []Tag {
	var tags []Tag
	for _, c := range r.chunks {
		if list, ok := bytes.CutPrefix(c.Data, []byte("INFO")); ok && c.ID == "LIST" {
			tags = appendTags(tags, list, order(r.format.BigEndian))
		}
	}
	return tags
}

func appendTags(tags []Tag, list []byte, o binary.ByteOrder) []Tag {
	for len(list) >= 8 {
		size := min(int64(o.Uint32(list[4:])), int64(len(list)-8))
		text, _, _ := bytes.Cut(list[8:8+size], []byte{0})
		tags = append(tags, Tag{string(list[:4]), string(text)})
		list = list[min(8+size+size&1, int64(len(list))):]
	}
	return tags
}

// Read reads whole frames as bytes, little endian. µ-law and A-law are decoded
// to 16 bits.
//
// Python: Wave_read.readframes.
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
// Python: Wave_read.tell.
func (r *Reader) Pos() int64 { return r.frames.Pos() }

// SeekFrame makes the frame of the given index the next to be read: 0 to the
// number of frames. A source that cannot seek goes forwards only, and else is an
// error that wraps errors.ErrUnsupported.
//
// Python: Wave_read.setpos.
func (r *Reader) SeekFrame(n int64) error { return r.frames.SeekFrame(n) }
