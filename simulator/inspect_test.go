package simulator_test

import (
	"testing"

	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

func TestInspect(t *testing.T) {
	program := compile(t, `{"StartAt": "Ship", "States": {"Ship": {"Type": "Task", "End": true,
  "Resource": "arn:aws:lambda:eu-west-1:123456789012:function:ship",
  "InputPath": "$.order", "Parameters": {"id.$": "$.id"}, "ResultSelector": {"code.$": "$.text"}, "ResultPath": "$.shipped",
  "OutputPath": "$.shipped.code"}}}`)
	root, _ := source.Parse(source.NewFile("mocks.yaml", `Ship: {return: {"text": "done"}}`))
	set, _ := mocks.Parse(root)
	for _, asked := range []bool{false, true} {
		x, err := program.Run(t.Context(), value.MustParse(`{"order": {"id": 7}}`), simulator.Config{Tasks: set.Session(), Record: simulator.Record{Inspect: asked}})
		if err != nil {
			t.Fatal(err)
		}
		var got *simulator.Inspection
		for i := range x.Events {
			if d, ok := x.Events[i].Details.(*simulator.StateExited); ok {
				got = d.Inspection
			}
		}
		if (got != nil) != asked {
			t.Fatalf("asked %t: got %v", asked, got)
		}
		if !asked {
			continue
		}
		for stage, c := range map[string]struct {
			got  value.Value
			want string
		}{
			"input":                {got.Input, `{"order":{"id":7}}`},
			"after InputPath":      {got.AfterInputPath, `{"id":7}`},
			"after Parameters":     {got.AfterParameters, `{"id":7}`},
			"result":               {got.Result, `{"text":"done"}`},
			"after ResultSelector": {got.AfterResultSelector, `{"code":"done"}`},
			"after ResultPath":     {got.AfterResultPath, `{"order":{"id":7},"shipped":{"code":"done"}}`},
			"output":               {x.Output, `"done"`},
		} {
			if c.got.String() != c.want {
				t.Errorf("%s: got %s, want %s", stage, c.got, c.want)
			}
		}
	}
}
