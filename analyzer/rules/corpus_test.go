package rules_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/source"
)

// An entry is one definition of the corpus.
type entry struct {
	Name        string
	Verdict     string
	Defect      any
	MachineType string `json:"machine_type"`

	found source.Diagnostics
}

// defect returns the reasons for which a definition is rejected, as one text.
func (e *entry) defect() string {
	text, _ := json.Marshal(e.Defect)
	return string(text)
}

func (e *entry) errors() source.Diagnostics {
	return slices.DeleteFunc(slices.Clone(e.found), func(d source.Diagnostic) bool { return d.Severity != source.Error })
}

// readLintCorpus lints the definitions of the folders valid, invalid and real-world, with the optional rules, too.
func readLintCorpus(tb testing.TB) map[string][]*entry {
	tb.Helper()
	dir := corpus.Dir(tb, "ASLCHECK_LINT_CORPUS", "lint-corpus")
	text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		tb.Skipf("no manifest: %v", err)
	}
	var manifest struct{ Entries []*entry }
	if err := json.Unmarshal(text, &manifest); err != nil {
		tb.Fatal(err)
	}
	folders := map[string][]*entry{}
	for _, e := range manifest.Entries {
		folder, _, _ := strings.Cut(e.Name, "/")
		if folder != "valid" && folder != "invalid" && folder != "real-world" {
			continue
		}
		definition, err := os.ReadFile(filepath.Join(dir, e.Name))
		if err != nil {
			tb.Fatal(err)
		}
		e.found = findings(e.Name, string(definition), analyzer.Config{Type: analyzer.Type(e.MachineType), Severities: with(rules.All...)})
		folders[folder] = append(folders[folder], e)
	}
	return folders
}

// table reads lines "words | words | words" of a file, without comments.
func table(tb testing.TB, name string) [][]string {
	tb.Helper()
	text, err := os.ReadFile(filepath.Join("adjudicated", name))
	if err != nil {
		tb.Fatal(err)
	}
	var rows [][]string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			rows = append(rows, strings.Split(line, " | "))
		}
	}
	return rows
}

// ownReason reports whether a definition is rejected for the reason that the corpus gives. reasons.txt maps words of the
// reason to rules; a definition that it does not know counts when an error is of a rule that few valid definitions have.
func ownReason(e *entry, reasons [][]string, onValid map[string]int) bool {
	defect, known := e.Name+" "+e.defect(), false
	for _, row := range reasons {
		if !strings.Contains(defect, row[0]) {
			continue
		}
		known = true
		for _, d := range e.errors() {
			if slices.Contains(strings.Fields(row[1]), d.Rule) {
				return true
			}
		}
	}
	return !known && slices.ContainsFunc(e.errors(), func(d source.Diagnostic) bool { return onValid[d.Rule] < 2 })
}

func TestLintCorpus(t *testing.T) {
	folders := readLintCorpus(t)
	falseAlarms, onValid := 0, map[string]int{}
	for _, e := range folders["valid"] {
		errors := slices.DeleteFunc(e.errors(), func(d source.Diagnostic) bool { return adjudicated(e, d, table(t, "valid.txt")) })
		if len(errors) > 0 {
			falseAlarms++
			t.Errorf("valid, but rejected: %s\n%s", e.Name, show(errors))
		}
		rules := map[string]bool{}
		for _, d := range errors {
			rules[d.Rule] = true
		}
		for name := range rules {
			onValid[name]++
		}
	}
	own, reasons := 0, table(t, "reasons.txt")
	for _, e := range folders["invalid"] {
		if ownReason(e, reasons, onValid) {
			own++
			continue
		}
		t.Logf("invalid, but not for its reason: %s: %s\n%s", e.Name, e.defect(), show(e.errors()))
	}
	if n := len(folders["invalid"]); n > 0 && own*100 < n*97 {
		t.Errorf("only %d of %d invalid definitions are rejected for their reason", own, n)
	}
	realErrors := checkRealWorld(t, folders["real-world"])
	countFindings(t, folders)
	t.Logf("lint corpus: invalid %d/%d own reason, valid %d false, real-world %d errors",
		own, len(folders["invalid"]), falseAlarms, realErrors)
}

// adjudicated reports whether a table has the verdict that a finding is right.
func adjudicated(e *entry, d source.Diagnostic, verdicts [][]string) bool {
	return slices.ContainsFunc(verdicts, func(row []string) bool {
		return strings.Contains(e.Name, row[0]) && row[1] == d.Rule
	})
}

// checkRealWorld counts the errors on definitions that people deploy; each must be in real-world.txt with the defect.
func checkRealWorld(t *testing.T, entries []*entry) int {
	t.Helper()
	count, verdicts := 0, table(t, "real-world.txt")
	for _, e := range entries {
		for _, d := range e.errors() {
			count++
			if !adjudicated(e, d, verdicts) {
				t.Errorf("real-world, not adjudicated: %s\n%s", e.Name, show(source.Diagnostics{d}))
			}
		}
	}
	return count
}

// countFindings prints how many findings each rule has on accepted and on deployed definitions.
func countFindings(t *testing.T, folders map[string][]*entry) {
	t.Helper()
	counts := map[string][2]int{}
	for i, folder := range []string{"valid", "real-world"} {
		for _, e := range folders[folder] {
			for _, d := range e.found {
				pair := counts[d.Rule]
				pair[i]++
				counts[d.Rule] = pair
			}
		}
	}
	var b strings.Builder
	for _, r := range rules.All {
		if pair, ok := counts[r.Name]; ok {
			fmt.Fprintf(&b, "  %-38s %-8s valid %4d, real-world %4d\n", r.Name, r.Severity, pair[0], pair[1])
		}
	}
	t.Logf("findings by rule:\n%s", b.String())
}
