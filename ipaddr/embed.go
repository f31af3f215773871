// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package ipaddr

import "net/netip"

// An Embedding is a way in which an IPv6 address holds an IPv4 address. The
// zero Embedding is none.
type Embedding uint8

// The embeddings that Embedded4 knows.
const (
	Mapped     Embedding = iota + 1 // ::ffff:0:0/96, RFC 4291, section 2.5.5.2
	Compatible                      // ::/96 without :: and ::1, RFC 4291, section 2.5.5.1
	SixToFour                       // 2002::/16, RFC 3056
	Teredo                          // 2001::/32, RFC 4380; see TeredoEndpoints
	NAT64                           // 64:ff9b::/96, RFC 6052
)

// String returns the name of the embedding, such as "IPv4-mapped".
func (e Embedding) String() string {
	switch e {
	case Mapped:
		return "IPv4-mapped"
	case Compatible:
		return "IPv4-compatible"
	case SixToFour:
		return "6to4"
	case Teredo:
		return "Teredo"
	case NAT64:
		return "NAT64"
	}
	return "none"
}

// Embedded4 returns the IPv4 address that a holds, how, and whether there is
// one. Of a Teredo address it is the client's. An IPv4 address holds none, and
// nor does one in a NAT64 prefix of a network's own: where it would be depends
// on that prefix.
//
// It is Python's ipv4_mapped, sixtofour and teredo, and more.
func Embedded4(a netip.Addr) (v4 netip.Addr, kind Embedding, ok bool) {
	if !a.Is6() {
		return netip.Addr{}, 0, false
	}
	u := toUint128(a)
	switch {
	case u.is4():
		return addr4(uint32(u.lo)), Mapped, true
	case u.hi == 0 && u.lo>>32 == 0 && u.lo > 1:
		return addr4(uint32(u.lo)), Compatible, true
	case u.hi>>48 == 0x2002:
		return addr4(uint32(u.hi >> 16)), SixToFour, true
	case u.hi>>32 == 0x2001_0000:
		return addr4(^uint32(u.lo)), Teredo, true // RFC 4380, section 4: every bit inverted
	case u.hi == 0x0064_ff9b_0000_0000 && u.lo>>32 == 0:
		return addr4(uint32(u.lo)), NAT64, true
	}
	return netip.Addr{}, 0, false
}

// TeredoEndpoints returns the IPv4 addresses of the server and of the client
// in a Teredo address, and whether a is one. It is Python's teredo.
func TeredoEndpoints(a netip.Addr) (server, client netip.Addr, ok bool) {
	client, kind, _ := Embedded4(a)
	if kind != Teredo {
		return netip.Addr{}, netip.Addr{}, false
	}
	return addr4(uint32(toUint128(a).hi)), client, true
}
