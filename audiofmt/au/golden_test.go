// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package au_test

import (
	"bytes"
	"encoding/hex"
	"io"
	"testing"

	"py34.example/audiofmt"
	"py34.example/audiofmt/au"
	"py34.example/audiofmt/internal/audiotest"
	"py34.example/internal/testkit"
)

func open(r io.Reader) (audiotest.Full, error) { return au.NewReader(r) }

// TestGoldens writes what CPython wrote, and reads it as CPython did.
func TestGoldens(t *testing.T) {
	n := 0
	for _, g := range testkit.Golden[audiotest.Golden](t, "audiofmt/files.jsonl") {
		if g.Kind != "au" {
			continue
		}
		n++
		want := audiotest.Unhex(t, g.File)
		p := audiofmt.Params{Channels: g.Channels, Width: g.Width, Rate: g.Rate, Compression: g.Comp}
		var sink audiotest.Buffer
		w, err := au.NewWriter(&sink, p, au.Options{CPythonBytes: true, Frames: g.Promise})
		if err != nil {
			t.Fatal(err)
		}
		for _, data := range g.Writes {
			if _, err := w.Write(audiotest.Unhex(t, data)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(sink.Data, want) {
			t.Errorf("%+v: wrote %x\nwant %x", p, sink.Data, want)
		}

		r, err := au.NewReader(bytes.NewReader(want))
		if err != nil {
			t.Fatal(err)
		}
		if got := audiotest.PythonParams(r.Params()); got != g.Params {
			t.Errorf("Params() = %v, want %v", got, g.Params)
		}
		if data, err := io.ReadAll(r); err != nil || hex.EncodeToString(data) != g.Frames {
			t.Errorf("%v: read %x, %v, want %s", g.Params, data, err, g.Frames)
		}
		audiotest.TestReader(t, want, open)
	}
	if n == 0 {
		t.Error("no records")
	}
}
