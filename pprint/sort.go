// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint

import (
	"cmp"
	"math/big"
	"reflect"
	"slices"
	"strings"
)

// An entry is a child of a map or shape, kept because it has to be sorted or
// has no place of its own in memory.
type entry struct {
	str   string        // the key, if its type is string; the label, in a shape
	key   reflect.Value // invalid if the value has no key but str or none
	val   reflect.Value
	class class // of the key
}

// A class is a set of keys that compare with each other. The order of classes
// is that of the names of their types in Python, by which CPython sorts keys
// that do not compare.
type class uint8

const (
	classNil     class = iota // NoneType
	classRecord               // __main__.Name
	classBool                 // bool, when there is no number to compare with
	classComplex              // complex
	classNumber               // bool, float, int
	classString               // str
	classTuple                // tuple
	classOther
	classPlainString // of type string: the key is in str
)

// load puts the entries of map v behind those that are there, sorted, and
// returns where they begin.
func (s *state) load(v reflect.Value, ordered bool) (lo int) {
	lo = len(s.entries)
	switch {
	case !v.CanInterface():
		// Reflection copies such keys and values only one by one.
		for it := v.MapRange(); it.Next(); {
			s.entries = append(s.entries, newEntry(it.Key(), it.Value()))
		}
	case v.Type() == typeStringMap:
		for k, x := range v.Interface().(map[string]any) {
			s.entries = append(s.entries, entry{str: k, val: reflect.ValueOf(x), class: classPlainString})
		}
	default:
		s.loadCopy(v)
	}
	if ordered {
		sortEntries(s.entries[lo:])
	}
	return lo
}

// loadCopy copies the keys and values of v into two slices, which is two
// allocations, not two for each entry.
func (s *state) loadCopy(v reflect.Value) {
	n, t := v.Len(), v.Type()
	keys := reflect.MakeSlice(reflect.SliceOf(t.Key()), n, n)
	values := reflect.MakeSlice(reflect.SliceOf(t.Elem()), n, n)
	for it, i := v.MapRange(), 0; i < n && it.Next(); i++ {
		key, val := keys.Index(i), values.Index(i)
		key.SetIterKey(it)
		val.SetIterValue(it)
		s.entries = append(s.entries, newEntry(key, val))
	}
}

var typeStringMap = reflect.TypeFor[map[string]any]()

func newEntry(key, val reflect.Value) entry {
	for key.Kind() == reflect.Interface && !key.IsNil() {
		key = key.Elem()
	}
	e := entry{key: key, val: val, class: classOf(key)}
	if e.class == classString {
		e.str = key.String()
	}
	return e
}

func classOf(v reflect.Value) class {
	switch v.Kind() {
	case reflect.Invalid, reflect.Interface:
		return classNil
	case reflect.Bool, reflect.Float32, reflect.Float64,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return classNumber
	case reflect.Complex64, reflect.Complex128:
		return classComplex
	case reflect.String:
		return classString
	case reflect.Array:
		return classTuple
	case reflect.Struct, reflect.Pointer:
		return classRecord
	}
	return classOther
}

func sortEntries(list []entry) {
	if len(list) < 2 {
		return
	}
	if allStrings(list) {
		slices.SortFunc(list, func(a, b entry) int { return strings.Compare(a.str, b.str) })
		return
	}
	// A bool compares with numbers, but its type name comes before complex's
	// and theirs after: with complex keys around, bools go by their name
	// unless there are numbers among which they belong.
	numbers := slices.ContainsFunc(list, func(e entry) bool { return e.class == classNumber && e.key.Kind() != reflect.Bool })
	if !numbers {
		for i, e := range list {
			if e.class == classNumber {
				list[i].class = classBool
			}
		}
	}
	slices.SortStableFunc(list, func(a, b entry) int {
		if a.class != b.class {
			return cmp.Compare(a.class, b.class)
		}
		return compareValues(a.key, b.key, compareDepth)
	})
}

func allStrings(list []entry) bool {
	for i := range list {
		if c := list[i].class; c != classPlainString && c != classString {
			return false
		}
	}
	return true
}

// compareDepth bounds how far pointers in keys are followed.
const compareDepth = 8

// compareValues is a total order of what may be in the keys of maps, but for
// pointers to things that look alike.
func compareValues(a, b reflect.Value, depth int) int {
	for a.Kind() == reflect.Interface && !a.IsNil() {
		a = a.Elem()
	}
	for b.Kind() == reflect.Interface && !b.IsNil() {
		b = b.Elem()
	}
	class := classOf(a)
	if c := cmp.Compare(class, classOf(b)); c != 0 {
		return c
	}
	switch class {
	case classNil:
		return 0
	case classNumber:
		if c := compareNumbers(a, b); c != 0 {
			return c
		}
	case classString:
		if c := strings.Compare(a.String(), b.String()); c != 0 {
			return c
		}
	case classComplex:
		x, y := a.Complex(), b.Complex()
		if c := cmp.Or(cmp.Compare(real(x), real(y)), cmp.Compare(imag(x), imag(y))); c != 0 {
			return c
		}
	case classTuple:
		for i := range min(a.Len(), b.Len()) {
			if c := compareValues(a.Index(i), b.Index(i), depth); c != 0 {
				return c
			}
		}
		if c := cmp.Compare(a.Len(), b.Len()); c != 0 {
			return c
		}
	case classRecord:
		if c := compareRecords(a, b, depth); c != 0 {
			return c
		}
	}
	return strings.Compare(a.Type().String(), b.Type().String())
}

func compareRecords(a, b reflect.Value, depth int) int {
	if c := strings.Compare(a.Type().String(), b.Type().String()); c != 0 || depth == 0 || a.Type() != b.Type() {
		return c
	}
	if a.Kind() == reflect.Pointer {
		if a.IsNil() || b.IsNil() {
			return cmp.Compare(boolInt(!a.IsNil()), boolInt(!b.IsNil()))
		}
		return compareValues(a.Elem(), b.Elem(), depth-1)
	}
	for i := range a.NumField() {
		if c := compareValues(a.Field(i), b.Field(i), depth); c != 0 {
			return c
		}
	}
	return 0
}

func boolInt(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// compareNumbers compares bools, integers and floats by value. NaN comes
// first.
func compareNumbers(a, b reflect.Value) int {
	switch {
	case a.CanFloat() && b.CanFloat():
		return cmp.Compare(a.Float(), b.Float())
	case a.CanFloat():
		return compareFloat(a.Float(), b)
	case b.CanFloat():
		return -compareFloat(b.Float(), a)
	}
	x, xneg := integer(a)
	y, yneg := integer(b)
	switch {
	case xneg && yneg:
		return cmp.Compare(int64(x), int64(y))
	case xneg:
		return -1
	case yneg:
		return 1
	}
	return cmp.Compare(x, y)
}

// integer returns the bits of a bool or integer, and whether they are those of
// a negative number.
func integer(v reflect.Value) (bits uint64, negative bool) {
	switch {
	case v.CanInt():
		return uint64(v.Int()), v.Int() < 0
	case v.CanUint():
		return v.Uint(), false
	}
	return uint64(boolInt(v.Bool())), false
}

// compareFloat compares without rounding the integer.
func compareFloat(f float64, v reflect.Value) int {
	if f != f {
		return -1
	}
	bits, negative := integer(v)
	i := new(big.Float).SetUint64(bits)
	if negative {
		i.SetInt64(int64(bits))
	}
	return big.NewFloat(f).Cmp(i)
}
