// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Package harness compares contenders at the same work in one run: they take
// turns, CPU time is counted (garbage collection included), and every figure
// that matters is a ratio.
package harness

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"text/tabwriter"
	"time"
)

var (
	rounds  = flag.Int("rounds", 7, "rounds, in each of which every contender has its turn")
	minTime = flag.Duration("time", 100*time.Millisecond, "least CPU time of a turn")
	only    = flag.String("case", "", "run only the cases whose name contains this")
)

// A Contender does the work of a case n times.
type Contender struct {
	Name string

	// Run does the work in this process.
	Run func(n int)

	// Command, where Run is nil, is a program that does it in another
	// process: for each line "n" on its standard input it does the work n
	// times and prints the CPU seconds that took.
	Command []string
	Env     []string // in addition to the environment
}

// A Goal bounds the ratio of a contender's time to the first contender's.
// A zero bound is none.
type Goal struct {
	Against  string
	Min, Max float64
}

// A Case is one job. Ratios are taken to the first contender.
type Case struct {
	Name       string
	Bytes      int64 // size of the input, for MB/s; 0 if it has no meaning
	Contenders []Contender
	Goals      []Goal
}

const pythonLoop = `
import sys, time, gc
exec(sys.argv[1])
_code = compile("def _run(_n):\n for _ in range(_n):\n" + "\n".join("  " + l for l in sys.argv[2].split("\n")), "stmt", "exec")
exec(_code)
for _line in sys.stdin:
    gc.collect()
    _t = time.process_time()
    _run(int(_line))
    print(time.process_time() - _t, flush=True)
`

// Python returns a contender that runs stmt under the given CPython version,
// after setup, or one that is left out of the table where that version is
// missing. The name it goes by is "CPython".
func Python(version, setup, stmt string) Contender {
	return Contender{
		Name:    "CPython",
		Command: []string{"python3", "-B", "-s", "-c", pythonLoop, setup, stmt},
		Env:     []string{"PYENV_VERSION=" + version, "PYTHONHASHSEED=0"},
	}
}

// Main parses the flags, runs the cases and prints their tables.
func Main(cases ...Case) {
	flag.Parse()
	missed := 0
	for _, c := range cases {
		if strings.Contains(c.Name, *only) {
			missed += c.run(os.Stdout)
		}
	}
	if missed > 0 {
		fmt.Printf("%d goals missed\n", missed)
	}
}

// A racer is a contender in a race: its state and its results.
type racer struct {
	Contender
	stdin  io.WriteCloser
	stdout *bufio.Reader
	n      int       // repetitions a turn
	times  []float64 // seconds a repetition, by round
	allocs float64   // heap allocations a repetition, in this process
}

func (c Case) run(w io.Writer) (missed int) {
	var racers []*racer
	for _, con := range c.Contenders {
		r := &racer{Contender: con}
		if err := r.start(); err != nil {
			fmt.Fprintf(w, "%s: %s left out: %v\n", c.Name, con.Name, err)
			continue
		}
		defer r.stop()
		r.calibrate()
		racers = append(racers, r)
	}
	for range *rounds {
		for _, r := range racers {
			r.times = append(r.times, r.turn(r.n)/float64(r.n))
		}
	}

	fmt.Fprintf(w, "%s\n", c.Name)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(tw, "  contender\ttime/op\tMB/s\tallocs/op\tratio\t\n")
	for _, r := range racers {
		best := slices.Min(r.times)
		rate, allocs := "-", "-"
		if c.Bytes > 0 {
			rate = fmt.Sprintf("%.1f", float64(c.Bytes)/best/1e6)
		}
		if r.Run != nil {
			allocs = fmt.Sprintf("%.4g", r.allocs)
		}
		ratio := medianRatio(r.times, racers[0].times)
		verdict, ok := c.judge(r.Name, ratio)
		if !ok {
			missed++
		}
		fmt.Fprintf(tw, "  %s\t%v\t%s\t%s\t%.3g\t%s\n", r.Name, duration(best), rate, allocs, ratio, verdict)
	}
	tw.Flush()
	fmt.Fprintln(w)
	return missed
}

func (c Case) judge(name string, ratio float64) (verdict string, ok bool) {
	ok = true
	for _, g := range c.Goals {
		if g.Against != name {
			continue
		}
		reached := true
		if g.Min > 0 {
			verdict += fmt.Sprintf("goal: at least %.3g", g.Min)
			reached = reached && ratio >= g.Min
		}
		if g.Max > 0 {
			verdict += fmt.Sprintf("goal: at most %.3g", g.Max)
			reached = reached && ratio <= g.Max
		}
		if reached {
			verdict += ", reached"
		} else {
			verdict += ", MISSED"
			ok = false
		}
	}
	return verdict, ok
}

// medianRatio returns the median of the ratios of a's and b's rounds.
func medianRatio(a, b []float64) float64 {
	ratios := make([]float64, len(a))
	for i := range a {
		ratios[i] = a[i] / b[i]
	}
	slices.Sort(ratios)
	return (ratios[(len(ratios)-1)/2] + ratios[len(ratios)/2]) / 2
}

func duration(seconds float64) string {
	switch {
	case seconds < 1e-6:
		return fmt.Sprintf("%.2f ns", seconds*1e9)
	case seconds < 1e-3:
		return fmt.Sprintf("%.2f µs", seconds*1e6)
	default:
		return fmt.Sprintf("%.2f ms", seconds*1e3)
	}
}

func (r *racer) start() error {
	if r.Run != nil {
		return nil
	}
	if i := slices.IndexFunc(r.Env, func(e string) bool { return strings.HasPrefix(e, "PYENV_VERSION=") }); i >= 0 {
		want := strings.TrimPrefix(r.Env[i], "PYENV_VERSION=")
		probe := exec.Command(r.Command[0], "-V")
		probe.Env = append(os.Environ(), r.Env...)
		if out, err := probe.Output(); err != nil || strings.TrimSpace(string(out)) != "Python "+want {
			return fmt.Errorf("no CPython %s on this machine", want)
		}
	}
	cmd := exec.Command(r.Command[0], r.Command[1:]...)
	cmd.Env = append(os.Environ(), r.Env...)
	cmd.Stderr = os.Stderr
	var err error
	if r.stdin, err = cmd.StdinPipe(); err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	r.stdout = bufio.NewReader(out)
	return cmd.Start()
}

func (r *racer) stop() {
	if r.stdin != nil {
		r.stdin.Close()
	}
}

// calibrate finds how many repetitions fill a turn.
func (r *racer) calibrate() {
	for r.n = 1; ; {
		t := r.turn(r.n)
		if t >= minTime.Seconds() || r.n >= 1e9 {
			return
		}
		grow := 2 * r.n
		if t > minTime.Seconds()/100 {
			grow = int(float64(r.n)*minTime.Seconds()/t*1.1) + 1
		}
		r.n = max(grow, r.n+1)
	}
}

// turn does the work n times and returns the CPU seconds it took.
func (r *racer) turn(n int) float64 {
	if r.Run == nil {
		fmt.Fprintln(r.stdin, n)
		line, err := r.stdout.ReadString('\n')
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s died: %v\n", r.Name, err)
			os.Exit(1)
		}
		t, err := strconv.ParseFloat(strings.TrimSpace(line), 64)
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s answered %q\n", r.Name, line)
			os.Exit(1)
		}
		return t
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := CPUTime()
	r.Run(n)
	t := CPUTime() - start
	runtime.ReadMemStats(&after)
	r.allocs = float64(after.Mallocs-before.Mallocs) / float64(n)
	return t.Seconds()
}

// CPUTime returns the CPU time that this process has used, in all its threads.
func CPUTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
