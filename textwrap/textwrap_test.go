// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package textwrap_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"py34.example/textwrap"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name string
		w    textwrap.Wrapper
		text string
		want []string
	}{
		{"nothing", textwrap.Wrapper{}, "", nil},
		{"blank", textwrap.Wrapper{}, " \t\n", nil},
		{"leading blanks wider than a line", textwrap.Wrapper{}, strings.Repeat(" ", 100) + "foo",
			[]string{strings.Repeat(" ", 30) + "foo"}},
		{"indent wider than the width", textwrap.Wrapper{Width: 3, InitialIndent: ">>>>"}, "hello",
			[]string{">>>>h", "ell", "o"}},
		{"no-break space is no blank", textwrap.Wrapper{Width: 5}, "a\u00a0b c", []string{"a\u00a0b c"}},
		{"no-break space vanishes at an edge", textwrap.Wrapper{Width: 3}, "foo \u00a0 bar", []string{"foo", "\u00a0", "bar"}},
		{"dashes of other kinds do not break", textwrap.Wrapper{Width: 4}, "abc–def", []string{"abc–", "def"}},
		{"long words break after hyphens", textwrap.Wrapper{Width: 6}, "1-2-34567", []string{"1-2-", "34567"}},
		{"invalid UTF-8", textwrap.Wrapper{Width: 3}, "\xff\xfe\xfd\xfc é\x80", []string{"\xff\xfe\xfd", "\xfc", "é\x80"}},

		// CPython never returns from these.
		{"both indents too wide, first chunk blank", textwrap.Wrapper{Width: 2, InitialIndent: "***", SubsequentIndent: "***"}, " ab",
			[]string{"***a", "***b"}},
		{"indents too wide, edges kept", textwrap.Wrapper{Width: 2, InitialIndent: "***", SubsequentIndent: "***", KeepEdgeSpace: true}, "a b",
			[]string{"***a", "*** ", "***b"}},

		{"tabs vanish", textwrap.Wrapper{TabSize: -1}, "a\tb", []string{"ab"}},
		{"no placeholder", textwrap.Wrapper{Width: 5, MaxLines: 1, NoPlaceholder: true}, "ab cd ef", []string{"ab cd"}},
		{"no placeholder beats one", textwrap.Wrapper{Width: 5, MaxLines: 1, NoPlaceholder: true, Placeholder: "!"}, "ab cd ef", []string{"ab cd"}},
		{"negative number of lines", textwrap.Wrapper{Width: 9, MaxLines: -7}, "abc def ghi", []string{"abc [...]"}},

		{"paragraphs", textwrap.Wrapper{Width: 7, Paragraphs: true}, "one two three\n\nfour\n \n\t\nfive\n",
			[]string{"one two", "three", "", "four", "", "", "five"}},
		{"paragraphs with blank ends", textwrap.Wrapper{Paragraphs: true}, "\n\na\nb\n\n\n", []string{"a b"}},
		{"paragraphs of CRLF lines", textwrap.Wrapper{Paragraphs: true}, "a\r\nb\r\n\r\nc\r\n", []string{"a  b", "", "c"}},
		{"paragraphs with indents", textwrap.Wrapper{Width: 5, Paragraphs: true, InitialIndent: "* ", SubsequentIndent: "  "}, "aa bb\n\ncc dd",
			[]string{"* aa", "  bb", "", "* cc", "  dd"}},
		{"each paragraph is cut off", textwrap.Wrapper{Width: 5, Paragraphs: true, MaxLines: 1, Placeholder: "…"}, "aa bb cc\n\ndd ee ff\n\ngg",
			[]string{"aa…", "", "dd…", "", "gg"}},
		{"nothing but blank lines", textwrap.Wrapper{Paragraphs: true}, "\n \n\n", nil},

		{"cells", textwrap.Wrapper{Width: 5, Measure: textwrap.Cells}, "日本語", []string{"日本", "語"}},
		{"a cell too few", textwrap.Wrapper{Width: 1, Measure: textwrap.Cells}, "日本", []string{"日", "本"}},
		{"wide character after a narrow line", textwrap.Wrapper{Width: 3, Measure: textwrap.Cells}, "ab 日本語 a 日本", []string{"ab ", "日", "本", "語", "a", "日", "本"}},
		{"marks stay with their letters", textwrap.Wrapper{Width: 2, Measure: textwrap.Cells}, "e\u0301e\u0301e\u0301", []string{"e\u0301e\u0301", "e\u0301"}},
		{"flags and families stay whole", textwrap.Wrapper{Width: 3, Measure: textwrap.Cells}, "🇬🇧🇫🇷👩‍👩‍👧‍👦👍🏽", []string{"🇬🇧", "🇫🇷", "👩‍👩‍👧‍👦", "👍🏽"}},
		{"tab stops are cells", textwrap.Wrapper{Measure: textwrap.Cells, TabSize: 4}, "日\tb", []string{"日  b"}},
		{"tab stops are code points", textwrap.Wrapper{TabSize: 4}, "日\tb", []string{"日   b"}},

		{"escapes take no room", textwrap.Wrapper{Width: 7, Measure: textwrap.CellsANSI}, "\x1b[31mred fox\x1b[0m runs", []string{"\x1b[31mred fox\x1b[0m", "runs"}},
		{"escapes open on the next line", textwrap.Wrapper{Width: 3, Measure: textwrap.CellsANSI}, "red \x1b[1mfox", []string{"red", "\x1b[1mfox"}},
		{"escapes in a long word", textwrap.Wrapper{Width: 2, Measure: textwrap.CellsANSI}, "a\x1b[1mbc\x1b[0md", []string{"a\x1b[1mb", "c\x1b[0md"}},
		{"blanks in a link do not break", textwrap.Wrapper{Width: 9, Measure: textwrap.CellsANSI},
			"see \x1b]8;;http://x.example/a b\x1b\\there\x1b]8;;\x07 now",
			[]string{"see \x1b]8;;http://x.example/a b\x1b\\there\x1b]8;;\x07", "now"}},
		{"letters of escapes do not count for hyphens", textwrap.Wrapper{Width: 4, Measure: textwrap.CellsANSI}, "\x1b[1mf-oo b\x1b[m", []string{"\x1b[1mf-oo", "b\x1b[m"}},
		{"escapes of text that is cut off", textwrap.Wrapper{Width: 9, MaxLines: 1, Measure: textwrap.CellsANSI}, "\x1b[1mabc def ghi\x1b[0m", []string{"\x1b[1mabc [...]\x1b[0m"}},
		{"escapes and tabs", textwrap.Wrapper{Measure: textwrap.CellsANSI}, "\x1b[1ma\x1b[0m\tb", []string{"\x1b[1ma\x1b[0m       b"}},
		{"escapes and sentences", textwrap.Wrapper{FixSentenceEndings: true, Measure: textwrap.CellsANSI}, "\x1b[1mend.\x1b[0m New. Last\x1b[m", []string{"\x1b[1mend.\x1b[0m  New.  Last\x1b[m"}},
		{"nothing but escapes", textwrap.Wrapper{Width: 3, Measure: textwrap.CellsANSI}, " \x1b[m\x1b[1m ", []string{"\x1b[m\x1b[1m"}},
		{"an escape cut short", textwrap.Wrapper{Width: 3, Measure: textwrap.CellsANSI}, "abc def\x1b[", []string{"abc", "def\x1b["}},

		{"a function for a measure", textwrap.Wrapper{Width: 4, Measure: func(s string) int { return len(s) }}, "éé é abcdef", []string{"éé", "é a", "bcde", "f"}},
		{"a measure for which nothing fits", textwrap.Wrapper{Width: 2, Measure: func(s string) int { return 3 * len(s) }}, "ab c", []string{"a", "b", "c"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := c.w.Wrap(c.text)
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("Wrap(%q) = %q, %v; want %q", c.text, got, err, c.want)
			}
			checkForms(t, c.w, c.text, c.want, nil)
		})
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct {
		w    textwrap.Wrapper
		want error
		text string
	}{
		{textwrap.Wrapper{Width: -3}, textwrap.ErrWidth, "textwrap: invalid width: -3 (must be at least 1)"},
		{textwrap.Wrapper{Width: 5, MaxLines: 2, SubsequentIndent: "\t"}, textwrap.ErrPlaceholder,
			`textwrap: placeholder too large for max width: " [...]" after indent "\t" in width 5`},
		{textwrap.Wrapper{Width: 1, MaxLines: 1, Measure: textwrap.Cells, Placeholder: "界"}, textwrap.ErrPlaceholder,
			`textwrap: placeholder too large for max width: "界" after indent "" in width 1`},
	} {
		lines, err := c.w.Wrap("text")
		if lines != nil || !errors.Is(err, c.want) || err.Error() != c.text {
			t.Errorf("Wrap = %q, %v; want nil, %v", lines, err, c.text)
		}
		checkErrorForms(t, c.w, err)
	}
	for _, width := range []int{0, -1} {
		if s, err := textwrap.Shorten("text", width); s != "" || !errors.Is(err, textwrap.ErrWidth) {
			t.Errorf("Shorten(text, %d) = %q, %v; want ErrWidth", width, s, err)
		}
	}
}

func checkErrorForms(t *testing.T, w textwrap.Wrapper, want error) {
	t.Helper()
	if s, err := w.Fill("text"); s != "" || !sameError(err, want) {
		t.Errorf("Fill = %q, %v; want %v", s, err, want)
	}
	if b, err := w.AppendFill([]byte("as it was"), "text"); string(b) != "as it was" || !sameError(err, want) {
		t.Errorf("AppendFill = %q, %v; want %v", b, err, want)
	}
	if seq, err := w.Lines("text"); seq != nil || !sameError(err, want) {
		t.Errorf("Lines: %v, want %v", err, want)
	}
}

// TestDefaults checks that a width below 1 is the default for the functions
// that cannot fail.
func TestDefaults(t *testing.T) {
	text := strings.Repeat("word ", 40)
	w := textwrap.Wrapper{}
	want, err := w.Wrap(text)
	if err != nil {
		t.Fatal(err)
	}
	for _, width := range []int{70, 0, -5} {
		if got := textwrap.Wrap(text, width); !slices.Equal(got, want) {
			t.Errorf("Wrap(text, %d) = %q, want %q", width, got, want)
		}
		if got := textwrap.Fill(text, width); got != strings.Join(want, "\n") {
			t.Errorf("Fill(text, %d) = %q, want %q", width, got, want)
		}
	}
}

// TestBuiltinMeasures checks that the measures that the breaker knows inside
// out wrap as they do when it has to call them.
func TestBuiltinMeasures(t *testing.T) {
	texts := []string{
		"The quick brown fox-terrier jumps -- over the lazy dog, twenty-six times.",
		"naïve façade 日本語のテキスト 한국어 e\u0301e\u0301 supercalifragilistic",
	}
	for _, text := range texts {
		for width := 2; width < 40; width++ {
			for name, m := range map[string]textwrap.Measure{"CodePoints": textwrap.CodePoints, "Cells": textwrap.Cells} {
				known := textwrap.Wrapper{Width: width, Measure: m}
				called := textwrap.Wrapper{Width: width, Measure: func(s string) int { return m(s) }}
				want, _ := called.Wrap(text)
				if got, _ := known.Wrap(text); !slices.Equal(got, want) {
					t.Errorf("%s, width %d: Wrap(%q) = %q, called as a function %q", name, width, text, got, want)
				}
			}
		}
	}
}

func TestMeasures(t *testing.T) {
	for _, c := range []struct {
		s                  string
		points, cells, esc int
	}{
		{"", 0, 0, 0},
		{"abc", 3, 3, 3},
		{"naïve", 5, 5, 5},
		{"e\u0301", 2, 1, 1},
		{"日本", 2, 4, 4},
		{"ｶﾅ", 2, 2, 2},
		{"Ａ", 1, 2, 2},
		{"한", 1, 2, 2},
		{"\u1112\u1161\u11ab", 3, 2, 2},
		{"😀", 1, 2, 2},
		{"☀", 1, 1, 1},
		{"☀\ufe0f", 2, 2, 2},
		{"1\ufe0f\u20e3", 3, 2, 2},
		{"👍🏽", 2, 2, 2},
		{"👩‍🚀", 3, 2, 2},
		{"🏳️‍🌈", 4, 2, 2},
		{"🇬🇧", 2, 2, 2},
		{"🇬🇧🇫🇷", 4, 4, 4},
		{"\u200b", 1, 0, 0},
		{"\u00ad", 1, 1, 1},
		{"\u0600", 1, 1, 1},
		{"\xff", 1, 1, 1},
		{"\xe7\x95", 2, 2, 2},
		{"\ufffd", 1, 1, 1},
		{"\t\n ", 3, 3, 3},
		{"\x00\x7f\u0085", 3, 0, 0},
		{"\x1b[1mb\x1b[0m", 9, 7, 1},
		{"\x1b]0;title\x07x", 11, 9, 1},
		{"\x1b]0;title\x1b\\x", 12, 10, 1},
		{"\x1bPq\x18x", 5, 3, 1},
		{"\x1b(Bx", 4, 3, 1},
		{"\x1b7x", 3, 2, 1},
		{"\x1b", 1, 0, 0},
		{"\x1b[1é", 4, 3, 1},
	} {
		if got := textwrap.CodePoints(c.s); got != c.points {
			t.Errorf("CodePoints(%q) = %d, want %d", c.s, got, c.points)
		}
		if got := textwrap.Cells(c.s); got != c.cells {
			t.Errorf("Cells(%q) = %d, want %d", c.s, got, c.cells)
		}
		if got := textwrap.CellsANSI(c.s); got != c.esc {
			t.Errorf("CellsANSI(%q) = %d, want %d", c.s, got, c.esc)
		}
	}
}

// TestDedent has what Python 3.14 changed; the goldens have the rest.
func TestDedent(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"  a\n \r\n  b", "a\n\nb"},
		{"  a\n\f\n  b", "a\n\nb"},
		{"\ta\n\u00a0\n\tb", "a\n\nb"},
		{" \v ", ""},
		{"  a\r\n  b\r\n", "a\r\nb\r\n"},
	} {
		if got := textwrap.Dedent(c.text); got != c.want {
			t.Errorf("Dedent(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestAllocs(t *testing.T) {
	text := strings.Repeat("All the chunks -- well-known, naïve or\tnot -- go on lines. ", 40)
	buf := make([]byte, 0, 2*len(text))
	for _, c := range []struct {
		name string
		w    textwrap.Wrapper
		fill float64
	}{
		{"zero", textwrap.Wrapper{}, 1},
		{"cells", textwrap.Wrapper{Measure: textwrap.Cells}, 1},
		{"ANSI", textwrap.Wrapper{Measure: textwrap.CellsANSI}, 1},
		{"sentences", textwrap.Wrapper{FixSentenceEndings: true, MaxLines: 9}, 1},
	} {
		n := testing.AllocsPerRun(50, func() {
			if _, err := c.w.AppendFill(buf, text); err != nil {
				t.Fatal(err)
			}
		})
		if n != 0 && !raceEnabled {
			t.Errorf("%s: AppendFill allocates %v times, want 0", c.name, n)
		}
		n = testing.AllocsPerRun(50, func() {
			if _, err := c.w.Fill(text); err != nil {
				t.Fatal(err)
			}
		})
		if n != c.fill && !raceEnabled {
			t.Errorf("%s: Fill allocates %v times, want %v", c.name, n, c.fill)
		}
	}
}

// raceEnabled is set by race_test.go.
var raceEnabled bool

// TestLinesEnds checks that lines can be left off and started again, and that
// the wrapper may change meanwhile.
func TestLinesEnds(t *testing.T) {
	w := textwrap.Wrapper{Width: 5}
	seq, err := w.Lines("one two three four")
	if err != nil {
		t.Fatal(err)
	}
	w.Width = -1
	for range 2 {
		for line := range seq {
			if line != "one" {
				t.Errorf("first line is %q, want %q", line, "one")
			}
			break
		}
	}
	if got, want := slices.Collect(seq), []string{"one", "two", "three", "four"}; !slices.Equal(got, want) {
		t.Errorf("Lines yields %q, want %q", got, want)
	}
}

func TestConcurrent(t *testing.T) {
	w := textwrap.Wrapper{Width: 20, FixSentenceEndings: true}
	text := strings.Repeat("A sentence. ", 100)
	want, err := w.Fill(text)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				if got, err := w.Fill(text); got != want || err != nil {
					t.Errorf("Fill = %q, %v; want %q", got, err, want)
				}
			}
		})
	}
	wg.Wait()
}

// TestLarge wraps what is slow or unbounded in other implementations.
func TestLarge(t *testing.T) {
	n := 1 << 20
	if testing.Short() || raceEnabled {
		n = 1 << 16
	}
	for name, text := range map[string]string{
		"one word":                strings.Repeat("x", n),
		"one paragraph":           strings.Repeat("word ", n/5),
		"hyphens":                 strings.Repeat("-", n),
		"hyphened letters":        strings.Repeat("a-", n/2),
		"hyphened digits":         strings.Repeat("1-", n/2),
		"dashes":                  strings.Repeat("a--", n/3),
		"no-break spaces":         strings.Repeat("\u00a0", n/2),
		"no-break spaces, then x": "y " + strings.Repeat("\u00a0", n/2) + "x",
		"tabs":                    strings.Repeat("\t", n/8),
		"invalid":                 strings.Repeat("\xe7\x95", n/2),
		"marks":                   "a" + strings.Repeat("\u0301", n/2),
		"joiners":                 strings.Repeat("👩\u200d", n/7),
		"escapes":                 strings.Repeat("\x1b[1m", n/4),
		"open escapes":            strings.Repeat("\x1b]", n/2),
	} {
		for _, m := range []textwrap.Measure{nil, textwrap.Cells, textwrap.CellsANSI} {
			w := textwrap.Wrapper{Measure: m}
			s, err := w.Fill(text)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if got, want := len(visible(s)), len(visible(text)); got != want {
				t.Errorf("%s: %d bytes came out of %d", name, got, want)
			}
			w.MaxLines, w.FixSentenceEndings = 3, true
			if _, err := w.Fill(text); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// visible returns s without white space.
func visible(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsSpace(r) && (r < 0x1c || r > 0x1f || r == 0x1b) {
			b.WriteString(s[i : i+size])
		}
		i += size
	}
	return b.String()
}

func FuzzWrap(f *testing.F) {
	for _, s := range []string{"", "a b", "well-known -- state-of-the-art", "foo \u00a0 bar\t\xffbaz", "日本語 e\u0301 👩‍🚀 ☀\ufe0f", "end. \"New.\" \n\n\tx", "aXb cXd"} {
		f.Add(s, 7, uint(0), "", "  ", 0)
		f.Add(s, 3, uint(0x1ff), "* ", "", 2)
	}
	f.Fuzz(func(t *testing.T, text string, width int, flags uint, first, other string, maxLines int) {
		if len(text) > 4096 || len(first) > 20 || len(other) > 20 {
			return
		}
		text = strings.ReplaceAll(text, "\x1b", "")
		w := textwrap.Wrapper{
			Width: width % 100, InitialIndent: first, SubsequentIndent: other,
			KeepTabs: flags&1 != 0, KeepWhitespace: flags&2 != 0, KeepEdgeSpace: flags&4 != 0,
			FixSentenceEndings: flags&8 != 0, NoBreakLongWords: flags&16 != 0, NoBreakHyphens: flags&32 != 0,
			Paragraphs: flags&64 != 0, MaxLines: maxLines % 10, TabSize: int(flags>>9) % 20,
		}
		if flags&128 != 0 {
			w.Measure = textwrap.Cells
		}
		lines, err := w.Wrap(text)
		checkForms(t, w, text, lines, err)
		if err != nil {
			if !errors.Is(err, textwrap.ErrWidth) && !errors.Is(err, textwrap.ErrPlaceholder) {
				t.Errorf("error %v", err)
			}
			return
		}
		checkWidths(t, w, text, lines)
		if w.MaxLines == 0 && first == "" && other == "" {
			if got, want := visible(strings.Join(lines, "")), visible(text); got != want {
				t.Errorf("%+v.Wrap(%q) = %q: text was lost", w, text, lines)
			}
		}
		if w.MaxLines != 0 && !w.Paragraphs && len(lines) > max(w.MaxLines, 1) {
			t.Errorf("%+v.Wrap(%q) has %d lines", w, text, len(lines))
		}
		checkEscapes(t, w, text)
	})
}

// checkWidths checks that no line is wider than it must be.
func checkWidths(t *testing.T, w textwrap.Wrapper, text string, lines []string) {
	t.Helper()
	measure := textwrap.CodePoints
	if w.Measure != nil {
		measure = w.Measure
	}
	width := w.Width
	if width == 0 {
		width = 70
	}
	room := width - max(measure(w.InitialIndent), measure(w.SubsequentIndent))
	if w.NoBreakLongWords || room < 2 {
		return
	}
	for _, line := range lines {
		line = strings.TrimPrefix(strings.TrimPrefix(line, w.InitialIndent), w.SubsequentIndent)
		if got := measure(line); got > width {
			t.Errorf("%+v.Wrap(%q) has the line %q, which is %d wide", w, text, line, got)
		}
	}
}

// checkEscapes puts an escape sequence for each X of text and checks that
// nothing but that changes.
func checkEscapes(t *testing.T, w textwrap.Wrapper, text string) {
	t.Helper()
	const seq = "\x1b[31m"
	if strings.Contains(w.InitialIndent+w.SubsequentIndent, "\x1b") {
		return
	}
	w.Measure = textwrap.Cells
	want, err := w.Wrap(strings.ReplaceAll(text, "X", ""))
	if err != nil {
		return
	}
	w.Measure = textwrap.CellsANSI
	got, err := w.Wrap(strings.ReplaceAll(text, "X", seq))
	if err != nil {
		t.Fatalf("%+v.Wrap(%q): %v", w, text, err)
	}
	count := 0
	for i, line := range got {
		count += strings.Count(line, seq)
		got[i] = strings.ReplaceAll(line, seq, "")
	}
	if w.Paragraphs {
		return // a line of escape sequences alone is not blank
	}
	if len(want) == 0 {
		want = got[:len(got):len(got)]
		if len(got) > 1 || len(got) == 1 && got[0] != "" {
			want = nil
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v.Wrap(%q), escape sequences taken out, is %q, want %q", w, text, got, want)
	}
	if count != strings.Count(text, "X") {
		t.Errorf("%+v.Wrap(%q) has %d escape sequences", w, text, count)
	}
}
