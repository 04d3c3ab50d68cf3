package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
)

// A ruleCase is a case of a rule: the states of a definition that starts with A, and the texts that its findings point at, with
// what they suggest.
type ruleCase struct{ rule, name, states, want string }

const task = `Type: Task, Resource: "arn:aws:states:::`

// integrations are resources of tasks.
var integrations = []ruleCase{
	{"unknown-integration", "an optimized one", `lambda:invoke`, ``},
	{"unknown-integration", "a pattern that is misspelt", `aws-sdk:sqs:sendMessage.waitForTaskTokn`, `arn:aws:states:::aws-sdk:sqs:sendMessage.waitForTaskToken`},
	{"unknown-integration", "an unknown pattern", `sqs:sendMessage.later`, `-`},
	{"unknown-integration", "for readers alone", `s3:getObject`, `arn:aws:states:::aws-sdk:s3:getObject`},
	{"unknown-integration", "a pattern that it lacks", `sns:publish.sync`, `-`},
	{"unknown-integration", "no patterns at all", `dynamodb:getItem.sync`, `arn:aws:states:::dynamodb:getItem`},
	{"unknown-integration", "an action that is misspelt", `dynamodb:getItm`, `arn:aws:states:::dynamodb:getItem`},
	{"unknown-integration", "an action of the SDK", `dynamodb:query.waitForTaskToken`, `arn:aws:states:::aws-sdk:dynamodb:query.waitForTaskToken`},
	{"unknown-integration", "an action of the SDK that is misspelt", `dynamodb:listTable`, `arn:aws:states:::aws-sdk:dynamodb:listTables`},
	{"unknown-integration", "an action of nothing", `dynamodb:wxyz`, `-`},
	{"unknown-integration", "a service of the SDK", `ec2:describeInstance`, `arn:aws:states:::aws-sdk:ec2:describeInstances`},
	{"unknown-integration", "an action of the SDK with a mistake", `aws-sdk:s3:getObjct`, `arn:aws:states:::aws-sdk:s3:getObject`},
	{"unknown-integration", "a service of the SDK with a mistake", `aws-sdk:dynamoddb:getItem`, `arn:aws:states:::aws-sdk:dynamodb:getItem`},
	{"unknown-integration", "a service that is near, without the action", `aws-sdk:dynamoddb:wxyz`, ``},
	{"unknown-integration", "a job of the SDK", `aws-sdk:ecs:runTask.sync`, `arn:aws:states:::ecs:runTask.sync`},
	{"unknown-integration", "a job that cannot be", `aws-sdk:dynamodb:getItem.sync`, `-`},
	{"unknown-integration", "a name in capitals", `aws-sdk:S3:GetObject`, `arn:aws:states:::aws-sdk:s3:getObject`},
	{"unknown-integration", "a placeholder", `aws-sdk:${Service}:getItem.sync`, ``},
	{"unknown-service", "a service", `sqs:sendMessage`, ``},
	{"unknown-service", "a service that may be new", `brandnew:doIt`, `-`},
	{"unknown-service", "a service of the SDK that may be new", `aws-sdk:brandnew:doIt`, ``},
}

func TestIntegrations(t *testing.T) {
	for _, c := range integrations {
		// The second task shows that a rule goes on after one that it doesn't look at.
		text := `{StartAt: A, States: {A: {Type: Task, Resource: "${First}", Next: B}, B: {Type: Task, Resource: "arn:aws:states:::` + c.states + `", Next: C}, C: {Type: Succeed}}}`
		want := ``
		if c.want != "" {
			want = `"arn:aws:states:::` + c.states + `"`
			if c.want != "-" {
				want += " → " + c.want
			}
		}
		checkRule(t, ruleCase{c.rule, c.states + ", " + c.name, "", want}, text)
	}
}

func checkRule(t *testing.T, c ruleCase, text string) {
	t.Helper()
	t.Run(c.rule+"/"+c.name, func(t *testing.T) {
		t.Helper()
		rule := analyzer.Lookup(rules.All, c.rule)
		var got []string
		for _, d := range findings("x.asl.yaml", text, analyzer.Config{Type: rule.Type, Severities: with(rule)}) {
			if d.Rule != c.rule {
				continue
			}
			at := d.Span.Text()
			if d.Hint != "" && !strings.Contains(d.Hint, " ") {
				at += " → " + d.Hint
			}
			got = append(got, at)
		}
		if text := strings.Join(got, " | "); text != c.want {
			t.Errorf("got %s, want %s", text, c.want)
		}
	})
}

// choice is a Choice state with rules.
func choice(list ...string) string {
	return `A: {Type: Choice, Choices: [` + strings.Join(list, ", ") + `], Default: Z}`
}

var ruleCases = []ruleCase{
	{"unknown-task-error", "an error of the action", `A: {` + task + `aws-sdk:s3:getObject", Parameters: {}, Catch: [{ErrorEquals: [S3.NoSuchKeyException], Next: Z}], End: true}`, ``},
	{"unknown-task-error", "a misspelt error", `A: {` + task + `aws-sdk:s3:getObject", Parameters: {}, Catch: [{ErrorEquals: [S3.NoSuchKyException], Next: Z}], End: true}`, `S3.NoSuchKyException → S3.NoSuchKeyException`},
	{"unknown-task-error", "without its ending", `A: {` + task + `aws-sdk:s3:getObject", Parameters: {}, Catch: [{ErrorEquals: [S3.NoSuchKey], Next: Z}], End: true}`, `S3.NoSuchKey → S3.NoSuchKeyException`},
	{"unknown-task-error", "a fault", `A: {` + task + `aws-sdk:rds:deleteDBCluster", Parameters: {}, Catch: [{ErrorEquals: [Rds.DbClusterNotFoundFault], Next: Z}], End: true}`, `Rds.DbClusterNotFoundFault → Rds.DbClusterNotFoundException`},

	{"shadowed-choice-rule", "the same test", choice(`{Variable: $.a, IsNull: true, Next: Z}`, `{Variable: $.a, IsNull: true, Next: Z}`), `{Variable: $.a, IsNull: true, Next: Z}`},
	{"shadowed-choice-rule", "another operand", choice(`{Variable: $.a, StringEquals: x, Next: Z}`, `{Variable: $.a, StringEquals: y, Next: Z}`), ``},
	{"shadowed-choice-rule", "another type", choice(`{Variable: $.a, StringEquals: "1", Next: Z}`, `{Variable: $.a, NumericEquals: 1, Next: Z}`), ``},
	{"shadowed-choice-rule", "another variable", choice(`{Variable: $.a, IsNull: true, Next: Z}`, `{Variable: $.b, IsNull: true, Next: Z}`), ``},
	{"shadowed-choice-rule", "placeholders", choice(`{Variable: $.a, StringEquals: "${A}", Next: Z}`, `{Variable: $.a, StringEquals: "${A}", Next: Z}`), ``},
	{"shadowed-choice-rule", "a placeholder in the second", choice(`{Variable: $.a, StringEquals: x, Next: Z}`, `{Variable: "${V}", StringEquals: x, Next: Z}`), ``},
	{"shadowed-choice-rule", "the same Or", choice(`{Or: [{Variable: $.a, IsNull: true}, {Variable: $.b, IsNull: true}], Next: Z}`, `{Or: [{Variable: $.a, IsNull: true}, {Variable: $.b, IsNull: true}], Next: A}`), `{Or: [{Variable: $.a, IsNull: true}, {Variable: $.b, IsNull: true}], Next: A}`},
	{"shadowed-choice-rule", "another Or", choice(`{Or: [{Variable: $.a, IsNull: true}, {Variable: $.b, IsNull: true}], Next: Z}`, `{Or: [{Variable: $.a, IsNull: true}, {Variable: $.c, IsNull: true}], Next: A}`), ``},
	{"shadowed-choice-rule", "a longer Or", choice(`{Or: [{Variable: $.a, IsNull: true}], Next: Z}`, `{Or: [{Variable: $.a, IsNull: true}, {Variable: $.c, IsNull: true}], Next: A}`), ``},
	{"shadowed-choice-rule", "another And", choice(`{And: [{Variable: $.a, IsNull: true}, {Variable: $.b, IsNull: true}], Next: Z}`, `{And: [{Variable: $.a, IsNull: true}, {Variable: $.c, IsNull: true}], Next: A}`), ``},
	{"shadowed-choice-rule", "the same Not", choice(`{Not: {Variable: $.a, IsNull: true}, Next: Z}`, `{Not: {Variable: $.a, IsNull: true}, Next: A}`), `{Not: {Variable: $.a, IsNull: true}, Next: A}`},
	{"shadowed-choice-rule", "another Not", choice(`{Not: {Variable: $.a, IsNull: true}, Next: Z}`, `{Not: {Variable: $.b, IsNull: true}, Next: A}`), ``},
	{
		"shadowed-choice-rule", "conditions", `A: {Type: Choice, QueryLanguage: JSONata, Choices: [{Condition: "{% $states.input.a %}", Next: Z}, {Condition: "{% $states.input.b %}", Next: Z}, {Condition: "{% ( $states.input.a ) %}", Next: A}], Default: Z}`,
		`{Condition: "{% ( $states.input.a ) %}", Next: A}`,
	},
	{"shadowed-choice-rule", "a rule that always matches", `A: {Type: Choice, QueryLanguage: JSONata, Choices: [{Condition: true, Next: Z}, {Condition: "{% $states.input.b %}", Next: A}], Default: Z}`, `{Condition: "{% $states.input.b %}", Next: A}`},

	{"contradictory-condition", "two texts", choice(`{And: [{Variable: $.a, StringEquals: x}, {Variable: $.a, StringEquals: y}], Next: Z}`), `{Variable: $.a, StringEquals: y}`},
	{"contradictory-condition", "placeholders", choice(`{And: [{Variable: $.a, StringEquals: "${X}"}, {Variable: $.a, StringEquals: "${Y}"}], Next: Z}`), ``},
	{"contradictory-condition", "one placeholder", choice(`{And: [{Variable: $.a, StringEquals: "${X}"}, {Variable: $.a, StringEquals: y}], Next: Z}`), ``},
	{"contradictory-condition", "numbers that fit", choice(`{And: [{Variable: $.a, NumericLessThan: 5}, {Variable: $.a, NumericGreaterThan: 4}], Next: Z}`), ``},
	{"contradictory-condition", "numbers that don't", choice(`{And: [{Variable: $.a, NumericGreaterThan: 5}, {Variable: $.a, NumericLessThan: 4}], Next: Z}`), `{Variable: $.a, NumericLessThan: 4}`},
	{"contradictory-condition", "one number", choice(`{And: [{Variable: $.a, NumericGreaterThanEquals: 5}, {Variable: $.a, NumericLessThanEquals: 5}], Next: Z}`), ``},
	{"contradictory-condition", "less than one number", choice(`{And: [{Variable: $.a, NumericGreaterThan: 5}, {Variable: $.a, NumericLessThanEquals: 5}], Next: Z}`), `{Variable: $.a, NumericLessThanEquals: 5}`},
	{"contradictory-condition", "less than one number, the other way", choice(`{And: [{Variable: $.a, NumericGreaterThanEquals: 5}, {Variable: $.a, NumericLessThan: 5}], Next: Z}`), `{Variable: $.a, NumericLessThan: 5}`},
	{"contradictory-condition", "types", choice(`{And: [{Variable: $.a, IsString: true}, {Variable: $.a, IsNumeric: true}], Next: Z}`), `{Variable: $.a, IsNumeric: true}`},
	{"contradictory-condition", "not a type", choice(`{And: [{Variable: $.a, IsString: false}, {Variable: $.a, IsNumeric: true}], Next: Z}`), ``},
	{"contradictory-condition", "a timestamp is a text", choice(`{And: [{Variable: $.a, IsTimestamp: true}, {Variable: $.a, IsString: true}], Next: Z}`), ``},
	{"contradictory-condition", "in Not and Or", choice(`{Not: {Or: [{And: [{Variable: $.a, IsNull: true}, {Variable: $.a, IsNull: false}]}]}, Next: Z}`), `{Variable: $.a, IsNull: false}`},

	{"choice-without-default", "opposite booleans", `A: {Type: Choice, Choices: [{Variable: $.a, BooleanEquals: true, Next: Z}, {Variable: $.a, BooleanEquals: false, Next: Z}]}`, ``},
	{"choice-without-default", "the same boolean", `A: {Type: Choice, Choices: [{Variable: $.a, BooleanEquals: true, Next: Z}, {Variable: $.a, BooleanEquals: true, Next: Z}]}`, `A`},
	{"choice-without-default", "two texts", `A: {Type: Choice, Choices: [{Variable: $.a, StringEquals: x, Next: Z}, {Variable: $.a, StringEquals: y, Next: Z}]}`, `A`},
	{"choice-without-default", "opposite numbers", `A: {Type: Choice, Choices: [{Variable: $.a, NumericLessThan: 1, Next: Z}, {Variable: $.a, NumericGreaterThanEquals: 1, Next: Z}]}`, ``},
	{"choice-without-default", "numbers with a gap", `A: {Type: Choice, Choices: [{Variable: $.a, NumericLessThan: 1, Next: Z}, {Variable: $.a, NumericGreaterThanEquals: 2, Next: Z}]}`, `A`},
	{"choice-without-default", "numbers without their limit", `A: {Type: Choice, Choices: [{Variable: $.a, NumericLessThan: 1, Next: Z}, {Variable: $.a, NumericGreaterThan: 1, Next: Z}]}`, `A`},
	{"choice-without-default", "two variables", `A: {Type: Choice, Choices: [{Variable: $.a, IsNull: true, Next: Z}, {Variable: $.b, IsNull: false, Next: Z}]}`, `A`},
	{"choice-without-default", "a placeholder", `A: {Type: Choice, Choices: [{Variable: $.a, IsNull: true, Next: Z}, {Variable: $.a, IsNull: "${Is}", Next: Z}]}`, `A`},

	{"invalid-timestamp", "in And, Or and Not", choice(`{And: [{Or: [{Not: {Variable: $.a, TimestampEquals: noon}}]}], Next: Z}`, `{Not: {Variable: $.a, TimestampLessThan: later}, Next: Z}`), `noon | later`},
	{"invalid-timestamp", "small letters", choice(`{Variable: $.a, TimestampEquals: "2026-01-01t00:00:00z", Next: Z}`), `"2026-01-01t00:00:00z" → 2026-01-01T00:00:00Z`},
	{"invalid-timestamp", "without seconds", choice(`{Variable: $.a, TimestampEquals: "2026-01-01T00:00Z", Next: Z}`), ``},
	{"invalid-timestamp", "an hour of one digit", choice(`{Variable: $.a, TimestampEquals: "2026-01-01T0:00:00Z", Next: Z}`), `"2026-01-01T0:00:00Z"`},
	{"invalid-timestamp", "a comma", choice(`{Variable: $.a, TimestampEquals: "2026-01-01T00:00:00,5Z", Next: Z}`), `"2026-01-01T00:00:00,5Z"`},

	{"callback-without-token", "constants", `A: {` + task + `sqs:sendMessage.waitForTaskToken", Parameters: {MessageBody: {a: [{b: c}]}}, End: true}`, `A`},
	{"callback-without-token", "a placeholder in a text", `A: {` + task + `sqs:sendMessage.waitForTaskToken", Parameters: {MessageBody: {a: [{b: "${Body}"}]}}, End: true}`, `A`},
	{"callback-without-token", "a placeholder for a value", `A: {` + task + `sqs:sendMessage.waitForTaskToken", Parameters: {MessageBody: {a: [{b: !Ref Body}]}}, End: true}`, ``},
	{"callback-without-token", "a function of CloudFormation", `A: {` + task + `sqs:sendMessage.waitForTaskToken", Parameters: {MessageBody: {a: [1, {"Fn::GetAtt": [A, B]}]}}, End: true}`, ``},
	{"callback-without-token", "a placeholder for a path", `A: {` + task + `sqs:sendMessage.waitForTaskToken", Parameters: {MessageBody: {a: [{b.$: "${Path}"}]}}, End: true}`, ``},
	{"callback-without-token", "the token", `A: {` + task + `sqs:sendMessage.waitForTaskToken", Parameters: {MessageBody: {a: [{b.$: $$.Task.Token}]}}, End: true}`, ``},

	{"handler-without-failure", "nothing can fail", `A: {Type: Parallel, Branches: [{StartAt: P, States: {P: {Type: Pass, End: true}}}], Retry: [{ErrorEquals: [States.ALL]}], End: true}`, `Retry`},
	{"handler-without-failure", "branches that aren't known", `A: {Type: Parallel, Branches: "${Branches}", Retry: [{ErrorEquals: [States.ALL]}], End: true}`, ``},
	{"handler-without-failure", "a branch that isn't known", `A: {Type: Parallel, Branches: [{StartAt: P, States: {P: {Type: Pass, Next: "${Next}"}}}], Retry: [{ErrorEquals: [States.ALL]}], End: true}`, ``},
	{"handler-without-failure", "no branches", `A: {Type: Parallel, Branches: [], Retry: [{ErrorEquals: [States.ALL]}], End: true}`, ``},
	{"handler-without-failure", "a branch that fails", `A: {Type: Parallel, Branches: [{StartAt: P, States: {P: {Type: Pass, Next: Q}, Q: {Type: Fail}}}], Retry: [{ErrorEquals: [States.ALL]}], End: true}`, ``},

	{"invalid-label", "a blank after other letters", `A: {Type: Map, Label: "aé b", ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, StartAt: P, States: {P: {Type: Pass, End: true}}}, End: true}`, ` `},
	{"invalid-label", "a letter beyond ASCII", `A: {Type: Map, Label: "a*é", ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, StartAt: P, States: {P: {Type: Pass, End: true}}}, End: true}`, `*`},
	{"invalid-label", "the first letter", `A: {Type: Map, Label: "*a", ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, StartAt: P, States: {P: {Type: Pass, End: true}}}, End: true}`, `*`},
	{"invalid-label", "the longest", `A: {Type: Map, Label: ` + strings.Repeat("é", 40) + `, ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, StartAt: P, States: {P: {Type: Pass, End: true}}}, End: true}`, ``},

	// Each item of the Map enters and leaves its states, and starts and ends: a Succeed has 2 events, a Pass 2, a Task 5.
	{"too-many-events", "25,000", itemsOf(6_249, `P: {Type: Succeed}`), ``},
	{"too-many-events", "more than 25,000", itemsOf(6_250, `P: {Type: Succeed}`), `A`},
	{"too-many-events", "a Parallel", itemsOf(1_563, `P: {Type: Parallel, End: true, Branches: [{StartAt: Q, States: {Q: {`+task+`sqs:sendMessage", Parameters: {}, End: true}}}, {StartAt: R, States: {R: {`+task+`sqs:sendMessage", Parameters: {}, End: true}}}]}`), `A`},
	{"too-many-events", "a Parallel of fewer", itemsOf(1_562, `P: {Type: Parallel, End: true, Branches: [{StartAt: Q, States: {Q: {`+task+`sqs:sendMessage", Parameters: {}, End: true}}}, {StartAt: R, States: {R: {`+task+`sqs:sendMessage", Parameters: {}, End: true}}}]}`), ``},
	{"too-many-events", "the shorter way", itemsOf(4_166, `P: {Type: Choice, QueryLanguage: JSONata, Choices: [{Condition: "{% $states.input = 1 %}", Next: Q}], Default: S}, Q: {Type: Pass, Next: S}, S: {Type: Succeed}`), ``},
	{"too-many-events", "the shorter way of more", itemsOf(4_167, `P: {Type: Choice, QueryLanguage: JSONata, Choices: [{Condition: "{% $states.input = 1 %}", Next: Q}], Default: S}, Q: {Type: Pass, Next: S}, S: {Type: Succeed}`), `A`},
	{"too-many-events", "a way that fails", itemsOf(2_500, `P: {Type: Choice, QueryLanguage: JSONata, Choices: [{Condition: "{% $states.input = 1 %}", Next: Q}], Default: F}, Q: {Type: Pass, Next: R}, R: {Type: Pass, Next: S}, S: {Type: Succeed}, F: {Type: Fail}`), `A`},
	{"too-many-events", "nothing but failures", itemsOf(6_249, `P: {Type: Pass, Next: F}, F: {Type: Fail}`), ``},
	{"too-many-events", "an error that is caught", itemsOf(4_166, `P: {`+task+`sqs:sendMessage", Parameters: {}, Catch: [{ErrorEquals: [States.ALL], Next: S}], Next: S}, S: {Type: Succeed}`), ``},
	{"too-many-events", "an error that is caught in more", itemsOf(4_167, `P: {`+task+`sqs:sendMessage", Parameters: {}, Catch: [{ErrorEquals: [States.ALL], Next: S}], Next: S}, S: {Type: Succeed}`), `A`},
	{"too-many-events", "states that aren't known", itemsOf(6_249, `P: {Type: Pass, Next: "${Next}"}, Q: {Type: Pass, Next: P}`), ``},
	{"too-many-events", "executions of their own", itemsOf(4_166, `P: {Type: Map, ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, StartAt: D, States: {D: {`+task+`sqs:sendMessage", Parameters: {}, End: true}}}, Next: S}, S: {Type: Succeed}`), ``},
	{"too-many-events", "an unknown type", strings.Replace(itemsOf(9_000, `P: {Type: Succeed}`), "sqs:sendMessage.waitForTaskToken", "sqs:sendMessage", 1), ``},

	{"expression-without-result", "a member of a variable", `A: {Type: Pass, QueryLanguage: JSONata, Assign: {x: 1}, Output: "{% $x.errorOutput.Message %}", Next: Z}`, ``},
	{"expression-without-result", "the whole error", `A: {Type: Pass, QueryLanguage: JSONata, Output: "{% $states.errorOutput %}", Next: Z}`, ``},
	{"expression-without-result", "a part of the input", `A: {Type: Pass, QueryLanguage: JSONata, Output: "{% $states.input.errorOutput.Message %}", Next: Z}`, ``},

	{"unknown-error-name", "small letters", `A: {` + task + `sqs:sendMessage", Parameters: {}, Catch: [{ErrorEquals: [states.all], Next: Z}], Next: Z}`, `states.all → States.ALL`},
	{"unknown-error-name", "a custom name", `A: {` + task + `sqs:sendMessage", Parameters: {}, Catch: [{ErrorEquals: [Broken], Next: Z}], Next: Z}`, ``},

	{"invalid-variable-name", "a placeholder", `A: {Type: Pass, Assign: {"${Name}": 1}, Next: Z}`, ``},
	{"invalid-variable-name", "a digit", `A: {Type: Pass, Assign: {1a: 1}, Next: Z}`, `1a`},

	{"shadowed-variable", "outside before", `A: {Type: Pass, Assign: {x: 1}, Next: B}
  B: {Type: Parallel, Branches: [{StartAt: P, States: {P: {Type: Pass, Assign: {x: 2, y: 1}, End: true}}}], Next: Z}`, `x`},
	{"shadowed-variable", "by the state around", `A: {Type: Parallel, Assign: {x: 1}, Branches: [{StartAt: P, States: {P: {Type: Pass, Assign: {x: 2}, End: true}}}], Next: B}
  B: {Type: Choice, Choices: [{Variable: $.a, IsNull: true, Next: A}], Default: Z}`, ``},
	{"shadowed-variable", "in a child execution", `A: {Type: Pass, Assign: {x: 1}, Next: B}
  B: {Type: Map, ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, StartAt: P, States: {P: {Type: Pass, Assign: {x: 2}, End: true}}}, Next: Z}`, ``},

	{"reader-config-mismatch", "a manifest of Athena", reader(`ManifestType: ATHENA_DATA, InputType: CSV`), ``},
	{"reader-config-mismatch", "a manifest of Athena as MANIFEST", reader(`ManifestType: ATHENA_DATA, InputType: MANIFEST`), `MANIFEST`},
	{"reader-config-mismatch", "a manifest of Athena without InputType", reader(`ManifestType: ATHENA_DATA`), `ATHENA_DATA`},
	{"reader-config-mismatch", "an inventory with InputType", reader(`ManifestType: S3_INVENTORY, InputType: CSV`), `InputType`},
	{"reader-config-mismatch", "an inventory", reader(`ManifestType: S3_INVENTORY`), ``},
}

// itemsOf is a Map over n items, and a task that only a Standard workflow can have.
func itemsOf(n int, states string) string {
	return fmt.Sprintf(`A: {Type: Map, QueryLanguage: JSONata, Items: "{%% [1..%d] %%}", ItemProcessor: {StartAt: P, States: {%s}}, Next: T}`, n, states) +
		"\n  T: {" + task + `sqs:sendMessage.waitForTaskToken", Parameters: {Token.$: $$.Task.Token}, Next: Z}`
}

// reader is a Map that reads with a configuration.
func reader(config string) string {
	return `A: {Type: Map, ItemReader: {Resource: "arn:aws:states:::s3:getObject", Parameters: {Bucket: b, Key: k}, ReaderConfig: {` + config +
		`}}, ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}, StartAt: P, States: {P: {Type: Pass, End: true}}}, End: true}`
}

// TestRuleCases holds where rules find something and where they don't, in more forms than testdata has.
func TestRuleCases(t *testing.T) {
	for _, c := range ruleCases {
		checkRule(t, c, "StartAt: A\nStates:\n  "+c.states+"\n  Z: {Type: Succeed}\n")
	}
}

// TestLoopEvents finds loops that fill the history before half of the time of the execution is over. A round of a Wait, a call
// and a Choice has 9 events, so that 25,000 are enough for 2,777 rounds.
func TestLoopEvents(t *testing.T) {
	const ask = `B: {` + task + `aws-sdk:rds:describeDBClusters", Parameters: {}, Next: C}`
	const back = `C: {Type: Choice, Choices: [{Variable: $.a, IsNull: true, Next: A}], Default: Z}`
	for _, c := range []struct {
		name, states string
		timeout      int
		want         string
	}{
		{"enough time", `A: {Type: Wait, Seconds: 1, Next: B}, ` + ask + `, ` + back, 5_554, `1`},
		{"too little time", `A: {Type: Wait, Seconds: 1, Next: B}, ` + ask + `, ` + back, 5_553, ``},
		{"two waits", `A: {Type: Wait, Seconds: 1, Next: A2}, A2: {Type: Wait, Seconds: 2, Next: B}, ` + ask + `, ` + back, 13_632, `2`}, // 2,272 rounds of 11 events
		{"two waits and too little time", `A: {Type: Wait, Seconds: 1, Next: A2}, A2: {Type: Wait, Seconds: 2, Next: B}, ` + ask + `, ` + back, 13_631, ``},
		{"a wait that isn't known", `A: {Type: Wait, SecondsPath: $.s, Next: B}, ` + ask + `, ` + back, 99_999, ``},
		{"work", `A: {Type: Wait, Seconds: 1, Next: B}, B: {` + task + `sqs:sendMessage", Parameters: {}, Next: C}, ` + back, 99_999, ``},
		{"no wait", `A: {Type: Pass, Next: B}, ` + ask + `, ` + back, 99_999, ``},
		{"a Map", `A: {Type: Wait, Seconds: 1, Next: B}, B: {Type: Map, ItemProcessor: {StartAt: P, States: {P: {Type: Pass, End: true}}}, Next: C}, ` + back, 99_999, ``},
		{"two ways", `A: {Type: Wait, Seconds: 1, Next: B}, ` + ask + `, C: {Type: Choice, Choices: [{Variable: $.a, IsNull: true, Next: A}, {Variable: $.b, IsNull: true, Next: B}], Default: Z}`, 99_999, ``},
	} {
		checkRule(t, ruleCase{"too-many-events", c.name, "", c.want},
			fmt.Sprintf("StartAt: A\nTimeoutSeconds: %d\nStates: {%s, Z: {Type: Succeed}}\n", c.timeout, c.states))
	}
}
