package analyzer

import "testing"

func TestMentionsCommand(t *testing.T) {
	for text, want := range map[string]bool{
		"aslcheck": true, "Task: # aslcheck:ignore": true, "nolint:aslcheck": true, "kaslcheck": true,
		"": false, "k": false, "aslchec": false, "slcheck": false, "Task": false, "aslchek check": false,
	} {
		if got := mentionsCommand(text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}
