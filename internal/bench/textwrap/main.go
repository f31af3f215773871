// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Textwrap compares package textwrap with its peers and with CPython.
package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"github.com/charmbracelet/x/ansi"
	krtext "github.com/kr/text"
	gowordwrap "github.com/mitchellh/go-wordwrap"
	"github.com/muesli/reflow/wordwrap"
	"py34.example/internal/bench/harness"
	"py34.example/textwrap"
)

const width = 70

func main() {
	dir, err := os.MkdirTemp("", "bench")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)

	english := prose(1<<20, englishWords, " ")
	latin := prose(1<<20, latinWords, " ")
	cjk := prose(1<<20, cjkWords, "")
	var cases []harness.Case
	for _, in := range []struct {
		name, text string
		python     float64 // goals
		peers      float64
	}{
		{"1 MB English, width 70", english, 60, 5},
		{"1 MB Latin with accents, width 70", latin, 0, 3},
		{"1 MB CJK, width 70", cjk, 0, 3},
	} {
		c := harness.Case{
			Name:  in.name,
			Bytes: int64(len(in.text)),
			Contenders: []harness.Contender{
				{Name: "textwrap.AppendFill", Run: appendFill(textwrap.Wrapper{}, in.text)},
				{Name: "textwrap.Fill", Run: func(n int) {
					for range n {
						textwrap.Fill(in.text, width)
					}
				}},
				{Name: "textwrap, Cells", Run: appendFill(textwrap.Wrapper{Measure: textwrap.Cells}, in.text)},
				{Name: "mitchellh/go-wordwrap", Run: func(n int) {
					for range n {
						goWordwrap(in.text)
					}
				}},
				{Name: "charmbracelet/x/ansi", Run: func(n int) {
					for range n {
						ansi.Wrap(in.text, width, "")
					}
				}},
				harness.Python("3.13.0", readFile(dir, in.name, in.text)+"import textwrap\nw = textwrap.TextWrapper()", "w.fill(text)"),
			},
			Goals: []harness.Goal{
				{Against: "mitchellh/go-wordwrap", Min: in.peers},
				{Against: "charmbracelet/x/ansi", Min: in.peers},
			},
		}
		if in.python > 0 {
			c.Goals = append(c.Goals, harness.Goal{Against: "CPython", Min: in.python})
		}
		cases = append(cases, c)
	}

	// The peers that are not linear get a text that they can finish.
	small := english[:16<<10]
	cases = append(cases, harness.Case{
		Name:  "16 kB English, width 70, all peers",
		Bytes: int64(len(small)),
		Contenders: []harness.Contender{
			{Name: "textwrap.AppendFill", Run: appendFill(textwrap.Wrapper{}, small)},
			{Name: "mitchellh/go-wordwrap", Run: func(n int) {
				for range n {
					goWordwrap(small)
				}
			}},
			{Name: "muesli/reflow", Run: func(n int) {
				for range n {
					wordwrap.String(small, width)
				}
			}},
			{Name: "kr/text", Run: func(n int) {
				for range n {
					krtext.Wrap(small, width)
				}
			}},
		},
	})

	for _, in := range []struct{ name, unit string }{
		{"one word", "x"},
		{"one paragraph", "word "},
		{"all hyphens", "-"},
		{"all no-break spaces", "\u00a0"},
		{"all tabs", "\t"},
	} {
		long := strings.Repeat(in.unit, 1<<20/len(in.unit))
		cases = append(cases, harness.Case{
			Name: "four times the input: " + in.name,
			Contenders: []harness.Contender{
				{Name: "256 kB", Run: appendFill(textwrap.Wrapper{}, long[:len(long)/4])},
				{Name: "1 MB", Run: appendFill(textwrap.Wrapper{}, long)},
			},
			Goals: []harness.Goal{{Against: "1 MB", Max: 4.5}},
		})
	}
	harness.Main(cases...)
}

// appendFill fills text into one buffer over and over.
func appendFill(w textwrap.Wrapper, text string) func(int) {
	w.Width = width
	buf := make([]byte, 0, 2*len(text))
	return func(n int) {
		for range n {
			var err error
			if buf, err = w.AppendFill(buf[:0], text); err != nil {
				panic(err)
			}
		}
	}
}

func goWordwrap(s string) string { return gowordwrap.WrapString(s, width) }

// readFile writes text to a file and returns Python lines that read it.
func readFile(dir, name, text string) string {
	path := filepath.Join(dir, strings.ReplaceAll(name, " ", "_"))
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		panic(err)
	}
	return fmt.Sprintf("text = open(%q, encoding='utf-8').read()\n", path)
}

var (
	englishWords = strings.Fields(`it was the best of times it was the worst of times it was the age of wisdom
		it was the age of foolishness it was the epoch of belief, incredulity; Light, Darkness. we had everything
		before us, we had nothing before us -- the noisiest authorities insisted on its being received, for good
		or for evil, in the superlative degree of comparison only. twenty-six well-known mother-in-law "quoted"`)
	latinWords = strings.Fields(`là où l'été s'achève à peine déjà Zürich größer Äpfel über señor mañana corazón
		façade naïve œuvre élève hôtel château garçon Straße Füße müßig não coração então às vezes também`)
	cjkWords = []string{"吾輩は", "猫である。", "名前は", "まだ無い。", "どこで", "生れたか", "とんと", "見当が", "つかぬ。",
		"我", "们", "今天", "学习", "中文，", "很", "高兴。"}
)

// prose returns about size bytes of words in random order.
func prose(size int, words []string, sep string) string {
	rng := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	for b.Len() < size {
		b.WriteString(words[rng.IntN(len(words))])
		b.WriteString(sep)
	}
	return b.String()
}
