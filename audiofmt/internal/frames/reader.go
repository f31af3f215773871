// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package frames

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"py34.example/audiofmt"
	"py34.example/audiofmt/pcm"
)

// MaxChannels is the most channels that a file may have.
const MaxChannels = 1 << 16

// A Layout says where the frames of a file are and what they are.
type Layout struct {
	Params audiofmt.Params
	Stored Encoding
	Swap   bool   // Read turns the bytes of samples around
	Chunk  string // the part of the file that they are in, for errors
	Start  int64  // offset of the first
	Size   int64  // bytes of all; -1: up to the end of the file
}

// A Reader reads frames. It implements audiofmt.Reader.
type Reader struct {
	Layout

	src   *Source
	frame int   // bytes of a frame in the file
	left  int64 // bytes not read yet, -1 if unknown
	err   error // what all further reads return
}

// NewReader returns a reader of the frames at src's position.
func NewReader(src *Source, l Layout) *Reader {
	r := &Reader{Layout: l, src: src, frame: l.Stored.Width * l.Params.Channels, left: -1}
	if l.Size >= 0 {
		r.left = l.Size / int64(r.frame) * int64(r.frame)
	}
	return r
}

// size is the number of bytes of all frames.
func (r *Reader) size() int64 { return r.Size / int64(r.frame) * int64(r.frame) }

// window returns up to n frames as they are in the file, at least one unless
// there is an error.
func (r *Reader) window(n int) ([]byte, error) {
	if r.err != nil {
		return nil, r.err
	}
	most := n * r.frame
	if r.left >= 0 && int64(most) > r.left {
		most = int(r.left)
	}
	if most == 0 {
		r.err = io.EOF
		return nil, r.err
	}
	b, err := r.src.Window(r.frame, most)
	b = b[:len(b)/r.frame*r.frame]
	if len(b) > 0 {
		return b, nil
	}
	r.fail(err, r.src.hi > r.src.lo)
	return nil, r.err
}

// fail remembers why there are no more frames. An unfinished one is an error
// even if the number of frames is not known.
func (r *Reader) fail(err error, unfinished bool) {
	if err == io.EOF && (r.left > 0 || unfinished) {
		err = r.src.Ended(r.Chunk, err)
	}
	r.err = err
}

func (r *Reader) advance(n int) {
	r.src.Advance(n)
	r.passed(n)
}

func (r *Reader) passed(n int) {
	if r.left >= 0 {
		r.left -= int64(n)
	}
}

// outFrame returns the bytes of a frame as Read returns them.
func (r *Reader) outFrame() int { return r.Params.Width * r.Params.Channels }

// Read implements audiofmt.Reader.
func (r *Reader) Read(p []byte) (n int, err error) {
	frames := len(p) / r.outFrame()
	switch {
	case len(p) == 0:
		return 0, nil
	case frames == 0:
		return 0, io.ErrShortBuffer
	case r.converts():
		return r.readConverted(p[:frames*r.outFrame()])
	case r.err != nil:
		return 0, r.err
	}
	most := frames * r.frame
	if r.left >= 0 && int64(most) > r.left {
		most = int(r.left)
	}
	if most == 0 {
		r.err = io.EOF
		return 0, r.err
	}
	got, err := r.src.ReadFull(p[:most], int64(most) == r.left)
	n = got / r.frame * r.frame
	r.passed(n)
	if err != nil {
		r.fail(err, n < got)
	}
	if n > 0 {
		return n, nil
	}
	return 0, r.err
}

// converts reports whether Read gives other bytes than those of the file.
func (r *Reader) converts() bool { return r.Swap || r.Stored.Law() }

func (r *Reader) readConverted(p []byte) (n int, err error) {
	for n < len(p) {
		b, err := r.window((len(p) - n) / r.outFrame())
		if err != nil {
			return n, unless(n > 0, err)
		}
		out, err := r.decode(p[:n], b)
		if err != nil {
			return n, err
		}
		n = len(out)
		r.advance(len(b))
	}
	return n, nil
}

// decode appends what Read makes of frames as they are in the file.
func (r *Reader) decode(dst, src []byte) ([]byte, error) {
	switch r.Stored.Kind {
	case ULaw:
		return pcm.AppendULaw2Lin(dst, src, 2)
	case ALaw:
		return pcm.AppendALaw2Lin(dst, src, 2)
	}
	n := len(dst)
	dst = append(dst, src...)
	if r.Stored.Width == 8 {
		for b := range slices.Chunk(dst[n:], 8) {
			slices.Reverse(b)
		}
		return dst, nil
	}
	return dst, pcm.Byteswap(dst[n:], dst[n:], r.Stored.Width)
}

// unless returns err, or nil if there is something to return before it.
func unless(some bool, err error) error {
	if some {
		return nil
	}
	return err
}

// ReadSamples reads samples and converts them.
func ReadSamples[T sample](r *Reader, dst []T) (n int, err error) {
	channels := r.Params.Channels
	if len(dst) < channels && len(dst) > 0 {
		return 0, io.ErrShortBuffer
	}
	dst = dst[:len(dst)/channels*channels]
	if b := native(r.Stored, dst); b != nil && !r.Swap {
		n, err = r.Read(b)
		return n / r.Stored.Width, err
	}
	for n < len(dst) {
		b, err := r.window((len(dst) - n) / channels)
		if err != nil {
			return n, unless(n > 0, err)
		}
		got := len(b) / r.Stored.Width
		switch d := any(dst[n : n+got]).(type) {
		case []int16:
			r.Stored.Int16(d, b)
		case []int32:
			r.Stored.Int32(d, b)
		case []float32:
			r.Stored.Float32(d, b)
		case []float64:
			r.Stored.Float64(d, b)
		}
		r.advance(len(b))
		n += got
	}
	return n, nil
}

// WriteTo writes what Read would return to w, until the end.
func (r *Reader) WriteTo(w io.Writer) (n int64, err error) {
	var buf []byte
	for {
		b, err := r.window(max(bufferSize/r.frame, 1))
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
		out := b
		if r.converts() {
			if buf, err = r.decode(buf[:0], b); err != nil {
				return n, err
			}
			out = buf
		}
		m, err := w.Write(out)
		n += int64(m)
		r.advance(len(b))
		if err == nil && m < len(out) {
			err = io.ErrShortWrite
		}
		if err != nil {
			return n, err
		}
	}
}

// Frames returns an iterator over the frames, n at a time.
func (r *Reader) Frames(n int) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		if n < 1 {
			yield(nil, fmt.Errorf("%s: Frames: %d at a time", r.src.Format, n))
			return
		}
		// The buffer grows with what is read: n may be more than there is.
		const first = 64 << 10
		buf := make([]byte, min(n, max(first/r.outFrame(), 1))*r.outFrame())
		for {
			got, err := r.Read(buf)
			for err == nil && got == len(buf) && len(buf) < n*r.outFrame() {
				buf = append(buf, make([]byte, min(len(buf), n*r.outFrame()-len(buf)))...)
				var more int
				more, err = r.Read(buf[got:])
				got += more
			}
			if got > 0 && !yield(buf[:got], nil) || err == io.EOF {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// Pos returns the index of the next frame.
func (r *Reader) Pos() int64 { return (r.src.Offset() - r.Start) / int64(r.frame) }

// SeekFrame goes to the frame of the given index.
func (r *Reader) SeekFrame(n int64) error {
	if n < 0 || r.Size >= 0 && n > r.size()/int64(r.frame) || n > (1<<62)/int64(r.frame) {
		return fmt.Errorf("%s: SeekFrame: no frame %d (there are %d)", r.src.Format, n, r.Params.Frames)
	}
	if !r.src.CanSeek() && n < r.Pos() {
		return fmt.Errorf("%s: SeekFrame: %w: back to frame %d in a stream", r.src.Format, errors.ErrUnsupported, n)
	}
	err := r.src.SeekTo(r.Start + n*int64(r.frame))
	if err == io.EOF {
		err = r.src.Ended(r.Chunk, err)
	}
	r.err = err
	if r.Size >= 0 {
		r.left = r.size() - (r.src.Offset() - r.Start)
	}
	return err
}

// ADPCMSource returns a source of the 16-bit samples, little endian, that the
// ADPCM codes in the next size bytes of src stand for (-1: all that follow).
func ADPCMSource(src *Source, size int64) *Source {
	return NewSource(&adpcmReader{src: src, start: src.Offset(), size: size}, src.Format)
}

type adpcmReader struct {
	src   *Source
	start int64 // offset of the first code in src
	size  int64
	state pcm.ADPCM
	rest  []byte // decoded and not read yet
	buf   []byte
	pos   int64 // bytes that were read
}

func (a *adpcmReader) Read(p []byte) (n int, err error) {
	if len(a.rest) == 0 {
		most := int64(4096)
		if a.size >= 0 {
			most = min(most, a.start+a.size-a.src.Offset())
		}
		if most <= 0 {
			return 0, io.EOF
		}
		codes, err := a.src.Window(1, int(most))
		if err != nil {
			return 0, err
		}
		if a.buf, err = pcm.AppendADPCM2Lin(a.buf[:0], codes, 2, &a.state); err != nil {
			return 0, err
		}
		a.src.Advance(len(codes))
		a.rest = a.buf
	}
	n = copy(p, a.rest)
	a.rest = a.rest[n:]
	a.pos += int64(n)
	return n, nil
}

// Seek goes to a place by decoding all that comes before it.
func (a *adpcmReader) Seek(offset int64, whence int) (int64, error) {
	if !a.src.CanSeek() {
		return 0, errors.ErrUnsupported
	}
	if whence == io.SeekCurrent {
		offset += a.pos
	}
	if offset < a.pos {
		if err := a.src.SeekTo(a.start); err != nil {
			return 0, err
		}
		a.state, a.rest, a.pos = pcm.ADPCM{}, nil, 0
	}
	_, err := io.CopyN(io.Discard, struct{ io.Reader }{a}, offset-a.pos)
	if err == io.EOF {
		err = nil // as in files: there is nothing to read there
	}
	return a.pos, err
}
