package mocks

import (
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

// AnswerValue returns an answer as it is written in test files, without its condition.
func AnswerValue(a *Answer) value.Value {
	var b value.ObjectBuilder
	r := &a.Reply
	switch {
	case r.Failure != nil:
		b.Set("throw", failureValue(r.Failure))
	case r.Never:
		b.Set("never", value.Bool(true))
	case r.Output.IsUndefined():
		b.Set("return", value.Null)
	default:
		b.Set("return", r.Output)
	}
	if !r.Submitted.IsUndefined() {
		b.Set("submitted", r.Submitted)
	}
	if r.Worker != "" {
		b.Set("worker", value.String(r.Worker))
	}
	if len(r.Heartbeats) > 0 {
		beats := make([]value.Value, len(r.Heartbeats))
		for i, beat := range r.Heartbeats {
			beats[i] = value.String(FormatDuration(beat))
		}
		b.Set("heartbeats", value.Array(beats...))
	}
	if r.Delay > 0 && !r.Never {
		b.Set("after", value.String(FormatDuration(r.Delay)))
	}
	switch {
	case a.Times == AnyTimes:
		b.Set("times", value.String("any"))
	case a.Times > 1:
		b.Set("times", value.Int(int64(a.Times)))
	}
	return b.Object()
}

func failureValue(f *simulator.Failure) value.Value {
	var b value.ObjectBuilder
	if f.Anonymous {
		return b.Object()
	}
	b.Set("error", value.String(f.Error))
	if f.Cause != "" {
		b.Set("cause", value.String(f.Cause))
	}
	return b.Object()
}

// AnswersValue returns the answers of a mock as they are written in test files: a single one without a list.
func AnswersValue(answers []*Answer) value.Value {
	list := make([]value.Value, len(answers))
	for i, a := range answers {
		list[i] = AnswerValue(a)
	}
	if len(list) == 1 {
		return list[0]
	}
	return value.Array(list...)
}
