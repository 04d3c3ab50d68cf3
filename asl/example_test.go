package asl_test

import (
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

func ExampleParse() {
	def, diagnostics := asl.Parse(source.NewFile("etl.asl.json", `{
  "StartAt": "Run Job",
  "States": {
    "Run Job": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "Nxt": "Done"},
    "Done": {"Type": "Succeed"}
  }
}`))
	for _, d := range diagnostics {
		fmt.Println(d)
	}
	for _, st := range def.Machine.States {
		fmt.Println(st.Head().NameSpan, st.Head().Name, st.Kind())
	}
	// Output:
	// etl.asl.json:4:16: error: a Task state needs "Next" or "End" [missing-field]
	// etl.asl.json:4:87: error: unknown field "Nxt" in a Task state (did you mean "Next"?) [unknown-field]
	// etl.asl.json:4:5 Run Job Task
	// etl.asl.json:5:5 Done Succeed
}

func ExampleDefinition_Walk() {
	def, _ := asl.Parse(source.NewFile("each.asl.yaml", `
StartAt: Each
States:
  Each:
    Type: Map
    End: true
    ItemProcessor:
      StartAt: Load
      States:
        Load: {Type: Pass, End: true}
`))
	def.Walk(func(m *asl.Machine) {
		fmt.Println(m.StartAt.Value, m.Names())
	})
	for _, st := range def.States() {
		fmt.Println(asl.Path(st))
	}
	// Output:
	// Each [Each]
	// Load [Load]
	// Each
	// Each/Load
}

func ExampleParseResource() {
	r := asl.ParseResource("arn:aws:states:::glue:startJobRun.sync")
	fmt.Println(r.Service, r.Action, r.Pattern)
	// Output: glue startJobRun sync
}

func ExampleErrorMatches() {
	fmt.Println(asl.ErrorMatches("States.TaskFailed", "Glue.ConcurrentRunsExceededException"))
	fmt.Println(asl.ErrorMatches("States.TaskFailed", "States.Timeout"))
	// Output:
	// true
	// false
}

func ExampleField_Known() {
	def, _ := asl.Parse(source.NewFile("wait.asl.json", `{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": ${Seconds}, "End": true}}}`))
	wait, _ := def.Machine.State("W").(*asl.Wait)
	fmt.Println(wait.Seconds.Set, wait.Seconds.Opaque, wait.Seconds.Known(), wait.Seconds.Span().Text())
	// Output: true true false ${Seconds}
}
