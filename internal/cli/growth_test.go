package cli

import (
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"
)

// A growth is an input of a size, and the arguments of the command that reads it. NAME is replaced by the file.
type growth struct {
	name, file, args string
	n                int
	text             func(n int) string
}

var growths = []growth{
	{"Choice rules of JSONPath", "a.asl.json", "lint NAME", 2_500, func(n int) string {
		return `{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[` +
			joined(n, `{"Variable":"$.n","NumericEquals":%d,"Next":"E"}`) + `],"Default":"E"},"E":{"Type":"Succeed"}}}`
	}},
	{"Choice rules of JSONata", "a.asl.json", "lint NAME", 1_000, func(n int) string {
		return `{"QueryLanguage":"JSONata","StartAt":"C","States":{"C":{"Type":"Choice","Choices":[` +
			joined(n, `{"Condition":"{%% $states.input.n = %d %%}","Next":"E"}`) + `],"Default":"E"},"E":{"Type":"Succeed"}}}`
	}},
	{"states with Assign", "a.asl.json", "lint NAME", 1_000, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%[1]d":{"Type":"Pass","Assign":{"v%[1]d":1},"Next":"S%[2]d"}`) + `,"S` + strconv.Itoa(n) + `":{"Type":"Succeed"}}}`
	}},
	{"names in ErrorEquals", "a.asl.json", "lint NAME", 20_000, func(n int) string { return task(`"Catch":[{"ErrorEquals":[` + joined(n, `"E%d"`) + `],"Next":"E"}]`) }},
	{"Retriers", "a.asl.json", "lint NAME", 4_000, func(n int) string { return task(`"Retry":[` + joined(n, `{"ErrorEquals":["E%d"]}`) + `]`) }},
	{"Catchers of one error", "a.asl.json", "lint NAME", 2_000, func(n int) string {
		return task(`"Catch":[` + strings.TrimSuffix(strings.Repeat(`{"ErrorEquals":["E"],"Next":"E"},`, n), ",") + `]`)
	}},
	{"tests of an And", "a.asl.json", "lint NAME", 2_500, func(n int) string {
		return `{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"And":[` + joined(n, `{"Variable":"$.n","NumericGreaterThan":%d}`) +
			`],"Next":"E"}],"Default":"E"},"E":{"Type":"Succeed"}}}`
	}},
	{"rules of a Choice without Default", "a.asl.json", "lint NAME", 2_500, func(n int) string {
		return `{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[` + joined(n, `{"Variable":"$.n","NumericEquals":%d,"Next":"E"}`) +
			`]},"E":{"Type":"Succeed"}}}`
	}},
	{"suppressions", "a.asl.json", "lint NAME", 2_500, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%d":{"Type":"Pass","Comment":"aslcheck:ignore unreachable-state later","End":true}`) + `}}`
	}},
	{"paths of a template", "a.asl.json", "lint NAME", 5_000, func(n int) string {
		return `{"StartAt":"P","States":{"P":{"Type":"Pass","Parameters":{` + joined(n, `"k%d.$":"$.a"`) + `},"End":true}}}`
	}},
	{"reads of an expression", "a.asl.json", "lint NAME", 2_500, func(n int) string {
		return expression("[" + joined(n, "$states.input.a%d") + "]")
	}},
	{"variables of an expression", "a.asl.json", "lint NAME", 2_500, func(n int) string {
		return expression("(" + strings.ReplaceAll(joined(n, "$v%[2]d:=$v%[1]d"), ",", ";") + ")")
	}},
	{"unknown fields", "a.asl.json", "lint NAME", 5_000, func(n int) string { return task(joined(n, `"Unknown%d":1`)) }},
	{"tasks with findings", "a.asl.json", "lint NAME", 2_500, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%[1]d":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","Next":"S%[2]d"}`) +
			`,"S` + strconv.Itoa(n) + `":{"Type":"Succeed"}}}`
	}},
	{"machines of a template", "template.yaml", "lint NAME", 1_000, func(n int) string {
		return "Resources:\n" + strings.ReplaceAll(joined(n, "  M%d:\n    Type: AWS::StepFunctions::StateMachine\n    Properties: {Definition: {StartAt: A, States: {A: {Type: Succeed}}}}\n"), "\n,", "\n")
	}},
	{"versions of a template", "template.yaml", "lint NAME", 500, func(n int) string {
		return "Resources:\n" + strings.ReplaceAll(joined(n, "  M%[1]d:\n    Type: AWS::StepFunctions::StateMachine\n    Properties: {RoleArn: r, Definition: {StartAt: A, States: {A: {Type: Succeed}}}}\n"+
			"  V%[1]d:\n    Type: AWS::StepFunctions::StateMachineVersion\n    Properties: {StateMachineArn: !Ref M%[1]d}\n"), "\n,", "\n")
	}},
	{"machines on one line", "template.json", "lint NAME", 500, func(n int) string {
		return `{"Resources":{` + joined(n, `"M%d":{"Type":"AWS::StepFunctions::StateMachine","Properties":{"Definition":{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}}}`) + `}}`
	}},
	{"texts with findings on one line", "template.json", "lint NAME", 500, func(n int) string {
		return `{"Resources":{` + joined(n, `"M%d":{"Type":"AWS::StepFunctions::StateMachine","Properties":{"DefinitionString":"{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Next\":\"B\"}}}"}}`) + `}}`
	}},
	{"states that run", "a.asl.json", "run NAME --no-limits", 2_000, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%[1]d":{"Type":"Pass","Next":"S%[2]d"}`) + `,"S` + strconv.Itoa(n) + `":{"Type":"Succeed"}}}`
	}},
	{"states of a graph", "a.asl.json", "graph NAME --report svg", 500, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%[1]d":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Catch":[{"ErrorEquals":["States.ALL"],"Next":"F"}],"Next":"S%[2]d"}`) +
			`,"S` + strconv.Itoa(n) + `":{"Type":"Succeed"},"F":{"Type":"Fail"}}}`
	}},
	{"loops of a graph", "a.asl.json", "graph NAME --report svg", 500, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%[1]d":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"S0"}],"Default":"S%[2]d"}`) +
			`,"S` + strconv.Itoa(n) + `":{"Type":"Succeed"}}}`
	}},
	{"items of a Map", "a.asl.json", "run NAME --no-limits", 2_000, func(n int) string {
		return `{"StartAt":"L","States":{"L":{"Type":"Pass","Result":[` + joined(n, `%d`) + `],"Next":"M"},` +
			`"M":{"Type":"Map","ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}`
	}},
	{"items of a distributed Map", "in.json", "run items.asl.json --input NAME", 10_000, func(n int) string { return "[" + joined(n, `{"id":%[1]d,"name":"item %[1]d"}`) + "]" }},
	{"rows of CSV", "a.asl.test.json", "test NAME", 5_000, func(n int) string {
		return `{"definition":"csv.asl.json","cases":[{"name":"a","s3":{"b/k.csv":{"body":"id;name\n` + strings.ReplaceAll(joined(n, `%d;x\n`), ",", "") + `"}},"expect":{"status":"succeeded"}}]}`
	}},
	{"items of a JSON array", "a.asl.test.json", "test NAME", 5_000, func(n int) string {
		return `{"definition":"json.asl.json","cases":[{"name":"a","s3":{"b/k":{"body":"[` + joined(n, `{\"id\":%d}`) + `]"}},"expect":{"status":"succeeded"}}]}`
	}},
	{"items of JSON Lines", "a.asl.test.json", "test NAME", 5_000, func(n int) string {
		return `{"definition":"jsonl.asl.json","cases":[{"name":"a","s3":{"b/k":{"body":"` + strings.ReplaceAll(joined(n, `{\"id\":%d}\n`), `,`, ``) + `"}},"expect":{"status":"succeeded"}}]}`
	}},
	{"merges of JSONata", "a.asl.json", "run NAME", 25, func(n int) string {
		return jsonata(`($o := $merge([1..20000].{'k' & $string($): $}); $count([1..` + strconv.Itoa(n) + `].$merge([$o, $o])))`)
	}},
	{"levels of JSONata, equal", "a.asl.json", "run NAME", 50_000, func(n int) string {
		return jsonata(`($d := $reduce([1..` + strconv.Itoa(n) + `], function($a, $b) {{'a': $a}}, 1); $d = $d)`)
	}},
	{"levels of JSONata, edited", "a.asl.json", "run NAME", 50_000, func(n int) string {
		return jsonata(`$reduce([1..` + strconv.Itoa(n) + `], function($a, $b) {{'a': $a}}, 1) ~> |a|{'b': 1}|`)
	}},
	{"arrays of one hash code", "a.asl.json", "run NAME --no-limits", 2_000, func(n int) string {
		parts := make([]string, n)
		for i := range parts {
			parts[i] = fmt.Sprintf("[%d,%d]", i, 31*(n-i))
		}
		return `{"StartAt":"L","States":{"L":{"Type":"Pass","Result":[` + strings.Join(parts, ",") + `],"Next":"U"},` +
			`"U":{"Type":"Pass","Parameters":{"n.$":"States.ArrayLength(States.ArrayUnique($))"},"End":true}}}`
	}},
	{"YAML with a late error", "a.asl.yaml", "lint NAME", 60_000, func(n int) string { return strings.Repeat("- 1\n", n) + "{" }},
	{"values of YAML", "a.asl.yaml", "lint NAME", 5_000, func(n int) string {
		return "StartAt: S0\nStates:\n" + strings.ReplaceAll(joined(n, "  S%[1]d: {Type: Pass, Result: {a: [1, 2, 3]}, Next: S%[2]d}\n"), "\n,", "\n") + "  S" + strconv.Itoa(n) + ": {Type: Succeed}\n"
	}},
	{"cases", "a.asl.test.json", "test NAME", 500, func(n int) string {
		return `{"definition":"csv.asl.json","cases":[` + joined(n, `{"name":"c%d","s3":{"b/k.csv":{"body":"id\n1"}},"expect":{"status":"succeeded"}}`) + `]}`
	}},
}

// joined returns n parts, each with its number and the next, separated by commas.
func joined(n int, format string) string {
	parts := make([]string, n)
	for i := range parts {
		if strings.Contains(format, "%[2]d") {
			parts[i] = fmt.Sprintf(format, i, i+1)
		} else {
			parts[i] = fmt.Sprintf(format, i)
		}
	}
	return strings.Join(parts, ",")
}

// expression is the definition of a state with an expression as its output.
func expression(text string) string {
	return `{"QueryLanguage":"JSONata","StartAt":"P","States":{"P":{"Type":"Pass","Output":"{% ` + text + ` %}","End":true}}}`
}

func task(fields string) string {
	return `{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","TimeoutSeconds":5,` + fields + `,"End":true},"E":{"Type":"Fail"}}}`
}

// itemsMachine goes over its input and forgets the results.
const itemsMachine = `{"StartAt":"M","States":{"M":{"Type":"Map","ResultPath":null,"ItemProcessor":{
  "ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}`

// csvMachine reads the rows of a CSV file.
const csvMachine = `{"StartAt":"M","States":{"M":{"Type":"Map","ItemReader":{"Resource":"arn:aws:states:::s3:getObject",
  "ReaderConfig":{"InputType":"CSV","CSVHeaderLocation":"FIRST_ROW","CSVDelimiter":"SEMICOLON"},"Parameters":{"Bucket":"b","Key":"k.csv"}},
  "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}`

// readingMachine is a distributed Map over the items of an object, which writes its results.
func readingMachine(inputType string) string {
	return `{"StartAt":"M","States":{"M":{"Type":"Map","ItemReader":{"Resource":"arn:aws:states:::s3:getObject",
  "ReaderConfig":{"InputType":"` + inputType + `"},"Parameters":{"Bucket":"b","Key":"k"}},
  "ResultWriter":{"Resource":"arn:aws:states:::s3:putObject","Parameters":{"Bucket":"out"}},
  "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}`
}

// jsonata is a machine that evaluates an expression.
func jsonata(expression string) string {
	return `{"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","Output":"{% ` + expression + ` %}","End":true}}}`
}

// TestGrowth prints how the CPU time and the memory of the command grow with its input: at n, 2n, 4n and 8n. Linear growth is 2.00.
func TestGrowth(t *testing.T) {
	if os.Getenv("ASLCHECK_GROWTH") == "" {
		t.Skip("set ASLCHECK_GROWTH=1 to measure how time and memory grow")
	}
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"items.asl.json": itemsMachine, "csv.asl.json": csvMachine, "json.asl.json": readingMachine("JSON"), "jsonl.asl.json": readingMachine("JSONL"),
	} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	fmt.Printf("%-32s %8s %9s %7s %9s %7s\n", "", "n", "time", "growth", "memory", "growth")
	for _, g := range growths {
		t.Run(g.name, func(t *testing.T) { g.print(t) })
	}
}

// The rounds of a measurement: at least so many, and more until they have taken enough time for the least of them to be steady.
const (
	leastRounds = 5
	enough      = 5 * time.Second
)

// print measures all sizes in turn, so that what else the machine does meets them all alike.
func (g *growth) print(t *testing.T) {
	t.Helper()
	defer func() { _ = os.Remove(g.file) }() // the next one may have the same name
	var used [4]usage
	var texts [len(used)][]byte
	for i := range used {
		texts[i] = []byte(g.text(g.n << i))
		used[i].time = time.Hour
	}
	args := strings.Fields(strings.ReplaceAll(g.args, "NAME", g.file))
	start := time.Now()
	for round := 0; round < leastRounds || time.Since(start) < enough; round++ {
		for i := range used {
			if err := os.WriteFile(g.file, texts[i], 0o600); err != nil {
				t.Fatal(err)
			}
			now := measure(args)
			used[i].time, used[i].memory = min(used[i].time, now.time), now.memory
		}
	}
	var last usage
	for i, u := range used {
		fmt.Printf("%-32s %8d %9s %7s %7.1fMB %7s\n", g.name, g.n<<i, u.time.Round(time.Millisecond/10), ratio(float64(u.time), float64(last.time)),
			float64(u.memory)/1e6, ratio(float64(u.memory), float64(last.memory)))
		last = u
	}
	fmt.Printf("%-32s %8s %9s %7.2f\n", "", "", "mean", math.Cbrt(float64(last.time)/float64(used[0].time)))
}

// A usage is the CPU time of a call of the command, and the bytes that it allocates.
type usage struct {
	time   time.Duration
	memory uint64
}

func measure(args []string) usage {
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := cpuTime()
	Main(args, strings.NewReader(""), io.Discard, io.Discard, func(string) string { return "" })
	took := cpuTime() - start
	runtime.ReadMemStats(&after)
	return usage{took, after.TotalAlloc - before.TotalAlloc}
}

func ratio(now, before float64) string {
	if before == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", now/before)
}
