// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Procstart compares package procstart with os/exec, with a C program that uses
// posix_spawn and with CPython's multiprocessing. Times are those of a clock:
// each contender starts processes one by one and tells the median.
package main

import (
	"bufio"
	"context"
	_ "embed"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"py34.example/internal/bench/harness"
	"py34.example/procstart"
)

var contender = flag.String("contender", "", "be this contender, for the harness")

//go:embed testdata/spawn.c
var spawnC string

//go:embed testdata/start.py
var startPy string

// firstByte writes a byte into the file it is given.
var firstByte = procstart.Register("first byte", func(ctx context.Context, _ struct{}) (struct{}, error) {
	_, err := procstart.ExtraFiles()[0].Write([]byte{'x'})
	return struct{}{}, err
})

const stateSize = 256 << 20

var (
	state     = procstart.Share[[]byte]("state")
	loadState = procstart.Register("load state", func(ctx context.Context, _ struct{}) (time.Duration, error) {
		began := time.Now()
		b, err := state.Load()
		if err == nil && (len(b) != stateSize || b[stateSize-1] != 1) {
			err = fmt.Errorf("loaded %d bytes", len(b))
		}
		return time.Since(began), err
	})
	readState = procstart.Register("read state", func(ctx context.Context, _ struct{}) (time.Duration, error) {
		began := time.Now()
		b := make([]byte, stateSize)
		_, err := io.ReadFull(procstart.ExtraFiles()[0], b)
		return time.Since(began), err
	})
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == "-first-byte" { // the child of osExec
		os.NewFile(3, "pipe").Write([]byte{'x'})
		return
	}
	procstart.Init()
	flag.Parse()
	if *contender != "" {
		compete(*contender)
		return
	}
	dir, err := os.MkdirTemp("", "bench")
	check(err)
	defer os.RemoveAll(dir)
	c := buildC(dir)
	script := filepath.Join(dir, "start.py")
	check(os.WriteFile(script, []byte(startPy), 0o666))

	cpython := func(name, method, megabytes string) harness.Contender {
		return harness.Contender{
			Name:    name,
			Command: []string{"python3", "-B", "-s", script, method, megabytes},
			Env:     []string{"PYENV_VERSION=3.13.0"},
		}
	}
	harness.Main(harness.Case{
		Name: "start to first byte",
		Contenders: []harness.Contender{
			self("ForkServer, warm", "forkserver warm"),
			self("ForkServer, no spares", "forkserver"),
			self("Spawn", "spawn"),
			self("Fork", "fork"),
			self("os/exec", "os/exec"),
			{Name: "C posix_spawn", Command: []string{c}},
			cpython("CPython forkserver", "forkserver", "0"),
			cpython("CPython spawn", "spawn", "0"),
			cpython("CPython fork", "fork", "0"),
		},
		Goals: []harness.Goal{
			{Against: "Spawn", Min: 4},
			{Against: "C posix_spawn", Min: 1},
			{Against: "CPython forkserver", Min: 20},
		},
	}, harness.Case{
		Name: "start to first byte, the same image",
		Contenders: []harness.Contender{
			self("os/exec", "os/exec"),
			self("Spawn", "spawn"),
		},
		Goals: []harness.Goal{{Against: "Spawn", Max: 1.1}},
	}, harness.Case{
		Name: "start to first byte, from a parent of 4 GB",
		Contenders: []harness.Contender{
			self("ForkServer, warm, small parent", "forkserver warm"),
			self("ForkServer, warm", "forkserver warm 4 GB"),
			cpython("CPython fork, small parent", "fork", "0"),
			cpython("CPython fork", "fork", "4096"),
		},
		Goals: []harness.Goal{{Against: "ForkServer, warm", Max: 1.3}},
	}, harness.Case{
		Name:  "256 MB of state, as the child sees it",
		Bytes: stateSize,
		Contenders: []harness.Contender{
			self("Share", "share"),
			self("pipe", "pipe"),
		},
		Goals: []harness.Goal{{Against: "pipe", Min: 500}},
	})
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func self(name, contender string) harness.Contender {
	return harness.Contender{Name: name, Command: []string{"/proc/self/exe", "-contender", contender}}
}

// buildC compiles the C program and returns its path.
func buildC(dir string) string {
	src, prog := filepath.Join(dir, "spawn.c"), filepath.Join(dir, "spawn")
	check(os.WriteFile(src, []byte(spawnC), 0o666))
	out, err := exec.Command("cc", "-O2", "-o", prog, src).CombinedOutput()
	if err != nil {
		fmt.Fprintf(os.Stderr, "cc: %v\n%s", err, out)
	}
	return prog
}

// compete answers each number n with n times the median of some runs.
func compete(name string) {
	name, large := strings.CutSuffix(name, " 4 GB")
	if large {
		ballast = make([]byte, 4<<30)
		for i := 0; i < len(ballast); i += 4096 {
			ballast[i] = 1
		}
	}
	run := contenders[name]
	in := bufio.NewScanner(os.Stdin)
	for in.Scan() {
		n, err := strconv.Atoi(in.Text())
		check(err)
		times := make([]time.Duration, max(3, min(n, 40)))
		for i := range times {
			times[i] = run()
		}
		slices.Sort(times)
		fmt.Println(times[len(times)/2].Seconds() * float64(n))
	}
}

var ballast []byte

var contenders = map[string]func() time.Duration{
	"forkserver warm": func() time.Duration {
		check(contextOf(procstart.ForkServer).Spares(1))
		time.Sleep(time.Millisecond)
		return start(procstart.ForkServer)
	},
	"forkserver": func() time.Duration { return start(procstart.ForkServer) },
	"spawn":      func() time.Duration { return start(procstart.Spawn) },
	"fork":       func() time.Duration { return start(procstart.Fork) },
	"os/exec":    osExec,
	"share": func() time.Duration {
		if b, _ := state.Load(); b == nil {
			check(state.Store(slices.Repeat([]byte{1}, stateSize)))
		}
		d, err := loadState.CallIn(context.Background(), contextOf(procstart.Fork), struct{}{}, procstart.Options{})
		check(err)
		return d
	},
	"pipe": func() time.Duration {
		r, w, err := os.Pipe()
		check(err)
		p := procstart.NewProcess(contextOf(procstart.Spawn), readState, struct{}{}, procstart.Options{Files: []*os.File{r}})
		check(p.Start(context.Background()))
		r.Close()
		_, err = w.Write(make([]byte, stateSize))
		check(err)
		w.Close()
		d, err := p.Result()
		check(err)
		return d
	},
}

func contextOf(m procstart.StartMethod) *procstart.Context {
	c, err := procstart.GetContext(m)
	check(err)
	return c
}

// start returns the time from a start to the first byte.
func start(m procstart.StartMethod) time.Duration {
	fds := pipe()
	r, w := fds[0], os.NewFile(uintptr(fds[1]), "pipe")
	p := procstart.NewProcess(contextOf(m), firstByte, struct{}{}, procstart.Options{Files: []*os.File{w}})
	began := time.Now()
	check(p.Start(context.Background()))
	d := awaitByte(r, began)
	w.Close()
	_, err := p.Result()
	check(err)
	return d
}

func osExec() time.Duration {
	fds := pipe()
	r, w := fds[0], os.NewFile(uintptr(fds[1]), "pipe")
	cmd := exec.Command("/proc/self/exe", "-first-byte")
	cmd.ExtraFiles = []*os.File{w}
	began := time.Now()
	check(cmd.Start())
	d := awaitByte(r, began)
	w.Close()
	check(cmd.Wait())
	return d
}

// pipe opens a pipe that blocks, as the other contenders' do.
func pipe() (fds [2]int) {
	check(syscall.Pipe2(fds[:], syscall.O_CLOEXEC))
	return fds
}

func awaitByte(fd int, began time.Time) time.Duration {
	var b [1]byte
	if n, err := syscall.Read(fd, b[:]); n != 1 {
		panic(fmt.Sprint("no first byte: ", err))
	}
	d := time.Since(began)
	syscall.Close(fd)
	return d
}
