// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Audioconv converts between WAV, AIFF and Au files.
//
// Usage:
//
//	audioconv IN OUT [-rate HZ] [-width BYTES] [-mono] [-law ulaw|alaw] [-float] [-format wav|aiff|au]
//
// IN and OUT may be -, the standard input and output, pipes included. The format
// of OUT is told by the end of its name, .wav, .aif, .aiff, .aifc, .au or .snd,
// or by -format. What is not asked for stays as it is in IN; samples go
// through 32-bit integers. While a terminal watches, the progress is shown on
// the standard error.
package main

import (
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"py34.example/audiofmt"
	"py34.example/audiofmt/aiff"
	"py34.example/audiofmt/au"
	"py34.example/audiofmt/pcm"
	"py34.example/audiofmt/wav"
)

const usage = "usage: audioconv IN OUT [-rate HZ] [-width BYTES] [-mono] [-law ulaw|alaw] [-float] [-format wav|aiff|au]"

func main() {
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main with its surroundings. It returns the exit status: 0, 1 for
// trouble with files, 2 for arguments that make no sense.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	o, err := parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "audioconv:", err)
		return 2
	}
	if err := o.convert(stdin, stdout, watched(stderr)); err != nil {
		fmt.Fprintln(stderr, "audioconv:", err)
		return 1
	}
	return 0
}

// watched returns w if it is a terminal, and nil otherwise.
func watched(w io.Writer) io.Writer {
	if f, ok := w.(*os.File); ok {
		if fi, err := f.Stat(); err == nil && fi.Mode()&os.ModeCharDevice != 0 {
			return w
		}
	}
	return nil
}

// options are what the arguments ask for.
type options struct {
	in, out string
	format  string
	rate    int // 0: as it is
	width   int // 0: as it is
	mono    bool
	law     string
	float   bool
}

var formats = map[string]string{
	".wav": "wav", ".wave": "wav", ".aif": "aiff", ".aiff": "aiff", ".aifc": "aiff", ".au": "au", ".snd": "au",
}

func parse(args []string) (o options, err error) {
	fs := flag.NewFlagSet("audioconv", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Func("rate", "", number(&o.rate, math.MaxInt32))
	fs.Func("width", "", number(&o.width, 4))
	fs.BoolVar(&o.mono, "mono", false, "")
	fs.BoolVar(&o.float, "float", false, "")
	fs.Func("law", "", oneOf(&o.law, "ulaw", "alaw"))
	fs.Func("format", "", oneOf(&o.format, "wav", "aiff", "au"))
	var files []string
	for { // flags may stand among the files
		if err := fs.Parse(args); err != nil {
			return o, err
		}
		if fs.NArg() == 0 {
			break
		}
		files = append(files, fs.Arg(0))
		args = fs.Args()[1:]
	}
	if len(files) != 2 {
		return o, fmt.Errorf("want two files, IN and OUT, not %d", len(files))
	}
	o.in, o.out = files[0], files[1]
	if o.format == "" {
		if o.format = formats[strings.ToLower(filepath.Ext(o.out))]; o.format == "" {
			return o, fmt.Errorf("the format of %q is not known: name it with -format", o.out)
		}
	}
	if o.law != "" && (o.float || o.width != 0 && o.width != 2) {
		return o, errors.New("samples of -law have a -width of 2, and are not -float")
	}
	if o.float && o.width != 0 && o.width != 4 {
		return o, errors.New("samples of -float have a -width of 4")
	}
	return o, nil
}

// number returns a flag's function that takes a number from 1 to most.
func number(p *int, most int) func(string) error {
	return func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > most {
			return fmt.Errorf("want a whole number from 1 to %d", most)
		}
		*p = n
		return nil
	}
}

func oneOf(p *string, words ...string) func(string) error {
	return func(s string) error {
		if slices.Contains(words, s) {
			*p = s
			return nil
		}
		return errors.New("want " + strings.Join(words, " or "))
	}
}

// convert opens the files. An output that could not be finished is removed.
func (o options) convert(stdin io.Reader, stdout, progress io.Writer) (err error) {
	src := stdin
	var in *os.File
	if o.in != "-" {
		if in, err = os.Open(o.in); err != nil {
			return err
		}
		defer in.Close()
		src = in
	}
	r, err := audiofmt.Open(src)
	if err != nil {
		return fmt.Errorf("%s: %w", o.in, err)
	}
	if o.out == "-" {
		return o.copy(stdout, r, progress)
	}
	if in != nil && same(in, o.out) {
		return fmt.Errorf("%s and %s are the same file", o.in, o.out)
	}
	out, err := os.Create(o.out)
	if err != nil {
		return err
	}
	err = o.copy(out, r, progress)
	if closeErr := out.Close(); err == nil {
		err = closeErr
	}
	if err != nil && !errors.Is(err, audiofmt.ErrTruncated) {
		os.Remove(o.out)
	}
	return err
}

func same(f *os.File, name string) bool {
	a, err := f.Stat()
	if err != nil {
		return false
	}
	b, err := os.Stat(name)
	return err == nil && os.SameFile(a, b)
}

// A writer is what the writers of all formats can do here.
type writer interface {
	WriteInt32([]int32) (int, error)
	Close() error
}

// output returns a writer for samples of the given parameters. The length is
// not known yet: if it can be filled in later, it will be.
func (o options) output(w io.Writer, p audiofmt.Params) (writer, error) {
	switch o.format {
	case "wav":
		return wav.NewWriter(w, p, wav.Options{UnknownLength: true, Float: o.float})
	case "aiff":
		if o.float {
			p.Compression = "fl32"
		}
		return aiff.NewWriter(w, p, aiff.Options{UnknownLength: true})
	default:
		return au.NewWriter(w, p, au.Options{UnknownLength: true, Float: o.float})
	}
}

// params returns the parameters of the output.
func (o options) params(in audiofmt.Params) audiofmt.Params {
	p := audiofmt.Params{Channels: in.Channels, Width: min(in.Width, 4), Rate: in.Rate, Compression: o.law}
	if o.rate != 0 {
		p.Rate = float64(o.rate)
	}
	switch {
	case o.law != "":
		p.Width = 2
	case o.float:
		p.Width = 4
	case o.width != 0:
		p.Width = o.width
	}
	if o.mono {
		p.Channels = 1
	}
	return p
}

const atATime = 8192 // frames

// copy converts all samples. If the input ends early, what is there is converted,
// and the error comes after that.
func (o options) copy(dst io.Writer, r audiofmt.Reader, progress io.Writer) error {
	in := r.Params()
	if o.rate != 0 && !(in.Rate >= 1 && in.Rate <= math.MaxInt32) {
		return fmt.Errorf("%s: cannot convert the rate %v", o.in, in.Rate)
	}
	p := o.params(in)
	w, err := o.output(dst, p)
	if err != nil {
		return err
	}
	rate := pcm.Ratecv{Width: 4, Channels: p.Channels, InRate: int(math.Round(in.Rate)), OutRate: o.rate}
	bar := bar{w: progress, total: in.Frames}
	samples := make([]int32, atATime*in.Channels)
	var buf, converted []byte
	for {
		n, readErr := r.ReadInt32(samples)
		x := samples[:n]
		if o.mono {
			x = mix(x, in.Channels)
		}
		if o.rate != 0 && n > 0 {
			buf = appendBytes(buf[:0], x)
			if converted, err = rate.Append(converted[:0], buf); err != nil {
				return err
			}
			x = fromBytes(converted)
		}
		if _, err := w.WriteInt32(x); err != nil {
			return err
		}
		bar.add(int64(n / in.Channels))
		if readErr == nil {
			continue
		}
		bar.end()
		if err := w.Close(); err != nil {
			return err
		}
		if readErr == io.EOF {
			return nil
		}
		return fmt.Errorf("%s: %w", o.in, readErr)
	}
}

// mix returns the averages of the frames, in the same memory.
func mix(x []int32, channels int) []int32 {
	for i := range len(x) / channels {
		sum := int64(0)
		for _, v := range x[i*channels : (i+1)*channels] {
			sum += int64(v)
		}
		x[i] = int32(sum / int64(channels))
	}
	return x[:len(x)/channels]
}

func appendBytes(b []byte, x []int32) []byte {
	for _, v := range x {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	return b
}

func fromBytes(b []byte) []int32 {
	x := make([]int32, len(b)/4)
	for i := range x {
		x[i] = int32(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return x
}

// A bar shows how much is done, on a terminal.
type bar struct {
	w           io.Writer // nil: nowhere
	done, total int64     // frames; a total of -1 is not known
	shown       string
}

func (b *bar) add(n int64) {
	b.done += n
	b.show()
}

func (b *bar) show() {
	if b.w == nil {
		return
	}
	s := fmt.Sprintf("%d frames", b.done)
	if b.total > 0 {
		const length = 40
		part := min(float64(b.done)/float64(b.total), 1)
		full := int(part * length)
		s = fmt.Sprintf("[%s%s] %3.0f %%", strings.Repeat("#", full), strings.Repeat(".", length-full), 100*part)
	}
	if s != b.shown {
		b.shown = s
		fmt.Fprint(b.w, "\r", s)
	}
}

func (b *bar) end() {
	if b.w != nil {
		fmt.Fprintln(b.w)
	}
}
