package rules

import (
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/source"
)

var placeholderInARN = &analyzer.Rule{
	Name:    "placeholder-in-arn",
	Summary: "Reports ARNs with a placeholder, or an example value of the AWS documentation, as region or account.",
	Why: `An ARN such as arn:aws:lambda:REGION:ACCOUNT_ID:function:f was copied from an example and never filled
in. AWS rejects the definition, or the task fails. For a value that is known only at deployment, write
${AWS::Region} or a substitution.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Notify",
  "States": {
    "Notify": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sns:publish",
      "Parameters": {"TopicArn": "arn:aws:sns:REGION:ACCOUNT_ID:orders", "Message.$": "$"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Notify",
  "States": {
    "Notify": {
      "Type": "Task",
      "Resource": "arn:aws:states:::sns:publish",
      "Parameters": {"TopicArn": "arn:aws:sns:${AWS::Region}:${AWS::AccountId}:orders", "Message.$": "$"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: checkPlaceholderInARN,
}

func checkPlaceholderInARN(p *analyzer.Pass) {
	for _, st := range p.Graph.Tasks {
		checkARN(p, st.Resource.Node)
		checkARNs(p, st.Parameters.Node)
		checkARNs(p, st.Arguments.Node)
		checkARNs(p, st.Credentials.Node)
	}
}

func checkARNs(p *analyzer.Pass, n *source.Node) {
	if n == nil {
		return
	}
	checkARN(p, n)
	for _, item := range n.Items {
		checkARNs(p, item)
	}
	for i := range n.Members {
		checkARNs(p, n.Members[i].Value)
	}
}

// documentAccounts are account ids that AWS keeps for its documentation.
var documentAccounts = map[string]bool{"123456789012": true, "111122223333": true, "444455556666": true}

func checkARN(p *analyzer.Pass, n *source.Node) {
	if n == nil || n.Kind != source.String || n.Tag != "" || !strings.HasPrefix(n.Text, "arn:") || strings.Contains(n.Text, "{%") {
		return
	}
	region, account, ok := regionAndAccount(n.Text)
	if !ok || strings.Contains(n.Text, "${") || strings.Contains(n.Text, "{{") {
		return
	}
	if strings.HasPrefix(region, "$") || strings.HasPrefix(account, "$") || region == "local" {
		return // a shell fills it in, or an emulator takes it
	}
	wrong := ""
	if region != "" && region != "*" && !isRegion(region) {
		wrong = "region " + strconv.Quote(region)
	}
	if account != "" && len(account) != accountDigits && strings.Trim(account, "0123456789") == "" {
		p.Report(n.Span, "%q is not an AWS account ID: account IDs have %d digits", account, accountDigits)
		return
	}
	if account != "" && account != "*" && account != "aws" && account != "aws-managed" && (!isAccount(account) || documentAccounts[account]) {
		if wrong != "" {
			wrong += " and the "
		}
		wrong += "account " + strconv.Quote(account)
	}
	if wrong != "" {
		p.ReportDiagnostic(source.Diagnostic{Span: n.Span, Message: "this ARN contains a placeholder: the " + wrong})
	}
}

// regionAndAccount returns the fourth and the fifth of the six parts of an ARN.
func regionAndAccount(arn string) (region, account string, ok bool) {
	rest := arn
	for range 3 { // arn, the partition, the service
		if _, rest, ok = strings.Cut(rest, ":"); !ok {
			return "", "", false
		}
	}
	region, rest, _ = strings.Cut(rest, ":")
	account, _, ok = strings.Cut(rest, ":")
	return region, account, ok
}

// isRegion reports whether a text is built like the name of a region, such as "us-gov-west-1".
func isRegion(s string) bool {
	at := strings.LastIndexByte(s, '-')
	if at < 0 || len(s) != at+2 || s[at+1] < '1' || s[at+1] > '9' || !strings.Contains(s[:at], "-") {
		return false
	}
	return strings.Trim(s[:at], "abcdefghijklmnopqrstuvwxyz-") == ""
}

// accountDigits is how long the id of an account is.
const accountDigits = 12

func isAccount(s string) bool { return len(s) == accountDigits && strings.Trim(s, "0123456789") == "" }
