package query_test

import (
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

func ExampleCompilePath() {
	def, _ := asl.Parse(source.NewFile("a.asl.json", `{"StartAt": "A", "States": {"A": {"Type": "Pass", "InputPath": "$.order.id", "End": true}}}`))
	pass, _ := def.Machine.State("A").(*asl.Pass)
	path, _ := query.CompilePath(pass.InputPath.Node, asl.AnyPath)

	id, failure := path.Eval(&query.Scope{Doc: value.MustParse(`{"order": {"id": 7}}`)})
	fmt.Println(id, failure)
	_, failure = path.Eval(&query.Scope{Doc: value.MustParse(`{}`)})
	fmt.Println(failure.Name, failure.Cause)
	// Output:
	// 7 <nil>
	// States.Runtime Invalid path '$.order.id' : Missing property in path $['order']
}

func ExampleCompileTemplate() {
	node, _ := source.Parse(source.NewFile("a.json", `{"id": "{% $states.input.id %}", "kind": "order"}`))
	template, _ := query.CompileTemplate(node, asl.JSONata, "Output")
	for _, ref := range template.Refs().Reads {
		fmt.Println(ref.Steps, ref.Span)
	}
	v, _ := template.Eval(&query.Scope{Input: value.MustParse(`{"id": 7}`)})
	fmt.Println(v)
	// Output:
	// [input id] a.json:1:12
	// {"id":7,"kind":"order"}
}

func ExampleCompileQuery() {
	node, _ := source.Parse(source.NewFile("a.json", `"$count(calls) = 2"`))
	query, _ := query.CompileQuery(node)
	v, _ := query.Eval(value.MustParse(`{"calls": ["a", "b"]}`), nil, nil)
	fmt.Println(v)
	// Output: true
}
