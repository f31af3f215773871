// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package frames

import (
	"encoding/binary"
	"math"

	"py34.example/audiofmt/internal/g711"
)

// AppendInt16 appends the encoded samples to dst.
func (e Encoding) AppendInt16(dst []byte, src []int16) []byte {
	switch {
	case e.Kind == Signed && e.Width == 2 && !e.Big:
		for len(src) >= 4 {
			dst = binary.LittleEndian.AppendUint64(dst,
				uint64(uint16(src[0]))|uint64(uint16(src[1]))<<16|uint64(uint16(src[2]))<<32|uint64(uint16(src[3]))<<48)
			src = src[4:]
		}
		for _, v := range src {
			dst = binary.LittleEndian.AppendUint16(dst, uint16(v))
		}
		return dst
	case e.Kind == Signed && e.Width == 2:
		for len(src) >= 4 {
			dst = binary.BigEndian.AppendUint64(dst,
				uint64(uint16(src[3]))|uint64(uint16(src[2]))<<16|uint64(uint16(src[1]))<<32|uint64(uint16(src[0]))<<48)
			src = src[4:]
		}
		for _, v := range src {
			dst = binary.BigEndian.AppendUint16(dst, uint16(v))
		}
		return dst
	}
	var x [block]int32
	for len(src) > 0 {
		n := min(len(src), block)
		for i, v := range src[:n] {
			x[i] = int32(v) << 16
		}
		dst = e.AppendInt32(dst, x[:n])
		src = src[n:]
	}
	return dst
}

// AppendInt32 appends the encoded samples to dst.
func (e Encoding) AppendInt32(dst []byte, src []int32) []byte {
	switch e.Kind {
	case Unsigned:
		for _, v := range src {
			dst = append(dst, byte(v>>24)^0x80)
		}
	case ULaw:
		table := g711.ULawEncoder()
		for _, v := range src {
			dst = append(dst, table[uint32(v)>>18])
		}
	case ALaw:
		table := g711.ALawEncoder()
		for _, v := range src {
			dst = append(dst, table[uint32(v)>>18])
		}
	case Float:
		for _, v := range src {
			dst = e.appendFloat(dst, float64(v)*0x1p-31)
		}
	default:
		return e.appendSigned(dst, src)
	}
	return dst
}

func (e Encoding) appendSigned(dst []byte, src []int32) []byte {
	switch {
	case e.Width == 1:
		for _, v := range src {
			dst = append(dst, byte(v>>24))
		}
	case e.Width == 2 && !e.Big:
		for _, v := range src {
			dst = binary.LittleEndian.AppendUint16(dst, uint16(v>>16))
		}
	case e.Width == 2:
		for _, v := range src {
			dst = binary.BigEndian.AppendUint16(dst, uint16(v>>16))
		}
	case e.Width == 3 && !e.Big:
		for _, v := range src {
			dst = append(dst, byte(v>>8), byte(v>>16), byte(v>>24))
		}
	case e.Width == 3:
		for _, v := range src {
			dst = append(dst, byte(v>>24), byte(v>>16), byte(v>>8))
		}
	case !e.Big:
		for _, v := range src {
			dst = binary.LittleEndian.AppendUint32(dst, uint32(v))
		}
	default:
		for _, v := range src {
			dst = binary.BigEndian.AppendUint32(dst, uint32(v))
		}
	}
	return dst
}

func (e Encoding) appendFloat(dst []byte, x float64) []byte {
	switch {
	case e.Width == 4 && !e.Big:
		return binary.LittleEndian.AppendUint32(dst, math.Float32bits(float32(x)))
	case e.Width == 4:
		return binary.BigEndian.AppendUint32(dst, math.Float32bits(float32(x)))
	case !e.Big:
		return binary.LittleEndian.AppendUint64(dst, math.Float64bits(x))
	default:
		return binary.BigEndian.AppendUint64(dst, math.Float64bits(x))
	}
}

// AppendFloats appends the encoded samples to dst. They are rounded once, to
// the width that they are stored in.
func AppendFloats[T float32 | float64](dst []byte, e Encoding, src []T) []byte {
	if e.Kind == Float {
		for _, v := range src {
			dst = e.appendFloat(dst, float64(v))
		}
		return dst
	}
	bits := 8 * e.Width
	if e.Law() {
		bits = 16
	}
	one := math.Ldexp(1, bits-1)
	var x [block]int32
	for len(src) > 0 {
		n := min(len(src), block)
		for i, v := range src[:n] {
			x[i] = int32(round(float64(v), one) << (32 - bits))
		}
		dst = e.AppendInt32(dst, x[:n])
		src = src[n:]
	}
	return dst
}
