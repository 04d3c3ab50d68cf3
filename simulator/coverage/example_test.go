package coverage_test

import (
	"context"
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

func Example() {
	def, _ := asl.Parse(source.NewFile("order.asl.json", `{"StartAt": "Paid?", "States": {
	  "Paid?": {"Type": "Choice", "Choices": [{"Variable": "$.paid", "BooleanEquals": true, "Next": "Ship"}], "Default": "Wait"},
	  "Ship": {"Type": "Succeed"},
	  "Wait": {"Type": "Fail", "Error": "Unpaid"}}}`))
	program, _ := simulator.Compile(def)
	x, _ := program.Run(context.Background(), value.MustParse(`{"paid": true}`), simulator.Config{})

	counter := coverage.New(def)
	counter.Count(x)
	profile := counter.Definition()
	ratios := profile.Ratios()
	fmt.Println("states", ratios.States, "transitions", ratios.Transitions, "paths", ratios.Paths)
	for _, p := range profile.Missing() {
		fmt.Printf("%s: %s\n", p.State, p.Label)
	}
	// Output:
	// states 2/3 (66.7%) transitions 1/2 (50.0%) paths 1/2 (50.0%)
	// Paid?: Default → Wait
	// Wait: Wait
}
