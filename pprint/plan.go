// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint

import (
	"encoding"
	"fmt"
	"math/big"
	"net/netip"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A kind says how a value is printed.
type kind uint8

const (
	kindNil kind = iota
	kindBool
	kindInt
	kindUint
	kindFloat
	kindComplex
	kindOpaque // functions, channels, unsafe pointers
	kindText   // text that was made when the value was looked at
	kindRecursion
	kindTooDeep

	// What follows may be split over several lines.
	kindString
	kindBytes

	// What follows has children.
	kindList
	kindTuple
	kindDict
	kindSet
	kindRecord
	kindOrdered
	kindShape

	// What follows is only found in plans: looking at the value leads to one
	// of the above.
	kindInterface
	kindPointer
	kindSpecial // a type that special knows
)

// A plan is what there is to know about a type.
type plan struct {
	typ      reflect.Type
	kind     kind
	name     string // of the type in Go notation
	open     string // name + "{"
	nameable bool   // whether code in the right package can spell name
	bare     bool   // constants of this type need no conversion
	python   string // name of the class in Python notation

	fields   []field // of structs
	exported []field
	foreign  bool // some fields cannot be named where the output is used

	talks Methods // methods that the type has
	acts  bool    // it has methods that this package calls without being asked
}

type field struct {
	name    string
	goLabel string // name + ": "
	pyLabel string // name + "="
	index   int
	foreign bool
}

var (
	typeOrdered       = reflect.TypeFor[Ordered]()
	typeShaper        = reflect.TypeFor[Shaper]()
	typeError         = reflect.TypeFor[error]()
	typeStringer      = reflect.TypeFor[fmt.Stringer]()
	typeTextMarshaler = reflect.TypeFor[encoding.TextMarshaler]()
)

// A special is a type whose values are written by functions of their own.
type special struct {
	goText func(v any, use slot) (text string, readable bool)
	pyText func(v any) (string, bool)
}

var specials = map[reflect.Type]special{
	reflect.TypeFor[time.Time]():             {goTime, pyTime},
	reflect.TypeFor[time.Duration]():         {goDuration, pyDuration},
	reflect.TypeFor[big.Int]():               {goBigIntValue, pyBigIntValue},
	reflect.TypeFor[*big.Int]():              {goBigInt, pyBigInt},
	reflect.TypeFor[netip.Addr]():            {goAddr, pyAddr},
	reflect.TypeFor[netip.Prefix]():          {goPrefix, pyPrefix},
	reflect.TypeFor[netip.AddrPort]():        {goAddrPort, pyAddrPort},
	reflect.TypeOf(reflect.TypeFor[error]()): {nil, pyType},
}

// plansByPackage holds the plans of all types met, by planKey. Like the types
// themselves, they stay.
var plansByPackage sync.Map

type planKey struct {
	typ reflect.Type
	pkg string
}

func (s *state) plan(t reflect.Type) *plan {
	recent := &s.recent[t.Kind()]
	if p := *recent; p != nil && p.typ == t {
		return p
	}
	if p := s.plans[t]; p != nil {
		*recent = p
		return p
	}
	key := planKey{t, s.Package}
	p, ok := plansByPackage.Load(key)
	if !ok {
		p, _ = plansByPackage.LoadOrStore(key, newPlan(t, s.Package))
	}
	s.plans[t] = p.(*plan)
	return p.(*plan)
}

func newPlan(t reflect.Type, pkg string) *plan {
	p := &plan{typ: t, kind: kindOf(t)}
	n := namer{pkg: pkg, ok: true}
	p.name = n.typeName(t)
	p.nameable = n.ok
	p.open = p.name + "{"
	if t.Kind() == reflect.Pointer {
		p.open = "&" + strings.TrimPrefix(p.name, "*") + "{" // of an Ordered
	}
	switch t {
	case reflect.TypeFor[bool](), reflect.TypeFor[int](), reflect.TypeFor[float64](),
		reflect.TypeFor[complex128](), reflect.TypeFor[string]():
		p.bare = true
	}
	if t.Kind() == reflect.Struct {
		p.addFields(pkg)
	}
	p.python, _, _ = strings.Cut(t.Name(), "[")
	if p.python == "" {
		p.python = "namespace"
	}
	for typ, m := range map[reflect.Type]Methods{
		typeError: Error, typeStringer: Stringer, typeTextMarshaler: TextMarshaler,
	} {
		if t.Kind() != reflect.Interface && t.Implements(typ) {
			p.talks |= m
		}
	}
	if t.Kind() != reflect.Interface {
		p.acts = t.Implements(typeOrdered) || t.Implements(typeShaper)
	}
	return p
}

func kindOf(t reflect.Type) kind {
	if _, ok := specials[t]; ok {
		return kindSpecial
	}
	switch t.Kind() {
	case reflect.Bool:
		return kindBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return kindInt
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return kindUint
	case reflect.Float32, reflect.Float64:
		return kindFloat
	case reflect.Complex64, reflect.Complex128:
		return kindComplex
	case reflect.String:
		return kindString
	case reflect.Slice:
		if t.Elem() == reflect.TypeFor[byte]() {
			return kindBytes
		}
		return kindList
	case reflect.Array:
		return kindTuple
	case reflect.Map:
		if t.Elem() == reflect.TypeFor[struct{}]() {
			return kindSet
		}
		return kindDict
	case reflect.Struct:
		return kindRecord
	case reflect.Interface:
		return kindInterface
	case reflect.Pointer:
		return kindPointer
	default:
		return kindOpaque
	}
}

func (p *plan) addFields(pkg string) {
	for i := range p.typ.NumField() {
		f := p.typ.Field(i)
		if f.Name == "_" {
			continue
		}
		fd := field{
			name:    f.Name,
			goLabel: f.Name + ": ",
			pyLabel: f.Name + "=",
			index:   i,
			foreign: !f.IsExported() && !home(f.PkgPath, packageOf(p.typ), pkg),
		}
		p.fields = append(p.fields, fd)
		if f.IsExported() {
			p.exported = append(p.exported, fd)
		}
		p.foreign = p.foreign || fd.foreign
	}
}

// home reports whether names of the package of that path and name need no
// qualifier in Go notation that is written for pkg.
func home(path, name, pkg string) bool {
	return path == pkg || name == "main" || strings.HasSuffix(path, "_test")
}

// packageOf returns the name of the package that declares t.
func packageOf(t reflect.Type) string {
	if t.Name() == "" {
		return ""
	}
	name, _, _ := strings.Cut(t.String(), ".")
	return name
}

// A namer spells types. It notes if it met one that cannot be spelled.
type namer struct {
	pkg string
	ok  bool
}

func (n *namer) typeName(t reflect.Type) string {
	if t.Name() != "" {
		return n.named(t)
	}
	switch t.Kind() {
	case reflect.Pointer:
		return "*" + n.typeName(t.Elem())
	case reflect.Slice:
		return "[]" + n.elem(t)
	case reflect.Array:
		return "[" + strconv.Itoa(t.Len()) + "]" + n.elem(t)
	case reflect.Map:
		return "map[" + n.typeName(t.Key()) + "]" + n.typeName(t.Elem())
	case reflect.Chan:
		return n.channel(t)
	case reflect.Func:
		return "func" + n.signature(t)
	case reflect.Struct:
		return n.structure(t)
	case reflect.Interface:
		return n.iface(t)
	}
	return t.String()
}

// elem is for slices and arrays: of bytes, where they hold uint8.
func (n *namer) elem(t reflect.Type) string {
	if t.Elem() == reflect.TypeFor[byte]() {
		return "byte"
	}
	return n.typeName(t.Elem())
}

// named returns the name of a declared or predeclared type.
func (n *namer) named(t reflect.Type) string {
	name, args, generic := strings.Cut(t.Name(), "[")
	if t.PkgPath() != "" {
		if pkg := packageOf(t); !home(t.PkgPath(), pkg, n.pkg) {
			n.ok = n.ok && isExported(name)
			name = pkg + "." + name
		}
	}
	if generic {
		name += "[" + n.arguments(args)
	}
	return name
}

// arguments rewrites the type arguments in the name of a generic type, where
// package reflect gives import paths in full.
func (n *namer) arguments(args string) string {
	var b strings.Builder
	for len(args) > 0 {
		end := strings.IndexAny(args, "[]*, (){};\"")
		if end == 0 {
			if args[0] == '"' { // the tag of a field
				if tag, err := strconv.QuotedPrefix(args); err == nil {
					b.WriteString(tag)
					args = args[len(tag):]
					continue
				}
			}
			b.WriteByte(args[0])
			if args[0] == ',' {
				b.WriteByte(' ')
			}
			args = args[1:]
			continue
		}
		if end < 0 {
			end = len(args)
		}
		b.WriteString(n.qualified(args[:end]))
		args = args[end:]
	}
	return strings.ReplaceAll(b.String(), ",  ", ", ")
}

// qualified shortens path/to/pkg.Name.
func (n *namer) qualified(name string) string {
	dir := strings.LastIndexByte(name, '/') + 1
	dot := strings.LastIndexByte(name, '.')
	if dot <= dir-1 || strings.HasPrefix(name, ".") {
		return name
	}
	path, ident := strings.ReplaceAll(name[:dot], "%2e", "."), name[dot+1:]
	ident, _, _ = strings.Cut(ident, "·") // numbers types of the same name in functions
	if home(path, path, n.pkg) {
		return ident
	}
	n.ok = n.ok && isExported(ident)
	return packageName(path) + "." + ident
}

// packageName guesses the name of a package by its import path.
func packageName(path string) string {
	elems := strings.Split(path, "/")
	last := elems[len(elems)-1]
	if len(elems) > 1 && len(last) > 1 && last[0] == 'v' && strings.Trim(last[1:], "0123456789") == "" {
		last = elems[len(elems)-2]
	}
	last, _, _ = strings.Cut(last, ".")
	return strings.TrimPrefix(last, "go-")
}

func isExported(name string) bool {
	for _, r := range name {
		return 'A' <= r && r <= 'Z' || r >= 0x80 && strings.ToLower(string(r)) != string(r)
	}
	return false
}

func (n *namer) channel(t reflect.Type) string {
	elem := n.typeName(t.Elem())
	switch t.ChanDir() {
	case reflect.RecvDir:
		return "<-chan " + elem
	case reflect.SendDir:
		return "chan<- " + elem
	}
	if t.Elem().Kind() == reflect.Chan && t.Elem().Name() == "" && t.Elem().ChanDir() == reflect.RecvDir {
		elem = "(" + elem + ")"
	}
	return "chan " + elem
}

func (n *namer) signature(t reflect.Type) string {
	var in, out []string
	for i := range t.NumIn() {
		if name := n.typeName(t.In(i)); t.IsVariadic() && i == t.NumIn()-1 {
			in = append(in, "..."+strings.TrimPrefix(name, "[]"))
		} else {
			in = append(in, name)
		}
	}
	for out0 := range t.Outs() {
		out = append(out, n.typeName(out0))
	}
	sig := "(" + strings.Join(in, ", ") + ")"
	switch len(out) {
	case 0:
		return sig
	case 1:
		return sig + " " + out[0]
	}
	return sig + " (" + strings.Join(out, ", ") + ")"
}

func (n *namer) structure(t reflect.Type) string {
	if t.NumField() == 0 {
		return "struct{}"
	}
	fields := make([]string, t.NumField())
	for i := range fields {
		f := t.Field(i)
		if !f.IsExported() && !home(f.PkgPath, f.PkgPath, n.pkg) {
			n.ok = false
		}
		if !f.Anonymous {
			fields[i] = f.Name + " "
		}
		fields[i] += n.typeName(f.Type)
		if f.Tag != "" {
			fields[i] += " " + strconv.Quote(string(f.Tag))
		}
	}
	return "struct { " + strings.Join(fields, "; ") + " }"
}

func (n *namer) iface(t reflect.Type) string {
	if t.NumMethod() == 0 {
		return "any"
	}
	methods := make([]string, t.NumMethod())
	for i := range methods {
		m := t.Method(i)
		if m.PkgPath != "" && !home(m.PkgPath, m.PkgPath, n.pkg) {
			n.ok = false
		}
		methods[i] = m.Name + n.signature(m.Type)
	}
	return "interface { " + strings.Join(methods, "; ") + " }"
}
