// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package htmlparser

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// CPython 3.13.0 buffers its input, goes through it once when it is fed and
// once more when it is closed, and answers some questions by what it has in
// its buffer by then. This parser answers as if the whole input were fed at
// once: in phase feed it waits wherever what is still to come could matter,
// and Close goes through the phases fed and closed.
type phase uint8

const (
	feed   phase = iota
	fed          // the end of the first pass
	closed       // the second pass
)

type pythonState struct {
	phase   phase
	stalled bool // until Close: the first pass has stopped
	halted  bool // this pass has stopped

	rest   int // bytes left by the pass before
	credit int // bytes that may be gone through in vain

	// What the rest of the data is known not to hold.
	noGT, noComment, noMarked, noOffice, noSingle, noDouble bool

	nameEnd int    // where the last name of a tag ends that was looked at
	dead    []bool // positions from which an attribute leads to no end of a tag
}

// parsePython parses data by CPython 3.13.0's rules and returns how much of it
// is settled.
func (p *Parser) parsePython(data []byte, end bool) int {
	s := &p.python
	if !end {
		s.credit += 8 * (len(data) - s.rest)
		s.rest = len(data)
		// What is unfinished is gone through again from its beginning, but
		// not more often than the input pays for.
		if s.stalled || len(data) > s.credit+4096 {
			return 0
		}
		n := p.pass(0, feed)
		s.rest = len(data) - n
		s.credit -= s.rest
		return n
	}
	i := p.pass(0, fed)
	if p.err == nil {
		i = p.pass(i, closed)
	}
	if p.err == nil && i < len(data) && p.content == "" {
		p.emitText(i, len(data), !p.KeepCharRefs, true)
		i = len(data)
	}
	if p.err == nil && p.inRefs {
		p.emitText(i, i, true, true)
	}
	return i
}

// pass goes through the data from i on and returns where it stopped.
func (p *Parser) pass(i int, ph phase) int {
	p.python = pythonState{phase: ph, stalled: p.python.stalled, rest: p.python.rest, credit: p.python.credit}
	for i < len(p.data) && p.err == nil && !p.python.halted {
		if p.inRefs && p.data[i] == '<' {
			p.emitText(i, i, true, true)
		}
		switch c := p.data[i]; {
		case p.content != "":
			i = p.pyContent(i)
		case c == '<':
			i = p.pyMarkup(i)
		case c == '&' && p.KeepCharRefs:
			i = p.pyReference(i)
		default:
			i = p.pyText(i)
		}
	}
	p.python.dead = nil
	return i
}

// halt ends the pass at i.
func (p *Parser) halt(i int) int {
	p.python.halted = true
	return i
}

// pyData reports data[i:j] as text that goes no further and returns j.
func (p *Parser) pyData(i, j int) int {
	p.emitText(i, j, p.content == "" && !p.KeepCharRefs, true)
	return j
}

func (p *Parser) pyText(i int) int {
	end := "<"
	if p.KeepCharRefs {
		end = "<&"
	}
	if k := bytes.IndexAny(p.data[i:], end); k >= 0 {
		return p.pyData(i, i+k)
	}
	j := len(p.data)
	if p.python.phase == feed {
		j -= partialRune(p.data[i:])
	}
	if j == i {
		return p.halt(i)
	}
	p.emitText(i, j, !p.KeepCharRefs, false)
	return j
}

// pyContent parses the content of a script or style.
func (p *Parser) pyContent(i int) int {
	end := p.pyContentEnd(i)
	if end < 0 {
		return p.halt(i)
	}
	if end > i {
		p.pyData(i, end)
	}
	return p.pyEndTag(end)
}

// pyContentEnd finds what CPython takes for an end tag of p.content: case is
// folded as Unicode has it, white space may stand before the name.
func (p *Parser) pyContentEnd(i int) int {
	for {
		k := bytes.Index(p.data[i:], []byte("</"))
		if k < 0 {
			return -1
		}
		i += k
		s := p.data[i+2:]
		s = s[pySpaces(s):]
		n := 0
		for n < len(p.content) && len(s) > 0 {
			r, size := utf8.DecodeRune(s)
			if pyFold(r) != p.content[n] {
				break
			}
			s = s[size:]
			n++
		}
		s = s[pySpaces(s):]
		if n == len(p.content) && len(s) > 0 && s[0] == '>' {
			return i
		}
		i++
	}
}

// pyFold folds the letters of "script" and "style".
func pyFold(r rune) byte {
	switch r {
	case 'ſ':
		return 's'
	case 'İ', 'ı':
		return 'i'
	}
	if r < utf8.RuneSelf {
		return lower(byte(r))
	}
	return 0
}

// pyMarkup parses what the < at data[i] begins.
func (p *Parser) pyMarkup(i int) int {
	s := p.data[i:]
	var next int
	switch {
	case len(s) == 1:
		return p.halt(i)
	case isLetter(s[1]):
		next = p.pyStartTag(i)
	case s[1] == '/':
		next = p.pyEndTag(i)
	case bytes.HasPrefix(s, []byte("<!--")):
		next = p.pyComment(i)
	case s[1] == '?':
		next = p.pyUntilGT(i, p.Handler.PI)
	case bytes.HasPrefix(s, []byte("<![")):
		next = p.pyMarkedSection(i)
	case s[1] == '!':
		const doctype = "<!doctype"
		f := p.Handler.Comment
		if len(s) >= len(doctype) && equalFold(s[:len(doctype)], doctype) {
			f = p.Handler.Decl
		}
		next = p.pyUntilGT(i, f)
	default:
		return p.pyData(i, i+1)
	}
	if next >= 0 {
		return next
	}
	if p.python.phase != closed || p.err != nil {
		return p.halt(i)
	}
	// Unfinished: what goes up to the next > or < is text.
	next = p.findGT(i+1) + 1
	if next == 0 {
		next = i + 1
		if k := bytes.IndexByte(p.data[next:], '<'); k >= 0 {
			next += k
		}
	}
	return p.pyData(i, next)
}

// findGT returns the index of the first > at or after data[i], -1 if there is
// none.
func (p *Parser) findGT(i int) int {
	return p.find(&p.python.noGT, i, '>')
}

// find returns the index of the first c at or after data[i], -1 if there is
// none, and notes that.
func (p *Parser) find(none *bool, i int, c byte) int {
	if *none {
		return -1
	}
	k := bytes.IndexByte(p.data[min(i, len(p.data)):], c)
	if k < 0 {
		*none = true
		return -1
	}
	return i + k
}

func (p *Parser) pyUntilGT(i int, f func([]byte) error) int {
	gt := p.findGT(i + 2)
	if gt < 0 {
		return -1
	}
	next, _ := p.report(i, f, p.data[i+2:gt], gt+1-i)
	return next
}

func (p *Parser) pyComment(i int) int {
	from := i + len("<!--")
	for k := from; !p.python.noComment; k++ {
		n := bytes.Index(p.data[k:], []byte("--"))
		if n < 0 {
			break
		}
		k += n
		s := p.data[k+2:]
		n = pySpaces(s)
		if n < len(s) && s[n] == '>' {
			next, _ := p.report(i, p.Handler.Comment, p.data[from:k], k+2+n+1-i)
			return next
		}
	}
	p.python.noComment = true
	return -1
}

// pyMarkedSection parses <![name …]]>, or ]> for the names that Microsoft
// Office uses.
func (p *Parser) pyMarkedSection(i int) int {
	from := i + len("<![")
	s := p.data[from:]
	n := 0
	for n < len(s) && (isLetter(s[n]) || n > 0 && (isNameByte(s[n]) || s[n] == '_')) {
		n++
	}
	if spaces := pySpaces(s[n:]); n+spaces == len(s) {
		return -1 // the name may go on
	}
	var name [8]byte
	brackets, none := 2, &p.python.noMarked
	switch string(appendLower(name[:0], s[:min(n, len(name))])) {
	case "temp", "cdata", "ignore", "include", "rcdata":
	case "if", "else", "endif":
		brackets, none = 1, &p.python.noOffice
	default:
		p.at = i
		p.fail(ErrDeclaration)
		return -1
	}
	for k := 0; !*none; k++ {
		n := bytes.IndexByte(s[k:], ']')
		if n < 0 {
			break
		}
		k += n
		end := k + 1
		end += pySpaces(s[end:])
		if brackets == 2 {
			if at(s, end) != ']' {
				continue
			}
			end++
			end += pySpaces(s[end:])
		}
		if at(s, end) == '>' {
			next, _ := p.report(i, p.Handler.UnknownDecl, s[:k], from+end+1-i)
			return next
		}
	}
	*none = true
	return -1
}

func (p *Parser) pyEndTag(i int) int {
	gt := p.findGT(i + 1)
	if gt < 0 {
		return -1
	}
	s := p.data[i+2 : gt]
	spaces := pySpaces(s)
	n := spaces
	for n < len(s) && (isLetter(s[n]) || n > spaces && (isNameByte(s[n]) || s[n] == ':' || s[n] == '_')) {
		n++
	}
	p.at = i
	switch {
	case n > spaces && n+pySpaces(s[n:]) == len(s):
		name := p.names.lower(s[spaces:n])
		if p.content != "" && name != p.content {
			return p.pyData(i, gt+1)
		}
		p.content = ""
		p.pyEnd(name)
	case p.content != "":
		return p.pyData(i, gt+1)
	case len(s) == 0:
	case isLetter(s[0]):
		n := 1
		for n < len(s) && !in(s[n], nameEnd|1<<0) {
			n++
		}
		p.pyEnd(p.pyName(s[:n]))
	default:
		p.emit(p.Handler.Comment, s)
	}
	return gt + 1
}

func (p *Parser) pyEnd(name string) {
	if p.Handler.EndTag != nil {
		p.err = p.Handler.EndTag(name)
	}
}

func (p *Parser) pyStartTag(i int) int {
	end := p.pyScanTag(i)
	if end < 0 {
		return -1
	}
	s := p.data[i:end]
	p.hasTag, p.tagAt, p.tagEnd = true, i, end
	if p.tag.pos == len(s) {
		p.emitText(i, end, false, true) // a NUL ended the name
		return end
	}
	p.at = i
	name := p.pyName(s[1:p.tag.nameEnd])
	h := &p.Handler
	if h.StartTag != nil || h.StartEndTag != nil && p.tag.selfClosing {
		p.attrs, p.vals = p.attrs[:0], p.vals[:0]
		for _, a := range p.tag.attrs {
			attr := Attr{Name: p.pyName(s[a.name:a.nameEnd])}
			if a.value > 0 {
				attr.Value = p.unescapeValue(s[a.value:a.valueEnd:a.valueEnd])
			}
			p.attrs = append(p.attrs, attr)
		}
	}
	p.reportStart(name, p.tag.selfClosing)
	if !p.tag.selfClosing && (name == "script" || name == "style") {
		p.content = name
	}
	return end
}

// pyScanTag finds the parts of the start tag at data[i] and returns the index
// behind it, -1 if it does not end. What CPython takes for a tag is what its
// regular expressions match, and they go back and try another way wherever a
// quoted value does not end.
func (p *Parser) pyScanTag(i int) int {
	t := &p.tag
	t.reset()
	t.selfClosing = false
	s := p.data[i:]
	k := max(2, p.python.nameEnd-i) // names that overlap end together
	for k < len(s) && !in(s[k], nameEnd|1<<0) {
		k++
	}
	t.nameEnd = k
	p.python.nameEnd = i + k
	for {
		n := pySpaces(s[k:])
		if at(s, k+n) == '/' {
			n++
		}
		if n == 0 {
			break
		}
		k += n
	}
	visited := 0
	for k < len(s) && s[k] != '>' && s[k] != '/' && pyMayStartAttr(s[:k]) {
		if dead := p.python.dead; dead != nil && dead[i+k] {
			k = len(s)
			break
		}
		visited++
		next := p.pyScanAttr(s, k)
		if next < 0 {
			return -1
		}
		k = next
		for {
			n := pySpaces(s[k:])
			if at(s, k+n) == '/' && at(s, k+n+1) != '>' {
				n++
			}
			if n == 0 {
				break
			}
			k += n
		}
	}
	t.pos = k
	switch c := at(s, k); {
	case k >= len(s), c == '=':
		p.bury(i, visited)
		return -1
	case c == '>':
		t.selfClosing = len(t.attrs) == 0 && s[k-1] == '/'
		return i + k + 1
	case c == '/':
		t.selfClosing = true
		return i + k + 2
	}
	return i + k
}

// bury notes that the attributes just scanned lead nowhere: the tags that are
// tried next, inside this one, need not go on when they come to one of them.
func (p *Parser) bury(i, visited int) {
	if p.python.phase != closed || visited == 0 {
		return
	}
	if p.python.dead == nil {
		p.python.dead = make([]bool, len(p.data)+1)
	}
	for _, a := range p.tag.attrs {
		p.python.dead[i+a.name] = true
	}
}

// pyScanAttr scans the attribute at s[k] and returns the index behind it, -1
// if more input decides.
func (p *Parser) pyScanAttr(s []byte, k int) int {
	a := span{name: k}
	_, n := utf8.DecodeRune(s[k:])
	k = pySpan(s, k+n, attrNameEnd)
	a.nameEnd = k
	equals := k + pySpaces(s[k:])
	if at(s, equals) != '=' {
		p.tag.attrs = append(p.tag.attrs, a)
		return k
	}
	value := equals
	for at(s, value) == '=' {
		value++
	}
	afterEquals := value
	value += pySpaces(s[value:])
	switch c := at(s, value); {
	case c == '\'' || c == '"':
		none := &p.python.noSingle
		if c == '"' {
			none = &p.python.noDouble
		}
		base := len(p.data) - len(s)
		if k := p.find(none, base+value+1, c); k >= 0 {
			a.value, a.valueEnd = value+1, k-base
			p.tag.attrs = append(p.tag.attrs, a)
			return k - base + 1
		}
		if p.python.phase == feed {
			return -1
		}
		switch {
		case value > afterEquals: // an empty value before the last space
			_, n := utf8.DecodeLastRune(s[:value])
			a.value = value - n
			a.valueEnd = a.value
			k = a.value
		case value-equals > 1: // a value that begins with the last equals sign
			a.value = value - 1
			a.valueEnd = pySpan(s, a.value, valueEnd)
			k = a.valueEnd
		}
	default:
		a.value = value
		a.valueEnd = pySpan(s, value, valueEnd)
		k = a.valueEnd
	}
	p.tag.attrs = append(p.tag.attrs, a)
	return k
}

// pyMayStartAttr reports whether an attribute may follow s.
func pyMayStartAttr(s []byte) bool {
	switch c := s[len(s)-1]; {
	case c == '\'' || c == '"' || c == '/':
		return true
	case c < utf8.RuneSelf:
		return isPySpace(rune(c))
	}
	r, _ := utf8.DecodeLastRune(s)
	return isPySpace(r)
}

// pyReference parses the reference at data[i].
func (p *Parser) pyReference(i int) int {
	s := p.data[i:]
	k := 1
	switch {
	case len(s) == 1:
		return p.halt(i)
	case s[1] == '#':
		return p.pyNumber(i)
	case !isLetter(s[1]):
		return p.pyData(i, i+1)
	}
	for k < len(s) && isNameByte(s[k]) {
		k++
	}
	if k == len(s) {
		if p.python.phase == feed {
			return p.halt(i)
		}
		// The character that must follow a name may be a hyphen or a dot.
		k = max(bytes.LastIndexByte(s, '-'), bytes.LastIndexByte(s, '.'))
		if k < 0 {
			if len(s) == 2 && p.python.phase == closed {
				i++ // CPython loses the ampersand
			}
			return p.halt(i)
		}
	}
	size := k
	if at(s, k) == ';' {
		size++
	}
	next, _ := p.report(i, p.Handler.EntityRef, s[1:k], size)
	return next
}

// pyNumber parses the reference at data[i], which begins with &#.
func (p *Parser) pyNumber(i int) int {
	s := p.data[i:]
	k, class := 2, isDecimal
	if lower(at(s, 2)) == 'x' {
		k, class = 3, isHexadecimal
	}
	first := k
	for k < len(s) && class(s[k]) {
		k++
	}
	switch {
	case k == len(s):
		if p.python.phase == feed {
			return p.halt(i)
		}
	case k > first && !isHexadecimal(s[k]):
		size := k
		if s[k] == ';' {
			size++
		}
		next, _ := p.report(i, p.Handler.CharRef, s[2:k], size)
		return next
	}
	// It is none. CPython's pass ends here.
	if p.python.phase == feed {
		p.python.stalled = true
		return p.halt(i)
	}
	if bytes.IndexByte(s, ';') >= 0 {
		i = p.pyData(i, i+2)
	}
	return p.halt(i)
}

// pySpan returns the index of the first character at or after s[k] that is in
// stop, or white space.
func pySpan(s []byte, k int, stop uint64) int {
	for k < len(s) {
		c := s[k]
		if in(c, stop) {
			break
		}
		n := 1
		if c >= utf8.RuneSelf || c < ' ' {
			var r rune
			if r, n = utf8.DecodeRune(s[k:]); isPySpace(r) {
				break
			}
		}
		k += n
	}
	return k
}

// pySpaces returns the length of the white space at the beginning of s.
func pySpaces(s []byte) int {
	k := 0
	for k < len(s) {
		r, n := utf8.DecodeRune(s[k:])
		if !isPySpace(r) {
			break
		}
		k += n
	}
	return k
}

// isPySpace reports whether Python takes r for white space.
func isPySpace(r rune) bool {
	return unicode.IsSpace(r) || 0x1c <= r && r <= 0x1f
}

// pyName returns a name as Python's str.lower does.
func (p *Parser) pyName(name []byte) string {
	for _, c := range name {
		if c >= utf8.RuneSelf {
			return pyLower(string(name))
		}
	}
	return p.names.lower(name)
}

func pyLower(s string) string {
	var b []byte
	for i, r := range s {
		switch r {
		case 'İ':
			b = append(b, "i̇"...)
		case 'Σ':
			if isFinalSigma(s, i) {
				b = append(b, "ς"...)
			} else {
				b = append(b, "σ"...)
			}
		case utf8.RuneError:
			_, n := utf8.DecodeRuneInString(s[i:])
			b = append(b, s[i:i+n]...)
		default:
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
	}
	return string(b)
}

// isFinalSigma reports whether the sigma at s[i] ends a word: section 3.13 of
// the Unicode standard.
func isFinalSigma(s string, i int) bool {
	before := s[:i]
	for {
		r, n := utf8.DecodeLastRuneInString(before)
		if n == 0 {
			return false
		}
		if !isCaseIgnorable(r) {
			if !isCased(r) {
				return false
			}
			break
		}
		before = before[:len(before)-n]
	}
	for _, r := range s[i+len("Σ"):] {
		if !isCaseIgnorable(r) {
			return !isCased(r)
		}
	}
	return true
}

func isCased(r rune) bool {
	return unicode.In(r, unicode.Lu, unicode.Ll, unicode.Lt, unicode.Other_Lowercase, unicode.Other_Uppercase)
}

func isCaseIgnorable(r rune) bool {
	switch r {
	case '\'', '.', ':', '·', '\u0387', '\u055f', '\u05f4', '\u2018', '\u2019', '\u2024', '\u2027',
		'\ufe13', '\ufe52', '\ufe55', '\uff07', '\uff0e', '\uff1a':
		return true
	}
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf, unicode.Lm, unicode.Sk)
}

// at returns s[i], 0 behind the end.
func at(s []byte, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}
