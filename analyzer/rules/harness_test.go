package rules_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/source"
)

var update = flag.Bool("update", false, "rewrite the want sections of testdata and docs/rules.md")

// with returns the severities that turn rules on which are optional.
func with(list ...*analyzer.Rule) map[string]source.Severity {
	severities := map[string]source.Severity{}
	for _, r := range list {
		if r.Optional {
			severities[r.Name] = r.Severity
		}
	}
	return severities
}

// findings returns all findings of a definition, or of the definitions of a template.
func findings(name, text string, cfg analyzer.Config) source.Diagnostics {
	return lint.Text(source.NewFile(name, text), rules.All, cfg)
}

// show prints findings with the ends of their spans, one on a line.
func show(found source.Diagnostics) string {
	var b strings.Builder
	for _, d := range found {
		name := ""
		if d.Span.File != nil {
			name = d.Span.File.Name
		}
		fmt.Fprintf(&b, "%s:%s-%s: %s: %s [%s]\n", name, d.Span.Start, d.Span.End, d.Severity, d.Message, d.Rule)
	}
	return b.String()
}

// exampleFile returns a file name that fits the format of an example.
func exampleFile(text string) string {
	switch {
	case strings.HasPrefix(text, "resource "):
		return "main.tf"
	case locate.Mentions(text):
		return "template.yaml"
	case strings.HasPrefix(text, "{"):
		return "example.asl.json"
	}
	return "example.asl.yaml"
}

func TestRegistry(t *testing.T) {
	for _, fault := range analyzer.Validate(rules.All) {
		t.Error(fault)
	}
	for _, r := range rules.All {
		if _, err := os.Stat(strings.ReplaceAll(r.Name, "-", "_") + ".go"); err != nil {
			t.Errorf("rule %q has no file of its name", r.Name)
		}
		if cases, _ := filepath.Glob(filepath.Join("testdata", r.Name, "*.txtar")); len(cases) < 2 {
			t.Errorf("rule %q has %d cases in testdata, not two", r.Name, len(cases))
		}
	}
	folders, _ := filepath.Glob("testdata/*")
	for _, folder := range folders {
		if analyzer.Lookup(rules.All, filepath.Base(folder)) == nil {
			t.Errorf("%s belongs to no rule of the list", folder)
		}
	}
}

func TestExamples(t *testing.T) {
	for _, r := range rules.All {
		t.Run(r.Name, func(t *testing.T) {
			cfg := analyzer.Config{Type: r.Type, Severities: with(r)}
			hits := 0
			bad := findings(exampleFile(r.Bad), r.Bad, cfg)
			for _, d := range bad {
				switch {
				case d.Rule == r.Name && d.Severity == r.Severity:
					hits++
				case d.Severity != source.Advice:
					t.Errorf("the bad example has more than its finding:\n%s", show(bad))
				}
			}
			if hits == 0 {
				t.Errorf("the bad example has other findings:\n%s", show(bad))
			}
			good := findings(exampleFile(r.Good), r.Good, cfg)
			for _, d := range good {
				if d.Severity != source.Advice || d.Rule == r.Name {
					t.Errorf("the good example has findings:\n%s", show(good))
					break
				}
			}
		})
	}
}

// TestMutation drops each rule in turn: its bad example must show it, so that no rule is there without effect.
func TestMutation(t *testing.T) {
	for i, r := range rules.All {
		if r.Check == nil && r.CheckResource == nil || foundByParser(r) {
			continue // made before rules run; TestDocs and TestRegistry miss such a rule
		}
		rest := slices.Concat(rules.All[:i], rules.All[i+1:])
		cfg := analyzer.Config{Type: r.Type, Severities: with(r)}
		for _, d := range lint.Text(source.NewFile(exampleFile(r.Bad), r.Bad), rest, cfg) {
			if d.Rule == r.Name {
				t.Errorf("%q is found without its rule", r.Name)
			}
		}
	}
}

// foundByParser reports whether the parser alone makes the finding of the bad example of a rule.
func foundByParser(r *analyzer.Rule) bool {
	_, found := asl.Parse(source.NewFile(exampleFile(r.Bad), r.Bad))
	return slices.ContainsFunc(found, func(d source.Diagnostic) bool { return d.Rule == r.Name })
}

// An archive is a comment followed by named files, each after a line "-- name --".
type archive struct {
	comment string
	names   []string
	files   map[string]string
}

func readArchive(text string) archive {
	a := archive{files: map[string]string{}}
	name := ""
	for line := range strings.Lines(text) {
		if trimmed := strings.TrimSpace(line); strings.HasPrefix(trimmed, "-- ") && strings.HasSuffix(trimmed, " --") {
			name = trimmed[3 : len(trimmed)-3]
			a.names = append(a.names, name)
			continue
		}
		if name == "" {
			a.comment += line
		} else {
			a.files[name] += line
		}
	}
	return a
}

func (a archive) String() string {
	var b strings.Builder
	b.WriteString(a.comment)
	for _, name := range a.names {
		b.WriteString("-- " + name + " --\n" + a.files[name])
	}
	return b.String()
}

// TestCases runs testdata/<rule>/*.txtar: a definition, and what all rules say about it under "want". Findings of advice
// count only when they are of the rule itself. A line "type: EXPRESS" in the comment gives the type of the machine.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(strings.TrimPrefix(file, "testdata/"), ".txtar"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			runCase(t, file, string(text))
		})
	}
}

func runCase(t *testing.T, file, text string) {
	t.Helper()
	a := readArchive(text)
	rule := analyzer.Lookup(rules.All, filepath.Base(filepath.Dir(file)))
	if rule == nil {
		t.Fatalf("%s belongs to no rule", file)
	}
	cfg := analyzer.Config{Severities: with(rule)}
	for line := range strings.Lines(a.comment) {
		if kind, ok := strings.CutPrefix(line, "type: "); ok {
			cfg.Type = analyzer.Type(strings.TrimSpace(kind))
		}
	}
	var found source.Diagnostics
	for _, d := range findings(a.names[0], a.files[a.names[0]], cfg) {
		if d.Severity != source.Advice || d.Rule == rule.Name {
			found = append(found, d)
		}
	}
	got := show(found)
	if got == a.files["want"] && len(a.names) == 2 {
		return
	}
	if !*update {
		t.Errorf("got\n%swant\n%s", got, a.files["want"])
		return
	}
	a.names, a.files["want"] = []string{a.names[0], "want"}, got
	if err := os.WriteFile(file, []byte(a.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
