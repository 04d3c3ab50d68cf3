package mocks_test

import (
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/source"
)

func TestTasks(t *testing.T) {
	def, _ := asl.Parse(source.NewFile("a.asl.json", `{"StartAt":"Both","States":{
		"Both":{"Type":"Parallel","Branches":[
			{"StartAt":"Load","States":{"Load":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","End":true}}},
			{"StartAt":"Note","States":{"Note":{"Type":"Pass","End":true}}}],"Next":"Load"},
		"Load":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","End":true}}}`))
	tasks := mocks.NewTasks(def.States())
	for _, tc := range []struct{ name, key, resource, problem string }{
		{"the outer one of two with a name", "Load", "arn:aws:states:::sqs:sendMessage", ""},
		{"by path", "Both/Load", "arn:aws:states:::sns:publish", ""},
		{"by resource", "arn:aws:states:::sqs:sendMessage", "arn:aws:states:::sqs:sendMessage", ""},
		{"another kind", "Both/Note", "", `state "Both/Note" is a Pass: only Task states can have mocks`},
		{"misspelled", "Loda", "", `the definition has no Task state "Loda" (did you mean "Load"?)`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			task, problem := tasks.Of(&mocks.Mock{Key: tc.key})
			if problem != tc.problem || (task == nil) != (tc.resource == "") || task != nil && task.Resource.Value != tc.resource {
				t.Errorf("got %t, %q; want %q, %q", task != nil, problem, tc.resource, tc.problem)
			}
		})
	}
}
