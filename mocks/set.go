package mocks

import (
	"slices"
	"time"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A Set is the mocks of one test case. It is immutable.
type Set struct {
	mocks []*Mock
	// byKey are the mocks by their keys; the first one of several with the same key.
	byKey   map[string]*Mock
	objects []simulator.Object
	// paste is not nil if calls without an answer are left open.
	paste func(*NoAnswerError) string
}

// A Mock is the answers for one state or one resource.
type Mock struct {
	// Key is the name of a state, its path such as "Outer/Inner", or a resource.
	Key     string
	KeySpan source.Span
	Answers []*Answer
	// PerIteration counts the answers anew in each iteration of a Map.
	PerIteration bool
	// Spare reports whether its answers may stay unused.
	Spare bool
}

// AnyTimes is the Times of an answer that stays.
const AnyTimes = -1

// An Answer is what a task replies.
type Answer struct {
	Span  source.Span
	Reply simulator.Reply
	// Func, if not nil, computes the reply of a call instead of Reply.
	Func Func
	// Times is how often it is given, AnyTimes for always.
	Times int
	// Call is the file of a definition to run as the answer, "" for none; the loader of the test file stores its
	// program in Reply.Run.
	Call     string
	CallSpan source.Span
	// When must hold for the call, nil for every call.
	When *query.Query
	// Token says that the answer comes through the task token of a callback.
	Token bool

	// result is what "return" says, nil without it.
	result *source.Node
}

// A Func answers calls in Go, for the tests of Go programs.
type Func func(simulator.Call) (simulator.Reply, error)

// Mocks returns the mocks in their order.
func (s *Set) Mocks() []*Mock { return s.mocks }

// New returns a set of mocks. A nil mock is left out.
func New(list ...*Mock) *Set { return newSet(withoutNil(list)) }

func newSet(list []*Mock) *Set {
	s := &Set{mocks: list, byKey: make(map[string]*Mock, len(list))}
	for _, m := range list {
		if s.byKey[m.Key] == nil {
			s.byKey[m.Key] = m
		}
	}
	return s
}

func withoutNil(list []*Mock) []*Mock {
	isNil := func(m *Mock) bool { return m == nil }
	if !slices.ContainsFunc(list, isNil) {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), isNil)
}

// Return is an answer with a result, given once.
func Return(output value.Value) *Answer {
	return &Answer{Times: 1, Reply: simulator.Reply{Output: output}}
}

// Throw is an answer with an error, given once.
func Throw(err, cause string) *Answer {
	return &Answer{Times: 1, Reply: simulator.Reply{Failure: &simulator.Failure{Error: err, Cause: cause}}}
}

// After returns the answer with a virtual delay; nil for a nil answer.
func (a *Answer) After(d time.Duration) *Answer {
	if a == nil {
		return nil
	}
	changed := *a
	changed.Reply.Delay = d
	return &changed
}

// Repeat returns the answer for the given number of calls; AnyTimes means for all of them. It is nil for a nil
// answer.
func (a *Answer) Repeat(times int) *Answer {
	if a == nil {
		return nil
	}
	changed := *a
	changed.Times = times
	return &changed
}

// Over returns the set with its mocks overridden by those of other, state by state.
func (s *Set) Over(other *Set) *Set {
	if s == nil {
		return other
	}
	if other == nil {
		return s
	}
	var list []*Mock
	for _, m := range s.mocks {
		if other.byKey[m.Key] == nil {
			list = append(list, m)
		}
	}
	out := newSet(append(list, other.mocks...))
	out.objects = slices.Concat(s.objects, other.objects)
	out.paste = s.paste
	if out.paste == nil {
		out.paste = other.paste
	}
	return out
}

// WithObjects returns the set with further objects of S3.
func (s *Set) WithObjects(objects ...simulator.Object) *Set {
	out := &Set{objects: objects}
	return s.Over(out)
}
