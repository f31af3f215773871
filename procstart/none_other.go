// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build !linux

package procstart

import (
	"errors"
	"fmt"
	"runtime"
)

// A snapshot is for the Fork method, which this system does not have: values
// stay in the process.
type snapshot struct{}

func (snapshot) ok() bool                   { return false }
func (snapshot) close()                     {}
func (snapshot) mapped() ([]byte, error)    { return nil, errors.ErrUnsupported }
func newSnapshot([]byte) (snapshot, error)  { return snapshot{}, nil }
func adoptSnapshot(name string, fd uintptr) {}

// A forkServer is for the ForkServer method, which this system does not have.
type forkServer struct{}

func (*forkServer) setPreload([]string) error { return nil }
func (*forkServer) setSpares(int) error       { return errors.ErrUnsupported }
func (*forkServer) close() error              { return nil }

func serve([]uintptr) {}
func park([]uintptr)  {}

func prlimit(pid, resource int, limit *Limit) (Limit, error) {
	return Limit{}, fmt.Errorf("prlimit on %s: %w", runtime.GOOS, errors.ErrUnsupported)
}
