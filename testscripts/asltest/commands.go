package asltest

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// Commands returns the command "asl" for scripts of testscript:
//
//	asl lint FILE               print the findings of "aslcheck lint FILE", with the same settings; fails if it does
//	asl run FILE [-input FILE] [-mocks FILE]
//	                            run an execution, print its output or failure; fails if it fails
//	asl path                    print the states of the last run, one per line
//	asl calls STATE             print the arguments of the calls of a state in the last run, one per line
func Commands() map[string]func(ts *testscript.TestScript, neg bool, args []string) {
	s := &scripts{runs: map[string]*Execution{}}
	return map[string]func(ts *testscript.TestScript, neg bool, args []string){"asl": s.asl}
}

// scripts remembers the last run of every script, by its working directory.
type scripts struct{ runs map[string]*Execution }

func (s *scripts) asl(ts *testscript.TestScript, neg bool, args []string) {
	commands := map[string]func(*testscript.TestScript, []string) error{
		"lint": s.lint, "run": s.run, "path": s.path, "calls": s.calls,
	}
	if len(args) == 0 || commands[args[0]] == nil {
		ts.Fatalf("usage: asl lint FILE | run FILE [-input FILE] [-mocks FILE] | path | calls STATE")
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

func (s *scripts) run(ts *testscript.TestScript, args []string) error {
	definition, input, mocksFile := "", "", ""
	for i := 0; i < len(args); i++ {
		switch {
		case args[i] == "-input" && i+1 < len(args):
			i++
			input = ts.ReadFile(args[i])
		case args[i] == "-mocks" && i+1 < len(args):
			i++
			mocksFile = args[i]
		case definition == "":
			definition = args[i]
		default:
			ts.Fatalf("asl run: unexpected %q", args[i])
		}
	}
	compiled, found := suite.Compile(read(ts, definition), nil)
	program := compiled.Program
	if program == nil {
		return fmt.Errorf("%v", found)
	}
	set := mocks.New()
	if mocksFile != "" {
		root, diagnostics := source.Parse(read(ts, mocksFile))
		var problems source.Diagnostics
		if m := root.Get("mocks"); m != nil {
			root = m
		}
		set, problems = mocks.Parse(root)
		if diagnostics = append(diagnostics, problems...); diagnostics.HasErrors() {
			return fmt.Errorf("%v", diagnostics)
		}
	}
	v := value.Object()
	if input != "" {
		var err error
		if v, err = value.Parse(strings.TrimSpace(input)); err != nil {
			return err
		}
	}
	session := set.Session()
	x, err := program.Run(context.Background(), v, simulator.Config{Tasks: session, Objects: session})
	if err != nil {
		return explain(err)
	}
	ex := &Execution{Execution: x, calls: session.Calls()}
	s.runs[ts.MkAbs(".")] = ex
	if x.Status != simulator.Succeeded {
		_, _ = fmt.Fprintf(ts.Stderr(), "%s %s\n", x.Status, ex.failure())
		return fmt.Errorf("%s is %s", definition, x.Status)
	}
	_, _ = fmt.Fprintln(ts.Stdout(), x.Output.JSON())
	return nil
}

// last returns the last run of the script.
func (s *scripts) last(ts *testscript.TestScript) *Execution {
	x := s.runs[ts.MkAbs(".")]
	if x == nil {
		ts.Fatalf("asl run must come first")
	}
	return x
}

func (s *scripts) path(ts *testscript.TestScript, _ []string) error {
	for _, name := range s.last(ts).Execution.Path() {
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
