// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart

import (
	"bytes"
	"encoding"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"math"
	"reflect"
)

// Values travel behind one byte that says how. The common types have a form
// of their own: a fresh process would spend longer on preparing gob for them
// than on all else.
const (
	valueNil   = 'n' // a nil []byte or struct{}
	valueBytes = 'b' // []byte or string
	valueFixed = 'f' // a number or bool, 8 bytes
	valueGob   = 'g'
)

// A box makes gob take what it does not take at the top: nil pointers and
// interfaces.
type box[T any] struct{ V T }

// encode appends *v to dst.
func encode[T any](dst []byte, v *T) ([]byte, error) {
	fixed := func(n uint64) ([]byte, error) {
		return binary.LittleEndian.AppendUint64(append(dst, valueFixed), n), nil
	}
	switch v := any(v).(type) {
	case *struct{}:
		return append(dst, valueNil), nil
	case *[]byte:
		if *v == nil {
			return append(dst, valueNil), nil
		}
		return append(append(dst, valueBytes), *v...), nil
	case *string:
		return append(append(dst, valueBytes), *v...), nil
	case *int:
		return fixed(uint64(*v))
	case *int64:
		return fixed(uint64(*v))
	case *uint64:
		return fixed(*v)
	case *float64:
		return fixed(math.Float64bits(*v))
	case *bool:
		if *v {
			return fixed(1)
		}
		return fixed(0)
	}
	if err := encodable(reflect.TypeFor[T](), nil); err != nil {
		return dst, err
	}
	buf := bytes.NewBuffer(append(dst, valueGob))
	if err := gob.NewEncoder(buf).Encode(box[T]{*v}); err != nil {
		return dst, err
	}
	return buf.Bytes(), nil
}

var errValue = errors.New("malformed value")

// decode sets *dst to what encode made of another. A []byte shares memory with
// src.
func decode[T any](src []byte, dst *T) error {
	if len(src) == 0 {
		return errValue
	}
	kind, src := src[0], src[1:]
	fixed := func() uint64 {
		if kind != valueFixed || len(src) != 8 {
			return 0
		}
		return binary.LittleEndian.Uint64(src)
	}
	want := byte(valueFixed)
	switch v := any(dst).(type) {
	case *struct{}:
		want = valueNil
	case *[]byte:
		if kind == valueNil {
			*v = nil
			return nil
		}
		want = valueBytes
		*v = src
	case *string:
		want = valueBytes
		*v = string(src)
	case *int:
		*v = int(fixed())
	case *int64:
		*v = int64(fixed())
	case *uint64:
		*v = fixed()
	case *float64:
		*v = math.Float64frombits(fixed())
	case *bool:
		*v = fixed() != 0
	default:
		if kind != valueGob {
			return errValue
		}
		var b box[T]
		err := gob.NewDecoder(bytes.NewReader(src)).Decode(&b)
		*dst = b.V
		return err
	}
	if kind != want || want == valueFixed && len(src) != 8 {
		return errValue
	}
	return nil
}

var marshalers = []reflect.Type{reflect.TypeFor[gob.GobEncoder](), reflect.TypeFor[encoding.BinaryMarshaler]()}

// encodable reports a part of t that gob would leave out in silence, or not
// take at all: channels, functions, and structs of which it sees nothing.
func encodable(t reflect.Type, seen map[reflect.Type]bool) error {
	if seen[t] {
		return nil
	}
	for _, m := range marshalers {
		if t.Implements(m) || reflect.PointerTo(t).Implements(m) {
			return nil
		}
	}
	if seen == nil {
		seen = make(map[reflect.Type]bool)
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Chan, reflect.Func, reflect.UnsafePointer:
		return fmt.Errorf("a %v cannot leave its process", t)
	case reflect.Pointer, reflect.Slice, reflect.Array:
		return encodable(t.Elem(), seen)
	case reflect.Map:
		if err := encodable(t.Key(), seen); err != nil {
			return err
		}
		return encodable(t.Elem(), seen)
	case reflect.Struct:
		return encodableFields(t, seen)
	}
	return nil
}

func encodableFields(t reflect.Type, seen map[reflect.Type]bool) error {
	exported := 0
	for f := range t.Fields() {
		if !f.IsExported() {
			continue
		}
		exported++
		if err := encodable(f.Type, seen); err != nil {
			return fmt.Errorf("field %s of %v: %w", f.Name, t, err)
		}
	}
	if exported == 0 && t.NumField() > 0 {
		return fmt.Errorf("%v has no exported fields", t)
	}
	return nil
}
