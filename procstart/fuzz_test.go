// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart_test

import (
	"bytes"
	"testing"

	"py34.example/procstart"
)

// FuzzReport reads what a child that has been taken over may send.
func FuzzReport(f *testing.F) {
	for kind := range byte(10) {
		f.Add([]byte{kind})
		f.Add([]byte{kind, 2, 0, 0, 0, 0, 0, 0, 0, 1, 'x'})
		f.Add([]byte{kind, 255, 255, 255, 255, 255, 255, 255, 255, 1, 'x'})
		f.Add([]byte{1, kind, 255, 0, 0, 0, 0, 0, 0, 0, 1, 'x'})
	}
	f.Add([]byte("panic: boom\n\ngoroutine 1 [running]:\n"))
	f.Add([]byte("\nruntime stack:\nruntime.throw("))
	f.Fuzz(func(t *testing.T, b []byte) {
		const limit = 1 << 10
		payload, err := procstart.Outcome(bytes.NewReader(b), limit)
		if err == nil && (len(payload) > limit || len(payload) > len(b)) {
			t.Errorf("a payload of %d bytes from %d", len(payload), len(b))
		}
		if err != nil && err.Error() == "" && !bytes.Contains(b, []byte{0}) {
			t.Errorf("%q: an error without text", b)
		}
		procstart.ParseRequest(b)
	})
}
