// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package layout_test checks the rules that the packages of this module keep:
// what they import, what stands at the top, what is documented and shown, and
// what their exported API is.
package layout_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"py34.example/internal/testkit"
)

// A source is one parsed .go file of the module, whatever its build tags.
type source struct {
	path string // slash-separated, from the module's root
	pkg  string // first element of path: one of the nine, "examples" or "internal"
	test bool
	file *ast.File
}

var fset = token.NewFileSet()

// parseModule parses every .go file of the module, leaving out nested modules.
func parseModule(t *testing.T) (module string, sources []source) {
	t.Helper()
	root := testkit.Root(t)
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if p == root {
				return nil
			}
			if d.Name() == ".git" || d.Name() == "testdata" {
				return filepath.SkipDir
			}
			if _, err := os.Stat(filepath.Join(p, "go.mod")); err == nil {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		file, err := parser.ParseFile(fset, p, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		pkg, _, _ := strings.Cut(rel, "/")
		sources = append(sources, source{rel, pkg, strings.HasSuffix(rel, "_test.go"), file})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	module, _, _ = strings.Cut(strings.TrimPrefix(string(mod), "module "), "\n")
	return module, sources
}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(testkit.Root(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != ".git" && !slices.Contains(topLevel, e.Name()) {
			t.Errorf("%s has no place at the top of the module", e.Name())
		}
	}
}

func TestImports(t *testing.T) {
	module, sources := parseModule(t)
	for _, s := range sources {
		for _, spec := range s.file.Imports {
			imp, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if !allowed(module, s, imp) {
				t.Errorf("%s: may not import %q", fset.Position(spec.Pos()), imp)
			}
			if (imp == "unsafe" || imp == "C") && unsafeFiles[s.path] == "" {
				t.Errorf("%s: import of %q without a line in unsafeFiles", fset.Position(spec.Pos()), imp)
			}
		}
	}
}

// allowed reports whether source s may import imp.
func allowed(module string, s source, imp string) bool {
	if first, _, _ := strings.Cut(imp, "/"); !strings.Contains(first, ".") {
		return true // standard library
	}
	own, inModule := strings.CutPrefix(imp, module+"/")
	target, _, _ := strings.Cut(own, "/")
	modules := mayImport[s.pkg]
	if s.pkg == "examples" {
		modules = examplesImport
	}
	switch {
	case !inModule:
		return slices.ContainsFunc(modules, func(m string) bool { return imp == m || strings.HasPrefix(imp, m+"/") })
	case target == "internal":
		return s.test || s.pkg == "internal"
	case s.pkg == "examples":
		return target != "examples"
	default:
		return target == s.pkg
	}
}

func TestPackagesAreKnown(t *testing.T) {
	_, sources := parseModule(t)
	for _, s := range sources {
		if _, ok := mayImport[s.pkg]; !ok && s.pkg != "examples" && s.pkg != "internal" {
			t.Errorf("%s: %q is not one of the nine packages", s.path, s.pkg)
		}
	}
}

func TestNoDirectives(t *testing.T) {
	_, sources := parseModule(t)
	for _, s := range sources {
		for _, group := range s.file.Comments {
			for _, c := range group.List {
				if strings.HasPrefix(c.Text, "//go:linkname") && unsafeFiles[s.path] == "" {
					t.Errorf("%s: go:linkname without a line in unsafeFiles", fset.Position(c.Pos()))
				}
			}
		}
	}
	for name := range unsafeFiles {
		if !slices.ContainsFunc(sources, func(s source) bool { return s.path == name }) {
			t.Errorf("unsafeFiles lists %s, which does not exist", name)
		}
	}
}

// TestModulePath checks that package code spells the module path only to
// import its own family: renaming the module must not touch anything else.
func TestModulePath(t *testing.T) {
	module, sources := parseModule(t)
	for _, s := range sources {
		if s.test || s.pkg == "examples" || s.pkg == "internal" {
			continue
		}
		for _, group := range s.file.Comments {
			for _, c := range group.List {
				if strings.Contains(c.Text, module) {
					t.Errorf("%s: comment spells the module path", fset.Position(c.Pos()))
				}
			}
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if _, ok := n.(*ast.ImportSpec); ok {
				return false
			}
			if lit, ok := n.(*ast.BasicLit); ok && strings.Contains(lit.Value, module) {
				t.Errorf("%s: literal spells the module path", fset.Position(lit.Pos()))
			}
			return true
		})
	}
}

// TestHeaders checks that every file starts with the copyright notice.
func TestHeaders(t *testing.T) {
	_, sources := parseModule(t)
	for _, s := range sources {
		if len(s.file.Comments) == 0 || !strings.HasPrefix(s.file.Comments[0].Text(), "Copyright ") &&
			!strings.HasPrefix(s.file.Comments[0].Text(), "Code generated ") {
			t.Errorf("%s: no copyright notice", s.path)
		}
	}
}

// packageDirs returns the folders of the nine packages and their
// sub-packages, with their sources, but for those internal to one of them.
func packageDirs(sources []source) map[string][]source {
	dirs := make(map[string][]source)
	for _, s := range sources {
		if s.pkg != "internal" && s.pkg != "examples" && !strings.Contains(s.path, "/internal/") {
			dirs[path.Dir(s.path)] = append(dirs[path.Dir(s.path)], s)
		}
	}
	return dirs
}
