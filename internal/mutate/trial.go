package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// An outcome says what became of an edit.
type outcome int

const (
	notCompiled outcome = iota
	survived
	killed
)

// A lab tries edits.
type lab struct {
	root    string        // of the module
	scratch string        // folder for overlays
	timeout time.Duration // for the tests of one package
	run     string        // the tests that run, "" for all
	ignore  string        // the tests that don't, "" for none
}

// try runs tests with an edit until one fails. The first ones are those of the edited package, so that they don't build
// where the edit doesn't compile.
func (l lab) try(ctx context.Context, tests []string, e edit) (outcome, error) {
	overlay, err := l.overlay(e)
	if err != nil {
		return 0, err
	}
	for _, tested := range tests {
		result, err := l.test(ctx, l.arguments(tested, overlay, "-vet=off", "-ldflags=-s -w", "-failfast", "-timeout="+l.timeout.String())...)
		if err != nil || result != survived {
			return result, err
		}
	}
	return survived, nil
}

// arguments returns those of the go command that tests a package.
func (l lab) arguments(tested string, options ...string) []string {
	args := append([]string{"test"}, options...)
	if l.run != "" {
		args = append(args, "-run="+l.run)
	}
	if l.ignore != "" {
		args = append(args, "-skip="+l.ignore)
	}
	return append(args, tested)
}

// overlay writes the edited file, and returns the option that lets the go command read it.
func (l lab) overlay(e edit) (string, error) {
	name := filepath.Join(l.root, e.file)
	src, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	edited := filepath.Join(l.scratch, "edited.go")
	if err := os.WriteFile(edited, e.apply(src), 0o600); err != nil {
		return "", err
	}
	list, err := json.Marshal(map[string]any{"Replace": map[string]string{name: edited}})
	if err != nil {
		return "", err
	}
	file := filepath.Join(l.scratch, "overlay.json")
	return "-overlay=" + file, os.WriteFile(file, list, 0o600)
}

// test runs tests. A test binary ends itself at its timeout; the one here is for a build that hangs, or a binary that
// can't.
func (l lab) test(ctx context.Context, args ...string) (outcome, error) {
	limited, cancel := context.WithTimeout(ctx, 2*l.timeout+time.Minute)
	defer cancel()
	out, err := l.output(limited, args...)
	var failed *exec.ExitError
	switch {
	case err == nil:
		return survived, nil
	case ctx.Err() != nil:
		return 0, ctx.Err()
	case strings.Contains(out, "[build failed]"):
		return notCompiled, nil
	case errors.As(err, &failed), limited.Err() != nil:
		return killed, nil
	default:
		return 0, err
	}
}

// output returns what a go command prints.
func (l lab) output(ctx context.Context, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = l.root
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	if err != nil {
		err = fmt.Errorf("go %s: %w", args[0], err)
	}
	return string(out), err
}
