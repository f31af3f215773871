// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package hashutil

import (
	"crypto/md5"
	"crypto/sha1"
	"errors"
	"hash"
)

// An md5sha1 is the hash that TLS 1.0 and 1.1 sign with RSA: the MD5 digest
// followed by the SHA-1 digest.
type md5sha1 struct {
	md5, sha1 hash.Hash
}

func newMD5SHA1() hash.Hash {
	return &md5sha1{md5.New(), sha1.New()}
}

func (h *md5sha1) Reset() {
	h.md5.Reset()
	h.sha1.Reset()
}

func (h *md5sha1) Size() int { return md5.Size + sha1.Size }

func (h *md5sha1) BlockSize() int { return md5.BlockSize }

func (h *md5sha1) Write(p []byte) (int, error) {
	if n, err := h.md5.Write(p); err != nil {
		return n, err
	}
	return h.sha1.Write(p)
}

func (h *md5sha1) Sum(b []byte) []byte {
	return h.sha1.Sum(h.md5.Sum(b))
}

func (h *md5sha1) Clone() (hash.Cloner, error) {
	m, err := clone(h.md5)
	if err != nil {
		return nil, err
	}
	s, err := clone(h.sha1)
	if err != nil {
		return nil, err
	}
	return &md5sha1{m, s}, nil
}

func clone(h hash.Hash) (hash.Cloner, error) {
	c, ok := h.(hash.Cloner)
	if !ok {
		return nil, errors.ErrUnsupported
	}
	return c.Clone()
}
