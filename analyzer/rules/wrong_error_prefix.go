package rules

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var wrongErrorPrefix = &analyzer.Rule{
	Name:    "wrong-error-prefix",
	Summary: "Reports error names with the prefix of the other kind of integration, or with the wrong case.",
	Why: `The optimized integration dynamodb:putItem raises DynamoDB.ConditionalCheckFailedException; the AWS
SDK integration aws-sdk:dynamodb:putItem raises DynamoDb.ConditionalCheckFailedException. Error names are case-
sensitive, so a Retrier or Catcher with the other spelling never matches.`,
	Since:      "0.1",
	Spec:       guideSDK,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Save",
  "States": {
    "Save": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:dynamodb:putItem",
      "Parameters": {"TableName": "orders", "Item": {}},
      "Retry": [{"ErrorEquals": ["DynamoDB.ThrottlingException"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Save",
  "States": {
    "Save": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:dynamodb:putItem",
      "Parameters": {"TableName": "orders", "Item": {}},
      "Retry": [{"ErrorEquals": ["DynamoDb.ThrottlingException"]}],
      "End": true
    }
  }
}`,
	Check: checkWrongErrorPrefix,
}

func checkWrongErrorPrefix(p *analyzer.Pass) {
	for _, st := range p.Graph.Tasks {
		if !st.Retry.Set && !st.Catch.Set {
			continue
		}
		want := errorPrefix(st.ARN)
		if want == "" {
			continue
		}
		for name := range errorNames(st) {
			prefix, rest, ok := strings.Cut(name.Value, ".")
			if name.Opaque || !ok || prefix == want || !strings.EqualFold(prefix, want) || memoryDB(want, prefix) {
				continue
			}
			d := source.Diagnostic{
				Span: name.Span(), Message: fmt.Sprintf("this task never raises %q: its errors start with %q", name.Value, want+"."),
			}
			if isModelled(want, rest) {
				d.Hint = want + "." + rest
				d.Fixes = source.Respell(d.Span, name.Value, d.Hint)
			}
			p.ReportDiagnostic(d)
		}
	}
}

// isModelled reports whether what follows a prefix is the name of one error of a service, which both kinds of integrations
// have. The name for any error of it is not: Sqs.SqsException, but SQS.AmazonSQSException.
func isModelled(prefix, name string) bool {
	return strings.HasSuffix(name, "Exception") && name != "SdkClientException" && !strings.Contains(strings.ToLower(name), strings.ToLower(prefix))
}

// memoryDB reports whether a prefix is one of the two documented spellings of MemoryDB.
func memoryDB(want, prefix string) bool { return want == "MemoryDb" && prefix == "MemoryDB" }
