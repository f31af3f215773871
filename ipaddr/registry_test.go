// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package ipaddr_test

import (
	"math/rand/v2"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"py34.example/internal/testkit"
	"py34.example/ipaddr"
)

// facts returns the blocks and the dates of testdata/ipaddr/registry.txt.
func facts(t *testing.T) (blocks []ipaddr.Block, dates []string) {
	t.Helper()
	data, err := os.ReadFile(testkit.Path(t, "ipaddr", "registry.txt"))
	if err != nil {
		t.Fatal(err)
	}
	tri := map[byte]ipaddr.Tri{'T': ipaddr.True, 'F': ipaddr.False, '-': ipaddr.NA}
	for line := range strings.Lines(string(data)) {
		fields := strings.Fields(line)
		if len(fields) == 0 || fields[0] == "#" {
			continue
		}
		if fields[0] == "registry" {
			dates = append(dates, fields[2])
			continue
		}
		name, rfc, _ := strings.Cut(strings.Join(fields[4:], " "), " | ")
		flags := fields[1]
		blocks = append(blocks, ipaddr.Block{
			Prefix: prefix(fields[0]), Name: name, RFC: rfc,
			Allocated: fields[2], Terminated: strings.TrimPrefix(fields[3], "-"),
			Source: tri[flags[0]], Destination: tri[flags[1]], Forwardable: tri[flags[2]], Global: tri[flags[3]], Reserved: tri[flags[4]],
		})
	}
	return blocks, dates
}

func TestRegistry(t *testing.T) {
	want, dates := facts(t)
	if got := slices.Collect(ipaddr.Registry()); !slices.Equal(got, want) {
		t.Errorf("Registry() = %v, want %v", got, want)
	}
	if len(want) != 51 {
		t.Errorf("%d blocks, want 51", len(want))
	}
	if v4, v6 := ipaddr.RegistryDate(); !slices.Equal([]string{v4, v6}, dates) {
		t.Errorf("RegistryDate() = %q, %q, want %q", v4, v6, dates)
	}
	for range ipaddr.Registry() {
		break // must not panic
	}
}

// TestGenerated runs the generator, which go generate runs too.
func TestGenerated(t *testing.T) {
	goTool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("SKIPPED: no go command to run the generator with")
	}
	out := filepath.Join(t.TempDir(), "registry_table.go")
	cmd := exec.Command(goTool, "run", "gen_registry.go", testkit.Path(t, "ipaddr", "registry.txt"), out)
	cmd.Env = append(os.Environ(), "GOOS=", "GOARCH=", "GOFLAGS=")
	if msg, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, msg)
	}
	want, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("registry_table.go")
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("registry_table.go is not current (go generate): %s", testkit.Diff(string(want), string(got)))
	}
}

// boundaries returns the first and last addresses of all blocks, with their
// neighbours.
func boundaries(blocks []ipaddr.Block) []netip.Addr {
	var list []netip.Addr
	for _, b := range blocks {
		first, last := b.Prefix.Addr(), ipaddr.Last(b.Prefix)
		for _, a := range []netip.Addr{first.Prev(), first, last, last.Next()} {
			if a.IsValid() {
				list = append(list, a)
			}
		}
	}
	return list
}

// byRegistry answers for Lookup and IsGlobal by a walk over the facts.
func byRegistry(blocks []ipaddr.Block, a netip.Addr) (found ipaddr.Block, ok, global bool) {
	a = a.Unmap()
	for _, b := range blocks {
		if b.Prefix.Contains(a) && (!ok || b.Prefix.Bits() > found.Prefix.Bits()) {
			found, ok = b, true
		}
	}
	return found, ok, !ok || found.Global == ipaddr.True
}

func TestIsGlobalByRegistry(t *testing.T) {
	blocks, _ := facts(t)
	list := boundaries(blocks)
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		a := list[r.IntN(len(list))]
		b := a.AsSlice()
		for i := r.IntN(len(b)); i < len(b); i++ {
			b[i] = byte(r.Uint32())
		}
		a, _ = netip.AddrFromSlice(b)
		list = append(list, a)
	}
	for _, a := range list {
		if a.Is4() {
			list = append(list, netip.AddrFrom16(a.As16())) // mapped
		}
	}
	for _, a := range list {
		block, ok, global := byRegistry(blocks, a)
		if got, gotOK := ipaddr.Lookup(a); got != block || gotOK != ok {
			t.Errorf("Lookup(%v) = %v, %t, want %v, %t", a, got, gotOK, block, ok)
		}
		if got := ipaddr.IsGlobal(a); got != global {
			t.Errorf("IsGlobal(%v) = %t, want %t", a, got, global)
		}
		private := !global && !prefix("100.64.0.0/10").Contains(a.Unmap())
		if got := ipaddr.IsPrivate(a); got != private {
			t.Errorf("IsPrivate(%v) = %t, want %t", a, got, private)
		}
		allocated := a.Unmap().Is4() || prefix("2000::/3").Contains(a)
		if got, want := ipaddr.IsPublicUnicast(a), global && !a.Unmap().IsMulticast() && allocated; got != want {
			t.Errorf("IsPublicUnicast(%v) = %t, want %t", a, got, want)
		}
	}
}

// TestRecentBlocks spells out what tables of this kind often miss.
func TestRecentBlocks(t *testing.T) {
	for s, want := range map[string]bool{
		"0.0.0.0": false, "0.1.2.3": false, "192.0.0.8": false, "192.0.0.9": true, "192.0.0.10": true, "192.0.0.11": false,
		"192.0.0.170": false, "192.0.0.171": false, "192.88.99.1": false, "192.88.99.2": false, "192.31.196.1": true,
		"64:ff9b::1": true, "64:ff9b::ffff:ffff": true, "64:ff9b:0:0:0:1::": true, "64:ff9b:1::": false, "64:ff9b:1:ffff:ffff:ffff:ffff:ffff": false, "64:ff9b:2::": true,
		"100::": false, "100:0:0:1::": false, "100:0:0:1:ffff:ffff:ffff:ffff": false, "100:0:0:2::": true,
		"2001::1": false, "2001:1::": false, "2001:1::1": true, "2001:1::2": true, "2001:1::3": true, "2001:1::4": false,
		"2001:3::": true, "2001:4:112::": true, "2001:4:113::": false, "2001:10::": false, "2001:20::": true, "2001:30::": true, "2001:40::": false, "2001:200::": true,
		"2002::1": false, "3fff::": false, "3fff:fff:ffff::": false, "3fff:1000::": true, "5f00::": false, "5f01::": true,
		"fec0::1": true, "ff0e::1": true, "224.0.0.1": true, "fe80::1%eth0": false, "::ffff:100.64.0.1": false, "::ffff:8.8.8.8": true,
	} {
		if got := ipaddr.IsGlobal(addr(s)); got != want {
			t.Errorf("IsGlobal(%s) = %t, want %t", s, got, want)
		}
	}
}

func TestIsPublicUnicast(t *testing.T) {
	for s, want := range map[string]bool{
		"8.8.8.8": true, "2a04:4e42:4::223": true, "::ffff:8.8.8.8": true, "2606:4700::1111": true, "192.0.0.9": true, "2620:4f:8000::1": true,
		"64:ff9b::a9fe:a9fe": false, "2002:a9fe:a9fe::1": false, "::7f00:1": false, "::ffff:6440:1": false, "fec0::1": false,
		"5f00::": false, "3fff::": false, "100:0:0:1::": false, "224.0.0.1": false, "ff0e::1": false, "::ffff:224.0.0.1": false,
		"::": false, "::1": false, "0.0.0.0": false, "255.255.255.255": false, "127.0.0.1": false, "169.254.169.254": false,
		"fd00:ec2::254": false, "fe80::1%eth0": false, "4000::": false, "1fff:ffff::": false, "::8.8.8.8": false, "2002:808:808::1": false,
		"64:ff9b::808:808": false,
	} {
		if got := ipaddr.IsPublicUnicast(addr(s)); got != want {
			t.Errorf("IsPublicUnicast(%s) = %t, want %t", s, got, want)
		}
	}
	if ipaddr.IsPublicUnicast(netip.Addr{}) {
		t.Error("the zero Addr is public")
	}
}

// TestNoPrivateInside checks that no embedding smuggles an address that is not
// public past IsPublicUnicast.
func TestNoPrivateInside(t *testing.T) {
	blocks, _ := facts(t)
	for _, v4 := range boundaries(blocks) {
		if !v4.Is4() {
			continue
		}
		b := v4.As4()
		for kind, bytes := range map[ipaddr.Embedding][16]byte{
			ipaddr.Mapped:     {10: 0xff, 11: 0xff, 12: b[0], b[1], b[2], b[3]},
			ipaddr.Compatible: {12: b[0], b[1], b[2], b[3]},
			ipaddr.SixToFour:  {0x20, 0x02, b[0], b[1], b[2], b[3], 15: 1},
			ipaddr.Teredo:     {0x20, 0x01, 4: 8, 8, 8, 8, 12: ^b[0], ^b[1], ^b[2], ^b[3]},
			ipaddr.NAT64:      {0, 0x64, 0xff, 0x9b, 12: b[0], b[1], b[2], b[3]},
		} {
			a := netip.AddrFrom16(bytes)
			got, gotKind, ok := ipaddr.Embedded4(a)
			if a == netip.IPv6Unspecified() || a == netip.IPv6Loopback() {
				if ok {
					t.Errorf("Embedded4(%v) = %v, %v", a, got, gotKind)
				}
			} else if got != v4 || gotKind != kind || !ok {
				t.Errorf("Embedded4(%v) = %v, %v, %t, want %v, %v", a, got, gotKind, ok, v4, kind)
			}
			if ipaddr.IsPublicUnicast(a) && (kind != ipaddr.Mapped || !ipaddr.IsPublicUnicast(v4)) {
				t.Errorf("IsPublicUnicast(%v) = true, with %v in it", a, v4)
			}
		}
	}
}

// TestPrefixFlags compares with the answers of the addresses at which they can
// change.
func TestPrefixFlags(t *testing.T) {
	blocks, _ := facts(t)
	points := boundaries(blocks)
	r := rand.New(rand.NewPCG(3, 4))
	for range 20000 {
		a := points[r.IntN(len(points))]
		p := netip.PrefixFrom(a, r.IntN(a.BitLen()+1))
		if a.Is4() && r.IntN(2) == 0 {
			p = netip.PrefixFrom(netip.AddrFrom16(a.As16()), p.Bits()+96)
		}
		ask := append(points, p.Masked().Addr(), ipaddr.Last(p))
		global, private := true, true
		for _, a := range ask {
			for _, a := range []netip.Addr{a, netip.AddrFrom16(a.As16())} {
				if p.Contains(a) {
					global = global && ipaddr.IsGlobal(a)
					private = private && ipaddr.IsPrivate(a)
				}
			}
		}
		if got := ipaddr.PrefixIsGlobal(p); got != global {
			t.Errorf("PrefixIsGlobal(%v) = %t, want %t", p, got, global)
		}
		if got := ipaddr.PrefixIsPrivate(p); got != private {
			t.Errorf("PrefixIsPrivate(%v) = %t, want %t", p, got, private)
		}
	}
	if ipaddr.PrefixIsGlobal(netip.Prefix{}) || ipaddr.PrefixIsPrivate(netip.Prefix{}) {
		t.Error("the zero Prefix is global or private")
	}
	// Python looks at the ends of a network, which are global here.
	if p := prefix("8.0.0.0/6"); ipaddr.PrefixIsGlobal(p) {
		t.Errorf("PrefixIsGlobal(%v) = true, with 10.0.0.0/8 in it", p)
	}
}

func TestZeroAndZonedAddr(t *testing.T) {
	var zero netip.Addr
	for name, f := range map[string]func(netip.Addr) bool{
		"IsGlobal": ipaddr.IsGlobal, "IsPrivate": ipaddr.IsPrivate, "IsReserved": ipaddr.IsReserved,
		"IsSiteLocal": ipaddr.IsSiteLocal, "IsPublicUnicast": ipaddr.IsPublicUnicast,
	} {
		if f(zero) {
			t.Errorf("%s of the zero Addr = true", name)
		}
		for _, s := range []string{"fe80::1", "fec0::1", "2a04:4e42:4::223", "::1", "4000::", "ff02::1"} {
			if a := addr(s); f(a) != f(a.WithZone("eth0")) {
				t.Errorf("%s(%v) changes with a zone", name, a)
			}
		}
	}
	if b, ok := ipaddr.Lookup(zero); ok {
		t.Errorf("Lookup of the zero Addr = %v", b)
	}
	if b, ok := ipaddr.Lookup(addr("fe80::1%eth0")); !ok || b.RFC != "RFC 4291" {
		t.Errorf("Lookup(fe80::1%%eth0) = %v, %t", b, ok)
	}
	for _, a := range []netip.Addr{zero, addr("1.2.3.4"), addr("2001:db8::"), addr("::"), addr("::1")} {
		if v4, kind, ok := ipaddr.Embedded4(a); ok || kind != 0 || v4.IsValid() {
			t.Errorf("Embedded4(%v) = %v, %v, %t", a, v4, kind, ok)
		}
		if server, client, ok := ipaddr.TeredoEndpoints(a); ok || server.IsValid() || client.IsValid() {
			t.Errorf("TeredoEndpoints(%v) = %v, %v, %t", a, server, client, ok)
		}
	}
}

func TestMappedIsReserved(t *testing.T) {
	for s, want := range map[string]bool{"::ffff:8.8.8.8": false, "::ffff:240.0.0.1": true, "::8.8.8.8": true} {
		if got := ipaddr.IsReserved(addr(s)); got != want {
			t.Errorf("IsReserved(%s) = %t, want %t", s, got, want)
		}
	}
}

func TestStrings(t *testing.T) {
	for got, want := range map[string]string{
		ipaddr.True.String(): "True", ipaddr.False.String(): "False", ipaddr.NA.String(): "N/A",
		ipaddr.Mapped.String(): "IPv4-mapped", ipaddr.Compatible.String(): "IPv4-compatible", ipaddr.SixToFour.String(): "6to4",
		ipaddr.Teredo.String(): "Teredo", ipaddr.NAT64.String(): "NAT64", ipaddr.Embedding(0).String(): "none",
	} {
		if got != want {
			t.Errorf("String() = %q, want %q", got, want)
		}
	}
}

func TestAllocs(t *testing.T) {
	addrs := []netip.Addr{addr("8.8.8.8"), addr("192.168.1.1"), addr("2001:4860::1"), addr("::ffff:10.0.0.1"), addr("fe80::1%eth0")}
	p, prefix64 := prefix("2001:db8::/32"), prefix("2001:db8:1:2::/64")
	buf := make([]byte, 0, 100)
	list := make([]netip.Prefix, 0, 100)
	n := testing.AllocsPerRun(100, func() {
		for _, a := range addrs {
			ipaddr.IsGlobal(a)
			ipaddr.IsPrivate(a)
			ipaddr.IsPublicUnicast(a)
			ipaddr.IsReserved(a)
			ipaddr.IsSiteLocal(a)
			ipaddr.Lookup(a)
			ipaddr.Embedded4(a)
			ipaddr.Contains(p, a)
			buf = ipaddr.AppendExploded(buf[:0], a)
			buf = ipaddr.AppendReversePointer(buf[:0], a)
		}
		ipaddr.PrefixIsGlobal(p)
		ipaddr.Last(p)
		list, _ = ipaddr.AppendExclude(list[:0], p, prefix64)
	})
	if n != 0 {
		t.Errorf("%v allocations, want 0", n)
	}
}
