// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	file := filepath.Join(t.TempDir(), "spam.json")
	if err := os.WriteFile(file, []byte(`{"spam": ["egg", "bacon"]}`), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args           string
		stdin          string
		width          int
		color          bool
		stdout, stderr string
		status         int
	}{
		{"", `{"b": [1, 2.5, true], "a": null}`, 0, false, `map[string]any{"a": nil, "b": []any{1, 2.5, true}}` + "\n", "", 0},
		{"-python", `{"b": [1, 2.5, true], "a": null}`, 0, false, "{'a': None, 'b': [1, 2.5, True]}\n", "", 0},
		{"-python", `123456789012345678901234567890 -0.0 1e400 1E2`, 0, false, "123456789012345678901234567890\n-0.0\ninf\n100.0\n", "", 0},
		{"-python -width 12", `["spam", "egg", "bacon"]`, 0, false, "['spam',\n 'egg',\n 'bacon']\n", "", 0},
		{"-python", `["spam", "egg", "bacon"]`, 12, false, "['spam',\n 'egg',\n 'bacon']\n", "", 0},
		{"-python -compact -width 16", `["spam", "egg", "bacon"]`, 0, false, "['spam', 'egg',\n 'bacon']\n", "", 0},
		{"-python -depth 1", `[[1], {"a": 1}, []]`, 0, false, "[[...], {...}, []]\n", "", 0},
		{"-indent 4 -width 20", `["spam", "egg", "bacon"]`, 0, false, "[]any{\n    \"spam\",\n    \"egg\",\n    \"bacon\",\n}\n", "", 0},
		{"-indent 0 -width 20", `["spam", "egg", "bacon"]`, 0, false, "[]any{\n\"spam\",\n\"egg\",\n\"bacon\",\n}\n", "", 0},
		{file + " -python - -width 10", `"a"`, 0, false, "{'spam': ['egg',\n          'bacon']}\n'a'\n", "", 0},
		{"-python -- -", "1", 0, false, "1\n", "", 0},
		{"", "", 0, false, "", "", 0},
		{"-color always", "1", 0, false, "\x1b[35m1\x1b[0m\n", "", 0},
		{"", "1", 80, true, "\x1b[35m1\x1b[0m\n", "", 0},
		{"-color never", "1", 80, true, "1\n", "", 0},
		{"-python -width 14", `["日本語", "日本"]`, 0, false, "['日本語', '日本']\n", "", 0},
		{"-python", `["日本語", "日本"]`, 16, false, "['日本語',\n '日本']\n", "", 0},
		{"", "1\n[1,\n 2}", 0, false, "1\n", "pp: standard input:3:3: invalid character '}' after array element\n", 1},
		{"", "[1,\n", 0, false, "", "pp: standard input:2:1: unexpected end of JSON input\n", 1},
		{"nosuch " + file, "", 80, false, "map[string]any{\"spam\": []any{\"egg\", \"bacon\"}}\n", "pp: open nosuch: no such file or directory\n", 1},
		{"-width x", "", 0, false, "", "pp: invalid value \"x\" for flag -width: want a whole number from 1 up\n", 2},
		{file + " -depth 0", "", 0, false, "", "pp: invalid value \"0\" for flag -depth: want a whole number from 1 up\n", 2},
		{"-indent -1", "", 0, false, "", "pp: invalid value \"-1\" for flag -indent: want a whole number from 0 up\n", 2},
		{"-color red", "", 0, false, "", "pp: invalid value \"red\" for flag -color: want auto, always or never\n", 2},
		{"-wide", "", 0, false, "", "pp: flag provided but not defined: -wide\n", 2},
		{"-h", "", 0, false, usage + "\n", "", 0},
	} {
		var stdout, stderr strings.Builder
		status := run(strings.Fields(c.args), strings.NewReader(c.stdin), &stdout, &stderr, c.width, c.color)
		got := strings.ReplaceAll(stderr.String(), "The system cannot find the file specified.", "no such file or directory")
		if stdout.String() != c.stdout || got != c.stderr || status != c.status {
			t.Errorf("pp %s <<<%q: %q, %q, status %d; want %q, %q, status %d",
				c.args, c.stdin, stdout.String(), got, status, c.stdout, c.stderr, c.status)
		}
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestWriteError(t *testing.T) {
	var stderr strings.Builder
	status := run(nil, strings.NewReader("1"), failingWriter{}, &stderr, 0, false)
	if status != 1 || stderr.String() != "pp: disk full\n" {
		t.Errorf("status %d, %q; want 1 and the error", status, stderr.String())
	}
}

// TestTerminal checks that a file is not taken for a terminal.
func TestTerminal(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "file"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if width, color := terminal(f); width != 0 || color {
		t.Errorf("terminal(file) = %d, %t", width, color)
	}
}
