// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package weakfinal

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

// exit is the state of the finalizers' run at exit.
var exit struct {
	mu     sync.Mutex
	done   chan struct{} // closed at the end of the run; nil if there is none
	worker int64         // number of the goroutine of the run
	code   int           // of the first call of Exit
	called bool          // Exit has been called
}

// exitPatience is how long the end of the program waits for callbacks that have
// been started before.
const exitPatience = time.Second

// RunAtExit calls the finalizers that are alive and not excepted by
// [Finalizer.SetAtExit], newest first. One made meanwhile is the next. One that
// panics is reported as [SetPanicHook] says, and does not keep the others from
// being called. Then RunAtExit waits for callbacks that the collector's finds had
// started before, but for one second at most.
//
// Each finalizer is called once, in whatever goroutine. Of several calls at the
// same time one calls the finalizers, and the others wait for it; a call by a
// finalizer does not wait, and calls the finalizers that are left.
//
// Call it at the end of main, if main returns; a defer is a good place.
//
// Python: what the atexit module does for weakref.finalize.
func RunAtExit() {
	exit.mu.Lock()
	if exit.done != nil && exit.worker == goroutineID() {
		exit.mu.Unlock()
		runAtExit()
		return
	}
	if exit.done == nil {
		exit.done = make(chan struct{})
		go exitWorker()
	}
	done := exit.done
	exit.mu.Unlock()
	<-done
	ctx, cancel := context.WithTimeout(context.Background(), exitPatience)
	defer cancel()
	callbacks.await(ctx, false) // there is nobody left to tell if some are not done
}

// exitWorker runs the finalizers in a goroutine of its own, because one of them
// may call runtime.Goexit: then the next worker takes over.
func exitWorker() {
	exit.mu.Lock()
	exit.worker = goroutineID()
	exit.mu.Unlock()
	finished := false
	defer func() {
		if !finished {
			go exitWorker()
			return
		}
		exit.mu.Lock()
		defer exit.mu.Unlock()
		close(exit.done)
		exit.done, exit.worker = nil, 0
	}()
	runAtExit()
	finished = true
}

func runAtExit() {
	for f := newestAtExit(); f != nil; f = newestAtExit() {
		guard(func() { f.run() })
	}
}

// Exit calls [RunAtExit] and then os.Exit(code). Of several calls the code of the
// first counts. A finalizer may call it, to the same effect.
//
// Python: sys.exit.
func Exit(code int) {
	exit.mu.Lock()
	if !exit.called {
		exit.called, exit.code = true, code
	}
	code = exit.code
	exit.mu.Unlock()
	RunAtExit()
	os.Exit(code)
}

// HandleSignals calls [Exit] when one of the signals arrives, with 128 and the
// number of the signal for a code, as shells have it. Without arguments these are
// os.Interrupt (Ctrl-C) and SIGTERM. From then on signals do again what they did
// before, so that a second one ends a program whose finalizers hang. stop ends
// the handling.
func HandleSignals(sig ...os.Signal) (stop func()) {
	if len(sig) == 0 {
		sig = []os.Signal{os.Interrupt, syscall.SIGTERM}
	}
	arrived := make(chan os.Signal, 1)
	stopped := make(chan struct{})
	signal.Notify(arrived, sig...)
	go func() {
		select {
		case s := <-arrived:
			signal.Stop(arrived)
			code := 1
			if n, ok := s.(syscall.Signal); ok {
				code = 128 + int(n)
			}
			Exit(code)
		case <-stopped:
		}
	}()
	return sync.OnceFunc(func() {
		signal.Stop(arrived)
		close(stopped)
	})
}
