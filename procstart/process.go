// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Options say how a process is to be started. The zero value is a process in
// the directory and with the environment of its parent.
type Options struct {
	// Name is the name of the process. "" means Process-N, with a number
	// for each generation: Process-2:1 is the first child of Process-2.
	// Contexts other than the default put their method before that, as in
	// SpawnProcess-N.
	Name string

	// Daemon forbids the process to start processes. Python also ends
	// daemonic processes, and only them, when their parent exits; here
	// every child ends with its parent.
	Daemon bool

	// Files are open in the child, which finds them with [ExtraFiles].
	// There may be no more than [MaxFiles].
	Files []*os.File

	// Env is the environment, in the form of [os.Environ]. nil means that
	// of the parent at the time of the start.
	Env []string

	// Dir is the working directory. "" means that of the parent at the
	// time of the start.
	Dir string

	// Isolated keeps from the child what a parent usually shares: the
	// environment is Env and otherwise empty, Dir is by default the root
	// directory (on Windows the one for temporary files), and the
	// arguments of the program are not passed on.
	Isolated bool

	// Limits hold for the process before its function runs. Linux only.
	Limits []Limit

	// MaxResult is the greatest size of the encoded result in bytes. A
	// longer one ends in an error. 0 means 1 GB.
	MaxResult int64

	// Stdin, Stdout and Stderr are the standard files. nil means the null
	// device for Stdin and the parent's descriptors 1 and 2 for the
	// others.
	Stdin, Stdout, Stderr *os.File
}

// MaxFiles is the greatest number of [Options].Files: a message through a Unix
// socket takes 253 descriptors, some of which are for other things.
const MaxFiles = 240

const defaultMaxResult = 1 << 30

// A Process is one run of a function in a process of its own. [NewProcess]
// makes one. Its methods may be called by several goroutines at once.
//
// Python: multiprocessing.Process.
type Process[R any] struct {
	p *process
}

// NewProcess returns a process that will run f on arg when it is started, by
// the start method of c. A nil c is the default context. Limits and errors show
// in [Process.Start].
func NewProcess[A, R any](c *Context, f Func[A, R], arg A, o Options) *Process[R] {
	p := &process{
		context: c,
		entry:   f.entry,
		opts:    o,
		name:    o.Name,
		done:    make(chan struct{}),
	}
	p.number, p.identity = nextIdentity()
	if p.name == "" {
		p.name = c.processName() + p.identity
	}
	p.encode = func() ([]byte, error) {
		b, err := encode(make([]byte, 8), &arg)
		if err != nil {
			return nil, &EncodeError{f.Name(), "argument", fmt.Sprintf("%T", *new(A)), err}
		}
		return b, nil
	}
	return &Process[R]{p}
}

// processName returns what the names of the processes of c start with.
func (c *Context) processName() string {
	if c == nil {
		return "Process-"
	}
	switch c.method {
	case Fork:
		return "ForkProcess-"
	case Spawn:
		return "SpawnProcess-"
	case ForkServer:
		return "ForkServerProcess-"
	}
	return "Process-"
}

// Start starts the process. It returns as soon as there is one; with the
// ForkServer method that is when it is about to run its function. A process can
// be started once, but again if its start failed.
//
// The function runs once at most. If there is an error it has not run, but for
// one case: if ctx ends while a child of the ForkServer method takes its job,
// the function may have begun by the time the child is killed. ctx bounds the
// start and has no effect on the process afterwards.
//
// The argument is encoded by the time that Start returns. The error may be an
// [EncodeError], [ErrNoInit], [ErrBootstrapping], [ErrDaemon], [ErrStarted] or
// an error of the system.
func (p *Process[R]) Start(ctx context.Context) error { return p.p.Start(ctx) }

// Join waits until the process has ended or ctx has, and returns in the latter
// case the error of ctx. How the process ended is no matter: see
// [Process.Result] for that. A Join with a ctx that has ended already returns at
// once.
func (p *Process[R]) Join(ctx context.Context) error { return p.p.Join(ctx) }

// Result waits until the process has ended and returns what the function
// returned. The error says how else it ended: it is a [*FuncError] if the
// function returned an error (the result is then the zero value), a
// [*RemoteError] if it panicked, in whatever goroutine, an [*ExitError] if the
// process ended without an answer, an [*EncodeError], or wraps [ErrGoexit],
// [ErrBuildMismatch] or [ErrNotStarted].
func (p *Process[R]) Result() (R, error) {
	var r R
	payload, err := p.p.outcome()
	if err != nil {
		return r, err
	}
	if err := decode(payload, &r); err != nil {
		var zero R
		return zero, fmt.Errorf("procstart: result of %q: %w", p.p.entry.name, err)
	}
	return r, nil
}

// ExitCode returns the exit code once the process has ended, and -N if signal N
// ended it. The code is 0 after a result, 1 after an error or a Goexit of the
// function, and 2 after a panic. It is 255 if nobody knows it because the server
// of a ForkServer context was killed in between.
func (p *Process[R]) ExitCode() (code int, exited bool) { return p.p.ExitCode() }

// PID returns the process ID, or 0 before the start.
func (p *Process[R]) PID() int { return p.p.PID() }

// Name returns the name of the process.
func (p *Process[R]) Name() string { return p.p.Name() }

// IsAlive reports whether the process has been started and has not ended.
func (p *Process[R]) IsAlive() bool { return p.p.IsAlive() }

// Sentinel returns a channel that is closed when the process has ended. It
// panics with [ErrNotStarted] before the start, when nothing would ever close
// the channel, and with [ErrClosed] after [Process.Close].
func (p *Process[R]) Sentinel() <-chan struct{} { return p.p.Sentinel() }

// Terminate sends SIGTERM to the process, or kills it on Windows. It does
// nothing if the process has ended.
func (p *Process[R]) Terminate() error { return p.p.Terminate() }

// Kill kills the process. It does nothing if the process has ended.
func (p *Process[R]) Kill() error { return p.p.Kill() }

// Close gives up the result of a process that has ended. The error is
// [ErrAlive] while it runs. All other methods but Name then fail with
// [ErrClosed], or return zero.
func (p *Process[R]) Close() error { return p.p.Close() }

// A process is a Process without its type.
type process struct {
	context        *Context
	entry          *entry
	opts           Options
	name, identity string
	number         int
	deadline       time.Time
	encode         func() ([]byte, error)
	done           chan struct{} // closed when all below mu is final

	mu     sync.Mutex
	stage  stage
	child  *child
	pid    int
	code   int
	report report
}

type stage int

const (
	fresh stage = iota
	starting
	running
	ended
	closed
)

// errorf puts the package's and the function's name before an error.
func (p *process) errorf(err error) error {
	name := ""
	if p.entry != nil {
		name = p.entry.name
	}
	return fmt.Errorf("procstart: %q: %w", name, err)
}

func (p *process) Start(ctx context.Context) error {
	p.mu.Lock()
	switch {
	case p.stage == closed:
		p.mu.Unlock()
		return p.errorf(ErrClosed)
	case p.stage != fresh:
		p.mu.Unlock()
		return p.errorf(ErrStarted)
	}
	p.stage = starting
	p.mu.Unlock()

	c, err := p.launch(ctx)

	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		p.stage = fresh
		var e *EncodeError
		if errors.As(err, &e) {
			return err
		}
		return p.errorf(err)
	}
	p.stage = running
	p.child = c
	p.pid = c.pid
	state.Lock()
	if state.live == nil {
		state.live = make(map[*process]bool)
	}
	state.live[p] = true
	state.Unlock()
	go p.watch(c)
	return nil
}

// A launch is what a start method is told.
type launch struct {
	request request
	arg     []byte // behind its size in 8 bytes
	env     []string
	dir     string
	opts    *Options
}

func (p *process) launch(ctx context.Context) (*child, error) {
	if p.entry == nil {
		return nil, errors.New("the function was not made by Register")
	}
	if err := mayStart(); err != nil {
		return nil, err
	}
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	if err := p.opts.check(); err != nil {
		return nil, err
	}
	k, err := p.context.concrete()
	if err != nil {
		return nil, err
	}
	arg, err := p.encode()
	if err != nil {
		return nil, err
	}
	putSize(arg)
	l := &launch{
		request: request{
			sum:      ownFingerprint(),
			function: p.entry.name,
			method:   k.method,
			name:     p.name,
			identity: p.identity,
			parent:   *CurrentProcess(),
			daemon:   p.opts.Daemon,
			deadline: p.deadline,
			umask:    -1,
		},
		arg:  arg,
		env:  p.opts.Env,
		dir:  p.opts.Dir,
		opts: &p.opts,
	}
	if !p.opts.Isolated {
		l.request.args = programArgs()
	}
	if l.env == nil && !p.opts.Isolated {
		l.env = os.Environ()
	}
	if l.dir == "" && p.opts.Isolated {
		l.dir = isolatedDir()
	}
	for _, f := range p.opts.Files {
		l.request.files = append(l.request.files, f.Name())
	}
	return k.start(ctx, l)
}

// programArgs returns the arguments of the program without its name.
func programArgs() []string {
	if len(os.Args) < 2 {
		return nil
	}
	return os.Args[1:]
}

func (o *Options) check() error {
	if len(o.Files) > MaxFiles {
		return fmt.Errorf("%d files: want %d at most", len(o.Files), MaxFiles)
	}
	for i, f := range o.Files {
		if f == nil {
			return fmt.Errorf("extra file %d is nil", i)
		}
	}
	for _, e := range o.Env {
		if strings.IndexByte(e, 0) >= 0 {
			return fmt.Errorf("environment %q: NUL byte", e)
		}
	}
	if o.MaxResult < 0 {
		return fmt.Errorf("MaxResult %d is negative", o.MaxResult)
	}
	return nil
}

// watch waits for the end of the process and for its report.
func (p *process) watch(c *child) {
	limit := p.opts.MaxResult
	if limit == 0 {
		limit = defaultMaxResult
	}
	var rep report
	read := make(chan struct{})
	go func() {
		rep = readReport(resultPipe{c.result}, limit)
		io.Copy(io.Discard, c.result) // lest the child hang while it tells more
		close(read)
	}()
	code, known := c.wait()

	// All that the child wrote is in the pipe. Its end may not be: if a process
	// that the child started has the pipe too, that would be to come.
	c.result.SetReadDeadline(time.Now())
	<-read
	if !known {
		code = 255
		if rep.answer.kind != 0 {
			code = rep.answer.exitCode()
		}
	}
	rep.hello = rep.hello || c.tookRequest()
	p.mu.Lock()
	defer p.mu.Unlock()
	c.release()
	p.child = nil
	p.stage = ended
	p.code = code
	p.report = rep
	state.Lock()
	delete(state.live, p)
	state.Unlock()
	close(p.done)
}

// A resultPipe reads after its deadline what is there, and does not wait.
type resultPipe struct{ *os.File }

func (p resultPipe) Read(b []byte) (int, error) {
	n, err := p.File.Read(b)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return readPresent(p.File, b)
	}
	return n, err
}

func (p *process) Join(ctx context.Context) error {
	switch p.at() {
	case fresh, starting:
		return p.errorf(ErrNotStarted)
	case closed:
		return p.errorf(ErrClosed)
	case ended:
		return nil
	}
	select {
	case <-p.done:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (p *process) at() stage {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stage
}

func (p *process) ExitCode() (code int, exited bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.code, p.stage == ended
}

func (p *process) PID() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.pid
}

func (p *process) Name() string { return p.name }

func (p *process) IsAlive() bool { return p.at() == running }

func (p *process) Sentinel() <-chan struct{} {
	switch p.at() {
	case fresh, starting:
		panic(p.errorf(ErrNotStarted))
	case closed:
		panic(p.errorf(ErrClosed))
	}
	return p.done
}

func (p *process) Terminate() error { return p.signal(syscall.SIGTERM) }
func (p *process) Kill() error      { return p.signal(syscall.SIGKILL) }

func (p *process) signal(sig syscall.Signal) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch p.stage {
	case fresh, starting:
		return p.errorf(ErrNotStarted)
	case closed:
		return p.errorf(ErrClosed)
	case ended:
		return nil
	}
	if err := p.child.signal(sig); err != nil {
		return p.errorf(err)
	}
	return nil
}

func (p *process) Close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stage == starting || p.stage == running {
		return p.errorf(ErrAlive)
	}
	p.stage = closed
	p.code, p.pid = 0, 0
	p.report = report{}
	p.encode = nil
	return nil
}

// outcome waits for the end and returns the encoded result.
func (p *process) outcome() ([]byte, error) {
	if err := p.Join(context.Background()); err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stage == closed {
		return nil, p.errorf(ErrClosed)
	}
	return p.report.outcome(p)
}

// A report is what came out of a child's result pipe.
type report struct {
	hello  bool   // the child called Init
	answer answer // complete
	crash  []byte // what the runtime printed instead, the first part of it
	err    error  // the answer was too long
}

const maxCrash = 64 << 10

func readReport(r io.Reader, limit int64) (rep report) {
	br := bufio.NewReader(r)
	kind, err := br.ReadByte()
	if err == nil && kind == hello {
		rep.hello = true
		kind, err = br.ReadByte()
	}
	if err != nil {
		return rep
	}
	if hello < kind && kind <= lastAnswer {
		payload, err := readSized(br, limit)
		if err == nil {
			rep.answer = answer{kind, payload}
		} else if err == errAnswer {
			rep.err = fmt.Errorf("result of more than %d bytes", limit)
		}
	} else {
		br.UnreadByte()
		rep.crash, _ = io.ReadAll(io.LimitReader(br, maxCrash))
	}
	return rep
}

func (r *report) outcome(p *process) ([]byte, error) {
	if r.err != nil {
		return nil, p.errorf(r.err)
	}
	m := message{b: r.answer.payload}
	switch r.answer.kind {
	case answerValue:
		return r.answer.payload, nil
	case answerError:
		return nil, readError(&FuncError{Func: p.entry.name, PID: p.pid}, m.b)
	case answerPanic:
		return nil, &RemoteError{p.entry.name, p.pid, m.readString(), m.readString()}
	case answerGoexit:
		return nil, p.errorf(ErrGoexit)
	case answerRefused:
		return nil, readRefusal(p.entry.name, m.b)
	case answerMismatch:
		return nil, p.errorf(ErrBuildMismatch)
	case answerFailed:
		return nil, p.errorf(readError(new(FuncError), m.b))
	}
	e := &ExitError{Func: p.entry.name, PID: p.pid, Code: p.code, noInit: p.code == 0 && !r.hello}
	if panicked, value := parseCrash(r.crash); value != "" {
		crash := &RemoteError{p.entry.name, p.pid, value, string(r.crash)}
		if panicked {
			return nil, crash
		}
		e.Crash = crash
	}
	return nil, e
}

// parseCrash finds in what the runtime printed the cause of a crash, and
// whether it was a panic. Of a fatal error the runtime keeps the cause to
// itself (it goes to standard error alone), but a stack overflow shows.
func parseCrash(text []byte) (panicked bool, value string) {
	if rest, ok := bytes.CutPrefix(text, []byte("panic: ")); ok {
		value, _, _ := bytes.Cut(rest, []byte("\n\ngoroutine "))
		value, _, _ = bytes.Cut(value, []byte("\n[signal "))
		return true, strings.ReplaceAll(string(value), "\n\t", "\n")
	}
	switch {
	case len(text) == 0:
		return false, ""
	case bytes.HasPrefix(text, []byte("\nruntime stack:\nruntime.throw(")) && bytes.Contains(text, []byte("\nruntime.newstack(")):
		return false, "stack overflow"
	case text[0] == '\n':
		return false, "fatal error"
	}
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return false, string(line)
}
