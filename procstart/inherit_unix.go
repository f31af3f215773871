// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build unix

package procstart

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// Inheritable reports whether a program that this process executes gets the
// descriptor. What Go opens is not inheritable.
//
// Python: socket.get_inheritable, os.get_inheritable.
func Inheritable(fd uintptr) (bool, error) {
	flags, err := unix.FcntlInt(fd, unix.F_GETFD, 0)
	if err != nil {
		return false, fmt.Errorf("procstart: descriptor %d: %w", fd, os.NewSyscallError("fcntl", err))
	}
	return flags&unix.FD_CLOEXEC == 0, nil
}

// SetInheritable says whether programs that this process executes get the
// descriptor, at the same number: any program, by any goroutine. Children of
// the Fork method do; to pass a file to one process, [Options].Files is better.
//
// Python: socket.set_inheritable, os.set_inheritable.
func SetInheritable(fd uintptr, on bool) error {
	flags, err := unix.FcntlInt(fd, unix.F_GETFD, 0)
	if err == nil {
		flags |= unix.FD_CLOEXEC
		if on {
			flags &^= unix.FD_CLOEXEC
		}
		_, err = unix.FcntlInt(fd, unix.F_SETFD, flags)
	}
	if err != nil {
		return fmt.Errorf("procstart: descriptor %d: %w", fd, os.NewSyscallError("fcntl", err))
	}
	return nil
}
