package suite

import (
	"time"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A TestCase is one execution with its expectations.
type TestCase struct {
	File *File
	Name string
	// Span is the location of the case in the test file.
	Span  source.Span
	Input value.Value
	Mocks *mocks.Set
	// Config is how the simulator runs it, without the handlers of tasks and objects.
	Config simulator.Config
	Expect []Expectation
	// Skip is why it is not run, "" where it is.
	Skip string
	Only bool
	Tags []string
	// Row is the row of a table, undefined without one.
	Row value.Value

	allowUnused bool
	mayBeUnused []string
	// objects are those of the case itself, by "bucket/key": each must be read.
	objects []source.Member
}

// An Expectation checks a run.
type Expectation interface {
	// Check returns the findings of a failed expectation; their locations are in the test file.
	Check(run *Run) source.Diagnostics
}

// A Run is the execution of a case.
type Run struct {
	Case      *TestCase
	Execution *simulator.Execution
	// Calls are the calls of tasks in the order of virtual time.
	Calls []simulator.Call

	// replacements are what --update may write instead of failed expectations.
	replacements []replacement
	// budget limits the predicates of the case together.
	budget *query.Budget
	// shown are the states whose history a message shows already, "" for all of them.
	shown map[string]bool
	// events are those of each state by its name, found when a message shows some of them.
	events map[string][]*simulator.Event
}

// Outcome is how a case ended.
type Outcome string

// The outcomes of a case. Errored means that the case could not run to its end, for example because a call has no answer.
const (
	Passed  Outcome = "passed"
	Failed  Outcome = "failed"
	Errored Outcome = "error"
	Skipped Outcome = "skipped"
)

// A Result is a case that was run or skipped.
type Result struct {
	Case     *TestCase
	Outcome  Outcome
	Failures source.Diagnostics
	// Reason is why the case was skipped.
	Reason string
	// Run is nil where nothing was run, or the run could not be done.
	Run *Run
	// Elapsed is the real time it took; 0 where Options has no clock.
	Elapsed time.Duration
}
