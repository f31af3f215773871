// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"py34.example/audiofmt"
	"py34.example/audiofmt/wav"
)

// stereo is a WAV file of five frames, 16 bits, 8 kHz.
func stereo(t *testing.T) []byte {
	t.Helper()
	var buf bytes.Buffer
	w, err := wav.NewWriter(&buf, audiofmt.Params{Channels: 2, Width: 2, Rate: 8000}, wav.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.WriteInt16([]int16{100, 200, 300, 400, -100, -200, 0, 2, 1000, -1000}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func samples(t *testing.T, file []byte) (audiofmt.Params, []int32) {
	t.Helper()
	r, err := audiofmt.Open(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	x := make([]int32, 100)
	n, err := r.ReadInt32(x)
	if err != nil {
		t.Fatal(err)
	}
	for i := range x[:n] {
		x[i] >>= 16
	}
	return r.Params(), x[:n]
}

func TestConvert(t *testing.T) {
	all := []int32{100, 200, 300, 400, -100, -200, 0, 2, 1000, -1000}
	for _, c := range []struct {
		args string
		want audiofmt.Params
		x    []int32
	}{
		{"in.wav out.wav", audiofmt.Params{Channels: 2, Width: 2, Rate: 8000, Frames: 5, Compression: "NONE"}, all},
		{"in.wav out.aiff -width 3", audiofmt.Params{Channels: 2, Width: 3, Rate: 8000, Frames: 5, Compression: "NONE"}, all},
		{"-float in.wav out.AIF", audiofmt.Params{Channels: 2, Width: 4, Rate: 8000, Frames: 5, Compression: "fl32"}, all},
		{"in.wav -mono out.au", audiofmt.Params{Channels: 1, Width: 2, Rate: 8000, Frames: 5, Compression: "NONE"}, []int32{150, 350, -150, 1, 0}},
		{"in.wav out.au -rate 16000", audiofmt.Params{Channels: 2, Width: 2, Rate: 16000, Frames: 9, Compression: "NONE"},
			[]int32{100, 200, 200, 300, 300, 400, 100, 100, -100, -200, -50, -99, 0, 2, 500, -499, 1000, -1000}},
		{"in.wav out.wav -law alaw -mono", audiofmt.Params{Channels: 1, Width: 2, Rate: 8000, Frames: 5, Compression: "alaw"}, []int32{152, 344, -152, 8, 8}},
		{"in.wav out.bin -format wav -float", audiofmt.Params{Channels: 2, Width: 4, Rate: 8000, Frames: 5, Compression: "NONE"}, all},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "in.wav"), stereo(t), 0o666); err != nil {
			t.Fatal(err)
		}
		t.Chdir(dir)
		var stdout, stderr strings.Builder
		status := run(strings.Fields(c.args), strings.NewReader(""), &stdout, &stderr)
		if status != 0 || stdout.Len()+stderr.Len() > 0 {
			t.Errorf("audioconv %s: status %d, %q, %q", c.args, status, stdout.String(), stderr.String())
			continue
		}
		out, err := filepath.Glob("out.*")
		if err != nil || len(out) != 1 {
			t.Fatal(out, err)
		}
		file, err := os.ReadFile(out[0])
		if err != nil {
			t.Fatal(err)
		}
		p, x := samples(t, file)
		c.want.CompressionName = p.CompressionName
		// A doubled rate starts with the half of the first frame.
		if c.want.Rate == 16000 {
			if len(x) < 18 {
				t.Fatalf("audioconv %s: %d samples", c.args, len(x))
			}
		}
		if p != c.want || !slices.Equal(x, c.x) {
			t.Errorf("audioconv %s: %+v, %v; want %+v, %v", c.args, p, x, c.want, c.x)
		}
	}
}

// A pipe gets a file of unknown length.
func TestPipe(t *testing.T) {
	for _, format := range []string{"wav", "aiff", "au"} {
		var stdout bytes.Buffer
		var stderr strings.Builder
		if status := run([]string{"-", "-", "-format", format}, bytes.NewReader(stereo(t)), &stdout, &stderr); status != 0 {
			t.Errorf("%s: status %d, %s", format, status, stderr.String())
			continue
		}
		p, x := samples(t, stdout.Bytes())
		if p.Frames != -1 || len(x) != 10 || x[9] != -1000 {
			t.Errorf("%s: %+v, %v", format, p, x)
		}
	}
}

func TestErrors(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.WriteFile("in.wav", stereo(t), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("cut.wav", stereo(t)[:52], 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args, stderr string
		status       int
	}{
		{"", "audioconv: want two files, IN and OUT, not 0\n", 2},
		{"in.wav", "audioconv: want two files, IN and OUT, not 1\n", 2},
		{"in.wav out.mp3", "audioconv: the format of \"out.mp3\" is not known: name it with -format\n", 2},
		{"in.wav -", "audioconv: the format of \"-\" is not known: name it with -format\n", 2},
		{"in.wav out.wav -rate 0", "audioconv: invalid value \"0\" for flag -rate: want a whole number from 1 to 2147483647\n", 2},
		{"in.wav out.wav -width x", "audioconv: invalid value \"x\" for flag -width: want a whole number from 1 to 4\n", 2},
		{"in.wav out.wav -law mu", "audioconv: invalid value \"mu\" for flag -law: want ulaw or alaw\n", 2},
		{"in.wav out.wav -law ulaw -width 3", "audioconv: samples of -law have a -width of 2, and are not -float\n", 2},
		{"in.wav out.wav -float -width 3", "audioconv: samples of -float have a -width of 4\n", 2},
		{"in.wav ./in.wav", "audioconv: in.wav and ./in.wav are the same file\n", 1},
		{"nosuch.wav out.wav", "audioconv: open nosuch.wav: no such file or directory\n", 1},
		{"cut.wav out.wav", "audioconv: cut.wav: wav: \"data\" chunk, offset 52: file is truncated (unexpected EOF)\n", 1},
		{"- out.wav", "audioconv: -: audiofmt: offset 0: file is truncated (unexpected EOF)\n", 1},
	} {
		var stdout, stderr strings.Builder
		status := run(strings.Fields(c.args), strings.NewReader(""), &stdout, &stderr)
		if stdout.Len() > 0 || stderr.String() != c.stderr || status != c.status {
			t.Errorf("audioconv %s: %q, %q, status %d; want %q, status %d", c.args, stdout.String(), stderr.String(), status, c.stderr, c.status)
		}
	}
	// What there was of the file that was cut is converted.
	file, err := os.ReadFile("out.wav")
	if err != nil {
		t.Fatal(err)
	}
	if p, x := samples(t, file); p.Frames != 2 || x[3] != 400 {
		t.Errorf("of a file cut short: %+v, %v", p, x)
	}
	if got, err := os.ReadFile("in.wav"); err != nil || !bytes.Equal(got, stereo(t)) {
		t.Errorf("the input was changed: %v", err)
	}
	var stdout strings.Builder
	if status := run([]string{"-h"}, nil, &stdout, io.Discard); status != 0 || stdout.String() != usage+"\n" {
		t.Errorf("audioconv -h: %q, status %d", stdout.String(), status)
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteError(t *testing.T) {
	var stderr strings.Builder
	status := run([]string{"-", "-", "-format", "wav"}, bytes.NewReader(stereo(t)), failingWriter{}, &stderr)
	if status != 1 || stderr.String() != "audioconv: disk full\n" {
		t.Errorf("status %d, %q; want 1 and the error", status, stderr.String())
	}
}

func TestBar(t *testing.T) {
	var out strings.Builder
	b := bar{w: &out, total: 4}
	b.add(1)
	b.add(0)
	b.add(3)
	b.end()
	want := "\r[" + strings.Repeat("#", 10) + strings.Repeat(".", 30) + "]  25 %\r[" + strings.Repeat("#", 40) + "] 100 %\n"
	if out.String() != want {
		t.Errorf("bar printed %q, want %q", out.String(), want)
	}
	out.Reset()
	b = bar{w: &out, total: -1}
	b.add(5)
	b.end()
	if out.String() != "\r5 frames\n" {
		t.Errorf("bar of unknown length printed %q", out.String())
	}
	(&bar{total: 5}).add(3) // nowhere
}
