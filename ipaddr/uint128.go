// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package ipaddr

import (
	"encoding/binary"
	"math/bits"
	"net/netip"
)

// A uint128 is the bits of an address. IPv4 addresses have the bits of their
// IPv4-mapped form, ::ffff:0:0/96, so that one arithmetic serves both
// families: that block is aligned, and no computation here leaves it.
type uint128 struct{ hi, lo uint64 }

func toUint128(a netip.Addr) uint128 {
	b := a.As16()
	return uint128{binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:])}
}

// is4 reports whether u is an IPv4 address or an IPv4-mapped one.
func (u uint128) is4() bool { return u.hi == 0 && u.lo>>32 == 0xffff }

func (u uint128) addr(is4 bool) netip.Addr {
	if is4 {
		return addr4(uint32(u.lo))
	}
	return u.addr6()
}

func addr4(x uint32) netip.Addr {
	return netip.AddrFrom4([4]byte{byte(x >> 24), byte(x >> 16), byte(x >> 8), byte(x)})
}

func (u uint128) addr6() netip.Addr {
	var b [16]byte
	binary.BigEndian.PutUint64(b[:8], u.hi)
	binary.BigEndian.PutUint64(b[8:], u.lo)
	return netip.AddrFrom16(b)
}

// hostmask returns the mask whose first n bits are 0 and whose other bits are 1.
func hostmask(n int) uint128 {
	return uint128{^uint64(0) >> n, ^uint64(0) >> max(n-64, 0)}
}

// power2 returns 2 to the power of n, which is below 128.
func power2(n int) uint128 {
	if n < 64 {
		return uint128{0, 1 << n}
	}
	return uint128{1 << (n - 64), 0}
}

func (u uint128) add(v uint128) uint128 {
	lo, carry := bits.Add64(u.lo, v.lo, 0)
	return uint128{u.hi + v.hi + carry, lo}
}

func (u uint128) sub(v uint128) uint128 {
	lo, borrow := bits.Sub64(u.lo, v.lo, 0)
	return uint128{u.hi - v.hi - borrow, lo}
}

func (u uint128) or(v uint128) uint128     { return uint128{u.hi | v.hi, u.lo | v.lo} }
func (u uint128) xor(v uint128) uint128    { return uint128{u.hi ^ v.hi, u.lo ^ v.lo} }
func (u uint128) andNot(v uint128) uint128 { return uint128{u.hi &^ v.hi, u.lo &^ v.lo} }

// shiftRight returns u shifted by n, which is below 128.
func (u uint128) shiftRight(n int) uint128 {
	if n < 64 {
		return uint128{u.hi >> n, u.lo>>n | u.hi<<(64-n)}
	}
	return uint128{0, u.hi >> (n - 64)}
}

func (u uint128) less(v uint128) bool {
	return u.hi < v.hi || u.hi == v.hi && u.lo < v.lo
}

func (u uint128) bitLen() int {
	if u.hi != 0 {
		return 64 + bits.Len64(u.hi)
	}
	return bits.Len64(u.lo)
}

func (u uint128) trailingZeros() int {
	if u.lo != 0 {
		return bits.TrailingZeros64(u.lo)
	}
	return 64 + bits.TrailingZeros64(u.hi)
}

// An extent is a prefix taken apart.
type extent struct {
	first uint128
	n     int // how many bits of first are the network, in 128
	is4   bool
}

// toExtent takes p apart, masking its host bits.
func toExtent(p netip.Prefix) extent {
	e := extent{toUint128(p.Addr()), p.Bits(), p.Addr().Is4()}
	if e.is4 {
		e.n += 96
	}
	e.first = e.first.andNot(hostmask(e.n))
	return e
}

func (e extent) last() uint128 { return e.first.or(hostmask(e.n)) }

func (e extent) prefix() netip.Prefix {
	n := e.n
	if e.is4 {
		n -= 96
	}
	return netip.PrefixFrom(e.first.addr(e.is4), n)
}
