// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build !unix && !windows

package main

import "os"

// terminal knows of no terminals on this system.
func terminal(*os.File) (width int, color bool) { return 0, false }
