// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package layout_test

// topLevel lists everything that may stand in the module's root.
var topLevel = []string{
	"go.mod", "go.sum", "README.md", "LICENSE", "Makefile", ".gitignore", ".gitattributes", ".ci",
	"hashutil", "textwrap", "pprint", "xmlpull", "weakfinal", "htmlunescape", "ipaddr", "procstart", "audiofmt",
	"internal", "testdata", "examples",
}

// mayImport lists, for each of the nine packages, the modules outside the
// standard library that it and its sub-packages may import.
var mayImport = map[string][]string{
	"hashutil":     {"golang.org/x/crypto", "golang.org/x/sys"},
	"textwrap":     {"golang.org/x/text"},
	"pprint":       {"golang.org/x/text"},
	"xmlpull":      {"golang.org/x/text"},
	"weakfinal":    {},
	"htmlunescape": {"golang.org/x/text"},
	"ipaddr":       {},
	"procstart":    {"golang.org/x/sys"},
	"audiofmt":     {},
}

// examplesImport lists the modules that programs under examples may import
// besides the nine packages.
var examplesImport = []string{"golang.org/x/crypto", "golang.org/x/sys", "golang.org/x/text"}

// unsafeFiles lists the files that may use package unsafe, cgo or linkname
// directives, and why.
var unsafeFiles = map[string]string{
	"audiofmt/internal/frames/native.go": "samples that a file holds as memory does are read and written in place: twice as fast",
	"procstart/spawn_windows.go":         "GetHandleInformation, which x/sys/windows lacks, takes a pointer",
}

// withoutExample lists exported names that need no Example, and why.
var withoutExample = map[string]string{
	"weakfinal.Exit": "it ends the process",
}
