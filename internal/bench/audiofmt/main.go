// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Audiofmt compares the audiofmt packages with libsndfile (through a C program
// that it builds; Debian has it in libsndfile1-dev), with beep and go-audio, with
// a plain copy of the bytes, and with CPython's audioop.
package main

import (
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"

	goaudio "github.com/go-audio/audio"
	goaudiowav "github.com/go-audio/wav"
	beepwav "github.com/gopxl/beep/v2/wav"
	"py34.example/audiofmt"
	"py34.example/audiofmt/aiff"
	"py34.example/audiofmt/pcm"
	"py34.example/audiofmt/wav"
	"py34.example/internal/bench/harness"
)

const (
	frames  = 1 << 20 // of a file: 24 seconds
	atATime = 2048    // frames, as libsndfile's own programs take them
)

//go:embed driver/sndfile.c
var driver []byte

func main() {
	dir, err := os.MkdirTemp("", "bench")
	check(err)
	defer os.RemoveAll(dir)
	var cases []harness.Case
	cases = append(cases, reading(dir)...)
	cases = append(cases, writing(dir)...)
	cases = append(cases, kernels(dir)...)
	harness.Main(cases...)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

// noise returns random bytes.
func noise(n int) []byte {
	rng := rand.New(rand.NewPCG(3, 4))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(rng.Uint32())
	}
	return b
}

// buildDriver compiles the C program. Without a compiler or the library its
// contender is left out of the tables.
func buildDriver(dir string) string {
	src, bin := filepath.Join(dir, "sndfile.c"), filepath.Join(dir, "sndfile")
	check(os.WriteFile(src, driver, 0o666))
	cc := exec.Command("cc", "-O2", "-o", bin, src, "-lsndfile")
	cc.Stderr = os.Stderr
	if err := cc.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "the program for libsndfile was not built:", err)
	}
	return bin
}

func reading(dir string) []harness.Case {
	bin := buildDriver(dir)
	var cases []harness.Case
	for _, c := range []struct {
		name    string
		width   int
		ext     string
		atATime int
		sndfile float64 // goals
		beep    float64
		goaudio float64
	}{
		{"read WAV, 16 bits stereo", 2, "wav", atATime, 0.9, 3, 15},
		{"read WAV, 16 bits stereo, 16384 frames at a time", 2, "wav", 16384, 0.9, 3, 15},
		{"read WAV, 24 bits stereo", 3, "wav", atATime, 1.3, 3, 15},
		{"read AIFF, 16 bits stereo", 2, "aiff", atATime, 0.9, 0, 0},
	} {
		path := filepath.Join(dir, fmt.Sprintf("%d.%s", 8*c.width, c.ext))
		writeFile(path, c.ext, c.width)
		bits := "16"
		ours := func(n int) { readInts[int16](n, path, c.atATime, audiofmt.Reader.ReadInt16) }
		if c.width > 2 {
			bits = "32"
			ours = func(n int) { readInts[int32](n, path, c.atATime, audiofmt.Reader.ReadInt32) }
		}
		contenders := []harness.Contender{{Name: "audiofmt", Run: ours}}
		if _, err := os.Stat(bin); err == nil {
			contenders = append(contenders, harness.Contender{Name: "libsndfile", Command: []string{bin, path, bits, strconv.Itoa(c.atATime)}})
		}
		goals := []harness.Goal{{Against: "libsndfile", Min: c.sndfile}}
		if c.ext == "wav" {
			contenders = append(contenders,
				harness.Contender{Name: "gopxl/beep", Run: func(n int) { readBeep(n, path, c.atATime) }},
				harness.Contender{Name: "go-audio", Run: func(n int) { readGoAudio(n, path, c.atATime) }})
			goals = append(goals, harness.Goal{Against: "gopxl/beep", Min: c.beep}, harness.Goal{Against: "go-audio", Min: c.goaudio})
		}
		if c.atATime > atATime { // then samples are read to where they are used, and the rest is what reading costs
			contenders = append(contenders, harness.Contender{Name: "os.File.Read", Run: func(n int) { readFile(n, path, 2*c.width*c.atATime) }})
			goals = append(goals, harness.Goal{Against: "os.File.Read", Min: 0.9})
		}
		cases = append(cases, harness.Case{Name: c.name, Bytes: int64(frames * 2 * c.width), Contenders: contenders, Goals: goals})
	}
	return cases
}

func writeFile(path, ext string, width int) {
	f, err := os.Create(path)
	check(err)
	p := audiofmt.Params{Channels: 2, Width: width, Rate: 44100}
	var w io.WriteCloser
	if ext == "wav" {
		w, err = wav.NewWriter(f, p, wav.Options{})
	} else {
		w, err = aiff.NewWriter(f, p, aiff.Options{})
	}
	check(err)
	_, err = w.Write(noise(frames * 2 * width))
	check(err)
	check(w.Close())
	check(f.Close())
}

func readInts[T int16 | int32](n int, path string, atATime int, read func(audiofmt.Reader, []T) (int, error)) {
	buf := make([]T, 2*atATime)
	for range n {
		f, err := os.Open(path)
		check(err)
		r, err := audiofmt.Open(f)
		check(err)
		total := 0
		for {
			got, err := read(r, buf)
			total += got
			if err == io.EOF {
				break
			}
			check(err)
		}
		if total != 2*frames {
			panic("samples are missing")
		}
		f.Close()
	}
}

// readFile reads a file and makes nothing of it.
func readFile(n int, path string, atATime int) {
	buf := make([]byte, atATime)
	for range n {
		f, err := os.Open(path)
		check(err)
		for err == nil {
			_, err = f.Read(buf)
		}
		if err != io.EOF {
			panic(err)
		}
		f.Close()
	}
}

func readBeep(n int, path string, atATime int) {
	buf := make([][2]float64, atATime)
	for range n {
		f, err := os.Open(path)
		check(err)
		s, _, err := beepwav.Decode(f)
		check(err)
		total := 0
		for {
			got, ok := s.Stream(buf)
			total += got
			if !ok {
				break
			}
		}
		if total != frames {
			panic("samples are missing")
		}
		s.Close()
	}
}

func readGoAudio(n int, path string, atATime int) {
	buf := &goaudio.IntBuffer{Data: make([]int, 2*atATime)}
	for range n {
		f, err := os.Open(path)
		check(err)
		d := goaudiowav.NewDecoder(f)
		total := 0
		for {
			got, err := d.PCMBuffer(buf)
			check(err)
			if got == 0 {
				break
			}
			total += got
		}
		if total != 2*frames {
			panic("samples are missing")
		}
		f.Close()
	}
}

func writing(dir string) []harness.Case {
	data := noise(frames * 4)
	samples := make([]int16, 2*frames)
	for i := range samples {
		samples[i] = int16(uint16(data[2*i]) | uint16(data[2*i+1])<<8)
	}
	const piece = atATime * 4
	path := func(name string) string { return filepath.Join(dir, name) }
	toFile := func(name string, write func(f *os.File)) func(int) {
		return func(n int) {
			for range n {
				f, err := os.Create(path(name))
				check(err)
				write(f)
				check(f.Close())
			}
		}
	}
	ours := func(write func(*wav.Writer)) func(*os.File) {
		return func(f *os.File) {
			w, err := wav.NewWriter(f, audiofmt.Params{Channels: 2, Width: 2, Rate: 44100}, wav.Options{})
			check(err)
			write(w)
			check(w.Close())
		}
	}
	return []harness.Case{{
		Name:  "write WAV, 16 bits stereo",
		Bytes: int64(len(data)),
		Contenders: []harness.Contender{
			{Name: "wav.Writer.Write", Run: toFile("ours.wav", ours(func(w *wav.Writer) {
				for i := 0; i < len(data); i += piece {
					_, err := w.Write(data[i : i+piece])
					check(err)
				}
			}))},
			{Name: "os.File.Write", Run: toFile("plain", func(f *os.File) {
				for i := 0; i < len(data); i += piece {
					_, err := f.Write(data[i : i+piece])
					check(err)
				}
			})},
			{Name: "wav.Writer.WriteInt16", Run: toFile("ints.wav", ours(func(w *wav.Writer) {
				for i := 0; i < len(samples); i += 2 * atATime {
					_, err := w.WriteInt16(samples[i : i+2*atATime])
					check(err)
				}
			}))},
			{Name: "go-audio", Run: toFile("goaudio.wav", func(f *os.File) {
				e := goaudiowav.NewEncoder(f, 44100, 16, 2, 1)
				buf := &goaudio.IntBuffer{Format: &goaudio.Format{NumChannels: 2, SampleRate: 44100}, Data: make([]int, 2*atATime)}
				for i := 0; i < len(samples); i += 2 * atATime {
					for j := range buf.Data {
						buf.Data[j] = int(samples[i+j])
					}
					check(e.Write(buf))
				}
				check(e.Close())
			})},
		},
		Goals: []harness.Goal{{Against: "os.File.Write", Min: 0.9}},
	}}
}

// chord returns n samples: three tones, and a little noise.
func chord(n, width int) []byte {
	rng := rand.New(rand.NewPCG(3, 4))
	var b []byte
	for i := range n {
		x := rng.NormFloat64() / 100
		for _, hz := range []float64{261.6, 329.6, 392} {
			x += 0.3 * math.Sin(2*math.Pi*hz*float64(i)/44100)
		}
		v := int32(max(min(x, 0.999), -1) * (1 << 31))
		b = append(b, binary.LittleEndian.AppendUint32(nil, uint32(v))[4-width:]...)
	}
	return b
}

// kernels compares package pcm with audioop on a second of samples: as many at each
// width, and too many for a processor to remember how its branches went the last
// time, which it does for 24000.
func kernels(dir string) []harness.Case {
	const samples = 48000
	dst := make([]byte, 0, 32*samples) // ADPCM is decoded to eight times as much
	out := make([]byte, 4*samples)
	var src, other []byte
	var setup string
	use := func(width int) {
		path := filepath.Join(dir, fmt.Sprintf("chord%d", width))
		src = chord(samples, width)
		other = slices.Clone(src)
		check(pcm.Reverse(other, other, width))
		check(os.WriteFile(path, src, 0o666))
		setup = fmt.Sprintf("import warnings; warnings.simplefilter('ignore')\nimport audioop\na = open(%q, 'rb').read()\nb = audioop.reverse(a, %d)\n", path, width)
	}

	var cases []harness.Case
	add := func(name string, goal float64, python string, run func() error) {
		cases = append(cases, harness.Case{
			Name:  "kernel: " + name,
			Bytes: int64(len(src)),
			Contenders: []harness.Contender{
				{Name: "pcm", Run: func(n int) {
					for range n {
						check(run())
					}
				}},
				harness.Python("3.12.1", setup, python),
			},
			Goals: []harness.Goal{{Against: "CPython", Min: goal}},
		})
	}
	const least = 0.8 // of every kernel
	goalOf := func(goals map[int]float64, width int) float64 { return max(goals[width], least) }
	for w := 1; w <= 4; w++ {
		use(w)
		src, other := src, other
		stmt := func(format string) string { return fmt.Sprintf(format, w) }
		name := func(s string) string { return fmt.Sprintf("%s, width %d", s, w) }
		add(name("byteswap"), goalOf(map[int]float64{2: 5, 3: 2, 4: 5}, w), stmt("audioop.byteswap(a, %d)"), func() error { return pcm.Byteswap(out, src, w) })
		add(name("reverse"), least, stmt("audioop.reverse(a, %d)"), func() error { return pcm.Reverse(out, src, w) })
		add(name("bias"), least, stmt("audioop.bias(a, %d, 100)"), func() error { return pcm.Bias(out, src, w, 100) })
		add(name("mul"), least, stmt("audioop.mul(a, %d, 0.7)"), func() error { return pcm.Mul(out, src, w, 0.7) })
		add(name("add"), goalOf(map[int]float64{2: 2}, w), stmt("audioop.add(a, b, %d)"), func() error { return pcm.Add(out, src, other, w) })
		add(name("tomono"), least, stmt("audioop.tomono(a, %d, 0.5, 0.5)"), func() error { _, err := pcm.AppendToMono(dst, src, w, 0.5, 0.5); return err })
		add(name("tostereo"), least, stmt("audioop.tostereo(a, %d, 0.7, 0.3)"), func() error { _, err := pcm.AppendToStereo(dst, src, w, 0.7, 0.3); return err })
		add(name("lin2lin to 3"), least, stmt("audioop.lin2lin(a, %d, 3)"), func() error { _, err := pcm.AppendLin2Lin(dst, src, w, 3); return err })
		add(name("lin2ulaw"), goalOf(map[int]float64{2: 6}, w), stmt("audioop.lin2ulaw(a, %d)"), func() error { _, err := pcm.AppendLin2ULaw(dst, src, w); return err })
		add(name("ulaw2lin"), goalOf(map[int]float64{2: 1.6}, w), stmt("audioop.ulaw2lin(a, %d)"), func() error { _, err := pcm.AppendULaw2Lin(dst, src, w); return err })
		add(name("lin2alaw"), least, stmt("audioop.lin2alaw(a, %d)"), func() error { _, err := pcm.AppendLin2ALaw(dst, src, w); return err })
		add(name("alaw2lin"), least, stmt("audioop.alaw2lin(a, %d)"), func() error { _, err := pcm.AppendALaw2Lin(dst, src, w); return err })
		add(name("lin2adpcm"), least, stmt("audioop.lin2adpcm(a, %d, None)"), func() error { _, err := pcm.AppendLin2ADPCM(dst, src, w, nil); return err })
		add(name("adpcm2lin"), least, stmt("audioop.adpcm2lin(a, %d, None)"), func() error { _, err := pcm.AppendADPCM2Lin(dst, src, w, nil); return err })
		add(name("ratecv 44100 to 48000"), goalOf(map[int]float64{2: 3}, w), stmt("audioop.ratecv(a, %d, 1, 44100, 48000, None)"), func() error {
			c := pcm.Ratecv{Width: w, Channels: 1, InRate: 44100, OutRate: 48000}
			_, err := c.Append(dst, src)
			return err
		})
		add(name("ratecv stereo 48000 to 44100"), least, stmt("audioop.ratecv(a, %d, 2, 48000, 44100, None)"), func() error {
			c := pcm.Ratecv{Width: w, Channels: 2, InRate: 48000, OutRate: 44100}
			_, err := c.Append(dst, src)
			return err
		})
		add(name("max"), least, stmt("audioop.max(a, %d)"), func() error { _, err := pcm.Max(src, w); return err })
		add(name("minmax"), least, stmt("audioop.minmax(a, %d)"), func() error { _, _, err := pcm.MinMax(src, w); return err })
		add(name("avg"), least, stmt("audioop.avg(a, %d)"), func() error { _, err := pcm.Avg(src, w); return err })
		add(name("rms"), goalOf(map[int]float64{2: 2}, w), stmt("audioop.rms(a, %d)"), func() error { _, err := pcm.RMS(src, w); return err })
		add(name("avgpp"), least, stmt("audioop.avgpp(a, %d)"), func() error { _, err := pcm.AvgPP(src, w); return err })
		add(name("maxpp"), least, stmt("audioop.maxpp(a, %d)"), func() error { _, err := pcm.MaxPP(src, w); return err })
		add(name("cross"), least, stmt("audioop.cross(a, %d)"), func() error { _, err := pcm.Cross(src, w); return err })
	}
	use(2)
	add("findfit", least, "audioop.findfit(a[:8000], a[4000:4400])", func() error { _, _, err := pcm.FindFit(src[:8000], src[4000:4400]); return err })
	add("findfactor", least, "audioop.findfactor(a, b)", func() error { _, err := pcm.FindFactor(src, other); return err })
	add("findmax", least, "audioop.findmax(a, 1000)", func() error { _, err := pcm.FindMax(src, 1000); return err })
	return cases
}
