package jsonata

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

// outline writes a tree in one line.
func outline(n Node) string {
	var parts []string
	if path, ok := n.(*Path); ok {
		for _, step := range path.Steps {
			parts = append(parts, outlineStep(step))
		}
		return "(Path " + strings.Join(parts, " ") + ")"
	}
	for _, child := range Children(n) {
		parts = append(parts, outline(child))
	}
	switch n := n.(type) {
	case *Name:
		return n.Name
	case *Variable:
		return "$" + n.Name
	case *Literal:
		return n.Value.JSON()
	}
	kind := strings.TrimPrefix(fmt.Sprintf("%T", n), "*jsonata.")
	return "(" + strings.Join(append([]string{kind}, parts...), " ") + ")"
}

func outlineStep(step Step) string {
	var b strings.Builder
	b.WriteString(outline(step.Expr))
	if step.Focus != "" {
		b.WriteString("@" + step.Focus)
	}
	for _, stage := range step.Stages {
		if stage.Predicate != nil {
			b.WriteString("[" + outline(stage.Predicate) + "]")
		} else {
			b.WriteString("#" + stage.Index)
		}
	}
	return b.String()
}

func TestTree(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"name":                     {"a", "a"},
		"path":                     {"a.b[0].c", "(Path a b[0] c)"},
		"string as a step":         {"a.'b c'", "(Path a b c)"},
		"string outside a path":    {"'b c'", `"b c"`},
		"sign":                     {"-1 + -a", "(Binary -1 (Unary a))"},
		"predicates of a call":     {"$f(x)[0][1]", "(Filter (Call $f x) 0 1)"},
		"predicate of a step":      {"a.$x[0]", "(Path a $x[0])"},
		"focus and index":          {"a@$x#$i[b].c", "(Path a@x#i[b] c)"},
		"focus without a path":     {"(a)@$x", "(Focus (Block a))"},
		"focus of a first step":    {"(a)@$x.b", "(Path (Block a)@x b)"},
		"group":                    {"a.b{c: d}", "(Group (Path a b) c d)"},
		"step after a group":       {"a{c: d}.b", "(Group (Path a b) c d)"},
		"predicate after a group":  {"a{c: d}[0]", "(Group (Path a[0]) c d)"},
		"order":                    {"a^(>b).c", "(Path a (Sort b) c)"},
		"keyword where a name is":  {"and and or", "(Binary and or)"},
		"function":                 {"function($x)<n:n>{ $x }", "(Lambda $x $x)"},
		"block is not part of one": {"a.(b.c)", "(Path a (Block (Path b c)))"},
	} {
		t.Run(name, func(t *testing.T) {
			expr, err := Compile(c.text)
			if err != nil {
				t.Fatal(err)
			}
			if got := outline(expr.AST()); got != c.want {
				t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
			}
		})
	}
}

// TestLoweringLeavesTree checks that lowering and evaluating an expression do not touch its tree.
func TestLoweringLeavesTree(t *testing.T) {
	for _, text := range []string{
		`order.items[qty > 1].{"id": %.id, "n": name}`,
		"a{c: d}[0].b[].(%.x)#$i^(>c)",
		"(a)@$x[0].'b'.[c]",
		"($f := function($n)<n:n>{ $n < 1 ? 0 : $f($n - 1) }; $f(-1) ~> $string)",
		"$ ~> |a|{'b': 1}, 'c'|",
	} {
		tree, made, err := parse(text, &room{})
		if err != nil {
			t.Fatal(err.complete(text))
		}
		untouched, _, _ := parse(text, &room{})
		root, err := lower(tree, made)
		if err != nil {
			t.Fatal(err.complete(text))
		}
		if made.binds {
			bindScopes(root)
		}
		if !reflect.DeepEqual(tree, untouched) {
			t.Errorf("lowering changes the tree of %s", text)
		}
	}
}

// TestLoweredPath checks what the package comment says of its example.
func TestLoweredPath(t *testing.T) {
	expr, err := Compile(`order.items[qty > 1].{"id": %.id, "n": name}`)
	if err != nil {
		t.Fatal(err)
	}
	steps := expr.root.kids
	if len(steps) != 3 || steps[0].tuple || steps[1].ancestor == nil || !steps[1].tuple || len(steps[1].stages) != 1 {
		t.Fatalf("steps are not those of the comment: %+v", steps)
	}
	if id := steps[2].kids[1]; id.kind != kindPath || id.kids[0].slot.label != "!0" || steps[1].ancestor.label != "!0" {
		t.Errorf("%% is tied to %+v", steps[1].ancestor)
	}
}
