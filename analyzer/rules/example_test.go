package rules_test

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

func Example() {
	def, diagnostics := asl.Parse(source.NewFile("order.asl.json", `{"StartAt": "Done", "States": {
	  "Done": {"Type": "Succeed"},
	  "Lost": {"Type": "Pass", "Next": "Done"}}}`))
	for _, d := range analyzer.Run(def, diagnostics, rules.All, analyzer.Config{}) {
		fmt.Println(d)
	}
	// Output:
	// order.asl.json:3:4: error: state "Lost" is never reached [unreachable-state]
}
