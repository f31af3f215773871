// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"maps"
	"reflect"
	"slices"
	"sync"
	"time"
)

// An entry is a registered function, its types forgotten.
type entry struct {
	name  string
	types string
	// call runs the function and says which answer its result is.
	call func(ctx context.Context, arg []byte) answer
	// preload runs the function on a zero argument.
	preload func(ctx context.Context) error
}

var registry = struct {
	sync.Mutex
	entries map[string]*entry
}{entries: make(map[string]*entry)}

// A Func is a function that can run in a child process. Its zero value is not
// usable; [Register] makes one.
type Func[A, R any] struct{ entry *entry }

// Register makes fn known under a name, so that a child process can find it.
// Parent and child must register the same functions under the same names
// before [Init]: call Register in the declaration of a package-level variable.
// It panics if the name is empty or taken, or if fn is nil.
//
// The argument and the result are encoded with [encoding/gob] on their way
// between the processes, but for []byte, string, int, int64, uint64, float64,
// bool and struct{}, which go as they are. Values of interface types need
// [encoding/gob.Register]. Channels and functions, also inside of other
// values, do not travel: see [EncodeError].
//
// The context that fn is given ends at the deadline of the context given to
// [Func.Call]. A signal ends the child as it ends any program, unless fn asks
// package os/signal for it.
func Register[A, R any](name string, fn func(context.Context, A) (R, error)) Func[A, R] {
	if name == "" || fn == nil {
		panic(fmt.Sprintf("procstart: Register(%q): want a name and a function", name))
	}
	e := &entry{
		name:  name,
		types: reflect.TypeFor[A]().String() + " " + reflect.TypeFor[R]().String(),
		call: func(ctx context.Context, arg []byte) answer {
			return call(ctx, name, fn, arg)
		},
		preload: func(ctx context.Context) error {
			var zero A
			_, err := fn(ctx, zero)
			return err
		},
	}
	registry.Lock()
	defer registry.Unlock()
	if registry.entries[name] != nil {
		panic(fmt.Sprintf("procstart: Register(%q): the name is taken", name))
	}
	registry.entries[name] = e
	return Func[A, R]{e}
}

func call[A, R any](ctx context.Context, name string, fn func(context.Context, A) (R, error), arg []byte) answer {
	var a A
	if err := decode(arg, &a); err != nil {
		return refusal(&EncodeError{name, "argument", reflect.TypeFor[A]().String(), err})
	}
	r, err := fn(ctx, a)
	if err != nil {
		return answer{kind: answerError, payload: encodeError(err)}
	}
	payload, err := encode(nil, &r)
	if err != nil {
		return refusal(&EncodeError{name, "result", reflect.TypeFor[R]().String(), err})
	}
	return answer{kind: answerValue, payload: payload}
}

// Name returns the name under which f is registered.
func (f Func[A, R]) Name() string {
	if f.entry == nil {
		return ""
	}
	return f.entry.name
}

// Call runs f in a new process of the default context and returns its result.
// When ctx ends first, the process gets SIGTERM and, if it is still there after
// three seconds, SIGKILL; the error is then the cause of ctx. Other errors are
// those of [Process.Start] and [Process.Result].
func (f Func[A, R]) Call(ctx context.Context, arg A) (R, error) {
	return f.CallIn(ctx, nil, arg, Options{})
}

// killAfter is how long a process that was asked to end may take.
const killAfter = 3 * time.Second

// CallIn is [Func.Call] in the given context and with options. A nil c is the
// default context.
func (f Func[A, R]) CallIn(ctx context.Context, c *Context, arg A, o Options) (R, error) {
	var zero R
	p := NewProcess(c, f, arg, o)
	if deadline, ok := ctx.Deadline(); ok {
		p.p.deadline = deadline
	}
	if err := p.Start(ctx); err != nil {
		if cause := context.Cause(ctx); cause != nil && errors.Is(err, cause) {
			err = cause // as it would be a moment later
		}
		return zero, err
	}
	defer p.Close()
	if p.Join(ctx) != nil {
		p.Terminate()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), killAfter)
		defer cancel()
		if p.Join(grace) != nil {
			p.Kill()
			p.Join(context.WithoutCancel(ctx))
		}
		return zero, context.Cause(ctx)
	}
	return p.Result()
}

// lookup returns the entry of a name, or nil.
func lookup(name string) *entry {
	registry.Lock()
	defer registry.Unlock()
	return registry.entries[name]
}

// A fingerprint stands for a build and the functions registered in it.
type fingerprint [16]byte

// ownFingerprint is that of this process. Functions that are registered after
// the first start do not count.
var ownFingerprint = sync.OnceValue(func() (sum fingerprint) {
	registry.Lock()
	defer registry.Unlock()
	var m message
	m.string(buildID())
	for _, name := range slices.Sorted(maps.Keys(registry.entries)) {
		m.string(name)
		m.string(registry.entries[name].types)
	}
	h := fnv.New128a()
	h.Write(m.b)
	h.Sum(sum[:0])
	return sum
})

// refusal is the answer that an EncodeError travels in.
func refusal(err *EncodeError) answer {
	var m message
	m.string(err.What)
	m.string(err.Type)
	m.string(err.Err.Error())
	return answer{kind: answerRefused, payload: m.b}
}

func readRefusal(name string, payload []byte) error {
	m := message{b: payload}
	e := &EncodeError{Func: name, What: m.readString(), Type: m.readString()}
	e.Err = errors.New(m.readString())
	if m.bad {
		return errAnswer
	}
	return e
}
