package query_test

import (
	"slices"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// TestMembers compares Members with the first read of Refs.
func TestMembers(t *testing.T) {
	for _, text := range []string{
		"$", "$.a", "$.a.b", "$['a'].b", "$.a[0].b", "$.*", "$..a", "$$", "$$.Execution.Id", "$x", "$x.a", "$.a[?(@.b == $.c)]",
		"States.UUID()", "States.Format('{}', $.a)",
	} {
		n := &source.Node{Kind: source.String, Text: text}
		p, diagnostics := query.CompilePath(n, asl.PathOrCall)
		if p == nil {
			t.Fatal(diagnostics)
		}
		names, whole, ok := p.Members()
		if p.IsCall() {
			if ok {
				t.Errorf("%s: a call has members", text)
			}
			continue
		}
		first := p.Refs().Reads[0]
		switch {
		case ok != (first.Root == query.Document):
			t.Errorf("%s: %t", text, ok)
		case ok && (whole != first.Whole || !slices.Equal(names, first.Steps)):
			t.Errorf("%s: got %q, %t, want %q, %t", text, names, whole, first.Steps, first.Whole)
		}
	}
}
