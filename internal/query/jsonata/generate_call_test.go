package jsonata_test

import (
	"fmt"
	"strings"
)

// lambda returns a function of n parameters.
func (g *generator) lambda(depth, n int) string {
	old := len(g.vars)
	defer func() { g.vars = g.vars[:old] }()
	var params []string
	for range n {
		g.fresh++
		v := fmt.Sprintf("p%d", g.fresh)
		params = append(params, "$"+v)
		g.vars = append(g.vars, v)
	}
	body := g.expr(depth - 1)
	if n > 0 && g.IntN(2) == 0 {
		body = params[0] + g.pick(".a", " + 1", " & \"!\"", "", " > 1", "[0]")
	}
	if strings.HasPrefix(body, "(") {
		// The reference loses a predicate on a block that ends with a call in this place.
		body = "[" + body + "]"
	}
	return g.pick("function", "λ") + "(" + strings.Join(params, ", ") + "){ " + body + " }"
}

func (g *generator) lambdaCall(depth int) string {
	switch g.IntN(4) {
	case 0:
		return "(" + g.lambda(depth, 1) + ")(" + g.expr(depth-1) + ")"
	case 1:
		return g.lambda(depth, 2) + "(" + g.expr(depth-1) + ", " + g.expr(depth-1) + ")"
	case 2:
		return "function($n)<" + g.pick("n", "s", "a<n>", "n?", "x", "s-", "(ns)") + ":x>{ $n }(" + g.pick("", g.leaf(), g.expr(depth-1)) + ")"
	default:
		return "(" + g.pick("$append(?, "+g.leaf()+")", "function($x, $y){ [$x, $y] }(?, "+g.leaf()+")") + ")(" + g.leaf() + ")"
	}
}

// call returns the call of a built-in function.
func (g *generator) call(depth int) string {
	e := func() string { return g.expr(depth - 1) }
	s := func() string { return g.pick(g.text(), g.text(), g.name(), "$string("+e()+")") }
	n := func() string { return g.pick(g.number(), g.number(), g.name(), "$count("+e()+")") }
	list := func() string { return g.pick(g.array(depth-1), g.name(), g.path(depth-1)) }
	calls := []func() string{
		func() string { return "$string(" + e() + g.pick("", ", true", ", false") + ")" },
		func() string { return "$length(" + s() + ")" },
		func() string { return "$substring(" + s() + ", " + n() + g.pick("", ", "+n()) + ")" },
		func() string { return g.pick("$substringBefore(", "$substringAfter(") + s() + ", " + s() + ")" },
		func() string { return g.pick("$uppercase(", "$lowercase(", "$trim(") + s() + ")" },
		func() string {
			return "$pad(" + s() + ", " + g.pick("5", "-5", "0", "12", "-9") + g.pick("", `, "#"`, `, "ab"`) + ")"
		},
		func() string { return "$contains(" + s() + ", " + g.pick(s(), g.regex()) + ")" },
		func() string { return "$split(" + s() + ", " + g.pick(s(), g.regex()) + g.pick("", ", 2", ", 0") + ")" },
		func() string {
			return "$join(" + g.pick(list(), `["a","b"]`, `$split("a b c", " ")`) + g.pick("", `, "-"`) + ")"
		},
		func() string { return "$match(" + s() + ", " + g.regex() + g.pick("", ", 1") + ")" },
		func() string {
			return "$replace(" + s() + ", " + g.pick(s(), g.regex()) + ", " + g.pick(s(), `"[$0]"`, `"$1-$2"`, "function($m){ $m.match & \"!\" }") + g.pick("", ", 1") + ")"
		},
		func() string { return "$number(" + g.pick(e(), `"12"`, `"0x1F"`, `"1e5"`, "true") + ")" },
		func() string { return g.pick("$abs(", "$floor(", "$ceil(", "$sqrt(") + n() + ")" },
		func() string { return "$round(" + n() + g.pick("", ", 1", ", -1", ", 2") + ")" },
		func() string {
			return "$power(" + g.pick("2", "3", "-2", "10", n()) + ", " + g.pick("2", "3", "0", "-1", "5") + ")"
		},
		func() string { return "$formatBase(" + n() + g.pick("", ", 2", ", 16", ", 36") + ")" },
		func() string { return "$formatNumber(" + g.pick("1", "12.5", "1234567.891", "0.001") + `, "00.000e0")` },
		func() string {
			return "$formatNumber(" + n() + ", " + g.pick(`"#,##0.00"`, `"0"`, `"#0.0#"`, `"#,##,##0"`, `"0%"`, `"(0);[0]"`, `"$#.#"`, `"0.0.0"`) + ")"
		},
		func() string {
			return "$formatInteger(" + n() + ", " + g.pick(`"w"`, `"W"`, `"Ww;o"`, `"I"`, `"a"`, `"A"`, `"000"`, `"#,##0"`, `"1;o"`, `"#"`) + ")"
		},
		func() string { return g.pick("$sum(", "$max(", "$min(", "$average(", "$count(") + list() + ")" },
		func() string { return g.pick("$boolean(", "$not(", "$exists(", "$type(") + e() + ")" },
		func() string { return "$append(" + e() + ", " + e() + ")" },
		func() string { return g.pick("$reverse(", "$distinct(", "$sort(") + list() + ")" },
		func() string { return "$zip(" + list() + ", " + list() + ")" },
		func() string {
			return g.pick("$keys(", "$spread(", "$merge(") + g.pick("", e(), list(), g.object(depth-1)) + ")"
		},
		func() string { return "$lookup(" + e() + ", " + g.pick(`"a"`, `"b"`) + ")" },
		func() string {
			return g.pick("$base64encode(", "$encodeUrlComponent(", "$encodeUrl(", "$decodeUrl(") + s() + ")"
		},
		func() string {
			return "$fromMillis(" + g.pick("0", "1510067557121", "1e12") + g.pick("", `, "[Y]-[M01]-[D1o] [H]:[m]:[s] [P]"`, `, "[FNn], [D] [MNn] [Y0001] [W] [w] [X] [x] [d]"`, `, "[h#1]:[m01][PN] [z]", "-0500"`) + ")"
		},
		func() string {
			return "$toMillis(" + g.pick(`"2018-02-01T09:42:13.123+0000"`, `"2018-02-01"`, `"1970-01-01T00:00:00Z"`, `"nope"`, s()) + ")"
		},
		func() string { return g.pick("$error(", "$assert(false, ") + g.text() + ")" },
	}
	return calls[g.IntN(len(calls))]()
}

// higher returns the call of a function with a function.
func (g *generator) higher(depth int) string {
	list := g.pick(g.array(depth-1), g.name(), g.path(depth-1))
	switch g.IntN(9) {
	case 0, 1:
		return "$map(" + list + ", " + g.pick(g.lambda(depth, 1), g.lambda(depth, 2), g.lambda(depth, 3), "$string", "$uppercase") + ")"
	case 2, 3:
		return "$filter(" + list + ", " + g.pick(g.lambda(depth, 1), g.lambda(depth, 2)) + ")"
	case 4:
		return "$reduce(" + list + ", " + g.pick("function($l, $r){ $l + $r }", "function($l, $r){ $l & $r }", g.lambda(depth, 2), "$append") + g.pick("", ", 0", ", []") + ")"
	case 5:
		return "$each(" + g.pick(g.name(), g.object(depth-1), "$") + ", " + g.pick(g.lambda(depth, 1), "function($v, $k){ $k & \"=\" & $string($v) }") + ")"
	case 6:
		return "$sift(" + g.pick(g.name(), g.object(depth-1), "$") + ", " + g.pick(g.lambda(depth, 1), "function($v, $k){ $k in [\"a\",\"b\"] }") + ")"
	case 7:
		return "$sort(" + list + ", function($l, $r){ " + g.pick("$l > $r", "$l < $r", "$l.a > $r.a", "$string($l) > $string($r)") + " })"
	default:
		return "$single(" + list + g.pick("", ", "+g.lambda(depth, 1)) + ")"
	}
}

func (g *generator) chain(depth int) string {
	left := g.pick(g.name(), g.atom(depth-1), g.array(depth-1), "$")
	right := g.pick("$sum", "$count()", "$string", "$keys", "$uppercase()", "$substring(1)", "$map("+g.lambda(depth, 1)+")",
		"$append("+g.leaf()+")", g.lambda(depth, 1), "|a[$type($) = \"object\"]|{\"z\": 1}|", "|b[$type($) = \"object\"]|{\"z\": a}, \"a\"|", "|b[$type($) = \"object\"]|{}, [\"a\",\"b\"]|", "$join(\"+\")")
	if g.IntN(4) == 0 {
		right += " ~> " + g.pick("$string", "$count", "$length()")
	}
	return left + " ~> " + right
}

// value returns JSON text.
func (g *generator) value(depth int) string {
	kinds := 5
	if depth > 0 {
		kinds = 11
	}
	switch g.IntN(kinds) {
	case 0, 1:
		return g.pick("0", "1", "2", "3", "2.5", "-1", "100")
	case 2:
		return g.text()
	case 3:
		return g.pick("true", "false", "null")
	case 4:
		return g.pick("1", `"b"`, `"x"`)
	case 5, 6, 7:
		var parts []string
		for range g.IntN(4) {
			parts = append(parts, g.value(depth-1))
		}
		return "[" + strings.Join(parts, ",") + "]"
	default:
		var parts []string
		for _, key := range []string{"a", "b", "c", "d", "e f"} {
			if g.IntN(5) < 3 {
				parts = append(parts, fmt.Sprintf("%q:%s", key, g.value(depth-1)))
			}
		}
		return "{" + strings.Join(parts, ",") + "}"
	}
}
