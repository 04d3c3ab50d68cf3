package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"

	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/report"
)

// badExamples writes the bad example of every rule into a folder, and makes it the current one. Next to them is the
// definition that examples of templates name.
func badExamples(tb testing.TB) {
	tb.Helper()
	dir := tb.TempDir()
	orders := `{"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}`
	if err := os.WriteFile(filepath.Join(dir, "orders.asl.json"), []byte(orders), 0o644); err != nil {
		tb.Fatal(err)
	}
	for _, r := range rules.All {
		name := r.Name + ".asl.yaml"
		switch {
		case strings.HasPrefix(r.Bad, "resource "):
			name = r.Name + ".tf"
		case locate.Mentions(r.Bad):
			name = r.Name + ".yaml"
		case strings.HasPrefix(strings.TrimSpace(r.Bad), "{"):
			name = r.Name + ".asl.json"
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(r.Bad), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	tb.Chdir(dir)
}

// command runs the command, which must not complain.
func command(tb testing.TB, args ...string) string {
	tb.Helper()
	var stdout, stderr bytes.Buffer
	code := Main(args, strings.NewReader(""), &stdout, &stderr, func(string) string { return "" })
	if code > exitFindings || stderr.Len() > 0 {
		tb.Fatalf("%v exits with %d: %s", args, code, stderr.String())
	}
	return stdout.String()
}

// TestLintSARIF lists all rules, refers to them by the right index, and is valid.
func TestLintSARIF(t *testing.T) {
	badExamples(t)
	text := command(t, "lint", "--report", "sarif")
	var log struct {
		Runs []struct {
			Tool struct {
				Driver struct{ Rules []struct{ ID string } }
			}
			Results []struct {
				RuleID    string
				RuleIndex *int
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if len(run.Tool.Driver.Rules) != len(rules.All) || len(run.Results) < len(rules.All)/2 {
		t.Errorf("%d rules and %d results of %d rules", len(run.Tool.Driver.Rules), len(run.Results), len(rules.All))
	}
	for _, r := range run.Results {
		if r.RuleIndex == nil || run.Tool.Driver.Rules[*r.RuleIndex].ID != r.RuleID {
			t.Errorf("a result of %q has another index", r.RuleID)
		}
	}
	schema, err := os.ReadFile(filepath.Join(corpus.Dir(t, "ASLCHECK_SCHEMAS", "schemas"), "sarif-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	result, err := gojsonschema.Validate(gojsonschema.NewBytesLoader(schema), gojsonschema.NewStringLoader(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range result.Errors() {
		t.Error(fault)
	}
}

// TestLintInParallel has the same bytes on one core and on many.
func TestLintInParallel(t *testing.T) {
	badExamples(t)
	for _, format := range report.LintFormats.Names() {
		cores := runtime.GOMAXPROCS(1)
		want := command(t, "lint", "--report", format)
		runtime.GOMAXPROCS(8)
		for range 3 {
			if got := command(t, "lint", "--report", format, ".", "."); got != want {
				t.Errorf("%s differs between runs", format)
			}
		}
		runtime.GOMAXPROCS(cores)
	}
}
