package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/locate"
)

// exitCodes are command lines with the code that they exit with.
var exitCodes = []struct {
	name, args string
	code       int
	stdout     string // a part; "" for nothing at all
	stderr     string
}{
	{"no command", "", 0, "Available Commands:", ""},
	{"help", "help lint", 0, "--fail-on", ""},
	{"help of a command", "run --help", 0, "--mocks", ""},
	{"version", "version", 0, "aslcheck ", ""},
	{"version with more", "version 2", 2, "", `aslcheck: version takes no arguments, but got "2"`},
	{"unknown command", "tset", 2, "", `unknown command "tset" (did you mean "test"?); available commands: `},
	{"unknown command far from all", "xyz", 2, "", `unknown command "xyz"; available commands: `},
	{"unknown flag", "lint --fail-no error", 2, "", `unknown flag --fail-no (did you mean --fail-on?); available flags: --`},
	{"unknown short flag", "lint -x", 2, "", `unknown flag -x; available flags: --`},
	{"flag without a value", "lint --report", 2, "", `flag needs an argument: --report`},
	{"not a number", "test --jobs many", 2, "", `invalid argument "many" for "--jobs"`},
	{"unknown color", "--color red version", 2, "", `--color must be auto, always or never, not "red"`},

	{"lint without findings", "lint good.asl.json", 0, "no findings in 1 definition\n", ""},
	{"lint with findings", "lint bad.asl.json", 1, `[unreachable-state]`, ""},
	{"lint below the limit", "lint --only missing-catch task.asl.json", 0, "", ""},
	{"lint of a folder", "lint .", 1, " in 3 definitions\n", "2 other files have no state machines; --verbose lists them\n"},
	{"lint of nothing", "lint nothing.asl.json", 3, "", "aslcheck: read nothing.asl.json: no such file\n"},
	{"unknown severity", "lint --fail-on bad .", 2, "", `--fail-on must be error, warning or advice, not "bad"`},
	{"unknown rule to set", "lint --rule nope=off .", 2, "", `unknown rule "nope"; 'aslcheck rules' lists all rules`},
	{"unknown rule to apply", "lint --only unreachable-stat .", 2, "", `unknown rule "unreachable-stat" (did you mean "unreachable-state"?)`},
	{"rule without a severity", "lint --rule missing-catch .", 2, "", `severity must be off, advice, warning or error, not ""`},
	{"unknown type to lint", "lint --type fast .", 2, "", `--type must be standard or express, not "fast"`},
	{"unknown format", "lint --report xml .", 2, "", `unknown report format "xml"`},
	{"format without a file", "lint --report json= .", 2, "", `--report json= needs a file name after the =`},

	{"tests that pass", "test good.asl.test.yaml", 0, "2 passed, 0 failed", ""},
	{"tests that fail", "test", 1, "2 passed, 1 failed, 1 test file with errors", ""},
	{"tests that are not there", "test nothing", 3, "", "aslcheck: read nothing: no such file\n"},
	{"pattern of no case", "test --run nothing", 2, "", `no case matches --run "nothing"`},
	{"not a pattern", "test --run (", 2, "", `--run is not a valid regular expression: `},
	{"tag", "test --tags quick", 0, "1 passed, 0 failed", ""},
	{"tag of no case", "test --tags nothing", 2, "", `no case has one of the tags in --tags nothing`},
	{"share", "test --shard 1/1 good.asl.test.yaml", 0, "2 passed", ""},
	{"share beyond all", "test --shard 2/1", 2, "", `--shard must be I/N with I between 1 and N, such as 2/7, not "2/1"`},
	{"share of words", "test --shard one", 2, "", `--shard must be I/N`},

	{"all of nothing", "test --cover-all", 2, "", `--cover-all needs --cover or --min-coverage`},
	{"minimum of what", "test --min-coverage 90", 2, "", `--min-coverage needs percentages such as states=90,transitions=80, not "90"`},

	{"run that succeeds", "run good.asl.json", 0, "SUCCEEDED after 0s of virtual time\n", ""},
	{"run that fails", "run bad.asl.json", 1, "FAILED after 0s", ""},
	{"run of a task", "run task.asl.json --mocks mocks.yaml", 0, `{"MessageId":"m"}`, ""},
	{"run of a task without mocks", "run task.asl.json", 3, "", "state \"T\" has no mock\nthe arguments of the call are "},
	{"run of nothing", "run", 2, "", `run needs exactly one definition, not 0`},
	{"run of two", "run good.asl.json bad.asl.json", 2, "", `run needs exactly one definition, not 2`},
	{"run of a folder", "run .", 3, "", "read .: it is a directory"},
	{"run with an input", "run good.asl.json --input input.json", 0, `{"from":`, ""},
	{"run with JSON", `run good.asl.json --input [1]`, 0, `[1]`, ""},
	{"run with broken JSON", `run good.asl.json --input {`, 2, "", `--input: invalid JSON at offset 1`},
	{"run with plain text", `run good.asl.json --input hello`, 2, "", `--input: "hello" is neither a file nor JSON text; a JSON string needs double quotes, as in '"text"'`},
	{"run from a wrong time", "run good.asl.json --start now", 2, "", `--start must be a time such as 2026-01-01T00:00:00Z, not "now"`},
	{"run with a wrong seed", "run good.asl.json --seed -1", 2, "", `--seed must be a whole number, not "-1"`},
	{"run of a wrong type", "run good.asl.json --type slow", 2, "", `--type must be standard, express or synchronous-express, not "slow"`},
	{"run with mocks that are none", "run task.asl.json --mocks input.json", 1, "", "[invalid-mock]"},
	{"run with a test file as mocks", "run task.asl.json --mocks good.asl.test.yaml", 2, "", "good.asl.test.yaml is a test file without mocks for all cases"},
	{"run of a test file", "run good.asl.test.yaml", 1, "", "not a state machine: it looks like a test file of aslcheck [not-a-state-machine]"},

	{"sample", "sample glue:startJobRun", 0, "\"JobRunId\": \"job-run-id\"", ""},
	{"sample of a job", "sample arn:aws:states:::glue:startJobRun.sync", 0, "\"JobRunState\": \"SUCCEEDED\"", ""},
	{"sample of the SDK", "sample aws-sdk:glue:getCrawler", 0, "\"Crawler\": {", ""},
	{"full sample", "sample aws-sdk:glue:getCrawler --full", 0, "\"CrawlerLineageSettings\": \"ENABLE\"", ""},
	{"sample of a callback", "sample sqs:sendMessage.waitForTaskToken", 0, "{}", "the result of a callback is what SendTaskSuccess sends"},
	{"sample of nothing", "sample", 2, "", "sample needs exactly one resource, such as lambda:invoke, not 0"},
	{"sample of two", "sample lambda:invoke sns:publish", 2, "", "sample needs exactly one resource, such as lambda:invoke, not 2"},
	{"sample of a service", "sample lambda", 2, "", `"lambda" is not a service integration such as lambda:invoke`},
	{"sample of a function", "sample arn:aws:lambda:us-east-1:111122223333:function:f", 2, "", "is not a service integration"},
	{"sample of an unknown service", "sample aws-sdk:glu:getCrawler", 2, "", `the catalog has no service "glu" (did you mean "glue"?)`},
	{"sample of an unknown action", "sample aws-sdk:glue:getCrawlr", 2, "", `the service glue has no action "getCrawlr" (did you mean "getCrawler"?)`},
	{"sample of an unsupported action", "sample aws-sdk:sts:assumeRole", 2, "", "Step Functions doesn't support sts:assumeRole"},
	{"sample of an unknown integration", "sample glue:startJobRn.sync", 2, "", `unknown optimized integration "glue:startJobRn" (did you mean "glue:startJobRun"?)`},
	{"sample of the SDK without its prefix", "sample glue:getCrawler", 2, "", `glue:getCrawler is not an optimized integration (did you mean "aws-sdk:glue:getCrawler"?)`},
	{"sample of a reader", "sample s3:getObject", 2, "", `(did you mean "aws-sdk:s3:getObject"?)`},
	{"sample of an unknown pattern", "sample glue:startJobRun.synk", 2, "", `glue:startJobRun has no pattern ".synk" (did you mean ".sync"?); it has .sync`},
	{"sample without patterns", "sample dynamodb:getItem.sync", 2, "", `dynamodb:getItem has no pattern ".sync", and no other`},
	{"completion of services", "__complete sample gl", 0, "glue:", "ShellCompDirectiveNoSpace"},
	{"completion of integrations", "__complete sample glue:", 0, "glue:startJobRun.sync\n", "ShellCompDirectiveNoFileComp"},
	{"completion of the SDK", "__complete sample aws-sdk:", 0, "aws-sdk:glue:\n", "ShellCompDirectiveNoFileComp"},
	{"completion of its actions", "__complete sample aws-sdk:glue:", 0, "aws-sdk:glue:getCrawler\n", "ShellCompDirectiveNoFileComp"},

	{"explain", "explain missing-catch", 0, "missing-catch (", ""},
	{"explain two", "explain missing-catch unreachable-state", 0, "unreachable-state (", ""},
	{"explain nothing", "explain", 2, "", `explain needs the name of a rule`},
	{"explain an unknown rule", "explain missing-cash", 2, "", `(did you mean "missing-catch"?)`},
	{"explain part of a name", "explain unreachable", 2, "", `(did you mean "unreachable-handler" or "unreachable-state"?)`},
	{"explain part of several names", "explain missing", 2, "", `unknown rule "missing"; 'aslcheck rules'`},
	{"rules", "rules", 0, "missing-catch", ""},
	{"rules with more", "rules x", 2, "", `rules takes no arguments, but got "x"`},
}

// TestExitCodes calls every command in every way that ends otherwise. The exit code decides where the words are: results
// on the standard output, all else on the standard error.
// helpHint names the help of the verb.
var helpHint = regexp.MustCompile(`(?m)^run 'aslcheck( [a-z-]+)? --help' for usage$`)

func TestExitCodes(t *testing.T) {
	enter(t, folder)
	for _, c := range exitCodes {
		t.Run(c.name, func(t *testing.T) {
			code, stdout, stderr := call{args: c.args}.run()
			if code != c.code {
				t.Errorf("the exit code is %d, want %d", code, c.code)
			}
			if !strings.Contains(stdout, c.stdout) || c.code > 1 && stdout != "" {
				t.Errorf("the standard output is\n%s", stdout)
			}
			if !strings.Contains(stderr, c.stderr) || c.stderr == "" && stderr != "" {
				t.Errorf("the standard error is\n%s", stderr)
			}
			if (code == exitUsage) != helpHint.MatchString(stderr) {
				t.Errorf("the hint at --help is missing, or too much:\n%s", stderr)
			}
		})
	}
}

// TestRunOfTemplates has faults in definitions of templates: they are found where they are, and a template is a state machine.
func TestRunOfTemplates(t *testing.T) {
	enter(t, "-- inside.yaml --\nTransform: AWS::Serverless-2016-10-31\nResources:\n  M:\n    Type: AWS::Serverless::StateMachine\n"+
		"    Properties:\n      Definition: {StartAt: Gone, States: {A: {Type: Succeed}}}\n-- beside.yaml --\nResources:\n  M:\n"+
		"    Type: AWS::Serverless::StateMachine\n    Properties: {DefinitionUri: m.json}\n-- m.json --\n{\"Start\": 1}\n")
	for name, want := range map[string]string{"inside.yaml": "inside.yaml:6:29: error: ", "beside.yaml": "m.json:1:"} {
		if code, _, stderr := (call{args: "run " + name}).run(); code != 1 || !strings.Contains(stderr, want) || strings.Contains(stderr, "not a state machine") {
			t.Errorf("%s: %d\n%s", name, code, stderr)
		}
	}
}

func TestStandardInput(t *testing.T) {
	enter(t, folder)
	code, stdout, _ := call{args: "lint -", stdin: `{"StartAt": "A", "States": {}}`}.run()
	if code != 1 || !strings.Contains(stdout, `<stdin>:1:28: error: "States" must not be empty [invalid-value]`) {
		t.Errorf("%d\n%s", code, stdout)
	}
	code, stdout, _ = call{args: "run good.asl.json --input -", stdin: " {\"a\": 2}\n"}.run()
	if code != 0 || !strings.HasSuffix(stdout, "{\"a\":2}\n") {
		t.Errorf("%d\n%s", code, stdout)
	}
}

// TestDiscovery looks for definitions in a folder: by their names, or by what is in them.
func TestDiscovery(t *testing.T) {
	const text = `{"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "Gone"}}}`
	var archive strings.Builder
	found := []string{"a.asl", "a.asl.json", "a.asl.yaml", "a.asl.yml", "a.jsonc", "a.template", "a.tftpl", "a.tpl", "a.yaml", "plain.json", "sub/deep/b.asl.json"}
	for _, name := range append(found, ".hidden/a.asl.json", "node_modules/x/a.asl.json", "vendor/a.asl.json", "testdata/a.asl.json", "a.txt", "sub/.git/a.json") {
		archive.WriteString("-- " + name + " --\n" + text + "\n")
	}
	archive.WriteString("-- other.json --\n{\"a\": {\"StartAt\": 1, \"States\": 2}}\n-- words.json --\n\"StartAt\" \"States\"\n-- package.json --\n{}\n-- a.asl.test.json --\n{\"StartAt\": 1, \"States\": 2}\n")
	enter(t, archive.String())
	_, stdout, stderr := call{args: "lint --only unknown-state --report json ."}.run()
	var report struct{ Diagnostics []struct{ File string } }
	if err := json.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatalf("%v\n%s%s", err, stdout, stderr)
	}
	var got []string
	for _, d := range report.Diagnostics {
		got = append(got, d.File)
	}
	if strings.Join(got, " ") != strings.Join(found, " ") {
		t.Errorf("got  %q\nwant %q", got, found)
	}
	// What is named is read, wherever it is.
	for _, name := range []string{".hidden/a.asl.json", "node_modules", "a.txt"} {
		if code, stdout, stderr := (call{args: "lint --only unknown-state " + name}).run(); code != 1 || !strings.Contains(stdout, "[unknown-state]") {
			t.Errorf("lint %s: %d\n%s%s", name, code, stdout, stderr)
		}
	}
	if code, _, stderr := (call{args: "lint testdata/.. node_modules/x sub/.git"}).run(); code != 1 {
		t.Errorf("%d\n%s", code, stderr)
	}
}

func TestNothingToFind(t *testing.T) {
	enter(t, "-- sub/readme.txt --\nnothing\n")
	for args, want := range map[string]string{
		"lint":     "aslcheck: no definitions in .\n",
		"lint sub": "aslcheck: no definitions in sub\n",
		"test":     "aslcheck: no test files (*.asl.test.yaml, .yml, .json) in .\n",
		"test sub": "aslcheck: no test files (*.asl.test.yaml, .yml, .json) in sub\n",
	} {
		if code, stdout, stderr := (call{args: args}).run(); code != 3 || stdout != "" || stderr != want {
			t.Errorf("%s: %d %q %q", args, code, stdout, stderr)
		}
	}
}

// TestLargeFiles makes files with a hole, which take no room, above the limit.
func TestLargeFiles(t *testing.T) {
	enter(t, "-- x --\n")
	if err := os.WriteFile("large.asl.json", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate("large.asl.json", locate.MaxFile+1); err != nil {
		t.Skipf("no large files here: %v", err)
	}
	for _, args := range []string{"lint large.asl.json", "lint .", "run large.asl.json"} {
		if code, _, stderr := (call{args: args}).run(); code != 3 || stderr != "aslcheck: read large.asl.json: it is larger than 50 MiB\n" {
			t.Errorf("%s: %d %q", args, code, stderr)
		}
	}
}

func TestReports(t *testing.T) {
	enter(t, folder)
	code, stdout, stderr := call{args: "lint bad.asl.json --report json=out/deep/lint.json --report junit=lint.xml --report text --report text=lint.txt"}.run()
	if code != 1 || stderr != "" || !strings.Contains(stdout, "[unreachable-state]") {
		t.Errorf("%d\n%s%s", code, stdout, stderr)
	}
	if got := read(t, "lint.txt"); got != stdout {
		t.Errorf("the file and the standard output differ:\n%s", got)
	}
	if !strings.Contains(read(t, filepath.Join("out", "deep", "lint.json")), `"rule": "unreachable-state"`) || !strings.Contains(read(t, "lint.xml"), "<testsuites>") {
		t.Error("a report is missing")
	}
	code, stdout, _ = call{args: "lint bad.asl.json --report json=a=b.json"}.run()
	if code != 1 || stdout != "" || read(t, "a=b.json") == "" {
		t.Errorf("%d %q", code, stdout)
	}
	if code, _, stderr := (call{args: "lint bad.asl.json --report json=lint.txt/x"}).run(); code != 3 || !strings.HasPrefix(stderr, "aslcheck: write lint.txt/x: ") {
		t.Errorf("%d %q", code, stderr)
	}
}

// TestSameBytes calls the command twice.
func TestSameBytes(t *testing.T) {
	enter(t, folder)
	for _, args := range []string{"lint .", "lint --report json .", "lint --report junit .", "test", "test --report json", "test --report junit", "run good.asl.json --report history", "rules --report json"} {
		_, first, _ := call{args: args}.run()
		if _, second, _ := (call{args: args}).run(); first != second || first == "" {
			t.Errorf("%s prints something else each time", args)
		}
	}
}

// TestColors looks at the rules of NO_COLOR, FORCE_COLOR and --color. The standard output of the test is not a terminal.
func TestColors(t *testing.T) {
	enter(t, folder)
	for _, c := range []struct {
		name, args string
		env        []string
		want       bool
	}{
		{"into a pipe", "lint bad.asl.json", nil, false},
		{"asked for", "lint --color always bad.asl.json", nil, true},
		{"asked not to", "lint --color never bad.asl.json", []string{"FORCE_COLOR=1"}, false},
		{"forced", "lint bad.asl.json", []string{"FORCE_COLOR=1"}, true},
		{"forced on a terminal that has none", "lint bad.asl.json", []string{"FORCE_COLOR=1", "TERM=dumb"}, true},
		{"forbidden", "lint bad.asl.json", []string{"FORCE_COLOR=1", "NO_COLOR=1"}, false},
		{"forbidden by nothing", "lint bad.asl.json", []string{"FORCE_COLOR=1", "NO_COLOR="}, true},
		{"asked for all the same", "lint --color always bad.asl.json", []string{"NO_COLOR=1"}, true},
		{"terminal that has none", "lint bad.asl.json", []string{"TERM=dumb"}, false},
		{"tests", "test --color always", nil, true},
		{"trace", "run --color always good.asl.json", nil, true},
		{"rules", "rules --color always", nil, true},
		{"JSON has none", "lint --color always --report json bad.asl.json", nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, stdout, stderr := call{args: c.args, env: c.env}.run()
			if got := strings.Contains(stdout, "\x1b["); got != c.want || stdout == "" {
				t.Errorf("colors: %t\n%s%s", got, stdout, stderr)
			}
		})
	}
	(call{args: "lint --color always bad.asl.json --report text=lint.txt"}).run()
	if !strings.Contains(read(t, "lint.txt"), "\x1b[") {
		t.Error("the file has no colors, which were asked for")
	}
	(call{args: "lint bad.asl.json --report text=lint.txt", env: []string{"FORCE_COLOR=1"}}).run()
	if strings.Contains(read(t, "lint.txt"), "\x1b[") {
		t.Error("the file has colors that were not requested")
	}
}

// full is a standard output without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// TestFullDisk demands that a report that cannot be written is a failure, not a success.
func TestFullDisk(t *testing.T) {
	enter(t, folder)
	for _, args := range []string{"lint good.asl.json", "lint bad.asl.json --report json", "test", "run good.asl.json", "run good.asl.json --report history", "rules", "explain missing-catch", "version"} {
		var stderr bytes.Buffer
		code := Main(strings.Fields(args), strings.NewReader(""), full{}, &stderr, func(string) string { return "" })
		if code != exitFailure || !strings.Contains(stderr.String(), "no space left on device") {
			t.Errorf("%s: %d %q", args, code, stderr.String())
		}
	}
	if code := Main([]string{"nope"}, strings.NewReader(""), full{}, full{}, func(string) string { return "" }); code != exitUsage {
		t.Errorf("without any stream: %d", code)
	}
}

// TestOnlyInCI fails a run in which one case hides the others, where CI is set.
func TestOnlyInCI(t *testing.T) {
	enter(t, strings.Replace(folder, "{name: first,", "{name: first, only: true,", 1))
	if code, stdout, stderr := (call{args: "test good.asl.test.yaml"}).run(); code != 0 || stderr != "" || !strings.Contains(stdout, "1 passed") {
		t.Errorf("%d\n%s%s", code, stdout, stderr)
	}
	code, stdout, stderr := call{args: "test good.asl.test.yaml", env: []string{"CI=true"}}.run()
	if code != 1 || !strings.Contains(stdout, "1 passed") || !strings.Contains(stdout, `case "first" is marked "only"`) {
		t.Errorf("%d\n%s%s", code, stdout, stderr)
	}
}

// TestShardsOfARun asks each share for the one case that a pattern names: no share calls that a mistake.
func TestShardsOfARun(t *testing.T) {
	enter(t, folder)
	passed := 0
	for _, shard := range []string{"1/3", "2/3", "3/3"} {
		code, stdout, stderr := call{args: "test --run first --shard " + shard}.run()
		if code != 0 {
			t.Errorf("%s: %d\n%s%s", shard, code, stdout, stderr)
		}
		passed += strings.Count(stdout, "1 passed")
	}
	if passed != 1 {
		t.Errorf("%d cases ran", passed)
	}
}

// TestObjectsOfMocks gives a run objects, but no answers.
func TestObjectsOfMocks(t *testing.T) {
	enter(t, `
-- m.asl.json --
{"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemReader": {"Resource": "arn:aws:states:::s3:getObject",
  "ReaderConfig": {"InputType": "JSON"}, "Parameters": {"Bucket": "b", "Key": "items.json"}},
  "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
    "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}}}}
-- s3.yaml --
s3: {b/items.json: {body: [1, 2]}}
-- file.yaml --
s3: {b/items.json: {file: items.json}}
`)
	if code, stdout, stderr := (call{args: "run m.asl.json --mocks s3.yaml"}).run(); code != 0 || !strings.HasSuffix(stdout, "[1,2]\n") {
		t.Errorf("%d\n%s%s", code, stdout, stderr)
	}
	if code, _, stderr := (call{args: "run m.asl.json --mocks file.yaml"}).run(); code != 1 || !strings.Contains(stderr, "objects in a mocks file need") {
		t.Errorf("%d\n%s", code, stderr)
	}
}
