// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pcm

import (
	"encoding/binary"

	"py34.example/audiofmt/internal/g711"
)

// AppendLin2ULaw appends the samples as µ-law codes of one byte each, which keep
// the 14 most significant bits of a sample, roughly.
//
// Python: audioop.lin2ulaw.
func AppendLin2ULaw(dst, src []byte, width int) ([]byte, error) {
	return appendCodes("AppendLin2ULaw", dst, src, width, g711.ULawEncoder())
}

// AppendLin2ALaw appends the samples as A-law codes of one byte each, which keep
// the 13 most significant bits of a sample, roughly.
//
// Python: audioop.lin2alaw.
func AppendLin2ALaw(dst, src []byte, width int) ([]byte, error) {
	return appendCodes("AppendLin2ALaw", dst, src, width, g711.ALawEncoder())
}

// appendCodes looks up 16-bit samples without their lowest bits.
func appendCodes(fn string, dst, src []byte, width int, table *[1 << 14]byte) ([]byte, error) {
	if err := check(fn, src, width, 1); err != nil {
		return dst, err
	}
	n := len(src) / width
	dst, out, err := extend(fn, dst, n, 1)
	if err != nil {
		return dst, err
	}
	if width == 2 {
		encode16(out, src, table)
		return dst, nil
	}
	var buf [block]int32
	for n > 0 {
		x := buf[:min(n, block)]
		load(x, src, width)
		for i, v := range x {
			out[i] = table[uint16(sample16(v, width))>>2]
		}
		n -= len(x)
		src, out = src[len(x)*width:], out[len(x):]
	}
	return dst, nil
}

// sample16 returns the 16 most significant bits of a sample.
func sample16(v int32, width int) int16 {
	if width == 1 {
		return int16(v << 8)
	}
	return int16(v >> (8*width - 16) & 0xffff)
}

func encode16(out, src []byte, table *[1 << 14]byte) {
	for len(out) > 8 && len(src) > 16 {
		s, d := (*[16]byte)(src), (*[8]byte)(out)
		out, src = out[8:], src[16:]
		v, w := binary.LittleEndian.Uint64(s[:]), binary.LittleEndian.Uint64(s[8:])
		d[0], d[1], d[2], d[3] = table[uint16(v)>>2], table[uint16(v>>16)>>2], table[uint16(v>>32)>>2], table[v>>50]
		d[4], d[5], d[6], d[7] = table[uint16(w)>>2], table[uint16(w>>16)>>2], table[uint16(w>>32)>>2], table[w>>50]
	}
	for i := range out {
		out[i] = table[binary.LittleEndian.Uint16(src[2*i:])>>2]
	}
}

// AppendULaw2Lin appends the samples of the given width that µ-law codes stand
// for. The first call with many codes makes tables of 264 kB for 16 bits.
//
// Python: audioop.ulaw2lin.
func AppendULaw2Lin(dst, src []byte, width int) ([]byte, error) {
	return appendDecoded("AppendULaw2Lin", dst, src, width, g711.ULawDecoder(), g711.ULawWide)
}

// AppendALaw2Lin appends the samples of the given width that A-law codes stand
// for. The first call with many codes makes tables of 264 kB for 16 bits.
//
// Python: audioop.alaw2lin.
func AppendALaw2Lin(dst, src []byte, width int) ([]byte, error) {
	return appendDecoded("AppendALaw2Lin", dst, src, width, g711.ALawDecoder(), g711.ALawWide)
}

func appendDecoded(fn string, dst, src []byte, width int, table *[256]int16, wide func() *g711.Wide) ([]byte, error) {
	if err := checkWidth(fn, width); err != nil {
		return dst, err
	}
	dst, out, err := extend(fn, dst, len(src), width)
	if err != nil {
		return dst, err
	}
	switch width {
	case 1:
		for len(src) > 8 && len(out) > 8 {
			s, d := (*[8]byte)(src), (*[8]byte)(out)
			d[0], d[1], d[2], d[3] = byte(table[s[0]]>>8), byte(table[s[1]]>>8), byte(table[s[2]]>>8), byte(table[s[3]]>>8)
			d[4], d[5], d[6], d[7] = byte(table[s[4]]>>8), byte(table[s[5]]>>8), byte(table[s[6]]>>8), byte(table[s[7]]>>8)
			src, out = src[8:], out[8:]
		}
		for i, c := range src {
			out[i] = byte(table[c] >> 8)
		}
	case 2:
		if len(src) >= manyCodes {
			src, out = decode16(out, src, wide())
		}
		for i, c := range src {
			binary.LittleEndian.PutUint16(out[2*i:], uint16(table[c]))
		}
	case 3:
		for len(src) > 2 && len(out) > 8 { // six bytes of the eight; the rest comes later
			s, d := (*[2]byte)(src), (*[8]byte)(out)
			binary.LittleEndian.PutUint64(d[:], uint64(uint16(table[s[0]]))<<8|uint64(uint16(table[s[1]]))<<32)
			src, out = src[2:], out[6:]
		}
		for i, c := range src {
			b := out[3*i : 3*i+3]
			b[0], b[1], b[2] = 0, byte(table[c]), byte(table[c]>>8)
		}
	case 4:
		for len(src) > 4 && len(out) > 16 {
			s, d := (*[4]byte)(src), (*[16]byte)(out)
			binary.LittleEndian.PutUint64(d[:], uint64(uint16(table[s[0]]))<<16|uint64(table[s[1]])<<48)
			binary.LittleEndian.PutUint64(d[8:], uint64(uint16(table[s[2]]))<<16|uint64(table[s[3]])<<48)
			src, out = src[4:], out[16:]
		}
		for i, c := range src {
			binary.LittleEndian.PutUint32(out[4*i:], uint32(table[c])<<16)
		}
	}
	return dst, nil
}

// manyCodes is from how many on the larger tables pay, of 264 kB.
const manyCodes = 1024

// decode16 decodes all but the last codes, and returns those. Half of them it
// looks up one by one, and half in pairs: for the former the processor is busy with
// loads, for the latter it waits for a table that is larger than its first cache.
// Together that takes some 15 % less time than the better of the two.
func decode16(out, src []byte, w *g711.Wide) (restSrc, restOut []byte) {
	_ = *w // no look at nil in the loop
	for len(src) > 16 && len(out) > 32 {
		s, d := (*[16]byte)(src), (*[32]byte)(out)
		src, out = src[16:], out[32:]
		binary.LittleEndian.PutUint64(d[:], w.Places[0][s[0]]|w.Places[1][s[1]]|w.Places[2][s[2]]|w.Places[3][s[3]])
		binary.LittleEndian.PutUint32(d[8:], w.Pairs[binary.LittleEndian.Uint16(s[4:])])
		binary.LittleEndian.PutUint32(d[12:], w.Pairs[binary.LittleEndian.Uint16(s[6:])])
		binary.LittleEndian.PutUint64(d[16:], w.Places[0][s[8]]|w.Places[1][s[9]]|w.Places[2][s[10]]|w.Places[3][s[11]])
		binary.LittleEndian.PutUint32(d[24:], w.Pairs[binary.LittleEndian.Uint16(s[12:])])
		binary.LittleEndian.PutUint32(d[28:], w.Pairs[binary.LittleEndian.Uint16(s[14:])])
	}
	return src, out
}
