package cli

import (
	"context"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
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
		return usagef("--watch writes no files: it cannot be combined with --update, --cover=FILE or --report FORMAT=FILE")
	}
	opt.Clock = time.Now
	opt.Inspect = a.reports("html")
	opt.Children = f.cover.wanted() || opt.Inspect
	if !f.watch {
		return a.testOnce(cmd.Context(), args, f, opt, nil)
	}
	return a.watch(cmd.Context(), args, func(changed []string) error {
		a.code, a.dest.inputs = exitFine, files.Set{}
		return a.testOnce(cmd.Context(), args, f, opt, changed)
	})
}

// testOnce runs the tests and writes the reports. If changed is not nil, it runs only the test files that read one of these
// files.
func (a *app) testOnce(ctx context.Context, args []string, f *testFlags, opt suite.Options, changed []string) error {
	least, err := parseMinimum(string(f.cover.minimum))
	if err != nil {
		return err
	}
	s, err := a.runSuite(ctx, args, f, opt, changed)
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
	if err != nil || changed != nil && len(s.Files) == 0 {
		return err
	}
	if err := a.dest.check(); err != nil {
		return err
	}
	if f.update {
		again, err := a.update(s.Tests, s.roots)
		if err != nil {
			return err
		}
		if again {
			if s, err = a.runSuite(ctx, args, f, opt, changed); err != nil {
				return err
			}
		}
	}
	if len(s.Results) == 0 && !s.Diagnostics.HasErrors() && changed == nil {
		if err := noCase(opt); err != nil {
			return err
		}
	}
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
	var executions []*simulator.Execution
	for _, r := range s.Results {
		if r.Run != nil {
			executions = append(executions, r.Run.Execution)
		}
	}
	if err := a.mentionUnknown(executions...); err != nil {
		return err
	}
	return report.Slowest(a.stderr, s.Results, f.slowest)
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

// runSuite reads and runs the tests.
func (a *app) runSuite(ctx context.Context, args []string, f *testFlags, opt suite.Options, changed []string) (*testRun, error) {
	s, err := a.loadTests(args, f)
	if err != nil {
		return nil, err
	}
	if changed != nil {
		s.keep(changed)
	}
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

// keep drops the test files that read none of the changed files. Files for which it is unknown what they read stay.
func (s *testRun) keep(changed []string) {
	stays := func(f *suite.File) bool {
		return len(f.Reads) == 0 || slices.ContainsFunc(f.Reads, func(name string) bool { return slices.Contains(changed, path.Clean(name)) })
	}
	s.Files = slices.DeleteFunc(s.Files, func(f *suite.File) bool { return !stays(f) })
	s.cases = slices.DeleteFunc(s.cases, func(c *suite.TestCase) bool { return !stays(c.File) })
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
