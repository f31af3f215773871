// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package xmlpull

import (
	"encoding/binary"
	"strings"
)

const (
	xmlURI   = "http://www.w3.org/XML/1998/namespace"
	xmlnsURI = "http://www.w3.org/2000/xmlns/"
)

// A Name is the name of an element or an attribute.
type Name struct {
	Tag    string // as in Python: {uri}local, or local where there is no namespace
	Space  string // the namespace's URI
	Local  string
	Prefix string

	expanded *expanded
}

// An expanded name is what two attributes of an element may not share.
type expanded struct {
	tag  string
	seen uint64 // the last start tag that had such an attribute
}

// A qname is a name as it stands in the document. Each is kept once, with
// what it was last taken to mean.
type qname struct {
	raw    string
	prefix *prefix // of an element; nil without namespaces
	role   attrRole
	seen   uint64 // the last start tag that had such an attribute
	decl   *elementDecl

	// What came after it last time, to be tried first: the next start tag's
	// name, the next attribute's.
	nextTag, nextAttr *qname

	uri  *namespace // what prefix was bound to when name was made
	name *Name
	bare Name // the name without any namespace
}

type attrRole uint8

const (
	attrBare     attrRole = iota // in no namespace
	attrPrefixed                 // in that of its prefix
	attrXMLNS                    // declares its prefix
)

// A namespace is a URI. Each is kept once.
type namespace struct{ uri string }

type prefix struct {
	name  string
	uri   *namespace // nil where it is not bound
	saved int        // entries of Scanner.bound
}

// A binding remembers what a prefix was bound to.
type binding struct {
	prefix *prefix
	old    *namespace
}

type (
	usedKey struct {
		q   *qname
		uri *namespace
	}
	expandedKey struct {
		uri   *namespace
		local string
	}
)

// names keeps every name once, so that the names of a document are compared
// by address and their strings made once.
type names struct {
	namespaces  bool
	recent      [512]*qname // by a hash that is fast, not safe; all is behind it
	all         map[string]*qname
	used        map[usedKey]*Name
	expanded    map[expandedKey]*expanded
	prefixes    map[string]*prefix
	uris        map[string]*namespace
	none        *prefix // of names without one
	xml, xmlns  *namespace
	size, limit int // the weight of the names there are, and may be before shed
	decls       map[string]*elementDecl
	slab        []qname // to be made use of
}

// The weights of names are about the bytes they take.
const (
	nameWeight = 300
	manyNames  = 8 << 20
)

func (t *names) init(namespaces bool) {
	t.namespaces = namespaces
	t.limit = manyNames
	t.uris = make(map[string]*namespace)
	t.prefixes = make(map[string]*prefix)
	t.clear()
	t.none = t.prefix("")
	t.xml = t.namespace(xmlURI)
	t.xmlns = t.namespace(xmlnsURI)
	t.prefix("xml").uri = t.xml
}

func (t *names) clear() {
	t.recent = [512]*qname{}
	t.all = make(map[string]*qname)
	t.used = make(map[usedKey]*Name)
	t.expanded = make(map[expandedKey]*expanded)
}

// shed forgets what no open element needs, when there is too much of it: the
// names of a document may be endless. They count as expansion, as a short name
// may stand for a long one.
func (s *Scanner) shed() error {
	t := &s.names
	if err := s.spend(t.size); err != nil {
		return err
	}
	for _, q := range t.all {
		q.nextTag, q.nextAttr = nil, nil // or one open element would keep them all
	}
	t.clear()
	s.prev = new(qname) // what follows must not be looked for among the old names
	prefixes, uris := make(map[string]*prefix), make(map[string]*namespace)
	uris[xmlURI], uris[xmlnsURI] = t.xml, t.xmlns
	for name, p := range t.prefixes {
		if p.uri != nil || p.saved > 0 || p == t.none {
			prefixes[name] = p
		}
		if p.uri != nil {
			uris[p.uri.uri] = p.uri
		}
	}
	for _, b := range s.bound {
		if b.old != nil {
			uris[b.old.uri] = b.old
		}
	}
	t.prefixes, t.uris = prefixes, uris
	t.size = 0
	for name := range prefixes {
		t.size += nameWeight + len(name)
	}
	for uri := range uris {
		t.size += nameWeight + len(uri)
	}
	t.limit = max(manyNames, 2*t.size)
	return nil
}

// guess reports whether w begins with q and a character that ends a name.
func (q *qname) guess(w []byte) bool {
	n := len(q.raw)
	return n < len(w) && nameEnd[w[n]] && string(w[:n]) == q.raw
}

var nameEnd = [256]bool{' ': true, '\t': true, '\n': true, '\r': true, '=': true, '>': true, '/': true}

// get returns the one qname for raw.
func (t *names) get(raw []byte) *qname {
	h := hash(raw)
	if q := t.recent[h]; q != nil && q.raw == string(raw) {
		return q
	}
	q := t.all[string(raw)]
	if q == nil {
		q = t.make(string(raw))
		t.all[q.raw] = q
		t.size += nameWeight + len(raw)
	}
	t.recent[h] = q
	return q
}

func hash(b []byte) uint64 {
	var x uint64
	switch n := len(b); {
	case n >= 8:
		x = binary.LittleEndian.Uint64(b) ^ binary.LittleEndian.Uint64(b[n-8:])*0xFF51AFD7ED558CCD
	case n >= 4:
		x = uint64(binary.LittleEndian.Uint32(b)) | uint64(binary.LittleEndian.Uint32(b[n-4:]))<<32
	case n > 0:
		x = uint64(b[0]) | uint64(b[n/2])<<8 | uint64(b[n-1])<<16
	}
	return (x + uint64(len(b))) * 0x9E3779B97F4A7C15 >> (64 - 9)
}

func (t *names) make(raw string) *qname {
	if len(t.slab) == 0 {
		t.slab = make([]qname, 16)
	}
	q := &t.slab[0]
	t.slab = t.slab[1:]
	*q = qname{raw: raw, decl: t.decls[raw], bare: Name{Tag: raw, Local: raw}}
	q.name = &q.bare
	if !t.namespaces {
		return q
	}
	p, local, colon := strings.Cut(raw, ":")
	switch {
	case !colon:
		q.prefix = t.none
		if raw == "xmlns" {
			q.role = attrXMLNS
		}
	case p == "xmlns":
		q.prefix = t.prefix(local)
		q.role = attrXMLNS
	default:
		q.prefix = t.prefix(p)
		q.role = attrPrefixed
	}
	return q
}

// resolve returns what q means with its prefix bound as it is now, or nil if
// it is not bound.
func (t *names) resolve(q *qname) *Name {
	p := q.prefix
	if p == nil {
		return &q.bare
	}
	if q.role == attrXMLNS && q.raw != "xmlns" {
		p = t.prefix("xmlns") // as an element: never bound
	}
	if p.uri == q.uri && q.uri != nil {
		return q.name
	}
	if p.uri == nil {
		if p == t.none {
			return &q.bare
		}
		return nil
	}
	n := t.used[usedKey{q, p.uri}]
	if n == nil {
		local := q.raw
		if p != t.none {
			local = q.raw[len(p.name)+1:]
		}
		n = &Name{Space: p.uri.uri, Local: local, Prefix: p.name}
		n.expanded = t.expand(p.uri, local)
		n.Tag = n.expanded.tag
		t.used[usedKey{q, p.uri}] = n
		t.size += nameWeight + len(n.Tag)
	}
	q.uri, q.name = p.uri, n
	return n
}

func (t *names) expand(uri *namespace, local string) *expanded {
	e := t.expanded[expandedKey{uri, local}]
	if e == nil {
		e = &expanded{tag: "{" + uri.uri + "}" + local}
		t.expanded[expandedKey{uri, local}] = e
	}
	return e
}

func (t *names) prefix(name string) *prefix {
	p := t.prefixes[name]
	if p == nil {
		p = &prefix{name: name}
		t.prefixes[name] = p
		t.size += nameWeight + len(name)
	}
	return p
}

func (t *names) namespace(uri string) *namespace {
	u := t.uris[uri]
	if u == nil {
		u = &namespace{uri}
		t.uris[uri] = u
		t.size += nameWeight + len(uri)
	}
	return u
}

// bind binds the prefix that q declares to uri.
func (s *Scanner) bind(q *qname, uri []byte) error {
	t, p := &s.names, q.prefix
	var code ErrorCode
	switch isXML := string(uri) == xmlURI; {
	case len(uri) == 0 && p != t.none:
		code = ErrUndeclaringPrefix
	case p.name == "xmlns":
		code = ErrReservedPrefixXMLNS
	case p.name == "xml" && !isXML:
		code = ErrReservedPrefixXML
	case p.name != "xml" && isXML, string(uri) == xmlnsURI:
		code = ErrReservedNamespaceURI
	}
	for _, c := range uri {
		if c == '}' && code == 0 {
			code = ErrSyntax // {uri}local would be ambiguous
		}
	}
	if code != 0 {
		return s.fail(code, s.at)
	}
	ns := p.uri
	if ns == nil || ns.uri != string(uri) {
		ns = nil
		if len(uri) > 0 {
			if ns = t.uris[string(uri)]; ns == nil {
				ns = t.namespace(string(uri))
			}
		}
	}
	s.bound = append(s.bound, binding{p, p.uri})
	p.saved++
	p.uri = ns
	if s.StartNS != nil {
		space := ""
		if ns != nil {
			space = ns.uri
		}
		return s.StartNS(p.name, space)
	}
	return nil
}

// unbind undoes the bindings after the first n.
func (s *Scanner) unbind(n int) error {
	for i := len(s.bound) - 1; i >= n; i-- {
		b := s.bound[i]
		b.prefix.uri = b.old
		b.prefix.saved--
		s.bound = s.bound[:i]
		if s.EndNS != nil {
			if err := s.EndNS(b.prefix.name); err != nil {
				return err
			}
		}
	}
	return nil
}
