// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package textwrap wraps, shortens, indents and dedents plain text.
//
//	fmt.Println(textwrap.Fill(text, 60))
//
// A [Wrapper] holds the options, and its zero value wraps at width 70:
//
//	w := textwrap.Wrapper{Width: 40, MaxLines: 5, Placeholder: "[Read more...]"}
//	s, err := w.Fill(text)
//
// The package follows Python's textwrap module: [Wrapper] is TextWrapper, and
// [Wrap], [Fill], [Shorten], [Dedent] and [Indent] are the functions of those
// names. A text is split into chunks, which are words, parts of hyphenated
// words, dashes and runs of blanks; as many chunks as fit go on each line, and
// blanks at the edges of lines are dropped. Blanks are tab, newline, vertical
// tab, form feed, carriage return and space; a no-break space is part of a
// word. Text is UTF-8, and a byte that is not counts as a character of its own
// and is kept as it is.
//
// # Differences from Python
//
//   - A Wrapper can measure terminal cells instead of code points, with or
//     without escape sequences: see [Measure].
//   - A Wrapper can keep paragraphs apart: see [Wrapper].Paragraphs.
//   - An indent wider than the width never makes a call run for ever: each
//     line takes one character at least.
//   - MaxLines 0 means unlimited; a negative number of lines acts as one, as
//     every number below one does in Python.
//   - [Dedent] makes every line of white space empty, whatever the white space
//     is, as Python 3.14 does; 3.13 knows only blanks and tabs.
//   - All calls take time linear in the length of the text, and memory for one
//     copy of it besides the result.
//
// # When the standard library is the better choice
//
// text/tabwriter aligns columns, and go/doc/comment wraps Go doc comments.
package textwrap

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
)

var (
	// ErrWidth is wrapped by the error for a width below 1.
	ErrWidth = errors.New("invalid width")

	// ErrPlaceholder is wrapped by the error for a placeholder that, with
	// the indent before it, is wider than a line.
	ErrPlaceholder = errors.New("placeholder too large for max width")
)

const (
	defaultWidth       = 70
	defaultTabSize     = 8
	defaultPlaceholder = " [...]"
)

// A Wrapper wraps text by its options. The zero value is ready to use and
// wraps like Python's TextWrapper(). Methods do not change the Wrapper, and may
// be called by several goroutines at once if Measure may.
type Wrapper struct {
	// Width is the greatest width of a line, indent included, as counted
	// by Measure. A line is wider only if a word may not be broken, or if
	// its indent leaves no room for a character. 0 means 70, and a
	// negative Width is an error.
	Width int

	InitialIndent    string // begins the first line
	SubsequentIndent string // begins all other lines

	// KeepTabs leaves tabs as they are. Otherwise they become spaces up to
	// the next multiple of TabSize characters, counted from the start of
	// the text's line, not of the wrapped one. (Python: expand_tabs=False.)
	KeepTabs bool

	// TabSize is the distance of tab stops. 0 means 8, and with a negative
	// TabSize tabs vanish (Python's tabsize=0).
	TabSize int

	// KeepWhitespace leaves each blank as it is. Otherwise each blank
	// (after tabs are expanded) becomes one space. (Python:
	// replace_whitespace=False.)
	KeepWhitespace bool

	// KeepEdgeSpace keeps the white space at the edges of lines. Otherwise
	// it is dropped, but for that at the start of the text. (Python:
	// drop_whitespace=False.)
	KeepEdgeSpace bool

	// FixSentenceEndings puts two spaces where one follows the end of a
	// sentence: a lower-case ASCII letter, one of . ! ? and perhaps one of
	// " and '.
	FixSentenceEndings bool

	// NoBreakLongWords puts a word that is wider than a line on a line of
	// its own, instead of breaking it. (Python: break_long_words=False.)
	NoBreakLongWords bool

	// NoBreakHyphens breaks lines at white space only. Otherwise a line may
	// also end after the hyphen of a compound word and around a dash.
	// (Python: break_on_hyphens=False.)
	NoBreakHyphens bool

	// MaxLines is the greatest number of lines. What is left over is cut
	// off, and Placeholder ends the last line. 0 means unlimited, and a
	// negative number means 1.
	MaxLines int

	// Placeholder stands for the text that MaxLines cut off. "" means
	// " [...]", unless NoPlaceholder is set.
	Placeholder   string
	NoPlaceholder bool

	// Measure counts the width of text. nil means [CodePoints].
	Measure Measure

	// Paragraphs wraps each paragraph by itself, with its own initial
	// indent and number of lines, and keeps the blank lines between them.
	// Paragraphs are parted by one or more lines of nothing but white
	// space. Otherwise the text is one paragraph.
	Paragraphs bool
}

// Wrap returns the lines of the wrapped text, without newlines at their ends.
// Text of nothing but white space has no lines. The error, if any, wraps
// [ErrWidth] or [ErrPlaceholder].
//
// Python: TextWrapper.wrap.
func (w *Wrapper) Wrap(text string) ([]string, error) {
	br, err := newBreaker(w, text)
	if err != nil {
		return nil, err
	}
	defer br.free()
	br.grow(text)
	for br.next() {
		br.out = br.appendLine(br.out, br.line)
		br.ends = append(br.ends, len(br.out))
	}
	all := string(br.out)
	lines := make([]string, len(br.ends))
	start := 0
	for i, end := range br.ends {
		lines[i] = all[start:end]
		start = end
	}
	return lines, nil
}

// Fill returns the wrapped text as one string, its lines joined by newlines.
//
// Python: TextWrapper.fill.
func (w *Wrapper) Fill(text string) (string, error) {
	br, err := newBreaker(w, text)
	if err != nil {
		return "", err
	}
	defer br.free()
	br.grow(text)
	br.out = br.appendFill(br.out)
	return string(br.out), nil
}

// AppendFill appends what [Wrapper.Fill] returns to dst. It allocates nothing
// if dst is large enough. If there is an error it returns dst as it was.
func (w *Wrapper) AppendFill(dst []byte, text string) ([]byte, error) {
	br, err := newBreaker(w, text)
	if err != nil {
		return dst, err
	}
	defer br.free()
	return br.appendFill(dst), nil
}

// Lines returns an iterator over the lines that [Wrapper.Wrap] returns. The
// error comes before the first line.
func (w *Wrapper) Lines(text string) (iter.Seq[string], error) {
	br, err := newBreaker(w, "")
	if err != nil {
		return nil, err
	}
	br.free()
	frozen := *w // later changes to w have no effect
	return func(yield func(string) bool) {
		br, _ := newBreaker(&frozen, text)
		defer br.free()
		for br.next() {
			br.out = br.appendLine(br.out[:0], br.line)
			if !yield(string(br.out)) {
				return
			}
		}
	}, nil
}

// Shorten collapses the white space in text and cuts it to fit on one line of
// w.Width, ending with the placeholder if anything was cut off. White space is
// what unicode.IsSpace says, and U+001C to U+001F. MaxLines and Paragraphs
// have no effect.
//
// Python: textwrap.shorten.
func (w *Wrapper) Shorten(text string) (string, error) {
	one := *w
	one.MaxLines = 1
	one.Paragraphs = false
	return one.Fill(collapse(text))
}

// collapse returns the words of s joined by single spaces.
func collapse(s string) string {
	return strings.Join(strings.FieldsFunc(s, isSpace), " ")
}

// Wrap returns the lines of text wrapped to the given width, by default 70 if
// it is below 1, with the options of a zero [Wrapper].
//
// Python: textwrap.wrap.
func Wrap(text string, width int) []string {
	w := Wrapper{Width: max(width, 0)}
	lines, _ := w.Wrap(text) // no error without MaxLines
	return lines
}

// Fill returns the lines of [Wrap] joined by newlines.
//
// Python: textwrap.fill.
func Fill(text string, width int) string {
	w := Wrapper{Width: max(width, 0)}
	s, _ := w.Fill(text) // no error without MaxLines
	return s
}

// Shorten collapses the white space in text and cuts it to the given width,
// ending with " [...]" if anything was cut off. The width must be 1 at least,
// and hold "[...]" even if nothing is cut off.
//
// Python: textwrap.shorten.
func Shorten(text string, width int) (string, error) {
	if width < 1 {
		return "", widthError(width)
	}
	w := Wrapper{Width: width}
	return w.Shorten(text)
}

func widthError(width int) error {
	return fmt.Errorf("textwrap: %w: %d (must be at least 1)", ErrWidth, width)
}

var breakers = sync.Pool{New: func() any { return new(breaker) }}

// newBreaker returns a breaker at the start of text, to be freed by the caller.
func newBreaker(w *Wrapper, text string) (*breaker, error) {
	width := w.Width
	switch {
	case width < 0:
		return nil, widthError(width)
	case width == 0:
		width = defaultWidth
	}
	br := breakers.Get().(*breaker)
	br.w = w
	br.width = width
	br.kind = kindOf(w.Measure)
	br.rest = text

	br.placeholder = w.Placeholder
	if w.NoPlaceholder {
		br.placeholder = ""
	} else if br.placeholder == "" {
		br.placeholder = defaultPlaceholder
	}
	br.maxLines = w.MaxLines
	if br.maxLines < 0 {
		br.maxLines = 1
	}
	br.firstWidth = width - br.stringWidth(w.InitialIndent)
	br.otherWidth = width - br.stringWidth(w.SubsequentIndent)
	if br.maxLines > 0 {
		indent, left := w.InitialIndent, br.firstWidth
		if br.maxLines > 1 {
			indent, left = w.SubsequentIndent, br.otherWidth
		}
		if br.stringWidth(strings.TrimLeftFunc(br.placeholder, isSpace)) > left {
			err := fmt.Errorf("textwrap: %w: %q after indent %q in width %d", ErrPlaceholder, br.placeholder, indent, width)
			br.free()
			return nil, err
		}
	}
	return br, nil
}

// grow makes room in br.out for the lines of text, as far as can be told.
func (br *breaker) grow(text string) {
	if br.maxLines == 0 {
		br.out = slices.Grow(br.out, len(text)+len(text)/16)
	}
}

// maxKept is the size of the largest buffer that is kept for the next call.
const maxKept = 16 << 20

// free gives the breaker back, with its buffers if they are not too large.
func (br *breaker) free() {
	if cap(br.buf)+cap(br.out) > maxKept {
		return
	}
	clear(br.escapes[:cap(br.escapes)]) // they hold on to the text
	*br = breaker{buf: br.buf[:0], out: br.out[:0], ends: br.ends[:0], starts: br.starts[:0], escapes: br.escapes[:0]}
	breakers.Put(br)
}

// appendFill appends all lines, joined by newlines.
func (br *breaker) appendFill(dst []byte) []byte {
	first := true
	for br.next() {
		if !first {
			dst = append(dst, '\n')
		}
		first = false
		dst = br.appendLine(dst, br.line)
	}
	return dst
}

// appendLine appends a line: indent, text with its escape sequences,
// placeholder.
func (br *breaker) appendLine(dst []byte, ln line) []byte {
	dst = append(dst, ln.indent...)
	if len(br.escapes) > 0 {
		return br.appendEscaped(dst, ln)
	}
	dst = append(dst, br.buf[ln.start:ln.end]...)
	return append(dst, ln.suffix...)
}

// appendEscaped appends the text of a line with the escape sequences taken out
// of it by prepare: those before the line that no line has had yet, those in
// it and at its end, and after the last line all that remain.
func (br *breaker) appendEscaped(dst []byte, ln line) []byte {
	at := ln.start
	for br.escaped < len(br.escapes) && br.escapes[br.escaped].at <= ln.end {
		esc := br.escapes[br.escaped]
		if esc.at > at {
			dst = append(dst, br.buf[at:esc.at]...)
			at = esc.at
		}
		dst = append(dst, esc.seq...)
		br.escaped++
	}
	dst = append(dst, br.buf[at:ln.end]...)
	dst = append(dst, ln.suffix...)
	if ln.last {
		for ; br.escaped < len(br.escapes); br.escaped++ {
			dst = append(dst, br.escapes[br.escaped].seq...)
		}
	}
	return dst
}
