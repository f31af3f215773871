// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart

import (
	"fmt"
	"maps"
	"slices"
	"sync"
)

// A Shared is a value that children of the Fork method start with a snapshot
// of. [Share] makes one.
type Shared[T any] struct {
	name  string
	mu    sync.Mutex
	value T
	slot  *slot // of the registry of shared values
}

// A slot holds the snapshot of a shared value.
type slot struct {
	snapshot snapshot // what the children of this process get
	born     snapshot // what this process got; taken by the first Load
}

var shared = struct {
	sync.Mutex
	slots map[string]*slot
}{slots: make(map[string]*slot)}

// slotOf returns the slot of a name, which a child may need before the name is
// declared.
func slotOf(name string) *slot {
	if shared.slots[name] == nil {
		shared.slots[name] = new(slot)
	}
	return shared.slots[name]
}

var declared = make(map[string]bool)

// Share declares a value under a name. Parent and child find it by that name:
// call Share in the declaration of a package-level variable. It panics if the
// name is empty or taken.
func Share[T any](name string) *Shared[T] {
	shared.Lock()
	defer shared.Unlock()
	if name == "" || declared[name] {
		panic(fmt.Sprintf("procstart: Share(%q): want a name that is not taken", name))
	}
	declared[name] = true
	return &Shared[T]{name: name, slot: slotOf(name)}
}

// Store sets the value and takes the snapshot that Fork children get from now
// on. A []byte is copied to memory that all children map instead of
// copying it; any other value is encoded like an argument, and each child that
// loads it decodes it. Later changes of what v refers to are not seen by
// children. Fork children only: others start without a value.
func (s *Shared[T]) Store(v T) error {
	b, err := encode(nil, &v)
	if err != nil {
		return &EncodeError{"Share(" + s.name + ")", "value", fmt.Sprintf("%T", *new(T)), err}
	}
	snap, err := newSnapshot(b)
	if err != nil {
		return fmt.Errorf("procstart: Share(%q): %w", s.name, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.value = v
	shared.Lock()
	defer shared.Unlock()
	s.slot.snapshot.close()
	s.slot.born.close()
	s.slot.snapshot, s.slot.born = snap, snapshot{}
	return nil
}

// Load returns the value that this process stored last, or else that of its
// parent at the start of this process, or else the zero value. A []byte that
// comes from the parent can be written to: the child alone sees that.
func (s *Shared[T]) Load() (T, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	shared.Lock()
	born := s.slot.born
	s.slot.born = snapshot{}
	shared.Unlock()
	if !born.ok() {
		return s.value, nil
	}
	b, err := born.mapped()
	if err == nil {
		err = decode(b, &s.value)
	}
	if err != nil {
		return s.value, fmt.Errorf("procstart: Share(%q): %w", s.name, err)
	}
	return s.value, nil
}

// snapshotNames returns the names that have a snapshot. The caller holds the
// lock.
func snapshotNames() []string {
	names := slices.Sorted(maps.Keys(shared.slots))
	return slices.DeleteFunc(names, func(name string) bool { return !shared.slots[name].snapshot.ok() })
}
