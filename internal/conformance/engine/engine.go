// Package engine answers the cases of the conformance suite with the simulator.
package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/conformance/behavior"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// Run executes a request. The error says that the request itself can't be read, or that a task has no answer.
func Run(ctx context.Context, r *behavior.Request) (*behavior.Answer, error) {
	program, unsupported := compile("definition.json", r.Definition)
	if program == nil {
		return &behavior.Answer{Unsupported: unsupported}, nil
	}
	input, err := value.Parse(string(r.Input))
	if err != nil {
		return nil, fmt.Errorf("input: %w", err)
	}
	session, err := answers(r)
	if err != nil {
		return nil, err
	}
	x, err := program.Run(ctx, input, simulator.Config{
		Tasks: session, Objects: session, Type: asl.WorkflowType(r.Type), Synchronous: r.Synchronous,
		Identity: simulator.Identity{Machine: r.StateMachine, Execution: r.Execution, Role: r.Role},
	})
	if err != nil {
		return nil, err
	}
	return answer(x), nil
}

// compile returns the program of a definition, or why it can't run.
func compile(name string, text json.RawMessage) (program *simulator.Program, unsupported string) {
	def, diagnostics := asl.Parse(source.NewFile(name, string(text)))
	if diagnostics.HasErrors() {
		return nil, fmt.Sprint(diagnostics)
	}
	program, diagnostics = simulator.Compile(def)
	return program, fmt.Sprint(diagnostics)
}

// answers returns the answers of tasks and the objects of S3.
func answers(r *behavior.Request) (*mocks.Session, error) {
	var text []byte
	if text = r.Answers; text == nil {
		text = []byte("{}")
	}
	root, diagnostics := source.Parse(source.NewFile("answers.json", string(text)))
	if diagnostics.HasErrors() {
		return nil, fmt.Errorf("answers: %v", diagnostics)
	}
	set, diagnostics := mocks.Parse(root)
	if diagnostics.HasErrors() {
		return nil, fmt.Errorf("answers: %v", diagnostics)
	}
	for _, mock := range set.Mocks() {
		for _, a := range mock.Answers {
			if a.Call == "" {
				continue
			}
			child, unsupported := compile(a.Call, r.Children[a.Call])
			if child == nil {
				return nil, fmt.Errorf("child %s: %s", a.Call, unsupported)
			}
			a.Reply.Run = child
		}
	}
	var objects []simulator.Object
	for name, body := range r.Objects {
		bucket, key, _ := strings.Cut(name, "/")
		objects = append(objects, simulator.Object{Bucket: bucket, Key: key, Body: body})
	}
	slices.SortFunc(objects, func(a, b simulator.Object) int { return strings.Compare(a.Key, b.Key) })
	return set.WithObjects(objects...).Session(), nil
}

// answer describes how an execution ended.
func answer(x *simulator.Execution) *behavior.Answer {
	seconds := x.Duration().Seconds()
	a := &behavior.Answer{Status: string(x.Status), Seconds: &seconds}
	if x.Status == simulator.Succeeded {
		output := x.Output.JSON()
		a.Output = &output
	}
	if x.Failure != nil && x.Status != simulator.TimedOut { // DescribeExecution has no error then (measured)
		a.Error, a.Cause = nonEmpty(x.Failure.Error), nonEmpty(x.Failure.Cause)
	}
	for i := range x.Events {
		a.Events = append(a.Events, json.RawMessage(x.Events[i].History().JSON()))
	}
	for _, o := range x.Written {
		if a.Written == nil {
			a.Written = map[string]string{}
		}
		a.Written[o.Bucket+"/"+o.Key] = o.Body
	}
	return a
}

func nonEmpty(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
