// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"fmt"
	"io"
	"net/netip"

	"py34.example/ipaddr"
)

var ipaddrTour = []example{
	{
		name:    "09_is_global",
		title:   "globally reachable addresses",
		run:     isGlobal,
		differs: "by the registries of 2025, 192.88.99.1, 3fff::1 and 5f00::1 are not global",
	},
}

func isGlobal(w io.Writer) {
	for _, s := range []string{
		"::1",                 // localhost
		"fd12:3456:789a:1::1", // private address range
		"2a04:4e42:4::223",    // python.org
	} {
		fmt.Fprintln(w, title(ipaddr.IsGlobal(netip.MustParseAddr(s))))
	}
	for _, s := range []string{
		"8.8.8.8", "10.0.0.1", "100.64.0.1", "192.0.0.8", "192.0.0.9", "192.0.0.170", "198.18.0.1", "203.0.113.1",
		"224.0.0.1", "240.0.0.1", "192.88.99.1", "::ffff:8.8.8.8", "64:ff9b::1", "64:ff9b:1::1", "2001::1", "2001:1::1",
		"2001:3::1", "2001:4:112::1", "2001:20::1", "2001:db8::1", "2002::1", "3fff::1", "5f00::1", "ff0e::1", "100::1",
		"fe80::1", "0.0.0.0",
	} {
		a := netip.MustParseAddr(s)
		fmt.Fprintln(w, s, title(ipaddr.IsGlobal(a)), title(ipaddr.IsPrivate(a)))
	}
}

// title spells a boolean as Python does.
func title(b bool) string {
	if b {
		return "True"
	}
	return "False"
}
