package teststate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// singleName is the name of a state that is sent without a machine.
const singleName = "StateName"

// program compiles the definition and finds the state.
func (r *Request) program() (*simulator.Program, asl.State, error) {
	text, name := r.Definition, singleName
	if r.StateName != nil {
		name = *r.StateName
	} else {
		if _, err := value.Parse(text); err != nil {
			return nil, nil, badDefinition("INVALID_JSON_DESCRIPTION: %v", err)
		}
		text = machineOf(text)
	}
	def, diagnostics := asl.Parse(source.NewFile("definition.asl.json", text))
	if err := r.reject(def, diagnostics); err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(def.States(), func(st asl.State) bool { return st.Head().Name == name })
	if i < 0 {
		return nil, nil, invalid("State not found in definition")
	}
	program, diagnostics := simulator.Compile(def)
	if err := r.reject(def, diagnostics); err != nil {
		return nil, nil, err
	}
	return program, def.States()[i], nil
}

func badDefinition(format string, args ...any) error {
	return &APIError{codeDefinition, "Invalid State Machine Definition: '" + fmt.Sprintf(format, args...) + "'"}
}

// machineOf makes a machine of a single state, with the states that it goes to.
func machineOf(state string) string {
	states := []string{value.String(singleName).JSON() + ": " + state}
	whole := func() string {
		return `{"StartAt": "` + singleName + `", "States": {` + strings.Join(states, ", ") + "}}"
	}
	def, _ := asl.Parse(source.NewFile("state.asl.json", whole()))
	var missing []string
	for _, st := range def.Machine.States {
		for _, target := range targets(st) {
			if target != singleName && !slices.Contains(missing, target) {
				missing = append(missing, target)
			}
		}
	}
	for _, target := range missing {
		states = append(states, value.String(target).JSON()+`: {"Type": "Succeed"}`)
	}
	return whole()
}

// targets returns the names of the states that a state goes to.
func targets(st asl.State) []string {
	var fields []*asl.Field[string]
	if next := asl.Next(st); next != nil {
		fields = append(fields, &next.Next)
	}
	if choice, ok := st.(*asl.Choice); ok {
		fields = append(fields, &choice.Default)
		for _, rule := range choice.Choices.Value {
			fields = append(fields, &rule.Next)
		}
	}
	if recovery := asl.Recover(st); recovery != nil {
		for _, catcher := range recovery.Catch.Value {
			fields = append(fields, &catcher.Next)
		}
	}
	var names []string
	for _, f := range fields {
		if f.Set && f.Value != "" {
			names = append(names, f.Value)
		}
	}
	return names
}

// reject returns the first error of a definition.
func (r *Request) reject(def *asl.Definition, diagnostics source.Diagnostics) error {
	if !diagnostics.HasErrors() {
		return nil
	}
	for _, st := range def.States() {
		_, unknown := st.(*asl.Unknown)
		switch {
		case unknown && st.Head().Node.Get("Type") == nil:
			return badDefinition("SCHEMA_VALIDATION_FAILED: The field 'Type' is required but was missing at %s", r.location(statePointer(st)))
		case unknown:
			return badDefinition("SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: "+
				"[Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at %s", r.location(statePointer(st)+"/Type"))
		}
	}
	for i := range diagnostics {
		if d := &diagnostics[i]; d.Severity == source.Error {
			return badDefinition("SCHEMA_VALIDATION_FAILED: %s at %s", d.Message, r.location(d.Pointer))
		}
	}
	return nil
}

// location is where something is in the text that was sent.
func (r *Request) location(pointer string) string {
	if r.StateName == nil {
		pointer = strings.TrimPrefix(pointer, "/States/"+singleName)
	}
	return textOr(pointer, "/")
}

// statePointer is where a state is in the definition.
func statePointer(st asl.State) string {
	m := st.Head().Machine
	pointer := "/States/" + st.Head().Name
	if m.Parent == nil {
		return pointer
	}
	if outer, ok := m.Parent.(*asl.Parallel); ok {
		return fmt.Sprintf("%s/Branches[%d]%s", statePointer(outer), slices.Index(outer.Branches.Value, m), pointer)
	}
	return statePointer(m.Parent) + "/ItemProcessor" + pointer
}
