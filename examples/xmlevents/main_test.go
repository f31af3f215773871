// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := file("good", "<a k='v'>\n<b>text</b></a>")
	bad := file("bad", "<a>\n\t<b>é</c></a>")
	for _, c := range []struct {
		args           string
		stdin          string
		stdout, stderr string
		status         int
	}{
		{good, "", "end b \"text\"\nend a k=\"v\" \"\\n\"\n", "", 0},
		{"", "<a/>", "end a\n", "", 0},
		{"- " + good, "<x/>", "end x\nend b \"text\"\nend a k=\"v\" \"\\n\"\n", "", 0},
		{"-events start,end,start-ns,end-ns,comment,pi", "<a xmlns:p='u'><!--c--><?p d?></a>",
			"start-ns \"p\" \"u\"\nstart a\ncomment \"c\"\npi \"p d\"\nend a\nend-ns\n", "", 0},
		{good + " -events start -chunk 1", "", "start a k=\"v\"\nstart b\n", "", 0},
		{"-chunk 3 " + bad, "", "", "xmlevents: " + bad + ": mismatched tag: line 2, column 7\n\t<b>é</c><\n\t      ^\n", 1},
		{bad + " " + good, "", "end b \"text\"\nend a k=\"v\" \"\\n\"\n",
			"xmlevents: " + bad + ": mismatched tag: line 2, column 7\n\t<b>é</c></a>\n\t      ^\n", 1},
		{"-", strings.Repeat("<a>", 100) + "<", "", "xmlevents: -: unclosed token: line 1, column 300\n" +
			strings.Repeat("<a>", 100)[300-70:] + "<\n" + strings.Repeat(" ", 70) + "^\n", 1},
		{"-", "<a>\x01</a>", "", "xmlevents: -: not well-formed (invalid token): line 1, column 3\n<a>\ufffd</a>\n   ^\n", 1},
		{"-", "\xff\xfe<\x00/\x00", "", "xmlevents: -: not well-formed (invalid token): line 1, column 2\n", 1},
		{"-chunk 0", "", "", "xmlevents: invalid value \"0\" for flag -chunk: want a whole number above 0\n", 2},
		{"-chunk x", "", "", "xmlevents: invalid value \"x\" for flag -chunk: parse error\n", 2},
		{"-events start,bogus", "", "", "xmlevents: invalid value \"start,bogus\" for flag -events: xmlpull: unknown event \"bogus\"\n", 2},
		{"-nosuch", "", "", "xmlevents: flag provided but not defined: -nosuch\n", 2},
		{"-h", "", usage + "\n", "", 0},
	} {
		var stdout, stderr strings.Builder
		status := run(strings.Fields(c.args), strings.NewReader(c.stdin), &stdout, &stderr)
		if stdout.String() != c.stdout || stderr.String() != c.stderr || status != c.status {
			t.Errorf("xmlevents %s <<<%q:\n%q, %q, status %d; want\n%q, %q, status %d",
				c.args, c.stdin, stdout.String(), stderr.String(), status, c.stdout, c.stderr, c.status)
		}
	}
	var stdout, stderr strings.Builder
	if status := run([]string{filepath.Join(dir, "nosuch")}, nil, &stdout, &stderr); status != 1 || !strings.Contains(stderr.String(), "nosuch") {
		t.Errorf("no such file: status %d, %q", status, stderr.String())
	}
}

// TestAsTheyArrive checks that events are printed before the input ends.
func TestAsTheyArrive(t *testing.T) {
	in, feed := io.Pipe()
	got, out := io.Pipe()
	done := make(chan int)
	go func() { done <- run(nil, in, out, io.Discard) }()
	io.WriteString(feed, "<log><line>one</line><li")
	want := "end line \"one\"\n"
	buf := make([]byte, len(want))
	if _, err := io.ReadFull(got, buf); err != nil || string(buf) != want {
		t.Errorf("printed %q, %v; want %q", buf, err, want)
	}
	go io.Copy(io.Discard, got)
	io.WriteString(feed, "ne/></log>")
	feed.Close()
	if status := <-done; status != 0 {
		t.Errorf("status %d", status)
	}
}
