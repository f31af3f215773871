// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package hashutil

import "hash"

// Trusted reports whether PBKDF2's own way would be trusted with a hash whose
// chaining value has the given size.
func Trusted(h func() hash.Hash, state int, littleEndian bool) bool {
	return (&mdFamily{new: h, state: state, littleEndian: littleEndian}).trusted()
}

// OwnWay returns the names of the hashes that PBKDF2 has its own way with.
func OwnWay() (names []string) {
	for _, f := range functions {
		if f.md != nil && f.md.trusted() {
			names = append(names, f.Name)
		}
	}
	return names
}

// Blake2Trusted reports whether the states of golang.org/x/crypto's hashes are
// what they are known to be, and whether that is denied for hashes that get
// another initial value.
func Blake2Trusted() (trusted, denied bool) {
	words := *blake2bWords
	words.iv[7]++
	other := &blake2Variant{
		size: blake2b.size, blockSize: blake2b.blockSize, saltSize: blake2b.saltSize, offsetSize: blake2b.offsetSize,
		new: blake2b.new, stateWith: words.stateWith, finish: words.finish,
	}
	return blake2b.trusted() && blake2s.trusted(), !other.trusted()
}
