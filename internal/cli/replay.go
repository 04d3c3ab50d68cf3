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
)

// replayFlags are what the command replay is told.
type replayFlags struct {
	definition, describe, writeTest string
	redact                          []string
	data                            bool
}

func (a *app) replayCommand() *cobra.Command {
	f := &replayFlags{}
	cmd := &cobra.Command{
		Use:   "replay HISTORY... --definition FILE",
		Short: "Replay recorded executions against a definition: does it take the same path?",
		Long: "Replay executions that 'aws stepfunctions get-execution-history' recorded: the definition runs with the recorded\n" +
			"answers of its tasks, and where it first takes another path is named. NAME.describe.json beside NAME.json is taken\n" +
			"as the answer of 'aws stepfunctions describe-execution'. Pages of one execution may be several files.",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("replay wants at least one history")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.replay(cmd, args, f) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.definition, "definition", "", "the definition to replay against")
	flags.StringVar(&f.describe, "describe", "", "answer of describe-execution for the history")
	flags.BoolVar(&f.data, "data", false, "count other arguments of calls and another output as a difference, too")
	flags.StringVar(&f.writeTest, "write-test", "", "write a test file that does what the history says")
	flags.StringSliceVar(&f.redact, "redact", nil, "members to mask in the test file, such as customer.email or '$.items[*].name'")
	a.addReports(cmd, report.ReplayFormats.Names())
	return cmd
}

// check refuses flags that do not go together.
func (f *replayFlags) check() error {
	switch {
	case f.definition == "":
		return usagef("replay wants --definition FILE")
	case len(f.redact) > 0 && f.writeTest == "":
		return usagef("--redact belongs to --write-test")
	default:
		return nil
	}
}

func (a *app) replay(cmd *cobra.Command, args []string, f *replayFlags) error {
	if err := f.check(); err != nil {
		return err
	}
	program, err := a.compile(f.definition)
	if program == nil {
		return err
	}
	recordings, err := a.recordings(args, f)
	if err != nil {
		return err
	}
	if f.describe != "" && len(recordings) != 1 {
		return usagef("--describe is for one history; put NAME.describe.json beside each NAME.json instead")
	}
	if f.writeTest != "" && len(recordings) != 1 {
		return usagef("--write-test is for one history, not %d", len(recordings))
	}
	results := make([]replay.Comparison, len(recordings))
	for i := range recordings {
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
	return writeReports(a, report.ReplayFormats, results)
}

// recordings reads the histories with their descriptions.
func (a *app) recordings(args []string, f *replayFlags) ([]replay.Recording, error) {
	names, err := historyFiles(args)
	if err != nil {
		return nil, err
	}
	files := make([]*source.File, len(names))
	for i, name := range names {
		text, err := a.readInput(name)
		if err != nil {
			return nil, err
		}
		files[i] = source.NewFile(locate.DisplayName(name), text)
	}
	list := replay.Read(files...)
	for i := range list {
		if err := addDescription(&list[i], f.describe); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// historyFiles returns the files of the arguments; of a folder all JSON files that hold a history.
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
			return nil, fmt.Errorf("there are no histories in %s", arg)
		}
	}
	if len(names) == 0 {
		return nil, usagef("replay wants at least one history; %s is an answer of describe-execution", args[0])
	}
	return names, nil
}

// addDescription reads the answer of DescribeExecution: the named one, or the one beside the history.
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
