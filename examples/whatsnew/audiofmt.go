// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"

	"py34.example/audiofmt"
	"py34.example/audiofmt/aiff"
	"py34.example/audiofmt/au"
	"py34.example/audiofmt/pcm"
	"py34.example/audiofmt/wav"
)

// An audioWriter is what the writers of all formats can do here.
type audioWriter interface {
	io.Writer
	Close() error
}

// writeAudio returns the file that writing each piece makes, or says what went
// wrong. The writers go back to the header when they are closed, as Python's do;
// here the file fits what they hold back.
func writeAudio[W audioWriter](w io.Writer, file *bytes.Buffer, open func(io.Writer) (W, error), pieces ...string) []byte {
	f, err := open(file)
	if err == nil {
		for _, p := range pieces {
			if _, err = io.WriteString(f, p); err != nil {
				break
			}
		}
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}
	if err != nil {
		fmt.Fprintln(w, err)
	}
	return file.Bytes()
}

// showAudio prints the parameters and the frames of a file, as Python does with
// the named tuple of the given name.
func showAudio(w io.Writer, file []byte, tuple string, quote func(string) string) {
	r, err := audiofmt.Open(bytes.NewReader(file))
	if err != nil {
		fmt.Fprintln(w, err)
		return
	}
	frames, err := io.ReadAll(r)
	if err != nil {
		fmt.Fprintln(w, err)
		return
	}
	p := r.Params()
	fmt.Fprintf(w, "%s(nchannels=%d, sampwidth=%d, framerate=%v, nframes=%d, comptype=%s, compname=%s) %x\n",
		tuple, p.Channels, p.Width, p.Rate, p.Frames, quote(p.Compression), quote(p.CompressionName), frames)
}

func pyBytes(s string) string { return "b" + pyRepr(s) }

var audiofmtTour = []example{{
	name:  "audio_aifc",
	title: "aifc: with statements, params as a tuple, any buffer",
	run: func(w io.Writer) {
		p := audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}
		file := writeAudio(w, new(bytes.Buffer), func(dst io.Writer) (*aiff.Writer, error) {
			return aiff.NewWriter(dst, p, aiff.Options{AIFC: true})
		}, "\x01\x02\x03\x04", "\x05\x06")
		fmt.Fprintf(w, "aifc %d %x\n", len(file), file)
		showAudio(w, file, "_aifc_params", pyBytes)

		file = writeAudio(w, new(bytes.Buffer), func(dst io.Writer) (*aiff.Writer, error) {
			return aiff.NewWriter(dst, p, aiff.Options{})
		}, "\x01\x02")
		fmt.Fprintf(w, "aiff %x\n", file)
	},
}, {
	name:  "audio_sunau",
	title: "sunau: the same, and samples of 24 bits",
	run: func(w io.Writer) {
		p := audiofmt.Params{Channels: 1, Width: 2, Rate: 8000, Compression: "ULAW"} // Python's default
		file := writeAudio(w, new(bytes.Buffer), func(dst io.Writer) (*au.Writer, error) {
			return au.NewWriter(dst, p, au.Options{Frames: 3})
		}, "\x01\x02\x03\x04", "\x05\x06")
		fmt.Fprintf(w, "sunau %d %x\n", len(file), file)
		showAudio(w, file, "_sunau_params", pyRepr)

		p = audiofmt.Params{Channels: 1, Width: 3, Rate: 44100}
		file = writeAudio(w, new(bytes.Buffer), func(dst io.Writer) (*au.Writer, error) {
			return au.NewWriter(dst, p, au.Options{Frames: 2})
		}, "\x01\x02\x03\x04\x05\x06")
		fmt.Fprintf(w, "au24 %x\n", file)
		showAudio(w, file, "_sunau_params", pyRepr)
	},
}, {
	name:  "audio_wave",
	title: "wave: the same",
	run: func(w io.Writer) {
		p := audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}
		file := writeAudio(w, new(bytes.Buffer), func(dst io.Writer) (*wav.Writer, error) {
			return wav.NewWriter(dst, p, wav.Options{})
		}, "\x01\x02\x03\x04", "\x05\x06")
		fmt.Fprintf(w, "wave %d %x\n", len(file), file)
		showAudio(w, file, "_wave_params", pyRepr)
	},
}, {
	name:    "audio_pipe",
	title:   "wave: output that cannot seek",
	differs: "a wrong promise is an error of its own, not an AttributeError",
	run: func(w io.Writer) {
		for _, n := range []int64{2, 1} {
			p := audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}
			var pipe, message bytes.Buffer
			file := writeAudio(&message, &pipe, func(dst io.Writer) (*wav.Writer, error) {
				return wav.NewWriter(dst, p, wav.Options{Frames: n})
			}, "\x01\x02\x03\x04")
			if message.Len() > 0 {
				fmt.Fprintf(w, "promised %d: %s", n, message.Bytes())
			}
			fmt.Fprintf(w, "promised %d: %x\n", n, file)
		}
	},
}, {
	name:  "audio_audioop",
	title: "audioop: byteswap, and what it needs around it",
	run: func(w io.Writer) {
		for width := 1; width <= 4; width++ {
			b := []byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}
			if err := pcm.Byteswap(b, b, width); err != nil {
				fmt.Fprintln(w, err)
			}
			fmt.Fprintf(w, "byteswap %d %x\n", width, b)
		}
		if err := pcm.Byteswap(make([]byte, 3), []byte{1, 2, 3}, 2); errors.Is(err, pcm.ErrLength) {
			fmt.Fprintln(w, "error: not a whole number of frames")
		}
		mono, _ := pcm.AppendToMono(nil, []byte{1, 0, 3, 0}, 2, 0.5, 0.5)
		stereo, _ := pcm.AppendToStereo(nil, []byte{1, 0}, 2, 1, 1)
		wide, _ := pcm.AppendLin2Lin(nil, []byte{1, 2}, 2, 4)
		law, _ := pcm.AppendLin2ULaw(nil, []byte{0x10, 0x20}, 2)
		fmt.Fprintf(w, "%x %x %x %x\n", mono, stereo, wide, law)
		offset, factor, err := pcm.FindFit([]byte{0, 0, 1, 0, 2, 0, 3, 0}, []byte{1, 0, 2, 0})
		if err != nil {
			fmt.Fprintln(w, err)
		}
		fmt.Fprintf(w, "(%d, %s)\n", offset, strconv.FormatFloat(factor, 'f', 1, 64))
	},
}}
