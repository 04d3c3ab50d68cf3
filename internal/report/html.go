package report

import (
	"io"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/report/page"
	"github.com/aslcheck/aslcheck/replay"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// A Run is an execution of a definition.
type Run struct {
	Definition *asl.Definition
	Execution  *simulator.Execution
}

// Replays are recorded executions, and the definition that they are compared with.
type Replays struct {
	Definition  *asl.Definition
	Comparisons []replay.Comparison
}

// A Coverage is a profile, and those of its definitions that could be read.
type Coverage struct {
	*coverage.Profile
	Definitions []*asl.Definition
}

// TestsHTML writes test results with their coverage as a page for a browser. It shows the data of every stage if the cases ran
// with suite.Options.Inspect.
func TestsHTML(w io.Writer, t Tests) error {
	profile, err := suite.Cover(t.Files, t.Results)
	if err != nil {
		return err
	}
	if t.Untested != nil {
		if err := profile.Merge(t.Untested.Profile); err != nil {
			return err
		}
	}
	b := newHTML("test", "Workflow tests")
	var definitions []*asl.Definition
	for _, f := range t.Files {
		definitions = append(definitions, f.Definition)
	}
	if t.Untested != nil {
		definitions = append(definitions, t.Untested.Definitions...)
	}
	b.machines(profile, definitions)
	for i := range t.Diagnostics {
		b.doc.Findings = append(b.doc.Findings, b.finding(&t.Diagnostics[i]))
	}
	for _, r := range t.Results {
		b.result(r)
	}
	return b.write(w)
}

// RunHTML writes an execution as a page for a browser.
func RunHTML(w io.Writer, r Run) error {
	b := newHTML("run", "Execution of "+source.OneLine(r.Definition.Name()))
	b.machines(coverageOf(r.Definition, r.Execution), []*asl.Definition{r.Definition})
	c := page.Case{Name: "execution", File: source.OneLine(r.Definition.Name()), Outcome: outcomeOf(r.Execution)}
	b.execution(&c, r.Definition, r.Execution)
	b.doc.Cases = append(b.doc.Cases, c)
	return b.write(w)
}

// ReplaysHTML writes replays as a page for a browser.
func ReplaysHTML(w io.Writer, r Replays) error {
	b := newHTML("replay", "Recorded executions")
	if r.Definition != nil {
		var executions []*simulator.Execution
		for i := range r.Comparisons {
			if result := r.Comparisons[i].Result; result != nil {
				executions = append(executions, result.Execution)
			}
		}
		b.machines(coverageOf(r.Definition, executions...), []*asl.Definition{r.Definition})
	}
	for i := range r.Comparisons {
		b.comparison(r.Definition, &r.Comparisons[i])
	}
	return b.write(w)
}

// CoverageHTML writes a profile as a page for a browser.
func CoverageHTML(w io.Writer, c Coverage) error {
	b := newHTML("cover", "Workflow coverage")
	b.machines(c.Profile, c.Definitions)
	return b.write(w)
}

func coverageOf(def *asl.Definition, executions ...*simulator.Execution) *coverage.Profile {
	counter := coverage.New(def)
	for _, x := range executions {
		counter.Count(x)
	}
	return &coverage.Profile{Definitions: []coverage.Definition{counter.Definition()}}
}

func outcomeOf(x *simulator.Execution) string {
	if x.Status == simulator.Succeeded {
		return string(suite.Passed)
	}
	return string(suite.Failed)
}

// An htmlBuilder collects the data of a page.
type htmlBuilder struct {
	doc page.Document
	// byName are the state machines by the names of their definitions.
	byName map[string]*htmlMachine
	files  map[fileKey]int
	trees  map[*source.File]*source.Node
}

// An htmlMachine is what executions need to know of a state machine.
type htmlMachine struct {
	index int
	// boxes are the indexes of its states by their paths, links the elements of its transitions.
	boxes map[string]int
	links map[linkKey]string
}

func newHTML(command, title string) *htmlBuilder {
	return &htmlBuilder{
		doc: page.Document{
			Command: command, Title: title, Values: page.NewValues(),
			Machines: []page.Machine{}, Cases: []page.Case{}, Files: []page.File{}, Findings: []page.Finding{},
		},
		byName: map[string]*htmlMachine{}, files: map[fileKey]int{}, trees: map[*source.File]*source.Node{},
	}
}

func (b *htmlBuilder) write(w io.Writer) error { return page.Write(w, &b.doc, GraphStyle) }

// result adds a test case.
func (b *htmlBuilder) result(r *suite.Result) {
	c := page.Case{
		Name: source.OneLine(r.Case.Name), File: source.OneLine(r.Case.File.Source.Name), Line: int(r.Case.Span.Start.Line),
		Outcome: string(r.Outcome), Reason: source.OneLine(r.Reason), Machine: -1,
	}
	for _, tag := range r.Case.Tags {
		c.Tags = append(c.Tags, source.OneLine(tag))
	}
	if r.Run != nil {
		b.execution(&c, r.Case.File.Definition, r.Run.Execution)
	} else if def := r.Case.File.Definition; def != nil {
		b.setMachine(&c, def)
	}
	b.failures(&c, r.Failures)
	b.doc.Cases = append(b.doc.Cases, c)
}

// comparison adds a recorded execution.
func (b *htmlBuilder) comparison(def *asl.Definition, r *replay.Comparison) {
	c := page.Case{Name: source.OneLine(r.File), File: source.OneLine(r.File), Outcome: string(suite.Passed), Machine: -1}
	switch {
	case r.Result == nil:
		c.Outcome = string(suite.Errored)
	case r.Differs:
		c.Outcome = string(suite.Failed)
	}
	if r.Result != nil {
		b.execution(&c, def, r.Result.Execution)
		c.Reason = string(r.Result.Verdict) + "; " + source.OneLine(replayEnd(r.Result))
	}
	b.failures(&c, r.Diagnostics)
	b.doc.Cases = append(b.doc.Cases, c)
}
