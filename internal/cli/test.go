package cli

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts"
)

func (a *app) testCommand() *cobra.Command {
	f := &testFlags{}
	cmd := &cobra.Command{
		Use:   "test [PATH...]",
		Short: "Run the tests of definitions: *.asl.test.yaml, .yml, .json",
		Long: "Run the tests in test files, NAME.asl.test.yaml beside NAME.asl.json, in virtual time.\n" +
			"Without a path, all test files below the current folder are run.",
		RunE: func(cmd *cobra.Command, args []string) error { return a.test(cmd, args, f) },
	}
	f.add(cmd)
	a.addReports(cmd, []string{"text", "json", "junit", "github", "markdown", "tap"})
	return cmd
}

func (a *app) test(cmd *cobra.Command, args []string, f *testFlags) error {
	opt, err := f.options()
	if err != nil {
		return err
	}
	tests, cases, err := a.loadTests(args, f)
	if err != nil {
		return err
	}
	tests.Diagnostics = tests.Diagnostics.Sorted()
	tests.Results, err = testscripts.RunCases(cmd.Context(), cases, opt)
	if err != nil {
		return fmt.Errorf("run the tests: %w", err)
	}
	if len(tests.Results) == 0 && !tests.Diagnostics.HasErrors() {
		if err := noCase(opt); err != nil {
			return err
		}
	}
	a.code = testCode(tests)
	if err := a.cover(&f.cover, tests.Files, tests.Results); err != nil {
		return err
	}
	a.forbidOnly(cases)
	return a.write(func(w io.Writer, format string, style report.Style) error {
		switch format {
		case "json":
			return report.TestsJSON(w, tests)
		case "junit":
			return report.TestsJUnit(w, tests)
		case "github":
			return report.TestsGitHub(w, tests)
		case "markdown":
			return report.TestsMarkdown(w, tests)
		case "tap":
			return report.TestsTAP(w, tests)
		default:
			return report.TestsText(w, tests, style)
		}
	})
}

// noCase says what kept no case, which is most likely a mistake. Of a few cases, some shares have none.
func noCase(opt testscripts.Options) error {
	switch {
	case opt.Shards > 1:
		return nil
	case opt.Run != nil:
		return usagef("no case matches --run %q", opt.Run)
	case len(opt.Tags) > 0:
		return usagef("no case has one of --tags %s", strings.Join(opt.Tags, ","))
	default:
		return nil
	}
}

// loadTests reads the test files below the arguments, or the cases of --mock-config.
func (a *app) loadTests(args []string, f *testFlags) (tests report.Tests, cases []*testscripts.TestCase, err error) {
	if f.config.file != "" {
		return a.loadMockConfig(args, &f.config)
	}
	if err := f.config.check(); err != nil {
		return tests, nil, err
	}
	names, err := testFiles(args)
	if err != nil {
		return tests, nil, err
	}
	if len(names) == 0 {
		return tests, nil, fmt.Errorf("there are no test files (*.asl.test.yaml, .yml, .json) in %s", strings.Join(orHere(args), ", "))
	}
	for _, name := range names {
		file, diagnostics, err := loadTestFile(name)
		if err != nil {
			return tests, nil, err
		}
		tests.Files = append(tests.Files, file)
		tests.Diagnostics = append(tests.Diagnostics, diagnostics...)
		if !diagnostics.HasErrors() {
			cases = append(cases, file.Cases...)
		}
	}
	return tests, cases, nil
}

// forbidOnly fails a run in CI in which a case marked "only" hides all others.
func (a *app) forbidOnly(cases []*testscripts.TestCase) {
	if a.getenv("CI") == "" {
		return
	}
	for _, c := range cases {
		if c.Only {
			a.code = exitFindings
			complain(a.stderr, a.code, "aslcheck: %s: the case %q is marked \"only\", which is not allowed where CI is set\n", c.Span, c.Name)
		}
	}
}

func orHere(args []string) []string {
	if len(args) == 0 {
		return []string{"."}
	}
	return args
}

// loadTestFile reads a test file below its folder, which symbolic links cannot leave either.
func loadTestFile(t testFile) (*testscripts.File, source.Diagnostics, error) {
	root, err := os.OpenRoot(t.root)
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", t.root, cause(err))
	}
	prefix := ""
	if t.root != "." {
		prefix = path.Clean(filepath.ToSlash(t.root)) + "/"
	}
	f, diagnostics := testscripts.Load(root.FS(), t.name, prefix)
	return f, diagnostics, nil
}

func testCode(t report.Tests) int {
	if t.Diagnostics.HasErrors() {
		return exitFindings
	}
	for _, r := range t.Results {
		if r.Outcome == testscripts.Failed || r.Outcome == testscripts.Errored {
			return exitFindings
		}
	}
	return exitFine
}
