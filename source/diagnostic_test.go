package source_test

import (
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

func TestFingerprint(t *testing.T) {
	a := source.Diagnostic{Rule: "r", Pointer: "/States/A", Message: "m"}
	moved := a
	moved.Span = source.NewFile("x", "text").Span(1, 2)
	moved.Severity, moved.Hint = source.Error, "other"
	if a.Fingerprint() != moved.Fingerprint() {
		t.Error("the location, the severity or the hint changes the fingerprint")
	}
	for name, other := range map[string]source.Diagnostic{
		"rule": {Rule: "s", Pointer: "/States/A", Message: "m"}, "pointer": {Rule: "r", Pointer: "/States/B", Message: "m"},
		"message": {Rule: "r", Pointer: "/States/A", Message: "n"}, "cut": {Rule: "r/States", Pointer: "/A", Message: "m"},
	} {
		if a.Fingerprint() == other.Fingerprint() {
			t.Errorf("another %s has the same fingerprint", name)
		}
	}
}
