package rules_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer/rules"
)

// TestDocs holds docs/rules.md against the rules.
func TestDocs(t *testing.T) {
	name := filepath.Join("..", "..", "docs", "rules.md")
	want := rules.Markdown()
	got, err := os.ReadFile(name)
	if err == nil && string(got) == want {
		return
	}
	if !*update {
		t.Fatalf("%s is stale; run go test ./analyzer/rules -update", name)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}
