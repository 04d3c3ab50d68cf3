package report

import (
	"bytes"
	"cmp"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
)

// A Format is one format of a report on a T.
type Format[T any] struct {
	Name  string
	write func(w io.Writer, data T, style Style) error
}

// Formats are the formats of one report, the default first.
type Formats[T any] []Format[T]

// Names returns the names of the formats.
func (f Formats[T]) Names() []string {
	names := make([]string, len(f))
	for i := range f {
		names[i] = f[i].Name
	}
	return names
}

// Write writes a report in the format of a name, which must be one of Names.
func (f Formats[T]) Write(w io.Writer, name string, data T, style Style) error {
	for i := range f {
		if f[i].Name == name {
			return f[i].write(w, data, style)
		}
	}
	panic("BUG: unknown report format " + name)
}

// plain adapts a writer that ignores the style.
func plain[T any](write func(io.Writer, T) error) func(io.Writer, T, Style) error {
	return func(w io.Writer, data T, _ Style) error { return write(w, data) }
}

// asJSON is plain for JSON, in which it escapes what could change how the rest is shown.
func asJSON[T any](write func(io.Writer, T) error) func(io.Writer, T, Style) error {
	return func(w io.Writer, data T, _ Style) error {
		var b bytes.Buffer
		if err := write(&b, data); err != nil {
			return err
		}
		return writeEscaped(w, withoutCommands(b.Bytes(), `\u0023`), `\u%04x`)
	}
}

// asParts is asJSON for what may be very long and is written in parts, each of which ends outside of all strings.
func asParts[T any](write func(io.Writer, T) error) func(io.Writer, T, Style) error {
	return func(w io.Writer, data T, _ Style) error { return write(jsonParts{w}, data) }
}

// jsonParts is a writer that escapes what asJSON escapes.
type jsonParts struct{ w io.Writer }

func (p jsonParts) Write(part []byte) (int, error) {
	if err := writeEscaped(p.w, withoutCommands(part, `\u0023`), `\u%04x`); err != nil {
		return 0, err
	}
	return len(part), nil
}

// ofProfile adapts a writer that needs no definitions.
func ofProfile(write func(io.Writer, *coverage.Profile) error) func(io.Writer, Coverage) error {
	return func(w io.Writer, c Coverage) error { return write(w, c.Profile) }
}

// The report formats of each command.
var (
	LintFormats = Formats[Findings]{
		{"text", asText(lintText)},
		{"json", asParts(func(w io.Writer, f Findings) error { return JSON(w, f.Diagnostics) })},
		{"junit", plain(JUnit)},
		{"github", plain(func(w io.Writer, f Findings) error { return GitHub(w, f.Diagnostics) })},
		{"sarif", asParts(func(w io.Writer, f Findings) error { return SARIF(w, f.Version, f.Rules, f.Diagnostics) })},
		{"checkstyle", plain(func(w io.Writer, f Findings) error { return Checkstyle(w, f.Files, f.Diagnostics) })},
		{"codequality", asParts(func(w io.Writer, f Findings) error { return CodeQuality(w, f.Diagnostics) })},
		{"markdown", plain(LintMarkdown)},
		{"concise", asText(func(w io.Writer, f Findings, style Style) error { return Concise(w, f.shown(), style) })},
	}
	SuiteFormats = Formats[Tests]{
		{"text", asText(TestsText)},
		{"json", asJSON(TestsJSON)},
		{"junit", plain(TestsJUnit)},
		{"github", plain(TestsGitHub)},
		{"markdown", plain(TestsMarkdown)},
		{"tap", asText(plain(TestsTAP))},
		{"html", plain(TestsHTML)},
	}
	RunFormats = Formats[Run]{
		{"trace", asText(func(w io.Writer, r Run, style Style) error { return Trace(w, r.Execution, style) })},
		{"history", asParts(func(w io.Writer, r Run) error { return simulator.WriteHistory(w, r.Execution.Events) })},
		{"json", asJSON(func(w io.Writer, r Run) error { return ExecutionJSON(w, r.Execution) })},
		{"html", plain(RunHTML)},
	}
	StateFormats = Formats[StateRun]{
		{"trace", asText(func(w io.Writer, r StateRun, style Style) error { return Trace(w, r.Execution, style) })},
		{"history", asParts(func(w io.Writer, r StateRun) error { return simulator.WriteHistory(w, r.Execution.Events) })},
		{"json", asJSON(StateJSON)},
		{"html", plain(func(w io.Writer, r StateRun) error { return RunHTML(w, Run{r.Definition, r.Execution}) })},
	}
	ReplayFormats = Formats[Replays]{
		{"text", asText(func(w io.Writer, r Replays, style Style) error { return ReplaysText(w, r.Comparisons, style) })},
		{"json", asJSON(func(w io.Writer, r Replays) error { return ReplaysJSON(w, r.Comparisons) })},
		{"junit", plain(func(w io.Writer, r Replays) error { return ReplaysJUnit(w, r.Comparisons) })},
		{"html", plain(ReplaysHTML)},
	}
	CoverFormats = Formats[Coverage]{
		{"text", asText(func(w io.Writer, c Coverage, style Style) error { return CoverageText(w, c.Profile, style) })},
		{"json", asJSON(ofProfile(CoverageJSON))},
		{"cobertura", plain(ofProfile(Cobertura))},
		{"markdown", plain(ofProfile(CoverageMarkdown))},
		{"lcov", asText(plain(ofProfile(LCOV)))},
		{"badge", plain(ofProfile(Badge))},
		{"badge-svg", plain(ofProfile(BadgeSVG))},
		{"html", plain(CoverageHTML)},
	}
	GraphFormats = Formats[Picture]{
		{"text", asText(GraphText)},
		{"svg", plain(GraphSVG)},
		{"mermaid", plain(GraphMermaid)},
		{"dot", plain(GraphDOT)},
	}
	RulesFormats = Formats[RuleList]{
		{"text", func(w io.Writer, l RuleList, style Style) error { return RulesText(w, l.Rules, l.Services, style) }},
		{"json", asJSON(func(w io.Writer, l RuleList) error { return RulesJSON(w, l.Rules) })},
		{"markdown", plain(func(w io.Writer, l RuleList) error { _, err := io.WriteString(w, l.Page); return err })},
	}
)

// Findings is the result of a lint run.
type Findings struct {
	Diagnostics source.Diagnostics
	// Files are the names of the linted files, Definitions the number of definitions in them.
	Files       []string
	Definitions int
	// Fails reports whether a finding fails the run; nil if all do.
	Fails func(*source.Diagnostic) bool
	// Quiet leaves only errors in the text, and Statistics adds how many findings each rule has.
	Quiet, Statistics bool
	// Rules are the rules of the linter, Version is its version.
	Rules   []Rule
	Version string
}

func (f *Findings) fails(d *source.Diagnostic) bool { return f.Fails == nil || f.Fails(d) }

// shown returns the findings that a text for people has.
func (f *Findings) shown() source.Diagnostics {
	if !f.Quiet {
		return f.Diagnostics
	}
	var errors source.Diagnostics
	for i := range f.Diagnostics {
		if f.Diagnostics[i].Severity == source.Error {
			errors = append(errors, f.Diagnostics[i])
		}
	}
	return errors
}

// lintStatistics writes how many findings each rule has, most first.
func lintStatistics(w io.Writer, diagnostics source.Diagnostics, style Style) error {
	counts := map[string]int{}
	severities := map[string]source.Severity{}
	for i := range diagnostics {
		counts[diagnostics[i].Rule]++
		severities[diagnostics[i].Rule] = diagnostics[i].Severity
	}
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	})
	p := newPrinter(w)
	for _, name := range names {
		p.printf("%6d  %s %s\n", counts[name], style.severity(severities[name]), name)
	}
	return p.flush()
}

func lintText(w io.Writer, f Findings, style Style) error {
	if err := Text(w, f.shown(), style); err != nil {
		return err
	}
	if f.Statistics {
		if err := lintStatistics(w, f.Diagnostics, style); err != nil {
			return err
		}
	}
	return LintSummary(w, f.Diagnostics, f.Definitions, style)
}

// A RuleList is the rules of the linter, the page in Markdown that documents them, and the date of what they know about AWS
// services.
type RuleList struct {
	Rules    []Rule
	Page     string
	Services string
}
