// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package consumer_test uses the module as its users do: through a module
// proxy, and under another name.
package consumer_test

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"py34.example/internal/testkit"
)

const version = "v0.0.1"

// run runs a command in dir and returns its standard output.
func run(t *testing.T, dir string, env []string, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %q: %v\n%s%s", name, args, err, stdout.Bytes(), stderr.Bytes())
	}
	return stdout.String()
}

// walkModule calls f for every file of the module, leaving out .git and, where
// asked, nested modules.
func walkModule(t *testing.T, root string, nested bool, f func(rel, path string)) {
	t.Helper()
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == ".git" {
				return filepath.SkipDir
			}
			if _, err := os.Stat(filepath.Join(p, "go.mod")); err == nil && p != root && !nested {
				return filepath.SkipDir
			}
			return nil
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		f(filepath.ToSlash(rel), p)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// publish writes the working tree to a file system module proxy.
func publish(t *testing.T, root, module string) (proxy string) {
	t.Helper()
	proxy = t.TempDir()
	dir := filepath.Join(proxy, filepath.FromSlash(module), "@v")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	write := func(name string, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	gomod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	write("list", []byte(version+"\n"))
	write(version+".info", []byte(`{"Version":"`+version+`","Time":"2026-01-01T00:00:00Z"}`))
	write(version+".mod", gomod)

	var buf bytes.Buffer
	zw := zip.NewWriter(&buf)
	walkModule(t, root, false, func(rel, path string) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		w, err := zw.Create(module + "@" + version + "/" + rel)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	})
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	write(version+".zip", buf.Bytes())
	return proxy
}

// programs holds, for each package, a program that uses it and what it prints.
var programs = map[string]struct{ source, output string }{
	"hashutil": {
		source: `package main

import (
	"fmt"

	"MODULE/hashutil"
)

func main() {
	key, err := hashutil.PBKDF2("sha1", []byte("password"), []byte("salt"), 2, 0)
	fmt.Printf("%x %v\n", key, err)
}
`,
		output: "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957 <nil>\n",
	},
	"pprint": {
		source: `package main

import "MODULE/pprint"

func main() {
	pprint.Print(map[string][]int{"shrubberies": {1, 2}})
}
`,
		output: "map[string][]int{\"shrubberies\": {1, 2}}\n",
	},
	"htmlunescape": {
		source: `package main

import (
	"fmt"
	"io"

	"MODULE/htmlunescape"
	"MODULE/htmlunescape/htmlparser"
)

func main() {
	var p htmlparser.Parser
	p.Handler.Data = func(text []byte) error {
		fmt.Println(htmlunescape.Escape(string(text), true))
		return nil
	}
	io.WriteString(&p, "<p>fish &amp; chips</p>")
}
`,
		output: "fish &amp; chips\n",
	},
	"procstart": {
		source: `package main

import (
	"context"
	"fmt"

	"MODULE/procstart"
)

var square = procstart.Register("square", func(ctx context.Context, x int) (int, error) { return x * x, nil })

func main() {
	procstart.Init()
	fmt.Println(square.Call(context.Background(), 12))
}
`,
		output: "144 <nil>\n",
	},
	"audiofmt": {
		source: `package main

import (
	"bytes"
	"fmt"

	"MODULE/audiofmt"
	"MODULE/audiofmt/aiff"
	_ "MODULE/audiofmt/wav"
)

func main() {
	var file bytes.Buffer
	w, err := aiff.NewWriter(&file, audiofmt.Params{Channels: 1, Width: 2, Rate: 8000}, aiff.Options{})
	if err != nil {
		panic(err)
	}
	w.WriteInt16([]int16{1, 2, 3})
	w.Close()
	r, err := audiofmt.Open(&file)
	if err != nil {
		panic(err)
	}
	fmt.Println(r.Params().Frames)
}
`,
		output: "3\n",
	},
	"textwrap": {
		source: `package main

import (
	"fmt"

	"MODULE/textwrap"
)

func main() {
	fmt.Println(textwrap.Fill("Nobody expects the Spanish Inquisition!", 20))
}
`,
		output: "Nobody expects the\nSpanish Inquisition!\n",
	},
	"weakfinal": {
		source: `package main

import (
	"fmt"

	"MODULE/weakfinal"
)

type connection struct{ path string }

func main() {
	c := &connection{"/run/spam.sock"}
	if _, err := weakfinal.Finalize(c, func(path string) { fmt.Println("remove", path) }, c.path); err != nil {
		panic(err)
	}
	weakfinal.Exit(0)
}
`,
		output: "remove /run/spam.sock\n",
	},
	"ipaddr": {
		source: `package main

import (
	"fmt"
	"net/netip"

	"MODULE/ipaddr"
)

func main() {
	block, ok := ipaddr.Lookup(netip.MustParseAddr("100.64.0.1"))
	fmt.Println(block.Prefix, block.Global, ok)
}
`,
		output: "100.64.0.0/10 False true\n",
	},
	"xmlpull": {
		source: `package main

import (
	"fmt"

	"MODULE/xmlpull"
)

func main() {
	p := xmlpull.NewPullParser()
	fmt.Println(p.Feed([]byte("<menu><dish>spam</dish></egg>")))
	for ev := range p.Events() {
		if ev.Elem != nil {
			fmt.Println(ev.Kind, ev.Elem.Tag, ev.Elem.Text)
		}
	}
}
`,
		output: "mismatched tag: line 1, column 25\nend dish spam\n",
	},
}

// TestConsumer gets each package by its import path from a proxy that serves
// the working tree, with an empty module cache and no network, and runs a
// program that uses it.
func TestConsumer(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the go command many times")
	}
	root := testkit.Root(t)
	module := strings.TrimSpace(run(t, root, nil, "go", "list", "-m"))
	proxy := publish(t, root, module)

	// The allowed dependencies come from this machine's download cache, which
	// has the layout of a proxy.
	run(t, root, nil, "go", "mod", "download")
	downloads := filepath.Join(strings.TrimSpace(run(t, root, nil, "go", "env", "GOMODCACHE")), "cache", "download")
	env := []string{
		"GOPROXY=" + fileURL(proxy) + "," + fileURL(downloads) + ",off",
		"GOMODCACHE=" + t.TempDir(),
		"GOFLAGS=-modcacherw",
		"GONOSUMDB=*",
		"GOSUMDB=off",
		"GOWORK=off",
		"GOTOOLCHAIN=local",
	}
	for name, prog := range programs {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			run(t, dir, env, "go", "mod", "init", "consumer.test/app")
			run(t, dir, env, "go", "get", module+"/"+name)
			src := strings.ReplaceAll(prog.source, "MODULE", module)
			if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte(src), 0o666); err != nil {
				t.Fatal(err)
			}
			if got := run(t, dir, env, "go", "run", "."); got != prog.output {
				t.Errorf("printed %q, want %q", got, prog.output)
			}
		})
	}
}

func fileURL(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return "file://" + path
}

// TestRename checks that a copy of the module, renamed, builds and passes its
// tests.
func TestRename(t *testing.T) {
	if testing.Short() {
		t.Skip("tests a whole copy of the module")
	}
	if runtime.GOOS == "windows" {
		t.Skip("make rename needs a Unix shell")
	}
	copied := t.TempDir()
	walkModule(t, testkit.Root(t), true, func(rel, path string) {
		dst := filepath.Join(copied, filepath.FromSlash(rel))
		if err := os.MkdirAll(filepath.Dir(dst), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := copyFile(dst, path); err != nil {
			t.Fatal(err)
		}
	})
	env := []string{"GOWORK=off"}
	old := strings.TrimSpace(run(t, copied, env, "go", "list", "-m"))
	run(t, copied, env, "make", "rename", "MODULE=go.example.org/renamed")
	if got := strings.TrimSpace(run(t, copied, env, "go", "list", "-m")); got != "go.example.org/renamed" {
		t.Errorf("module is %q after the renaming", got)
	}
	walkModule(t, copied, true, func(rel, path string) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte(old)) {
			t.Errorf("%s still spells %q", rel, old)
		}
	})
	run(t, copied, env, "go", "vet", "./...")
	run(t, copied, env, "go", "test", "-short", "./...")
}

func copyFile(dst, src string) error {
	in, err := os.Open(src)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(dst)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		out.Close()
		return err
	}
	return out.Close()
}
