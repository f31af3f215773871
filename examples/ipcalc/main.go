// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Ipcalc prints what is known about IP addresses, networks and ranges.
//
// Usage:
//
//	ipcalc 10.0.0.0/8 | 10.0.0.7/255.0.0.0 | 2001:db8::1 | 10.0.0.5-10.0.0.20 ...
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/big"
	"net/netip"
	"os"
	"strings"
	"text/tabwriter"

	"py34.example/ipaddr"
)

var one = big.NewInt(1)

const usage = "usage: ipcalc ADDRESS|NETWORK|FIRST-LAST..."

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is main with its surroundings. It returns the exit status: 0, 1 if an
// argument is no address, network or range, 2 for other misuse.
func run(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("ipcalc", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "ipcalc:", err)
		return 2
	case flags.NArg() == 0:
		fmt.Fprintln(stderr, usage)
		return 2
	}
	status := 0
	out := bufio.NewWriter(stdout)
	for i, arg := range flags.Args() {
		if i > 0 {
			fmt.Fprintln(out)
		}
		w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		err := describe(w, arg)
		w.Flush() // out keeps the error
		if err != nil {
			fmt.Fprintln(stderr, "ipcalc:", err)
			status = 1
		}
	}
	if err := out.Flush(); err != nil {
		fmt.Fprintln(stderr, "ipcalc:", err)
		status = 1
	}
	return status
}

// describe writes what is known about arg, a line for each fact, with a tab
// between its name and what it is.
func describe(w io.Writer, arg string) error {
	// A zone may have a hyphen and a slash, and a prefix has no zone.
	if a, err := netip.ParseAddr(arg); err == nil && (a.Zone() == "" || !strings.Contains(a.Zone(), "/")) {
		describeAddr(w, a)
		return nil
	}
	if first, last, ok := strings.Cut(arg, "-"); ok {
		return describeRange(w, first, last)
	}
	p, err := ipaddr.ParseInterface(arg)
	if err != nil {
		return err
	}
	if p != p.Masked() {
		describeAddr(w, p.Addr())
		fmt.Fprintln(w)
	}
	describeNetwork(w, p.Masked())
	return nil
}

func row(w io.Writer, name string, value any) { fmt.Fprintf(w, "%s\t%v\n", name, value) }

func describeAddr(w io.Writer, a netip.Addr) {
	row(w, "address", a)
	if a.Is6() {
		row(w, "in full", ipaddr.Exploded(a))
	}
	row(w, "number", ipaddr.ToInt(a))
	if a.Is4() {
		binary, err := ipaddr.Format(a, "_b")
		if err != nil {
			panic(err) // the verb is a good one
		}
		row(w, "binary", binary)
	}
	row(w, "reverse", ipaddr.ReversePointer(a))
	if v4, kind, ok := ipaddr.Embedded4(a); ok {
		row(w, kind.String(), v4)
		if server, _, ok := ipaddr.TeredoEndpoints(a); ok {
			row(w, "Teredo server", server)
		}
	}
	row(w, "flags", strings.Join(flagsOf(a), ", "))
	describeBlock(w, a)
}

// flagsOf returns the names of what a is.
func flagsOf(a netip.Addr) []string {
	var names []string
	for _, f := range []struct {
		name string
		is   bool
	}{
		{"global", ipaddr.IsGlobal(a)},
		{"not global", !ipaddr.IsGlobal(a)},
		{"private", ipaddr.IsPrivate(a)},
		{"public unicast", ipaddr.IsPublicUnicast(a)},
		{"multicast", a.IsMulticast()},
		{"loopback", a.IsLoopback()},
		{"link-local", a.IsLinkLocalUnicast() || a.IsLinkLocalMulticast()},
		{"site-local", ipaddr.IsSiteLocal(a)},
		{"unspecified", a.Unmap().IsUnspecified()},
		{"reserved", ipaddr.IsReserved(a)},
	} {
		if f.is {
			names = append(names, f.name)
		}
	}
	return names
}

func describeBlock(w io.Writer, a netip.Addr) {
	b, ok := ipaddr.Lookup(a)
	if !ok {
		return
	}
	row(w, "block", fmt.Sprintf("%v %s (%s)", b.Prefix, b.Name, b.RFC))
	if b.Terminated != "" {
		row(w, "", fmt.Sprintf("allocated %s, terminated %s", b.Allocated, b.Terminated))
	} else {
		row(w, "", "allocated "+b.Allocated)
	}
	row(w, "", fmt.Sprintf("source %v, destination %v, forwardable %v, globally reachable %v, reserved by protocol %v",
		b.Source, b.Destination, b.Forwardable, b.Global, b.Reserved))
}

func describeNetwork(w io.Writer, p netip.Prefix) {
	row(w, "network", p)
	row(w, "netmask", ipaddr.Netmask(p))
	row(w, "hostmask", ipaddr.Hostmask(p))
	row(w, "range", fmt.Sprintf("%v - %v", p.Addr(), ipaddr.Last(p)))
	first, last, number := hostsOf(p)
	row(w, "hosts", fmt.Sprintf("%v - %v (%s)", first, last, number))
	row(w, "addresses", ipaddr.NumAddresses(p))
	zones := ipaddr.ReverseZones(p)
	row(w, "reverse", zones[0])
	if len(zones) > 1 {
		row(w, "", fmt.Sprintf("to %s (%d names)", zones[len(zones)-1], len(zones)))
	}
	row(w, "flags", networkFlags(p))
	// The block of the first address says something of the network only if it
	// contains it.
	if b, ok := ipaddr.Lookup(p.Addr()); ok && ipaddr.SubnetOf(p, b.Prefix) {
		describeBlock(w, p.Addr())
	}
}

// hostsOf returns the first and the last of a network's hosts, and how many
// there are.
func hostsOf(p netip.Prefix) (first, last netip.Addr, number string) {
	first, last = p.Addr(), ipaddr.Last(p)
	n := ipaddr.NumAddresses(p)
	if p.Addr().BitLen()-p.Bits() > 1 {
		first = first.Next()
		n.Sub(n, one)
		if first.Is4() {
			last = last.Prev()
			n.Sub(n, one)
		}
	}
	return first, last, n.String()
}

func networkFlags(p netip.Prefix) string {
	switch {
	case ipaddr.PrefixIsGlobal(p):
		return "global"
	case ipaddr.PrefixIsPrivate(p):
		return "not global, private"
	case ipaddr.SubnetOf(p, sharedSpace):
		return "not global"
	}
	return "not all of it global"
}

// sharedSpace, RFC 6598, is neither private nor global.
var sharedSpace = netip.MustParsePrefix("100.64.0.0/10")

func describeRange(w io.Writer, first, last string) error {
	a, err := netip.ParseAddr(strings.TrimSpace(first))
	if err != nil {
		return err
	}
	b, err := netip.ParseAddr(strings.TrimSpace(last))
	if err != nil {
		return err
	}
	nets, err := ipaddr.Summarize(a, b)
	if err != nil {
		return err
	}
	row(w, "range", fmt.Sprintf("%v - %v", a, b))
	n := ipaddr.ToInt(b)
	row(w, "addresses", n.Add(n.Sub(n, ipaddr.ToInt(a)), one))
	name := "networks"
	for p := range nets {
		row(w, name, p)
		name = ""
	}
	return nil
}
