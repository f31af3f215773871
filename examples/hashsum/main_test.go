// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"py34.example/hashutil"
)

// hashsum runs the command and returns its exit status and what it printed.
func hashsum(stdin string, args ...string) (status int, stdout, stderr string) {
	var out, errs bytes.Buffer
	c := command{stdin: strings.NewReader(stdin), stdout: bufio.NewWriter(&out), stderr: &errs}
	status = c.run(args)
	return status, out.String(), errs.String()
}

const (
	abcSHA256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	abcMD5    = "900150983cd24fb0d6963f7d28e17f72"
	abcSM3    = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
	// hashlib.shake_128(b"abc").hexdigest(32)
	abcSHAKE128 = "5881092dd818bf5cf8a3ddb793fbcba74097d5c526a6d35f97b83351940f2cc8"
)

// inDir makes a folder with some files the current one.
func inDir(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, data := range map[string]string{"abc": "abc", "empty": "", "-c": "abc"} {
		if err := os.WriteFile(name, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("dir", 0o777); err != nil {
		t.Fatal(err)
	}
}

func TestRun(t *testing.T) {
	inDir(t)
	for _, c := range []struct {
		stdin          string
		args           string
		status         int
		stdout, stderr string // stderr is a regular expression
	}{
		{"abc", "", 0, abcSHA256 + "  -\n", ""},
		{"abc", "-a MD5", 0, abcMD5 + "  -\n", ""},
		{"abc", "-a sm3 -tag -", 0, "SM3 (-) = " + abcSM3 + "\n", ""},
		{"", "abc -a md5 empty", 0, abcMD5 + "  abc\nd41d8cd98f00b204e9800998ecf8427e  empty\n", ""},
		{"", "-a md5 -- -c", 0, abcMD5 + "  -c\n", ""},
		{"", "-a shake_128 abc", 0, abcSHAKE128 + "  abc\n", ""},
		{"", "-a shake128 -length 4 abc", 0, "5881092d  abc\n", ""},
		{"", "nosuch abc", 1, abcSHA256 + "  abc\n", "hashsum: open nosuch: .*\n"},
		{"", "dir", 1, "", "hashsum: dir: is a directory\n"},

		{abcSHA256 + "  abc\n", "-c", 0, "abc: OK\n", ""},
		{abcSHA256 + " *abc", "-c -", 0, "abc: OK\n", ""},
		{strings.ToUpper(abcMD5) + "  abc\n", "-c -a md5", 0, "abc: OK\n", ""},
		{"MD5 (abc) = " + abcMD5 + "\nSM3 (abc) = " + abcSM3 + "\n", "-c", 0, "abc: OK\nabc: OK\n", ""},
		{"SHAKE_128 (abc) = 5881092d\n", "-c", 0, "abc: OK\n", ""},
		{abcSHA256 + "  abc\n", "-c -quiet", 0, "", ""},
		{abcSHA256 + "  empty\n", "-c", 1, "empty: FAILED\n", "hashsum: WARNING: 1 digest does NOT match\n"},
		{abcSHA256 + "  empty\n", "-c -status", 1, "", ""},
		{abcSHA256 + "  empty\n" + abcSHA256 + "  empty\n", "-c -quiet", 1, "empty: FAILED\nempty: FAILED\n", "hashsum: WARNING: 2 digests do NOT match\n"},
		{abcSHA256 + "  nosuch\n", "-c", 1, "nosuch: FAILED open or read\n", "hashsum: open nosuch: .*\nhashsum: WARNING: 1 listed file could not be read\n"},
		{abcSHA256 + "  nosuch\n" + abcSHA256 + "  abc\n", "-c -ignore-missing", 0, "abc: OK\n", ""},
		{abcSHA256 + "  nosuch\n", "-c -ignore-missing", 1, "", "hashsum: -: no file was verified\n"},
		{"junk\n" + abcSHA256 + "  abc\n", "-c", 0, "abc: OK\n", "hashsum: WARNING: 1 line makes no sense\n"},
		{"junk\n" + abcSHA256 + "  abc\n\n", "-c -strict", 1, "abc: OK\n", "hashsum: WARNING: 2 lines make no sense\n"},
		{"junk\n", "-c", 1, "", "hashsum: -: no line with a digest\n"},
		{"", "-c", 1, "", "hashsum: -: no line with a digest\n"},
		{strings.Repeat("x", 2<<20), "-c", 1, "", "hashsum: -: .*too long\n"},
		{"", "-c nosuch", 1, "", "hashsum: open nosuch: .*\n"},

		{"", "-h", 0, usage + "\n", ""},
		{"", "-a nosuch abc", 2, "", "hashsum: hashutil: unknown hash \"nosuch\"\n"},
		{"", "abc -nosuch", 2, "", "hashsum: .*-nosuch\n"},
		{"", "-length 4 abc", 2, "", "hashsum: -length is for shake_128 and shake_256, not sha256\n"},
		{"", "-a shake_256 -length -1", 2, "", "hashsum: -length is -1, must be from 1 to 65536\n"},
		{"", "-length x", 2, "", "hashsum: invalid value \"x\" .*\n"},
		{"", "-quiet", 2, "", "hashsum: -quiet has a meaning only beside -c\n"},
		{"", "-c -tag", 2, "", "hashsum: -tag has no meaning beside -c\n"},
	} {
		status, stdout, stderr := hashsum(c.stdin, strings.Fields(c.args)...)
		if status != c.status || stdout != c.stdout || !regexp.MustCompile("^"+c.stderr+"$").MatchString(stderr) {
			t.Errorf("hashsum %s <%.100q:\n\tstatus %d, stdout %q, stderr %.300q\nwant\tstatus %d, stdout %q, stderr %q",
				c.args, c.stdin, status, stdout, stderr, c.status, c.stdout, c.stderr)
		}
	}
}

func TestList(t *testing.T) {
	_, stdout, _ := hashsum("", "-list")
	for name := range strings.Lines(stdout) {
		if _, err := hashutil.Lookup(strings.TrimSuffix(name, "\n")); err != nil {
			t.Error(err)
		}
	}
	if n := strings.Count(stdout, "\n"); n != 19 {
		t.Errorf("-list prints %d lines, want 19", n)
	}
}

// TestRoundTrip checks that what is printed of a file can be checked, whatever
// its name.
func TestRoundTrip(t *testing.T) {
	for a := range hashutil.Algorithms() {
		for _, file := range []string{"a", " a", "a  b", `a\nb`, "a\nb", "a\rb", `\`, "(a) = 00", "*", "é", "a) = b"} {
			digest := bytes.Repeat([]byte{0xa5}, max(a.Size, 3))
			for _, tag := range []bool{false, true} {
				line := formatLine(a, digest, file, tag)
				e, ok := parseLine(line, a)
				if !ok || e.file != file || !bytes.Equal(e.digest, digest) || e.algorithm != a {
					t.Errorf("parseLine(%q) = %+v, %t; want file %q", line, e, ok, file)
				}
			}
		}
	}
}

func TestParseLineRefuses(t *testing.T) {
	sha256, err := hashutil.Lookup("sha256")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"", " ", "  abc", `\`, abcSHA256, abcSHA256 + " ", abcSHA256 + "  ", abcSHA256 + "_ abc", abcSHA256 + " abc",
		abcMD5 + "  abc", abcSHA256[1:] + "  abc", "x" + abcSHA256[1:] + "  abc",
		`\` + abcSHA256 + `  a\b`, `\` + abcSHA256 + `  a\`,
		"SHA256 (abc) = ", "SHA256 (abc) = " + abcMD5, "SHA256 () = " + abcSHA256, "NOSUCH (abc) = " + abcSHA256, "SHA256 (abc = " + abcSHA256,
	} {
		if e, ok := parseLine(line, sha256); ok {
			t.Errorf("parseLine(%q) = %+v, want a refusal", line, e)
		}
	}
}

// A slowReader takes a quarter of a second for each piece.
type slowReader struct {
	pieces int
	clock  *time.Time
}

func (r *slowReader) Read(p []byte) (int, error) {
	if r.pieces == 0 {
		return 0, io.EOF
	}
	r.pieces--
	*r.clock = r.clock.Add(250 * time.Millisecond)
	return copy(p, make([]byte, 1_000_000)), nil
}

func TestMeter(t *testing.T) {
	for _, c := range []struct {
		pieces int
		size   int64
		want   string
	}{
		{3, 3e6, ""}, // done before it is worth a line
		{6, 8e6, "\r\"a\\x1b\": 4 MB of 8 MB, 50 %, 4 MB/s\x1b[K" +
			"\r\"a\\x1b\": 5 MB of 8 MB, 62 %, 4 MB/s\x1b[K" +
			"\r\"a\\x1b\": 6 MB of 8 MB, 75 %, 4 MB/s\x1b[K\r\x1b[K"},
		{4, 0, "\r\"a\\x1b\": 4 MB, 4 MB/s\x1b[K\r\x1b[K"},
		{4, 2e6, "\r\"a\\x1b\": 4 MB of 2 MB, 100 %, 4 MB/s\x1b[K\r\x1b[K"}, // it grew
	} {
		var w bytes.Buffer
		clock := time.Unix(0, 0)
		m := newMeter(&w, "a\x1b", &slowReader{c.pieces, &clock}, c.size)
		m.now = func() time.Time { return clock }
		m.begin()
		buf := make([]byte, 1_000_000)
		var n int64
		for {
			k, err := m.Read(buf)
			n += int64(k)
			if err != nil {
				break
			}
		}
		m.clear()
		if n != int64(c.pieces)*1_000_000 || w.String() != c.want {
			t.Errorf("%d pieces of %d bytes: read %d, showed\n%q, want\n%q", c.pieces, c.size, n, w.String(), c.want)
		}
	}
}

// TestProgress checks that a digest does not depend on a meter.
func TestProgress(t *testing.T) {
	inDir(t)
	var out, errs bytes.Buffer
	c := command{stdin: strings.NewReader(""), stdout: bufio.NewWriter(&out), stderr: &errs, progress: true}
	if status := c.run([]string{"abc"}); status != 0 || out.String() != abcSHA256+"  abc\n" || errs.String() != "" {
		t.Errorf("status %d, stdout %q, stderr %q", status, out.String(), errs.String())
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("broken") }

func TestWriteError(t *testing.T) {
	var errs bytes.Buffer
	c := command{stdin: strings.NewReader("abc"), stdout: bufio.NewWriter(brokenWriter{}), stderr: &errs}
	if status := c.run(nil); status != 1 || errs.String() != "hashsum: broken\n" {
		t.Errorf("status %d, stderr %q", status, errs.String())
	}
}
