package simulator

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// choiceState goes to the state of its first rule that holds.
type choiceState struct {
	rules    []choiceRule
	fallback *state
}

type choiceRule struct {
	next      *state
	test      test              // of JSONPath
	condition *query.Expression // of JSONata
	constant  bool              // the condition if it is a literal
	// output has the rule's Assign and Output in place of the state's.
	output outputFields
}

func (c *compiler) choice(m *machine, out *state, st *asl.Choice) behavior {
	k := &choiceState{}
	for _, rule := range st.Choices.Value {
		r := choiceRule{
			next: c.target(m, &rule.Next), constant: rule.Condition.Value, output: out.output,
			condition: expression(c, &rule.Condition),
		}
		if rule.Assign.Set {
			r.output.assign = c.template(&rule.Assign)
		}
		if rule.Output.Set {
			r.output.template = c.template(&rule.Output)
		}
		r.output.settle()
		if rule.Test != nil {
			r.test = c.test(rule.Test)
		}
		k.rules = append(k.rules, r)
	}
	k.fallback = c.target(m, &st.Default)
	return k
}

func (k *choiceState) begin(s *visit) {
	for i := range k.rules {
		r := &k.rules[i]
		holds, p := r.holds(s)
		if p != nil {
			s.fail(*p)
			return
		}
		if holds {
			s.exit(&r.output, s.effective, Transition{Step: ByRule, Index: int32(i), To: r.next.name})
			return
		}
	}
	if k.fallback == nil {
		// The guide has States.NoChoiceMatched for this; the service raises States.Runtime (measured, with this text).
		s.fail(s.runtimeProblem("Failed to transition out of the state. The state does not point to a next state."))
		return
	}
	s.exit(&s.st.output, s.effective, Transition{Step: ByDefault, To: k.fallback.name})
}

func (r *choiceRule) holds(s *visit) (bool, *problem) {
	switch {
	case r.condition != nil:
		v, failure := r.condition.EvalKind(&s.scope, value.BoolKind)
		if failure != nil {
			return false, s.framed(failure).pointer()
		}
		return v.Bool(), nil
	case r.test != nil:
		return r.test.holds(s)
	default:
		return r.constant, nil
	}
}

// A test is a compiled data test of a Choice Rule.
type test interface {
	holds(s *visit) (bool, *problem)
}

type allOf []test

type anyOf []test

type noneOf struct{ test }

func (t allOf) holds(s *visit) (bool, *problem) {
	for _, inner := range t {
		if ok, p := inner.holds(s); !ok || p != nil {
			return false, p
		}
	}
	return true, nil
}

func (t anyOf) holds(s *visit) (bool, *problem) {
	for _, inner := range t {
		if ok, p := inner.holds(s); ok || p != nil {
			return ok, p
		}
	}
	return false, nil
}

func (t noneOf) holds(s *visit) (bool, *problem) {
	ok, p := t.test.holds(s)
	return !ok, p
}

func (c *compiler) test(t *asl.Test) test {
	switch {
	case t.And != nil:
		return allOf(c.tests(t.And))
	case t.Or != nil:
		return anyOf(c.tests(t.Or))
	case t.Not != nil:
		return noneOf{c.test(t.Not)}
	default:
		return c.comparison(t)
	}
}

func (c *compiler) tests(list []*asl.Test) []test {
	tests := make([]test, len(list))
	for i, t := range list {
		tests[i] = c.test(t)
	}
	return tests
}
