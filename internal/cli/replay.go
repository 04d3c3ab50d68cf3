package cli

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/replay"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// replayFlags are the flags of the command replay.
type replayFlags struct {
	definition, describe, writeTest string
	redact                          []string
	data                            bool
	substitutions                   substitutions
}

func (a *app) replayCommand() *cobra.Command {
	f := &replayFlags{}
	cmd := &cobra.Command{
		Use:   "replay HISTORY... --definition FILE",
		Short: "Compare recorded executions with a definition",
		Long: "Replay executions recorded with 'aws stepfunctions get-execution-history': run the definition with the recorded\n" +
			"answers of its tasks, and report where it first diverges from the recording.\n\n" +
			"A history is a file or a directory. The pages of one execution can be in several files. NAME.describe.json next to\n" +
			"NAME.json is the output of 'aws stepfunctions describe-execution'.\n\n" +
			"The exit code is 1 if an execution diverges.",
		Example: "  aslcheck replay runs --definition order.asl.json\n" +
			"  aslcheck replay runs/a.json --definition order.asl.json --write-test order.asl.test.yaml",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("replay needs at least one history")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.replay(cmd, args, f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.definition, "definition", "", "replay against the definition in `FILE`")
	f.substitutions.add(flags)
	flags.StringVar(&f.describe, "describe", "", "read the output of describe-execution from `FILE`")
	flags.BoolVar(&f.data, "data", false, "also exit with 1 if the arguments of a call or the output differ")
	flags.StringVar(&f.writeTest, "write-test", "", "write a test that reproduces the recorded execution to `FILE`")
	flags.StringSliceVar(&f.redact, "redact", nil, "mask the members at `PATH` in the test file, such as customer.email or '$.items[*].name'; repeatable")
	a.addReports(cmd, report.ReplayFormats.Names())
	return cmd
}

// check rejects flags that cannot be combined.
func (f *replayFlags) check() error {
	switch {
	case f.definition == "":
		return usagef("replay needs --definition FILE")
	case len(f.redact) > 0 && f.writeTest == "":
		return usagef("--redact needs --write-test")
	case f.writeTest != "" && !suite.IsTestFile(f.writeTest):
		return usagef("--write-test: the name of a test file must end with .asl.test.yaml, .asl.test.yml or .asl.test.json, unlike %q", filepath.Base(f.writeTest))
	default:
		return nil
	}
}

func (a *app) replay(cmd *cobra.Command, args []string, f *replayFlags) error {
	if err := f.check(); err != nil {
		return err
	}
	a.dest.reads(f.definition, f.describe)
	if f.writeTest != "" {
		if err := a.dest.claim(f.writeTest, testFileProduct(f.writeTest)); err != nil {
			return err
		}
	}
	compiled, err := a.compile(f.definition, f.substitutions)
	program := compiled.Program
	if program == nil {
		return err
	}
	recordings, err := a.recordings(args, f)
	if err != nil {
		return err
	}
	if f.describe != "" && len(recordings) != 1 {
		return usagef("--describe works with one history only; with several, put NAME.describe.json next to each NAME.json")
	}
	if f.writeTest != "" && len(recordings) != 1 {
		return usagef("--write-test works with one history only, not %d", len(recordings))
	}
	results := make([]replay.Comparison, len(recordings))
	for i := range recordings {
		recordings[i].Inspect = a.reports("html")
		if results[i], err = recordings[i].Compare(cmd.Context(), program, f.data); err != nil {
			return err
		}
		if results[i].Result == nil || results[i].Differs {
			a.code = exitFindings
		}
	}
	if f.writeTest != "" {
		if err := a.writeReplayTest(cmd.Context(), &recordings[0], program, f); err != nil {
			return err
		}
	}
	return writeReports(a, report.ReplayFormats, report.Replays{Definition: compiled.Definition, Comparisons: results})
}

// recordings reads the histories with their descriptions.
func (a *app) recordings(args []string, f *replayFlags) ([]replay.Recording, error) {
	names, err := historyFiles(args)
	if err != nil {
		return nil, err
	}
	a.dest.reads(names...)
	files := make([]*source.File, len(names))
	for i, name := range names {
		text, err := a.readInput(name)
		if err != nil {
			return nil, err
		}
		files[i] = source.NewFile(locate.DisplayName(name), text)
	}
	if err := a.dest.check(); err != nil {
		return nil, err
	}
	list := replay.Read(files...)
	for i := range list {
		if err := addDescription(&list[i], f.describe); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// historyFiles returns the files among the arguments, and all JSON files with a history in directories.
func historyFiles(args []string) ([]string, error) {
	var names []string
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil || !info.IsDir() {
			if !replay.IsDescription(arg) {
				names = append(names, arg)
			}
			continue
		}
		before := len(names)
		err = locate.Walk(arg, func(name string) error {
			if filepath.Ext(name) != ".json" || replay.IsDescription(name) {
				return nil
			}
			text, err := locate.ReadFile(name)
			if err == nil && replay.LooksLikeHistory(text) {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		if len(names) == before {
			return nil, fmt.Errorf("no histories in %s", arg)
		}
	}
	if len(names) == 0 {
		return nil, usagef("replay needs at least one history; %s is the output of describe-execution", args[0])
	}
	return names, nil
}

// addDescription reads the output of DescribeExecution: the named file, or the one next to the history.
func addDescription(r *replay.Recording, named string) error {
	name := named
	if name == "" {
		name = replay.DescriptionOf(r.File())
		if _, err := os.Stat(name); err != nil {
			return nil
		}
	}
	text, err := locate.ReadFile(name)
	if err != nil {
		return fmt.Errorf("--describe: %w", err)
	}
	r.Describe(source.NewFile(locate.DisplayName(name), text))
	return nil
}
