package randasl

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"

	"github.com/aslcheck/aslcheck/value"
)

// A Definition is a random definition.
type Definition struct {
	Seed uint64
	// Tree is the definition as encoding/json has it.
	Tree map[string]any
}

// New returns the definition of a seed.
func New(seed uint64) *Definition {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, stream))}
	jsonata := g.one(3)
	tree := g.machine(scope{jsonata: jsonata})
	if jsonata {
		tree["QueryLanguage"] = "JSONata"
	}
	if g.one(6) {
		tree["TimeoutSeconds"] = 1 + g.IntN(60)
	}
	return &Definition{Seed: seed, Tree: tree}
}

// Text returns the definition as JSON.
func (d *Definition) Text() string { return Text(d.Tree) }

// Text returns a tree as JSON.
func Text(tree any) string {
	text, err := json.MarshalIndent(tree, "", "  ")
	if err != nil {
		panic("BUG: " + err.Error())
	}
	return string(text) + "\n"
}

// Input returns the input of the execution.
func (d *Definition) Input() value.Value {
	r := rand.New(rand.NewPCG(d.Seed, stream+1))
	list := "[]"
	switch r.IntN(4) {
	case 1:
		list = `[{"k": 1}]`
	case 2, 3:
		list = `[{"k": 1}, {"k": 2, "x": "é"}]`
	}
	return value.MustParse(fmt.Sprintf(`{"n": %d, "s": %q, "b": %t, "list": %s}`, r.IntN(5), [...]string{"", "abc", "x y"}[r.IntN(3)], r.IntN(2) == 0, list))
}

// stream tells the random numbers of definitions from those of other users of the same seed.
const stream = 0x72616e6461736c

// A generator makes the parts of one definition.
type generator struct {
	*rand.Rand
	// states counts the states, so that each has a name of its own.
	states, variables int
}

// A scope is a machine that is being made.
type scope struct {
	jsonata bool
	// variables are those that all states of the machine can read, own those among them that it assigns itself.
	variables, own []string
	depth          int
}

// one is true once in n times.
func (g *generator) one(n int) bool { return g.IntN(n) == 0 }

// pick returns one of several values.
func pick[T any](g *generator, values ...T) T { return values[g.IntN(len(values))] }

// name returns a new name for a state of a kind, some with a space or a letter beyond ASCII.
func (g *generator) name(kind string) string {
	g.states++
	return fmt.Sprintf("%s%s%d", kind, pick(g, "", " ", "é", "-"), g.states)
}

// variable returns a new name for a variable.
func (g *generator) variable() string {
	g.variables++
	return fmt.Sprintf("v%d", g.variables)
}

// limits of a machine.
const (
	maxDepth  = 2
	maxStates = 6
)

// A step is a state of a machine in the order of its transitions.
type step struct {
	name  string
	state map[string]any
	// inside says that only the step before leads to it.
	inside bool
}

// machine returns a machine: a Pass that assigns variables, random states, and an end.
func (g *generator) machine(sc scope) map[string]any {
	first, sc := g.assigning(sc)
	steps := []step{first}
	for range 1 + g.IntN(maxStates-2*sc.depth) {
		steps = append(steps, g.steps(sc)...)
	}
	if g.one(2) {
		steps = append(steps, step{name: g.name("Succeed"), state: map[string]any{"Type": "Succeed"}})
	}
	return g.link(steps, sc)
}

// assigning returns the first state of a machine, which assigns variables, and the scope with these.
func (g *generator) assigning(sc scope) (step, scope) {
	first := map[string]any{"Type": "Pass"}
	assign := map[string]any{}
	sc.variables, sc.own = sc.variables[:len(sc.variables):len(sc.variables)], nil
	for range g.IntN(3) {
		name := g.variable()
		assign[name] = g.IntN(100)
		sc.variables, sc.own = append(sc.variables, name), append(sc.own, name)
	}
	if len(assign) > 0 {
		first["Assign"] = assign
	}
	return step{name: g.name("Start"), state: first}, sc
}

// link puts the transitions into states, and the machine around them.
func (g *generator) link(steps []step, sc scope) map[string]any {
	states := map[string]any{}
	for i := range steps {
		st := steps[i].state
		states[steps[i].name] = st
		to := g.later(steps, i, states)
		switch st["Type"] {
		case "Choice":
			linkChoice(st, to)
			if i < len(steps)-1 {
				st["Default"] = steps[i+1].name
			} else {
				st["Default"] = to()
			}
			continue
		case "Succeed", "Fail":
			continue
		}
		if i == len(steps)-1 {
			st["End"] = true
		} else {
			st["Next"] = steps[i+1].name
		}
		if g.recovers(st["Type"]) {
			g.recovery(st, sc, to)
		}
	}
	return map[string]any{"StartAt": steps[0].name, "States": states}
}

func (*generator) recovers(kind any) bool {
	return kind == "Task" || kind == "Parallel" || kind == "Map"
}

// later returns a function that picks the name of a state after the i-th one, or of a new Fail state.
func (g *generator) later(steps []step, i int, states map[string]any) func() string {
	return func() string {
		for k := i + 1 + g.IntN(len(steps)-i); k < len(steps); k++ {
			if !steps[k].inside {
				return steps[k].name
			}
		}
		name := g.name("Fail")
		states[name] = map[string]any{"Type": "Fail", "Error": pick(g, failures...), "Cause": "because"}
		return name
	}
}

// linkChoice gives the rules of a Choice their targets.
func linkChoice(st map[string]any, to func() string) {
	for _, rule := range st["Choices"].([]any) {
		if rule := rule.(map[string]any); rule["Next"] == nil {
			rule["Next"] = to()
		}
	}
}
