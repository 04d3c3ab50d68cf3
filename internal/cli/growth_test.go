package cli

import (
	"fmt"
	"io"
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
	{"names in ErrorEquals", "a.asl.json", "lint NAME", 5_000, func(n int) string { return task(`"Catch":[{"ErrorEquals":[` + joined(n, `"E%d"`) + `],"Next":"E"}]`) }},
	{"Retriers", "a.asl.json", "lint NAME", 2_000, func(n int) string { return task(`"Retry":[` + joined(n, `{"ErrorEquals":["E%d"]}`) + `]`) }},
	{"unknown fields", "a.asl.json", "lint NAME", 5_000, func(n int) string { return task(joined(n, `"Unknown%d":1`)) }},
	{"tasks with findings", "a.asl.json", "lint NAME", 2_500, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%[1]d":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","Next":"S%[2]d"}`) +
			`,"S` + strconv.Itoa(n) + `":{"Type":"Succeed"}}}`
	}},
	{"machines of a template", "template.yaml", "lint NAME", 1_000, func(n int) string {
		return "Resources:\n" + strings.ReplaceAll(joined(n, "  M%d:\n    Type: AWS::StepFunctions::StateMachine\n    Properties: {Definition: {StartAt: A, States: {A: {Type: Succeed}}}}\n"), "\n,", "\n")
	}},
	{"machines on one line", "template.json", "lint NAME", 500, func(n int) string {
		return `{"Resources":{` + joined(n, `"M%d":{"Type":"AWS::StepFunctions::StateMachine","Properties":{"Definition":{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}}}`) + `}}`
	}},
	{"states that run", "a.asl.json", "run NAME --no-limits", 2_000, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%[1]d":{"Type":"Pass","Next":"S%[2]d"}`) + `,"S` + strconv.Itoa(n) + `":{"Type":"Succeed"}}}`
	}},
	{"items of a Map", "a.asl.json", "run NAME --no-limits", 2_000, func(n int) string {
		return `{"StartAt":"L","States":{"L":{"Type":"Pass","Result":[` + joined(n, `%d`) + `],"Next":"M"},` +
			`"M":{"Type":"Map","ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}`
	}},
	{"rows of CSV", "a.asl.test.json", "test NAME", 5_000, func(n int) string {
		return `{"definition":"csv.asl.json","cases":[{"name":"a","s3":{"b/k.csv":{"body":"id;name\n` + strings.ReplaceAll(joined(n, `%d;x\n`), ",", "") + `"}},"expect":{"status":"succeeded"}}]}`
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

func task(fields string) string {
	return `{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","TimeoutSeconds":5,` + fields + `,"End":true},"E":{"Type":"Fail"}}}`
}

// csvMachine reads the rows of a CSV file.
const csvMachine = `{"StartAt":"M","States":{"M":{"Type":"Map","ItemReader":{"Resource":"arn:aws:states:::s3:getObject",
  "ReaderConfig":{"InputType":"CSV","CSVHeaderLocation":"FIRST_ROW","CSVDelimiter":"SEMICOLON"},"Parameters":{"Bucket":"b","Key":"k.csv"}},
  "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"EXPRESS"},"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}`

// TestGrowth prints how the time and the memory of the command grow with its input: at n, 2n, 4n and 8n. Linear growth is 2.00.
func TestGrowth(t *testing.T) {
	if os.Getenv("ASLCHECK_GROWTH") == "" {
		t.Skip("set ASLCHECK_GROWTH=1 to measure how time and memory grow")
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("csv.asl.json", []byte(csvMachine), 0o600); err != nil {
		t.Fatal(err)
	}
	fmt.Printf("%-26s %8s %9s %7s %9s %7s\n", "", "n", "time", "growth", "memory", "growth")
	for _, g := range growths {
		var lastTime time.Duration
		var lastMemory uint64
		for n := g.n; n <= 8*g.n; n *= 2 {
			if err := os.WriteFile(g.file, []byte(g.text(n)), 0o600); err != nil {
				t.Fatal(err)
			}
			took, memory := measure(strings.Fields(strings.ReplaceAll(g.args, "NAME", g.file)))
			fmt.Printf("%-26s %8d %9s %7s %7.1fMB %7s\n", g.name, n, took.Round(time.Millisecond/10), ratio(float64(took), float64(lastTime)),
				float64(memory)/1e6, ratio(float64(memory), float64(lastMemory)))
			lastTime, lastMemory = took, memory
		}
		_ = os.Remove(g.file) // the next one may have the same name
	}
}

// measure returns the least time and the allocated memory of three calls of the command.
func measure(args []string) (time.Duration, uint64) {
	least, memory := time.Hour, uint64(0)
	for range 3 {
		runtime.GC()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		Main(args, strings.NewReader(""), io.Discard, io.Discard, func(string) string { return "" })
		least = min(least, time.Since(start))
		runtime.ReadMemStats(&after)
		memory = after.TotalAlloc - before.TotalAlloc
	}
	return least, memory
}

func ratio(now, before float64) string {
	if before == 0 {
		return ""
	}
	return fmt.Sprintf("%.2f", now/before)
}
