// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"crypto/rand"
	"fmt"
	"io"

	"py34.example/hashutil"
)

var hashutilTour = []example{{
	name:  "01_pbkdf2_hmac",
	title: "hashlib.pbkdf2_hmac: keys from passwords",
	run: func(w io.Writer) {
		derive := func(name, password string, salt []byte, iterations, keyLen int) []byte {
			key, err := hashutil.PBKDF2(name, []byte(password), salt, iterations, keyLen)
			if err != nil {
				fmt.Fprintln(w, err)
			}
			return key
		}
		salt := make([]byte, 16)
		rand.Read(salt)
		key := derive("sha256", "password", salt, 100_000, 0)
		again := derive("sha256", "password", salt, 100_000, 0)
		fmt.Fprintln(w, len(key), "bytes,", sameKey(key, again))

		for i := range salt {
			salt[i] = byte(i)
		}
		fmt.Fprintf(w, "%x\n", derive("sha256", "password", salt, 100_000, 0))
		fmt.Fprintf(w, "%x\n", derive("sha256", "password", []byte("salt"), 100_000, 0))
		fmt.Fprintf(w, "%x\n", derive("sha1", "password", []byte("salt"), 2, 0))
		fmt.Fprintf(w, "%x\n", derive("sha512", "password", []byte("salt"), 1, 10))

		if _, err := hashutil.PBKDF2("nosuch", []byte("p"), []byte("s"), 1, 0); err != nil {
			fmt.Fprintln(w, "error: nosuch 1") // err says: unknown hash "nosuch"
		}
		if _, err := hashutil.PBKDF2("sha256", []byte("p"), []byte("s"), 0, 0); err != nil {
			fmt.Fprintln(w, "error: sha256 0") // 0 iterations, need at least 1
		}
		if _, err := hashutil.PBKDF2("sha256", []byte("p"), []byte("s"), 1, -1); err != nil {
			fmt.Fprintln(w, "error: sha256 1 -1") // key length -1 is negative
		}
	},
}, {
	name:  "01b_hmac",
	title: "hmac.new: the hash by name, and no default",
	run: func(w io.Writer) {
		sum := func(name string, parts ...string) []byte {
			mac, err := hashutil.HMAC(name, []byte("key"))
			if err != nil {
				fmt.Fprintf(w, "error: '%s'\n", name) // err says: unknown hash
				return nil
			}
			for _, part := range parts {
				io.WriteString(mac, part)
			}
			return mac.Sum(nil)
		}
		fmt.Fprintf(w, "%x\n", sum("sha256", "msg"))
		mac := sum("sha3_256", "m", "s", "g")
		fmt.Fprintf(w, "%x %s\n", mac, sameKey(mac, sum("sha3_256", "msg")))
		sum("", "msg")
		sum("nosuch", "msg")
	},
}}

func sameKey(a, b []byte) string {
	if hashutil.Equal(a, b) {
		return "same"
	}
	return "other"
}
