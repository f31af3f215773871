// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
)

// A child is an execution of the same program whose first argument says what
// it was born for, and which of its descriptors are part of that.
const marker = "--procstart-child="

// ownPipes is the number of pipes to a child: for the request, for the answer,
// and the lifeline, which is closed when the parent ends.
const ownPipes = 3

// What a child can be born for, besides running a function by Spawn or Fork.
const (
	bornServer = "server"
	bornSpare  = "spare"
)

var birth struct {
	role string
	fds  []uintptr
	err  error // of dieWithParent
}

// birthArg returns the first argument of a child.
func birthArg(role string, fds []uintptr) string {
	b := []byte(marker + role)
	for _, fd := range fds {
		b = append(b, ',')
		b = strconv.AppendUint(b, uint64(fd), 10)
	}
	return string(b)
}

// The initialisation runs before that of any package that imports this one, so
// that those see the arguments that the parent saw, and no descriptor that got
// here by accident.
func init() {
	if len(os.Args) < 2 {
		return
	}
	arg, ok := strings.CutPrefix(os.Args[1], marker)
	if !ok {
		return
	}
	role, list, _ := strings.Cut(arg, ",")
	for s := range strings.SplitSeq(list, ",") {
		fd, err := strconv.ParseUint(s, 10, strconv.IntSize-1)
		if err != nil {
			return
		}
		birth.fds = append(birth.fds, uintptr(fd))
	}
	birth.role = role
	os.Args = append(os.Args[:1:1], os.Args[2:]...)
	state.child = true

	// What the kernel keeps for each thread, such as the signal at the
	// parent's death, belongs to the main thread, and a server and a spare
	// need it. Others save the thread that the runtime starts for this.
	if role == bornServer || role == bornSpare {
		runtime.LockOSThread()
	}
	birth.err = dieWithParent(role, birth.fds)
	claimDescriptors(birth.fds, role != string(Fork))
}

// Init must be called first in main, or in TestMain. In a child it runs the
// function that the child was started for and does not return; elsewhere it
// returns at once. Without it starts fail with [ErrNoInit].
//
// Python: the guard "if __name__ == '__main__'" and freeze_support.
func Init() {
	state.Lock()
	again := state.inited
	state.inited = state.inited || !state.child
	state.Unlock()
	if again {
		return
	}
	ownFingerprint() // of what is registered by now
	switch birth.role {
	case "":
	case bornServer:
		if birth.err != nil {
			fmt.Fprintf(os.Stderr, "procstart: fork server: %v\n", birth.err)
			os.Exit(1)
		}
		serve(birth.fds)
	case bornSpare:
		park(birth.fds)
	default:
		work := os.NewFile(birth.fds[0], "work pipe")
		result := os.NewFile(birth.fds[1], "result pipe")
		if saysHello {
			result.Write([]byte{hello})
		}
		req, arg, err := readRequest(work)
		if err != nil {
			os.Exit(1) // the parent is gone
		}
		if birth.err != nil {
			finish(failure(birth.err), result)
		}
		req.run(arg, result, birth.fds[ownPipes:])
	}
}

func readRequest(r io.Reader) (req request, arg []byte, err error) {
	const unlimited = 1<<63 - 1 // the parent may be trusted
	work := bufio.NewReader(r)
	b, err := readSized(work, unlimited)
	if err != nil {
		return req, nil, err
	}
	req, ok := parseRequest(b)
	if !ok {
		return req, nil, errors.New("procstart: malformed request")
	}
	arg, err = readSized(work, unlimited)
	return req, arg, err
}

// run does what the request asks for and ends the process. fds are the extra
// files and the snapshots.
func (r *request) run(arg []byte, result *os.File, fds []uintptr) {
	// The runtime prints a panic of another goroutine, and what is worse
	// than a panic, through the result pipe too.
	debug.SetCrashOutput(result, debug.CrashOptions{})

	entry := lookup(r.function)
	if r.sum != ownFingerprint() || entry == nil {
		finish(answer{kind: answerMismatch}, result)
	}
	if len(fds) != len(r.files)+len(r.shares) {
		finish(failure(fmt.Errorf("%d descriptors came, not %d", len(fds), len(r.files)+len(r.shares))), result)
	}
	r.adopt(fds)

	// The answer is given from a deferred function: it runs after a panic
	// and after a Goexit too.
	a := answer{kind: answerGoexit}
	defer func() {
		if v := recover(); v != nil {
			a = panicked(v, debug.Stack())
		}
		finish(a, result)
	}()
	ctx, cancel := context.Background(), context.CancelFunc(nil)
	if !r.deadline.IsZero() {
		ctx, cancel = context.WithDeadline(ctx, r.deadline)
		defer cancel()
	}
	a = entry.call(ctx, arg)
}

// adopt makes this process what the request says it is.
func (r *request) adopt(fds []uintptr) {
	global.Lock()
	global.method = r.method
	global.Unlock()
	for i, name := range r.shares {
		adoptSnapshot(name, fds[len(r.files)+i])
	}
	state.Lock()
	defer state.Unlock()
	for i, name := range r.files {
		state.files = append(state.files, os.NewFile(fds[i], name))
	}
	state.inited = true
	state.daemon = r.daemon
	state.self = Peer{os.Getpid(), r.name}
	state.parent = &r.parent
	state.identity = r.identity
}

func panicked(v any, stack []byte) answer {
	value := fmt.Sprint(v)
	fmt.Fprintf(os.Stderr, "panic: %s\n\n%s", value, stack)
	var m message
	m.string(value)
	m.string(string(stack))
	return answer{kind: answerPanic, payload: m.b}
}

func failure(err error) answer {
	return answer{kind: answerFailed, payload: encodeError(err)}
}

// finish gives the answer and ends the process. Nothing can be done if nobody
// listens.
func finish(a answer, result *os.File) {
	result.Write(a.append(nil))
	os.Exit(a.exitCode())
}
