package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// isTask reports whether the definition has a Task of that name; true where there is no definition.
func (c *conversion) isTask(name string) bool {
	if c.program == nil {
		return true
	}
	return slices.ContainsFunc(c.program.Definition().States(), func(st asl.State) bool {
		_, isTask := st.(*asl.Task)
		return isTask && st.Head().Name == name
	})
}

// testCase returns a case with its own answers, and with what happens in it now.
func (c *conversion) testCase(ctx context.Context, k *mocks.MockCase, shared []mocks.MockedState) (value.Value, error) {
	var b value.ObjectBuilder
	b.Set("name", value.String(k.Name))
	own := slices.DeleteFunc(slices.Clone(k.States), func(st mocks.MockedState) bool {
		return slices.ContainsFunc(shared, func(other mocks.MockedState) bool { return other.Name == st.Name })
	})
	answers := c.answers(own)
	if c.program == nil {
		if answers.Len() > 0 {
			b.Set("mocks", answers)
		}
		return b.Object(), nil
	}
	c.diagnostics = append(c.diagnostics, k.Check(c.program.Definition())...)
	session := k.Set().Session()
	x, err := c.program.Run(ctx, c.input, simulator.Config{Tasks: session})
	if err != nil {
		return value.Undefined, fmt.Errorf("convert the case %q: %w", k.Name, err)
	}
	var missing *mocks.NoAnswerError
	if errors.As(session.Missing(x), &missing) {
		b.Set("skip", value.String(missing.Error()+" in "+c.config.File.Name))
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
func withNever(k *mocks.MockCase, state string) value.Value {
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
