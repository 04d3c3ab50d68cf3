package locate

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

// machineOf returns a template of one machine with a DefinitionString.
func machineOf(definition string) string {
	return "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionString: " + definition + "\n"
}

// TestLongTexts reports once that aliases make more text than is read.
func TestLongTexts(t *testing.T) {
	long := "x: &x \"" + strings.Repeat("a", 1<<20) + "\"\n"
	join := "!Join ['', [" + strings.Repeat("*x,", 20) + "]]"
	for name, text := range map[string]string{
		"one machine": long + machineOf(join),
		"many objects": long + "Resources:\n" +
			strings.Repeat("  N:\n    Type: AWS::StepFunctions::StateMachine\n    Properties: {Definition: {Comment: *x}}\n", 20),
		"many machines": long + machineOf("*x") +
			strings.Repeat("  N:\n    Type: AWS::StepFunctions::StateMachine\n    Properties: {DefinitionString: *x}\n", 20),
	} {
		t.Run(name, func(t *testing.T) {
			template, found := Read(source.NewFile("template.yaml", text), NoFolder)
			n := 0
			for _, d := range found {
				if strings.Contains(d.Message, "more than 16 MiB of text") {
					n++
				}
			}
			if n != 1 {
				t.Errorf("%d findings of too much text in %v", n, found)
			}
			if last := template.Machines[len(template.Machines)-1]; last.Definition != nil {
				t.Error("the last machine has a definition")
			}
		})
	}
}

// TestDeepNesting ends with a finding, not with a stack that is full.
func TestDeepNesting(t *testing.T) {
	deep := strings.Repeat("!Join ['', [", 600) + "a" + strings.Repeat("]]", 600)
	template, found := Read(source.NewFile("template.yaml", machineOf(deep)), NoFolder)
	if len(found) == 0 || len(template.Machines) > 0 && template.Machines[0].Definition != nil {
		t.Errorf("found %v", found)
	}
}

// TestManyUndeclared holds that a limited number of names is checked.
func TestManyUndeclared(t *testing.T) {
	text := "Resources:\n  M:\n    Type: AWS::StepFunctions::StateMachine\n    Properties:\n      DefinitionSubstitutions: {A: b}\n" +
		"      Definition: {Comment: '" + strings.Repeat("${Undeclared}", 10_000) + "'}\n"
	template, _ := Read(source.NewFile("template.yaml", text), NoFolder)
	_, found := template.Machines[0].Parse()
	if len(found) < maxUndeclared || len(found) > maxUndeclared+10 {
		t.Errorf("%d findings, want about %d", len(found), maxUndeclared)
	}
}
