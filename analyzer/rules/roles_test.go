package rules_test

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
)

// TestManyStatements holds that a limited number of statements, and of values in them, is checked.
func TestManyStatements(t *testing.T) {
	wideRole := analyzer.Lookup(rules.All, "wide-role")
	const machine = "Resources:\n  M:\n    Type: AWS::Serverless::StateMachine\n    Properties:\n      DefinitionUri: a.json\n" +
		"      Policies:\n        Statement: "
	for name, c := range map[string]struct {
		statements string
		want       int
	}{
		"statements": {"[" + strings.Repeat("{Effect: Allow, Action: '*'},", 2*rules.MaxStatements) + "]", rules.MaxStatements},
		"actions":    {"{Effect: Allow, Action: [" + strings.Repeat("'*',", 2*rules.MaxValues) + "]}", rules.MaxValues},
	} {
		found := findings("template.yaml", machine+c.statements, analyzer.Config{Severities: with(wideRole)})
		if len(found) != c.want || found[0].Rule != wideRole.Name {
			t.Errorf("%s: %d findings, want %d", name, len(found), c.want)
		}
	}
}
