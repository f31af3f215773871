// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
)

// A StartMethod is a way to start a process.
type StartMethod string

// The start methods. See the package comment for what they mean.
const (
	Fork       StartMethod = "fork"       // Linux
	Spawn      StartMethod = "spawn"      // Unix and Windows
	ForkServer StartMethod = "forkserver" // Linux
)

// StartMethods returns the start methods of this system, in Python's order:
// Fork, Spawn and ForkServer on Linux, Spawn on other systems that have
// processes.
//
// Python: multiprocessing.get_all_start_methods, which puts the default first.
func StartMethods() []StartMethod { return slices.Clone(startMethods) }

// global is the start method of the default context: "" until it is used or
// set.
var global struct {
	sync.Mutex
	method StartMethod
}

// GetStartMethod returns the start method of the default context: the one that
// was set, or that of the parent process, or ForkServer on Linux and Spawn
// elsewhere. It is in use from then on, as if it had been set.
//
// Python: multiprocessing.get_start_method.
func GetStartMethod() StartMethod {
	global.Lock()
	defer global.Unlock()
	if global.method == "" && len(startMethods) > 0 {
		global.method = Spawn
		if slices.Contains(startMethods, ForkServer) {
			global.method = ForkServer
		}
	}
	return global.method
}

// SetStartMethod sets the start method of the default context. That is for
// programs to do once, and not for libraries, which use [GetContext]. Once the
// method is set or in use, the error is [ErrContextSet] unless force is set. An
// empty method with force takes the setting back.
//
// Python: multiprocessing.set_start_method.
func SetStartMethod(m StartMethod, force bool) error {
	global.Lock()
	defer global.Unlock()
	if global.method != "" && !force {
		return fmt.Errorf("procstart: %w: %q", ErrContextSet, global.method)
	}
	if m != "" || !force {
		if err := available(m); err != nil {
			return err
		}
	}
	global.method = m
	return nil
}

// available returns an error unless the system has the method.
func available(m StartMethod) error {
	switch {
	case slices.Contains(startMethods, m):
		return nil
	case m == Fork || m == Spawn || m == ForkServer:
		return fmt.Errorf("procstart: start method %q on %s: %w", m, runtime.GOOS, errors.ErrUnsupported)
	}
	return fmt.Errorf("procstart: cannot find context for %q", m)
}

// A Context starts processes by one start method. There is one Context a
// method, and one for the default method; contexts may be used side by side
// and by several goroutines at once.
type Context struct {
	method StartMethod // "" for the default context
	server forkServer
}

var (
	defaultContext = new(Context)
	contexts       = map[StartMethod]*Context{
		Fork:       {method: Fork},
		Spawn:      {method: Spawn},
		ForkServer: {method: ForkServer},
	}
)

// GetContext returns the context of a start method, or the default context for
// "". For a method that this system does not have the error wraps
// [errors.ErrUnsupported].
//
// Python: multiprocessing.get_context.
func GetContext(m StartMethod) (*Context, error) {
	if m == "" {
		return defaultContext, nil
	}
	if err := available(m); err != nil {
		return nil, err
	}
	return contexts[m], nil
}

// concrete returns the context that does the work of c.
func (c *Context) concrete() (*Context, error) {
	if c == nil {
		c = defaultContext
	}
	if c.method != "" {
		return c, nil
	}
	m := GetStartMethod()
	if m == "" {
		return nil, fmt.Errorf("procstart: no processes on %s: %w", runtime.GOOS, errors.ErrUnsupported)
	}
	return GetContext(m)
}

// StartMethods is the function [StartMethods].
func (c *Context) StartMethods() []StartMethod { return StartMethods() }

// GetStartMethod returns the start method of c.
func (c *Context) GetStartMethod() StartMethod {
	if c.method != "" {
		return c.method
	}
	return GetStartMethod()
}

// SetStartMethod is the function [SetStartMethod] for the default context. The
// start method of any other context cannot be set.
func (c *Context) SetStartMethod(m StartMethod, force bool) error {
	if c.method != "" {
		return fmt.Errorf("procstart: cannot set start method of the %s context to %q", c.method, m)
	}
	return SetStartMethod(m, force)
}

// GetContext is the function [GetContext], but for "" it returns c.
func (c *Context) GetContext(m StartMethod) (*Context, error) {
	if m == "" {
		return c, nil
	}
	return GetContext(m)
}

// Init is the function [Init].
func (c *Context) Init() { Init() }

// ExtraFiles is the function [ExtraFiles].
func (c *Context) ExtraFiles() []*os.File { return ExtraFiles() }

// Children is the function [Children].
func (c *Context) Children() []Child { return Children() }

// ParentProcess is the function [ParentProcess].
func (c *Context) ParentProcess() *Peer { return ParentProcess() }

// CurrentProcess is the function [CurrentProcess].
func (c *Context) CurrentProcess() *Peer { return CurrentProcess() }

// CPUCount is the function [CPUCount].
func (c *Context) CPUCount() int { return CPUCount() }

// Inheritable is the function [Inheritable].
func (c *Context) Inheritable(fd uintptr) (bool, error) { return Inheritable(fd) }

// SetInheritable is the function [SetInheritable].
func (c *Context) SetInheritable(fd uintptr, on bool) error { return SetInheritable(fd, on) }

// Prlimit is the function [Prlimit].
func (c *Context) Prlimit(pid, resource int, limit *Limit) (Limit, error) {
	return Prlimit(pid, resource, limit)
}

// SetPreload names registered functions that each child of the ForkServer
// method runs, in this order and on a zero argument, before it waits for its
// own function. With [Context.Spares] their work is done before a process is
// started. What they return is dropped, but an error or a panic of theirs makes
// the start of a process fail. They may not start processes, and they see the
// environment, directory and standard files of the server.
//
// Spares that wait already are replaced. For contexts of other methods the
// names are checked and otherwise of no effect.
//
// Python: multiprocessing.set_forkserver_preload.
func (c *Context) SetPreload(names ...string) error {
	for _, name := range names {
		if lookup(name) == nil {
			return fmt.Errorf("procstart: preload: no function is registered as %q", name)
		}
	}
	k, err := c.concrete()
	if err != nil {
		return err
	}
	return k.server.setPreload(slices.Clone(names))
}

// Spares makes the ForkServer method keep n initialised children waiting, each
// to be used once, so that a start costs about a round trip through a socket.
// It returns when n are waiting. A used spare is replaced in the background. 0,
// the initial number, sends all of them away. For contexts of other methods the
// error wraps [errors.ErrUnsupported], unless n is 0.
func (c *Context) Spares(n int) error {
	k, err := c.concrete()
	if err != nil {
		return err
	}
	if n < 0 || n > maxSpares {
		return fmt.Errorf("procstart: %d spares: want 0 to %d", n, maxSpares)
	}
	if k.method != ForkServer {
		if n == 0 {
			return nil
		}
		return fmt.Errorf("procstart: spares with start method %q: %w", k.method, errors.ErrUnsupported)
	}
	if err := mayStart(); err != nil {
		return fmt.Errorf("procstart: spares: %w", err)
	}
	return k.server.setSpares(n)
}

// maxSpares is more than a machine has use for, and less than would hurt it.
const maxSpares = 1000

// Close stops the server of the context and its spares, if it has any. Processes
// that run their function already go on. The next start makes a new server.
func (c *Context) Close() error {
	if c == defaultContext {
		global.Lock()
		m := global.method
		global.Unlock()
		if m == "" {
			return nil // nothing has been started
		}
		c = contexts[m]
	}
	return c.server.close()
}

// Inheritable reports whether a program that this process executes gets the
// descriptor (on Windows, can get the handle). What Go opens is not inheritable.
//
// Python: socket.get_inheritable, os.get_inheritable, os.get_handle_inheritable.
func Inheritable(fd uintptr) (bool, error) { return getInheritable(fd) }

// SetInheritable says whether programs that this process executes get the
// descriptor, at the same number: any program, by any goroutine. Children of
// the Fork method do; to pass a file to one process, [Options].Files is better.
//
// Python: socket.set_inheritable, os.set_inheritable, os.set_handle_inheritable.
func SetInheritable(fd uintptr, on bool) error { return setInheritable(fd, on) }

// Prlimit sets a limit of a running process, unless limit is nil, and returns
// the limit as it was. A pid of 0 is this process. limit.Resource is ignored.
// Raising a hard limit takes privileges; without them the error wraps
// [io/fs.ErrPermission]. Elsewhere than on Linux it wraps
// [errors.ErrUnsupported].
//
// Python: resource.prlimit.
func Prlimit(pid, resource int, limit *Limit) (Limit, error) {
	old, err := prlimit(pid, resource, limit)
	if err != nil {
		return Limit{}, fmt.Errorf("procstart: %w", err)
	}
	return old, nil
}

// CPUCount returns the number of CPUs that this process can use.
//
// Python: multiprocessing.cpu_count.
func CPUCount() int { return runtime.NumCPU() }

// A Limit bounds the use of a resource, as setrlimit(2) does. Resource is one
// of the system's numbers, such as syscall.RLIMIT_AS; Soft is the bound, and
// Hard is how far it may be raised. [Infinity] is no bound.
type Limit struct {
	Resource   int
	Soft, Hard uint64
}

// Infinity is the value of a [Limit] that does not limit.
const Infinity = ^uint64(0)

// isolatedDir is where isolated processes run.
func isolatedDir() string {
	if runtime.GOOS == "windows" {
		return os.TempDir()
	}
	return "/"
}

// state is what this process knows of itself. It is written by Init, before
// other goroutines have a reason to read it.
var state struct {
	sync.Mutex
	inited bool // Init was called: main's, or a child's whose function runs
	child  bool
	daemon bool
	self   Peer
	parent *Peer
	files  []*os.File
	live   map[*process]bool

	started  int    // number of processes made, for their names
	identity string // such as "1:2" for the second child of the first
}

// mayStart returns an error if this process may not start another.
func mayStart() error {
	state.Lock()
	defer state.Unlock()
	switch {
	case state.child && !state.inited:
		return ErrBootstrapping
	case !state.inited:
		return ErrNoInit
	case state.daemon:
		return ErrDaemon
	}
	return nil
}

// A Peer is this process or its parent.
type Peer struct {
	pid  int
	name string
}

// PID returns the process ID.
func (p *Peer) PID() int { return p.pid }

// Name returns the name of the process: "MainProcess" for the one that was not
// started by this package.
func (p *Peer) Name() string { return p.name }

// CurrentProcess returns this process.
//
// Python: multiprocessing.current_process.
func CurrentProcess() *Peer {
	state.Lock()
	defer state.Unlock()
	self := state.self
	if self.name == "" {
		self = Peer{os.Getpid(), mainName}
	}
	return &self
}

const mainName = "MainProcess"

// ParentProcess returns the process that started this one, or nil if it was not
// started by this package. In a child of the ForkServer method that is the
// process that asked for the start, not the server.
//
// Python: multiprocessing.parent_process.
func ParentProcess() *Peer {
	state.Lock()
	defer state.Unlock()
	return state.parent
}

// ExtraFiles returns in a child the files that were given in [Options].Files,
// in that order, and nil elsewhere. They are not inherited further.
func ExtraFiles() []*os.File {
	state.Lock()
	defer state.Unlock()
	return slices.Clone(state.files)
}

// A Child is a [Process], whatever its result.
type Child interface {
	PID() int
	Name() string
	IsAlive() bool
	ExitCode() (code int, exited bool)
	Sentinel() <-chan struct{}
	Join(ctx context.Context) error
	Terminate() error
	Kill() error
}

// Children returns the processes that this one has started and that have not
// ended, in the order of their starts.
//
// Python: multiprocessing.active_children.
func Children() []Child {
	state.Lock()
	defer state.Unlock()
	list := make([]*process, 0, len(state.live))
	for p := range state.live {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b *process) int { return a.number - b.number })
	children := make([]Child, len(list))
	for i, p := range list {
		children[i] = p
	}
	return children
}

// nextIdentity counts a process and returns its number and its identity: that
// of its parent, if it has one, and the number.
func nextIdentity() (number int, identity string) {
	state.Lock()
	defer state.Unlock()
	state.started++
	if state.identity == "" {
		return state.started, strconv.Itoa(state.started)
	}
	return state.started, state.identity + ":" + strconv.Itoa(state.started)
}
