// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"slices"
	"strings"
	"time"

	"py34.example/procstart"
)

var (
	wordCount = procstart.Register("count words", func(ctx context.Context, text string) (map[string]int, error) {
		words := make(map[string]int)
		for w := range strings.FieldsSeq(text) {
			words[w]++
		}
		return words, nil
	})
	parseHeader = procstart.Register("parse header", func(ctx context.Context, b []byte) (byte, error) {
		return b[4], nil // trusts its input too much
	})
	wait   = procstart.Register("wait", func(ctx context.Context, d time.Duration) (struct{}, error) { time.Sleep(d); return struct{}{}, nil })
	concat = procstart.Register("concat", func(ctx context.Context, _ struct{}) (string, error) {
		var all []byte
		for _, f := range procstart.ExtraFiles() {
			b, err := io.ReadAll(f)
			if err != nil {
				return "", err
			}
			all = append(all, b...)
		}
		return string(all), nil
	})
	introduce = procstart.Register("introduce", func(ctx context.Context, _ struct{}) (string, error) {
		self, parent := procstart.CurrentProcess(), procstart.ParentProcess()
		return fmt.Sprintf("%s, child of %s", self.Name(), parent.Name()), nil
	})
	greeting    = procstart.Share[string]("greeting")
	primes      = procstart.Share[[]byte]("primes")
	countPrimes = procstart.Register("count primes", func(ctx context.Context, _ struct{}) (int, error) {
		sieve, err := primes.Load()
		n := 0
		for _, p := range sieve {
			n += int(p)
		}
		return n, err
	})
)

// A program calls Init first in main, and a test in TestMain.
func ExampleInit() {
	procstart.Init()
	n, err := square.Call(context.Background(), 12)
	fmt.Println(n, err)
	// Output: 144 <nil>
}

// Functions are registered in the declarations of package-level variables:
//
//	var square = procstart.Register("square", func(ctx context.Context, x int) (int, error) {
//		return x * x, nil
//	})
func ExampleRegister() {
	fmt.Println(square.Name())
	// Output: square
}

func ExampleFunc() {
	words, err := wordCount.Call(context.Background(), "spam egg spam spam bacon and spam")
	fmt.Println(words, err)
	// Output: map[and:1 bacon:1 egg:1 spam:4] <nil>
}

// A crash of the function is an error for the caller, and no more.
func ExampleFunc_Call() {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		log.Fatal(err)
	}
	defer null.Close()
	_, err = parseHeader.CallIn(context.Background(), nil, []byte("RIF"), procstart.Options{Stderr: null})
	if crash, ok := errors.AsType[*procstart.RemoteError](err); ok {
		fmt.Println("not a header:", crash.Value)
	}
	// Output: not a header: runtime error: index out of range [4] with length 3
}

func ExampleNewProcess() {
	ctx := context.Background()
	var all []*procstart.Process[int]
	for i := range 4 {
		p := procstart.NewProcess(nil, square, i, procstart.Options{})
		if err := p.Start(ctx); err != nil {
			log.Fatal(err)
		}
		all = append(all, p)
	}
	for _, p := range all {
		n, err := p.Result()
		fmt.Println(n, err)
	}
	// Output:
	// 0 <nil>
	// 1 <nil>
	// 4 <nil>
	// 9 <nil>
}

func ExampleProcess() {
	ctx := context.Background()
	p := procstart.NewProcess(nil, wait, time.Hour, procstart.Options{Name: "patience"})
	if err := p.Start(ctx); err != nil {
		log.Fatal(err)
	}
	fmt.Println(p.Name(), p.IsAlive())
	p.Kill()
	p.Join(ctx)
	code, exited := p.ExitCode() // -9 on Unix: killed by signal 9
	fmt.Println(code != 0, exited)
	// Output:
	// patience true
	// true true
}

func ExampleGetContext() {
	c, err := procstart.GetContext(procstart.Spawn)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(square.CallIn(context.Background(), c, 7, procstart.Options{}))
	_, err = procstart.GetContext("thread")
	fmt.Println(err)
	// Output:
	// 49 <nil>
	// procstart: cannot find context for "thread"
}

// Keep two initialised children waiting, for calls that cannot wait for a
// process to come up.
func ExampleContext() {
	c, err := procstart.GetContext("")
	if err != nil {
		log.Fatal(err)
	}
	if err := c.Spares(2); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		log.Fatal(err)
	}
	defer c.Close()
	fmt.Println(square.CallIn(context.Background(), c, 9, procstart.Options{}))
	// Output: 81 <nil>
}

func ExampleStartMethods() {
	fmt.Println(slices.Contains(procstart.StartMethods(), procstart.Spawn))
	// Output: true
}

func ExampleGetStartMethod() {
	fmt.Println(slices.Contains(procstart.StartMethods(), procstart.GetStartMethod()))
	// Output: true
}

func ExampleSetStartMethod() {
	before := procstart.GetStartMethod()
	defer procstart.SetStartMethod(before, true)

	fmt.Println(errors.Is(procstart.SetStartMethod(procstart.Spawn, false), procstart.ErrContextSet))
	fmt.Println(procstart.SetStartMethod(procstart.Spawn, true))
	fmt.Println(procstart.GetStartMethod())
	// Output:
	// true
	// <nil>
	// spawn
}

func ExampleExtraFiles() {
	r, w, err := os.Pipe()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Fprint(w, "through the pipe")
	w.Close()
	defer r.Close()
	fmt.Println(concat.CallIn(context.Background(), nil, struct{}{}, procstart.Options{Files: []*os.File{r}}))
	// Output: through the pipe <nil>
}

func ExampleParentProcess() {
	fmt.Println(procstart.ParentProcess() == nil)
	fmt.Println(introduce.CallIn(context.Background(), nil, struct{}{}, procstart.Options{Name: "worker"}))
	// Output:
	// true
	// worker, child of MainProcess <nil>
}

func ExampleCurrentProcess() {
	fmt.Println(procstart.CurrentProcess().PID() == os.Getpid())
	// Output: true
}

func ExamplePeer() {
	fmt.Println(procstart.CurrentProcess().Name())
	// Output: MainProcess
}

func ExampleChildren() {
	ctx := context.Background()
	p := procstart.NewProcess(nil, wait, time.Hour, procstart.Options{Name: "straggler"})
	if err := p.Start(ctx); err != nil {
		log.Fatal(err)
	}
	for _, child := range procstart.Children() {
		fmt.Println("ending", child.Name())
		child.Terminate()
		child.Join(ctx)
	}
	fmt.Println(len(procstart.Children()))
	// Output:
	// ending straggler
	// 0
}

func ExampleCPUCount() {
	fmt.Println(procstart.CPUCount() > 0)
	// Output: true
}

func ExampleInheritable() {
	r, w, err := os.Pipe()
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	fmt.Println(procstart.Inheritable(r.Fd()))
	// Output: false <nil>
}

func ExampleSetInheritable() {
	r, w, err := os.Pipe()
	if err != nil {
		log.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	if err := procstart.SetInheritable(r.Fd(), true); err != nil {
		log.Fatal(err)
	}
	fmt.Println(procstart.Inheritable(r.Fd()))
	// Output: true <nil>
}

func ExamplePrlimit() {
	_, err := procstart.Prlimit(0, 7, nil) // RLIMIT_NOFILE of Linux
	fmt.Println(err == nil || errors.Is(err, errors.ErrUnsupported))
	// Output: true
}

// A table that is costly to make and cheap to share.
func ExampleShare() {
	sieve := []byte{2: 1, 3: 1, 5: 1, 7: 1, 9: 0}
	if err := primes.Store(sieve); err != nil {
		log.Fatal(err)
	}
	c, err := procstart.GetContext(procstart.Fork)
	if errors.Is(err, errors.ErrUnsupported) {
		fmt.Println(4, nil) // Linux only
		return
	}
	fmt.Println(countPrimes.CallIn(context.Background(), c, struct{}{}, procstart.Options{}))
	// Output: 4 <nil>
}

func ExampleShared() {
	if err := greeting.Store("hello"); err != nil {
		log.Fatal(err)
	}
	fmt.Println(greeting.Load())
	// Output: hello <nil>
}
