package jsonata

import (
	"time"

	"github.com/aslcheck/aslcheck/value"
)

// evaluation is the state of one run of an expression.
type evaluation struct {
	env   *Env
	root  value.Value
	steps int
	depth int // evaluations that are open, one for each node on the way down
	calls int // calls that are open
	frame int // depth at which the function that is running was called: its tail call is made there
	bytes int

	maxSteps, maxDepth int
	nextLook           int // step at which the limits are looked at again
	end                time.Time
	random             func() float64

	args []value.Value // stack of arguments
	tail tailing
}

// tailing is a call that the function around it shall make after it has returned.
type tailing struct {
	fn   value.Value
	args []value.Value
	name string
	at   int32
}

func newEvaluation(env *Env, root value.Value) *evaluation {
	ev := &evaluation{env: env, root: root, maxSteps: env.MaxSteps, maxDepth: env.MaxDepth, random: env.Random}
	if ev.maxSteps <= 0 {
		ev.maxSteps = defaultMaxSteps
	}
	if ev.maxDepth <= 0 {
		ev.maxDepth = defaultMaxDepth
	}
	if env.Clock != nil && env.Timeout > 0 {
		ev.end = env.Clock().Add(env.Timeout)
	}
	ev.takeBudget()
	ev.setNextLook()
	return ev
}

// eval evaluates a node with in as its context. The depth counts as the service does (measured at both sides of the limit for
// terms, parentheses, brackets, chains and recursion): one for each node on the way down, also for literals and the steps of
// a path, none for a call itself.
func (ev *evaluation) eval(n *code, in value.Value, fr *frame) (value.Value, *Error) {
	if ev.depth >= ev.maxDepth {
		return value.Undefined, &Error{Code: CodeLimit, Offset: int(n.at), Token: tokenDepth}
	}
	if n.extra == nil {
		switch n.kind {
		case kindNumber, kindString, kindValue:
			return *n.val, nil
		case kindVariable:
			return n.finish(ev.variable(n, in, fr)), nil
		case kindPath:
			if n.simple && ev.steps < ev.maxSteps && ev.depth+1 < ev.maxDepth {
				if v, ok := ev.simplePath(n, in, fr); ok {
					return v, nil
				}
			}
		}
	}
	if err := ev.enter(n); err != nil {
		return value.Undefined, err
	}
	v, err := ev.dispatch(n, in, fr)
	if err != nil {
		return value.Undefined, err
	}
	if n.extra != nil {
		if v, err = ev.hung(n, v, fr); err != nil {
			return value.Undefined, err
		}
	}
	ev.depth--
	return n.finish(v), nil
}

// hung applies the predicates and the group that hang on a node.
func (ev *evaluation) hung(n *code, v value.Value, fr *frame) (value.Value, *Error) {
	var err *Error
	for _, filter := range n.predicate {
		if v, err = ev.filter(filter, v, fr); err != nil {
			return v, err
		}
	}
	if n.group != nil && n.kind != kindPath {
		return ev.group(n.group, v, fr)
	}
	return v, nil
}

func (ev *evaluation) dispatch(n *code, in value.Value, fr *frame) (value.Value, *Error) {
	switch n.kind {
	case kindPath:
		return ev.path(n, in, fr)
	case kindBinary:
		return ev.binary(n, in, fr)
	case kindName:
		return ev.lookup(in, n.text)
	case kindNumber, kindString, kindValue:
		return *n.val, nil
	case kindVariable:
		return ev.variable(n, in, fr), nil
	case kindNegate:
		return ev.negate(n, in, fr)
	case kindArray:
		return ev.array(n, in, fr)
	case kindObject:
		return ev.group(n, in, fr)
	case kindWildcard:
		return ev.wildcard(in)
	case kindDescendants:
		return ev.descendants(in)
	case kindParent:
		v, _ := fr.tupleVariable(n.slot.label)
		return v, nil
	case kindCondition:
		return ev.condition(n, in, fr)
	case kindBlock:
		return ev.block(n, in, fr)
	case kindBind:
		v, err := ev.eval(n.rhs, in, fr)
		if err == nil {
			fr.slotted().set(int(n.frame), v)
		}
		return v, err
	case kindRegex:
		return n.regex.value(n), nil
	case kindCall:
		return ev.call(n, in, fr, nil)
	case kindPartial:
		return ev.partial(n, in, fr)
	case kindLambda:
		return value.Opaque(&function{lambda: n, frame: fr, input: in}), ev.grow(closureBytes)
	case kindApply:
		return ev.chain(n, in, fr)
	case kindTransform:
		return ev.transform(n, fr), nil
	default:
		return value.Undefined, nil
	}
}

func (ev *evaluation) condition(n *code, in value.Value, fr *frame) (value.Value, *Error) {
	test, err := ev.eval(n.lhs, in, fr)
	if err != nil {
		return test, err
	}
	ok, err := ev.truth(test)
	switch {
	case err != nil:
		return value.Undefined, err
	case ok:
		return ev.eval(n.rhs, in, fr)
	case n.els != nil:
		return ev.eval(n.els, in, fr)
	default:
		return value.Undefined, nil
	}
}

func (ev *evaluation) block(n *code, in value.Value, fr *frame) (value.Value, *Error) {
	if n.opensFrame {
		fr = newFrame(fr, int(n.frame))
	}
	v := value.Undefined
	for _, kid := range n.kids {
		var err *Error
		if v, err = ev.eval(kid, in, fr); err != nil {
			return v, err
		}
	}
	return v, nil
}
