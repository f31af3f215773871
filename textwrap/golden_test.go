// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package textwrap_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"py34.example/internal/testkit"
	"py34.example/textwrap"
)

// A wrapCase is one call of TextWrapper(...).wrap. Options that are nil were
// not given.
type wrapCase struct {
	Text               testkit.Text  `json:"t"`
	Width              *int          `json:"w"`
	InitialIndent      testkit.Text  `json:"ii"`
	SubsequentIndent   testkit.Text  `json:"si"`
	ExpandTabs         *bool         `json:"et"`
	ReplaceWhitespace  *bool         `json:"rw"`
	FixSentenceEndings bool          `json:"fse"`
	BreakLongWords     *bool         `json:"blw"`
	DropWhitespace     *bool         `json:"dw"`
	BreakOnHyphens     *bool         `json:"boh"`
	TabSize            *int          `json:"ts"`
	MaxLines           *int          `json:"ml"`
	Placeholder        *testkit.Text `json:"ph"`

	Lines []testkit.Text `json:"o"`
	Err   string         `json:"e"`
}

// wrapper translates Python's options.
func (c wrapCase) wrapper() textwrap.Wrapper {
	off := func(b *bool) bool { return b != nil && !*b }
	w := textwrap.Wrapper{
		InitialIndent:      string(c.InitialIndent),
		SubsequentIndent:   string(c.SubsequentIndent),
		KeepTabs:           off(c.ExpandTabs),
		KeepWhitespace:     off(c.ReplaceWhitespace),
		KeepEdgeSpace:      off(c.DropWhitespace),
		FixSentenceEndings: c.FixSentenceEndings,
		NoBreakLongWords:   off(c.BreakLongWords),
		NoBreakHyphens:     off(c.BreakOnHyphens),
	}
	if c.Width != nil {
		if w.Width = *c.Width; w.Width == 0 {
			w.Width = -1 // 0 is an error in Python and the default here
		}
	}
	if c.TabSize != nil {
		if w.TabSize = *c.TabSize; w.TabSize == 0 {
			w.TabSize = -1
		}
	}
	if c.MaxLines != nil {
		if w.MaxLines = *c.MaxLines; w.MaxLines < 1 {
			w.MaxLines = -1
		}
	}
	if c.Placeholder != nil {
		w.Placeholder = string(*c.Placeholder)
		w.NoPlaceholder = w.Placeholder == ""
	}
	return w
}

var sentinels = map[string]error{"": nil, "width": textwrap.ErrWidth, "placeholder": textwrap.ErrPlaceholder}

func TestWrapGolden(t *testing.T) {
	for _, c := range testkit.Golden[wrapCase](t, "textwrap/wrap.jsonl") {
		w := c.wrapper()
		text := string(c.Text)
		var want []string
		for _, line := range c.Lines {
			want = append(want, string(line))
		}
		got, err := w.Wrap(text)
		if !errors.Is(err, sentinels[c.Err]) || (err != nil) != (c.Err != "") {
			t.Errorf("%+v.Wrap(%q): error %v, want %v", w, text, err, sentinels[c.Err])
			continue
		}
		if !slices.Equal(got, want) {
			t.Errorf("%+v.Wrap(%q) =\n\t%q, want\n\t%q", w, text, got, want)
			continue
		}
		checkForms(t, w, text, want, err)
	}
}

// checkForms compares the other forms of Wrap with its result.
func checkForms(t *testing.T, w textwrap.Wrapper, text string, lines []string, wantErr error) {
	t.Helper()
	want := strings.Join(lines, "\n")
	got, err := w.Fill(text)
	if got != want || !sameError(err, wantErr) {
		t.Errorf("%+v.Fill(%q) = %q, %v; want %q, %v", w, text, got, err, want, wantErr)
	}
	appended, err := w.AppendFill([]byte("before\n"), text)
	if string(appended) != "before\n"+want || !sameError(err, wantErr) {
		t.Errorf("%+v.AppendFill(before, %q) = %q, %v; want %q, %v", w, text, appended, err, want, wantErr)
	}
	seq, err := w.Lines(text)
	if !sameError(err, wantErr) {
		t.Errorf("%+v.Lines(%q): error %v, want %v", w, text, err, wantErr)
	}
	if err == nil {
		if got := slices.Collect(seq); !slices.Equal(got, lines) {
			t.Errorf("%+v.Lines(%q) yields %q, want %q", w, text, got, lines)
		}
	}
}

func sameError(a, b error) bool {
	return a == b || a != nil && b != nil && a.Error() == b.Error()
}

func TestShortenGolden(t *testing.T) {
	type record struct {
		Text        testkit.Text  `json:"t"`
		Width       int           `json:"w"`
		Placeholder *testkit.Text `json:"ph"`
		Result      testkit.Text  `json:"s"`
		Err         string        `json:"e"`
	}
	for _, c := range testkit.Golden[record](t, "textwrap/shorten.jsonl") {
		text := string(c.Text)
		if c.Placeholder == nil {
			got, err := textwrap.Shorten(text, c.Width)
			if got != string(c.Result) || !errors.Is(err, sentinels[c.Err]) || (err != nil) != (c.Err != "") {
				t.Errorf("Shorten(%q, %d) = %q, %v; want %q, %v", text, c.Width, got, err, c.Result, sentinels[c.Err])
			}
			continue
		}
		w := wrapCase{Width: &c.Width, Placeholder: c.Placeholder}.wrapper()
		got, err := w.Shorten(text)
		if got != string(c.Result) || !errors.Is(err, sentinels[c.Err]) || (err != nil) != (c.Err != "") {
			t.Errorf("%+v.Shorten(%q) = %q, %v; want %q, %v", w, text, got, err, c.Result, sentinels[c.Err])
		}
	}
}

func TestIndentGolden(t *testing.T) {
	type record struct {
		Text   testkit.Text `json:"t"`
		Prefix testkit.Text `json:"p"`
		Result testkit.Text `json:"s"`
		All    testkit.Text `json:"all"`
		CR     testkit.Text `json:"cr"`
	}
	for _, c := range testkit.Golden[record](t, "textwrap/indent.jsonl") {
		text, prefix := string(c.Text), string(c.Prefix)
		if got := textwrap.Indent(text, prefix); got != string(c.Result) {
			t.Errorf("Indent(%q, %q) = %q, want %q", text, prefix, got, c.Result)
		}
		all := func(string) bool { return true }
		if got := textwrap.IndentFunc(text, prefix, all); got != string(c.All) {
			t.Errorf("IndentFunc(%q, %q, all) = %q, want %q", text, prefix, got, c.All)
		}
		cr := func(line string) bool { return strings.Contains(line, "\r") }
		if got := textwrap.IndentFunc(text, prefix, cr); got != string(c.CR) {
			t.Errorf("IndentFunc(%q, %q, cr) = %q, want %q", text, prefix, got, c.CR)
		}
	}
}

func TestDedentGolden(t *testing.T) {
	type record struct {
		Text   testkit.Text `json:"t"`
		Result testkit.Text `json:"s"`
	}
	for _, c := range testkit.Golden[record](t, "textwrap/dedent.jsonl") {
		if got := textwrap.Dedent(string(c.Text)); got != string(c.Result) {
			t.Errorf("Dedent(%q) = %q, want %q", c.Text, got, c.Result)
		}
	}
}
