// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package weakfinal

// WhileLocked calls f while nobody else gets at the entries, and sweeps them
// before it lets go of them.
func (m *KeyMap[K, V]) WhileLocked(f func()) {
	t := m.lazy.t.Load()
	for i := range t.shards {
		t.shards[i].mu.Lock()
	}
	f()
	for i := range t.shards {
		for k, e := range t.shards[i].entries {
			if t.dead(k, e) {
				delete(t.shards[i].entries, k)
			}
		}
		t.shards[i].mu.Unlock()
	}
}
