// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package hashutil chooses hashes by name and derives keys with them: what
// Python's hashlib and hmac offer beyond the standard library's crypto
// packages.
//
//	key, err := hashutil.PBKDF2("sha256", password, salt, 600_000, 32)
//
// # From Python
//
//	hashlib.new(name)                    New(name), NewXOF(name)
//	hashlib.algorithms_guaranteed        Guaranteed()
//	hashlib.algorithms_available         Algorithms()
//	hashlib.file_digest(f, name)         FileDigest(f, name)
//	hashlib.pbkdf2_hmac(name, …)         PBKDF2(name, …)
//	hashlib.scrypt(password, …)          Scrypt(password, …)
//	hashlib.blake2b(key=…, person=…)     NewBlake2b(Blake2{Key: …, Person: …})
//	hmac.new(key, digestmod=name)        HMAC(name, key)
//	hmac.compare_digest(a, b)            Equal(a, b)
//	h.update(b), h.digest(), h.copy()    h.Write(b), h.Sum(nil), h.(hash.Cloner)
//	PEP 456, hash(b"…")                  SipHash24, SipHash13
//
// # Names
//
// A name is looked up without regard to the case of ASCII letters, and with
// the characters "-", "_", "/" and "+" taken for the same. What remains must
// be a spelling that Python or OpenSSL knows:
//
//	md5               ssl3-md5
//	md5-sha1
//	ripemd160         ripemd-160, ripemd, rmd160
//	sha1              sha-1, ssl3-sha1
//	sha224            sha-224, sha2-224; likewise 256, 384, 512
//	sha512_224        sha-512/224, sha2-512/224; likewise 512/256
//	sha3_224          sha3-224; likewise 256, 384, 512
//	shake_128         shake128, shake-128; likewise 256
//	blake2b           blake2b512, blake2b-512
//	blake2s           blake2s256, blake2s-256
//	sm3
//
// or the object identifier of the hash in dotted form, such as
// 2.16.840.1.101.3.4.2.1 for sha256. The names that [crypto.Hash.String]
// returns for these hashes are among them.
//
// # Differences from Python
//
//   - Spellings that CPython accepts only here and there (SHA3_256, sha_256,
//     SHA-512/256, md5_sha1) are accepted everywhere.
//   - The hashes are the same on every machine; there is no "null" hash.
//   - The extendable-output functions shake_128 and shake_256 have a function
//     of their own, [NewXOF], since they have no digest size; Python's digest
//     method can be called again, and data added after it, but an [XOF] is
//     read as a stream, and writing to it after that panics.
//   - A key length of 0 is an error in Python's pbkdf2_hmac and scrypt. Here
//     it stands for the default that None or no argument has there.
//   - In [Blake2] the zero Size, Fanout and Depth stand for Python's defaults,
//     so that the zero value is a plain hash.
//   - The key lengths and the memory bound that Python limits to 2³¹-1 may be
//     as large as the documentation of [PBKDF2] and [ScryptParams] says.
//   - SipHash is Python's hash of strings, which it does not offer by name.
//
// # When the standard library is the better choice
//
// Where the hash is known when the program is written, use crypto/sha256 and
// its siblings, [crypto/hmac] and [crypto/pbkdf2]: unlike a name, they cannot
// be misspelt. (The exception is speed: on amd64, [PBKDF2] takes about 0.6 of
// the time of crypto/pbkdf2 with SHA-1 and SHA-256, and 0.9 with SHA-512 and
// MD5.) For hash tables within one process use [hash/maphash]. MD5, SHA-1 and
// RIPEMD-160 are here for old data and are not safe for new designs.
//
// In FIPS 140-only mode (see [crypto/fips140]) whatever that mode forbids is
// an error.
//
// All functions may be called concurrently; a hash, once made, belongs to one
// goroutine at a time.
package hashutil

import (
	"crypto"
	"crypto/fips140"
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"crypto/subtle"
	"errors"
	"fmt"
	"hash"
	"io"
	"iter"

	//lint:ignore SA1019 what is old must still be read
	"golang.org/x/crypto/ripemd160"
)

// An Algorithm describes a hash function or an extendable-output function.
type Algorithm struct {
	Name      string      // Python's name for it, such as "sha3_256"
	Size      int         // of the digest, in bytes; 0 if XOF
	BlockSize int         // in bytes
	XOF       bool        // extendable output: New panics, NewXOF(Name) makes one
	Hash      crypto.Hash // 0 if package crypto has no number for it
}

// New returns a new hash of the algorithm, as the function New does for its
// name. It suits as argument of [hmac.New] and the like. It panics where New
// returns an error, as it does for an extendable-output function.
func (a Algorithm) New() hash.Hash {
	h, err := New(a.Name)
	if err != nil {
		panic(err)
	}
	return h
}

// An XOF is an extendable-output function: read the output, as much as
// wanted, after writing the input. Writing after the first Read panics until
// Reset is called.
type XOF = hash.XOF

// An UnknownHashError is a name that no hash goes by.
type UnknownHashError string

// Error quotes the name, or the start of one that is longer than any.
func (e UnknownHashError) Error() string {
	return fmt.Sprintf("hashutil: unknown hash %.64q", string(e))
}

// errXOF is wrapped by the error of a function that needs a digest of a fixed
// size and is given the name of an extendable-output function.
var errXOF = errors.New("is an extendable-output function without a digest size")

// A function is an algorithm with what makes it work.
type function struct {
	Algorithm
	guaranteed bool // to be there in every Python
	approved   bool // in FIPS 140-only mode
	spellings  []string
	new        func() hash.Hash // nil if XOF
	newXOF     func() XOF       // nil unless XOF
	md         *mdFamily        // nil if PBKDF2 is left to crypto/pbkdf2
}

// functions holds what there is, sorted by name.
var functions = []function{
	{
		Algorithm:  Algorithm{Name: "blake2b", Size: 64, BlockSize: 128, Hash: crypto.BLAKE2b_512},
		guaranteed: true,
		spellings:  []string{"blake2b512", "blake2b-512", "1.3.6.1.4.1.1722.12.2.1.16"},
		new:        blake2b.plainHash,
	},
	{
		Algorithm:  Algorithm{Name: "blake2s", Size: 32, BlockSize: 64, Hash: crypto.BLAKE2s_256},
		guaranteed: true,
		spellings:  []string{"blake2s256", "blake2s-256", "1.3.6.1.4.1.1722.12.2.2.8"},
		new:        blake2s.plainHash,
	},
	{
		Algorithm:  Algorithm{Name: "md5", Size: 16, BlockSize: 64, Hash: crypto.MD5},
		guaranteed: true,
		spellings:  []string{"ssl3-md5", "1.2.840.113549.2.5"},
		new:        md5.New,
		md:         &mdFamily{new: md5.New, state: 16, littleEndian: true},
	},
	{
		Algorithm: Algorithm{Name: "md5-sha1", Size: 36, BlockSize: 64, Hash: crypto.MD5SHA1},
		new:       newMD5SHA1,
	},
	{
		Algorithm: Algorithm{Name: "ripemd160", Size: 20, BlockSize: 64, Hash: crypto.RIPEMD160},
		spellings: []string{"ripemd-160", "ripemd", "rmd160", "1.3.36.3.2.1"},
		new:       ripemd160.New,
	},
	{
		Algorithm:  Algorithm{Name: "sha1", Size: 20, BlockSize: 64, Hash: crypto.SHA1},
		guaranteed: true,
		spellings:  []string{"sha-1", "ssl3-sha1", "1.3.14.3.2.26"},
		new:        sha1.New,
		md:         &mdFamily{new: sha1.New, state: 20},
	},
	{
		Algorithm:  Algorithm{Name: "sha224", Size: 28, BlockSize: 64, Hash: crypto.SHA224},
		guaranteed: true,
		approved:   true,
		spellings:  []string{"sha-224", "sha2-224", "2.16.840.1.101.3.4.2.4"},
		new:        sha256.New224,
		md:         &mdFamily{new: sha256.New224, state: 32},
	},
	{
		Algorithm:  Algorithm{Name: "sha256", Size: 32, BlockSize: 64, Hash: crypto.SHA256},
		guaranteed: true,
		approved:   true,
		spellings:  []string{"sha-256", "sha2-256", "2.16.840.1.101.3.4.2.1"},
		new:        sha256.New,
		md:         &mdFamily{new: sha256.New, state: 32},
	},
	{
		Algorithm:  Algorithm{Name: "sha384", Size: 48, BlockSize: 128, Hash: crypto.SHA384},
		guaranteed: true,
		approved:   true,
		spellings:  []string{"sha-384", "sha2-384", "2.16.840.1.101.3.4.2.2"},
		new:        sha512.New384,
		md:         &mdFamily{new: sha512.New384, state: 64},
	},
	{
		Algorithm:  Algorithm{Name: "sha3_224", Size: 28, BlockSize: 144, Hash: crypto.SHA3_224},
		guaranteed: true,
		approved:   true,
		spellings:  []string{"2.16.840.1.101.3.4.2.7"},
		new:        func() hash.Hash { return sha3.New224() },
	},
	{
		Algorithm:  Algorithm{Name: "sha3_256", Size: 32, BlockSize: 136, Hash: crypto.SHA3_256},
		guaranteed: true,
		approved:   true,
		spellings:  []string{"2.16.840.1.101.3.4.2.8"},
		new:        func() hash.Hash { return sha3.New256() },
	},
	{
		Algorithm:  Algorithm{Name: "sha3_384", Size: 48, BlockSize: 104, Hash: crypto.SHA3_384},
		guaranteed: true,
		approved:   true,
		spellings:  []string{"2.16.840.1.101.3.4.2.9"},
		new:        func() hash.Hash { return sha3.New384() },
	},
	{
		Algorithm:  Algorithm{Name: "sha3_512", Size: 64, BlockSize: 72, Hash: crypto.SHA3_512},
		guaranteed: true,
		approved:   true,
		spellings:  []string{"2.16.840.1.101.3.4.2.10"},
		new:        func() hash.Hash { return sha3.New512() },
	},
	{
		Algorithm:  Algorithm{Name: "sha512", Size: 64, BlockSize: 128, Hash: crypto.SHA512},
		guaranteed: true,
		approved:   true,
		spellings:  []string{"sha-512", "sha2-512", "2.16.840.1.101.3.4.2.3"},
		new:        sha512.New,
		md:         &mdFamily{new: sha512.New, state: 64},
	},
	{
		Algorithm: Algorithm{Name: "sha512_224", Size: 28, BlockSize: 128, Hash: crypto.SHA512_224},
		approved:  true,
		spellings: []string{"sha-512-224", "sha2-512-224", "2.16.840.1.101.3.4.2.5"},
		new:       sha512.New512_224,
		md:        &mdFamily{new: sha512.New512_224, state: 64},
	},
	{
		Algorithm: Algorithm{Name: "sha512_256", Size: 32, BlockSize: 128, Hash: crypto.SHA512_256},
		approved:  true,
		spellings: []string{"sha-512-256", "sha2-512-256", "2.16.840.1.101.3.4.2.6"},
		new:       sha512.New512_256,
		md:        &mdFamily{new: sha512.New512_256, state: 64},
	},
	{
		Algorithm:  Algorithm{Name: "shake_128", BlockSize: 168, XOF: true},
		guaranteed: true,
		approved:   true,
		spellings:  []string{"shake128", "2.16.840.1.101.3.4.2.11"},
		newXOF:     func() XOF { return sha3.NewSHAKE128() },
	},
	{
		Algorithm:  Algorithm{Name: "shake_256", BlockSize: 136, XOF: true},
		guaranteed: true,
		approved:   true,
		spellings:  []string{"shake256", "2.16.840.1.101.3.4.2.12"},
		newXOF:     func() XOF { return sha3.NewSHAKE256() },
	},
	{
		Algorithm: Algorithm{Name: "sm3", Size: 32, BlockSize: 64},
		spellings: []string{"1.2.156.10197.1.401"},
		new:       newSM3,
		md:        &mdFamily{new: newSM3, state: 32},
	},
}

// bySpelling finds a function by each of its spellings, normalised.
var bySpelling = func() map[string]*function {
	m := make(map[string]*function)
	for i := range functions {
		f := &functions[i]
		for _, s := range append(f.spellings, f.Name) {
			m[normalise(s)] = f
		}
	}
	return m
}()

// normalise maps spellings that mean the same to the same string.
func normalise(name string) string {
	b := []byte(name)
	for i, c := range b {
		switch {
		case 'A' <= c && c <= 'Z':
			b[i] = c + 'a' - 'A'
		case c == '_' || c == '/' || c == '+':
			b[i] = '-'
		}
	}
	return string(b)
}

func find(name string) (*function, error) {
	f := bySpelling[normalise(name)]
	if f == nil {
		return nil, UnknownHashError(name)
	}
	return f, nil
}

// findHash returns the function of a name that must be that of a hash with a
// fixed digest size. The error says which caller could not use it.
func findHash(caller, name string) (*function, error) {
	f, err := find(name)
	switch {
	case err != nil:
		return nil, err
	case f.XOF:
		return nil, fmt.Errorf("hashutil: %s: %q %w", caller, name, errXOF)
	case !f.approved && fips140.Enforced():
		return nil, fmt.Errorf("hashutil: %s: %q is not allowed in FIPS 140-only mode", caller, name)
	}
	return f, nil
}

// Lookup describes the algorithm with the given name. The error for an unknown
// name is an [UnknownHashError].
func Lookup(name string) (Algorithm, error) {
	f, err := find(name)
	if err != nil {
		return Algorithm{}, err
	}
	return f.Algorithm, nil
}

// Algorithms returns a sequence of all algorithms, sorted by name. The names
// are those of hashlib.algorithms_available in a usual build of Python.
func Algorithms() iter.Seq[Algorithm] {
	return func(yield func(Algorithm) bool) {
		for _, f := range functions {
			if !yield(f.Algorithm) {
				return
			}
		}
	}
}

// Guaranteed returns the names, sorted, of the algorithms that every Python
// has: hashlib.algorithms_guaranteed.
func Guaranteed() []string {
	var names []string
	for _, f := range functions {
		if f.guaranteed {
			names = append(names, f.Name)
		}
	}
	return names
}

// New returns a new hash by its name, as hashlib.new does. See the package
// comment for the names. The error for an unknown name is an
// [UnknownHashError]; the name of an extendable-output function is an error
// too, see [NewXOF].
//
// The hash implements [hash.Cloner] (Python's copy method) unless it is
// ripemd160, and [encoding.BinaryMarshaler], [encoding.BinaryAppender] and
// [encoding.BinaryUnmarshaler] unless it is ripemd160 or md5-sha1.
func New(name string) (hash.Hash, error) {
	f, err := findHash("New", name)
	if err != nil {
		return nil, err
	}
	return f.new(), nil
}

// NewXOF returns a new extendable-output function by its name: shake_128 or
// shake_256. The error for an unknown name is an [UnknownHashError]; the name
// of a hash with a fixed digest size is an error too, see [New].
func NewXOF(name string) (XOF, error) {
	f, err := find(name)
	if err != nil {
		return nil, err
	}
	if !f.XOF {
		return nil, fmt.Errorf("hashutil: NewXOF: %q is not an extendable-output function", name)
	}
	return f.newXOF(), nil
}

// HMAC returns a new HMAC (RFC 2104) over the named hash, as hmac.new does in
// Python. The key may be of any length; it is not kept. Compare results with
// [Equal].
//
// The error for an unknown name, the empty one included, is an
// [UnknownHashError]. The name of an extendable-output function is an error
// too, and so is, in FIPS 140-only mode, a key shorter than 14 bytes.
func HMAC(name string, key []byte) (hash.Hash, error) {
	f, err := findHash("HMAC", name)
	if err != nil {
		return nil, err
	}
	if len(key) < 14 && fips140.Enforced() {
		return nil, fmt.Errorf("hashutil: HMAC: key of %d bytes, FIPS 140-only mode needs 14", len(key))
	}
	return hmac.New(f.new, key), nil
}

// FileDigest reads r to its end and returns the digest of what it read, as
// hashlib.file_digest does. It returns an error for the names that [New]
// refuses, before it reads anything, and the error of r if reading fails.
func FileDigest(r io.Reader, name string) ([]byte, error) {
	f, err := findHash("FileDigest", name)
	if err != nil {
		return nil, err
	}
	h := f.new()
	if _, err := io.Copy(h, r); err != nil {
		return nil, err
	}
	return h.Sum(nil), nil
}

// Equal reports whether a and b are equal, as hmac.compare_digest does: for
// operands of the same length, the time it takes does not depend on their
// contents. Operands of different lengths are found unequal at once.
func Equal(a, b []byte) bool {
	return subtle.ConstantTimeCompare(a, b) == 1
}
