// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package hashutil_test

import (
	"bytes"
	"crypto"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"encoding"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"py34.example/hashutil"
)

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(strings.ReplaceAll(s, " ", ""))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// testBytes returns n bytes that look random and are the same every time.
func testBytes(n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{1}).Read(b)
	return b
}

// raceEnabled is set in race_test.go.
var raceEnabled bool

// hashes yields a constructor of every hash with a digest size, by name, and
// of BLAKE2 with parameters and SipHash.
func hashes(t testing.TB) map[string]func() hash.Hash {
	m := make(map[string]func() hash.Hash)
	for a := range hashutil.Algorithms() {
		if !a.XOF {
			m[a.Name] = a.New
		}
	}
	must := func(h hash.Hash, err error) hash.Hash {
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	m["blake2b with a key"] = func() hash.Hash { return must(hashutil.NewBlake2b(hashutil.Blake2{Key: []byte("key")})) }
	m["blake2b, last node"] = func() hash.Hash {
		return must(hashutil.NewBlake2b(hashutil.Blake2{Size: 20, LastNode: true}))
	}
	m["blake2s with a salt"] = func() hash.Hash { return must(hashutil.NewBlake2s(hashutil.Blake2{Salt: []byte("salt")})) }
	m["blake2s, last node"] = func() hash.Hash {
		return must(hashutil.NewBlake2s(hashutil.Blake2{Size: 20, Key: []byte("key"), LastNode: true}))
	}
	m["SipHash-1-3"] = func() hash.Hash { return hashutil.NewSipHash13(&[16]byte{1}) }
	m["SipHash-2-4"] = func() hash.Hash { return hashutil.NewSipHash24(&[16]byte{1}) }
	m["HMAC"] = func() hash.Hash { return must(hashutil.HMAC("sm3", []byte("key"))) }
	return m
}

// TestHashLaws checks what every hash.Hash promises.
func TestHashLaws(t *testing.T) {
	msg := testBytes(300)
	for name, newHash := range hashes(t) {
		t.Run(name, func(t *testing.T) {
			whole := newHash()
			whole.Write(msg)
			want := whole.Sum(nil)
			if len(want) != whole.Size() {
				t.Errorf("Sum has %d bytes, Size() = %d", len(want), whole.Size())
			}
			if whole.BlockSize() < 1 {
				t.Errorf("BlockSize() = %d", whole.BlockSize())
			}
			if got := whole.Sum([]byte("prefix")); string(got) != "prefix"+string(want) {
				t.Errorf("second Sum, behind a prefix = %x, want it and %x", got, want)
			}
			h := newHash()
			for cut := range len(msg) + 1 {
				h.Reset()
				h.Write(msg[:cut])
				h.Sum(nil)
				h.Write(msg[cut:])
				h.Write(nil)
				if got := h.Sum(nil); !bytes.Equal(got, want) {
					t.Fatalf("cut at %d: Sum = %x, want %x", cut, got, want)
				}
			}
			h.Reset()
			for i := range msg {
				h.Write(msg[i : i+1])
			}
			if got := h.Sum(nil); !bytes.Equal(got, want) {
				t.Errorf("byte by byte: Sum = %x, want %x", got, want)
			}
		})
	}
}

func TestClone(t *testing.T) {
	msg := testBytes(300)
	for name, newHash := range hashes(t) {
		if name == "ripemd160" {
			continue // x/crypto's has no Clone
		}
		t.Run(name, func(t *testing.T) {
			want := newHash()
			want.Write(msg)
			for cut := 0; cut <= len(msg); cut += 7 {
				h := newHash()
				h.Write(msg[:cut])
				before := h.Sum(nil)
				c, err := h.(hash.Cloner).Clone()
				if err != nil {
					t.Fatal(err)
				}
				c.Write(msg[cut:])
				if got := c.Sum(nil); !bytes.Equal(got, want.Sum(nil)) {
					t.Fatalf("cloned at %d: Sum = %x, want %x", cut, got, want.Sum(nil))
				}
				if got := h.Sum(nil); !bytes.Equal(got, before) {
					t.Fatalf("writing to a clone changed the original: %x, want %x", got, before)
				}
				c.Reset()
				c.Write(msg)
				if got := c.Sum(nil); !bytes.Equal(got, want.Sum(nil)) {
					t.Fatalf("a clone, reset: Sum = %x, want %x", got, want.Sum(nil))
				}
			}
		})
	}
}

type openHash interface {
	hash.Hash
	encoding.BinaryMarshaler
	encoding.BinaryAppender
	encoding.BinaryUnmarshaler
}

func TestMarshal(t *testing.T) {
	msg := testBytes(300)
	for a := range hashutil.Algorithms() {
		if a.XOF || a.Name == "ripemd160" || a.Name == "md5-sha1" {
			continue
		}
		t.Run(a.Name, func(t *testing.T) {
			want := a.New()
			want.Write(msg)
			for cut := 0; cut <= len(msg); cut += 7 {
				from, to := a.New().(openHash), a.New().(openHash)
				from.Write(msg[:cut])
				state, err := from.MarshalBinary()
				if err != nil {
					t.Fatal(err)
				}
				appended, err := from.AppendBinary([]byte("prefix"))
				if err != nil || string(appended) != "prefix"+string(state) {
					t.Fatalf("AppendBinary = %x, %v; want the prefix and %x", appended, err, state)
				}
				to.Write([]byte("something else"))
				if err := to.UnmarshalBinary(state); err != nil {
					t.Fatal(err)
				}
				to.Write(msg[cut:])
				if got := to.Sum(nil); !bytes.Equal(got, want.Sum(nil)) {
					t.Fatalf("moved at %d: Sum = %x, want %x", cut, got, want.Sum(nil))
				}
				for n := range len(state) {
					if err := to.UnmarshalBinary(state[:n]); err == nil {
						t.Fatalf("UnmarshalBinary took the first %d bytes of a state of %d", n, len(state))
					}
				}
			}
			if err := a.New().(openHash).UnmarshalBinary(make([]byte, 1000)); err == nil {
				t.Error("UnmarshalBinary took 1000 zeros")
			}
		})
	}
}

func TestMarshalBlake2(t *testing.T) {
	keyed, err := hashutil.NewBlake2b(hashutil.Blake2{Key: []byte("a secret")})
	if err != nil {
		t.Fatal(err)
	}
	if state, err := keyed.(openHash).MarshalBinary(); err == nil {
		t.Errorf("the state of a hash with a key was marshalled: %x", state)
	}
	salted, err := hashutil.NewBlake2b(hashutil.Blake2{Size: 32, Salt: []byte("salt")})
	if err != nil {
		t.Fatal(err)
	}
	state, err := salted.(openHash).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	other, err := hashutil.NewBlake2b(hashutil.Blake2{Size: 31})
	if err != nil {
		t.Fatal(err)
	}
	if err := other.(openHash).UnmarshalBinary(state); err == nil {
		t.Error("a hash of 31 bytes took the state of one of 32")
	}
	if len(other.Sum(nil)) != 31 {
		t.Errorf("Sum has %d bytes after a state was refused, want 31", len(other.Sum(nil)))
	}
}

// TestVectors has the examples that the standards print.
func TestVectors(t *testing.T) {
	const long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
	for _, c := range []struct{ name, msg, want string }{
		// RFC 1321, A.5.
		{"md5", "", "d41d8cd98f00b204e9800998ecf8427e"},
		{"md5", "abc", "900150983cd24fb0d6963f7d28e17f72"},
		{"md5", "message digest", "f96b697d7cb7938d525a2f31aaf161d0"},
		// FIPS 180-4, examples published by NIST.
		{"sha1", "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
		{"sha1", long, "84983e441c3bd26ebaae4aa1f95129e5e54670f1"},
		{"sha224", "abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"},
		{"sha256", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
		{"sha256", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{"sha256", long, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
		{"sha384", "abc", "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"},
		{"sha512", "abc", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"},
		{"sha512_224", "abc", "4634270f707b6a54daae7530460842e20e37ed265ceee9a43e8924aa"},
		{"sha512_256", "abc", "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23"},
		// FIPS 202, examples published by NIST.
		{"sha3_224", "", "6b4e03423667dbb73b6e15454f0eb1abd4597f9a1b078e3f5b5a6bc7"},
		{"sha3_256", "", "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a"},
		{"sha3_256", "abc", "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532"},
		{"sha3_384", "", "0c63a75b845e4f7d01107d852e4c2485c51a50aaaa94fc61995e71bbee983a2ac3713831264adb47fb6bd1e058d5f004"},
		{"sha3_512", "", "a69f73cca23a9ac5c8b567dc185a756e97c982164fe25859e0d1dcc1475c80a615b2123af1f5f94c11e3e9402c3ac558f500199d95b6d3e301758586281dcd26"},
		// RFC 7693, appendices A and B.
		{"blake2b", "abc", "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"},
		{"blake2s", "abc", "508c5e8c327c14e2e1a72ba34eeb452f37458b209ed63a294d999b4c86675982"},
		// The RIPEMD-160 paper, appendix B.
		{"ripemd160", "", "9c1185a5c5e9fc54612808977ee8f548b2258d31"},
		{"ripemd160", "abc", "8eb208f7e05d987a9b044a8e98c6b087f15a0bfc"},
		// GB/T 32905-2016, appendix A.
		{"sm3", "abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"},
		{"sm3", strings.Repeat("abcd", 16), "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"},
	} {
		got, err := hashutil.FileDigest(strings.NewReader(c.msg), c.name)
		if err != nil || hex.EncodeToString(got) != c.want {
			t.Errorf("%s of %q = %x, %v; want %s", c.name, c.msg, got, err, c.want)
		}
	}
}

func TestHMACVectors(t *testing.T) {
	// RFC 2202 and RFC 4231, cases 1, 2 and 6.
	repeat := func(b byte, n int) []byte { return bytes.Repeat([]byte{b}, n) }
	const larger = "Test Using Larger Than Block-Size Key - Hash Key First"
	for _, c := range []struct {
		name      string
		key       []byte
		msg, want string
	}{
		{"md5", repeat(0x0b, 16), "Hi There", "9294727a3638bb1c13f48ef8158bfc9d"},
		{"sha1", repeat(0x0b, 20), "Hi There", "b617318655057264e28bc0b6fb378c8ef146be00"},
		{"sha1", []byte("Jefe"), "what do ya want for nothing?", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"},
		{"sha256", repeat(0x0b, 20), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"},
		{"sha256", []byte("Jefe"), "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"},
		{"sha224", repeat(0xaa, 131), larger, "95e9a0db962095adaebe9b2d6f0dbce2d499f112f2d2b7273fa6870e"},
		{"sha256", repeat(0xaa, 131), larger, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"},
	} {
		key := bytes.Clone(c.key)
		mac, err := hashutil.HMAC(c.name, key)
		if err != nil {
			t.Fatal(err)
		}
		clear(key) // it is not kept
		io.WriteString(mac, c.msg)
		if got := hex.EncodeToString(mac.Sum(nil)); got != c.want {
			t.Errorf("HMAC(%q, %x) of %q = %s, want %s", c.name, c.key, c.msg, got, c.want)
		}
	}
}

func TestPBKDF2Vectors(t *testing.T) {
	for _, c := range []struct {
		name, password, salt string
		iterations, keyLen   int
		want                 string
	}{
		// RFC 6070.
		{"sha1", "password", "salt", 1, 20, "0c60c80f961f0e71f3a9b524af6012062fe037a6"},
		{"sha1", "password", "salt", 2, 20, "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957"},
		{"sha1", "password", "salt", 4096, 20, "4b007901b765489abead49d926f721d065a429c1"},
		{"sha1", "password", "salt", 16777216, 20, "eefe3d61cd4da4e4e9945b3d6ba2158c2634e984"},
		{"sha1", "passwordPASSWORDpassword", "saltSALTsaltSALTsaltSALTsaltSALTsalt", 4096, 25, "3d2eec4fe41c849b80c8d83662c0e44a8b291a964cf2f07038"},
		{"sha1", "pass\x00word", "sa\x00lt", 4096, 16, "56fa6aa75548099dcc37d7f03425e0c3"},
		// RFC 7914, section 11.
		{"sha256", "passwd", "salt", 1, 64, "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"},
		{"sha256", "Password", "NaCl", 80000, 64, "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"},
	} {
		if c.iterations > 100_000 && (testing.Short() || raceEnabled || strconv.IntSize == 32) {
			continue // it takes a second or two elsewhere, ten or more there
		}
		got, err := hashutil.PBKDF2(c.name, []byte(c.password), []byte(c.salt), c.iterations, c.keyLen)
		if err != nil || hex.EncodeToString(got) != c.want {
			t.Errorf("PBKDF2(%q, %q, %q, %d, %d) = %x, %v; want %s", c.name, c.password, c.salt, c.iterations, c.keyLen, got, err, c.want)
		}
	}
}

func TestScryptVectors(t *testing.T) {
	// RFC 7914, section 12, but for the one that takes a gigabyte.
	for _, c := range []struct {
		password, salt string
		n, r, p        int
		want           string
	}{
		{"", "", 16, 1, 1, "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"},
		{"password", "NaCl", 1024, 8, 16, "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"},
		{"pleaseletmein", "SodiumChloride", 16384, 8, 1, "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"},
	} {
		got, err := hashutil.Scrypt([]byte(c.password), []byte(c.salt), hashutil.ScryptParams{N: c.n, R: c.r, P: c.p})
		if err != nil || hex.EncodeToString(got) != c.want {
			t.Errorf("Scrypt(%q, %q, %d, %d, %d) = %x, %v; want %s", c.password, c.salt, c.n, c.r, c.p, got, err, c.want)
		}
	}
}

func TestSipHashVectors(t *testing.T) {
	// The reference implementation's first eight, as it prints them, and the
	// SipHash paper's appendix A.
	key := (*[16]byte)(unhex(t, "000102030405060708090a0b0c0d0e0f"))
	for n, want := range []string{
		"310e0edd47db6f72", "fd67dc93c539f874", "5a4fa9d909806c0d", "2d7efbd796666785",
		"b7877127e09427cf", "8da699cd64557618", "cee3fe586e46c9cb", "37d1018bf50002ab",
	} {
		h := hashutil.NewSipHash24(key)
		h.Write(key[:n])
		if got := hex.EncodeToString(h.Sum(nil)); got != want {
			t.Errorf("SipHash-2-4 of %x = %s, want %s", key[:n], got, want)
		}
	}
	if got := hashutil.SipHash24(key, key[:15]); got != 0xa129ca6149be45e5 {
		t.Errorf("SipHash24 of %x = %x, want a129ca6149be45e5", key[:15], got)
	}
}

// TestCryptoHash checks the numbers of package crypto, and that the names which
// it gives its hashes are known here.
func TestCryptoHash(t *testing.T) {
	for a := range hashutil.Algorithms() {
		if a.Hash == 0 {
			continue
		}
		if b, err := hashutil.Lookup(a.Hash.String()); err != nil || b != a {
			t.Errorf("Lookup(%q) = %+v, %v; want %+v", a.Hash.String(), b, err, a)
		}
		if a.Hash.Size() != a.Size {
			t.Errorf("%s: crypto.Hash(%v) has size %d, want %d", a.Name, a.Hash, a.Hash.Size(), a.Size)
		}
		if a.Hash == crypto.MD5SHA1 {
			continue // package crypto has no implementation
		}
		x, y := a.Hash.New(), a.New()
		x.Write([]byte("msg"))
		y.Write([]byte("msg"))
		if !bytes.Equal(x.Sum(nil), y.Sum(nil)) {
			t.Errorf("%s = %x, but crypto.Hash(%v) = %x", a.Name, y.Sum(nil), a.Hash, x.Sum(nil))
		}
	}
}

func TestUnknownName(t *testing.T) {
	calls := map[string]func(name string) error{
		"Lookup":     func(name string) error { _, err := hashutil.Lookup(name); return err },
		"New":        func(name string) error { _, err := hashutil.New(name); return err },
		"NewXOF":     func(name string) error { _, err := hashutil.NewXOF(name); return err },
		"HMAC":       func(name string) error { _, err := hashutil.HMAC(name, nil); return err },
		"PBKDF2":     func(name string) error { _, err := hashutil.PBKDF2(name, nil, nil, 1, 1); return err },
		"FileDigest": func(name string) error { _, err := hashutil.FileDigest(strings.NewReader(""), name); return err },
	}
	for call, f := range calls {
		for _, name := range []string{"", "nosuch", "sha256\x00", "sha256 ", "ſha256", "SHAK\u212a128", "\xff"} {
			err := f(name)
			var unknown hashutil.UnknownHashError
			if !errors.As(err, &unknown) || string(unknown) != name {
				t.Errorf("%s(%q): error %v, want an UnknownHashError", call, name, err)
			}
		}
		if err := f("nosuch\n"); err == nil || err.Error() != `hashutil: unknown hash "nosuch\n"` {
			t.Errorf("%s: error %v does not quote the name", call, err)
		}
		huge := strings.Repeat("x", 10<<20)
		if err := f(huge); err == nil || len(err.Error()) > 200 {
			t.Errorf("%s: error for a name of ten megabytes is %.300v", call, err)
		}
	}
}

func TestXOFRefused(t *testing.T) {
	for _, name := range []string{"shake_128", "SHAKE256"} {
		_, newErr := hashutil.New(name)
		_, hmacErr := hashutil.HMAC(name, nil)
		_, pbkdf2Err := hashutil.PBKDF2(name, nil, nil, 1, 1)
		_, fileErr := hashutil.FileDigest(iotest.ErrReader(errors.New("was read")), name)
		for call, err := range map[string]error{"New": newErr, "HMAC": hmacErr, "PBKDF2": pbkdf2Err, "FileDigest": fileErr} {
			want := "hashutil: " + call + `: "` + name + `" is an extendable-output function without a digest size`
			if err == nil || err.Error() != want {
				t.Errorf("%s(%q): error %v, want %s", call, name, err, want)
			}
		}
	}
	if _, err := hashutil.NewXOF("sha256"); err == nil || err.Error() != `hashutil: NewXOF: "sha256" is not an extendable-output function` {
		t.Errorf("NewXOF(sha256): error %v", err)
	}
	a, err := hashutil.Lookup("shake_128")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if recover() == nil {
			t.Error("New of shake_128 did not panic")
		}
	}()
	a.New()
}

// TestXOF reads in pieces, which CPython's digest method cannot do.
func TestXOF(t *testing.T) {
	for name, sum := range map[string]func([]byte, int) []byte{"shake_128": sha3.SumSHAKE128, "shake_256": sha3.SumSHAKE256} {
		x, err := hashutil.NewXOF(name)
		if err != nil {
			t.Fatal(err)
		}
		want := sum([]byte("message"), 1000)
		for range 2 {
			io.WriteString(x, "mess")
			io.WriteString(x, "age")
			got, err := io.ReadAll(io.LimitReader(iotest.OneByteReader(x), 1000))
			if err != nil || !bytes.Equal(got, want) {
				t.Errorf("%s = %x, %v; want %x", name, got, err, want)
			}
			x.Reset()
		}
		x.Read(make([]byte, 1))
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: Write after Read did not panic", name)
				}
			}()
			x.Write(nil)
		}()
	}
}

func TestPBKDF2Errors(t *testing.T) {
	const maxInt = int(^uint(0) >> 1)
	for _, c := range []struct {
		iterations, keyLen int
		want               string
	}{
		{0, 32, "hashutil: PBKDF2: 0 iterations, need at least 1"},
		{-5, 32, "hashutil: PBKDF2: -5 iterations, need at least 1"},
		{1, -1, "hashutil: PBKDF2: key length -1 is negative"},
		{1, -maxInt - 1, "is negative"},
	} {
		_, err := hashutil.PBKDF2("sha256", []byte("password"), []byte("salt"), c.iterations, c.keyLen)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("PBKDF2 with %d iterations, key length %d: error %v, want %s", c.iterations, c.keyLen, err, c.want)
		}
	}
	if maxInt>>32 == 0 {
		return // no int is too long for a key
	}
	for _, a := range slices.Collect(hashutil.Algorithms()) {
		if a.XOF {
			continue
		}
		limit := int((1<<32 - 1) * uint64(a.Size))
		for _, n := range []int{limit + 1, maxInt} {
			if _, err := hashutil.PBKDF2(a.Name, nil, nil, 1, n); err == nil {
				t.Errorf("PBKDF2 with %s: no error for key length %d", a.Name, n)
			}
		}
	}
}

// TestPBKDF2OwnWay checks that the hashes meant for it are derived with in
// PBKDF2's own way, and that those with another state are not.
func TestPBKDF2OwnWay(t *testing.T) {
	want := []string{"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha512_224", "sha512_256", "sm3"}
	if got := hashutil.OwnWay(); !slices.Equal(got, want) {
		t.Errorf("own way with %q, want %q", got, want)
	}
	for _, c := range []struct {
		name         string
		new          func() hash.Hash
		state        int
		littleEndian bool
		want         bool
	}{
		{"sha256", sha256.New, 32, false, true},
		{"sha256 as if little-endian", sha256.New, 32, true, false},
		{"sha256 with a state too short", sha256.New, 28, false, false},
		{"sha384 as if its state were cut", sha512.New384, 48, false, false},
		{"md5 as if big-endian", md5.New, 16, false, false},
		{"a hash that cannot be marshalled", func() hash.Hash { return struct{ hash.Hash }{sha1.New()} }, 20, false, false},
		{"a hash with the length of another's state", func() hash.Hash { return reversed{sha256.New().(openHash)} }, 32, false, false},
		{"a hash that returns errors", func() hash.Hash { return failing{sha256.New().(openHash)} }, 32, false, false},
		{"sha3_256", func() hash.Hash { return sha3.New256() }, 32, false, false},
	} {
		if got := hashutil.Trusted(c.new, c.state, c.littleEndian); got != c.want {
			t.Errorf("%s: trusted = %t, want %t", c.name, got, c.want)
		}
	}
}

// A reversed hash marshals its state as a future version might.
type reversed struct{ openHash }

func (r reversed) MarshalBinary() ([]byte, error) { return r.AppendBinary(nil) }

func (r reversed) AppendBinary(b []byte) ([]byte, error) {
	n := len(b)
	b, err := r.openHash.AppendBinary(b)
	slices.Reverse(b[n:])
	return b, err
}

func (r reversed) UnmarshalBinary(b []byte) error {
	b = bytes.Clone(b)
	slices.Reverse(b)
	return r.openHash.UnmarshalBinary(b)
}

type failing struct{ openHash }

func (failing) AppendBinary(b []byte) ([]byte, error) { return b, errors.ErrUnsupported }

func TestConcurrent(t *testing.T) {
	want, err := hashutil.PBKDF2("sha512", []byte("password"), []byte("salt"), 10, 100)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				got, err := hashutil.PBKDF2("sha512", []byte("password"), []byte("salt"), 10, 100)
				if err != nil || !bytes.Equal(got, want) {
					t.Errorf("PBKDF2 = %x, %v; want %x", got, err, want)
				}
				if _, err := hashutil.NewBlake2s(hashutil.Blake2{Salt: []byte("salt")}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func TestScryptErrors(t *testing.T) {
	const maxInt = int(^uint(0) >> 1)
	ok := hashutil.ScryptParams{N: 16, R: 1, P: 1}
	for _, c := range []struct {
		change func(p *hashutil.ScryptParams)
		want   string
	}{
		{func(p *hashutil.ScryptParams) { p.N = 0 }, "N is 0, must be a power of 2 above 1"},
		{func(p *hashutil.ScryptParams) { p.N = -2 }, "N is -2, must be a power of 2 above 1"},
		{func(p *hashutil.ScryptParams) { p.N = -maxInt - 1 }, "must be a power of 2 above 1"},
		{func(p *hashutil.ScryptParams) { p.N = 1 << 16; p.MaxMem = 1 << 30 }, "N is 65536, must be below 2^(16·R) for R = 1"},
		{func(p *hashutil.ScryptParams) { p.R = 0 }, "R is 0, must be at least 1"},
		{func(p *hashutil.ScryptParams) { p.P = -1 }, "P is -1, must be at least 1"},
		{func(p *hashutil.ScryptParams) { p.R = maxInt; p.P = maxInt }, "their product must be below 2³⁰"},
		{func(p *hashutil.ScryptParams) { p.R = 1 << 15; p.P = 1 << 15 }, "R is 32768 and P is 32768, their product must be below 2³⁰"},
		{func(p *hashutil.ScryptParams) { p.MaxMem = -1 }, "MaxMem is -1, must be from 0 to 2⁴⁰"},
		{func(p *hashutil.ScryptParams) { p.MaxMem = 2431 }, "N = 16, R = 1, P = 1 need 2432 bytes of memory, MaxMem allows 2431"},
		{func(p *hashutil.ScryptParams) { p.N = maxInt/2 + 1; p.R = 1<<30 - 1 }, "need more than 2⁶⁴ bytes of memory"},
		{func(p *hashutil.ScryptParams) { p.KeyLen = -1 }, "KeyLen is -1, must be from 0 to (2³²-1)·32"},
	} {
		p := ok
		c.change(&p)
		_, err := hashutil.Scrypt([]byte("password"), []byte("salt"), p)
		if err == nil || !strings.HasPrefix(err.Error(), "hashutil: Scrypt: ") || !strings.HasSuffix(err.Error(), c.want) {
			t.Errorf("Scrypt with %+v: error %v, want %s", p, err, c.want)
		}
	}
	for _, maxMem := range []uint64{0, 2432, 1<<31 - 1, 1 << 31, 1 << 40} {
		if maxMem > uint64(maxInt) {
			continue
		}
		ok.MaxMem = int(maxMem)
		if _, err := hashutil.Scrypt(nil, nil, ok); err != nil {
			t.Errorf("Scrypt with %+v: %v", ok, err)
		}
	}
}

func TestBlake2Errors(t *testing.T) {
	long := make([]byte, 65)
	for _, c := range []struct {
		p    hashutil.Blake2
		b, s string // what the errors say, if there is one
	}{
		{hashutil.Blake2{Size: -1}, "Size is -1, must be from 1 to 64", "Size is -1, must be from 1 to 32"},
		{hashutil.Blake2{Size: 33}, "", "Size is 33, must be from 1 to 32"},
		{hashutil.Blake2{Key: long}, "length of Key is 65, must be from 0 to 64", "length of Key is 65, must be from 0 to 32"},
		{hashutil.Blake2{Salt: long[:9]}, "", "length of Salt is 9, must be from 0 to 8"},
		{hashutil.Blake2{Person: long[:17]}, "length of Person is 17, must be from 0 to 16", "length of Person is 17, must be from 0 to 8"},
		{hashutil.Blake2{Fanout: 256}, "Fanout is 256, must be from 0 to 255", "Fanout is 256, must be from 0 to 255"},
		{hashutil.Blake2{Depth: -1}, "Depth is -1, must be from 1 to 255", "Depth is -1, must be from 1 to 255"},
		{hashutil.Blake2{NodeDepth: 256}, "NodeDepth is 256, must be from 0 to 255", "NodeDepth is 256, must be from 0 to 255"},
		{hashutil.Blake2{InnerSize: 65}, "InnerSize is 65, must be from 0 to 64", "InnerSize is 65, must be from 0 to 32"},
		{hashutil.Blake2{NodeOffset: 1 << 48}, "", "NodeOffset is 281474976710656, must be below 2^48"},
		{hashutil.Blake2{NodeOffset: 1<<64 - 1}, "", "NodeOffset is 18446744073709551615, must be below 2^48"},
		{hashutil.Blake2{NodeOffset: 1<<48 - 1}, "", ""},
	} {
		_, errB := hashutil.NewBlake2b(c.p)
		_, errS := hashutil.NewBlake2s(c.p)
		for _, e := range []struct {
			prefix string
			err    error
			want   string
		}{{"hashutil: BLAKE2b: ", errB, c.b}, {"hashutil: BLAKE2s: ", errS, c.s}} {
			got := ""
			if e.err != nil {
				got = e.err.Error()
			}
			want := e.want
			if want != "" {
				want = e.prefix + want
			}
			if got != want {
				t.Errorf("%s%+v: error %q, want %q", e.prefix, c.p, got, want)
			}
		}
	}
}

// TestBlake2Defaults checks what the zero Fanout and Depth stand for.
func TestBlake2Defaults(t *testing.T) {
	sum := func(p hashutil.Blake2) string {
		h, err := hashutil.NewBlake2b(p)
		if err != nil {
			t.Fatal(err)
		}
		return hex.EncodeToString(h.Sum(nil))
	}
	plain := sum(hashutil.Blake2{})
	if got := sum(hashutil.Blake2{Size: 64, Fanout: 1, Depth: 1}); got != plain {
		t.Errorf("Fanout 1, Depth 1 = %s, want %s", got, plain)
	}
	if got, want := sum(hashutil.Blake2{Fanout: 2}), sum(hashutil.Blake2{Fanout: 2, Depth: 1}); got != want {
		t.Errorf("Fanout 2 = %s, want %s", got, want)
	}
	// What it is instead, the golden file says.
	if got := sum(hashutil.Blake2{Depth: 1}); got == plain {
		t.Errorf("Fanout 0, Depth 1 is the plain hash, want an unlimited fanout")
	}
}

func TestBlake2Trusted(t *testing.T) {
	trusted, denied := hashutil.Blake2Trusted()
	if !trusted || !denied {
		t.Errorf("trusted = %t, others denied = %t; want both", trusted, denied)
	}
}

// TestSecrets checks that no error quotes a key, a password or a salt.
func TestSecrets(t *testing.T) {
	secret := []byte("TOPSECRET-TOPSECRET-TOPSECRET-TOPSECRET-TOPSECRET-TOPSECRET-TOPSECRET")
	var errs []error
	add := func(_ any, err error) {
		if err == nil {
			t.Error("no error")
		}
		errs = append(errs, err)
	}
	add(hashutil.HMAC("nosuch", secret))
	add(hashutil.HMAC("shake_128", secret))
	add(hashutil.PBKDF2("nosuch", secret, secret, 1, 1))
	add(hashutil.PBKDF2("sha256", secret, secret, 0, 1))
	add(hashutil.PBKDF2("sha256", secret, secret, 1, -1))
	add(hashutil.Scrypt(secret, secret, hashutil.ScryptParams{}))
	add(hashutil.NewBlake2b(hashutil.Blake2{Key: secret}))
	add(hashutil.NewBlake2b(hashutil.Blake2{Salt: secret}))
	add(hashutil.NewBlake2s(hashutil.Blake2{Key: secret[:32], Size: 99}))
	for _, err := range errs {
		s := strings.ToLower(err.Error())
		if strings.Contains(s, "topsecret") || strings.Contains(s, hex.EncodeToString(secret[:4])) || strings.Contains(s, "84 79 80") {
			t.Errorf("error quotes a secret: %v", err)
		}
	}
}

func TestFileDigestErrors(t *testing.T) {
	broken := errors.New("broken")
	r := io.MultiReader(strings.NewReader("begin"), iotest.ErrReader(broken))
	if sum, err := hashutil.FileDigest(r, "sha256"); !errors.Is(err, broken) || sum != nil {
		t.Errorf("FileDigest of a broken reader = %x, %v", sum, err)
	}
	sum, err := hashutil.FileDigest(iotest.DataErrReader(strings.NewReader("abc")), "md5")
	if err != nil || hex.EncodeToString(sum) != "900150983cd24fb0d6963f7d28e17f72" {
		t.Errorf("FileDigest of abc = %x, %v", sum, err)
	}
}

func TestEqual(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"", "", true}, {"a", "", false}, {"a", "a", true}, {"a", "b", false}, {"ab", "a", false}} {
		if got := hashutil.Equal([]byte(c.a), []byte(c.b)); got != c.want {
			t.Errorf("Equal(%q, %q) = %t, want %t", c.a, c.b, got, c.want)
		}
	}
	if !hashutil.Equal(nil, []byte{}) {
		t.Error("Equal(nil, empty) = false")
	}
}

func TestGuaranteedIsACopy(t *testing.T) {
	hashutil.Guaranteed()[0] = "changed"
	if got := hashutil.Guaranteed()[0]; got != "blake2b" {
		t.Errorf("Guaranteed()[0] = %q, want blake2b", got)
	}
}

func TestAlgorithmsStops(t *testing.T) {
	for a := range hashutil.Algorithms() {
		if a.Name != "blake2b" {
			t.Errorf("the first algorithm is %q", a.Name)
		}
		break
	}
}

func TestAllocs(t *testing.T) {
	if raceEnabled {
		t.Skip("the race detector allocates")
	}
	key, msg := new([16]byte), testBytes(100)
	sip, buf := hashutil.NewSipHash24(key), make([]byte, 0, 64)
	x := newHash(t, "sm3")
	for _, c := range []struct {
		name string
		max  float64
		f    func()
	}{
		{"SipHash24", 0, func() { hashutil.SipHash24(key, msg) }},
		{"SipHash13", 0, func() { hashutil.SipHash13(key, msg) }},
		{"a streamed SipHash", 0, func() { sip.Reset(); sip.Write(msg); sip.Sum64(); sip.Sum(buf) }},
		{"a streamed SM3", 0, func() { x.Reset(); x.Write(msg); x.Sum(buf) }},
		{"Lookup", 1, func() { hashutil.Lookup("SHA-256") }},
		{"PBKDF2, 1000 iterations", 25, func() { hashutil.PBKDF2("sha256", msg, msg, 1000, 32) }},
	} {
		if got := testing.AllocsPerRun(10, c.f); got > c.max {
			t.Errorf("%s: %v allocations, want at most %v", c.name, got, c.max)
		}
	}
}

// TestFIPS runs itself again in FIPS 140-only mode, which is set when a program
// starts.
func TestFIPS(t *testing.T) {
	const mode = "GODEBUG=fips140=only"
	if !slices.Contains(os.Environ(), mode) {
		exe, err := os.Executable()
		if err != nil {
			t.Skip(err) // such as on wasip1
		}
		cmd := exec.CommandContext(t.Context(), exe, "-test.run=^TestFIPS$", "-test.v")
		cmd.Env = append(os.Environ(), mode)
		out, err := cmd.CombinedOutput()
		if errors.Is(err, errors.ErrUnsupported) || bytes.Contains(out, []byte("not supported")) {
			t.Skipf("%v: %s", err, out)
		}
		if err != nil || !bytes.Contains(out, []byte("checked in FIPS 140-only mode")) {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}

	allowed := func(what string, err error) {
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
	refused := func(what string, err error) {
		if err == nil {
			t.Errorf("%s: no error", what)
		}
	}
	long := testBytes(16)
	for a := range hashutil.Algorithms() {
		if a.XOF {
			_, err := hashutil.NewXOF(a.Name)
			allowed("NewXOF "+a.Name, err)
			continue
		}
		check := refused
		if strings.HasPrefix(a.Name, "sha") && a.Name != "sha1" {
			check = allowed
		}
		_, err := hashutil.New(a.Name)
		check("New "+a.Name, err)
		_, err = hashutil.HMAC(a.Name, long)
		check("HMAC "+a.Name, err)
		_, err = hashutil.PBKDF2(a.Name, long, long, 1, 16)
		check("PBKDF2 "+a.Name, err)
		_, err = hashutil.FileDigest(strings.NewReader(""), a.Name)
		check("FileDigest "+a.Name, err)
	}
	_, err := hashutil.HMAC("sha256", long[:13])
	refused("HMAC with a short key", err)
	_, err = hashutil.PBKDF2("sha256", long, long[:15], 1, 16)
	refused("PBKDF2 with a short salt", err)
	_, err = hashutil.PBKDF2("sha256", long, long, 1, 13)
	refused("PBKDF2 with a short key", err)
	_, err = hashutil.Scrypt(long, long, hashutil.ScryptParams{N: 2, R: 1, P: 1})
	refused("Scrypt", err)
	_, err = hashutil.NewBlake2b(hashutil.Blake2{})
	refused("NewBlake2b", err)
	t.Log("checked in FIPS 140-only mode")
}
