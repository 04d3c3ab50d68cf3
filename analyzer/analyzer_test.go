package analyzer_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

func Example() {
	def, diagnostics := asl.Parse(source.NewFile("etl.asl.json", `{
  "StartAt": "Extract",
  "States": {
    "Extract": {"Type": "Pass", "Next": "Laod"},
    "Load": {"Type": "Succeed"}
  }
}`))
	for _, d := range analyzer.Run(def, diagnostics, rules.All, analyzer.Config{}) {
		fmt.Println(d)
	}
	// Output:
	// etl.asl.json:4:41: error: "Next" names unknown state "Laod" (did you mean "Load"?) [unknown-state]
}

// A custom rule is a value like the built-in ones.
func ExampleRule() {
	comments := &analyzer.Rule{
		Name: "state-without-comment", Severity: source.Advice,
		Check: func(p *analyzer.Pass) {
			for _, st := range p.Graph.States {
				if head := st.Head(); !head.Comment.Set {
					p.Report(head.NameSpan, "state %q has no Comment", head.Name)
				}
			}
		},
	}
	def, _ := asl.Parse(source.NewFile("x.asl.json", `{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}`))
	for _, d := range analyzer.Run(def, nil, []*analyzer.Rule{comments}, analyzer.Config{}) {
		fmt.Println(d)
	}
	// Output:
	// x.asl.json:1:29: advice: state "A" has no Comment [state-without-comment]
}

func lint(text string, cfg analyzer.Config) source.Diagnostics {
	def, diagnostics := asl.Parse(source.NewFile("x.asl.json", text))
	return analyzer.Run(def, diagnostics, rules.All, cfg)
}

const unreached = `{"StartAt": "A", "States": {"A": {"Type": "Succeed"}, "B": {"Type": "Succeed", "Coment": ""}}}`

func TestSeverities(t *testing.T) {
	found := lint(unreached, analyzer.Config{Severities: map[string]source.Severity{
		"unreachable-state": source.Advice, "unknown-field": analyzer.Off,
	}})
	if len(found) != 1 || found[0].Severity != source.Advice || found[0].Pointer != "/States/B" {
		t.Errorf("got %v", found)
	}
}

// TestOptional has a rule that is off until its severity is set. While it is off, a suppression of it is not reported as
// unused.
func TestOptional(t *testing.T) {
	taste := &analyzer.Rule{Name: "taste", Severity: source.Advice, Optional: true, Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.States {
			p.Report(st.Head().NameSpan, "state %q", st.Head().Name)
		}
	}}
	unused := analyzer.Lookup(rules.All, analyzer.RuleUnusedSuppression)
	def, _ := asl.Parse(source.NewFile("x.asl.json", `{"StartAt": "A", "States": {
		"A": {"Type": "Pass", "Next": "B", "Comment": "aslcheck:ignore taste why not"}, "B": {"Type": "Succeed"}}}`))
	for _, c := range []struct {
		name string
		set  map[string]source.Severity
		want source.Severity
	}{
		{"not named", nil, analyzer.Off},
		{"off", map[string]source.Severity{"taste": analyzer.Off}, analyzer.Off},
		{"advice", map[string]source.Severity{"taste": source.Advice}, source.Advice},
		{"error", map[string]source.Severity{"taste": source.Error}, source.Error},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := analyzer.Run(def, nil, []*analyzer.Rule{taste, unused}, analyzer.Config{Severities: c.set})
			switch {
			case c.want == analyzer.Off && len(found) > 0:
				t.Errorf("got %v", found)
			case c.want != analyzer.Off && (len(found) != 1 || found[0].Severity != c.want || found[0].Pointer != "/States/B"):
				t.Errorf("got %v", found)
			}
		})
	}
}

// TestValidate holds that rules about definitions that AWS rejects are never off by default.
func TestValidate(t *testing.T) {
	r := *analyzer.Lookup(rules.All, "unknown-state")
	if faults := analyzer.Validate([]*analyzer.Rule{&r}); len(faults) > 0 {
		t.Errorf("got %q", faults)
	}
	r.Optional = true
	if faults := analyzer.Validate([]*analyzer.Rule{&r}); len(faults) != 1 || !strings.Contains(faults[0], "off by default") {
		t.Errorf("got %q", faults)
	}
	r.Optional, r.Check, r.CheckResource = false, func(*analyzer.Pass) {}, func(*analyzer.ResourcePass) {}
	if faults := analyzer.Validate([]*analyzer.Rule{&r}); len(faults) != 1 || !strings.Contains(faults[0], "at resources") {
		t.Errorf("got %q", faults)
	}
}

// TestValidateConfidence holds that each rule says how sure it is, and that nothing is an error as good practice alone.
func TestValidateConfidence(t *testing.T) {
	r := *analyzer.Lookup(rules.All, "unknown-state")
	for confidence, want := range map[analyzer.Confidence]string{0: "no confidence", analyzer.Advisory: "good practice", 9: "no confidence"} {
		r.Confidence = confidence
		if faults := analyzer.Validate([]*analyzer.Rule{&r}); len(faults) != 1 || !strings.Contains(faults[0], want) {
			t.Errorf("confidence %q: got %q", confidence, faults)
		}
	}
}

// TestRunKeeps holds that Run does not change its arguments, and keeps findings of unknown rules.
func TestRunKeeps(t *testing.T) {
	def, diagnostics := asl.Parse(source.NewFile("x.asl.json", unreached))
	before := diagnostics[0]
	found := analyzer.Run(def, diagnostics, nil, analyzer.Config{})
	if len(found) != 1 || found[0].Rule != "unknown-field" || diagnostics[0].Message != before.Message {
		t.Errorf("got %v", found)
	}
	if found := analyzer.Run(nil, diagnostics, rules.All, analyzer.Config{}); len(found) != 1 {
		t.Errorf("without a definition: %v", found)
	}
}

// TestLoopThatGrows lints a loop in which each round copies the data twice, so that its shape would grow without end.
func TestLoopThatGrows(t *testing.T) {
	var states []string
	for i := range 40 {
		states = append(states, fmt.Sprintf(`"S%d": {"Type": "Pass", "Parameters": {"a.$": "$", "b.$": "$", "c": {"d.$": "$"}}, "ResultPath": "$.x%d", "Next": "S%d"}`,
			i, i%3, (i+1)%40))
	}
	text := `{"StartAt": "First", "States": {"First": {"Type": "Pass", "Result": {"n": 1}, "Next": "S0"}, ` + strings.Join(states, ", ") + `}}`
	start := time.Now()
	lint(text, analyzer.Config{})
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %s", took)
	}
}

// TestManyStates lints 20,000 states in a row, each of which may go to the next or back to the first.
func TestManyStates(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"StartAt": "S0", "States": {`)
	const n = 20_000
	for i := range n {
		fmt.Fprintf(&b, `"S%d": {"Type": "Choice", "Choices": [{"Variable": "$.x", "IsNull": true, "Next": "S0"}], "Default": "S%d"}, `, i, i+1)
	}
	fmt.Fprintf(&b, `"S%d": {"Type": "Succeed"}}}`, n)
	for _, d := range lint(b.String(), analyzer.Config{}) {
		if d.Rule != "definition-too-large" {
			t.Fatal(d)
		}
	}
}

func FuzzRun(f *testing.F) {
	for _, r := range rules.All {
		if len(r.Bad) < 10_000 {
			f.Add(r.Bad)
		}
	}
	cases, _ := filepath.Glob("rules/testdata/*/*.txtar")
	for _, name := range cases {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		_, definition, _ := strings.Cut(string(text), " --\n")
		definition, _, _ = strings.Cut(definition, "-- want --")
		f.Add(definition)
	}
	optional := map[string]source.Severity{}
	for _, r := range rules.All {
		if r.Optional {
			optional[r.Name] = r.Severity
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, name := range []string{"x.asl.json", "x.asl.yaml"} {
			file := source.NewFile(name, text)
			def, diagnostics := asl.Parse(file)
			found := analyzer.Run(def, diagnostics, rules.All, analyzer.Config{Type: analyzer.Express, Severities: optional})
			for _, d := range found {
				if d.Message == "" || analyzer.Lookup(rules.All, d.Rule) == nil {
					t.Errorf("a finding without message or rule: %v", d)
				}
			}
			source.Apply(file, found)
		}
	})
}
