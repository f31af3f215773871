// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"bytes"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"py34.example/internal/testkit"
	"py34.example/procstart"
)

func TestMain(m *testing.M) {
	procstart.Init()
	os.Exit(m.Run())
}

// TestTour compares each example's output with what CPython printed for the
// same Python lines or, where it differs on purpose, with its snapshot.
func TestTour(t *testing.T) {
	for _, ex := range tour {
		t.Run(ex.name, func(t *testing.T) {
			var got bytes.Buffer
			ex.run(&got)
			if ex.differs != "" {
				testkit.Snapshot(t, "tour/"+ex.name+".txt", got.Bytes())
				return
			}
			golden := testkit.Archive(t, "whatsnew/"+ex.name+".txtar")
			script, err := python.ReadFile("python/" + ex.name + ".py")
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(golden[0].Data, script) {
				t.Error("the recorded script is not the one shown: run gen.py again")
			}
			if want := golden[1].Data; !bytes.Equal(got.Bytes(), want) {
				t.Errorf("output is not CPython's: %s", testkit.Diff(string(want), got.String()))
			}
		})
	}
}

func TestEveryScriptIsShown(t *testing.T) {
	scripts, err := fs.Glob(python, "python/*.py")
	if err != nil {
		t.Fatal(err)
	}
	for _, script := range scripts {
		name := strings.TrimSuffix(strings.TrimPrefix(script, "python/"), ".py")
		if !slices.ContainsFunc(tour, func(ex example) bool { return ex.name == name }) {
			t.Errorf("%s is not part of the tour", script)
		}
	}
	if len(scripts) != len(tour) {
		t.Errorf("%d scripts, %d examples", len(scripts), len(tour))
	}
}

func TestChoose(t *testing.T) {
	all, err := choose(nil)
	if err != nil || len(all) != len(tour) {
		t.Errorf("choose(nil) = %d examples, %v; want all %d", len(all), err, len(tour))
	}
	one, err := choose([]string{"20_textwrap"})
	if err != nil || len(one) != 1 || one[0].name != "20_textwrap" {
		t.Errorf("choose(20_textwrap) = %d examples, %v", len(one), err)
	}
	if _, err := choose([]string{"nosuch"}); err == nil || !strings.Contains(err.Error(), `"nosuch"`) {
		t.Errorf("choose(nosuch): error %v does not name it", err)
	}
}

func TestShow(t *testing.T) {
	var buf bytes.Buffer
	show(&buf, example{name: "20_textwrap", title: "a title", run: textwrapTour[0].run})
	for _, want := range []string{"=== 20_textwrap: a title\n", "    import textwrap\n", "\nGo:\n\nHouse?"} {
		if !strings.Contains(buf.String(), want) {
			t.Errorf("show printed no %q:\n%s", want, buf.String())
		}
	}
}
