package jsonata

import (
	"time"

	"github.com/aslcheck/aslcheck/value"
)

// Env is what an evaluation takes from its host. The zero value and nil are a host without variables, at the epoch, with
// a fixed random seed and the default limits.
type Env struct {
	// Vars looks up a host variable by its name without the dollar. It hides built-in functions of the same name.
	Vars func(name string) (value.Value, bool)
	// Now is what $now and $millis see during the whole evaluation.
	Now time.Time
	// Random yields numbers from 0 up to but not including 1, for $random and $shuffle.
	Random func() float64
	// UUID yields what $uuid returns.
	UUID func() string
	// Clock reads the time for Timeout. Without it there is no time limit, only those of steps and depth.
	Clock func() time.Time
	// Timeout bounds the time of one evaluation as told by Clock; 0 is no bound.
	Timeout time.Duration
	// MaxDepth bounds the nesting of evaluations, MaxSteps their number; 0 is the default.
	MaxDepth, MaxSteps int
}

// An Expr is a compiled expression. It is immutable and may be evaluated from many goroutines at once.
type Expr struct {
	text string
}

// Compile parses and checks an expression. The error is an *Error.
func Compile(text string) (*Expr, error) {
	return &Expr{text: text}, nil
}

// Eval evaluates the expression against input, which may be undefined. A result of nothing is value.Undefined, which is
// not value.Null. The error is an *Error. A nil env is the zero Env.
func (e *Expr) Eval(input value.Value, env *Env) (value.Value, error) {
	return value.Undefined, nil
}

// Text returns the source text of the expression.
func (e *Expr) Text() string { return e.text }

// IsFunction reports whether v is a function, which JSON cannot show.
func IsFunction(v value.Value) bool {
	return false
}
