package mocks

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A Session answers the calls of one run. It is not safe for concurrent use.
type Session struct {
	// ForgetCalls leaves the calls out of Calls, which otherwise keeps them all in memory.
	ForgetCalls bool

	set *Set
	// used counts the uses of answers, per iteration where the mock asks for it.
	used map[useKey]int
	// next is the first answer of a mock that isn't used up, per iteration where the mock asks for it.
	next map[nextKey]int
	hits map[*Answer]int
	// objects are those of the set, made when one is read; the last one counts of several with the same key.
	objects map[objectKey]simulator.Object
	// read are the objects that were read or listed, by "bucket/key".
	read map[string]bool
	// calls are the calls that were made, in the order of virtual time, and counts how many by the path of the state.
	calls  []simulator.Call
	counts map[string]int
	// budget limits the conditions of the run together.
	budget query.Budget
	// open are the calls that found no answer.
	open []*NoAnswerError
}

type useKey struct {
	answer    *Answer
	iteration string
}

type nextKey struct {
	mock      *Mock
	iteration string
}

type objectKey struct{ bucket, key string }

// Session starts a run with nothing used. A nil set has no mocks.
func (s *Set) Session() *Session {
	if s == nil {
		s = New()
	}
	return &Session{
		set: s, used: map[useKey]int{}, next: map[nextKey]int{}, hits: map[*Answer]int{}, read: map[string]bool{}, counts: map[string]int{},
	}
}

// Calls returns the calls that were made, in the order of virtual time; none with ForgetCalls.
func (s *Session) Calls() []simulator.Call { return s.calls }

// HandleTask implements simulator.TaskHandler. The error is a *NoAnswerError where no answer is left.
func (s *Session) HandleTask(ctx context.Context, call simulator.Call) (simulator.Reply, error) {
	s.budget.Done = ctx.Done()
	s.counts[call.Path]++
	if !s.ForgetCalls {
		s.calls = append(s.calls, call)
	}
	candidates := s.set.matching(&call)
	var passed []PassedOver
	for _, m := range candidates {
		turn := nextKey{mock: m}
		if m.PerIteration {
			turn.iteration = fmt.Sprint(call.Iteration)
		}
		for i := s.next[turn]; i < len(m.Answers); i++ {
			a := m.Answers[i]
			if a == nil {
				return simulator.Reply{}, fmt.Errorf("answer no. %d of the mock %q is nil", i+1, m.Key)
			}
			use := useKey{a, turn.iteration}
			if a.Times != AnyTimes && s.used[use] >= a.Times {
				if s.next[turn] == i {
					s.next[turn]++
				}
				continue
			}
			ok, err := a.holds(&call, &s.budget)
			switch {
			case s.budget.Interrupted():
				return simulator.Reply{}, ctx.Err()
			case err != nil:
				return simulator.Reply{}, err
			}
			if ok {
				s.used[use]++
				s.hits[a]++
				return a.reply(call)
			}
			passed = append(passed, PassedOver{Mock: m, Answer: i})
		}
	}
	return s.without(call, candidates, passed)
}

// reply gives the answer. One that names a definition has no result until the definition is loaded, and never answers null.
func (a *Answer) reply(call simulator.Call) (simulator.Reply, error) {
	switch {
	case a.Func != nil:
		return a.Func(call)
	case a.Call != "" && a.Reply.Run == nil:
		return simulator.Reply{}, fmt.Errorf("%s: the definition %q is not loaded", a.CallSpan, a.Call)
	default:
		return a.Reply, nil
	}
}

// matching returns the mocks that may answer a call: those of its path, of its name, and of its resource.
func (s *Set) matching(call *simulator.Call) []*Mock {
	var found []*Mock
	for _, key := range []string{call.Path, call.State.Name, call.Resource} {
		if m := s.byKey[key]; m != nil && !slices.Contains(found, m) {
			found = append(found, m)
		}
	}
	return found
}

// maxShownBytes is more than what messages show of a value.
const maxShownBytes = source.MaxShown * utf8.UTFMax

// holds evaluates the condition of an answer over the arguments of a call.
func (a *Answer) holds(call *simulator.Call, budget *query.Budget) (bool, error) {
	if a.When == nil {
		return true, nil
	}
	v, err := a.When.Eval(call.Arguments, callVariables{call}, budget)
	if err != nil {
		return false, fmt.Errorf("%s: evaluate %q: %w", a.Span, a.When.Text(), err)
	}
	if k := v.Kind(); k != value.BoolKind && k != value.UndefinedKind {
		return false, fmt.Errorf("%s: %q evaluates to %s, not to a boolean", a.Span, a.When.Text(), source.Clip(v.Head(maxShownBytes), source.MaxShown))
	}
	return v.Bool(), nil
}

// callVariables are what a condition may read besides the arguments: $call.
type callVariables struct{ call *simulator.Call }

// Variable implements expr.Variables.
func (c callVariables) Variable(name string) (value.Value, bool) {
	if name != "call" {
		return value.Undefined, false
	}
	return CallValue(c.call), true
}

// CallValue returns a call as an object of state, resource, arguments, attempt, iteration and token.
func CallValue(call *simulator.Call) value.Value {
	indexes := make([]value.Value, len(call.Iteration))
	for i, index := range call.Iteration {
		indexes[i] = value.Int(int64(index))
	}
	return value.Object(
		value.Member{Key: "state", Value: value.String(call.State.Name)},
		value.Member{Key: "path", Value: value.String(call.Path)},
		value.Member{Key: "resource", Value: value.String(call.Resource)},
		value.Member{Key: "arguments", Value: call.Arguments},
		value.Member{Key: "attempt", Value: value.Int(int64(call.Attempt))},
		value.Member{Key: "iteration", Value: value.Array(indexes...)},
		value.Member{Key: "token", Value: value.String(call.Token)},
	)
}

// Object implements simulator.ObjectStore.
func (s *Session) Object(bucket, key string) (simulator.Object, bool) {
	if s.objects == nil {
		s.objects = make(map[objectKey]simulator.Object, len(s.set.objects))
		for _, o := range s.set.objects {
			s.objects[objectKey{o.Bucket, o.Key}] = o
		}
	}
	o, ok := s.objects[objectKey{bucket, key}]
	if ok {
		s.read[bucket+"/"+key] = true
	}
	return o, ok
}

// List implements simulator.ObjectStore.
func (s *Session) List(bucket, prefix string) []simulator.Object {
	byKey := map[string]simulator.Object{}
	for _, o := range s.set.objects {
		if o.Bucket == bucket && strings.HasPrefix(o.Key, prefix) {
			byKey[o.Key] = o
			s.read[bucket+"/"+o.Key] = true
		}
	}
	list := make([]simulator.Object, 0, len(byKey))
	for _, o := range byKey {
		list = append(list, o)
	}
	slices.SortFunc(list, func(a, b simulator.Object) int { return strings.Compare(a.Key, b.Key) })
	return list
}

// Read reports whether an object was read or listed, by "bucket/key".
func (s *Session) Read(name string) bool { return s.read[name] }

// An Unused is a mock, or one of its answers, that a run never used.
type Unused struct {
	Mock *Mock
	// Answer is the index of the answer, -1 where the whole mock was not used.
	Answer int
	Span   source.Span
	// Left is how many uses of the answer are left.
	Left int
}

// Unused returns what was never used. An answer that stays counts as used when it was given once.
func (s *Session) Unused() []Unused {
	var list []Unused
	for _, m := range s.set.mocks {
		if m.Spare {
			continue
		}
		hits := 0
		for _, a := range m.Answers {
			hits += s.hits[a]
		}
		if hits == 0 {
			list = append(list, Unused{Mock: m, Answer: -1, Span: m.KeySpan})
			continue
		}
		for i, a := range m.Answers {
			if a == nil {
				continue // it has an error of its own
			}
			n := s.hits[a]
			if a.Times == AnyTimes && n == 0 || a.Times != AnyTimes && n < a.Times {
				list = append(list, Unused{Mock: m, Answer: i, Span: a.Span, Left: a.Times - n})
			}
		}
	}
	return list
}

// A NoAnswerError means that a call has no answer.
type NoAnswerError struct {
	Call simulator.Call
	// Spent reports whether the state has mocks, but none with an answer that is left and applies.
	Spent bool
	// Nearest is the key of the mock that has the most similar name; "" if there is none.
	Nearest string
	// PassedOver are the answers that are left, but whose conditions are false for this call.
	PassedOver []PassedOver
	// Place is the location of the state's answers; invalid if there are none.
	Place source.Span

	paste func(*NoAnswerError) string // nil for YAML
}

// A PassedOver is an answer that was not given because its condition is false.
type PassedOver struct {
	Mock *Mock
	// Answer is its index.
	Answer int
}

// String says which condition is false.
func (p PassedOver) String() string {
	return fmt.Sprintf("\"when\" of answer no. %d of %q is false: %s", p.Answer+1, p.Mock.Key, p.Mock.Answers[p.Answer].When.Text())
}

func (e *NoAnswerError) Error() string {
	if len(e.PassedOver) > 0 {
		return fmt.Sprintf("no answer of state %q applies to call no. %d", e.Call.Path, e.Call.Attempt)
	}
	if e.Spent {
		return fmt.Sprintf("state %q has no answer left for call no. %d", e.Call.Path, e.Call.Attempt)
	}
	return fmt.Sprintf("state %q has no mock", e.Call.Path)
}

func (s *Session) noAnswer(call simulator.Call, candidates []*Mock, passed []PassedOver) *NoAnswerError {
	err := &NoAnswerError{Call: call, Spent: len(candidates) > 0, PassedOver: passed, paste: s.set.paste}
	if err.Spent {
		err.Place = candidates[0].KeySpan
		err.Call.Attempt = s.counts[call.Path]
		return err
	}
	keys := make([]string, len(s.set.mocks))
	for i, m := range s.set.mocks {
		keys[i] = m.Key
	}
	err.Nearest = source.Suggest(call.State.Name, keys)
	return err
}

var errDuration = errors.New("a duration is a number of seconds, or text such as \"90s\", \"1h30m\" or \"2d\"")

// maxDays is the largest number of days in a duration; about as many nanoseconds fit into one.
const maxDays = 100_000

// ParseDuration reads a duration of a test file: a number of seconds, or the text of Go's durations with days.
func ParseDuration(n *source.Node) (time.Duration, error) {
	text := n.Text
	switch n.Kind {
	case source.Number:
		text += "s"
	case source.String:
	default:
		return 0, errDuration
	}
	var days time.Duration
	if before, after, ok := strings.Cut(text, "d"); ok {
		n, err := strconv.ParseFloat(before, 64)
		if err != nil || !(n >= 0 && n <= maxDays) {
			return 0, errDuration
		}
		days, text = time.Duration(n*float64(24*time.Hour)), after
		if text == "" {
			return days, nil
		}
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || days+d < days {
		return 0, errDuration
	}
	return days + d, nil
}

// FormatDuration writes a duration as test files show it: "1h0m5s", "250ms", without zero parts at the end.
func FormatDuration(d time.Duration) string {
	if d == 0 {
		return "0s"
	}
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
