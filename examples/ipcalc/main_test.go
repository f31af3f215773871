// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	for _, tt := range []struct {
		args   string
		status int
		lines  []string // of standard output, with single spaces
		stderr string
	}{
		{"10.0.0.0/8", 0, []string{
			"network 10.0.0.0/8", "netmask 255.0.0.0", "hostmask 0.255.255.255", "range 10.0.0.0 - 10.255.255.255",
			"hosts 10.0.0.1 - 10.255.255.254 (16777214)", "addresses 16777216", "reverse 10.in-addr.arpa",
			"flags not global, private", "block 10.0.0.0/8 Private-Use (RFC 1918)", "allocated 1996-02",
			"source True, destination True, forwardable True, globally reachable False, reserved by protocol False",
		}, ""},
		{"2001:db8::1", 0, []string{
			"address 2001:db8::1", "in full 2001:0db8:0000:0000:0000:0000:0000:0001", "number 42540766411282592856903984951653826561",
			"block 2001:db8::/32 Documentation (RFC 3849)", "flags not global, private",
		}, ""},
		{"10.0.0.5-10.0.0.20", 0, []string{
			"range 10.0.0.5 - 10.0.0.20", "addresses 16", "networks 10.0.0.5/32", "10.0.0.6/31", "10.0.0.8/29", "10.0.0.16/30", "10.0.0.20/32",
		}, ""},
		{"10.1.2.3/255.255.0.0", 0, []string{"address 10.1.2.3", "network 10.1.0.0/16"}, ""},
		{"8.8.8.8 1.1.1.1", 0, []string{"address 8.8.8.8", "address 1.1.1.1", "flags global, public unicast"}, ""},
		{"192.88.99.1", 0, []string{"allocated 2001-06, terminated 2015-03"}, ""},
		{"0.0.0.0/0", 0, []string{"flags not all of it global"}, ""},
		{"100.64.0.0/16", 0, []string{"flags not global"}, ""},
		{"2001:db8::/127", 0, []string{"hosts 2001:db8:: - 2001:db8::1 (2)"}, ""},
		{"192.0.2.0/23", 0, []string{"reverse 2.0.192.in-addr.arpa", "to 3.0.192.in-addr.arpa (2 names)", "flags not all of it global"}, ""},
		{"64:ff9b::a9fe:a9fe", 0, []string{"NAT64 169.254.169.254"}, ""},
		{"2001:0:4136:e378:8000:63bf:3fff:fdd2", 0, []string{"Teredo 192.0.2.45", "Teredo server 65.54.227.120"}, ""},
		{"fe80::1%eth-0", 0, []string{"address fe80::1%eth-0"}, ""},
		{"8.8.8.8 nonsense", 1, []string{"address 8.8.8.8"}, "nonsense"},
		{"fe80::%1/64", 1, nil, "zone"},
		{"10.0.0.9-10.0.0.1", 1, nil, "in reverse"},
		{"10.0.0.9-::1", 1, nil, "do not mix"},
		{"x-y", 1, nil, `"x"`},
		{"", 2, nil, "usage:"},
		{"-nosuch", 2, nil, "-nosuch"},
		{"-h", 0, []string{usage}, ""},
	} {
		var stdout, stderr strings.Builder
		status := run(strings.Fields(tt.args), &stdout, &stderr)
		if status != tt.status || !strings.Contains(stderr.String(), tt.stderr) || (stderr.Len() > 0) != (tt.stderr != "") {
			t.Errorf("ipcalc %s: status %d, want %d; stderr %q, want %q", tt.args, status, tt.status, stderr.String(), tt.stderr)
		}
		have := make(map[string]bool)
		for line := range strings.Lines(stdout.String()) {
			have[strings.Join(strings.Fields(line), " ")] = true
		}
		for _, line := range tt.lines {
			if !have[line] {
				t.Errorf("ipcalc %s: no line %q in\n%s", tt.args, line, stdout.String())
			}
		}
	}
}
