// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

// Isolate decodes GIF, JPEG and PNG images of unknown origin, each in a process
// of its own that has no environment, no files but the image, and bounded
// memory and time. What a hostile image does there ends that process and no
// more.
//
// Usage:
//
//	isolate [-memory MB] [-seconds N] [FILE...]
//
// For each image, or for the one on standard input, it prints the format and
// the size, or how the decoder ended. Limits hold on Linux; elsewhere there is
// only the bound of the time.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	"py34.example/procstart"
)

// decode returns a line of text: nothing needs to be decoded from what comes out
// of a process that may have been taken over.
var decode = procstart.Register("decode", func(ctx context.Context, _ struct{}) (string, error) {
	img, format, err := image.Decode(procstart.ExtraFiles()[0])
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s, %d x %d", format, img.Bounds().Dx(), img.Bounds().Dy()), nil
})

// bounds is what a decoder may use.
type bounds struct {
	memory  uint64 // bytes on top of what the program has anyway
	seconds int
}

const usage = "usage: isolate [-memory MB] [-seconds N] [FILE...]"

func main() {
	procstart.Init()
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main with its surroundings. It returns the exit status: 0, 1 if an
// image could not be decoded, 2 for arguments that make no sense.
func run(args []string, stdin *os.File, stdout, stderr io.Writer) int {
	memory, seconds := 256, 5
	fs := flag.NewFlagSet("isolate", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Func("memory", "", number(&memory))
	fs.Func("seconds", "", number(&seconds))
	var names []string
	for rest := args; ; { // flags may also follow the files
		err := fs.Parse(rest)
		if errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(stdout, usage)
			return 0
		}
		if err != nil {
			fmt.Fprintln(stderr, "isolate:", err)
			return 2
		}
		if fs.NArg() == 0 {
			break
		}
		names = append(names, fs.Arg(0))
		rest = fs.Args()[1:]
	}
	if len(names) == 0 {
		names = []string{"-"}
	}
	status := 0
	for _, name := range names {
		line, err := inspect(name, stdin, bounds{uint64(memory) << 20, seconds})
		if err != nil {
			fmt.Fprintf(stderr, "isolate: %s: %v\n", name, err)
			status = 1
			continue
		}
		if _, err := fmt.Fprintf(stdout, "%s: %s\n", name, line); err != nil {
			fmt.Fprintln(stderr, "isolate:", err)
			return 1
		}
	}
	return status
}

// number returns a flag's function that takes a number above zero.
func number(p *int) func(string) error {
	return func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > 1<<20 {
			return errors.New("want a whole number from 1 to 1048576")
		}
		*p = n
		return nil
	}
}

// inspect decodes an image in another process and says what it is.
func inspect(name string, stdin *os.File, b bounds) (string, error) {
	file := stdin
	if name != "-" {
		var err error
		if file, err = os.Open(name); err != nil {
			return "", err
		}
		defer file.Close()
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return "", err
	}
	defer null.Close()
	c, err := procstart.GetContext(procstart.Spawn)
	if err != nil {
		return "", err
	}
	o := procstart.Options{
		Isolated:  true,
		Files:     []*os.File{file},
		Stdout:    null,
		Stderr:    null,
		MaxResult: 1 << 10,
		Limits:    b.limits(),
	}
	ctx, cancel := context.WithTimeoutCause(context.Background(), time.Duration(b.seconds)*time.Second,
		fmt.Errorf("took more than %d s", b.seconds))
	defer cancel()
	line, err := decode.CallIn(ctx, c, struct{}{}, o)
	return printable(line), explain(err)
}

// limits returns the limits of a decoder, where there are any.
func (b bounds) limits() []procstart.Limit {
	if runtime.GOOS != "linux" {
		return nil
	}
	// RLIMIT_DATA counts the memory that a process can write to. The other
	// numbers are those of RLIMIT_CPU, RLIMIT_FSIZE and RLIMIT_CORE.
	const cpu, fileSize, data, core = 0, 1, 2, 4
	seconds := uint64(b.seconds)
	return []procstart.Limit{
		{Resource: cpu, Soft: seconds, Hard: seconds + 1},
		{Resource: fileSize},
		{Resource: data, Soft: b.memory + ownData, Hard: b.memory + ownData},
		{Resource: core},
	}
}

// ownData is what the runtime itself reserves.
const ownData = 128 << 20

// explain makes one line of an error that comes from a decoder.
func explain(err error) error {
	if crash, ok := errors.AsType[*procstart.RemoteError](err); ok {
		return fmt.Errorf("the decoder crashed: %s", printable(crash.Value))
	}
	if exit, ok := errors.AsType[*procstart.ExitError](err); ok {
		return fmt.Errorf("the decoder ended with exit code %d", exit.Code)
	}
	if fail, ok := errors.AsType[*procstart.FuncError](err); ok {
		return errors.New(printable(fail.Text))
	}
	return err
}

// printable cuts a text that may be hostile, and quotes it where it must be.
func printable(s string) string {
	if len(s) > 200 {
		s = s[:200] + "..."
	}
	if q := strconv.Quote(s); q != `"`+s+`"` {
		return q
	}
	return s
}

func init() { debug.SetGCPercent(50) } // stay well below the limit
