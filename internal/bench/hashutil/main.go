// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Command hashutil compares package hashutil with the standard library,
// golang.org/x/crypto, github.com/dchest/siphash and CPython.
package main

import (
	"bytes"
	"crypto/md5"
	"crypto/pbkdf2"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"fmt"
	"hash"
	"runtime"

	"github.com/dchest/siphash"
	"golang.org/x/crypto/blake2b"
	xpbkdf2 "golang.org/x/crypto/pbkdf2"
	"golang.org/x/crypto/scrypt"

	"py34.example/hashutil"
	"py34.example/internal/bench/harness"
)

const python = "3.13.0"

func main() {
	cases := []harness.Case{
		// Goals are bounds of the others' times in units of ours.
		pbkdf2Case("sha1", sha1.New, 1/0.70),
		pbkdf2Case("sha256", sha256.New, 1/0.70),
		pbkdf2Case("sha512", sha512.New, 1/0.85),
		pbkdf2Case("md5", md5.New, 0),
		pbkdf2Case("sha384", sha512.New384, 0),
		otherPRF("sm3"),
		otherPRF("sha3_256"),
		otherPRF("blake2b"),
		scryptCase(),
	}
	for _, n := range []int{8, 15, 16, 64, 1024, 64 << 10} {
		cases = append(cases, sipCase(n))
	}
	cases = append(cases, streamCase(8), streamCase(64<<10), pythonHashCase(), blake2Case(64), blake2Case(64<<10), sm3Case())
	harness.Main(cases...)
	runtime.KeepAlive(sink)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

const iterations = 1000

var (
	password = []byte("correct horse battery staple")
	salt     = []byte("0123456789abcdef")
)

func ours(name string) harness.Contender {
	return harness.Contender{Name: "hashutil", Run: func(n int) {
		for range n {
			_, err := hashutil.PBKDF2(name, password, salt, iterations, 0)
			check(err)
		}
	}}
}

func pythonPBKDF2(name string) harness.Contender {
	return harness.Python(python, "import hashlib",
		fmt.Sprintf("hashlib.pbkdf2_hmac(%q, b%q, b%q, %d)", name, password, salt, iterations))
}

// pbkdf2Case is a derivation of one digest's length. std is how much more time
// crypto/pbkdf2 should take.
func pbkdf2Case(name string, h func() hash.Hash, std float64) harness.Case {
	size := h().Size()
	c := harness.Case{
		Name: fmt.Sprintf("PBKDF2 %s, %d iterations", name, iterations),
		Contenders: []harness.Contender{
			ours(name),
			{Name: "crypto/pbkdf2", Run: func(n int) {
				for range n {
					_, err := pbkdf2.Key(h, string(password), salt, iterations, size)
					check(err)
				}
			}},
			{Name: "x/crypto/pbkdf2", Run: func(n int) {
				for range n {
					xpbkdf2.Key(password, salt, iterations, size, h)
				}
			}},
			{Name: "floor", Run: floor(h, 2*iterations)},
			pythonPBKDF2(name),
		},
	}
	if std > 0 {
		c.Goals = []harness.Goal{{Against: "crypto/pbkdf2", Min: std}, {Against: "CPython", Min: 1 / 0.55}}
	}
	return c
}

// floor compresses as many blocks as the iterations must: nothing that uses
// the same hash can take less time.
func floor(h func() hash.Hash, blocks int) func(n int) {
	d := h()
	block := make([]byte, d.BlockSize())
	return func(n int) {
		for range n * blocks {
			d.Write(block)
		}
	}
}

// otherPRF is a derivation with a hash that crypto/* has no fast way for.
func otherPRF(name string) harness.Case {
	a, err := hashutil.Lookup(name)
	check(err)
	return harness.Case{
		Name: fmt.Sprintf("PBKDF2 %s, %d iterations", name, iterations),
		Contenders: []harness.Contender{
			ours(name),
			{Name: "crypto/pbkdf2", Run: func(n int) {
				for range n {
					_, err := pbkdf2.Key(a.New, string(password), salt, iterations, a.Size)
					check(err)
				}
			}},
			pythonPBKDF2(name),
		},
	}
}

func scryptCase() harness.Case {
	return harness.Case{
		Name: "scrypt, N 16384, r 8, p 1",
		Contenders: []harness.Contender{
			{Name: "hashutil", Run: func(n int) {
				for range n {
					_, err := hashutil.Scrypt(password, salt, hashutil.ScryptParams{N: 1 << 14, R: 8, P: 1})
					check(err)
				}
			}},
			{Name: "x/crypto/scrypt", Run: func(n int) {
				for range n {
					_, err := scrypt.Key(password, salt, 1<<14, 8, 1, 64)
					check(err)
				}
			}},
			harness.Python(python, "import hashlib", fmt.Sprintf("hashlib.scrypt(b%q, salt=b%q, n=16384, r=8, p=1)", password, salt)),
		},
	}
}

var (
	sipKey = [16]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}
	k0     = binary.LittleEndian.Uint64(sipKey[:8])
	k1     = binary.LittleEndian.Uint64(sipKey[8:])

	sink uint64
)

func sipCase(size int) harness.Case {
	msg := bytes.Repeat([]byte{'x'}, size)
	return harness.Case{
		Name:  fmt.Sprintf("SipHash-2-4, %d B", size),
		Bytes: int64(size),
		Contenders: []harness.Contender{
			{Name: "hashutil", Run: func(n int) {
				for range n {
					sink += hashutil.SipHash24(&sipKey, msg)
				}
			}},
			{Name: "dchest/siphash", Run: func(n int) {
				for range n {
					sink += siphash.Hash(k0, k1, msg)
				}
			}},
			{Name: "hashutil 1-3", Run: func(n int) {
				for range n {
					sink += hashutil.SipHash13(&sipKey, msg)
				}
			}},
		},
		Goals: []harness.Goal{{Against: "dchest/siphash", Min: 1 / 1.05}},
	}
}

func streamCase(size int) harness.Case {
	msg := bytes.Repeat([]byte{'x'}, size)
	run := func(h hash.Hash64) func(n int) {
		return func(n int) {
			for range n {
				h.Reset()
				h.Write(msg)
				sink += h.Sum64()
			}
		}
	}
	return harness.Case{
		Name:  fmt.Sprintf("SipHash-2-4 as hash.Hash64, %d B", size),
		Bytes: int64(size),
		Contenders: []harness.Contender{
			{Name: "hashutil", Run: run(hashutil.NewSipHash24(&sipKey))},
			{Name: "dchest/siphash", Run: run(siphash.New(sipKey[:]))},
		},
		Goals: []harness.Goal{{Against: "dchest/siphash", Min: 1 / 1.05}},
	}
}

// pythonHashCase hashes bytes objects that have not been hashed yet: hash()
// keeps its result.
func pythonHashCase() harness.Case {
	msg := bytes.Repeat([]byte{'x'}, 64<<10)
	return harness.Case{
		Name:  "SipHash-1-3, 65536 B, beside hash(memoryview)",
		Bytes: int64(len(msg)),
		Contenders: []harness.Contender{
			{Name: "hashutil", Run: func(n int) {
				for range n {
					sink += hashutil.SipHash13(&sipKey, msg)
				}
			}},
			harness.Python(python, "b = b'x' * 65536", "hash(memoryview(b))"),
		},
	}
}

func blake2Case(size int) harness.Case {
	msg := bytes.Repeat([]byte{'x'}, size)
	run := func(h hash.Hash, err error) func(n int) {
		check(err)
		return func(n int) {
			var buf [64]byte
			for range n {
				h.Reset()
				h.Write(msg)
				h.Sum(buf[:0])
			}
		}
	}
	return harness.Case{
		Name:  fmt.Sprintf("BLAKE2b, %d B", size),
		Bytes: int64(size),
		Contenders: []harness.Contender{
			{Name: "hashutil, person", Run: run(hashutil.NewBlake2b(hashutil.Blake2{Person: []byte("bench")}))},
			{Name: "hashutil, last node", Run: run(hashutil.NewBlake2b(hashutil.Blake2{LastNode: true}))},
			{Name: "x/crypto, plain", Run: run(blake2b.New512(nil))},
			harness.Python(python, "import hashlib; b = b'x' * "+fmt.Sprint(size), "hashlib.blake2b(b, person=b'bench').digest()"),
		},
	}
}

func sm3Case() harness.Case {
	msg := bytes.Repeat([]byte{'x'}, 64<<10)
	return harness.Case{
		Name:  "SM3, 65536 B",
		Bytes: int64(len(msg)),
		Contenders: []harness.Contender{
			{Name: "hashutil", Run: func(n int) {
				for range n {
					_, err := hashutil.FileDigest(bytes.NewReader(msg), "sm3")
					check(err)
				}
			}},
			harness.Python(python, "import hashlib; b = b'x' * 65536", "hashlib.new('sm3', b).digest()"),
		},
	}
}
