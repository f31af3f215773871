// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint

import (
	"fmt"
	"math/big"
	"net/netip"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// valueOf returns the value of a type listed in specials, or nil. A value from
// an unexported field, which reflection does not give away, is put together
// again from its parts; exact says whether it is the same in all respects.
func valueOf(v reflect.Value) (x any, exact bool) {
	if v.CanInterface() {
		return v.Interface(), true
	}
	defer func() {
		// The parts are not what they were in the library that this was
		// written for.
		if recover() != nil {
			x, exact = nil, false
		}
	}()
	switch v.Type() {
	case reflect.TypeFor[time.Duration]():
		return time.Duration(v.Int()), true
	case reflect.TypeFor[time.Time]():
		return timeOf(v)
	case reflect.TypeFor[big.Int]():
		return *bigIntOf(v), true
	case reflect.TypeFor[*big.Int]():
		return bigIntOf(v.Elem()), true
	case reflect.TypeFor[netip.Addr]():
		return addrOf(v), true
	case reflect.TypeFor[netip.AddrPort]():
		return netip.AddrPortFrom(addrOf(v.FieldByName("ip")), uint16(v.FieldByName("port").Uint())), true
	case reflect.TypeFor[netip.Prefix]():
		bits := int(v.FieldByName("bitsPlusOne").Uint()) - 1
		return netip.PrefixFrom(addrOf(v.FieldByName("ip")), bits), true
	}
	return nil, false
}

// timeOf reads the fields that time.Time documents in its source: seconds and
// nanoseconds since year 1 or, with a monotonic clock reading, since 1885. Of
// the locations it knows UTC and Local.
func timeOf(v reflect.Value) (time.Time, bool) {
	wall, ext := v.FieldByName("wall").Uint(), v.FieldByName("ext").Int()
	const monotonic = 1 << 63
	exact := wall&monotonic == 0
	t := time.Time{}.Add(0)
	year1 := t.Unix()
	sec := ext
	if !exact {
		sec = int64(wall<<1>>31) + time.Date(1885, 1, 1, 0, 0, 0, 0, time.UTC).Unix() - year1
	}
	t = time.Unix(sec+year1, int64(wall&(1<<30-1)))
	switch loc := v.FieldByName("loc"); {
	case loc.IsNil():
		return t.UTC(), exact
	case loc.Pointer() == reflect.ValueOf(time.Local).Pointer():
		return t, exact
	}
	return t.UTC(), false
}

func bigIntOf(v reflect.Value) *big.Int {
	abs := v.FieldByName("abs")
	if abs.IsNil() {
		return new(big.Int)
	}
	words := make([]big.Word, abs.Len())
	for i := range words {
		words[i] = big.Word(abs.Index(i).Uint())
	}
	x := new(big.Int).SetBits(words)
	if v.FieldByName("neg").Bool() {
		x.Neg(x)
	}
	return x
}

func addrOf(v reflect.Value) netip.Addr {
	var b [16]byte
	for i, half := range []uint64{v.FieldByName("addr").FieldByName("hi").Uint(), v.FieldByName("addr").FieldByName("lo").Uint()} {
		for j := range 8 {
			b[8*i+j] = byte(half >> (56 - 8*j))
		}
	}
	zone := v.FieldByName("z").FieldByName("value")
	switch {
	case zone.IsNil():
		return netip.Addr{}
	case !zone.Elem().FieldByName("isV6").Bool():
		return netip.AddrFrom4([4]byte(b[12:]))
	}
	return netip.AddrFrom16(b).WithZone(zone.Elem().FieldByName("zoneV6").String())
}

func goTime(v any, use slot) (string, bool) {
	t := v.(time.Time)
	if t == (time.Time{}) {
		return "time.Time{}", true
	}
	loc, name := t.Location(), "time.UTC"
	switch zone, offset := t.Zone(); {
	case loc == time.Local:
		name = "time.Local"
	case loc != time.UTC:
		name = fmt.Sprintf("time.FixedZone(%s, %d)", appendGo(nil, zone), offset)
		loc = time.FixedZone(zone, offset)
	}
	text := fmt.Sprintf("time.Date(%d, time.%s, %d, %d, %d, %d, %d, %s)",
		t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), name)
	again := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), loc)
	if use.key {
		return text, again == t // keys are compared without looking into pointers
	}
	return text, reflect.DeepEqual(again, t)
}

// pyTime writes a datetime. Python's has microseconds, and no years beyond
// 9999.
func pyTime(v any) (string, bool) {
	t := v.(time.Time)
	var b strings.Builder
	fmt.Fprintf(&b, "datetime.datetime(%d, %d, %d, %d, %d", t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute())
	if micro := t.Nanosecond() / 1000; t.Second() != 0 || micro != 0 {
		fmt.Fprintf(&b, ", %d", t.Second())
		if micro != 0 {
			fmt.Fprintf(&b, ", %d", micro)
		}
	}
	b.WriteString(", tzinfo=datetime.timezone")
	if t.Location() == time.UTC {
		b.WriteString(".utc)")
		return b.String(), false
	}
	zone, offset := t.Zone()
	const day = 24 * 60 * 60
	var parts []string
	if days := (offset - (offset%day+day)%day) / day; days != 0 {
		parts = append(parts, "days="+strconv.Itoa(days))
	}
	if seconds := (offset%day + day) % day; seconds != 0 {
		parts = append(parts, "seconds="+strconv.Itoa(seconds))
	}
	if parts == nil {
		parts = []string{"0"}
	}
	fmt.Fprintf(&b, "(datetime.timedelta(%s), %s))", strings.Join(parts, ", "), appendPython(nil, zone))
	return b.String(), false
}

func goDuration(v any, use slot) (string, bool) {
	d := v.(time.Duration)
	for _, u := range []struct {
		unit time.Duration
		name string
	}{
		{time.Hour, "time.Hour"}, {time.Minute, "time.Minute"}, {time.Second, "time.Second"},
		{time.Millisecond, "time.Millisecond"}, {time.Microsecond, "time.Microsecond"},
	} {
		if d == u.unit {
			return u.name, true
		}
		if d != 0 && d%u.unit == 0 {
			return strconv.FormatInt(int64(d/u.unit), 10) + " * " + u.name, true
		}
	}
	if use.place == placeAny {
		return "time.Duration(" + strconv.FormatInt(int64(d), 10) + ")", true
	}
	return strconv.FormatInt(int64(d), 10), true
}

func pyDuration(v any) (string, bool) {
	return strconv.FormatInt(int64(v.(time.Duration)), 10), true
}

func goBigInt(v any, use slot) (string, bool) {
	x := v.(*big.Int)
	switch {
	case x.Sign() == 0 && x.Bits() != nil:
		// A zero that is the result of a calculation has a slice that is
		// empty but not nil.
		return "new(big.Int).SetBits([]big.Word{})", !use.key
	case x.IsInt64():
		return "big.NewInt(" + x.String() + ")", !use.key
	}
	return `func() *big.Int { x, _ := new(big.Int).SetString("` + x.String() + `", 10); return x }()`, !use.key
}

func goBigIntValue(v any, use slot) (string, bool) {
	x := v.(big.Int)
	text, readable := goBigInt(&x, use)
	return "*" + text, readable
}

func pyBigInt(v any) (string, bool) { return v.(*big.Int).String(), true }

func pyBigIntValue(v any) (string, bool) {
	x := v.(big.Int)
	return x.String(), true
}

func goAddr(v any, _ slot) (string, bool) {
	a := v.(netip.Addr)
	if !a.IsValid() {
		return "netip.Addr{}", true
	}
	again, err := netip.ParseAddr(a.String())
	return "netip.MustParseAddr(" + string(appendGo(nil, a.String())) + ")", err == nil && again == a
}

func goPrefix(v any, use slot) (string, bool) {
	p := v.(netip.Prefix)
	if p == (netip.Prefix{}) {
		return "netip.Prefix{}", true
	}
	if again, err := netip.ParsePrefix(p.String()); err == nil && again == p {
		return "netip.MustParsePrefix(" + string(appendGo(nil, p.String())) + ")", true
	}
	addr, readable := goAddr(p.Addr(), use)
	return "netip.PrefixFrom(" + addr + ", -1)", readable && netip.PrefixFrom(p.Addr(), -1) == p
}

func goAddrPort(v any, use slot) (string, bool) {
	p := v.(netip.AddrPort)
	if p == (netip.AddrPort{}) {
		return "netip.AddrPort{}", true
	}
	if again, err := netip.ParseAddrPort(p.String()); err == nil && again == p {
		return "netip.MustParseAddrPort(" + string(appendGo(nil, p.String())) + ")", true
	}
	addr, readable := goAddr(p.Addr(), use)
	return "netip.AddrPortFrom(" + addr + ", " + strconv.Itoa(int(p.Port())) + ")", readable
}

// pyAddr writes the objects of module ipaddress.
func pyAddr(v any) (string, bool) {
	a := v.(netip.Addr)
	if !a.IsValid() {
		return "None", false
	}
	return ipClass(a) + "Address('" + string(escapePython(nil, a.String(), '\'')) + "')", false
}

func pyPrefix(v any) (string, bool) {
	p := v.(netip.Prefix)
	if !p.IsValid() {
		return "None", false
	}
	if p.Masked() != p {
		return ipClass(p.Addr()) + "Interface('" + p.String() + "')", false
	}
	return ipClass(p.Addr()) + "Network('" + p.String() + "')", false
}

// pyAddrPort writes the tuple that module socket has for it.
func pyAddrPort(v any) (string, bool) {
	p := v.(netip.AddrPort)
	return "('" + string(escapePython(nil, p.Addr().String(), '\'')) + "', " + strconv.Itoa(int(p.Port())) + ")", false
}

func ipClass(a netip.Addr) string {
	if a.Is4() {
		return "IPv4"
	}
	return "IPv6"
}

func pyType(v any) (string, bool) {
	n := namer{ok: true}
	return "<class '" + n.typeName(v.(reflect.Type)) + "'>", false
}
