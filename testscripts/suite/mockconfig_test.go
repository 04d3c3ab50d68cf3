package suite

import (
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/mocks/mockconfig"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// orders has cases that share the answer of Pay, and one whose responses are missing.
const orders = `{
  "StateMachines": {"Orders": {"TestCases": {
    "Fine": {"Pay": "Paid", "Ship": "Shipped", "Bill": "Paid"},
    "Lost": {"Pay": "Paid", "Ship": "Lost"},
    "Short": {"Pay": "Paid"},
    "Broken": {"Pay": "Paid", "Ship": "Nothing"}}}},
  "MockedResponses": {
    "Paid": {"0": {"Return": {"paid": true}}},
    "Shipped": {"0": {"Return": {"shipped": true}}},
    "Lost": {"0": {"Throw": {"Error": "Lost", "Cause": "at sea"}}}}}`

// payAndShip has a Pass with the name of a mocked state.
const payAndShip = `{"StartAt": "Bill", "States": {
  "Bill": {"Type": "Pass", "Next": "Pay"},
  "Pay": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {}, "Next": "Ship"},
  "Ship": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {}, "End": true}}}`

func parseMockConfig(t *testing.T, text string) (*mockconfig.File, *mockconfig.Machine) {
	t.Helper()
	config, _ := mockconfig.Parse(source.NewFile("MockConfigFile.json", text))
	machine := config.Machine("Orders")
	if machine == nil {
		t.Fatal("no machine")
	}
	return config, machine
}

func compileText(t *testing.T, text string) *simulator.Program {
	t.Helper()
	def, _ := asl.Parse(source.NewFile("orders.asl.json", text))
	program, found := simulator.Compile(def)
	if program == nil {
		t.Fatal(found)
	}
	return program
}

func TestFromMockConfig(t *testing.T) {
	config, machine := parseMockConfig(t, orders)
	f, found := FromMockConfig(config.Source, machine, compileText(t, payAndShip), value.MustParse(`{"id": 1}`))
	if f.Name != "MockConfigFile.json" || len(found) == 0 {
		t.Errorf("%s with the findings %v", f.Name, found)
	}
	var names []string
	for _, c := range f.Cases {
		names = append(names, c.Name)
		if c.Input.String() != `{"id": 1}` && c.Input.String() != `{"id":1}` {
			t.Errorf("%s has the input %s", c.Name, c.Input)
		}
	}
	for _, want := range []string{"Orders#Lost", "Orders#Short"} {
		if !slices.Contains(names, want) {
			t.Errorf("no case %q in %q", want, names)
		}
	}
	if slices.Contains(names, "Orders#Broken") {
		t.Errorf("a broken case in %q", names)
	}
}

// convert returns the test file that is made of a configuration.
func convert(t *testing.T, text string, program *simulator.Program, input string) string {
	t.Helper()
	config, machine := parseMockConfig(t, text)
	c := Conversion{Config: config, Machine: machine, Program: program, Definition: "orders.asl.json", Input: value.MustParse(input)}
	file, _, err := c.File(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return file.JSON()
}

func TestConversion(t *testing.T) {
	for name, c := range map[string]struct {
		program *simulator.Program
		input   string
		want    []string
		without []string
	}{
		"with a definition": {compileText(t, payAndShip), `{}`, []string{
			`"definition":"orders.asl.json","unused":"allow","mocks":{"Pay":{"return":{"paid":true}}}`,
			`{"name":"Fine","mocks":{"Ship":{"return":{"shipped":true}}},"expect":{"path":["Bill","Pay","Ship"]}}`,
			`{"name":"Lost","mocks":{"Ship":{"throw":{"error":"Lost","cause":"at sea"}}},"expect":{"path":["Bill","Pay","Ship"],"error":"Lost"}}`,
			`{"name":"Short","skip":"`,
		}, []string{`"input"`, `"Bill":`}},
		"without": {nil, `{"id":1}`, []string{
			`{"input":{"id":1},"unused":"allow","mocks":{"Pay":{"return":{"paid":true}}}`,
			`{"name":"Fine","mocks":{"Ship":{"return":{"shipped":true}},"Bill":{"return":{"paid":true}}}}`,
			`{"name":"Short"}`,
		}, []string{`"definition"`, `"expect"`}},
		"an input that is not an object": {nil, `[]`, []string{`{"input":[],`}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			got := convert(t, orders, c.program, c.input)
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("no %s in %s", want, got)
				}
			}
			for _, not := range c.without {
				if strings.Contains(got, not) {
					t.Errorf("%s in %s", not, got)
				}
			}
		})
	}
}

// TestConversionOfOneCase shares nothing with other cases.
func TestConversionOfOneCase(t *testing.T) {
	program := compileText(t, `{"StartAt": "Ask", "States": {
  "Ask": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {}, "End": true}}}`)
	got := convert(t, `{"StateMachines": {"Orders": {"TestCases": {"Silent": {}}}}, "MockedResponses": {}}`, program, `{}`)
	want := `{"definition":"orders.asl.json","unused":"allow","cases":[{"name":"Silent","skip":"state \"Ask\" has no mock in MockConfigFile.json"}]}`
	if got != want {
		t.Errorf("got %s", got)
	}
}

// TestConversionOfOpenCalls stops a branch while it waits for the answer of its second call, which the configuration lacks.
func TestConversionOfOpenCalls(t *testing.T) {
	program := compileText(t, `{"StartAt": "Both", "States": {"Both": {"Type": "Parallel", "End": true, "Branches": [
  {"StartAt": "Fails", "States": {"Fails": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {},
    "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 5, "MaxAttempts": 1}], "End": true}}},
  {"StartAt": "Waits", "States": {"Waits": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": {},
    "Retry": [{"ErrorEquals": ["Lost"], "IntervalSeconds": 1}], "End": true}}}]}}}`)
	got := convert(t, `{"StateMachines": {"Orders": {"TestCases": {"One": {"Fails": "Busy", "Waits": "Lost"}}}},
  "MockedResponses": {"Busy": {"0-1": {"Throw": {"Error": "Busy", "Cause": ""}}}, "Lost": {"0": {"Throw": {"Error": "Lost", "Cause": ""}}}}}`, program, `{}`)
	if !strings.Contains(got, `"Waits":[{"throw":{"error":"Lost"`) || !strings.Contains(got, `{"never":true}]`) || !strings.Contains(got, `"error":"Busy"`) {
		t.Errorf("got %s", got)
	}
}

// TestConversionOfTimeout expects the end by the time.
func TestConversionOfTimeout(t *testing.T) {
	program := compileText(t, `{"StartAt": "W", "TimeoutSeconds": 1, "States": {"W": {"Type": "Wait", "Seconds": 2, "End": true}}}`)
	got := convert(t, `{"StateMachines": {"Orders": {"TestCases": {"Late": {}}}}, "MockedResponses": {}}`, program, `{"a": 1}`)
	want := `{"definition":"orders.asl.json","input":{"a":1},"unused":"allow","cases":[{"name":"Late","expect":{"path":["W"],"status":"timed_out"}}]}`
	if got != want {
		t.Errorf("got %s", got)
	}
}

func TestConversionComments(t *testing.T) {
	config, machine := parseMockConfig(t, orders)
	for want, program := range map[string]*simulator.Program{
		"The definition was not found": nil, "The expectations are what happens now": compileText(t, payAndShip),
	} {
		c := Conversion{Config: config, Machine: machine, Program: program}
		lines := c.Comments()
		if len(lines) != 2 || !strings.Contains(lines[0], "MockConfigFile.json") || !strings.HasPrefix(lines[1], want) {
			t.Errorf("got %q, want %s", lines, want)
		}
	}
}

// TestMockConfigKey takes the answers of a case from a configuration: below the mocks of the file, which are below its own.
func TestMockConfigKey(t *testing.T) {
	const head = "-- orders.asl.json --\n" + payAndShip + "\n-- mc.json --\n" + orders + "\n-- empty.json --\n{\"StateMachines\": {}, \"MockedResponses\": {}}\n-- list.json --\n[\n-- orders.asl.test.yaml --\n"
	for _, c := range []struct{ name, text, want string }{
		{"a case", `cases: [{name: a, mockConfig: "mc.json#Orders#Lost", expect: {error: Lost}}]`, "a: passed"},
		{"of the file", "mockConfig: mc.json#Orders#Lost\ncases: [{name: a, expect: {error: Lost}}, {name: b, expect: {cause: at sea}}]", "a: passed, b: passed"},
		{"mocks of the file count before it", "mockConfig: mc.json#Orders#Lost\nmocks: {Ship: {return: 1}}\ncases: [{name: a, expect: {outputIs: 1}}]", "a: passed"},
		{"mocks of the case count before all", "mockConfig: mc.json#Orders#Lost\nmocks: {Ship: {return: 1}}\ncases: [{name: a, mocks: {Ship: {return: 2}}, expect: {outputIs: 2}}]", "a: passed"},
		{"two names", `cases: [{name: a, mockConfig: "mc.json#Orders"}]`, "mc.json#Orders"},
		{"no file", `cases: [{name: a, mockConfig: "gone.json#Orders#Lost"}, {name: b, mockConfig: "gone.json#Orders#Lost"}]`, "gone.json#Orders#Lost"},
		{"no machine in the file", `cases: [{name: a, mockConfig: "empty.json#Orders#Lost"}]`, "empty.json#Orders#Lost"},
		{"an unknown machine", `cases: [{name: a, mockConfig: "mc.json#Order#Lost"}]`, "mc.json#Order#Lost → Orders"},
		{"an unknown case", `cases: [{name: a, mockConfig: "mc.json#Orders#Lots"}]`, "mc.json#Orders#Lots → Lost"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, found := Load(files(head+c.text+"\n"), "orders.asl.test.yaml", "")
			got := strings.ReplaceAll(spans(found), `"`, "")
			if !found.HasErrors() {
				got = strings.ReplaceAll(strings.TrimSuffix(outcomes(runAll(t, f, Options{})), "\n"), "\n", ", ")
			}
			if got != c.want {
				t.Errorf("got %s, want %s\n%v", got, c.want, found)
			}
		})
	}
	for name, want := range map[string]string{"Broken": "mc.json", "Fine": "Bill"} { // no response, and a state that is a Pass
		_, found := Load(files(head+"cases: [{name: a, mockConfig: mc.json#Orders#"+name+"}]\n"), "orders.asl.test.yaml", "")
		if len(found) == 0 || !strings.Contains(showFindings(found), want) {
			t.Errorf("%s: %s", name, showFindings(found))
		}
	}
	if _, found := Load(files(head+"cases: [{name: a, mockConfig: list.json#Orders#A}]\n"), "orders.asl.test.yaml", ""); !found.HasErrors() {
		t.Errorf("a file with a syntax error: %v", found)
	}
}
