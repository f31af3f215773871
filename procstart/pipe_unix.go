// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build unix

package procstart

import (
	"errors"
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// A pipeEnd is a descriptor that no garbage collection closes.
type pipeEnd int

func (fd pipeEnd) Read(b []byte) (int, error) {
	for {
		n, err := unix.Read(int(fd), b)
		switch {
		case err == unix.EINTR:
		case err != nil:
			return 0, os.NewSyscallError("read", err)
		case n == 0 && len(b) > 0:
			return 0, io.EOF
		default:
			return n, nil
		}
	}
}

// readPresent reads from a pipe that does not block, without waiting and
// whatever its deadline. It returns io.EOF if there is nothing.
func readPresent(f *os.File, b []byte) (n int, err error) {
	conn, err := f.SyscallConn()
	if err != nil {
		return 0, err
	}
	control := conn.Control(func(fd uintptr) { n, err = pipeEnd(fd).Read(b) })
	if control != nil {
		return 0, control
	}
	if errors.Is(err, unix.EAGAIN) {
		err = io.EOF
	}
	return n, err
}
