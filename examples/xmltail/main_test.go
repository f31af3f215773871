// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"py34.example/xmlpull"
)

func TestRun(t *testing.T) {
	file := filepath.Join(t.TempDir(), "log.xml")
	if err := os.WriteFile(file, []byte("<log><a n='1'/>\n<b>x</b><c"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args           string
		stdin          string
		stdout, stderr string
		status         int
	}{
		{file, "", "a n=1\nb x\n", "", 0},
		{file + " -tag b", "", "b x\n", "", 0},
		{"", "<s xmlns='u'><message from='ann'><body>Good\n morning</body><time zone='UTC' at=''/>!</message>",
			"message from=ann ! body=\"Good morning\" time.zone=UTC time.at=\"\"\n", "", 0},
		{"-depth 2", "<s><a><b/><c>é</c></a><a><d x='\x01'", "b\nc é\n", "xmltail: -: not well-formed (invalid token): line 1, column 31\n", 1},
		{"-depth 0", "<s>x<a/>y</s>", "s \"x y\"\n", "", 0},
		{"", "<s><a/></b>", "a\n", "xmltail: -: mismatched tag: line 1, column 9\n", 1},
		{"", "", "", "", 0},
		{"-depth -1", "", "", "xmltail: invalid value \"-1\" for flag -depth: want a whole number\n", 2},
		{"-depth x", "", "", "xmltail: invalid value \"x\" for flag -depth: parse error\n", 2},
		{"a b", "", "", "xmltail: more than one file: [\"a\" \"b\"]\n", 2},
		{"-h", "", usage + "\n", "", 0},
	} {
		var stdout, stderr strings.Builder
		status := run(strings.Fields(c.args), strings.NewReader(c.stdin), &stdout, &stderr)
		if stdout.String() != c.stdout || stderr.String() != c.stderr || status != c.status {
			t.Errorf("xmltail %s <<<%q:\n%q, %q, status %d; want\n%q, %q, status %d",
				c.args, c.stdin, stdout.String(), stderr.String(), status, c.stdout, c.stderr, c.status)
		}
	}
	var stderr strings.Builder
	if status := run([]string{"nosuch.xml"}, nil, io.Discard, &stderr); status != 1 || !strings.Contains(stderr.String(), "nosuch.xml") {
		t.Errorf("no such file: status %d, %q", status, stderr.String())
	}
}

// TestGrowing follows a document that grows while it is read.
func TestGrowing(t *testing.T) {
	var file, out bytes.Buffer
	file.WriteString("<log><line>one</line><li")
	rest := []string{"ne>two</line>", "", "</log>\n"}
	wait := func() bool {
		if len(rest) == 0 {
			t.Fatal("waits after the root element ended")
		}
		file.WriteString(rest[0])
		rest = rest[1:]
		return true
	}
	if err := tail(&out, &file, options{depth: 1}, wait); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "line one\nline two\n"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
}

// TestSmall checks that what was printed is let go.
func TestSmall(t *testing.T) {
	in, feed := io.Pipe()
	go func() {
		io.WriteString(feed, "<log>")
		for i := range 1000 {
			fmt.Fprintf(feed, "<line>%d</line>", i)
		}
		feed.Close()
	}()
	var out bytes.Buffer
	if err := tail(&out, in, options{depth: 1}, func() bool { return false }); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "\n"); n != 1000 {
		t.Errorf("%d lines, want 1000", n)
	}
	broken := errors.New("broken")
	if err := tail(&out, iotest.ErrReader(broken), options{depth: 1}, nil); err != broken {
		t.Errorf("broken reader: %v", err)
	}
}

func TestQuoted(t *testing.T) {
	for s, want := range map[string]string{"": `""`, "a": "a", "a b": `"a b"`, "a=b": `"a=b"`, "\x01": `"\x01"`, `"`: `"\""`, "é": "é"} {
		if got := quoted(s); got != want {
			t.Errorf("quoted(%q) = %s, want %s", s, got, want)
		}
	}
	e := &xmlpull.Element{Tag: "{u}a", Attrs: []xmlpull.Attr{{Name: "{v}k", Value: "w"}}}
	if got, want := format(e), "a k=w"; got != want {
		t.Errorf("format = %q, want %q", got, want)
	}
}
