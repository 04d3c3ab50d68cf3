package suite

import (
	"fmt"
	"strconv"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/mocks/mockconfig"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A parser reads the cases of a test file that matches the schema.
type parser struct {
	file *File
	root *source.Node
	// rows are the rows of tables by the index of their case, undefined without one.
	rows        []value.Value
	diagnostics source.Diagnostics
	shared      *mocks.Set
	stateIndex
	// configs are the files that "mockConfig" names, nil where one could not be read.
	configs map[string]*mockconfig.File
	// broken are the cases that do not match the schema.
	broken map[*source.Node]bool
	// silent are the cases without expectations.
	silent []source.Span
}

func (p *parser) report(at source.Span, format string, args ...any) {
	p.diagnostics = append(p.diagnostics, p.file.problem(at, format, args...)...)
}

func (p *parser) cases() {
	p.shared = p.mocks(p.root)
	seen := map[string]source.Span{}
	for i, n := range p.root.Get("cases").Items {
		if p.broken[n] {
			continue
		}
		p.checkRows(n, !p.rows[i].IsUndefined())
		c := p.testCase(n)
		c.Row = p.rows[i]
		if first, ok := seen[c.Name]; ok {
			p.diagnostics.Add(source.Diagnostic{
				Span: c.Span, Severity: source.Error, Rule: RuleInvalidTest,
				Message: fmt.Sprintf("two cases are named %q", c.Name),
				Related: []source.Related{{Span: first, Message: "the first one is here"}},
			})
			continue
		}
		seen[c.Name] = c.Span
		p.file.Cases = append(p.file.Cases, c)
	}
}

// mocks reads the sections "mocks" and "s3" of the file or of a case.
func (p *parser) mocks(n *source.Node) *mocks.Set {
	set, diagnostics := mocks.Parse(n.Get("mocks"))
	p.diagnostics = append(p.diagnostics, diagnostics...)
	objects, diagnostics := mocks.ParseObjects(n.Get("s3"), func(name string, _ source.Span) (string, error) {
		file, err := p.file.read(name)
		return file.Text, err
	})
	p.diagnostics = append(p.diagnostics, diagnostics...)
	for _, m := range set.Mocks() {
		for _, a := range m.Answers {
			p.loadCalled(a)
		}
	}
	for _, m := range set.Mocks() {
		p.checkMock(m, p.validation(n))
	}
	return set.WithObjects(objects...)
}

// loadCalled compiles the definition that an answer runs.
func (p *parser) loadCalled(a *mocks.Answer) {
	if a.Call == "" {
		return
	}
	c, diagnostics := p.file.compile(a.Call, a.CallSpan, substitutions(p.root))
	p.diagnostics = append(p.diagnostics, diagnostics...)
	a.Reply.Run = c.Program
	if c.Definition != nil {
		p.addStates(c.Definition)
	}
}

// checkMock reports a mock that no Task of the definition can use, and answers that the task cannot get.
func (p *parser) checkMock(m *mocks.Mock, validation mocks.Validation) {
	task, problem := p.tasks().Of(m)
	if task == nil {
		p.report(m.KeySpan, "%s", problem)
		return
	}
	p.checkAnswers(m, task, validation)
}

// validation returns how the results of the mocks of a case or of the file are compared with the API. The schema knows the modes.
func (p *parser) validation(n *source.Node) mocks.Validation {
	mode, _ := mocks.ParseValidation(p.setting(n, "validate"))
	return mode
}

// checkAnswers reports a token for a task that waits for none, and results that the API can't give.
func (p *parser) checkAnswers(m *mocks.Mock, task *asl.Task, validation mocks.Validation) {
	waits := task.ARN.Pattern == asl.WaitForTaskToken
	for _, a := range m.Answers {
		if a.Token && !waits {
			p.report(a.Span, "task %q does not wait for a token: its resource does not end with .waitForTaskToken", task.Name)
		}
	}
	p.diagnostics = append(p.diagnostics, m.CheckResults(task, validation)...)
}

// setting returns a key of the case, or else of the file.
func (p *parser) setting(n *source.Node, key string) *source.Node {
	if own := n.Get(key); own != nil {
		return own
	}
	return p.root.Get(key)
}

func (p *parser) testCase(n *source.Node) *TestCase {
	c := &TestCase{File: p.file, Span: n.Span, Name: n.Get("name").Text, Input: value.Object()}
	if at := n.Get("name"); at != nil {
		c.Span = at.Span
	}
	if input := p.setting(n, "input"); input != nil {
		c.Input = query.Constant(input)
	}
	config := p.mockConfig(n)
	p.checkConfigured(config, n)
	c.Mocks = config.Over(p.shared).Over(p.mocks(n))
	if objects := n.Get("s3"); objects != nil {
		c.objects = objects.Members
	}
	p.config(c, n)
	if skip := n.Get("skip"); skip != nil {
		c.Skip = skip.Text
	}
	if only := n.Get("only"); only != nil {
		if c.Only = only.Text == "true"; c.Only && c.Skip != "" {
			p.report(only.Span, "case %q is marked \"only\" and \"skip\": nothing would run", c.Name)
		}
	}
	if tags := n.Get("tags"); tags != nil {
		for _, tag := range tags.Items {
			c.Tags = append(c.Tags, tag.Text)
		}
	}
	if unused := p.setting(n, "unused"); unused != nil {
		c.allowUnused = unused.Text == "allow"
		for _, item := range unused.Items {
			c.mayBeUnused = append(c.mayBeUnused, item.Text)
			p.checkUnused(c, item)
		}
	}
	c.Expect = p.expectations(n.Get("expect"), c)
	return c
}

func (p *parser) checkUnused(c *TestCase, item *source.Node) {
	var keys []string
	for _, m := range c.Mocks.Mocks() {
		if m.Key == item.Text {
			return
		}
		keys = append(keys, m.Key)
	}
	for _, o := range c.objects {
		if o.Key == item.Text {
			return
		}
		keys = append(keys, o.Key)
	}
	p.report(item.Span, "\"unused\" lists %q, which has no mock%s", item.Text, source.DidYouMean(item.Text, keys))
}

// config reads what decides how the simulator runs the case.
func (p *parser) config(c *TestCase, n *source.Node) {
	if start := p.setting(n, "start"); start != nil {
		at, err := time.Parse(time.RFC3339Nano, start.Text)
		if err != nil {
			p.report(start.Span, "\"start\" must be a time such as 2026-01-01T00:00:00Z, not %q", start.Text)
		}
		c.Config.Start = at
	}
	if seed := p.setting(n, "seed"); seed != nil {
		number, err := strconv.ParseUint(seed.Text, 10, 64)
		if err != nil {
			p.report(seed.Span, "\"seed\" must be a whole number below 2^64, not %s", seed.Text)
		}
		c.Config.Seed = number
	}
	if p.file.kind == asl.Express {
		c.Config.Type = asl.Express
	}
	if kind := p.setting(n, "type"); kind != nil {
		c.Config.Type, _ = asl.ParseWorkflowKeyword(kind.Text)
		if kind.Text == asl.SynchronousExpress {
			c.Config.Type, c.Config.Synchronous = asl.Express, true
		}
	}
	if context := p.setting(n, "context"); context != nil {
		p.checkContext(context, "")
		c.Config.Context = query.Constant(context)
	}
	if variables := p.setting(n, "variables"); variables != nil {
		c.Config.Variables = query.Constant(variables).Members()
	}
	if count := n.Get("retrierRetryCount"); count != nil {
		number, err := strconv.Atoi(count.Text)
		if err != nil || n.Get("state") == nil {
			p.report(count.Span, "\"retrierRetryCount\" must be a number of retries, in a case with \"state\"")
		}
		c.Config.RetrierRetryCount = number
	}
	if state := n.Get("state"); state != nil {
		c.Config.OnlyState, c.Config.Inspect = state.Text, true
		if p.file.Definition.Find(state.Text) == nil {
			p.report(state.Span, "the definition has no state %q%s", state.Text, source.DidYouMean(state.Text, p.file.stateNames()))
		}
	}
}

// stateNames returns the names of all states of the definition.
func (f *File) stateNames() []string {
	var names []string
	for _, st := range f.Definition.States() {
		names = append(names, st.Head().Name)
	}
	return names
}

// duration reads a duration and reports one that is wrong.
func (p *parser) duration(n *source.Node) time.Duration {
	d, err := mocks.ParseDuration(n)
	if err != nil {
		p.report(n.Span, "invalid duration %q: %s", n.Text, err)
	}
	return d
}

// statuses are the keywords of test files for the status of an execution.
var statuses = map[string]simulator.Status{
	"succeeded": simulator.Succeeded, "failed": simulator.Failed, "timed_out": simulator.TimedOut, "aborted": simulator.Aborted,
}
