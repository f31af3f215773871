// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"fmt"
	"io"
	"strings"

	"py34.example/pprint"
)

const romans = "alright but apart from the sanitation the medicine education wine" +
	" public order irrigation roads the fresh-water system and public" +
	" health what have the romans ever done for us"

var pprintTour = []example{{
	name:  "05_pprint",
	title: "pprint: lines that fit, compact, long strings",
	run: func(w io.Writer) {
		x := map[string]map[string][]string{
			"key1": {
				"key1a": {"tis", "but", "a", "scratch"},
				"key1b": {"it's", "just", "a", "flesh", "wound"},
			},
			"key2": {
				"key2a": {"he's", "not", "the", "messiah"},
				"key2b": {"he's", "a", "very", "naughty", "boy"},
				"key2c": strings.Fields(romans),
			},
		}
		show := func(p pprint.Printer, v any) {
			p.Notation = pprint.Python
			fmt.Fprintln(w, p.Format(v))
		}
		fmt.Fprintln(w, "--- pprint(x)")
		show(pprint.Printer{}, x)
		fmt.Fprintln(w, "--- compact, width 75")
		show(pprint.Printer{Compact: true, Width: 75}, x)
		fmt.Fprintln(w, "--- long string, width 50")
		show(pprint.Printer{Width: 50}, romans)
	},
}, {
	name:  "05b_pprint34",
	title: "pprint: the compact lines of Python 3.5 and later",
	run: func(w io.Writer) {
		p := pprint.Printer{Notation: pprint.Python, Compact: true, Width: 75}
		fmt.Fprintln(w, p.Format(map[string]map[string][]string{
			"key1": {},
			"key2": {"key2b": {}, "key2c": strings.Fields(romans)},
		}))
	},
}}
