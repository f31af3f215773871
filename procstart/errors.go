// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart

import (
	"errors"
	"fmt"
	"syscall"
)

var (
	// ErrNoInit says that the program did not call [Init] first: a child
	// would run its main function again instead of the one asked for.
	ErrNoInit = errors.New("main must call procstart.Init first")

	// ErrBootstrapping says that a child wanted to start a process before
	// it ran its own function: in the initialisation of a package, before
	// Init, or in a preload function.
	ErrBootstrapping = errors.New("the child has not finished its own start")

	// ErrBuildMismatch says that the child is another program than its
	// parent, or has other functions registered.
	ErrBuildMismatch = errors.New("parent and child are not the same build")

	// ErrNotStarted says that the process has not been started.
	ErrNotStarted = errors.New("process not started")

	// ErrStarted says that a process was started a second time.
	ErrStarted = errors.New("process already started")

	// ErrAlive says that a process cannot be closed while it runs.
	ErrAlive = errors.New("process is still running")

	// ErrClosed says that the process object has been closed.
	ErrClosed = errors.New("process object is closed")

	// ErrDaemon says that a daemonic process wanted to start a child.
	ErrDaemon = errors.New("daemonic processes may not have children")

	// ErrContextSet says that the start method is in use already and may
	// not be changed without force.
	ErrContextSet = errors.New("context has already been set")

	// ErrGoexit says that the function ended its goroutine with
	// runtime.Goexit and so gave no answer.
	ErrGoexit = errors.New("function called runtime.Goexit")
)

// A RemoteError is a panic in the child.
type RemoteError struct {
	Func  string // registered name of the function
	PID   int
	Value string // what the panic was called with, as the runtime prints it
	Stack string // the goroutine's stack, or all that the runtime printed
}

// Error implements the error interface.
func (e *RemoteError) Error() string {
	return fmt.Sprintf("procstart: %q in process %d: panic: %s", e.Func, e.PID, e.Value)
}

// A FuncError is an error that the function returned in the child. Its text is
// the text of that error. [errors.As] finds the error itself if its type has
// been given to [encoding/gob.Register], and [errors.Is] finds the usual
// sentinels of packages context, io, io/fs, os and errors, and any
// [syscall.Errno], that the error wraps.
type FuncError struct {
	Func string // registered name of the function
	PID  int
	Text string

	causes []error
}

// Error returns e.Text.
func (e *FuncError) Error() string { return e.Text }

// Unwrap returns what is known of the error in the child.
func (e *FuncError) Unwrap() []error { return e.causes }

// An ExitError says that the child ended without an answer.
type ExitError struct {
	Func string // registered name of the function
	PID  int
	Code int // exit code, or -N for signal N

	// Crash holds what the Go runtime of the child reported, if it
	// crashed of something that is no panic, such as a stack overflow or
	// a SIGSEGV that was sent to it.
	Crash *RemoteError

	noInit bool // the child never called Init
}

// Error implements the error interface.
func (e *ExitError) Error() string {
	s := fmt.Sprintf("procstart: %q in process %d: ", e.Func, e.PID)
	switch {
	case e.noInit:
		return s + "exit code 0 before Init: " + ErrNoInit.Error()
	case e.Crash != nil:
		return s + "crash: " + e.Crash.Value
	case e.Code < 0:
		return s + "killed by signal: " + syscall.Signal(-e.Code).String()
	}
	return s + fmt.Sprintf("exit code %d without an answer", e.Code)
}

// Signal returns the number of the signal that ended the child, or 0.
func (e *ExitError) Signal() int { return max(-e.Code, 0) }

// Unwrap returns Crash, if there is one.
func (e *ExitError) Unwrap() error {
	switch {
	case e.noInit:
		return ErrNoInit
	case e.Crash != nil:
		return e.Crash
	}
	return nil
}

// An EncodeError says that an argument or a result cannot travel to another
// process.
type EncodeError struct {
	Func string // registered name of the function
	What string // "argument" or "result"
	Type string // its Go type
	Err  error
}

// Error implements the error interface.
func (e *EncodeError) Error() string {
	return fmt.Sprintf("procstart: %q: %s of type %s: %v", e.Func, e.What, e.Type, e.Err)
}

// Unwrap returns e.Err.
func (e *EncodeError) Unwrap() error { return e.Err }
