// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart

// BuildID is what the handshake compares.
var BuildID = buildID

// FindBuildID looks for a build ID in the start of an executable file.
var FindBuildID = findBuildID
