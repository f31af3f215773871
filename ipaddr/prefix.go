// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package ipaddr

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math/big"
	"net/netip"
)

// ErrFamily is the error of an operation on IPv4 and IPv6 at once.
var ErrFamily = errors.New("IPv4 and IPv6 do not mix")

var errInvalid = errors.New("ipaddr: invalid prefix")

// Last returns the last address of p, which is the broadcast address of an
// IPv4 network. It returns the zero Addr if p is invalid.
func Last(p netip.Prefix) netip.Addr {
	if !p.IsValid() {
		return netip.Addr{}
	}
	e := toExtent(p)
	return e.last().addr(e.is4)
}

// Netmask returns the mask that selects p's network bits, such as
// 255.255.255.0. It returns the zero Addr if p is invalid.
func Netmask(p netip.Prefix) netip.Addr {
	if !p.IsValid() {
		return netip.Addr{}
	}
	e := toExtent(p)
	return uint128{^uint64(0), ^uint64(0)}.andNot(hostmask(e.n)).addr(e.is4)
}

// Hostmask returns the complement of [Netmask], such as 0.0.0.255. It returns
// the zero Addr if p is invalid.
func Hostmask(p netip.Prefix) netip.Addr {
	if !p.IsValid() {
		return netip.Addr{}
	}
	e := toExtent(p)
	return hostmask(e.n).addr(e.is4)
}

// SubnetOf reports whether all of p lies within q. It is false for prefixes of
// different families and for invalid ones. [netip.Prefix.Overlaps] asks for
// any common address.
func SubnetOf(p, q netip.Prefix) bool {
	if !p.IsValid() || !q.IsValid() || p.Bits() < q.Bits() || p.Addr().Is4() != q.Addr().Is4() {
		return false
	}
	n := q.Bits() + 128 - q.Addr().BitLen()
	return toUint128(p.Addr()).xor(toUint128(q.Addr())).andNot(hostmask(n)) == uint128{}
}

// Contains reports whether a is in p. Unlike [netip.Prefix.Contains] it passes
// over a's zone, and takes an IPv4-mapped address for its IPv4 address where p
// is an IPv4 prefix. For many prefixes, use a routing table such as the one of
// github.com/gaissmai/bart.
func Contains(p netip.Prefix, a netip.Addr) bool {
	if p.Addr().Is4() {
		a = a.Unmap()
	}
	return p.Contains(a.WithZone(""))
}

// NumAddresses returns the number of addresses in p, which is 0 if p is
// invalid.
func NumAddresses(p netip.Prefix) *big.Int {
	if !p.IsValid() {
		return new(big.Int)
	}
	return new(big.Int).Lsh(big.NewInt(1), uint(p.Addr().BitLen()-p.Bits()))
}

// Nth returns the address of p with index n, from 0, or from the end for a
// negative n: -1 is the last. It is an error if p has no such address.
func Nth(p netip.Prefix, n *big.Int) (netip.Addr, error) {
	if !p.IsValid() {
		return netip.Addr{}, errInvalid
	}
	index := n
	if n.Sign() < 0 {
		index = new(big.Int).Add(NumAddresses(p), n)
	}
	e := toExtent(p)
	if index.Sign() < 0 || index.BitLen() > 128-e.n {
		return netip.Addr{}, fmt.Errorf("ipaddr: %v has no address with index %s", p, brief(n))
	}
	var b [16]byte
	index.FillBytes(b[:])
	offset := uint128{binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:])}
	return e.first.or(offset).addr(e.is4), nil
}

// brief returns n in decimal or, where that is long, its size.
func brief(n *big.Int) string {
	if n.BitLen() > 256 {
		return fmt.Sprintf("of %d bits", n.BitLen())
	}
	return n.String()
}

// Hosts returns the addresses of p that hosts may have, in order: all but the
// first and the last of an IPv4 network, which name the network and broadcast
// to it, and all but the first of an IPv6 network, which names its routers. A
// network of one or two addresses has no such names, and all of it is
// returned. An invalid prefix has no hosts.
func Hosts(p netip.Prefix) iter.Seq[netip.Addr] {
	// Short enough to be inlined, so that a loop over Hosts is one without calls.
	return hosts(p).all()
}

// addrs is the addresses from first up to, but not including, end, which is the
// zero Addr after the last address there is.
type addrs struct{ first, end netip.Addr }

func (r addrs) all() iter.Seq[netip.Addr] {
	return func(yield func(netip.Addr) bool) {
		for a := r.first; a != r.end && yield(a); a = a.Next() {
		}
	}
}

func hosts(p netip.Prefix) addrs {
	if !p.IsValid() {
		return addrs{}
	}
	e := toExtent(p)
	first, last := e.first, e.last()
	if e.n < 127 {
		first.lo++ // the last bit was 0
		if e.is4 {
			last.lo-- // and this was 1
		}
	}
	return addrs{first.addr(e.is4), last.addr(e.is4).Next()}
}

// Subnets returns the networks with prefixes of the given length that p
// consists of, in order. The length is at least p's.
func Subnets(p netip.Prefix, bits int) (iter.Seq[netip.Prefix], error) {
	switch {
	case !p.IsValid():
		return nil, errInvalid
	case bits < p.Bits() || bits > p.Addr().BitLen():
		return nil, fmt.Errorf("ipaddr: %v has no subnets of length %d, only of %d to %d", p, bits, p.Bits(), p.Addr().BitLen())
	}
	e := toExtent(p)
	if e.is4 {
		return subnets4(uint32(e.first.lo), uint32(e.last().lo), bits), nil
	}
	return subnets6(e.first, e.last(), bits), nil
}

// In a function literal that was inlined, nothing is inlined any more: hence
// the directives.

//go:noinline
func subnets4(first, last uint32, bits int) iter.Seq[netip.Prefix] {
	step := uint32(1) << (32 - bits) // 0 at /0, where there is but one
	last -= step - 1                 // where the last subnet starts
	return func(yield func(netip.Prefix) bool) {
		var b [4]byte
		for x := first; ; x += step {
			binary.BigEndian.PutUint32(b[:], x)
			if !yield(netip.PrefixFrom(netip.AddrFrom4(b), bits)) || x == last {
				return
			}
		}
	}
}

//go:noinline
func subnets6(first, last uint128, bits int) iter.Seq[netip.Prefix] {
	step := hostmask(bits).add(uint128{0, 1})
	last = last.andNot(hostmask(bits))
	return func(yield func(netip.Prefix) bool) {
		var b batch
		for u := first; ; u = u.add(step) {
			if b.add(u, bits) && !b.flush(yield) {
				return
			}
			if u == last {
				b.flush(yield)
				return
			}
		}
	}
}

// A batch holds IPv6 prefixes on their way out of an iterator. The function
// that makes an address of bytes reads all 16 at once, for which it has to wait
// until the halves are written to memory, longer than all else takes. A batch
// waits once for many; it halves the time of the loops.
type batch struct {
	addrs [16][16]byte
	bits  [16]uint8
	n     int
}

// add adds a prefix and reports whether the batch is full.
func (b *batch) add(u uint128, bits int) bool {
	i := b.n & 15
	binary.BigEndian.PutUint64(b.addrs[i][:8], u.hi)
	binary.BigEndian.PutUint64(b.addrs[i][8:], u.lo)
	b.bits[i] = uint8(bits)
	b.n++
	return b.n == len(b.addrs)
}

// flush yields all that was added, and reports whether the iteration goes on.
func (b *batch) flush(yield func(netip.Prefix) bool) bool {
	for i := range b.n {
		if !yield(netip.PrefixFrom(netip.AddrFrom16(b.addrs[i&15]), int(b.bits[i&15]))) {
			return false
		}
	}
	b.n = 0
	return true
}

// Supernet returns the network with a prefix of the given length that contains
// p. The length is at most p's.
func Supernet(p netip.Prefix, bits int) (netip.Prefix, error) {
	switch {
	case !p.IsValid():
		return netip.Prefix{}, errInvalid
	case bits < 0 || bits > p.Bits():
		return netip.Prefix{}, fmt.Errorf("ipaddr: %v has no supernet of length %d, only of 0 to %d", p, bits, p.Bits())
	}
	return p.Addr().Prefix(bits)
}
