// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Safehttp fetches a URL for someone who must not reach into this network. It
// connects to public addresses only, and decides after DNS: a name that leads
// to a private address, by itself or after a redirect, is refused just before
// the connection is made. There is no moment between check and use in which
// the name could change its mind.
//
// Usage:
//
//	safehttp [-nat64] [-timeout D] [-max BYTES] URL
//
// The -nat64 flag also admits public IPv4 addresses in the form in which a
// network with NAT64 and DNS64 gives them, 64:ff9b::/96.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/signal"
	"syscall"
	"time"

	"py34.example/ipaddr"
)

const usage = "usage: safehttp [-nat64] [-timeout D] [-max BYTES] URL"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// run is main with its surroundings. It returns the exit status: 0, 1 if the
// URL cannot be fetched, 2 for arguments that make no sense.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("safehttp", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	nat64 := flags.Bool("nat64", false, "")
	timeout := flags.Duration("timeout", 30*time.Second, "")
	most := flags.Int64("max", 10<<20, "")
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintln(stdout, usage)
		return 0
	case err == nil && *most < 0:
		err = fmt.Errorf("-max %d is negative", *most)
	case err == nil && *timeout <= 0:
		err = fmt.Errorf("-timeout %v is not positive", *timeout)
	case err == nil && flags.NArg() != 1:
		err = errors.New(usage)
	}
	if err != nil {
		fmt.Fprintln(stderr, "safehttp:", err)
		return 2
	}
	client := newClient(publicOnly(*nat64))
	client.Timeout = *timeout
	if err := fetch(ctx, client, flags.Arg(0), *most, stdout); err != nil {
		fmt.Fprintln(stderr, "safehttp:", err)
		return 1
	}
	return 0
}

// A guard decides whether a connection to an address may be made.
type guard func(netip.Addr) error

// errNotPublic is the error of publicOnly.
var errNotPublic = errors.New("not a public address")

// publicOnly admits public addresses, and with nat64 those that NAT64 maps to
// public IPv4 addresses.
func publicOnly(nat64 bool) guard {
	return func(a netip.Addr) error {
		v4, kind, _ := ipaddr.Embedded4(a)
		if ipaddr.IsPublicUnicast(a) || nat64 && kind == ipaddr.NAT64 && ipaddr.IsPublicUnicast(v4) {
			return nil
		}
		if b, ok := ipaddr.Lookup(a); ok {
			return fmt.Errorf("%v is %w (%s, %s)", a, errNotPublic, b.Name, b.RFC)
		}
		return fmt.Errorf("%v is %w", a, errNotPublic)
	}
}

// newClient returns a client whose every connection passes the guard.
func newClient(allow guard) *http.Client {
	dialer := &net.Dialer{
		// Control is called with the address that the name resolved to, before
		// the connection to it is made.
		Control: func(network, address string, _ syscall.RawConn) error {
			target, err := netip.ParseAddrPort(address)
			if err != nil {
				return err
			}
			return allow(target.Addr())
		},
	}
	// A proxy would connect on our behalf, unguarded: the transport has none.
	return &http.Client{Transport: &http.Transport{
		DialContext:           dialer.DialContext,
		ForceAttemptHTTP2:     true,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: 20 * time.Second,
	}}
}

// fetch writes what the URL leads to, of which it takes no more than most
// bytes.
func fetch(ctx context.Context, client *http.Client, url string, most int64, w io.Writer) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%s: %s", url, resp.Status)
	}
	n, err := io.Copy(w, io.LimitReader(resp.Body, most))
	if err != nil || n < most {
		return err
	}
	// Is that all there is?
	if _, err := io.ReadFull(resp.Body, make([]byte, 1)); err != io.EOF {
		return fmt.Errorf("%s: more than %d bytes", url, most)
	}
	return nil
}
