// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"py34.example/internal/testkit"
	"py34.example/procstart"
)

var (
	signalSelf = procstart.Register("signal self", func(ctx context.Context, n int) (nothing, error) {
		p, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = p.Signal(syscall.Signal(n))
		}
		if err == nil {
			time.Sleep(time.Hour)
		}
		return nothing{}, err
	})
	deepName = procstart.Register("deep name", func(ctx context.Context, depth int) (string, error) {
		if depth == 0 {
			return procstart.CurrentProcess().Name(), nil
		}
		return deeper(ctx, depth-1)
	})
	deeper func(ctx context.Context, depth int) (string, error)
)

func init() { deeper = deepName.Call }

// codes are the functions that end in the ways that CPython's children did.
var codes = map[string]procstart.Func[int, nothing]{
	"return": procstart.Register("golden return", func(context.Context, int) (nothing, error) { return nothing{}, nil }),
	"error":  procstart.Register("golden error", func(context.Context, int) (nothing, error) { return nothing{}, errors.New("spam") }),
	"exit":   exit,
	"signal": signalSelf,
}

func TestGoldenCodes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("exit codes have 32 bits, and there are no signals")
	}
	golden := testkit.Golden[struct {
		Kind      string
		Arg, Code int
	}](t, "procstart/codes.jsonl")
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		slots := make(chan struct{}, 8)
		var wg sync.WaitGroup
		for i, g := range golden {
			if raceEnabled && i%4 != 0 {
				continue
			}
			if g.Kind == "signal" && signal.Ignored(syscall.Signal(g.Arg)) {
				continue // as SIGHUP under nohup: children ignore it too
			}
			wg.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				p := procstart.NewProcess(c, codes[g.Kind], g.Arg, procstart.Options{})
				if err := p.Start(t.Context()); err != nil {
					t.Error(err)
					return
				}
				p.Join(t.Context())
				if code, ok := p.ExitCode(); code != g.Code || !ok {
					t.Errorf("%s %d: exit code %d, %t, want %d", g.Kind, g.Arg, code, ok, g.Code)
				}
			})
		}
		wg.Wait()
	})
}

func TestGoldenStates(t *testing.T) {
	golden := testkit.Golden[struct {
		State, Op string
		OK        bool
	}](t, "procstart/states.jsonl")
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		now, cancel := context.WithCancel(context.Background())
		cancel()
		for _, g := range golden {
			p := procstart.NewProcess(c, sleep, time.Hour, procstart.Options{})
			if g.State != "fresh" {
				p = started(t, c, sleep, time.Hour, procstart.Options{})
			}
			if g.State == "ended" || g.State == "closed" {
				p.Kill()
				p.Join(t.Context())
			}
			if g.State == "closed" {
				p.Close()
			}
			var err error
			switch g.Op {
			case "start":
				if err = p.Start(t.Context()); err == nil {
					defer p.Join(context.Background())
					defer p.Kill()
				}
			case "join":
				// Python's join does not say whether time ran out.
				if err = p.Join(now); errors.Is(err, context.Canceled) {
					err = nil
				}
			case "terminate":
				err = p.Terminate()
			case "kill":
				err = p.Kill()
			case "close":
				err = p.Close()
			case "sentinel":
				func() {
					defer func() { err, _ = recover().(error) }()
					p.Sentinel()
				}()
			}
			if (err == nil) != g.OK {
				t.Errorf("%s of a %s process: error %v, want success: %t", g.Op, g.State, err, g.OK)
			}
		}
	})
}

func TestGoldenNames(t *testing.T) {
	golden := testkit.Golden[struct {
		Method procstart.StartMethod
		Name   string
		Depth  int
		Want   string
	}](t, "procstart/names.jsonl")
	for _, g := range golden {
		c, err := procstart.GetContext(g.Method)
		if err != nil {
			t.Log(err)
			continue
		}
		p := started(t, c, deepName, g.Depth, procstart.Options{Name: g.Name})
		got, err := p.Result()
		number := procstart.NewProcess(nil, deepName, 0, procstart.Options{}).Name() // the next one
		var next int
		if _, scan := fmt.Sscanf(number, "Process-%d", &next); scan != nil {
			t.Fatal(scan)
		}
		if got = strings.Replace(got, fmt.Sprintf("-%d", next-1), "-N", 1); got != g.Want || err != nil {
			t.Errorf("name %q, depth %d: %q, %v; want %q", g.Name, g.Depth, got, err, g.Want)
		}
	}
}
