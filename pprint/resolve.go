// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint

import (
	"encoding"
	"fmt"
	"iter"
	"reflect"
	"strconv"
)

// A place says what the source around a value gives away about its type.
type place uint8

const (
	placeAny   place = iota // nothing: a constant is given its default type
	placeTyped              // a constant and nil get the right type
	placeElem               // the type of a composite literal may be left out, too
)

// A slot is where a value is to be written.
type slot struct {
	place place
	key   bool // inside the key of a map
}

// A node is a value that was looked at and is about to be written.
type node struct {
	kind  kind
	slot  slot
	flags nodeFlags
	n     int // children
	lo    int // the first of them in state.entries
	path  int // len(state.path) before the node
	plan  *plan
	v     reflect.Value

	// What Go notation puts around the value, for pointers.
	prefix, suffix string

	text  string // of kindText
	shape *Shape
	items iter.Seq2[any, any]
}

type nodeFlags uint8

const (
	counted nodeFlags = 1 << iota // n is known
	listed                        // the children are in state.entries
	numeric                       // kindText is a number
	standIn                       // kindText is in the place of a value
)

// A visit identifies something that can contain itself: a pointer, a map, or a
// slice, for which the length counts too.
type visit struct {
	ptr  uintptr
	len  int
	plan *plan
}

// A step is a visit on the way to the value being printed.
type step struct {
	visit
	before int32 // the step before this one in the same bucket, from 1 on
}

// heads is a hash table of the steps of a path: for each bucket the last of
// them, counted from 1 on.
type heads [256]int32

func (id visit) bucket() uint8 {
	return uint8((uint64(id.ptr) * 0x9E3779B97F4A7C15) >> 56)
}

// A look is the way in which resolve looks for values that contain themselves.
type look uint8

const (
	lookFlat   look = iota // on one line
	lookLayout             // over several lines
)

// resolve looks at v: it follows interfaces and pointers, notes what can
// contain itself in s.path, and says in n how to write what it finds.
func (s *state) resolve(n *node, v reflect.Value, c slot, how look) {
	n.path = len(s.path)
	if s.depth++; s.depth > maxDepth {
		n.kind = kindTooDeep
		return
	}
	pointer := -1 // pending: its place in the source, or none
	var pointerPlan *plan
	for {
		if !v.IsValid() {
			n.kind, n.plan = kindNil, nil
			break
		}
		pl := s.plan(v.Type())
		n.v, n.plan = v, pl
		if (pl.acts || pl.talks&s.Methods != 0) && v.CanInterface() && s.ask(n, v, pl, how) {
			break
		}
		if n.kind = pl.kind; pl.kind < kindList && pl.kind != kindBytes {
			break
		}
		if n.kind == kindSpecial {
			if s.special(n, v, c) {
				break
			}
			n.kind = rawKind(v)
		}
		if n.kind == kindInterface {
			if v.IsNil() {
				n.kind = kindNil
				break
			}
			if pointer >= 0 && s.Notation == Go {
				n.wrap("new("+pl.name+"(", "))")
				pointer = -1
			}
			v, c.place = v.Elem(), placeAny
			continue
		}
		switch n.kind {
		case kindPointer, kindList, kindBytes, kindDict, kindSet:
			if nilable(v) && v.IsNil() {
				n.kind = kindNil
			} else if s.done != nil && s.seen(v, pl, c) {
				n.kind = kindNil
			} else if n.kind != kindBytes && !s.enter(v, pl, how) {
				n.kind = kindRecursion
			}
		case kindRecord:
			if held, ok := reflectValue(v); ok {
				s.unreadable = s.unreadable || s.Notation == Go
				n.wrapGo(s, "reflect.ValueOf(", ")")
				v, c.place = held, placeAny
				continue
			}
		}
		if n.kind != kindPointer {
			break
		}
		if len(s.path)-n.path > maxDepth {
			n.kind = kindTooDeep
			break
		}
		if s.Notation == Go {
			s.unreadable = s.unreadable || c.key
			if pointer >= 0 {
				n.wrap("new(", ")")
			}
			if pl.typ.Name() != "" && c.place == placeAny {
				n.wrap(pl.name+"(", ")")
			}
			pointer, pointerPlan = int(c.place), pl
			c.place = placeAny
		}
		v = v.Elem()
	}
	n.slot = c
	if pointer >= 0 {
		s.pointTo(n, place(pointer), pointerPlan)
	}
}

// wrap puts more text around the value, inside of what is there.
func (n *node) wrap(prefix, suffix string) {
	n.prefix += prefix
	n.suffix = suffix + n.suffix
}

func (n *node) wrapGo(s *state, prefix, suffix string) {
	if s.Notation == Go {
		n.wrap(prefix, suffix)
	}
}

// pointTo completes a node whose value was reached through a pointer.
func (s *state) pointTo(n *node, outer place, pl *plan) {
	switch {
	case n.kind == kindOrdered, n.kind == kindShape, n.kind == kindRecursion, n.kind == kindTooDeep,
		n.kind == kindOpaque && !n.v.IsNil(), n.flags&standIn != 0:
	case n.kind < kindList:
		n.wrap("new(", ")")
	case outer == placeElem && pl.typ.Name() == "":
		n.slot.place = placeElem
	default:
		n.wrap("&", "")
	}
}

func nilable(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return true
	}
	return false
}

// rawKind is the kind of a special type whose value cannot be had.
func rawKind(v reflect.Value) kind {
	switch v.Kind() {
	case reflect.Pointer:
		return kindPointer
	case reflect.Int64:
		return kindInt
	}
	return kindRecord
}

func reflectValue(v reflect.Value) (reflect.Value, bool) {
	if v.Type() != reflect.TypeFor[reflect.Value]() || !v.CanInterface() {
		return v, false
	}
	return v.Interface().(reflect.Value), true
}

// leave undoes what resolve and children did.
func (s *state) leave(n *node) {
	s.depth--
	if n.flags&listed != 0 {
		s.entries = s.entries[:n.lo]
	}
	for len(s.path) > n.path {
		last := s.path[len(s.path)-1]
		s.path = s.path[:len(s.path)-1]
		s.heads[last.bucket()] = last.before
		if s.done != nil && !n.slot.key {
			s.done[last.visit] = struct{}{}
		}
	}
}

// enter notes that v is being printed. It reports false if v contains itself.
func (s *state) enter(v reflect.Value, pl *plan, how look) bool {
	if v.Kind() == reflect.Slice && v.Len() == 0 {
		return true
	}
	id := identity(v, pl)
	from := 0
	if s.plain {
		from = s.plainFrom
	}
	if i := s.index(id); i >= from {
		// CPython's pprint looks for cycles on its own way only: inside a
		// repr they are counted anew.
		if s.Notation == Go || s.plain || how == lookLayout || !s.opaque(v) {
			s.unreadable = true
			return false
		}
	}
	head := &s.heads[id.bucket()]
	s.path = append(s.path, step{id, *head})
	*head = int32(len(s.path))
	return true
}

func identity(v reflect.Value, pl *plan) visit {
	id := visit{ptr: v.Pointer(), plan: pl}
	if v.Kind() == reflect.Slice {
		id.len = v.Len()
	}
	return id
}

// index returns the last index of id in s.path, or -1.
func (s *state) index(id visit) int {
	i := s.heads[id.bucket()]
	for i > 0 && s.path[i-1].visit != id {
		i = s.path[i-1].before
	}
	return int(i) - 1
}

// seen reports whether v was checked before, as far as that says anything
// about v in slot c.
func (s *state) seen(v reflect.Value, pl *plan, c slot) bool {
	_, ok := s.done[identity(v, pl)]
	return ok && !c.key
}

// opaque reports whether Python prints what v leads to by its own repr.
func (s *state) opaque(v reflect.Value) bool {
	for range maxDepth {
		for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
			if v.IsNil() {
				return false
			}
			pl := s.plan(v.Type())
			if pl.acts || pl.kind == kindSpecial {
				return true
			}
			if v = v.Elem(); v.Kind() == reflect.Pointer {
				break
			}
		}
		if v.Kind() == reflect.Pointer {
			continue
		}
		pl := s.plan(v.Type())
		return pl.acts || pl.kind == kindRecord || pl.kind == kindSet || pl.kind == kindSpecial
	}
	return false
}

// ask lets v speak for itself, if it does.
func (s *state) ask(n *node, v reflect.Value, pl *plan, how look) bool {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return false
	}
	if pl.acts {
		switch x := v.Interface().(type) {
		case Shaper:
			var shape Shape
			if reason := protect(func() { shape = x.PrintShape() }); reason != "" {
				s.told(n, pl, "PrintShape panicked: "+reason)
				return true
			}
			n.kind, n.shape = kindShape, &shape
			s.enterActing(n, v, pl, how)
		case Ordered:
			n.kind = kindOrdered
			if reason := protect(func() { n.items = x.Items() }); reason != "" {
				s.told(n, pl, "Items panicked: "+reason)
				return true
			}
			s.enterActing(n, v, pl, how)
		}
		s.unreadable = s.unreadable || s.Notation == Go
		return true
	}
	return s.speak(n, v, pl)
}

func (s *state) enterActing(n *node, v reflect.Value, pl *plan, how look) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		if !s.enter(v, pl, how) {
			n.kind = kindRecursion
		}
	}
}

// speak takes the text of v from one of its methods.
func (s *state) speak(n *node, v reflect.Value, pl *plan) bool {
	var text, method string
	var err error
	reason := protect(func() {
		switch x := v.Interface(); {
		case pl.talks&s.Methods&Error != 0:
			method = "Error"
			text = x.(error).Error()
		case pl.talks&s.Methods&Stringer != 0:
			method = "String"
			text = x.(fmt.Stringer).String()
		default:
			method = "MarshalText"
			var b []byte
			b, err = x.(encoding.TextMarshaler).MarshalText()
			text = string(b)
		}
	})
	switch {
	case reason != "":
		s.told(n, pl, method+" panicked: "+reason)
	case err != nil:
		s.told(n, pl, method+" failed: "+err.Error())
	case s.Notation == Python:
		s.told(n, pl, string(appendPython(nil, text)))
	default:
		s.told(n, pl, string(appendGo(nil, text)))
		n.text = conversion(pl) + "(" + string(appendGo(nil, text)) + ")"
	}
	return true
}

// told makes n stand for a value that told something about itself.
func (s *state) told(n *node, pl *plan, what string) {
	s.unreadable = true
	n.kind = kindText
	n.flags |= standIn
	if s.Notation == Python {
		n.text = "<" + s.className(n.v) + " " + what + ">"
		return
	}
	n.text = comment(pl.name + ": " + what)
}

// protect calls f and returns what it panicked with, as text.
func protect(f func()) (reason string) {
	defer func() {
		if r := recover(); r != nil {
			reason = "something that panics itself"
			defer func() { recover() }()
			reason = strconv.Quote(fmt.Sprint(r))
		}
	}()
	f()
	return ""
}

// special makes the text of a value whose type is listed in specials.
func (s *state) special(n *node, v reflect.Value, c slot) bool {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		n.kind = kindNil
		return true
	}
	x, exact := valueOf(v)
	if x == nil {
		return false
	}
	sp := specials[v.Type()]
	n.kind = kindText
	if s.Notation == Python {
		var number bool
		if n.text, number = sp.pyText(x); number {
			n.flags |= numeric
			if s.UnderscoreNumbers && !s.plain {
				n.text = string(underscored(nil, []byte(n.text)))
			}
		}
		return true
	}
	var readable bool
	if typ, ok := x.(reflect.Type); ok {
		pl := s.plan(typ)
		n.text, readable = "reflect.TypeFor["+pl.name+"]()", pl.nameable
	} else {
		n.text, readable = sp.goText(x, c)
	}
	s.unreadable = s.unreadable || !readable || !exact
	return true
}

// count returns the number of children, having listed them if they have no
// place of their own.
func (s *state) count(n *node) int {
	if n.flags&counted != 0 {
		return n.n
	}
	n.flags |= counted
	switch n.kind {
	case kindList, kindTuple:
		n.n = n.v.Len()
	case kindDict, kindSet:
		s.list(n, func() { s.load(n.v, n.kind == kindSet || !s.NoSortMaps) })
	case kindRecord:
		s.countFields(n)
	case kindOrdered:
		s.list(n, func() { s.loadItems(n) })
	case kindShape:
		s.list(n, func() {
			for _, it := range n.shape.Items {
				s.entries = append(s.entries, entry{str: it.Label, val: reflect.ValueOf(it.Value)})
			}
		})
	}
	return n.n
}

// list has f append the children to s.entries.
func (s *state) list(n *node, f func()) {
	n.flags |= listed
	n.lo = len(s.entries)
	f()
	n.n = len(s.entries) - n.lo
	s.used = max(s.used, len(s.entries))
}

func (s *state) loadItems(n *node) {
	reason := protect(func() {
		for k, v := range n.items {
			s.entries = append(s.entries, newEntry(reflect.ValueOf(k), reflect.ValueOf(v)))
		}
	})
	if reason != "" {
		s.entries = append(s.entries, entry{str: "Items panicked", class: classPlainString, val: reflect.ValueOf(reason)})
	}
}

func (s *state) fields(n *node) []field {
	if s.Unexported == Hide {
		return n.plan.exported
	}
	return n.plan.fields
}

func (s *state) countFields(n *node) {
	fields := s.fields(n)
	n.n = len(fields)
	if s.Notation == Python {
		return
	}
	s.unreadable = s.unreadable || !n.plan.nameable
	if !n.plan.foreign || s.Unexported == Hide {
		return
	}
	// Fields that the output could not name are left out if that makes no
	// difference to the value.
	s.list(n, func() {
		for _, f := range fields {
			v := n.v.Field(f.index)
			if f.foreign {
				if v.IsZero() {
					continue
				}
				s.unreadable = true
			}
			s.entries = append(s.entries, entry{str: f.goLabel, val: v})
		}
	})
}

// child returns the value of child i and its slot.
func (s *state) child(n *node, i int) (reflect.Value, slot) {
	c := slot{placeElem, n.slot.key}
	switch n.kind {
	case kindList, kindTuple:
		return n.v.Index(i), c
	case kindSet:
		e := &s.entries[n.lo+i]
		return e.key, slot{keyPlace(n), true}
	case kindDict:
		e := &s.entries[n.lo+i]
		if e.class == classPlainString {
			c.place = placeAny // load has looked into the interface
		}
		return e.val, c
	case kindRecord:
		c.place = placeTyped
		if n.flags&listed == 0 {
			return n.v.Field(s.fields(n)[i].index), c
		}
	default:
		c.place = placeAny
	}
	return s.entries[n.lo+i].val, c
}

// keyPlace is the place of a key, whose interface, if the map has one, is gone.
func keyPlace(n *node) place {
	if n.kind == kindOrdered || n.plan.typ.Key().Kind() == reflect.Interface {
		return placeAny
	}
	return placeElem
}
