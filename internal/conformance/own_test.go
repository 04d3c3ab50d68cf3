package conformance

import (
	"os"
	"slices"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/conformance/behavior"
	"github.com/aslcheck/aslcheck/internal/conformance/engine"
	"github.com/aslcheck/aslcheck/source"
)

// TestOwnSuite runs the suite of the project, which needs no recordings.
func TestOwnSuite(t *testing.T) {
	cases, err := behavior.Read(os.DirFS("testdata/suite"))
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	passed := 0
	for _, c := range cases {
		if slices.Contains(ids, c.ID()) {
			t.Errorf("two cases have the name %s", c.ID())
		}
		ids = append(ids, c.ID())
		if checkOwn(t, c) {
			passed++
		}
	}
	t.Logf("own suite: %d cases, %d passed", len(cases), passed)
}

// checkOwn reports whether the simulator answers a case as the service does.
func checkOwn(t *testing.T, c *behavior.Case) bool {
	t.Helper()
	answer, err := engine.Run(t.Context(), &c.Request)
	if err != nil {
		t.Errorf("%s: %v", c.ID(), err)
		return false
	}
	findings := c.Check(answer)
	for _, f := range findings {
		t.Errorf("%s: %s: %s", c.ID(), f.Aspect, f.Problem)
	}
	return len(findings) == 0
}

// TestOwnSuiteLint lints the definitions of the suite: the service accepts them all.
func TestOwnSuiteLint(t *testing.T) {
	cases, err := behavior.Read(os.DirFS("testdata/suite"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		def, parsed := asl.Parse(source.NewFile("definition.asl.json", string(c.Request.Definition)))
		for _, d := range analyzer.Run(def, parsed, rules.All, analyzer.Config{}) {
			if d.Severity == source.Error {
				t.Errorf("%s: the linter rejects the definition: %s", c.ID(), d.Message)
			}
		}
	}
}
