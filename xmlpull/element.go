// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull

import (
	"iter"
	"strings"
)

// Tags of the nodes that are no elements; no element can have them.
const (
	CommentTag = "!--" // a comment, as xml.etree.ElementTree.Comment
	PITag      = "?"   // a processing instruction, as xml.etree.ElementTree.PI
)

// An Attr is an attribute. Its name is {uri}local, or local where there is no
// namespace.
type Attr struct {
	Name, Value string
}

// An Element is a node of the tree: an element or, by its Tag, a comment or
// processing instruction. The zero value is an element without a name.
//
// Text is what stands before the first child, Tail what stands after the
// element's end, before the next tag. Where Python has None they are "".
//
// Elements of a parser are made in groups, and so are their strings: one that
// is kept for long keeps some 15 KB with it. [Element.Clear] lets go of the
// rest.
type Element struct {
	Tag   string
	Attrs []Attr // in the order of the document
	Text  string
	Tail  string

	// The children are a list from first along next to nil; along prev it is a
	// ring, so that first.prev is the last.
	parent, first, prev, next *Element
}

// Attr returns the value of the named attribute, and whether there is one.
func (e *Element) Attr(name string) (value string, ok bool) {
	for i := range e.Attrs {
		if e.Attrs[i].Name == name {
			return e.Attrs[i].Value, true
		}
	}
	return "", false
}

// Children returns the children in document order. A child may be removed
// while it is the present one.
func (e *Element) Children() iter.Seq[*Element] {
	return func(yield func(*Element) bool) {
		for c := e.first; c != nil; {
			next := c.next
			if !yield(c) {
				return
			}
			c = next
		}
	}
}

// Append adds child at the end of e's children. An element has one place: if
// child has another, it is removed from there first. Append panics if child is
// e or holds it.
func (e *Element) Append(child *Element) {
	for p := e; p != nil && (child.first != nil || p == e); p = p.parent {
		if p == child {
			panic("xmlpull: Append of an element to itself")
		}
	}
	if child.parent != nil {
		child.parent.Remove(child)
	}
	e.append(child)
}

func (e *Element) append(child *Element) {
	child.parent = e
	if e.first == nil {
		e.first, child.prev = child, child
		return
	}
	last := e.first.prev
	last.next, child.prev, e.first.prev = child, last, child
}

// Remove removes child, and its Tail with it, and reports whether it was a
// child of e.
func (e *Element) Remove(child *Element) bool {
	if child.parent != e {
		return false
	}
	next := child.next
	if child == e.first {
		e.first = next
	} else {
		child.prev.next = next
	}
	if next != nil {
		next.prev = child.prev
	} else if e.first != nil {
		e.first.prev = child.prev
	}
	child.parent, child.prev, child.next = nil, nil, nil
	return true
}

// Clear removes the children, the attributes, Text and Tail.
func (e *Element) Clear() {
	// Children are unlinked one by one, or one that stays in use would keep
	// all that follow it.
	// It goes from both ends, as the memory that is waited for is then twice
	// as near.
	if a := e.first; a != nil {
		for z := a.prev; ; {
			next, prev := a.next, z.prev
			a.parent, a.prev, a.next = nil, nil, nil
			z.parent, z.prev, z.next = nil, nil, nil
			if a == z || next == z {
				break
			}
			a, z = next, prev
		}
		e.first = nil
	}
	e.Attrs, e.Text, e.Tail = nil, "", ""
}

// A builder makes the tree.
type builder struct {
	root  *Element
	stack []*Element

	// Text is gathered at the end of the arena and stored once, at the next
	// tag: as the Tail of tail, or else as the Text of the innermost open
	// element.
	arena    strings.Builder
	from     int // where in the arena it begins
	gathered bool
	stored   string     // as much of it as peek stored
	blank    string     // it, where it is one of blanks and not in the arena
	blanks   [64]string // white space seen lately, by length less one
	tail     *Element

	elems []Element
	used  int // of elems
	attrs []Attr
}

const (
	arenaSize = 4 << 10
	elemSlab  = 78 // with its header fills a size class of the allocator
	attrSlab  = 64
)

// addText gathers a piece of text.
func (b *builder) addText(text []byte) error {
	if !b.gathered {
		b.gathered = true
		if n := len(text); n <= len(b.blanks) && string(text) == b.blanks[n-1] {
			b.blank = b.blanks[n-1]
			return nil
		}
		b.from = b.arena.Len()
	}
	if b.blank != "" {
		b.from = b.arena.Len()
		if b.arena.Cap()-b.arena.Len() < len(b.blank) {
			b.grow(len(b.blank))
		}
		b.arena.WriteString(b.blank)
		b.blank = ""
	}
	if b.arena.Cap()-b.arena.Len() < len(text) {
		b.grow(len(text))
	}
	b.arena.Write(text)
	return nil
}

// grow makes room for n bytes in a new arena, where those from b.from on stay
// together.
func (b *builder) grow(n int) {
	kept := b.arena.String()[b.from:]
	b.arena = strings.Builder{}
	if len(kept)+n <= arenaSize/4 {
		b.arena.Grow(arenaSize)
	} else {
		b.arena.Grow(max(arenaSize, len(kept)*2+n))
	}
	b.arena.WriteString(kept)
	b.from = 0
}

// flush stores the text gathered.
func (b *builder) flush() {
	if !b.gathered {
		return
	}
	b.gathered = false
	text := b.blank
	if text == "" {
		text = b.arena.String()[b.from:]
		b.keepBlank(text)
	}
	b.blank = ""
	switch {
	case b.stored != "":
		b.storeMore(text)
		b.stored = ""
	case b.tail != nil && b.tail.Tail == "": // as nearly always
		b.tail.Tail = text
	default:
		b.store(text)
	}
}

// peek stores the text gathered so far, and goes on gathering: storing it
// piece by piece would be quadratic.
func (b *builder) peek() {
	if !b.gathered {
		return
	}
	text := b.blank
	if text == "" {
		text = b.arena.String()[b.from:]
	}
	b.storeMore(text)
	b.stored = text
}

// storeMore stores text, of which stored already was.
func (b *builder) storeMore(text string) {
	if where := b.where(); where != nil && *where == b.stored {
		*where = text
	} else {
		b.store(text[len(b.stored):]) // its owner changed what was stored
	}
}

func (b *builder) store(text string) {
	if where := b.where(); where == nil {
		return
	} else if *where == "" {
		*where = text
	} else {
		*where += text
	}
}

// where returns where the text belongs.
func (b *builder) where() *string {
	switch {
	case b.tail != nil:
		return &b.tail.Tail
	case len(b.stack) > 0:
		return &b.stack[len(b.stack)-1].Text
	}
	return nil
}

// keepBlank remembers the indentation between tags, not to store it again and
// again.
func (b *builder) keepBlank(text string) {
	if text[0] > ' ' || len(text) > len(b.blanks) || strings.Trim(text, " \t\r\n") != "" {
		return
	}
	b.blanks[len(text)-1] = strings.Clone(text)
}

func (b *builder) node() *Element {
	if b.used == len(b.elems) {
		n := elemSlab
		if b.root == nil {
			n = 1 // the root stays, and shall keep nothing else
		}
		b.elems, b.used = make([]Element, n), 0
	}
	e := &b.elems[b.used]
	b.used++
	return e
}

func (b *builder) start(name *Name, attrs []ScanAttr) *Element {
	b.flush()
	e := b.node()
	e.Tag = name.Tag
	if n := len(attrs); n > 0 {
		e.Attrs = b.attributes(attrs)
	}
	if len(b.stack) > 0 {
		b.stack[len(b.stack)-1].append(e)
	} else {
		b.root = e
	}
	b.stack = append(b.stack, e)
	b.tail = nil
	return e
}

func (b *builder) attributes(attrs []ScanAttr) []Attr {
	n := len(attrs)
	if len(b.attrs) < n {
		if n > attrSlab/4 {
			return b.fill(make([]Attr, n), attrs)
		}
		b.attrs = make([]Attr, attrSlab)
	}
	list := b.attrs[:n:n]
	b.attrs = b.attrs[n:]
	return b.fill(list, attrs)
}

// fill makes list of attrs, with one string of all their values.
func (b *builder) fill(list []Attr, attrs []ScanAttr) []Attr {
	n := 0
	for i := range attrs {
		n += len(attrs[i].Value)
	}
	if b.from = b.arena.Len(); b.arena.Cap()-b.from < n {
		b.grow(n)
	}
	for i := range attrs {
		b.arena.Write(attrs[i].Value)
	}
	values := b.arena.String()[b.from:]
	for i := range attrs {
		n := len(attrs[i].Value)
		list[i] = Attr{attrs[i].Name.Tag, values[:n]}
		values = values[n:]
	}
	return list
}

func (b *builder) end() *Element {
	b.flush()
	top := len(b.stack) - 1
	e := b.stack[top]
	b.stack[top] = nil
	b.stack = b.stack[:top]
	b.tail = e
	return e
}

// leaf makes a comment or processing instruction and, if asked, puts it into
// the tree.
func (b *builder) leaf(tag, text string, insert bool) *Element {
	e := &Element{Tag: tag, Text: text}
	if !insert || len(b.stack) == 0 {
		b.peek()
	} else {
		b.flush()
		b.stack[len(b.stack)-1].append(e)
		b.tail = e
	}
	return e
}
