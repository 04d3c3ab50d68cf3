package mockconfig

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/source"
)

// Rule is the name under which findings about a MockConfigFile.json are reported.
const Rule = "invalid-mock-config"

// A File is a MockConfigFile.json of Step Functions Local: test cases of state machines, without inputs and
// expectations. It is read-only.
// https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html
type File struct {
	Source   *source.File
	Machines []*Machine
}

// A Machine is the test cases of one state machine.
type Machine struct {
	Name string
	// Span is the location of the name.
	Span  source.Span
	Cases []*Case
}

// A Case says which response each Task state gets.
type Case struct {
	Name string
	// Span is the location of the name.
	Span   source.Span
	States []State
	// Broken reports whether the case can't run because it uses something with an error.
	Broken bool
}

// A State is a state of a case with its response.
type State struct {
	Name string
	// Span is the location of the name.
	Span source.Span
	// Response is the name of the response, Answers what it answers: the first ones for the first calls.
	Response     string
	ResponseSpan source.Span
	Answers      []*mocks.Answer
	// Broken says why the response can't be used; "" if it can. The case still runs, and fails when it needs the response.
	Broken string
}

// Find returns a test case of a state machine. If it is unknown, the error lists the known ones.
func (c *File) Find(machine, testCase string) (*Case, error) {
	m := c.Machine(machine)
	if m == nil {
		return nil, fmt.Errorf("%s has no state machine %q%s", c.Source.Name, machine, instead(machine, c.MachineNames()))
	}
	for _, k := range m.Cases {
		if k.Name == testCase {
			return k, nil
		}
	}
	names := make([]string, len(m.Cases))
	for i, k := range m.Cases {
		names[i] = k.Name
	}
	return nil, fmt.Errorf("state machine %q has no test case %q in %s%s", machine, testCase, c.Source.Name, instead(testCase, names))
}

// Machine returns the state machine of that name, nil if there is none.
func (c *File) Machine(name string) *Machine {
	for _, m := range c.Machines {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// MachineNames returns the names of the state machines in their order.
func (c *File) MachineNames() []string {
	names := make([]string, len(c.Machines))
	for i, m := range c.Machines {
		names[i] = m.Name
	}
	return names
}

// maxListed limits how many names a message lists.
const maxListed = 10

// instead proposes the nearest of the known words, or lists a few of them.
func instead(word string, known []string) string {
	if hint := source.DidYouMean(word, known); hint != "" {
		return hint
	}
	switch {
	case len(known) == 0:
		return ", which has none"
	case len(known) > maxListed:
		return fmt.Sprintf("; it has %s and %d more", strings.Join(known[:maxListed], ", "), len(known)-maxListed)
	default:
		return "; it has " + strings.Join(known, ", ")
	}
}

// Set returns the mocks of the case. A response's numbers count the calls of its state in the whole execution: retries,
// loops, Map iterations and branches share them. Unused answers are fine.
func (k *Case) Set() *mocks.Set {
	list := make([]*mocks.Mock, len(k.States))
	for i := range k.States {
		st := &k.States[i]
		list[i] = &mocks.Mock{Key: st.Name, KeySpan: st.Span, Spare: true}
		for _, a := range st.Answers {
			own := *a // each state counts for itself
			list[i].Answers = append(list[i].Answers, &own)
		}
	}
	return mocks.NewOpen(paste, list...)
}

// paste is the JSON that would answer a call.
func paste(e *mocks.NoAnswerError) string {
	answer := fmt.Sprintf("{\"Return\": %s}", mocks.Sample(e.Call.State).JSON())
	if e.Spent {
		return fmt.Sprintf("\"MockedResponses\": {\"...\": {\"%d\": %s}}\n", e.Call.Attempt-1, answer)
	}
	return fmt.Sprintf("\"TestCases\": {\"...\": {%q: \"...\"}},\n\"MockedResponses\": {\"...\": {\"0\": %s}}\n", e.Call.State.Name, answer)
}

// activityCause is what the service says about the mock of an activity.
const activityCause = "Activity state cannot be mocked. Please remove mocks mapped for all activity state in the mock config file."

// Check reports states of the case that the definition does not have or that have no mocks. Only an activity is an
// error; the others stay without effect, as in Step Functions Local.
func (k *Case) Check(def *asl.Definition) source.Diagnostics {
	var found source.Diagnostics
	states := map[string]asl.State{}
	var names []string
	for _, st := range def.States() {
		states[st.Head().Name] = st
		names = append(names, st.Head().Name)
	}
	for i := range k.States {
		if d, ok := k.States[i].check(states[k.States[i].Name], names); ok {
			found.Add(d)
		}
	}
	return found
}

func (m *State) check(st asl.State, names []string) (source.Diagnostic, bool) {
	d := source.Diagnostic{Span: m.Span, Severity: source.Warning, Rule: Rule}
	task, isTask := st.(*asl.Task)
	switch {
	case st == nil:
		d.Message = fmt.Sprintf("the definition has no state %q", m.Name)
		d.Message += source.DidYouMean(m.Name, names)
	case !isTask:
		d.Message = fmt.Sprintf("state %q is a %s: only Task states can be mocked", m.Name, st.Kind())
	case task.ARN.Kind == asl.ActivityResource:
		d.Severity = source.Error
		d.Message = fmt.Sprintf("state %q is an activity: %s", m.Name, strings.TrimSuffix(activityCause, "."))
	default:
		return d, false
	}
	return d, true
}

// ParseReference takes a reference FILE#Machine#Case apart, from its end, since the name of a file may have a "#".
func ParseReference(ref string) (file, machine, testCase string, ok bool) {
	rest, testCase, ok := cutLast(ref)
	if !ok {
		return "", "", "", false
	}
	file, machine, ok = cutLast(rest)
	return file, machine, testCase, ok
}

func cutLast(s string) (before, after string, ok bool) {
	i := strings.LastIndexByte(s, '#')
	if i <= 0 || i == len(s)-1 {
		return "", "", false
	}
	return s[:i], s[i+1:], true
}
