package value_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// TestElements compares the elements that are read one by one, and the error, with those of the whole text.
func TestElements(t *testing.T) {
	deep := strings.Repeat("[", value.MaxDepth+1) + strings.Repeat("]", value.MaxDepth+1)
	for _, text := range []string{
		`[]`, ` [ ] `, `[1]`, ` [1, "a" ,{"k": [true, null]}, [] ] `, `[1,]`, `[,]`, `[,1]`, `[1 2]`, `[1`, `[`, `[1,`, `[]x`, `[1] [2]`, `[{"a":}]`,
		`["\u0041", "` + "\n" + `"]`, `[nul]`, deep, deep[1 : len(deep)-1], `[[1],,2]`, `[1]]`,
	} {
		e, ok := value.ReadElements(text)
		if !ok {
			t.Errorf("%.40s doesn't begin like an array", text)
			continue
		}
		var got []value.Value
		for v, ok := e.Next(); ok; v, ok = e.Next() {
			got = append(got, v)
		}
		if _, ok := e.Next(); ok {
			t.Errorf("%.40s has an element after the end", text)
		}
		want, err := value.Parse(text)
		var syntax, found *value.SyntaxError
		if errors.As(err, &syntax) {
			if !errors.As(e.Err(), &found) || *found != *syntax {
				t.Errorf("%.40s: the error is %v, want %v", text, e.Err(), syntax)
			}
			continue
		}
		if e.Err() != nil || !value.Equal(value.Array(got...), want) {
			t.Errorf("%.40s: got %s and %v", text, value.Array(got...).JSON(), e.Err())
		}
	}
	for _, text := range []string{`[]`, ` [1, "a" ,{"k": [true, null]}, [[]] ] `, `[1, {"a":}]`, `[{}, [1 2]]`, `[1, {"a": 1]`, deep} {
		skimmed, _ := value.ReadElements(text)
		whole, _ := value.ReadElements(text)
		skimmed.Skim()
		for more := true; more; {
			_, ok := skimmed.Next()
			if _, more = whole.Next(); ok != more {
				t.Fatalf("%.40s: there is another element: %t, want %t", text, ok, more)
			}
		}
		if fmt.Sprint(skimmed.Err()) != fmt.Sprint(whole.Err()) {
			t.Errorf("%.40s: the error is %v, want %v", text, skimmed.Err(), whole.Err())
		}
	}
	for _, text := range []string{``, ` `, `{}`, `1`, `x[`} {
		if _, ok := value.ReadElements(text); ok {
			t.Errorf("%q begins like an array", text)
		}
	}
}

// TestFindElements compares the array that keys lead to with that of the whole text.
func TestFindElements(t *testing.T) {
	for _, c := range []struct{ text, keys, want string }{
		{`{"a": [1, 2]}`, "a", `[1,2]`},
		{` { "x" : [9], "a" : { "b" : [ {"c": 3} ] , "d": null } , "y" : {} } `, "a b", `[{"c":3}]`},
		{`{"a": [1], "a": [2]}`, "a", `[2]`},
		{`{"a": [1], "a": 2}`, "a", ""},
		{`{"a": {"b": [1]}, "a": {"b": [2, 3]}}`, "a b", `[2,3]`},
		{`{"a": {"b": [1]}, "a": {}}`, "a b", ""},
		{`{"a": []}`, "a", `[]`},
		{`{"\u0061": [1]}`, "a", `[1]`},
		{`{"a": [[1]]}`, "a 0", ""},
		{`{"a": {}}`, "a", ""},
		{`{}`, "a", ""},
		{`[{"a": [1]}]`, "a", ""},
		{`{"a": [1]} x`, "a", ""},
		{`{"a": [1],}`, "a", ""},
		{`{"a": [1,]}`, "a", ""},
		{`{"a": [1]`, "a", ""},
		{`{"a" [1]}`, "a", ""},
		{`{a: [1]}`, "a", ""},
		{``, "a", ""},
	} {
		got := ""
		if e, ok := value.FindElements(c.text, strings.Fields(c.keys)); ok {
			elems := []value.Value{}
			for v, ok := e.Next(); ok; v, ok = e.Next() {
				elems = append(elems, v)
			}
			got = value.Array(elems...).JSON()
			if e.Err() != nil {
				t.Errorf("%s: %v", c.text, e.Err())
			}
		}
		if got != c.want {
			t.Errorf("%s in %s: got %s, want %s", c.keys, c.text, got, c.want)
		}
	}
}
