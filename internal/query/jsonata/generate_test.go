package jsonata_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// generator makes expressions and inputs at random. It knows the grammar, and enough of the types that many of its
// expressions have a result.
type generator struct {
	*rand.Rand
	vars  []string // variables in scope
	fresh int
	// faulty are expressions that fail, at least one for each code.
	faulty []string
}

func (g *generator) pick(list ...string) string { return list[g.IntN(len(list))] }

func (g *generator) name() string { return g.pick("a", "b", "c", "d", "`e f`") }

func (g *generator) number() string {
	return g.pick("0", "1", "2", "3", "-1", "2.5", "10", "0.1", "1e3", "100", "7", "-2.75", "1234567.891")
}

func (g *generator) text() string {
	return g.pick(`"x"`, `"abc"`, `""`, `"b"`, `"12"`, `"a-b-c"`, `"Hello World"`, `"é😀z"`, `"3.5"`, `"  two  words "`, `"a,b,,c"`, `"ABBA"`)
}

func (g *generator) regex() string {
	return g.pick("/b/", "/[a-c]+/", "/(a)(b)?/", "/o/i", `/\s+/`, "/^a/", "/(.)-/", "/l+/")
}

// expr returns an expression of limited depth.
func (g *generator) expr(depth int) string {
	if depth <= 0 {
		return g.leaf()
	}
	switch g.IntN(24) {
	case 22:
		return g.pick(g.faulty...)
	case 23:
		return g.measured()
	case 0, 1:
		return g.leaf()
	case 2, 3, 4, 5:
		return g.path(depth)
	case 6:
		return g.arithmetic(depth)
	case 7:
		return g.boolean(depth)
	case 8:
		return g.expr(depth-1) + " & " + g.expr(depth-1)
	case 9:
		return g.array(depth)
	case 10:
		return g.object(depth)
	case 11:
		return "(" + g.boolean(depth-1) + " ? " + g.expr(depth-1) + g.pick("", " : "+g.expr(depth-1)) + ")"
	case 12:
		return g.block(depth)
	case 13, 14, 15:
		return g.call(depth)
	case 16, 17:
		return g.higher(depth)
	case 18:
		return g.chain(depth)
	case 19:
		return "-" + g.atom(depth-1)
	case 20:
		return g.lambdaCall(depth)
	default:
		return g.joined()
	}
}

func (g *generator) leaf() string {
	switch g.IntN(9) {
	case 0, 1:
		return g.number()
	case 2:
		return g.text()
	case 3:
		return g.pick("true", "false", "null", "$", "$$", "nothing")
	case 4:
		if len(g.vars) > 0 {
			return "$" + g.vars[g.IntN(len(g.vars))]
		}
		return "$"
	default:
		return g.name()
	}
}

// atom returns an expression that can stand anywhere.
func (g *generator) atom(depth int) string { return "(" + g.expr(depth) + ")" }

func (g *generator) path(depth int) string {
	var b strings.Builder
	switch g.IntN(6) {
	case 0:
		b.WriteString(g.atom(depth - 1))
	case 1:
		b.WriteString(g.pick("$", "$$"))
	case 2:
		b.WriteString(g.array(depth - 1))
	default:
		b.WriteString(g.name())
	}
	for range g.IntN(4) {
		b.WriteString(g.suffix(depth))
	}
	if g.IntN(12) == 0 {
		b.WriteString("{" + g.pair(depth-1) + "}")
	}
	return b.String()
}

// suffix returns what may follow a step.
func (g *generator) suffix(depth int) string {
	switch g.IntN(16) {
	case 0, 1, 2, 3, 4, 5:
		return "." + g.name()
	case 6:
		return g.pick(".*", ".**")
	case 7, 8:
		return "[" + g.pick("0", "-1", "1", "[0,1]", "[0..1]", "5") + "]"
	case 9:
		return "[" + g.boolean(depth-1) + "]"
	case 10:
		return "[]"
	case 11:
		return "^(" + g.pick("", "<", ">") + g.pick("a", "b", "$", "c.d") + ")"
	case 12:
		return ".(" + g.expr(depth-1) + ")"
	case 13:
		return "." + g.object(depth-1)
	case 14:
		return "." + g.array(depth-1)
	default:
		return "[" + g.name() + g.pick("=", "!=", "<", ">") + g.leaf() + "]"
	}
}

// joined returns a path with %, @ or #.
func (g *generator) joined() string {
	old := len(g.vars)
	defer func() { g.vars = g.vars[:old] }()
	var b strings.Builder
	b.WriteString(g.name())
	for range 1 + g.IntN(3) {
		switch g.IntN(8) {
		case 0:
			g.fresh++
			v := fmt.Sprintf("v%d", g.fresh)
			b.WriteString("@$" + v)
			g.vars = append(g.vars, v)
			if g.IntN(2) == 0 {
				b.WriteString("[" + g.pick("$"+v+".a = 1", "a = $"+v+".a", "$"+v+" > 1") + "]")
			}
		case 1:
			g.fresh++
			v := fmt.Sprintf("i%d", g.fresh)
			b.WriteString("#$" + v)
			g.vars = append(g.vars, v)
			if g.IntN(2) == 0 {
				b.WriteString("[$" + v + g.pick("=", "<", ">") + g.pick("0", "1", "2") + "]")
			}
		case 2:
			b.WriteString("[%." + g.name() + g.pick("=", "!=") + g.leaf() + "]")
		case 3:
			b.WriteString("." + g.pick("%", "%."+g.name()))
		default:
			b.WriteString("." + g.name())
		}
	}
	switch g.IntN(4) {
	case 0:
		b.WriteString(".{\"k\": " + g.pick("%."+g.name(), "$", g.leaf()) + "}")
	case 1:
		b.WriteString("^(" + g.pick("", ">") + g.name() + ")")
	case 2:
		if len(g.vars) > old {
			b.WriteString(".[$" + g.vars[len(g.vars)-1] + ", " + g.leaf() + "]")
		}
	}
	return b.String()
}

func (g *generator) arithmetic(depth int) string {
	operand := func() string { return g.pick(g.number(), g.number(), g.name(), g.atom(depth-1)) }
	return operand() + " " + g.pick("+", "-", "*", "/", "%") + " " + operand()
}

func (g *generator) boolean(depth int) string {
	if depth <= 0 {
		return g.pick("true", "false", "a", "b = 1", "$ > 1", "a < 3", "c in [1,2,\"x\"]")
	}
	switch g.IntN(5) {
	case 0:
		return g.atom(depth-1) + g.pick(" and ", " or ") + g.atom(depth-1)
	case 1:
		return g.atom(depth-1) + " in " + g.atom(depth-1)
	default:
		return g.pick(g.name(), "$", g.atom(depth-1)) + " " + g.pick("=", "!=", "<", "<=", ">", ">=") + " " + g.pick(g.number(), g.text(), g.atom(depth-1))
	}
}

func (g *generator) array(depth int) string {
	var parts []string
	for range g.IntN(4) {
		if g.IntN(6) == 0 {
			parts = append(parts, g.pick("1..3", "0..0", "3..1", "a..4", "1..b"))
		} else {
			parts = append(parts, g.expr(depth-1))
		}
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func (g *generator) pair(depth int) string {
	return g.pick(`"k"`, `"m"`, "a[$type($) = \"string\" and $not($contains($, /^[0-9]+$/))]", "\"k\" & $string(b)") + ": " + g.expr(depth)
}

func (g *generator) object(depth int) string {
	var parts []string
	for range g.IntN(3) {
		parts = append(parts, g.pair(depth-1))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func (g *generator) block(depth int) string {
	old := len(g.vars)
	defer func() { g.vars = g.vars[:old] }()
	var parts []string
	for range 1 + g.IntN(2) {
		g.fresh++
		v := fmt.Sprintf("x%d", g.fresh)
		parts = append(parts, "$"+v+" := "+g.expr(depth-1))
		g.vars = append(g.vars, v)
	}
	parts = append(parts, g.expr(depth-1))
	return "(" + strings.Join(parts, "; ") + ")"
}
