package jsonata_test

import (
	"fmt"

	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/value"
)

func ExampleCompile() {
	expr, err := jsonata.Compile("$sum(items.(price * quantity))")
	if err != nil {
		fmt.Println(err)
		return
	}
	total, err := expr.Eval(value.MustParse(`{"items":[{"price":2,"quantity":3},{"price":5,"quantity":1}]}`), nil)
	fmt.Println(total, err)
	// Output: 11 <nil>
}
