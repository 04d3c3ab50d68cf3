package rules_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/source"
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

// ofRule returns the findings of one rule in a definition.
func ofRule(name, text string) source.Diagnostics {
	found := findings("a.asl.json", text, analyzer.Config{})
	return slices.DeleteFunc(found, func(d source.Diagnostic) bool { return d.Rule != name })
}

// TestManyAssignments holds that a finding about a variable shows ten of the locations where it is assigned.
func TestManyAssignments(t *testing.T) {
	var states strings.Builder
	const n = rules.MaxRelated + 5
	for i := range n {
		fmt.Fprintf(&states, `, "S%d": {"Type": "Pass", "Assign": {"v": 1}, "Next": "S%d"}`, i, i+1)
	}
	found := ofRule("unassigned-variable", `{"QueryLanguage": "JSONata", "StartAt": "A", "States": {
  "A": {"Type": "Pass", "Output": "{% $v %}", "Next": "S0"}`+states.String()+fmt.Sprintf(`, "S%d": {"Type": "Succeed"}}}`, n))
	if len(found) != 1 || len(found[0].Related) != rules.MaxRelated {
		t.Errorf("got %d findings: %s", len(found), show(found))
	}
}

// TestManyUnknownStates holds that the first 500 unknown names are compared with the known ones.
func TestManyUnknownStates(t *testing.T) {
	var choices []string
	for range rules.MaxSuggestions + 3 {
		choices = append(choices, `{"Variable": "$.n", "IsNull": true, "Next": "Shp"}`)
	}
	found := ofRule("unknown-state", `{"StartAt": "C", "States": {
  "C": {"Type": "Choice", "Choices": [`+strings.Join(choices, ", ")+`], "Default": "Ship"}, "Ship": {"Type": "Succeed"}}}`)
	hints := 0
	for _, d := range found {
		if d.Hint == "Ship" {
			hints++
		}
	}
	if len(found) != len(choices) || hints != rules.MaxSuggestions {
		t.Errorf("got %d findings, %d with a hint", len(found), hints)
	}
}

// TestLongNames holds that findings show the beginning of a very long name of the state that they are in, and of a very long path.
func TestLongNames(t *testing.T) {
	long := strings.Repeat("é", rules.MaxShown)
	found := ofRule("impossible-path", `{"StartAt": "A", "States": {
  "A": {"Type": "Pass", "Parameters": {"a": 1}, "Next": "`+long+`"},
  "`+long+`": {"Type": "Pass", "Parameters": {"b.$": "$.b.`+long+`.c"}, "End": true}}}`)
	shown := strings.Repeat("é", rules.MaxShown/2)
	want := fmt.Sprintf("%q finds nothing: no state before %q sets it", "$.b."+shown[:len(shown)-len("éé")]+"…", shown+"…")
	if len(found) != 1 || found[0].Message != want {
		t.Errorf("got %s\nwant %s", show(found), want)
	}
}
