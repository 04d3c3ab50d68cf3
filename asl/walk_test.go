package asl

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// nested is a definition with containers in containers, and one name in two containers.
const nested = `{"StartAt": "Both", "States": {
  "Both": {"Type": "Parallel", "Next": "End", "Branches": [
    {"StartAt": "Each", "States": {"Each": {"Type": "Map", "End": true, "ItemProcessor":
      {"StartAt": "Ask", "States": {"Ask": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true}}}}}},
    {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 1, "Next": "End"}, "End": {"Type": "Succeed"}}}]},
  "Pick": {"Type": "Choice", "Choices": [{"Variable": "$.a", "IsNull": true, "Next": "Old"}], "Default": "Bad"},
  "Old": {"Type": "Map", "End": true, "Iterator": {"StartAt": "One", "States": {"One": {"Type": "Pass", "End": true}}}},
  "Bad": {"Type": "Fail"},
  "End": {"Type": "Succeed"}
}}`

func TestWalk(t *testing.T) {
	def := mustParse(t, nested)
	var starts []string
	def.Walk(func(m *Machine) { starts = append(starts, m.StartAt.Value) })
	if want := []string{"Both", "Each", "Ask", "Wait", "One"}; !slices.Equal(starts, want) {
		t.Errorf("the machines start at %q, want %q", starts, want)
	}
}

func TestStatesAndPaths(t *testing.T) {
	def := mustParse(t, nested)
	var paths []string
	for _, st := range def.States() {
		paths = append(paths, Path(st))
	}
	want := []string{
		"Both", "Pick", "Old", "Bad", "End", "Both/Each", "Both/Each/Ask", "Both/Wait", "Both/End", "Old/One",
	}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMachine(t *testing.T) {
	def := mustParse(t, nested)
	m := def.Machine
	if want := []string{"Both", "Pick", "Old", "Bad", "End"}; !slices.Equal(m.Names(), want) {
		t.Errorf("the names are %q", m.Names())
	}
	if m.State("Wait") != nil || m.State("") != nil {
		t.Error("a state is found that is inside of another")
	}
	both, _ := m.State("Both").(*Parallel)
	if both == nil || both.Branches.Value[1].State("Wait") == nil {
		t.Fatal("a state of a branch is not found")
	}
	if got := both.Branches.Value[1]; got.Branch != 1 || got.Parent != State(both) {
		t.Errorf("the branch is no. %d of %v", got.Branch, got.Parent)
	}
	if got := m.State("End").Head().Machine; got != m || got.Parent != nil {
		t.Error("a state does not know its machine")
	}
}

// TestParts asks every kind of state for the parts that many states share.
func TestParts(t *testing.T) {
	def, _ := parse("test.asl.json", `{"StartAt": "Task", "States": {
	  "Task": {"Type": "Task"}, "Pass": {"Type": "Pass"}, "Choice": {"Type": "Choice"}, "Wait": {"Type": "Wait"},
	  "Succeed": {"Type": "Succeed"}, "Fail": {"Type": "Fail"},
	  "Parallel": {"Type": "Parallel", "Branches": [{}, {}]}, "Map": {"Type": "Map", "Iterator": {}}, "": {"Type": "Nothing"}}}`)
	for _, c := range []struct {
		kind                string
		next, recover, flow bool
		machines            int
	}{
		{"Task", true, true, true, 0},
		{"Pass", true, false, true, 0},
		{"Choice", false, false, true, 0},
		{"Wait", true, false, true, 0},
		{"Succeed", false, false, true, 0},
		{"Fail", false, false, false, 0},
		{"Parallel", true, true, true, 2},
		{"Map", true, true, true, 1},
		{"", true, false, false, 0},
	} {
		t.Run("kind "+c.kind, func(t *testing.T) {
			st := def.Machine.State(c.kind)
			if st.Kind() != c.kind {
				t.Errorf("the kind is %q", st.Kind())
			}
			if (Next(st) != nil) != c.next || (Recover(st) != nil) != c.recover || (Flow(st) != nil) != c.flow {
				t.Errorf("next %v, recover %v, flow %v", Next(st), Recover(st), Flow(st))
			}
			if got := len(Machines(st)); got != c.machines {
				t.Errorf("%d machines inside", got)
			}
		})
	}
	if Next(nil) != nil || Recover(nil) != nil || Flow(nil) != nil || Machines(nil) != nil {
		t.Error("no state has parts")
	}
}

func TestProcessor(t *testing.T) {
	for _, c := range []struct {
		name, fields string
		there, wide  bool
	}{
		{"none", ``, false, false},
		{"new form", `"ItemProcessor": {}`, true, false},
		{"old form", `"Iterator": {}`, true, false},
		{"inline", `"ItemProcessor": {"ProcessorConfig": {"Mode": "INLINE"}}`, true, false},
		{"distributed", `"ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}}`, true, true},
		{"distributed in the old form", `"Iterator": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}}`, true, true},
		{"the new form wins", `"Iterator": {"ProcessorConfig": {"Mode": "DISTRIBUTED"}}, "ItemProcessor": {}`, true, false},
		{"placeholder", `"ItemProcessor": ${P}`, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			fields := c.fields
			if fields != "" {
				fields = ", " + fields
			}
			def, _ := parse("test.asl.json", `{"States": {"M": {"Type": "Map"`+fields+`}}}`)
			m, _ := def.Machine.State("M").(*Map)
			if (m.Processor() != nil) != c.there || m.Distributed() != c.wide {
				t.Errorf("processor %v, distributed %t", m.Processor(), m.Distributed())
			}
		})
	}
}
