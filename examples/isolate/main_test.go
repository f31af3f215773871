// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"py34.example/procstart"
)

func TestMain(m *testing.M) {
	procstart.Init()
	os.Exit(m.Run())
}

// encoded returns img as PNG.
func encoded(t *testing.T, img image.Image) []byte {
	t.Helper()
	var buf bytes.Buffer
	if err := png.Encode(&buf, img); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// bomb returns a PNG image that says it is larger than it is. A pixel takes 8
// bytes.
func bomb(t *testing.T, width, height uint32) []byte {
	b := encoded(t, image.NewNRGBA64(image.Rect(0, 0, 1, 1)))
	const header = 16 // signature, length, type
	binary.BigEndian.PutUint32(b[header:], width)
	binary.BigEndian.PutUint32(b[header+4:], height)
	binary.BigEndian.PutUint32(b[header+13:], crc32.ChecksumIEEE(b[header-4:header+13]))
	return b
}

func write(t *testing.T, name string, b []byte) string {
	t.Helper()
	name = filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(name, b, 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

func isolate(t *testing.T, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	if len(procstart.StartMethods()) == 0 {
		t.Skip("no processes on this system")
	}
	var out, errs strings.Builder
	status = run(args, os.Stdin, &out, &errs)
	return out.String(), errs.String(), status
}

func TestImages(t *testing.T) {
	good := write(t, "good.png", encoded(t, image.NewGray(image.Rect(0, 0, 30, 20))))
	bad := write(t, "bad.png", []byte("not an image\n"))
	stdout, stderr, status := isolate(t, good, bad, good, "-memory=1024")
	if want := good + ": png, 30 x 20\n"; stdout != want+want {
		t.Errorf("printed %q", stdout)
	}
	if want := "isolate: " + bad + ": image: unknown format\n"; stderr != want || status != 1 {
		t.Errorf("status %d, %q; want 1, %q", status, stderr, want)
	}
}

func TestStandardInput(t *testing.T) {
	if len(procstart.StartMethods()) == 0 {
		t.Skip("no processes on this system")
	}
	in, err := os.Open(write(t, "in.png", encoded(t, image.NewGray(image.Rect(0, 0, 3, 2)))))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var out, errs strings.Builder
	if status := run([]string{"-memory=1024"}, in, &out, &errs); status != 0 || out.String() != "-: png, 3 x 2\n" {
		t.Errorf("status %d, %q, %q", status, out.String(), errs.String())
	}
}

// TestBomb decodes an image that takes more memory than the decoder has, which
// is enough for the race detector.
func TestBomb(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("there are no limits on this system")
	}
	good := write(t, "good.png", encoded(t, image.NewGray(image.Rect(0, 0, 2, 2))))
	bad := write(t, "bomb.png", bomb(t, 16000, 16000))
	stdout, stderr, status := isolate(t, bad, good, "-memory=1024")
	if status != 1 || !strings.HasPrefix(stderr, "isolate: "+bad+": the decoder ") {
		t.Errorf("status %d, %q", status, stderr)
	}
	if stdout != good+": png, 2 x 2\n" {
		t.Errorf("after it: printed %q", stdout)
	}
}

func TestBadArguments(t *testing.T) {
	for args, want := range map[string]string{
		"-memory 0":  "isolate: invalid value \"0\" for flag -memory: want a whole number from 1 to 1048576\n",
		"-seconds x": "isolate: invalid value \"x\" for flag -seconds: want a whole number from 1 to 1048576\n",
		"-fast":      "isolate: flag provided but not defined: -fast\n",
	} {
		if stdout, stderr, status := isolate(t, strings.Fields(args)...); status != 2 || stderr != want || stdout != "" {
			t.Errorf("isolate %s: status %d, %q; want 2, %q", args, status, stderr, want)
		}
	}
	if stdout, _, status := isolate(t, "-h"); status != 0 || stdout != usage+"\n" {
		t.Errorf("-h: status %d, %q", status, stdout)
	}
	if _, stderr, status := isolate(t, "nosuch"); status != 1 || !strings.Contains(stderr, "nosuch") {
		t.Errorf("missing file: status %d, %q", status, stderr)
	}
}

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"png":                    "png",
		"\x1b[2J":                `"\x1b[2J"`,
		strings.Repeat("x", 300): strings.Repeat("x", 200) + "...",
	} {
		if got := printable(in); got != want {
			t.Errorf("printable(%q) = %q, want %q", in, got, want)
		}
	}
}
