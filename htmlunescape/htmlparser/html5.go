// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package htmlparser

import "bytes"

// A method that parses a construct at data[i] returns the index behind it and
// true; if it needs more input, it returns how much is settled and false.

// parseHTML5 parses data by the rules of the HTML standard and returns how
// much of it is settled.
func (p *Parser) parseHTML5(data []byte, end bool) int {
	p.stop = -1
	i, ok := 0, true
	for ok && i < len(data) && p.err == nil {
		if p.inRefs && data[i] == '<' {
			p.emitText(i, i, true, true) // nothing of a reference is missing
		}
		if data[i] == '<' && p.content == "" {
			i, ok = p.parseMarkup(i, end)
		} else {
			i, ok = p.parseText(i, end)
		}
	}
	if end && p.inRefs && p.err == nil {
		p.emitText(i, i, true, true)
	}
	return i
}

// parseText parses text, of which data[i] is part whatever it is, up to the
// next markup or reference.
func (p *Parser) parseText(i int, end bool) (next int, ok bool) {
	from := i
	if p.content == "" && p.data[i] == '<' {
		from++
	}
	decode := p.content == "" || p.escapable
	keep := decode && p.KeepCharRefs
	if keep && p.data[i] == '&' {
		if next, ok := p.parseReference(i, end); next > i || !ok {
			return next, ok
		}
		from++
	}
	stop, kind := p.textEnd(from, end)
	if kind == atEndTag && stop == i {
		return p.parseTag(i)
	}
	if keep {
		if amp := bytes.IndexByte(p.data[from:stop], '&'); amp >= 0 {
			stop, kind = from+amp, atEndTag
		}
	}
	if kind == atEnd && !end {
		stop -= partialRune(p.data[i:stop])
	}
	if stop == i {
		return i, false
	}
	p.emitText(i, stop, decode && !keep, kind == atEndTag || end)
	return stop, true
}

// What text ends with.
type textStop uint8

const (
	atEndTag  textStop = iota // markup: a < or, in a script and the like, its end tag
	atEnd                     // the end of the data
	undecided                 // the beginning of what may be an end tag
)

// textEnd returns where the text at data[i] ends.
func (p *Parser) textEnd(i int, end bool) (stop int, kind textStop) {
	if i <= p.stop {
		return p.stop, p.stopKind // from an earlier call
	}
	switch p.content {
	case "":
		stop, kind = len(p.data), atEnd
		if k := bytes.IndexByte(p.data[i:], '<'); k >= 0 {
			stop, kind = i+k, atEndTag
		}
	case "plaintext":
		stop, kind = len(p.data), atEnd
	case "script":
		stop, kind = p.scriptEnd(i)
	default:
		stop, kind = p.contentEnd(i)
	}
	if kind == undecided && end {
		stop, kind = len(p.data), atEnd
	}
	p.stop, p.stopKind = stop, kind
	return stop, kind
}

// contentEnd looks for the end tag of p.content.
func (p *Parser) contentEnd(i int) (stop int, kind textStop) {
	for {
		k := bytes.IndexByte(p.data[i:], '<')
		if k < 0 {
			return len(p.data), atEnd
		}
		i += k
		switch matchTag(p.data[i:], "</", p.content) {
		case matches:
			return i, atEndTag
		case mayMatch:
			return i, undecided
		}
		i++
	}
}

type match uint8

const (
	differs match = iota
	mayMatch
	matches
)

// matchTag reports whether s begins with open, the name of a tag, and what may
// follow a name.
func matchTag(s []byte, open, name string) match {
	for k := range len(open) + len(name) + 1 {
		if k == len(s) {
			return mayMatch
		}
		c := s[k]
		switch {
		case k < len(open):
			if c != open[k] {
				return differs
			}
		case k < len(open)+len(name):
			if lower(c) != name[k-len(open)] {
				return differs
			}
		case !in(c, nameEnd):
			return differs
		}
	}
	return matches
}

// scriptState tells how far a script is hidden from end tags: by <!--, and
// then by <script>.
type scriptState uint8

const (
	scriptPlain scriptState = iota
	scriptEscaped
	scriptDoubleEscaped
)

// scriptEnd looks for the end tag of a script. p.dashes counts, up to two, the
// hyphens before data[i] that may belong to the --> that ends the escape.
func (p *Parser) scriptEnd(i int) (stop int, kind textStop) {
	for i < len(p.data) {
		c := p.data[i]
		switch {
		case p.script == scriptPlain:
			k := bytes.IndexByte(p.data[i:], '<')
			if k < 0 {
				return len(p.data), atEnd
			}
			i += k
			c = '<'
		case c == '-':
			p.dashes = min(p.dashes+1, 2)
			i++
			continue
		case c == '>' && p.dashes == 2:
			p.script = scriptPlain
		}
		p.dashes = 0
		if c != '<' {
			i++
			continue
		}
		n, m := p.scriptTag(p.data[i:])
		switch m {
		case mayMatch:
			return i, undecided
		case matches:
			return i, atEndTag
		}
		i += n
	}
	return len(p.data), atEnd
}

// scriptTag deals with the < at s[0] in a script: it reports whether that is
// the end tag and, if not, how many bytes to go on.
func (p *Parser) scriptTag(s []byte) (n int, m match) {
	m = matchTag(s, "</", "script")
	if p.script == scriptDoubleEscaped {
		if m == matches {
			p.script = scriptEscaped
			return len("</script"), differs
		}
		return 1, m
	}
	if m != differs {
		return 0, m
	}
	if p.script == scriptEscaped {
		m = matchTag(s, "<", "script")
		if m == matches {
			p.script = scriptDoubleEscaped
			return len("<script"), differs
		}
		return 1, m
	}
	const open = "<!--"
	switch k := min(len(s), len(open)); {
	case string(s[:k]) != open[:k]:
		return 1, differs
	case k < len(open):
		return 0, mayMatch
	}
	p.script, p.dashes = scriptEscaped, 2
	return len(open), differs
}

// parseReference reports the reference at data[i], an ampersand. It returns i
// and true if that is none.
func (p *Parser) parseReference(i int, end bool) (next int, ok bool) {
	s := p.data[i:]
	report, start, first, class := p.Handler.EntityRef, 1, 1, isNameByte
	switch {
	case len(s) > 1 && s[1] == '#':
		report, start, first, class = p.Handler.CharRef, 2, 2, isDecimal
		if len(s) > 2 && lower(s[2]) == 'x' {
			first, class = 3, isHexadecimal
		}
	case len(s) > 1 && !isLetter(s[1]):
		return i, true
	}
	k := max(first, p.scan)
	for k < len(s) && class(s[k]) {
		k++
	}
	if k == len(s) && !end {
		p.scan = k
		return i, false
	}
	p.scan = 0
	if k == first {
		return i, true
	}
	size := k
	if k < len(s) && s[k] == ';' {
		size++
	}
	return p.report(i, report, s[start:k], size)
}

// parseMarkup parses what the < at data[i] begins.
func (p *Parser) parseMarkup(i int, end bool) (next int, ok bool) {
	s := p.data[i:]
	if len(s) == 1 {
		if end {
			return p.parseText(i, end)
		}
		return i, false
	}
	switch c := s[1]; {
	case isLetter(c):
		return p.parseTag(i)
	case c == '/':
		switch {
		case len(s) == 2 && end:
			return p.parseText(i, end)
		case len(s) == 2:
			return i, false
		case isLetter(s[2]):
			return p.parseTag(i)
		case s[2] == '>':
			return i + 3, true
		}
		return p.parseUntil(i, 2, ">", end, p.Handler.Comment)
	case c == '?':
		return p.parseUntil(i, 2, ">", end, p.Handler.PI)
	case c == '!':
		return p.parseDeclaration(i, end)
	}
	return p.parseText(i, end)
}

// parseDeclaration parses what <! begins.
func (p *Parser) parseDeclaration(i int, end bool) (next int, ok bool) {
	s := p.data[i:]
	const comment, doctype, cdata = "<!--", "<!doctype", "<![CDATA["
	switch {
	case bytes.HasPrefix(s, []byte(comment)):
		return p.parseComment(i, end)
	case len(s) >= len(doctype) && equalFold(s[:len(doctype)], doctype):
		return p.parseUntil(i, 2, ">", end, p.Handler.Decl)
	case bytes.HasPrefix(s, []byte(cdata)) && p.foreign.inForeign():
		return p.parseUntil(i, len("<!["), "]]>", end, p.Handler.UnknownDecl)
	case !end && (bytes.HasPrefix([]byte(comment), s) || bytes.HasPrefix([]byte(cdata), s) ||
		len(s) < len(doctype) && equalFold(s, doctype[:len(s)])):
		return i, false
	}
	return p.parseUntil(i, 2, ">", end, p.Handler.Comment)
}

// parseUntil reports what stands between data[i+skip] and close, or the end of
// the input.
func (p *Parser) parseUntil(i, skip int, close string, end bool, f func([]byte) error) (next int, ok bool) {
	s := p.data[i:]
	from := min(max(skip, p.scan), len(s))
	if k := bytes.Index(s[from:], []byte(close)); k >= 0 {
		return p.report(i, f, s[skip:from+k], from+k+len(close))
	}
	if end {
		return p.report(i, f, s[skip:], len(s))
	}
	p.scan = max(len(s)-len(close)+1, skip)
	return i, false
}

// report reports a construct of size bytes at data[i].
func (p *Parser) report(i int, f func([]byte) error, text []byte, size int) (next int, ok bool) {
	p.scan = 0
	p.at = i
	p.emit(f, text)
	return i + size, true
}

// parseComment parses a comment.
func (p *Parser) parseComment(i int, end bool) (next int, ok bool) {
	const open = len("<!--")
	s := p.data[i:]
	for k := max(open, p.scan); ; k++ {
		gt := bytes.IndexByte(s[k:], '>')
		if gt < 0 {
			break
		}
		k += gt
		if text, ok := commentText(s[open:k]); ok {
			return p.report(i, p.Handler.Comment, text, k+1)
		}
	}
	if !end {
		p.scan = len(s)
		return i, false
	}
	text := s[open:]
	for _, closing := range []string{"--!", "--", "-"} {
		if t, ok := bytes.CutSuffix(text, []byte(closing)); ok {
			text = t
			break
		}
	}
	return p.report(i, p.Handler.Comment, text, len(s))
}

// commentText returns the text of a comment, given all between <!-- and a >.
// It reports whether that > ends the comment.
func commentText(s []byte) (text []byte, ok bool) {
	if len(s) == 0 || len(s) == 1 && s[0] == '-' {
		return s[:0], true
	}
	if text, ok = bytes.CutSuffix(s, []byte("--")); !ok {
		text, ok = bytes.CutSuffix(s, []byte("--!"))
	}
	return text, ok
}

// parseTag parses the start tag or end tag at data[i].
func (p *Parser) parseTag(i int) (next int, ok bool) {
	s := p.data[i:]
	n, ok := p.tag.scan(s)
	if !ok {
		return i, false
	}
	p.at = i
	p.stop = -1 // what text ends with may change
	if s[1] == '/' {
		name := p.names.lower(s[2:p.tag.nameEnd])
		p.content = ""
		p.foreign.close(name)
		if p.Handler.EndTag != nil {
			p.err = p.Handler.EndTag(name)
		}
		p.tag.reset()
		return i + n, true
	}
	p.hasTag, p.tagAt, p.tagEnd = true, i, i+n
	name := p.names.lower(s[1:p.tag.nameEnd])
	p.startTag(name, s)
	if p.foreign.open(name, p.tag.selfClosing) {
		p.setContent(name)
	}
	p.tag.reset()
	return i + n, true
}

// setContent notes what the content of an element is.
func (p *Parser) setContent(name string) {
	switch name {
	case "script":
		p.script, p.dashes = scriptPlain, 0
	case "style", "xmp", "iframe", "noembed", "noframes", "plaintext":
	case "textarea", "title":
	case "noscript":
		if !p.Scripting {
			return
		}
	default:
		return
	}
	p.content = name
	p.escapable = name == "textarea" || name == "title"
}

// startTag reports the start tag s, which the tag scanner has read.
func (p *Parser) startTag(name string, s []byte) {
	h := &p.Handler
	if h.StartTag != nil || h.StartEndTag != nil && p.tag.selfClosing {
		p.collect(s)
	}
	p.reportStart(name, p.tag.selfClosing)
}

// reportStart reports a start tag with the attributes p.attrs.
func (p *Parser) reportStart(name string, selfClosing bool) {
	h := &p.Handler
	if selfClosing && h.StartEndTag != nil {
		p.err = h.StartEndTag(name, p.attrs)
		return
	}
	if h.StartTag != nil {
		p.err = h.StartTag(name, p.attrs)
	}
	if selfClosing && h.EndTag != nil && p.err == nil {
		p.err = h.EndTag(name)
	}
}

// collect makes p.attrs of what the tag scanner found in s.
func (p *Parser) collect(s []byte) {
	p.attrs, p.vals = p.attrs[:0], p.vals[:0]
	for _, a := range p.tag.attrs {
		attr := Attr{Name: p.names.lower(s[a.name:a.nameEnd])}
		if a.value > 0 {
			attr.Value = p.unescapeValue(s[a.value:a.valueEnd:a.valueEnd])
		}
		p.attrs = append(p.attrs, attr)
	}
}

func (p *Parser) unescapeValue(v []byte) []byte {
	if bytes.IndexByte(v, '&') < 0 {
		return v
	}
	u := unescapeAttr
	if p.Rules == Python313 {
		u = unescapeText
	}
	// Values that moved when p.vals grew stay valid where they were.
	start := len(p.vals)
	p.vals = u.AppendUnescape(p.vals, v)
	return p.vals[start:len(p.vals):len(p.vals)]
}

// equalFold reports whether s is lowered, but for the case of ASCII letters.
func equalFold(s []byte, lowered string) bool {
	return len(s) == len(lowered) && isLowered(s, lowered)
}
