package replay

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A Recording is the history of one execution with what is wrong with it.
type Recording struct {
	*History
	Diagnostics source.Diagnostics
	// Inspect makes Compare note what the data of each state becomes, for reports that show it.
	Inspect bool
}

// File returns the name of the first page, "" where the history was not read from a file.
func (r *Recording) File() string { return r.file() }

func (h *History) file() string {
	if len(h.Files) == 0 {
		return ""
	}
	return h.Files[0].Name
}

// Read parses histories and puts the pages of one execution together: a file that continues where another ends is a
// further page of it.
func Read(files ...*source.File) []Recording {
	list := make([]Recording, len(files))
	for i, file := range files {
		list[i] = parsed(file)
	}
	return joinPages(list)
}

func parsed(files ...*source.File) Recording {
	history, diagnostics := Parse(files...)
	return Recording{History: history, Diagnostics: diagnostics}
}

// pages are what is known of one execution while its pages are put together.
type pages struct {
	Recording
	files []*source.File
	last  *History
}

// joinPages puts pages of one execution together. Of several that a page could continue, the last one before it is taken.
func joinPages(recordings []Recording) []Recording {
	list := make([]pages, len(recordings))
	for i, r := range recordings {
		list[i] = pages{Recording: r, files: r.Files, last: r.History}
	}
	for changed := true; changed; {
		changed = false
		for i := range list {
			k := pageBefore(list, i)
			if k < 0 {
				continue
			}
			list[k].files, list[k].last = append(list[k].files, list[i].files...), list[i].last
			list = slices.Delete(list, i, i+1)
			changed = true
			break
		}
	}
	joined := make([]Recording, len(list))
	for i := range list {
		joined[i] = list[i].Recording
		if len(list[i].files) > 1 {
			joined[i] = parsed(list[i].files...)
		}
	}
	return joined
}

func pageBefore(list []pages, i int) int {
	if events := list[i].Events; len(events) == 0 || events[0].ID <= 1 {
		return -1
	}
	for _, indexes := range [][2]int{{i - 1, 0}, {len(list) - 1, i + 1}} {
		for k := indexes[0]; k >= indexes[1]; k-- {
			if list[i].Continues(list[k].last) {
				return k
			}
		}
	}
	return -1
}

// describeSuffix ends the names of outputs of DescribeExecution.
const describeSuffix = ".describe.json"

// IsDescription reports whether a file is the output of DescribeExecution by its name.
func IsDescription(name string) bool { return strings.HasSuffix(name, describeSuffix) }

// DescriptionOf returns the name of the output of DescribeExecution that belongs to a history: NAME.describe.json next to
// NAME.json.
func DescriptionOf(history string) string {
	return strings.TrimSuffix(history, ".json") + describeSuffix
}

// LooksLikeHistory reports whether the text of a file found in a folder is that of a history.
func LooksLikeHistory(text string) bool {
	return strings.Contains(text, `"events"`) && strings.Contains(text, `"previousEventId"`)
}

// Describe takes the output of DescribeExecution and keeps what is wrong with it.
func (r *Recording) Describe(file *source.File) {
	r.Diagnostics = append(r.Diagnostics, r.History.Describe(file)...)
}

// A Comparison is what the replay of a recording found.
type Comparison struct {
	// File is the name of the history.
	File string
	// Result is nil where nothing could be replayed.
	Result *Result
	// Differs says that it counts as a difference.
	Differs bool
	// Diagnostics are the divergence, differences in data, what could not be replayed, and errors in the history.
	Diagnostics source.Diagnostics
}

// Compare replays a recording. With data, other arguments of calls and another result count as a difference.
func (r *Recording) Compare(ctx context.Context, program *simulator.Program, data bool) (Comparison, error) {
	c := Comparison{File: r.File(), Diagnostics: r.Diagnostics}
	if r.Diagnostics.HasErrors() {
		return c, nil
	}
	result, found, err := r.Replay(ctx, program, Config{Simulator: simulator.Config{Record: simulator.Record{Inspect: r.Inspect}}})
	c.Diagnostics = append(c.Diagnostics, found...)
	if result == nil {
		return c, err
	}
	c.Result = result
	c.Differs = result.Verdict == Diverges || data && result.Verdict == Differs
	findings := result.findings(data)
	for i := range findings {
		if findings[i].Span.File == program.Definition().File {
			findings[i].Pointer = source.PointerAt(program.Definition().Root, findings[i].Span)
		}
	}
	c.Diagnostics = append(c.Diagnostics, findings...)
	return c, nil
}

// Test returns a test file of the recording, with values masked; definition is how the file names the definition, stem
// names the case where the recording does not name its execution. The Result says what happens with the values masked;
// it is nil where nothing can be replayed, for the reasons that Compare gives.
func (r *Recording) Test(ctx context.Context, program *simulator.Program, redaction *Redaction, definition, stem string) (value.Value, *Result, error) {
	history := redaction.Apply(r.History)
	result, _, err := history.Replay(ctx, program, Config{PathOnly: true})
	if err != nil || result == nil {
		return value.Undefined, nil, err
	}
	name := history.Name
	if name == "" {
		name = stem
	}
	return history.TestFile(result, program.Definition(), definition, name), result, nil
}

// findings returns the findings of a replay.
func (r *Result) findings(data bool) source.Diagnostics {
	var list source.Diagnostics
	if d := r.Divergence; d != nil {
		list.Add(source.Diagnostic{
			Span: d.Place, Severity: source.Error, Rule: Rule,
			Message: fmt.Sprintf("the execution diverges at state %q, event %d: recorded: %s; now: %s", d.State, d.EventID, d.Recorded, d.Now),
			Related: []source.Related{{Span: d.Event, Message: "the recorded event is here"}},
		})
	}
	severity := source.Advice
	if data {
		severity = source.Error
	}
	for _, d := range r.Differences {
		list.Add(source.Diagnostic{
			Span: d.Place, Severity: severity, Rule: Rule,
			Message: d.message(),
			Related: []source.Related{{Span: d.Event, Message: "the recorded event is here"}},
		})
	}
	if !r.History.Ended() {
		last := r.History.Events[len(r.History.Events)-1]
		list.Add(source.Diagnostic{
			Span: last.Span, Severity: source.Warning, Rule: Rule,
			Message: fmt.Sprintf("the history ends at event %d, before the execution does: nothing after it is compared", last.ID),
		})
	}
	return append(list, r.Notes...)
}

func (d *Difference) message() string {
	if d.State == "" {
		return fmt.Sprintf("%s differs from event %d: %s", d.What, d.EventID, d.Text)
	}
	return fmt.Sprintf("%s of state %q differ from event %d: %s", d.What, d.State, d.EventID, d.Text)
}
