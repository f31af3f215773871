// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package ipaddr_test

import (
	"errors"
	"net/netip"
	"slices"
	"testing"

	"py34.example/ipaddr"
)

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"", "10.0.0.0/8", "10.0.0.1", "10.0.0.0/255.0.0.0", "10.0.0.0/0.255.255.255", "10.0.0.0/08", "::/0", "2001:db8::1/32",
		"fe80::%1/64", "fe80::1%eth0", "::ffff:10.0.0.0/104", "10.0.0.0/255.0.255.0", "1:2:3:4:5:6:1.2.3.4/96", "%", "/", "10.0.0.0/8/8",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ipaddr.ParseInterface(s)
		network, nerr := ipaddr.ParseNetwork(s)
		if err != nil {
			e, ok := errors.AsType[*ipaddr.ParseError](err)
			if !ok || e.Input != s || e.Offset < 0 || e.Offset > len(s) || len(e.Error()) > 600 {
				t.Fatalf("ParseInterface(%q): error %#v", s, err)
			}
			if nerr == nil {
				t.Fatalf("ParseNetwork(%q) = %v, ParseInterface: %v", s, network, err)
			}
			if q, err := netip.ParsePrefix(s); err == nil {
				t.Fatalf("netip parses %q as %v", s, q)
			}
			return
		}
		if again, err := ipaddr.ParseInterface(p.String()); again != p || err != nil {
			t.Fatalf("ParseInterface(%q) = %v, %v, want %v", p, again, err, p)
		}
		if (nerr == nil) != (p == p.Masked()) || nerr == nil && network != p {
			t.Fatalf("ParseNetwork(%q) = %v, %v, ParseInterface: %v", s, network, nerr, p)
		}
		if q, err := netip.ParsePrefix(s); err == nil && q != p {
			t.Fatalf("ParseInterface(%q) = %v, netip: %v", s, p, q)
		}
		text := ipaddr.Exploded(p.Addr())
		if a, err := netip.ParseAddr(text); err != nil || a != p.Addr() {
			t.Fatalf("Exploded(%v) = %q", p.Addr(), text)
		}
		if a, err := ipaddr.FromInt(ipaddr.ToInt(p.Addr()), p.Addr().Is6()); err != nil || a != p.Addr() {
			t.Fatalf("FromInt(ToInt(%v)) = %v, %v", p.Addr(), a, err)
		}
		mask := ipaddr.Netmask(p).String()
		if p.Addr().Is4() {
			if q, err := ipaddr.ParseInterface(p.Addr().String() + "/" + mask); err != nil || q != p {
				t.Fatalf("ParseInterface(%v/%s) = %v, %v", p.Addr(), mask, q, err)
			}
		}
	})
}

// fuzzPrefixes makes prefixes of data: six bytes each for IPv4, with the
// length last, or eighteen for IPv6.
func fuzzPrefixes(data []byte, is4 bool) []netip.Prefix {
	size := 17
	if is4 {
		size = 5
	}
	var ps []netip.Prefix
	for chunk := range slices.Chunk(data, size) {
		if len(chunk) == size {
			a, _ := netip.AddrFromSlice(chunk[:size-1])
			ps = append(ps, netip.PrefixFrom(a, int(chunk[size-1])%(a.BitLen()+1)))
		}
	}
	return ps
}

func FuzzCollapse(f *testing.F) {
	f.Add([]byte("\x0a\x00\x00\x00\x08\x0b\x00\x00\x00\x08"), true)
	f.Add([]byte("\xff\xff\xff\xff\x20\xff\xff\xff\xfe\x20\x00\x00\x00\x00\x00"), true)
	f.Add([]byte(" \x01\x0d\xb8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x20 \x01\x0d\xb9\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x20"), false)
	f.Fuzz(func(t *testing.T, data []byte, is4 bool) {
		ps := fuzzPrefixes(data, is4)
		got, err := ipaddr.Collapse(ps)
		if err != nil {
			t.Fatal(err)
		}
		checkCollapsed(t, ps, got)
	})
}

func FuzzSummarize(f *testing.F) {
	f.Add([]byte("\x0a\x00\x00\x05"), []byte("\x0a\x00\x00\x14"))
	f.Add(make([]byte, 16), []byte("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, first, last []byte) {
		a, ok1 := netip.AddrFromSlice(first)
		b, ok2 := netip.AddrFromSlice(last)
		seq, err := ipaddr.Summarize(a, b)
		if good := ok1 && ok2 && a.Is4() == b.Is4() && !b.Less(a); good != (err == nil) {
			t.Fatalf("Summarize(%v, %v): error %v", a, b, err)
		}
		if err != nil {
			return
		}
		got := slices.Collect(seq)
		if ends := union(got); len(ends) != 2 || ends[0] != a || ends[1] != b {
			t.Fatalf("Summarize(%v, %v) = %v covers %v", a, b, got, ends)
		}
		checkCollapsed(t, got, got)
	})
}
