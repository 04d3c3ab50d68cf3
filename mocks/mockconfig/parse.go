package mockconfig

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// Parse reads a MockConfigFile.json. A case that uses something with an error is Broken; the others can be run.
// Keys that are not known are warnings: Step Functions Local ignores them.
func Parse(file *source.File) (*File, source.Diagnostics) {
	root, diagnostics := source.ParseJSON(file)
	for i := range diagnostics {
		// Of several members with one key the last one counts, as in Step Functions Local.
		if diagnostics[i].Rule == source.RuleDuplicateKey {
			diagnostics[i].Severity = source.Warning
		}
	}
	c := &File{Source: file}
	p := &parser{config: c, responses: map[string]*mockedResponse{}}
	if root != nil && !diagnostics.HasErrors() {
		p.file(root)
	}
	diagnostics = append(diagnostics, p.diagnostics...)
	for i := range diagnostics {
		if diagnostics[i].Pointer == "" {
			diagnostics[i].Pointer = source.PointerAt(root, diagnostics[i].Span)
		}
	}
	return c, diagnostics.Sorted()
}

type parser struct {
	config      *File
	responses   map[string]*mockedResponse
	names       []string // of the responses, sorted; nil until a message needs them
	diagnostics source.Diagnostics
}

// A mockedResponse is the answers under one name.
type mockedResponse struct {
	answers []*mocks.Answer
	// broken says why the response can't be used; "" if it can.
	broken string
}

func (p *parser) report(at source.Span, severity source.Severity, format string, args ...any) {
	p.diagnostics.Add(source.Diagnostic{
		Span: at, Severity: severity, Rule: Rule, Message: fmt.Sprintf(format, args...),
	})
}

// object reports whether the value of a key is an object.
func (p *parser) object(key string, n *source.Node) bool {
	if n.Kind != source.Object {
		p.report(n.Span, source.Error, "%q must be an object, not %s", key, source.WithArticle(n.Kind.String()))
	}
	return n.Kind == source.Object
}

// members returns the members of an object that count: of several with one key the last.
func members(n *source.Node) []*source.Member {
	list := make([]*source.Member, 0, len(n.Members))
	last := make(map[string]int, len(n.Members))
	for i := range n.Members {
		last[n.Members[i].Key] = i
	}
	for i := range n.Members {
		if last[n.Members[i].Key] == i {
			list = append(list, &n.Members[i])
		}
	}
	return list
}

// unknown warns of a key that is not one of the known ones.
func (p *parser) unknown(m *source.Member, known ...string) {
	if slices.Contains(known, m.Key) {
		return
	}
	hint := "; the keys are " + strings.Join(known, ", ")
	if near := source.DidYouMean(m.Key, known); near != "" {
		hint = near
	}
	p.report(m.KeySpan, source.Warning, "unknown key %q%s", m.Key, hint)
}

func (p *parser) file(root *source.Node) {
	if root.Kind != source.Object {
		p.report(root.Span, source.Error, "a mock configuration must be an object, not %s", source.WithArticle(root.Kind.String()))
		return
	}
	for _, m := range members(root) {
		p.unknown(m, "StateMachines", "MockedResponses")
	}
	if n := root.Get("MockedResponses"); n != nil && p.object("MockedResponses", n) {
		for _, m := range members(n) {
			p.responses[m.Key] = p.response(m)
		}
	}
	machines := root.Get("StateMachines")
	if machines == nil {
		at := root.Span
		at.End = at.Start
		p.report(at, source.Error, "the key \"StateMachines\" is missing")
		return
	}
	if !p.object("StateMachines", machines) {
		return
	}
	for _, m := range members(machines) {
		p.config.Machines = append(p.config.Machines, p.machine(m))
	}
}

func (p *parser) machine(m *source.Member) *Machine {
	machine := &Machine{Name: m.Key, Span: m.KeySpan}
	if !p.object(m.Key, m.Value) {
		return machine
	}
	for _, inner := range members(m.Value) {
		p.unknown(inner, "TestCases")
	}
	cases := m.Value.Get("TestCases")
	if cases == nil {
		p.report(m.KeySpan, source.Error, "state machine %q has no \"TestCases\"", m.Key)
		return machine
	}
	if !p.object("TestCases", cases) {
		return machine
	}
	for _, inner := range members(cases) {
		machine.Cases = append(machine.Cases, p.testCase(inner))
	}
	return machine
}

func (p *parser) testCase(m *source.Member) *Case {
	k := &Case{Name: m.Key, Span: m.KeySpan}
	if m.Value.Kind == source.Null || m.Value.Kind == source.String && m.Value.Text == "" {
		p.report(m.Value.Span, source.Warning, "test case %q has no mocks: write {} instead of \"\"", m.Key)
		return k
	}
	if !p.object(m.Key, m.Value) {
		k.Broken = true
		return k
	}
	for _, inner := range members(m.Value) {
		st, ok := p.mockedState(inner)
		if !ok {
			k.Broken = true
			continue
		}
		k.States = append(k.States, st)
	}
	return k
}

func (p *parser) mockedState(m *source.Member) (State, bool) {
	st := State{Name: m.Key, Span: m.KeySpan, Response: m.Value.Text, ResponseSpan: m.Value.Span}
	if m.Value.Kind != source.String {
		p.report(m.Value.Span, source.Error, "the value of state %q must be the name of a response in \"MockedResponses\", not %s", m.Key, source.WithArticle(m.Value.Kind.String()))
		return st, false
	}
	r, ok := p.responses[m.Value.Text]
	if !ok {
		if p.names == nil {
			p.names = slices.Sorted(maps.Keys(p.responses))
		}
		p.report(m.Value.Span, source.Error, "\"MockedResponses\" has no response %q%s", m.Value.Text, instead(m.Value.Text, p.names))
		return st, false
	}
	st.Answers, st.Broken = r.answers, r.broken
	return st, true
}

// A numbered is an answer with the calls that it answers.
type numbered struct {
	key         *source.Member
	first, last int
	answer      *mocks.Answer
}

// response reads the answers of one name. Their numbers count, not their order in the file.
func (p *parser) response(m *source.Member) *mockedResponse {
	before := len(p.diagnostics)
	r := &mockedResponse{}
	if p.object(m.Key, m.Value) {
		if len(m.Value.Members) == 0 {
			p.report(m.Value.Span, source.Error, "response %q has no answers", m.Key)
		}
		var list []numbered
		for _, inner := range members(m.Value) {
			if n, ok := p.numbered(inner); ok {
				list = append(list, n)
			}
		}
		slices.SortStableFunc(list, func(a, b numbered) int { return a.first - b.first })
		p.consecutive(m.Key, list)
		for _, n := range list {
			r.answers = append(r.answers, n.answer)
		}
	}
	if found := p.diagnostics[before:]; found.HasErrors() {
		r.resolveLate(m.Key, found)
	}
	return r
}

// resolveLate makes the findings about a response warnings, and its answer one that fails with the first of them: Step
// Functions Local 2.0.0 resolves a response when a state that names it is entered, and runs a case that never gets there.
func (r *mockedResponse) resolveLate(name string, found source.Diagnostics) {
	for i := range found {
		if found[i].Severity == source.Error && r.broken == "" {
			r.broken = found[i].Message
		}
		found[i].Severity = source.Warning
	}
	err := fmt.Errorf("the response %q cannot be used: %s", name, r.broken)
	r.answers = []*mocks.Answer{{
		Times: mocks.AnyTimes, Func: func(simulator.Call) (simulator.Reply, error) { return simulator.Reply{}, err },
	}}
}

// consecutive reports numbers that come twice or are left out.
func (p *parser) consecutive(name string, list []numbered) {
	next := 0
	for _, n := range list {
		switch {
		case n.first < next:
			p.report(n.key.KeySpan, source.Error, "response %q has two answers for call no. %d", name, n.first)
		case n.first > next:
			p.report(n.key.KeySpan, source.Error, "response %q has no answer for call no. %d: the numbers must cover all calls from 0 on", name, next)
		}
		next = max(next, n.last+1)
	}
}

func (p *parser) numbered(m *source.Member) (numbered, bool) {
	first, last, problem := callNumbers(m.Key)
	if problem != "" {
		p.report(m.KeySpan, source.Error, "%q %s", m.Key, problem)
		return numbered{}, false
	}
	answer := p.answer(m)
	answer.Times = last - first + 1
	return numbered{key: m, first: first, last: last, answer: answer}, true
}

// maxDigits limits the length of the number of a call: no execution has that many calls.
const maxDigits = 6

// callNumbers reads "0" or "1-2".
func callNumbers(key string) (first, last int, problem string) {
	low, high, isRange := strings.Cut(key, "-")
	if !isRange {
		high = low
	}
	for _, part := range []string{low, high} {
		if part == "" || strings.Trim(part, "0123456789") != "" {
			return 0, 0, `is not the number of a call: it must be a number, starting at "0", or a range such as "1-2"`
		}
		if len(part) > maxDigits {
			return 0, 0, "is too large for the number of a call"
		}
	}
	first, _ = strconv.Atoi(low)
	last, _ = strconv.Atoi(high)
	if last < first {
		return 0, 0, fmt.Sprintf("is a reversed range: write \"%d-%d\"", last, first)
	}
	return first, last, ""
}

func (p *parser) answer(m *source.Member) *mocks.Answer {
	a := &mocks.Answer{Span: m.Value.Span}
	if !p.object(m.Key, m.Value) {
		return a
	}
	for _, inner := range members(m.Value) {
		p.unknown(inner, "Return", "Throw")
	}
	result, throw := m.Value.Member("Return"), m.Value.Member("Throw")
	switch {
	case result != nil && throw != nil:
		p.report(throw.KeySpan, source.Error, "an answer cannot have both \"Return\" and \"Throw\"")
	case result != nil:
		a.Reply.Output = query.Constant(result.Value)
	case throw != nil:
		a.Reply.Failure = p.throw(throw.Value)
	default:
		p.report(m.Value.Span, source.Error, "an answer needs \"Return\" or \"Throw\"")
	}
	return a
}

func (p *parser) throw(n *source.Node) *simulator.Failure {
	f := &simulator.Failure{}
	if !p.object("Throw", n) {
		return f
	}
	for _, m := range members(n) {
		p.unknown(m, "Error", "Cause")
		if (m.Key == "Error" || m.Key == "Cause") && m.Value.Kind != source.String {
			p.report(m.Value.Span, source.Error, "%q must be a string, not %s", m.Key, source.WithArticle(m.Value.Kind.String()))
		}
	}
	if name := n.Get("Error"); name == nil {
		p.report(n.Span, source.Error, "\"Throw\" needs an \"Error\"")
	} else {
		f.Error = name.Text
	}
	if cause := n.Get("Cause"); cause != nil {
		f.Cause = cause.Text
	}
	return f
}
