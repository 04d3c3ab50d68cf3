package jsonpath_test

import (
	"fmt"

	"github.com/aslcheck/aslcheck/internal/query/jsonpath"
	"github.com/aslcheck/aslcheck/value"
)

func Example() {
	doc := value.MustParse(`{"order":{"items":[{"id":1},{"id":2}]}}`)
	path, err := jsonpath.Parse("$.order.items[?(@.id > 1)]")
	if err != nil {
		fmt.Println(err)
		return
	}
	found, err := path.Eval(jsonpath.Of(doc))
	fmt.Println(found, err, path.Definite())
	// Output: [{"id":2}] <nil> false
}

func ExamplePath_Set() {
	doc := value.MustParse(`{"order":{"id":7}}`)
	path, err := jsonpath.Parse("$.order.state")
	if err != nil {
		fmt.Println(err)
		return
	}
	changed, err := path.Set(doc, value.String("paid"))
	fmt.Println(changed, err)
	// Output: {"order":{"id":7,"state":"paid"}} <nil>
}
