package coverage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// polling waits until a number is large enough, and may give up.
const polling = `{"StartAt":"Get","States":{
	"Get":{"Type":"Pass","Parameters":{"n.$":"States.MathAdd($.n, 1)"},"Next":"Done?"},
	"Done?":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericGreaterThan":9,"Next":"Done"},{"Variable":"$.n","NumericLessThan":0,"Next":"Lost"}],"Default":"Wait"},
	"Wait":{"Type":"Wait","Seconds":5,"Next":"Get"},
	"Done":{"Type":"Succeed"},
	"Lost":{"Type":"Fail"}}}`

func TestPaths(t *testing.T) {
	broken := simulator.Reply{Failure: &simulator.Failure{Error: "Broken"}}
	fine := simulator.Reply{Output: value.Object()}
	task := `"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage","Parameters":{}`
	for _, tc := range []struct {
		name, definition, input string
		replies                 []simulator.Reply
		want                    []string
	}{
		{
			"one round of a loop for many", polling, `{"n":5}`, nil,
			[]string{"Get Done? Done ×1", "Get Done? Lost ×0", "Get Done? Wait Get ×4"},
		},
		{
			"without the loop", polling, `{"n":-9}`, nil,
			[]string{"Get Done? Done ×0", "Get Done? Lost ×1", "Get Done? Wait Get ×0"},
		},
		{
			"two transitions to one state", `{"StartAt":"T","States":{"T":{` + task + `,"Catch":[{"ErrorEquals":["States.ALL"],"Next":"S"}],"Next":"S"},"S":{"Type":"Succeed"}}}`,
			`{}`,
			[]simulator.Reply{broken},
			[]string{"T S ×1"},
		},
		{
			"a failure that nothing catches", `{"StartAt":"P","States":{"P":{"Type":"Pass","Next":"T"},"T":{` + task + `,"End":true}}}`,
			`{}`,
			[]simulator.Reply{broken},
			[]string{"P T ×0"},
		},
		{
			"iterations", `{"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"StartAt":"T","States":{"T":{` + task + `,"Catch":[{"ErrorEquals":["Broken"],"Next":"S"}],"End":true},
			"S":{"Type":"Succeed"}}},"End":true}}}`, `[1,2,3]`,
			[]simulator.Reply{fine, broken, fine},
			[]string{"M ×1", "M/T ×2", "M/T M/S ×1"},
		},
		{
			"child executions", `{"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
			"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}`, `[1,2,3]`, nil,
			[]string{"M ×1", "M/P ×3"},
		},
		{
			"branches that start again", `{"StartAt":"B","States":{"B":{"Type":"Parallel","Branches":[{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},
			{"StartAt":"T","States":{"T":{` + task + `,"End":true}}}],"Retry":[{"ErrorEquals":["States.ALL"]}],"End":true}}}`, `{}`,
			[]simulator.Reply{broken, fine},
			[]string{"B ×1", "B/P ×2", "B/T ×1"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := run(t, tc.definition, tc.input, tc.replies...)
			var got []string
			for _, p := range d.Paths {
				got = append(got, fmt.Sprintf("%s ×%d", strings.Join(d.Names(p), " "), p.Count))
			}
			if strings.Join(got, "\n") != strings.Join(tc.want, "\n") {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}

// TestPathsGoBack tells loops from ends.
func TestPathsGoBack(t *testing.T) {
	d := run(t, polling, `{"n":9}`)
	var got []bool
	for i := range d.Paths {
		got = append(got, d.Paths[i].GoesBack())
	}
	if fmt.Sprint(got) != "[false false true]" || len(d.MissingPaths()) != 2 {
		t.Error(got, d.MissingPaths())
	}
}

// decisions has n decisions one after the other, which make 2^n paths.
func decisions(n int) string {
	var b strings.Builder
	b.WriteString(`{"StartAt":"C0","States":{`)
	for i := range n {
		_, _ = fmt.Fprintf(&b, `"C%d":{"Type":"Choice","Choices":[{"Variable":"$.n","IsPresent":true,"Next":"P%d"}],"Default":"C%d"},"P%d":{"Type":"Pass","Next":"C%d"},`, i, i, i+1, i, i+1)
	}
	_, _ = fmt.Fprintf(&b, `"C%d":{"Type":"Succeed"}}}`, n)
	return b.String()
}

func TestTooManyPaths(t *testing.T) {
	for n, want := range map[int]int{13: 8192, 14: 0, 40: 0} {
		def, _ := asl.Parse(source.NewFile("d.asl.json", decisions(n)))
		d := coverage.New(def).Definition()
		if len(d.Paths) != want || d.TooManyPaths != (want == 0) {
			t.Errorf("%d decisions: %d paths, too many: %v", n, len(d.Paths), d.TooManyPaths)
		}
	}
}

func TestMergePaths(t *testing.T) {
	one, other := run(t, polling, `{"n":5}`), run(t, polling, `{"n":-9}`)
	p := coverage.Profile{Definitions: []coverage.Definition{one}}
	if err := p.Merge(&coverage.Profile{Definitions: []coverage.Definition{other}}); err != nil {
		t.Fatal(err)
	}
	if got := p.Ratios().Paths; got != (coverage.Ratio{Covered: 3, Total: 3}) {
		t.Error(got)
	}
}

// TestGaps leaves out what follows from a state that is never entered.
func TestGaps(t *testing.T) {
	d := run(t, `{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"S"}],"Default":"M"},"S":{"Type":"Succeed"},
		"M":{"Type":"Map","ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}`, `{"n":1}`)
	var got []string
	for _, p := range d.Gaps() {
		got = append(got, p.Missed())
	}
	if want := `[the Default of "C", "M", is never taken "M" is never entered]`; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestMissed(t *testing.T) {
	for want, p := range map[string]coverage.Point{
		`"A/B" never goes on to "C"`:                           {Kind: coverage.Next, State: "A/B", Target: "C"},
		`"A" never completes, which ends its machine`:          {Kind: coverage.End, State: "A"},
		`rule 2 of "A" (status = FAILED) is never taken`:       {Kind: coverage.Rule, State: "A", Index: 1, Detail: "status = FAILED"},
		`Catcher 1 of "A" (States.ALL) never catches an error`: {Kind: coverage.Catch, State: "A", Detail: "States.ALL"},
		`Retrier 3 of "A" (X, Y) never retries`:                {Kind: coverage.Retried, State: "A", Index: 2, Detail: "X, Y"},
		`Retrier 1 of "A" (X) never runs out of attempts`:      {Kind: coverage.Exhausted, State: "A", Detail: "X"},
		`"A" never runs without items`:                         {Kind: coverage.MapEmpty, State: "A"},
		`"A" never runs with items`:                            {Kind: coverage.MapItems, State: "A"},
		`no iteration of "A" fails`:                            {Kind: coverage.MapFailed, State: "A"},
		`branch 2 of "A" never fails`:                          {Kind: coverage.BranchFailed, State: "A", Index: 1},
		`"A" never times out`:                                  {Kind: coverage.TimeoutReached, State: "A"},
	} {
		if got := p.Missed(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
