package analyzer

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A way leads from one state to another, and assigns a variable, or none.
type way struct {
	from, to, variable int
}

// TestAssignedOnRandomWays compares what is assigned at each state with what all paths without end assign, followed until nothing
// changes.
func TestAssignedOnRandomWays(t *testing.T) {
	const variables = 4
	random := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		states := 1 + random.IntN(9)
		var ways []way
		for range 1 + random.IntN(2*states) {
			ways = append(ways, way{random.IntN(states), random.IntN(states), random.IntN(variables+1) - 1})
		}
		text := machineOf(states, ways)
		def, g, x := parts(t, text)
		v := newVariables(def, g, x)
		always, maybe := assignedBy(states, variables, ways)
		for i := range states {
			at := v.at(def.Machine.State(fmt.Sprintf("S%d", i)))
			if len(v.known) > 0 && at.reached != (always[i] != nil) {
				t.Fatalf("S%d is reached: %t\n%s", i, at.reached, text)
			}
			for n := range variables {
				name := fmt.Sprintf("v%d", n)
				if v.has(at.always, name) != always[i][n] || v.has(at.maybe, name) != maybe[i][n] {
					t.Fatalf("S%d: %s is always %t, maybe %t; want %t, %t\n%s", i, name, v.has(at.always, name), v.has(at.maybe, name), always[i][n], maybe[i][n], text)
				}
			}
		}
	}
}

// machineOf returns a definition with a rule of a Choice for each way.
func machineOf(states int, ways []way) string {
	var b strings.Builder
	b.WriteString("StartAt: S0\nStates:\n")
	for i := range states {
		var rules []string
		for _, w := range ways {
			if w.from != i {
				continue
			}
			assign := ""
			if w.variable >= 0 {
				assign = fmt.Sprintf(", Assign: {v%d: 1}", w.variable)
			}
			rules = append(rules, fmt.Sprintf("{Variable: $.x, IsNull: true, Next: S%d%s}", w.to, assign))
		}
		if len(rules) == 0 {
			fmt.Fprintf(&b, "  S%d: {Type: Succeed}\n", i)
		} else {
			fmt.Fprintf(&b, "  S%d: {Type: Choice, Choices: [%s]}\n", i, strings.Join(rules, ", "))
		}
	}
	return b.String()
}

// assignedBy returns what all paths to each state assign, nil where none leads, and what one does.
func assignedBy(states, variables int, ways []way) (always, maybe []map[int]bool) {
	always, maybe = make([]map[int]bool, states), make([]map[int]bool, states)
	always[0], maybe[0] = map[int]bool{}, map[int]bool{}
	for changed := true; changed; {
		changed = false
		for _, w := range ways {
			if always[w.from] == nil {
				continue
			}
			every, some := maps.Clone(always[w.from]), maps.Clone(maybe[w.from])
			if w.variable >= 0 {
				every[w.variable], some[w.variable] = true, true
			}
			if always[w.to] == nil {
				always[w.to], maybe[w.to], changed = every, some, true
				continue
			}
			for n := range variables {
				if always[w.to][n] && !every[n] {
					delete(always[w.to], n)
					changed = true
				}
				if some[n] && !maybe[w.to][n] {
					maybe[w.to][n], changed = true, true
				}
			}
		}
	}
	return always, maybe
}

// TestManyRounds goes through states that lead to each other both ways, entered with a variable at the first and without it at the
// last: each round finds out about one more. Those that would take too many are given up.
func TestManyRounds(t *testing.T) {
	for _, c := range []struct {
		states       int
		always, open bool
	}{{mostRounds / 2, false, false}, {mostRounds * 2, true, true}} {
		ways := []way{{0, 1, 0}, {0, c.states - 1, -1}}
		for i := 1; i < c.states-1; i++ {
			ways = append(ways, way{i, i + 1, -1}, way{i + 1, i, -1})
		}
		def, g, x := parts(t, machineOf(c.states, ways))
		v := newVariables(def, g, x)
		at := v.at(def.Machine.State("S1"))
		if always := v.has(at.always, "v0"); always != c.always || at.open != c.open || !v.has(at.maybe, "v0") {
			t.Errorf("of %d states, the first has the variable: always %t, want %t; open %t, want %t", c.states, always, c.always, at.open, c.open)
		}
	}
}

// TestComponents goes through the components of random graphs: no edge leads to an earlier one, and none could be smaller.
func TestComponents(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		states := 1 + random.IntN(12)
		var ways []way
		for range random.IntN(2 * states) {
			ways = append(ways, way{random.IntN(states), random.IntN(states), -1})
		}
		def, g, _ := parts(t, machineOf(states, ways))
		number := make([]int, states)
		count := 0
		for component := range g.components(def.Machine) {
			count++
			for _, st := range component {
				number[st.Head().Index()] = count
			}
		}
		leads := pathsOf(states, ways)
		for i := range states {
			for j := range states {
				if together := i == j || leads[i][j] && leads[j][i]; together != (number[i] == number[j]) || leads[i][j] && number[i] > number[j] {
					t.Fatalf("S%d is in %d and S%d in %d\n%s", i, number[i], j, number[j], machineOf(states, ways))
				}
			}
		}
		if !slices.Contains(number, count) || slices.Contains(number, 0) {
			t.Fatalf("of %d components, the states are in %v", count, number)
		}
	}
}

// pathsOf returns which states lead to which.
func pathsOf(states int, ways []way) [][]bool {
	leads := make([][]bool, states)
	for i := range leads {
		leads[i] = make([]bool, states)
	}
	for _, w := range ways {
		leads[w.from][w.to] = true
	}
	for k := range states {
		for i := range states {
			for j := range states {
				leads[i][j] = leads[i][j] || leads[i][k] && leads[k][j]
			}
		}
	}
	return leads
}
