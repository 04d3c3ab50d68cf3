package jsonata_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/query/jsonata"
)

// show writes references in one line: variables, functions, paths, names, contexts, assignments.
func show(r jsonata.Refs) string {
	var parts []string
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	for _, f := range r.Functions {
		add("call %s/%d@%d known=%t", f.Name, f.Args, f.From, f.Known)
	}
	for _, p := range r.Paths {
		names := append([]string{"$" + p.Var}, p.Names...)
		conditional := ""
		if p.Conditional {
			conditional = " conditional"
		}
		add("path %s@%d-%d whole=%t%s", strings.Join(names, "."), p.From, p.To, p.Whole, conditional)
	}
	for _, n := range r.Names {
		add("name %s@%d", n.Name, n.From)
	}
	for _, c := range r.Context {
		add("context@%d root=%t top=%t", c.From, c.Root, c.Top)
	}
	for _, a := range r.Assigned {
		add("assigned %s@%d", a.Name, a.From)
	}
	return strings.Join(parts, "; ")
}

func TestRefs(t *testing.T) {
	for name, c := range map[string]struct{ expr, want string }{
		"path from a variable":        {"$states.input.a.b", "path $states.input.a.b@0-17 whole=true"},
		"predicate ends a path":       {"$states.input.a[x > $n].b", "path $states.input.a@0-15 whole=false; path $n@20-22 whole=true"},
		"call":                        {"$sum($x) + $nope()", "call sum/1@0 known=true; call nope/0@11 known=false; path $x@5-7 whole=true"},
		"bare name":                   {"a.b + `c d`", "name a@0; name c d@6"},
		"context":                     {"$ + $$ + $x[$ > 1]", "path $x@9-11 whole=true; context@0 root=false top=true; context@4 root=true top=true; context@12 root=false top=false"},
		"block binds":                 {"($x := 1; $x + $y)", "path $y@15-17 whole=true; assigned x@1"},
		"read before it is bound":     {"($x := $x + 1; $x)", "path $x@7-9 whole=true; assigned x@1"},
		"function calls itself":       {"($f := function($n){ $n < 1 ? 0 : $f($n - 1) }; $f(2))", "assigned f@1"},
		"function sees later binding": {"($f := function(){ $g() }; $g := function(){ 1 }; $f())", "assigned f@1; assigned g@27"},
		"focus and index":             {"$o.a@$x#$i[$i = 0].{'k': $x}", "path $o.a@0-4 whole=false"},
		"wildcard":                    {"*.a", "context@0 root=false top=true"},
		"function as argument":        {"$map($l, $uppercase)", "call map/2@0 known=true; path $l@5-7 whole=true; path $uppercase@9-19 whole=true"},
		"group":                       {"$o.a{k: $sum(v)}", "call sum/1@8 known=true; path $o.a@0-4 whole=true"},
		"branches":                    {"$a ? $b : $c", "path $a@0-2 whole=true; path $b@5-7 whole=true conditional; path $c@10-12 whole=true conditional"},
		"right operands":              {"$a and $b or $c = $d", "path $a@0-2 whole=true; path $b@7-9 whole=true conditional; path $c@13-15 whole=true conditional; path $d@18-20 whole=true conditional"},
		"functions":                   {"$map([1], function($v){ $v + $n }) + $o", "call map/2@0 known=true; path $n@29-31 whole=true conditional; path $o@37-39 whole=true"},
		"transform":                   {"$o ~> |a|{'b': c}|", "path $o@0-2 whole=true"},
	} {
		t.Run(name, func(t *testing.T) {
			expr, err := jsonata.Compile(c.expr)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(expr.Refs()); got != c.want {
				t.Errorf("Refs of %s\n got %s\nwant %s", c.expr, got, c.want)
			}
		})
	}
}
