// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package weakfinal_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"py34.example/weakfinal"
)

// A thing is an object to be referred to.
type thing struct {
	name  string
	other *thing
}

func (o *thing) Name() string  { return o.name }
func (o *thing) Upper() string { return strings.ToUpper(o.name) }

//go:noinline
func newThing(name string) *thing { return &thing{name: name} }

// A recorder records what is called, in order.
type recorder struct {
	mu  sync.Mutex
	log []string
}

func (r *recorder) add(s string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.log = append(r.log, s)
}

// take returns the record and clears it.
func (r *recorder) take() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	log := r.log
	r.log = nil
	return log
}

func (r *recorder) expect(t *testing.T, want ...string) {
	t.Helper()
	if got := r.take(); !slices.Equal(got, want) {
		t.Errorf("called %q, want %q", got, want)
	}
}

// flush collects garbage and waits for callbacks.
func flush(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := weakfinal.Flush(ctx); err != nil {
		t.Fatal(err)
	}
}

// finalize makes a finalizer that must not fail.
func finalize[A any](t *testing.T, p *thing, fn func(A), arg A) *weakfinal.Finalizer {
	t.Helper()
	f, err := weakfinal.Finalize(p, fn, arg)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestRef(t *testing.T) {
	var rec recorder
	o := newThing("spam")
	var dead *weakfinal.Ref[thing]
	r := weakfinal.NewRef(o, func(r *weakfinal.Ref[thing]) {
		dead = r
		rec.add(fmt.Sprint(r.Get() == nil))
	})
	plain := weakfinal.NewRef(o, nil)
	flush(t)
	if r.Get() != o || plain.Get() != o {
		t.Error("Get does not return the living object")
	}
	rec.expect(t)
	runtime.KeepAlive(o)
	flush(t)
	if r.Get() != nil || plain.Get() != nil {
		t.Error("Get returns an object that is dead")
	}
	rec.expect(t, "true")
	if dead != r {
		t.Error("the callback got another reference")
	}
	flush(t)
	rec.expect(t)
}

func TestRefDropped(t *testing.T) {
	var rec recorder
	o := newThing("spam")
	weakfinal.NewRef(o, func(*weakfinal.Ref[thing]) { rec.add("never") })
	flush(t)
	runtime.KeepAlive(o)
	flush(t)
	rec.expect(t)
}

// TestNewestFirst mixes references and finalizers on one object.
func TestNewestFirst(t *testing.T) {
	var rec recorder
	o := newThing("spam")
	var refs []*weakfinal.Ref[thing]
	for i := range 40 {
		name := fmt.Sprint(i)
		if i%2 == 0 {
			refs = append(refs, weakfinal.NewRef(o, func(*weakfinal.Ref[thing]) { rec.add(name) }))
		} else {
			finalize(t, o, rec.add, name)
		}
	}
	runtime.KeepAlive(o)
	flush(t)
	var want []string
	for i := 39; i >= 0; i-- {
		want = append(want, fmt.Sprint(i))
	}
	rec.expect(t, want...)
	runtime.KeepAlive(refs)
}

func TestRefEqual(t *testing.T) {
	o, p := newThing("spam"), newThing("spam")
	a, b, c := weakfinal.NewRef(o, nil), weakfinal.NewRef(o, nil), weakfinal.NewRef(p, nil)
	if !a.Equal(b) || !a.Equal(a) || a.Equal(c) || a.Equal(nil) {
		t.Error("living references: equal must be those of the same object")
	}
	runtime.KeepAlive(o)
	runtime.KeepAlive(p)
	flush(t)
	if a.Equal(b) || !a.Equal(a) || a.Equal(c) {
		t.Error("dead references: equal must be only each to itself")
	}
}

// TestManyRefs checks that references that come and go do not pile up on an
// object that stays.
func TestManyRefs(t *testing.T) {
	o := newThing("spam")
	weakfinal.CheckLeaks(t, func() {
		for range 100 {
			weakfinal.NewRef(o, func(*weakfinal.Ref[thing]) {})
		}
	})
	runtime.KeepAlive(o)
}

func TestMethod(t *testing.T) {
	o, p := newThing("spam"), newThing("eggs")
	name := func(o *thing) func() string { return o.Name }
	upper := func(o *thing) func() string { return o.Upper }
	a, b := weakfinal.NewMethod(o, name), weakfinal.NewMethod(o, name)
	c, d := weakfinal.NewMethod(o, upper), weakfinal.NewMethod(p, name)
	flush(t)
	if f, ok := a.Get(); !ok || f() != "spam" {
		t.Error("Get does not return the method of the living object")
	}
	if f, ok := c.Get(); !ok || f() != "SPAM" {
		t.Error("Get does not return the method of the living object")
	}
	for _, x := range []struct {
		m    *weakfinal.Method[thing, func() string]
		want bool
	}{{a, true}, {b, true}, {c, false}, {d, false}, {nil, false}} {
		if got := a.Equal(x.m); got != x.want {
			t.Errorf("Equal = %v, want %v", got, x.want)
		}
	}
	runtime.KeepAlive(o)
	runtime.KeepAlive(p)
	flush(t)
	if f, ok := a.Get(); ok || f != nil {
		t.Error("Get returns a method of a dead object")
	}
	if a.Equal(b) || !a.Equal(a) {
		t.Error("dead references: equal must be only each to itself")
	}
}

// TestMethodKeepsAlive checks that a method that was got keeps its object.
func TestMethodKeepsAlive(t *testing.T) {
	m := weakfinal.NewMethod(newThing("spam"), func(o *thing) func() string { return o.Name })
	f, ok := m.Get()
	if !ok {
		t.Skip("the collector was faster")
	}
	flush(t)
	if g, ok := m.Get(); !ok || g() != "spam" {
		t.Error("the object is gone while its method is held")
	}
	runtime.KeepAlive(f)
}

func TestFinalizer(t *testing.T) {
	var rec recorder
	o := newThing("spam")

	f := finalize(t, o, rec.add, "called")
	if !f.Alive() || !f.AtExit() {
		t.Error("a new finalizer must be alive, and called at exit")
	}
	if !f.Call() {
		t.Error("Call = false, want true")
	}
	if f.Call() || f.Detach() || f.Alive() || f.AtExit() {
		t.Error("a finalizer that was called is still alive")
	}
	rec.expect(t, "called")

	f = finalize(t, o, rec.add, "detached")
	if !f.Detach() {
		t.Error("Detach = false, want true")
	}
	if f.Call() || f.Detach() || f.Alive() || f.AtExit() {
		t.Error("a finalizer that was detached is still alive")
	}
	f.SetAtExit(true)
	if f.AtExit() {
		t.Error("a dead finalizer will be called at exit")
	}

	f = finalize(t, o, rec.add, "collected")
	runtime.KeepAlive(o)
	flush(t)
	if f.Call() || f.Detach() || f.Alive() || f.AtExit() {
		t.Error("a finalizer whose object was collected is still alive")
	}
	rec.expect(t, "collected")
}

// TestFinalizerLetsGo checks that a dead finalizer does not keep its argument.
func TestFinalizerLetsGo(t *testing.T) {
	for _, end := range []struct {
		name string
		do   func(*weakfinal.Finalizer)
	}{
		{"Call", func(f *weakfinal.Finalizer) { f.Call() }},
		{"Detach", func(f *weakfinal.Finalizer) { f.Detach() }},
		{"collection", func(*weakfinal.Finalizer) {}},
	} {
		o, arg := newThing("object"), newThing("argument")
		f := finalize(t, o, func(*thing) {}, arg)
		r := weakfinal.NewRef(arg, nil)
		flush(t)
		if r.Get() == nil {
			t.Errorf("%s: the argument is gone before", end.name)
		}
		end.do(f)
		if end.name != "collection" {
			flush(t)
			runtime.KeepAlive(o)
		}
		flush(t)
		if r.Get() != nil {
			t.Errorf("%s: the argument is still there", end.name)
		}
		runtime.KeepAlive(f)
	}
}

// TestCycle is PEP 442's point: objects of a cycle are finalized too.
func TestCycle(t *testing.T) {
	var rec recorder
	a, b := newThing("a"), newThing("b")
	a.other, b.other = b, a
	finalize(t, a, rec.add, "a")
	finalize(t, b, rec.add, "b")
	runtime.KeepAlive(a)
	flush(t)
	got := rec.take()
	slices.Sort(got) // the order is not defined
	if !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("called %q, want a and b", got)
	}
}

// TestResurrection checks what happens to an object that a finalizer of the
// runtime's brings back.
func TestResurrection(t *testing.T) {
	var rec recorder
	var back atomic.Pointer[thing]
	o := newThing("spam")
	runtime.SetFinalizer(o, func(o *thing) { back.Store(o) })
	f := finalize(t, o, rec.add, "gone")
	r := weakfinal.NewRef(o, nil)
	runtime.KeepAlive(o)
	deadline := time.Now().Add(20 * time.Second)
	for back.Load() == nil && time.Now().Before(deadline) {
		flush(t)
	}
	o = back.Load()
	if o == nil {
		t.Fatal("not brought back")
	}
	if r.Get() != nil {
		t.Error("the old reference is alive again")
	}
	if !f.Alive() {
		t.Error("finalized while alive")
	}
	again := weakfinal.NewRef(o, nil)
	flush(t)
	if again.Get() != o {
		t.Error("a new reference does not work")
	}
	rec.expect(t)
	back.Store(nil)
	runtime.KeepAlive(o)
	flush(t)
	rec.expect(t, "gone")
	if again.Get() != nil || back.Load() != nil {
		t.Error("brought back twice")
	}
}

func TestRefused(t *testing.T) {
	type pair struct{ A, B int32 }
	for name, refuse := range map[string]func() error{
		"int":     func() error { _, err := weakfinal.Finalize(new(int), func(int) {}, 0); return err },
		"pair":    func() error { _, err := weakfinal.Finalize(new(pair), func(int) {}, 0); return err },
		"empty":   func() error { _, err := weakfinal.Finalize(new(struct{}), func(int) {}, 0); return err },
		"[0]*int": func() error { _, err := weakfinal.Finalize(new([0]*int), func(int) {}, 0); return err },
		"ref":     func() error { return panicked(func() { weakfinal.NewRef(new(int), nil) }) },
		"method": func() error {
			return panicked(func() { weakfinal.NewMethod(new(int), func(*int) func() { return nil }) })
		},
		"value": func() error { return panicked(func() { new(weakfinal.ValueMap[string, int]).Store("", new(int)) }) },
		"key":   func() error { return panicked(func() { new(weakfinal.KeyMap[int, string]).Store(new(int), "") }) },
		"set":   func() error { return panicked(func() { new(weakfinal.Set[[15]byte]).Add(new([15]byte)) }) },
	} {
		if err := refuse(); !errors.Is(err, weakfinal.ErrTiny) {
			t.Errorf("%s: error %v, want ErrTiny", name, err)
		}
	}
	if _, err := weakfinal.Finalize(new([16]byte), func(int) {}, 0); err != nil {
		t.Errorf("16 bytes: %v", err)
	}
	if _, err := weakfinal.Finalize(new(*int), func(int) {}, 0); err != nil {
		t.Errorf("a pointer: %v", err)
	}
	o := newThing("spam")
	if _, err := weakfinal.Finalize(o, func(*thing) {}, o); err != weakfinal.ErrSelf {
		t.Errorf("argument is the object: error %v, want ErrSelf", err)
	}
	if _, err := weakfinal.Finalize(o, func(any) {}, any(o)); err != weakfinal.ErrSelf {
		t.Errorf("argument is the object in an interface: error %v, want ErrSelf", err)
	}
	if _, err := weakfinal.Finalize((*thing)(nil), func(int) {}, 0); err != weakfinal.ErrNil {
		t.Errorf("nil: error %v, want ErrNil", err)
	}
	if _, err := weakfinal.Finalize(o, nil, 0); err != weakfinal.ErrNil {
		t.Errorf("no function: error %v, want ErrNil", err)
	}
}

// panicked returns what f panics with, if that is an error.
func panicked(f func()) (err error) {
	defer func() { err, _ = recover().(error) }()
	f()
	return nil
}

// hook sets the panic hook for a test and returns a function that gives what it
// was told of.
func hook(t *testing.T) func() []*weakfinal.CallbackError {
	var mu sync.Mutex
	var errs []*weakfinal.CallbackError
	old := weakfinal.SetPanicHook(func(err *weakfinal.CallbackError) {
		mu.Lock()
		defer mu.Unlock()
		errs = append(errs, err)
	})
	t.Cleanup(func() { weakfinal.SetPanicHook(old) })
	return func() []*weakfinal.CallbackError {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(errs)
	}
}

func TestCallbacksFail(t *testing.T) {
	reported := hook(t)
	var rec recorder
	o := newThing("spam")
	finalize(t, o, rec.add, "first made")
	finalize(t, o, func(int) { panic("no") }, 0)
	finalize(t, o, rec.add, "second made")
	finalize(t, o, func(int) { runtime.Goexit() }, 0)
	finalize(t, o, func(int) { panic(errors.ErrUnsupported) }, 0)
	finalize(t, o, rec.add, "third made")
	runtime.KeepAlive(o)
	flush(t)
	rec.expect(t, "third made", "second made", "first made")
	errs := reported()
	if len(errs) != 3 {
		t.Fatalf("%d failures reported, want 3", len(errs))
	}
	if !errors.Is(errs[0], errors.ErrUnsupported) || errs[0].Error() != "weakfinal: callback panicked: unsupported operation" {
		t.Errorf("first failure is %q", errs[0])
	}
	if errs[1].Value != nil || errs[1].Error() != "weakfinal: callback called runtime.Goexit" {
		t.Errorf("second failure is %q", errs[1])
	}
	if errs[2].Value != "no" || !strings.Contains(string(errs[2].Stack), "TestCallbacksFail") {
		t.Errorf("third failure is %q, with stack\n%s", errs[2], errs[2].Stack)
	}

	// All still works.
	o = newThing("eggs")
	finalize(t, o, rec.add, "later")
	runtime.KeepAlive(o)
	flush(t)
	rec.expect(t, "later")
}

// TestCallPanics checks that the panic of a function that is called early is the
// caller's.
func TestCallPanics(t *testing.T) {
	o := newThing("spam")
	f := finalize(t, o, func(int) { panic(errors.ErrUnsupported) }, 0)
	if err := panicked(func() { f.Call() }); err != errors.ErrUnsupported {
		t.Errorf("Call panicked with %v", err)
	}
	if f.Alive() {
		t.Error("still alive")
	}
	runtime.KeepAlive(o)
}

func TestBlockedCallback(t *testing.T) {
	release := make(chan struct{})
	var rec recorder
	o := newThing("spam")
	done := make(chan struct{})
	finalize(t, o, func(int) { close(done) }, 0)
	finalize(t, o, func(int) { <-release; rec.add("released") }, 0)
	finalize(t, o, func(int) { <-release; rec.add("released") }, 0)
	runtime.KeepAlive(o)
	runtime.GC()
	<-done // though two callbacks before it block

	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := weakfinal.Flush(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Flush beside blocked callbacks: error %v, want DeadlineExceeded", err)
	}
	close(release)
	flush(t)
	rec.expect(t, "released", "released")
}

// TestFlushInCallback checks that a callback may flush.
func TestFlushInCallback(t *testing.T) {
	var rec recorder
	o := newThing("spam")
	finalize(t, o, rec.add, "after")
	finalize(t, o, func(int) { flush(t); rec.add("flushed") }, 0)
	runtime.KeepAlive(o)
	flush(t)
	got := rec.take()
	slices.Sort(got)
	if !slices.Equal(got, []string{"after", "flushed"}) {
		t.Errorf("called %q", got)
	}
}

// TestNoGoroutines checks that nothing stays behind.
func TestNoGoroutines(t *testing.T) {
	flush(t)
	before := runtime.NumGoroutine()
	for range 10 {
		finalize(t, newThing("spam"), func(int) {}, 0)
		flush(t)
	}
	deadline := time.Now().Add(10 * time.Second)
	for runtime.NumGoroutine() > before {
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines, %d before", runtime.NumGoroutine(), before)
		}
		runtime.Gosched()
	}
}

// TestStress makes and drops finalizers in several goroutines through many
// collections, and checks that each function is called once.
func TestStress(t *testing.T) {
	cycles := 1500
	if testing.Short() {
		cycles = 100
	}
	var called, made, early atomic.Int64
	work := func() {
		var kept []*weakfinal.Finalizer
		for i := range 20 {
			f, err := weakfinal.Finalize(newThing("spam"), func(n *atomic.Int64) { n.Add(1) }, &called)
			if err != nil {
				t.Error(err)
				return
			}
			made.Add(1)
			switch i % 3 {
			case 0:
				f.SetAtExit(false)
			case 1:
				kept = append(kept, f)
			}
		}
		for _, f := range kept {
			if f.Call() {
				early.Add(1)
			}
		}
	}
	for range cycles {
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(work)
		}
		runtime.GC()
		wg.Wait()
	}
	flush(t)
	if called.Load() != made.Load() || early.Load() == 0 {
		t.Errorf("%d functions called, %d of them early, of %d finalizers", called.Load(), early.Load(), made.Load())
	}
}

// A fakeTB records errors.
type fakeTB struct{ errors []string }

func (f *fakeTB) Helper() {}
func (f *fakeTB) Errorf(format string, args ...any) {
	f.errors = append(f.errors, fmt.Sprintf(format, args...))
}

func TestCheckLeaks(t *testing.T) {
	var quiet fakeTB
	once := map[int]*thing{}
	weakfinal.CheckLeaks(&quiet, func() {
		once[0] = newThing("spam")
		finalize(t, newThing("eggs"), func(int) {}, 0)
	})
	if len(quiet.errors) != 0 {
		t.Errorf("reported %q for what does not leak", quiet.errors)
	}
	var leaky fakeTB
	var kept []*thing
	weakfinal.CheckLeaks(&leaky, func() {
		for range 20 {
			kept = append(kept, newThing("spam"))
		}
	})
	n := 0
	if len(leaky.errors) == 1 {
		fmt.Sscanf(leaky.errors[0], "weakfinal: each call leaves about %d objects on the heap", &n)
	}
	// Others in the process allocate and let go of a few meanwhile.
	if n < 18 || n > 22 {
		t.Errorf("reported %q for 20 leaked objects a call", leaky.errors)
	}
	runtime.KeepAlive(kept)
}

func TestAllocatedBlocks(t *testing.T) {
	flush(t)
	before := weakfinal.AllocatedBlocks()
	const n = 20_000
	kept := make([]*thing, n)
	for i := range kept {
		kept[i] = newThing("spam")
	}
	flush(t)
	with := weakfinal.AllocatedBlocks()
	runtime.KeepAlive(kept)
	flush(t)
	after := weakfinal.AllocatedBlocks()
	// Others in the process allocate and let go of a few objects meanwhile.
	const others = 100
	if with < before+n-others || with > before+n+others || after > before+others {
		t.Errorf("blocks %d, with %d objects more %d, without them %d", before, n, with, after)
	}
}
