// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package wav

// SetMaxSize lowers the greatest size of a plain file and returns what restores
// it.
func SetMaxSize(n int64) (restore func()) {
	old := maxRIFF
	maxRIFF = n
	return func() { maxRIFF = old }
}
