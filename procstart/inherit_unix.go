// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build unix

package procstart

import (
	"fmt"
	"io"
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

// readPresent reads from a pipe that does not block, without waiting and
// whatever its deadline. It returns io.EOF if there is nothing.
func readPresent(f *os.File, b []byte) (n int, err error) {
	conn, err := f.SyscallConn()
	if err != nil {
		return 0, err
	}
	control := conn.Control(func(fd uintptr) {
		for {
			if n, err = unix.Read(int(fd), b); err != unix.EINTR {
				return
			}
		}
	})
	switch {
	case control != nil:
		return 0, control
	case n == 0 || err == unix.EAGAIN:
		return 0, io.EOF
	case err != nil:
		return 0, os.NewSyscallError("read", err)
	}
	return n, nil
}
