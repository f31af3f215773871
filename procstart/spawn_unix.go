// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build unix && !linux

package procstart

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

var startMethods = []StartMethod{Spawn}

// pass adds files to those that the process to be started gets, and returns
// their descriptors there.
func pass(attr *os.ProcAttr, files []*os.File) (places []uintptr, done func(), err error) {
	for _, f := range files {
		places = append(places, uintptr(len(attr.Files)))
		attr.Files = append(attr.Files, f)
	}
	return places, func() {}, nil
}

// claimDescriptors keeps the descriptors that the child was born with from its
// own children, and closes those that no one meant to pass on: what is not
// closed on exec came through an exec.
func claimDescriptors(own []uintptr, closeOthers bool) {
	for _, fd := range own {
		unix.CloseOnExec(int(fd))
	}
	if !closeOthers {
		return
	}
	const most = 4096
	for fd := range uintptr(most) {
		if on, err := Inheritable(fd); err == nil && on && fd > 2 {
			unix.Close(int(fd))
		}
	}
}

func sendSignal(p *os.Process, sig syscall.Signal) error { return p.Signal(sig) }

func exitCode(s *os.ProcessState) int {
	if ws, ok := s.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
		return -int(ws.Signal())
	}
	return s.ExitCode()
}
