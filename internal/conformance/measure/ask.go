package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"time"

	"github.com/aslcheck/aslcheck/internal/conformance/behavior"
)

// ask starts the command of an engine for one case. Where it gives no answer, the answer says why.
func ask(ctx context.Context, command []string, timeout time.Duration, r *behavior.Request) *behavior.Answer {
	a, err := answer(ctx, command, timeout, r)
	if err != nil {
		return &behavior.Answer{Unsupported: err.Error()}
	}
	return a
}

func answer(ctx context.Context, command []string, timeout time.Duration, r *behavior.Request) (*behavior.Answer, error) {
	var request bytes.Buffer
	encoder := json.NewEncoder(&request)
	encoder.SetEscapeHTML(false) // texts reach the engine as they are in the file
	if err := encoder.Encode(r); err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	cmd := exec.CommandContext(limited, command[0], command[1:]...) //nolint:gosec // the command that the user wants to measure
	cmd.Stdin = &request
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	var failed *exec.ExitError
	switch {
	case limited.Err() != nil:
		return nil, fmt.Errorf("no answer within %s", timeout)
	case errors.As(err, &failed):
		return nil, fmt.Errorf("%w: %s", err, firstLine(failed.Stderr))
	case err != nil:
		return nil, err
	}
	var a behavior.Answer
	if err := json.Unmarshal(out, &a); err != nil {
		return nil, fmt.Errorf("the answer is not JSON of the right form: %w", err)
	}
	return &a, nil
}

func firstLine(text []byte) string {
	line, _, _ := bytes.Cut(bytes.TrimSpace(text), []byte("\n"))
	return string(line)
}
