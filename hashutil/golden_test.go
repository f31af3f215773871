// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package hashutil_test

import (
	"bytes"
	"hash"
	"slices"
	"strconv"
	"strings"
	"testing"

	"py34.example/hashutil"
	"py34.example/internal/testkit"
)

// writePieces writes msg to w, cut where cuts says.
func writePieces(t *testing.T, w interface{ Write([]byte) (int, error) }, msg []byte, cuts []int) {
	t.Helper()
	begin := 0
	for _, end := range append(slices.Clone(cuts), len(msg)) {
		if n, err := w.Write(msg[begin:end]); n != end-begin || err != nil {
			t.Fatalf("Write of %d bytes = %d, %v", end-begin, n, err)
		}
		begin = end
	}
}

func newHash(t *testing.T, name string) hash.Hash {
	t.Helper()
	h, err := hashutil.New(name)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestGoldenAlgorithms(t *testing.T) {
	var names, guaranteed []string
	for _, rec := range testkit.Golden[struct {
		Name            string
		Guaranteed      bool
		Size, BlockSize int
	}](t, "hashutil/algorithms.jsonl") {
		names = append(names, rec.Name)
		if rec.Guaranteed {
			guaranteed = append(guaranteed, rec.Name)
		}
		a, err := hashutil.Lookup(rec.Name)
		if err != nil || a.Name != rec.Name || a.Size != rec.Size || a.BlockSize != rec.BlockSize || a.XOF != (rec.Size == 0) {
			t.Errorf("Lookup(%q) = %+v, %v; want size %d, block size %d", rec.Name, a, err, rec.Size, rec.BlockSize)
		}
	}
	var got []string
	for a := range hashutil.Algorithms() {
		got = append(got, a.Name)
	}
	if !slices.Equal(got, names) {
		t.Errorf("Algorithms() = %q, want %q", got, names)
	}
	if got := hashutil.Guaranteed(); !slices.Equal(got, guaranteed) {
		t.Errorf("Guaranteed() = %q, want %q", got, guaranteed)
	}
}

// TestGoldenNames checks that whatever spelling CPython knows means the same
// here, and that a spelling that only this package knows is one that CPython
// knows after a change of case or punctuation.
func TestGoldenNames(t *testing.T) {
	records := testkit.Golden[struct {
		Spelling testkit.Text
		Name     string
	}](t, "hashutil/names.jsonl")
	fold := strings.NewReplacer("_", "-", "/", "-", "+", "-")
	python := make(map[string]string)
	for _, rec := range records {
		if rec.Name != "" {
			python[fold.Replace(strings.ToLower(string(rec.Spelling)))] = rec.Name
		}
	}
	for _, rec := range records {
		spelling := string(rec.Spelling)
		want := rec.Name
		if want == "" && isASCII(spelling) {
			want = python[fold.Replace(strings.ToLower(spelling))]
		}
		a, err := hashutil.Lookup(spelling)
		if a.Name != want || (err != nil) != (want == "") {
			t.Errorf("Lookup(%q) = %q, %v; want %q", spelling, a.Name, err, want)
		}
	}
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= 0x80 })
}

func TestGoldenDigests(t *testing.T) {
	for _, rec := range testkit.Golden[struct {
		Name            string
		Message, Digest testkit.Hex
		Cuts            []int
	}](t, "hashutil/digests.jsonl") {
		if strings.HasPrefix(rec.Name, "shake") {
			x, err := hashutil.NewXOF(rec.Name)
			if err != nil {
				t.Fatal(err)
			}
			writePieces(t, x, rec.Message, rec.Cuts)
			got := make([]byte, len(rec.Digest))
			x.Read(got)
			if !bytes.Equal(got, rec.Digest) {
				t.Errorf("%s of %x = %x, want %x", rec.Name, rec.Message, got, rec.Digest)
			}
			continue
		}
		h := newHash(t, rec.Name)
		writePieces(t, h, rec.Message, rec.Cuts)
		if got := h.Sum(nil); !bytes.Equal(got, rec.Digest) {
			t.Errorf("%s of %x, cut at %v = %x, want %x", rec.Name, rec.Message, rec.Cuts, got, rec.Digest)
		}
	}
}

func TestGoldenLong(t *testing.T) {
	for _, rec := range testkit.Golden[struct {
		Name   string
		Length int
		Digest testkit.Hex
	}](t, "hashutil/long.jsonl") {
		msg := make([]byte, rec.Length)
		for i := range msg {
			msg[i] = byte(i % 251)
		}
		got, err := hashutil.FileDigest(bytes.NewReader(msg), rec.Name)
		if err != nil || !bytes.Equal(got, rec.Digest) {
			t.Errorf("FileDigest of %d bytes with %s = %x, %v; want %x", rec.Length, rec.Name, got, err, rec.Digest)
		}
	}
}

func TestGoldenHMAC(t *testing.T) {
	for _, rec := range testkit.Golden[struct {
		Name              string
		Key, Message, MAC testkit.Hex
	}](t, "hashutil/hmac.jsonl") {
		h, err := hashutil.HMAC(rec.Name, rec.Key)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			h.Write(rec.Message)
			if got := h.Sum(nil); !hashutil.Equal(got, rec.MAC) {
				t.Errorf("HMAC(%q, %x) of %x = %x, want %x", rec.Name, rec.Key, rec.Message, got, rec.MAC)
			}
			h.Reset()
		}
	}
}

func TestGoldenPBKDF2(t *testing.T) {
	for _, rec := range testkit.Golden[struct {
		Name                string
		Password, Salt, Key testkit.Hex
		Iterations, KeyLen  int
	}](t, "hashutil/pbkdf2.jsonl") {
		got, err := hashutil.PBKDF2(rec.Name, rec.Password, rec.Salt, rec.Iterations, rec.KeyLen)
		if err != nil || !bytes.Equal(got, rec.Key) {
			t.Errorf("PBKDF2(%q, %x, %x, %d, %d) = %x, %v; want %x",
				rec.Name, rec.Password, rec.Salt, rec.Iterations, rec.KeyLen, got, err, rec.Key)
		}
	}
}

func TestGoldenScrypt(t *testing.T) {
	for _, rec := range testkit.Golden[struct {
		Password, Salt, Key  testkit.Hex
		N                    string // may be above the largest int
		R, P, MaxMem, KeyLen int
	}](t, "hashutil/scrypt.jsonl") {
		n, err := strconv.Atoi(rec.N)
		if err != nil && len(rec.Key) > 0 {
			t.Fatal(err)
		}
		p := hashutil.ScryptParams{N: n, R: rec.R, P: rec.P, MaxMem: rec.MaxMem, KeyLen: rec.KeyLen}
		got, err := hashutil.Scrypt(rec.Password, rec.Salt, p)
		if !bytes.Equal(got, rec.Key) || (err != nil) != (len(rec.Key) == 0) {
			t.Errorf("Scrypt(%x, %x, %+v) = %x, %v; want %x", rec.Password, rec.Salt, p, got, err, rec.Key)
		}
	}
}

func TestGoldenBlake2(t *testing.T) {
	for _, rec := range testkit.Golden[struct {
		Name                 string
		Message, Digest      testkit.Hex
		Cuts                 []int
		Size                 int
		Key, Salt, Person    testkit.Hex
		Fanout, Depth        int
		LeafSize             uint32
		NodeOffset           uint64 `json:",string"`
		NodeDepth, InnerSize int
		LastNode             bool
	}](t, "hashutil/blake2.jsonl") {
		p := hashutil.Blake2{
			Size: rec.Size, Key: rec.Key, Salt: rec.Salt, Person: rec.Person,
			Fanout: rec.Fanout, Depth: rec.Depth, LeafSize: rec.LeafSize, NodeOffset: rec.NodeOffset,
			NodeDepth: rec.NodeDepth, InnerSize: rec.InnerSize, LastNode: rec.LastNode,
		}
		newBlake2 := hashutil.NewBlake2b
		if rec.Name == "blake2s" {
			newBlake2 = hashutil.NewBlake2s
		}
		h, err := newBlake2(p)
		if len(rec.Digest) == 0 {
			if err == nil {
				t.Errorf("%s with %+v: no error", rec.Name, p)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s with %+v: %v", rec.Name, p, err)
			continue
		}
		for range 2 {
			writePieces(t, h, rec.Message, rec.Cuts)
			if got := h.Sum(nil); !bytes.Equal(got, rec.Digest) {
				t.Errorf("%s with %+v of %x = %x, want %x", rec.Name, p, rec.Message, got, rec.Digest)
			}
			h.Reset()
		}
	}
}

func TestGoldenPythonHash(t *testing.T) {
	for _, rec := range testkit.Golden[struct {
		Seed         uint32
		Key, Message testkit.Hex
		Hash         string
	}](t, "hashutil/pythonhash.jsonl") {
		got := int64(hashutil.SipHash13((*[16]byte)(rec.Key), rec.Message))
		if strconv.FormatInt(got, 10) != rec.Hash {
			t.Errorf("SipHash13(%x, %x) = %d, want %s", rec.Key, rec.Message, got, rec.Hash)
		}
	}
}

func TestGoldenSipHash(t *testing.T) {
	for _, rec := range testkit.Golden[struct {
		Key, Message         testkit.Hex
		Cuts                 []int
		SipHash13, SipHash24 string
	}](t, "hashutil/siphash.jsonl") {
		key := (*[16]byte)(rec.Key)
		for _, v := range []struct {
			name   string
			sum    func(*[16]byte, []byte) uint64
			stream func(*[16]byte) hash.Hash64
			want   string
		}{
			{"SipHash13", hashutil.SipHash13, hashutil.NewSipHash13, rec.SipHash13},
			{"SipHash24", hashutil.SipHash24, hashutil.NewSipHash24, rec.SipHash24},
		} {
			want, err := strconv.ParseUint(v.want, 16, 64)
			if err != nil {
				t.Fatal(err)
			}
			if got := v.sum(key, rec.Message); got != want {
				t.Errorf("%s(%x, %x) = %x, want %x", v.name, *key, rec.Message, got, want)
			}
			h := v.stream(key)
			writePieces(t, h, rec.Message, rec.Cuts)
			if got := h.Sum64(); got != want {
				t.Errorf("New%s(%x) of %x, cut at %v = %x, want %x", v.name, *key, rec.Message, rec.Cuts, got, want)
			}
		}
	}
}
