// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Hashsum prints or checks the digests of files, in the manner of sha256sum,
// with any hash that package hashutil knows by name.
//
// Usage:
//
//	hashsum [-a NAME] [-length N] [-tag] [FILE...]
//	hashsum -c [-a NAME] [-quiet] [-status] [-strict] [-ignore-missing] [FILE...]
//	hashsum -list
//
// With no FILE, or when FILE is -, it reads the standard input. Flags may follow
// files; everything after -- is a file.
//
//	-a NAME          the hash, sha256 if not given
//	-length N        bytes of digest, for shake_128 (32 if not given) and shake_256 (64)
//	-tag             print lines that name the hash: SHA256 (file) = digest
//	-c               read digests from the FILEs and check them
//	-quiet           do not print OK for each file that is
//	-status          print nothing, the exit status says all
//	-strict          a line that makes no sense is a failure
//	-ignore-missing  do not fail for files that are missing
//	-list            print the names of the hashes
//
// The lines are those of sha256sum: the digest, a space, a space or an asterisk,
// the name of the file. If the name holds a backslash or the end of a line, these
// are escaped with a backslash and the line begins with one.
//
// While it hashes a large file, it tells on the standard error how far it is, if
// that is a terminal. The exit status is 0 if all went well, 1 if a file could not
// be read or a digest did not match, 2 if the arguments make no sense.
package main

import (
	"bufio"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"py34.example/hashutil"
)

const usage = `usage: hashsum [-a NAME] [-length N] [-tag] [FILE...]
       hashsum -c [-a NAME] [-quiet] [-status] [-strict] [-ignore-missing] [FILE...]
       hashsum -list`

func main() {
	info, err := os.Stderr.Stat()
	terminal := err == nil && info.Mode()&os.ModeCharDevice != 0
	c := command{stdin: os.Stdin, stdout: bufio.NewWriter(os.Stdout), stderr: os.Stderr, progress: terminal}
	os.Exit(c.run(os.Args[1:]))
}

// A command is hashsum with its arguments and surroundings.
type command struct {
	algorithm hashutil.Algorithm
	length    int
	tag       bool

	check, quiet, status, strict, ignoreMissing, list bool

	files []string

	stdin    io.Reader
	stdout   *bufio.Writer // flushed after each line; keeps its first error
	stderr   io.Writer
	progress bool
}

// run returns the exit status.
func (c *command) run(args []string) int {
	err := c.parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		c.println(usage)
		return 0
	case err != nil:
		fmt.Fprintln(c.stderr, "hashsum:", err)
		return 2
	}

	ok := true
	switch {
	case c.list:
		for a := range hashutil.Algorithms() {
			c.println(a.Name)
		}
	case c.check:
		for _, list := range c.files {
			ok = c.checkList(list) && ok
		}
	default:
		for _, file := range c.files {
			ok = c.print(file) && ok
		}
	}
	if err := c.stdout.Flush(); err != nil {
		ok = c.complain(err)
	}
	if !ok {
		return 1
	}
	return 0
}

// println prints a line at once, so that it stands where it belongs among
// complaints.
func (c *command) println(line string) {
	c.stdout.WriteString(line + "\n")
	c.stdout.Flush()
}

// complain reports an error and returns false.
func (c *command) complain(err error) bool {
	fmt.Fprintln(c.stderr, "hashsum:", err)
	return false
}

func (c *command) parse(args []string) error {
	fs := flag.NewFlagSet("hashsum", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	name := fs.String("a", "sha256", "")
	fs.IntVar(&c.length, "length", 0, "")
	fs.BoolVar(&c.tag, "tag", false, "")
	fs.BoolVar(&c.check, "c", false, "")
	fs.BoolVar(&c.quiet, "quiet", false, "")
	fs.BoolVar(&c.status, "status", false, "")
	fs.BoolVar(&c.strict, "strict", false, "")
	fs.BoolVar(&c.ignoreMissing, "ignore-missing", false, "")
	fs.BoolVar(&c.list, "list", false, "")
	for len(args) > 0 {
		if err := fs.Parse(args); err != nil {
			return err
		}
		rest := fs.Args()
		if parsed := len(args) - len(rest); parsed > 0 && args[parsed-1] == "--" {
			c.files = append(c.files, rest...)
			break
		}
		if len(rest) > 0 {
			c.files = append(c.files, rest[0])
			rest = rest[1:]
		}
		args = rest
	}
	if len(c.files) == 0 {
		c.files = []string{"-"}
	}
	var err error
	if c.algorithm, err = hashutil.Lookup(*name); err != nil {
		return err
	}
	given := make(map[string]bool)
	fs.Visit(func(f *flag.Flag) { given[f.Name] = true })
	switch {
	case given["length"] && !c.algorithm.XOF:
		return fmt.Errorf("-length is for shake_128 and shake_256, not %s", c.algorithm.Name)
	case given["length"] && (c.length < 1 || c.length > maxLength):
		return fmt.Errorf("-length is %d, must be from 1 to %d", c.length, maxLength)
	case c.check && c.tag:
		return errors.New("-tag has no meaning beside -c")
	}
	if !c.check {
		for _, f := range []string{"quiet", "status", "strict", "ignore-missing"} {
			if given[f] {
				return fmt.Errorf("-%s has a meaning only beside -c", f)
			}
		}
	}
	return nil
}

// maxLength bounds the digest of an extendable-output function, in bytes.
const maxLength = 1 << 16

// print prints the line for a file.
func (c *command) print(file string) bool {
	length := c.length
	if length == 0 {
		length = defaultLength(c.algorithm)
	}
	digest, err := c.digest(file, c.algorithm, length)
	if err != nil {
		return c.complain(err)
	}
	c.println(formatLine(c.algorithm, digest, file, c.tag))
	return true
}

// defaultLength returns the size of a hash's digest, or as many bytes of
// extendable output as have the strength that the function's name promises.
func defaultLength(a hashutil.Algorithm) int {
	switch a.Name {
	case "shake_128":
		return 32
	case "shake_256":
		return 64
	}
	return a.Size
}

// digest returns length bytes of the digest of a file.
func (c *command) digest(file string, a hashutil.Algorithm, length int) ([]byte, error) {
	r, size, err := c.open(file)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	in := io.Reader(r)
	if c.progress {
		m := newMeter(c.stderr, file, r, size)
		defer m.clear()
		in = m
	}
	if !a.XOF {
		return hashutil.FileDigest(in, a.Name)
	}
	x, err := hashutil.NewXOF(a.Name)
	if err != nil {
		return nil, err
	}
	if _, err := io.Copy(x, in); err != nil {
		return nil, err
	}
	digest := make([]byte, length)
	_, err = io.ReadFull(x, digest)
	return digest, err
}

// open returns a file and its size, which is 0 if that is not known.
func (c *command) open(file string) (io.ReadCloser, int64, error) {
	if file == "-" {
		return io.NopCloser(c.stdin), 0, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, 0, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	if info.IsDir() {
		f.Close()
		return nil, 0, fmt.Errorf("%s: is a directory", file)
	}
	return f, info.Size(), nil
}

// checkList checks the files that a list names.
func (c *command) checkList(list string) bool {
	r, _, err := c.open(list)
	if err != nil {
		return c.complain(err)
	}
	defer r.Close()

	var sensible, senseless, unread, unequal, verified int
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		e, ok := parseLine(lines.Text(), c.algorithm)
		if !ok {
			senseless++
			continue
		}
		sensible++
		switch got, err := c.digest(e.file, e.algorithm, len(e.digest)); {
		case errors.Is(err, os.ErrNotExist) && c.ignoreMissing:
		case err != nil:
			unread++
			c.complain(err)
			c.verdict(e.file, "FAILED open or read")
		case !hashutil.Equal(got, e.digest):
			unequal++
			c.verdict(e.file, "FAILED")
		default:
			verified++
			if !c.quiet {
				c.verdict(e.file, "OK")
			}
		}
	}
	if err := lines.Err(); err != nil {
		return c.complain(fmt.Errorf("%s: %w", list, err))
	}
	if sensible == 0 {
		return c.complain(fmt.Errorf("%s: no line with a digest", list))
	}
	c.warn(senseless, "line makes no sense", "lines make no sense")
	c.warn(unread, "listed file could not be read", "listed files could not be read")
	c.warn(unequal, "digest does NOT match", "digests do NOT match")
	if c.ignoreMissing && verified == 0 && unread == 0 && unequal == 0 {
		return c.complain(fmt.Errorf("%s: no file was verified", list))
	}
	return unread == 0 && unequal == 0 && (senseless == 0 || !c.strict)
}

// verdict prints what came of a file.
func (c *command) verdict(file, verdict string) {
	if c.status {
		return
	}
	mark, file := escape(file)
	c.println(mark + file + ": " + verdict)
}

func (c *command) warn(n int, one, many string) {
	if n == 0 || c.status {
		return
	}
	what := many
	if n == 1 {
		what = one
	}
	fmt.Fprintf(c.stderr, "hashsum: WARNING: %d %s\n", n, what)
}

// formatLine returns the line for a digest.
func formatLine(a hashutil.Algorithm, digest []byte, file string, tag bool) string {
	mark, file := escape(file)
	if tag {
		return fmt.Sprintf("%s%s (%s) = %x", mark, strings.ToUpper(a.Name), file, digest)
	}
	return fmt.Sprintf("%s%x  %s", mark, digest, file)
}

// An entry is a line of a list.
type entry struct {
	algorithm hashutil.Algorithm
	digest    []byte
	file      string
}

// parseLine parses a line of either form. Lines without a name are of the given
// algorithm.
func parseLine(line string, a hashutil.Algorithm) (e entry, ok bool) {
	line, escaped := strings.CutPrefix(line, `\`)
	digest, file, ok := strings.Cut(line, " ")
	e.algorithm = a
	if tag, rest, tagged := strings.Cut(line, " ("); tagged && !isHex(digest) {
		end := strings.LastIndex(rest, ") = ")
		if end < 0 {
			return e, false
		}
		var err error
		if e.algorithm, err = hashutil.Lookup(tag); err != nil {
			return e, false
		}
		file, digest = rest[:end], rest[end+len(") = "):]
	} else {
		if !ok || file == "" || file[0] != ' ' && file[0] != '*' {
			return e, false
		}
		file = file[1:]
	}
	var err error
	if e.digest, err = hex.DecodeString(digest); err != nil {
		return e, false
	}
	size := len(e.digest)
	if size == 0 || size > maxLength || !e.algorithm.XOF && size != e.algorithm.Size {
		return e, false
	}
	if escaped {
		if file, ok = unescape(file); !ok {
			return e, false
		}
	}
	e.file = file
	return e, file != ""
}

func isHex(s string) bool {
	_, err := hex.DecodeString(s)
	return err == nil
}

var escaper = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`)

// escape returns a file name as it stands in a line, and how the line begins.
func escape(file string) (mark, escaped string) {
	if escaped = escaper.Replace(file); escaped != file {
		mark = `\`
	}
	return mark, escaped
}

// unescape is the reverse of escape.
func unescape(s string) (string, bool) {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, `\`)
		b.WriteString(before)
		if !found {
			return b.String(), true
		}
		if after == "" {
			return "", false
		}
		i := strings.IndexByte(`\nr`, after[0])
		if i < 0 {
			return "", false
		}
		b.WriteByte("\\\n\r"[i])
		s = after[1:]
	}
}
