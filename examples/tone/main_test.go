// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"py34.example/audiofmt"
	"py34.example/audiofmt/pcm"
)

func TestFrequency(t *testing.T) {
	for _, c := range []struct {
		note string
		want float64
	}{
		{"A4", 440}, {"a4", 440}, {"A5", 880}, {"C4", 261.6256}, {"C#4", 277.1826}, {"Db4", 277.1826}, {"B3", 246.9417}, {"Cb4", 246.9417},
		{"A-1", 13.75}, {"100", 100}, {"12.5", 12.5},
	} {
		if got, err := frequency(c.note); err != nil || math.Abs(got-c.want) > 1e-4 {
			t.Errorf("frequency(%q) = %v, %v; want %v", c.note, got, err, c.want)
		}
	}
	for _, note := range []string{"", "H4", "A", "A10", "0", "-5", "NaN", "Inf", "C##4"} {
		if got, err := frequency(note); err == nil || !strings.Contains(err.Error(), "bad note") {
			t.Errorf("frequency(%q) = %v, %v; want an error", note, got, err)
		}
	}
}

// The tone of a file crosses zero as often as it should, and is as loud.
func TestFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.wav", "a.aiff", "a.au", "a.snd"} {
		path := filepath.Join(dir, name)
		var stdout, stderr strings.Builder
		if status := run([]string{"-seconds", "0.5", path, "1000", "-rate", "8000", "-width", "3"}, &stdout, &stderr); status != 0 {
			t.Errorf("%s: status %d, %s", name, status, stderr.String())
			continue
		}
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		testTone(t, name, f)
		f.Close()
	}
}

func TestPipe(t *testing.T) {
	for _, format := range []string{"wav", "aiff", "au"} {
		var stdout bytes.Buffer
		if status := run([]string{"-format", format, "-seconds", "0.5", "-rate", "8000", "-width=3", "-", "1000"}, &stdout, io.Discard); status != 0 {
			t.Errorf("%s: status %d", format, status)
		}
		testTone(t, format, &stdout)
	}
}

func testTone(t *testing.T, name string, file io.Reader) {
	t.Helper()
	r, err := audiofmt.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	if p := r.Params(); p.Channels != 1 || p.Width != 3 || p.Rate != 8000 || p.Frames != 4000 {
		t.Errorf("%s: %+v", name, p)
	}
	x := make([]int16, 5000)
	n, err := r.ReadInt16(x)
	if n != 4000 || err != nil {
		t.Fatalf("%s: %d samples, %v", name, n, err)
	}
	var b []byte
	for _, v := range x[:n] {
		b = binary.LittleEndian.AppendUint16(b, uint16(v))
	}
	crossings, err := pcm.Cross(b, 2)
	if err != nil || crossings < 995 || crossings > 1005 {
		t.Errorf("%s: %d zero crossings, %v; want about 1000", name, crossings, err)
	}
	peak, err := pcm.Max(b, 2)
	if err != nil || peak < 26000 || peak > 26300 || x[0] != 0 || x[n-1] != 0 {
		t.Errorf("%s: peak %d, %v; starts with %d, ends with %d", name, peak, err, x[0], x[n-1])
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		args, stderr string
		status       int
	}{
		{"", "tone: no file is named\n", 2},
		{"-", "tone: the format \"\" of \"-\" is not known: -format is wav, aiff or au\n", 2},
		{"a.mp3", "tone: the format \"\" of \"a.mp3\" is not known: -format is wav, aiff or au\n", 2},
		{"-format mp3 -", "tone: the format \"mp3\" of \"-\" is not known: -format is wav, aiff or au\n", 2},
		{"a.wav X4", "tone: bad note \"X4\": want one such as A4 or C#5, or a number of hertz\n", 2},
		{"a.wav -seconds -1", "tone: -seconds -1: want 0 to 3600\n", 2},
		{"a.wav -seconds NaN", "tone: -seconds NaN: want 0 to 3600\n", 2},
		{"a.wav -rate 0", "tone: -rate 0: want 1 to 1000000\n", 2},
		{"a.wav -width 5", "tone: -width 5: want 1 to 4\n", 2},
		{"a.wav -rate x", "tone: invalid value \"x\" for flag -rate: parse error\n", 2},
		{"nosuch/a.wav", "tone: open nosuch/a.wav: no such file or directory\n", 1},
	} {
		var stdout, stderr strings.Builder
		status := run(strings.Fields(c.args), &stdout, &stderr)
		if stdout.Len() > 0 || stderr.String() != c.stderr || status != c.status {
			t.Errorf("tone %s: %q, %q, status %d; want %q, status %d", c.args, stdout.String(), stderr.String(), status, c.stderr, c.status)
		}
	}
	var stdout strings.Builder
	if status := run([]string{"-h"}, &stdout, io.Discard); status != 0 || stdout.String() != usage+"\n" {
		t.Errorf("tone -h: %q, status %d", stdout.String(), status)
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteError(t *testing.T) {
	var stderr strings.Builder
	if status := run([]string{"-format", "au", "-"}, failingWriter{}, &stderr); status != 1 || stderr.String() != "tone: disk full\n" {
		t.Errorf("status %d, %q; want 1 and the error", status, stderr.String())
	}
}
