// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package ipaddr

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"
)

// Collapse returns the fewest prefixes that cover the addresses of ps and no
// others, in order. It is Python's collapse_addresses. Bits after a prefix's
// length do not count.
//
// All of ps must be valid and of one family. Collapse takes time proportional
// to the length of ps, which it leaves as it is, and about 50 bytes of working
// memory for each prefix. For asking which of many prefixes contain an
// address, see the package comment.
func Collapse(ps []netip.Prefix) ([]netip.Prefix, error) {
	return AppendCollapse(nil, ps)
}

// AppendCollapse appends the result of [Collapse] to dst. If there is an
// error, it returns dst as it was. The results may take the place of the
// input: dst may be ps[:0].
func AppendCollapse(dst, ps []netip.Prefix) ([]netip.Prefix, error) {
	if len(ps) == 0 {
		return dst, nil
	}
	nets := make([]network, len(ps))
	is4 := ps[0].Addr().Is4()
	for i, p := range ps {
		if !p.IsValid() {
			return dst, fmt.Errorf("%w at index %d", errInvalid, i)
		}
		if p.Addr().Is4() != is4 {
			return dst, fmt.Errorf("ipaddr: %w: %v and %v (index %d)", ErrFamily, ps[0], p, i)
		}
		e := toExtent(p)
		nets[i] = network{e.first, e.n}
	}
	nets = merge(sorted(nets))
	dst = slices.Grow(dst, len(nets))
	for _, n := range nets {
		dst = append(dst, extent{n.first, n.bits, is4}.prefix())
	}
	return dst, nil
}

// A network is an extent without its family.
type network struct {
	first uint128
	bits  int
}

func (n network) last() uint128 { return n.first.or(hostmask(n.bits)) }

// merge replaces nets, which are sorted, by the fewest that cover the same
// addresses.
func merge(nets []network) []network {
	// What replaces the networks of a gapless run is never more than they were,
	// so that it can be written over them.
	n := 0
	first, last := nets[0].first, nets[0].last()
	for _, net := range nets[1:] {
		// Is net beyond the address after last? There is none after the very
		// last address, and its successor is zero.
		if next := last.add(uint128{0, 1}); next.less(net.first) && last.less(net.first) {
			n += put(nets[n:], first, last)
			first, last = net.first, net.last()
		} else if end := net.last(); last.less(end) {
			last = end
		}
	}
	n += put(nets[n:], first, last)
	return nets[:n]
}

// put writes the networks that make up first to last to dst and returns their
// number.
func put(dst []network, first, last uint128) int {
	for n := 0; ; n++ {
		dst[n] = network{first, largest6(first, last)}
		end := dst[n].last()
		if end == last {
			return n + 1
		}
		first = end.add(uint128{0, 1})
	}
}

// sorted sorts nets by first address, and returns them or a sorted copy.
func sorted(nets []network) []network {
	if slices.IsSortedFunc(nets, compareFirst) {
		return nets
	}
	if len(nets) < 1000 {
		slices.SortFunc(nets, compareFirst)
		return nets
	}
	return radixSorted(nets)
}

func compareFirst(a, b network) int {
	if c := cmp.Compare(a.first.hi, b.first.hi); c != 0 {
		return c
	}
	return cmp.Compare(a.first.lo, b.first.lo)
}

// radixSorted is a least-significant-digit radix sort. Real lists differ in few
// of the 128 bits (32 in IPv4, mostly 48 in IPv6), and digits that are the same
// in all of nets cost nothing.
func radixSorted(nets []network) []network {
	const digit = 11
	var differ uint128
	for _, net := range nets {
		differ = differ.or(net.first.xor(nets[0].first))
	}
	from, to := nets, make([]network, len(nets))
	for shift := 0; shift < 128; shift += digit {
		if differ.shiftRight(shift).lo&(1<<digit-1) == 0 {
			continue
		}
		var start [1 << digit]int
		for i := range from {
			start[from[i].first.shiftRight(shift).lo&(1<<digit-1)]++
		}
		sum := 0
		for d, n := range start {
			start[d], sum = sum, sum+n
		}
		for i := range from {
			d := from[i].first.shiftRight(shift).lo & (1<<digit - 1)
			to[start[d]] = from[i]
			start[d]++
		}
		from, to = to, from
	}
	return from
}
