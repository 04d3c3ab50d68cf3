package query

import "testing"

func TestSeesWhole(t *testing.T) {
	for text, want := range map[string]bool{
		"1":                                     false,
		"$x.states":                             false,
		"$states.input.a + $states.result.b":    false,
		"$states.errorOutput":                   false,
		"$states.input":                         false,
		"$states.context.State.Name":            true,
		"$states.input & $states.context":       true,
		"$states":                               true,
		"$keys($states)":                        true,
		"$states.*":                             true,
		"$states.`context`":                     true,
		"$states . context":                     true,
		"$states[0].context":                    true,
		"($s := $states; $s.context)":           true,
		"$states.(context)":                     true,
		"$states.inputs":                        true,
		"$statesman":                            true,
		"$states.input.$states.context.State.x": true,
	} {
		if seesWhole(text) != want {
			t.Errorf("%s: got %t", text, !want)
		}
	}
}
