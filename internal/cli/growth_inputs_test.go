package cli

import (
	"fmt"
	"strconv"
	"strings"
)

// A growth is an input of a size, and the arguments of the command that reads it. NAME is replaced by the file.
type growth struct {
	name, file, args string
	n                int
	text             func(n int) string
}

var growths = []growth{
	{"Choice rules of JSONPath", "a.asl.json", "lint NAME", 10_000, func(n int) string {
		return `{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[` +
			joined(n, `{"Variable":"$.n","NumericEquals":%d,"Next":"E"}`) + `],"Default":"E"},"E":{"Type":"Succeed"}}}`
	}},
	{"Choice rules of JSONata", "a.asl.json", "lint NAME", 4_000, func(n int) string {
		return `{"QueryLanguage":"JSONata","StartAt":"C","States":{"C":{"Type":"Choice","Choices":[` +
			joined(n, `{"Condition":"{%% $states.input.n = %d %%}","Next":"E"}`) + `],"Default":"E"},"E":{"Type":"Succeed"}}}`
	}},
	{"states with Assign", "a.asl.json", "lint NAME", 4_000, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%[1]d":{"Type":"Pass","Assign":{"v%[1]d":1},"Next":"S%[2]d"}`) + `,"S` + strconv.Itoa(n) + `":{"Type":"Succeed"}}}`
	}},
	{"names in ErrorEquals", "a.asl.json", "lint NAME", 80_000, func(n int) string { return task(`"Catch":[{"ErrorEquals":[` + joined(n, `"E%d"`) + `],"Next":"E"}]`) }},
	{"Retriers", "a.asl.json", "lint NAME", 16_000, func(n int) string { return task(`"Retry":[` + joined(n, `{"ErrorEquals":["E%d"]}`) + `]`) }},
	{"Catchers of one error", "a.asl.json", "lint NAME", 8_000, func(n int) string {
		return task(`"Catch":[` + strings.TrimSuffix(strings.Repeat(`{"ErrorEquals":["E"],"Next":"E"},`, n), ",") + `]`)
	}},
	{"tests of an And", "a.asl.json", "lint NAME", 5_000, func(n int) string {
		return `{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[{"And":[` + joined(n, `{"Variable":"$.n","NumericGreaterThan":%d}`) +
			`],"Next":"E"}],"Default":"E"},"E":{"Type":"Succeed"}}}`
	}},
	{"rules of a Choice without Default", "a.asl.json", "lint NAME", 8_000, func(n int) string {
		return `{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[` + joined(n, `{"Variable":"$.n","NumericEquals":%d,"Next":"E"}`) +
			`]},"E":{"Type":"Succeed"}}}`
	}},
	{"suppressions", "a.asl.json", "lint NAME", 5_000, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%d":{"Type":"Pass","Comment":"aslcheck:ignore unreachable-state later","End":true}`) + `}}`
	}},
	{"handlers of each other", "a.asl.json", "lint NAME", 2_000, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%[2]d":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f","Payload.$":"$.r%[1]d"},"ResultPath":"$.r%[2]d",`+
			`"Catch":[{"ErrorEquals":["States.ALL"],"Next":"S%[1]d"}],"Next":"S%[3]d"}`) +
			`,"S0":{"Type":"Pass","Next":"S1"},"S` + strconv.Itoa(n+1) + `":{"Type":"Succeed"}}}`
	}},
	{"variables in loops", "a.asl.json", "lint NAME", 4_000, func(n int) string {
		return `{"StartAt":"S1","States":{` + joined(n, `"S%[2]d":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},"Assign":{"v%[2]d":1},`+
			`"Catch":[{"ErrorEquals":["States.ALL"],"Next":"S1"}],"Next":"S%[3]d"}`) + `,"S` + strconv.Itoa(n+1) + `":{"Type":"Succeed"}}}`
	}},
	{"variables of a Choice", "a.asl.json", "lint NAME", 4_000, func(n int) string {
		return `{"StartAt":"C","States":{"C":{"Type":"Choice","Choices":[` + joined(n, `{"Variable":"$.n","NumericEquals":%d,"Next":"C"}`) +
			`],"Default":"E","Assign":{` + joined(n, `"v%d":1`) + `}},"E":{"Type":"Succeed"}}}`
	}},
	{"reads of a variable", "a.asl.json", "lint NAME", 4_000, func(n int) string {
		return `{"QueryLanguage":"JSONata","StartAt":"B","States":{"B":{"Type":"Pass","Output":{` + joined(n, `"k%d":"{%% $v %%}"`) + `},"Next":"S0"},` +
			joined(n, `"S%[1]d":{"Type":"Pass","Assign":{"v":1},"Next":"S%[2]d"}`) + `,"S` + strconv.Itoa(n) + `":{"Type":"Succeed"}}}`
	}},
	{"loops of two states", "a.asl.json", "lint NAME", 8_000, func(n int) string {
		return `{"StartAt":"A0","States":{` + joined(n, `"A%[1]d":{"Type":"Pass","Next":"B%[1]d"},"B%[1]d":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"A%[1]d"}],"Default":"A%[2]d"}`) +
			`,"A` + strconv.Itoa(n) + `":{"Type":"Pass","Next":"A0"}}}`
	}},
	{"branches to unknown states", "a.asl.json", "lint NAME", 10_000, func(n int) string {
		return `{"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[` +
			joined(n, `{"StartAt":"A%[1]d","States":{"A%[1]d":{"Type":"Pass","Next":"X%[1]d"},"B%[1]d":{"Type":"Pass","End":true}}}`) + `],"End":true}}}`
	}},
	{"comparisons of a result", "a.asl.json", "lint NAME", 8_000, func(n int) string {
		return `{"QueryLanguage":"JSONata","StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::aws-sdk:glue:getJobRun","Arguments":{"JobName":"a","RunId":"b"},` +
			`"Assign":{"v":"{% $states.result.JobRun.JobRunState %}"},"Next":"C"},"C":{"Type":"Choice","Choices":[{"Condition":"{% ` +
			strings.ReplaceAll(joined(n, `$v='X%d'`), ",", " or ") + ` %}","Next":"E"}],"Default":"E"},"E":{"Type":"Succeed"}}}`
	}},
	{"paths of a template", "a.asl.json", "lint NAME", 20_000, func(n int) string {
		return `{"StartAt":"P","States":{"P":{"Type":"Pass","Parameters":{` + joined(n, `"k%d.$":"$.a"`) + `},"End":true}}}`
	}},
	{"reads of an expression", "a.asl.json", "lint NAME", 10_000, func(n int) string {
		return expression("[" + joined(n, "$states.input.a%d") + "]")
	}},
	{"variables of an expression", "a.asl.json", "lint NAME", 40_000, func(n int) string {
		return expression("(" + strings.ReplaceAll(joined(n, "$v%[2]d:=$v%[1]d"), ",", ";") + ")")
	}},
	{"unknown fields", "a.asl.json", "lint NAME", 12_500, func(n int) string { return task(joined(n, `"Unknown%d":1`)) }},
	{"tasks with findings", "a.asl.json", "lint NAME", 12_500, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%[1]d":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","Next":"S%[2]d"}`) +
			`,"S` + strconv.Itoa(n) + `":{"Type":"Succeed"}}}`
	}},
	{"machines of a template", "template.yaml", "lint NAME", 2_500, func(n int) string {
		return "Resources:\n" + strings.ReplaceAll(joined(n, "  M%d:\n    Type: AWS::StepFunctions::StateMachine\n    Properties: {Definition: {StartAt: A, States: {A: {Type: Succeed}}}}\n"), "\n,", "\n")
	}},
	{"versions of a template", "template.yaml", "lint NAME", 2_000, func(n int) string {
		return "Resources:\n" + strings.ReplaceAll(joined(n, "  M%[1]d:\n    Type: AWS::StepFunctions::StateMachine\n    Properties: {RoleArn: r, Definition: {StartAt: A, States: {A: {Type: Succeed}}}}\n"+
			"  V%[1]d:\n    Type: AWS::StepFunctions::StateMachineVersion\n    Properties: {StateMachineArn: !Ref M%[1]d}\n"), "\n,", "\n")
	}},
	{"machines on one line", "template.json", "lint NAME", 2_000, func(n int) string {
		return `{"Resources":{` + joined(n, `"M%d":{"Type":"AWS::StepFunctions::StateMachine","Properties":{"Definition":{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"}}}}}`) + `}}`
	}},
	{"texts with findings on one line", "template.json", "lint NAME", 2_000, func(n int) string {
		return `{"Resources":{` + joined(n, `"M%d":{"Type":"AWS::StepFunctions::StateMachine","Properties":{"DefinitionString":"{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Next\":\"B\"}}}"}}`) + `}}`
	}},
	{"states that run", "a.asl.json", "run NAME --no-limits", 8_000, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%[1]d":{"Type":"Pass","Next":"S%[2]d"}`) + `,"S` + strconv.Itoa(n) + `":{"Type":"Succeed"}}}`
	}},
	{"states that add a member", "a.asl.json", "run NAME --no-limits", 2_000, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%[1]d":{"Type":"Pass","Result":1,"ResultPath":"$.r%[1]d","Next":"S%[2]d"}`) + `,"S` + strconv.Itoa(n) + `":{"Type":"Succeed"}}}`
	}},
	{"a list that gets shorter", "a.asl.json", "run NAME --no-limits", 1_000, func(n int) string {
		return `{"StartAt":"L","States":{"L":{"Type":"Pass","Result":{"a":[` + joined(n, `%d`) + `]},"Next":"C"},` +
			`"C":{"Type":"Choice","Choices":[{"Variable":"$.a[0]","IsPresent":true,"Next":"P"}],"Default":"E"},` +
			`"P":{"Type":"Pass","Parameters":{"a.$":"$.a[1:]"},"Next":"C"},"E":{"Type":"Succeed"}}}`
	}},
	{"states of a graph", "a.asl.json", "graph NAME --report svg", 2_000, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%[1]d":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Catch":[{"ErrorEquals":["States.ALL"],"Next":"F"}],"Next":"S%[2]d"}`) +
			`,"S` + strconv.Itoa(n) + `":{"Type":"Succeed"},"F":{"Type":"Fail"}}}`
	}},
	{"loops of a graph", "a.asl.json", "graph NAME --report svg", 2_000, func(n int) string {
		return `{"StartAt":"S0","States":{` + joined(n, `"S%[1]d":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"S0"}],"Default":"S%[2]d"}`) +
			`,"S` + strconv.Itoa(n) + `":{"Type":"Succeed"}}}`
	}},
	{"items of a Map", "a.asl.json", "run NAME --no-limits", 8_000, func(n int) string {
		return `{"StartAt":"L","States":{"L":{"Type":"Pass","Result":[` + joined(n, `%d`) + `],"Next":"M"},` +
			`"M":{"Type":"Map","ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}`
	}},
	{"items of a distributed Map", "in.json", "run items.asl.json --input NAME", 125_000, func(n int) string { return "[" + joined(n, `{"id":%[1]d,"name":"item %[1]d"}`) + "]" }},
	{"rows of CSV", "a.asl.test.json", "test NAME", 25_000, func(n int) string {
		return `{"definition":"csv.asl.json","cases":[{"name":"a","s3":{"b/k.csv":{"body":"id;name\n` + strings.ReplaceAll(joined(n, `%d;x\n`), ",", "") + `"}},"expect":{"status":"succeeded"}}]}`
	}},
	{"items of a JSON array", "a.asl.test.json", "test NAME", 50_000, func(n int) string {
		return `{"definition":"json.asl.json","cases":[{"name":"a","s3":{"b/k":{"body":"[` + joined(n, `{\"id\":%d}`) + `]"}},"expect":{"status":"succeeded"}}]}`
	}},
	{"items of JSON Lines", "a.asl.test.json", "test NAME", 50_000, func(n int) string {
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
	{"arrays of one hash code", "a.asl.json", "run NAME --no-limits", 16_000, func(n int) string {
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
	{"answers of a mock", "a.asl.test.json", "test NAME", 5_000, func(n int) string {
		return `{"definition":"tasks.asl.json","cases":[{"name":"a","input":[1],"mocks":{"T":[` + joined(n, `{"return":%d}`) + `]},"expect":{"status":"succeeded"}}]}`
	}},
	{"failed cases on one line", "a.asl.test.json", "test NAME --report html", 1_000, func(n int) string {
		return `{"definition":"tasks.asl.json","cases":[` + joined(n, `{"name":"c%d","input":[],"expect":{"status":"failed"}}`) + `]}`
	}},
	{"cases", "a.asl.test.json", "test NAME", 2_000, func(n int) string {
		return `{"definition":"csv.asl.json","cases":[` + joined(n, `{"name":"c%d","s3":{"b/k.csv":{"body":"id\n1"}},"expect":{"status":"succeeded"}}`) + `]}`
	}},
}

// joined returns n parts, each with its number and the next ones, separated by commas.
func joined(n int, format string) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, format+"%[4]s", i, i+1, i+2, "") // the last is empty: with a number at the end, the others need not all be used
	}
	return b.String()
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

// tasksMachine calls a function for each item of its input, one after the other.
const tasksMachine = `{"StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":1,"ItemProcessor":{"StartAt":"T","States":{
  "T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},"End":true}}},"End":true}}}`

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
