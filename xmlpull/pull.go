// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull

import (
	"fmt"
	"io"
	"iter"
)

// A Kind is a kind of [Event].
type Kind uint8

const (
	Start   Kind = iota // a start tag: Elem has its attributes, but no text or children yet
	End                 // an end tag: Elem is whole, but for its Tail
	StartNS             // a namespace declaration, before the Start of its element: Prefix and URI
	EndNS               // its end, after the End of its element
	Comment             // a comment: its text is Elem.Text
	PI                  // a processing instruction: its target and data are Elem.Text
)

const numKinds = PI + 1

var kindNames = [numKinds]string{"start", "end", "start-ns", "end-ns", "comment", "pi"}

// String returns the name that Python has for k, such as "start-ns".
func (k Kind) String() string {
	if k < numKinds {
		return kindNames[k]
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// ParseKind returns the kind that Python calls name.
func ParseKind(name string) (Kind, error) {
	for k, n := range kindNames {
		if n == name {
			return Kind(k), nil
		}
	}
	return 0, fmt.Errorf("xmlpull: unknown event %q", name)
}

// An Event is something that a parser found. Elem is nil for StartNS and
// EndNS; Prefix and URI are those of StartNS.
type Event struct {
	Kind   Kind
	Elem   *Element
	Prefix string
	URI    string
}

// A PullParser builds a tree of the document that is fed to it, in pieces of
// any size, and queues events for what it finds. Nothing in it blocks or runs
// by itself. It is for one document and one goroutine; the elements are live:
// they are the nodes of the tree that the parser goes on building.
//
// The tree holds the whole document unless what was dealt with is removed:
// call [Element.Clear] on elements that were read, and on their parents.
type PullParser struct {
	scanner Scanner
	kinds   [numKinds]bool
	tree    builder
	closed  bool

	queue   []queued
	head    int
	decls   []nsDecl // of the StartNS events in queue, in order
	pending error    // to be yielded once, after the queue
}

// A queued is an event that awaits its reader, small because there are many.
type queued struct {
	elem *Element
	kind Kind
}

type nsDecl struct{ prefix, uri string }

// NewPullParser returns a parser that queues events of the given kinds, or of
// kind End if none is given. It panics if there is no such kind.
func NewPullParser(kinds ...Kind) *PullParser {
	return NewPullParserOptions(Options{}, kinds...)
}

// NewPullParserOptions is like [NewPullParser], with options.
func NewPullParserOptions(o Options, kinds ...Kind) *PullParser {
	p := new(PullParser)
	for _, k := range kinds {
		if k >= numKinds {
			panic(fmt.Sprintf("xmlpull: no event of %v", k))
		}
		p.kinds[k] = true
	}
	if len(kinds) == 0 {
		p.kinds[End] = true
	}
	s := &p.scanner
	s.Options = o
	s.StartElement = p.start
	s.EndElement = p.end
	s.Text = p.tree.addText
	if p.kinds[StartNS] {
		s.StartNS = p.startNS
	}
	if p.kinds[EndNS] {
		s.EndNS = p.endNS
	}
	if p.kinds[Comment] || o.Comments {
		s.Comment = p.comment
	}
	if p.kinds[PI] || o.PIs {
		s.PI = p.pi
	}
	return p
}

// Feed parses the next piece of the document, cut anywhere, and queues its
// events. It keeps no part of b. An error, a [*ParseError] if it is in the
// document, is returned, comes after the events from [PullParser.Events], and
// is returned again by every later call. After Close, Feed returns
// [ErrClosed].
func (p *PullParser) Feed(b []byte) error {
	if p.scanner.err != nil {
		return p.scanner.err
	}
	if p.closed {
		return ErrClosed
	}
	_, err := p.scanner.Write(b)
	if err != nil {
		p.pending = err
	}
	return err
}

// Write is Feed for an [io.Writer].
func (p *PullParser) Write(b []byte) (int, error) {
	if err := p.Feed(b); err != nil {
		return 0, err
	}
	return len(b), nil
}

// WriteString is Feed for an [io.StringWriter].
func (p *PullParser) WriteString(s string) (int, error) { return p.Write([]byte(s)) }

// Flush returns the error of the parser, if there is one. It has nothing else
// to do: Feed never puts off what it can parse, as expat may.
func (p *PullParser) Flush() error { return p.scanner.err }

// Close tells that the document ends here. It returns the error that this is,
// or the one that Feed returned. Events that were queued stay so.
func (p *PullParser) Close() error {
	p.closed = true
	return p.scanner.Close()
}

// Events returns the queued events, and takes each from the queue as it yields
// it: a loop may be left and another one goes on where it stopped. Events
// queued during a loop belong to it too. The error of Feed, if there was one,
// comes last, with a zero Event, once.
func (p *PullParser) Events() iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		for p.head < len(p.queue) {
			q := &p.queue[p.head]
			ev := Event{Kind: q.kind, Elem: q.elem}
			q.elem = nil
			if q.kind == StartNS {
				ev.Prefix, ev.URI = p.decls[0].prefix, p.decls[0].uri
				p.decls = p.decls[1:]
			}
			if p.head++; p.head == len(p.queue) {
				p.queue, p.head = p.queue[:0], 0
			}
			if !yield(ev, nil) {
				return
			}
		}
		if err := p.pending; err != nil {
			p.pending = nil
			yield(Event{}, err)
		}
	}
}

// Root returns the root element, or nil before its start tag was parsed.
func (p *PullParser) Root() *Element { return p.tree.root }

// Iterparse reads r to its end and yields the events of the document as it
// goes, as Python's iterparse does. An error, of the document or of r, comes
// last.
func Iterparse(r io.Reader, kinds ...Kind) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		p := NewPullParser(kinds...)
		buf := make([]byte, 64<<10)
		for {
			n, err := r.Read(buf)
			p.Feed(buf[:n]) // Events has its error
			for ev, err := range p.Events() {
				if !yield(ev, err) || err != nil {
					return
				}
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				yield(Event{}, err)
				return
			}
		}
		if err := p.Close(); err != nil {
			yield(Event{}, err)
		}
	}
}

func (p *PullParser) emit(kind Kind, e *Element) error {
	if p.head > 0 && len(p.queue) == cap(p.queue) {
		n := copy(p.queue, p.queue[p.head:])
		clear(p.queue[n:])
		p.queue, p.head = p.queue[:n], 0
	}
	p.queue = append(p.queue, queued{e, kind})
	return nil
}

func (p *PullParser) start(name *Name, attrs []ScanAttr) error {
	e := p.tree.start(name, attrs)
	if p.kinds[Start] {
		return p.emit(Start, e)
	}
	return nil
}

func (p *PullParser) end(*Name) error {
	e := p.tree.end()
	if p.kinds[End] {
		return p.emit(End, e)
	}
	return nil
}

func (p *PullParser) startNS(prefix, uri string) error {
	p.decls = append(p.decls, nsDecl{prefix, uri})
	return p.emit(StartNS, nil)
}

func (p *PullParser) endNS(string) error { return p.emit(EndNS, nil) }

func (p *PullParser) comment(text []byte) error {
	e := p.tree.leaf(CommentTag, string(text), p.scanner.Options.Comments)
	if p.kinds[Comment] {
		return p.emit(Comment, e)
	}
	return nil
}

func (p *PullParser) pi(target string, data []byte) error {
	text := target
	if len(data) > 0 {
		text += " " + string(data)
	}
	e := p.tree.leaf(PITag, text, p.scanner.Options.PIs)
	if p.kinds[PI] {
		return p.emit(PI, e)
	}
	return nil
}
