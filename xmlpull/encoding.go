// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// A decoder turns a document into UTF-8, piece by piece. What it cannot decode
// becomes the byte 0xFF, which the scanner then refuses at its place.
type decoder interface {
	decode(dst, src []byte, last bool) []byte
}

const undecodable = 0xFF

// sniff finds the encoding from the first bytes of the document (Appendix F).
func (s *Scanner) sniff(b []byte) {
	s.sniffed = true
	switch string(b) {
	case "\x00", "\xEF", "\xEF\xBB", "\xFE", "\xFF":
		s.stub = true
	}
	if d := sniffUTF16(b); d != nil {
		s.dec = d
		s.pos.unit = unitUTF16
	}
}

func sniffUTF16(b []byte) *utf16Decoder {
	if len(b) < 2 {
		return nil
	}
	switch {
	case b[0] == 0xFE && b[1] == 0xFF, b[0] == 0:
		return &utf16Decoder{big: true}
	case b[0] == 0xFF && b[1] == 0xFE, b[1] == 0:
		return &utf16Decoder{}
	}
	return nil
}

type utf16Decoder struct {
	big  bool
	half []byte // a byte, or a high surrogate and perhaps a byte, that await the rest
}

func (d *utf16Decoder) decode(dst, src []byte, last bool) []byte {
	if len(d.half) > 0 {
		src = append(d.half, src...)
	}
	for len(src) >= 2 {
		r := d.unit(src)
		if utf16.IsSurrogate(r) {
			if len(src) < 4 && r < 0xDC00 {
				break
			}
			full := rune(utf8.RuneError)
			if len(src) >= 4 {
				full = utf16.DecodeRune(r, d.unit(src[2:]))
			}
			if full == utf8.RuneError {
				dst = append(dst, undecodable)
				src = src[2:]
				continue
			}
			src = src[2:]
			r = full
		}
		dst = utf8.AppendRune(dst, r)
		src = src[2:]
	}
	d.half = bytes.Clone(src)
	if last && len(src) >= 2 {
		dst = append(dst, 0xF0) // the start of a character, for the error
	}
	return dst
}

func (d *utf16Decoder) unit(b []byte) rune {
	if d.big {
		return rune(b[0])<<8 | rune(b[1])
	}
	return rune(b[1])<<8 | rune(b[0])
}

// A byteDecoder has the UTF-8 form of each byte.
type byteDecoder [256]string

func (d *byteDecoder) decode(dst, src []byte, _ bool) []byte {
	for _, c := range src {
		dst = append(dst, d[c]...)
	}
	return dst
}

func newByteDecoder(char func(c byte) rune) *byteDecoder {
	d := new(byteDecoder)
	for i := range d {
		if r := char(byte(i)); r == utf8.RuneError {
			d[i] = string([]byte{undecodable})
		} else {
			d[i] = string(r)
		}
	}
	return d
}

// A textDecoder is an encoding of [Options].Charset.
type textDecoder struct {
	t    transform.Transformer
	rest []byte
	buf  [4096]byte
}

func (d *textDecoder) decode(dst, src []byte, last bool) []byte {
	src = append(d.rest, src...)
	for {
		n, k, err := d.t.Transform(d.buf[:], src, last)
		dst = append(dst, d.buf[:n]...)
		src = src[k:]
		if err == transform.ErrShortDst && (n > 0 || k > 0) {
			continue
		}
		if err != nil && err != transform.ErrShortSrc {
			dst = append(dst, undecodable)
			src = nil
		}
		break
	}
	d.rest = bytes.Clone(src)
	return dst
}

// declaredEncoding returns the decoder, nil for UTF-8, and the unit of offsets
// for the label of an XML declaration. The document is in UTF-16 if in16 is not
// nil, and may have begun with the byte order mark of UTF-8.
func (o *Options) declaredEncoding(label string, in16 *utf16Decoder, bom bool) (decoder, unit, ErrorCode) {
	name := strings.ToLower(label)
	switch name {
	case "utf-16", "utf-16le", "utf-16be":
		if in16 == nil || name == "utf-16le" && in16.big || name == "utf-16be" && !in16.big {
			return nil, 0, ErrIncorrectEncoding
		}
		return nil, 0, 0
	case "utf-8", "utf8":
		if in16 != nil {
			return nil, 0, ErrIncorrectEncoding
		}
		return nil, 0, 0
	}
	dec, unit := o.byteEncoding(name), unitByte
	if dec == nil && o.Charset != nil {
		if e, err := o.Charset(label); err == nil && e != nil {
			dec, unit = &textDecoder{t: e.NewDecoder()}, unitUTF8
		}
	}
	switch {
	case dec == nil:
		return nil, 0, ErrUnknownEncoding
	case in16 != nil || bom:
		return nil, 0, ErrIncorrectEncoding
	}
	return dec, unit, 0
}

func (o *Options) byteEncoding(name string) decoder {
	switch name {
	case "us-ascii", "ascii", "iso646-us", "ansi_x3.4-1968":
		return newByteDecoder(func(c byte) rune {
			if c >= 0x80 {
				return utf8.RuneError
			}
			return rune(c)
		})
	case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1":
		return newByteDecoder(func(c byte) rune { return rune(c) })
	}
	if m := charmaps[name]; m != nil {
		return newByteDecoder(m.DecodeByte)
	}
	return nil
}

// charmaps are the single-byte encodings that contain ASCII, by their labels
// in lower case.
var charmaps = map[string]*charmap.Charmap{
	"ibm437": charmap.CodePage437, "cp437": charmap.CodePage437,
	"ibm850": charmap.CodePage850, "cp850": charmap.CodePage850,
	"ibm852": charmap.CodePage852, "cp852": charmap.CodePage852,
	"ibm855": charmap.CodePage855, "cp855": charmap.CodePage855,
	"ibm00858": charmap.CodePage858, "cp858": charmap.CodePage858,
	"ibm860": charmap.CodePage860, "cp860": charmap.CodePage860,
	"ibm862": charmap.CodePage862, "cp862": charmap.CodePage862,
	"ibm863": charmap.CodePage863, "cp863": charmap.CodePage863,
	"ibm865": charmap.CodePage865, "cp865": charmap.CodePage865,
	"ibm866": charmap.CodePage866, "cp866": charmap.CodePage866,
	"koi8-r": charmap.KOI8R, "koi8-u": charmap.KOI8U,
	"macintosh": charmap.Macintosh, "mac-roman": charmap.Macintosh,
	"x-mac-cyrillic": charmap.MacintoshCyrillic, "mac-cyrillic": charmap.MacintoshCyrillic,
	"windows-874": charmap.Windows874, "cp874": charmap.Windows874,
}

func init() {
	for i, m := range []*charmap.Charmap{
		charmap.Windows1250, charmap.Windows1251, charmap.Windows1252, charmap.Windows1253, charmap.Windows1254,
		charmap.Windows1255, charmap.Windows1256, charmap.Windows1257, charmap.Windows1258,
	} {
		for _, prefix := range []string{"windows-", "cp"} {
			charmaps[fmt.Sprint(prefix, 1250+i)] = m
		}
	}
	for i, m := range []*charmap.Charmap{
		2: charmap.ISO8859_2, 3: charmap.ISO8859_3, 4: charmap.ISO8859_4, 5: charmap.ISO8859_5, 6: charmap.ISO8859_6,
		7: charmap.ISO8859_7, 8: charmap.ISO8859_8, 9: charmap.ISO8859_9, 10: charmap.ISO8859_10,
		13: charmap.ISO8859_13, 14: charmap.ISO8859_14, 15: charmap.ISO8859_15, 16: charmap.ISO8859_16,
	} {
		if m == nil {
			continue
		}
		for _, prefix := range []string{"iso-8859-", "iso8859-", "iso_8859-"} {
			charmaps[fmt.Sprint(prefix, i)] = m
		}
	}
	for label, i := range map[string]int{
		"latin2": 2, "latin3": 3, "latin4": 4, "cyrillic": 5, "arabic": 6, "greek": 7, "hebrew": 8, "latin5": 9,
		"latin6": 10, "latin7": 13, "latin8": 14, "latin9": 15, "latin-9": 15, "latin10": 16,
		"l2": 2, "l3": 3, "l4": 4, "l5": 9, "l6": 10, "l7": 13, "l8": 14, "l9": 15, "l10": 16,
	} {
		charmaps[label] = charmaps[fmt.Sprint("iso-8859-", i)]
	}
}

var _ encoding.Encoding = charmap.KOI8R

// A pseudoAttr is a name and a value of an XML declaration, by their indexes.
type pseudoAttr struct {
	name, nameEnd, value, valueEnd int
	next                           int // the index after the closing quote
	none                           bool
}

// pseudo scans a pseudo attribute of the XML declaration w[:end] from i. If it
// is malformed, bad is the index where.
func pseudo(w []byte, i, end int) (a pseudoAttr, bad int) {
	space := i
	for i < end && isSpace(w[i]) {
		i++
	}
	if i == end {
		return pseudoAttr{none: true, next: space}, -1
	}
	if i == space {
		return a, i
	}
	a.name = i
	for i < end && w[i] != '=' && !isSpace(w[i]) {
		if w[i] >= 0x80 {
			return a, i
		}
		i++
	}
	a.nameEnd = i
	for i < end && isSpace(w[i]) {
		i++
	}
	if i == end || w[i] != '=' || a.nameEnd == a.name {
		return a, i
	}
	i++
	for i < end && isSpace(w[i]) {
		i++
	}
	if i == end || w[i] != '"' && w[i] != '\'' {
		return a, i
	}
	quote := w[i]
	i++
	a.value = i
	for i < end && w[i] != quote {
		if class[w[i]]&className == 0 {
			return a, i
		}
		i++
	}
	if i == end {
		return a, i
	}
	a.valueEnd = i
	a.next = i + 1
	return a, -1
}

// A xmlDecl is what an XML or text declaration says.
type xmlDecl struct {
	encoding   string
	encodingAt int
	standalone bool
}

// parseXMLDecl parses the declaration w[i:end], of a document or of an external
// entity. If it is malformed, bad is the index where, else -1.
func parseXMLDecl(w []byte, i, end int, external bool) (d xmlDecl, bad int) {
	end -= len("?>")
	a, bad := pseudo(w, i+len("<?xml"), end)
	if bad >= 0 {
		return d, bad
	}
	if a.none {
		return d, a.next
	}
	if string(w[a.name:a.nameEnd]) == "version" {
		if !isVersion(w[a.value:a.valueEnd]) {
			return d, a.value
		}
		if a, bad = pseudo(w, a.next, end); bad >= 0 {
			return d, bad
		}
		if a.none {
			if external {
				return d, a.next
			}
			return d, -1
		}
	} else if !external {
		return d, a.name
	}
	if string(w[a.name:a.nameEnd]) == "encoding" {
		if class[w[a.value]]&classStart == 0 || w[a.value] == '_' {
			return d, a.value
		}
		d.encoding, d.encodingAt = string(w[a.value:a.valueEnd]), a.value
		if a, bad = pseudo(w, a.next, end); bad >= 0 {
			return d, bad
		}
		if a.none {
			return d, -1
		}
	}
	if string(w[a.name:a.nameEnd]) != "standalone" || external {
		return d, a.name
	}
	switch string(w[a.value:a.valueEnd]) {
	case "yes":
		d.standalone = true
	case "no":
	default:
		return d, a.value
	}
	for i = a.next; i < end && isSpace(w[i]); i++ {
	}
	if i != end {
		return d, i
	}
	return d, -1
}

// isVersion reports whether v is 1. and digits (production 26).
func isVersion(v []byte) bool {
	if len(v) < 3 || v[0] != '1' || v[1] != '.' {
		return false
	}
	for _, c := range v[2:] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// xmlDecl heeds the XML declaration w[i:end].
func (s *Scanner) xmlDecl(w []byte, i, end int) error {
	d, bad := parseXMLDecl(w, i, end, false)
	if bad >= 0 {
		return s.fail(ErrXMLDecl, bad)
	}
	s.dtd.standalone = d.standalone
	if d.encoding == "" {
		return nil
	}
	in16, _ := s.dec.(*utf16Decoder)
	dec, unit, code := s.Options.declaredEncoding(d.encoding, in16, s.bom)
	if code != 0 {
		return s.fail(code, d.encodingAt)
	}
	if dec != nil {
		s.locate(end)
		s.dec, s.pos.unit = dec, unit
		s.switched = true
	}
	return nil
}

// readExternal reads an external entity through the Resolver. It reports
// whether there is one.
func (s *Scanner) readExternal(ent *entity) (found bool, err error) {
	if s.Options.Resolver == nil {
		return false, nil
	}
	r, err := s.Options.Resolver(ent.public, ent.system)
	if err != nil {
		return false, s.externalError(ent, err)
	}
	if r == nil {
		return false, nil
	}
	if c, ok := r.(io.Closer); ok {
		defer c.Close()
	}
	// More than this is refused when it is spent.
	budget := max(float64(s.Options.activationBytes()), s.Options.maxAmplification()*float64(s.fed)) - float64(s.fed+s.spent)
	data, err := io.ReadAll(io.LimitReader(r, int64(max(budget, 0))+1))
	if err != nil {
		return false, s.externalError(ent, err)
	}
	if err := s.spend(len(data)); err != nil {
		return false, err
	}
	if ent.text, err = s.externalText(data); err != nil {
		return false, err
	}
	ent.read = true
	return true, nil
}

func (s *Scanner) externalError(ent *entity, err error) error {
	pe := s.failAt(ErrExternalEntity, s.at).(*ParseError)
	pe.Msg = fmt.Sprintf("%s: %q: %v", pe.Msg, ent.system, err)
	return pe
}

// externalText decodes an external entity and takes its text declaration off.
func (s *Scanner) externalText(data []byte) ([]byte, error) {
	in16 := sniffUTF16(data)
	if in16 != nil {
		data = in16.decode(nil, data, true)
	}
	text, bom := bytes.CutPrefix(data, []byte("\ufeff"))
	if !bytes.HasPrefix(text, []byte("<?xml")) || len(text) > 5 && !isSpace(text[5]) {
		return text, nil
	}
	end := bytes.Index(text, []byte("?>"))
	if end < 0 {
		return nil, s.fail(ErrTextDecl, s.at)
	}
	end += len("?>")
	d, bad := parseXMLDecl(text, 0, end, true)
	if bad >= 0 {
		return nil, s.fail(ErrTextDecl, s.at)
	}
	text = text[end:]
	if d.encoding == "" {
		return text, nil
	}
	dec, _, code := s.Options.declaredEncoding(d.encoding, in16, bom)
	if code != 0 {
		return nil, s.fail(code, s.at)
	}
	if dec != nil {
		text = dec.decode(nil, text, true)
	}
	return text, nil
}
