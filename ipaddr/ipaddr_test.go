// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package ipaddr_test

import (
	"errors"
	"iter"
	"math/big"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"py34.example/ipaddr"
)

func TestParseErrors(t *testing.T) {
	long := strings.Repeat("1", 1000)
	for _, tt := range []struct {
		in      string
		network bool
		err     error
		offset  int
		message string // a part of it
	}{
		{"", false, ipaddr.ErrAddress, 0, `parsing "": bad address: empty`},
		{"10.0.0/8", false, ipaddr.ErrAddress, 0, `"10.0.0/8": bad address: IPv4 address too short`},
		{"010.0.0.0/8", false, ipaddr.ErrAddress, 0, "leading zero"},
		{"2001:db8:::/32", false, ipaddr.ErrAddress, 0, "2001:db8:::/32"},
		{long, false, ipaddr.ErrAddress, 0, "too long"},
		{"10.0.0.0/", false, ipaddr.ErrMask, 9, `mask ""`},
		{"10.0.0.0/33", false, ipaddr.ErrMask, 9, `length "33" is above 32`},
		{"2001:db8::/129", false, ipaddr.ErrMask, 11, `length "129" is above 128`},
		{"10.0.0.0/" + long, false, ipaddr.ErrMask, 9, "above 32"},
		{"10.0.0.0/8/8", false, ipaddr.ErrMask, 9, `"8/8"`},
		{"10.0.0.0/255.0.255.0", false, ipaddr.ErrMask, 9, "one run"},
		{"2001:db8::/255.0.0.0", false, ipaddr.ErrMask, 11, "IPv6 takes a length"},
		{"10.0.0.0/::1.2.3.4", false, ipaddr.ErrMask, 9, `"::1.2.3.4"`},
		{"fe80::%1/64", false, ipaddr.ErrZone, 6, "zone"},
		{"fe80::1%eth0", false, ipaddr.ErrZone, 7, "zone"},
		{"fe80::%" + long, false, ipaddr.ErrZone, 6, "zone"},
		{"fe80::%/64", false, ipaddr.ErrZone, 6, "zone"},
		{"10.0.0.1%eth0/8", false, ipaddr.ErrAddress, 0, "zone on an IPv4 address"},
		{"%eth0/8", false, ipaddr.ErrAddress, 0, "empty"},
		{"10.0.0.1/8", true, ipaddr.ErrHostBits, 0, "the network is 10.0.0.0/8"},
	} {
		parse, name := ipaddr.ParseInterface, "ParseInterface"
		if tt.network {
			parse, name = ipaddr.ParseNetwork, "ParseNetwork"
		}
		p, err := parse(tt.in)
		e, ok := errors.AsType[*ipaddr.ParseError](err)
		if !ok || !errors.Is(err, tt.err) || p != (netip.Prefix{}) {
			t.Errorf("%s(%.40q) = %v, %v, want %v", name, tt.in, p, err, tt.err)
			continue
		}
		if e.Input != tt.in || e.Offset != tt.offset || !strings.Contains(err.Error(), tt.message) || len(err.Error()) > 300 {
			t.Errorf("%s(%.40q): error %q at %d, want %q at %d", name, tt.in, err, e.Offset, tt.message, tt.offset)
		}
	}
}

func TestParseManyZeros(t *testing.T) {
	in := "10.0.0.0/" + strings.Repeat("0", 10_000_000)
	if p, err := ipaddr.ParseNetwork(in + "8"); p != prefix("10.0.0.0/8") || err != nil {
		t.Errorf("ParseNetwork with ten million zeros = %v, %v", p, err)
	}
	for _, s := range []string{in + "9999", in + "x", strings.Repeat("::", 5_000_000), "::%" + in, in + "/" + in} {
		if _, err := ipaddr.ParseNetwork(s); err == nil || len(err.Error()) > 300 {
			t.Errorf("ParseNetwork of %d bytes: error of %d bytes", len(s), len(err.Error()))
		}
	}
}

// invalid holds prefixes that are none.
var invalid = []netip.Prefix{{}, netip.PrefixFrom(netip.MustParseAddr("10.0.0.0"), 33), netip.PrefixFrom(netip.Addr{}, 0)}

func TestInvalidPrefix(t *testing.T) {
	good := prefix("10.0.0.0/8")
	for _, p := range invalid {
		for name, got := range map[string]netip.Addr{"Last": ipaddr.Last(p), "Netmask": ipaddr.Netmask(p), "Hostmask": ipaddr.Hostmask(p)} {
			if got.IsValid() {
				t.Errorf("%s(%v) = %v", name, p, got)
			}
		}
		if ipaddr.SubnetOf(p, good) || ipaddr.SubnetOf(good, p) || ipaddr.SubnetOf(p, p) {
			t.Errorf("SubnetOf takes %v", p)
		}
		if ipaddr.Contains(p, good.Addr()) || ipaddr.Contains(good, p.Addr().WithZone("x")) && !p.Addr().Is4() {
			t.Errorf("Contains takes %v", p)
		}
		if n := ipaddr.NumAddresses(p); n.Sign() != 0 {
			t.Errorf("NumAddresses(%v) = %v", p, n)
		}
		for a := range ipaddr.Hosts(p) {
			t.Errorf("Hosts(%v) has %v", p, a)
		}
		if zones := ipaddr.ReverseZones(p); zones != nil {
			t.Errorf("ReverseZones(%v) = %v", p, zones)
		}
		_, err1 := ipaddr.Nth(p, new(big.Int))
		_, err2 := ipaddr.Subnets(p, 8)
		_, err3 := ipaddr.Supernet(p, 0)
		_, err4 := ipaddr.Exclude(p, good)
		_, err5 := ipaddr.Exclude(good, p)
		_, err6 := ipaddr.Collapse([]netip.Prefix{good, p})
		_, err7 := ipaddr.Collapse([]netip.Prefix{p})
		for i, err := range []error{err1, err2, err3, err4, err5, err6, err7} {
			if err == nil || !strings.Contains(err.Error(), "invalid prefix") {
				t.Errorf("error %d for %v is %v", i+1, p, err)
			}
		}
	}
	if got := ipaddr.ToInt(netip.Addr{}); got != nil {
		t.Errorf("ToInt of the zero Addr = %v", got)
	}
	if got := ipaddr.ReversePointer(netip.Addr{}); got != "" {
		t.Errorf("ReversePointer of the zero Addr = %q", got)
	}
	if got := ipaddr.Exploded(netip.Addr{}); got != "invalid IP" {
		t.Errorf("Exploded of the zero Addr = %q", got)
	}
	if got, err := ipaddr.Format(netip.Addr{}, "x"); err == nil {
		t.Errorf("Format of the zero Addr = %q", got)
	}
}

func TestContains(t *testing.T) {
	for _, tt := range []struct {
		p, a string
		want bool
	}{
		{"fe80::/10", "fe80::1%eth0", true},
		{"fe80::/10", "fec0::1%eth0", false},
		{"10.0.0.0/8", "::ffff:10.1.2.3", true},
		{"10.0.0.0/8", "::ffff:11.1.2.3", false},
		{"10.0.0.0/8", "::ffff:10.1.2.3%eth0", true},
		{"::ffff:0:0/96", "::ffff:10.1.2.3", true},
		{"::ffff:0:0/96", "10.1.2.3", false},
		{"::/0", "10.1.2.3", false},
		{"10.1.2.3/8", "10.0.0.1", true},
	} {
		if got := ipaddr.Contains(prefix(tt.p), addr(tt.a)); got != tt.want {
			t.Errorf("Contains(%s, %s) = %t, want %t", tt.p, tt.a, got, tt.want)
		}
	}
}

func TestSubnetOf(t *testing.T) {
	for _, tt := range []struct {
		p, q string
		want bool
	}{
		{"10.0.0.0/8", "10.0.0.0/8", true},
		{"10.1.2.3/8", "10.0.0.0/8", true},
		{"10.0.0.0/7", "10.0.0.0/8", false},
		{"11.0.0.0/16", "10.0.0.0/8", false},
		{"::/0", "0.0.0.0/0", false},
		{"0.0.0.0/0", "::/0", false},
		{"::ffff:10.0.0.0/104", "10.0.0.0/8", false},
	} {
		if got := ipaddr.SubnetOf(prefix(tt.p), prefix(tt.q)); got != tt.want {
			t.Errorf("SubnetOf(%s, %s) = %t, want %t", tt.p, tt.q, got, tt.want)
		}
	}
}

// firstOf returns the first items of a sequence.
func firstOf[T any](seq iter.Seq[T], n int) []T {
	var items []T
	for v := range seq {
		if len(items) == n {
			break
		}
		items = append(items, v)
	}
	return items
}

func TestHosts(t *testing.T) {
	for _, tt := range []struct {
		p    string
		n    int
		want string
	}{
		{"192.0.2.7/32", 3, "192.0.2.7"},
		{"192.0.2.7/31", 3, "192.0.2.6 192.0.2.7"},
		{"192.0.2.7/30", 5, "192.0.2.5 192.0.2.6"},
		{"255.255.255.252/30", 5, "255.255.255.253 255.255.255.254"},
		{"255.255.255.254/31", 5, "255.255.255.254 255.255.255.255"},
		{"255.255.255.255/32", 5, "255.255.255.255"},
		{"0.0.0.0/0", 2, "0.0.0.1 0.0.0.2"},
		{"2001:db8::7/128", 3, "2001:db8::7"},
		{"2001:db8::7/127", 3, "2001:db8::6 2001:db8::7"},
		{"2001:db8::7/126", 5, "2001:db8::5 2001:db8::6 2001:db8::7"},
		{"::/0", 2, "::1 ::2"},
		{"ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe/127", 3, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
		{"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128", 3, "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
		{"::ffff:10.0.0.0/126", 5, "::ffff:10.0.0.1 ::ffff:10.0.0.2 ::ffff:10.0.0.3"},
		{"::ffff:255.255.255.254/127", 5, "::ffff:255.255.255.254 ::ffff:255.255.255.255"},
	} {
		seq := ipaddr.Hosts(prefix(tt.p))
		for range 2 { // a sequence can be walked again
			var got []string
			for _, a := range firstOf(seq, tt.n) {
				got = append(got, a.String())
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("Hosts(%s) starts with %v, want %s", tt.p, got, tt.want)
			}
		}
	}
	n := 0
	for range ipaddr.Hosts(prefix("10.0.0.0/12")) {
		n++
	}
	if n != 1<<20-2 {
		t.Errorf("10.0.0.0/12 has %d hosts", n)
	}
}

func TestSubnets(t *testing.T) {
	for _, tt := range []struct {
		p    string
		bits int
		want string
	}{
		{"0.0.0.0/0", 0, "0.0.0.0/0"},
		{"0.0.0.0/0", 1, "0.0.0.0/1 128.0.0.0/1"},
		{"::/0", 0, "::/0"},
		{"::/0", 1, "::/1 8000::/1"},
		{"1.2.3.4/32", 32, "1.2.3.4/32"},
		{"::1/128", 128, "::1/128"},
		{"10.1.2.3/8", 9, "10.0.0.0/9 10.128.0.0/9"},
		{"255.255.255.252/30", 32, "255.255.255.252/32 255.255.255.253/32 255.255.255.254/32 255.255.255.255/32"},
		{"ffff::/16", 17, "ffff::/17 ffff:8000::/17"},
		{"::ffff:10.0.0.0/104", 105, "::ffff:10.0.0.0/105 ::ffff:10.128.0.0/105"},
	} {
		seq, err := ipaddr.Subnets(prefix(tt.p), tt.bits)
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			var got []string
			for p := range seq {
				got = append(got, p.String())
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("Subnets(%s, %d) = %v, want %s", tt.p, tt.bits, got, tt.want)
			}
		}
	}
	for _, tt := range []struct {
		p    string
		bits int
	}{{"10.0.0.0/8", 7}, {"10.0.0.0/8", 33}, {"10.0.0.0/8", -1}, {"::/64", 63}, {"::/64", 129}, {"1.2.3.4/32", 8}} {
		if seq, err := ipaddr.Subnets(prefix(tt.p), tt.bits); err == nil || seq != nil || !strings.Contains(err.Error(), tt.p) {
			t.Errorf("Subnets(%s, %d): error %v", tt.p, tt.bits, err)
		}
	}
}

// TestSubnetsMeet checks long walks, which go through batches, against
// arithmetic of another kind.
func TestSubnetsMeet(t *testing.T) {
	for _, s := range []string{"10.0.0.0/8", "255.0.0.0/8", "2001:db8::/32", "ffff::/16", "2001:db8::/115"} {
		p := prefix(s)
		for n := range 11 {
			bits := p.Bits() + n
			seq, err := ipaddr.Subnets(p, bits)
			if err != nil {
				t.Fatal(err)
			}
			next, count := p.Addr(), 0
			for q := range seq {
				if q.Addr() != next || q.Bits() != bits {
					t.Fatalf("Subnets(%v, %d) has %v, want the one at %v", p, bits, q, next)
				}
				next = ipaddr.Last(q).Next()
				count++
			}
			if end := ipaddr.Last(p).Next(); next != end || count != 1<<n {
				t.Errorf("Subnets(%v, %d) has %d and ends before %v, want %v", p, bits, count, next, end)
			}
			for stop := range min(count, 40) {
				if got := firstOf(seq, stop); len(got) != stop {
					t.Errorf("Subnets(%v, %d) stopped after %d, want %d", p, bits, len(got), stop)
				}
			}
		}
	}
}

func TestSupernet(t *testing.T) {
	if p, err := ipaddr.Supernet(prefix("10.1.2.3/24"), 24); p != prefix("10.1.2.0/24") || err != nil {
		t.Errorf("Supernet(10.1.2.3/24, 24) = %v, %v", p, err)
	}
	for _, tt := range []struct {
		p    string
		bits int
	}{{"10.0.0.0/8", 9}, {"10.0.0.0/8", -1}, {"0.0.0.0/0", 5}, {"::/0", -1}} {
		if p, err := ipaddr.Supernet(prefix(tt.p), tt.bits); err == nil || p.IsValid() {
			t.Errorf("Supernet(%s, %d) = %v, %v", tt.p, tt.bits, p, err)
		}
	}
}

func TestNthErrors(t *testing.T) {
	huge := new(big.Int).Lsh(big.NewInt(1), 1_000_000)
	for _, n := range []*big.Int{big.NewInt(256), big.NewInt(-257), huge, new(big.Int).Neg(huge)} {
		if a, err := ipaddr.Nth(prefix("10.0.0.0/24"), n); err == nil || len(err.Error()) > 200 || !strings.Contains(err.Error(), "10.0.0.0/24") {
			t.Errorf("Nth(10.0.0.0/24, ...) = %v, %.300v", a, err)
		}
	}
	for _, is6 := range []bool{false, true} {
		for _, n := range []*big.Int{big.NewInt(-1), huge, new(big.Int).Lsh(big.NewInt(1), 128)} {
			if a, err := ipaddr.FromInt(n, is6); err == nil || len(err.Error()) > 200 {
				t.Errorf("FromInt(..., %t) = %v, %.300v", is6, a, err)
			}
		}
	}
	if a, err := ipaddr.FromInt(big.NewInt(1<<32), false); err == nil {
		t.Errorf("FromInt(2**32, false) = %v", a)
	}
	if a, err := ipaddr.FromInt(big.NewInt(0xffff<<32|0x01020304), true); a != addr("::ffff:1.2.3.4") || err != nil {
		t.Errorf("FromInt of a mapped address = %v, %v", a, err)
	}
}

func TestZonesInText(t *testing.T) {
	for in, want := range map[string]string{
		"fe80::1%eth0":        "fe80:0000:0000:0000:0000:0000:0000:0001%eth0",
		"::ffff:1.2.3.4%eth0": "0000:0000:0000:0000:0000:ffff:1.2.3.4%eth0",
	} {
		if got := ipaddr.Exploded(addr(in)); got != want {
			t.Errorf("Exploded(%s) = %q, want %q", in, got, want)
		}
		if got, want := ipaddr.ReversePointer(addr(in)), ipaddr.ReversePointer(addr(in).WithZone("")); got != want {
			t.Errorf("ReversePointer(%s) = %q, want %q", in, got, want)
		}
	}
}

// TestReverseZones checks that the zones are suffixes of the names of the
// addresses of the network, and of no others.
func TestReverseZones(t *testing.T) {
	for s, want := range map[string]string{
		"0.0.0.0/0": "in-addr.arpa", "::/0": "ip6.arpa", "10.0.0.0/8": "10.in-addr.arpa", "192.0.2.1/32": "1.2.0.192.in-addr.arpa",
		"2001:db8::/32": "8.b.d.0.1.0.0.2.ip6.arpa", "::ffff:0:0/96": "f.f.f.f" + strings.Repeat(".0", 20) + ".ip6.arpa",
	} {
		if got := ipaddr.ReverseZones(prefix(s)); len(got) != 1 || got[0] != want {
			t.Errorf("ReverseZones(%s) = %q, want %q", s, got, want)
		}
	}
	for _, a := range []netip.Addr{addr("172.23.45.67"), addr("2001:db8:1234:5678:9abc:def0:1234:5678")} {
		for bits := range a.BitLen() + 1 {
			p := netip.PrefixFrom(a, bits)
			zones := ipaddr.ReverseZones(p)
			first, last := p.Masked().Addr(), ipaddr.Last(p)
			for i, ask := range []netip.Addr{first, a, last, first.Prev(), last.Next()} {
				if !ask.IsValid() {
					continue
				}
				in := slices.ContainsFunc(zones, func(z string) bool {
					name := ipaddr.ReversePointer(ask)
					return name == z || strings.HasSuffix(name, "."+z)
				})
				if want := i < 3; in != want {
					t.Errorf("ReverseZones(%v) = %q: name of %v is in it: %t, want %t", p, zones, ask, in, want)
				}
			}
			if longest := map[bool]int{true: 128, false: 8}[a.Is4()]; len(zones) > longest {
				t.Errorf("ReverseZones(%v) has %d names", p, len(zones))
			}
		}
	}
}

func TestFormatErrors(t *testing.T) {
	for _, verb := range []string{"d", "_#x", "##x", "__b", "#", "_", "#s", "xx", "20s", "%x", strings.Repeat("x", 1000)} {
		if s, err := ipaddr.Format(addr("1.2.3.4"), verb); err == nil || len(err.Error()) > 200 {
			t.Errorf("Format(1.2.3.4, %.20q) = %q, %v", verb, s, err)
		}
	}
}

func TestMixedFamilies(t *testing.T) {
	p4, p6 := prefix("10.0.0.0/8"), prefix("2001:db8::/32")
	_, err1 := ipaddr.Exclude(p4, p6)
	_, err2 := ipaddr.Collapse([]netip.Prefix{p4, p4, p6})
	_, err3 := ipaddr.Collapse([]netip.Prefix{p6, p4})
	_, err4 := ipaddr.Summarize(p4.Addr(), p6.Addr())
	_, err5 := ipaddr.Summarize(p6.Addr(), p4.Addr())
	for i, err := range []error{err1, err2, err3, err4, err5} {
		if !errors.Is(err, ipaddr.ErrFamily) || !strings.Contains(err.Error(), "10.0.0.0") || !strings.Contains(err.Error(), "2001:db8::") {
			t.Errorf("error %d is %v", i+1, err)
		}
	}
	// A mapped address is one of IPv6.
	if _, err := ipaddr.Summarize(addr("::ffff:10.0.0.0"), addr("10.0.0.1")); !errors.Is(err, ipaddr.ErrFamily) {
		t.Errorf("Summarize(::ffff:10.0.0.0, 10.0.0.1): error %v", err)
	}
}

func TestSummarizeErrors(t *testing.T) {
	for _, tt := range []struct{ first, last netip.Addr }{
		{addr("10.0.0.2"), addr("10.0.0.1")},
		{addr("::2"), addr("::1")},
		{addr("fe80::1%eth0"), addr("fe80::2")},
		{addr("fe80::1"), addr("fe80::2%eth0")},
		{netip.Addr{}, addr("::1")},
		{addr("10.0.0.2"), netip.Addr{}},
		{netip.Addr{}, netip.Addr{}},
	} {
		if seq, err := ipaddr.Summarize(tt.first, tt.last); err == nil || seq != nil {
			t.Errorf("Summarize(%v, %v): error %v", tt.first, tt.last, err)
		}
	}
	if _, err := ipaddr.Summarize(addr("fe80::1%eth0"), addr("fe80::2")); !errors.Is(err, ipaddr.ErrZone) {
		t.Errorf("Summarize with a zone: error %v", err)
	}
}

func TestWholeSpaces(t *testing.T) {
	for _, s := range []string{"0.0.0.0/0", "::/0", "::ffff:0:0/96"} {
		p := prefix(s)
		seq, err := ipaddr.Summarize(p.Addr(), ipaddr.Last(p))
		if err != nil {
			t.Fatal(err)
		}
		if got := slices.Collect(seq); !slices.Equal(got, []netip.Prefix{p}) {
			t.Errorf("Summarize of %v = %v", p, got)
		}
		one := netip.PrefixFrom(ipaddr.Last(p), p.Addr().BitLen())
		rest, err := ipaddr.Exclude(p, one)
		if err != nil {
			t.Fatal(err)
		}
		parts := append(slices.Collect(rest), one)
		if len(parts) != p.Addr().BitLen()-p.Bits()+1 {
			t.Errorf("Exclude(%v, %v) has %d parts", p, one, len(parts)-1)
		}
		if got, err := ipaddr.Collapse(parts); err != nil || !slices.Equal(got, []netip.Prefix{p}) {
			t.Errorf("Collapse(%v) = %v, %v, want %v", parts, got, err, p)
		}
	}
}

func TestExclude(t *testing.T) {
	if seq, err := ipaddr.Exclude(prefix("10.0.0.0/8"), prefix("10.1.2.3/8")); err != nil || len(slices.Collect(seq)) != 0 {
		t.Errorf("Exclude of a network from itself: %v", err)
	}
	for _, tt := range []struct{ p, q string }{{"10.0.0.0/8", "10.0.0.0/7"}, {"10.0.0.0/8", "11.0.0.0/9"}} {
		if seq, err := ipaddr.Exclude(prefix(tt.p), prefix(tt.q)); err == nil || seq != nil || !strings.Contains(err.Error(), tt.q) {
			t.Errorf("Exclude(%s, %s): error %v", tt.p, tt.q, err)
		}
	}
	seq, err := ipaddr.Exclude(prefix("10.0.0.0/8"), prefix("10.0.0.0/24"))
	if err != nil {
		t.Fatal(err)
	}
	for stop := range 17 {
		if got := firstOf(seq, stop); len(got) != min(stop, 16) {
			t.Errorf("stopped after %d, want %d", len(got), stop)
		}
	}
}

// randomPrefixes returns n prefixes that often touch.
func randomPrefixes(r *rand.Rand, n int, is4 bool) []netip.Prefix {
	ps := make([]netip.Prefix, n)
	for i := range ps {
		var b [16]byte
		for j := range b {
			mask := byte(r.Uint32()) // few bits, and so many neighbours
			b[j] = byte(r.Uint32()) & mask
		}
		a := netip.AddrFrom16(b)
		if is4 {
			a = netip.AddrFrom4([4]byte(b[:4]))
		}
		bits := a.BitLen() - r.IntN(20)
		if r.IntN(50) == 0 {
			bits = r.IntN(a.BitLen()-7) + 8
		}
		ps[i] = netip.PrefixFrom(a, bits)
		if i > 0 && r.IntN(2) == 0 { // the next one
			if next := ipaddr.Last(ps[i-1]).Next(); next.IsValid() {
				ps[i] = netip.PrefixFrom(next, ps[i-1].Bits())
			}
		}
	}
	r.Shuffle(n, func(i, j int) { ps[i], ps[j] = ps[j], ps[i] })
	return ps
}

// union returns the ranges of addresses in ps as first, last, first, last..., by
// the plain algorithm over netip.Addr.
func union(ps []netip.Prefix) []netip.Addr {
	ps = slices.Clone(ps)
	slices.SortFunc(ps, func(p, q netip.Prefix) int { return p.Masked().Addr().Compare(q.Masked().Addr()) })
	var ends []netip.Addr
	for _, p := range ps {
		first, last := p.Masked().Addr(), ipaddr.Last(p)
		if n := len(ends); n > 0 && (!ends[n-1].Next().IsValid() || first.Compare(ends[n-1].Next()) <= 0) {
			if ends[n-1].Less(last) {
				ends[n-1] = last
			}
			continue
		}
		ends = append(ends, first, last)
	}
	return ends
}

// checkCollapsed checks that got is a right result of Collapse(ps).
func checkCollapsed(t *testing.T, ps, got []netip.Prefix) {
	t.Helper()
	if want := union(ps); !slices.Equal(union(got), want) {
		t.Fatalf("Collapse(%v) = %v covers other addresses", ps, got)
	}
	for i, p := range got {
		if p != p.Masked() {
			t.Fatalf("%v is not masked", p)
		}
		if i == 0 {
			continue
		}
		prev := got[i-1]
		if prev.Overlaps(p) || p.Addr().Less(prev.Addr()) {
			t.Fatalf("%v follows %v", p, prev)
		}
		// In order and without overlaps, a list is minimal if no two neighbours
		// are the halves of a network.
		if p.Bits() == prev.Bits() && p.Bits() > 0 {
			if super, err := ipaddr.Supernet(p, p.Bits()-1); err != nil || super.Contains(prev.Addr()) {
				t.Fatalf("%v and %v are the halves of %v", prev, p, super)
			}
		}
	}
	if again, err := ipaddr.Collapse(got); err != nil || !slices.Equal(again, got) {
		t.Fatalf("Collapse(%v) = %v, %v, want no change", got, again, err)
	}
}

func TestCollapse(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, n := range []int{0, 1, 2, 3, 10, 100, 999, 1000, 1001, 5000, 100000} {
		for _, is4 := range []bool{true, false} {
			ps := randomPrefixes(r, n, is4)
			before := slices.Clone(ps)
			got, err := ipaddr.Collapse(ps)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(ps, before) {
				t.Fatal("Collapse changed its input")
			}
			checkCollapsed(t, ps, got)

			head := []netip.Prefix{prefix("1.2.3.4/5"), prefix("::/0")}
			if more, err := ipaddr.AppendCollapse(head, ps); err != nil || !slices.Equal(more[:2], head) || !slices.Equal(more[2:], got) {
				t.Errorf("AppendCollapse to a list differs from Collapse: %v", err)
			}
			if same, err := ipaddr.AppendCollapse(ps[:0], ps); err != nil || !slices.Equal(same, got) {
				t.Errorf("AppendCollapse in place differs from Collapse: %v", err)
			}
		}
	}
}

// TestCollapseDense collapses every address of a network, in random order.
func TestCollapseDense(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, s := range []string{"10.0.0.0/14", "255.252.0.0/14", "0.0.0.0/14", "2001:db8::/110", "::/110", "ffff:ffff:ffff:ffff:ffff:ffff:fffc:0/110", "2001:db8::/46"} {
		p := prefix(s)
		bits := p.Addr().BitLen()
		if p.Bits() == 46 {
			bits = 64
		}
		seq, err := ipaddr.Subnets(p, bits)
		if err != nil {
			t.Fatal(err)
		}
		ps := slices.Collect(seq)
		r.Shuffle(len(ps), func(i, j int) { ps[i], ps[j] = ps[j], ps[i] })
		if got, err := ipaddr.Collapse(ps); err != nil || !slices.Equal(got, []netip.Prefix{p}) {
			t.Errorf("Collapse of all addresses of %v = %v, %v", p, got, err)
		}
		// Without one of them, what Exclude says is left.
		got, err := ipaddr.Collapse(ps[1:])
		if err != nil {
			t.Fatal(err)
		}
		rest, err := ipaddr.Exclude(p, ps[0])
		if err != nil {
			t.Fatal(err)
		}
		want := slices.SortedFunc(rest, netip.Prefix.Compare)
		if !slices.Equal(got, want) {
			t.Errorf("Collapse of all addresses of %v but %v = %v, want %v", p, ps[0], got, want)
		}
	}
}

func TestCollapseErrors(t *testing.T) {
	head := []netip.Prefix{prefix("1.2.3.4/5")}
	for _, ps := range [][]netip.Prefix{{{}}, {prefix("10.0.0.0/8"), prefix("::/0")}} {
		if got, err := ipaddr.AppendCollapse(head, ps); err == nil || !slices.Equal(got, head) {
			t.Errorf("AppendCollapse(%v, %v) = %v, %v", head, ps, got, err)
		}
	}
	// An interface stands for its network.
	if got, err := ipaddr.Collapse([]netip.Prefix{prefix("10.0.0.5/8")}); err != nil || !slices.Equal(got, []netip.Prefix{prefix("10.0.0.0/8")}) {
		t.Errorf("Collapse(10.0.0.5/8) = %v, %v", got, err)
	}
}
