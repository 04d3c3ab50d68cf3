package simulator

import (
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/simulator/internal/items"
	"github.com/aslcheck/aslcheck/value"
)

// mapState runs its processor once for each item.
type mapState struct {
	ast       *asl.Map
	processor *machine

	itemsPath *query.Path
	items     *query.Template // of JSONata
	selector  *query.Template // ItemSelector, or Parameters in the old form

	concurrency                         number
	toleratedCount, toleratedPercentage number

	// distributed is nil in the inline mode.
	distributed *distribution
}

func (c *compiler) mapState(out *state, st *asl.Map) behavior {
	m := &mapState{
		ast:         st,
		itemsPath:   c.path(&st.ItemsPath),
		items:       c.template(&st.Items),
		selector:    c.template(&st.ItemSelector),
		concurrency: compileNumber(c, "MaxConcurrency", &st.MaxConcurrency, &st.MaxConcurrencyPath),
		toleratedCount: compileNumber(c, "ToleratedFailureCount",
			&st.ToleratedFailureCount, &st.ToleratedFailureCountPath),
		toleratedPercentage: compileNumber(c, "ToleratedFailurePercentage",
			&st.ToleratedFailurePercentage, &st.ToleratedFailurePercentagePath),
	}
	if st.Parameters.Set {
		m.selector = c.template(&st.Parameters)
	}
	if p := st.Processor(); p != nil {
		m.processor = c.machine(p)
	} else {
		c.report(st.NameSpan, "state %q has no known processor", st.Name)
	}
	c.payload(out, &st.Payload)
	c.distribution(out, m, st)
	return m
}

func (m *mapState) begin(s *visit) {
	if trial := trialOf(s); trial.endsWhole() {
		m.tryWhole(s, trial)
		return
	}
	if m.distributed != nil {
		m.beginRun(s)
		return
	}
	all, p := m.itemList(s)
	if p != nil {
		s.fail(*p)
		return
	}
	list := items.Of(all)
	limit, p := m.concurrency.eval(s)
	if p == nil && limit < 0 {
		p = s.runtimeProblem("MaxConcurrency cannot be negative.").pointer()
	}
	if p != nil {
		s.fail(*p)
		return
	}
	if limit == 0 {
		limit = asl.MaxInlineConcurrency
	}
	g := &iterations{fork: newFork(s, len(list)), state: m, items: list, limit: int(limit)}
	s.waitsFor = g
	g.started = s.add(MapStateStartedEvent, &MapStateStarted{Length: len(list)})
	s.markRetrier()
	if len(list) == 0 {
		m.succeed(s, nil)
		return
	}
	g.fill()
}

// itemList evaluates ItemsPath or Items. A distributed Map also goes over the members of an object.
// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemspath.html
func (m *mapState) itemList(s *visit) (value.Value, *problem) {
	switch {
	case m.items != nil:
		v, failure := m.items.Eval(&s.scope)
		if failure == nil && !m.goesOver(v) && m.items.Expression() != nil {
			failure = m.items.Expression().Unexpected("array", v)
		}
		if failure != nil {
			return v, s.framed(failure).pointer()
		}
		return v, nil
	case m.itemsPath != nil:
		v, failure := m.itemsPath.EvalItems(&s.scope)
		if failure != nil {
			return v, s.framed(failure).pointer()
		}
		if !m.goesOver(v) {
			return v, s.runtimeProblem("Reference path \"%s\" must point to array.", withoutContext(m.itemsPath.Text())).pointer()
		}
		return v, nil
	case m.goesOver(s.effective):
		return s.effective, nil
	case s.st.jsonata:
		return s.effective, s.queryProblem("", "Map state input must be an array but was: %s", s.effective.Quoted()).pointer()
	default:
		return s.effective, s.runtimeProblem("Reference path \"$\" must point to array.").pointer()
	}
}

// withoutContext is a path as the service names it: one into the context object begins with a single "$" (recordings
// test_state_map_context_object).
func withoutContext(path string) string {
	if strings.HasPrefix(path, "$$") {
		return path[1:]
	}
	return path
}

// goesOver reports whether a value is one that the state goes over.
func (m *mapState) goesOver(v value.Value) bool {
	return v.Kind() == value.ArrayKind || v.Kind() == value.ObjectKind && m.distributed != nil
}

// selectItem evaluates ItemSelector for one item. Its "$" is the input of the Map state.
func (m *mapState) selectItem(s *visit, item *items.Item) (value.Value, *problem) {
	outer, had := s.item, s.hasItem
	s.item, s.hasItem = *item, true
	s.resetScope()
	v, failure := m.selector.Eval(&s.scope)
	s.item, s.hasItem = outer, had
	if failure != nil {
		return v, s.framed(failure).pointer()
	}
	return v, nil
}

// succeed ends the state with the results of its iterations.
func (m *mapState) succeed(s *visit, results []value.Value) {
	s.resetScope()
	// The exit follows from the same event as the success (recordings of Map states).
	s.completed = s.addAfter(s.last, MapStateSucceededEvent, nil)
	s.completeWith(value.Array(results...))
}
