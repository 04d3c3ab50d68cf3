package suite

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// This file rejects what would let a test pass without checking anything: expectations that can't fail, names that nothing
// has, and placeholders that nothing fills in.

// checkSubstitutions reports values for placeholders that neither the definition nor one that an answer runs has. Included
// files may have values for other tests.
func (p *parser) checkSubstitutions() {
	n := p.root.Get("substitutions")
	if n == nil {
		return
	}
	known := slices.Sorted(maps.Keys(p.file.placeholders))
	for i := range n.Members {
		m := &n.Members[i]
		if m.KeySpan.File == p.file.Source && !p.file.placeholders[m.Key] {
			p.report(m.KeySpan, "the definition has no placeholder ${%s}%s", m.Key, source.DidYouMean(m.Key, known))
		}
	}
}

// checkSilent warns of cases without expectations, once a file.
func (p *parser) checkSilent() {
	if len(p.silent) == 0 {
		return
	}
	message := source.Plural(len(p.silent), "case") + " without expectations"
	if len(p.silent) == 1 {
		message += " only checks that the execution succeeds"
	} else {
		message += " only check that the execution succeeds"
	}
	p.diagnostics.Add(source.Diagnostic{
		Span: p.silent[0], Severity: source.Warning, Rule: RuleInvalidTest, Message: message,
		Hint: "if that is enough, write expect: {status: succeeded}",
	})
}

// checkVacuous reports an expectation that holds whatever happens.
func (p *parser) checkVacuous(m *source.Member) {
	if !vacuous(m.Key, m.Value) {
		return
	}
	switch m.Key {
	case "output":
		p.report(m.KeySpan, "\"output\" lists no members, and so matches any object: use \"outputIs\" to compare the complete output")
	default:
		p.reportVacuous(m.KeySpan, m.Key)
	}
}

func (p *parser) reportVacuous(at source.Span, key string) {
	p.report(at, "%q can't fail: it matches every execution", key)
}

func vacuous(key string, v *source.Node) bool {
	empty := len(v.Members) == 0 && len(v.Items) == 0
	switch key {
	case "output", "cause", "variables":
		return v.Kind == source.Object && empty
	case "pathIncludes", "pathExcludes", "events", "that", "retries", "calls", "s3":
		return empty
	case "path":
		return !empty && !slices.ContainsFunc(v.Items, func(n *source.Node) bool { return n.Text != AnyStates })
	default:
		return false
	}
}

// checkEvents reports types of events that no execution has.
func (p *parser) checkEvents(n *source.Node) {
	known := simulator.EventTypes()
	for _, item := range n.Items {
		if !slices.Contains(known, simulator.EventType(item.Text)) {
			words := make([]string, len(known))
			for i, t := range known {
				words[i] = string(t)
			}
			p.report(item.Span, "event type %q does not exist%s", item.Text, source.DidYouMean(item.Text, words))
		}
	}
}

// checkContext reports members that the context object never has.
func (p *parser) checkContext(n *source.Node, at string) {
	known := asl.ContextFields(at)
	if known == nil || n.Kind != source.Object {
		return
	}
	for i := range n.Members {
		m := &n.Members[i]
		if !slices.Contains(known, m.Key) {
			p.report(m.KeySpan, "the context object has no field %q%s", strings.TrimPrefix(at+"."+m.Key, "."), source.DidYouMean(m.Key, known))
			continue
		}
		p.checkContext(m.Value, strings.TrimPrefix(at+"."+m.Key, "."))
	}
}

// runNames are what a predicate of "that" reads, as Document has them.
var runNames = []string{"input", "output", "status", "error", "cause", "path", "calls", "events", "variables", "time", "row"}

// checkNames reports what a predicate reads that no run has: it is nothing there, and a comparison with nothing is false or,
// behind $not, true.
func (p *parser) checkNames(q *query.Query) {
	if len(q.Refs().Reads) == 0 {
		p.report(q.Node().Span, "%q reads nothing of the run, and so can't fail, or always does", q.Text())
	}
	for _, ref := range q.Names() {
		if !slices.Contains(runNames, ref.Name) {
			p.report(ref.Span, "%q is not known in \"that\"%s; it has %s", ref.Name, source.DidYouMean(ref.Name, runNames), strings.Join(runNames, ", "))
		}
	}
}

// A stateRole is what an expectation needs of a state.
type stateRole struct {
	verb string // what only states with the role do
	has  func(asl.State) bool
}

var (
	callsTasks = stateRole{"makes calls", func(st asl.State) bool { _, is := st.(*asl.Task); return is }}
	retries    = stateRole{"retries", func(st asl.State) bool { return asl.Recover(st) != nil }}
)

// checkRole reports a name in an expectation that no state has, or a state that can't do what is expected.
func (p *parser) checkRole(name string, at source.Span, role stateRole) {
	var wrong asl.State
	for _, st := range p.named(name) {
		if role.has(st) {
			return
		}
		wrong = st
	}
	if wrong == nil {
		p.checkState(name, at)
		return
	}
	p.report(at, "state %q never %s: it is a %s", name, role.verb, wrong.Kind())
}

// rowPlaceholder is a placeholder of a row in any spelling.
var rowPlaceholder = regexp.MustCompile(`(?i)\{row\.[^{}\s]*\}`)

// checkRows reports placeholders of rows that were not filled in: the case has no rows, or they are spelled otherwise.
func (p *parser) checkRows(n *source.Node, hasRow bool) {
	visitTexts(n, func(text string, at source.Span) {
		found := rowPlaceholder.FindString(text)
		switch {
		case found == "":
		case !hasRow:
			p.report(at, "the case has no \"rows\" that could fill in %s", found)
		case !strings.HasPrefix(found, rowOpen):
			p.report(at, "%s is not filled in: write %s", found, rowOpen+found[len(rowOpen):])
		}
	})
}

// visitTexts calls f for every key and text below a node.
func visitTexts(n *source.Node, f func(string, source.Span)) {
	if n.Kind == source.String {
		f(n.Text, n.Span)
	}
	for _, item := range n.Items {
		visitTexts(item, f)
	}
	for i := range n.Members {
		m := &n.Members[i]
		f(m.Key, m.KeySpan)
		visitTexts(m.Value, f)
	}
}
