package rules_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/source"
)

// A recording is one case of what the service answered.
type recording struct {
	Name           string
	Definition     json.RawMessage
	DefinitionText string
	Type           analyzer.Type
	Severity       string
	Expected       struct {
		Outcome            string
		Result             string
		Message            string
		Diagnostics        []struct{ Code, Location, Message, Severity string }
		VariableReferences map[string][]string
	}
}

func (r *recording) text() string {
	if r.Definition != nil {
		return string(r.Definition)
	}
	return r.DefinitionText
}

func recordings(tb testing.TB, kind string) []*recording {
	tb.Helper()
	dir := corpus.Dir(tb, "ASLCHECK_CORPUS", "conformance")
	var all []*recording
	err := filepath.WalkDir(filepath.Join(dir, kind), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".json" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		r := &recording{}
		if err := json.Unmarshal(text, r); err != nil {
			return err
		}
		all = append(all, r)
		return nil
	})
	if err != nil {
		tb.Skipf("no recordings: %v", err)
	}
	return all
}

// variablesOf returns the variables that each state reads.
func variablesOf(text string) (found map[string][]string) {
	def, _ := asl.Parse(source.NewFile("x.asl.json", text))
	found = map[string][]string{}
	rule := &analyzer.Rule{Name: "variables", Severity: source.Advice, Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.States {
			if names := p.Variables().Names(st); len(names) > 0 {
				found[st.Head().Name] = names
			}
		}
	}}
	analyzer.Run(def, nil, []*analyzer.Rule{rule}, analyzer.Config{})
	return found
}

// TestVariableReferences holds the variables that states read against what DescribeStateMachine answers.
func TestVariableReferences(t *testing.T) {
	for _, r := range recordings(t, "variablereferences") {
		t.Run(r.Name, func(t *testing.T) {
			got := variablesOf(r.text())
			for name, want := range r.Expected.VariableReferences {
				slices.Sort(want)
				if !slices.Equal(got[name], want) {
					t.Errorf("state %s reads %v, want %v", name, got[name], want)
				}
				delete(got, name)
			}
			for name, names := range got {
				t.Errorf("state %s reads %v, want none", name, names)
			}
		})
	}
}

// TestValidation compares our verdict with that of the service.
func TestValidation(t *testing.T) {
	equal := 0
	all := recordings(t, "validation")
	for _, r := range all {
		found := findings("x.asl.json", r.text(), analyzer.Config{Type: r.Type})
		verdict := "valid"
		if found.HasErrors() {
			verdict = "invalid"
		}
		if verdict != r.Expected.Outcome {
			t.Errorf("%s: %s here, %s there: %s\n%s", r.Name, verdict, r.Expected.Outcome, r.Expected.Message, show(found))
			continue
		}
		equal++
		for _, d := range r.Expected.Diagnostics {
			// An empty text is a syntax error here; the service reports it with another code.
			if strings.TrimSpace(r.text()) != "" && !sayLikewise(found, d.Code, d.Location) {
				t.Errorf("%s: the service says %s at %q\n%s", r.Name, d.Code, d.Location, show(found))
			}
		}
	}
	t.Logf("validation: %d of %d verdicts are equal", equal, len(all))
}

// sayLikewise reports whether a finding has the code of the service, at its location or inside it.
func sayLikewise(found source.Diagnostics, code, location string) bool {
	return slices.ContainsFunc(found, func(d source.Diagnostic) bool {
		r := analyzer.Lookup(rules.All, d.Rule)
		return r != nil && r.Code == code && (!strings.HasPrefix(location, "/") || strings.HasPrefix(d.Pointer, location))
	})
}

// TestAcceptedDefinitions lints what the service has run: there must be no error.
func TestAcceptedDefinitions(t *testing.T) {
	all, rejected, counts := recordings(t, "execution"), 0, map[string]int{}
	for _, r := range all {
		found := findings("x.asl.json", r.text(), analyzer.Config{Type: r.Type})
		for _, d := range found {
			counts[d.Rule]++
		}
		found = slices.DeleteFunc(found, func(d source.Diagnostic) bool { return d.Severity != source.Error })
		if len(found) > 0 {
			rejected++
			t.Errorf("%s\n%s%s", r.Name, show(found), strings.TrimSpace(r.text()))
		}
	}
	t.Logf("accepted definitions: %d of %d without error; findings: %v", len(all)-rejected, len(all), counts)
}
