package rules

import (
	"regexp"
	"strings"
	"sync"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var secretInDefinition = &analyzer.Rule{
	Name:    "secret-in-definition",
	Summary: "Reports credentials in a definition: AWS access keys, private keys and tokens of well-known services.",
	Why: `Everyone who can describe the state machine or read an execution history can read the secret, and it
stays in every published version. Keep it in Secrets Manager, or use an IAM role or an EventBridge connection.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/security-best-practices.html",
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Sign",
  "States": {
    "Sign": {"Type": "Pass", "Result": {"accessKeyId": "AKIA` + `QYLPMN5HFIQR7XYA"}, "End": true}
  }
}`,
	Good: `{
  "StartAt": "Sign",
  "States": {
    "Sign": {"Type": "Pass", "Result": {"secret": "orders/access-key"}, "End": true}
  }
}`,
	Check: func(p *analyzer.Pass) { findSecrets(p, p.Definition.Root) },
}

// secrets are patterns that only a credential matches, with its description.
var secrets = []struct {
	what string
	// letter is one that every one of them has and few other texts have, and start a text that every one holds, for a quick look.
	letter byte
	start  string
	form   func() *regexp.Regexp // compiled when a text has the start: that takes more time than all else at the start of the command
}{
	{"an access key of AWS", 'K', "AKIA", pattern(`(^|[^A-Za-z0-9/+=])AKIA[A-Z2-7]{16}($|[^A-Za-z0-9/+=])`)},
	{"a private key", 'K', "PRIVATE KEY-----", pattern(`-----BEGIN ([A-Z]+ )*PRIVATE KEY-----`)},
	{"a GitHub token", '_', "gh", pattern(`(^|[^A-Za-z0-9_])gh[pousr]_[A-Za-z0-9]{36}($|[^A-Za-z0-9_])`)},
	{"a Slack token", 'x', "xox", pattern(`(^|[^A-Za-z0-9])xox[bpars]-[0-9]{10,}-[A-Za-z0-9-]{20,}`)},
	{"a Slack webhook", 'k', "hooks.slack.com", pattern(`hooks\.slack\.com/services/T[A-Z0-9]{8,}/B[A-Z0-9]{8,}/[A-Za-z0-9]{24}`)},
	{"a Stripe key", '_', "_live_", pattern(`(^|[^A-Za-z0-9])[sr]k_live_[A-Za-z0-9]{24,}`)},
	{"a Google API key", 'z', "AIza", pattern(`(^|[^A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}($|[^A-Za-z0-9_-])`)},
}

// minSecret is the minimum length of a text that is searched.
const minSecret = 20

func findSecrets(p *analyzer.Pass, n *source.Node) {
	if n == nil {
		return
	}
	for _, item := range n.Items {
		findSecrets(p, item)
	}
	for i := range n.Members {
		findSecrets(p, n.Members[i].Value)
	}
	if n.Kind != source.String || len(n.Text) < minSecret || strings.HasPrefix(n.Text, "arn:") || asl.IsOpaque(n) {
		return
	}
	if what := secretIn(n.Text); what != "" {
		p.Report(n.Span, "this text contains %s", what)
	}
}

// pattern compiles an expression when it is used first.
func pattern(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// secretIn describes the secret in a text; "" if it has none. The examples in the AWS documentation end in EXAMPLE.
func secretIn(text string) string {
	for i := range secrets {
		s := &secrets[i]
		if strings.IndexByte(text, s.letter) >= 0 && strings.Contains(text, s.start) && s.form().MatchString(text) && !strings.Contains(text, "EXAMPLE") {
			return s.what
		}
	}
	return ""
}
