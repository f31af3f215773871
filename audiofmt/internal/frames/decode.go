// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package frames is what the formats have in common: where the bytes of a file
// come from and go to, its chunks, and the conversion of samples.
package frames

import (
	"encoding/binary"
	"math"

	"py34.example/audiofmt/internal/g711"
)

// A Kind says what a stored sample is.
type Kind uint8

// The kinds. The laws have one byte a sample, floats four or eight.
const (
	Signed Kind = iota
	Unsigned
	Float
	ULaw
	ALaw
)

// An Encoding says how a sample is stored.
type Encoding struct {
	Kind  Kind
	Width int  // bytes
	Big   bool // big endian
}

// Law reports whether samples are stored by a logarithmic law.
func (e Encoding) Law() bool { return e.Kind == ULaw || e.Kind == ALaw }

// block is how many samples are converted in two steps at a time.
const block = 512

// Int16 decodes len(dst) samples.
func (e Encoding) Int16(dst []int16, src []byte) {
	switch {
	case e.Kind == Signed && e.Width == 2 && !e.Big:
		int16LE(dst, src)
	case e.Kind == Signed && e.Width == 2:
		int16BE(dst, src)
	case e.Kind == ULaw:
		lawInt16(dst, src, g711.ULawDecoder())
	case e.Kind == ALaw:
		lawInt16(dst, src, g711.ALawDecoder())
	case e.Kind == Float:
		var x [block]float64
		for len(dst) > 0 {
			n := min(len(dst), block)
			e.Float64(x[:n], src)
			for i, v := range x[:n] {
				dst[i] = int16(round(v, 1<<15))
			}
			dst, src = dst[n:], src[n*e.Width:]
		}
	default:
		var x [block]int32
		for len(dst) > 0 {
			n := min(len(dst), block)
			e.Int32(x[:n], src)
			for i, v := range x[:n] {
				dst[i] = int16(v >> 16)
			}
			dst, src = dst[n:], src[n*e.Width:]
		}
	}
}

// round scales x to integers from -one to one-1.
func round(x, one float64) int64 {
	x = math.RoundToEven(x * one)
	switch {
	case x >= one:
		return int64(one) - 1
	case x >= -one:
		return int64(x)
	case x < -one:
		return -int64(one)
	}
	return 0 // NaN
}

// Int32 decodes len(dst) samples.
func (e Encoding) Int32(dst []int32, src []byte) {
	switch e.Kind {
	case Unsigned:
		for i, b := range src[:len(dst)] {
			dst[i] = int32(b^0x80) << 24
		}
	case ULaw:
		lawInt32(dst, src, g711.ULawDecoder())
	case ALaw:
		lawInt32(dst, src, g711.ALawDecoder())
	case Float:
		var x [block]float64
		for len(dst) > 0 {
			n := min(len(dst), block)
			e.Float64(x[:n], src)
			for i, v := range x[:n] {
				dst[i] = int32(round(v, 1<<31))
			}
			dst, src = dst[n:], src[n*e.Width:]
		}
	default:
		e.signed32(dst, src)
	}
}

func (e Encoding) signed32(dst []int32, src []byte) {
	switch {
	case e.Width == 1:
		for i, b := range src[:len(dst)] {
			dst[i] = int32(b) << 24
		}
	case e.Width == 2 && !e.Big:
		for i := range dst {
			dst[i] = int32(binary.LittleEndian.Uint16(src[2*i:])) << 16
		}
	case e.Width == 2:
		for i := range dst {
			dst[i] = int32(binary.BigEndian.Uint16(src[2*i:])) << 16
		}
	case e.Width == 3 && !e.Big:
		int24LE(dst, src)
	case e.Width == 3:
		int24BE(dst, src)
	case !e.Big:
		for i := range dst {
			dst[i] = int32(binary.LittleEndian.Uint32(src[4*i:]))
		}
	default:
		for i := range dst {
			dst[i] = int32(binary.BigEndian.Uint32(src[4*i:]))
		}
	}
}

// belowOne is the largest float32 that is less than 1.
const belowOne = 1 - 0x1p-24

// Float32 decodes len(dst) samples.
func (e Encoding) Float32(dst []float32, src []byte) {
	if e.Kind == Float {
		e.floats32(dst, src)
		return
	}
	var x [block]int32
	for len(dst) > 0 {
		n := min(len(dst), block)
		e.Int32(x[:n], src)
		for i, v := range x[:n] {
			dst[i] = min(float32(v)*0x1p-31, belowOne)
		}
		dst, src = dst[n:], src[n*e.Width:]
	}
}

func (e Encoding) floats32(dst []float32, src []byte) {
	switch {
	case e.Width == 4 && !e.Big:
		for i := range dst {
			dst[i] = math.Float32frombits(binary.LittleEndian.Uint32(src[4*i:]))
		}
	case e.Width == 4:
		for i := range dst {
			dst[i] = math.Float32frombits(binary.BigEndian.Uint32(src[4*i:]))
		}
	case !e.Big:
		for i := range dst {
			dst[i] = float32(math.Float64frombits(binary.LittleEndian.Uint64(src[8*i:])))
		}
	default:
		for i := range dst {
			dst[i] = float32(math.Float64frombits(binary.BigEndian.Uint64(src[8*i:])))
		}
	}
}

// Float64 decodes len(dst) samples.
func (e Encoding) Float64(dst []float64, src []byte) {
	if e.Kind == Float {
		e.floats64(dst, src)
		return
	}
	var x [block]int32
	for len(dst) > 0 {
		n := min(len(dst), block)
		e.Int32(x[:n], src)
		for i, v := range x[:n] {
			dst[i] = float64(v) * 0x1p-31
		}
		dst, src = dst[n:], src[n*e.Width:]
	}
}

func (e Encoding) floats64(dst []float64, src []byte) {
	switch {
	case e.Width == 4 && !e.Big:
		for i := range dst {
			dst[i] = float64(math.Float32frombits(binary.LittleEndian.Uint32(src[4*i:])))
		}
	case e.Width == 4:
		for i := range dst {
			dst[i] = float64(math.Float32frombits(binary.BigEndian.Uint32(src[4*i:])))
		}
	case !e.Big:
		for i := range dst {
			dst[i] = math.Float64frombits(binary.LittleEndian.Uint64(src[8*i:]))
		}
	default:
		for i := range dst {
			dst[i] = math.Float64frombits(binary.BigEndian.Uint64(src[8*i:]))
		}
	}
}

func lawInt16(dst []int16, src []byte, table *[256]int16) {
	for i, b := range src[:len(dst)] {
		dst[i] = table[b]
	}
}

func lawInt32(dst []int32, src []byte, table *[256]int16) {
	for i, b := range src[:len(dst)] {
		dst[i] = int32(table[b]) << 16
	}
}

// The samples that most files hold are taken eight bytes at a time.

func int16LE(dst []int16, src []byte) {
	src = src[:2*len(dst)]
	for len(dst) >= 8 && len(src) >= 16 {
		a := binary.LittleEndian.Uint64(src)
		b := binary.LittleEndian.Uint64(src[8:])
		dst[0], dst[1], dst[2], dst[3] = int16(a), int16(a>>16), int16(a>>32), int16(a>>48)
		dst[4], dst[5], dst[6], dst[7] = int16(b), int16(b>>16), int16(b>>32), int16(b>>48)
		dst, src = dst[8:], src[16:]
	}
	for i := range dst {
		dst[i] = int16(binary.LittleEndian.Uint16(src[2*i:]))
	}
}

func int16BE(dst []int16, src []byte) {
	src = src[:2*len(dst)]
	for len(dst) >= 8 && len(src) >= 16 {
		a := binary.BigEndian.Uint64(src)
		b := binary.BigEndian.Uint64(src[8:])
		dst[3], dst[2], dst[1], dst[0] = int16(a), int16(a>>16), int16(a>>32), int16(a>>48)
		dst[7], dst[6], dst[5], dst[4] = int16(b), int16(b>>16), int16(b>>32), int16(b>>48)
		dst, src = dst[8:], src[16:]
	}
	for i := range dst {
		dst[i] = int16(binary.BigEndian.Uint16(src[2*i:]))
	}
}

// A sample of three bytes is cut out of a word that begins or ends a byte further.

func int24LE(dst []int32, src []byte) {
	const high = -1 << 8
	for len(dst) > 4 && len(src) > 12 {
		s, d := (*[12]byte)(src), (*[4]int32)(dst)
		dst, src = dst[4:], src[12:]
		d[0] = int32(binary.LittleEndian.Uint32(s[0:]) << 8)
		d[1] = int32(binary.LittleEndian.Uint32(s[2:])) & high
		d[2] = int32(binary.LittleEndian.Uint32(s[5:])) & high
		d[3] = int32(binary.LittleEndian.Uint32(s[8:])) & high
	}
	for i := range dst {
		b := src[3*i : 3*i+3]
		dst[i] = int32(b[0])<<8 | int32(b[1])<<16 | int32(b[2])<<24
	}
}

func int24BE(dst []int32, src []byte) {
	const high = -1 << 8
	for len(dst) > 4 && len(src) > 12 {
		s, d := (*[12]byte)(src), (*[4]int32)(dst)
		dst, src = dst[4:], src[12:]
		d[0] = int32(binary.BigEndian.Uint32(s[0:])) & high
		d[1] = int32(binary.BigEndian.Uint32(s[3:])) & high
		d[2] = int32(binary.BigEndian.Uint32(s[6:])) & high
		d[3] = int32(binary.BigEndian.Uint32(s[8:]) << 8)
	}
	for i := range dst {
		b := src[3*i : 3*i+3]
		dst[i] = int32(b[0])<<24 | int32(b[1])<<16 | int32(b[2])<<8
	}
}
