// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart_test

import (
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"py34.example/procstart"
)

func TestMain(m *testing.M) {
	role := os.Getenv("PROCSTART_TEST_ROLE")
	if role == "leave before Init" {
		os.Exit(0)
	}
	if role != "no init" {
		procstart.Init()
	}
	if raceEnabled {
		os.Setenv("GORACE", "atexit_sleep_ms=0") // a second for each child otherwise
	}
	if role != "" {
		roles[role]()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// roles are programs that a test runs: this one, with a variable set.
var roles = make(map[string]func())

var raceEnabled bool

// nothing is the argument or the result of functions that have none.
type nothing = struct{}

type point struct {
	X, Y int
	Name *string
	Any  any
}

type codeError struct{ Code int }

func (e *codeError) Error() string { return fmt.Sprintf("code %d", e.Code) }

func init() {
	gob.Register(&codeError{})
	gob.Register(point{})
}

var (
	square = procstart.Register("square", func(ctx context.Context, x int) (int, error) { return x * x, nil })
	exit   = procstart.Register("exit", func(ctx context.Context, code int) (nothing, error) { os.Exit(code); return nothing{}, nil })
	size   = procstart.Register("size", func(ctx context.Context, b []byte) (int, error) { return len(b), nil })
	zeros  = procstart.Register("zeros", func(ctx context.Context, n int) ([]byte, error) { return make([]byte, n), nil })
	sleep  = procstart.Register("sleep", func(ctx context.Context, d time.Duration) (nothing, error) {
		time.Sleep(d)
		return nothing{}, nil
	})
	echoPoint = procstart.Register("echo point", func(ctx context.Context, p *point) (*point, error) { return p, nil })
	echoAny   = procstart.Register("echo any", func(ctx context.Context, v any) (any, error) { return v, nil })
	fail      = procstart.Register("fail", func(ctx context.Context, how string) (int, error) {
		switch how {
		case "custom":
			return 7, fmt.Errorf("wrapped: %w", &codeError{42})
		case "file":
			_, err := os.Open("/no/such/file")
			return 7, err
		case "canceled":
			return 7, context.Canceled
		}
		return 7, errors.New(how)
	})
	die = procstart.Register("die", func(ctx context.Context, how string) (int, error) {
		switch how {
		case "panic":
			panic("boom")
		case "panic with an error":
			panic(&codeError{3})
		case "nested panic":
			go func() { panic("nested\nboom") }()
			select {}
		case "nil pointer":
			var p *point
			return p.X, nil
		case "exit":
			os.Exit(3)
		case "exit 0":
			os.Exit(0)
		case "goexit":
			runtime.Goexit()
		case "SIGSEGV":
			if p, err := os.FindProcess(os.Getpid()); err == nil {
				p.Signal(syscall.Signal(11))
			}
			select {}
		case "stack overflow":
			debug.SetMaxStack(1 << 20)
			var f func(int) int
			f = func(n int) int { return f(n+1) + 1 }
			return f(0), nil
		case "fatal error":
			new(sync.Mutex).Unlock()
		}
		return 0, nil
	})
	channel = procstart.Register("channel", func(ctx context.Context, c chan int) (int, error) { return 0, nil })
	hidden  = procstart.Register("hidden", func(ctx context.Context, n int) (struct{ F func() }, error) {
		return struct{ F func() }{}, nil
	})
	environ  = procstart.Register("environ", func(ctx context.Context, _ nothing) ([]string, error) { return os.Environ(), nil })
	getwd    = procstart.Register("getwd", func(ctx context.Context, _ nothing) (string, error) { return os.Getwd() })
	args     = procstart.Register("args", func(ctx context.Context, _ nothing) ([]string, error) { return os.Args, nil })
	identity = procstart.Register("identity", func(ctx context.Context, _ nothing) (string, error) {
		self, parent := procstart.CurrentProcess(), procstart.ParentProcess()
		if self.PID() != os.Getpid() {
			return "", errors.New("CurrentProcess is another")
		}
		return fmt.Sprintf("%s of %s %d, method %s", self.Name(), parent.Name(), parent.PID(), procstart.GetStartMethod()), nil
	})
	nest   procstart.Func[int, string]
	copyIO = procstart.Register("copy", func(ctx context.Context, _ nothing) (int64, error) {
		fmt.Fprint(os.Stderr, "err")
		return io.Copy(os.Stdout, os.Stdin)
	})
	readFiles = procstart.Register("read files", func(ctx context.Context, _ nothing) (string, error) {
		var s strings.Builder
		for _, f := range procstart.ExtraFiles() {
			b, err := io.ReadAll(f)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&s, "%s ", b)
		}
		return s.String(), nil
	})
	deadline = procstart.Register("deadline", func(ctx context.Context, _ nothing) (*time.Time, error) {
		d, ok := ctx.Deadline()
		if !ok {
			return nil, ctx.Err()
		}
		return &d, ctx.Err()
	})
)

func init() {
	nest = procstart.Register("nest", func(ctx context.Context, depth int) (string, error) {
		name := procstart.CurrentProcess().Name()
		if depth == 0 {
			return name, nil
		}
		inner, err := nest.Call(ctx, depth-1)
		return name + " " + inner, err
	})
}

// eachMethod runs a test for every start method.
func eachMethod(t *testing.T, f func(t *testing.T, c *procstart.Context)) {
	for _, m := range procstart.StartMethods() {
		t.Run(string(m), func(t *testing.T) {
			c, err := procstart.GetContext(m)
			if err != nil {
				t.Fatal(err)
			}
			f(t, c)
		})
	}
}

func call[A, R any](t *testing.T, c *procstart.Context, f procstart.Func[A, R], arg A, o procstart.Options) R {
	t.Helper()
	r, err := f.CallIn(t.Context(), c, arg, o)
	if err != nil {
		t.Errorf("%s(%v): %v", f.Name(), arg, err)
	}
	return r
}

// started returns a process that runs.
func started[A, R any](t *testing.T, c *procstart.Context, f procstart.Func[A, R], arg A, o procstart.Options) *procstart.Process[R] {
	t.Helper()
	p := procstart.NewProcess(c, f, arg, o)
	if err := p.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.Kill()
		p.Join(context.Background())
	})
	return p
}

func TestValues(t *testing.T) {
	name := "here"
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		if got := call(t, c, square, -12, procstart.Options{}); got != 144 {
			t.Errorf("square(-12) = %d, want 144", got)
		}
		for _, want := range []*point{nil, {}, {X: 1, Y: -2, Name: &name, Any: "x"}, {Any: point{X: 9}}} {
			if got := call(t, c, echoPoint, want, procstart.Options{}); !reflect.DeepEqual(got, want) {
				t.Errorf("echoPoint(%+v) = %+v", want, got)
			}
		}
		for _, want := range []any{nil, 1, "x", 2.5, point{Y: 3}} {
			if got := call(t, c, echoAny, want, procstart.Options{}); !reflect.DeepEqual(got, want) {
				t.Errorf("echoAny(%#v) = %#v", want, got)
			}
		}
	})
}

func TestLarge(t *testing.T) {
	n := 64 << 20
	if testing.Short() || raceEnabled {
		n = 4 << 20
	}
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		if got := call(t, c, size, make([]byte, n), procstart.Options{}); got != n {
			t.Errorf("size of %d bytes = %d", n, got)
		}
		if got := call(t, c, zeros, n, procstart.Options{}); len(got) != n {
			t.Errorf("%d zeros are %d", n, len(got))
		}
		p := started(t, c, zeros, 1000, procstart.Options{MaxResult: 1000})
		if _, err := p.Result(); err == nil || !strings.Contains(err.Error(), "more than 1000 bytes") {
			t.Errorf("a result of 1001 bytes: error %v", err)
		}
	})
}

func TestErrors(t *testing.T) {
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		result := func(how string) error {
			p := started(t, c, fail, how, procstart.Options{})
			r, err := p.Result()
			if r != 0 {
				t.Errorf("fail(%q) = %d beside its error", how, r)
			}
			if code, ok := p.ExitCode(); code != 1 || !ok {
				t.Errorf("fail(%q): exit code %d, %t; want 1", how, code, ok)
			}
			return err
		}
		var fe *procstart.FuncError
		if err := result("plain"); err == nil || err.Error() != "plain" || !errors.As(err, &fe) || fe.Func != "fail" || fe.PID == 0 {
			t.Errorf("plain error came as %#v", err)
		}
		var ce *codeError
		if err := result("custom"); err == nil || err.Error() != "wrapped: code 42" || !errors.As(err, &ce) || ce.Code != 42 {
			t.Errorf("custom error came as %#v", err)
		}
		if err := result("file"); !errors.Is(err, fs.ErrNotExist) || !errors.Is(err, syscall.ENOENT) {
			t.Errorf("file error came as %#v", err)
		}
		if err := result("canceled"); !errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("context error came as %#v", err)
		}
	})
}

func TestDeaths(t *testing.T) {
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer null.Close()
		run := func(how string) (code int, err error) {
			p := started(t, c, die, how, procstart.Options{Stderr: null})
			_, err = p.Result()
			code, ok := p.ExitCode()
			if !ok {
				t.Errorf("%s: no exit code", how)
			}
			return code, err
		}
		for how, value := range map[string]string{
			"panic":               "boom",
			"panic with an error": "code 3",
			"nested panic":        "nested\nboom",
			"nil pointer":         "runtime error: invalid memory address or nil pointer dereference",
		} {
			code, err := run(how)
			var re *procstart.RemoteError
			if !errors.As(err, &re) || re.Value != value || re.Func != "die" || re.PID == 0 || !strings.Contains(re.Stack, "goroutine ") || code != 2 {
				t.Errorf("%s: exit code %d, error %#v", how, code, err)
			}
			var ee *procstart.ExitError
			if errors.As(err, &ee) {
				t.Errorf("%s: is an ExitError too", how)
			}
		}
		for how, want := range map[string]int{"exit": 3, "exit 0": 0} {
			code, err := run(how)
			var ee *procstart.ExitError
			if !errors.As(err, &ee) || ee.Code != want || ee.Crash != nil || code != want || errors.Is(err, procstart.ErrNoInit) {
				t.Errorf("%s: exit code %d, error %v", how, code, err)
			}
		}
		for how, value := range map[string]string{
			"stack overflow": "stack overflow",
			"fatal error":    "fatal error",
			"SIGSEGV":        "SIGSEGV: segmentation violation",
		} {
			if how == "SIGSEGV" && runtime.GOOS == "windows" {
				continue // which has no signals
			}
			code, err := run(how)
			var ee *procstart.ExitError
			if !errors.As(err, &ee) || ee.Code != 2 || code != 2 || ee.Crash == nil || ee.Crash.Value != value {
				t.Errorf("%s: exit code %d, error %v", how, code, err)
			}
		}
		if code, err := run("goexit"); code != 1 || !errors.Is(err, procstart.ErrGoexit) {
			t.Errorf("goexit: exit code %d, error %v", code, err)
		}
	})
}

func TestUnencodable(t *testing.T) {
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		var ee *procstart.EncodeError
		if _, err := channel.CallIn(t.Context(), c, make(chan int), procstart.Options{}); !errors.As(err, &ee) || ee.What != "argument" || ee.Type != "chan int" {
			t.Errorf("channel as argument: %v", err)
		}
		if _, err := hidden.CallIn(t.Context(), c, 1, procstart.Options{}); !errors.As(err, &ee) || ee.What != "result" || ee.Func != "hidden" {
			t.Errorf("function in the result: %v", err)
		}
		type unregistered struct{ N int }
		if _, err := echoAny.CallIn(t.Context(), c, unregistered{}, procstart.Options{}); !errors.As(err, &ee) {
			t.Errorf("type that gob does not know: %v", err)
		}
	})
}

// TestLifecycle follows one process through its states.
func TestLifecycle(t *testing.T) {
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		gone, cancel := context.WithCancel(context.Background())
		cancel()
		p := procstart.NewProcess(c, sleep, time.Hour, procstart.Options{Name: "sleeper"})
		if p.Name() != "sleeper" || p.PID() != 0 || p.IsAlive() {
			t.Errorf("before the start: name %q, pid %d, alive %t", p.Name(), p.PID(), p.IsAlive())
		}
		for name, f := range map[string]func() error{
			"Join":      func() error { return p.Join(gone) },
			"Terminate": p.Terminate,
			"Kill":      p.Kill,
			"Result":    func() error { _, err := p.Result(); return err },
			"Sentinel": func() (err error) {
				defer func() { err, _ = recover().(error) }()
				p.Sentinel()
				return nil
			},
		} {
			if err := f(); !errors.Is(err, procstart.ErrNotStarted) {
				t.Errorf("%s before the start: %v", name, err)
			}
		}
		if _, ok := p.ExitCode(); ok {
			t.Error("exit code before the start")
		}
		if err := p.Start(gone); !errors.Is(err, context.Canceled) {
			t.Errorf("Start with an ended context: %v", err)
		}
		if err := p.Start(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := p.Start(t.Context()); !errors.Is(err, procstart.ErrStarted) {
			t.Errorf("second Start: %v", err)
		}
		if !p.IsAlive() || p.PID() == 0 {
			t.Errorf("after the start: alive %t, pid %d", p.IsAlive(), p.PID())
		}
		if !slices.ContainsFunc(procstart.Children(), func(c procstart.Child) bool { return c.PID() == p.PID() && c.Name() == "sleeper" }) {
			t.Error("Children does not have it")
		}
		if err := p.Join(gone); !errors.Is(err, context.Canceled) {
			t.Errorf("Join with an ended context: %v", err)
		}
		if err := p.Close(); !errors.Is(err, procstart.ErrAlive) {
			t.Errorf("Close of a live process: %v", err)
		}
		select {
		case <-p.Sentinel():
			t.Error("the sentinel is closed")
		default:
		}
		if err := p.Terminate(); err != nil {
			t.Error(err)
		}
		<-p.Sentinel()
		if err := p.Join(gone); err != nil {
			t.Errorf("Join after the end: %v", err)
		}
		want := -15
		if runtime.GOOS == "windows" {
			want = 1
		}
		if code, ok := p.ExitCode(); code != want || !ok {
			t.Errorf("exit code %d, %t; want %d", code, ok, want)
		}
		if _, err := p.Result(); !errors.As(err, new(*procstart.ExitError)) {
			t.Errorf("result: %v", err)
		}
		if p.Terminate() != nil || p.Kill() != nil || p.IsAlive() {
			t.Error("Terminate or Kill after the end is an error, or it lives")
		}
		for _, child := range procstart.Children() {
			t.Errorf("Children has %s (%d), alive: %t", child.Name(), child.PID(), child.IsAlive())
		}
		for range 2 {
			if err := p.Close(); err != nil {
				t.Error(err)
			}
		}
		if err := p.Join(gone); !errors.Is(err, procstart.ErrClosed) {
			t.Errorf("Join after Close: %v", err)
		}
		if err := p.Start(gone); !errors.Is(err, procstart.ErrClosed) {
			t.Errorf("Start after Close: %v", err)
		}
	})
}

func TestCallEnds(t *testing.T) {
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		ctx, cancel := context.WithTimeoutCause(t.Context(), 50*time.Millisecond, errors.New("too slow"))
		defer cancel()
		if _, err := sleep.CallIn(ctx, c, time.Hour, procstart.Options{}); err == nil || err.Error() != "too slow" {
			t.Errorf("Call with a deadline: %v", err)
		}
		for _, year := range []int{2040, 2263, 9999} { // the second does not fit in nanoseconds
			want := time.Date(year, 12, 31, 23, 59, 59, 999999999, time.UTC)
			ctx, cancel := context.WithDeadline(t.Context(), want)
			defer cancel()
			if got, err := deadline.CallIn(ctx, c, nothing{}, procstart.Options{}); got == nil || !got.Equal(want) || err != nil {
				t.Errorf("the function's context has the deadline %v, %v; want %v", got, err, want)
			}
		}
		if got := call(t, c, deadline, nothing{}, procstart.Options{}); got != nil {
			t.Errorf("the function's context has a deadline that nobody set: %v", got)
		}
	})
}

func TestSurroundings(t *testing.T) {
	t.Setenv("PROCSTART_TEST", "value")
	dir := t.TempDir()
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		if got := call(t, c, environ, nothing{}, procstart.Options{}); !slices.Equal(got, os.Environ()) {
			t.Errorf("environment %q, want %q", got, os.Environ())
		}
		env := []string{"A=1", "B=", "C==x=y"}
		if got := call(t, c, environ, nothing{}, procstart.Options{Env: env}); !slices.Equal(got, env) {
			t.Errorf("environment %q, want %q", got, env)
		}
		if got := call(t, c, environ, nothing{}, procstart.Options{Env: []string{}}); len(got) != 0 {
			t.Errorf("environment %q, want none", got)
		}
		if got := call(t, c, getwd, nothing{}, procstart.Options{}); got != here {
			t.Errorf("directory %q, want %q", got, here)
		}
		if got := call(t, c, getwd, nothing{}, procstart.Options{Dir: dir}); got != dir {
			t.Errorf("directory %q, want %q", got, dir)
		}
		if got := call(t, c, args, nothing{}, procstart.Options{}); !slices.Equal(got, os.Args) {
			t.Errorf("arguments %q, want %q", got, os.Args)
		}
		p := procstart.NewProcess(c, getwd, nothing{}, procstart.Options{Dir: dir + "/none"})
		if err := p.Start(t.Context()); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Start in a directory that is not there: %v", err)
		}
		isolated := procstart.Options{Isolated: true}
		if got := call(t, c, environ, nothing{}, isolated); len(got) != 0 {
			t.Errorf("isolated: environment %q", got)
		}
		if got := call(t, c, args, nothing{}, isolated); len(got) != 1 {
			t.Errorf("isolated: arguments %q", got)
		}
		if got := call(t, c, getwd, nothing{}, isolated); runtime.GOOS != "windows" && got != "/" {
			t.Errorf("isolated: directory %q", got)
		}
	})
}

func TestIdentity(t *testing.T) {
	if procstart.ParentProcess() != nil {
		t.Error("the test has a parent")
	}
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		got := call(t, c, identity, nothing{}, procstart.Options{Name: "spam"})
		if want := fmt.Sprintf("spam of MainProcess %d, method %s", os.Getpid(), c.GetStartMethod()); got != want {
			t.Errorf("identity %q, want %q", got, want)
		}
		p := started(t, c, nest, 2, procstart.Options{})
		if got, err := p.Result(); err != nil || got != p.Name()+" "+plain(p)+":1 "+plain(p)+":1:1" {
			t.Errorf("names of generations: %q, %v", got, err)
		}
		if _, err := nest.CallIn(t.Context(), c, 1, procstart.Options{Daemon: true}); !errors.Is(err, procstart.ErrDaemon) {
			t.Errorf("a daemon's child: %v", err)
		}
	})
}

// plain returns the name of a process as if the default context had made it.
func plain(p procstart.Child) string {
	return p.Name()[strings.Index(p.Name(), "Process-"):]
}

func TestStandardFiles(t *testing.T) {
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		in, out, errs := tempFile(t, "to be copied"), tempFile(t, ""), tempFile(t, "")
		o := procstart.Options{Stdin: in, Stdout: out, Stderr: errs}
		if n := call(t, c, copyIO, nothing{}, o); n != 12 {
			t.Errorf("copied %d bytes, want 12", n)
		}
		if got := contents(t, out); got != "to be copied" {
			t.Errorf("standard output %q", got)
		}
		if got := contents(t, errs); got != "err" {
			t.Errorf("standard error %q", got)
		}
		if n := call(t, c, copyIO, nothing{}, procstart.Options{Stderr: errs}); n != 0 {
			t.Errorf("standard input has %d bytes, want 0", n)
		}
	})
}

func tempFile(t *testing.T, text string) *os.File {
	t.Helper()
	f, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	if _, err := f.WriteString(text); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	return f
}

func contents(t *testing.T, f *os.File) string {
	t.Helper()
	b, err := os.ReadFile(f.Name())
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestExtraFiles(t *testing.T) {
	if procstart.ExtraFiles() != nil {
		t.Error("the test has extra files")
	}
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		for _, n := range []int{0, 1, 3, procstart.MaxFiles} {
			var files []*os.File
			var want bytes.Buffer
			for i := range n {
				files = append(files, tempFile(t, fmt.Sprint("file", i)))
				fmt.Fprintf(&want, "file%d ", i)
			}
			if got := call(t, c, readFiles, nothing{}, procstart.Options{Files: files}); got != want.String() {
				t.Errorf("%d files: read %.60q", n, got)
			}
		}
		many := slices.Repeat([]*os.File{os.Stdin}, 256)
		p := procstart.NewProcess(c, readFiles, nothing{}, procstart.Options{Files: many})
		if err := p.Start(t.Context()); err == nil || !strings.Contains(err.Error(), "256 files") {
			t.Errorf("256 files: %v", err)
		}
		closed := tempFile(t, "")
		closed.Close()
		for _, f := range []*os.File{nil, closed} {
			p := procstart.NewProcess(c, readFiles, nothing{}, procstart.Options{Files: []*os.File{f}})
			if err := p.Start(t.Context()); err == nil {
				t.Errorf("Start with file %v: no error", f)
			}
		}
	})
}

// TestInitIsMissed starts a child that comes to the end of its program before
// it calls Init.
func TestInitIsMissed(t *testing.T) {
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		if c.GetStartMethod() == procstart.ForkServer {
			return // the environment is that of the server until Init
		}
		o := procstart.Options{Env: append(os.Environ(), "PROCSTART_TEST_ROLE=leave before Init")}
		_, err := square.CallIn(t.Context(), c, 1, o)
		var ee *procstart.ExitError
		if !errors.Is(err, procstart.ErrNoInit) || !errors.As(err, &ee) {
			t.Errorf("error %v", err)
		}
	})
}

func init() {
	if os.Getenv("PROCSTART_TEST_BUILD") != "" {
		procstart.Register("of another build", func(context.Context, nothing) (nothing, error) { return nothing{}, nil })
	}
}

// TestBuildMismatch starts children that register one function more.
func TestBuildMismatch(t *testing.T) {
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		c.Close() // a server that is there already would be of this build
		t.Cleanup(func() { c.Close() })
		t.Setenv("PROCSTART_TEST_BUILD", "other")
		p := started(t, c, square, 2, procstart.Options{})
		if _, err := p.Result(); !errors.Is(err, procstart.ErrBuildMismatch) || !strings.Contains(err.Error(), `"square"`) {
			t.Errorf("child of another build: error %v", err)
		}
		if code, _ := p.ExitCode(); code != 1 {
			t.Errorf("child of another build: exit code %d, want 1", code)
		}
	})
}

// TestContextMethods checks that each function of the package is a method of
// Context with the same parameters and results. Those with type parameters
// cannot be.
func TestContextMethods(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	functions, methods := make(map[string]string), make(map[string]string)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			switch {
			case !ok || !fn.Name.IsExported() || fn.Type.TypeParams != nil:
			case fn.Recv == nil:
				functions[fn.Name.Name] = types.ExprString(fn.Type)
			case types.ExprString(fn.Recv.List[0].Type) == "*Context":
				methods[fn.Name.Name] = types.ExprString(fn.Type)
			}
		}
	}
	if len(functions) == 0 {
		t.Error("the package has no functions")
	}
	for name, want := range functions {
		if got := methods[name]; got != want {
			t.Errorf("method %s of Context is %q, want %q", name, got, want)
		}
	}
}

func TestBadFuncs(t *testing.T) {
	var zero procstart.Func[int, int]
	if _, err := zero.Call(t.Context(), 1); err == nil || !strings.Contains(err.Error(), "Register") || zero.Name() != "" {
		t.Errorf("zero Func: %v", err)
	}
	for name, register := range map[string]func(){
		"taken": func() { procstart.Register("square", func(context.Context, int) (int, error) { return 0, nil }) },
		"empty": func() { procstart.Register("", func(context.Context, int) (int, error) { return 0, nil }) },
		"nil":   func() { procstart.Register[int, int]("nil", nil) },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Register of %s: no panic", name)
				}
			}()
			register()
		}()
	}
}

// TestManyAtOnce starts processes from many goroutines, while others use a lock
// that a raw fork would leave locked for ever in some of them.
func TestManyAtOnce(t *testing.T) {
	n := 60
	if testing.Short() || raceEnabled {
		n = 12
	}
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		var mu sync.Mutex
		stop := make(chan struct{})
		var lockers, callers sync.WaitGroup
		for range 4 {
			lockers.Go(func() {
				for {
					select {
					case <-stop:
						return
					default:
						mu.Lock()
						runtime.Gosched()
						mu.Unlock()
					}
				}
			})
		}
		for i := range n {
			callers.Go(func() {
				if got := call(t, c, square, i, procstart.Options{}); got != i*i {
					t.Errorf("square(%d) = %d", i, got)
				}
			})
		}
		callers.Wait()
		close(stop)
		lockers.Wait()
	})
}

func TestBuildID(t *testing.T) {
	for in, want := range map[string]string{
		"": "",
		"\x04\x00\x00\x00\x02\x00\x00\x00\x04\x00\x00\x00Go\x00\x00ab":       "ab",
		"pad.\x00\x00\x00\x04\x00\x00\x00\x03\x00\x00\x00\x04Go\x00\x00abcd": "abc",
		"\x04\x00\x00\x00\xff\xff\xff\xff\x04\x00\x00\x00Go\x00\x00ab":       "",
		"\x04\x00\x00\x00Go\x00\x00":                                         "",
		"\xff Go build ID: \"x/y\"\n \xff":                                   "x/y",
		"\xff Go build ID: \"x/y":                                            "",
	} {
		if got := procstart.FindBuildID([]byte(in)); got != want {
			t.Errorf("FindBuildID(%q) = %q, want %q", in, got, want)
		}
	}
	if procstart.BuildID() == "" {
		t.Error("this program has no build ID")
	}
}
