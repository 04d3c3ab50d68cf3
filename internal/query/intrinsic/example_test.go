package intrinsic_test

import (
	"fmt"

	"github.com/aslcheck/aslcheck/internal/query/intrinsic"
	"github.com/aslcheck/aslcheck/internal/query/jsonpath"
	"github.com/aslcheck/aslcheck/value"
)

type host struct{}

func (host) Uint64() uint64 { return 4 }
func (host) UUID() string   { return "01234567-89ab-4cde-8f01-23456789abcd" }

func Example() {
	call, err := intrinsic.Parse("States.Format('Order {} of {}', States.MathAdd($.n, 1), $.name)")
	if err != nil {
		fmt.Println(err)
		return
	}
	text, err := call.Eval(jsonpath.Of(value.MustParse(`{"n":6,"name":"Ann"}`)), host{})
	fmt.Println(text, err)
	// Output: "Order 7 of Ann" <nil>
}

func ExampleFunctions() {
	fmt.Println(intrinsic.Functions()[13].Signature())
	// Output: States.MathAdd(first number, second number) number
}
