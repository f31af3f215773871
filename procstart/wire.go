// Copyright 2026 The py34 Authors. All rights reserved.
// Use of this source code is governed by a BSD-style
// license that can be found in the LICENSE file.

package procstart

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"time"
)

// A message is a sequence of fields, to be read in the order in which they
// were written. After a field that is not there all others are zero, and bad is
// set.
type message struct {
	b   []byte
	bad bool
}

func (m *message) uint(n uint64) { m.b = binary.AppendUvarint(m.b, n) }

func (m *message) string(s string) {
	m.uint(uint64(len(s)))
	m.b = append(m.b, s...)
}

func (m *message) strings(list []string) {
	m.uint(uint64(len(list)))
	for _, s := range list {
		m.string(s)
	}
}

func (m *message) readUint() uint64 {
	n, size := binary.Uvarint(m.b)
	if size <= 0 {
		m.b, m.bad = nil, true
		return 0
	}
	m.b = m.b[size:]
	return n
}

func (m *message) readString() string {
	n := m.readUint()
	if n > uint64(len(m.b)) {
		m.b, m.bad = nil, true
		return ""
	}
	s := string(m.b[:n])
	m.b = m.b[n:]
	return s
}

func (m *message) readStrings() []string {
	n := m.readUint()
	if n > uint64(len(m.b)) { // each takes a byte at least
		m.b, m.bad = nil, true
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = m.readString()
	}
	return list
}

// A request is all that a child needs to know. It travels through the work
// pipe: its size in 8 bytes, the request, and up to the end the argument, whose
// size stands before it in 8 bytes too.
type request struct {
	sum      fingerprint
	function string
	method   StartMethod
	name     string // of the process
	identity string
	parent   Peer
	daemon   bool
	deadline time.Time // of the function's context, or zero
	files    []string  // names of the extra files
	shares   []string  // names of the snapshots, whose files follow those

	// A spare was born before its request, and takes from it what other
	// children have from their birth.
	late   bool
	env    []string
	umask  int // -1 leaves it
	args   []string
	limits []Limit
}

func (r *request) append(dst []byte) []byte {
	m := message{b: append(dst, make([]byte, 8)...)}
	m.string(string(r.sum[:]))
	m.string(r.function)
	m.string(string(r.method))
	m.string(r.name)
	m.string(r.identity)
	m.uint(uint64(r.parent.pid))
	m.string(r.parent.name)
	m.uint(flag(r.daemon))
	m.uint(flag(!r.deadline.IsZero()))
	m.uint(uint64(r.deadline.Unix())) // nanoseconds end in the year 2262
	m.uint(uint64(r.deadline.Nanosecond()))
	m.strings(r.files)
	m.strings(r.shares)
	m.uint(flag(r.late))
	if r.late {
		m.strings(r.env)
		m.uint(uint64(r.umask + 1))
		m.strings(r.args)
		m.uint(uint64(len(r.limits)))
		for _, l := range r.limits {
			m.uint(uint64(l.Resource))
			m.uint(l.Soft)
			m.uint(l.Hard)
		}
	}
	putSize(m.b[len(dst):])
	return m.b
}

func parseRequest(b []byte) (r request, ok bool) {
	m := message{b: b}
	copy(r.sum[:], m.readString())
	r.function = m.readString()
	r.method = StartMethod(m.readString())
	r.name = m.readString()
	r.identity = m.readString()
	r.parent.pid = int(m.readUint())
	r.parent.name = m.readString()
	r.daemon = m.readUint() != 0
	limited := m.readUint() != 0
	if sec, nano := int64(m.readUint()), int64(m.readUint()); limited {
		r.deadline = time.Unix(sec, nano)
	}
	r.files = m.readStrings()
	r.shares = m.readStrings()
	if r.late = m.readUint() != 0; r.late {
		r.env = m.readStrings()
		r.umask = int(m.readUint()) - 1
		r.args = m.readStrings()
		for n := m.readUint(); n > 0 && !m.bad; n-- {
			r.limits = append(r.limits, Limit{int(m.readUint()), m.readUint(), m.readUint()})
		}
	}
	return r, !m.bad
}

// putSize writes the size of what follows into the first 8 bytes.
func putSize(b []byte) { binary.LittleEndian.PutUint64(b, uint64(len(b)-8)) }

func flag(on bool) uint64 {
	if on {
		return 1
	}
	return 0
}

// readSized reads what stands behind its size in 8 bytes. It allocates no more
// than twice what comes.
func readSized(r io.Reader, limit int64) ([]byte, error) {
	var size [8]byte
	if _, err := io.ReadFull(r, size[:]); err != nil {
		return nil, err
	}
	n := binary.LittleEndian.Uint64(size[:])
	if n > uint64(limit) {
		return nil, errAnswer
	}
	const trusted = 64 << 10
	var buf bytes.Buffer
	buf.Grow(int(min(n, trusted)))
	if _, err := io.CopyN(&buf, r, int64(n)); err != nil {
		return nil, io.ErrUnexpectedEOF
	}
	return buf.Bytes(), nil
}

// An answer is what a child says of its function's end: one byte for its kind,
// and the payload behind its size in 8 bytes.
type answer struct {
	kind    byte
	payload []byte
}

// What may stand at the start of the result pipe. No text that the runtime
// prints through the same pipe when it crashes starts with such a byte.
const (
	hello          = 1 + iota // the child called Init; more follows
	answerValue               // an encoded result
	answerError               // see encodeError
	answerPanic               // value, stack
	answerGoexit              //
	answerRefused             // an EncodeError
	answerMismatch            // another build, or no such function
	answerFailed              // the start failed in the child: see encodeError
	lastAnswer     = answerFailed
)

// exitCode returns the code with which a child exits after the answer: what
// Python's children say of an exception, and Go programs of a panic.
func (a answer) exitCode() int {
	switch a.kind {
	case answerValue:
		return 0
	case answerPanic:
		return 2
	}
	return 1
}

func (a answer) append(dst []byte) []byte {
	dst = binary.LittleEndian.AppendUint64(append(dst, a.kind), uint64(len(a.payload)))
	return append(dst, a.payload...)
}

var errAnswer = errors.New("procstart: malformed answer from the child")

// sentinels are the errors that errors.Is finds on the other side. A number
// stands for each: add at the end only.
var sentinels = []error{
	context.Canceled, context.DeadlineExceeded, io.EOF, io.ErrUnexpectedEOF, io.ErrClosedPipe,
	fs.ErrInvalid, fs.ErrPermission, fs.ErrExist, fs.ErrNotExist, fs.ErrClosed,
	os.ErrDeadlineExceeded, errors.ErrUnsupported,
	ErrNoInit, ErrBootstrapping, ErrBuildMismatch, ErrNotStarted, ErrStarted, ErrAlive, ErrClosed, ErrDaemon, ErrContextSet, ErrGoexit,
}

// encodeError encodes the text of an error, and as much of the error as can be
// known in another process.
func encodeError(err error) []byte {
	var m message
	m.string(err.Error())
	var known []string
	for i, s := range sentinels {
		if errors.Is(err, s) {
			known = append(known, string(rune(i)))
		}
	}
	m.string(strings.Join(known, ""))
	var errno syscall.Errno
	errors.As(err, &errno)
	m.uint(uint64(errno))
	m.string(gobError(err))
	return m.b
}

// gobError returns the outermost error in err's chain whose type gob knows.
func gobError(err error) string {
	for ; err != nil; err = errors.Unwrap(err) {
		var buf bytes.Buffer
		if gob.NewEncoder(&buf).Encode(box[error]{err}) == nil {
			return buf.String()
		}
	}
	return ""
}

func readError(e *FuncError, payload []byte) error {
	m := message{b: payload}
	e.Text = m.readString()
	known := m.readString()
	errno := syscall.Errno(m.readUint())
	concrete := m.readString()
	if m.bad {
		return errAnswer
	}
	if concrete != "" {
		var b box[error]
		if gob.NewDecoder(strings.NewReader(concrete)).Decode(&b) == nil && b.V != nil {
			e.causes = append(e.causes, b.V)
		}
	}
	for _, i := range known {
		if int(i) < len(sentinels) {
			e.causes = append(e.causes, sentinels[i])
		}
	}
	if errno != 0 {
		e.causes = append(e.causes, errno)
	}
	return e
}
