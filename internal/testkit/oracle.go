// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package testkit

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Oracle runs the CPython of the given version ("3.13.0") with args and
// returns what it prints. Without that very version the test is skipped, and
// says so.
func Oracle(tb testing.TB, version string, args ...string) []byte {
	tb.Helper()
	cmd := exec.CommandContext(tb.Context(), "python3", append([]string{"-B", "-s"}, args...)...)
	cmd.Env = append(os.Environ(), "PYENV_VERSION="+version, "PYTHONHASHSEED=0", "LC_ALL=C.UTF-8")
	if !haveOracle(cmd.Env, version) {
		tb.Skipf("SKIPPED: CPython %s is not on this machine; nothing was compared", version)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		tb.Fatalf("python3 %q: %v\n%s", args, err, stderr.Bytes())
	}
	return out
}

func haveOracle(env []string, version string) bool {
	cmd := exec.Command("python3", "-V")
	cmd.Env = env
	out, err := cmd.Output()
	return err == nil && strings.TrimSpace(string(out)) == "Python "+version
}
