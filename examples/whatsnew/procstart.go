// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"time"

	"py34.example/procstart"
)

var (
	exitSquare = procstart.Register("exit with the square", func(ctx context.Context, x int) (struct{}, error) {
		os.Exit(x * x)
		return struct{}{}, nil
	})
	sleep = procstart.Register("sleep", func(ctx context.Context, d time.Duration) (struct{}, error) {
		time.Sleep(d)
		return struct{}{}, nil
	})
)

var procstartTour = []example{{
	name:  "21_start_methods",
	title: "multiprocessing: start methods and contexts",
	run: func(w io.Writer) {
		var names []string
		for _, m := range procstart.StartMethods() {
			names = append(names, pyRepr(string(m)))
		}
		fmt.Fprintf(w, "[%s]\n", strings.Join(names, ", "))
		for _, m := range procstart.StartMethods() {
			c, err := procstart.GetContext(m)
			if err != nil {
				fmt.Fprintln(w, err)
				return
			}
			p := procstart.NewProcess(c, exitSquare, 12, procstart.Options{Name: "square"})
			if err := p.Start(context.Background()); err != nil {
				fmt.Fprintln(w, err)
				return
			}
			p.Join(context.Background())
			code, _ := p.ExitCode()
			fmt.Fprintln(w, c.GetStartMethod(), p.Name(), code)
			c.Close()
		}
		procstart.SetStartMethod(procstart.Spawn, true)
		if procstart.SetStartMethod(procstart.Fork, false) != nil {
			fmt.Fprintln(w, "already set:", procstart.GetStartMethod())
		}
		if _, err := procstart.GetContext("thread"); err != nil {
			fmt.Fprintln(w, "ValueError: cannot find context for 'thread'")
		}
	},
}, {
	name:  "21b_inheritable",
	title: "socket: get_inheritable, set_inheritable",
	run: func(w io.Writer) {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			fmt.Fprintln(w, err)
			return
		}
		defer l.Close()
		conn, err := l.(*net.TCPListener).SyscallConn()
		if err != nil {
			fmt.Fprintln(w, err)
			return
		}
		conn.Control(func(fd uintptr) {
			before, _ := procstart.Inheritable(fd)
			fmt.Fprintln(w, pyBool(before))
			procstart.SetInheritable(fd, true)
			after, _ := procstart.Inheritable(fd)
			fmt.Fprintln(w, pyBool(after))
		})
	},
}, {
	name:  "21c_prlimit",
	title: "resource: prlimit",
	run: func(w io.Writer) {
		c, err := procstart.GetContext(procstart.Spawn)
		if err != nil {
			fmt.Fprintln(w, err)
			return
		}
		p := procstart.NewProcess(c, sleep, time.Minute, procstart.Options{})
		if err := p.Start(context.Background()); err != nil {
			fmt.Fprintln(w, err)
			return
		}
		const core = 4 // RLIMIT_CORE
		procstart.Prlimit(p.PID(), core, &procstart.Limit{})
		limit, err := procstart.Prlimit(p.PID(), core, nil)
		if err != nil {
			fmt.Fprintln(w, err)
		}
		fmt.Fprintf(w, "(%d, %d)\n", limit.Soft, limit.Hard)
		p.Kill()
		p.Join(context.Background())
		code, _ := p.ExitCode()
		fmt.Fprintln(w, code)
	},
}}
