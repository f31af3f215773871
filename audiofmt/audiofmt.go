// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package audiofmt reads WAV, AIFF, AIFF-C and Au files through one interface.
//
//	import (
//		"…/audiofmt"
//		_ "…/audiofmt/aiff"
//		_ "…/audiofmt/au"
//		_ "…/audiofmt/wav"
//	)
//
//	r, err := audiofmt.Open(file)
//	...
//	samples := make([]int16, 4096)
//	n, err := r.ReadInt16(samples)
//
// Each format is a package of its own, with a writer and with what only that
// format has; importing it makes it known to [Open]. Package pcm has the
// arithmetic on samples.
//
// The family follows Python's wave, aifc, sunau and audioop modules, the last
// three of which Python 3.13 dropped: [Params] is what getparams returns, and
// the Read method of a [Reader] is readframes. Where the formats differ from
// Python is said in the comments of their packages.
//
// # When the standard library is the better choice
//
// The standard library has no audio. For a single known layout of raw samples,
// encoding/binary is enough.
package audiofmt

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

// Params describes the samples of a file.
type Params struct {
	Channels int     // samples in a frame, interleaved
	Width    int     // bytes of a sample, as Read and Write exchange them
	Rate     float64 // frames per second
	Frames   int64   // -1 if unknown

	// Compression says how the samples are stored: "NONE", or a name of
	// the format's own, such as "ulaw". CompressionName is the same for
	// human readers.
	Compression, CompressionName string
}

// A Chunk is a part of a WAV or AIFF file that is not samples.
type Chunk struct {
	ID     string // four bytes
	Offset int64  // of its contents, from the start of the file; writers ignore it
	Size   int64  // of its contents, as the file says; writers ignore it
	Data   []byte // its contents; nil if a reader passed over them
}

// A Reader reads the frames of a file from the first to the last. Each method
// reads whole frames, fills as much of its argument as it can, and returns
// io.EOF, with nothing read, behind the last frame. A file that ends early
// gives what is there and then an error that wraps [ErrTruncated]. A buffer that
// cannot hold one frame is io.ErrShortBuffer. The methods that
// convert can be mixed with each other and with Read.
//
// A Reader must not be used by several goroutines at once.
type Reader interface {
	Params() Params

	// Read reads frames as bytes, Width bytes a sample. Linear and float
	// samples keep the format's byte order whatever the machine's: little
	// endian in WAV, big endian in AIFF and Au. WAV samples of one byte
	// are unsigned, all others signed. Samples that were compressed are
	// linear, 16 bits, little endian.
	Read(p []byte) (n int, err error)

	// ReadInt16 reads len(dst) samples, interleaved, and returns their
	// number. Integers of another width are aligned at their most
	// significant bit, as by a shift; floats are scaled so that 1.0 is one
	// more than the largest integer, rounded to even, and clipped, and a
	// NaN is 0.
	ReadInt16(dst []int16) (n int, err error)

	// ReadInt32 is like ReadInt16, for 32 bits.
	ReadInt32(dst []int32) (n int, err error)

	// ReadFloat32 reads samples scaled to -1 ≤ x < 1. Samples that the file
	// holds as floats are not changed, and may be anything.
	ReadFloat32(dst []float32) (n int, err error)

	// ReadFloat64 is like ReadFloat32, for 64 bits.
	ReadFloat64(dst []float64) (n int, err error)
}

var (
	// ErrUnsupported is wrapped by the error for a format or a variant of
	// it that is not known. It wraps errors.ErrUnsupported.
	ErrUnsupported = fmt.Errorf("not supported (%w)", errors.ErrUnsupported)

	// ErrTruncated is wrapped by the error for a file that ends before it
	// should. It wraps io.ErrUnexpectedEOF.
	ErrTruncated = fmt.Errorf("file is truncated (%w)", io.ErrUnexpectedEOF)

	// ErrFrameCount is wrapped by the error of a writer that was given
	// another number of frames than its header says, and cannot go back.
	ErrFrameCount = errors.New("number of frames is not what the header says")

	// ErrTooLarge is wrapped by the error for a file that is larger than
	// its format can describe, or than a reader is willing to hold.
	ErrTooLarge = errors.New("too large")
)

// A FormatError says what is wrong with a file, and where.
type FormatError struct {
	Format string // such as "wav"; "" before it is known
	Chunk  string // the part of the file, such as "fmt "; may be ""
	Offset int64  // bytes from the start of the file
	Err    error
}

// Error says which part of the file is wrong, at which offset, and why.
func (e *FormatError) Error() string {
	var b strings.Builder
	b.WriteString(e.Format)
	if e.Format == "" {
		b.WriteString("audiofmt")
	}
	b.WriteString(": ")
	if e.Chunk != "" {
		fmt.Fprintf(&b, "%q chunk, ", e.Chunk)
	}
	fmt.Fprintf(&b, "offset %d: %v", e.Offset, e.Err)
	return b.String()
}

// Unwrap returns e.Err.
func (e *FormatError) Unwrap() error { return e.Err }

type format struct {
	name, magic string
	open        func(io.Reader) (Reader, error)
}

var (
	formatsMu sync.Mutex
	formats   []format
)

// maxMagic is how many bytes of a file Open looks at.
const maxMagic = 64

// RegisterFormat makes a format known to [Open]. The magic is what its files
// begin with, at most 64 bytes; a "?" in it stands for any byte. Later
// registrations come before earlier ones. Packages call it when they are
// initialized; it panics if magic is empty or too long.
func RegisterFormat(name, magic string, open func(io.Reader) (Reader, error)) {
	if magic == "" || len(magic) > maxMagic {
		panic(fmt.Sprintf("audiofmt: RegisterFormat: magic of %q has %d bytes", name, len(magic)))
	}
	formatsMu.Lock()
	defer formatsMu.Unlock()
	formats = append(formats, format{name, magic, open})
}

func (f format) matches(head []byte) bool {
	if len(head) < len(f.magic) {
		return false
	}
	for i := range f.magic {
		if f.magic[i] != '?' && f.magic[i] != head[i] {
			return false
		}
	}
	return true
}

// Open returns a Reader for a file of one of the formats whose packages the
// program imports. Its type is that of the package's own reader, such as
// *wav.Reader. An unknown format is an error that wraps [ErrUnsupported]; no
// bytes at all, or less than any format begins with, one that wraps
// [ErrTruncated]. Open reads ahead, and never closes r.
func Open(r io.Reader) (Reader, error) {
	formatsMu.Lock()
	known := formats // what is there never changes
	formatsMu.Unlock()
	longest := 0
	for _, f := range known {
		longest = max(longest, len(f.magic))
	}

	head := make([]byte, longest)
	n, err := io.ReadFull(r, head)
	head = head[:n]
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	for _, f := range slices.Backward(known) {
		if f.matches(head) {
			return f.open(unread(r, head))
		}
	}
	for _, f := range known {
		if n < len(f.magic) && (format{magic: f.magic[:n]}).matches(head) {
			return nil, &FormatError{Offset: int64(n), Err: ErrTruncated}
		}
	}
	return nil, &FormatError{Err: fmt.Errorf("unknown format, begins with %q: %w", head, ErrUnsupported)}
}

// unread returns a reader of head and then of the rest of r: r itself if it can
// be set back.
func unread(r io.Reader, head []byte) io.Reader {
	if s, ok := r.(io.Seeker); ok {
		if _, err := s.Seek(-int64(len(head)), io.SeekCurrent); err == nil {
			return r
		}
	}
	return io.MultiReader(bytes.NewReader(head), r)
}
