package suite

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// TestMatchPathExhaustively compares with a regular expression, for all paths of up to four states.
func TestMatchPathExhaustively(t *testing.T) {
	var all func(words []string, most int) [][]string
	all = func(words []string, most int) [][]string {
		lists := [][]string{nil}
		if most == 0 {
			return lists
		}
		for _, shorter := range all(words, most-1) {
			for _, word := range words {
				lists = append(lists, append([]string{word}, shorter...))
			}
		}
		return lists
	}
	gots := all([]string{"A", "B"}, 4)
	for _, want := range all([]string{"A", "B", "..."}, 4) {
		pattern := regexp.MustCompile("^" + strings.ReplaceAll(strings.Join(want, ""), "...", ".*") + "$")
		for _, got := range gots {
			if MatchPath(want, got) != pattern.MatchString(strings.Join(got, "")) {
				t.Fatalf("%q against %q: %t", want, got, MatchPath(want, got))
			}
		}
	}
}

// TestManyDifferences lists ten, and says how many more there are.
func TestManyDifferences(t *testing.T) {
	for n, want := range map[int]string{9: "[8]: want 1, got 2", 10: "[9]: want 1, got 2", 11: "… and 1 more", 30: "… and 20 more"} {
		list := func(elem string) value.Value {
			return value.MustParse("[" + strings.TrimSuffix(strings.Repeat(elem+",", n), ",") + "]")
		}
		lines := Differences(list("1"), list("2"), false)
		if len(lines) != min(n, 11) || lines[len(lines)-1] != want {
			t.Errorf("%d differences: %q", n, lines)
		}
	}
	long := value.String(strings.Repeat("x", 300))
	if lines := Differences(value.Null, long, false); len(lines) != 1 || len(lines[0]) > 230 || len(lines[0]) < 200 {
		t.Errorf("got %q", lines)
	}
}

// TestPruned leaves out what an expectation doesn't name, at each depth, but no elements.
func TestPruned(t *testing.T) {
	for _, c := range []struct{ want, got, pruned string }{
		{`{"a":{"b":1}}`, `{"a":{"b":2,"c":3},"d":4}`, `{"a":{"b":2}}`},
		{`{"a":1}`, `{"b":1}`, `{}`},
		{`[{"a":1}]`, `[{"a":1,"b":2},{"c":3}]`, `[{"a":1},{"c":3}]`},
		{`{"a":1}`, `[1]`, `[1]`},
		{`[1]`, `{"a":1}`, `{"a":1}`},
	} {
		if got := prune(value.MustParse(c.want), value.MustParse(c.got)).JSON(); got != c.pruned {
			t.Errorf("%s by %s: got %s", c.got, c.want, got)
		}
	}
}

// TestFailFastOnError stops at a case that could not run, too, but not at a skipped one.
func TestFailFastOnError(t *testing.T) {
	f := mustLoad(t, order+`
-- order.asl.test.yaml --
cases:
  - {name: skipped, skip: later}
  - {name: unanswered, input: {items: [a]}}
  - {name: after, expect: {status: failed}}
`, "order.asl.test.yaml")
	for _, jobs := range []int{1, 2, -1} {
		if got := names(runAll(t, f, Options{FailFast: true, Jobs: jobs})); got != "skipped, unanswered" {
			t.Errorf("%d jobs: got %s", jobs, got)
		}
	}
}

// TestNearest names the mock that comes nearest to a call without an answer, and where answers of it are used up.
func TestNearest(t *testing.T) {
	f := mustLoad(t, `
-- a.asl.json --
{"StartAt": "Ship items", "States": {"Ship items": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"MessageBody": "x"}, "Next": "Ship item"},
  "Ship item": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {"MessageBody": "y"}, "End": true}}}
-- a.asl.test.yaml --
cases: [{name: a, mocks: {Ship item: {return: 1}}}, {name: b}]
`, "a.asl.test.yaml")
	results := runAll(t, f, Options{})
	if d := results[0].Failures[0]; !strings.Contains(d.Hint, `"Ship item"`) || len(d.Related) > 0 {
		t.Errorf("got %+v", d)
	}
	d := results[1].Failures[0]
	if d.Hint != "" || !strings.HasPrefix(d.Detail, `the arguments of the call are {"MessageBody":"x"}`) {
		t.Errorf("got %+v", d)
	}
}

// TestFilledTexts fills several values of a row into one text.
func TestFilledTexts(t *testing.T) {
	f := mustLoad(t, `
-- a.asl.json --
`+pass+`
-- a.asl.test.yaml --
cases:
  - name: "{row.x}{row.y}"
    rows: [{x: 1, y: {z: 2}}, {x: a, y: b}]
    input: ["{row.x}{row.y}", "{row.y}{row.x}.", "-{row.x}", "{row.y}", [{k: "{row.x}"}], 1, null, true]
`, "a.asl.test.yaml")
	for i, want := range []string{
		`1{"z":2}: ["1{\"z\":2}","{\"z\":2}1.","-1",{"z":2},[{"k":1}],1,null,true]`,
		`ab: ["ab","ba.","-a","b",[{"k":"a"}],1,null,true]`,
	} {
		if got := fmt.Sprintf("%s: %s", f.Cases[i].Name, f.Cases[i].Input.JSON()); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// TestReasons says in a word why a file cannot be read.
func TestReasons(t *testing.T) {
	f := &File{Name: "sub/a.asl.test.yaml", fsys: files("-- sub/x --\n1\n-- y --\n2\n"), prefix: "p/"}
	for name, want := range map[string]string{"x": "1\n p/sub/x", "./x": "1\n p/sub/x", "../y": "2\n p/y", "gone": " p/sub/gone", "../../y": " p/../y", "/y": " p/sub/y", "dir/../x": "1\n p/sub/x"} {
		file, err := f.read(name)
		if got := file.Text + " " + file.Name; got != want || (err == nil) != (file.Text != "") {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
	}
}
