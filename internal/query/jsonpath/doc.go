// Package jsonpath reads and evaluates JSONPath as the service speaks it: the semantics of Jayway JsonPath 2.0.0, to
// which the States Language adds the context object ($$) and workflow variables ($name).
//
// A Path is compiled once and is immutable: it may be shared by goroutines. Its parts carry byte offsets in the text
// they were read from. The package judges no path beyond its syntax and knows nothing of states or files.
//
//	path, err := jsonpath.Parse("$.order.items[0]")
//	item, err := path.Eval(jsonpath.Of(doc))
//	next, err := path.Set(doc, value.String("new"))
//
// What differs from later releases of Jayway, and surprises:
//
//   - there are no functions: $.list.length() asks for a member named "length()";
//   - there are no operators besides == != < <= > >= =~ && || and ! before a path, and parentheses inside a filter do
//     not group;
//   - a filter literal is text, quoted or not: 'FAIL' and FAIL are the same, and '2' equals 2;
//   - a negative index is out of bounds, while [(@.length-1)] and [-2:] work;
//   - a missing member yields an empty array where the path is indefinite further on;
//   - ['a','b'] yields one object.
package jsonpath
