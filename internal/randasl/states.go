package randasl

import "fmt"

// expression returns an expression of JSONata.
func expression(text string) string { return "{% " + text + " %}" }

// steps returns one random state, or several that belong together.
func (g *generator) steps(sc scope) []step {
	nested := sc.depth < maxDepth
	switch n := g.IntN(12); {
	case n < 4:
		return []step{{name: g.name("Task"), state: g.task(sc)}}
	case n < 6:
		return []step{{name: g.name("Pass"), state: g.pass(sc)}}
	case n == 6:
		return []step{{name: g.name("Wait"), state: g.wait(sc)}}
	case n == 7:
		return []step{{name: g.name("Choice"), state: g.choice(sc)}}
	case n == 8:
		return g.loop(sc)
	case n == 9 && nested:
		return []step{{name: g.name("Parallel"), state: g.parallel(sc)}}
	case n == 10 && nested:
		return []step{{name: g.name("Map"), state: g.mapState(sc, false)}}
	case n == 11 && nested:
		return []step{{name: g.name("Distributed"), state: g.mapState(sc, true)}}
	default:
		return []step{{name: g.name("Pass"), state: g.pass(sc)}}
	}
}

// state returns a state of a type with a language of its own in some machines of JSONPath.
func (g *generator) state(kind string, sc *scope) map[string]any {
	st := map[string]any{"Type": kind}
	if !sc.jsonata && g.one(6) {
		st["QueryLanguage"], sc.jsonata = "JSONata", true
	}
	if g.one(10) {
		st["Comment"] = "a comment: with # and \"quotes\""
	}
	return st
}

// output adds the fields that keep the input and add the result.
func (g *generator) output(st map[string]any, sc scope) {
	member := fmt.Sprintf("r%d", g.states)
	if sc.jsonata {
		switch g.IntN(3) {
		case 0:
			st["Output"] = expression("$states.input")
		case 1:
			st["Output"] = expression("$merge([$states.input, {'" + member + "': $states.result}])")
		default:
			st["Output"] = map[string]any{
				"n": expression("$states.input.n"), "s": expression("$states.input.s"), "b": expression("$states.input.b"),
				"list": expression("$states.input.list"), member: expression("$exists($states.result)"),
			}
		}
	} else {
		switch g.IntN(3) {
		case 0:
			st["ResultPath"] = nil
		case 1:
			st["ResultPath"] = "$." + member
		default:
			st["ResultPath"] = "$." + member
			if st["Type"] != "Pass" {
				st["ResultSelector"] = map[string]any{"all.$": "$", "name.$": "$$.State.Name", "fixed": g.IntN(9)}
			}
		}
	}
	g.assign(st, sc)
	if g.one(60) {
		fault(st, sc)
	}
}

// fault lets a state fail when it makes its output.
func fault(st map[string]any, sc scope) {
	if sc.jsonata {
		st["Output"] = expression("$error('broken')")
		return
	}
	st["OutputPath"] = "$.none"
}

// assign lets some states assign a variable again.
func (g *generator) assign(st map[string]any, sc scope) {
	if len(sc.own) == 0 || !g.one(4) {
		return
	}
	name := pick(g, sc.own...)
	switch {
	case g.one(2):
		st["Assign"] = map[string]any{name: g.IntN(100)}
	case sc.jsonata:
		st["Assign"] = map[string]any{name: expression("$" + name + " + 1")}
	default:
		st["Assign"] = map[string]any{name + ".$": "States.MathAdd($" + name + ", 1)"}
	}
}

// data returns an object that reads the input, the context object and a variable.
func (g *generator) data(sc scope) map[string]any {
	paths := map[string]string{
		"n": "$.n", "list": "$.list", "text": "States.Format('{}/{}', $.s, $.n)", "count": "States.ArrayLength($.list)",
		"state": "$$.State.Name", "id": "$$.Execution.Id", "at": "$$.State.EnteredTime", "keys": "$.list[*].k", "json": "States.JsonToString($.list)",
	}
	expressions := map[string]string{
		"n": "$states.input.n", "list": "$states.input.list", "text": "$states.input.s & '/' & $string($states.input.n)",
		"count": "$count($states.input.list)", "state": "$states.context.State.Name", "id": "$states.context.Execution.Id",
		"at": "$states.context.State.EnteredTime", "keys": "[$states.input.list.k]", "json": "$string($states.input.list)",
	}
	if len(sc.variables) > 0 {
		name := pick(g, sc.variables...)
		paths["v"], expressions["v"] = "$"+name, "$"+name
	}
	out := map[string]any{"fixed": pick[any](g, 1, 2.5, "text", true, nil)}
	for _, member := range []string{"n", "list", "text", "count", "state", "id", "at", "keys", "json", "v"} {
		switch {
		case paths[member] == "" || !g.one(3):
		case sc.jsonata:
			out[member] = expression(expressions[member])
		default:
			out[member+".$"] = paths[member]
		}
	}
	return out
}

func (g *generator) pass(sc scope) map[string]any {
	st := g.state("Pass", &sc)
	switch {
	case sc.jsonata:
		st["Output"] = expression("$merge([$states.input, {'p': " + pick(g, "$count($states.input.list)", "$uppercase($states.input.s)", "$states.input.b") + "}])")
		g.assign(st, sc)
		return st
	case g.one(3):
		st["Result"] = pick[any](g, 7, "text", []any{1, 2}, map[string]any{"a": nil})
	case g.one(2):
		st["Parameters"] = g.data(sc)
	default:
		st["InputPath"] = pick(g, "$.list", "$.n", "$")
	}
	g.output(st, sc)
	return st
}

func (g *generator) wait(sc scope) map[string]any {
	st := g.state("Wait", &sc)
	switch {
	case g.one(3):
		st["Timestamp"] = fmt.Sprintf("2026-01-01T00:00:%02dZ", g.IntN(60))
	case g.one(2):
		st["Seconds"] = g.IntN(30)
	case sc.jsonata:
		st["Seconds"] = expression("$states.input.n")
	default:
		st["SecondsPath"] = "$.n"
	}
	return st
}

// choice returns a Choice without targets.
func (g *generator) choice(sc scope) map[string]any {
	st := g.state("Choice", &sc)
	var rules []any
	for range 1 + g.IntN(3) {
		rule := g.condition(2)
		if sc.jsonata {
			rule = map[string]any{"Condition": expression(pick(g, "$states.input.n > 1", "$states.input.b", "$states.input.s = 'abc'", "$count($states.input.list) < 2 and true"))}
		}
		rules = append(rules, rule)
	}
	st["Choices"] = rules
	return st
}

func (g *generator) condition(depth int) map[string]any {
	switch n := g.IntN(7); {
	case n == 0 && depth > 0:
		return map[string]any{"Not": g.condition(depth - 1)}
	case n == 1 && depth > 0:
		return map[string]any{pick(g, "And", "Or"): []any{g.condition(depth - 1), g.condition(depth - 1)}}
	case n == 2:
		return map[string]any{"Variable": "$.maybe", "IsPresent": g.one(2)}
	case n == 3:
		return map[string]any{"Variable": "$.b", "BooleanEquals": g.one(2)}
	case n == 4:
		return map[string]any{"Variable": "$.s", "StringMatches": pick(g, "a*", "*", "x?")}
	case n == 5:
		return map[string]any{"Variable": "$.n", "NumericLessThanEqualsPath": "$.n"}
	default:
		return map[string]any{"Variable": "$.n", pick(g, "NumericGreaterThan", "NumericLessThan", "NumericEquals"): g.IntN(4)}
	}
}

// loop returns a loop that counts to two in a variable.
func (g *generator) loop(sc scope) []step {
	name := g.variable()
	start, count, again := g.name("Zero"), g.name("Count"), g.name("Again")
	next, rule := map[string]any{name + ".$": "States.MathAdd($" + name + ", 1)"}, map[string]any{"Variable": "$" + name, "NumericLessThan": 2}
	if sc.jsonata {
		next, rule = map[string]any{name: expression("$" + name + " + 1")}, map[string]any{"Condition": expression("$" + name + " < 2")}
	}
	rule["Next"] = count
	return []step{
		{name: start, state: map[string]any{"Type": "Pass", "Assign": map[string]any{name: 0}}},
		{name: count, state: map[string]any{"Type": "Pass", "Assign": next}, inside: true},
		{name: again, state: map[string]any{"Type": "Choice", "Choices": []any{rule}}, inside: true},
	}
}
