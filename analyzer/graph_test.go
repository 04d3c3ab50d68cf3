package analyzer

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

func stateNames(states []asl.State) string {
	names := make([]string, len(states))
	for i, st := range states {
		names[i] = st.Head().Name
	}
	return strings.Join(names, " ")
}

func TestCycles(t *testing.T) {
	for name, c := range map[string]struct{ edges, want string }{
		"none":                  {"A-B B-C A-C C-D", ""},
		"back without a cycle":  {"A-C C-B B-D", ""},
		"itself":                {"A-B B-B B-C", "B"},
		"only itself":           {"A-A", "A"},
		"all":                   {"A-B B-C C-A", "A B C"},
		"two":                   {"A-B B-A B-C C-D D-C", "A B, C D"},
		"two in another order":  {"A-D D-C C-D C-B B-E E-B", "B E, C D"},
		"one inside another":    {"A-B B-C C-B C-D D-A D-E", "A B C D"},
		"a way into a part":     {"A-B A-C B-D D-B C-B", "B D"},
		"a part that is left":   {"A-C C-D D-C C-B B-E A-E", "C D"},
		"from an earlier part":  {"A-B B-A A-C C-D D-C D-E C-E", "A B, C D"},
		"not reached":           {"A-B C-D D-C", "C D"},
		"not reached, a way in": {"A-B C-A C-B", ""},
		"eight":                 {"A-B A-E A-A B-C B-E C-D C-B D-E", "A, B C"},
	} {
		t.Run(name, func(t *testing.T) {
			_, g, _ := parts(t, choices(c.edges))
			var got []string
			for _, part := range g.cycles() {
				got = append(got, stateNames(part))
			}
			if text := strings.Join(got, ", "); text != c.want {
				t.Errorf("got %s, want %s", text, c.want)
			}
		})
	}
}

// choices returns a definition of Choice states with the given transitions; a state without one succeeds.
func choices(edges string) string {
	var b strings.Builder
	b.WriteString("StartAt: A\nStates:\n")
	for _, from := range "ABCDEFGH" {
		if !strings.ContainsRune(edges, from) {
			continue
		}
		var rules []string
		for edge := range strings.FieldsSeq(edges) {
			if to, ok := strings.CutPrefix(edge, string(from)+"-"); ok {
				rules = append(rules, fmt.Sprintf("{Variable: $.x, StringEquals: %q, Next: %s}", to, to))
			}
		}
		if len(rules) == 0 {
			fmt.Fprintf(&b, "  %c: {Type: Succeed}\n", from)
		} else {
			fmt.Fprintf(&b, "  %c: {Type: Choice, Choices: [%s]}\n", from, strings.Join(rules, ", "))
		}
	}
	return b.String()
}

func TestEnds(t *testing.T) {
	for _, c := range []struct {
		edges string
		want  string // the states from which the end is reached
	}{
		{"A-B B-C", "A B C"},
		{"A-B B-A", ""},
		{"A-B B-A A-C", "A B C"},
		{"A-B B-C C-B A-D", "A D"},
	} {
		_, g, _ := parts(t, choices(c.edges))
		ending := slices.DeleteFunc(slices.Clone(g.States), func(st asl.State) bool { return !g.Ends(st) })
		if got := stateNames(ending); got != c.want {
			t.Errorf("%s: got %s, want %s", c.edges, got, c.want)
		}
	}
}

func TestTerminal(t *testing.T) {
	def, _, _ := parts(t, `
StartAt: A
States:
  A: {Type: Pass, End: true}
  B: {Type: Pass, End: false}
  C: {Type: Pass, Next: A}
  D: {Type: Wait, Seconds: 1, End: "${End}"}
  E: {Type: Succeed}
  F: {Type: Fail}
  G: {Type: "${Type}"}
  H: {Type: Choice, Choices: [{Variable: $.a, IsNull: true, Next: A}]}
`)
	ending := slices.DeleteFunc(slices.Clone(def.Machine.States), func(st asl.State) bool { return !Terminal(st) })
	if got := stateNames(ending); got != "A D E F G" {
		t.Errorf("got %s", got)
	}
}

// TestGraph lists edges by the states at their ends, with the fields that make them.
func TestGraph(t *testing.T) {
	def, g, _ := parts(t, `
StartAt: A
States:
  A: {Type: Choice, Choices: [{Variable: $.a, IsNull: true, Next: B}, {Variable: $.a, IsNull: false, Next: Gone}], Default: C}
  B: {Type: Parallel, Catch: [{ErrorEquals: [States.ALL], Next: C}], Next: "${Next}", Branches: [{StartAt: P, States: {P: {Type: Pass, End: true}, Q: {Type: Succeed}}}]}
  C: {Type: Map, ItemProcessor: {StartAt: M, States: {M: {Type: Task, Resource: "arn:aws:states:::lambda:invoke", End: true}}}, End: true}
  D: {Type: Succeed}
`)
	name := func(st asl.State) string {
		if st == nil {
			return "-"
		}
		return st.Head().Name
	}
	var got []string
	for _, e := range g.Edges {
		got = append(got, fmt.Sprintf("%s %s %s", name(e.From), e.Kind.Field(), name(e.To)))
	}
	want := "- StartAt A, A Next B, A Next -, A Default C, B Next -, B Next C, - StartAt P, - StartAt M"
	if text := strings.Join(got, ", "); text != want {
		t.Errorf("got %s, want %s", text, want)
	}
	reached := slices.DeleteFunc(slices.Clone(g.States), func(st asl.State) bool { return !g.Reachable(st) })
	if text := stateNames(reached); text != "A B C D P M" { // the Next of B may lead to D
		t.Errorf("reached %s", text)
	}
	if len(g.Tasks) != 1 || len(g.Maps) != 1 || len(g.Choices) != 1 || len(g.Machines) != 3 {
		t.Errorf("%d tasks, %d maps, %d choices, %d machines", len(g.Tasks), len(g.Maps), len(g.Choices), len(g.Machines))
	}
	c := def.Machine.State("C")
	if in, out := g.In(c), g.Out(c); len(in) != 2 || name(in[0].From) != "A" || name(in[1].From) != "B" || len(out) != 0 {
		t.Errorf("C has the edges %v and %v", in, out)
	}
	if out := g.Out(def.Machine.State("A")); len(out) != 3 || out[0].Rule == nil || out[2].Kind != DefaultEdge {
		t.Errorf("A has the edges %v", out)
	}
}

// TestGuess has names that nearly name a state: it counts as reached only where nothing else leads there.
func TestGuess(t *testing.T) {
	for text, want := range map[string]string{
		`{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Shp"}, "Ship": {"Type": "Succeed"}}}`:                                  "Ship true",
		`{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Else"}, "Ship": {"Type": "Succeed"}}}`:                                 "none",
		`{"StartAt": "Ship", "States": {"A": {"Type": "Pass", "Next": "Shp"}, "Ship": {"Type": "Pass", "Next": "A"}}}`:                     "none",
		`{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Ship"}, "Ship": {"Type": "Succeed"}}}`:                                 "Ship false",
		`{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Shp"}, "Ship": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Fail"}}}`: "Ship true",
	} {
		def, _ := asl.Parse(source.NewFile("x.asl.json", text))
		got := "none"
		for _, e := range newGraph(def).Edges {
			if e.From != nil && e.From.Head().Name == "A" && e.To != nil {
				got = fmt.Sprintf("%s %t", e.To.Head().Name, e.Guessed)
			}
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}
