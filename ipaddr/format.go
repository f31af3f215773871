// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package ipaddr

import (
	"encoding/binary"
	"fmt"
	"math/big"
	"net/netip"
	"strconv"
	"strings"
)

// Exploded returns a in full: an IPv6 address with all its zeros, such as
// 2001:0db8:0000:0000:0000:0000:0000:0001, and an IPv4-mapped one with its
// IPv4 address in decimal, 0000:0000:0000:0000:0000:ffff:192.0.2.1, in which
// it differs from [netip.Addr.StringExpanded]. A zone is kept. It is Python's
// exploded. For the zero Addr it returns "invalid IP".
func Exploded(a netip.Addr) string {
	if !a.IsValid() {
		return a.String()
	}
	return string(AppendExploded(nil, a))
}

// AppendExploded appends the result of [Exploded] to dst, or nothing for the
// zero Addr.
func AppendExploded(dst []byte, a netip.Addr) []byte {
	if !a.Is6() {
		return a.AppendTo(dst)
	}
	b := a.As16()
	full := b[:]
	if a.Is4In6() {
		full = b[:12]
	}
	for i, x := range full {
		if i > 0 && i%2 == 0 {
			dst = append(dst, ':')
		}
		dst = append(dst, hexDigits[x>>4], hexDigits[x&0xf])
	}
	if a.Is4In6() {
		dst = append(dst, ':')
		dst = a.Unmap().AppendTo(dst)
	}
	if zone := a.Zone(); zone != "" {
		dst = append(dst, '%')
		dst = append(dst, zone...)
	}
	return dst
}

const hexDigits = "0123456789abcdef"

// ReversePointer returns the domain name that reverse DNS has for a, without a
// dot at the end: 1.2.0.192.in-addr.arpa, or 32 nibbles under ip6.arpa. A zone
// makes no difference. It returns "" for the zero Addr.
func ReversePointer(a netip.Addr) string { return string(AppendReversePointer(nil, a)) }

// AppendReversePointer appends the result of [ReversePointer] to dst.
func AppendReversePointer(dst []byte, a netip.Addr) []byte {
	switch {
	case !a.IsValid():
		return dst
	case a.Is4():
		return appendReverse(dst, a, 4)
	default:
		return appendReverse(dst, a, 32)
	}
}

// appendReverse appends the reverse name of the first n octets of an IPv4 or
// nibbles of an IPv6 address.
func appendReverse(dst []byte, a netip.Addr, n int) []byte {
	if a.Is4() {
		b := a.As4()
		for i := n - 1; i >= 0; i-- {
			dst = append(strconv.AppendUint(dst, uint64(b[i]), 10), '.')
		}
		return append(dst, "in-addr.arpa"...)
	}
	b := a.As16()
	for i := n - 1; i >= 0; i-- {
		nibble := b[i/2] >> 4
		if i%2 == 1 {
			nibble = b[i/2] & 0xf
		}
		dst = append(dst, hexDigits[nibble], '.')
	}
	return append(dst, "ip6.arpa"...)
}

// ReverseZones returns the fewest names under which reverse DNS has the
// addresses of p and no others, in order of address: one name where the length
// of p is a multiple of 8 (IPv4) or 4 (IPv6), and else up to 128 or 8 names, those
// of the subnets with the next such length. For an invalid prefix it returns nil.
//
// Zones for less than 256 IPv4 addresses are often delegated by the names of
// RFC 2317 instead, which only their owners know.
func ReverseZones(p netip.Prefix) []string {
	if !p.IsValid() {
		return nil
	}
	bitsPerLabel := 4
	if p.Addr().Is4() {
		bitsPerLabel = 8
	}
	labels := (p.Bits() + bitsPerLabel - 1) / bitsPerLabel
	subnets, err := Subnets(p, labels*bitsPerLabel)
	if err != nil {
		panic(err) // the length is one that p has
	}
	zones := make([]string, 0, 1<<(labels*bitsPerLabel-p.Bits()))
	for q := range subnets {
		zones = append(zones, string(appendReverse(nil, q.Addr(), labels)))
	}
	return zones
}

// ToInt returns the address as a number, of 32 or 128 bits. It returns nil for
// the zero Addr. An IPv4-mapped address is an IPv6 address here.
func ToInt(a netip.Addr) *big.Int {
	if !a.IsValid() {
		return nil
	}
	return new(big.Int).SetBytes(a.AsSlice())
}

// FromInt returns the IPv6 or IPv4 address with the given number. It is an
// error if n is negative or has more than 128 or 32 bits.
func FromInt(n *big.Int, is6 bool) (netip.Addr, error) {
	family, size := "IPv4", 32
	if is6 {
		family, size = "IPv6", 128
	}
	if n.Sign() < 0 || n.BitLen() > size {
		return netip.Addr{}, fmt.Errorf("ipaddr: number %s is not in the range of an %s address, 0 to 2**%d-1", brief(n), family, size)
	}
	var b [16]byte
	n.FillBytes(b[:])
	if is6 {
		return netip.AddrFrom16(b), nil
	}
	return addr4(binary.BigEndian.Uint32(b[12:])), nil
}

// Format formats a as Python's format(a, verb) does. A verb is
//
//	b     all 32 or 128 bits
//	x     all 8 or 32 hexadecimal digits
//	X     the same, in upper case
//	n     b for IPv4, x for IPv6
//	s     as [netip.Addr.String], also the meaning of an empty verb
//
// Before all but s there may be a #, for a prefix 0b, 0x or 0X, and after that
// a _, which groups digits by four. Only s shows a zone.
//
// Other verbs, and the zero Addr, are an error.
func Format(a netip.Addr, verb string) (string, error) {
	if !a.IsValid() {
		return "", fmt.Errorf("ipaddr: formatting an invalid address")
	}
	letters, alternate := strings.CutPrefix(verb, "#")
	letters, grouped := strings.CutPrefix(letters, "_")
	if letters == "n" {
		letters = map[bool]string{true: "b", false: "x"}[a.Is4()]
	}
	switch {
	case verb == "" || verb == "s":
		return a.String(), nil
	case letters == "b":
		return digits(a, 1, "01", grouped, alternate, "0b"), nil
	case letters == "x":
		return digits(a, 4, hexDigits, grouped, alternate, "0x"), nil
	case letters == "X":
		return digits(a, 4, "0123456789ABCDEF", grouped, alternate, "0X"), nil
	}
	return "", fmt.Errorf("ipaddr: bad format %s: want s, or b, x, X or n after an optional # and an optional _", quote(verb))
}

// digits returns the digits of a, each of the given number of bits.
func digits(a netip.Addr, bitsPerDigit int, alphabet string, grouped, alternate bool, prefix string) string {
	u := toUint128(a)
	n := a.BitLen() / bitsPerDigit
	var b strings.Builder
	if alternate {
		b.WriteString(prefix)
	}
	for i := n - 1; i >= 0; i-- {
		digit := u.shiftRight(i*bitsPerDigit).lo & (1<<bitsPerDigit - 1)
		b.WriteByte(alphabet[digit])
		if grouped && i > 0 && i%4 == 0 {
			b.WriteByte('_')
		}
	}
	return b.String()
}
