package mocks

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A Validation says how thoroughly the results of mocks are compared with the AWS API, in the terms of TestState
// (https://docs.aws.amazon.com/step-functions/latest/apireference/API_MockInput.html). The zero Validation compares as ValidatePresent
// does, but what it finds are warnings.
type Validation string

// The modes of validation. Present looks at the members that are there, Strict also wants those that the API requires, and None compares
// nothing.
const (
	ValidateStrict  Validation = "strict"
	ValidatePresent Validation = "present"
	ValidateNone    Validation = "none"
)

// Validations are the names of the modes.
var Validations = []string{string(ValidateStrict), string(ValidatePresent), string(ValidateNone)}

// ParseValidation reads the key "validate" of a file with mocks; nil is the zero Validation.
func ParseValidation(n *source.Node) (Validation, source.Diagnostics) {
	if n == nil {
		return "", nil
	}
	if n.Kind == source.String && slices.Contains(Validations, n.Text) {
		return Validation(n.Text), nil
	}
	p := &parser{}
	p.report(n.Span, "\"validate\" must be strict, present or none%s", source.DidYouMean(n.Text, Validations))
	return "", p.diagnostics
}

// CheckResults compares the results that a mock returns with those that the API of a task's action has, at every depth, in the words of
// TestState. Members that the API doesn't have pass there; here those are reported that look like a misspelling of one. It accepts
// everything where the shape of the result isn't known: functions, activities, callbacks, unknown services.
func (m *Mock) CheckResults(task *asl.Task, mode Validation) source.Diagnostics {
	var found source.Diagnostics
	for _, a := range m.Answers {
		if a == nil || a.Token || a.Call != "" || a.Func != nil || a.Reply.Failure != nil || a.Reply.Never {
			continue
		}
		for _, fault := range faults(task, a.Reply.Output, mode) {
			found.Add(a.finding(task, fault, mode))
		}
	}
	return found.Sorted()
}

// CheckResult is CheckResults for a result without a location: it returns what is wrong with it.
func CheckResult(task *asl.Task, result value.Value, mode Validation) []string {
	var texts []string
	for _, fault := range faults(task, result, mode) {
		texts = append(texts, fault.Text)
	}
	return texts
}

// A fault is what a result can't have. name is a member of the object at the path that looks misspelled, "" for other faults.
type fault struct {
	awsapi.Violation
	name string
}

// faults returns what a result of the task can't have.
func faults(task *asl.Task, result value.Value, mode Validation) []fault {
	r := task.ARN
	if mode == ValidateNone || r.Kind != asl.IntegrationResource || result.IsUndefined() {
		return nil
	}
	shape := awsapi.Output(r.SDK, r.Service, r.Action, string(r.Pattern))
	if shape == nil || len(shape.Members) == 0 {
		return nil
	}
	check := awsapi.Check{Strict: mode == ValidateStrict, NumericTimes: r.Pattern != asl.RequestResponse}
	var list []fault
	for v := range check.Violations(shape, result) {
		list = append(list, fault{Violation: v})
	}
	if result.IsNull() {
		list = append(list, fault{Violation: awsapi.Violation{Text: awsapi.NotAnObject}})
	}
	for _, m := range misspelled(shape, result, nil) {
		m.Text = fmt.Sprintf("the result of %s has no member %s", r.Action, m.Text)
		list = append(list, m)
	}
	return list
}

// finding places what is wrong with an answer.
func (a *Answer) finding(task *asl.Task, f fault, mode Validation) source.Diagnostic {
	d := source.Diagnostic{
		Span: a.Span, Severity: source.Error, Rule: RuleInvalidMock, Message: f.Text,
		Hint: fmt.Sprintf("'aslcheck sample %s' prints a result that fits", resourceName(task.ARN)),
	}
	if mode == "" {
		d.Severity = source.Warning
		d.Hint += `; "validate: present" makes this an error`
	}
	if a.result != nil {
		d.Span = f.span(a.result)
	}
	return d
}

// resourceName returns a resource as 'aslcheck sample' takes it.
func resourceName(r asl.Resource) string {
	name := r.Service + ":" + r.Action
	if r.SDK {
		name = "aws-sdk:" + name
	}
	if r.PatternText != "" {
		name += "." + r.PatternText
	}
	return name
}

// span returns the span of the fault in the node of the result, or of the nearest value around it.
func (f *fault) span(n *source.Node) source.Span {
	for _, step := range f.Path {
		var inner *source.Node
		if i, err := strconv.Atoi(step); n.Kind == source.Array && err == nil && i < len(n.Items) {
			inner = n.Items[i]
		} else {
			inner = n.Get(step)
		}
		if inner == nil {
			return n.Span
		}
		n = inner
	}
	if m := n.Member(f.name); m != nil {
		return m.KeySpan
	}
	return n.Span
}

// misspelled returns the members that the API doesn't have and that look like a misspelling of one it has. The texts are their names.
func misspelled(s *awsapi.Shape, v value.Value, path []string) []fault {
	var found []fault
	inside := func(step string, s *awsapi.Shape, v value.Value) {
		found = append(found, misspelled(s, v, append(slices.Clip(path), step))...)
	}
	switch {
	case s.Kind == awsapi.List:
		for i, item := range v.Elems() {
			inside(strconv.Itoa(i), s.Element(), item)
		}
	case s.Kind == awsapi.Map:
		for _, m := range v.Members() {
			inside(m.Key, s.Element(), m.Value)
		}
	case s.Kind.HasMembers():
		for _, given := range v.Members() {
			if m := s.Member(given.Key); m != nil {
				inside(given.Key, m.Shape(), given.Value)
			} else if hint := source.DidYouMean(given.Key, s.Names()); hint != "" {
				text := fmt.Sprintf("%q%s", given.Key, hint)
				found = append(found, fault{awsapi.Violation{Path: path, Text: text}, given.Key})
			}
		}
	}
	return found
}
