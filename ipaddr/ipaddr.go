// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package ipaddr does with addresses and networks of package [net/netip] what
// that package leaves out: it tells whether an address is globally reachable,
// and computes with networks.
//
//	a := netip.MustParseAddr("100.64.0.1")
//	a.IsGlobalUnicast() && !a.IsPrivate() // true, but it is carrier-grade NAT
//	ipaddr.IsGlobal(a)                    // false
//	block, _ := ipaddr.Lookup(a)          // Shared Address Space, RFC 6598
//
// There are no types that wrap an address or a network. A [netip.Prefix] whose
// bits after the prefix length are zero is what Python calls a network; one
// with such bits is what Python calls an interface. Functions that take a
// network pass over such bits. All functions are safe for concurrent use.
//
// # The registries
//
// [IsGlobal], [IsPrivate], [PrefixIsGlobal], [IsPublicUnicast] and [Lookup]
// answer from the IANA IPv4 and IPv6 Special-Purpose Address Registries
// (RFC 6890, RFC 8190), of which the package holds a copy; [RegistryDate]
// tells its age. The most specific block decides, and what the registries leave
// open ("N/A" or blank) is not global.
//
// # From Python
//
//	ip_address                   netip.ParseAddr
//	ip_network, ip_interface     ParseNetwork, ParseInterface
//	is_global, is_private        IsGlobal, IsPrivate, PrefixIsGlobal, PrefixIsPrivate
//	is_reserved, is_site_local   IsReserved, IsSiteLocal
//	is_multicast, is_loopback    netip.Addr.IsMulticast, IsLoopback
//	is_link_local                netip.Addr.IsLinkLocalUnicast
//	ipv4_mapped, sixtofour       Embedded4
//	teredo                       TeredoEndpoints
//	compressed, exploded         netip.Addr.String, Exploded
//	reverse_pointer              ReversePointer, ReverseZones
//	format(a, "#_x")             Format
//	int(a), IPv6Address(n)       ToInt, FromInt
//	a + 1, a - 1                 netip.Addr.Next, Prev
//	broadcast_address            Last
//	netmask, hostmask            Netmask, Hostmask
//	num_addresses, n[i]          NumAddresses, Nth
//	a in n, n.overlaps(m)        Contains, netip.Prefix.Overlaps
//	n.subnet_of(m)               SubnetOf
//	hosts, subnets, supernet     Hosts, Subnets, Supernet
//	address_exclude              Exclude
//	summarize_address_range      Summarize
//	collapse_addresses           Collapse
//
// # Differences from Python
//
// The differences are to ipaddress of CPython 3.13.0.
//
//   - The registries are those of 2025-10-09. Of their blocks Python does not know 192.88.99.0/24,
//     192.88.99.2/32, 100:0:0:1::/64, 2001:1::3/128, 3fff::/20 and 5f00::/16: it holds 2001:1::3 for
//     private and the others for global.
//   - IPv4-mapped addresses of 100.64.0.0/10 are not global, as the IPv4 addresses themselves.
//   - IPv4-mapped addresses are reserved where their IPv4 address is; in Python all are.
//   - PrefixIsGlobal and PrefixIsPrivate ask for every address of a network; Python's flags of a
//     network look at its first and last address.
//   - Zones (scopes) are refused in networks, interfaces and ranges: a netip.Prefix has none.
//   - Contains takes an IPv4-mapped address for its IPv4 address in an IPv4 network.
//   - A prefix length may have any number of leading zeros; Python stops at 4300 digits.
//   - Subnets of a single address and Supernet of a /0 check the length; Python returns the network
//     itself whatever the length.
//   - Collapse masks interfaces; Python takes an interface for its address alone.
//   - ReverseZones takes the place of a network's reverse_pointer, which is not a domain name.
//   - Exploded and ReversePointer take addresses with zones; Python fails.
//   - Format takes no widths or alignments.
//
// # When to use something else
//
// Package net/netip parses and prints, and its flags are enough where only
// loopback, link-local or RFC 1918 addresses matter. To find which of many
// networks contains an address, use a routing table, such as
// github.com/gaissmai/bart: a loop over [Contains] is right but slow. For a
// filter on requests that users cause, check the address that is dialled,
// not the name: see [IsPublicUnicast].
package ipaddr
