package jsonata

import "github.com/aslcheck/aslcheck/value"

// The default limits of an evaluation.
const (
	defaultMaxDepth = 100    // evaluations inside of each other, as the service allows (measured)
	maxCalls        = 10_000 // calls inside of each other: functions may call functions without an evaluation between
	defaultMaxSteps = 10_000_000
	maxBytes        = 384 << 20      // memory that the results of functions and operators may take in all
	valueBytes      = 40             // of an element of an array
	containerBytes  = 512            // counted for an array or object
	copyBytes       = 256            // counted for an array or object that is copied, besides its elements
	closureBytes    = 256            // counted for a function
	partialBytes    = 640            // counted for a partial application with what it keeps alive
	lookEvery       = 256            // steps between two looks at the clock and at Budget.Done
	maxWalkDepth    = value.MaxDepth // of the arrays and objects that a walk over a value enters
)

// What work costs in steps. A step is about the time of evaluating a node.
const (
	tailCallSteps   = 4  // of a tail call besides its arguments
	textPerStep     = 32 // bytes of text that an operator or function goes through
	elementsPerStep = 8  // elements that a function goes through
	partsPerStep    = 4  // parts of a value that a walk compares or copies
)

// What the parts of a result count for. A payload of the service has at most 256 KiB.
const (
	maxResultBytes       = 256 << 20
	resultScalarBytes    = 8
	resultContainerBytes = 128
)

// The largest number of steps that the evaluations of one budget may take beyond those that any of them may take freely.
const (
	maxBudgetSteps = 10 * defaultMaxSteps
	freeSteps      = 100_000
)

// A Budget limits what the evaluations of one execution may do together. It isn't safe for concurrent use. The zero value
// is a full budget that nothing interrupts.
type Budget struct {
	// Done ends an evaluation soon after it is closed; nil never does.
	Done <-chan struct{}
	// spent are the steps of expensive evaluations. Cheap ones are free: an execution may take any number of them.
	spent       int
	interrupted bool
}

// Interrupted reports whether an evaluation ended because Done is closed.
func (b *Budget) Interrupted() bool { return b.interrupted }

// Canceled reports whether Done is closed, for work besides evaluations of JSONata.
func (b *Budget) Canceled() bool {
	select {
	case <-b.Done:
		b.interrupted = true
	default:
	}
	return b.interrupted
}

// takeBudget limits the evaluation to what the budget has left.
func (ev *evaluation) takeBudget() {
	if b := ev.env.Budget; b != nil {
		ev.maxSteps = min(ev.maxSteps, freeSteps+max(maxBudgetSteps-b.spent, 0))
	}
}

// settle charges the budget with the steps of the evaluation.
func (ev *evaluation) settle() {
	if b := ev.env.Budget; b != nil && ev.steps > freeSteps {
		b.spent += ev.steps - freeSteps
	}
}

// The tokens tell the reasons of U1001 apart until the message is made.
const (
	tokenDepth    = "depth"
	tokenSteps    = "steps"
	tokenTime     = "time"
	tokenSize     = "size"
	tokenCanceled = "canceled"
)

func limitError(token string) *Error {
	return &Error{Code: CodeLimit, Offset: -1, Token: token}
}

// enter counts a step and a level of depth.
func (ev *evaluation) enter(n *code) *Error {
	ev.depth++
	ev.steps++
	if ev.steps >= ev.nextLook {
		return ev.overrun(int(n.at))
	}
	return nil
}

// step counts work that is not the evaluation of a node.
func (ev *evaluation) step() *Error { return ev.spend(1) }

// spend counts work of n steps.
func (ev *evaluation) spend(n int) *Error {
	ev.steps += n
	if ev.steps >= ev.nextLook {
		return ev.overrun(-1)
	}
	return nil
}

// visit counts an array or object of n parts on a walk over a value. Parts that are shared count each time that the walk
// comes by, since they take time each time.
func (ev *evaluation) visit(n, depth int) *Error {
	if depth > maxWalkDepth {
		return limitError(tokenDepth)
	}
	return ev.spend(1 + n/partsPerStep)
}

// list counts elements that are added to a list, which has n then.
func (ev *evaluation) list(added, n int) *Error {
	if n > maxValueBytes/numberBytes {
		return limitError(tokenSize)
	}
	return ev.spend(added)
}

// weigh counts the work of an operator that goes through an operand.
func (ev *evaluation) weigh(v value.Value) *Error {
	if n := weight(&v); n > 0 {
		return ev.spend(n)
	}
	return nil
}

// weight is what going through a text or an array takes besides the call.
func weight(v *value.Value) int {
	switch v.Kind() {
	case value.StringKind:
		return len(v.Text()) / textPerStep
	case value.ArrayKind:
		return v.Len() / elementsPerStep
	default:
		return 0
	}
}

// searching counts a search with a regular expression, which may take its whole time limit.
func (ev *evaluation) searching(units int) *Error {
	if ev.canceled() {
		return limitError(tokenCanceled)
	}
	return ev.spend(1 + units/textPerStep)
}

// overrun fails after too many steps, when the time is over, and when the host wants no result any more.
func (ev *evaluation) overrun(offset int) *Error {
	if ev.steps > ev.maxSteps {
		return &Error{Code: CodeLimit, Offset: offset, Token: tokenSteps}
	}
	if !ev.end.IsZero() && ev.env.Clock().After(ev.end) {
		return &Error{Code: CodeLimit, Offset: offset, Token: tokenTime}
	}
	if ev.canceled() {
		return &Error{Code: CodeLimit, Offset: offset, Token: tokenCanceled}
	}
	ev.setNextLook()
	return nil
}

func (ev *evaluation) canceled() bool {
	if ev.env.Budget == nil {
		return false
	}
	return ev.env.Budget.Canceled()
}

// setNextLook sets the next step at which the limits are looked at. A multiple of lookEvery won't do: simplePath counts a
// step without looking, and would jump over it.
func (ev *evaluation) setNextLook() {
	ev.nextLook = ev.maxSteps + 1
	if !ev.end.IsZero() || ev.env.Budget != nil && ev.env.Budget.Done != nil {
		ev.nextLook = min(ev.nextLook, ev.steps+lookEvery)
	}
}

// grow counts memory that a result takes.
func (ev *evaluation) grow(bytes int) *Error {
	ev.bytes += bytes
	if ev.bytes > maxBytes || ev.bytes < 0 || bytes > maxBytes {
		return limitError(tokenSize)
	}
	return nil
}

// copied counts a value that a walk copies.
func (ev *evaluation) copied(v value.Value, depth int) *Error {
	if v.Kind() < value.ArrayKind {
		return nil
	}
	if err := ev.visit(v.Len(), depth); err != nil {
		return err
	}
	return ev.grow(copyBytes + v.Len()*valueBytes)
}
