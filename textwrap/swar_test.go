// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package textwrap_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"py34.example/textwrap"
)

// TestValid compares the validation of words with utf8.Valid, over sequences
// of every kind at every place in a word.
func TestValid(t *testing.T) {
	pieces := []string{
		"a", "é", "\u07ff", "\u0800", "界", "\ud7ff", "\ue000", "\uffff", "😀", "\U0010ffff",
		"\xff", "\x80", "\xc0\x80", "\xc1\xbf", "\xc3", "\xe0\x9f\xbf", "\xe0\xa0\x80", "\xed\xa0\x80", "\xed\x9f\xbf",
		"\xe7\x95", "\xe7", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xf0\x9f\x98", "\xef\xbf\xbf",
	}
	check := func(s string) {
		if got, want := textwrap.Valid([]byte(s)), utf8.ValidString(s); got != want {
			t.Errorf("valid(%q) = %v, want %v", s, got, want)
		}
	}
	for before := range 9 {
		for after := range 17 {
			for _, p := range pieces {
				for _, q := range pieces {
					check(strings.Repeat("x", before) + p + q + strings.Repeat("y", after))
				}
			}
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 50_000 {
		var b strings.Builder
		valid := rng.IntN(2) == 0
		for range rng.IntN(20) {
			if valid {
				b.WriteString(pieces[rng.IntN(10)])
			} else {
				b.WriteString(pieces[rng.IntN(len(pieces))])
			}
		}
		check(b.String())
	}
}
