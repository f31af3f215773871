// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart

import (
	"fmt"
	"os"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

var startMethods = []StartMethod{Spawn}

// pass lets the process to be started inherit duplicates of files. Handles keep
// their value in the other process.
func pass(attr *os.ProcAttr, files []*os.File) (places []uintptr, done func(), err error) {
	attr.Sys = new(syscall.SysProcAttr)
	done = func() {
		for _, h := range attr.Sys.AdditionalInheritedHandles {
			syscall.CloseHandle(h)
		}
	}
	self := windows.CurrentProcess()
	for _, f := range files {
		var h windows.Handle
		err := windows.DuplicateHandle(self, windows.Handle(f.Fd()), self, &h, 0, true, windows.DUPLICATE_SAME_ACCESS)
		if err != nil {
			done()
			return nil, nil, os.NewSyscallError("DuplicateHandle", err)
		}
		attr.Sys.AdditionalInheritedHandles = append(attr.Sys.AdditionalInheritedHandles, syscall.Handle(h))
		places = append(places, uintptr(h))
	}
	return places, done, nil
}

// claimDescriptors keeps the handles that the child was born with from its own
// children. There are no others: only listed handles are inherited.
func claimDescriptors(own []uintptr, _ bool) {
	for _, h := range own {
		windows.SetHandleInformation(windows.Handle(h), windows.HANDLE_FLAG_INHERIT, 0)
	}
}

// sendSignal kills: Windows has no gentler signal.
func sendSignal(p *os.Process, _ syscall.Signal) error { return p.Kill() }

func exitCode(s *os.ProcessState) int { return s.ExitCode() }

// x/sys/windows lacks this one.
var getHandleInformation = windows.NewLazySystemDLL("kernel32.dll").NewProc("GetHandleInformation")

func getInheritable(handle uintptr) (bool, error) {
	var flags uint32
	if ok, _, err := getHandleInformation.Call(handle, uintptr(unsafe.Pointer(&flags))); ok == 0 {
		return false, fmt.Errorf("procstart: handle %d: %w", handle, os.NewSyscallError("GetHandleInformation", err))
	}
	return flags&windows.HANDLE_FLAG_INHERIT != 0, nil
}

func setInheritable(handle uintptr, on bool) error {
	var flags uint32
	if on {
		flags = windows.HANDLE_FLAG_INHERIT
	}
	if err := windows.SetHandleInformation(windows.Handle(handle), windows.HANDLE_FLAG_INHERIT, flags); err != nil {
		return fmt.Errorf("procstart: handle %d: %w", handle, os.NewSyscallError("SetHandleInformation", err))
	}
	return nil
}

// readPresent is for pipes that have a deadline: not here.
func readPresent(*os.File, []byte) (int, error) { return 0, os.ErrNoDeadline }
