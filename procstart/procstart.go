// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package procstart runs functions of the program in child processes.
//
//	var square = procstart.Register("square", func(ctx context.Context, x int) (int, error) {
//		return x * x, nil
//	})
//
//	func main() {
//		procstart.Init() // first of all; does not return in a child
//		n, err := square.Call(context.Background(), 12)
//		…
//	}
//
// A child has its own memory, limits, environment and standard files, and when
// it panics, runs out of stack or is killed, the caller gets an error that says
// so. Children inherit nothing by accident, and none outlives its parent.
//
// The package follows the part of Python's multiprocessing that starts
// processes: [Process] is Process, and [Context] is what get_context returns.
// Each function of the package without type parameters is a method of Context
// too.
//
// # Start methods
//
// Spawn executes the program again. The child has the standard files and those
// of [Options].Files, and no other descriptor, whatever the parent has open. On
// Linux the image comes from /proc/self/exe, so that a program whose file was
// replaced goes on to start itself. Every system that has processes has Spawn;
// other than Linux they have it alone.
//
// ForkServer, the default on Linux, has the program executed by a server: one
// more process of the program, started at the first need, that holds nothing but
// a socket and is the parent of all children. By itself that costs a little more
// than Spawn. But it can keep initialised children waiting, see
// [Context.Spares], and a start that finds one is done before another process
// could be executed. A spare's signal settings, process group, and what the
// runtime reads from the environment, such as GOMAXPROCS, are those of the
// server's birth. Its environment, directory, umask, limits, arguments, standard
// and extra files are those of the parent, or of [Options], at the start. When
// somebody kills the server, there is a new one at the next start; the children
// that run go on.
//
// Fork copies declared state, not the heap. It executes the program again too,
// and keeps what a fork would keep and an exec can: environment, directory,
// umask, limits, process group, every descriptor that [SetInheritable] made
// inheritable, at the same number, and a snapshot of each value declared with
// [Share]. A fork without exec would copy one thread of many, and the locks of
// the others in whatever state they are in; a Go program does not survive it.
//
// # What a child can rely on
//
// The function runs once at most. Children are killed when their parent ends, on
// Linux by the kernel, also if they are stopped or ignore signals, and elsewhere
// by a goroutine that watches a pipe. Parent and child compare their builds and
// what they registered: see [ErrBuildMismatch]. The main function of the program
// must call [Init]; before that, in a child's package initialisation, and in
// preload functions, starts fail.
//
// An argument or a result is limited by memory and [Options].MaxResult. A child
// that has been taken over could send a hostile result: encoding/gob, which
// decodes all but the basic types, is not made for that, so a function that
// works on untrusted input is best given a []byte or string as result.
//
// # Differences from Python
//
//   - The functions that a child can run are registered by name, not pickled.
//   - Fork does not copy the heap and is never the default.
//   - The default on Linux is ForkServer, as it is since Python 3.14.
//   - All children end with their parent; Python ends the daemonic ones, joins
//     the others at exit, and leaves orphans if it is killed.
//   - A panic exits with code 2, as in any Go program; an error with 1, as an
//     exception does in Python.
//   - [StartMethods] keeps its order and does not put the default first.
//   - Arguments of the program are passed on, but not to isolated processes.
//   - The exit code of a child whose server was killed is known where the
//     kernel tells it (Linux 6.15), or the child answered; only else is it 255.
//
// # When the standard library is the better choice
//
// Goroutines share memory and start in less than a microsecond: a process pays
// where a crash, a limit, or state of the whole process (directory, user,
// environment) must stay apart. os/exec runs other programs.
package procstart
