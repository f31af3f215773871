// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

var startMethods = []StartMethod{Fork, Spawn, ForkServer}

// start starts a process by the method of c, which is not the default context.
func (c *Context) start(ctx context.Context, l *launch) (*child, error) {
	switch c.method {
	case ForkServer:
		return c.server.start(ctx, l)
	case Fork:
		return startExec(l, Fork)
	}
	return startExec(l, Spawn)
}

// image is the running program, also after its file was replaced.
const image = "/proc/self/exe"

// execute starts the program again. The files get the numbers of their places;
// -1 is a place without one.
func execute(role string, fds []uintptr, files []int, env []string, dir string, args []string) (*child, error) {
	argv := append([]string{programName(), birthArg(role, fds)}, args...)
	pidfd := -1
	attr := &syscall.ProcAttr{Dir: dir, Env: env, Sys: &syscall.SysProcAttr{PidFD: &pidfd}}
	if role == bornSpare {
		attr.Sys.Pdeathsig = syscall.SIGKILL
	}
	for _, fd := range files {
		attr.Files = append(attr.Files, uintptr(fd))
	}
	pid, _, err := syscall.StartProcess(image, argv, attr)
	if err != nil {
		return nil, &os.PathError{Op: "fork/exec", Path: image, Err: err}
	}
	c := &child{pid: pid}
	if pidfd >= 0 {
		c.pidfd = ownFile(pidfd, "pidfd")
	}
	return c, nil
}

func programName() string {
	if len(os.Args) == 0 {
		return image
	}
	return os.Args[0]
}

// A descriptors closes what was opened in the course of a start.
type descriptors []int

func (d *descriptors) add(fd int) int {
	*d = append(*d, fd)
	return fd
}

func (d *descriptors) close() {
	for _, fd := range *d {
		unix.Close(fd)
	}
	*d = nil
}

// dup returns a duplicate of f's descriptor, to be closed by d. The descriptor
// itself could be closed at any time by its owner.
func (d *descriptors) dup(f *os.File) (int, error) {
	conn, err := f.SyscallConn()
	if err != nil {
		return -1, err
	}
	fd := -1
	control := conn.Control(func(own uintptr) {
		fd, err = unix.FcntlInt(own, unix.F_DUPFD_CLOEXEC, 3)
	})
	if err = errors.Join(control, err); err != nil {
		return -1, err
	}
	return d.add(fd), nil
}

// pipe opens a pipe of which one end is for this process, to be closed by own,
// and the other for a child.
func (d *descriptors) pipe(own *descriptors, childReads bool) (theirs int, err error) {
	var p [2]int
	if err := unix.Pipe2(p[:], unix.O_CLOEXEC); err != nil {
		return -1, os.NewSyscallError("pipe2", err)
	}
	if childReads {
		p[0], p[1] = p[1], p[0]
	}
	own.add(p[0])
	return d.add(p[1]), nil
}

// pipes opens the pipes that a child has: the work pipe, the result pipe and,
// if there shall be one, the lifeline.
func (d *descriptors) pipes(own *descriptors, lifeline bool) (theirs []int, err error) {
	for i := range ownPipes {
		if i == 2 && !lifeline {
			break
		}
		fd, err := d.pipe(own, i != 1)
		if err != nil {
			return nil, err
		}
		theirs = append(theirs, fd)
	}
	return theirs, nil
}

// take makes files of this process's ends of the pipes. It is done when the
// child is on its way, since it takes as long as to open them.
func (c *child) take(own *descriptors) {
	c.work = ownFile((*own)[0], "work pipe")
	c.result = ownFile((*own)[1], "result pipe")
	if len(*own) > 2 {
		c.alive = os.NewFile(uintptr((*own)[2]), "lifeline")
	}
	*own = nil
}

// ownFile makes a file that the poller watches of a descriptor of ours.
func ownFile(fd int, name string) *os.File {
	unix.SetNonblock(fd, true)
	return os.NewFile(uintptr(fd), name)
}

// standard returns the descriptors for a child's standard files.
func (d *descriptors) standard(o *Options) (fds [3]int, err error) {
	fds = [3]int{-1, 1, 2}
	for i, f := range []*os.File{o.Stdin, o.Stdout, o.Stderr} {
		switch {
		case f != nil:
			fds[i], err = d.dup(f)
		case i == 0:
			fds[i], err = unix.Open(os.DevNull, unix.O_RDONLY|unix.O_CLOEXEC, 0)
			if err == nil {
				d.add(fds[i])
			}
		}
		if err != nil {
			return fds, fmt.Errorf("standard file %d: %w", i, err)
		}
	}
	return fds, nil
}

// dupAll duplicates the descriptors of Options.Files.
func (d *descriptors) dupAll(files []*os.File) ([]int, error) {
	var fds []int
	for i, f := range files {
		fd, err := d.dup(f)
		if err != nil {
			return nil, fmt.Errorf("extra file %d: %w", i, err)
		}
		fds = append(fds, fd)
	}
	return fds, nil
}

// startExec starts a process by Spawn or Fork. Both execute the program; they
// differ in what the child finds then.
func startExec(l *launch, method StartMethod) (*child, error) {
	var d, own descriptors
	defer d.close()
	defer own.close()
	passed, err := d.pipes(&own, true)
	if err != nil {
		return nil, err
	}
	standard, err := d.standard(l.opts)
	if err != nil {
		return nil, err
	}
	files, err := d.dupAll(l.opts.Files)
	if err != nil {
		return nil, err
	}
	passed = append(passed, files...)
	var kept []int
	if method == Fork {
		names, fds, err := d.snapshots()
		if err != nil {
			return nil, err
		}
		l.request.shares = names
		passed = append(passed, fds...)
		if kept, err = inheritable(); err != nil {
			return nil, err
		}
	}
	table, places := layOut(standard, passed, kept)
	c, err := execute(string(method), places, table, l.env, l.dir, l.request.args)
	if err != nil {
		return nil, err
	}
	c.take(&own)
	for _, limit := range l.opts.Limits {
		if _, err := prlimit(c.pid, limit.Resource, &limit); err != nil {
			c.signal(syscall.SIGKILL)
			c.wait()
			c.release()
			return nil, err
		}
	}
	c.send(append(l.request.append(nil), l.arg...))
	return c, nil
}

// layOut returns a table of descriptors for a child: the standard files, those
// kept at their own numbers, and in the places between those that are passed,
// with their places.
func layOut(standard [3]int, passed, kept []int) (table []int, places []uintptr) {
	table = standard[:]
	for _, fd := range passed {
		for slices.Contains(kept, len(table)) {
			table = append(table, len(table))
		}
		places = append(places, uintptr(len(table)))
		table = append(table, fd)
	}
	return table, places
}

// openDescriptors returns the descriptors of this process but the standard
// files. Package os would set up its poller first: a child has no time for that.
func openDescriptors() ([]int, error) {
	dir, err := unix.Open("/proc/self/fd", unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: "/proc/self/fd", Err: err}
	}
	defer unix.Close(dir)
	var fds []int
	buf := make([]byte, 4096)
	for {
		n, err := unix.Getdents(dir, buf)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return nil, os.NewSyscallError("getdents64", err)
		}
		if n == 0 {
			slices.Sort(fds)
			return fds, nil
		}
		_, _, names := unix.ParseDirent(buf[:n], -1, nil)
		for _, name := range names {
			if fd, err := strconv.Atoi(name); err == nil && fd > 2 && fd != dir {
				fds = append(fds, fd)
			}
		}
	}
}

// inheritable returns the descriptors that a program executed now would get.
func inheritable() ([]int, error) {
	fds, err := openDescriptors()
	return slices.DeleteFunc(fds, func(fd int) bool {
		on, err := Inheritable(uintptr(fd))
		return err != nil || !on
	}), err
}

// claimDescriptors keeps the descriptors that the child was born with from its
// own children, and closes those that no one meant to pass on. A descriptor that
// is not closed on exec came through an exec: the runtime and package os open
// none such, so theirs are safe.
func claimDescriptors(own []uintptr, closeOthers bool) {
	for _, fd := range own {
		unix.CloseOnExec(int(fd))
	}
	if !closeOthers {
		return
	}
	fds, ok := fewDescriptors()
	if !ok {
		fds, _ = openDescriptors()
	}
	for _, fd := range fds {
		if on, err := Inheritable(uintptr(fd)); err == nil && on {
			unix.Close(fd)
		}
	}
}

// fewDescriptors is openDescriptors for a process with few, all of them small,
// of which no other thread opens or closes any. It takes a fifth of the time,
// 10 µs of the 1,500 of a start.
func fewDescriptors() (fds []int, ok bool) {
	var probes [256]unix.PollFd
	for fd := range probes {
		probes[fd].Fd = int32(fd)
	}
	var dir unix.Stat_t
	if _, err := unix.Poll(probes[:], 0); err != nil || unix.Stat("/proc/self/fd", &dir) != nil {
		return nil, false
	}
	var count int64
	for fd, p := range probes {
		if p.Revents&unix.POLLNVAL == 0 {
			count++
			if fd > 2 {
				fds = append(fds, fd)
			}
		}
	}
	return fds, count == dir.Size // which is their number since Linux 6.2
}

// dieWithParent has the kernel kill this process when its parent ends: the
// parent alone has the other end of the lifeline, and never writes to it. The
// signal at the parent's death that prctl offers would also come when no more
// than the thread ends from which the parent started this process.
func dieWithParent(role string, fds []uintptr) error {
	switch role {
	case bornSpare: // has another parent
		return nil
	case bornServer:
		return dieWithPipe(int(fds[1]))
	}
	return dieWithPipe(int(fds[ownPipes-1]))
}

// dieWithPipe has the kernel kill this process when the other end of a pipe is
// closed, or something is written to it.
func dieWithPipe(fd int) error {
	for _, step := range []struct{ cmd, arg int }{
		{unix.F_SETSIG, int(unix.SIGKILL)},
		{unix.F_SETOWN, os.Getpid()},
		{unix.F_SETFL, unix.O_ASYNC},
	} {
		if _, err := unix.FcntlInt(uintptr(fd), step.cmd, step.arg); err != nil {
			return os.NewSyscallError("fcntl", err)
		}
	}
	// It may have been closed before that.
	poll := []unix.PollFd{{Fd: int32(fd)}}
	if n, err := unix.Poll(poll, 0); err == nil && n > 0 {
		os.Exit(1)
	}
	return nil
}

// A child is a started process as its parent sees it.
type child struct {
	pid          int
	pidfd        *os.File // nil where the kernel has none
	status       *os.File // the server tells the exit code here; nil for a child of our own
	work, result *os.File
	alive        *os.File // the child dies when this is closed
	server       *peer    // its parent; nil for a child of our own
	greeted      bool     // it is known to have called Init
	orphaned     bool     // it outlived the server; set by wait
	onEnd        func()   // called by release, if it is set

	mu     sync.Mutex
	reaped bool
}

// always is how much fits in a new pipe whether or not anybody reads.
const always = 4096

// send writes to the work pipe, without waiting for the child to read. The pipe
// stays open as long as the child lives.
func (c *child) send(data []byte) {
	if len(data) <= always {
		c.work.Write(data)
		return
	}
	go c.work.Write(data) // until it is read, or the child gone
}

// wait waits for the end of the process and returns its exit code, if anybody
// knows it.
func (c *child) wait() (code int, known bool) {
	if c.status != nil {
		return c.waitStatus()
	}
	var ws unix.WaitStatus
	reaped := func(options int) bool {
		for {
			pid, err := unix.Wait4(c.pid, &ws, options, nil)
			if err != unix.EINTR {
				return pid == c.pid || err != nil
			}
		}
	}
	if !pollUntil(c.pidfd, func(uintptr) bool { return reaped(unix.WNOHANG) }) {
		// The process stays a zombie until no signal is on its way.
		for unix.Waitid(unix.P_PID, c.pid, nil, unix.WEXITED|unix.WNOWAIT, nil) == unix.EINTR {
		}
		c.mu.Lock()
		reaped(0)
		c.reaped = true
		c.mu.Unlock()
	}
	return exitCode(ws), true
}

// pollUntil waits until ready returns true, asking whenever f changes. It
// returns false if f cannot be watched.
func pollUntil(f *os.File, ready func(fd uintptr) bool) bool {
	if f == nil {
		return false
	}
	conn, err := f.SyscallConn()
	return err == nil && conn.Read(ready) == nil
}

func exitCode(ws unix.WaitStatus) int {
	if ws.Signaled() {
		return -int(ws.Signal())
	}
	return ws.ExitStatus()
}

// waitStatus waits for the end of a child of the server: pid and exit code, of
// 8 bytes each, come through the status pipe.
func (c *child) waitStatus() (code int, known bool) {
	var b [16]byte
	if _, err := io.ReadFull(c.status, b[:]); err == nil {
		return int(int64(binary.NativeEndian.Uint64(b[8:]))), true
	}
	// The server is gone, and the child may go on. Without a pidfd its end of the
	// work pipe shows when it does not.
	c.orphaned = true
	<-c.server.ended
	end := c.pidfd
	if end == nil {
		end = c.work
	}
	pollUntil(end, func(fd uintptr) bool {
		fds := []unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
		n, err := unix.Poll(fds, 0)
		return n > 0 || err != nil && err != unix.EINTR
	})
	c.withPidfd(func(fd int) {
		// If this process adopts orphans, as the first of a container does, it
		// has to reap them.
		if unix.Waitid(unix.P_PIDFD, fd, nil, unix.WEXITED|unix.WNOWAIT, nil) == nil {
			var ws unix.WaitStatus
			pid, err := unix.Wait4(c.pid, &ws, unix.WNOHANG, nil)
			code, known = exitCode(ws), pid == c.pid && err == nil
			return
		}
		info := unix.PidfdInfo{Mask: unix.PIDFD_INFO_EXIT} // Linux 6.15
		if unix.IoctlPidfdInfo(fd, &info) == nil && info.Mask&unix.PIDFD_INFO_EXIT != 0 {
			code, known = exitCode(unix.WaitStatus(info.Exit_code)), true
		}
	})
	return code, known
}

// withPidfd calls f unless there is no pidfd, or none any more.
func (c *child) withPidfd(f func(fd int)) {
	if c.pidfd == nil {
		return
	}
	if conn, err := c.pidfd.SyscallConn(); err == nil {
		conn.Control(func(fd uintptr) { f(int(fd)) })
	}
}

// saysHello is for systems on which tookRequest does not know. To say hello
// would wake the parent while the child needs the processor.
const saysHello = false

// tookRequest reports whether the child, which has ended, called Init: then
// there is nothing left in the work pipe. (TIOCINQ is FIONREAD.)
func (c *child) tookRequest() bool {
	if c.greeted {
		return true
	}
	left := -1
	if conn, err := c.work.SyscallConn(); err == nil {
		conn.Control(func(fd uintptr) {
			if n, err := unix.IoctlGetInt(int(fd), unix.TIOCINQ); err == nil {
				left = n
			}
		})
	}
	return left == 0
}

// signal sends a signal. A process that has ended is no error.
func (c *child) signal(sig syscall.Signal) (err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.reaped:
		return nil
	case c.pidfd == nil:
		err = unix.Kill(c.pid, sig)
	default:
		c.withPidfd(func(fd int) { err = unix.PidfdSendSignal(fd, sig, nil, 0) })
	}
	if err == unix.ESRCH {
		return nil
	}
	return os.NewSyscallError("kill", err)
}

// release closes what belongs to the child on this side.
func (c *child) release() {
	for _, f := range []*os.File{c.work, c.result, c.alive, c.pidfd, c.status} {
		if f != nil {
			f.Close()
		}
	}
	if c.onEnd != nil {
		c.onEnd()
	}
}

func prlimit(pid, resource int, limit *Limit) (Limit, error) {
	var set *unix.Rlimit
	if limit != nil {
		set = &unix.Rlimit{Cur: limit.Soft, Max: limit.Hard}
	}
	var old unix.Rlimit
	var err error
	switch { // the kernel looks at 32 bits
	case resource != int(uint32(resource)):
		err = unix.EINVAL
	case pid != int(int32(pid)):
		err = unix.ESRCH
	default:
		err = unix.Prlimit(pid, resource, set, &old)
	}
	if err != nil {
		return Limit{}, fmt.Errorf("limit %d of process %d: %w", resource, pid, os.NewSyscallError("prlimit", err))
	}
	return Limit{resource, old.Cur, old.Max}, nil
}

// imageHead returns the start of the program's file, as far as the build ID of
// an ELF file reaches.
func imageHead() []byte {
	fd, err := unix.Open(image, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil
	}
	defer unix.Close(fd)
	b := make([]byte, 4<<10)
	n, err := unix.Pread(fd, b, 0)
	if err != nil {
		return nil
	}
	return b[:n]
}
