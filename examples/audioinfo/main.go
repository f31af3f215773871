// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Audioinfo prints what WAV, AIFF and Au files say of themselves, and how loud
// they are.
//
// Usage:
//
//	audioinfo [-waveform FILE.png] [-quiet] FILE...
//
// A FILE of - is the standard input. The levels are those of the loudest sample
// and the root of the mean of squares, in decibels below full scale; -quiet leaves
// them out, and does not read the samples. With -waveform the waveform of the
// one file is drawn.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"time"

	"py34.example/audiofmt"
	"py34.example/audiofmt/aiff"
	"py34.example/audiofmt/au"
	"py34.example/audiofmt/wav"
)

const usage = "usage: audioinfo [-waveform FILE.png] [-quiet] FILE..."

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main with its surroundings. It returns the exit status: 0, 1 for
// trouble with files, 2 for arguments that make no sense.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var waveform string
	var quiet bool
	fs := flag.NewFlagSet("audioinfo", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&waveform, "waveform", "", "")
	fs.BoolVar(&quiet, "quiet", false, "")
	files, err := parse(fs, args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err == nil && len(files) == 0:
		err = errors.New("no file is named")
	case err == nil && waveform != "" && (len(files) > 1 || quiet):
		err = errors.New("-waveform draws one file, which is read")
	}
	if err != nil {
		fmt.Fprintln(stderr, "audioinfo:", err)
		return 2
	}

	out := bufio.NewWriter(stdout)
	status := 0
	for _, name := range files {
		if err := show(out, name, stdin, quiet, waveform); err != nil {
			out.Flush()
			fmt.Fprintf(stderr, "audioinfo: %s: %v\n", name, err)
			status = 1
		}
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(stderr, "audioinfo:", err)
		status = 1
	}
	return status
}

// parse parses flags among files.
func parse(fs *flag.FlagSet, args []string) (files []string, err error) {
	for {
		if err := fs.Parse(args); err != nil || fs.NArg() == 0 {
			return files, err
		}
		files = append(files, fs.Arg(0))
		args = fs.Args()[1:]
	}
}

func show(w io.Writer, name string, stdin io.Reader, quiet bool, waveform string) error {
	src := stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return errors.Unwrap(err) // the name is said by the caller
		}
		defer f.Close()
		src = f
	}
	r, err := audiofmt.Open(src)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s:\n", name)
	showParams(w, r)
	showMetadata(w, r)
	if quiet {
		return nil
	}
	var m meter
	readErr := m.read(r)
	m.show(w)
	if waveform != "" && readErr == nil {
		return draw(waveform, m.columns(width))
	}
	return readErr
}

func showParams(w io.Writer, r audiofmt.Reader) {
	p := r.Params()
	line := func(key, format string, args ...any) {
		fmt.Fprintf(w, "  %-12s%s\n", key, fmt.Sprintf(format, args...))
	}
	kind := "integers"
	switch r := r.(type) {
	case *wav.Reader:
		f := r.Format()
		line("format", "WAV")
		if r.Float() {
			kind = "floats"
		}
		if f.ChannelMask != 0 {
			defer line("speakers", "%#x", f.ChannelMask)
		}
	case *aiff.Reader:
		line("format", "%s", map[bool]string{false: "AIFF", true: "AIFF-C"}[r.AIFC()])
		if r.Float() {
			kind = "floats"
		}
	case *au.Reader:
		line("format", "Au")
		if r.Float() {
			kind = "floats"
		}
	}
	line("channels", "%d", p.Channels)
	line("samples", "%s of %d bits", kind, 8*p.Width)
	if p.Compression != "NONE" {
		line("compression", "%s (%s)", p.Compression, p.CompressionName)
	}
	line("rate", "%v Hz", p.Rate)
	if p.Frames < 0 {
		line("frames", "not said")
		return
	}
	line("frames", "%d", p.Frames)
	if p.Rate > 0 {
		line("time", "%v", time.Duration(float64(p.Frames)/p.Rate*1e9).Round(time.Millisecond))
	}
}

func showMetadata(w io.Writer, r audiofmt.Reader) {
	line := func(key, text string) {
		if text != "" {
			fmt.Fprintf(w, "  %-12s%q\n", key, text)
		}
	}
	switch r := r.(type) {
	case *wav.Reader:
		for _, t := range r.Info() {
			line(t.ID, t.Text)
		}
	case *aiff.Reader:
		m := r.Metadata()
		line("name", m.Name)
		line("author", m.Author)
		line("copyright", m.Copyright)
		for _, s := range m.Annotations {
			line("annotation", s)
		}
		for _, c := range m.Comments {
			line("comment", c.Text)
		}
		for _, k := range m.Markers {
			fmt.Fprintf(w, "  marker %-5d%d %q\n", k.ID, k.Pos, k.Name)
		}
	case *au.Reader:
		line("annotation", r.Annotation())
	}
}

// A meter measures samples, and keeps their extremes for a picture: in at most
// maxSpans spans of equal length, which is doubled when there are more.
type meter struct {
	peak    float64
	squares float64
	n       int64
	spans   []span
	length  int64 // samples in a span
	filled  int64 // in the last
}

type span struct{ least, most float64 }

const maxSpans = 1 << 16

func (m *meter) read(r audiofmt.Reader) error {
	buf := make([]float64, 4096*r.Params().Channels)
	for {
		n, err := r.ReadFloat64(buf)
		for _, x := range buf[:n] {
			m.add(x)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func (m *meter) add(x float64) {
	m.peak = max(m.peak, math.Abs(x))
	m.squares += x * x
	m.n++
	if m.length == 0 {
		m.length = 1
	}
	if len(m.spans) == 0 || m.filled == m.length {
		if len(m.spans) == maxSpans {
			m.halve()
		} else {
			m.spans = append(m.spans, span{x, x})
			m.filled = 0
		}
	}
	last := &m.spans[len(m.spans)-1]
	last.least, last.most = min(last.least, x), max(last.most, x)
	m.filled++
}

// halve joins pairs of spans.
func (m *meter) halve() {
	for i := range maxSpans / 2 {
		a, b := m.spans[2*i], m.spans[2*i+1]
		m.spans[i] = span{min(a.least, b.least), max(a.most, b.most)}
	}
	m.spans = append(m.spans[:maxSpans/2], span{})
	m.length *= 2
	m.filled = 0
	m.spans[len(m.spans)-1] = span{math.Inf(1), math.Inf(-1)}
}

func (m *meter) show(w io.Writer) {
	if m.n > 0 {
		fmt.Fprintf(w, "  %-12s%s\n", "peak", decibels(m.peak))
		fmt.Fprintf(w, "  %-12s%s\n", "RMS", decibels(math.Sqrt(m.squares/float64(m.n))))
	}
}

func decibels(x float64) string {
	if x == 0 {
		return "silence"
	}
	return fmt.Sprintf("%.1f dB", 20*math.Log10(x))
}

// columns returns n spans that cover all.
func (m *meter) columns(n int) []span {
	columns := make([]span, n)
	for i := range columns {
		lo, hi := i*len(m.spans)/n, (i+1)*len(m.spans)/n
		for _, s := range m.spans[lo:max(hi, min(lo+1, len(m.spans)))] {
			columns[i].least, columns[i].most = min(columns[i].least, s.least), max(columns[i].most, s.most)
		}
	}
	return columns
}

const (
	width  = 1000 // of the picture
	height = 201
)

// draw writes a picture of one column for each span.
func draw(name string, columns []span) error {
	img := image.NewPaletted(image.Rect(0, 0, len(columns), height), color.Palette{color.White, color.RGBA{0x20, 0x60, 0xa0, 0xff}})
	row := func(x float64) int {
		return int(math.Round((1 - min(max(x, -1), 1)) / 2 * (height - 1)))
	}
	for i, c := range columns {
		for y := row(c.most); y <= row(c.least); y++ {
			img.SetColorIndex(i, y, 1)
		}
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := png.Encode(f, img); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
