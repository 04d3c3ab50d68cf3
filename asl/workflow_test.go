package asl_test

import (
	"testing"

	"github.com/aslcheck/aslcheck/asl"
)

func TestWorkflowType(t *testing.T) {
	for text, want := range map[string]struct{ service, keyword asl.WorkflowType }{
		"STANDARD": {service: asl.Standard},
		"EXPRESS":  {service: asl.Express},
		"standard": {keyword: asl.Standard},
		"express":  {keyword: asl.Express},
		"Express":  {},
		"":         {},
	} {
		if got, ok := asl.ParseWorkflowType(text); got != want.service || ok != (want.service != asl.UnknownType) {
			t.Errorf("the service spells no type %q, or another one: got %q, %v", text, got, ok)
		}
		if got, ok := asl.ParseWorkflowKeyword(text); got != want.keyword || ok != (want.keyword != asl.UnknownType) {
			t.Errorf("the keyword %q gives %q, %v", text, got, ok)
		}
	}
}
