// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package pcm does arithmetic on linear samples, as Python's audioop module
// did until Python 3.13 dropped it.
//
//	err := pcm.Mul(samples, samples, 2, 0.5) // half as loud, in place
//	peak, err := pcm.Max(samples, 2)
//
// A fragment is a byte slice of signed samples, 1, 2, 3 or 4 bytes wide, little
// endian on every machine: the bytes of a WAV file, but for WAV's samples of one
// byte, which are unsigned ([Bias] by 128 turns one into the other). Samples
// from AIFF and Au files are big endian; [Byteswap] makes them little endian.
//
// The functions have the names of Python's. Those whose result is as long as
// their argument take dst first; dst must be as long at least, and may be
// the source itself, but must not overlap it otherwise. Those whose result has
// another length append it to dst and return the extended slice. Sample values
// are int64, wide enough on every machine for each result; counts and indices
// are int. Errors wrap [ErrWidth], [ErrLength], [ErrRange] or io.ErrShortBuffer.
//
// All functions may be called by several goroutines at once, on different
// destinations. A [Ratecv] or an [ADPCM] belongs to one stream.
//
// # Differences from Python
//
//   - Byte order is always little endian; audioop's is the machine's.
//   - [Mul], [AppendToMono] and [AppendToStereo] make 0 of a NaN at every width;
//     audioop stores -0x80000000 at width 4.
//   - The state of [AppendLin2ADPCM], [AppendADPCM2Lin] and [Ratecv] is a struct that
//     is updated, not a tuple that is returned. That of a Ratecv cannot be
//     forged; audioop crashes on some that are.
//   - The sums of [RMS] at widths 1 and 2, of [Avg] and of [FindFit] and its like are
//     exact for fragments of any length; audioop's are rounded above 2⁵³.
//
// # When the standard library is the better choice
//
// Samples in a slice of numbers need no package: a loop does.
package pcm

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
)

var (
	// ErrWidth is wrapped by the error for a width that is not 1, 2, 3 or 4.
	ErrWidth = errors.New("width must be 1, 2, 3 or 4")

	// ErrLength is wrapped by the error for a fragment that is not a whole
	// number of samples or frames, or not as long as another.
	ErrLength = errors.New("wrong length")

	// ErrRange is wrapped by the error for an argument or a state that is
	// out of range.
	ErrRange = errors.New("out of range")
)

func checkWidth(fn string, width int) error {
	if width < 1 || width > 4 {
		return fmt.Errorf("pcm: %s: %w, not %d", fn, ErrWidth, width)
	}
	return nil
}

// check reports what is wrong with a fragment of frames of the given number of
// channels.
func check(fn string, src []byte, width, channels int) error {
	if err := checkWidth(fn, width); err != nil {
		return err
	}
	if len(src)%(width*channels) != 0 {
		return fmt.Errorf("pcm: %s: %w: %d bytes are not a whole number of frames of %d", fn, ErrLength, len(src), width*channels)
	}
	return nil
}

func checkInPlace(fn string, dst, src []byte, width int) error {
	if err := check(fn, src, width, 1); err != nil {
		return err
	}
	if len(dst) < len(src) {
		return fmt.Errorf("pcm: %s: %w: %d bytes for %d", fn, io.ErrShortBuffer, len(dst), len(src))
	}
	return nil
}

// block is how many samples are worked on at a time.
const block = 512

// load unpacks len(dst) samples. It takes some at a time by way of arrays, whose
// bounds are checked once, and leaves some for the end: a slice that never
// becomes empty is advanced with fewer instructions.
func load(dst []int32, src []byte, width int) {
	switch width {
	case 1:
		for len(dst) > 8 && len(src) > 8 {
			w, d := binary.LittleEndian.Uint64(src), (*[8]int32)(dst)
			d[0], d[1], d[2], d[3] = int32(int8(w)), int32(int8(w>>8)), int32(int8(w>>16)), int32(int8(w>>24))
			d[4], d[5], d[6], d[7] = int32(int8(w>>32)), int32(int8(w>>40)), int32(int8(w>>48)), int32(int8(w>>56))
			dst, src = dst[8:], src[8:]
		}
		for i := range dst {
			dst[i] = int32(int8(src[i]))
		}
	case 2:
		for len(dst) > 8 && len(src) > 16 {
			s, d := (*[16]byte)(src), (*[8]int32)(dst)
			dst, src = dst[8:], src[16:]
			a, b := int32(binary.LittleEndian.Uint32(s[0:])), int32(binary.LittleEndian.Uint32(s[4:]))
			d[0], d[1], d[2], d[3] = int32(int16(a)), a>>16, int32(int16(b)), b>>16
			a, b = int32(binary.LittleEndian.Uint32(s[8:])), int32(binary.LittleEndian.Uint32(s[12:]))
			d[4], d[5], d[6], d[7] = int32(int16(a)), a>>16, int32(int16(b)), b>>16
		}
		for i := range dst {
			dst[i] = int32(int16(binary.LittleEndian.Uint16(src[2*i:])))
		}
	case 3:
		for len(dst) > 4 && len(src) > 12 {
			s, d := (*[12]byte)(src), (*[4]int32)(dst)
			d[0] = int32(binary.LittleEndian.Uint32(s[:])) << 8 >> 8
			d[1] = int32(binary.LittleEndian.Uint32(s[3:])) << 8 >> 8
			d[2] = int32(binary.LittleEndian.Uint32(s[6:])) << 8 >> 8
			d[3] = int32(binary.LittleEndian.Uint32(s[8:])) >> 8
			dst, src = dst[4:], src[12:]
		}
		for i := range dst {
			b := src[3*i : 3*i+3]
			dst[i] = int32(b[0]) | int32(b[1])<<8 | int32(int8(b[2]))<<16
		}
	case 4:
		for len(dst) > 4 && len(src) > 16 {
			s, d := (*[16]byte)(src), (*[4]int32)(dst)
			a, b := binary.LittleEndian.Uint64(s[:]), binary.LittleEndian.Uint64(s[8:])
			d[0], d[1], d[2], d[3] = int32(a), int32(a>>32), int32(b), int32(b>>32)
			dst, src = dst[4:], src[16:]
		}
		for i := range dst {
			dst[i] = int32(binary.LittleEndian.Uint32(src[4*i:]))
		}
	}
}

// store packs the samples, dropping bits above the width.
func store(dst []byte, src []int32, width int) {
	switch width {
	case 1:
		for len(src) > 4 && len(dst) > 4 {
			s, d := (*[4]int32)(src), (*[4]byte)(dst)
			d[0], d[1], d[2], d[3] = byte(s[0]), byte(s[1]), byte(s[2]), byte(s[3])
			dst, src = dst[4:], src[4:]
		}
		for i, v := range src {
			dst[i] = byte(v)
		}
	case 2:
		for len(src) > 4 && len(dst) > 8 {
			s, d := (*[4]int32)(src), (*[8]byte)(dst)
			binary.LittleEndian.PutUint16(d[:], uint16(s[0]))
			binary.LittleEndian.PutUint16(d[2:], uint16(s[1]))
			binary.LittleEndian.PutUint16(d[4:], uint16(s[2]))
			binary.LittleEndian.PutUint16(d[6:], uint16(s[3]))
			dst, src = dst[8:], src[4:]
		}
		for i, v := range src {
			binary.LittleEndian.PutUint16(dst[2*i:], uint16(v))
		}
	case 3:
		for len(src) > 4 && len(dst) > 12 {
			s, d := (*[4]int32)(src), (*[12]byte)(dst)
			c := uint64(s[2]) & 0xffffff
			binary.LittleEndian.PutUint64(d[:], uint64(s[0])&0xffffff|uint64(s[1])&0xffffff<<24|c<<48)
			binary.LittleEndian.PutUint32(d[8:], uint32(c>>16)|uint32(s[3])<<8)
			dst, src = dst[12:], src[4:]
		}
		for i, v := range src {
			b := dst[3*i : 3*i+3]
			b[0], b[1], b[2] = byte(v), byte(v>>8), byte(v>>16)
		}
	case 4:
		for len(src) > 4 && len(dst) > 16 {
			s, d := (*[4]int32)(src), (*[16]byte)(dst)
			binary.LittleEndian.PutUint32(d[:], uint32(s[0]))
			binary.LittleEndian.PutUint32(d[4:], uint32(s[1]))
			binary.LittleEndian.PutUint32(d[8:], uint32(s[2]))
			binary.LittleEndian.PutUint32(d[12:], uint32(s[3]))
			dst, src = dst[16:], src[4:]
		}
		for i, v := range src {
			binary.LittleEndian.PutUint32(dst[4*i:], uint32(v))
		}
	}
}

// limits returns the least and the greatest sample.
func limits(width int) (least, greatest float64) {
	one := math.Ldexp(1, 8*width-1)
	return -one, one - 1
}

// bound clips x and rounds it down. NaN is 0.
func bound(x, least, greatest float64) int32 {
	if least <= x && x <= greatest {
		return int32(math.Floor(x))
	}
	return clip(x, least, greatest)
}

func clip(x, least, greatest float64) int32 {
	switch {
	case x > greatest:
		return int32(greatest)
	case x < least:
		return int32(least)
	}
	return 0
}
