package jsonpath

import (
	"errors"
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

func TestSet(t *testing.T) {
	tests := []struct{ name, path, doc, want string }{
		{"all", "$", `{"a":1}`, `"new"`},
		{"new member", "$.sum", `{"title":"Numbers to add","numbers":[3,4]}`, `{"title":"Numbers to add","numbers":[3,4],"sum":"new"}`},
		{"replaced in place", "$.a", `{"a":{"x":1},"b":2}`, `{"a":"new","b":2}`},
		{"missing objects", "$.master.detail", `{"a":1}`, `{"a":1,"master":{"detail":"new"}}`},
		{"deep member", "$.a.b.c", `{"a":{"b":{"c":1,"d":2}}}`, `{"a":{"b":{"c":"new","d":2}}}`},
		{"element", "$.a[1]", `{"a":[1,2,3]}`, `{"a":[1,"new",3]}`},
		{"member of an element", "$[0].x", `[{"y":1}]`, `[{"y":1,"x":"new"}]`},
		{"bracket", "$['a b']", `{}`, `{"a b":"new"}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc := value.MustParse(tt.doc)
			got, err := mustParse(t, tt.path).Set(doc, value.String("new"))
			if err != nil || got.JSON() != tt.want {
				t.Errorf("got %s, %v", got, err)
			}
			if doc.JSON() != tt.doc {
				t.Errorf("the document changed: %s", doc)
			}
		})
	}
}

func TestSetErrors(t *testing.T) {
	tests := []struct {
		name, path, doc string
		kind            ErrorKind
		message         string
	}{
		{"member of text", "$.a", `"x"`, Unassignable, `Unable to apply ReferencePath $.a to input "x"`},
		{"member of a number below", "$.a.b", `{"a":1}`, Unassignable, `Unable to apply ReferencePath $.a.b to input {"a":1}`},
		{"member of null", "$.a.b", `{"a":null}`, Unassignable, `Unable to apply ReferencePath $.a.b to input {"a":null}`},
		{"member of an array", "$.a", `[1]`, Unassignable, `Unable to apply ReferencePath $.a to input [1]`},
		{"index beyond", "$[1]", `[1]`, Unassignable, `Unable to apply ReferencePath $[1] to input [1]`},
		{"negative index", "$[-1]", `[1]`, Unassignable, `Unable to apply ReferencePath $[-1] to input [1]`},
		{"index of an object", "$[0]", `{}`, Unassignable, `Unable to apply ReferencePath $[0] to input {}`},
		{"index of a missing array", "$.a[0]", `{}`, Unassignable, `Unable to apply ReferencePath $.a[0] to input {}`},
		{"wildcard", "$.a[*]", `{}`, NotReference, "A Reference Path can not have a wildcard"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := mustParse(t, tt.path).Set(value.MustParse(tt.doc), value.Null)
			var e *EvalError
			if !errors.As(err, &e) || e.Kind != tt.kind || e.Message != tt.message {
				t.Errorf("got %v", err)
			}
		})
	}
}
