// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package weakfinal

import (
	"context"
	"runtime"
	"slices"
	"time"
)

// AllocatedBlocks returns the number of objects on the heap: those that are
// alive, and those that are dead but not yet swept. It stops all goroutines for
// a moment, and is a figure for tests: see [CheckLeaks].
//
// Python: sys.getallocatedblocks.
func AllocatedBlocks() uint64 {
	// The figure of package runtime/metrics leaves out what each processor
	// has allocated last.
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapObjects
}

// A TB is the part of testing.TB that [CheckLeaks] needs. With it the package
// does not import testing.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
}

const (
	leakWarmUp = 2 // calls that may fill caches
	leakRounds = 5
	leakCalls  = 4 // in a round

	leakPatience = 2 * time.Minute
)

// CheckLeaks calls f some twenty times and reports an error if all rounds of calls
// but one left more objects on the heap than there were before, one for each call
// at least: garbage is collected and callbacks run before objects are counted. What
// f makes only once does not count, and two quiet rounds of five are enough to
// pass, so that other goroutines seldom matter.
//
// Python: what regrtest -R does with sys.getallocatedblocks.
func CheckLeaks(tb TB, f func()) {
	tb.Helper()
	for range leakWarmUp {
		f()
	}
	// One for all rounds: a timer stays on the heap for a while after it is stopped.
	ctx, cancel := context.WithTimeout(context.Background(), leakPatience)
	defer cancel()
	before, err := settledBlocks(ctx)
	var growth [leakRounds]int64
	for round := 0; round < leakRounds && err == nil; round++ {
		for range leakCalls {
			f()
		}
		var after uint64
		after, err = settledBlocks(ctx)
		growth[round] = int64(after - before)
		before = after
	}
	// Now and then the runtime lets go of 64 objects of its own (sudogs), which
	// makes one round of a leak look quiet.
	slices.Sort(growth[:])
	if err != nil {
		tb.Errorf("weakfinal: cannot look for leaks: %v", err)
	} else if growth[1] >= leakCalls {
		median := growth[leakRounds/2]
		tb.Errorf("weakfinal: each call leaves about %d objects on the heap", (median+leakCalls/2)/leakCalls)
	}
}

// settledBlocks returns the number of objects that are alive.
func settledBlocks(ctx context.Context) (uint64, error) {
	if err := Flush(ctx); err != nil {
		return 0, err
	}
	return AllocatedBlocks(), nil
}
