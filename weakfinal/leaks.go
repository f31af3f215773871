// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package weakfinal

import (
	"context"
	"runtime"
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

	leakPatience = 30 * time.Second
)

// CheckLeaks calls f some twenty times and reports an error if each round of calls
// left more objects on the heap than there were before, one for each call at
// least: garbage is collected and callbacks run before objects are counted. What
// f makes only once does not count, and a single quiet round is enough to pass, so
// that other goroutines seldom matter.
//
// Python: what regrtest -R does with sys.getallocatedblocks.
func CheckLeaks(tb TB, f func()) {
	tb.Helper()
	for range leakWarmUp {
		f()
	}
	before, err := settledBlocks()
	least := int64(1) << 62
	for round := 0; round < leakRounds && err == nil; round++ {
		for range leakCalls {
			f()
		}
		var after uint64
		after, err = settledBlocks()
		least = min(least, int64(after-before))
		before = after
	}
	if err != nil {
		tb.Errorf("weakfinal: cannot look for leaks: %v", err)
	} else if least >= leakCalls {
		tb.Errorf("weakfinal: each call leaves about %d objects on the heap", (least+leakCalls/2)/leakCalls)
	}
}

// settledBlocks returns the number of objects that are alive.
func settledBlocks() (uint64, error) {
	ctx, cancel := context.WithTimeout(context.Background(), leakPatience)
	defer cancel()
	if err := Flush(ctx); err != nil {
		return 0, err
	}
	return AllocatedBlocks(), nil
}
