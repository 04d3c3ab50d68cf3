package query_test

import "testing"

func TestNothingWithout(t *testing.T) {
	for text, want := range map[string]bool{
		"$x": true, "($x)": true, "$x.a[0]": true, "$x[0]": true, "-$x": true, "$x + 1": true, "2 * (1 - $x)": true, "$x < 5": true,
		"$y": false, "$y.x": false, "$x ? $x : 0": false, "($x ? $x : 0) + 1": false, "$x = 1": false, "'a' & $x": false, "[$x]": false,
		"$x in [1]": false, "$exists($x)": false, "$count($x)": false, "$append($x, 1)": false, "$string([$x])": false, "$join('a', $x)": false, "$string(?, $x)": false,
		"$string($x)": true, "$uppercase($string($x.a))": true, "$x ~> $uppercase": true, "$x ~> $substring(1)": true, "$x ~> $count": false,
		"$x ~> function($v) { 1 }": false, "$states.input.$string($x)": false, "$not($x)": true, "$not($exists($x))": false,
		"($x := 1; $x)": false, "{'a': $x}": false,
	} {
		if got := compiled(t, text).NothingWithout()["x"]; got != want {
			t.Errorf("%s gives nothing without $x: %v, want %v", text, got, want)
		}
	}
}
