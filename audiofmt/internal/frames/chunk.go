// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package frames

import (
	"encoding/binary"
	"fmt"
	"io"

	"py34.example/audiofmt"
)

// Limits on what is kept of a file besides its samples.
const (
	maxChunks = 4096    // chunks in a file
	maxKept   = 1 << 20 // bytes of all of them
)

// A Walker goes through the chunks of a file.
type Walker struct {
	Source *Source
	Order  binary.ByteOrder
	Chunks []audiofmt.Chunk // passed so far

	kept int // bytes of their data
}

const chunkHeader = 8

// Next reads the header of the next chunk. The error is io.EOF if there is none.
func (w *Walker) Next() (audiofmt.Chunk, error) {
	h, err := w.Source.Peek(chunkHeader)
	if err == io.EOF && len(h) > 0 {
		return audiofmt.Chunk{}, w.Source.Ended("", err)
	}
	if err != nil {
		return audiofmt.Chunk{}, err
	}
	c := audiofmt.Chunk{ID: name(h[:4]), Size: int64(w.Order.Uint32(h[4:])), Offset: w.Source.Offset() + chunkHeader}
	w.Source.Advance(chunkHeader)
	return c, nil
}

// name returns the name of a chunk, without an allocation for those that all
// files have.
func name(b []byte) string {
	for _, s := range [...]string{"fmt ", "data", "COMM", "SSND"} {
		if string(b) == s {
			return s
		}
	}
	return string(b)
}

// Load reads the contents of c, or passes over them if they are larger than
// what is kept of a file, and the pad byte behind them. Memory is taken as
// the bytes come in.
func (w *Walker) Load(c *audiofmt.Chunk) error {
	if len(w.Chunks) == maxChunks {
		return w.Source.Error(c.ID, c.Offset, fmt.Errorf("more than %d chunks: %w", maxChunks, audiofmt.ErrTooLarge))
	}
	if c.Size <= int64(maxKept-w.kept) {
		if err := w.read(c); err != nil {
			return err
		}
	}
	err := w.Source.SeekTo(c.Offset + c.Size)
	if err == io.EOF {
		return w.Source.Ended(c.ID, err)
	}
	if err != nil {
		return err
	}
	w.Chunks = append(w.Chunks, *c)
	return w.Pad(*c)
}

func (w *Walker) read(c *audiofmt.Chunk) error {
	for left := int(c.Size); left > 0; {
		b, err := w.Source.Window(1, left)
		if err != nil {
			return w.Source.Ended(c.ID, err)
		}
		c.Data = append(c.Data, b...)
		w.Source.Advance(len(b))
		left -= len(b)
	}
	w.kept += len(c.Data)
	return nil
}

// Pad passes over the byte that follows contents of odd length. Some writers
// leave it out, and the next chunk's name tells: it begins where the byte
// should be, which no writer fills with a letter.
func (w *Walker) Pad(c audiofmt.Chunk) error {
	if c.Size%2 == 0 {
		return nil
	}
	b, err := w.Source.Peek(1)
	if err == io.EOF {
		return nil
	}
	if err != nil {
		return err
	}
	if len(b) == 1 && !('A' <= b[0] && b[0] <= 'Z' || 'a' <= b[0] && b[0] <= 'z') {
		w.Source.Advance(1)
	}
	return nil
}

// BadSize returns the error for a chunk that is too short for what it should
// hold, or so long that it was not read.
func (s *Source) BadSize(c audiofmt.Chunk) error {
	if int64(len(c.Data)) < c.Size {
		return s.Error(c.ID, c.Offset, fmt.Errorf("%d bytes: %w", c.Size, audiofmt.ErrTooLarge))
	}
	return s.Error(c.ID, c.Offset, fmt.Errorf("only %d bytes", c.Size))
}
