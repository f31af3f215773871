// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package ipaddr

import (
	"errors"
	"fmt"
	"math/bits"
	"net/netip"
	"strconv"
	"strings"
)

// What can be wrong with the input of [ParseNetwork] and [ParseInterface], for
// use with [errors.Is].
var (
	ErrAddress  = errors.New("bad address")
	ErrMask     = errors.New("bad prefix length or mask")
	ErrZone     = errors.New("a prefix cannot have a zone")
	ErrHostBits = errors.New("host bits set")
)

// A ParseError is an error of [ParseNetwork] or [ParseInterface].
type ParseError struct {
	Input  string // the whole input
	Offset int    // byte offset of the part that is wrong
	Err    error  // wraps one of this package's errors
}

// Error names the first bytes of the input, quoted, and what is wrong with it.
func (e *ParseError) Error() string {
	return "ipaddr: parsing " + quote(e.Input) + ": " + e.Err.Error()
}

// Unwrap returns e.Err.
func (e *ParseError) Unwrap() error { return e.Err }

// quote quotes s, of which it shows no more than 64 bytes.
func quote(s string) string {
	if len(s) > 64 {
		return strconv.Quote(s[:64]) + "..."
	}
	return strconv.Quote(s)
}

// ParseNetwork parses a network: an address, alone or followed by a slash and
// what [ParseInterface] allows there. Bits of the address after the prefix
// length must be zero. It is Python's ip_network.
//
// Errors are of type [*ParseError].
func ParseNetwork(s string) (netip.Prefix, error) {
	p, err := ParseInterface(s)
	if err != nil {
		return p, err
	}
	if m := p.Masked(); p != m {
		return netip.Prefix{}, &ParseError{s, 0, fmt.Errorf("%w: the network is %v", ErrHostBits, m)}
	}
	return p, nil
}

// ParseInterface parses an address with the length of its network's prefix.
// Unlike [netip.ParsePrefix] it takes, as Python's ip_interface does,
//
//   - an address alone, which is a network of one address: "192.0.2.7" is
//     192.0.2.7/32 and "2001:db8::7" is 2001:db8::7/128;
//   - a length with leading zeros: "192.0.2.7/024";
//   - after an IPv4 address, a mask, "192.0.2.7/255.255.255.0", or its
//     complement, "192.0.2.7/0.0.0.255"; "/0.0.0.0" is the mask /0, and
//     "/255.255.255.255" the mask /32.
//
// Octets with leading zeros are refused, and so are zones, which a
// [netip.Prefix] cannot hold. The address keeps its bits after the prefix
// length; see [netip.Prefix.Masked].
//
// Errors are of type [*ParseError].
func ParseInterface(s string) (netip.Prefix, error) {
	address, mask, slash := strings.Cut(s, "/")
	a, err := parseAddr(address)
	if err != nil {
		offset := 0
		if errors.Is(err, ErrZone) {
			offset = strings.IndexByte(s, '%')
		}
		return netip.Prefix{}, &ParseError{s, offset, err}
	}
	if !slash {
		return netip.PrefixFrom(a, a.BitLen()), nil
	}
	n, err := parseMask(mask, a.Is4())
	if err != nil {
		return netip.Prefix{}, &ParseError{s, len(address) + 1, err}
	}
	return netip.PrefixFrom(a, n), nil
}

// maxAddrLen is the length of the longest address without a zone.
const maxAddrLen = len("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255")

func parseAddr(s string) (netip.Addr, error) {
	// A zone goes first: netip would take all after the % for it, and there may
	// be no end to that.
	bare, _, zoned := strings.Cut(s, "%")
	if bare == "" {
		return netip.Addr{}, fmt.Errorf("%w: empty", ErrAddress)
	}
	if len(bare) > maxAddrLen {
		return netip.Addr{}, fmt.Errorf("%w: too long", ErrAddress)
	}
	a, err := netip.ParseAddr(bare)
	switch {
	case err != nil:
		reason := strings.TrimPrefix(err.Error(), "ParseAddr("+strconv.Quote(bare)+"): ")
		return netip.Addr{}, fmt.Errorf("%w: %s", ErrAddress, reason)
	case zoned && a.Is6():
		return netip.Addr{}, ErrZone
	case zoned:
		return netip.Addr{}, fmt.Errorf("%w: zone on an IPv4 address", ErrAddress)
	}
	return a, nil
}

func parseMask(s string, is4 bool) (int, error) {
	longest := 128
	if is4 {
		longest = 32
	}
	if s != "" && strings.Trim(s, "0123456789") == "" {
		digits := strings.TrimLeft(s, "0")
		if digits == "" {
			return 0, nil
		}
		n, err := strconv.Atoi(digits)
		if err != nil || n > longest {
			return 0, fmt.Errorf("%w: length %s is above %d", ErrMask, quote(s), longest)
		}
		return n, nil
	}
	if !strings.Contains(s, ".") {
		return 0, fmt.Errorf("%w %s", ErrMask, quote(s))
	}
	if !is4 {
		return 0, fmt.Errorf("%w: IPv6 takes a length, not %s", ErrMask, quote(s))
	}
	mask, err := parseAddr(s)
	if err != nil || !mask.Is4() {
		return 0, fmt.Errorf("%w %s", ErrMask, quote(s))
	}
	x := uint32(toUint128(mask).lo)
	// All zeros and all ones are read as masks.
	if n := bits.LeadingZeros32(^x); x == ^uint32(0)<<(32-n) {
		return n, nil
	}
	if n := bits.LeadingZeros32(x); x == ^uint32(0)>>n {
		return n, nil
	}
	return 0, fmt.Errorf("%w %s: its ones are not in one run at an end", ErrMask, quote(s))
}
