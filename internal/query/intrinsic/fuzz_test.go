package intrinsic

import (
	"strconv"
	"testing"

	"github.com/aslcheck/aslcheck/internal/query/jsonpath"
	"github.com/aslcheck/aslcheck/value"
)

func itoa(i int) string { return strconv.Itoa(i) }

func FuzzCall(f *testing.F) {
	for _, seed := range []string{
		"States.UUID()", `States.Format('it\'s \{{}\}', $.a[?(@.b == 'x,y')], $$.c, $v)`, "States.MathAdd(-1.5, 1e3)",
		"States.Array(States.Array(1, true, null), 'x')", "States.ArrayRange(1, 9223372036854775807, 4611686018427387904)",
		"States.MathRandom(-9223372036854775808, 9223372036854775807, 1)", "States.StringToJson('[-0]')",
		"States.ArrayPartition(States.Array(1,2,3), 2)", "States.JsonMerge($, $, false)", "States.Hash($, 'MD5')",
	} {
		f.Add(seed, `{"a":[{"b":1}]}`)
	}
	f.Fuzz(func(t *testing.T, text, json string) {
		c, err := Parse(text)
		if err != nil {
			return
		}
		again, err := Parse(c.String())
		if err != nil || again.String() != c.String() {
			t.Fatalf("%q is printed as %q: %v", text, c, err)
		}
		doc, err := value.Parse(json)
		if err != nil || len(json) > 1000 {
			return
		}
		c.Check()
		got, err := c.Eval(jsonpath.Of(doc), fixedHost{})
		same, errAgain := again.Eval(jsonpath.Of(doc), fixedHost{})
		if (err == nil) != (errAgain == nil) || !value.Equal(got, same) {
			t.Fatalf("%q: %s %v, printed %q: %s %v", text, got, err, c, same, errAgain)
		}
	})
}
