package source_test

import (
	"fmt"

	"github.com/aslcheck/aslcheck/source"
)

func ExampleParse() {
	file := source.NewFile("order.asl.json", `{
  "StartAt": "Ship"
  "States": {"Ship": {"Type": "Succeed",}}
}`)
	root, diagnostics := source.Parse(file)
	for _, d := range diagnostics {
		fmt.Println(d)
	}
	ship := root.Get("States").Member("Ship")
	fmt.Println(ship.KeySpan, ship.Value.Get("Type").Text)
	// Output:
	// order.asl.json:2:20: error: a comma is missing between two values [json-syntax]
	// order.asl.json:3:40: error: comma before "}" [json-syntax]
	// order.asl.json:3:14 Succeed
}

func ExampleNode_SpanWithin() {
	file := source.NewFile("order.asl.json", `{"Condition": "{% $x = \"ship\" and $y %}"}`)
	root, _ := source.Parse(file)
	condition := root.Get("Condition")
	span := condition.SpanWithin(19, 21) // of the decoded text
	fmt.Println(span, span.Text())
	// Output: order.asl.json:1:37 $y
}

func ExampleSubstitute() {
	file := source.NewFile("order.asl.json", `{"Resource": "${ShipArn}", "TimeoutSeconds": ${Timeout}, "Next": "${Next}"}`)
	root, _ := source.Parse(file)
	filled, missing := source.Substitute(root, map[string]string{
		"ShipArn": "arn:aws:lambda:eu-west-1:123456789012:function:ship",
		"Timeout": "30",
	})
	fmt.Println(filled.Get("Resource").Text)
	fmt.Println(filled.Get("TimeoutSeconds").Kind, filled.Get("TimeoutSeconds").Text)
	fmt.Println(missing)
	// Output:
	// arn:aws:lambda:eu-west-1:123456789012:function:ship
	// number 30
	// [Next]
}

func ExampleSuggest() {
	fmt.Println(source.Suggest("StratAt", []string{"Comment", "StartAt", "States"}))
	// Output: StartAt
}

func ExamplePointerJoin() {
	fmt.Println(source.PointerJoin("/States", "Ship it/now"))
	// Output: /States/Ship it~1now
}
