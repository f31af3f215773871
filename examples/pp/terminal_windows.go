// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// terminal returns the width of the console that f is, or 0 if it is none, and
// whether it shows colors.
func terminal(f *os.File) (width int, color bool) {
	h := windows.Handle(f.Fd())
	var info windows.ConsoleScreenBufferInfo
	if err := windows.GetConsoleScreenBufferInfo(h, &info); err != nil {
		return 0, false
	}
	var mode uint32
	if windows.GetConsoleMode(h, &mode) == nil {
		color = windows.SetConsoleMode(h, mode|windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING) == nil
	}
	return int(info.Window.Right-info.Window.Left) + 1, color
}
