// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Xmlpull compares package xmlpull with encoding/xml, with expat and libxml2
// through drivers in C, and with CPython's XMLPullParser, at 24 MB of three
// kinds of document in pieces of 64 KiB.
//
// The drivers are built where cc, libexpat1-dev and libxml2-dev are installed;
// without them their lines are left out.
package main

import (
	"bytes"
	_ "embed"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"py34.example/internal/bench/harness"
	"py34.example/xmlpull"
)

const (
	docSize   = 24e6
	chunkSize = 64 << 10
)

//go:embed drivers/expat.c
var expatDriver []byte

//go:embed drivers/libxml2.c
var libxml2Driver []byte

func main() {
	dir, err := os.MkdirTemp("", "xmlpull")
	if err != nil {
		fatal(err)
	}
	defer os.RemoveAll(dir)
	expat := build(dir, "expat", expatDriver, "-lexpat")
	libxml2 := build(dir, "libxml2", libxml2Driver, "-I/usr/include/libxml2", "-lxml2")

	var cases []harness.Case
	for _, d := range []struct {
		name                string
		doc                 []byte
		std, expat, cpython float64 // goals
	}{
		{"records", records(), 12, 3.5, 8},
		{"text", text(), 12, 2.2, 4},
		{"namespaces", namespaces(), 10, 3, 6},
	} {
		file := filepath.Join(dir, d.name+".xml")
		if err := os.WriteFile(file, d.doc, 0o666); err != nil {
			fatal(err)
		}
		scan := harness.Case{
			Name:  "Scanner/" + d.name,
			Bytes: int64(len(d.doc)),
			Contenders: []harness.Contender{
				{Name: "Scanner", Run: repeat(func() { scan(d.doc) })},
				{Name: "encoding/xml", Run: repeat(func() { std(d.doc) })},
			},
			Goals: []harness.Goal{{Against: "encoding/xml", Min: d.std}, {Against: "expat", Min: d.expat}},
		}
		for _, driver := range []struct{ name, path string }{{"expat", expat}, {"libxml2", libxml2}} {
			if driver.path != "" {
				scan.Contenders = append(scan.Contenders, harness.Contender{Name: driver.name, Command: []string{driver.path, file}})
			}
		}
		pull := harness.Case{
			Name:  "PullParser/" + d.name,
			Bytes: int64(len(d.doc)),
			Contenders: []harness.Contender{
				{Name: "PullParser", Run: repeat(func() { pull(d.doc) })},
				harness.Python("3.13.0", fmt.Sprintf(pythonSetup, file), "work()"),
			},
			Goals: []harness.Goal{{Against: "CPython", Min: d.cpython}},
		}
		cases = append(cases, scan, pull)
	}
	harness.Main(cases...)
	if sink == 0 {
		fatal(errors.New("nothing was found"))
	}
}

func fatal(err error) {
	fmt.Fprintln(os.Stderr, "xmlpull:", err)
	os.Exit(1)
}

func repeat(f func()) func(n int) {
	return func(n int) {
		for range n {
			f()
		}
	}
}

// build compiles a driver and returns its path, or "" if that fails.
func build(dir, name string, source []byte, flags ...string) string {
	src, bin := filepath.Join(dir, name+".c"), filepath.Join(dir, name)
	if err := os.WriteFile(src, source, 0o666); err != nil {
		fatal(err)
	}
	args := append([]string{"-O2", "-o", bin, src}, flags...)
	if out, err := exec.Command("cc", args...).CombinedOutput(); err != nil {
		fmt.Printf("%s left out: %v\n%s", name, err, out)
		return ""
	}
	return bin
}

const pythonSetup = `
import xml.etree.ElementTree as ET
doc = open(%q, "rb").read()
chunks = [doc[i:i + 65536] for i in range(0, len(doc), 65536)]
def work():
    p = ET.XMLPullParser()
    for c in chunks:
        p.feed(c)
        for _, e in p.read_events():
            e.clear()
    p.close()
`

func chunks(doc []byte, f func(b []byte) error) {
	for len(doc) > 0 {
		n := min(len(doc), chunkSize)
		if err := f(doc[:n]); err != nil {
			fatal(err)
		}
		doc = doc[n:]
	}
}

// sink counts what the contenders find.
var sink int

func scan(doc []byte) {
	s := xmlpull.Scanner{
		StartElement: func(_ *xmlpull.Name, attrs []xmlpull.ScanAttr) error { sink += len(attrs); return nil },
		EndElement:   func(*xmlpull.Name) error { sink++; return nil },
		Text:         func(b []byte) error { sink += len(b); return nil },
	}
	chunks(doc, func(b []byte) error { _, err := s.Write(b); return err })
	if err := s.Close(); err != nil {
		fatal(err)
	}
}

func pull(doc []byte) {
	p := xmlpull.NewPullParser()
	chunks(doc, func(b []byte) error {
		err := p.Feed(b)
		for ev := range p.Events() {
			if ev.Elem != nil {
				sink++
				ev.Elem.Clear()
			}
		}
		return err
	})
	if err := p.Close(); err != nil {
		fatal(err)
	}
}

func std(doc []byte) {
	d := xml.NewDecoder(bytes.NewReader(doc))
	for {
		switch t, err := d.Token(); {
		case err == io.EOF:
			return
		case err != nil:
			fatal(err)
		default:
			if start, ok := t.(xml.StartElement); ok {
				sink += len(start.Attr)
			}
		}
	}
}

// records looks like an export of a database.
func records() []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<records>\n")
	for i := 0; b.Len() < docSize; i++ {
		fmt.Fprintf(&b, "  <record id=\"%d\" kind=\"k%d\">\n    <name>Person %d</name>\n", i, r.IntN(5), r.IntN(1e6))
		fmt.Fprintf(&b, "    <email>user%d@example.com</email>\n", r.IntN(1e6))
		fmt.Fprintf(&b, "    <amount currency=\"EUR\">%d.%02d</amount>\n  </record>\n", r.IntN(10000), r.IntN(100))
	}
	b.WriteString("</records>\n")
	return b.Bytes()
}

// text looks like a book.
func text() []byte {
	words := strings.Fields("nobody expects the Spanish inquisition our chief weapon is surprise fear and ruthless " +
		"efficiency an almost fanatical devotion to a café in Málaga of red uniforms")
	r := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	b.WriteString("<book>\n")
	for b.Len() < docSize {
		b.WriteString("<p>")
		column := 0
		for range 40 + r.IntN(120) {
			w := words[r.IntN(len(words))]
			column += len(w) + 1
			switch r.IntN(70) {
			case 0:
				fmt.Fprintf(&b, "<em>%s</em>", w)
			case 1:
				fmt.Fprintf(&b, "%s &amp;", w)
			default:
				b.WriteString(w)
			}
			if column > 76 {
				b.WriteByte('\n')
				column = 0
			} else {
				b.WriteByte(' ')
			}
		}
		b.WriteString("</p>\n")
	}
	b.WriteString("</book>\n")
	return b.Bytes()
}

// namespaces looks like a SOAP message.
func namespaces() []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	b.WriteString(`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:d="urn:example:data" xmlns:x="urn:example:ext"><s:Body>` + "\n")
	for i := 0; b.Len() < docSize; i++ {
		fmt.Fprintf(&b, `<d:item d:id="%d" x:state="s%d"><d:title xml:lang="en">Title %d</d:title>`, i, r.IntN(9), r.IntN(1e6))
		fmt.Fprintf(&b, `<x:meta xmlns:x="urn:example:ext" x:rank="%d"/><price xmlns="urn:example:price" unit="EUR">%d</price></d:item>`, r.IntN(100), r.IntN(10000))
		b.WriteByte('\n')
	}
	b.WriteString("</s:Body></s:Envelope>\n")
	return b.Bytes()
}
