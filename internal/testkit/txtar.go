// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package testkit

import "bytes"

// A File is one file of an archive.
type File struct {
	Name string
	Data []byte
}

// ParseArchive splits a text archive: lines of the form "-- name --" start a
// file, and what comes before the first of them is the comment.
func ParseArchive(data []byte) (comment []byte, files []File) {
	section := &comment
	for len(data) > 0 {
		end := bytes.IndexByte(data, '\n') + 1
		if end == 0 {
			end = len(data)
		}
		line := data[:end]
		data = data[end:]
		if name, ok := marker(line); ok {
			files = append(files, File{Name: name})
			section = &files[len(files)-1].Data
			continue
		}
		*section = append(*section, line...)
	}
	return comment, files
}

func marker(line []byte) (name string, ok bool) {
	line = bytes.TrimSuffix(line, []byte("\n"))
	if !bytes.HasPrefix(line, []byte("-- ")) || !bytes.HasSuffix(line, []byte(" --")) || len(line) < 7 {
		return "", false
	}
	return string(line[3 : len(line)-3]), true
}
