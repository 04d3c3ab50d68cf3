package analyzer

import "testing"

func TestMentionsVariables(t *testing.T) {
	for text, want := range map[string]bool{
		`"$"`: false, `"$.a"`: false, `"$$.Execution.Id"`: false, `"$[0]"`: false, `"${Name}"`: false, `"States.Array($, $.b)"`: false,
		`"$a"`: true, `"$.a $b"`: true, `"$é"`: true, `"{% $states.input %}"`: true, `"\u0024a"`: true, `$`: false, ``: false,
	} {
		if got := mentionsVariables(text); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
