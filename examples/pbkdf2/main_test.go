// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"
	"testing/iotest"
)

const key = "0394a2ede332c9a13eb82e9b24631604c31df978b4e2f0fbd2c549944f9d79a5"

func TestRun(t *testing.T) {
	const stored = "pbkdf2:sha256:100000:73616c74:" + key
	for _, c := range []struct {
		args           string
		stdin          string
		status         int
		stdout, stderr string // regular expressions
	}{
		{"-iter 100000 -salt 73616c74", "password\n", 0, stored + "\n", `derived with 100000 iterations of sha256 in \S+s\n`},
		{"-iter 100000 -salt 73616c74", "password", 0, stored + "\n", "derived .*\n"},
		{"-iter 100000 -salt 73616c74", "password\r\nmore\n", 0, stored + "\n", "derived .*\n"},
		{"-hash SHA1 -iter 2 -salt 73616c74", "password\n", 0, "pbkdf2:sha1:2:73616c74:ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957\n", "derived .*\n"},
		{"-hash sha512 -iter 1 -salt 73616c74 -len 10", "password\n", 0, "pbkdf2:sha512:1:73616c74:867f70cf1ade02cff375\n", "derived .*\n"},
		{"-iter 1", "\n", 0, "pbkdf2:sha256:1:[0-9a-f]{32}:[0-9a-f]{64}\n", "derived .*\n"},
		{"-iter 1 -salt ", "x", 2, "", "pbkdf2: .*-salt.*\n"},

		{"-verify " + stored, "password\n", 0, "the password matches\n", "derived .*\n"},
		{"-verify " + stored, "passwore\n", 1, "the password does not match\n", "derived .*\n"},
		{"-verify " + stored[:len(stored)-2], "password\n", 0, "the password matches\n", "derived .*\n"},
		{"-verify pbkdf2:SHA-1:2:73616c74:EA6C014DC72D6F8CCD1ED92ACE1D41F0D8DE8957", "password\n", 0, "the password matches\n", "derived .*\n"},

		{"-h", "", 0, "usage: pbkdf2 (.|\n)*", ""},
		{"-iter 0", "x", 2, "", `pbkdf2: .*"0".*must be a number from 1 to 100000000\n`},
		{"-iter many", "x", 2, "", `pbkdf2: .*"many".*\n`},
		{"-hash nosuch", "x", 2, "", `pbkdf2: .*unknown hash "nosuch"\n`},
		{"-hash shake128", "x", 2, "", `pbkdf2: .*"shake128" has no digest size\n`},
		{"-salt 7", "x", 2, "", "pbkdf2: .*not a hex number\n"},
		{"-len 0", "x", 2, "", "pbkdf2: .*must be a number from 1 to 65536\n"},
		{"-nosuch", "x", 2, "", "pbkdf2: .*-nosuch\n"},
		{"password", "x", 2, "", `pbkdf2: unexpected argument "password".*\n`},
		{"-iter 5 -verify " + stored, "x", 2, "", "pbkdf2: -iter has no meaning beside -verify\n"},
		{"-verify x", "x", 2, "", "pbkdf2: .*a record has the form .*\n"},
		{"-verify pbkdf2:sha256:1:xx:00", "x", 2, "", "pbkdf2: .*the record's salt is not a hex number\n"},
		{"-verify pbkdf2:sha256:1:00:", "x", 2, "", "pbkdf2: .*the record's key is not a hex number\n"},
		{"-verify pbkdf2:sha256:999999999999:00:00", "x", 2, "", "pbkdf2: .*must be a number.*\n"},
		{"", "", 1, "", "pbkdf2: no password on the standard input\n"},
		{"", strings.Repeat("x", 2<<20), 1, "", "pbkdf2: password longer than 1048576 bytes\n"},
	} {
		var stdout, stderr bytes.Buffer
		args := strings.Split(c.args, " ")
		if c.args == "" {
			args = nil
		} else if strings.HasSuffix(c.args, " ") {
			args = args[:len(args)-1]
		}
		status := run(args, strings.NewReader(c.stdin), &stdout, &stderr)
		if status != c.status {
			t.Errorf("pbkdf2 %s: exit status %d, want %d", c.args, status, c.status)
		}
		for _, out := range []struct{ name, got, want string }{{"stdout", stdout.String(), c.stdout}, {"stderr", stderr.String(), c.stderr}} {
			if !regexp.MustCompile("^" + out.want + "$").MatchString(out.got) {
				t.Errorf("pbkdf2 %s: %s is %q, want %q", c.args, out.name, out.got, out.want)
			}
		}
	}
}

func TestReadError(t *testing.T) {
	var stdout, stderr bytes.Buffer
	if status := run(nil, iotest.ErrReader(errors.New("broken")), &stdout, &stderr); status != 1 || stderr.String() != "pbkdf2: broken\n" {
		t.Errorf("status %d, stderr %q", status, stderr.String())
	}
}

// TestSalts checks that each record has a salt of its own.
func TestSalts(t *testing.T) {
	seen := make(map[string]bool)
	for range 10 {
		r, err := parse(nil)
		if err != nil || len(r.salt) != 16 || seen[string(r.salt)] {
			t.Fatalf("salt %x, %v", r.salt, err)
		}
		seen[string(r.salt)] = true
	}
}

func TestRecord(t *testing.T) {
	const s = "pbkdf2:blake2b:7::00ff"
	r, err := parseRecord(s)
	if err != nil || r.String() != s {
		t.Errorf("parseRecord(%q) = %v, %v", s, r, err)
	}
	for _, secret := range []string{"pbkdf2:sha256:1:5ec7e7x:00", "pbkdf2:sha256:1:00:5ec7e7x"} {
		if _, err := parseRecord(secret); err == nil || strings.Contains(err.Error(), "5ec7e7") {
			t.Errorf("parseRecord(%q): error %v", secret, err)
		}
	}
}
