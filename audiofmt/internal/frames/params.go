// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package frames

import (
	"fmt"
	"strings"

	"py34.example/audiofmt"
	"py34.example/audiofmt/pcm"
)

// CheckChannels reports whether a file's number of channels is one that readers
// take.
func CheckChannels(n int64) error {
	switch {
	case n < 1:
		return fmt.Errorf("bad number of channels: %d", n)
	case n > MaxChannels:
		return fmt.Errorf("%d channels: %w", n, audiofmt.ErrTooLarge)
	}
	return nil
}

// Plain and the other compressions are the names of what Params.Compression
// says, whatever its case.
const (
	Plain     = "NONE"
	ULawName  = "CCITT G.711 u-law"
	ALawName  = "CCITT G.711 A-law"
	PlainName = "not compressed"
)

// StoredAs returns what a writer makes of samples: linear ones are stored as
// given.
func StoredAs(format string, p audiofmt.Params, float bool, linear Encoding) (e Encoding, width int, err error) {
	width = p.Width
	switch c := strings.ToLower(p.Compression); {
	case (c == "ulaw" || c == "alaw") && !float:
		e = Encoding{Kind: ULaw, Width: 1}
		if c == "alaw" {
			e.Kind = ALaw
		}
		if width == 0 {
			width = 2
		}
		return e, width, nil
	case c != "" && c != "none":
		return e, 0, fmt.Errorf("%s: compression %q: %w", format, p.Compression, audiofmt.ErrUnsupported)
	}
	e = linear
	if float {
		e.Kind = Float
		if width == 0 {
			width = 4
		}
	}
	e.Width = width
	if float && width != 4 && width != 8 || !float && (width < 1 || width > 4) {
		return e, 0, fmt.Errorf("%s: samples of %d bytes: %w", format, width, audiofmt.ErrUnsupported)
	}
	return e, width, nil
}

// Packer returns the Pack function of a plan for samples of the given width that
// are stored by a law.
func Packer(e Encoding, width int) func(dst, src []byte) []byte {
	pack := pcm.AppendLin2ULaw
	if e.Kind == ALaw {
		pack = pcm.AppendLin2ALaw
	}
	return func(dst, src []byte) []byte {
		dst, _ = pack(dst, src, width) // frames are whole, and the width was checked
		return dst
	}
}
