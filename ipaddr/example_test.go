// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package ipaddr_test

import (
	"errors"
	"fmt"
	"log"
	"math/big"
	"net/netip"

	"py34.example/ipaddr"
)

func ExampleIsGlobal() {
	for _, s := range []string{"8.8.8.8", "10.0.0.1", "100.64.0.1", "203.0.113.1", "2a04:4e42:4::223", "2001:db8::1", "::ffff:10.0.0.1"} {
		a := netip.MustParseAddr(s)
		fmt.Println(a, a.IsGlobalUnicast() && !a.IsPrivate(), ipaddr.IsGlobal(a))
	}
	// Output:
	// 8.8.8.8 true true
	// 10.0.0.1 false false
	// 100.64.0.1 true false
	// 203.0.113.1 true false
	// 2a04:4e42:4::223 true true
	// 2001:db8::1 true false
	// ::ffff:10.0.0.1 false false
}

func ExampleIsPrivate() {
	for _, s := range []string{"192.168.1.1", "169.254.169.254", "100.64.0.1", "8.8.8.8"} {
		a := netip.MustParseAddr(s)
		fmt.Println(a, "private:", ipaddr.IsPrivate(a), "global:", ipaddr.IsGlobal(a))
	}
	// Output:
	// 192.168.1.1 private: true global: false
	// 169.254.169.254 private: true global: false
	// 100.64.0.1 private: false global: false
	// 8.8.8.8 private: false global: true
}

// A server that fetches what users ask for must not be led into its own
// network.
func ExampleIsPublicUnicast() {
	for _, s := range []string{
		"93.184.215.14",      // a web server
		"169.254.169.254",    // cloud metadata
		"::ffff:127.0.0.1",   // loopback, mapped
		"64:ff9b::a9fe:a9fe", // cloud metadata, by way of NAT64
		"224.0.0.1",          // multicast
		"2a04:4e42:4::223",   // a web server
	} {
		fmt.Println(s, ipaddr.IsPublicUnicast(netip.MustParseAddr(s)))
	}
	// Output:
	// 93.184.215.14 true
	// 169.254.169.254 false
	// ::ffff:127.0.0.1 false
	// 64:ff9b::a9fe:a9fe false
	// 224.0.0.1 false
	// 2a04:4e42:4::223 true
}

func ExampleIsReserved() {
	fmt.Println(ipaddr.IsReserved(netip.MustParseAddr("240.0.0.1")))
	fmt.Println(ipaddr.IsReserved(netip.MustParseAddr("4000::1")))
	fmt.Println(ipaddr.IsReserved(netip.MustParseAddr("192.0.2.1")))
	// Output:
	// true
	// true
	// false
}

func ExampleIsSiteLocal() {
	fmt.Println(ipaddr.IsSiteLocal(netip.MustParseAddr("fec0::1")))
	// Output: true
}

func ExamplePrefixIsGlobal() {
	// 8.0.0.0/6 reaches to 11.255.255.255 and has 10.0.0.0/8 in its middle.
	fmt.Println(ipaddr.PrefixIsGlobal(netip.MustParsePrefix("8.0.0.0/7")))
	fmt.Println(ipaddr.PrefixIsGlobal(netip.MustParsePrefix("8.0.0.0/6")))
	// Output:
	// true
	// false
}

func ExamplePrefixIsPrivate() {
	fmt.Println(ipaddr.PrefixIsPrivate(netip.MustParsePrefix("192.168.4.0/22")))
	fmt.Println(ipaddr.PrefixIsPrivate(netip.MustParsePrefix("192.0.0.0/8")))
	// Output:
	// true
	// false
}

func ExampleLookup() {
	block, ok := ipaddr.Lookup(netip.MustParseAddr("192.0.0.9"))
	fmt.Println(ok, block.Prefix, block.Name, block.RFC)
	fmt.Println("global:", block.Global)
	// Output:
	// true 192.0.0.9/32 Port Control Protocol Anycast RFC 7723
	// global: True
}

func ExampleRegistry() {
	for b := range ipaddr.Registry() {
		if b.Terminated != "" {
			fmt.Println(b.Prefix, b.Name, b.Terminated)
		}
	}
	// Output:
	// 192.88.99.0/24 Deprecated (6to4 Relay Anycast) 2015-03
	// 2001:10::/28 Deprecated (previously ORCHID) 2014-03
}

func ExampleRegistryDate() {
	v4, v6 := ipaddr.RegistryDate()
	fmt.Println(v4, v6)
	// Output: 2025-10-09 2025-10-09
}

func ExampleTri() {
	block, _ := ipaddr.Lookup(netip.MustParseAddr("2002::1"))
	switch block.Global {
	case ipaddr.True, ipaddr.False:
		fmt.Println("the registry decides:", block.Global)
	default:
		fmt.Println("the registry leaves it open:", block.Global)
	}
	// Output: the registry leaves it open: N/A
}

func ExampleParseNetwork() {
	for _, s := range []string{"10.0.0.0/8", "10.0.0.0/255.0.0.0", "10.0.0.0/0.255.255.255", "10.0.0.1", "10.0.0.1/8", "fe80::%1/64"} {
		p, err := ipaddr.ParseNetwork(s)
		switch {
		case errors.Is(err, ipaddr.ErrHostBits):
			fmt.Println("not a network:", err)
		case err != nil:
			fmt.Println(err)
		default:
			fmt.Println(p)
		}
	}
	// Output:
	// 10.0.0.0/8
	// 10.0.0.0/8
	// 10.0.0.0/8
	// 10.0.0.1/32
	// not a network: ipaddr: parsing "10.0.0.1/8": host bits set: the network is 10.0.0.0/8
	// ipaddr: parsing "fe80::%1/64": a prefix cannot have a zone
}

func ExampleParseInterface() {
	p, err := ipaddr.ParseInterface("192.0.2.7/255.255.255.0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(p, p.Addr(), p.Masked())
	// Output: 192.0.2.7/24 192.0.2.7 192.0.2.0/24
}

func ExampleParseError() {
	_, err := ipaddr.ParseInterface("10.0.0.0/255.0.255.0")
	if e, ok := errors.AsType[*ipaddr.ParseError](err); ok {
		fmt.Println(e.Input[e.Offset:])
	}
	fmt.Println(err)
	// Output:
	// 255.0.255.0
	// ipaddr: parsing "10.0.0.0/255.0.255.0": bad prefix length or mask "255.0.255.0": its ones are not in one run at an end
}

func ExampleSummarize() {
	nets, err := ipaddr.Summarize(netip.MustParseAddr("192.0.2.0"), netip.MustParseAddr("192.0.2.130"))
	if err != nil {
		log.Fatal(err)
	}
	for p := range nets {
		fmt.Println(p)
	}
	// Output:
	// 192.0.2.0/25
	// 192.0.2.128/31
	// 192.0.2.130/32
}

func ExampleCollapse() {
	list := []netip.Prefix{
		netip.MustParsePrefix("192.0.2.128/25"),
		netip.MustParsePrefix("192.0.2.0/25"),
		netip.MustParsePrefix("192.0.2.7/32"),
		netip.MustParsePrefix("198.51.100.0/24"),
	}
	nets, err := ipaddr.Collapse(list)
	fmt.Println(nets, err)
	// Output: [192.0.2.0/24 198.51.100.0/24] <nil>
}

func ExampleAppendCollapse() {
	list := []netip.Prefix{netip.MustParsePrefix("2001:db8:0:1::/64"), netip.MustParsePrefix("2001:db8::/64")}
	list, err := ipaddr.AppendCollapse(list[:0], list)
	fmt.Println(list, err)
	// Output: [2001:db8::/63] <nil>
}

func ExampleExclude() {
	// A network without the address of its router.
	nets, err := ipaddr.Exclude(netip.MustParsePrefix("192.0.2.0/28"), netip.MustParsePrefix("192.0.2.1/32"))
	if err != nil {
		log.Fatal(err)
	}
	for p := range nets {
		fmt.Println(p)
	}
	// Output:
	// 192.0.2.8/29
	// 192.0.2.4/30
	// 192.0.2.2/31
	// 192.0.2.0/32
}

func ExampleAppendExclude() {
	// What is left of a pool when two networks are taken from it.
	pool := netip.MustParsePrefix("192.0.2.0/26")
	var free []netip.Prefix
	free, err := ipaddr.AppendExclude(free, pool, netip.MustParsePrefix("192.0.2.0/28"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(free)
	largest := free[0]
	free, err = ipaddr.AppendExclude(free[1:], largest, netip.MustParsePrefix("192.0.2.32/28"))
	fmt.Println(free, err)
	// Output:
	// [192.0.2.32/27 192.0.2.16/28]
	// [192.0.2.16/28 192.0.2.48/28] <nil>
}

func ExampleSubnets() {
	nets, err := ipaddr.Subnets(netip.MustParsePrefix("2001:db8::/46"), 48)
	if err != nil {
		log.Fatal(err)
	}
	for p := range nets {
		fmt.Println(p)
	}
	// Output:
	// 2001:db8::/48
	// 2001:db8:1::/48
	// 2001:db8:2::/48
	// 2001:db8:3::/48
}

func ExampleSupernet() {
	p, err := ipaddr.Supernet(netip.MustParsePrefix("192.0.2.0/24"), 20)
	fmt.Println(p, err)
	// Output: 192.0.0.0/20 <nil>
}

func ExampleHosts() {
	for a := range ipaddr.Hosts(netip.MustParsePrefix("192.0.2.0/29")) {
		fmt.Println(a)
	}
	// Output:
	// 192.0.2.1
	// 192.0.2.2
	// 192.0.2.3
	// 192.0.2.4
	// 192.0.2.5
	// 192.0.2.6
}

func ExampleNth() {
	p := netip.MustParsePrefix("2001:db8::/64")
	for _, n := range []int64{0, 1, -1} {
		a, err := ipaddr.Nth(p, big.NewInt(n))
		fmt.Println(a, err)
	}
	// Output:
	// 2001:db8:: <nil>
	// 2001:db8::1 <nil>
	// 2001:db8::ffff:ffff:ffff:ffff <nil>
}

func ExampleNumAddresses() {
	fmt.Println(ipaddr.NumAddresses(netip.MustParsePrefix("10.0.0.0/8")))
	fmt.Println(ipaddr.NumAddresses(netip.MustParsePrefix("2001:db8::/32")))
	// Output:
	// 16777216
	// 79228162514264337593543950336
}

func ExampleLast() {
	p := netip.MustParsePrefix("192.0.2.7/26")
	fmt.Println(p.Masked().Addr(), "to", ipaddr.Last(p))
	// Output: 192.0.2.0 to 192.0.2.63
}

func ExampleNetmask() {
	p := netip.MustParsePrefix("192.0.2.0/26")
	fmt.Printf("ifconfig eth0 %v netmask %v\n", p.Addr().Next(), ipaddr.Netmask(p))
	// Output: ifconfig eth0 192.0.2.1 netmask 255.255.255.192
}

func ExampleHostmask() {
	p := netip.MustParsePrefix("192.0.2.0/26")
	fmt.Printf("access-list 1 permit %v %v\n", p.Addr(), ipaddr.Hostmask(p))
	// Output: access-list 1 permit 192.0.2.0 0.0.0.63
}

func ExampleSubnetOf() {
	lan := netip.MustParsePrefix("10.1.0.0/16")
	fmt.Println(ipaddr.SubnetOf(netip.MustParsePrefix("10.1.2.0/24"), lan))
	fmt.Println(ipaddr.SubnetOf(netip.MustParsePrefix("10.0.0.0/8"), lan))
	// Output:
	// true
	// false
}

func ExampleContains() {
	a := netip.MustParseAddr("fe80::1%eth0")
	p := netip.MustParsePrefix("fe80::/10")
	fmt.Println(p.Contains(a), ipaddr.Contains(p, a))
	// Output: false true
}

func ExampleExploded() {
	fmt.Println(ipaddr.Exploded(netip.MustParseAddr("2001:db8::1")))
	fmt.Println(ipaddr.Exploded(netip.MustParseAddr("::ffff:192.0.2.1")))
	// Output:
	// 2001:0db8:0000:0000:0000:0000:0000:0001
	// 0000:0000:0000:0000:0000:ffff:192.0.2.1
}

func ExampleAppendExploded() {
	b := []byte("address ")
	b = ipaddr.AppendExploded(b, netip.MustParseAddr("fe80::1%eth0"))
	fmt.Printf("%s\n", b)
	// Output: address fe80:0000:0000:0000:0000:0000:0000:0001%eth0
}

func ExampleReversePointer() {
	fmt.Println(ipaddr.ReversePointer(netip.MustParseAddr("192.0.2.1")))
	fmt.Println(ipaddr.ReversePointer(netip.MustParseAddr("2001:db8::1")))
	// Output:
	// 1.2.0.192.in-addr.arpa
	// 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa
}

func ExampleAppendReversePointer() {
	var zone []byte
	for _, s := range []string{"192.0.2.1", "192.0.2.2"} {
		zone = ipaddr.AppendReversePointer(zone, netip.MustParseAddr(s))
		zone = append(zone, ". PTR "+s[len(s)-1:]+".example.net.\n"...)
	}
	fmt.Printf("%s", zone)
	// Output:
	// 1.2.0.192.in-addr.arpa. PTR 1.example.net.
	// 2.2.0.192.in-addr.arpa. PTR 2.example.net.
}

func ExampleReverseZones() {
	fmt.Println(ipaddr.ReverseZones(netip.MustParsePrefix("10.0.0.0/8")))
	fmt.Println(ipaddr.ReverseZones(netip.MustParsePrefix("192.0.2.0/23")))
	fmt.Println(ipaddr.ReverseZones(netip.MustParsePrefix("2001:db8::/31")))
	// Output:
	// [10.in-addr.arpa]
	// [2.0.192.in-addr.arpa 3.0.192.in-addr.arpa]
	// [8.b.d.0.1.0.0.2.ip6.arpa 9.b.d.0.1.0.0.2.ip6.arpa]
}

func ExampleEmbedded4() {
	for _, s := range []string{"::ffff:192.0.2.1", "2002:c000:201::1", "64:ff9b::c000:201", "2001:db8::1"} {
		v4, kind, ok := ipaddr.Embedded4(netip.MustParseAddr(s))
		fmt.Println(s, v4, kind, ok)
	}
	// Output:
	// ::ffff:192.0.2.1 192.0.2.1 IPv4-mapped true
	// 2002:c000:201::1 192.0.2.1 6to4 true
	// 64:ff9b::c000:201 192.0.2.1 NAT64 true
	// 2001:db8::1 invalid IP none false
}

func ExampleEmbedding() {
	// On a network with NAT64, IPv4 hosts have IPv6 addresses that are not
	// unicast addresses of their own.
	public := func(a netip.Addr) bool {
		v4, kind, _ := ipaddr.Embedded4(a)
		return ipaddr.IsPublicUnicast(a) || kind == ipaddr.NAT64 && ipaddr.IsPublicUnicast(v4)
	}
	fmt.Println(public(netip.MustParseAddr("64:ff9b::8.8.8.8")))
	fmt.Println(public(netip.MustParseAddr("64:ff9b::10.0.0.1")))
	// Output:
	// true
	// false
}

func ExampleTeredoEndpoints() {
	server, client, ok := ipaddr.TeredoEndpoints(netip.MustParseAddr("2001:0:4136:e378:8000:63bf:3fff:fdd2"))
	fmt.Println(server, client, ok)
	// Output: 65.54.227.120 192.0.2.45 true
}

func ExampleToInt() {
	n := ipaddr.ToInt(netip.MustParseAddr("192.0.2.1"))
	fmt.Println(n, n.Text(16))
	// Output: 3221225985 c0000201
}

func ExampleFromInt() {
	a, err := ipaddr.FromInt(big.NewInt(3221225985), false)
	fmt.Println(a, err)
	_, err = ipaddr.FromInt(big.NewInt(-1), true)
	fmt.Println(err)
	// Output:
	// 192.0.2.1 <nil>
	// ipaddr: number -1 is not in the range of an IPv6 address, 0 to 2**128-1
}

func ExampleFormat() {
	a := netip.MustParseAddr("192.0.2.1")
	for _, verb := range []string{"b", "#_x", "n", "X", ""} {
		s, err := ipaddr.Format(a, verb)
		fmt.Println(s, err)
	}
	// Output:
	// 11000000000000000000001000000001 <nil>
	// 0xc000_0201 <nil>
	// 11000000000000000000001000000001 <nil>
	// C0000201 <nil>
	// 192.0.2.1 <nil>
}
