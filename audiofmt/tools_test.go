// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package audiofmt_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"py34.example/audiofmt"
	"py34.example/audiofmt/aiff"
	"py34.example/audiofmt/au"
	"py34.example/audiofmt/wav"
)

// tool runs a program of another project. Without it the test is skipped, and
// says so.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skipf("SKIPPED: %s is not on this machine", name)
	}
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Errorf("%s %q: %v\n%s", name, args, err, stderr.Bytes())
	}
	return stdout.String() + stderr.String()
}

// ours are files of 1001 frames, an odd number.
var ours = []struct {
	name string
	open func(w io.Writer) (sampleWriter, error)
}{
	{"wav8.wav", wavOf(1, 1, "", wav.Options{})},
	{"wav16.wav", wavOf(2, 2, "", wav.Options{})},
	{"wav24.wav", wavOf(1, 3, "", wav.Options{Info: []wav.Tag{{ID: "INAM", Text: "Spam"}}})},
	{"wav32.wav", wavOf(2, 4, "", wav.Options{})},
	{"mask.wav", wavOf(6, 2, "", wav.Options{ChannelMask: 0x3f})},
	{"valid.wav", wavOf(1, 3, "", wav.Options{ValidBits: 20})},
	{"float.wav", wavOf(1, 4, "", wav.Options{Float: true})},
	{"double.wav", wavOf(2, 8, "", wav.Options{Float: true})},
	{"ulaw.wav", wavOf(1, 2, "ulaw", wav.Options{})},
	{"alaw.wav", wavOf(1, 2, "alaw", wav.Options{})},
	{"rf64.wav", wavOf(2, 2, "", wav.Options{RF64: true})},
	{"s8.aiff", aiffOf(1, 1, "", aiff.Options{})},
	{"s16.aiff", aiffOf(2, 2, "", aiff.Options{Metadata: aiff.Metadata{Name: "Spam", Markers: []aiff.Marker{{ID: 1, Pos: 7, Name: "in"}}}})},
	{"s24.aiff", aiffOf(1, 3, "", aiff.Options{})},
	{"s32.aiff", aiffOf(1, 4, "", aiff.Options{})},
	{"none.aifc", aiffOf(1, 3, "", aiff.Options{AIFC: true})},
	{"sowt.aifc", aiffOf(2, 2, "sowt", aiff.Options{})},
	{"fl32.aifc", aiffOf(1, 4, "fl32", aiff.Options{})},
	{"fl64.aifc", aiffOf(2, 8, "fl64", aiff.Options{})},
	{"ulaw.aifc", aiffOf(1, 2, "ulaw", aiff.Options{})},
	{"alaw.aifc", aiffOf(1, 2, "alaw", aiff.Options{})},
	{"s8.au", auOf(1, 1, "", au.Options{})},
	{"s16.au", auOf(2, 2, "", au.Options{Annotation: "Spam"})},
	{"s24.au", auOf(1, 3, "", au.Options{})},
	{"s32.au", auOf(1, 4, "", au.Options{})},
	{"float.au", auOf(1, 4, "", au.Options{Float: true})},
	{"double.au", auOf(1, 8, "", au.Options{Float: true})},
	{"ulaw.au", auOf(2, 2, "ULAW", au.Options{})},
	{"alaw.au", auOf(1, 2, "ALAW", au.Options{})},
}

type sampleWriter interface {
	WriteFloat64([]float64) (int, error)
	Close() error
}

func wavOf(channels, width int, compression string, o wav.Options) func(io.Writer) (sampleWriter, error) {
	return func(w io.Writer) (sampleWriter, error) {
		return wav.NewWriter(w, audiofmt.Params{Channels: channels, Width: width, Rate: 8000, Compression: compression}, o)
	}
}

func aiffOf(channels, width int, compression string, o aiff.Options) func(io.Writer) (sampleWriter, error) {
	return func(w io.Writer) (sampleWriter, error) {
		return aiff.NewWriter(w, audiofmt.Params{Channels: channels, Width: width, Rate: 8000, Compression: compression}, o)
	}
}

func auOf(channels, width int, compression string, o au.Options) func(io.Writer) (sampleWriter, error) {
	return func(w io.Writer) (sampleWriter, error) {
		return au.NewWriter(w, audiofmt.Params{Channels: channels, Width: width, Rate: 8000, Compression: compression}, o)
	}
}

const toolFrames = 1001

func sine(channels int) []float64 {
	x := make([]float64, toolFrames*channels)
	for i := range x {
		x[i] = 0.7 * math.Sin(float64(i/channels)/10+float64(i%channels))
	}
	return x
}

func channelsOf(t *testing.T, file []byte) int {
	t.Helper()
	r, err := audiofmt.Open(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return r.Params().Channels
}

// create writes one of our files into dir, on a sink that seeks or, with pipe,
// on one that does not.
func create(t *testing.T, path string, open func(io.Writer) (sampleWriter, error)) []byte {
	t.Helper()
	var probe bytes.Buffer // how many channels?
	w, err := open(&probe)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if w, err = open(f); err != nil {
		t.Fatal(err)
	}
	if _, err := w.WriteFloat64(sine(channelsOf(t, probe.Bytes()))); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// samples16 reads all samples as 16 bits.
func samples16(t *testing.T, file io.Reader) []int16 {
	t.Helper()
	r, err := audiofmt.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	x := make([]int16, 8*toolFrames)
	n, err := r.ReadInt16(x)
	if err != nil {
		t.Fatal(err)
	}
	return x[:n]
}

// near compares samples; other programs may round otherwise.
func near(t *testing.T, what string, got, want []int16) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %d samples, want %d", what, len(got), len(want))
		return
	}
	for i := range got {
		if d := int(got[i]) - int(want[i]); d < -1 || d > 1 {
			t.Errorf("%s: sample %d is %d, want %d", what, i, got[i], want[i])
			return
		}
	}
}

// unread are files of ours that a program does not know how to read.
var unread = map[string]bool{
	"sox valid.wav": true, // "padded samples"
	"sox ulaw.aifc": true, "sox alaw.aifc": true,
}

// TestToolsRead has other programs read our files: all see the same frames.
func TestToolsRead(t *testing.T) {
	if testing.Short() {
		t.Skip("runs other programs many times")
	}
	frames := regexp.MustCompile(`(?m)^Frames\s*:\s*(\d+)`)
	dir := t.TempDir()
	for _, o := range ours {
		path := filepath.Join(dir, o.name)
		file := create(t, path, o.open)
		want := samples16(t, bytes.NewReader(file))
		channels := channelsOf(t, file)
		t.Run("sndfile/"+o.name, func(t *testing.T) {
			out := tool(t, "sndfile-info", path)
			if m := frames.FindStringSubmatch(out); m == nil || m[1] != strconv.Itoa(toolFrames) {
				t.Errorf("sndfile-info counts other than %d frames:\n%s", toolFrames, out)
			}
			if strings.Contains(out, "(should be") {
				t.Errorf("sndfile-info complains:\n%s", out)
			}
		})
		t.Run("sox/"+o.name, func(t *testing.T) {
			if unread["sox "+o.name] {
				return
			}
			if out := strings.TrimSpace(tool(t, "sox", "--i", "-s", path)); out != strconv.Itoa(toolFrames) {
				t.Errorf("sox counts %s frames, want %d", out, toolFrames)
			}
			converted := filepath.Join(dir, "sox-"+o.name+".wav")
			tool(t, "sox", "-D", path, "-b", "16", "-e", "signed", converted)
			near(t, "what sox reads", samples16(t, open(t, converted)), want)
		})
		t.Run("ffmpeg/"+o.name, func(t *testing.T) {
			converted := filepath.Join(dir, "ffmpeg-"+o.name+".wav")
			tool(t, "ffmpeg", "-nostdin", "-v", "error", "-i", path, "-c:a", "pcm_s16le", converted)
			got := samples16(t, open(t, converted))
			if len(got) != toolFrames*channels {
				t.Errorf("ffmpeg reads %d samples, want %d", len(got), toolFrames*channels)
			}
			near(t, "what ffmpeg reads", got, want)
		})
	}
}

func open(t *testing.T, path string) io.Reader {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(b)
}

// TestToolsWrite reads what other programs write, into files and into pipes.
func TestToolsWrite(t *testing.T) {
	if testing.Short() {
		t.Skip("runs other programs many times")
	}
	dir := t.TempDir()
	src := filepath.Join(dir, "in.wav")
	want := samples16(t, bytes.NewReader(create(t, src, wavOf(2, 4, "", wav.Options{}))))
	for _, c := range []struct{ tool, args string }{
		{"sox", "-b 8 out.wav"}, {"sox", "-b 16 out.wav"}, {"sox", "-b 24 out.wav"}, {"sox", "-b 32 out.wav"},
		{"sox", "-e float -b 32 out.wav"}, {"sox", "-e float -b 64 out.wav"}, {"sox", "-e mu-law out.wav"}, {"sox", "-e a-law out.wav"},
		{"sox", "-b 8 out.aiff"}, {"sox", "-b 16 out.aiff"}, {"sox", "-b 24 out.aiff"}, {"sox", "-b 32 out.aiff"}, {"sox", "-b 16 out.aifc"},
		{"sox", "-b 8 out.au"}, {"sox", "-b 16 out.au"}, {"sox", "-b 24 out.au"}, {"sox", "-b 32 out.au"},
		{"sox", "-e float -b 32 out.au"}, {"sox", "-e mu-law out.au"}, {"sox", "-e a-law out.au"},
		{"sox", "-b 16 -t wav -"}, {"sox", "-b 16 -t aiff -"}, {"sox", "-b 16 -t au -"},
		{"sox", "-B -e unsigned -b 8 out.wav"}, {"sox", "-B -b 16 out.wav"}, {"sox", "-B -b 24 out.wav"}, {"sox", "-B -b 32 out.wav"},
		{"sox", "-B -e float -b 32 out.wav"}, {"sox", "-B -e float -b 64 out.wav"}, {"sox", "-B -e mu-law out.wav"}, {"sox", "-B -e a-law out.wav"},
		{"sox", "-L -b 16 out.au"}, {"sox", "-L -b 24 out.au"}, {"sox", "-L -b 32 out.au"}, {"sox", "-L -e float -b 64 out.au"}, {"sox", "-L -e a-law out.au"},
		{"ffmpeg", "-c:a pcm_u8 out.wav"}, {"ffmpeg", "-c:a pcm_s16le out.wav"}, {"ffmpeg", "-c:a pcm_s24le out.wav"}, {"ffmpeg", "-c:a pcm_s32le out.wav"},
		{"ffmpeg", "-c:a pcm_f32le out.wav"}, {"ffmpeg", "-c:a pcm_f64le out.wav"}, {"ffmpeg", "-c:a pcm_mulaw out.wav"}, {"ffmpeg", "-c:a pcm_alaw out.wav"},
		{"ffmpeg", "-rf64 always out.wav"},
		{"ffmpeg", "-c:a pcm_s8 out.aiff"}, {"ffmpeg", "-c:a pcm_s16be out.aiff"}, {"ffmpeg", "-c:a pcm_s24be out.aiff"}, {"ffmpeg", "-c:a pcm_s32be out.aiff"},
		{"ffmpeg", "-c:a pcm_s16le out.aiff"}, {"ffmpeg", "-c:a pcm_f32be out.aiff"}, {"ffmpeg", "-c:a pcm_f64be out.aiff"}, {"ffmpeg", "-c:a pcm_mulaw out.aiff"},
		{"ffmpeg", "-c:a pcm_alaw out.aiff"},
		{"ffmpeg", "-c:a pcm_s8 out.au"}, {"ffmpeg", "-c:a pcm_s16be out.au"}, {"ffmpeg", "-c:a pcm_s24be out.au"}, {"ffmpeg", "-c:a pcm_s32be out.au"},
		{"ffmpeg", "-c:a pcm_f32be out.au"}, {"ffmpeg", "-c:a pcm_f64be out.au"}, {"ffmpeg", "-c:a pcm_mulaw out.au"}, {"ffmpeg", "-c:a pcm_alaw out.au"},
		{"ffmpeg", "-f wav -"}, {"ffmpeg", "-f aiff -"}, {"ffmpeg", "-f au -"},
		{"sndfile-convert", "-pcm24 out.aifc"}, {"sndfile-convert", "-pcm16 out.rf64"}, {"sndfile-convert", "-ulaw out.aifc"},
		{"sndfile-convert", "-pcm24 out.wav"}, {"sndfile-convert", "-pcmu8 out.wav"}, {"sndfile-convert", "-pcm32 out.au"}, {"sndfile-convert", "-alaw out.au"},
		{"sndfile-convert", "-endian=big -pcm16 out.wav"}, {"sndfile-convert", "-endian=big -pcm24 out.wav"}, {"sndfile-convert", "-endian=big -pcm32 out.wav"},
		{"sndfile-convert", "-endian=little -pcm16 out.au"}, {"sndfile-convert", "-endian=little -pcm24 out.au"}, {"sndfile-convert", "-endian=little -ulaw out.au"},
	} {
		t.Run(c.tool+" "+c.args, func(t *testing.T) {
			args := strings.Fields(c.args)
			out := args[len(args)-1]
			if out != "-" {
				out = filepath.Join(t.TempDir(), out)
				args[len(args)-1] = out
			}
			var file io.Reader
			switch c.tool {
			case "sox":
				args = append([]string{"-D", src}, args...)
			case "ffmpeg":
				args = append([]string{"-nostdin", "-v", "error", "-i", src}, args...)
			default:
				args = append(args[:len(args)-1], src, out)
			}
			stdout := tool(t, c.tool, args...)
			if t.Failed() {
				return
			}
			if file = strings.NewReader(stdout); out != "-" {
				file = open(t, out)
			}
			got := samples16(t, file)
			limit := 2
			switch {
			case strings.Contains(c.args, "law"):
				limit = 1100
			case strings.Contains(c.args, "-b 8"), strings.Contains(c.args, "u8"), strings.Contains(c.args, "s8"):
				limit = 256
			}
			if len(got) != len(want) {
				t.Fatalf("%d samples, want %d", len(got), len(want))
			}
			for i := range got {
				if d := int(got[i]) - int(want[i]); d < -limit || d > limit {
					t.Fatalf("sample %d is %d, want %d", i, got[i], want[i])
				}
			}
		})
	}
}

// TestToolsPipe has other programs read our files of unknown length.
func TestToolsPipe(t *testing.T) {
	type opener func(io.Writer) (sampleWriter, error)
	for name, open := range map[string]opener{
		"wav":  wavOf(2, 2, "", wav.Options{UnknownLength: true}),
		"aiff": aiffOf(2, 2, "", aiff.Options{UnknownLength: true}),
		"au":   auOf(2, 2, "", au.Options{}),
	} {
		var pipe bytes.Buffer
		w, err := open(&pipe)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.WriteFloat64(sine(2)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		want := samples16(t, bytes.NewReader(pipe.Bytes()))
		for _, program := range [][]string{
			{"ffmpeg", "-v", "error", "-f", name, "-i", "-", "-c:a", "pcm_s16le", "-f", "wav", "-"},
			{"sox", "-D", "-t", name, "-", "-b", "16", "-t", "wav", "-"},
		} {
			t.Run(program[0]+"/"+name, func(t *testing.T) {
				if _, err := exec.LookPath(program[0]); err != nil {
					t.Skipf("SKIPPED: %s is not on this machine", program[0])
				}
				cmd := exec.CommandContext(t.Context(), program[0], program[1:]...)
				cmd.Stdin = bytes.NewReader(pipe.Bytes())
				out, err := cmd.Output()
				if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
					t.Errorf("%v: %s", err, exit.Stderr)
				}
				near(t, fmt.Sprintf("what %s reads", program[0]), samples16(t, bytes.NewReader(out)), want)
			})
		}
	}
}
