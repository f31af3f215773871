// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"bytes"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"py34.example/audiofmt"
	"py34.example/audiofmt/aiff"
	"py34.example/audiofmt/au"
	"py34.example/audiofmt/wav"
)

// square is half a second of a square wave at half of full scale.
func square() []float64 {
	x := make([]float64, 4000)
	for i := range x {
		x[i] = 0.5
		if i/20%2 == 0 {
			x[i] = -0.5
		}
	}
	return x
}

type writer interface {
	WriteFloat64([]float64) (int, error)
	Close() error
}

func file(t *testing.T, ext string) []byte {
	t.Helper()
	var buf bytes.Buffer
	var w writer
	var err error
	p := audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}
	switch ext {
	case "wav":
		w, err = wav.NewWriter(&buf, p, wav.Options{Info: []wav.Tag{{ID: "INAM", Text: "Spam"}}})
	case "aiff":
		p.Compression = "ulaw"
		m := aiff.Metadata{Author: "Monty", Markers: []aiff.Marker{{ID: 1, Pos: 5, Name: "in"}}}
		w, err = aiff.NewWriter(&buf, p, aiff.Options{Metadata: m})
	case "au":
		p.Width = 4
		w, err = au.NewWriter(&buf, p, au.Options{Float: true, Annotation: "eggs"})
	}
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.WriteFloat64(square()); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestRun(t *testing.T) {
	dir := t.TempDir()
	for _, ext := range []string{"wav", "aiff", "au"} {
		if err := os.WriteFile(filepath.Join(dir, "a."+ext), file(t, ext), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "cut.wav"), file(t, "wav")[:4000], 0o666); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	const levels = "  peak        -6.0 dB\n  RMS         -6.0 dB\n"
	wavInfo := "  format      WAV\n  channels    1\n  samples     integers of 16 bits\n  rate        8000 Hz\n  frames      4000\n  time        500ms\n  INAM        \"Spam\"\n"
	for _, c := range []struct {
		args           string
		stdin          []byte
		stdout, stderr string
		status         int
	}{
		{"a.wav", nil, "a.wav:\n" + wavInfo + levels, "", 0},
		{"-quiet -", file(t, "wav"), "-:\n" + wavInfo, "", 0},
		{"a.aiff -quiet", nil, "a.aiff:\n  format      AIFF-C\n  channels    1\n  samples     integers of 16 bits\n  compression ulaw (CCITT G.711 u-law)\n" +
			"  rate        8000 Hz\n  frames      4000\n  time        500ms\n  author      \"Monty\"\n  marker 1    5 \"in\"\n", "", 0},
		{"a.au", nil, "a.au:\n  format      Au\n  channels    1\n  samples     floats of 32 bits\n  rate        8000 Hz\n  frames      not said\n  annotation  \"eggs\"\n" + levels, "", 0},
		{"cut.wav nosuch.wav", nil, "cut.wav:\n" + wavInfo + levels,
			"audioinfo: cut.wav: wav: \"data\" chunk, offset 4000: file is truncated (unexpected EOF)\naudioinfo: nosuch.wav: no such file or directory\n", 1},
		{"-", []byte("OggS and so on"), "", "audioinfo: -: audiofmt: offset 0: unknown format, begins with \"OggS and so \": not supported (unsupported operation)\n", 1},
		{"", nil, "", "audioinfo: no file is named\n", 2},
		{"-loud a.wav", nil, "", "audioinfo: flag provided but not defined: -loud\n", 2},
		{"-waveform x.png a.wav a.au", nil, "", "audioinfo: -waveform draws one file, which is read\n", 2},
		{"-h", nil, usage + "\n", "", 0},
	} {
		var stdout, stderr strings.Builder
		status := run(strings.Fields(c.args), bytes.NewReader(c.stdin), &stdout, &stderr)
		if stdout.String() != c.stdout || stderr.String() != c.stderr || status != c.status {
			t.Errorf("audioinfo %s: %q, %q, status %d; want %q, %q, status %d",
				c.args, stdout.String(), stderr.String(), status, c.stdout, c.stderr, c.status)
		}
	}
}

func TestWaveform(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.png")
	var stdout, stderr strings.Builder
	if status := run([]string{"-", "-waveform", name}, bytes.NewReader(file(t, "wav")), &stdout, &stderr); status != 0 {
		t.Fatalf("status %d: %s", status, stderr.String())
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != width || b.Dy() != height {
		t.Errorf("picture of %v", b)
	}
	dark := 0
	for y := range height {
		if r, _, _, _ := img.At(500, y).RGBA(); r < 0x8000 {
			dark++
		}
	}
	if dark < height/4-2 || dark > height/2+2 {
		t.Errorf("%d of %d points of a column are dark", dark, height)
	}
}

// A long file is drawn from no more than maxSpans spans.
func TestMeter(t *testing.T) {
	var m meter
	for i := range 5*maxSpans + 7 {
		m.add(math.Sin(float64(i)))
	}
	m.add(2)
	if len(m.spans) > maxSpans || m.peak != 2 || m.n != 5*maxSpans+8 {
		t.Errorf("%d spans, peak %v, %d samples", len(m.spans), m.peak, m.n)
	}
	columns := m.columns(10)
	if columns[9].most != 2 || columns[0].most < 0.99 || columns[0].most > 1 || columns[5].least > -0.99 {
		t.Errorf("columns %v", columns)
	}
	if got := (&meter{}).columns(3); len(got) != 3 || got[0] != (span{}) {
		t.Errorf("columns of nothing: %v", got)
	}
}
