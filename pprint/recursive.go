// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint

import "reflect"

// recursive reports whether v contains itself. It looks at everything once,
// and keeps its own stack, so that neither depth nor sharing matter.
func recursive(v reflect.Value) bool {
	onPath := make(map[reference]bool) // false: done with, and no cycle found
	stack := []parent{{children: []reflect.Value{v}}}
	for len(stack) > 0 {
		top := &stack[len(stack)-1]
		v, ok := top.next()
		if !ok {
			if top.ref != (reference{}) {
				onPath[top.ref] = false
			}
			stack = stack[:len(stack)-1]
			continue
		}
		p := parent{v: v}
		switch v.Kind() {
		case reflect.Pointer, reflect.Map, reflect.Slice:
			if v.IsNil() || !mayRefer(v.Type()) {
				continue
			}
			p.ref = reference{v.Pointer(), 0, v.Type()}
			if v.Kind() == reflect.Slice {
				p.ref.len = v.Len()
			}
			if above, seen := onPath[p.ref]; above {
				return true
			} else if seen {
				continue
			}
			onPath[p.ref] = true
		case reflect.Interface:
			if v.IsNil() {
				continue
			}
		case reflect.Array, reflect.Struct:
			if !mayRefer(v.Type()) {
				continue
			}
		default:
			continue
		}
		p.begin()
		stack = append(stack, p)
	}
	return false
}

// A reference is a pointer, map or slice.
type reference struct {
	ptr uintptr
	len int
	typ reflect.Type
}

// A parent is a value whose children are being looked at.
type parent struct {
	v        reflect.Value
	ref      reference // zero if it is no reference
	n, i     int       // children, and those that were looked at
	children []reflect.Value
}

func (p *parent) begin() {
	switch p.v.Kind() {
	case reflect.Pointer, reflect.Interface:
		p.children = []reflect.Value{p.v.Elem()}
	case reflect.Map:
		for it := p.v.MapRange(); it.Next(); {
			p.children = append(p.children, it.Key(), it.Value())
		}
	case reflect.Struct:
		p.n = p.v.NumField()
	default:
		p.n = p.v.Len()
	}
}

func (p *parent) next() (reflect.Value, bool) {
	i := p.i
	p.i++
	switch {
	case i < len(p.children):
		return p.children[i], p.children[i].IsValid()
	case i >= p.n:
		return reflect.Value{}, false
	case p.v.Kind() == reflect.Struct:
		return p.v.Field(i), true
	}
	return p.v.Index(i), true
}

// mayRefer reports whether values of the type can lead anywhere.
func mayRefer(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Array, reflect.Slice, reflect.Map, reflect.Pointer:
		elem := t.Elem().Kind()
		key := t.Kind() == reflect.Map && t.Key().Kind() != reflect.String && t.Key().Kind() > reflect.Complex128
		return key || elem > reflect.Complex128 && elem != reflect.String
	case reflect.Struct:
		return t.NumField() > 0
	case reflect.Interface:
		return true
	}
	return false
}
