// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package frames

import (
	"errors"
	"fmt"
	"io"
	"math"

	"py34.example/audiofmt"
)

// writeSize is how much is held back before it is written.
const writeSize = 64 << 10

// A Container is what a format puts around the frames.
type Container interface {
	// Header returns what comes before the given number of frames, -1 if
	// it is unknown. Its length is always the same.
	Header(frames int64) []byte

	// Trailer returns what comes behind them.
	Trailer(frames int64) []byte

	// MaxFrames returns the greatest number of frames.
	MaxFrames() int64

	// Grow makes MaxFrames larger, if it can be, at the price of a longer
	// header.
	Grow() bool
}

// A Plan says how a writer makes a file.
type Plan struct {
	Container Container
	Channels  int
	Width     int      // bytes of a sample given to Write
	Stored    Encoding // what samples given as numbers become

	// Pack appends the stored form of frames given to Write. nil: they
	// stay as they are. PackAll does that to samples given as numbers too.
	Pack    func(dst, src []byte) []byte
	PackAll bool

	// Finish returns what Pack holds back, at the end.
	Finish func() []byte

	Promised int64 // number of frames; 0: none
	Unknown  bool  // write a header that does not say it
}

// A Writer writes frames.
type Writer struct {
	Plan

	w      io.Writer
	format string
	seeker io.WriteSeeker // nil if w cannot seek
	base   int64          // w's position at the start of the file
	frame  int            // bytes of a frame given to Write

	buf     []byte // not written yet; begins with room for the header
	header  int    // length of the header
	started bool   // the header was written
	said    int64  // the number of frames it says, -1: unknown

	max     int64  // frames that fit
	frames  int64  // given so far
	rest    []byte // of an unfinished frame
	scratch []byte
	err     error // of the sink
	closed  bool
}

// NewWriter returns a writer of a file at w's position.
func NewWriter(w io.Writer, format string, plan Plan) (*Writer, error) {
	f := &Writer{Plan: plan, w: w, format: format, frame: plan.Width * plan.Channels}
	if plan.Promised < 0 {
		return nil, fmt.Errorf("%s: %w: %d frames promised", format, audiofmt.ErrFrameCount, plan.Promised)
	}
	f.max = plan.Container.MaxFrames()
	if plan.Promised > f.max && (!f.grow() || plan.Promised > f.max) {
		return nil, f.tooLarge(plan.Promised)
	}
	if s, ok := w.(io.WriteSeeker); ok && !appends(w) {
		if at, err := s.Seek(0, io.SeekCurrent); err == nil {
			f.seeker, f.base = s, at
		}
	}
	f.header = len(plan.Container.Header(0))
	f.buf = make([]byte, f.header, f.header+writeSize)
	return f, nil
}

// appends reports whether w is a file that was opened for appending. It seeks,
// but writes to its end from wherever it is.
func appends(w io.Writer) bool {
	at, ok := w.(io.WriterAt)
	if !ok {
		return false
	}
	_, err := at.WriteAt(nil, 0) // which package os refuses then
	return err != nil
}

// grow asks the container for more room.
func (f *Writer) grow() bool {
	ok := f.Container.Grow()
	f.max = f.Container.MaxFrames()
	return ok
}

func (f *Writer) tooLarge(frames int64) error {
	return fmt.Errorf("%s: %w: %d frames, at most %d fit", f.format, audiofmt.ErrTooLarge, frames, f.max)
}

// accept counts n more frames, if there is room for them.
func (f *Writer) accept(n int) error {
	if f.closed {
		return errors.New(f.format + ": write after Close")
	}
	if f.err != nil {
		return f.err
	}
	total := f.frames + int64(n)
	if total > f.max && !(f.Unknown && f.seeker == nil) {
		if !f.movable() || !f.grow() || total > f.max {
			return f.tooLarge(total)
		}
		if f.err = f.move(); f.err != nil {
			return f.err
		}
	}
	f.frames = total
	return nil
}

// Write writes frames, given as bytes. They may come in any pieces; an
// unfinished frame is held back.
func (f *Writer) Write(p []byte) (n int, err error) {
	if len(f.rest) > 0 {
		n = min(f.frame-len(f.rest), len(p))
		f.rest = append(f.rest, p[:n]...)
		if len(f.rest) == f.frame {
			err = f.put(f.rest)
			f.rest = f.rest[:0]
		}
		if err != nil {
			return 0, err
		}
	}
	whole := (len(p) - n) / f.frame * f.frame
	if err := f.put(p[n : n+whole]); err != nil {
		return n, err
	}
	f.rest = append(f.rest, p[n+whole:]...)
	return len(p), nil
}

// put writes whole frames.
func (f *Writer) put(b []byte) error {
	if err := f.accept(len(b) / f.frame); err != nil {
		return err
	}
	if f.Pack == nil {
		return f.copy(b)
	}
	for len(b) > 0 {
		n := min(len(b), max(writeSize/f.frame, 1)*f.frame)
		f.buf = f.Pack(f.buf, b[:n])
		b = b[n:]
		if f.full(); f.err != nil {
			return f.err
		}
	}
	return nil
}

// copy writes bytes, in pieces of writeSize: files take aligned pages faster.
func (f *Writer) copy(b []byte) error {
	for len(b) > 0 && f.err == nil {
		n := len(b) / writeSize * writeSize
		if f.started && len(f.buf) == 0 && n > 0 {
			f.sink(b[:n])
		} else {
			n = min(len(b), max(writeSize-len(f.buf), 0))
			f.buf = append(f.buf, b[:n]...)
			f.full()
		}
		b = b[n:]
	}
	return f.err
}

// full writes the buffer, all but what follows the last multiple of writeSize.
func (f *Writer) full() {
	n := len(f.buf) / writeSize * writeSize
	if n == 0 {
		return
	}
	f.start()
	f.sink(f.buf[:n])
	f.buf = append(f.buf[:0], f.buf[n:]...)
}

// WriteSamples converts samples and writes them: whole frames of them.
func WriteSamples[T sample](f *Writer, src []T) (n int, err error) {
	if len(src)%f.Channels != 0 {
		return 0, fmt.Errorf("%s: %d samples are not a whole number of frames of %d", f.format, len(src), f.Channels)
	}
	if len(f.rest) > 0 {
		return 0, fmt.Errorf("%s: %d bytes of an unfinished frame come before the samples", f.format, len(f.rest))
	}
	if err := f.accept(len(src) / f.Channels); err != nil {
		return 0, err
	}
	if b := native(f.Stored, src); b != nil && f.Pack == nil {
		if err := f.copy(b); err != nil {
			return 0, err
		}
		return len(src), nil
	}
	const step = 4096
	for n < len(src) {
		part := src[n:min(n+step, len(src))]
		dst := f.buf
		if f.PackAll {
			dst = f.scratch[:0]
		}
		switch s := any(part).(type) {
		case []int16:
			dst = f.Stored.AppendInt16(dst, s)
		case []int32:
			dst = f.Stored.AppendInt32(dst, s)
		case []float32:
			dst = AppendFloats(dst, f.Stored, s)
		case []float64:
			dst = AppendFloats(dst, f.Stored, s)
		}
		if f.PackAll {
			f.scratch = dst
			dst = f.Pack(f.buf, dst)
		}
		f.buf = dst
		n += len(part)
		if f.full(); f.err != nil {
			return n, f.err
		}
	}
	return n, nil
}

// ReadFrom writes the frames that r gives as bytes, until it ends.
func (f *Writer) ReadFrom(r io.Reader) (n int64, err error) {
	buf := make([]byte, writeSize)
	for empty := 0; ; {
		m, err := r.Read(buf)
		n += int64(m)
		if m > 0 {
			empty = 0
			if _, err := f.Write(buf[:m]); err != nil {
				return n, err
			}
		} else if empty++; empty == maxEmptyReads && err == nil {
			return n, io.ErrNoProgress
		}
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

// start fills in the header, if that was not done.
func (f *Writer) start() {
	if f.started {
		return
	}
	f.started = true
	switch {
	case f.Unknown:
		f.said = -1
	case f.Promised > 0:
		f.said = f.Promised
	default:
		f.said = f.frames
	}
	copy(f.buf, f.Container.Header(f.said))
}

// send writes the buffer.
func (f *Writer) send() {
	f.start()
	if len(f.buf) > 0 {
		f.sink(f.buf)
	}
	f.buf = f.buf[:0]
}

func (f *Writer) sink(b []byte) {
	if f.err != nil {
		return
	}
	n, err := f.w.Write(b)
	if err == nil && n < len(b) {
		err = io.ErrShortWrite
	}
	f.err = err
}

// Flush writes what is held back, but for an unfinished frame, and makes the
// header say what was written, if the sink seeks.
func (f *Writer) Flush() error {
	if f.closed {
		return errors.New(f.format + ": Flush after Close")
	}
	f.send()
	f.patch()
	return f.err
}

// patch writes the header again if it does not say what was written.
func (f *Writer) patch() {
	if f.err != nil || f.seeker == nil || f.said == f.frames {
		return
	}
	at, err := f.seeker.Seek(0, io.SeekCurrent)
	if err == nil {
		_, err = f.seeker.Seek(f.base, io.SeekStart)
	}
	if f.err = err; err != nil {
		return
	}
	f.sink(f.Container.Header(f.frames))
	f.said = f.frames
	if _, err := f.seeker.Seek(at, io.SeekStart); f.err == nil {
		f.err = err
	}
}

// Close finishes the file. It does not close the sink.
func (f *Writer) Close() error {
	if f.closed {
		return nil
	}
	f.closed = true
	if f.Finish != nil {
		f.buf = append(f.buf, f.Finish()...)
	}
	f.buf = append(f.buf, f.Container.Trailer(f.frames)...)
	f.send()
	f.patch()
	if f.err != nil {
		return f.err
	}
	if f.said >= 0 && f.said != f.frames {
		return fmt.Errorf("%s: %w: %d, not %d", f.format, audiofmt.ErrFrameCount, f.frames, f.said)
	}
	if len(f.rest) > 0 {
		return fmt.Errorf("%s: %w: %d bytes of an unfinished frame are left over", f.format, audiofmt.ErrFrameCount, len(f.rest))
	}
	return nil
}

// movable reports whether the header can become longer: it was not written yet,
// or the sink can be read as well.
func (f *Writer) movable() bool {
	if !f.started {
		return true
	}
	_, ok := f.w.(io.Reader)
	return ok && f.seeker != nil
}

// move makes room for a header that has become longer, by moving all that was
// written.
func (f *Writer) move() error {
	by := len(f.Container.Header(0)) - f.header
	f.header += by
	if !f.started {
		f.buf = append(make([]byte, by, by+cap(f.buf)), f.buf...)
		return nil
	}
	end, err := f.seeker.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	buf := make([]byte, 1<<20)
	for at := end; at > f.base; { // from the end on: nothing is overwritten before it is read
		n := min(int64(len(buf)), at-f.base)
		at -= n
		if _, err := f.seeker.Seek(at, io.SeekStart); err != nil {
			return err
		}
		if _, err := io.ReadFull(f.w.(io.Reader), buf[:n]); err != nil {
			return err
		}
		if _, err := f.seeker.Seek(at+int64(by), io.SeekStart); err != nil {
			return err
		}
		if f.sink(buf[:n]); f.err != nil {
			return f.err
		}
	}
	f.said = math.MinInt64 // the header must be written again
	_, err = f.seeker.Seek(end+int64(by), io.SeekStart)
	return err
}
