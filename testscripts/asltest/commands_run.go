package asltest

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
	"github.com/aslcheck/aslcheck/value"
)

// An invocation is what the arguments of "asl run" and "asl test" say.
type invocation struct {
	file, input, mocks string
	allowRejected      bool
}

// parseArgs reads the arguments of a command with a file and flags; withFiles allows --input and --mocks.
func parseArgs(ts *testscript.TestScript, command string, args []string, withFiles bool) invocation {
	var v invocation
	files := map[string]*string{}
	if withFiles {
		files = map[string]*string{"input": &v.input, "mocks": &v.mocks}
	}
	for i := 0; i < len(args); i++ {
		name, text, joined := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(args[i], "-"), "-"), "=")
		flag := strings.HasPrefix(args[i], "-")
		switch to := files[name]; {
		case !flag && v.file == "":
			v.file = args[i]
		case flag && name == "allow-rejected" && !joined:
			v.allowRejected = true
		case !flag || to == nil:
			ts.Fatalf("asl %s: unexpected %q", command, args[i])
		case joined:
			*to = text
		case i+1 < len(args):
			i++
			*to = args[i]
		default:
			ts.Fatalf("asl %s: %s needs a file", command, args[i])
		}
	}
	if v.file == "" {
		ts.Fatalf("asl %s needs a file", command)
	}
	return v
}

// accepted returns an error if AWS would reject a definition, unless that is allowed.
func (v invocation) accepted(ts *testscript.TestScript, def *asl.Definition) error {
	if v.allowRejected || def == nil {
		return nil
	}
	found, err := (&lint.Project{}).Errors(def)
	if err != nil || len(found) == 0 {
		return err
	}
	for _, d := range def.Place(found).Sorted() {
		_, _ = fmt.Fprintf(ts.Stderr(), "AWS would reject this definition: %s\n", d) // the buffer of the script takes all
	}
	return fmt.Errorf("AWS would reject %s; --allow-rejected runs it anyway", def.Name())
}

func (s *scripts) run(ts *testscript.TestScript, args []string) error {
	r := parseArgs(ts, "run", args, true)
	name, machine := locate.SplitName(r.file, func(name string) bool { return locate.IsFile(ts.MkAbs(name)) })
	opened, err := locate.Open(read(ts, name), machine, locate.FolderNear(ts.MkAbs(name)))
	if err != nil {
		return err
	}
	compiled, found := suite.CompileOpened(opened, nil)
	if compiled.Program == nil {
		return fmt.Errorf("%v", found)
	}
	if err := r.accepted(ts, compiled.Definition); err != nil {
		return err
	}
	set, err := readMocks(ts, r.mocks, compiled)
	if err != nil {
		return err
	}
	input := value.Object()
	if r.input != "" {
		if input, err = value.Parse(strings.TrimSpace(ts.ReadFile(r.input))); err != nil {
			return fmt.Errorf("%s: %w", r.input, err)
		}
	}
	session := set.Session()
	x, err := compiled.Program.Run(context.Background(), input, simulator.Config{Tasks: session, Objects: session})
	if err != nil {
		return explain(err)
	}
	if err := theCoverage.add(compiled.Definition, x); err != nil {
		return fmt.Errorf("coverage: %w", err)
	}
	ex := &Execution{Execution: x, calls: session.Calls(), states: compiled.Definition.States()}
	s.mu.Lock()
	s.runs[ts.MkAbs(".")] = ex
	s.mu.Unlock()
	if x.Status != simulator.Succeeded {
		_, _ = fmt.Fprintf(ts.Stderr(), "%s %s\n", x.Status, ex.failure())
		return fmt.Errorf("%s is %s", r.file, x.Status)
	}
	_, _ = fmt.Fprintln(ts.Stdout(), x.Output.JSON())
	return nil
}

// readMocks reads a file of mocks; an empty set without one. Each mock must be about a task of the definition.
func readMocks(ts *testscript.TestScript, name string, compiled suite.Compiled) (*mocks.Set, error) {
	if name == "" {
		return mocks.New(), nil
	}
	root, diagnostics := source.Parse(read(ts, name))
	section, validate := root, (*source.Node)(nil)
	if m := root.Get("mocks"); m != nil {
		section, validate = m, root.Get("validate")
	}
	set, problems := mocks.Parse(section)
	validation, more := mocks.ParseValidation(validate)
	if diagnostics = append(append(diagnostics, problems...), more...); diagnostics.HasErrors() {
		return nil, fmt.Errorf("%v", diagnostics)
	}
	var found source.Diagnostics
	tasks := mocks.NewTasks(compiled.Definition.States())
	for _, m := range set.Mocks() {
		task, problem := tasks.Of(m)
		if task == nil {
			return nil, fmt.Errorf("%s: %s", m.KeySpan, problem)
		}
		found = append(found, m.CheckResults(task, validation)...)
	}
	if found.HasErrors() {
		return nil, fmt.Errorf("%v", found)
	}
	for i := range found {
		ts.Logf("%s", found[i])
	}
	return set, nil
}

// test runs a test file as "aslcheck test FILE" does, and prints the outcome of each case.
func (s *scripts) test(ts *testscript.TestScript, args []string) error {
	v := parseArgs(ts, "test", args, false)
	full := ts.MkAbs(v.file)
	f, diagnostics, err := suite.LoadBelow(filepath.Dir(full), filepath.Base(full), "")
	if err != nil {
		return err
	}
	for _, d := range diagnostics {
		_, _ = fmt.Fprintln(ts.Stdout(), d)
	}
	if diagnostics.HasErrors() {
		return fmt.Errorf("%s has errors", v.file)
	}
	if err := v.accepted(ts, f.Definition); err != nil {
		return err
	}
	results, err := suite.RunCases(context.Background(), f.Cases, suite.Options{Jobs: 1, Children: true})
	if err != nil {
		return err
	}
	return showResults(ts, f, results)
}

func showResults(ts *testscript.TestScript, f *suite.File, results []*suite.Result) error {
	failed := 0
	for _, r := range results {
		_, _ = fmt.Fprintf(ts.Stdout(), "%s %s\n", r.Outcome, r.Case.Name)
		for _, d := range r.Failures {
			_, _ = fmt.Fprintln(ts.Stdout(), d)
		}
		if r.Outcome == suite.Failed || r.Outcome == suite.Errored {
			failed++
		}
		if r.Run != nil {
			if err := theCoverage.add(f.Definition, r.Run.Execution); err != nil {
				return fmt.Errorf("coverage: %w", err)
			}
		}
	}
	if failed > 0 {
		return fmt.Errorf("%s failed", source.Plural(failed, "case"))
	}
	return nil
}

func (s *scripts) retries(ts *testscript.TestScript, args []string) error {
	if len(args) != 1 {
		ts.Fatalf("usage: asl retries STATE")
	}
	for _, wait := range suite.Retries(s.last(ts).Execution, args[0]) {
		_, _ = fmt.Fprintln(ts.Stdout(), suite.FormatDuration(wait))
	}
	return nil
}

func (s *scripts) events(ts *testscript.TestScript, _ []string) error {
	x := s.last(ts)
	for i := range x.Events {
		_, _ = fmt.Fprintln(ts.Stdout(), x.Events[i].Type)
	}
	return nil
}

func (s *scripts) time(ts *testscript.TestScript, _ []string) error {
	_, _ = fmt.Fprintln(ts.Stdout(), suite.FormatDuration(s.last(ts).Duration()))
	return nil
}
