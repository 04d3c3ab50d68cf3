package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
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
	a.addReports(cmd, []string{"text", "json", "junit"})
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
	results := make([]report.Replay, len(recordings))
	for i := range recordings {
		if results[i], err = replayOne(cmd.Context(), &recordings[i], program, f); err != nil {
			return err
		}
		if results[i].Execution == nil || results[i].Differs {
			a.code = exitFindings
		}
	}
	if f.writeTest != "" {
		if err := a.writeReplayTest(cmd.Context(), &recordings[0], program, f); err != nil {
			return err
		}
	}
	return a.write(func(w io.Writer, format string, style report.Style) error {
		switch format {
		case "json":
			return report.ReplaysJSON(w, results)
		case "junit":
			return report.ReplaysJUnit(w, results)
		default:
			return report.ReplaysText(w, results, style)
		}
	})
}

// A recording is the history of one execution with what is wrong with it.
type recording struct {
	files       []*source.File
	history     *mocks.History
	diagnostics source.Diagnostics
}

// describeSuffix ends the names of answers of DescribeExecution.
const describeSuffix = ".describe.json"

// recordings reads the histories. A file that goes on where another ends is a further page of it.
func (a *app) recordings(args []string, f *replayFlags) ([]recording, error) {
	names, err := historyFiles(args)
	if err != nil {
		return nil, err
	}
	var list []recording
	for _, name := range names {
		text, err := a.readInput(name)
		if err != nil {
			return nil, err
		}
		r := recording{files: []*source.File{source.NewFile(displayName(name), text)}}
		r.history, r.diagnostics = mocks.ParseHistory(r.files...)
		list = append(list, r)
	}
	list = joinPages(list)
	for i := range list {
		if err := list[i].addDescription(f.describe); err != nil {
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
			if !strings.HasSuffix(arg, describeSuffix) {
				names = append(names, arg)
			}
			continue
		}
		before := len(names)
		err = walk(arg, func(name string) error {
			if filepath.Ext(name) != ".json" || strings.HasSuffix(name, describeSuffix) {
				return nil
			}
			text, err := readFile(name)
			if err == nil && strings.Contains(text, `"events"`) && strings.Contains(text, `"previousEventId"`) {
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

// joinPages puts pages of one execution together. Of several that a page could continue, the last one before it is taken.
func joinPages(list []recording) []recording {
	for changed := true; changed; {
		changed = false
		for i := range list {
			k := pageBefore(list, i)
			if k < 0 {
				continue
			}
			joined := recording{files: slices.Concat(list[k].files, list[i].files)}
			joined.history, joined.diagnostics = mocks.ParseHistory(joined.files...)
			list[k] = joined
			list = slices.Delete(list, i, i+1)
			changed = true
			break
		}
	}
	return list
}

func pageBefore(list []recording, i int) int {
	for _, indexes := range [][2]int{{i - 1, 0}, {len(list) - 1, i + 1}} {
		for k := indexes[0]; k >= indexes[1]; k-- {
			if list[i].history.Continues(list[k].history) {
				return k
			}
		}
	}
	return -1
}

// addDescription reads the answer of DescribeExecution: the named one, or the one beside the history.
func (r *recording) addDescription(named string) error {
	name := named
	if name == "" {
		name = strings.TrimSuffix(r.files[0].Name, ".json") + describeSuffix
		if _, err := os.Stat(name); err != nil {
			return nil
		}
	}
	text, err := readFile(name)
	if err != nil {
		return fmt.Errorf("--describe: %w", err)
	}
	r.diagnostics = append(r.diagnostics, r.history.Describe(source.NewFile(displayName(name), text))...)
	return nil
}

func replayOne(ctx context.Context, r *recording, program *simulator.Program, f *replayFlags) (report.Replay, error) {
	out := report.Replay{File: r.files[0].Name, Diagnostics: r.diagnostics}
	if r.diagnostics.HasErrors() {
		return out, nil
	}
	replay, found, err := r.history.Replay(ctx, program, mocks.ReplayConfig{})
	out.Diagnostics = append(out.Diagnostics, found...)
	if replay == nil {
		return out, err
	}
	out.Verdict, out.Execution = string(replay.Verdict), replay.Execution
	out.OutputKnown, out.Missing = replay.OutputKnown(), replay.Unanswered
	out.Differs = replay.Verdict == mocks.Departs || f.data && replay.Verdict == mocks.Differs
	if d := replay.Departure; d != nil {
		out.Departure = &report.ReplayDeparture{State: d.State, EventID: d.EventID, Recorded: d.Recorded, Now: d.Now, Place: d.Place}
	}
	findings := replayFindings(replay, f.data)
	for i := range findings {
		if findings[i].Span.File == program.Definition().File {
			findings[i].Pointer = source.PointerAt(program.Definition().Root, findings[i].Span)
		}
	}
	out.Diagnostics = append(out.Diagnostics, findings...)
	return out, nil
}

// replayFindings words what a replay found.
func replayFindings(r *mocks.Replay, data bool) source.Diagnostics {
	var list source.Diagnostics
	if d := r.Departure; d != nil {
		list.Add(source.Diagnostic{
			Span: d.Place, Severity: source.Error, Rule: mocks.RuleReplay,
			Message: fmt.Sprintf("the path departs at state %q, event %d: recorded is that %s, now %s", d.State, d.EventID, d.Recorded, d.Now),
			Related: []source.Related{{Span: d.Event, Message: "the recorded event is here"}},
		})
	}
	severity := source.Advice
	if data {
		severity = source.Error
	}
	for _, d := range r.Differences {
		list.Add(source.Diagnostic{
			Span: d.Place, Severity: severity, Rule: mocks.RuleReplay,
			Message: differenceText(&d),
			Related: []source.Related{{Span: d.Event, Message: "the recorded event is here"}},
		})
	}
	if !r.History.Ended() {
		last := r.History.Events[len(r.History.Events)-1]
		list.Add(source.Diagnostic{
			Span: last.Span, Severity: source.Warning, Rule: mocks.RuleReplay,
			Message: fmt.Sprintf("the history ends with event %d, before the execution does: only what came before is compared", last.ID),
		})
	}
	return append(list, r.Notes...)
}

func differenceText(d *mocks.Difference) string {
	if d.State == "" {
		return fmt.Sprintf("%s differs from event %d: %s", d.What, d.EventID, d.Text)
	}
	return fmt.Sprintf("%s of state %q differ from event %d: %s", d.What, d.State, d.EventID, d.Text)
}
