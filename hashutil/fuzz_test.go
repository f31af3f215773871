// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package hashutil_test

import (
	"bytes"
	"crypto/pbkdf2"
	"strings"
	"testing"

	"golang.org/x/crypto/blake2b"
	"golang.org/x/crypto/blake2s"

	"py34.example/hashutil"
)

// FuzzLookup checks that a name means what its canonical spelling means, in any
// case.
func FuzzLookup(f *testing.F) {
	for _, name := range []string{"", "sha256", "SHA-512/256", "md5_sha1", "\xff", "1.3.14.3.2.26"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		a, err := hashutil.Lookup(name)
		if err != nil {
			if err.Error() == "" || a != (hashutil.Algorithm{}) {
				t.Errorf("Lookup(%q) = %+v, %q", name, a, err)
			}
			return
		}
		for _, same := range []string{a.Name, strings.ToUpper(name), strings.ToLower(name), strings.ReplaceAll(name, "-", "_")} {
			if b, err := hashutil.Lookup(same); err != nil || b != a {
				t.Errorf("Lookup(%q) = %+v, %v; want what %q gives, %+v", same, b, err, name, a)
			}
		}
	})
}

// FuzzPBKDF2 compares with crypto/pbkdf2, which knows nothing of PBKDF2's own
// way.
func FuzzPBKDF2(f *testing.F) {
	f.Add(uint8(0), []byte("password"), []byte("salt"), uint8(2), uint8(40))
	f.Add(uint8(8), bytes.Repeat([]byte("k"), 200), []byte(nil), uint8(1), uint8(0))
	var names []string
	for a := range hashutil.Algorithms() {
		if !a.XOF {
			names = append(names, a.Name)
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, password, salt []byte, iterations, keyLen uint8) {
		a, err := hashutil.Lookup(names[int(which)%len(names)])
		if err != nil {
			t.Fatal(err)
		}
		iter := max(int(iterations), 1)
		size := int(keyLen)
		if size == 0 {
			size = a.Size
		}
		want, err := pbkdf2.Key(a.New, string(password), salt, iter, size)
		if err != nil {
			t.Fatal(err)
		}
		got, err := hashutil.PBKDF2(a.Name, password, salt, iter, int(keyLen))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("PBKDF2(%q, %x, %x, %d, %d) = %x, %v; want %x", a.Name, password, salt, iter, keyLen, got, err, want)
		}
	})
}

// FuzzSipHash checks that the streamed hash of a message cut in two is the hash
// of the message.
func FuzzSipHash(f *testing.F) {
	f.Add([]byte("0123456789abcdef"), []byte("a message of some length"), uint(5))
	f.Add([]byte(nil), []byte(nil), uint(0))
	f.Fuzz(func(t *testing.T, k, msg []byte, cut uint) {
		var key [16]byte
		copy(key[:], k)
		cut %= uint(len(msg)) + 1
		h13, h24 := hashutil.NewSipHash13(&key), hashutil.NewSipHash24(&key)
		for _, part := range [][]byte{msg[:cut], msg[cut:]} {
			h13.Write(part)
			h24.Write(part)
		}
		if got, want := h13.Sum64(), hashutil.SipHash13(&key, msg); got != want {
			t.Errorf("NewSipHash13(%x) of %x, cut at %d = %x, want %x", key, msg, cut, got, want)
		}
		if got, want := h24.Sum64(), hashutil.SipHash24(&key, msg); got != want {
			t.Errorf("NewSipHash24(%x) of %x, cut at %d = %x, want %x", key, msg, cut, got, want)
		}
	})
}

// FuzzBlake2 compares with x/crypto's hashes where they have the parameters,
// and checks that a hash for the last node, which is finished in a way of its
// own, does not depend on where the message is cut.
func FuzzBlake2(f *testing.F) {
	f.Add([]byte("key"), []byte("message"), uint8(32), uint(3))
	f.Add([]byte(nil), make([]byte, 257), uint8(64), uint(128))
	f.Fuzz(func(t *testing.T, key, msg []byte, size uint8, cut uint) {
		cut %= uint(len(msg)) + 1
		want, wantErr := blake2b.New(int(size), key)
		p := hashutil.Blake2{Size: int(size), Key: key}
		got, err := hashutil.NewBlake2b(p)
		if size > 0 && (err == nil) != (wantErr == nil) {
			t.Fatalf("NewBlake2b(%+v): error %v, x/crypto's is %v", p, err, wantErr)
		}
		if err == nil && wantErr == nil {
			want.Write(msg)
			got.Write(msg[:cut])
			got.Write(msg[cut:])
			if !bytes.Equal(got.Sum(nil), want.Sum(nil)) {
				t.Errorf("NewBlake2b(%+v) of %x = %x, want %x", p, msg, got.Sum(nil), want.Sum(nil))
			}
		}
		if want, err := blake2s.New256(key); err == nil {
			got, err := hashutil.NewBlake2s(hashutil.Blake2{Key: key})
			if err != nil {
				t.Fatal(err)
			}
			want.Write(msg)
			got.Write(msg)
			if !bytes.Equal(got.Sum(nil), want.Sum(nil)) {
				t.Errorf("NewBlake2s with key %x of %x = %x, want %x", key, msg, got.Sum(nil), want.Sum(nil))
			}
		}
		p.LastNode = true
		if whole, err := hashutil.NewBlake2b(p); err == nil {
			parts, err := hashutil.NewBlake2b(p)
			if err != nil {
				t.Fatal(err)
			}
			whole.Write(msg)
			parts.Write(msg[:cut])
			parts.Write(msg[cut:])
			if !bytes.Equal(whole.Sum(nil), parts.Sum(nil)) {
				t.Errorf("NewBlake2b(%+v) of %x = %x, cut at %d %x", p, msg, whole.Sum(nil), cut, parts.Sum(nil))
			}
		}
	})
}

// FuzzUnmarshal checks that no state, however wrong, makes a hash panic, and
// that a state which is taken is the state that the hash is in.
func FuzzUnmarshal(f *testing.F) {
	names := []string{"sm3", "blake2b", "blake2s"}
	for _, name := range names {
		h, err := hashutil.New(name)
		if err != nil {
			f.Fatal(err)
		}
		h.Write(make([]byte, 100))
		state, err := h.(openHash).MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(state, []byte("more"))
	}
	f.Fuzz(func(t *testing.T, state, more []byte) {
		for _, name := range names {
			h := newHash(t, name).(openHash)
			if h.UnmarshalBinary(state) != nil {
				continue
			}
			h.Write(more)
			after, err := h.MarshalBinary()
			if err != nil {
				t.Fatal(err)
			}
			other := newHash(t, name).(openHash)
			if err := other.UnmarshalBinary(after); err != nil {
				t.Fatal(err)
			}
			if got, want := other.Sum(nil), h.Sum(nil); !bytes.Equal(got, want) {
				t.Errorf("%s: Sum after moving the state = %x, want %x", name, got, want)
			}
			if len(h.Sum(nil)) != h.Size() {
				t.Errorf("%s: Sum has %d bytes, Size() = %d", name, len(h.Sum(nil)), h.Size())
			}
		}
	})
}
