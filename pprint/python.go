// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint

import (
	"math"
	"reflect"
	"strconv"
)

// className returns the name of the class that v is an instance of, in Python
// notation.
func (s *state) className(v reflect.Value) string {
	for range compareDepth {
		if !v.IsValid() {
			return "NoneType"
		}
		pl := s.plan(v.Type())
		if pl.acts && v.Type().Implements(typeOrdered) && !v.Type().Implements(typeShaper) {
			return "OrderedDict"
		}
		switch pl.kind {
		case kindList:
			return "list"
		case kindTuple:
			return "tuple"
		case kindDict:
			return "dict"
		case kindSet:
			return "set"
		case kindRecord:
			return pl.python
		case kindPointer, kindInterface:
			if pl.acts || v.IsNil() {
				return pl.name
			}
			v = v.Elem()
		default:
			if v.Type().Name() != "" {
				return pl.python
			}
			return pl.name
		}
	}
	return "object" // pointers to pointers and so on
}

// plainRecursion returns what repr writes for a value inside itself.
func (s *state) plainRecursion(v reflect.Value) string {
	switch name := s.className(v); name {
	case "list":
		return "[...]"
	case "tuple":
		return "(...)"
	case "dict":
		return "{...}"
	case "set":
		return "set(...)"
	case "namespace":
		return "namespace(...)"
	}
	return "..."
}

func (s *state) emptyPython(n *node) string {
	switch n.kind {
	case kindList:
		return "[]"
	case kindTuple:
		return "()"
	case kindDict:
		return "{}"
	case kindSet:
		return "set()"
	case kindOrdered:
		return "OrderedDict()"
	case kindShape:
		return n.shape.Open + n.shape.Close
	}
	return n.plan.python + "()"
}

func (s *state) pyScalar(dst []byte, n *node) []byte {
	from := len(dst)
	switch n.kind {
	case kindNil:
		return append(dst, "None"...)
	case kindBool:
		if n.v.Bool() {
			return append(dst, "True"...)
		}
		return append(dst, "False"...)
	case kindInt:
		return s.grouped(strconv.AppendInt(dst, n.v.Int(), 10), from)
	case kindUint:
		return s.grouped(strconv.AppendUint(dst, n.v.Uint(), 10), from)
	case kindFloat:
		return pyFloat(dst, n.v.Float(), n.plan.typ.Bits())
	case kindComplex:
		return pyComplex(dst, n.v.Complex(), n.plan.typ.Bits()/2)
	}
	if n.v.IsNil() {
		return append(dst, "None"...)
	}
	dst = append(dst, '<')
	dst = append(dst, n.plan.name...)
	return append(dst, '>')
}

func pyFloat(dst []byte, f float64, bits int) []byte {
	switch {
	case math.IsNaN(f):
		return append(dst, "nan"...)
	case math.IsInf(f, 1):
		return append(dst, "inf"...)
	case math.IsInf(f, -1):
		return append(dst, "-inf"...)
	}
	return appendFloat(dst, f, bits)
}

// pyComplex writes (1+2j), or 2j alone if the real part is a positive zero.
func pyComplex(dst []byte, c complex128, bits int) []byte {
	re, im := real(c), imag(c)
	if re == 0 && !math.Signbit(re) {
		return append(pyPart(dst, im, bits), 'j')
	}
	dst = append(dst, '(')
	dst = pyPart(dst, re, bits)
	if !math.Signbit(im) || math.IsNaN(im) {
		dst = append(dst, '+')
	}
	dst = pyPart(dst, im, bits)
	return append(dst, "j)"...)
}

// pyPart is pyFloat without a fraction of zero.
func pyPart(dst []byte, f float64, bits int) []byte {
	dst = pyFloat(dst, f, bits)
	if n := len(dst); n > 2 && dst[n-2] == '.' && dst[n-1] == '0' {
		dst = dst[:n-2]
	}
	return dst
}
