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

func getInheritable(fd uintptr) (bool, error) {
	flags, err := unix.FcntlInt(fd, unix.F_GETFD, 0)
	if err != nil {
		return false, fmt.Errorf("procstart: descriptor %d: %w", fd, os.NewSyscallError("fcntl", err))
	}
	return flags&unix.FD_CLOEXEC == 0, nil
}

func setInheritable(fd uintptr, on bool) error {
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
