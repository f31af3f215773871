// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart_test

import (
	"context"
	"os"
	"testing"

	"py34.example/procstart"
)

func TestMain(m *testing.M) {
	procstart.Init()
	os.Exit(m.Run())
}

var square = procstart.Register("square", func(ctx context.Context, x int) (int, error) { return x * x, nil })

func TestCall(t *testing.T) {
	for _, m := range procstart.StartMethods() {
		t.Run(string(m), func(t *testing.T) {
			c, err := procstart.GetContext(m)
			if err != nil {
				t.Fatal(err)
			}
			got, err := square.CallIn(t.Context(), c, 12, procstart.Options{})
			if err != nil || got != 144 {
				t.Errorf("square(12) = %d, %v; want 144", got, err)
			}
		})
	}
}
