package cli

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/internal/files"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

func (a *app) testCommand() *cobra.Command {
	f := &testFlags{}
	cmd := &cobra.Command{
		Use:   "test [PATH...]",
		Short: "Run the tests in *.asl.test.yaml, .yml and .json files",
		Long: "Run the test cases in test files, in virtual time. NAME.asl.test.yaml tests NAME.asl.json next to it.\n" +
			"A path is a test file or a directory. Without a path, test runs all test files below the current directory.\n\n" +
			"The exit code is 1 if a test case fails, or if AWS would reject a tested definition.",
		Example: "  aslcheck test\n" +
			"  aslcheck test --run 'busy' --watch examples/etl\n" +
			"  aslcheck test --cover --min-coverage states=90,transitions=80 --report junit=junit.xml",
		RunE: func(cmd *cobra.Command, args []string) error { return a.test(cmd, args, f) },
	}
	f.add(cmd)
	a.addReports(cmd, report.SuiteFormats.Names())
	completeTest(cmd)
	return cmd
}

// errNoTests means that there is nothing to test.
var errNoTests = errors.New("no test files (*.asl.test.yaml, .yml, .json)")

func (a *app) test(cmd *cobra.Command, args []string, f *testFlags) error {
	opt, err := f.options()
	if err != nil {
		return err
	}
	if a.getenv("CI") != "" && (f.update || f.watch) {
		return usagef("--update and --watch are not allowed if the environment variable CI is set")
	}
	if f.cover.writes() {
		if err := a.dest.claim(f.cover.profile, coverProfile); err != nil {
			return err
		}
	}
	if f.watch && (f.update || len(a.dest.claims) > 0) {
		return usagef("--watch writes no files by itself: it cannot be combined with --update, --cover=FILE or --report FORMAT=FILE")
	}
	opt.Clock = time.Now
	opt.Inspect = a.reports("html")
	opt.Children = f.cover.wanted() || opt.Inspect
	if !f.watch {
		return a.testOnce(cmd.Context(), args, f, opt, selection{update: f.update})
	}
	return a.watch(cmd.Context(), args, func(sel selection) error {
		a.code, a.dest.inputs = exitFine, files.Set{}
		return a.testOnce(cmd.Context(), args, f, opt, sel)
	})
}

// testOnce runs the tests that are selected and writes the reports.
func (a *app) testOnce(ctx context.Context, args []string, f *testFlags, opt suite.Options, sel selection) error {
	least, err := parseMinimum(string(f.cover.minimum))
	if err != nil {
		return err
	}
	if f.cover.all && !f.cover.wanted() {
		return usagef("--cover-all needs --cover or --min-coverage")
	}
	s, err := a.runSuite(ctx, args, f, opt, sel)
	if f.allowEmpty && f.cover.minimum == "" && errors.Is(err, errNoTests) {
		return a.notify([]string{err.Error()})
	}
	if s != nil {
		for _, file := range s.Files {
			a.dest.reads(file.Reads...)
		}
	}
	if interrupted(err) && s != nil {
		return errors.Join(writeReports(a, report.SuiteFormats, s.Tests), err)
	}
	if err != nil || sel.partial() && len(s.Files) == 0 {
		return err
	}
	if sel.begin != nil {
		sel.begin()
	}
	if err := a.dest.check(); err != nil {
		return err
	}
	if sel.update {
		again, err := a.update(s.Tests, s.roots)
		if err != nil {
			return err
		}
		if again {
			if s, err = a.runSuite(ctx, args, f, opt, sel); err != nil {
				return err
			}
		}
	}
	if len(s.Results) == 0 && !s.Diagnostics.HasErrors() && !sel.partial() {
		if err := noCase(opt); err != nil {
			return err
		}
	}
	sel.failed.note(s.Results)
	found, err := rejected(s, f.allowRejected)
	if err != nil {
		return err
	}
	s.Diagnostics = append(append(s.Diagnostics, found...), a.forbiddenOnly(s)...)
	s.Diagnostics = append(s.Diagnostics, f.config.withoutInput(s)...).Sorted()
	a.code = testCode(s.Tests)
	if opt.Inspect {
		if s.Untested, err = untestedBy(s, args); err != nil {
			return err
		}
	}
	if err := writeReports(a, report.SuiteFormats, s.Tests); err != nil {
		return err
	}
	if err := a.cover(&f.cover, least, args, s); err != nil {
		return err
	}
	if err := a.mentionUnknown(s.executions()...); err != nil {
		return err
	}
	return report.Slowest(a.stderr, s.Results, f.slowest)
}

// executions returns what was run.
func (s *testRun) executions() []*simulator.Execution {
	var executions []*simulator.Execution
	for _, r := range s.Results {
		if r.Run != nil {
			executions = append(executions, r.Run.Execution)
		}
	}
	return executions
}

// noCase returns an error if a flag excluded all cases, which is most likely a mistake. With few cases, some shards are empty.
func noCase(opt suite.Options) error {
	switch {
	case opt.Shards > 1:
		return nil
	case opt.Run != nil:
		return usagef("no case matches --run %q", opt.Run)
	case len(opt.Tags) > 0:
		return usagef("no case has one of the tags in --tags %s", strings.Join(opt.Tags, ","))
	default:
		return nil
	}
}

// A testRun is the test files of a run and their results.
type testRun struct {
	report.Tests
	cases []*suite.TestCase
	// roots are the directories that test files may not leave.
	roots map[*suite.File]string
}

// runSuite reads and runs the tests that are selected.
func (a *app) runSuite(ctx context.Context, args []string, f *testFlags, opt suite.Options, sel selection) (*testRun, error) {
	s, err := a.loadTests(args, f)
	if err != nil {
		return nil, err
	}
	sel.apply(s)
	s.Diagnostics = s.Diagnostics.Sorted()
	progress := a.progress(len(s.cases), "cases")
	opt.Observe = func(*suite.Result) { progress.step() }
	s.Results, err = suite.RunCases(ctx, s.cases, opt)
	progress.finish()
	if interrupted(err) {
		return s, err
	}
	if err != nil {
		return nil, fmt.Errorf("run the tests: %w", err)
	}
	return s, nil
}

// loadTests reads the test files below the arguments, or the cases of --mock-config.
func (a *app) loadTests(args []string, f *testFlags) (*testRun, error) {
	s := &testRun{roots: map[*suite.File]string{}}
	if f.config.file != "" {
		var err error
		s.Tests, s.cases, err = a.loadMockConfig(args, &f.config)
		return s, err
	}
	if err := f.config.check(); err != nil {
		return nil, err
	}
	names, err := testFiles(args)
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%w in %s", errNoTests, strings.Join(orHere(args), ", "))
	}
	for _, name := range names {
		file, diagnostics, err := loadTestFile(name)
		if err != nil {
			return nil, err
		}
		s.roots[file] = name.root
		s.Files = append(s.Files, file)
		s.Diagnostics = append(s.Diagnostics, diagnostics...)
		if !diagnostics.HasErrors() {
			s.cases = append(s.cases, file.Cases...)
		}
	}
	return s, nil
}

func orHere(args []string) []string {
	if len(args) == 0 {
		return []string{"."}
	}
	return args
}

// loadTestFile reads a test file below its root directory, which symbolic links cannot leave either.
func loadTestFile(t testFile) (*suite.File, source.Diagnostics, error) {
	f, diagnostics, err := suite.LoadBelow(t.root, t.name, prefixOf(t.root))
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", t.root, locate.Cause(err))
	}
	return f, diagnostics, nil
}

// prefixOf returns the prefix of file names below a directory.
func prefixOf(dir string) string {
	if dir = path.Clean(filepath.ToSlash(dir)); dir == "." {
		return ""
	}
	return strings.TrimSuffix(dir, "/") + "/"
}

func testCode(t report.Tests) int {
	if t.Diagnostics.HasErrors() {
		return exitFindings
	}
	for _, r := range t.Results {
		if r.Outcome == suite.Failed || r.Outcome == suite.Errored {
			return exitFindings
		}
	}
	return exitFine
}
