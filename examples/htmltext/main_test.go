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

const page = `<!DOCTYPE html>
<html><head><title>Fish &amp; chips</title><style>p { color: red }</style>
<script>if (a < b) { document.write("<p>no") }</script></head>
<body><h1>Menu</h1>
<p>See the <a href="/menu?a=1&amp;b=2">whole
menu</a>, or   <A HREF=/map>the map</A>.<br>Open daily.
<ul><li>cod<li>plaice &mdash; <b>fresh</b><img src=x.png alt="!"></ul>
<pre>
  1  2
   3</pre>
<!-- <a href="no">no</a> -->
<p>Bye`

const text = `Fish & chips

Menu

See the whole menu, or the map.
Open daily.

cod
plaice — fresh!


  1  2
   3

Bye
`

func TestRun(t *testing.T) {
	file := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(file, []byte("<a href=x>y"), 0o666); err != nil {
		t.Fatal(err)
	}
	both := strings.NewReplacer("whole menu", "whole menu </menu?a=1&b=2>", "the map", "the map </map>").Replace(text)
	for _, tt := range []struct {
		args, stdin  string
		want, stderr string
		status       int
	}{
		{args: "", stdin: page, want: both},
		{args: "-text", stdin: page, want: text},
		{args: "-links", stdin: page, want: "/menu?a=1&b=2\n/map\n"},
		{args: "", stdin: "", want: ""},
		{args: "", stdin: "<a href=x></a><area href=y>", want: "<x> <y>\n"},
		{args: "", stdin: "a<script>x", want: "a\n"},
		{args: "", stdin: "<table><tr><td>1<td>2<tr><td>3</table>", want: "1 2\n3\n"},
		{args: "FILE -links", want: "y <x>\n", stderr: "htmltext: open -links", status: 1},
		{args: "-links FILE - FILE", stdin: page, want: "x\n/menu?a=1&b=2\n/map\nx\n"},
		{args: "-h", want: usage + "\n"},
		{args: "-nosuch", stderr: "htmltext: flag provided but not defined: -nosuch\n", status: 2},
		{args: "-text -links", stderr: "htmltext: -text and -links exclude each other\n", status: 2},
		{args: "-text=2", stderr: `htmltext: invalid boolean value "2" for -text`, status: 2},
	} {
		var stdout, stderr bytes.Buffer
		args := strings.Fields(strings.ReplaceAll(tt.args, "FILE", file))
		status := run(args, iotest.OneByteReader(strings.NewReader(tt.stdin)), &stdout, &stderr)
		if stdout.String() != tt.want || status != tt.status || !strings.HasPrefix(stderr.String(), tt.stderr) || tt.stderr == "" && stderr.Len() > 0 {
			t.Errorf("htmltext %s of %.40q prints\n%s\n%q, status %d; want\n%s\n%q, %d",
				tt.args, tt.stdin, stdout.String(), stderr.String(), status, tt.want, tt.stderr, tt.status)
		}
	}
}

func TestReadError(t *testing.T) {
	var stdout, stderr bytes.Buffer
	status := run(nil, iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("ab"))), &stdout, &stderr)
	if status != 1 || stdout.String() != "a\n" || stderr.Len() == 0 {
		t.Errorf("with a bad input: status %d, %q, %q", status, stdout.String(), stderr.String())
	}
}
