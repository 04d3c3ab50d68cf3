package jsonata

import (
	"time"

	"github.com/aslcheck/aslcheck/value"
)

// Env is what an evaluation takes from its host. The zero value and nil are a host without variables, at the zero time,
// with a fixed random seed and the default limits.
type Env struct {
	// Vars looks up a host variable by its name without the dollar. It hides built-in functions of the same name.
	Vars func(name string) (value.Value, bool)
	// Now is what $now and $millis see during the whole evaluation.
	Now time.Time
	// Random yields numbers from 0 up to but not including 1, for $random and $shuffle.
	Random func() float64
	// UUID yields what $uuid returns.
	UUID func() string
	// Clock reads the time for Timeout. Without it only steps and depth are limited.
	Clock func() time.Time
	// Timeout limits the time of one evaluation as told by Clock; 0 means unlimited.
	Timeout time.Duration
	// MaxDepth limits the nesting of evaluations, MaxSteps their number; 0 means the default.
	MaxDepth, MaxSteps int
	// Budget is what the evaluations of an execution share; nil gives each evaluation one of its own.
	Budget *Budget
}

// An Expr is a compiled expression. It is immutable and may be evaluated from many goroutines at once.
type Expr struct {
	text string
	tree Node
	lowering
}

// Compile parses and checks an expression. The error is an *Error.
func Compile(text string) (*Expr, error) {
	var c Compiler
	e := &Expr{}
	if err := c.Compile(e, text); err != nil {
		return nil, err
	}
	return e, nil
}

// A Compiler compiles many expressions. The nodes of their trees come from common chunks, which saves most allocations.
// The zero value is ready to use; a Compiler is not safe for concurrent use.
type Compiler struct{ room room }

// Compile is like the function Compile, and makes e, which must be new, the expression.
func (c *Compiler) Compile(e *Expr, text string) error {
	tree, made, err := parse(text, &c.room)
	if err != nil {
		return err.complete(text)
	}
	e.text, e.tree, e.made = text, tree, made
	if made.unsure {
		if err := e.lowered(tree); err != nil {
			return err.complete(text)
		}
	}
	return nil
}

// AST returns the tree of the expression, which must not be changed.
func (e *Expr) AST() Node { return e.tree }

var defaultEnv = &Env{}

// Eval evaluates the expression against input, which may be undefined. A result of nothing is value.Undefined, which is
// not value.Null. The error is an *Error. A nil env is the zero Env.
func (e *Expr) Eval(input value.Value, env *Env) (value.Value, error) {
	if env == nil {
		env = defaultEnv
	}
	if err := e.lowered(e.tree); err != nil {
		return value.Undefined, err.complete(e.text)
	}
	if e.root.isLiteral() {
		return *e.root.val, nil
	}
	ev := newEvaluation(env, input.WithMark(0))
	in := ev.root
	if isArray(in) {
		in = value.Array(in).WithMark(markSequence | markOuter)
	}
	var fr *frame
	if e.slots > 0 {
		fr = newFrame(nil, e.slots)
	}
	v, err := ev.eval(e.root, in, fr)
	if err == nil {
		v, err = ev.result(v)
	}
	ev.settle()
	if err != nil {
		return value.Undefined, err.complete(e.text)
	}
	return v, nil
}

// Text returns the source text of the expression.
func (e *Expr) Text() string { return e.text }
