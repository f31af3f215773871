// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package frames

import (
	"errors"
	"io"

	"py34.example/audiofmt"
)

// A header is read with the small buffer, which is part of the Source. Samples
// that are read many at a time then need no other.
const (
	headSize   = 4 << 10
	bufferSize = 64 << 10
)

// A Source hands out the bytes of a file from one buffer, knows the offset of
// each, and seeks where it can.
type Source struct {
	Format string // for errors

	r      io.Reader
	seeker io.Seeker // nil if r cannot seek
	base   int64     // r's position at the start of the file
	buf    []byte
	lo, hi int   // the part of buf that is not handed out yet
	off    int64 // offset of buf[lo] in the file
	err    error // what the last read of r returned
	head   [headSize]byte
}

// NewSource returns a source at the start of the file that r is at.
func NewSource(r io.Reader, format string) *Source {
	s := &Source{Format: format, r: r}
	s.buf = s.head[:]
	if seeker, ok := r.(io.Seeker); ok {
		if at, err := seeker.Seek(0, io.SeekCurrent); err == nil {
			s.seeker, s.base = seeker, at
		}
	}
	return s
}

// CanSeek reports whether SeekTo goes backwards too.
func (s *Source) CanSeek() bool { return s.seeker != nil }

// Offset returns the offset of the next byte.
func (s *Source) Offset() int64 { return s.off }

// maxEmptyReads is how many reads of nothing are put up with.
const maxEmptyReads = 100

// fill reads more bytes into the buffer, until it holds min at least. The error
// is io.EOF, or that of the underlying reader.
func (s *Source) fill(min int) error {
	if s.hi-s.lo >= min {
		return nil
	}
	if s.lo > 0 {
		s.hi = copy(s.buf, s.buf[s.lo:s.hi])
		s.lo = 0
	}
	for s.hi < min {
		if s.err != nil {
			return s.err
		}
		if s.hi == len(s.buf) { // by doubling: min may come from the file
			s.buf = append(s.buf, make([]byte, len(s.buf))...)
		}
		s.hi += s.read(s.buf[s.hi:])
	}
	return nil
}

// read reads what the underlying reader has at hand.
func (s *Source) read(p []byte) (n int) {
	for range maxEmptyReads {
		if n, s.err = s.r.Read(p); n > 0 || s.err != nil {
			return n
		}
	}
	s.err = io.ErrNoProgress
	return 0
}

// Peek returns the next n bytes without handing them out. If there are fewer it
// returns those, and why.
func (s *Source) Peek(n int) ([]byte, error) {
	err := s.fill(n)
	return s.buf[s.lo:min(s.lo+n, s.hi)], err
}

// Window returns the bytes at hand, max at most, and least at the least unless
// there is an error.
func (s *Source) Window(least, max int) ([]byte, error) {
	if s.hi-s.lo < least && len(s.buf) < bufferSize {
		buf := make([]byte, bufferSize)
		s.lo, s.hi = 0, copy(buf, s.buf[s.lo:s.hi])
		s.buf = buf
	}
	err := s.fill(least)
	return s.buf[s.lo:min(s.hi, s.lo+max)], err
}

// Advance hands out n bytes of those that Peek or Window returned.
func (s *Source) Advance(n int) {
	s.lo += n
	s.off += int64(n)
}

// ReadFull fills p. If it cannot, it returns how much there was, and why: io.EOF
// at the end of the file. Reads that are large, or the last ones, leave the buffer
// out.
func (s *Source) ReadFull(p []byte, last bool) (n int, err error) {
	direct := last || len(p) >= bufferSize
	for n < len(p) {
		if !direct || s.hi > s.lo {
			w, err := s.Window(1, len(p)-n)
			if err != nil {
				return n, err
			}
			copy(p[n:], w)
			s.Advance(len(w))
			n += len(w)
			continue
		}
		if s.err != nil {
			return n, s.err
		}
		s.lo, s.hi = 0, 0 // nothing in the buffer is next to what follows
		m := s.read(p[n:])
		n += m
		s.off += int64(m)
	}
	return n, nil
}

// Skip passes over n bytes. It returns io.EOF if the file is seen to end before
// that; a source that seeks need not see it.
func (s *Source) Skip(n int64) error {
	if n > int64(len(s.buf)) && s.seeker != nil {
		return s.SeekTo(s.off + n)
	}
	for n > 0 {
		w, err := s.Window(1, int(min(n, int64(len(s.buf)))))
		if err != nil {
			return err
		}
		s.Advance(len(w))
		n -= int64(len(w))
	}
	return nil
}

// SeekTo goes to the given offset. A source that cannot seek only goes forwards.
func (s *Source) SeekTo(off int64) error {
	if d := off - s.off; d >= -int64(s.lo) && d <= int64(s.hi-s.lo) {
		s.lo += int(d)
		s.off = off
		return nil
	}
	if s.seeker == nil {
		if off < s.off {
			return errors.New("cannot seek backwards in this stream")
		}
		return s.Skip(off - s.off)
	}
	if _, err := s.seeker.Seek(s.base+off, io.SeekStart); err != nil {
		return err
	}
	s.lo, s.hi, s.off, s.err = 0, 0, off, nil
	return nil
}

// Error returns a *audiofmt.FormatError for the given place.
func (s *Source) Error(chunk string, off int64, err error) error {
	return &audiofmt.FormatError{Format: s.Format, Chunk: chunk, Offset: off, Err: err}
}

// Ended turns io.EOF into the error for a file that ends in the given chunk,
// and leaves other errors as they are.
func (s *Source) Ended(chunk string, err error) error {
	if err == io.EOF {
		return s.Error(chunk, s.off+int64(s.hi-s.lo), audiofmt.ErrTruncated)
	}
	return err
}
