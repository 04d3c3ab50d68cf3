package asl

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
)

// large returns a definition of n states of all kinds.
func large(n int) string {
	var b strings.Builder
	b.WriteString(`{"StartAt": "S0", "States": {`)
	for i := range n {
		next := `"Next": "S` + strconv.Itoa(i+1) + `"`
		b.WriteString("\n  \"S" + strconv.Itoa(i) + `": `)
		switch i % 4 {
		case 0:
			b.WriteString(`{"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "TimeoutSeconds": 60, "ResultPath": "$.result",
    "Parameters": {"FunctionName": "f", "Payload": {"id.$": "$.id", "kind": "order"}},
    "Retry": [{"ErrorEquals": ["Lambda.TooManyRequestsException"], "IntervalSeconds": 2, "BackoffRate": 1.5, "MaxAttempts": 4}],
    "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "End"}], ` + next + `},`)
		case 1:
			b.WriteString(`{"Type": "Choice", "Choices": [{"Variable": "$.a", "StringEquals": "b", ` + next + `}], "Default": "End"},`)
		case 2:
			b.WriteString(`{"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}, ` + next + `},`)
		default:
			b.WriteString(`{"Type": "Wait", "Seconds": 5, ` + next + `},`)
		}
	}
	b.WriteString("\n  \"S" + strconv.Itoa(n) + `": {"Type": "Succeed"},` + "\n" + `  "End": {"Type": "Fail", "Error": "E"}}}`)
	return b.String()
}

// BenchmarkParse compares the parser with encoding/json, which makes maps of the same text.
func BenchmarkParse(b *testing.B) {
	text := large(1000)
	b.Run("asl", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if _, found := parse("bench.json", text); len(found) > 0 {
				b.Fatal(showFindings(found))
			}
		}
	})
	b.Run("encoding-json", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			var v any
			if err := json.Unmarshal([]byte(text), &v); err != nil {
				b.Fatal(err)
			}
		}
	})
}
