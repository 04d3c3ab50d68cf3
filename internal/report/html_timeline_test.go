package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/report/page"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// detailOf returns the page of an execution.
func detailOf(t *testing.T, r Run) *page.Detail {
	t.Helper()
	b := newHTML("run", "")
	b.machines(coverageOf(r.Definition, r.Execution), []*asl.Definition{r.Definition})
	var c page.Case
	b.execution(&c, r.Definition, r.Execution)
	return c.Detail
}

// TestTimeline has the lanes of branches and iterations, a wait of 5 s, and a retry after 3 s.
func TestTimeline(t *testing.T) {
	d := detailOf(t, run(t, containers, `{"items": [1, 2]}`))
	var lanes []string
	for _, l := range d.Lanes {
		lanes = append(lanes, strings.TrimSpace(fmt.Sprintf("%d %s %s", l.Depth, l.Name, l.Part)))
	}
	want := []string{"0", "1 Both branch 1", "1 Both branch 2", "1 Each [0]", "1 Each [1]", "1 Fails branch 1", "1 Fails branch 1"}
	if diff := cmp.Diff(want, lanes); diff != "" {
		t.Errorf("lanes (-want +got):\n%s", diff)
	}
	var visits []string
	for i := range d.Visits {
		v := &d.Visits[i]
		words := []string{fmt.Sprintf("%s %d-%d %s", v.Name, d.Times[v.Begin], d.Times[v.End], v.Outcome)}
		for _, p := range v.Pieces {
			words = append(words, fmt.Sprintf("%s %d-%d", p.Kind, d.Times[p.Begin], d.Times[p.End]))
		}
		visits = append(visits, strings.Join(words, " "))
	}
	want = []string{
		"Both 0-5000 ok", "One 0-0 ok", "Two 0-5000 ok wait 0-5000", "Each 5000-5000 ok", "Item 5000-5000 ok", "Item 5000-5000 ok",
		"Fails 5000-8000 failed back-off 5000-8000", "No 5000-5000 failed", "No 8000-8000 failed",
	}
	if diff := cmp.Diff(want, visits); diff != "" {
		t.Errorf("visits (-want +got):\n%s", diff)
	}
}

// TestInterrupted has a branch that fails after 1 s, and another one that it aborts, as the case says.
func TestInterrupted(t *testing.T) {
	f := loaded(t, "../../examples/etl", "etl.asl.test.yaml", "")
	for _, r := range inspected(t, f).Results {
		if r.Case.Name != "o registro falha e aborta o aviso" {
			continue
		}
		d := detailOf(t, Run{f.Definition, r.Run.Execution})
		want := map[string]string{"Registrar Execução": "failed 1000", "Publicar Evento": "aborted 1000", "Registrar e Avisar": "caught 1000"}
		for i := range d.Visits {
			v := &d.Visits[i]
			if got := fmt.Sprintf("%s %d", v.Outcome, d.Times[v.End]-d.Times[v.Begin]); want[v.Name] != "" && got != want[v.Name] {
				t.Errorf("%s: %s, not %s", v.Name, got, want[v.Name])
			}
		}
		return
	}
	t.Error("the case is gone")
}

// TestStages has the calls of a task with their answers, and the fields that change the data.
func TestStages(t *testing.T) {
	f := loaded(t, "testdata/browser", "load.asl.test.yaml", "")
	tests := inspected(t, f)
	d := detailOf(t, Run{f.Definition, tests.Results[0].Run.Execution})
	var stages []string
	i := slices.IndexFunc(d.Visits, func(v page.Visit) bool { return v.Name == "Copy" })
	for _, s := range d.Visits[i].Stages {
		stages = append(stages, fmt.Sprintf("%s %d", s.Name, s.Base))
	}
	want := []string{"input -1", "call -1", "error -1", "call, attempt 2 -1", "answer -1", "afterResultSelector -1", "output 0"}
	if diff := cmp.Diff(want, stages); diff != "" {
		t.Errorf("stages of a task (-want +got):\n%s", diff)
	}
	pieces := d.Visits[i].Pieces
	if len(pieces) != 3 || !pieces[0].Failed || pieces[1].Kind != "back-off" || d.Times[pieces[2].End]-d.Times[pieces[2].Begin] != 12000 {
		t.Errorf("pieces of a task: %+v", pieces)
	}
}

// TestMarks looks at the text of each mark that is underlined if it's missed.
func TestMarks(t *testing.T) {
	for name, text := range map[string]string{
		"a.asl.json": "{\"StartAt\": \"é\", \"States\": {\n  \"é\": {\"Type\": \"Choice\", \"Default\": \"B\", \"Choices\": [\n    {\"Variable\": \"$.á\", \"IsNull\": true,\n     \"Next\": \"B\"}]},\n" +
			"  \"B\": {\"Type\": \"Succeed\"}}}",
		"a.asl.yaml": "StartAt: é\nStates:\n  é:\n    Type: Choice\n    Default: B\n    Choices:\n      - {Variable: $.á, IsNull: true, Next: B}\n  B: {Type: Succeed}\n",
	} {
		f := source.NewFile(name, text)
		def, found := asl.Parse(f)
		if found.HasErrors() {
			t.Fatal(found)
		}
		d := coverage.New(def).Definition()
		underlined := 0
		for _, m := range marksOf(def, &d) {
			if !m.Underlined {
				continue
			}
			underlined++
			got := f.Text[f.Offset(m.Line, m.Column):f.Offset(m.EndLine, m.EndColumn)]
			switch rule := strings.Contains(m.Text, "rule"); {
			case rule && (!strings.HasPrefix(got, "{") || !strings.HasSuffix(got, "}") || strings.Count(got, "{") != 1):
				t.Errorf("%s: %s is at %q", name, m.Text, got)
			case !rule && strings.Trim(got, `"`) != "B":
				t.Errorf("%s: %s is at %q", name, m.Text, got)
			}
		}
		if underlined != 2 {
			t.Errorf("%s: %d marks can be underlined, not a rule and a Default", name, underlined)
		}
	}
}

// TestFailuresHappenSomewhere leads from each failed expectation to the step that it's about.
func TestFailuresHappenSomewhere(t *testing.T) {
	f := loaded(t, "testdata/browser", "load.asl.test.yaml", "")
	b := newHTML("test", "")
	for _, r := range inspected(t, f).Results {
		b.result(r)
	}
	i := slices.IndexFunc(b.doc.Cases, func(c page.Case) bool { return c.Outcome == string(suite.Failed) })
	d := b.doc.Cases[i].Detail
	for _, failure := range d.Failures {
		at := ""
		if failure.Visit >= 0 {
			at = d.Visits[failure.Visit].Name
		}
		want := map[string]string{"path": "Concluído", "output": "Concluído", "time": "", "calls": "Copy"}
		for word, state := range want {
			if strings.HasPrefix(failure.Code, word) && at != state {
				t.Errorf("%s: it happened at %q, not at %q", failure.Message, at, state)
			}
		}
	}
	if len(d.Failures) != 4 {
		t.Errorf("%d failures, not 4", len(d.Failures))
	}
}
