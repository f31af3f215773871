// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

func TestRun(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("&pi;"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		args, stdin  string
		want, stderr string
		status       int
	}{
		{args: "", stdin: "I spent &pound;50 on this &amp; that&#1;\n", want: "I spent £50 on this & that\n"},
		{args: "-attr", stdin: "?a=1&copy=2&timestamp&amp;&#1;", want: "?a=1&copy=2&timestamp&"},
		{args: "-whatwg", stdin: "&#1;&copy=", want: "\x01©="},
		{args: "-attr -whatwg", stdin: "&#1;&copy=", want: "\x01&copy="},
		{args: "-escape", stdin: `<a href="x">'&'`, want: "&lt;a href=&quot;x&quot;&gt;&#x27;&amp;&#x27;"},
		{args: "-escape -quote=false", stdin: `<a href="x">'&'`, want: `&lt;a href="x"&gt;'&amp;'`},
		{args: "FILE - FILE", stdin: "&lt", want: "π<π"},
		{args: "FILE nosuch", want: "π", stderr: "unescape: open nosuch", status: 1},
		{args: "-h", want: usage + "\n"},
		{args: "-x", stderr: "unescape: flag provided but not defined: -x\n", status: 2},
		{args: "-attr=maybe", stderr: `unescape: invalid boolean value "maybe" for -attr`, status: 2},
		{args: "-escape -attr", stderr: "unescape: -attr and -whatwg do not go with -escape\n", status: 2},
	} {
		var stdout, stderr bytes.Buffer
		args := strings.Fields(strings.ReplaceAll(tt.args, "FILE", file))
		status := run(args, iotest.OneByteReader(strings.NewReader(tt.stdin)), &stdout, &stderr)
		if stdout.String() != tt.want || status != tt.status || !strings.HasPrefix(stderr.String(), tt.stderr) || tt.stderr == "" && stderr.Len() > 0 {
			t.Errorf("unescape %s of %q prints %q and %q, status %d; want %q and %q, %d",
				tt.args, tt.stdin, stdout.String(), stderr.String(), status, tt.want, tt.stderr, tt.status)
		}
		if strings.Count(stderr.String(), "\n") > 1 {
			t.Errorf("unescape %s: more than one line: %q", tt.args, stderr.String())
		}
	}
}

func TestReadError(t *testing.T) {
	for _, args := range [][]string{nil, {"-escape"}} {
		var stdout, stderr bytes.Buffer
		if status := run(args, iotest.ErrReader(os.ErrInvalid), &stdout, &stderr); status != 1 || stderr.Len() == 0 {
			t.Errorf("unescape %q with a bad input: status %d, %q", args, status, stderr.String())
		}
	}
}
