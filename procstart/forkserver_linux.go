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
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// A forkServer makes the children of the ForkServer method, through a process
// that has nothing but them: the server, see serve. The client, this process,
// asks the server for spares and gives each a job through a socket of its own.
//
// Two locks keep it fast: a start that finds a spare never waits for the
// server.
type forkServer struct {
	mu      sync.Mutex
	pool    []*spare // parked, oldest first
	target  int      // how many there shall be
	preload []string
	age     int  // counts changes of preload, and closes
	filling bool // a goroutine makes spares

	talk sync.Mutex // held while one is made
	peer *peer      // nil while there is no server
}

// A peer is a running server.
type peer struct {
	*child // the server itself: only pid, pidfd and alive
	conn   packetConn
	limits []Limit // of this process when the server was born
	ended  chan struct{}

	mu   sync.Mutex
	busy int // children that are not spares
}

// A spare is a child without a job yet.
type spare struct {
	*child
	conn packetConn
	peer *peer
}

// start gives the job to a spare. A spare that is gone has not done anything
// yet, and another one gets the job.
func (s *forkServer) start(ctx context.Context, l *launch) (*child, error) {
	defer s.replace()
	for sp := s.take(); sp != nil; sp = s.take() {
		err := sp.give(ctx, l)
		if err != errGone {
			return sp.child, err
		}
		sp.discard() // its server was killed
	}
	for attempt := 1; ; attempt++ {
		sp, err := s.newSpare(ctx, anyAge)
		if err != nil {
			return nil, err
		}
		if err = sp.give(ctx, l); err != errGone {
			return sp.child, err
		}
		code := sp.discard()
		if attempt == maxAttempts || attempt >= 3 && !sp.orphaned {
			return nil, fmt.Errorf("the child ended before it took its job: exit code %d", code)
		}
	}
}

// maxAttempts is how often a start may lose a server that somebody kills, or
// that does not come up.
const maxAttempts = 10

// take returns a parked spare, or nil.
func (s *forkServer) take() *spare {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.pool) == 0 {
		return nil
	}
	sp := s.pool[0]
	s.pool = slices.Delete(s.pool, 0, 1)
	return sp
}

// replace has the pool refilled in a moment: the child that has just got its job
// needs the processor first.
func (s *forkServer) replace() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.filling && len(s.pool) < s.target {
		s.filling = true
		time.AfterFunc(time.Millisecond, func() { s.refill() })
	}
}

// refill brings the pool up to its target.
func (s *forkServer) refill() error {
	for {
		s.mu.Lock()
		if len(s.pool) >= s.target {
			s.filling = false
			s.mu.Unlock()
			return nil
		}
		age := s.age
		s.mu.Unlock()

		sp, err := s.newSpare(context.Background(), age)
		if err == errStale {
			continue
		}
		if err == nil {
			err = sp.awaitParked()
		}
		s.mu.Lock()
		switch {
		case err != nil: // the next start will say so
			s.filling = false
			s.mu.Unlock()
			return err
		case age != s.age || len(s.pool) >= s.target:
			go sp.discard()
		default:
			s.pool = append(s.pool, sp)
		}
		s.mu.Unlock()
	}
}

func (s *forkServer) setSpares(n int) error {
	s.mu.Lock()
	s.target = n
	extra := s.cut(n)
	for s.filling { // by the goroutine: it follows the new target
		s.mu.Unlock()
		time.Sleep(100 * time.Microsecond)
		s.mu.Lock()
	}
	s.filling = true
	s.mu.Unlock()
	discardAll(extra)
	s.dropDead()
	return s.refill()
}

// cut takes all but n spares from the pool. The caller holds the lock.
func (s *forkServer) cut(n int) []*spare {
	n = min(n, len(s.pool))
	extra := slices.Clone(s.pool[n:])
	s.pool = s.pool[:n]
	return extra
}

// dropDead takes those spares from the pool that have lost their server.
func (s *forkServer) dropDead() {
	s.mu.Lock()
	var dead []*spare
	s.pool = slices.DeleteFunc(s.pool, func(sp *spare) bool {
		select {
		case <-sp.peer.ended:
			dead = append(dead, sp)
			return true
		default:
			return false
		}
	})
	s.mu.Unlock()
	discardAll(dead)
}

func discardAll(spares []*spare) {
	var wg sync.WaitGroup
	for _, sp := range spares {
		wg.Go(func() { sp.discard() })
	}
	wg.Wait()
}

func (s *forkServer) setPreload(names []string) error {
	s.mu.Lock()
	s.preload = names
	s.age++
	stale := s.cut(0)
	refill := s.target > 0 && !s.filling
	s.filling = s.filling || refill
	s.mu.Unlock()
	discardAll(stale)
	if refill {
		return s.refill()
	}
	return nil
}

// close sends the spares away, and the server once its children are done.
func (s *forkServer) close() error {
	s.mu.Lock()
	s.target = 0
	s.age++
	spares := s.cut(0)
	s.mu.Unlock()
	discardAll(spares)

	s.talk.Lock()
	defer s.talk.Unlock()
	if s.peer == nil {
		return nil
	}
	p := s.peer
	s.peer = nil
	p.conn.close()
	p.mu.Lock()
	busy := p.busy
	p.mu.Unlock()
	if busy == 0 {
		<-p.ended
	}
	return nil
}

// errStale says that a spare is no longer wanted, or not as it would be.
var errStale = errors.New("stale")

const anyAge = -1

// newSpare has the server make a child. If the server is gone there will be
// another: nothing has been done yet. The error is errStale if age is no longer
// that of s: else a new server would come up behind close.
func (s *forkServer) newSpare(ctx context.Context, age int) (*spare, error) {
	s.talk.Lock()
	defer s.talk.Unlock()
	s.mu.Lock()
	preload, stale := s.preload, age != anyAge && age != s.age
	s.mu.Unlock()
	if stale {
		return nil, errStale
	}

	var m message
	m.strings(preload)
	for attempt := 1; ; attempt++ {
		if err := context.Cause(ctx); err != nil {
			return nil, err
		}
		if s.peer == nil {
			p, err := newPeer()
			if err != nil {
				return nil, fmt.Errorf("fork server: %w", err)
			}
			s.peer = p
		}
		sp, err := s.peer.order(ctx, m.b)
		if err == nil {
			return sp, nil
		}
		if fault, ok := err.(serverError); ok {
			return nil, fmt.Errorf("fork server: %w", syscall.Errno(fault))
		}
		s.peer.signal(syscall.SIGKILL) // it may answer late: nobody must take that for his answer
		s.peer.conn.close()
		s.peer = nil
		if attempt == maxAttempts {
			return nil, fmt.Errorf("fork server: %w", err)
		}
	}
}

// newPeer starts a server.
func newPeer() (*peer, error) {
	var d, own descriptors
	defer d.close()
	defer own.close()
	client, socket, err := d.socket()
	if err != nil {
		return nil, err
	}
	own.add(client)
	alive, err := d.pipe(&own, true)
	if err != nil {
		return nil, err
	}
	null, err := unix.Open(os.DevNull, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	p := &peer{ended: make(chan struct{}), limits: ownLimits()}
	table, places := layOut([3]int{d.add(null), 1, 2}, []int{socket, alive}, nil)
	if p.child, err = execute(bornServer, places, table, os.Environ(), "", programArgs()); err != nil {
		return nil, err
	}
	p.conn = newPacketConn(own[0])
	p.alive = os.NewFile(uintptr(own[1]), "lifeline")
	own = nil
	go func() {
		p.wait()
		p.release()
		close(p.ended)
	}()
	return p, nil
}

// A serverError is the number of an error that the server met.
type serverError syscall.Errno

func (e serverError) Error() string { return syscall.Errno(e).Error() }

// order asks the server for a child.
func (p *peer) order(ctx context.Context, preload []byte) (*spare, error) {
	stop := p.conn.until(ctx)
	defer stop()
	if err := p.conn.send(preload, nil); err != nil {
		return nil, err
	}
	var b [16]byte
	n, fds, err := p.conn.recv(b[:])
	if err != nil {
		return nil, err
	}
	d := descriptors(fds)
	if n == 4 {
		d.close()
		return nil, serverError(binary.NativeEndian.Uint32(b[:]))
	}
	if n != 8 || len(fds) < 2 {
		d.close()
		return nil, errors.New("malformed answer")
	}
	c := &child{pid: int(binary.NativeEndian.Uint64(b[:])), status: ownFile(fds[1], "status pipe"), server: p}
	if len(fds) > 2 {
		c.pidfd = ownFile(fds[2], "pidfd")
	}
	return &spare{child: c, conn: newPacketConn(fds[0]), peer: p}, nil
}

// awaitParked waits until the spare is ready for its job.
func (sp *spare) awaitParked() error {
	var b [1]byte
	n, _, err := sp.conn.recv(b[:])
	if err != nil || n == 0 {
		return fmt.Errorf("a spare ended with exit code %d", sp.discard())
	}
	return nil
}

// discard sends a spare away and returns its exit code.
func (sp *spare) discard() int {
	sp.conn.close()
	sp.signal(syscall.SIGKILL)
	code, _ := sp.wait()
	sp.release()
	return code
}

// errGone says that a spare ended before it took a job.
var errGone = errors.New("gone")

// What a spare says.
const (
	saysParked = 'p' // it is ready
	saysTaken  = 't' // it has the job and will run it
	saysFailed = 'f' // it has the job and cannot run it: see encodeError
)

// give gives the spare its job, and returns when the spare has taken it.
func (sp *spare) give(ctx context.Context, l *launch) (err error) {
	var d, own descriptors
	defer d.close()
	defer own.close()
	defer func() {
		if err != nil && err != errGone {
			sp.discard()
		}
	}()
	passed, err := d.pass(&own, l)
	if err != nil {
		return err
	}
	r := l.request
	r.late = true
	r.env = l.env
	r.umask = umask()
	r.limits = append(changedLimits(sp.peer.limits), l.opts.Limits...)
	job := append(r.append(nil), l.arg...)
	n, err := unix.Write(own[0], job[:min(len(job), always)])
	if err != nil {
		return os.NewSyscallError("write", err)
	}
	stop := sp.conn.until(ctx)
	defer stop()
	b := make([]byte, 4096)
	b[0] = byte(flag(l.opts.Stdin != nil))
	if err := sp.conn.send(b[:1], passed); err != nil {
		return gone(ctx, err)
	}
	d.close() // lest a child that dies be thought to live
	sp.take(&own)
	if n < len(job) {
		sp.send(job[n:])
	}
	for {
		n, _, err := sp.conn.recv(b)
		switch {
		case err != nil || n == 0:
			return gone(ctx, err)
		case b[0] == saysFailed:
			return readError(new(FuncError), b[1:n])
		case b[0] == saysTaken:
			sp.conn.close()
			sp.greeted = true
			sp.peer.employ(sp)
			return nil
		}
	}
}

// gone returns errGone, or the error of ctx if that has ended.
func gone(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, unix.EPIPE) && !errors.Is(err, unix.ECONNRESET) {
		return err
	}
	return errGone
}

// employ counts a child that is no longer a spare, until it ends.
func (p *peer) employ(sp *spare) {
	p.mu.Lock()
	p.busy++
	p.mu.Unlock()
	sp.onEnd = func() {
		p.mu.Lock()
		p.busy--
		p.mu.Unlock()
	}
}

// pass opens the pipes, and returns the descriptors that the child gets: work
// pipe, result pipe, directory, standard output, standard error, standard input
// if there is one, extra files.
func (d *descriptors) pass(own *descriptors, l *launch) (fds []int, err error) {
	fds, err = d.pipes(own, false)
	if err != nil {
		return nil, err
	}
	dir := l.dir
	if dir == "" {
		dir = "."
	}
	dirfd, err := unix.Open(dir, unix.O_PATH|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, &os.PathError{Op: "chdir", Path: dir, Err: err}
	}
	fds = append(fds, d.add(dirfd), 1, 2)
	for i, f := range []*os.File{l.opts.Stdout, l.opts.Stderr, l.opts.Stdin} {
		if f == nil {
			continue
		}
		fd, err := d.dup(f)
		if err != nil {
			return nil, fmt.Errorf("standard file %d: %w", (i+1)%3, err)
		}
		if i == 2 {
			fds = append(fds, fd)
		} else {
			fds[3+i] = fd
		}
	}
	files, err := d.dupAll(l.opts.Files)
	return append(fds, files...), err
}

// umask returns the file mode creation mask of this process, or -1 if it cannot
// be had without changing it.
func umask() int {
	var b [1024]byte
	fd, err := unix.Open("/proc/self/status", unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return -1
	}
	defer unix.Close(fd)
	n, err := unix.Read(fd, b[:])
	if err != nil {
		return -1
	}
	mask := -1
	if _, rest, ok := strings.Cut(string(b[:n]), "\nUmask:\t"); ok {
		fmt.Sscanf(rest, "%o", &mask)
	}
	return mask
}

// numLimits is the number of limits that Linux has.
const numLimits = 16

func ownLimits() []Limit {
	limits := make([]Limit, numLimits)
	for i := range limits {
		var l unix.Rlimit
		unix.Prlimit(0, i, nil, &l)
		limits[i] = Limit{i, l.Cur, l.Max}
	}
	return limits
}

// changedLimits returns the limits of this process that are not those at the
// server's birth.
func changedLimits(born []Limit) (changed []Limit) {
	for i, l := range ownLimits() {
		if l != born[i] {
			changed = append(changed, l)
		}
	}
	return changed
}

// A packetConn is one end of a pair of Unix sockets that keep the bounds of
// packets. Packets can carry descriptors.
type packetConn struct {
	f   *os.File
	raw syscall.RawConn
}

// socket opens a pair, of which the caller owns the first; d closes the other.
func (d *descriptors) socket() (own, theirs int, err error) {
	p, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_SEQPACKET|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return -1, -1, os.NewSyscallError("socketpair", err)
	}
	return p[0], d.add(p[1]), nil
}

// newPacketConn takes over fd.
func newPacketConn(fd int) packetConn {
	f := ownFile(fd, "socket")
	raw, _ := f.SyscallConn() // fails for nil alone
	return packetConn{f, raw}
}

func (c packetConn) close() { c.f.Close() }

// until makes what c waits for fail when ctx ends, until stop is called.
func (c packetConn) until(ctx context.Context) (stop func() bool) {
	if ctx.Done() == nil {
		return func() bool { return true }
	}
	return context.AfterFunc(ctx, func() { c.f.SetDeadline(time.Unix(1, 0)) })
}

func (c packetConn) send(b []byte, fds []int) error {
	var rights []byte
	if len(fds) > 0 {
		rights = unix.UnixRights(fds...)
	}
	var err error
	wait := c.raw.Write(func(fd uintptr) bool {
		for {
			err = unix.Sendmsg(int(fd), b, rights, nil, unix.MSG_NOSIGNAL|unix.MSG_DONTWAIT)
			if err != unix.EINTR {
				return err != unix.EAGAIN
			}
		}
	})
	if wait != nil {
		return wait
	}
	return os.NewSyscallError("sendmsg", err)
}

// recv receives a packet, and the descriptors in it, which are the caller's.
func (c packetConn) recv(b []byte) (n int, fds []int, err error) {
	wait := c.raw.Read(func(fd uintptr) bool {
		n, fds, err = recvPacket(int(fd), b, unix.MSG_DONTWAIT)
		return err != unix.EAGAIN
	})
	if wait != nil {
		return 0, nil, wait
	}
	if err != nil {
		return 0, nil, os.NewSyscallError("recvmsg", err)
	}
	if n == 0 {
		return 0, nil, io.EOF
	}
	return n, fds, nil
}

func recvPacket(fd int, b []byte, flags int) (n int, fds []int, err error) {
	const most = 253
	oob := make([]byte, unix.CmsgSpace(4*most))
	var oobn int
	for {
		n, oobn, _, _, err = unix.Recvmsg(fd, b, oob, flags|unix.MSG_CMSG_CLOEXEC)
		if err != unix.EINTR {
			break
		}
	}
	if err != nil {
		return 0, nil, err
	}
	messages, err := unix.ParseSocketControlMessage(oob[:oobn])
	for i := range messages {
		if got, err := unix.ParseUnixRights(&messages[i]); err == nil {
			fds = append(fds, got...)
		}
	}
	return n, fds, err
}
