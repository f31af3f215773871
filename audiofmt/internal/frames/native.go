// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package frames

import (
	"encoding/binary"
	"unsafe"
)

// A sample is a number that samples are converted to and from.
type sample interface {
	int16 | int32 | float32 | float64
}

var littleEndian = binary.NativeEndian.Uint16([]byte{1, 0}) == 1

// native returns the memory of the samples if it holds what a file does that is
// encoded so, and nil otherwise. Most files are read and written on such
// machines, which then need not touch each sample.
func native[T sample](e Encoding, x []T) []byte {
	if e.Big == littleEndian || len(x) == 0 {
		return nil
	}
	kind, width := Signed, int(unsafe.Sizeof(x[0]))
	switch any(x).(type) {
	case []float32, []float64:
		kind = Float
	}
	if e.Kind != kind || e.Width != width {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(x))), width*len(x))
}
