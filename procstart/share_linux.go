// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// A snapshot is a sealed file in memory that holds an encoded value.
type snapshot struct {
	file *os.File
}

func (s snapshot) ok() bool { return s.file != nil }

func (s snapshot) close() {
	if s.file != nil {
		s.file.Close()
	}
}

func newSnapshot(b []byte) (snapshot, error) {
	fd, err := unix.MemfdCreate("procstart", unix.MFD_CLOEXEC|unix.MFD_ALLOW_SEALING)
	if err != nil {
		return snapshot{}, os.NewSyscallError("memfd_create", err)
	}
	s := snapshot{os.NewFile(uintptr(fd), "snapshot")}
	if _, err := s.file.Write(b); err != nil {
		s.close()
		return snapshot{}, err
	}
	const seals = unix.F_SEAL_SEAL | unix.F_SEAL_SHRINK | unix.F_SEAL_GROW | unix.F_SEAL_WRITE
	if _, err := unix.FcntlInt(uintptr(fd), unix.F_ADD_SEALS, seals); err != nil {
		s.close()
		return snapshot{}, os.NewSyscallError("fcntl", err)
	}
	return s, nil
}

// mapped returns the contents. The memory is this process's own from the first
// write on, and lasts as long as the process.
func (s snapshot) mapped() ([]byte, error) {
	info, err := s.file.Stat()
	if err != nil {
		return nil, err
	}
	if info.Size() != int64(int(info.Size())) {
		return nil, errors.New("snapshot does not fit in memory")
	}
	return unix.Mmap(int(s.file.Fd()), 0, int(info.Size()), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_PRIVATE)
}

// adoptSnapshot gives this process, a child, a snapshot of its parent. Its own
// children get it too.
func adoptSnapshot(name string, fd uintptr) {
	shared.Lock()
	defer shared.Unlock()
	s := slotOf(name)
	s.snapshot.close()
	s.snapshot = snapshot{os.NewFile(fd, "snapshot")}
	s.born = s.snapshot
}

// snapshots returns the names and the descriptors of the snapshots that a child
// gets.
func (d *descriptors) snapshots() (names []string, fds []int, err error) {
	shared.Lock()
	defer shared.Unlock()
	names = snapshotNames()
	for _, name := range names {
		fd, err := d.dup(shared.slots[name].snapshot.file)
		if err != nil {
			return nil, nil, err
		}
		fds = append(fds, fd)
	}
	return names, fds, nil
}
