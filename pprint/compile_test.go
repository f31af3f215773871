// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package pprint_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"py34.example/internal/shapes"
	"py34.example/internal/testkit"
	"py34.example/pprint"
)

// imports maps the packages whose names Go notation uses in these tests.
var imports = map[string]string{
	"big": "math/big", "json": "encoding/json", "math": "math", "netip": "net/netip", "reflect": "reflect",
	"time": "time", "shapes": "py34.example/internal/shapes",
}

// goPrinter returns a Printer with random options.
func goPrinter(rng *rand.Rand) *pprint.Printer {
	return &pprint.Printer{
		Indent: rng.IntN(5) - 1, Width: rng.IntN(100) - 5,
		Compact: rng.IntN(2) == 0, UnderscoreNumbers: rng.IntN(2) == 0,
	}
}

// TestGoCompiles prints random values as Go source, compiles it and compares
// the values that it makes: in a package that imports the types, and in the
// types' own package, which may use their unexported fields.
func TestGoCompiles(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("SKIPPED: there is no go command on this machine")
	}
	const seed, count = 34, 600
	t.Run("imported", func(t *testing.T) {
		compileAndCompare(t, seed, count, "")
	})
	t.Run("own package", func(t *testing.T) {
		compileAndCompare(t, seed+1, count, imports["shapes"])
	})
}

func compileAndCompare(t *testing.T, seed uint64, count int, own string) {
	rng := rand.New(rand.NewPCG(seed, 1))
	var body strings.Builder
	used := map[string]bool{"fmt": true, "os": true, "reflect": true}
	readable := 0
	for i, v := range shapes.Values(seed, count) {
		p := goPrinter(rng)
		p.Package = own
		text := p.Format(v)
		expr, err := parser.ParseExpr(text)
		if err != nil {
			t.Errorf("value %d is not an expression: %v\n%s", i, err, text)
			continue
		}
		if !p.IsReadable(v) {
			continue
		}
		readable++
		ast.Inspect(expr, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := sel.X.(*ast.Ident); ok && imports[x.Name] != "" {
					used[x.Name] = true
				}
			}
			return true
		})
		fmt.Fprintf(&body, "\nfunc v%d() any {\nvar v any = %s\nreturn v\n}\n", i, text)
		fmt.Fprintf(&body, "func init() { got[%d] = v%[1]d }\n", i)
	}
	if readable < count/2 {
		t.Errorf("only %d of %d values are readable", readable, count)
	}

	var src bytes.Buffer
	clause, values := "main", "shapes.Values"
	if own != "" {
		clause, values = "shapes", "Values"
	} else {
		used["shapes"] = true
	}
	fmt.Fprintf(&src, "package %s\n\nimport (\n", clause)
	for name := range used {
		path := imports[name]
		if path == "" {
			path = name
		}
		if path != own {
			fmt.Fprintf(&src, "%q\n", path)
		}
	}
	fmt.Fprintf(&src, ")\n\nvar got = make(map[int]func() any)\n\nfunc %s() {\n", map[bool]string{true: "main", false: "Check"}[own == ""])
	fmt.Fprintf(&src, "bad := 0\nfor i, want := range %s(%d, %d) {\n", values, seed, count)
	src.WriteString(`if f := got[i]; f != nil && !reflect.DeepEqual(f(), want) {
		fmt.Printf("value %d: got %#v\nwant %#v\n", i, f(), want)
		bad++
	}
}
fmt.Println(len(got), "compared")
os.Exit(min(bad, 1))
}
`)
	src.WriteString(body.String())
	run(t, src.Bytes(), own, fmt.Sprintf("%d compared\n", readable))
}

// run has the go command build src, as a file of the module that is not on
// disk, and run it.
func run(t *testing.T, src []byte, own, want string) {
	root, dir := testkit.Root(t), t.TempDir()
	write := func(name string, data []byte) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
		return file
	}
	program := filepath.Join(root, "internal", "shapes", "check")
	replace := map[string]string{filepath.Join(program, "main.go"): write("main.go", src)}
	if own != "" {
		replace[filepath.Join(root, "internal", "shapes", "generated.go")] = write("generated.go", src)
		replace[filepath.Join(program, "main.go")] = write("main.go",
			[]byte("package main\n\nimport \""+own+"\"\n\nfunc main() { shapes.Check() }\n"))
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "go", "run", "-overlay="+write("overlay.json", overlay), "./internal/shapes/check")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOARCH="+runtime.GOARCH) // values depend on it
	out, err := cmd.CombinedOutput()
	if err != nil || string(out) != want {
		t.Errorf("go run: %v\n%s", err, out[:min(len(out), 5000)])
	}
}

// TestGoParses checks that what is not readable is still an expression, so
// that a reader's editor can show it.
func TestGoParses(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	fset := token.NewFileSet()
	for i, v := range shapes.Values(99, 3000) {
		p := goPrinter(rng)
		p.Depth = rng.IntN(4) * rng.IntN(2)
		text := p.Format(v)
		if p.Depth > 0 {
			text = strings.ReplaceAll(text, "{...}", "{}")
		}
		if _, err := parser.ParseExprFrom(fset, "", text, 0); err != nil {
			t.Fatalf("value %d, depth %d: %v\n%s", i, p.Depth, err, text)
		}
	}
}
