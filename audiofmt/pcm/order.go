// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pcm

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
)

// Byteswap reverses the bytes of each sample.
//
// Python: audioop.byteswap.
func Byteswap(dst, src []byte, width int) error {
	if err := checkInPlace("Byteswap", dst, src, width); err != nil {
		return err
	}
	dst = dst[:len(src)]
	switch width {
	case 1:
		copy(dst, src)
	case 2:
		swap16(dst, src)
	case 3:
		swap24(dst, src)
	case 4:
		swap32(dst, src)
	}
	return nil
}

// Bytes are turned around a word at a time. Loops that leave some for the end
// advance with fewer instructions.

func swap16(dst, src []byte) {
	const low = 0x00ff00ff00ff00ff
	for len(src) > 16 && len(dst) > 16 {
		s, d := (*[16]byte)(src), (*[16]byte)(dst)
		dst, src = dst[16:], src[16:]
		a, b := binary.LittleEndian.Uint64(s[0:]), binary.LittleEndian.Uint64(s[8:])
		binary.LittleEndian.PutUint64(d[0:], a>>8&low|a&low<<8)
		binary.LittleEndian.PutUint64(d[8:], b>>8&low|b&low<<8)
	}
	for len(src) >= 2 && len(dst) >= 2 {
		dst[0], dst[1] = src[1], src[0]
		dst, src = dst[2:], src[2:]
	}
}

func swap24(dst, src []byte) {
	for len(src) >= 8 && len(dst) >= 8 { // two samples are six bytes of the eight
		w := bits.ReverseBytes64(binary.LittleEndian.Uint64(src))
		binary.LittleEndian.PutUint32(dst, uint32(w>>40)|uint32(w>>16)<<24)
		binary.LittleEndian.PutUint16(dst[4:], uint16(w>>24))
		dst, src = dst[6:], src[6:]
	}
	for len(src) >= 3 && len(dst) >= 3 {
		dst[0], dst[1], dst[2] = src[2], src[1], src[0]
		dst, src = dst[3:], src[3:]
	}
}

func swap32(dst, src []byte) {
	for len(src) > 16 && len(dst) > 16 {
		s, d := (*[16]byte)(src), (*[16]byte)(dst)
		dst, src = dst[16:], src[16:]
		a, b := binary.BigEndian.Uint64(s[0:]), binary.BigEndian.Uint64(s[8:])
		binary.LittleEndian.PutUint64(d[0:], bits.RotateLeft64(a, 32))
		binary.LittleEndian.PutUint64(d[8:], bits.RotateLeft64(b, 32))
	}
	for len(src) >= 4 && len(dst) >= 4 {
		binary.LittleEndian.PutUint32(dst, binary.BigEndian.Uint32(src))
		dst, src = dst[4:], src[4:]
	}
}

// Reverse puts the samples in the opposite order.
//
// Python: audioop.reverse.
func Reverse(dst, src []byte, width int) error {
	if err := checkInPlace("Reverse", dst, src, width); err != nil {
		return err
	}
	// Both ends are read before either is written: dst may be src.
	i, j := 0, len(src)
	switch width {
	case 1:
		for ; j-i >= 16; i, j = i+8, j-8 {
			a, b := binary.BigEndian.Uint64(src[i:]), binary.BigEndian.Uint64(src[j-8:])
			binary.LittleEndian.PutUint64(dst[j-8:], a)
			binary.LittleEndian.PutUint64(dst[i:], b)
		}
	case 2:
		for ; j-i >= 16; i, j = i+8, j-8 {
			a, b := binary.LittleEndian.Uint64(src[i:]), binary.LittleEndian.Uint64(src[j-8:])
			binary.LittleEndian.PutUint64(dst[j-8:], turn16(a))
			binary.LittleEndian.PutUint64(dst[i:], turn16(b))
		}
	case 3:
		for ; j-i >= 48; i, j = i+24, j-24 {
			a, b := (*[24]byte)(src[i:]), (*[24]byte)(src[j-24:])
			a0, a1, a2 := turn24(a)
			b0, b1, b2 := turn24(b)
			p, q := (*[24]byte)(dst[j-24:]), (*[24]byte)(dst[i:])
			binary.LittleEndian.PutUint64(p[0:], a0)
			binary.LittleEndian.PutUint64(p[8:], a1)
			binary.LittleEndian.PutUint64(p[16:], a2)
			binary.LittleEndian.PutUint64(q[0:], b0)
			binary.LittleEndian.PutUint64(q[8:], b1)
			binary.LittleEndian.PutUint64(q[16:], b2)
		}
	case 4:
		for ; j-i >= 32; i, j = i+16, j-16 {
			a, b := (*[16]byte)(src[i:]), (*[16]byte)(src[j-16:])
			a0, a1 := binary.LittleEndian.Uint64(a[0:]), binary.LittleEndian.Uint64(a[8:])
			b0, b1 := binary.LittleEndian.Uint64(b[0:]), binary.LittleEndian.Uint64(b[8:])
			p, q := (*[16]byte)(dst[j-16:]), (*[16]byte)(dst[i:])
			binary.LittleEndian.PutUint64(p[0:], bits.RotateLeft64(a1, 32))
			binary.LittleEndian.PutUint64(p[8:], bits.RotateLeft64(a0, 32))
			binary.LittleEndian.PutUint64(q[0:], bits.RotateLeft64(b1, 32))
			binary.LittleEndian.PutUint64(q[8:], bits.RotateLeft64(b0, 32))
		}
	}
	for ; j-i > width; i, j = i+width, j-width {
		for k := range width {
			dst[i+k], dst[j-width+k] = src[j-width+k], src[i+k]
		}
	}
	copy(dst[i:j], src[i:j]) // the one in the middle
	return nil
}

// turn16 reverses the samples in a word.
func turn16(w uint64) uint64 {
	const low = 0x0000ffff0000ffff
	w = bits.RotateLeft64(w, 32)
	return w>>16&low | w&low<<16
}

// turn24 reverses eight samples, which are three words.
func turn24(s *[24]byte) (x, y, z uint64) {
	a, b, c := binary.LittleEndian.Uint64(s[0:]), binary.LittleEndian.Uint64(s[8:]), binary.LittleEndian.Uint64(s[16:])
	const one = 0xffffff                                    // a sample
	x = c>>40 | c>>16&one<<24 | b>>56<<48 | c<<56           // the last three
	y = c>>8&0xff | b>>32&one<<8 | b>>8&one<<32 | a>>48<<56 // what is left of the third
	z = a>>56 | b&0xff<<8 | a>>24&one<<16 | a<<40           // and the first
	return x, y, z
}

// AppendLin2Lin appends the samples with another width: as many of their most
// significant bytes as there is room for, and zeros below them.
//
// Python: audioop.lin2lin.
func AppendLin2Lin(dst, src []byte, width, newWidth int) ([]byte, error) {
	if err := check("AppendLin2Lin", src, width, 1); err != nil {
		return dst, err
	}
	if err := checkWidth("AppendLin2Lin", newWidth); err != nil {
		return dst, err
	}
	n := len(src) / width
	dst, out, err := extend("AppendLin2Lin", dst, n, newWidth)
	if err != nil {
		return dst, err
	}
	if width == newWidth {
		copy(out, src)
		return dst, nil
	}
	up, down := max(8*(newWidth-width), 0), max(8*(width-newWidth), 0)
	var buf [block]int32
	for n > 0 {
		x := buf[:min(n, block)]
		load(x, src, width)
		for i, v := range x {
			x[i] = v << (up & 31) >> (down & 31)
		}
		store(out, x, newWidth)
		n -= len(x)
		src, out = src[len(x)*width:], out[len(x)*newWidth:]
	}
	return dst, nil
}

// extend makes room for n samples behind dst.
func extend(fn string, dst []byte, n, width int) (extended, room []byte, err error) {
	if hi, lo := bits.Mul64(uint64(n), uint64(width)); hi != 0 || lo > uint64(maxInt-len(dst)) {
		return dst, nil, fmt.Errorf("pcm: %s: %w: result of %d samples", fn, ErrRange, n)
	}
	extended = slices.Grow(dst, n*width)[:len(dst)+n*width]
	return extended, extended[len(dst):], nil
}

const maxInt = int(^uint(0) >> 1)
