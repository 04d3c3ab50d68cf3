package value_test

import (
	"fmt"

	"github.com/aslcheck/aslcheck/value"
)

func ExampleParse() {
	v, err := value.Parse(`{"price": 1.50,  "tags": ["new"]}`)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(v.JSON()) // as it was written
	fmt.Println(v.With("sold", value.True).JSON())
	_, err = value.Parse(`{"price": }`)
	fmt.Println(err)
	// Output:
	// {"price": 1.50,  "tags": ["new"]}
	// {"price":1.50,"tags":["new"],"sold":true}
	// invalid JSON at offset 10: unexpected character
}

func ExampleOf() {
	v, err := value.Of(map[string]any{"name": "ship", "ids": []int{1, 2}})
	fmt.Println(v, err)
	// Output: {"ids":[1,2],"name":"ship"} <nil>
}

func ExampleObjectBuilder() {
	var b value.ObjectBuilder
	b.Set("first", value.Int(1))
	b.Set("second", value.String("two"))
	b.Set("first", value.Null)
	fmt.Println(b.Object())
	// Output: {"first":null,"second":"two"}
}

func ExampleEqual() {
	fmt.Println(value.Equal(value.MustParse(`{"a": 1, "b": 2}`), value.MustParse(`{"b": 2.0, "a": 1e0}`)))
	// Output: true
}
