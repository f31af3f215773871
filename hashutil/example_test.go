// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package hashutil_test

import (
	"crypto/hmac"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"strings"

	"py34.example/hashutil"
)

func ExampleNew() {
	// The name comes from a configuration file, say.
	h, err := hashutil.New("SHA-256")
	if err != nil {
		fmt.Println(err)
		return
	}
	io.WriteString(h, "Nobody inspects")
	io.WriteString(h, " the spammish repetition")
	fmt.Printf("%x\n", h.Sum(nil))

	_, err = hashutil.New("sha-257")
	fmt.Println(err)
	// Output:
	// 031edd7d41651593c5fe5c006fa5752b37fddff7bc4e843aa6af0c950f4b9406
	// hashutil: unknown hash "sha-257"
}

// A copy of a hash goes its own way: here, to hash two messages that begin
// alike.
func ExampleNew_copy() {
	h, _ := hashutil.New("sha1")
	io.WriteString(h, "tag 11\x00")
	for _, s := range []string{"first words", "other words"} {
		c, err := h.(hash.Cloner).Clone()
		if err != nil {
			fmt.Println(err)
			return
		}
		io.WriteString(c, s)
		fmt.Printf("%x\n", c.Sum(nil))
	}
	// Output:
	// 6e277f3770b935b42baae61706d98db25877b8a0
	// 4cbfac0163cd98c683a1ff7b51d4fe493b7d871e
}

func ExampleLookup() {
	for _, name := range []string{"SHA2-512/256", "SHAKE128", "RMD160", "md4"} {
		a, err := hashutil.Lookup(name)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(a.Name, a.Size, a.BlockSize, a.XOF)
	}
	// Output:
	// sha512_256 32 128 false
	// shake_128 0 168 true
	// ripemd160 20 64 false
	// hashutil: unknown hash "md4"
}

func ExampleAlgorithm() {
	a, err := hashutil.Lookup("sha3-256")
	if err != nil {
		fmt.Println(err)
		return
	}
	// Its method New is what other packages want of a hash.
	mac := hmac.New(a.New, []byte("key"))
	mac.Write([]byte("msg"))
	fmt.Printf("%x\n", mac.Sum(nil))
	fmt.Println(a.Hash == 0, a.Hash)
	// Output:
	// 56b616feab81d996beb8cf47719b253cfe6d1da9be562c63520fef130a6d935e
	// false SHA3-256
}

func ExampleAlgorithms() {
	for a := range hashutil.Algorithms() {
		if !a.XOF && a.Size >= 48 {
			fmt.Println(a.Name)
		}
	}
	// Output:
	// blake2b
	// sha384
	// sha3_384
	// sha3_512
	// sha512
}

func ExampleGuaranteed() {
	fmt.Println(strings.Join(hashutil.Guaranteed(), " "))
	// Output: blake2b blake2s md5 sha1 sha224 sha256 sha384 sha3_224 sha3_256 sha3_384 sha3_512 sha512 shake_128 shake_256
}

func ExampleUnknownHashError() {
	_, err := hashutil.HMAC("", []byte("key"))
	if unknown, ok := errors.AsType[hashutil.UnknownHashError](err); ok {
		fmt.Printf("choose a hash instead of %q\n", string(unknown))
	}
	// Output: choose a hash instead of ""
}

func ExampleNewXOF() {
	x, err := hashutil.NewXOF("shake_256")
	if err != nil {
		fmt.Println(err)
		return
	}
	io.WriteString(x, "Nobody inspects the spammish repetition")
	var out [20]byte
	x.Read(out[:])
	fmt.Printf("%x\n", out)
	// Output: 44709d6fcb83d92a76dcb0b668c98e1b1d3dafe7
}

func ExampleHMAC() {
	sign := func(msg string) []byte {
		mac, err := hashutil.HMAC("sha256", []byte("key"))
		if err != nil {
			panic(err)
		}
		io.WriteString(mac, msg)
		return mac.Sum(nil)
	}
	tag := sign("msg")
	fmt.Printf("%x\n", tag)
	fmt.Println(hashutil.Equal(tag, sign("msg")))
	fmt.Println(hashutil.Equal(tag, sign("another")))
	// Output:
	// 2d93cbc1be167bcb1637a4a23cbff01a7878f0c50ee833954ea5221bb1b8c628
	// true
	// false
}

func ExampleEqual() {
	want, _ := hex.DecodeString("900150983cd24fb0d6963f7d28e17f72")
	got, _ := hashutil.FileDigest(strings.NewReader("abc"), "md5")
	fmt.Println(hashutil.Equal(got, want))
	// Output: true
}

func ExamplePBKDF2() {
	key, err := hashutil.PBKDF2("sha256", []byte("password"), []byte("salt"), 100_000, 32)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%x\n", key)

	_, err = hashutil.PBKDF2("sha256", []byte("password"), []byte("salt"), 0, 32)
	fmt.Println(err)
	// Output:
	// 0394a2ede332c9a13eb82e9b24631604c31df978b4e2f0fbd2c549944f9d79a5
	// hashutil: PBKDF2: 0 iterations, need at least 1
}

// A new password gets a new salt, which is stored with the key.
func ExamplePBKDF2_salt() {
	derive := func(salt []byte) []byte {
		key, err := hashutil.PBKDF2("sha256", []byte("password"), salt, 1000, 0)
		if err != nil {
			panic(err)
		}
		return key
	}
	salt, other := make([]byte, 16), make([]byte, 16)
	rand.Read(salt)
	rand.Read(other)
	key := derive(salt)
	fmt.Println(len(key), hashutil.Equal(key, derive(salt)), hashutil.Equal(key, derive(other)))
	// Output: 32 true false
}

func ExampleScrypt() {
	key, err := hashutil.Scrypt([]byte("password"), []byte("NaCl"), hashutil.ScryptParams{N: 1024, R: 8, P: 16, KeyLen: 16})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%x\n", key)

	_, err = hashutil.Scrypt([]byte("password"), []byte("NaCl"), hashutil.ScryptParams{N: 1 << 15, R: 8, P: 1})
	fmt.Println(err)
	// Output:
	// fdbabe1c9d3472007856e7190d01e9fe
	// hashutil: Scrypt: parameters N = 32768, R = 8, P = 1 need 33557504 bytes of memory, MaxMem allows 33554432
}

func ExampleFileDigest() {
	// Any io.Reader will do, a file most of all.
	sum, err := hashutil.FileDigest(strings.NewReader("abc"), "sm3")
	fmt.Printf("%x %v\n", sum, err)
	// Output: 66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0 <nil>
}

// With its own name in Person, each use of a hash gets digests of its own.
func ExampleNewBlake2b() {
	for _, use := range []string{"files", "blocks"} {
		h, err := hashutil.NewBlake2b(hashutil.Blake2{Size: 16, Person: []byte(use)})
		if err != nil {
			fmt.Println(err)
			return
		}
		io.WriteString(h, "the same content")
		fmt.Printf("%x\n", h.Sum(nil))
	}
	// Output:
	// be216c418321fb1d59c56cdef26a0d27
	// 5019ced2ec1d1e0ae1655c91a667c905
}

func ExampleNewBlake2s() {
	key := []byte("pseudorandomly generated server ")
	mac, err := hashutil.NewBlake2s(hashutil.Blake2{Size: 16, Key: key})
	if err != nil {
		fmt.Println(err)
		return
	}
	io.WriteString(mac, "user-alice")
	fmt.Printf("%x\n", mac.Sum(nil))
	// Output: 106aba3680c9793d0f0a12c8308dc251
}

// Tree hashing: the digests of two leaves make the message of the root.
func ExampleBlake2() {
	node := hashutil.Blake2{Size: 32, Fanout: 2, Depth: 2, LeafSize: 4096, InnerSize: 64}
	var digests []byte
	for i, leaf := range []string{strings.Repeat("a", 4096), "b"} {
		p := node
		p.Size = 64
		p.NodeOffset = uint64(i)
		p.LastNode = i == 1
		h, err := hashutil.NewBlake2b(p)
		if err != nil {
			fmt.Println(err)
			return
		}
		io.WriteString(h, leaf)
		digests = h.Sum(digests)
	}
	node.NodeDepth, node.LastNode = 1, true
	root, err := hashutil.NewBlake2b(node)
	if err != nil {
		fmt.Println(err)
		return
	}
	root.Write(digests)
	fmt.Printf("%x\n", root.Sum(nil))
	// Output: 286a1fd22a70a822a6c697786929b3e1f3daca2da539cb296c2f2db9cc7b1a18
}

func ExampleSipHash24() {
	// The key of the reference implementation; take a random one.
	key := [16]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}
	fmt.Printf("%016x\n", hashutil.SipHash24(&key, nil))
	fmt.Printf("%016x\n", hashutil.SipHash24(&key, key[:15]))
	// Output:
	// 726fdb47dd0e0e31
	// a129ca6149be45e5
}

// PEP 456 says how Python hashes a string: SipHash of its characters, in the
// narrowest of 1, 2 and 4 bytes that holds them all, as a signed number. The
// empty string gives 0, and -1, which stands for an error inside CPython,
// becomes -2. The key comes from PYTHONHASHSEED; the seed 0 stands for a key
// of zeros.
func ExampleSipHash13() {
	pythonHash := func(key *[16]byte, s string) int64 {
		runes := []rune(s)
		size := 1
		for _, r := range runes {
			switch {
			case r > 0xffff:
				size = 4
			case r > 0xff:
				size = max(size, 2)
			}
		}
		var chars []byte
		for _, r := range runes {
			for i := range size {
				chars = append(chars, byte(r>>(8*i)))
			}
		}
		if len(chars) == 0 {
			return 0
		}
		if h := int64(hashutil.SipHash13(key, chars)); h != -1 {
			return h
		}
		return -2
	}
	var seed0 [16]byte
	for _, s := range []string{"", "python", "crème brûlée", "中文", "🐍"} {
		fmt.Println(pythonHash(&seed0, s))
	}
	// Output:
	// 0
	// 4381348739211007536
	// -3841813237734848415
	// 501833946989431548
	// 5216893564587608945
}

func ExampleNewSipHash24() {
	h := hashutil.NewSipHash24(&[16]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
	for i := range 15 {
		h.Write([]byte{byte(i)})
	}
	fmt.Printf("%016x\n", h.Sum64())
	fmt.Printf("%x\n", h.Sum(nil))
	// Output:
	// a129ca6149be45e5
	// e545be4961ca29a1
}

func ExampleNewSipHash13() {
	h := hashutil.NewSipHash13(new([16]byte))
	fmt.Fprint(h, "python")
	fmt.Println(int64(h.Sum64()))
	// Output: 4381348739211007536
}
