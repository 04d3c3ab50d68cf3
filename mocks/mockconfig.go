package mocks

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// RuleInvalidMockConfig is the name under which findings about a MockConfigFile.json are reported.
const RuleInvalidMockConfig = "invalid-mock-config"

// A MockConfig is a MockConfigFile.json of Step Functions Local: test cases of state machines, without inputs and
// expectations. It is read-only.
// https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html
type MockConfig struct {
	File     *source.File
	Machines []*MockMachine
}

// A MockMachine is the test cases of one state machine.
type MockMachine struct {
	Name string
	// Span is where the name stands.
	Span  source.Span
	Cases []*MockCase
}

// A MockCase says which response each Task state gets.
type MockCase struct {
	Name string
	// Span is where the name stands.
	Span   source.Span
	States []MockedState
	// Broken says that the case cannot be run: there is a finding about what it uses.
	Broken bool
}

// A MockedState is a state of a case with its response.
type MockedState struct {
	Name string
	// Span is where the name stands.
	Span source.Span
	// Response is the name of the response, Answers what it answers: the first ones for the first calls.
	Response     string
	ResponseSpan source.Span
	Answers      []*Answer
}

// Find returns a test case of a state machine. The error names what there is instead.
func (c *MockConfig) Find(machine, testCase string) (*MockCase, error) {
	m := c.Machine(machine)
	if m == nil {
		return nil, fmt.Errorf("there is no state machine %q in %s%s", machine, c.File.Name, instead(machine, c.MachineNames()))
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
	return nil, fmt.Errorf("state machine %q has no test case %q in %s%s", machine, testCase, c.File.Name, instead(testCase, names))
}

// Machine returns the state machine of that name, nil if there is none.
func (c *MockConfig) Machine(name string) *MockMachine {
	for _, m := range c.Machines {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// MachineNames returns the names of the state machines in their order.
func (c *MockConfig) MachineNames() []string {
	names := make([]string, len(c.Machines))
	for i, m := range c.Machines {
		names[i] = m.Name
	}
	return names
}

// maxListed bounds how many names a message lists.
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
// loops, Map iterations and branches share them. Answers that are left over are no mistake.
func (k *MockCase) Set() *Set {
	set := &Set{config: true}
	for i := range k.States {
		st := &k.States[i]
		mock := &Mock{Key: st.Name, KeySpan: st.Span, Spare: true}
		for _, a := range st.Answers {
			own := *a // each state counts for itself
			mock.Answers = append(mock.Answers, &own)
		}
		set.mocks = append(set.mocks, mock)
	}
	return set
}

// activityCause is what the service says about the mock of an activity.
const activityCause = "Activity state cannot be mocked. Please remove mocks mapped for all activity state in the mock config file."

// Check reports states of the case that the definition does not have or that have no mocks. Only an activity is an
// error; the others stay without effect, as in Step Functions Local.
func (k *MockCase) Check(def *asl.Definition) source.Diagnostics {
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

func (m *MockedState) check(st asl.State, names []string) (source.Diagnostic, bool) {
	d := source.Diagnostic{Span: m.Span, Severity: source.Warning, Rule: RuleInvalidMockConfig}
	task, isTask := st.(*asl.Task)
	switch {
	case st == nil:
		d.Message = fmt.Sprintf("there is no state %q in the definition", m.Name)
		d.Message += source.DidYouMean(m.Name, names)
	case !isTask:
		d.Message = fmt.Sprintf("state %q is a %s: only Task states are mocked", m.Name, st.Kind())
	case task.ARN.Kind == asl.ActivityResource:
		d.Severity = source.Error
		d.Message = fmt.Sprintf("state %q is an activity: %s", m.Name, strings.TrimSuffix(activityCause, "."))
	default:
		return d, false
	}
	return d, true
}
