// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Pbkdf2 derives a record from a password, to be stored in its place, and
// verifies a password against a record.
//
// Usage:
//
//	pbkdf2 [-hash NAME] [-iter N] [-salt HEX] [-len N] <PASSWORD
//	pbkdf2 -verify RECORD <PASSWORD
//
// The password is the first line of the standard input, without its end. The
// record is printed on the standard output and looks like
//
//	pbkdf2:sha256:600000:<salt in hex>:<key in hex>
//
// Without -salt, the salt is 16 random bytes. How long the derivation took is
// told on the standard error. With -verify, the exit status is 0 if the password
// is the one the record was made of, 1 if it is not, and 2 if the record or
// another argument makes no sense.
package main

import (
	"bufio"
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"py34.example/hashutil"
)

const usage = `usage: pbkdf2 [-hash NAME] [-iter N] [-salt HEX] [-len N] <PASSWORD
       pbkdf2 -verify RECORD <PASSWORD`

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main with its surroundings. It returns the exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	r, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "pbkdf2:", err)
		return 2
	}
	password, err := readPassword(stdin)
	if err != nil {
		fmt.Fprintln(stderr, "pbkdf2:", err)
		return 1
	}

	start := time.Now()
	key, err := hashutil.PBKDF2(r.hash, password, r.salt, r.iterations, r.keyLen)
	if err != nil {
		fmt.Fprintln(stderr, "pbkdf2:", err)
		return 2
	}
	fmt.Fprintf(stderr, "derived with %d iterations of %s in %v\n", r.iterations, r.hash, time.Since(start).Round(time.Microsecond))

	if r.key == nil {
		r.key = key
		if _, err := fmt.Fprintln(stdout, r); err != nil {
			fmt.Fprintln(stderr, "pbkdf2:", err)
			return 1
		}
		return 0
	}
	if !hashutil.Equal(key, r.key) {
		fmt.Fprintln(stdout, "the password does not match")
		return 1
	}
	fmt.Fprintln(stdout, "the password matches")
	return 0
}

// A record is what is stored of a password.
type record struct {
	hash       string
	iterations int
	salt       []byte
	keyLen     int
	key        []byte // nil until it is derived
}

func (r record) String() string {
	return fmt.Sprintf("pbkdf2:%s:%d:%x:%x", r.hash, r.iterations, r.salt, r.key)
}

// maxIterations bounds what a record can make this program do to some ten
// seconds with the usual hashes.
const maxIterations = 100_000_000

// parseRecord is the reverse of String. Its errors quote neither salt nor key.
func parseRecord(s string) (r record, err error) {
	fields := strings.Split(s, ":")
	if len(fields) != 5 || fields[0] != "pbkdf2" {
		return r, errors.New("a record has the form pbkdf2:HASH:ITERATIONS:SALT:KEY")
	}
	if r.hash, err = canonical(fields[1]); err != nil {
		return r, err
	}
	if r.iterations, err = parseIterations(fields[2]); err != nil {
		return r, err
	}
	if r.salt, err = hex.DecodeString(fields[3]); err != nil {
		return r, errors.New("the record's salt is not a hex number")
	}
	if r.key, err = hex.DecodeString(fields[4]); err != nil || len(r.key) == 0 {
		return r, errors.New("the record's key is not a hex number")
	}
	r.keyLen = len(r.key)
	return r, nil
}

func parseIterations(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 || n > maxIterations {
		return 0, fmt.Errorf("iterations are %q, must be a number from 1 to %d", s, maxIterations)
	}
	return n, nil
}

// canonical returns the name of a hash as it stands in records.
func canonical(name string) (string, error) {
	a, err := hashutil.Lookup(name)
	if err != nil {
		return "", err
	}
	if a.XOF {
		return "", fmt.Errorf("%q has no digest size", name)
	}
	return a.Name, nil
}

// parse returns the record to derive, which has a key if it is one to verify.
func parse(args []string) (record, error) {
	r := record{hash: "sha256", iterations: 600_000}
	var stored *record
	var chosen []string // flags that have no meaning beside -verify
	note := func(name string, f func(s string) error) func(s string) error {
		return func(s string) error {
			chosen = append(chosen, name)
			return f(s)
		}
	}
	fs := flag.NewFlagSet("pbkdf2", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Func("hash", "", note("-hash", func(s string) (err error) {
		r.hash, err = canonical(s)
		return err
	}))
	fs.Func("iter", "", note("-iter", func(s string) (err error) {
		r.iterations, err = parseIterations(s)
		return err
	}))
	fs.Func("salt", "", note("-salt", func(s string) error {
		salt, err := hex.DecodeString(s)
		if err != nil {
			return errors.New("not a hex number")
		}
		r.salt = salt
		return nil
	}))
	fs.Func("len", "", note("-len", func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > 1<<16 {
			return fmt.Errorf("must be a number from 1 to %d", 1<<16)
		}
		r.keyLen = n
		return nil
	}))
	fs.Func("verify", "", func(s string) error {
		v, err := parseRecord(s)
		stored = &v
		return err
	})
	if err := fs.Parse(args); err != nil {
		return r, err
	}
	if fs.NArg() > 0 {
		return r, fmt.Errorf("unexpected argument %q: the password is read from the standard input", fs.Arg(0))
	}
	if stored != nil {
		if chosen != nil {
			return r, fmt.Errorf("%s has no meaning beside -verify", chosen[0])
		}
		return *stored, nil
	}
	if r.salt == nil {
		r.salt = make([]byte, 16)
		rand.Read(r.salt)
	}
	return r, nil
}

// readPassword returns the first line of r.
func readPassword(r io.Reader) ([]byte, error) {
	const most = 1 << 20
	line, err := bufio.NewReader(io.LimitReader(r, most+1)).ReadBytes('\n')
	switch {
	case err != nil && err != io.EOF:
		return nil, err
	case len(line) == 0:
		return nil, errors.New("no password on the standard input")
	case len(line) > most:
		return nil, fmt.Errorf("password longer than %d bytes", most)
	}
	line = bytes.TrimSuffix(line, []byte("\n"))
	return bytes.TrimSuffix(line, []byte("\r")), nil
}
