// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package aiff

// Extended and ParseExtended are the conversions of 80-bit floats.
var (
	Extended      = extended
	ParseExtended = parseExtended
)

// SetMaxSize lowers the greatest size of a file and returns what restores it.
func SetMaxSize(n int64) (restore func()) {
	old := maxFORM
	maxFORM = n
	return func() { maxFORM = old }
}
