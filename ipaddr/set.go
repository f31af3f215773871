// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package ipaddr

import (
	"encoding/binary"
	"fmt"
	"iter"
	"math/bits"
	"net/netip"
	"slices"
)

// Summarize returns the fewest prefixes that cover the addresses from first to
// last and no others, in order. It is Python's summarize_address_range.
//
// The addresses must be of one family, have no zone, and not be in reverse.
func Summarize(first, last netip.Addr) (iter.Seq[netip.Prefix], error) {
	switch {
	case !first.IsValid() || !last.IsValid():
		return nil, fmt.Errorf("ipaddr: invalid address in the range %v to %v", first, last)
	case first.Is4() != last.Is4():
		return nil, fmt.Errorf("ipaddr: %w: range %v to %v", ErrFamily, first, last)
	case first.Zone() != "" || last.Zone() != "":
		return nil, fmt.Errorf("ipaddr: %w: range %v to %v", ErrZone, first, last)
	case last.Less(first):
		return nil, fmt.Errorf("ipaddr: the range %v to %v is in reverse", first, last)
	}
	from, to := toUint128(first), toUint128(last)
	if first.Is4() {
		return summary4(uint32(from.lo), uint32(to.lo)), nil
	}
	return summary6(from, to), nil
}

//go:noinline
func summary4(first, last uint32) iter.Seq[netip.Prefix] {
	return func(yield func(netip.Prefix) bool) {
		var b [4]byte
		for x := uint64(first); x <= uint64(last); {
			n := largest4(x, uint64(last))
			binary.BigEndian.PutUint32(b[:], uint32(x))
			if !yield(netip.PrefixFrom(netip.AddrFrom4(b), n)) {
				return
			}
			x += 1 << (32 - n)
		}
	}
}

// largest4 returns the length of the prefix of the largest network that starts
// at first and does not go beyond last.
func largest4(first, last uint64) int {
	// It is as large as the alignment of first allows or, if that is too much,
	// the largest power of 2 not above the number of addresses left.
	aligned := bits.TrailingZeros64(first | 1<<32)
	left := bits.Len64(last-first+1) - 1
	return 32 - min(aligned, left)
}

//go:noinline
func summary6(first, last uint128) iter.Seq[netip.Prefix] {
	return func(yield func(netip.Prefix) bool) {
		var b batch
		for u := first; ; {
			n := largest6(u, last)
			if b.add(u, n) && !b.flush(yield) {
				return
			}
			end := u.or(hostmask(n))
			if end == last {
				b.flush(yield)
				return
			}
			u = end.add(uint128{0, 1})
		}
	}
}

// largest6 is largest4 for IPv6.
func largest6(first, last uint128) int {
	left := last.sub(first)
	if left == (uint128{^uint64(0), ^uint64(0)}) {
		return 0
	}
	return 128 - min(first.trailingZeros(), left.add(uint128{0, 1}).bitLen()-1)
}

// Exclude returns the prefixes that p consists of without q, the largest
// first: one of each length from p's to q's, and none if q is p. It is
// Python's address_exclude.
//
// All of q must lie within p. Bits after the lengths of p and q do not count.
func Exclude(p, q netip.Prefix) (iter.Seq[netip.Prefix], error) {
	if err := checkExclude(p, q); err != nil {
		return nil, err
	}
	u := toUint128(q.Addr())
	if q.Addr().Is4() {
		return siblings4(uint32(u.lo), p.Bits()+1, q.Bits()), nil
	}
	return siblings6(u, p.Bits()+1, q.Bits()), nil
}

// AppendExclude appends the result of [Exclude] to dst, without allocating
// where dst has room for it. If there is an error, it returns dst as it was.
func AppendExclude(dst []netip.Prefix, p, q netip.Prefix) ([]netip.Prefix, error) {
	if err := checkExclude(p, q); err != nil {
		return dst, err
	}
	u := toUint128(q.Addr())
	shortest, count := p.Bits()+1, q.Bits()-p.Bits()
	dst = slices.Grow(dst, count)
	if q.Addr().Is6() {
		var b batch
		keep := func(p netip.Prefix) bool {
			dst = append(dst, p)
			return true
		}
		for n := shortest; n < shortest+count; n++ {
			if b.add(sibling6(u, n), n) {
				b.flush(keep)
			}
		}
		b.flush(keep)
		return dst, nil
	}
	dst = dst[:len(dst)+count]
	var b [4]byte
	for i := range count {
		n := shortest + i
		binary.BigEndian.PutUint32(b[:], sibling4(uint32(u.lo), n))
		dst[len(dst)-count+i] = netip.PrefixFrom(netip.AddrFrom4(b), n)
	}
	return dst, nil
}

func checkExclude(p, q netip.Prefix) error {
	switch {
	case !p.IsValid() || !q.IsValid():
		return errInvalid
	case p.Addr().Is4() != q.Addr().Is4():
		return fmt.Errorf("ipaddr: %w: %v and %v", ErrFamily, p, q)
	case !SubnetOf(q, p):
		return fmt.Errorf("ipaddr: %v is not within %v", q, p)
	}
	return nil
}

// sibling4 returns the network of length n that x is not in but whose double
// it is in: x without the bits after the first n, and with the last of these
// flipped.
func sibling4(x uint32, n int) uint32 { return (x>>(32-n) ^ 1) << (32 - n) }

// sibling6 is sibling4 for IPv6.
func sibling6(u uint128, n int) uint128 { return u.andNot(hostmask(n)).xor(power2(128 - n)) }

// siblings4 returns the siblings of x of each length from shortest to longest.
//
//go:noinline
func siblings4(x uint32, shortest, longest int) iter.Seq[netip.Prefix] {
	return func(yield func(netip.Prefix) bool) {
		var b [4]byte
		for n := shortest; n <= longest; n++ {
			binary.BigEndian.PutUint32(b[:], sibling4(x, n))
			if !yield(netip.PrefixFrom(netip.AddrFrom4(b), n)) {
				return
			}
		}
	}
}

// siblings6 is siblings4 for IPv6.
//
//go:noinline
func siblings6(u uint128, shortest, longest int) iter.Seq[netip.Prefix] {
	return func(yield func(netip.Prefix) bool) {
		var b batch
		for n := shortest; n <= longest; n++ {
			if b.add(sibling6(u, n), n) && !b.flush(yield) {
				return
			}
		}
		b.flush(yield)
	}
}
