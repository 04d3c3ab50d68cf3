package rules_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/source"
)

// fix applies fixes until there are none, and reports how many were applied.
func fix(t *testing.T, name, text string) (string, int) {
	t.Helper()
	all := 0
	for range 10 {
		file := source.NewFile(name, text)
		found := lint.Text(file, rules.All, analyzer.Config{})
		fixed, n := source.Apply(file, found)
		if n == 0 {
			return text, all
		}
		all += n
		text = fixed
	}
	t.Fatalf("%s: fixes do not come to an end", name)
	return text, all
}

// TestFix applies the fixes of all examples and cases: each fixes its finding and adds no error.
func TestFix(t *testing.T) {
	texts := map[string]string{}
	for _, r := range rules.All {
		texts[r.Name+"/"+exampleFile(r.Bad)] = r.Bad
	}
	files, _ := filepath.Glob("testdata/*/*.txtar")
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		a := readArchive(string(text))
		texts[name+"/"+a.names[0]] = a.files[a.names[0]]
	}
	checkFixes(t, texts)
}

func TestFixCorpus(t *testing.T) {
	dir := corpus.Dir(t, "ASLCHECK_LINT_CORPUS", "lint-corpus")
	files, _ := filepath.Glob(filepath.Join(dir, "*", "*"))
	texts := map[string]string{}
	for _, name := range files {
		if folder := filepath.Base(filepath.Dir(name)); folder != "valid" && folder != "real-world" && folder != "invalid" {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[name] = string(text)
	}
	checkFixes(t, texts)
}

func checkFixes(t *testing.T, texts map[string]string) {
	t.Helper()
	all := 0
	for name, text := range texts {
		fixed, n := fix(t, name, text)
		if n == 0 {
			continue
		}
		all += n
		before, after := findings(name, text, analyzer.Config{}), findings(name, fixed, analyzer.Config{})
		if len(after)+n > len(before) {
			t.Errorf("%s: %d fixes leave %d of %d findings\n%s", name, n, len(after), len(before), show(after))
		}
	}
	t.Logf("%d fixes applied", all)
}
