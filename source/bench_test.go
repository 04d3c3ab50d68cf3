package source

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// workflow returns a definition of about the given number of states.
func workflow(states int) string {
	var b strings.Builder
	b.WriteString("{\n  \"Comment\": \"extração e carga\",\n  \"StartAt\": \"Passo 0\",\n  \"States\": {\n")
	for i := range states {
		fmt.Fprintf(&b, `    "Passo %d": {
      "Type": "Task",
      "Resource": "arn:aws:states:::glue:startJobRun.sync",
      "Parameters": {
        "JobName.$": "$.jobs[%d].name",
        "Arguments": {"--día": "2026", "--quote": "a \"b\" c", "--size": %d.5e3, "--dry": false, "--none": null}
      },
      "Retry": [{"ErrorEquals": ["States.TaskFailed", "Glue.ConcurrentRunsExceededException"], "IntervalSeconds": 30, "MaxAttempts": 3}],
      "ResultPath": "$.result",
      "Next": "Passo %d"
    },
`, i, i, i, i+1)
	}
	fmt.Fprintf(&b, "    \"Passo %d\": {\"Type\": \"Succeed\"}\n  }\n}\n", states)
	return b.String()
}

func BenchmarkParseJSON(b *testing.B) {
	for _, states := range []int{10, 1000} {
		text := workflow(states)
		b.Run(fmt.Sprintf("states=%d/aslcheck", states), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, ds := ParseJSON(NewFile("bench.json", text)); len(ds) > 0 {
					b.Fatal(ds)
				}
			}
		})
		b.Run(fmt.Sprintf("states=%d/encoding-json", states), func(b *testing.B) {
			data := []byte(text)
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				var v any
				if err := json.Unmarshal(data, &v); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkParseYAML(b *testing.B) {
	text := strings.ReplaceAll(workflow(1000), "  ", " ")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, ds := ParseYAML(NewFile("bench.yaml", text)); len(ds) > 0 {
			b.Fatal(ds)
		}
	}
}

func BenchmarkSpanWithin(b *testing.B) {
	root, _ := ParseJSON(NewFile("a.json", `["`+strings.Repeat(`$states.input.a \"b\"\n`, 100)+`"]`))
	for b.Loop() {
		root.Items[0].SpanWithin(1000, 1010)
	}
}

func BenchmarkSubstitute(b *testing.B) {
	root, _ := ParseJSON(NewFile("a.json", strings.ReplaceAll(workflow(1000), "arn:aws:states", "${Prefix}:states")))
	for b.Loop() {
		Substitute(root, map[string]string{"Prefix": "arn:aws"})
	}
}
