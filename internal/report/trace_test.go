package report

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// traceOf runs a definition and returns its trace.
func traceOf(t *testing.T, definition, input string, style Style, cfg simulator.Config) string {
	t.Helper()
	def, _ := asl.Parse(source.NewFile("d.asl.json", definition))
	program, found := simulator.Compile(def)
	if program == nil {
		t.Fatal(found)
	}
	cfg.Inspect = true
	x, err := program.Run(t.Context(), value.MustParse(input), cfg)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := Trace(&b, x, style); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const longInput = `{"tables":["compras","pedidos","itens","estoque","fornecedores","notas","pagamentos","entregas"],"名前":"状態状態状態状態状態状態"}`

// TestTraceWidth cuts lines at the edge of the terminal, unless everything is asked for.
func TestTraceWidth(t *testing.T) {
	const definition = `{"QueryLanguage":"JSONata","StartAt":"Preparar","States":{"Preparar":{"Type":"Pass","Output":"{% $merge([$states.input,{'tables':$reverse($states.input.tables)}]) %}","End":true}}}`
	for _, width := range []int{40, 60, 80} {
		for line := range strings.Lines(traceOf(t, definition, longInput, Style{Width: width}, simulator.Config{})) {
			if got := source.Columns(strings.TrimSuffix(line, "\n")); got > width && !strings.HasPrefix(line, "{") { // the output is a whole
				t.Errorf("%d columns in %d: %s", got, width, line)
			}
		}
	}
	if got := traceOf(t, definition, longInput, Style{Verbose: true}, simulator.Config{}); strings.Contains(got, "…") || strings.Count(got, "entregas") < 4 {
		t.Errorf("something is cut:\n%s", got)
	}
}

// TestTraceStages names the stages as TestState does for the query language.
func TestTraceStages(t *testing.T) {
	task := simulator.Config{Tasks: simulator.TaskFunc(func(context.Context, simulator.Call) (simulator.Reply, error) {
		return simulator.Reply{Output: value.MustParse(`{"n":1}`)}, nil
	})}
	for language, fields := range map[string]string{
		"afterArguments":  `"QueryLanguage":"JSONata","Arguments":{"QueueUrl":"u","MessageBody":"b"}`,
		"afterParameters": `"Parameters":{"QueueUrl":"u","MessageBody":"b"}`,
	} {
		got := traceOf(t, `{"StartAt":"T","States":{"T":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage",`+fields+`,"End":true}}}`, `{}`, Style{}, task)
		if !strings.Contains(got, language+`: {"QueueUrl":"u","MessageBody":"b"}`) {
			t.Errorf("no %s:\n%s", language, got)
		}
	}
}

// TestTraceChildren shows the first child executions of a Map Run.
func TestTraceChildren(t *testing.T) {
	const definition = `{"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
		"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}}}`
	items := strings.TrimSuffix(strings.Repeat("0,", MaxTracedChildren+2), ",")
	for _, kept := range []int{0, MaxTracedChildren} {
		got := traceOf(t, definition, "["+items+"]", Style{}, simulator.Config{Record: simulator.Record{MostChildren: kept}})
		if strings.Count(got, "child ") != MaxTracedChildren+1 || !strings.Contains(got, " 2 more child executions; --verbose shows all\n") {
			t.Errorf("keeping %d:\n%s", kept, got)
		}
	}
	if got := traceOf(t, definition, "["+items+"]", Style{Verbose: true}, simulator.Config{}); !strings.Contains(got, fmt.Sprintf("child %d: ", MaxTracedChildren+1)) {
		t.Errorf("not all:\n%s", got)
	}
}
