package cli

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts"
)

func (a *app) testCommand() *cobra.Command {
	var run string
	var jobs int
	cmd := &cobra.Command{
		Use:   "test [PATH...]",
		Short: "Run the tests of definitions: *.asl.test.yaml, .yml, .json",
		Long: "Run the tests in test files, NAME.asl.test.yaml beside NAME.asl.json, in virtual time.\n" +
			"Without a path, all test files below the current folder are run.",
		RunE: func(cmd *cobra.Command, args []string) error {
			opt := testscripts.Options{Jobs: jobs}
			if run != "" {
				pattern, err := regexp.Compile(run)
				if err != nil {
					return usagef("--run is no regular expression: %s", err)
				}
				opt.Run = pattern
			}
			return a.test(cmd, args, opt)
		},
	}
	cmd.Flags().StringVar(&run, "run", "", "run only the cases whose names match the regular expression")
	cmd.Flags().IntVar(&jobs, "jobs", 0, "run so many cases at the same time (default: one per core)")
	a.addReports(cmd, []string{"text", "json", "junit"})
	return cmd
}

func (a *app) test(cmd *cobra.Command, args []string, opt testscripts.Options) error {
	names, err := testFiles(args)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("there are no test files (*.asl.test.yaml, .yml, .json) in %s", strings.Join(orHere(args), ", "))
	}
	tests := report.Tests{}
	var cases []*testscripts.TestCase
	for _, name := range names {
		f, diagnostics, err := loadTestFile(name)
		if err != nil {
			return err
		}
		tests.Files = append(tests.Files, f)
		tests.Diagnostics = append(tests.Diagnostics, diagnostics...)
		if !diagnostics.HasErrors() {
			cases = append(cases, f.Cases...)
		}
	}
	tests.Diagnostics = tests.Diagnostics.Sorted()
	tests.Results, err = testscripts.RunCases(cmd.Context(), cases, opt)
	if err != nil {
		return fmt.Errorf("run the tests: %w", err)
	}
	if len(tests.Results) == 0 && opt.Run != nil && !tests.Diagnostics.HasErrors() {
		return usagef("no case matches --run %q", opt.Run)
	}
	a.code = testCode(tests)
	return a.write(func(w io.Writer, format string, style report.Style) error {
		switch format {
		case "json":
			return report.TestsJSON(w, tests)
		case "junit":
			return report.TestsJUnit(w, tests)
		default:
			return report.TestsText(w, tests, style)
		}
	})
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
