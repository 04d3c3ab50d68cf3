package properties

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/internal/randasl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// TestImpossiblePathFails reads paths at random: where the linter says that one finds nothing, no execution leaves the state
// by a transition that needs the path. A path of a Choice Rule is not read after an earlier rule matched, one of the output
// not after a failure, one of a Catcher only after it, and one of an ItemSelector not without items, and a
// later one of And and Or not if an earlier one decides.
func TestImpossiblePathFails(t *testing.T) {
	claims, reached := 0, 0
	for seed := range seeds(t, 200) {
		d := randasl.New(seed)
		knowInput(d)
		readAtRandom(d, rand.New(rand.NewPCG(seed, 4)))
		program := compile("d.asl.json", d.Text())
		if program == nil {
			continue
		}
		for _, found := range lint.Text(source.NewFile("d.asl.json", d.Text()), rules.All, analyzer.Config{}) {
			if found.Rule != "impossible-path" || found.Severity > source.Warning || settledOf.MatchString(found.Pointer) {
				continue
			}
			claims++
			c := claimOf(&found)
			for answers := range uint64(4) {
				x, _ := run(t, program, &randasl.Definition{Seed: seed + answers<<32, Tree: d.Tree})
				n, problem := c.check(x)
				reached += n
				if problem != "" {
					t.Errorf("seed %d: %s: %s\n%s: %s\n%s\n%s", seed, c.state, problem, found.Pointer, found.Message, d.Text(), history(t, x))
					break
				}
			}
		}
	}
	t.Logf("%d findings, reached %d times", claims, reached)
}

// knowInput lets the first state make the input, so that the linter knows which members it has.
func knowInput(d *randasl.Definition) {
	start := d.Tree["States"].(map[string]any)[d.Tree["StartAt"].(string)].(map[string]any)
	members := map[string]any{}
	for _, name := range []string{"n", "s", "b", "list"} {
		if d.Tree["QueryLanguage"] == "JSONata" {
			members[name] = "{% $states.input." + name + " %}"
		} else {
			members[name+".$"] = "$." + name
		}
	}
	field := "Parameters"
	if d.Tree["QueryLanguage"] == "JSONata" {
		field = "Output"
	}
	start[field] = members
}

// readAtRandom changes some of the paths that a definition reads.
func readAtRandom(d *randasl.Definition, r *rand.Rand) {
	paths := []string{"$.none", "$.error.Error", "$.r2", "$.r3.all", "$.r4.name", "$.list[0].k", "$.n.x", "$.s", "$.r5", "$.maybe"}
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, elem := range v {
				walk(elem)
			}
		case map[string]any:
			for _, name := range slices.Sorted(maps.Keys(v)) {
				text, isText := v[name].(string)
				if isText && strings.HasPrefix(text, "$.") && name != "ResultPath" && r.IntN(6) == 0 {
					v[name] = paths[r.IntN(len(paths))]
				}
				walk(v[name])
			}
		}
	}
	walk(d.Tree)
}

// A claim is what a finding says: which state fails, for which field, and after which state if only then.
type claim struct {
	state, field, after string
	index               int // of the Choice Rule or Catcher
	caught              bool
}

var (
	pointerOf = regexp.MustCompile(`^.*/States/([^/]+)/([^/]+)(?:/(\d+))?`)
	settledOf = regexp.MustCompile(`/(And|Or)/[1-9]`)
	afterOf   = regexp.MustCompile(` after (state|an error in state) ("(?:[^"\\]|\\.)*"):`)
)

func claimOf(d *source.Diagnostic) claim {
	parts := pointerOf.FindStringSubmatch(d.Pointer)
	c := claim{state: parts[1], field: parts[2], index: -1}
	if parts[3] != "" {
		c.index, _ = strconv.Atoi(parts[3])
	}
	if m := afterOf.FindStringSubmatch(d.Message); m != nil {
		c.caught = m[1] != "state"
		c.after, _ = strconv.Unquote(m[2])
	}
	return c
}

// check returns how often an execution entered the state, and how it left it although it can't.
func (c *claim) check(x *simulator.Execution) (entered int, problem string) {
	for i := range x.Events {
		ev := &x.Events[i]
		if d, ok := ev.Details.(*simulator.StateEntered); !ok || d.Name != c.state || !c.comes(x, ev) {
			continue
		}
		entered++
		if c.isSelector() && noItems(x, i) {
			continue
		}
		if via := exitOf(x, i); via != nil && !c.allows(via, ev.State.Kind() == "Map") {
			return entered, fmt.Sprintf("left by %+v", *via)
		}
	}
	for _, child := range x.Children {
		n, problem := c.check(child)
		if entered += n; problem != "" {
			return entered, problem
		}
	}
	return entered, ""
}

// isSelector reports whether the field is evaluated for each item.
func (c *claim) isSelector() bool { return c.field == "ItemSelector" || c.field == "Parameters" }

// noItems reports whether the next event of a state entered says that it has no items, or doesn't know their number.
func noItems(x *simulator.Execution, entered int) bool {
	for i := entered + 1; i < len(x.Events) && x.Events[i].State == x.Events[entered].State; i++ {
		if d, ok := x.Events[i].Details.(*simulator.MapStateStarted); ok {
			return d.Length == 0
		}
	}
	return false
}

// comes reports whether a state was entered on the way that the claim is about.
func (c *claim) comes(x *simulator.Execution, entered *simulator.Event) bool {
	if c.after == "" {
		return true
	}
	if entered.PreviousID == 0 {
		return false
	}
	left, ok := x.Events[entered.PreviousID-1].Details.(*simulator.StateExited)
	return ok && left.Name == c.after && (left.Via.Step == simulator.ByCatch) == c.caught
}

// exitOf returns how the state was left that was entered by an event, nil if it was not.
func exitOf(x *simulator.Execution, entered int) *simulator.Transition {
	frame, state := x.Events[entered].Frame, x.Events[entered].State
	for i := entered + 1; i < len(x.Events); i++ {
		ev := &x.Events[i]
		if d, ok := ev.Details.(*simulator.StateExited); ok && ev.Frame == frame && ev.State == state {
			return &d.Via
		}
	}
	return nil
}

// allows reports whether a state may be left although its path finds nothing.
func (c *claim) allows(via *simulator.Transition, isMap bool) bool {
	switch c.field {
	case "Choices":
		return via.Step == simulator.ByRule && int(via.Index) < c.index
	case "Catch":
		return via.Step != simulator.ByCatch || int(via.Index) != c.index
	case "ItemsPath", "ItemSelector", "Parameters": // of a Map: States.ReferencePathConflict of its ItemsPath can be caught
		return isMap && via.Step == simulator.ByCatch
	case "ResultSelector", "OutputPath", "ResultPath", "Assign", "Output":
		return via.Step == simulator.ByCatch
	default:
		return false
	}
}
