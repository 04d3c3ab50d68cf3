package analyzer

import (
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// A Pass is one application of a rule to a definition. What it shows is shared by all rules and must not be changed.
type Pass struct {
	Definition *asl.Definition
	// Type is the type of the state machine, where it is known.
	Type asl.WorkflowType
	// Graph has all states, and how they follow one another.
	Graph *Graph
	// Program has every path, template and expression of the definition, compiled.
	Program *Program

	cfg Config
	// rules are those that are applied, and at the index of the one that is at work: a number is quicker to set than a pointer.
	rules []*Rule
	at    int
	// severity is that of the rule, which is looked up when it reports its first finding: most rules have none.
	severity source.Severity
	found    collector

	// The facts are computed when the first rule needs them.
	variables    *Variables
	flow         *Flow
	loops        [][]asl.State
	hasLoops     bool
	arguments    []*Argument
	hasArguments bool
	// slab is where further arguments come from; one that is full is not used any more.
	slab []Argument
	// suppresses is whether comments ignore rules somewhere.
	suppresses bool
}

// Report reports a finding of the rule.
func (p *Pass) Report(at source.Span, format string, args ...any) {
	p.ReportDiagnostic(source.Diagnostic{Span: at, Message: message(format, args)})
}

// message formats a message. Most have one text in quotes, for which fmt takes several times as long.
func message(format string, args []any) string {
	if len(args) == 1 && strings.Count(format, "%") == 1 {
		before, after, quoted := strings.Cut(format, "%q")
		if text, ok := args[0].(string); ok && quoted {
			return before + strconv.Quote(text) + after
		}
	}
	return fmt.Sprintf(format, args...)
}

// ReportDiagnostic reports a finding of the rule with all it has; rule and severity are filled in.
func (p *Pass) ReportDiagnostic(d source.Diagnostic) {
	if p.severity == unknownSeverity {
		p.severity = p.cfg.severity(p.rules[p.at])
	}
	if p.severity != Off {
		d.Rule, d.Severity = p.rules[p.at].Name, p.severity
		p.found.add(d)
	}
}

// Variables returns the workflow variables of the definition.
func (p *Pass) Variables() *Variables {
	if p.variables == nil {
		p.variables = newVariables(p.Definition, p.Graph, p.Program)
	}
	return p.variables
}

// Suppresses reports whether some comment of the definition ignores a rule.
func (p *Pass) Suppresses() bool { return p.suppresses }

// Flow returns the data flow between states.
func (p *Pass) Flow() *Flow {
	if p.flow == nil {
		p.flow = newFlow(p.Definition, p.Graph, p.Program)
	}
	return p.flow
}

// Loops returns the strongly connected parts of the graph that have a cycle, in source order.
func (p *Pass) Loops() [][]asl.State {
	if !p.hasLoops {
		p.loops, p.hasLoops = p.Graph.cycles(), true
	}
	return p.loops
}

// HasTimeout reports whether the whole execution has a timeout.
func (p *Pass) HasTimeout() bool { return p.Definition.Machine.TimeoutSeconds.Set }

// Recoveries yields the states that may have Retry and Catch, with what they have of them, in source order.
func (p *Pass) Recoveries() iter.Seq2[asl.State, *asl.Recovery] {
	return func(yield func(asl.State, *asl.Recovery) bool) {
		for _, st := range p.Graph.States {
			if recovery := asl.Recover(st); recovery != nil && !yield(st, recovery) {
				return
			}
		}
	}
}

// RunsExpress reports whether a state runs in an Express workflow: the state machine, or the child execution of the
// innermost distributed Map around it.
func (p *Pass) RunsExpress(st asl.State) bool {
	if m := ChildMachine(st); m != nil {
		return m.ProcessorConfig.ExecutionType.Value == asl.Express.String()
	}
	return p.Type == asl.Express
}

// ChildMachine returns the processor of the innermost distributed Map around a state; nil if there is none.
func ChildMachine(st asl.State) *asl.Machine {
	for m := st.Head().Machine; m.Parent != nil; m = m.Parent.Head().Machine {
		if each, ok := m.Parent.(*asl.Map); ok && each.Distributed() {
			return m
		}
	}
	return nil
}
