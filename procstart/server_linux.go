// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"syscall"

	"golang.org/x/sys/unix"
)

// serve is what a server does: it makes children for its client until that
// closes the socket, and ends when the last of them has ended. When the client
// is dead the kernel kills the server, and with it the spares.
func serve(fds []uintptr) {
	// Ignored, an interrupt would be ignored by the children too.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGINT)

	// Spares die with the thread that made them. The main goroutine is on
	// the main thread, which lives as long as the server.
	var children sync.WaitGroup
	sock := int(fds[0])
	b := make([]byte, 64<<10)
	for {
		n, _, err := recvPacket(sock, b, 0)
		if err != nil || n == 0 {
			break
		}
		h, err := hatch(b[:n])
		if err != nil {
			var errno syscall.Errno
			errors.As(err, &errno)
			if unix.Sendmsg(sock, binary.NativeEndian.AppendUint32(nil, uint32(errno)), nil, nil, unix.MSG_NOSIGNAL) != nil {
				break
			}
			continue
		}
		err = h.hand(sock)
		children.Go(h.watch)
		if err != nil {
			break
		}
	}
	children.Wait()
	os.Exit(0)
}

// A hatchling is a new child of the server.
type hatchling struct {
	*child
	client descriptors // the client's ends of the socket and of the status pipe
	status int         // the server's end of the status pipe
}

// hatch makes a child that runs the functions to preload.
func hatch(preload []byte) (h hatchling, err error) {
	var d descriptors
	defer d.close()
	client, own, err := d.socket()
	if err != nil {
		return h, err
	}
	h.client.add(client)
	defer func() {
		if err != nil {
			h.client.close()
		}
	}()
	var status [2]int
	if err := unix.Pipe2(status[:], unix.O_CLOEXEC); err != nil {
		return h, err
	}
	h.client.add(status[0])
	h.status = status[1]
	table, places := layOut([3]int{0, 1, 2}, []int{own}, nil)
	args := append([]string{hex.EncodeToString(preload)}, programArgs()...)
	if h.child, err = execute(bornSpare, places, table, os.Environ(), "", args); err != nil {
		unix.Close(h.status)
	}
	return h, err
}

// hand gives the client what it gets: the pid, socket, status pipe, and pidfd.
func (h *hatchling) hand(sock int) error {
	defer h.client.close()
	pid := binary.NativeEndian.AppendUint64(nil, uint64(h.pid))
	unix.Write(h.status, pid)
	passed := slices.Clone(h.client)
	h.withPidfd(func(fd int) { passed = append(passed, fd) }) // nobody closes it yet
	return unix.Sendmsg(sock, pid, unix.UnixRights(passed...), nil, unix.MSG_NOSIGNAL)
}

// watch tells the exit code of the child when it has ended.
func (h *hatchling) watch() {
	code, _ := h.wait()
	unix.Write(h.status, binary.NativeEndian.AppendUint64(nil, uint64(code)))
	unix.Close(h.status)
	h.release()
}

// park is what a spare does: it waits for a job, and runs it.
func park(fds []uintptr) {
	sock := int(fds[0])
	preloaded := errors.New("procstart: the server sent no list of functions to preload")
	if len(os.Args) > 1 {
		b, _ := hex.DecodeString(os.Args[1])
		m := message{b: b}
		os.Args = slices.Delete(os.Args, 1, 2)
		preloaded = preload(m.readStrings())
	}
	rehearse()
	send := func(b []byte) error { return unix.Sendmsg(sock, b, nil, nil, unix.MSG_NOSIGNAL) }
	send([]byte{saysParked})
	b := make([]byte, 1)
	n, passed, err := recvPacket(sock, b, 0)
	if err != nil || n == 0 {
		os.Exit(0) // sent away
	}
	req, arg, result, err := take(b[0] != 0, passed, preloaded)
	if err != nil {
		send(append([]byte{saysFailed}, encodeError(err)...))
		os.Exit(1)
	}
	if send([]byte{saysTaken}) != nil {
		os.Exit(1)
	}
	unix.Close(sock)
	runtime.UnlockOSThread()
	var extra []uintptr
	for _, fd := range passed {
		extra = append(extra, uintptr(fd))
	}
	req.run(arg, result, extra[len(extra)-len(req.files):])
}

// rehearse reads a request, so that the pages that this takes are in memory when
// the real one comes.
func rehearse() {
	r := request{late: true, method: ForkServer, function: "rehearsal", env: os.Environ(), args: os.Args}
	b := append(r.append(nil), make([]byte, 8)...)
	r, _, _ = readRequest(bytes.NewReader(b))
	lookup(r.function)
}

// preload runs the named functions.
func preload(names []string) (err error) {
	name := ""
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("preload of %q: panic: %v\n\n%s", name, v, debug.Stack())
		}
	}()
	for _, name = range names {
		entry := lookup(name)
		if entry == nil {
			return fmt.Errorf("preload: no function is registered as %q", name)
		}
		if err := entry.preload(context.Background()); err != nil {
			return fmt.Errorf("preload of %q: %w", name, err)
		}
	}
	return nil
}

// take makes a spare what its request says.
func take(stdin bool, fds []int, preloaded error) (req request, arg []byte, result *os.File, err error) {
	own := 5
	if stdin {
		own++
	}
	if len(fds) < own {
		return req, nil, nil, fmt.Errorf("procstart: %d descriptors came, not %d", len(fds), own)
	}
	work := pipeEnd(fds[0])
	result = os.NewFile(uintptr(fds[1]), "result pipe")
	if preloaded != nil {
		return req, nil, nil, preloaded
	}
	if req, arg, err = readRequest(work); err != nil {
		return req, nil, nil, err
	}
	if err := unix.Fchdir(fds[2]); err != nil {
		return req, nil, nil, os.NewSyscallError("fchdir", err)
	}
	unix.Close(fds[2])
	for i, fd := range fds[3:own] {
		if err := unix.Dup3(fd, []int{1, 2, 0}[i], 0); err != nil {
			return req, nil, nil, os.NewSyscallError("dup3", err)
		}
		unix.Close(fd)
	}
	if err := req.settle(); err != nil {
		return req, nil, nil, err
	}
	return req, arg, result, dieWithClient(work)
}

// settle takes from the request what other children are born with.
func (r *request) settle() error {
	if !slices.Equal(os.Environ(), r.env) {
		os.Clearenv()
		for _, e := range r.env {
			if err := setenv(e); err != nil {
				return err
			}
		}
	}
	if r.umask >= 0 {
		unix.Umask(r.umask)
	}
	os.Args = append(os.Args[:1:1], r.args...)
	for _, l := range r.limits {
		if _, err := prlimit(0, l.Resource, &l); err != nil {
			return err
		}
	}
	return nil
}

// setenv sets an entry of an environment. Entries that are none are left out.
func setenv(e string) error {
	for i := 1; i < len(e); i++ { // a name is not empty, but may start with '='
		if e[i] == '=' {
			return os.Setenv(e[:i], e[i+1:])
		}
	}
	return nil
}

// dieWithClient has the kernel kill this process when the other end of the work
// pipe is closed, and no longer when the server dies: the job is the client's.
func dieWithClient(work pipeEnd) error {
	if err := dieWithPipe(int(work)); err != nil {
		return err
	}
	return os.NewSyscallError("prctl", unix.Prctl(unix.PR_SET_PDEATHSIG, 0, 0, 0, 0))
}
