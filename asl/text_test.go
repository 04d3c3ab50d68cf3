package asl

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

func TestDefinitionText(t *testing.T) {
	const template = `Other: &other {Type: Succeed, Comment: $other}
Merged: &merged {Comment: $merged, Output: *other}
Unused: &unused {Comment: $unused}
Machine: {StartAt: A, States: {A: {Type: Pass, Next: B, <<: *merged}, B: *other, C: &own {Type: Fail}, D: *own}, Comment: $own}
`
	root, _ := source.ParseYAML(source.NewFile("t.yaml", template))
	machine := root.Get("Machine")
	def := &Definition{File: machine.Span.File, Root: machine}
	text := def.Text()
	for word, times := range map[string]int{"$other": 1, "$merged": 1, "$unused": 0, "$own": 1, "StartAt": 1} {
		if got := strings.Count(text, word); got != times {
			t.Errorf("%s is there %d times, want %d, in:\n%s", word, got, times, text)
		}
	}
	plain, _ := source.ParseJSON(source.NewFile("t.json", `{"a": {"Comment": "$x * 2"}, "b": 1}`))
	if got := (&Definition{File: plain.Span.File, Root: plain.Get("a")}).Text(); got != `{"Comment": "$x * 2"}` {
		t.Errorf("got %s", got)
	}
}
