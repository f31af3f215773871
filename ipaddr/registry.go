// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package ipaddr

import (
	"iter"
	"net/netip"
)

//go:generate go run gen_registry.go ../testdata/ipaddr/registry.txt registry_table.go

// A Block is an entry of the IANA IPv4 or IPv6 Special-Purpose Address
// Registry (RFC 6890, updated by RFC 8190).
type Block struct {
	Prefix     netip.Prefix
	Name       string // as the registry spells it
	RFC        string // what defines the block, such as "RFC 1122, Section 3.2.1.3"
	Allocated  string // year and month, such as "1996-02"
	Terminated string // year and month, or empty if the block is in use

	Source      Tri // valid as the source of a packet that crosses a router
	Destination Tri // valid as its destination
	Forwardable Tri // a router may forward it
	Global      Tri // reachable beyond one administrative domain
	Reserved    Tri // reserved by the protocol: software must treat it specially
}

// A Tri is what a registry says of a property of a block. The zero Tri is NA.
type Tri uint8

// The values of a Tri. NA stands for "N/A" and for a field left blank, as
// those of a deprecated block are.
const (
	NA Tri = iota
	False
	True
)

// String returns "True", "False" or "N/A".
func (t Tri) String() string {
	switch t {
	case True:
		return "True"
	case False:
		return "False"
	}
	return "N/A"
}

// A row is a Block as the generated table holds it.
type row struct {
	first uint128
	n     int
	is4   bool
	flags [5]Tri // in the order of Block's fields

	name, rfc, allocated, terminated string
}

func (r *row) block() Block {
	return Block{
		Prefix:      extent{r.first, r.n, r.is4}.prefix(),
		Name:        r.name,
		RFC:         r.rfc,
		Allocated:   r.allocated,
		Terminated:  r.terminated,
		Source:      r.flags[0],
		Destination: r.flags[1],
		Forwardable: r.flags[2],
		Global:      r.flags[3],
		Reserved:    r.flags[4],
	}
}

// Lookup returns the most specific registered block that contains a, and
// whether there is one. An IPv4-mapped address is looked up as its IPv4
// address; a zone makes no difference.
func Lookup(a netip.Addr) (Block, bool) {
	if !a.IsValid() {
		return Block{}, false
	}
	u := toUint128(a)
	is4 := u.is4()
	var found *row
	for i := range rows {
		r := &rows[i]
		if r.is4 == is4 && u.andNot(hostmask(r.n)) == r.first && (found == nil || r.n > found.n) {
			found = r
		}
	}
	if found == nil {
		return Block{}, false
	}
	return found.block(), true
}

// Registry returns the blocks of the IPv4 registry and then those of the IPv6
// registry, each in the registry's order. Blocks may lie within others.
func Registry() iter.Seq[Block] {
	return func(yield func(Block) bool) {
		for i := range rows {
			if !yield(rows[i].block()) {
				return
			}
		}
	}
}

// RegistryDate returns the days ("2006-01-02") on which IANA last updated the
// registries that this package knows.
func RegistryDate() (v4, v6 string) { return date4, date6 }

// IsGlobal reports whether a is globally reachable: whether the most specific
// block of the IANA special-purpose address registries that contains it says
// so, or no block contains it. What the registries call N/A or leave blank is
// not global. Multicast addresses, for which these registries do not speak,
// are global, as in Python's is_global; see [IsPublicUnicast] for a guard.
//
// An IPv4-mapped address answers as its IPv4 address, a zone makes no
// difference, and the zero Addr is not global.
func IsGlobal(a netip.Addr) bool {
	u := toUint128(a) // the zero Addr has the bits of ::, which is not global
	if u.is4() {
		return flipsBefore4(uint32(u.lo))&1 == 0
	}
	return flipsBefore6(u)&1 == 0
}

// flipsBefore4 returns how often IsGlobal's answer changes from true to false
// or back among the addresses up to and including x. It is even where IsGlobal
// is true, and the same for two addresses only if all between them answer
// alike.
func flipsBefore4(x uint32) int {
	i := int(before4[x>>24])
	for i < len(flips4) && flips4[i] <= x {
		i++
	}
	return i
}

// flipsBefore6 is flipsBefore4 for IPv6.
func flipsBefore6(u uint128) int {
	i := int(before6[u.hi>>56])
	for i < len(flips6) && !u.less(flips6[i]) {
		i++
	}
	return i
}

// IsPrivate reports whether a is valid, not global (see [IsGlobal]) and
// outside the shared address space 100.64.0.0/10, which is neither private nor
// global. It is Python's is_private; [netip.Addr.IsPrivate] answers for the
// networks of RFC 1918 and RFC 4193 only.
func IsPrivate(a netip.Addr) bool {
	return a.IsValid() && !IsGlobal(a) && !isShared(toUint128(a))
}

// isShared reports whether u is in 100.64.0.0/10, RFC 6598.
func isShared(u uint128) bool { return u.is4() && uint32(u.lo)>>22 == 100<<2|64>>6 }

// PrefixIsGlobal reports whether every address of p is global, as [IsGlobal]
// has it. Bits of p after its length do not count, and an invalid prefix is
// not global.
func PrefixIsGlobal(p netip.Prefix) bool {
	n, ok := commonFlips(p)
	return ok && n&1 == 0
}

// PrefixIsPrivate reports whether every address of p is private, as
// [IsPrivate] has it. Bits of p after its length do not count, and an invalid
// prefix is not private.
func PrefixIsPrivate(p netip.Prefix) bool {
	// The shared space touches no private block: one address tells.
	n, ok := commonFlips(p)
	return ok && n&1 == 1 && !isShared(toUint128(p.Addr()))
}

// commonFlips returns the number of flips before each address of p, and
// whether it is the same for all of them.
func commonFlips(p netip.Prefix) (n int, same bool) {
	if !p.IsValid() {
		return 0, false
	}
	e := toExtent(p)
	first, last := e.first, e.last()
	if first.is4() && last.is4() {
		n = flipsBefore4(uint32(first.lo))
		return n, n == flipsBefore4(uint32(last.lo))
	}
	n = flipsBefore6(first)
	return n, n == flipsBefore6(last)
}

// IsPublicUnicast reports whether a is an address that a host on the public
// Internet may have: global (see [IsGlobal]), not multicast and, if it is an
// IPv6 address, from the space that is allocated to hosts, 2000::/3. It is a
// guard against requests that lure a server into its own network (server-side
// request forgery): check each address that is about to be connected to, after
// the name is resolved.
//
// No accepted address leads to an IPv4 address that is not public. An
// IPv4-mapped address answers as its IPv4 address, and the other kinds (see
// [Embedded4]) are refused: IPv4-compatible and NAT64 addresses, because they
// lie outside 2000::/3, 6to4 and Teredo, because they are not global. A host
// that reaches IPv4 by NAT64 can admit that kind by itself:
//
//	v4, kind, _ := ipaddr.Embedded4(a)
//	ok := ipaddr.IsPublicUnicast(a) || kind == ipaddr.NAT64 && ipaddr.IsPublicUnicast(v4)
func IsPublicUnicast(a netip.Addr) bool {
	u := toUint128(a)
	if u.is4() {
		x := uint32(u.lo)
		return x>>28 != 0xe && flipsBefore4(x)&1 == 0
	}
	return u.hi>>61 == 1 && flipsBefore6(u)&1 == 0
}

// IsReserved reports whether a is in space that the IETF keeps for the future:
// 240.0.0.0/4 and, of IPv6, all but global unicast (2000::/3), unique local
// (fc00::/7), link-local and site-local (fe80::/9), and multicast addresses
// (ff00::/8). It is Python's is_reserved. An IPv4-mapped address answers as
// its IPv4 address; the zero Addr is not reserved.
func IsReserved(a netip.Addr) bool {
	u := toUint128(a)
	switch {
	case !a.IsValid():
		return false
	case u.is4():
		return uint32(u.lo)>>28 == 0xf
	}
	return u.hi>>61 != 1 && u.hi>>57 != 0xfc>>1 && u.hi>>55 != 0xfe80>>7 && u.hi>>56 != 0xff
}

// IsSiteLocal reports whether a is in fec0::/10, the site-local space that
// RFC 3879 deprecated. It is Python's is_site_local.
func IsSiteLocal(a netip.Addr) bool { return toUint128(a).hi>>54 == 0xfec0>>6 }
