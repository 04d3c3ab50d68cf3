package suite

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
)

// blockStyles are ways to write an expectation in a block mapping, after its key; a line that starts with "\n" is below it, "<"
// is its own column, and ">" is further to the right.
var blockStyles = map[string][]string{
	"path": {
		" [Other]", " [Other, Which] # why", " [Other,\n>Which]", " [\n> Other, # why\n>\n> Which\n>]", "\n<- Other", "\n<- Other # why\n<# more\n\n<- Which",
		"\n>- Other", "\n>\n>    - Other\n>    - Which", " &path%d [Other]", " !!seq [Other]", "\n>[Other]", " # why\n<- \"Other\"\n<- 'Which'", " []",
	},
	"outputIs": {
		" 1", " -1.5e3 # why", " text", " 'it''s'", " \"a\\n\\\"b\"", " null", " ~", "", " # why", " true", " plain text\n>  in two lines", " |\n>literal\n>\n> lines",
		" >-\n>folded\n>lines\n", " |+\n>kept\n\n\n", " |2-\n>  x", " {}", " {a: 1, b: [2, {c: 3}]}", " {a: 1,\n>  b: 2}", "\n>a: 1\n>b:\n>- 2\n>-   c: 3\n>    d: 4", "\n<- 1\n<- - 2\n<  - 3", "\n>? a\n>: 1",
		" &out%d 7", " !!str 7", " &tag%d !!str 7", "\n>7", "\n># why\n>7", " \"\"", " ''", " \"${x}\"", " ${x}", " 2026-01-01", " \"\\u2028\"",
	},
	"time": {" 5", " 5s", " \"5s\"", " '5s' # why", "\n>5s"},
}

// flowStyles are the same for a flow mapping.
var flowStyles = map[string][]string{
	"path":     {" [Other]", " [ Other , Which ]", " [Other,\n>Which]", " []", " &path%d [Other]"},
	"outputIs": {" 1", " null", " ", " text", " 'it''s, {x}'", " \"a, b\"", " {a: [1]}", " {a: 1,\n> b: 2}", " !!str 7", " &out%d 7"},
	"time":     {" 5", " 5s", " \"5s\""},
}

// randomTestFile writes cases that all fail, in styles that people use.
func randomTestFile(random *rand.Rand) string {
	var b strings.Builder
	pick := func(list ...string) string { return list[random.IntN(len(list))] }
	b.WriteString(pick("", "---\n", "# first\n\n", "%YAML 1.2\n---\n", "\ufeff"))
	margin := pick("", "  ", "    ")
	b.WriteString("cases:\n")
	for i := range 1 + random.IntN(3) {
		fmt.Fprintf(&b, "%s- name: no. %d\n%s", margin, i, pick("", "\n", "# between\n"))
		below := margin + "  "
		fmt.Fprintf(&b, "%sinput: {data: %s}\n", below, pick("{a: {b: [1, two]}}", "\"x: 'y'\\n# z\"", "[]", "5.50", "false", "\"\\u2029\"", "{\"k \\\"\": \"\"}"))
		if random.IntN(3) == 0 {
			fmt.Fprintf(&b, "%sexpect: {%s}\n", below, randomExpectations(random, flowStyles, below+"  ", ", "))
		} else {
			inner := below + pick("  ", "    ")
			fmt.Fprintf(&b, "%sexpect:%s\n%s\n", below, pick("", " # what", "\n"), inner+randomExpectations(random, blockStyles, inner, "\n"+inner))
		}
	}
	b.WriteString(pick("", "\n\n", "# last", "...\n"))
	text := b.String()
	if random.IntN(4) == 0 {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

func randomExpectations(random *rand.Rand, styles map[string][]string, margin, between string) string {
	keys := []string{"path", "outputIs", "time"}
	random.Shuffle(len(keys), func(i, k int) { keys[i], keys[k] = keys[k], keys[i] })
	var parts []string
	for _, key := range keys[:1+random.IntN(len(keys))] {
		list := styles[key]
		style := strings.ReplaceAll(list[random.IntN(len(list))], "%d", strconv.Itoa(random.IntN(1_000_000)))
		style = strings.NewReplacer("\n>", "\n"+margin+"  ", "\n<", "\n"+margin).Replace(style)
		parts = append(parts, key+":"+style)
	}
	return strings.Join(parts, between)
}

// TestUpdateRandom updates files in many styles: all expectations become what happens, and everything else stays.
func TestUpdateRandom(t *testing.T) {
	definition := []byte(`{"StartAt": "Which", "States": {"Which": {"Type": "Pass", "InputPath": "$.data", "Next": "Wait"},
		"Wait": {"Type": "Wait", "Seconds": 90, "Next": "Other"}, "Other": {"Type": "Succeed"}}}`)
	random := rand.New(rand.NewPCG(20, 26))
	for range 400 {
		text := randomTestFile(random)
		fsys := fstest.MapFS{"a.asl.json": {Data: definition}, "a.asl.test.yaml": {Data: []byte(text)}}
		f, update := updateOf(t, fsys)
		if len(update.Problems) > 0 || len(update.Files) != 1 {
			t.Fatalf("%v\n%s", update.Problems, text)
		}
		fsys["a.asl.test.yaml"] = &fstest.MapFile{Data: []byte(update.Files[0].Text)}
		again, found := Load(fsys, "a.asl.test.yaml", "")
		if found.HasErrors() || len(again.Cases) != len(f.Cases) {
			t.Fatalf("%v\n%s\nfrom\n%s", found, update.Files[0].Text, text)
		}
		results, err := RunCases(t.Context(), again.Cases, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range results {
			if r.Outcome != Passed {
				t.Fatalf("%v\n%s\nfrom\n%s", r.Failures, update.Files[0].Text, text)
			}
		}
		if comments(update.Files[0].Text) < comments(text)-strings.Count(text, "# why")-strings.Count(text, "# more") {
			t.Fatalf("comments are gone:\n%s\nfrom\n%s", update.Files[0].Text, text)
		}
	}
}

func comments(text string) int { return strings.Count(text, "# ") }
