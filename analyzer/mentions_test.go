package analyzer

import "testing"

func TestMentionsVariables(t *testing.T) {
	for text, want := range map[string]bool{
		`$`: false, `$.a`: false, `$$.Execution.Id`: false, `$[0]`: false, `${Name}`: false, `States.Array($, $.b)`: false, ``: false,
		`$a`: true, `$.a $b`: true, `$é`: true, `$states.a`: true,
	} {
		if got := mentionsVariables(text, "$"); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
	for text, want := range map[string]bool{
		`$states.input`: false, `$.a[$ = 1]`: false, `$states`: true, `$statesX.a`: true, `$states.a + $b`: true, `$count(a)`: true,
	} {
		if got := mentionsVariables(text, "states."); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
