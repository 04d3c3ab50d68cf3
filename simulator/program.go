package simulator

import (
	"sync/atomic"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// A Program is a compiled definition. It is immutable and safe for concurrent use.
type Program struct {
	def     *asl.Definition
	root    *machine
	timeout int64 // seconds, 0 for none

	// lastEvents is how many events the last run had. It only says how much room the next one should have at first.
	lastEvents atomic.Int64
}

// Definition returns what was compiled.
func (p *Program) Definition() *asl.Definition { return p.def }

// A machine is a compiled container of states.
type machine struct {
	start  *state
	states map[string]*state
}

// A state is a compiled state.
type state struct {
	ast     asl.State
	name    string
	jsonata bool
	next    *state // nil at an end
	kind    behavior

	entered, exited, aborted EventType

	input  *query.Path // InputPath, nil for "$"
	noIn   bool        // InputPath is null
	output outputFields
	retry  []retrier
	catch  []catcher
	// counts says that the context object shows a RetryCount.
	counts bool
}

// A behavior is what a kind of state does. Each lives in the file named after it.
type behavior interface {
	// begin starts an attempt. The effective input of the visit is set; the behavior ends by calling complete, exit or
	// fail on the visit, at once or in a later step.
	begin(s *visit)
}

// A retrier is a compiled Retrier.
type retrier struct {
	errors      []string
	interval    float64 // seconds
	backoff     float64
	maxAttempts int64
	maxDelay    float64 // seconds, 0 for none
	jitter      bool
}

// A catcher is a compiled Catcher.
type catcher struct {
	errors []string
	next   *state
	output outputFields
}

// number is a number that a state takes from its definition, from a path, or from an expression.
type number struct {
	fixed      float64
	set        bool
	path       *query.Path
	expression *query.Expression
	field      string // "TimeoutSeconds"
}

var emptyObject = value.Object()
