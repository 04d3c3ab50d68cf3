package analyzer

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

func TestArgumentPath(t *testing.T) {
	long := strings.Repeat("k", maxPath)
	for _, c := range []struct{ names, want string }{
		{"", ""},
		{"A", "A"},
		{"A B", "A.B"},
		{"A [] B [] []", "A.B"},
		{"- A", "A"},
		{"A - B", "A..B"},
		{long, long},
		{"A " + long, "…" + long},
		{"A " + long + "l", "…" + long[1:] + "l"},
		{"A " + strings.Repeat("b ", maxPath), "…" + strings.Repeat(".b", maxPath/2)},
	} {
		a := &Argument{}
		for name := range strings.FieldsSeq(c.names) {
			in := a
			switch name {
			case "[]": // an item
				a = &Argument{In: in}
			case "-":
				a = &Argument{In: in, Member: &source.Member{}}
			default:
				a = &Argument{In: in, Member: &source.Member{Key: name}, Name: name}
			}
		}
		if got := a.Path(); got != c.want {
			t.Errorf("the path of %.40q is %.40q of %d bytes, want %.40q", c.names, got, len(got), c.want)
		}
	}
}
