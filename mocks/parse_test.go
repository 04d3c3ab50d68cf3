package mocks

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

// show writes findings with the texts under their spans.
func show(found source.Diagnostics) string {
	var lines []string
	for _, d := range found {
		lines = append(lines, fmt.Sprintf("%s <%s> %s [%s]", d.Span.Start, d.Span.Text(), d.Message, d.Rule))
	}
	return strings.Join(lines, "\n")
}

func TestParseFaults(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"fine", "A: [{return: 1}, {throw: E}, {never: true}]", ""},
		{"list for all", "[1]", `1:1 <[1]> "mocks" must be an object, not an array [invalid-mock]`},
		{"text for all", "a", `1:1 <a> "mocks" must be an object, not a string [invalid-mock]`},
		{"null for all", "~", `1:1 <~> "mocks" must be an object, not null [invalid-mock]`},
		{"no answers", "A: []", `1:4 <[]> "A" has no answers [invalid-mock]`},
		{"text for an answer", "A: x", `1:4 <x> "A" must be an object, not a string [invalid-mock]`},
		{"list in a list", "A: [[{return: 1}]]", `1:5 <[{return: 1}]> "A" must be an object, not an array [invalid-mock]`},
		{"unknown key", "A: {return: 1, afer: 1s}", `1:16 <afer> unknown key "afer" in an answer (did you mean "after"?) [invalid-mock]`},
		{"two kinds", "A: {return: 1, throw: E}", `1:16 <throw> an answer cannot have both "return" and "throw" [invalid-mock]`},
		{"another two kinds", "A: {never: true, return: 1}", `1:18 <return> an answer cannot have both "never" and "return" [invalid-mock]`},
		{"negative days", "A: {return: 1, after: -1d}", `1:23 <-1d> invalid duration "-1d": a duration is a number of seconds, or text such as "90s", "1h30m" or "2d" [invalid-mock]`},
		{"no kind", "A: {after: 1s}", `1:4 <{after: 1s}> an answer needs one of "return", "throw", "token", "call" or "never: true" [invalid-mock]`},
		{"never is false", "A: {never: false}", `1:12 <false> "never" must be true [invalid-mock]`},
		{"no duration", "A: {return: 1, after: soon}", `1:23 <soon> invalid duration "soon": a duration is a number of seconds, or text such as "90s", "1h30m" or "2d" [invalid-mock]`},
		{"negative duration", "A: {return: 1, after: -1}", `1:23 <-1> invalid duration "-1": a duration is a number of seconds, or text such as "90s", "1h30m" or "2d" [invalid-mock]`},
		{"zero times", "A: {return: 1, times: 0}", `1:23 <0> "times" must be "any" or an integer of at least 1 [invalid-mock]`},
		{"half a time", "A: {return: 1, times: 1.5}", `1:23 <1.5> "times" must be "any" or an integer of at least 1 [invalid-mock]`},
		{"all times", "A: {return: 1, times: all}", `1:23 <all> "times" must be "any" or an integer of at least 1 [invalid-mock]`},
		{"times as text", "A: {return: 1, times: '2'}", `1:23 <'2'> "times" must be "any" or an integer of at least 1 [invalid-mock]`},
		{"broken condition", "A: {return: 1, when: 'a['}", `1:24 <[> "a[" is not a valid JSONata expression: S0203: Expected "]" before end of expression [invalid-jsonata]`},
		{"throw is a number", "A: {throw: 5}", `1:12 <5> "throw" must be an object, not a number [invalid-mock]`},
		{"unknown key of an error", "A: {throw: {Error: E}}", `1:13 <Error> unknown key "Error" in "throw" (did you mean "error"?) [invalid-mock]`},
		{"heartbeats that are none", "A: {return: 1, heartbeats: [5s, x]}", `1:33 <x> invalid duration "x": a duration is a number of seconds, or text such as "90s", "1h30m" or "2d" [invalid-mock]`},
		{"one heartbeat", "A: {return: 1, heartbeats: 5s}", `1:28 <5s> "heartbeats" must be an array, not a string [invalid-mock]`},
		{"unknown scope", "A: {return: 1, scope: map}", `1:23 <map> "scope" must be "iteration" [invalid-mock]`},
		{
			"several", "A: {after: x}\nB: 1",
			`1:4 <{after: x}> an answer needs one of "return", "throw", "token", "call" or "never: true" [invalid-mock]` + "\n" +
				`1:12 <x> invalid duration "x": a duration is a number of seconds, or text such as "90s", "1h30m" or "2d" [invalid-mock]` + "\n" +
				`2:4 <1> "B" must be an object, not a number [invalid-mock]`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			set, found := Parse(parseYAML(t, c.text))
			if got := show(found); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			if set == nil {
				t.Error("no set is returned")
			}
		})
	}
	if set, found := Parse(nil); set == nil || len(set.Mocks()) > 0 || len(found) > 0 {
		t.Errorf("no section: %v, %s", set, found)
	}
}

func TestParseObjects(t *testing.T) {
	read := func(name string, _ source.Span) (string, error) {
		if name != "items.csv" {
			return "", errors.New("read \"" + name + "\": no such file")
		}
		return "a,b\n", nil
	}
	for _, c := range []struct{ name, text, want, findings string }{
		{"body", `b/k: {body: text}`, "b k text", ""},
		{"body of JSON", `b/a/k.json: {body: [{x: 1}]}`, `b a/k.json [{"x":1}]`, ""},
		{"file", `b/k: {file: items.csv}`, "b k a,b\n", ""},
		{"no file", `b/k: {file: no.csv}`, "b k ", `1:13 <no.csv> read "no.csv": no such file [invalid-mock]`},
		{"no key", `b: {body: x}`, "", `1:1 <b> "b" must name a bucket and a key, such as "bucket/items.csv" [invalid-mock]`},
		{"no bucket", `/k: {body: x}`, "", `1:1 </k> "/k" must name a bucket and a key, such as "bucket/items.csv" [invalid-mock]`},
		{"nothing after the bucket", `b/: {body: x}`, "", `1:1 <b/> "b/" must name a bucket and a key, such as "bucket/items.csv" [invalid-mock]`},
		{"neither", `b/k: {}`, "", `1:6 <{}> an object needs exactly one of "body", "file" and "rows" [invalid-mock]`},
		{"both", `b/k: {body: x, file: items.csv}`, "", `1:6 <{body: x, file: items.csv}> an object needs exactly one of "body", "file" and "rows" [invalid-mock]`},
		{"text", `b/k: x`, "", `1:6 <x> "b/k" must be an object, not a string [invalid-mock]`},
		{"list for all", `[]`, "", `1:1 <[]> "s3" must be an object, not an array [invalid-mock]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			objects, found := ParseObjects(parseYAML(t, c.text), read)
			var got []string
			for _, o := range objects {
				got = append(got, o.Bucket+" "+o.Key+" "+o.Body)
			}
			if text := strings.Join(got, ";"); text != c.want {
				t.Errorf("got %q", text)
			}
			if text := show(found); text != c.findings {
				t.Errorf("got  %s\nwant %s", text, c.findings)
			}
		})
	}
	if objects, found := ParseObjects(nil, read); objects != nil || found != nil {
		t.Errorf("no section: %v, %s", objects, found)
	}
}

// FuzzParse reads any section of mocks: nothing panics, and findings are inside the file.
func FuzzParse(f *testing.F) {
	f.Add("A: [{return: 1, after: 1d, times: any}, {throw: {error: E, cause: {}}}]\nB: {never: true, when: a, heartbeats: [1]}")
	f.Add("A: {return: 1, scope: iteration, submitted: {}, worker: w, call: x}")
	f.Add("[]")
	f.Fuzz(func(t *testing.T, text string) {
		root, found := source.Parse(source.NewFile("mocks.yaml", text))
		if root == nil || found.HasErrors() {
			t.Skip()
		}
		set, found := Parse(root)
		objects, more := ParseObjects(root, func(string, source.Span) (string, error) { return "", nil })
		for _, d := range append(found, more...) {
			if s := d.Span; !s.IsValid() || s.Start.Offset > s.End.Offset || int(s.End.Offset) > len(text) {
				t.Errorf("%s at %v-%v", d.Message, s.Start, s.End)
			}
		}
		s := set.WithObjects(objects...).Session()
		for _, m := range set.Mocks() {
			if strings.Trim(m.Key, "/") != "" {
				ask(t, s, newCall(m.Key, "r", `{}`))
			}
		}
		s.Unused()
	})
}
