// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build !unix && !windows

package procstart

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"syscall"
)

// There are no processes here. [Context.concrete] says so before any of this is
// called.
var startMethods []StartMethod

var errNone = fmt.Errorf("procstart: not on %s: %w", runtime.GOOS, errors.ErrUnsupported)

func pass(*os.ProcAttr, []*os.File) ([]uintptr, func(), error) { return nil, nil, errNone }
func claimDescriptors([]uintptr, bool)                         {}
func sendSignal(*os.Process, syscall.Signal) error             { return errNone }
func exitCode(s *os.ProcessState) int                          { return s.ExitCode() }

func getInheritable(fd uintptr) (bool, error) { return false, errNone }

func setInheritable(fd uintptr, on bool) error { return errNone }

func readPresent(*os.File, []byte) (int, error) { return 0, errNone }
