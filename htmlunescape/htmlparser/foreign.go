// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package htmlparser

// foreign follows the elements of SVG and MathML, in which markup has other
// rules: sections 13.2.6 and 13.2.6.5 of the HTML standard. It holds the
// elements that are open from the outermost svg or math on. What it knows of
// the HTML elements around and in them is approximate: it builds no tree.
type foreign struct {
	stack []element
}

type element struct {
	name string
	kind elementKind
}

type elementKind uint8

const (
	htmlElement    elementKind = iota
	foreignElement             // of SVG or MathML
	integration                // such an element whose content is HTML
)

// maxDepth is the depth from which on elements are no longer followed.
const maxDepth = 512

// inForeign reports whether the innermost open element is foreign.
func (f *foreign) inForeign() bool {
	n := len(f.stack)
	return n > 0 && f.stack[n-1].kind != htmlElement
}

// open notes a start tag. It reports whether the element is one of HTML.
func (f *foreign) open(name string, selfClosing bool) bool {
	if len(f.stack) == 0 && name != "svg" && name != "math" {
		return true
	}
	kind := htmlElement
	switch n := len(f.stack); {
	case name == "svg" || name == "math":
		kind = foreignElement
	case f.stack[n-1].kind == foreignElement && breaksOut(name):
		f.leave()
	case f.stack[n-1].kind == foreignElement:
		kind = foreignElement
		if isIntegration(name) {
			kind = integration
		}
	}
	isHTML := kind == htmlElement
	if n := len(f.stack); n < maxDepth && !(isHTML && (n == 0 || isVoid(name))) && (isHTML || !selfClosing) {
		f.stack = append(f.stack, element{name, kind})
	}
	return isHTML
}

// leave closes the elements up to where HTML goes on.
func (f *foreign) leave() {
	for n := len(f.stack); n > 0 && f.stack[n-1].kind == foreignElement; n-- {
		f.stack = f.stack[:n-1]
	}
}

// close notes an end tag.
func (f *foreign) close(name string) {
	n := len(f.stack)
	if n == 0 {
		return
	}
	inHTML := f.stack[n-1].kind == htmlElement
	for n--; n >= 0; n-- {
		e := f.stack[n]
		if inHTML && e.kind != htmlElement {
			return // an end tag of HTML closes nothing around foreign content
		}
		if e.name == name {
			f.stack = f.stack[:n]
			return
		}
		inHTML = e.kind == htmlElement
	}
	if breaksOut(name) || surrounds(name) {
		f.stack = f.stack[:0]
	}
}

// surrounds reports whether an element of this name is likely to be one around
// foreign content. The others that their end tag closes break out of it.
func surrounds(name string) bool {
	switch name {
	case "html", "main", "section", "article", "aside", "header", "footer", "nav", "figure", "figcaption",
		"address", "details", "summary", "dialog", "form", "fieldset", "label", "button", "select", "object",
		"caption", "tbody", "thead", "tfoot", "tr", "td", "th", "noscript", "template":
		return true
	}
	return false
}

// breaksOut reports whether a start tag of this name ends foreign content.
func breaksOut(name string) bool {
	switch name {
	case "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed",
		"h1", "h2", "h3", "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr",
		"ol", "p", "pre", "ruby", "s", "small", "span", "strong", "strike", "sub", "sup", "table", "tt", "u",
		"ul", "var":
		return true
	}
	return false
}

// isIntegration reports whether a foreign element of this name holds HTML.
func isIntegration(name string) bool {
	switch name {
	case "foreignobject", "desc", "title", "mi", "mo", "mn", "ms", "mtext", "annotation-xml":
		return true
	}
	return false
}

// isVoid reports whether an HTML element of this name has no end tag.
func isVoid(name string) bool {
	switch name {
	case "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr":
		return true
	}
	return false
}
