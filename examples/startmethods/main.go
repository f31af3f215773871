// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Startmethods runs one function in a child process by each start method, and
// shows what the child is and has, and how long it took.
//
// Usage:
//
//	startmethods [-n N] [-spares N] [METHOD...]
//
// The time is the median of N starts, from the start to the result. With
// -spares, the forkserver method keeps so many children waiting.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"py34.example/procstart"
)

// A report is what a child says of itself.
type report struct {
	PID, Parent int
	Name        string
	Descriptors []int // nil where the system does not tell
}

var describe = procstart.Register("describe", func(ctx context.Context, _ struct{}) (report, error) {
	return report{os.Getpid(), os.Getppid(), procstart.CurrentProcess().Name(), descriptors()}, nil
})

// descriptors returns the open descriptors of this process.
func descriptors() []int {
	dir, err := os.Open("/proc/self/fd")
	if err != nil {
		return nil
	}
	defer dir.Close()
	names, _ := dir.Readdirnames(-1)
	var fds []int
	for _, name := range names {
		if fd, err := strconv.Atoi(name); err == nil && uintptr(fd) != dir.Fd() {
			fds = append(fds, fd)
		}
	}
	slices.Sort(fds)
	return fds
}

const usage = "usage: startmethods [-n N] [-spares N] [METHOD...]"

func main() {
	procstart.Init()
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is main with its surroundings. It returns the exit status: 0, 1 if a
// process could not be started, 2 for arguments that make no sense.
func run(args []string, stdout, stderr io.Writer) int {
	n, spares := 5, 0
	fs := flag.NewFlagSet("startmethods", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Func("n", "", number(&n, 1))
	fs.Func("spares", "", number(&spares, 0))
	var names []string
	for rest := args; ; { // flags may also follow the methods
		err := fs.Parse(rest)
		if errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(stdout, usage)
			return 0
		}
		if err != nil {
			fmt.Fprintln(stderr, "startmethods:", err)
			return 2
		}
		if fs.NArg() == 0 {
			break
		}
		names = append(names, fs.Arg(0))
		rest = fs.Args()[1:]
	}
	contexts, err := choose(names)
	if err != nil {
		fmt.Fprintln(stderr, "startmethods:", err)
		return 2
	}
	status := 0
	fmt.Fprintf(stdout, "this is process %d\n", os.Getpid())
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "method\ttime\tpid\tparent\tname\tdescriptors")
	for _, c := range contexts {
		r, d, err := measure(c, n, spares)
		if err != nil {
			fmt.Fprintln(stderr, "startmethods:", err)
			status = 1
			continue
		}
		fmt.Fprintf(w, "%s\t%v\t%d\t%d\t%s\t%s\n", c.GetStartMethod(), d.Round(10*time.Microsecond),
			r.PID, r.Parent, r.Name, strings.Trim(fmt.Sprint(r.Descriptors), "[]"))
	}
	if err := w.Flush(); err != nil {
		fmt.Fprintln(stderr, "startmethods:", err)
		status = 1
	}
	return status
}

// number returns a flag's function that takes a number from least up.
func number(p *int, least int) func(string) error {
	return func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < least || n > 1000 {
			return fmt.Errorf("want a whole number from %d to 1000", least)
		}
		*p = n
		return nil
	}
}

// choose returns the contexts of the named methods, or all.
func choose(names []string) ([]*procstart.Context, error) {
	if len(names) == 0 {
		for _, m := range procstart.StartMethods() {
			names = append(names, string(m))
		}
	}
	var contexts []*procstart.Context
	for _, name := range names {
		if name == "" {
			return nil, errors.New("the name of a method is empty")
		}
		c, err := procstart.GetContext(procstart.StartMethod(name))
		if err != nil {
			return nil, err
		}
		contexts = append(contexts, c)
	}
	return contexts, nil
}

// measure starts n processes, and returns the report of the last and the median
// time.
func measure(c *procstart.Context, n, spares int) (r report, median time.Duration, err error) {
	defer c.Close()
	var times []time.Duration
	for range n {
		if c.GetStartMethod() == procstart.ForkServer {
			if err := c.Spares(spares); err != nil { // waits for them
				return r, 0, err
			}
		}
		began := time.Now()
		if r, err = describe.CallIn(context.Background(), c, struct{}{}, procstart.Options{}); err != nil {
			return r, 0, err
		}
		times = append(times, time.Since(began))
	}
	slices.Sort(times)
	return r, times[n/2], nil
}
