// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package weakfinal

import (
	"cmp"
	"context"
	"fmt"
	"log"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// A task is a callback that is due, or the sweep of a map.
type task interface {
	order() uint64 // of two tasks the one with the greater number runs first
	run() bool     // reports whether there was anything to do
}

// callbacks runs all callbacks of this package.
//
// The runtime calls cleanups in a few goroutines of its own, one for every four
// processors: there a callback that blocks holds up all others, one that panics
// ends the process, and one that calls runtime.Goexit ends the cleanups for good.
// So what the runtime calls only queues a task.
var callbacks dispatcher

// A dispatcher runs tasks one after the other, in a goroutine that ends when
// there are no more.
type dispatcher struct {
	mu      sync.Mutex
	queue   []task
	sorted  bool           // queue is in the order of running, the first at the end
	worker  *worker        // takes tasks from the queue; nil if there are none
	running map[int64]bool // numbers of the goroutines that are running a task
	changed chan struct{}  // closed when a task has been run, if not nil

	finished uint64 // tasks that had something to do
}

// A worker is a goroutine that runs tasks. When one of them blocks, another
// worker takes its place, and it ends once the task does.
type worker struct {
	id      int64
	tasks   int  // taken so far
	watched int  // tasks when watch last looked
	busy    bool // running a task
	timer   *time.Timer
}

// blockedAfter is how long a task may run before the next ones are run beside
// it.
const blockedAfter = 20 * time.Millisecond

// enqueue adds a task. It is called from the runtime's cleanup goroutine.
func (d *dispatcher) enqueue(t task) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.queue = append(d.queue, t)
	d.sorted = false
	d.ensureWorker()
}

// ensureWorker starts a worker if there is none. d.mu is held.
func (d *dispatcher) ensureWorker() {
	if d.worker != nil || len(d.queue) == 0 {
		return
	}
	w := new(worker)
	d.worker = w
	w.timer = time.AfterFunc(blockedAfter, func() { d.watch(w) })
	go d.work(w)
}

// watch replaces a worker that is still at the task it was at a while ago, and
// otherwise looks again after a while.
func (d *dispatcher) watch(w *worker) {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.worker != w:
		return
	case w.busy && w.tasks == w.watched && len(d.queue) > 0:
		d.worker = nil
		d.ensureWorker()
	default:
		w.watched = w.tasks
		w.timer.Reset(blockedAfter)
	}
}

// work runs tasks until there are no more or another worker has taken over.
func (d *dispatcher) work(w *worker) {
	w.id = goroutineID()
	defer func() { // also when a task has called runtime.Goexit
		w.timer.Stop()
		d.mu.Lock()
		defer d.mu.Unlock()
		if d.worker == w {
			d.worker = nil
			d.ensureWorker()
		}
	}()
	for {
		d.settle()
		t := d.take(w)
		if t == nil {
			return
		}
		d.call(w, t)
	}
}

// settleTime is how long at most tasks wait for others that come with them.
const settleTime = 10 * time.Millisecond

// settle waits for a moment while the runtime has cleanups to call, so that
// tasks that come together can be put in order.
func (d *dispatcher) settle() {
	d.mu.Lock()
	sorted := d.sorted
	d.mu.Unlock()
	if sorted {
		return
	}
	start := time.Now()
	for i := 0; !cleanupsDone() && time.Since(start) < settleTime; i++ {
		if i < 100 {
			runtime.Gosched()
		} else {
			time.Sleep(50 * time.Microsecond)
		}
	}
}

// take returns the next task, or nil if w shall end.
func (d *dispatcher) take(w *worker) task {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.worker != w {
		return nil
	}
	if len(d.queue) == 0 {
		d.worker = nil
		return nil
	}
	if !d.sorted {
		slices.SortFunc(d.queue, func(a, b task) int { return cmp.Compare(a.order(), b.order()) })
		d.sorted = true
	}
	last := len(d.queue) - 1
	t := d.queue[last]
	d.queue[last] = nil
	d.queue = d.queue[:last]
	if d.running == nil {
		d.running = make(map[int64]bool)
	}
	d.running[w.id] = true
	w.tasks++
	w.busy = true
	return t
}

// call runs a task, whatever it does.
func (d *dispatcher) call(w *worker, t task) {
	progress := true
	defer func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		w.busy = false
		delete(d.running, w.id)
		if progress {
			d.finished++
		}
		if d.changed != nil {
			close(d.changed)
			d.changed = nil
		}
	}()
	guard(func() { progress = t.run() })
}

// await waits until no task is running and, if queued is set, none is queued. A
// task that waits is not waited for. It returns how many tasks have had
// something to do so far.
func (d *dispatcher) await(ctx context.Context, queued bool) (finished uint64, err error) {
	id := goroutineID()
	for {
		d.mu.Lock()
		running := len(d.running)
		if d.running[id] {
			running--
		}
		if running == 0 && (!queued || len(d.queue) == 0) {
			defer d.mu.Unlock()
			return d.finished, nil
		}
		if d.changed == nil {
			d.changed = make(chan struct{})
		}
		changed := d.changed
		d.mu.Unlock()
		select {
		case <-changed:
		case <-ctx.Done():
			return 0, fmt.Errorf("weakfinal: %d callbacks still running: %w", running, context.Cause(ctx))
		}
	}
}

// Flush collects garbage until no callback is left to be run: those of objects
// that can no longer be reached, those of objects that only these kept alive, and
// so on. It is for tests, and for programs that want a map's Len to be exact. It
// returns early, with an error that wraps ctx's, when ctx ends; callbacks that
// block can make it do so.
//
// Objects that a variable of a running function still holds are alive to the
// collector only up to their last use.
func Flush(ctx context.Context) error {
	var before uint64
	for round := 0; ; round++ {
		runtime.GC()
		if err := awaitCleanups(ctx); err != nil {
			return err
		}
		finished, err := callbacks.await(ctx, true)
		if err != nil {
			return err
		}
		// An object with a finalizer of the runtime's takes two collections.
		if round > 0 && finished == before {
			return nil
		}
		before = finished
	}
}

// awaitCleanups waits until the runtime has called the cleanups it has queued.
func awaitCleanups(ctx context.Context) error {
	for i := 0; !cleanupsDone(); i++ {
		if ctx.Err() != nil {
			return fmt.Errorf("weakfinal: cleanups still running: %w", context.Cause(ctx))
		}
		if i < 100 {
			runtime.Gosched()
		} else {
			time.Sleep(100 * time.Microsecond)
		}
	}
	return nil
}

// cleanupsDone reports whether the runtime has called all cleanups it has
// queued.
func cleanupsDone() bool {
	s := []metrics.Sample{{Name: "/gc/cleanups/executed:cleanups"}, {Name: "/gc/cleanups/queued:cleanups"}}
	metrics.Read(s)
	return s[0].Value.Kind() != metrics.KindUint64 || s[0].Value.Uint64() >= s[1].Value.Uint64()
}

// A CallbackError says how a callback failed.
type CallbackError struct {
	Value any    // what it panicked with; nil if it called runtime.Goexit
	Stack []byte // of the goroutine, as runtime/debug.Stack has it
}

// Error says what the callback panicked with, without the stack.
func (e *CallbackError) Error() string {
	if e.Value == nil {
		return "weakfinal: callback called runtime.Goexit"
	}
	return fmt.Sprintf("weakfinal: callback panicked: %v", e.Value)
}

// Unwrap returns the value that the callback panicked with, if that is an error.
func (e *CallbackError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

var panicHook atomic.Pointer[func(*CallbackError)]

// SetPanicHook sets the function that is told of callbacks that fail, and
// returns the one it replaces. nil stands for the default, which is to log the
// error and the stack by package log. The hook is not called for callbacks run by
// [Finalizer.Call], whose panics are the caller's.
//
// Python: sys.unraisablehook.
func SetPanicHook(hook func(*CallbackError)) (previous func(*CallbackError)) {
	var p *func(*CallbackError)
	if hook != nil {
		p = &hook
	}
	if old := panicHook.Swap(p); old != nil {
		return *old
	}
	return nil
}

// guard calls f. It reports and ends a panic; of runtime.Goexit it only reports.
func guard(f func()) {
	returned := false
	defer func() {
		if returned {
			return
		}
		err := &CallbackError{Value: recover(), Stack: debug.Stack()}
		defer func() {
			if v := recover(); v != nil {
				log.Printf("weakfinal: panic hook panicked: %v", v)
			}
		}()
		if hook := panicHook.Load(); hook != nil {
			(*hook)(err)
		} else {
			log.Printf("%v\n%s", err, err.Stack)
		}
	}()
	f()
	returned = true
}

// goroutineID returns the number of the calling goroutine, which stack traces
// begin with. It is how a callback that calls [Exit], [RunAtExit] or [Flush] is
// told from other callers: it must not wait for itself.
func goroutineID() int64 {
	var buf [32]byte
	s := buf[:runtime.Stack(buf[:], false)]
	var id int64
	for _, c := range s[len("goroutine "):] {
		if c < '0' || c > '9' {
			break
		}
		id = id*10 + int64(c-'0')
	}
	return id
}
