// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint

import (
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// openGo writes the type of a composite literal, if the place needs it, and
// its brace.
func (s *state) openGo(n *node) bool {
	if n.slot.place == placeElem {
		return s.raw("{")
	}
	s.unreadable = s.unreadable || !n.plan.nameable
	if s.Color != nil {
		return s.text(strings.TrimSuffix(n.plan.open, "{"), s.theme().Type) && s.raw("{")
	}
	return s.raw(n.plan.open)
}

// conversion returns what stands before the parenthesis of a conversion to a
// type.
func conversion(pl *plan) string {
	if pl.typ.Name() == "" {
		switch pl.typ.Kind() {
		case reflect.Pointer, reflect.Func, reflect.Chan:
			return "(" + pl.name + ")"
		}
	}
	return pl.name
}

// comment makes a nil of text that stands in the place of a value.
func comment(text string) string {
	return "nil /* " + strings.ReplaceAll(oneLine(text), "*/", "* /") + " */"
}

// oneLine quotes text that has no place in a comment as it is.
func oneLine(text string) string {
	for _, r := range text {
		if !printable(r) {
			q := strconv.Quote(text)
			return q[1 : len(q)-1]
		}
	}
	return text
}

func (s *state) goScalar(dst []byte, n *node) []byte {
	switch n.kind {
	case kindNil:
		if n.plan != nil && n.slot.place == placeAny {
			s.unreadable = s.unreadable || !n.plan.nameable
			return append(dst, conversion(n.plan)+"(nil)"...)
		}
		return append(dst, "nil"...)
	case kindOpaque:
		return s.goOpaque(dst, n)
	}
	exact := n.plan.bare || n.slot.place != placeAny
	if n.kind == kindFloat || n.kind == kindComplex {
		// What the functions of package math return is no constant.
		exact = n.plan.bare || exact && isConstant(n.v)
	}
	if !exact {
		s.unreadable = s.unreadable || !n.plan.nameable
		dst = append(dst, n.plan.name...)
		dst = append(dst, '(')
	}
	from := len(dst)
	switch n.kind {
	case kindBool:
		dst = strconv.AppendBool(dst, n.v.Bool())
	case kindInt:
		dst = s.grouped(strconv.AppendInt(dst, n.v.Int(), 10), from)
	case kindUint:
		dst = s.grouped(strconv.AppendUint(dst, n.v.Uint(), 10), from)
	case kindFloat:
		dst = s.goFloat(dst, n.v.Float(), n.plan.typ.Bits())
	case kindComplex:
		dst = s.goComplex(dst, n.v.Complex(), n.plan.typ.Bits()/2)
	}
	if !exact {
		dst = append(dst, ')')
	}
	return dst
}

func isConstant(v reflect.Value) bool {
	if v.CanFloat() {
		return isConstantFloat(v.Float())
	}
	return isConstantFloat(real(v.Complex())) && isConstantFloat(imag(v.Complex()))
}

func isConstantFloat(f float64) bool {
	return !math.IsNaN(f) && !math.IsInf(f, 0) && (f != 0 || !math.Signbit(f))
}

func (s *state) goOpaque(dst []byte, n *node) []byte {
	if !n.v.IsNil() {
		s.unreadable = true
		return append(dst, comment(n.plan.name)...)
	}
	if n.slot.place == placeAny {
		s.unreadable = s.unreadable || !n.plan.nameable
		return append(dst, conversion(n.plan)+"(nil)"...)
	}
	return append(dst, "nil"...)
}

func (s *state) goFloat(dst []byte, f float64, bits int) []byte {
	switch {
	case math.IsNaN(f):
		s.unreadable = true // NaN equals nothing
		return append(dst, "math.NaN()"...)
	case math.IsInf(f, 1):
		return append(dst, "math.Inf(1)"...)
	case math.IsInf(f, -1):
		return append(dst, "math.Inf(-1)"...)
	case f == 0 && math.Signbit(f):
		return append(dst, "math.Copysign(0, -1)"...)
	}
	return appendFloat(dst, f, bits)
}

func (s *state) goComplex(dst []byte, c complex128, bits int) []byte {
	if isConstantFloat(real(c)) && isConstantFloat(imag(c)) {
		dst = append(dst, '(')
		dst = strconv.AppendFloat(dst, real(c), 'g', -1, bits)
		from := len(dst)
		dst = strconv.AppendFloat(dst, imag(c), 'g', -1, bits)
		if dst[from] != '-' {
			dst = append(dst, 0)
			copy(dst[from+1:], dst[from:])
			dst[from] = '+'
		}
		return append(dst, "i)"...)
	}
	dst = append(dst, "complex("...)
	dst = s.goFloat(dst, real(c), bits)
	dst = append(dst, ", "...)
	dst = s.goFloat(dst, imag(c), bits)
	return append(dst, ')')
}

// grouped puts underscores into the number that is dst[from:], where they are
// asked for.
func (s *state) grouped(dst []byte, from int) []byte {
	if !s.UnderscoreNumbers || s.plain {
		return dst
	}
	return underscored(dst[:from], []byte(string(dst[from:])))
}

func underscored(dst, number []byte) []byte {
	if len(number) > 0 && number[0] == '-' {
		dst = append(dst, '-')
		number = number[1:]
	}
	for i, c := range number {
		if i > 0 && (len(number)-i)%3 == 0 {
			dst = append(dst, '_')
		}
		dst = append(dst, c)
	}
	return dst
}

// appendFloat writes a finite number as Python's repr does, which is good for
// Go: in as few digits as identify it, always with a point or an exponent, and
// with an exponent from 1e16 up and below 1e-4.
func appendFloat(dst []byte, f float64, bits int) []byte {
	if abs := math.Abs(f); abs != 0 && (abs < 1e-4 || abs >= 1e16) {
		return strconv.AppendFloat(dst, f, 'e', -1, bits)
	}
	from := len(dst)
	dst = strconv.AppendFloat(dst, f, 'f', -1, bits)
	if slices.Contains(dst[from:], '.') {
		return dst
	}
	return append(dst, ".0"...)
}
