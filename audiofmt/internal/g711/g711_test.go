// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package g711

import "testing"

// Goldens of both laws are in testdata/audiofmt, and tested by package pcm.
func TestRoundTrip(t *testing.T) {
	for i := range 256 {
		code := byte(i)
		// µ-law has two zeros.
		if got := ULawEncoder()[uint16(ULawDecoder()[code])>>2]; got != code && code != 0x7f {
			t.Errorf("µ-law code %#02x becomes %#02x", code, got)
		}
		if got := ALawEncoder()[uint16(ALawDecoder()[code])>>2]; got != code {
			t.Errorf("A-law code %#02x becomes %#02x", code, got)
		}
	}
}
