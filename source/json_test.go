package source

import "testing"

var jsonCases = []struct{ name, text, want string }{
	{"empty object", `{}`, `{}`},
	{"nested", `{"a": [1, {"b": null}], "c": true}`, `{"a":[1 {"b":null}] "c":true}`},
}

var brokenJSON = []struct{ name, text, want, errors string }{
	{"missing comma", "[1 2]", "[1 2]", ""},
	{"x", "{\"a\": 'b', c: +1, \"d\": NaN \"e\": .5, // x\n \"f\": [1,], \"g\": \"a\nb\"} x", "", ""},
}

func TestParseJSON(t *testing.T) {
	for _, c := range brokenJSON {
		t.Run(c.name, func(t *testing.T) {
			n, ds := ParseJSON(NewFile("x", c.text))
			t.Log(show(n) + "\n" + showAll(ds))
		})
	}
}
