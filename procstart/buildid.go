// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"runtime"
)

// buildID returns what sets this build of the program apart from others: the
// build ID that the linker wrote into the executable file or, where it wrote
// none, the size and the time of the file.
func buildID() string {
	if id := findBuildID(imageHead()); id != "" {
		return id
	}
	name, _ := os.Executable()
	info, err := os.Stat(name)
	if err != nil {
		return runtime.Version()
	}
	return fmt.Sprint(info.Size(), info.ModTime())
}

// findBuildID looks for the note in which ELF files have the build ID, and for
// the text in which others have it.
func findBuildID(b []byte) string {
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		const nameSize, noteType = 4, 4
		kind := order.(binary.AppendByteOrder).AppendUint32(nil, noteType)
		at := bytes.Index(b, append(kind, "Go\x00\x00"...))
		if at < 8 || order.Uint32(b[at-8:]) != nameSize {
			continue
		}
		if size := order.Uint32(b[at-4:]); int64(size) <= int64(len(b)-at-8) {
			return string(b[at+8 : at+8+int(size)])
		}
	}
	_, after, _ := bytes.Cut(b, []byte("Go build ID: \""))
	id, _, ok := bytes.Cut(after, []byte{'"'})
	if !ok {
		return ""
	}
	return string(id)
}
