package query

import (
	"fmt"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
)

// TestCompiler compiles more fields than fit into a chunk, some with faults: none changes another.
func TestCompiler(t *testing.T) {
	const fields = 200
	var c Compiler
	var templates, expressions []*Template
	var paths []*Path
	for i := range fields {
		p, _ := c.Path(stringNode(t, fmt.Sprintf("$.p%d.q", i)), asl.AnyPath)
		paths = append(paths, p)
		tpl, _ := c.Template(parseNode(t, fmt.Sprintf(`{"a.$": "$.a%d.b", "b.$": "$[", "c": [{"d.$": "States.Array($v%d)"}]}`, i, i)), asl.JSONPath, "Parameters")
		templates = append(templates, tpl)
		tpl, _ = c.Template(parseNode(t, fmt.Sprintf(`{"a": "{%% $x%d.y %%}", "b": "{%% ( %%}", "c": ["{%% $f($n%d) %%}"]}`, i, i)), asl.JSONata, "Output")
		expressions = append(expressions, tpl)
	}
	for i := range fields {
		for _, got := range []struct{ got, want string }{
			{showRefs(paths[i].Refs()), fmt.Sprintf("doc/p%d/q <$.p%d.q>", i, i)},
			{showRefs(templates[i].Refs()), fmt.Sprintf("doc/a%d/b <$.a%d.b>; var v%d <$v%d>; call States.Array/1 <States.Array>", i, i, i, i)},
			{showRefs(expressions[i].Refs()), fmt.Sprintf("var x%d/y <$x%d.y>; var n%d <$n%d>; call f/1 unknown <$f>", i, i, i, i)},
			{expressions[i].Expressions[1].Location(), "Output/c[0]"},
		} {
			if got.got != got.want {
				t.Errorf("field %d: got %s, want %s", i, got.got, got.want)
			}
		}
	}
}
