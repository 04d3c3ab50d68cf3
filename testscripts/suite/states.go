package suite

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/source"
)

// A stateIndex finds the states of the definition, and of the definitions that answers run, by their names and paths.
type stateIndex struct {
	definitions map[*asl.Definition]bool
	states      []asl.State
	byName      map[string][]asl.State
	// found are the tasks among the states; nil when states were added since.
	found *mocks.Tasks
}

// addStates adds the states of a definition, once.
func (x *stateIndex) addStates(def *asl.Definition) {
	if x.definitions[def] {
		return
	}
	if x.definitions == nil {
		x.definitions, x.byName = map[*asl.Definition]bool{}, map[string][]asl.State{}
	}
	x.definitions[def], x.found = true, nil
	for _, st := range def.States() {
		x.states = append(x.states, st)
		name, path := st.Head().Name, asl.Path(st)
		x.byName[name] = append(x.byName[name], st)
		if path != name {
			x.byName[path] = append(x.byName[path], st)
		}
	}
}

// named returns the states with a name or a path.
func (x *stateIndex) named(name string) []asl.State { return x.byName[name] }

// tasks returns the tasks that mocks may answer.
func (x *stateIndex) tasks() *mocks.Tasks {
	if x.found == nil {
		x.found = mocks.NewTasks(x.states)
	}
	return x.found
}

// checkState reports a name in an expectation that no state has.
func (p *parser) checkState(name string, at source.Span) {
	if len(p.named(name)) > 0 {
		return
	}
	names := make([]string, len(p.states))
	for i, st := range p.states {
		names[i] = st.Head().Name
	}
	p.report(at, "the definition has no state %q%s", name, source.DidYouMean(name, names))
}
