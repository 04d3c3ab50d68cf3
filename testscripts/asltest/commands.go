package asltest

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/source"
)

// Commands returns the command "asl" for scripts of testscript:
//
//	asl lint FILE               print the findings of "aslcheck lint FILE", with the same settings; fails if it does
//	asl test FILE [--allow-rejected]
//	                            run a test file, print each case with its outcome; fails if a case fails
//	asl run FILE [--input FILE] [--mocks FILE] [--allow-rejected]
//	                            run an execution, print its output or failure; fails if it fails
//	asl path                    print the states of the last run, one per line
//	asl calls STATE             print the arguments of the calls of a state in the last run, one per line
//	asl retries STATE           print the waits before the retries of a state in the last run, one per line
//	asl events                  print the types of the events of the last run, one per line
//	asl time                    print the virtual time that the last run took
//
// Flags may have one dash as well. A definition that AWS would reject fails "asl test" and "asl run" unless that is allowed. Runs count for the coverage of the test binary.
func Commands() map[string]func(ts *testscript.TestScript, neg bool, args []string) {
	s := &scripts{runs: map[string]*Execution{}}
	return map[string]func(ts *testscript.TestScript, neg bool, args []string){"asl": s.asl}
}

// scripts remembers the last run of every script, by its working directory. Scripts run in parallel.
type scripts struct {
	mu   sync.Mutex
	runs map[string]*Execution
}

const usage = "usage: asl lint FILE | test FILE [--allow-rejected] | run FILE [--input FILE] [--mocks FILE] [--allow-rejected] | path | calls STATE | retries STATE | events | time"

func (s *scripts) asl(ts *testscript.TestScript, neg bool, args []string) {
	commands := map[string]func(*testscript.TestScript, []string) error{
		"lint": s.lint, "test": s.test, "run": s.run, "path": s.path, "calls": s.calls, "retries": s.retries, "events": s.events, "time": s.time,
	}
	if len(args) == 0 || commands[args[0]] == nil {
		ts.Fatalf(usage)
	}
	err := commands[args[0]](ts, args[1:])
	switch {
	case err != nil && !neg:
		ts.Fatalf("%v", err)
	case err == nil && neg:
		ts.Fatalf("asl %s succeeded unexpectedly", strings.Join(args, " "))
	}
}

func read(ts *testscript.TestScript, name string) *source.File {
	return source.NewFile(filepath.ToSlash(name), ts.ReadFile(name))
}

func (s *scripts) lint(ts *testscript.TestScript, args []string) error {
	if len(args) != 1 {
		ts.Fatalf("usage: asl lint FILE")
	}
	ctx := context.Background()
	p := &lint.Project{
		Dir: ts.MkAbs("."), Read: func(name string) (string, error) { return ts.ReadFile(name), nil },
	}
	files, notices, err := p.Load(ctx, []lint.Input{{Path: args[0], Named: true, Root: filepath.Dir(args[0])}})
	for _, notice := range notices {
		_, _ = fmt.Fprintln(ts.Stderr(), notice) // the buffer of the script takes all
	}
	if err == nil {
		err = p.Lint(ctx, files, lint.Run{})
	}
	if err != nil {
		return err
	}
	return showFindings(ts, files)
}

// showFindings prints what was found, and returns an error where the settings ask for one.
func showFindings(ts *testscript.TestScript, files []*lint.File) error {
	var found source.Diagnostics
	var failed error
	for _, f := range files {
		found = append(found, f.Found...)
		if f.Fails() && failed == nil {
			failed = fmt.Errorf("%s has findings", f.Source.Name)
		}
	}
	for _, d := range found.Sorted() {
		_, _ = fmt.Fprintln(ts.Stdout(), d) // the buffer of the script takes all
	}
	return failed
}

// last returns the last run of the script.
func (s *scripts) last(ts *testscript.TestScript) *Execution {
	s.mu.Lock()
	defer s.mu.Unlock()
	x := s.runs[ts.MkAbs(".")]
	if x == nil {
		ts.Fatalf("asl run must come first")
	}
	return x
}

func (s *scripts) path(ts *testscript.TestScript, _ []string) error {
	for _, name := range s.last(ts).Path() {
		_, _ = fmt.Fprintln(ts.Stdout(), name)
	}
	return nil
}

func (s *scripts) calls(ts *testscript.TestScript, args []string) error {
	if len(args) != 1 {
		ts.Fatalf("usage: asl calls STATE")
	}
	calls := s.last(ts).Calls(args[0])
	for i := range calls {
		_, _ = fmt.Fprintln(ts.Stdout(), calls[i].Arguments.JSON())
	}
	if len(calls) == 0 {
		return fmt.Errorf("state %q made no calls", args[0])
	}
	return nil
}
