// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

//go:build race

package procstart_test

// A child takes ten times as long to start under the race detector.
func init() { raceEnabled = true }
