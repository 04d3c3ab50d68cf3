package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sync/atomic"
	"time"

	"github.com/aslcheck/aslcheck/internal/conformance/behavior"
)

// An engine is a running command that answers one case after another.
type engine struct {
	command []string
	timeout time.Duration
	cmd     *exec.Cmd // nil when it doesn't run
	in      io.WriteCloser
	out     *bufio.Reader
	errors  bytes.Buffer
	kill    func()
	answers int // since it was started
}

// ask sends one case. Without an answer, the result says why, and the next case starts the command anew.
func (e *engine) ask(ctx context.Context, r *behavior.Request) *behavior.Answer {
	if ctx.Err() != nil {
		return &behavior.Answer{Unsupported: ctx.Err().Error()}
	}
	a, err := e.answer(ctx, r)
	if errors.Is(err, errEnded) && e.answers > 0 { // after its last answer: it is one that answers one case
		e.stop()
		a, err = e.answer(ctx, r)
	}
	if err != nil {
		e.stop()
		return &behavior.Answer{Unsupported: err.Error()}
	}
	return a
}

func (e *engine) answer(ctx context.Context, r *behavior.Request) (*behavior.Answer, error) {
	if err := e.start(ctx); err != nil {
		return nil, err
	}
	var late atomic.Bool
	timer := time.AfterFunc(e.timeout, func() { late.Store(true); e.kill() }) //nolint:forbidigo // the engine takes real time
	line, err := e.exchange(r)
	timer.Stop()
	switch {
	case late.Load():
		return nil, fmt.Errorf("no answer within %s", e.timeout)
	case err != nil:
		return nil, err
	}
	var a behavior.Answer
	if err := json.Unmarshal(line, &a); err != nil {
		return nil, fmt.Errorf("the answer is not JSON of the right form: %w", err)
	}
	return &a, nil
}

// errEnded says that the command ended without an answer.
var errEnded = errors.New("the command ended without an answer")

// exchange writes the line of a case, and reads the line of its answer.
func (e *engine) exchange(r *behavior.Request) ([]byte, error) {
	encoder := json.NewEncoder(e.in)
	encoder.SetEscapeHTML(false) // texts reach the engine as they are in the file
	wrote := encoder.Encode(r)   // fails where the command has ended, as reading does then
	line, err := e.out.ReadBytes('\n')
	switch {
	case len(bytes.TrimSpace(line)) > 0:
		e.answers++
		return line, nil
	case errors.Is(err, io.EOF):
		answers := e.answers
		e.stop() // it has written all errors then
		e.answers = answers
		first, _, _ := bytes.Cut(bytes.TrimSpace(e.errors.Bytes()), []byte("\n"))
		return nil, fmt.Errorf("%w: %s", errEnded, first)
	case wrote != nil:
		return nil, wrote
	default:
		return nil, err
	}
}

func (e *engine) start(ctx context.Context) error {
	if e.cmd != nil {
		return nil
	}
	running, kill := context.WithCancel(ctx)
	cmd := exec.CommandContext(running, e.command[0], e.command[1:]...) //nolint:gosec // the command that the user wants to measure
	in, err := cmd.StdinPipe()
	var out io.ReadCloser
	if err == nil {
		out, err = cmd.StdoutPipe()
	}
	e.errors.Reset()
	e.answers = 0
	cmd.Stderr = &e.errors
	cmd.WaitDelay = time.Second
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		kill()
		return err
	}
	e.cmd, e.in, e.out = cmd, in, bufio.NewReader(out)
	e.kill = func() {
		kill()
		_ = out.Close() // a program that the command has started may hold the other end
	}
	return nil
}

// stop ends the command.
func (e *engine) stop() {
	if e.cmd == nil {
		return
	}
	_ = e.in.Close()
	e.kill()
	_ = e.cmd.Wait() // it was killed, or said why it ended
	e.cmd = nil
}
