package analyzer

import (
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
)

// A need is what the input of a state is needed for. Most definitions have few reads that could find nothing, and states whose
// input no such read depends on need no visit.
type need uint8

const (
	// asks is the need of a state that reads members of its input.
	asks need = 1 << iota
	// needed is that of these states, of those that lead to them, and of those they are inside.
	needed
)

func (f *Flow) isNeeded(st asl.State) bool { return f.needs[st.Head().Index()]&needed != 0 }

func (f *Flow) asks(st asl.State) bool { return f.needs[st.Head().Index()]&asks != 0 }

// leads reports whether an edge leads to a state whose input is needed.
func (f *Flow) leads(e *Edge) bool { return e.To != nil && f.needs[e.to]&needed != 0 }

// demand finds out which states are needed, and reports whether there are any.
func (f *Flow) demand(def *asl.Definition) bool {
	start := f.graph.Entry(def.Machine)
	if start != nil && (len(f.graph.In(start)) > 1 || hasNoInput(start)) {
		start = nil
	}
	for _, site := range f.program.Fields {
		// The input of the execution may be anything, so that only what the first state makes of it can lack a member.
		if site.State == start && site.Name != "ResultSelector" && site.Name != "OutputPath" || !namesMember(site) {
			continue
		}
		if f.needs == nil {
			f.needs, f.pending = make([]need, len(f.graph.States)), make([]asl.State, 0, len(f.graph.States))
		}
		if !f.asks(site.State) {
			f.needs[site.State.Head().Index()] |= asks
			f.need(site.State)
		}
	}
	found := len(f.pending) > 0
	for len(f.pending) > 0 {
		st := f.pending[len(f.pending)-1]
		f.pending = f.pending[:len(f.pending)-1]
		for _, e := range f.graph.In(st) {
			if e.From != nil {
				f.need(e.From)
			}
		}
		if around := st.Head().Machine.Parent; around != nil {
			f.need(around)
		}
	}
	return found
}

// need marks a state as needed. What leads to it is marked in its turn.
func (f *Flow) need(st asl.State) {
	if !f.isNeeded(st) {
		f.needs[st.Head().Index()] |= needed
		f.pending = append(f.pending, st)
	}
}

// hasNoInput reports whether a state replaces its input by an empty object.
func hasNoInput(st asl.State) bool {
	flow := asl.Flow(st)
	return flow != nil && flow.InputPath.Null
}

// namesMember reports whether a field may read a member of the input or of the result of a state.
func namesMember(site *Field) bool {
	if site.Path != nil {
		if site.Name == "Variable" && site.Path.IsWhole() {
			return true // a Choice compares its whole input with what a service may give
		}
		if site.Content == asl.ResultPath {
			return false
		}
	}
	return site.Some(isInside, mentionsInput)
}

// isInside reports whether a path leads into the document it begins at, or is a call that may have such paths.
func isInside(p *query.Path) bool {
	return p.IsCall() || !p.IsWhole() && !strings.HasPrefix(p.Text(), "$$")
}

// mentionsInput reports whether an expression may read a member of $states.input. The name may be written with an escape.
func mentionsInput(e *query.Expression) bool {
	text := e.Text()
	return text != "$states.input" && (strings.Contains(text, "input") || strings.Contains(text, `\`))
}
