// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package htmlunescape_test

import (
	"bytes"
	"encoding/json"
	"html"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"golang.org/x/text/transform"

	"py34.example/htmlunescape"
	"py34.example/internal/testkit"
)

var (
	attribute = htmlunescape.Unescaper{Attribute: true}
	whatwg    = htmlunescape.Unescaper{Rules: htmlunescape.WHATWG}
)

// A pair is a recorded argument and its result.
type pair struct{ in, out testkit.Text }

func (p *pair) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&p.in, &p.out})
}

func check(t *testing.T, in, want string) {
	t.Helper()
	if got := htmlunescape.Unescape(in); got != want {
		t.Errorf("Unescape(%q) = %q, want %q", in, got, want)
	}
	if got := htmlunescape.AppendUnescape([]byte("…"), []byte(in)); string(got) != "…"+want {
		t.Errorf("AppendUnescape(…, %q) = %q, want %q", in, got, "…"+want)
	}
}

func TestUnescapeGolden(t *testing.T) {
	for _, p := range testkit.Golden[pair](t, "htmlunescape/unescape.jsonl") {
		check(t, string(p.in), string(p.out))
	}
}

// tails are what testdata/htmlunescape/gen.py writes after each name.
var tails = []string{"", ";", "k", "7", "=", "&"}

type tailed struct {
	name string
	out  []testkit.Text
}

func (r *tailed) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&r.name, &r.out})
}

func TestEveryNameWithEveryTail(t *testing.T) {
	for _, r := range testkit.Golden[tailed](t, "htmlunescape/tails.jsonl") {
		for i, tail := range tails {
			check(t, "&"+r.name+tail, string(r.out[i]))
		}
	}
}

func TestEntities(t *testing.T) {
	want := make(map[string]string)
	for _, r := range testkit.Golden[[2]json.RawMessage](t, "htmlunescape/entities.jsonl") {
		var name string
		var value testkit.Text
		if err := json.Unmarshal(r[0], &name); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(r[1], &value); err != nil {
			t.Fatal(err)
		}
		want[name] = string(value)
	}
	if got := maps.Collect(htmlunescape.Entities()); !maps.Equal(got, want) || len(got) != 2231 {
		t.Errorf("Entities() are %d names that are not CPython's %d", len(got), len(want))
	}
	var names []string
	for name := range htmlunescape.Entities() {
		names = append(names, name)
	}
	bare := func(a, b string) int { return strings.Compare(strings.TrimSuffix(a, ";"), strings.TrimSuffix(b, ";")) }
	if !slices.IsSortedFunc(names, bare) {
		t.Error("Entities() are not in the order of their names")
	}
	n := 0
	for range htmlunescape.Entities() {
		if n++; n == 3 {
			break
		}
	}
}

func TestTablesAreCurrent(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the generator")
	}
	goTool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("SKIPPED: there is no go command to run the generator with")
	}
	out := filepath.Join(t.TempDir(), "tables.go")
	if msg, err := exec.CommandContext(t.Context(), goTool, "run", "gen_tables.go", "-o", out).CombinedOutput(); err != nil {
		t.Fatalf("gen_tables.go: %v\n%s", err, msg)
	}
	want, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("tables.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("tables.go is not what gen_tables.go writes: run go generate")
	}
}

// TestStandardLibrary names every class of input on which package html gives
// another answer than Python, and shows that it still does.
func TestStandardLibrary(t *testing.T) {
	for _, tt := range []struct{ why, in, want, std string }{
		{"numbers are computed in 32 bits", "&#4294967356;script", "\ufffdscript", "<script"},
		{"two names are missing", "&nGt;&nLt;", "≫⃒≪⃒", "&nGt;&nLt;"},
		{"a number without digits is a number", "&#x;", "&#x;", "\ufffd"},
		{"a digit at the end is no number", "&#9", "\t", "&#9"},
		{"controls are kept", "a&#1;&#x7F;b", "ab", "a\x01\x7fb"},
		{"noncharacters are kept", "a&#xFFFE;&#xFDD0;b", "ab", "a\ufffe\ufdd0b"},
	} {
		t.Run(tt.why, func(t *testing.T) {
			check(t, tt.in, tt.want)
			if got := html.UnescapeString(tt.in); got != tt.std {
				t.Errorf("html.UnescapeString(%q) = %q, want %q: mend the package comment", tt.in, got, tt.std)
			}
		})
	}
}

// TestStandardLibraryAgrees checks that those classes are all there are.
func TestStandardLibraryAgrees(t *testing.T) {
	differs := 0
	for _, p := range testkit.Golden[pair](t, "htmlunescape/unescape.jsonl") {
		in, want := string(p.in), string(p.out)
		if html.UnescapeString(in) == want {
			continue
		}
		differs++
		if !slices.ContainsFunc([]string{"&nGt;", "&nLt;", "&#"}, func(s string) bool { return strings.Contains(in, s) }) {
			t.Errorf("html.UnescapeString(%q) = %q, want %q: a class of its own", in, html.UnescapeString(in), want)
		}
	}
	if differs == 0 {
		t.Error("html.UnescapeString gives CPython's answer everywhere")
	}
}

func TestAttribute(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"?a=1&copy=2&timestamp=3", "?a=1&copy=2&timestamp=3"},
		{"?a=1&copy;=2&times;tamp", "?a=1©=2×tamp"},
		{"&copy", "©"},
		{"&copy ", "© "},
		{"&copy&lt", "©<"},
		{"&copy-", "©-"},
		{"&copyé", "©é"},
		{"&copy1", "&copy1"},
		{"&notit;", "&notit;"},
		{"&notin;", "∉"},
		{"&notin", "&notin"},
		{"&not=&not;=", "&not=¬="},
		{"&#65=&#x41=", "A=A="},
		{"&#x41g", "Ag"},
		{"&nosuch;", "&nosuch;"},
		{"&=", "&="},
	} {
		if got := attribute.Unescape(tt.in); got != tt.want {
			t.Errorf("Unescape(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
	for _, r := range testkit.Golden[tailed](t, "htmlunescape/tails.jsonl") {
		for i, tail := range tails {
			in, want := "&"+r.name+tail, string(r.out[i])
			if strings.Contains("k7=", tail) && tail != "" {
				want = in // never a whole name with its semicolon
			}
			if _, known := legacy()[r.name]; !known && tail != ";" {
				want = in
			}
			if got := attribute.Unescape(in); got != want {
				t.Errorf("Unescape(%q) = %q, want %q", in, got, want)
			}
		}
	}
}

var legacy = func() func() map[string]string {
	var m map[string]string
	return func() map[string]string {
		if m == nil {
			m = maps.Collect(htmlunescape.Entities())
			maps.DeleteFunc(m, func(name, _ string) bool { return strings.HasSuffix(name, ";") })
		}
		return m
	}
}()

// TestRules compares the two rules over every number, and both with the HTML
// standard's table of replaced numbers.
func TestRules(t *testing.T) {
	windows := []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")
	for x := range rune(0x110000 + 100) {
		in := "&#" + decimal(x) + ";"
		want := string(x)
		switch {
		case x == 0, x >= 0x110000, 0xD800 <= x && x <= 0xDFFF:
			want = "\ufffd"
		case 0x80 <= x && x < 0xA0:
			want = string(windows[x-0x80])
		}
		if got := whatwg.Unescape(in); got != want {
			t.Fatalf("Unescape(%q) = %q, want %q", in, got, want)
		}
		control := x < 0x20 && !strings.ContainsRune("\t\n\f\r\x00", x) || x == 0x7F
		if control || 0xFDD0 <= x && x <= 0xFDEF || x < 0x110000 && x&0xFFFE == 0xFFFE {
			want = ""
		}
		if got := htmlunescape.Unescape(in); got != want {
			t.Fatalf("Unescape(%q) = %q, want %q", in, got, want)
		}
	}
}

func decimal(x rune) string {
	if x < 10 {
		return string('0' + x)
	}
	return decimal(x/10) + string('0'+x%10)
}

func TestAnyNumberOfDigits(t *testing.T) {
	zeros, nines := strings.Repeat("0", 10_000_000), strings.Repeat("9", 10_000_000)
	check(t, "&#"+zeros+"65;", "A")
	check(t, "&#x"+zeros+"41", "A")
	check(t, "&#"+nines+";x", "\ufffdx")
	check(t, "&#X"+nines+"g", "\ufffdg")
	for _, in := range []string{"&#" + zeros + "65;", "&#x" + nines} {
		got, err := io.ReadAll(htmlunescape.NewReader(strings.NewReader(in)))
		if want := htmlunescape.Unescape(in); err != nil || string(got) != want {
			t.Errorf("NewReader over %d digits gives %q, %v, want %q", len(in), got, err, want)
		}
	}
}

// TestHostile runs inputs of ten megabytes that make a careless decoder slow.
func TestHostile(t *testing.T) {
	for _, unit := range []string{"&", "&#", "&#x", "&a", "&z", "&;", "&amp", "&nGt;", "&CounterClockwiseContourIntegra", "&not", "é", "\xff&"} {
		in := strings.Repeat(unit, 10_000_000/len(unit))
		out := htmlunescape.Unescape(in)
		if len(out) > len(in)+len(in)/5+1 {
			t.Errorf("%d bytes of %q become %d", len(in), unit, len(out))
		}
	}
}

// TestEveryByte compares references with every byte at two of their places when
// they stand in a long text, where they are decoded eight bytes at a time, and
// at its end, where they are not.
func TestEveryByte(t *testing.T) {
	const tail = "; and more text"
	for a := range 256 {
		for b := range 256 {
			for _, start := range []string{"&#", "&#x", "&#1", "&#x1", "&", "&l", "&#123"} {
				in := start + string([]byte{byte(a), byte(b)})
				want := htmlunescape.Unescape(in+";") + tail[1:]
				if got := htmlunescape.Unescape(in + tail); got != want {
					t.Fatalf("Unescape(%q) = %q, want %q", in+tail, got, want)
				}
			}
		}
	}
}

func TestInvalidUTF8(t *testing.T) {
	check(t, "\xff&lt\xff;&\xe2\x82&gt;\xe2", "\xff<\xff;&\xe2\x82>\xe2")
}

func TestUnescapeReturnsItsArgument(t *testing.T) {
	for _, s := range []string{"", "plain", "a & b", "&", "&nosuch; &#; &#x; &z", strings.Repeat("x", 1000)} {
		if n := testing.AllocsPerRun(10, func() { htmlunescape.Unescape(s) }); n != 0 {
			t.Errorf("Unescape(%q) makes %v allocations", s, n)
		}
	}
}

func TestAllocations(t *testing.T) {
	sparse := strings.Repeat(strings.Repeat("x", 2500)+"&lt;&amp;&#x20ac;&eacute", 400)
	if n := testing.AllocsPerRun(10, func() { htmlunescape.Unescape(sparse) }); n != 1 {
		t.Errorf("Unescape of sparse text makes %v allocations, want 1", n)
	}
	src, dst := []byte(sparse), make([]byte, 0, len(sparse))
	if n := testing.AllocsPerRun(10, func() { htmlunescape.AppendUnescape(dst, src) }); n != 0 {
		t.Errorf("AppendUnescape makes %v allocations, want 0", n)
	}
	if n := testing.AllocsPerRun(10, func() { htmlunescape.Escape(sparse, true) }); n != 1 {
		t.Errorf("Escape makes %v allocations, want 1", n)
	}
	if n := testing.AllocsPerRun(10, func() { htmlunescape.Escape(sparse[:2500], true) }); n != 0 {
		t.Errorf("Escape of plain text makes %v allocations, want 0", n)
	}
	tr := htmlunescape.NewTransformer()
	if n := testing.AllocsPerRun(10, func() {
		tr.Reset()
		if _, _, err := tr.Transform(dst[:cap(dst)], src, true); err != nil {
			t.Error(err)
		}
	}); n != 0 {
		t.Errorf("Transform makes %v allocations, want 0", n)
	}
}

// TestNoInit checks that importing the package runs nothing.
func TestNoInit(t *testing.T) {
	if runtime.GOOS == "js" || runtime.GOOS == "wasip1" {
		t.Skip("no processes here")
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^$")
	cmd.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	trace, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(trace, []byte("init runtime ")) {
		t.Fatalf("no trace of initializations in %q", trace)
	}
	if path := reflect.TypeFor[htmlunescape.Unescaper]().PkgPath(); bytes.Contains(trace, []byte("init "+path+" ")) {
		t.Errorf("%s is initialized when it is imported:\n%s", path, trace)
	}
}

type escapes struct{ in, text, attr testkit.Text }

func (r *escapes) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&r.in, &r.text, &r.attr})
}

func TestEscapeGolden(t *testing.T) {
	for _, r := range testkit.Golden[escapes](t, "htmlunescape/escape.jsonl") {
		for quote, want := range map[bool]string{false: string(r.text), true: string(r.attr)} {
			in := string(r.in)
			if got := htmlunescape.Escape(in, quote); got != want {
				t.Errorf("Escape(%q, %v) = %q, want %q", in, quote, got, want)
			}
			if got := htmlunescape.AppendEscape([]byte("…"), []byte(in), quote); string(got) != "…"+want {
				t.Errorf("AppendEscape(…, %q, %v) = %q, want %q", in, quote, got, "…"+want)
			}
		}
	}
}

// TestEscapeEveryByte puts each byte at every place of a short string, so that
// no way of looking at several bytes at once misses one.
func TestEscapeEveryByte(t *testing.T) {
	special := map[byte]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&quot;", '\'': "&#x27;"}
	for c := range 256 {
		for i := range 20 {
			in := strings.Repeat("x", i) + string([]byte{byte(c)}) + strings.Repeat("\xe9", 19-i)
			for _, quote := range []bool{false, true} {
				want := in
				if esc := special[byte(c)]; esc != "" && (quote || c != '"' && c != '\'') {
					want = in[:i] + esc + in[i+1:]
				}
				if got := htmlunescape.Escape(in, quote); got != want {
					t.Errorf("Escape(%q, %v) = %q, want %q", in, quote, got, want)
				}
			}
		}
	}
}

// run drives a transformer over pieces of src with room for size bytes at a
// time, as package transform's users do.
func run(t *testing.T, tr transform.Transformer, size int, pieces ...string) string {
	t.Helper()
	tr.Reset()
	var out []byte
	dst := make([]byte, size)
	for i, piece := range pieces {
		src, last := []byte(piece), i == len(pieces)-1
		for {
			nDst, nSrc, err := tr.Transform(dst, src, last)
			out = append(out, dst[:nDst]...)
			src = src[nSrc:]
			if err == nil {
				break
			}
			if err != transform.ErrShortDst {
				t.Fatalf("Transform(%q) returns %v", pieces, err)
			}
			if nDst == 0 && nSrc == 0 {
				t.Fatalf("Transform(%q) makes no progress", pieces)
			}
		}
		if len(src) > 0 {
			t.Fatalf("Transform(%q) leaves %q of a piece", pieces, src)
		}
	}
	return string(out)
}

func everyByte(s string) []string {
	pieces := []string{""}
	for i := range len(s) {
		pieces = append(pieces, s[i:i+1])
	}
	return append(pieces, "")
}

func TestTransformerEverySplit(t *testing.T) {
	records := testkit.Golden[pair](t, "htmlunescape/unescape.jsonl")
	for _, u := range []htmlunescape.Unescaper{{}, attribute, whatwg} {
		tr := u.NewTransformer()
		for i, p := range records {
			in := string(p.in)
			want := u.Unescape(in)
			if len(in) > 200 || testing.Short() && i%10 != 0 {
				continue
			}
			for k := range len(in) + 1 {
				if got := run(t, tr, 64, in[:k], in[k:]); got != want {
					t.Fatalf("%+v: %q + %q gives %q, want %q", u, in[:k], in[k:], got, want)
				}
			}
			for _, size := range []int{1, 2, 7} {
				if got := run(t, tr, size, in); got != want {
					t.Fatalf("%+v: %q in steps of %d bytes gives %q, want %q", u, in, size, got, want)
				}
				if got := run(t, tr, size, everyByte(in)...); got != want {
					t.Fatalf("%+v: %q byte by byte gives %q, want %q", u, in, got, want)
				}
			}
		}
	}
}

func TestTransformerEveryName(t *testing.T) {
	tr := htmlunescape.NewTransformer()
	for _, r := range testkit.Golden[tailed](t, "htmlunescape/tails.jsonl") {
		for i, tail := range tails {
			in, want := "&"+r.name+tail, string(r.out[i])
			if got := run(t, tr, 1, everyByte(in)...); got != want {
				t.Errorf("%q byte by byte gives %q, want %q", in, got, want)
			}
		}
	}
}

func TestTransformString(t *testing.T) {
	for _, p := range testkit.Golden[pair](t, "htmlunescape/unescape.jsonl") {
		got, n, err := transform.String(htmlunescape.NewTransformer(), string(p.in))
		if got != string(p.out) || n != len(p.in) || err != nil {
			t.Errorf("transform.String(%q) = %q, %d, %v, want %q", p.in, got, n, err, p.out)
		}
	}
}

func TestReader(t *testing.T) {
	var in, want strings.Builder
	for _, p := range testkit.Golden[pair](t, "htmlunescape/unescape.jsonl") {
		in.WriteString(string(p.in) + "\n") // a line feed ends every reference
		want.WriteString(string(p.out) + "\n")
	}
	for name, r := range map[string]io.Reader{
		"whole":       strings.NewReader(in.String()),
		"one byte":    iotest.OneByteReader(strings.NewReader(in.String())),
		"half":        iotest.HalfReader(strings.NewReader(in.String())),
		"early error": iotest.DataErrReader(strings.NewReader(in.String())),
	} {
		got, err := io.ReadAll(htmlunescape.NewReader(r))
		if err != nil || string(got) != want.String() {
			t.Errorf("%s: %v, %s", name, err, testkit.Diff(want.String(), string(got)))
		}
	}
	got, err := io.ReadAll(iotest.OneByteReader(whatwg.NewReader(strings.NewReader("&#1;&lt;"))))
	if string(got) != "\x01<" || err != nil {
		t.Errorf("one byte at a time: %q, %v", got, err)
	}
}

func TestReaderError(t *testing.T) {
	r := io.MultiReader(strings.NewReader("a&lt;b"), iotest.ErrReader(io.ErrUnexpectedEOF))
	got, err := io.ReadAll(htmlunescape.NewReader(r))
	if string(got) != "a<b" || err != io.ErrUnexpectedEOF {
		t.Errorf("ReadAll = %q, %v, want %q, %v", got, err, "a<b", io.ErrUnexpectedEOF)
	}
}

func FuzzUnescape(f *testing.F) {
	for _, s := range []string{"&lt;", "&notit;", "&#x;", "&#0065&#xfffe;", "&nGt;&#99999999999;", "&amp&copy=1", "&\xff;"} {
		f.Add(s, uint(3))
	}
	f.Fuzz(func(t *testing.T, in string, cut uint) {
		out := htmlunescape.Unescape(in)
		if len(out) > len(in)+len(in)/5 {
			t.Errorf("Unescape(%q) = %q, which is too long", in, out)
		}
		if utf8.ValidString(in) && !utf8.ValidString(out) {
			t.Errorf("Unescape(%q) = %q, which is not UTF-8", in, out)
		}
		if got := htmlunescape.Unescape(htmlunescape.Escape(in, true)); got != in {
			t.Errorf("Unescape(Escape(%q)) = %q, want the same", in, got)
		}
		k := int(cut % uint(len(in)+1))
		for _, u := range []htmlunescape.Unescaper{{}, attribute, whatwg} {
			want := u.Unescape(in)
			if got := string(u.AppendUnescape(nil, []byte(in))); got != want {
				t.Errorf("%+v: AppendUnescape(%q) = %q, want %q", u, in, got, want)
			}
			if got := run(t, u.NewTransformer(), 1+k%9, in[:k], in[k:]); got != want {
				t.Errorf("%+v: %q + %q gives %q, want %q", u, in[:k], in[k:], got, want)
			}
		}
	})
}
