// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull

import (
	"errors"
	"io"

	"golang.org/x/text/encoding"
)

// Options are the choices of a parser. The zero value is what most documents
// and programs want.
type Options struct {
	Edition4     bool // allow the names of the first four editions only, as expat does
	NoNamespaces bool // leave names as they stand, prefix and all, and xmlns attributes among the others

	// Comments and PIs put comments and processing instructions into the tree
	// of a [PullParser]. Their events do not depend on it.
	Comments, PIs bool

	// What entities expand to may be at most MaxAmplification times the size
	// of the document so far, once both together exceed ActivationBytes.
	// Zero, or less, means 100 and 8 MiB, as in expat.
	MaxAmplification float64
	ActivationBytes  int64

	MaxDepth      int64 // of open elements and of entities within entities; zero or less means 100,000
	MaxTokenBytes int64 // size of a tag, comment, declaration … but not of text; zero or less means 16 MiB

	// Charset, if not nil, finds encodings that the package does not know.
	// It knows UTF-8, UTF-16, US-ASCII, ISO-8859-1 and the other single-byte
	// encodings of golang.org/x/text/encoding/charmap that contain ASCII, by
	// their IANA names and usual aliases. In a document read through Charset,
	// offsets are in bytes of its UTF-8 form, and what the encoding cannot
	// decode is what its decoder makes of it, usually U+FFFD.
	Charset func(label string) (encoding.Encoding, error)

	// Resolver, if not nil, opens external entities and the external DTD
	// subset; the package never does so by itself. What it returns is read to
	// its end, closed if it is an io.Closer, and counted as amplification.
	// An entity for which it returns neither reader nor error is skipped.
	Resolver func(publicID, systemID string) (io.Reader, error)
}

// ErrClosed is the error of feeding a parser that was closed.
var ErrClosed = errors.New("xmlpull: feed after close")

const maxAttributes = 1 << 18

func (o *Options) maxAmplification() float64 { return orDefault(o.MaxAmplification, 100) }
func (o *Options) activationBytes() int64    { return orDefault(o.ActivationBytes, 8<<20) }
func (o *Options) maxDepth() int             { return int(min(orDefault(o.MaxDepth, 100_000), 1<<30)) }
func (o *Options) maxTokenBytes() int        { return int(min(orDefault(o.MaxTokenBytes, 16<<20), 1<<30)) }

func orDefault[T int64 | float64](v, def T) T {
	if v > 0 {
		return v
	}
	return def
}
