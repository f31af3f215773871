// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Tone writes a chord as a WAV, AIFF or Au file.
//
// Usage:
//
//	tone [-seconds S] [-rate HZ] [-width BYTES] [-format wav|aiff|au] FILE [NOTE...]
//
// A NOTE is a name such as A4, C#5 or Eb3, or a number of hertz; without any the
// chord is C major. A FILE of - is the standard output, which may be a pipe:
//
//	tone -format au - A4 C#5 E5 | ffplay -
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"py34.example/audiofmt"
	"py34.example/audiofmt/aiff"
	"py34.example/audiofmt/au"
	"py34.example/audiofmt/wav"
)

const usage = "usage: tone [-seconds S] [-rate HZ] [-width BYTES] [-format wav|aiff|au] FILE [NOTE...]"

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is main with its surroundings. It returns the exit status: 0, 1 for
// trouble with files, 2 for arguments that make no sense.
func run(args []string, stdout, stderr io.Writer) int {
	s, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "tone:", err)
		return 2
	}
	if err := s.create(stdout); err != nil {
		fmt.Fprintln(stderr, "tone:", err)
		return 1
	}
	return 0
}

// A sound is what the arguments ask for.
type sound struct {
	file    string
	format  string
	seconds float64
	rate    float64
	width   int
	hertz   []float64
}

var formats = map[string]string{".wav": "wav", ".aif": "aiff", ".aiff": "aiff", ".au": "au", ".snd": "au"}

func parse(args []string) (s sound, err error) {
	fs := flag.NewFlagSet("tone", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Float64Var(&s.seconds, "seconds", 1, "")
	fs.Float64Var(&s.rate, "rate", 44100, "")
	fs.IntVar(&s.width, "width", 2, "")
	fs.StringVar(&s.format, "format", "", "")
	var words []string
	for { // flags may stand among the notes
		if err := fs.Parse(args); err != nil {
			return s, err
		}
		if fs.NArg() == 0 {
			break
		}
		words = append(words, fs.Arg(0))
		args = fs.Args()[1:]
	}
	if len(words) == 0 {
		return s, errors.New("no file is named")
	}
	s.file = words[0]
	notes := words[1:]
	if len(notes) == 0 {
		notes = []string{"C4", "E4", "G4"}
	}
	for _, n := range notes {
		hz, err := frequency(n)
		if err != nil {
			return s, err
		}
		s.hertz = append(s.hertz, hz)
	}
	if s.format == "" {
		s.format = formats[strings.ToLower(filepath.Ext(s.file))]
	}
	return s, s.check()
}

func (s sound) check() error {
	switch {
	case s.format != "wav" && s.format != "aiff" && s.format != "au":
		return fmt.Errorf("the format %q of %q is not known: -format is wav, aiff or au", s.format, s.file)
	case !(s.seconds >= 0 && s.seconds <= 3600):
		return fmt.Errorf("-seconds %v: want 0 to 3600", s.seconds)
	case !(s.rate >= 1 && s.rate <= 1e6):
		return fmt.Errorf("-rate %v: want 1 to 1000000", s.rate)
	case s.width < 1 || s.width > 4:
		return fmt.Errorf("-width %d: want 1 to 4", s.width)
	}
	return nil
}

var noteName = regexp.MustCompile(`^([A-Ga-g])([#b]?)(-?[0-9])$`)

// frequency returns the frequency of a note in equal temperament, A4 at 440 Hz.
func frequency(note string) (float64, error) {
	if m := noteName.FindStringSubmatch(note); m != nil {
		semitone := map[string]int{"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}[strings.ToUpper(m[1])]
		semitone += map[string]int{"#": 1, "b": -1}[m[2]]
		octave, _ := strconv.Atoi(m[3])
		return 440 * math.Exp2(float64(semitone-9)/12+float64(octave-4)), nil
	}
	hz, err := strconv.ParseFloat(note, 64)
	if err != nil || !(hz > 0) || math.IsInf(hz, 1) {
		return 0, fmt.Errorf("bad note %q: want one such as A4 or C#5, or a number of hertz", note)
	}
	return hz, nil
}

func (s sound) create(stdout io.Writer) error {
	if s.file == "-" {
		return s.write(stdout)
	}
	f, err := os.Create(s.file)
	if err != nil {
		return err
	}
	if err := s.write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

// write writes the file. Its length is known from the start: pipes get it too.
func (s sound) write(dst io.Writer) error {
	frames := int64(math.Round(s.seconds * s.rate))
	p := audiofmt.Params{Channels: 1, Width: s.width, Rate: s.rate}
	var w interface {
		WriteFloat64([]float64) (int, error)
		Close() error
	}
	var err error
	switch s.format {
	case "wav":
		w, err = wav.NewWriter(dst, p, wav.Options{Frames: frames})
	case "aiff":
		w, err = aiff.NewWriter(dst, p, aiff.Options{Frames: frames})
	case "au":
		w, err = au.NewWriter(dst, p, au.Options{Frames: frames})
	}
	if err != nil {
		return err
	}
	buf := make([]float64, 4096)
	for at := int64(0); at < frames; {
		x := buf[:min(int64(len(buf)), frames-at)]
		for i := range x {
			x[i] = s.sample(at+int64(i), frames)
		}
		if _, err := w.WriteFloat64(x); err != nil {
			return err
		}
		at += int64(len(x))
	}
	return w.Close()
}

// sample returns the sum of the tones, which fade in and out within 10 ms so that
// there is no click.
func (s sound) sample(i, frames int64) float64 {
	t := float64(i) / s.rate
	sum := 0.0
	for _, hz := range s.hertz {
		sum += math.Sin(2 * math.Pi * hz * t)
	}
	fade := min(1, t/0.01, float64(frames-1-i)/s.rate/0.01)
	return 0.8 * fade * sum / float64(len(s.hertz))
}
