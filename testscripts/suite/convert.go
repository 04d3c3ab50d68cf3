package suite

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/mocks/mockconfig"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A Conversion makes a test file of one state machine of a MockConfigFile.json. Where the program is known, each case
// expects the path and the end that it has now.
type Conversion struct {
	Config  *mockconfig.File
	Machine *mockconfig.Machine
	// Program is nil where the definition was not found; Definition is how the test file names it.
	Program    *simulator.Program
	Definition string
	// Input is that of every case.
	Input value.Value

	diagnostics source.Diagnostics
}

// Comments returns what the test file says of itself.
func (c *Conversion) Comments() []string {
	lines := []string{"Made by aslcheck convert of " + c.Config.Source.Name + "."}
	if c.Program == nil {
		return append(lines, "The definition was not found: name it, and add what is expected.")
	}
	return append(lines, "What is expected is what happens now: add inputs, and look at it.")
}

// File returns the test file, with what all cases have in common once, and what is wrong with the cases.
func (c *Conversion) File(ctx context.Context) (value.Value, source.Diagnostics, error) {
	var file value.ObjectBuilder
	if c.Program != nil {
		file.Set("definition", value.String(c.Definition))
	}
	if c.Input.Len() > 0 || c.Input.Kind() != value.ObjectKind {
		file.Set("input", c.Input)
	}
	// Step Functions Local does not mind answers that are left over.
	file.Set("unused", value.String("allow"))
	var cases []value.Value
	shared := c.shared()
	if len(shared) > 0 {
		file.Set("mocks", c.answers(shared))
	}
	for _, k := range c.Machine.Cases {
		if k.Broken {
			continue
		}
		one, err := c.testCase(ctx, k, shared)
		if err != nil {
			return value.Undefined, c.diagnostics, err
		}
		cases = append(cases, one)
	}
	file.Set("cases", value.Array(cases...))
	return file.Object(), c.diagnostics, nil
}

// shared returns the states that have the same response in all of several cases.
func (c *Conversion) shared() []mockconfig.State {
	cases := slices.DeleteFunc(slices.Clone(c.Machine.Cases), func(k *mockconfig.Case) bool {
		return slices.ContainsFunc(k.States, func(st mockconfig.State) bool { return st.Broken != "" })
	})
	if len(cases) < 2 {
		return nil
	}
	var list []mockconfig.State
	for _, st := range cases[0].States {
		everywhere := !slices.ContainsFunc(cases[1:], func(k *mockconfig.Case) bool {
			return !slices.ContainsFunc(k.States, func(other mockconfig.State) bool {
				return other.Name == st.Name && other.Response == st.Response
			})
		})
		if everywhere {
			list = append(list, st)
		}
	}
	return list
}

// answers returns the section "mocks" for states; what is no Task of the definition is left out.
func (c *Conversion) answers(states []mockconfig.State) value.Value {
	var b value.ObjectBuilder
	for _, st := range states {
		if c.isTask(st.Name) {
			b.Set(st.Name, mocks.AnswersValue(st.Answers))
		}
	}
	return b.Object()
}

// isTask reports whether the definition has a Task of that name; true where there is no definition.
func (c *Conversion) isTask(name string) bool {
	if c.Program == nil {
		return true
	}
	return slices.ContainsFunc(c.Program.Definition().States(), func(st asl.State) bool {
		_, isTask := st.(*asl.Task)
		return isTask && st.Head().Name == name
	})
}

// testCase returns a case with its own answers, and with what happens in it now.
func (c *Conversion) testCase(ctx context.Context, k *mockconfig.Case, shared []mockconfig.State) (value.Value, error) {
	var b value.ObjectBuilder
	b.Set("name", value.String(k.Name))
	for _, st := range k.States {
		if st.Broken != "" {
			b.Set("skip", value.String(fmt.Sprintf("the response %q in %s cannot be used: %s", st.Response, c.Config.Source.Name, st.Broken)))
			return b.Object(), nil
		}
	}
	own := slices.DeleteFunc(slices.Clone(k.States), func(st mockconfig.State) bool {
		return slices.ContainsFunc(shared, func(other mockconfig.State) bool { return other.Name == st.Name })
	})
	answers := c.answers(own)
	if c.Program == nil {
		if answers.Len() > 0 {
			b.Set("mocks", answers)
		}
		return b.Object(), nil
	}
	c.diagnostics = append(c.diagnostics, k.Check(c.Program.Definition())...)
	session := k.Set().Session()
	x, err := c.Program.Run(ctx, c.Input, simulator.Config{Tasks: session})
	if err != nil {
		return value.Undefined, fmt.Errorf("convert the case %q: %w", k.Name, err)
	}
	var missing *mocks.NoAnswerError
	if errors.As(session.Missing(x), &missing) {
		b.Set("skip", value.String(missing.Error()+" in "+c.Config.Source.Name))
	} else {
		// Nobody waits for the answers of these calls.
		for _, st := range session.Open() {
			answers = answers.With(st.Name, withNever(k, st.Name))
		}
	}
	if answers.Len() > 0 {
		b.Set("mocks", answers)
	}
	if missing == nil {
		b.Set("expect", expectedEnd(x))
	}
	return b.Object(), nil
}

// withNever returns the answers of a state, and after them one that never comes.
func withNever(k *mockconfig.Case, state string) value.Value {
	never := &mocks.Answer{Times: 1, Reply: simulator.Reply{Never: true}}
	for _, st := range k.States {
		if st.Name == state {
			return mocks.AnswersValue(append(slices.Clone(st.Answers), never))
		}
	}
	return mocks.AnswersValue([]*mocks.Answer{never})
}

// expectedEnd is the path and the end of an execution as expectations. Outputs are left to whoever knows the input.
func expectedEnd(x *simulator.Execution) value.Value {
	var b value.ObjectBuilder
	var path []value.Value
	for _, name := range x.Path() {
		path = append(path, value.String(name))
	}
	b.Set("path", value.Array(path...))
	switch {
	case x.Status == simulator.TimedOut:
		b.Set("status", value.String("timed_out"))
	case x.Failure != nil:
		b.Set("error", value.String(x.Failure.Error))
	}
	return b.Object()
}
