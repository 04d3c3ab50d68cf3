package locate

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/source"
)

// corpora are the folders of templates next to the repository.
var corpora = []string{"lint-corpus/templates", "templates/sam", "templates/cloudformation", "templates/cdk-synth"}

// readCorpora calls visit for every file of the corpora that mentions a state machine, and skips without them.
func readCorpora(t *testing.T, visit func(name, text string)) {
	t.Helper()
	root := corpus.Dir(t, "ASLCHECK_TEMPLATES", "")
	for _, folder := range corpora {
		dir := filepath.Join(root, filepath.FromSlash(folder))
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !slices.Contains([]string{".json", ".yaml", ".yml"}, filepath.Ext(name)) {
				return err
			}
			text, err := os.ReadFile(name)
			if err == nil && Mentions(string(text)) {
				shown, _ := filepath.Rel(root, name)
				visit(filepath.ToSlash(shown), string(text))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// readVerdicts returns the lines "part of the name | rule | reason" of testdata/adjudicated.txt.
func readVerdicts(t *testing.T) [][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "adjudicated.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			rows = append(rows, strings.Split(line, " | "))
		}
	}
	return rows
}

func adjudicated(verdicts [][]string, name, rule string) bool {
	return slices.ContainsFunc(verdicts, func(row []string) bool {
		return len(row) == 3 && strings.Contains(name, row[0]) && row[1] == rule
	})
}

// typeLine finds the resources that are state machines without parsing anything.
var typeLine = regexp.MustCompile(`(?m)^[^#\n]*\bType["']?\s*:\s*["']?(AWS::StepFunctions|AWS::Serverless)::StateMachine\b`)

// TestCorpora finds all state machines of real-world templates, and no error that has not been reviewed.
func TestCorpora(t *testing.T) {
	verdicts, kinds, severities := readVerdicts(t), map[string]int{}, map[source.Severity]int{}
	readCorpora(t, func(name, text string) {
		template, found := Read(source.NewFile(name, text), NoFolder)
		kinds["templates"]++
		kinds["machines"] += len(template.Machines)
		resources := 0
		for i := range template.Machines {
			m := &template.Machines[i]
			kinds[kindOf(m)]++
			if m.Node != nil {
				resources++
			}
			found = append(found, lintMachine(template, m, analyzer.Config{Type: m.Type})...)
		}
		if want := len(typeLine.FindAllString(text, -1)); resources != want && !adjudicated(verdicts, name, "count") {
			t.Errorf("%s has %d machines, want %d", name, resources, want)
		}
		for _, d := range found {
			severities[d.Severity]++
			if d.Severity == source.Error && !adjudicated(verdicts, name, d.Rule) {
				t.Errorf("not adjudicated: %s", d)
			}
		}
	})
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		t.Logf("%s: %d", kind, kinds[kind])
	}
	t.Logf("%d errors, %d warnings, %d advice", severities[source.Error], severities[source.Warning], severities[source.Advice])
}

// lintMachine returns the findings in the resource of a machine and in its definition.
func lintMachine(template *Template, m *Machine, cfg analyzer.Config) source.Diagnostics {
	res := analyzer.Resource{Name: m.Name, Span: m.NameSpan, Node: m.Node, Template: template.Root, SAM: m.SAM, Unused: m.Unused}
	var found source.Diagnostics
	if m.Definition != nil {
		def, parsed := m.Parse()
		res.Definition = def
		found = m.Definition.Place(analyzer.Run(def, parsed, rules.All, cfg))
	}
	if m.Node != nil {
		found = append(found, analyzer.RunResource(&res, rules.All, cfg)...)
	}
	return found
}

func kindOf(m *Machine) string {
	switch {
	case m.Definition != nil:
		if _, ok := m.Definition.(*text); ok {
			return "in texts"
		}
		return "in objects"
	case m.Reference != nil:
		return "in files"
	default:
		return "not known"
	}
}
