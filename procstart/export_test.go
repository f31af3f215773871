// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart

import (
	"io"
	"os"
)

// BuildID is what the handshake compares.
var BuildID = buildID

// FindBuildID looks for a build ID in the start of an executable file.
var FindBuildID = findBuildID

// Outcome returns what a report on a function comes to.
func Outcome(r io.Reader, limit int64) ([]byte, error) {
	rep := readReport(r, limit)
	return rep.outcome(&process{entry: &entry{name: "fuzzed"}})
}

// LateOutcome is Outcome of what is in a pipe whose deadline has passed.
func LateOutcome(f *os.File) ([]byte, error) { return Outcome(resultPipe{f}, defaultMaxResult) }

// ParseRequest reports whether b is a request.
func ParseRequest(b []byte) bool {
	_, ok := parseRequest(b)
	return ok
}
