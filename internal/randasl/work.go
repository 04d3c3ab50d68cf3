package randasl

import "fmt"

// failures are the errors of tasks and Fail states.
var failures = []string{"Custom.A", "Custom.B", "Busy"}

// A service is something that a Task calls, with the fields that its arguments need in each query language.
type service struct {
	resource      string
	fields, names map[string]any
	waits         bool
}

var services = []service{
	{
		resource: "arn:aws:states:::lambda:invoke",
		fields:   map[string]any{"FunctionName": "f", "Payload.$": "$"},
		names:    map[string]any{"FunctionName": "f", "Payload": expression("$states.input")},
	},
	{resource: "arn:aws:lambda:us-east-1:123456789012:function:f"},
	{resource: "arn:aws:states:us-east-1:123456789012:activity:work", waits: true},
	{
		resource: "arn:aws:states:::sqs:sendMessage",
		fields:   map[string]any{"QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/q", "MessageBody.$": "$"},
		names:    map[string]any{"QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/q", "MessageBody": expression("$states.input")},
	},
	{
		resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken", waits: true,
		fields: map[string]any{"QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/q", "MessageBody": map[string]any{"token.$": "$$.Task.Token"}},
		names: map[string]any{
			"QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/q", "MessageBody": map[string]any{"token": expression("$states.context.Task.Token")},
		},
	},
	{resource: "arn:aws:states:::glue:startJobRun.sync", waits: true, fields: map[string]any{"JobName": "j"}, names: map[string]any{"JobName": "j"}},
	{resource: "arn:aws:states:::aws-sdk:s3:listBuckets", fields: map[string]any{}, names: map[string]any{}},
}

func (g *generator) task(sc scope) map[string]any {
	s := pick(g, services...)
	st := g.state("Task", &sc)
	st["Resource"] = s.resource
	switch {
	case s.fields == nil && sc.jsonata:
		st["Arguments"] = g.data(sc)
	case s.fields == nil && g.one(2):
		st["Parameters"] = g.data(sc)
	case s.fields == nil:
	case sc.jsonata:
		st["Arguments"] = deepCopy(s.names)
	default:
		st["Parameters"] = deepCopy(s.fields)
	}
	if s.waits || g.one(2) {
		limit := 5 + g.IntN(20)
		st["TimeoutSeconds"] = limit
		if s.waits && g.one(2) {
			st["HeartbeatSeconds"] = 1 + g.IntN(limit-2)
		}
	}
	g.output(st, sc)
	return st
}

// recovery adds Retry and Catch to some states; to picks where a Catcher leads.
func (g *generator) recovery(st map[string]any, sc scope, to func() string) {
	if language := st["QueryLanguage"]; language != nil {
		sc.jsonata = true
	}
	if g.one(2) {
		st["Retry"] = g.retriers()
	}
	if g.one(3) {
		return
	}
	var catchers []any
	if g.one(3) {
		catchers = append(catchers, g.catcher(sc, to, pick(g, failures...)))
	}
	st["Catch"] = append(catchers, g.catcher(sc, to, pick(g, "States.ALL", "States.TaskFailed", "States.Timeout")))
}

func (g *generator) retriers() []any {
	var list []any
	if g.one(3) {
		list = append(list, map[string]any{"ErrorEquals": []any{pick(g, failures...)}, "MaxAttempts": g.IntN(2)})
	}
	last := map[string]any{
		"ErrorEquals": []any{pick(g, "States.ALL", "States.TaskFailed", "States.Timeout")}, "IntervalSeconds": 1 + g.IntN(3), "MaxAttempts": 1 + g.IntN(2),
	}
	if g.one(2) {
		last["BackoffRate"] = 1.5
	}
	if g.one(4) {
		last["JitterStrategy"] = "FULL"
	}
	if g.one(4) {
		last["MaxDelaySeconds"] = 5
	}
	return append(list, last)
}

func (g *generator) catcher(sc scope, to func() string, name string) map[string]any {
	k := map[string]any{"ErrorEquals": []any{name}, "Next": to()}
	if sc.jsonata {
		k["Output"] = expression("$merge([$states.input, {'error': $states.errorOutput}])")
	} else {
		k["ResultPath"] = pick[any](g, "$.error", nil)
	}
	g.assign(k, sc)
	return k
}

func (g *generator) parallel(sc scope) map[string]any {
	language := sc.jsonata
	st := g.state("Parallel", &sc)
	inner := sc
	inner.jsonata = language
	inner.depth++
	var branches []any
	for range 1 + g.IntN(3) {
		branches = append(branches, g.machine(inner))
	}
	st["Branches"] = branches
	g.output(st, sc)
	return st
}

func (g *generator) mapState(sc scope, distributed bool) map[string]any {
	language := sc.jsonata
	st := g.state("Map", &sc)
	inner := sc
	inner.jsonata = language
	inner.depth++
	if distributed {
		inner.variables = nil
	}
	processor := g.machine(inner)
	st["ItemProcessor"] = processor
	st["ItemSelector"] = map[string]any{
		"n.$": "$$.Map.Item.Index", "s.$": "$.s", "b.$": "$.b", "list.$": "$.list", "item.$": "$$.Map.Item.Value",
	}
	if sc.jsonata {
		st["Items"] = expression("$states.input.list")
		st["ItemSelector"] = map[string]any{
			"n": expression("$states.context.Map.Item.Index"), "s": expression("$states.input.s"), "b": expression("$states.input.b"),
			"list": expression("$states.input.list"), "item": expression("$states.context.Map.Item.Value"),
		}
	} else {
		st["ItemsPath"] = "$.list"
	}
	if g.one(2) {
		st["MaxConcurrency"] = g.IntN(3)
	}
	switch {
	case distributed:
		g.distribute(st, processor, inner)
	case !sc.jsonata && g.one(4): // the old names
		st["Iterator"], st["Parameters"] = processor, st["ItemSelector"]
		delete(st, "ItemProcessor")
		delete(st, "ItemSelector")
	}
	g.output(st, sc)
	return st
}

// distribute adds the fields of a distributed Map.
func (g *generator) distribute(st, processor map[string]any, inner scope) {
	processor["ProcessorConfig"] = map[string]any{"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}
	if g.one(2) {
		st["Label"] = fmt.Sprintf("L%d", g.states)
	}
	switch g.IntN(4) {
	case 0:
		st["ToleratedFailureCount"] = g.IntN(3)
	case 1:
		st["ToleratedFailurePercentage"] = pick(g, 0, 50, 100)
	}
	if !g.one(4) {
		return
	}
	// The children of batches get their input where the others have theirs.
	st["ItemBatcher"] = map[string]any{"MaxItemsPerBatch": 1 + g.IntN(2), "BatchInput": map[string]any{"n": 1, "s": "batch", "b": true, "list": []any{map[string]any{"k": 3}}}}
	first := map[string]any{"Type": "Pass", "InputPath": "$.BatchInput", "Next": processor["StartAt"]}
	if inner.jsonata {
		first = map[string]any{"Type": "Pass", "Output": expression("$states.input.BatchInput"), "Next": processor["StartAt"]}
	}
	name := g.name("Batch")
	processor["States"].(map[string]any)[name] = first
	processor["StartAt"] = name
}
