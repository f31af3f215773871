// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Ipaddr compares package ipaddr with the standard library's idioms, with
// github.com/gaissmai/bart, with go4.org/netipx and with CPython's ipaddress.
package main

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/gaissmai/bart"
	"go4.org/netipx"

	"py34.example/internal/bench/harness"
	"py34.example/ipaddr"
)

// temp is a folder for what CPython reads.
var temp string

func main() {
	os.Exit(run())
}

func run() int {
	var err error
	if temp, err = os.MkdirTemp("", "ipaddr"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(temp)
	harness.Main(
		isGlobal("IsGlobal, IPv4", random4(1000)),
		isGlobal("IsGlobal, IPv6", random6(1000)),
		isGlobal("IsGlobal, ends of registered blocks", special()),
		collapse("Collapse, 1000000 IPv4 prefixes", 1000000, prefixes4,
			harness.Goal{Against: "bart Lite.Aggregate", Min: 2.5},
			harness.Goal{Against: "netipx IPSet.Prefixes", Min: 4}),
		collapse("Collapse, 1000000 IPv6 prefixes", 1000000, prefixes6,
			harness.Goal{Against: "bart Lite.Aggregate", Min: 2.5},
			harness.Goal{Against: "netipx IPSet.Prefixes", Min: 4}),
		// A million prefixes take CPython half a minute, each time.
		collapse("Collapse, 100000 IPv4 prefixes", 100000, prefixes4,
			harness.Goal{Against: "bart Lite.Aggregate", Min: 2.5},
			harness.Goal{Against: "netipx IPSet.Prefixes", Min: 4},
			harness.Goal{Against: "CPython", Min: 150}),
		collapse("Collapse, 1000 IPv4 prefixes", 1000, prefixes4),
		exclude("10.0.0.0/8", "10.1.2.3/32"),
		exclude("10.0.0.0/8", "10.1.0.0/16"),
		exclude("2001:db8::/32", "2001:db8:1:2::/64"),
		summarize("Summarize, IPv4", "10.0.0.5", "10.77.1.20"),
		summarize("Summarize, IPv6", "2001:db8::5", "2001:db8:7:1::20"),
		subnets("Subnets, IPv4", "10.0.0.0/8", 24),
		subnets("Subnets, IPv6", "2001:db8::/32", 48),
		hosts("Hosts, IPv4", "10.0.0.0/16"),
		hosts("Hosts, IPv6", "2001:db8::/112"),
		parse(),
	)
	runtime.KeepAlive(sink)
	runtime.KeepAlive(count)
	return 0
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

// sink and count keep what the loops compute from being optimized away.
var (
	sink  bool
	count int
)

func isGlobal(name string, addrs []netip.Addr) harness.Case {
	// A function value would hide the idiom from the inliner, and so each has a
	// loop of its own.
	return harness.Case{
		Name: fmt.Sprintf("%s, %d addresses", name, len(addrs)),
		Contenders: []harness.Contender{
			{Name: "netip's IsGlobalUnicast && !IsPrivate", Run: func(n int) {
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
			harness.Python("3.13.0", "import ipaddress\naddrs = [ipaddress.ip_address(a) for a in "+list(addrs)+"]\n"+
				// Otherwise is_global answers from a cache.
				"cls = {4: ipaddress.IPv4Address, 6: ipaddress.IPv6Address}\n"+
				"raw = {v: c.is_global.fget for v, c in cls.items()}\n"+
				"raw[4] = getattr(raw[4], '__wrapped__', raw[4])",
				"for a in addrs:\n    raw[a.version](a)"),
		},
		Goals: []harness.Goal{{Against: "ipaddr.IsGlobal", Max: 1.3}},
	}
}

// list writes items as a Python list of strings.
func list[T fmt.Stringer](items []T) string {
	var b strings.Builder
	b.WriteString("[")
	for _, item := range items {
		fmt.Fprintf(&b, "%q,", item)
	}
	b.WriteString("]")
	return b.String()
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

func collapse(name string, n int, random func(int) []netip.Prefix, goals ...harness.Goal) harness.Case {
	ps := random(n)
	c := harness.Case{
		Name:  name,
		Goals: goals,
		Contenders: []harness.Contender{
			{Name: "ipaddr.Collapse", Run: func(n int) {
				for range n {
					must(ipaddr.Collapse(ps))
				}
			}},
			{Name: "bart Lite.Aggregate", Run: func(n int) {
				for range n {
					var t bart.Lite
					for _, p := range ps {
						t.Insert(p)
					}
					t.Aggregate()
					_ = slices.Collect(t.AllSorted())
				}
			}},
			{Name: "netipx IPSet.Prefixes", Run: func(n int) {
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
	for _, g := range goals {
		if g.Against == "CPython" {
			c.Contenders = append(c.Contenders, pythonCollapse(ps))
		}
	}
	return c
}

// pythonCollapse has CPython collapse networks that are, like ps, parsed
// already. They come by way of a file: there are too many for an argument.
func pythonCollapse(ps []netip.Prefix) harness.Contender {
	file := filepath.Join(temp, fmt.Sprint(len(ps)))
	var b strings.Builder
	for _, p := range ps {
		fmt.Fprintln(&b, p)
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
		panic(err)
	}
	return harness.Python("3.13.0",
		fmt.Sprintf("import ipaddress\nnets = [ipaddress.ip_network(s.strip()) for s in open(%q)]", file),
		"list(ipaddress.collapse_addresses(nets))")
}

func exclude(from, what string) harness.Case {
	p, q := netip.MustParsePrefix(from), netip.MustParsePrefix(what)
	list := make([]netip.Prefix, 0, 128)
	return harness.Case{
		Name: "Exclude, " + what + " from " + from,
		Contenders: []harness.Contender{
			{Name: "ipaddr.Exclude", Run: func(n int) {
				for range n {
					for r := range must(ipaddr.Exclude(p, q)) {
						sink = r.IsValid()
					}
				}
			}},
			{Name: "ipaddr.AppendExclude", Run: func(n int) {
				for range n {
					for _, r := range must(ipaddr.AppendExclude(list[:0], p, q)) {
						sink = r.IsValid()
					}
				}
			}},
			{Name: "netipx IPSetBuilder", Run: func(n int) {
				for range n {
					var b netipx.IPSetBuilder
					b.AddPrefix(p)
					b.RemovePrefix(q)
					for _, r := range must(b.IPSet()).Prefixes() {
						sink = r.IsValid()
					}
				}
			}},
			harness.Python("3.13.0", fmt.Sprintf("import ipaddress\np, q = map(ipaddress.ip_network, (%q, %q))", from, what), "list(p.address_exclude(q))"),
		},
		Goals: []harness.Goal{{Against: "netipx IPSetBuilder", Min: 50}},
	}
}

func summarize(name, first, last string) harness.Case {
	a, b := netip.MustParseAddr(first), netip.MustParseAddr(last)
	return harness.Case{
		Name: name,
		Contenders: []harness.Contender{
			{Name: "ipaddr.Summarize", Run: func(n int) {
				for range n {
					for p := range must(ipaddr.Summarize(a, b)) {
						sink = p.IsValid()
					}
				}
			}},
			{Name: "netipx IPRange.Prefixes", Run: func(n int) {
				for range n {
					for _, p := range netipx.IPRangeFrom(a, b).Prefixes() {
						sink = p.IsValid()
					}
				}
			}},
			harness.Python("3.13.0", fmt.Sprintf("import ipaddress\na, b = map(ipaddress.ip_address, (%q, %q))", first, last),
				"list(ipaddress.summarize_address_range(a, b))"),
		},
		Goals: []harness.Goal{{Against: "netipx IPRange.Prefixes", Min: 3}},
	}
}

// items is how many items each case of iteration has.
const items = 1 << 16

// twoNanoseconds is a contender that takes two nanoseconds of CPU time an item.
var twoNanoseconds = harness.Contender{Name: "2 ns an item", Run: func(n int) {
	end := harness.CPUTime() + time.Duration(n*items*2)
	for harness.CPUTime() < end {
		for range 1000 {
			count++
		}
	}
}}

// subnets counts items, which is the least that a loop can do. The last
// contender shows what the calls of a loop over any iterator take.
func subnets(name, p string, bits int) harness.Case {
	network := netip.MustParsePrefix(p)
	fixed := func(yield func(netip.Prefix) bool) {
		for n := items; n > 0 && yield(network); n-- {
		}
	}
	return harness.Case{
		Name: name,
		Contenders: []harness.Contender{
			{Name: "ipaddr.Subnets", Run: func(n int) {
				for range n {
					for range must(ipaddr.Subnets(network, bits)) {
						count++
					}
				}
			}},
			twoNanoseconds,
			{Name: "an iterator that yields a constant", Run: func(n int) {
				for range n {
					for range iterator(fixed) {
						count++
					}
				}
			}},
			pythonWalk(p, fmt.Sprintf("n.subnets(new_prefix=%d)", bits)),
		},
		Goals: []harness.Goal{{Against: twoNanoseconds.Name, Min: 1}},
	}
}

//go:noinline
func iterator(f iter.Seq[netip.Prefix]) iter.Seq[netip.Prefix] { return f }

func hosts(name, p string) harness.Case {
	network := netip.MustParsePrefix(p)
	return harness.Case{
		Name: name,
		Contenders: []harness.Contender{
			{Name: "ipaddr.Hosts", Run: func(n int) {
				for range n {
					for range ipaddr.Hosts(network) {
						count++
					}
				}
			}},
			twoNanoseconds,
			{Name: "netip's Next while Contains", Run: func(n int) {
				for range n {
					for a := network.Addr(); network.Contains(a); a = a.Next() {
						count++
					}
				}
			}},
			pythonWalk(p, "n.hosts()"),
		},
		Goals: []harness.Goal{{Against: twoNanoseconds.Name, Min: 1}},
	}
}

func pythonWalk(network, walk string) harness.Contender {
	return harness.Python("3.13.0", fmt.Sprintf("import ipaddress\nn = ipaddress.ip_network(%q)", network), "for _ in "+walk+": pass")
}

func parse() harness.Case {
	ps := prefixes4(1000)
	texts := make([]string, len(ps))
	for i, p := range ps {
		texts[i] = p.String()
	}
	return harness.Case{
		Name: "Parsing 1000 IPv4 networks",
		Contenders: []harness.Contender{
			{Name: "ipaddr.ParseNetwork", Run: func(n int) {
				for range n {
					for _, s := range texts {
						must(ipaddr.ParseNetwork(s))
					}
				}
			}},
			{Name: "netip.ParsePrefix", Run: func(n int) {
				for range n {
					for _, s := range texts {
						must(netip.ParsePrefix(s))
					}
				}
			}},
			harness.Python("3.13.0", "import ipaddress\ntexts = "+list(ps), "for s in texts: ipaddress.ip_network(s)"),
		},
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
