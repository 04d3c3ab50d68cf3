package suite

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/source"
)

// Options select the cases to run, and how. The zero value runs all of them.
type Options struct {
	// Jobs is how many cases run in parallel; 0 means one per CPU.
	Jobs int
	// Run keeps the cases whose names match; nil for all.
	Run *regexp.Regexp
	// Tags keeps the cases that have one of these; nil for all.
	Tags []string
	// Shard and Shards keep the cases of one shard: Shard, counted from 1, of Shards. 0 for all. A case is always in the
	// same shard, whatever other cases there are.
	Shard, Shards int
	// Children keeps the histories of the executions that Map Runs start also where no expectation asks for them, as coverage
	// does.
	Children bool
	// Inspect notes what the data of each state becomes between its input and its output, for reports that show it.
	Inspect bool
	// FailFast stops after the first case that does not pass; those after it have no result.
	FailFast bool
	// Clock tells the real time, for Elapsed of results; nil for none.
	Clock func() time.Time
	// Observe is called with every result as soon as it and all before it are there; nil for none.
	Observe func(*Result)
}

// RuleCaseError is the rule for a case that could not run to its end, RuleUnusedMock for an unused mock.
const (
	RuleCaseError  = "case-error"
	RuleUnusedMock = "unused-mock"
)

// RunCases runs cases and returns their results in the same order; if some are marked "only", all others are skipped. Each case
// has its own virtual time, and how many run in parallel makes no difference. The error is that of the context; the results are
// then those of the cases that ended before.
func RunCases(ctx context.Context, cases []*TestCase, opt Options) ([]*Result, error) {
	only := slices.ContainsFunc(cases, func(c *TestCase) bool { return c != nil && c.Only })
	cases = selected(cases, opt)
	results := make([]*Result, len(cases))
	jobs := opt.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	done := make([]chan struct{}, len(cases))
	for i := range done {
		done[i] = make(chan struct{})
	}
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(jobs, len(cases)) {
		workers.Go(func() {
			for i := range next {
				results[i] = opt.result(ctx, cases[i], only)
				close(done[i])
			}
		})
	}
	failed := make(chan struct{})
	go func() {
		defer close(next)
		for i := range cases {
			select {
			case next <- i:
			case <-failed:
				return
			}
		}
	}()
	kept := results
	for i := range cases {
		<-done[i]
		if results[i] == nil {
			continue
		}
		if opt.Observe != nil {
			opt.Observe(results[i])
		}
		if opt.FailFast && (results[i].Outcome == Failed || results[i].Outcome == Errored) {
			kept = results[:i+1]
			close(failed)
			break
		}
	}
	workers.Wait()
	return slices.DeleteFunc(kept, func(r *Result) bool { return r == nil }), ctx.Err()
}

// result runs a case, or skips it if others are marked "only". It returns nil if the context ended before the case did.
func (o Options) result(ctx context.Context, c *TestCase, only bool) *Result {
	if only && !c.Only {
		return &Result{Case: c, Outcome: Skipped, Reason: notOnly}
	}
	if ctx.Err() != nil {
		return nil
	}
	r := o.timed(func() *Result { return runCase(ctx, c, o) })
	if ctx.Err() != nil && r.Outcome == Errored {
		return nil
	}
	return r
}

// timed runs a case and notes how long it takes.
func (o Options) timed(run func() *Result) *Result {
	if o.Clock == nil {
		return run()
	}
	start := o.Clock()
	r := run()
	r.Elapsed = o.Clock().Sub(start)
	return r
}

// notOnly is why a case is skipped if others are marked "only".
const notOnly = "another case is marked \"only\""

// selected returns the cases that the options keep.
func selected(cases []*TestCase, opt Options) []*TestCase {
	return slices.DeleteFunc(slices.Clone(cases), func(c *TestCase) bool {
		return c == nil || opt.Run != nil && !opt.Run.MatchString(c.Name) || !c.tagged(opt.Tags) || !c.inShard(opt.Shard, opt.Shards)
	})
}

func (c *TestCase) tagged(tags []string) bool {
	return len(tags) == 0 || slices.ContainsFunc(tags, func(tag string) bool { return slices.Contains(c.Tags, tag) })
}

// inShard spreads cases by a hash of their names, so that a new case moves no other one.
func (c *TestCase) inShard(shard, shards int) bool {
	if shards == 0 {
		return true
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(c.File.Source.Name + "\x00" + c.Name)) // a hash never fails to write
	return int(h.Sum32()%uint32(shards)) == shard-1
}

// runCase runs one case and checks its expectations. A panic, which is our mistake, is the error of this case alone.
func runCase(ctx context.Context, c *TestCase, opt Options) (result *Result) {
	defer func() {
		if reason := recover(); reason != nil {
			err := fmt.Errorf("aslcheck failed at this case, please report it: %v", reason)
			result = &Result{Case: c, Outcome: Errored, Failures: source.Diagnostics{caseError(c, err)}}
		}
	}()
	return c.run(ctx, opt)
}

func (c *TestCase) run(ctx context.Context, opt Options) *Result {
	if c.Skip != "" {
		return &Result{Case: c, Outcome: Skipped, Reason: c.Skip}
	}
	session := c.Mocks.Session()
	cfg := c.Config
	cfg.Tasks, cfg.Objects = session, session
	cfg.Inspect = cfg.Inspect || opt.Inspect
	cfg.ForgetChildren = !opt.Children && !c.asksForChildren()
	cfg.ForgetWritten = !opt.Children && !c.asksForWritten()
	execution, err := c.File.Program.Run(ctx, c.Input, cfg)
	if err == nil {
		err = session.Missing(execution)
	}
	if err != nil {
		return &Result{Case: c, Outcome: Errored, Failures: source.Diagnostics{caseError(c, err)}}
	}
	run := &Run{Case: c, Execution: execution, Calls: session.Calls(), budget: &query.Budget{Done: ctx.Done()}}
	result := &Result{Case: c, Outcome: Passed, Run: run}
	for _, e := range c.Expect {
		result.Failures = append(result.Failures, e.Check(run)...)
	}
	if run.budget.Interrupted() {
		return &Result{Case: c, Outcome: Errored, Failures: source.Diagnostics{caseError(c, ctx.Err())}}
	}
	result.Failures = append(result.Failures, c.unused(session)...)
	if len(result.Failures) > 0 {
		result.Outcome = Failed
	}
	return result
}

// asksForChildren reports whether an expectation looks at the executions that Map Runs start.
func (c *TestCase) asksForChildren() bool {
	return slices.ContainsFunc(c.Expect, func(e Expectation) bool {
		switch e.(type) {
		case *visitExpectation, *retryExpectation:
			return true
		default:
			return false
		}
	})
}

// asksForWritten reports whether an expectation looks at the objects that the execution writes.
func (c *TestCase) asksForWritten() bool {
	return slices.ContainsFunc(c.Expect, func(e Expectation) bool { _, ok := e.(*objectExpectation); return ok })
}

// caseError returns the finding for an error of the run; for a call without an answer it shows what to paste.
func caseError(c *TestCase, err error) source.Diagnostic {
	d := source.Diagnostic{Span: c.Span, Severity: source.Error, Rule: RuleCaseError, Message: err.Error()}
	var missing *mocks.NoAnswerError
	if !errors.As(err, &missing) {
		return d
	}
	if missing.Place.IsValid() {
		d.Related = append(d.Related, source.Related{Span: missing.Place, Message: "its answers are here"})
	}
	if missing.Nearest != "" {
		d.Hint = fmt.Sprintf("the nearest mock is %q", missing.Nearest)
	}
	for _, passed := range missing.PassedOver {
		d.Related = append(d.Related, source.Related{Span: passed.Mock.Answers[passed.Answer].Span, Message: passed.String()})
	}
	d.Detail = "the arguments of the call are " + source.Clip(missing.Call.Arguments.JSON(), maxShown) + "\nadd an answer, for example:\n" +
		strings.TrimSuffix(missing.Paste(), "\n")
	return d
}

// unused reports mocks, answers and objects of the case that were never used.
func (c *TestCase) unused(session *mocks.Session) source.Diagnostics {
	if c.allowUnused {
		return nil
	}
	var failures source.Diagnostics
	for _, u := range session.Unused() {
		if slices.Contains(c.mayBeUnused, u.Mock.Key) {
			continue
		}
		d := source.Diagnostic{Span: u.Span, Severity: source.Error, Rule: RuleUnusedMock}
		switch {
		case u.Answer < 0:
			d.Message = fmt.Sprintf("mock %q is never used in case %q", u.Mock.Key, c.Name)
			d.Hint = "list it under \"unused\" if that is intended"
		case u.Left > 0:
			d.Message = fmt.Sprintf("answer no. %d of %q has %s left in case %q", u.Answer+1, u.Mock.Key, source.Plural(u.Left, "use"), c.Name)
		default:
			d.Message = fmt.Sprintf("answer no. %d of %q is never given in case %q", u.Answer+1, u.Mock.Key, c.Name)
		}
		failures.Add(d)
	}
	for _, o := range c.objects {
		if !session.Read(o.Key) && !slices.Contains(c.mayBeUnused, o.Key) {
			failures.Add(source.Diagnostic{
				Span: o.KeySpan, Severity: source.Error, Rule: RuleUnusedMock,
				Message: fmt.Sprintf("object %q is never read in case %q", o.Key, c.Name),
				Hint:    "list it under \"unused\" if that is intended",
			})
		}
	}
	return failures
}
