// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"fmt"
	"io"
	"time"
)

// A meter is a reader that shows on a terminal how far it is, once that takes
// long enough to ask.
type meter struct {
	r      io.Reader
	w      io.Writer
	file   string
	size   int64 // 0 if it is not known
	done   int64
	now    func() time.Time
	start  time.Time
	next   time.Time // when to show something
	showed bool
}

// How long a meter waits before it shows something, and before it does again.
const (
	patience = time.Second
	interval = 200 * time.Millisecond
)

func newMeter(w io.Writer, file string, r io.Reader, size int64) *meter {
	m := &meter{r: r, w: w, file: file, size: size, now: time.Now}
	m.begin()
	return m
}

func (m *meter) begin() {
	m.start = m.now()
	m.next = m.start.Add(patience)
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.r.Read(p)
	m.done += int64(n)
	if now := m.now(); !now.Before(m.next) {
		m.next = now.Add(interval)
		m.show(now.Sub(m.start))
	}
	return n, err
}

// show writes over what it wrote before. The name is quoted: it may hold
// characters that mean something to a terminal.
func (m *meter) show(taken time.Duration) {
	m.showed = true
	const mega = 1e6
	fmt.Fprintf(m.w, "\r%q: %.0f MB", m.file, float64(m.done)/mega)
	if m.size > 0 {
		fmt.Fprintf(m.w, " of %.0f MB, %d %%", float64(m.size)/mega, 100*min(m.done, m.size)/m.size)
	}
	fmt.Fprintf(m.w, ", %.0f MB/s\x1b[K", float64(m.done)/mega/taken.Seconds())
}

// clear removes what was shown.
func (m *meter) clear() {
	if m.showed {
		fmt.Fprint(m.w, "\r\x1b[K")
	}
}
