// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package weakfinal_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"py34.example/weakfinal"
)

// children are programs that end in various ways. The test binary runs them in a
// process of their own.
var children = map[string]func(){
	// Python's test_atexit.
	"order": func() {
		o := newThing("alive")
		say := func(s string) { fmt.Println(s) }
		must(weakfinal.Finalize(o, say, "f1 foobar"))
		must(weakfinal.Finalize(o, say, "f2 foobar")).SetAtExit(false)
		must(weakfinal.Finalize(o, func(int) {
			must(weakfinal.Finalize(o, say, "g1"))
			fmt.Println("f3 error")
			panic("division by zero")
		}, 0))
		must(weakfinal.Finalize(o, say, "f4 foobar"))
		weakfinal.RunAtExit()
		runtime.KeepAlive(o)
	},
	"code": func() {
		must(weakfinal.Finalize(newThing("spam"), func(s string) { fmt.Println(s) }, "bye"))
		weakfinal.Exit(7)
	},
	"many": func() {
		o := newThing("spam")
		for i := range 100 {
			must(weakfinal.Finalize(o, func(i int) { fmt.Println(i); runtime.Gosched() }, i))
		}
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() { weakfinal.Exit(3) })
		}
		wg.Wait()
		runtime.KeepAlive(o)
	},
	"nested": func() {
		o := newThing("spam")
		must(weakfinal.Finalize(o, func(int) { fmt.Println("first made") }, 0))
		must(weakfinal.Finalize(o, func(int) { fmt.Println("exit again"); weakfinal.Exit(9) }, 0))
		must(weakfinal.Finalize(o, func(int) { fmt.Println("run again"); weakfinal.RunAtExit(); fmt.Println("not reached") }, 0))
		weakfinal.Exit(4)
	},
	"goexit": func() {
		o := newThing("spam")
		must(weakfinal.Finalize(o, func(int) { fmt.Println("after") }, 0))
		must(weakfinal.Finalize(o, func(int) { runtime.Goexit() }, 0))
		weakfinal.Exit(5)
	},
	"from callback": func() {
		o := newThing("spam")
		must(weakfinal.Finalize(newThing("dropped"), func(int) { weakfinal.Exit(6) }, 0))
		must(weakfinal.Finalize(o, func(int) { fmt.Println("at exit") }, 0))
		for {
			runtime.GC()
			runtime.KeepAlive(o)
		}
	},
	"running callback": func() {
		// A callback that is under way at exit is waited for.
		started := make(chan struct{})
		must(weakfinal.Finalize(newThing("dropped"), func(int) {
			close(started)
			time.Sleep(50 * time.Millisecond)
			fmt.Println("done")
		}, 0))
		for {
			runtime.GC()
			select {
			case <-started:
				weakfinal.Exit(0)
			default:
			}
		}
	},
	"hanging callback": func() {
		// But not for ever.
		started := make(chan struct{})
		must(weakfinal.Finalize(newThing("dropped"), func(int) { close(started); select {} }, 0))
		for {
			runtime.GC()
			select {
			case <-started:
				weakfinal.Exit(0)
			default:
			}
		}
	},
	"signal": func() {
		weakfinal.HandleSignals()
		o := newThing("spam")
		must(weakfinal.Finalize(o, func(int) { fmt.Println("cleaned up") }, 0))
		fmt.Println("ready")
		select {}
	},
	"second signal": func() {
		weakfinal.HandleSignals()
		o := newThing("spam")
		must(weakfinal.Finalize(o, func(int) { fmt.Println("ready"); select {} }, 0))
		fmt.Println("ready")
		select {}
	},
	"stopped": func() {
		stop := weakfinal.HandleSignals(syscall.SIGTERM)
		stop()
		stop()
		must(weakfinal.Finalize(newThing("spam"), func(int) { fmt.Println("not reached") }, 0))
		fmt.Println("ready")
		select {}
	},
}

func must(f *weakfinal.Finalizer, err error) *weakfinal.Finalizer {
	if err != nil {
		panic(err)
	}
	return f
}

func TestMain(m *testing.M) {
	if child := children[os.Getenv("WEAKFINAL_TEST_CHILD")]; child != nil {
		child()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// start starts a child, and sends it each signal after the line "ready".
func start(t *testing.T, name string, signals ...os.Signal) (stdout, stderr string, err error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "WEAKFINAL_TEST_CHILD="+name)
	var errOut bytes.Buffer
	cmd.Stderr = &errOut
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	err = cmd.Start()
	if errors.Is(err, syscall.ENOEXEC) {
		t.Skip("the test binary is emulated and cannot run itself")
	}
	if err != nil {
		t.Fatal(err)
	}
	var lines strings.Builder
	for scanner := bufio.NewScanner(pipe); scanner.Scan(); {
		if scanner.Text() == "ready" && len(signals) > 0 {
			if err := cmd.Process.Signal(signals[0]); err != nil {
				t.Error(err)
			}
			signals = signals[1:]
			continue
		}
		lines.WriteString(scanner.Text() + "\n")
	}
	err = cmd.Wait()
	return lines.String(), errOut.String(), err
}

func TestExit(t *testing.T) {
	if runtime.GOOS == "js" || runtime.GOOS == "wasip1" {
		t.Skip("no processes on this system")
	}
	var all strings.Builder
	for i := 99; i >= 0; i-- {
		fmt.Fprintln(&all, i)
	}
	for _, c := range []struct {
		name   string
		stdout string
		code   int
		stderr string // part of it
	}{
		{"order", "f4 foobar\nf3 error\ng1\nf1 foobar\n", 0, "weakfinal: callback panicked: division by zero"},
		{"code", "bye\n", 7, ""},
		{"many", all.String(), 3, ""},
		{"nested", "run again\nexit again\nfirst made\n", 4, ""},
		{"goexit", "after\n", 5, "weakfinal: callback called runtime.Goexit"},
		{"from callback", "at exit\n", 6, ""},
		{"running callback", "done\n", 0, ""},
		{"hanging callback", "", 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			stdout, stderr, err := start(t, c.name)
			if stdout != c.stdout || exitCode(err) != c.code || !strings.Contains(stderr, c.stderr) {
				t.Errorf("printed %q and %q, and ended with %v; want %q, %q and code %d", stdout, stderr, err, c.stdout, c.stderr, c.code)
			}
		})
	}
}

func exitCode(err error) int {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	return -2
}

func TestSignals(t *testing.T) {
	switch runtime.GOOS {
	case "windows", "plan9", "js", "wasip1":
		t.Skip("no signals to send on this system")
	}
	stdout, _, err := start(t, "signal", syscall.SIGTERM)
	if stdout != "cleaned up\n" || exitCode(err) != 128+15 {
		t.Errorf("SIGTERM: printed %q, ended with %v; want the clean-up and 143", stdout, err)
	}
	stdout, _, err = start(t, "signal", os.Interrupt)
	if stdout != "cleaned up\n" || exitCode(err) != 128+2 {
		t.Errorf("interrupt: printed %q, ended with %v; want the clean-up and 130", stdout, err)
	}
	_, _, err = start(t, "second signal", syscall.SIGTERM, syscall.SIGTERM)
	if err == nil || err.Error() != "signal: terminated" {
		t.Errorf("second signal: ended with %v, want signal: terminated", err)
	}
	stdout, _, err = start(t, "stopped", syscall.SIGTERM)
	if stdout != "" || err == nil || err.Error() != "signal: terminated" {
		t.Errorf("stopped: printed %q, ended with %v, want signal: terminated", stdout, err)
	}
}
