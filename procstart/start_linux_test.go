// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"
	"py34.example/procstart"
)

var (
	descriptors = procstart.Register("descriptors", func(ctx context.Context, _ nothing) (map[int]string, error) {
		return openFiles()
	})
	getppid  = procstart.Register("getppid", func(ctx context.Context, _ nothing) (int, error) { return os.Getppid(), nil })
	stubborn = procstart.Register("stubborn", func(ctx context.Context, stop bool) (nothing, error) {
		signal.Ignore(syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP)
		if stop {
			syscall.Kill(os.Getpid(), syscall.SIGSTOP)
		}
		time.Sleep(time.Hour)
		return nothing{}, nil
	})
	preloads int
	_        = procstart.Register("warm", func(ctx context.Context, _ nothing) (nothing, error) { preloads++; return nothing{}, nil })
	_        = procstart.Register("preload that fails", func(ctx context.Context, _ nothing) (nothing, error) {
		return nothing{}, errors.New("no fuel")
	})
	_ = procstart.Register("preload that starts", func(ctx context.Context, _ nothing) (nothing, error) {
		_, err := square.Call(ctx, 2)
		return nothing{}, err
	})
	warmth = procstart.Register("warmth", func(ctx context.Context, _ nothing) (int, error) { return preloads, nil })
	touch  = procstart.Register("touch", func(ctx context.Context, name string) (fs.FileMode, error) {
		f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o777)
		if err != nil {
			return 0, err
		}
		info, err := f.Stat()
		return info.Mode(), err
	})
	limit = procstart.Register("limit", func(ctx context.Context, resource int) (procstart.Limit, error) {
		return procstart.Prlimit(0, resource, nil)
	})
	getpgrp = procstart.Register("getpgrp", func(ctx context.Context, _ nothing) (int, error) { return syscall.Getpgrp(), nil })
	accept  = procstart.Register("accept", func(ctx context.Context, fd int) (string, error) {
		l, err := net.FileListener(os.NewFile(uintptr(fd), "listener"))
		if err != nil {
			return "", err
		}
		return l.Addr().String(), nil
	})
	count = procstart.Register("count", func(ctx context.Context, name string) (nothing, error) {
		f, err := os.OpenFile(name, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o666)
		if err != nil {
			return nothing{}, err
		}
		defer f.Close()
		_, err = f.WriteString("x")
		return nothing{}, err
	})
)

// openFiles returns what the descriptors of this process are, but for the one
// that reads them.
func openFiles() (map[int]string, error) {
	names, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return nil, err
	}
	files := make(map[int]string)
	for _, name := range names {
		fd, _ := strconv.Atoi(name.Name())
		if target, err := os.Readlink("/proc/self/fd/" + name.Name()); err == nil {
			files[fd] = target
		}
	}
	return files, nil
}

func contextOf(t *testing.T, m procstart.StartMethod) *procstart.Context {
	t.Helper()
	c, err := procstart.GetContext(m)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// TestDescriptors checks that a child has its standard files, its pipe, what the
// runtime opens, and no more: not what this process leaks.
func TestDescriptors(t *testing.T) {
	fds := make([]int, 20)
	for i := range fds {
		var err error
		if fds[i], err = syscall.Open("/etc/passwd", syscall.O_RDONLY, 0); err != nil { // not closed on exec
			t.Fatal(err)
		}
		defer syscall.Close(fds[i])
	}
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		c.Close() // a new server must not get them either
		defer c.Close()
		held, leaked, pipes, snapshots := 0, 0, 0, 0
		own, err := openFiles()
		if err != nil {
			t.Fatal(err)
		}
		for fd, name := range call(t, c, descriptors, nothing{}, procstart.Options{}) {
			switch {
			case fd <= 2, strings.HasPrefix(name, "/proc/"):
			case strings.HasPrefix(name, "/memfd:procstart"):
				snapshots++
			case c.GetStartMethod() == procstart.Fork && name != "/etc/passwd" && own[fd] == name: // from the test's parent
			case strings.HasPrefix(name, "pipe:"):
				pipes++
			case strings.Contains(name, "/cgroup/"):
				held++
			case name == "/etc/passwd":
				leaked++
			case strings.HasPrefix(name, "anon_inode:[event"): // the poller's
			default:
				t.Errorf("descriptor %d is %s", fd, name)
			}
		}
		want, wantSnapshots := 0, 0
		if c.GetStartMethod() == procstart.Fork {
			want = 20
			for _, name := range own { // of other tests
				if strings.HasPrefix(name, "/memfd:procstart") {
					wantSnapshots++
				}
			}
		}
		if leaked != want {
			t.Errorf("the child has %d of 20 leaked descriptors, want %d", leaked, want)
		}
		if snapshots != wantSnapshots {
			t.Errorf("the child has %d snapshots, want %d", snapshots, wantSnapshots)
		}
		if pipes > 4 { // work, result, lifeline, and the runtime's duplicate of the result
			t.Errorf("the child has %d pipes", pipes)
		}
		for _, name := range own {
			if strings.Contains(name, "/cgroup/") {
				held--
			}
		}
		if held < 0 {
			t.Error("the runtime of the child has lost descriptors")
		}
	})
}

func TestForkServerIsParent(t *testing.T) {
	c := contextOf(t, procstart.ForkServer)
	first := call(t, c, getppid, nothing{}, procstart.Options{})
	if first == os.Getpid() {
		t.Error("the child's parent is this process, not the server")
	}
	for range 3 {
		if got := call(t, c, getppid, nothing{}, procstart.Options{}); got != first {
			t.Errorf("the server changed from %d to %d", first, got)
		}
	}
}

func TestServerIsRestarted(t *testing.T) {
	c := contextOf(t, procstart.ForkServer)
	for _, spares := range []int{0, 3} {
		if err := c.Spares(spares); err != nil {
			t.Fatal(err)
		}
		server := call(t, c, getppid, nothing{}, procstart.Options{})
		job := started(t, c, sleep, 300*time.Millisecond, procstart.Options{})
		syscall.Kill(server, syscall.SIGINT)
		if got := call(t, c, getppid, nothing{}, procstart.Options{}); got != server {
			t.Errorf("the server did not ignore SIGINT: %d is now %d", server, got)
		}
		name := filepath.Join(t.TempDir(), "count")
		for i := range 5 {
			killServer(call(t, c, getppid, nothing{}, procstart.Options{}))
			call(t, c, count, name, procstart.Options{})
			if b, _ := os.ReadFile(name); len(b) != i+1 {
				t.Fatalf("after %d starts the function ran %d times", i+1, len(b))
			}
		}
		// The job was the old server's child, and goes on.
		if _, err := job.Result(); err != nil {
			t.Errorf("job of a killed server: %v", err)
		}
		if code, _ := job.ExitCode(); code != 0 {
			t.Errorf("job of a killed server: exit code %d", code)
		}
	}
}

func TestSpares(t *testing.T) {
	c := contextOf(t, procstart.ForkServer)
	if err := c.SetPreload("warm", "warm"); err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{2, 5, 1} {
		if err := c.Spares(n); err != nil {
			t.Fatal(err)
		}
		for range 4 {
			if got := call(t, c, warmth, nothing{}, procstart.Options{}); got != 2 {
				t.Errorf("preload ran %d times, want 2", got)
			}
		}
	}
	if err := c.SetPreload(); err != nil {
		t.Fatal(err)
	}
	if got := call(t, c, warmth, nothing{}, procstart.Options{}); got != 0 {
		t.Errorf("preload ran %d times, want 0", got)
	}
	if err := c.SetPreload("nosuch"); err == nil || !strings.Contains(err.Error(), `"nosuch"`) {
		t.Errorf("SetPreload of an unknown name: %v", err)
	}
	if err := c.Spares(-1); err == nil {
		t.Error("Spares(-1): no error")
	}
	if err := contextOf(t, procstart.Spawn).Spares(1); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("Spares of spawn: %v", err)
	}
}

func TestBadPreload(t *testing.T) {
	c := contextOf(t, procstart.ForkServer)
	defer c.SetPreload()
	for name, want := range map[string]string{"preload that fails": "no fuel", "preload that starts": procstart.ErrBootstrapping.Error()} {
		if err := c.SetPreload(name); err != nil {
			t.Fatal(err)
		}
		if _, err := square.CallIn(t.Context(), c, 1, procstart.Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// TestSpareIsLate checks that a child takes from its request what others take
// from their birth.
func TestSpareIsLate(t *testing.T) {
	old := syscall.Umask(0o022)
	defer syscall.Umask(old)
	dir := t.TempDir()
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		syscall.Umask(0o022)
		if c.GetStartMethod() == procstart.ForkServer {
			if err := c.Spares(1); err != nil {
				t.Fatal(err)
			}
			defer c.Close()
		}
		syscall.Umask(0o077)
		t.Chdir(dir)
		t.Setenv("PROCSTART_LATE", "yes")
		core, err := procstart.Prlimit(0, syscall.RLIMIT_CORE, nil)
		if err != nil {
			t.Fatal(err)
		}
		lower := procstart.Limit{Soft: 4096, Hard: core.Hard}
		if _, err := procstart.Prlimit(0, syscall.RLIMIT_CORE, &lower); err != nil {
			t.Fatal(err)
		}
		defer procstart.Prlimit(0, syscall.RLIMIT_CORE, &core)
		for range 2 { // with a spare and without
			os.Remove("touched")
			if got := call(t, c, touch, "touched", procstart.Options{}); got != 0o700 {
				t.Errorf("file mode %o, want 700", got)
			}
			if got := call(t, c, environ, nothing{}, procstart.Options{}); !slices.Contains(got, "PROCSTART_LATE=yes") {
				t.Error("environment is that of birth")
			}
			if got := call(t, c, limit, syscall.RLIMIT_CORE, procstart.Options{}); got.Soft != 4096 {
				t.Errorf("limit %+v, want 4096", got)
			}
		}
	})
}

func TestLimits(t *testing.T) {
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		want := procstart.Limit{Resource: syscall.RLIMIT_FSIZE, Soft: 1 << 20, Hard: 1 << 21}
		if got := call(t, c, limit, syscall.RLIMIT_FSIZE, procstart.Options{Limits: []procstart.Limit{want}}); got != want {
			t.Errorf("limit %+v, want %+v", got, want)
		}
		bad := procstart.Limit{Resource: syscall.RLIMIT_FSIZE, Soft: 2, Hard: 1}
		if _, err := limit.CallIn(t.Context(), c, syscall.RLIMIT_FSIZE, procstart.Options{Limits: []procstart.Limit{bad}}); !errors.Is(err, syscall.EINVAL) {
			t.Errorf("soft limit above the hard one: %v", err)
		}
	})
	// The kernel would take the lower half of these for the number of a limit
	// and of a process.
	for _, resource := range []int{-1, math.MaxInt32, math.MaxInt - math.MaxUint32} {
		if _, err := procstart.Prlimit(0, resource, nil); !errors.Is(err, syscall.EINVAL) {
			t.Errorf("limit %d: %v", resource, err)
		}
	}
	p := started(t, nil, sleep, time.Hour, procstart.Options{})
	set := procstart.Limit{Soft: 5, Hard: 6}
	if _, err := procstart.Prlimit(p.PID(), syscall.RLIMIT_CORE, &set); err != nil {
		t.Fatal(err)
	}
	got, err := procstart.Prlimit(p.PID(), syscall.RLIMIT_CORE, nil)
	if err != nil || got.Soft != 5 || got.Hard != 6 {
		t.Errorf("limits of the child %+v, %v", got, err)
	}
	for _, pid := range []int{1 << 30, math.MaxInt - math.MaxUint32} {
		if _, err := procstart.Prlimit(pid, syscall.RLIMIT_CORE, nil); !errors.Is(err, syscall.ESRCH) {
			t.Errorf("limits of process %d: %v", pid, err)
		}
	}
}

// TestFork checks what Fork keeps.
func TestFork(t *testing.T) {
	c := contextOf(t, procstart.Fork)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	f, err := l.(*net.TCPListener).File()
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	fd := f.Fd()
	if on, err := procstart.Inheritable(fd); on || err != nil {
		t.Errorf("a new listener is inheritable: %t, %v", on, err)
	}
	if _, err := accept.CallIn(t.Context(), c, int(fd), procstart.Options{}); err == nil {
		t.Error("the child has a listener that is not inheritable")
	}
	if err := procstart.SetInheritable(fd, true); err != nil {
		t.Fatal(err)
	}
	if on, err := procstart.Inheritable(fd); !on || err != nil {
		t.Errorf("the listener is not inheritable: %t, %v", on, err)
	}
	if got := call(t, c, accept, int(fd), procstart.Options{}); got != l.Addr().String() {
		t.Errorf("the child's listener is at %s, want %s", got, l.Addr())
	}
	if err := procstart.SetInheritable(1<<20, true); !errors.Is(err, syscall.EBADF) {
		t.Errorf("SetInheritable of no descriptor: %v", err)
	}
	if got := call(t, c, getpgrp, nothing{}, procstart.Options{}); got != syscall.Getpgrp() {
		t.Errorf("process group %d, want %d", got, syscall.Getpgrp())
	}

	// Descriptors at the places that the pipes would take.
	for fd := 3; fd < 12; fd++ {
		if _, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err == nil {
			continue
		}
		if err := unix.Dup2(int(f.Fd()), fd); err != nil {
			t.Fatal(err)
		}
		defer unix.Close(fd)
		if got := call(t, c, accept, fd, procstart.Options{}); got != l.Addr().String() {
			t.Errorf("the child's listener at %d is at %s, want %s", fd, got, l.Addr())
		}
	}
}

var (
	table     = procstart.Share[[]byte]("table")
	settings  = procstart.Share[map[string]int]("settings")
	channels  = procstart.Share[chan int]("channels")
	unset     = procstart.Share[string]("unset")
	readTable = procstart.Register("read table", func(ctx context.Context, depth int) (string, error) {
		if depth > 0 {
			return readTableNested(ctx, depth)
		}
		b, err := table.Load()
		if err != nil {
			return "", err
		}
		m, err := settings.Load()
		if err != nil {
			return "", err
		}
		s, err := unset.Load()
		if len(b) > 0 {
			b[0]++ // of this process alone
		}
		return fmt.Sprintf("%q %v %q", b, m, s), err
	})
	readTableNested func(context.Context, int) (string, error)
)

func init() {
	readTableNested = func(ctx context.Context, depth int) (string, error) { return readTable.Call(ctx, depth-1) }
}

func TestShare(t *testing.T) {
	c := contextOf(t, procstart.Fork)
	for i := range 3 {
		if err := table.Store(fmt.Appendf(nil, "Table %d", i)); err != nil {
			t.Fatal(err)
		}
		if err := settings.Store(map[string]int{"i": i}); err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf(`"Uable %d" map[i:%d] ""`, i, i)
		for depth := range 3 {
			if got := call(t, c, readTable, depth, procstart.Options{}); got != want {
				t.Errorf("after store %d, in generation %d: %s, want %s", i, depth+1, got, want)
			}
		}
		if b, err := table.Load(); string(b) != fmt.Sprintf("Table %d", i) || err != nil {
			t.Errorf("Load = %q, %v", b, err)
		}
	}
	if got := call(t, contextOf(t, procstart.Spawn), readTable, 0, procstart.Options{}); got != `"" map[] ""` {
		t.Errorf("a spawn child has the values: %s", got)
	}
	if err := channels.Store(nil); !errors.As(err, new(*procstart.EncodeError)) {
		t.Errorf("Store of a channel: %v", err)
	}
}

// helper runs this program in a role.
func helper(t *testing.T, role string, env ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), append(env, "PROCSTART_TEST_ROLE="+role)...)
	cmd.Stderr = os.Stderr
	return cmd
}

func init() {
	roles["no init"] = func() {
		for _, m := range procstart.StartMethods() {
			c, _ := procstart.GetContext(m)
			p := procstart.NewProcess(c, square, 2, procstart.Options{})
			err := p.Start(context.Background())
			fmt.Println(errors.Is(err, procstart.ErrNoInit), p.PID())
		}
	}
	roles["busy parent"] = func() {
		c, err := procstart.GetContext(procstart.StartMethod(os.Getenv("PROCSTART_TEST_METHOD")))
		if err != nil {
			panic(err)
		}
		for range 4 {
			go func() {
				for range 40 {
					p := procstart.NewProcess(c, stubborn, false, procstart.Options{})
					if err := p.Start(context.Background()); err != nil {
						panic(err)
					}
				}
			}()
		}
		time.Sleep(time.Hour)
	}
	roles["parent"] = func() {
		c, err := procstart.GetContext(procstart.StartMethod(os.Getenv("PROCSTART_TEST_METHOD")))
		if err != nil {
			panic(err)
		}
		if c.GetStartMethod() == procstart.ForkServer {
			if err := c.Spares(3); err != nil {
				panic(err)
			}
		}
		for i := range 4 {
			p := procstart.NewProcess(c, stubborn, i == 3, procstart.Options{})
			if err := p.Start(context.Background()); err != nil {
				panic(err)
			}
		}
		time.Sleep(100 * time.Millisecond)
		fmt.Println("ready")
		time.Sleep(time.Hour)
	}
}

func TestNoInit(t *testing.T) {
	out, err := helper(t, "no init").Output()
	if want := strings.Repeat("true 0\n", len(procstart.StartMethods())); string(out) != want || err != nil {
		t.Errorf("printed %q, %v; want %q", out, err, want)
	}
}

// family returns the processes of this program that have a variable in their
// environment.
func family(t *testing.T, variable string) (pids []int) {
	t.Helper()
	dirs, err := filepath.Glob("/proc/[0-9]*/environ")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range dirs {
		b, err := os.ReadFile(name)
		if err == nil && slices.Contains(strings.Split(string(b), "\x00"), variable) {
			pid, _ := strconv.Atoi(strings.Split(name, "/")[2])
			pids = append(pids, pid)
		}
	}
	return pids
}

// TestParentIsKilled checks that no process outlives its parent: not those that
// ignore signals, nor those that are stopped, nor spares, nor the server, also
// if that was killed first.
func TestParentIsKilled(t *testing.T) {
	for _, m := range []string{"fork", "spawn", "forkserver", "forkserver, killed first"} {
		t.Run(m, func(t *testing.T) {
			mark := fmt.Sprintf("PROCSTART_TEST_MARK=%d %s", os.Getpid(), m)
			method, serverFirst, _ := strings.Cut(m, ",")
			cmd := helper(t, "parent", "PROCSTART_TEST_METHOD="+method, mark)
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			line, err := bufio.NewReader(out).ReadString('\n')
			if err != nil || line != "ready\n" {
				t.Fatalf("the parent says %q, %v", line, err)
			}
			if got := len(family(t, mark)); got < 5 {
				t.Fatalf("the parent has a family of %d, want 5 at least", got)
			}
			if serverFirst != "" {
				for _, pid := range family(t, mark) {
					b, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
					if strings.Contains(string(b), "=server,") {
						syscall.Kill(pid, syscall.SIGKILL)
					}
				}
			}
			cmd.Process.Kill()
			cmd.Wait()
			awaitEnd(t, mark)
		})
	}
}

// awaitEnd waits until none is left of the family of a parent that has just
// ended.
func awaitEnd(t *testing.T, mark string) {
	t.Helper()
	began := time.Now()
	for len(family(t, mark)) > 0 {
		if time.Since(began) > 2*time.Second {
			t.Fatalf("2 s after its end the parent has a family of %d", len(family(t, mark)))
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// TestParentIsKilledStarting kills a parent while children are in all stages of
// their starts.
func TestParentIsKilledStarting(t *testing.T) {
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		for i := range 3 {
			mark := fmt.Sprintf("PROCSTART_TEST_MARK=%d %s %d", os.Getpid(), c.GetStartMethod(), i)
			cmd := helper(t, "busy parent", "PROCSTART_TEST_METHOD="+string(c.GetStartMethod()), mark)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			for len(family(t, mark)) < 10*(i+1) {
				time.Sleep(time.Millisecond)
			}
			cmd.Process.Kill()
			cmd.Wait()
			awaitEnd(t, mark)
		}
	})
}

// killServer kills a process if it is a server: the parent of a child whose
// server is gone is somebody else.
func killServer(pid int) {
	if line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid)); err == nil && strings.Contains(string(line), "=server,") {
		syscall.Kill(pid, syscall.SIGKILL)
	}
}

// TestServersAreKilled kills servers all the time: a start finds another one, and
// no function runs twice.
func TestServersAreKilled(t *testing.T) {
	c := contextOf(t, procstart.ForkServer)
	if err := c.Spares(2); err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	var killer, callers sync.WaitGroup
	killer.Go(func() {
		for {
			select {
			case <-stop:
				return
			case <-time.After(10 * time.Millisecond):
			}
			if server, err := getppid.CallIn(t.Context(), c, nothing{}, procstart.Options{}); err != nil {
				t.Error(err)
			} else {
				killServer(server)
			}
		}
	})
	dir := t.TempDir()
	for g := range 4 {
		callers.Go(func() {
			for i := range 25 {
				name := filepath.Join(dir, fmt.Sprint(g, " ", i))
				call(t, c, count, name, procstart.Options{})
				if b, err := os.ReadFile(name); len(b) != 1 {
					t.Errorf("the function ran %d times, %v", len(b), err)
				}
			}
		})
	}
	callers.Wait()
	close(stop)
	killer.Wait()
}

// TestLateAnswer checks that an answer that is in the pipe is read, however late
// it is, though the pipe has not come to its end.
func TestLateAnswer(t *testing.T) {
	for _, n := range []int{1, 10_000} {
		for _, missing := range []int{0, 1, n + 9} {
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			defer w.Close()
			want := bytes.Repeat([]byte{'x'}, n)
			answer := append(binary.LittleEndian.AppendUint64([]byte{2}, uint64(n)), want...)
			if _, err := w.Write(answer[:len(answer)-missing]); err != nil {
				t.Fatal(err)
			}
			if err := r.SetReadDeadline(time.Now()); err != nil {
				t.Fatal(err)
			}
			got, err := procstart.LateOutcome(r)
			if missing == 0 && (!bytes.Equal(got, want) || err != nil) {
				t.Errorf("an answer of %d bytes: %d bytes, %v", n, len(got), err)
			}
			if missing > 0 && !errors.As(err, new(*procstart.ExitError)) {
				t.Errorf("an answer without its last %d bytes: %d bytes, %v", missing, len(got), err)
			}
		}
	}
}

// TestAdopted kills the server of a process that adopts orphans, as the first of a
// container does: no zombies stay.
func TestAdopted(t *testing.T) {
	if err := unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); err != nil {
		t.Fatal(err)
	}
	defer unix.Prctl(unix.PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0)
	c := contextOf(t, procstart.ForkServer)
	for range 5 {
		if err := c.Spares(3); err != nil {
			t.Fatal(err)
		}
		server := call(t, c, getppid, nothing{}, procstart.Options{})
		job := started(t, c, sleep, 50*time.Millisecond, procstart.Options{})
		victim := started(t, c, sleep, time.Hour, procstart.Options{})
		if err := c.Spares(3); err != nil { // nobody knows of one that is being made
			t.Fatal(err)
		}
		killServer(server)
		if _, err := job.Result(); err != nil {
			t.Error(err)
		}
		victim.Kill()
		victim.Join(t.Context())
		if code, ok := victim.ExitCode(); code != -9 || !ok {
			t.Errorf("exit code %d, %t; want -9", code, ok)
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
		awaitNoChildren(t)
	}
}

// TestThreadEnds starts children from a thread that ends, which is what prctl
// takes for the death of their parent.
func TestThreadEnds(t *testing.T) {
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		c.Close() // the server, too, shall be started from that thread
		defer c.Close()
		p := procstart.NewProcess(c, sleep, 200*time.Millisecond, procstart.Options{})
		tid := make(chan int)
		go func() {
			runtime.LockOSThread() // and never unlock: the thread ends with the goroutine
			if err := p.Start(context.Background()); err != nil {
				t.Error(err)
			}
			tid <- unix.Gettid()
		}()
		thread := fmt.Sprintf("/proc/self/task/%d", <-tid)
		if thread == fmt.Sprintf("/proc/self/task/%d", os.Getpid()) {
			return // the main thread does not end
		}
		for p.IsAlive() {
			if _, err := os.Stat(thread); err != nil {
				break
			}
			time.Sleep(time.Millisecond)
		}
		if _, err := p.Result(); err != nil {
			t.Error(err)
		}
	})
}

// TestStress starts a thousand processes at once and checks that nothing is
// left of them.
func TestStress(t *testing.T) {
	contextOf(t, procstart.ForkServer).Close() // its server is a child too
	p := started(t, contextOf(t, procstart.Spawn), sleep, time.Hour, procstart.Options{})
	if len(children(t)) == 0 {
		t.Error("a child is not found")
	}
	p.Kill()
	p.Join(t.Context())
	eachMethod(t, func(t *testing.T, c *procstart.Context) {
		n := 1000
		if raceEnabled {
			n = 40
		}
		if testing.Short() || !raceEnabled && c.GetStartMethod() == procstart.Fork {
			n = 100
		}
		call(t, c, square, 1, procstart.Options{}) // opens what stays open
		c.Close()
		before, err := openFiles()
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		slots := make(chan struct{}, 200)
		for i := range n {
			wg.Go(func() {
				slots <- struct{}{}
				defer func() { <-slots }()
				if got := call(t, c, square, i, procstart.Options{}); got != i*i {
					t.Errorf("square(%d) = %d", i, got)
				}
			})
		}
		wg.Wait()
		if err := c.Close(); err != nil {
			t.Error(err)
		}
		after, err := openFiles()
		if err != nil {
			t.Fatal(err)
		}
		if len(after) > len(before) {
			t.Errorf("%d descriptors before, %d after: %v", len(before), len(after), after)
		}
		awaitNoChildren(t)
	})
}

func awaitNoChildren(t *testing.T) {
	t.Helper()
	began := time.Now()
	for ; len(children(t)) > 0; time.Sleep(time.Millisecond) {
		if time.Since(began) > 2*time.Second {
			t.Fatalf("there are children left: %q", children(t))
		}
	}
}

// children returns the command lines of this process's children, zombies too.
func children(t *testing.T) (lines []string) {
	t.Helper()
	names, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil || len(names) == 0 {
		t.Fatalf("no processes, %v", err)
	}
	for _, name := range names {
		stat, _ := os.ReadFile(name) // none if the process has ended
		rest := string(stat[bytes.LastIndexByte(stat, ')')+1:])
		if f := strings.Fields(rest); len(f) > 1 && f[1] == strconv.Itoa(os.Getpid()) {
			line, _ := os.ReadFile(filepath.Join(filepath.Dir(name), "cmdline"))
			lines = append(lines, filepath.Base(filepath.Dir(name))+": "+f[0]+" "+string(line))
		}
	}
	return lines
}

// TestPipeHeld checks that a process that outlives a child, and has its
// standard files, does not keep the parent waiting.
func TestPipeHeld(t *testing.T) {
	p := started(t, contextOf(t, procstart.Spawn), runTrue, nothing{}, procstart.Options{})
	if got, err := p.Result(); err != nil || got == 0 {
		t.Errorf("pid %d, %v", got, err)
	} else {
		syscall.Kill(got, syscall.SIGKILL)
	}
}

var runTrue = procstart.Register("run sleep", func(ctx context.Context, _ nothing) (int, error) {
	cmd := exec.Command("sleep", "60")
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	return cmd.Process.Pid, nil
})
