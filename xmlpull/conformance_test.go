// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"py34.example/internal/testkit"
	"py34.example/xmlpull"
)

var suiteDir = flag.String("suite", "", "the W3C XML conformance suite (make conformance sets it)")

// A suiteTest is a test of the suite, as its catalogue describes it.
type suiteTest struct {
	id, kind, path, version, edition, namespace string
	doc                                         []byte
}

// readSuite reads the suite, or skips the test where there is none.
func readSuite(t *testing.T) []suiteTest {
	t.Helper()
	if *suiteDir == "" {
		t.Skip("SKIPPED: run make conformance, which fetches the W3C suite; TestRandom and TestPicked need none")
	}
	catalogue, err := os.Open(filepath.Join(*suiteDir, "cleaned", "xmlconf-flattened.xml"))
	if err != nil {
		t.Fatal(err)
	}
	defer catalogue.Close()
	const xmlBase = "{http://www.w3.org/XML/1998/namespace}base"
	var tests []suiteTest
	var bases []string
	for ev, err := range xmlpull.Iterparse(catalogue, xmlpull.Start, xmlpull.End) {
		if err != nil {
			t.Fatal(err)
		}
		if ev.Kind == xmlpull.End {
			bases = bases[:len(bases)-1]
			continue
		}
		attr := func(name string) string { v, _ := ev.Elem.Attr(name); return v }
		bases = append(bases, attr(xmlBase))
		if ev.Elem.Tag != "TEST" {
			continue
		}
		test := suiteTest{
			id: attr("ID"), kind: attr("TYPE"), path: strings.Join(bases, "") + attr("URI"),
			version: attr("VERSION"), edition: attr("EDITION"), namespace: attr("NAMESPACE"),
		}
		if test.doc, err = os.ReadFile(filepath.Join(*suiteDir, "xmlconf", test.path)); err != nil {
			t.Fatal(err)
		}
		tests = append(tests, test)
	}
	if len(tests) != 2585 {
		t.Fatalf("the suite has %d tests, want 2585", len(tests))
	}
	return tests
}

var (
	commentRE  = regexp.MustCompile(`(?s)<!--.*?-->`)
	externalRE = regexp.MustCompile(`<!(?:DOCTYPE|ENTITY)\s[^>"']*?\b(?:SYSTEM|PUBLIC)\b`)
)

// core reports whether the test is about XML 1.0 with namespaces and without
// external identifiers.
func (test *suiteTest) core() bool {
	text := string(test.doc)
	if bytes.HasPrefix(test.doc, []byte("\xff\xfe")) || bytes.HasPrefix(test.doc, []byte("\xfe\xff")) {
		little := int(test.doc[0] & 1)
		units := make([]uint16, len(test.doc)/2)
		for i := range units {
			units[i] = uint16(test.doc[2*i+little])<<8 | uint16(test.doc[2*i+1-little])
		}
		text = string(utf16.Decode(units))
	}
	return test.version != "1.1" && test.namespace != "no" && !externalRE.MatchString(commentRE.ReplaceAllString(text, ""))
}

// TestConformance scores the parser on the suite: the documents that are not
// well-formed must be rejected, the others accepted.
func TestConformance(t *testing.T) {
	tests := readSuite(t)
	fmt.Println("edition  rejected   accepted")
	for _, ed := range []struct {
		name, edition        string
		options              xmlpull.Options
		notWF, wellFormed    int
		rejected, acceptedOf int
	}{
		{name: "fifth", edition: "5", notWF: 876, wellFormed: 742},
		{name: "fourth", edition: "1 2 3 4", options: xmlpull.Options{Edition4: true}, notWF: 1127, wellFormed: 425},
	} {
		var notWF, rejected, wellFormed, accepted int
		for _, test := range tests {
			if test.kind == "error" || test.edition != "" && test.edition != ed.edition || !test.core() {
				continue
			}
			_, err := parse(t, ed.options, test.doc, inOne)
			if test.kind == "not-wf" {
				notWF++
				if err != nil {
					rejected++
				} else {
					t.Errorf("%s edition: %s (%s) is not rejected", ed.name, test.id, test.path)
				}
				continue
			}
			wellFormed++
			if err == nil {
				accepted++
			} else {
				t.Errorf("%s edition: %s (%s) is rejected: %v", ed.name, test.id, test.path, err)
			}
		}
		fmt.Printf("%-7s  %4d/%4d  %4d/%4d\n", ed.name, rejected, notWF, accepted, wellFormed)
		if notWF != ed.notWF || wellFormed != ed.wellFormed {
			t.Errorf("%s edition: %d and %d tests counted, want %d and %d", ed.name, notWF, wellFormed, ed.notWF, ed.wellFormed)
		}
	}
}

// deviations names the tests of the suite whose outcome is not CPython's, on
// purpose.
var deviations = map[string]string{
	"not-wf-not-sa-002":          "internal parameter entities are expanded",
	"v-pe02":                     "internal parameter entities are expanded",
	"o-p69pass1":                 "internal parameter entities are expanded",
	"ibm-valid-P69-ibm69v01.xml": "internal parameter entities are expanded",
	"rmt-e3e-13":                 "what no declaration can change is no error",
	"rmt-008":                    "version 2.0",
	"hst-lhs-007":                "a UTF-8 byte order mark and another encoding",
	"pr-xml-euc-jp":              "CPython's codecs raise other errors",
	"pr-xml-iso-2022-jp":         "CPython takes it for a single-byte encoding",
	"pr-xml-shift_jis":           "CPython's codecs raise other errors",
	"weekly-euc-jp":              "CPython's codecs raise other errors",
	"weekly-iso-2022-jp":         "CPython takes it for a single-byte encoding",
	"weekly-shift_jis":           "CPython's codecs raise other errors",
}

// TestSuiteEvents compares the events and errors of every document of the
// suite with CPython's.
func TestSuiteEvents(t *testing.T) {
	tests := readSuite(t)
	records := testkit.Golden[struct {
		ID, Path string
		Count    int
		Events   string
		Error    *outcome
	}](t, "xmlpull/suite.jsonl")
	if len(records) != len(tests) {
		t.Fatalf("%d records, %d tests", len(records), len(tests))
	}
	differ := make(map[string]bool)
	for i, rec := range records {
		if rec.Path != tests[i].path {
			t.Fatalf("record %d is of %s, test is %s", i, rec.Path, tests[i].path)
		}
		lines, err := parse(t, xmlpull.Options{Edition4: true}, tests[i].doc, inOne)
		if len(lines) == rec.Count && digest(lines) == rec.Events && same(err, rec.Error) {
			continue
		}
		differ[rec.ID] = true
		if deviations[rec.ID] == "" {
			t.Errorf("%s (%s): %d events, %v; want %d, %v", rec.ID, rec.Path, len(lines), err, rec.Count, rec.Error)
		}
	}
	for id := range deviations {
		if !differ[id] {
			t.Errorf("%s is listed as a deviation, but does not differ", id)
		}
	}
}

// TestSuiteSplits cuts every document of the suite under 4 KB in two at every
// place, and feeds the others in single bytes.
func TestSuiteSplits(t *testing.T) {
	for i, test := range readSuite(t) {
		if testing.Short() && i%20 != 0 {
			continue
		}
		if len(test.doc) < 4<<10 {
			everySplit(t, test.doc)
			continue
		}
		for _, o := range []xmlpull.Options{{}, {Edition4: true}} {
			lines, err := parse(t, o, test.doc, inOne)
			if l, e := parse(t, o, test.doc, byOne); !slices.Equal(l, lines) || !same(e, err) {
				t.Errorf("%s in single bytes: %d events, %v; in one piece: %d, %v", test.path, len(l), e, len(lines), err)
			}
		}
	}
}
