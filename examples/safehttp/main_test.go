// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

func TestPublicOnly(t *testing.T) {
	for _, tt := range []struct {
		addr        string
		plain, with bool // without -nat64 and with it
	}{
		{"93.184.215.14", true, true},
		{"2a04:4e42:4::223", true, true},
		{"::ffff:93.184.215.14", true, true},
		{"64:ff9b::93.184.215.14", false, true},
		{"64:ff9b::169.254.169.254", false, false},
		{"169.254.169.254", false, false},
		{"::ffff:127.0.0.1", false, false},
		{"127.0.0.1", false, false},
		{"2002:7f00:1::1", false, false},
		{"fe80::1%eth0", false, false},
		{"224.0.0.1", false, false},
		{"fec0::1", false, false},
	} {
		a := netip.MustParseAddr(tt.addr)
		for nat64, want := range map[bool]bool{false: tt.plain, true: tt.with} {
			err := publicOnly(nat64)(a)
			if (err == nil) != want || err != nil && (!errors.Is(err, errNotPublic) || !strings.Contains(err.Error(), a.String())) {
				t.Errorf("publicOnly(%t)(%s) = %v, want %t", nat64, tt.addr, err, want)
			}
		}
	}
}

// serve starts a server whose path / says hello and whose path /to redirects to
// the rest of its query. It counts requests.
func serve(t *testing.T) (url string, requests *int) {
	requests = new(int)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*requests++
		switch r.URL.Path {
		case "/":
			io.WriteString(w, "hello, world")
		case "/to":
			http.Redirect(w, r, r.URL.RawQuery, http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL, requests
}

func TestRefusedAfterDNS(t *testing.T) {
	url, requests := serve(t)
	port := url[strings.LastIndexByte(url, ':'):]
	for _, target := range []string{url, "http://localhost" + port, "http://[::ffff:127.0.0.1]" + port, "http://0.0.0.0" + port} {
		var stdout, stderr strings.Builder
		if status := run(t.Context(), []string{target}, &stdout, &stderr); status != 1 || stdout.Len() > 0 {
			t.Errorf("%s: status %d, stdout %q", target, status, stdout.String())
		}
		if !strings.Contains(stderr.String(), errNotPublic.Error()) {
			t.Errorf("%s: stderr %q", target, stderr.String())
		}
	}
	if *requests != 0 {
		t.Errorf("%d requests reached the server", *requests)
	}
}

func TestFetch(t *testing.T) {
	url, _ := serve(t)
	client := newClient(func(netip.Addr) error { return nil })
	for _, tt := range []struct {
		path string
		most int64
		want string
		err  string
	}{
		{"/", 100, "hello, world", ""},
		{"/", 12, "hello, world", ""},
		{"/", 5, "hello", "more than 5 bytes"},
		{"/", 0, "", "more than 0 bytes"},
		{"/to?/", 100, "hello, world", ""},
		{"/nosuch", 100, "", "404"},
	} {
		var out strings.Builder
		err := fetch(t.Context(), client, url+tt.path, tt.most, &out)
		if out.String() != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.Contains(err.Error(), tt.err) {
			t.Errorf("fetch(%s, %d) wrote %q, %v, want %q, %q", tt.path, tt.most, out.String(), err, tt.want, tt.err)
		}
	}
}

// TestRedirect checks that the guard is asked again after a redirect to
// another server.
func TestRedirect(t *testing.T) {
	inside, insideRequests := serve(t)
	outside, _ := serve(t)
	asked := 0
	client := newClient(func(a netip.Addr) error {
		if asked++; asked > 1 {
			return fmt.Errorf("%v is %w", a, errNotPublic)
		}
		return nil
	})
	err := fetch(t.Context(), client, outside+"/to?"+inside, 100, io.Discard)
	if !errors.Is(err, errNotPublic) || *insideRequests != 0 {
		t.Errorf("error %v, %d requests inside", err, *insideRequests)
	}
}

func TestUsage(t *testing.T) {
	for args, want := range map[string]int{
		"": 2, "-nosuch": 2, "a b": 2, "-max -1 http://x": 2, "-timeout 0s http://x": 2, "-max x http://x": 2, "-h": 0,
		"ftp://example.com": 1, "http://[::1": 1,
	} {
		var stdout, stderr strings.Builder
		if status := run(t.Context(), strings.Fields(args), &stdout, &stderr); status != want {
			t.Errorf("safehttp %s: status %d, want %d", args, status, want)
		}
		if n := strings.Count(stderr.String(), "\n"); want != 0 && n != 1 {
			t.Errorf("safehttp %s: %d lines on stderr: %q", args, n, stderr.String())
		}
	}
}
