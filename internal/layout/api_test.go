// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package layout_test

import (
	"bytes"
	"go/ast"
	"go/build/constraint"
	"go/doc"
	"go/printer"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"py34.example/internal/testkit"
)

// documented returns what the exported API of a folder is made of. Files for
// one platform only are read too, except those that repeat, for another
// platform, names that a file before them declared.
func documented(t *testing.T, module, dir string, sources []source) *doc.Package {
	t.Helper()
	var files []*ast.File
	for _, s := range sources {
		if s.file.Name.Name != "main" && !ignored(s.file) {
			files = append(files, s.file)
		}
	}
	if len(files) == 0 {
		return nil
	}
	p, err := doc.NewFromFiles(fset, files, module+"/"+dir, doc.PreserveAST)
	if err != nil {
		t.Fatalf("%s: %v", dir, err)
	}
	return p
}

// ignored reports whether the file is a generator, kept out of the build.
func ignored(f *ast.File) bool {
	for _, group := range f.Comments {
		if group.Pos() > f.Package {
			return false
		}
		for _, c := range group.List {
			if !constraint.IsGoBuild(c.Text) {
				continue
			}
			if expr, err := constraint.Parse(c.Text); err == nil && expr.String() == "ignore" {
				return true
			}
		}
	}
	return false
}

// A symbol is one exported declaration.
type symbol struct {
	name string // as in go doc: F, T, T.M, T.F for a constructor's result
	doc  string
	decl ast.Decl
	recv string // receiver's type, without the star
}

func symbols(p *doc.Package) []symbol {
	var list []symbol
	values := func(vs []*doc.Value) {
		for _, v := range vs {
			list = append(list, symbol{name: strings.Join(v.Names, ", "), doc: v.Doc, decl: v.Decl})
		}
	}
	funcs := func(fs []*doc.Func) {
		for _, f := range fs {
			recv := strings.TrimPrefix(f.Recv, "*")
			recv, _, _ = strings.Cut(recv, "[")
			name := f.Name
			if recv != "" {
				name = recv + "." + name
			}
			list = append(list, symbol{name: name, doc: f.Doc, decl: f.Decl, recv: recv})
		}
	}
	values(p.Consts)
	values(p.Vars)
	funcs(p.Funcs)
	for _, t := range p.Types {
		list = append(list, symbol{name: t.Name, doc: t.Doc, decl: t.Decl})
		values(t.Consts)
		values(t.Vars)
		funcs(t.Funcs)
		funcs(t.Methods)
	}
	return list
}

func TestDocumented(t *testing.T) {
	module, sources := parseModule(t)
	for dir, files := range packageDirs(sources) {
		p := documented(t, module, dir, files)
		if p == nil {
			continue
		}
		if !strings.HasPrefix(p.Doc, "Package "+p.Name+" ") {
			t.Errorf("%s: package comment must start with %q", dir, "Package "+p.Name)
		}
		for _, s := range symbols(p) {
			if strings.TrimSpace(s.doc) == "" && !grouped(s.decl) {
				t.Errorf("%s: %s has no doc comment", dir, s.name)
			}
		}
	}
}

// grouped reports whether decl is a parenthesised group whose every line has
// a comment of its own.
func grouped(decl ast.Decl) bool {
	g, ok := decl.(*ast.GenDecl)
	if !ok || !g.Lparen.IsValid() {
		return false
	}
	for _, spec := range g.Specs {
		v, ok := spec.(*ast.ValueSpec)
		if !ok || v.Doc == nil && v.Comment == nil {
			return false
		}
	}
	return true
}

// TestExamples checks that every exported function, and every exported type
// that has methods, is shown by an Example whose output is compared.
func TestExamples(t *testing.T) {
	module, sources := parseModule(t)
	for dir, files := range packageDirs(sources) {
		p := documented(t, module, dir, files)
		if p == nil {
			continue
		}
		shown := make(map[string]bool)
		for _, s := range files {
			if !s.test {
				continue
			}
			for _, ex := range doc.Examples(s.file) {
				if ex.Output == "" && !ex.EmptyOutput {
					t.Errorf("%s: Example%s has no Output comment", s.path, ex.Name)
				}
				parts := strings.Split(ex.Name, "_")
				shown[parts[0]] = true
				if len(parts) > 1 {
					shown[parts[0]+"."+parts[1]] = true
				}
			}
		}
		methods := make(map[string]bool)
		for _, s := range symbols(p) {
			methods[s.recv] = true
		}
		for _, s := range symbols(p) {
			entry := false
			switch d := s.decl.(type) {
			case *ast.FuncDecl:
				entry = s.recv == ""
			case *ast.GenDecl:
				entry = d.Tok == token.TYPE && methods[s.name] && !strings.HasSuffix(s.name, "Error")
			}
			if key := p.Name + "." + s.name; entry && !shown[s.name] && withoutExample[key] == "" {
				t.Errorf("%s has no Example with an Output comment", key)
			}
		}
	}
}

// TestAPI compares the exported API of every package with its recorded
// rendering, so that no change to it goes unseen.
func TestAPI(t *testing.T) {
	module, sources := parseModule(t)
	var want []string
	for dir, files := range packageDirs(sources) {
		p := documented(t, module, dir, files)
		if p == nil {
			continue
		}
		var lines []string
		for _, s := range symbols(p) {
			lines = append(lines, render(t, s.decl))
		}
		slices.Sort(lines)
		name := strings.ReplaceAll(dir, "/", "_") + ".txt"
		want = append(want, name)
		testkit.Snapshot(t, path.Join("api", name), []byte(strings.Join(lines, "\n")+"\n"))
	}
	have, err := filepath.Glob(testkit.Path(t, "api", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range have {
		if !slices.Contains(want, filepath.Base(file)) {
			t.Errorf("%s belongs to no package", file)
		}
	}
}

// render prints a declaration without comments and bodies.
func render(t *testing.T, decl ast.Decl) string {
	t.Helper()
	switch d := decl.(type) {
	case *ast.FuncDecl:
		d.Doc, d.Body = nil, nil
	case *ast.GenDecl:
		d.Doc = nil
		dropUnexported(d)
		ast.Inspect(d, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Field:
				n.Doc, n.Comment = nil, nil
			case *ast.ValueSpec:
				n.Doc, n.Comment = nil, nil
			case *ast.TypeSpec:
				n.Doc, n.Comment = nil, nil
			}
			return true
		})
	}
	var buf bytes.Buffer
	if err := printer.Fprint(&buf, fset, decl); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

// dropUnexported removes unexported fields and unexported methods from a type
// declaration: they are no part of the API.
func dropUnexported(d *ast.GenDecl) {
	keep := func(list *ast.FieldList) {
		list.List = slices.DeleteFunc(list.List, func(f *ast.Field) bool {
			f.Names = slices.DeleteFunc(f.Names, func(id *ast.Ident) bool { return !id.IsExported() })
			embedded := f.Names == nil
			return !embedded && len(f.Names) == 0
		})
	}
	for _, spec := range d.Specs {
		ts, ok := spec.(*ast.TypeSpec)
		if !ok {
			continue
		}
		switch typ := ts.Type.(type) {
		case *ast.StructType:
			keep(typ.Fields)
		case *ast.InterfaceType:
			keep(typ.Methods)
		}
	}
}
