// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package textwrap_test

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"py34.example/textwrap"
)

const speech = "House? You were lucky to have a house! We used to live in one" +
	" room, all hundred and twenty-six of us, no furniture. Half the" +
	" floor was missing; we were all huddled together in one corner" +
	" for fear of falling."

func Example() {
	w := textwrap.Wrapper{Width: 40, MaxLines: 5, Placeholder: "[Read more...]"}
	s, err := w.Fill(speech)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s)
	// Output:
	// House? You were lucky to have a house!
	// We used to live in one room, all hundred
	// and twenty-six of us, no furniture. Half
	// the floor was missing; we were all
	// huddled together in one[Read more...]
}

// A list item: the text hangs beside its bullet.
func ExampleWrapper_Fill() {
	w := textwrap.Wrapper{Width: 34, InitialIndent: "  * ", SubsequentIndent: "    "}
	for _, item := range []string{
		"state-of-the-art hovercraft, full of eels",
		"one Norwegian Blue; remarkable bird, beautiful plumage",
	} {
		s, err := w.Fill(item)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(s)
	}
	// Output:
	//   * state-of-the-art hovercraft,
	//     full of eels
	//   * one Norwegian Blue; remarkable
	//     bird, beautiful plumage
}

func ExampleWrapper_Wrap() {
	w := textwrap.Wrapper{Width: 12}
	lines, err := w.Wrap("It's only a model.")
	fmt.Printf("%q %v\n", lines, err)
	// Output:
	// ["It's only a" "model."] <nil>
}

// Columns of a table are wrapped one line at a time.
func ExampleWrapper_Lines() {
	w := textwrap.Wrapper{Width: 16}
	lines, err := w.Lines("We want a shrubbery, one that looks nice and not too expensive.")
	if err != nil {
		fmt.Println(err)
		return
	}
	for line := range lines {
		fmt.Printf("| %-16s |\n", line)
	}
	// Output:
	// | We want a        |
	// | shrubbery, one   |
	// | that looks nice  |
	// | and not too      |
	// | expensive.       |
}

// A buffer is used again for one text after another.
func ExampleWrapper_AppendFill() {
	w := textwrap.Wrapper{Width: 24}
	var buf []byte
	for _, text := range []string{"Your mother was a hamster.", "Your father smelt of elderberries."} {
		var err error
		if buf, err = w.AppendFill(buf[:0], text); err != nil {
			fmt.Println(err)
			return
		}
		os.Stdout.Write(append(buf, '\n', '\n'))
	}
	// Output:
	// Your mother was a
	// hamster.
	//
	// Your father smelt of
	// elderberries.
}

func ExampleWrapper_Shorten() {
	w := textwrap.Wrapper{Width: 30, Placeholder: "…"}
	s, err := w.Shorten("  And now for\n\tsomething completely different.")
	fmt.Printf("%q %v\n", s, err)

	w.Width = 0 // 70
	w.Placeholder = strings.Repeat(".", 71)
	_, err = w.Shorten("And now for something completely different.")
	fmt.Println(errors.Is(err, textwrap.ErrPlaceholder))
	// Output:
	// "And now for something…" <nil>
	// true
}

// Blank lines between paragraphs stay.
func ExampleWrapper_paragraphs() {
	w := textwrap.Wrapper{Width: 30, Paragraphs: true}
	s, err := w.Fill(`What have the Romans
ever done for us?

The aqueduct. Sanitation. Roads. Irrigation. Medicine.
`)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s)
	// Output:
	// What have the Romans ever done
	// for us?
	//
	// The aqueduct. Sanitation.
	// Roads. Irrigation. Medicine.
}

func ExampleWrap() {
	for _, line := range textwrap.Wrap("Look, goof-ball -- use the -b option!", 16) {
		fmt.Println(line)
	}
	// Output:
	// Look, goof-ball
	// -- use the -b
	// option!
}

func ExampleFill() {
	fmt.Println(textwrap.Fill("Nobody expects the Spanish Inquisition!", 20))
	// Output:
	// Nobody expects the
	// Spanish Inquisition!
}

func ExampleShorten() {
	s, err := textwrap.Shorten("'E's not pinin'! 'E's passed on!", 30)
	fmt.Printf("%q %v\n", s, err)
	_, err = textwrap.Shorten("Hello world", 3)
	fmt.Println(err)
	// Output:
	// "'E's not pinin'! 'E's [...]" <nil>
	// textwrap: placeholder too large for max width: " [...]" after indent "" in width 3
}

func ExampleDedent() {
	fmt.Print(textwrap.Dedent(`
		SELECT name
		  FROM knights
		 WHERE says = 'Ni'
	`))
	// Output:
	// SELECT name
	//   FROM knights
	//  WHERE says = 'Ni'
}

// Quote a message as mail programs do.
func ExampleIndent() {
	fmt.Println(textwrap.Indent("Is this the right room?\n\nI've told you once.", "> "))
	// Output:
	// > Is this the right room?
	//
	// > I've told you once.
}

func ExampleIndentFunc() {
	script := "# a comment\nmake test\n"
	fmt.Print(textwrap.IndentFunc(script, "$ ", func(line string) bool {
		return !strings.HasPrefix(line, "#")
	}))
	// Output:
	// # a comment
	// $ make test
}

// A terminal shows wide characters in two cells.
func ExampleMeasure() {
	text := "吾輩は猫である。名前はまだ無い。"
	w := textwrap.Wrapper{Width: 16}
	lines, _ := w.Wrap(text)
	fmt.Println(len(lines), "line")
	w.Measure = textwrap.Cells
	lines, _ = w.Wrap(text)
	fmt.Println(strings.Join(lines, "\n"))
	// Output:
	// 1 line
	// 吾輩は猫である。
	// 名前はまだ無い。
}

func ExampleCodePoints() {
	fmt.Println(textwrap.CodePoints("naïve"), textwrap.CodePoints("無い"), textwrap.CodePoints("\xff"))
	// Output: 5 2 1
}

func ExampleCells() {
	fmt.Println(textwrap.Cells("naïve"), textwrap.Cells("無い"), textwrap.Cells("👩‍🚀"))
	// Output: 5 4 2
}

// Escape sequences take no room and stay whole.
func ExampleCellsANSI() {
	w := textwrap.Wrapper{Width: 10, Measure: textwrap.CellsANSI}
	lines, err := w.Wrap("a \x1b[1mbold\x1b[0m statement")
	fmt.Printf("%q %v\n", lines, err)
	fmt.Println(textwrap.CellsANSI("\x1b[1mbold\x1b[0m"))
	// Output:
	// ["a \x1b[1mbold\x1b[0m" "statement"] <nil>
	// 4
}
