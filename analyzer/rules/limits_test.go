package rules_test

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
)

// TestManyPolicies holds that no more than 2,000 actions and resources of a role are checked.
func TestManyPolicies(t *testing.T) {
	for n, want := range map[int]bool{100: true, 990: true, 1_001: false} {
		narrow := "        - Statement: {Effect: Allow, Action: [" + strings.Repeat("s3:GetObject, ", n) + "], Resource: x}\n"
		text := "Resources:\n  Orders:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionUri: orders.asl.json\n      Policies:\n" +
			narrow + narrow + "        - Statement: {Effect: Allow, Action: s3:*, Resource: x}\n"
		found := findings("template.yaml", text, analyzer.Config{Severities: with(analyzer.Lookup(rules.All, "wide-role"))})
		if got := strings.Contains(show(found), "[wide-role]"); got != want {
			t.Errorf("after %d actions: %t", 2*n, got)
		}
	}
}
