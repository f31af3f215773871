// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"errors"
	"fmt"
	"io"

	"py34.example/textwrap"
)

var textwrapTour = []example{{
	name:  "20_textwrap",
	title: "textwrap: max_lines and placeholder, shorten",
	run: func(w io.Writer) {
		wrapper := textwrap.Wrapper{MaxLines: 5, Width: 40, Placeholder: "[Read more...]"}
		s, err := wrapper.Fill("House? You were lucky to have a house! We used to live in one" +
			" room, all hundred and twenty-six of us, no furniture. Half the" +
			" floor was missing; we were all huddled together in one corner" +
			" for fear of falling.")
		if err != nil {
			fmt.Fprintln(w, err)
			return
		}
		fmt.Fprintln(w, s)

		for _, c := range []struct {
			text  string
			width int
			mark  string
		}{
			{"No no! 'E's pining!", 30, ""},
			{"'E's not pinin'! 'E's passed on!", 30, ""},
			{"Hello  world!", 12, ""},
			{"Hello  world!", 11, ""},
			{"Hello world", 10, "..."},
		} {
			wrapper := textwrap.Wrapper{Width: c.width, Placeholder: c.mark}
			s, err := wrapper.Shorten(c.text)
			if err != nil {
				fmt.Fprintln(w, err)
				continue
			}
			fmt.Fprintln(w, pyRepr(s))
		}
		if _, err := textwrap.Shorten("Hello world", 3); errors.Is(err, textwrap.ErrPlaceholder) {
			fmt.Fprintln(w, "ValueError:", textwrap.ErrPlaceholder)
		}
	},
}}
