package rules

import (
	"fmt"
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

var valueNeverReturned = &analyzer.Rule{
	Name:    "value-never-returned",
	Summary: "Reports Choices that compare a value of a service with one that the service doesn't list.",
	Why: `The rule of the Choice never matches, so that a loop that waits for a status never ends, or every execution takes the
Default. Services name the same status differently: an export of DynamoDB is COMPLETED, a job of Glue SUCCEEDED. The lists
are those of the catalog's date, which aslcheck version shows.`,
	Since:      "0.1",
	Spec:       guideChoice,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Look",
  "States": {
    "Look": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:dynamodb:describeExport",
      "Parameters": {"ExportArn.$": "$$.Execution.Input.export"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "Next": "Done?"
    },
    "Done?": {
      "Type": "Choice",
      "Choices": [{"Variable": "$.ExportDescription.ExportStatus", "StringEquals": "SUCCEEDED", "Next": "Done"}],
      "Default": "Pause"
    },
    "Pause": {"Type": "Wait", "Seconds": 60, "Next": "Look"},
    "Done": {"Type": "Succeed"}
  }
}`,
	Good: `{
  "StartAt": "Look",
  "States": {
    "Look": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:dynamodb:describeExport",
      "Parameters": {"ExportArn.$": "$$.Execution.Input.export"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "Next": "Done?"
    },
    "Done?": {
      "Type": "Choice",
      "Choices": [{"Variable": "$.ExportDescription.ExportStatus", "StringEquals": "COMPLETED", "Next": "Done"}],
      "Default": "Pause"
    },
    "Pause": {"Type": "Wait", "Seconds": 60, "Next": "Look"},
    "Done": {"Type": "Succeed"}
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, u := range slices.Concat(p.Flow().Unlisted, unlistedInVariables(p)) {
			d := source.Diagnostic{Span: u.Span, Message: fmt.Sprintf("%q is never %q", pathText(u.Ref), u.Text)}
			d.Misspelt(u.Text, u.Values)
			if d.Hint == "" && len(u.Values) <= mostValues {
				d.Message += ": it is one of " + list(u.Values, "or")
			}
			p.ReportDiagnostic(d)
		}
	},
}

// unlistedInVariables returns the comparisons of variables that hold a value of a service wherever they are read.
func unlistedInVariables(p *analyzer.Pass) []analyzer.UnlistedValue {
	variables := resultVariables(p)
	if len(variables) == 0 {
		return nil
	}
	var found []analyzer.UnlistedValue
	var compared comparedTexts
	for _, read := range p.Variables().Reads {
		v := variables[read.Ref.Name]
		choice, isChoice := read.Field.State.(*asl.Choice)
		if v == nil || !isChoice || !read.Assigned || !read.Ref.Whole {
			continue
		}
		x := shapeAt(v.shape, read.Ref.Steps)
		if x == nil || len(x.Enum) == 0 {
			continue
		}
		for _, c := range compared.with(choice, &read) {
			if !slices.Contains(x.Enum, c.Text) {
				found = append(found, analyzer.UnlistedValue{Ref: read.Ref, Text: c.Text, Span: c.Span, Values: x.Enum})
			}
		}
	}
	return found
}

// comparedTexts finds the texts that what is read is compared with, for many questions about the Choice, or the condition of one,
// that was asked about last.
type comparedTexts struct {
	choice    *asl.Choice
	byPath    map[*source.Node][]query.TextTest // of its rules, by the paths that they test
	condition *query.Expression
	bySpan    map[source.Span][]query.TextTest // of the condition, by the locations of what it reads
}

// with returns the texts that a Choice compares with what it reads.
func (c *comparedTexts) with(choice *asl.Choice, read *analyzer.VariableRead) []query.TextTest {
	if e := read.Field.Expression; e != nil && read.Field.Name == "Condition" {
		if c.condition != e {
			c.condition, c.bySpan = e, map[source.Span][]query.TextTest{}
			for _, t := range e.TextTests() {
				c.bySpan[t.Ref.Span] = append(c.bySpan[t.Ref.Span], t)
			}
		}
		return c.bySpan[read.Ref.Span]
	}
	if c.choice != choice {
		c.choice, c.byPath = choice, map[*source.Node][]query.TextTest{}
		for _, rule := range choice.Choices.Value {
			eachTest(rule.Test, func(t *asl.Test) {
				if t.Operator == "StringEquals" && t.Operand.Known() && !asl.IsOpaque(t.Operand.Value) {
					at := t.Variable.Node
					c.byPath[at] = append(c.byPath[at], query.TextTest{Text: t.Operand.Value.Text, Span: t.Operand.Value.Span})
				}
			})
		}
	}
	return c.byPath[read.Field.Node]
}
