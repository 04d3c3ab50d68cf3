package rules

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var invalidHTTPRequest = &analyzer.Rule{
	Name:    "invalid-http-request",
	Summary: "Reports HTTP requests that Step Functions doesn't send: another scheme than HTTPS, headers that it sets itself, an encoding without its options.",
	Why: `An HTTP task calls HTTPS endpoints only. Headers of the connection, such as Host or Transfer-Encoding, and those that
AWS reserves for itself fail the task with States.Runtime, which no Retry or Catch handles. ArrayFormat has an effect only
with the RequestBodyEncoding URL_ENCODED.`,
	Since:      "0.1",
	Spec:       "https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html",
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Order",
  "States": {
    "Order": {
      "Type": "Task",
      "Resource": "arn:aws:states:::http:invoke",
      "Parameters": {
        "ApiEndpoint": "http://api.example.com/orders",
        "Method": "GET",
        "Authentication": {"ConnectionArn": "${Connection}"}
      },
      "Retry": [{"ErrorEquals": ["States.Http.StatusCode.429"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Order",
  "States": {
    "Order": {
      "Type": "Task",
      "Resource": "arn:aws:states:::http:invoke",
      "Parameters": {
        "ApiEndpoint": "https://api.example.com/orders",
        "Method": "GET",
        "Authentication": {"ConnectionArn": "${Connection}"}
      },
      "Retry": [{"ErrorEquals": ["States.Http.StatusCode.429"]}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, a := range p.Arguments() {
			r := a.Task.ARN
			if r.SDK || a.Node == nil || a.In == nil || r.Service != "http" && r.Service != "apigateway" {
				continue
			}
			switch a.Path() {
			case "ApiEndpoint":
				checkEndpoint(p, a)
			case "Headers":
				checkHeaders(p, a)
			case "Transform":
				checkTransform(p, a)
			}
		}
	},
}

// checkEndpoint checks the scheme of a literal address. That of API Gateway has none.
func checkEndpoint(p *analyzer.Pass, a *analyzer.Argument) {
	if a.Node.Kind != source.String {
		return
	}
	scheme, _, hasScheme := strings.Cut(a.Node.Text, "://")
	switch isHTTP := a.Task.ARN.Service == "http"; {
	case isHTTP && (!hasScheme || !strings.EqualFold(scheme, "https")):
		p.Report(a.Node.Span, `"ApiEndpoint" must be the URL of an HTTPS endpoint, not %q`, a.Node.Text)
	case !isHTTP && hasScheme:
		p.Report(a.Node.Span, `"ApiEndpoint" must be the name of a host, without %q`, scheme+"://")
	}
}

// ownHeaders are headers of the connection itself, which neither integration takes. API Gateway does not take the second list.
// https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html
var (
	ownHeaders = []string{
		"connection", "content-md5", "expect", "host", "max-forwards", "server", "te", "trailer", "transfer-encoding", "upgrade", "via", "www-authenticate",
	}
	gatewayHeaders = []string{"authorization", "proxy-authenticate"}
	ownPrefixes    = []string{"x-amz", "x-amzn", "x-forwarded"}
)

func checkHeaders(p *analyzer.Pass, a *analyzer.Argument) {
	if a.Node.Kind != source.Object {
		return
	}
	for _, m := range a.Node.Members {
		name := m.Key
		if a.Task.Language == asl.JSONPath {
			name = strings.TrimSuffix(name, ".$")
		}
		lower := strings.ToLower(name)
		if slices.Contains(ownHeaders, lower) || a.Task.ARN.Service == "apigateway" && slices.Contains(gatewayHeaders, lower) ||
			slices.ContainsFunc(ownPrefixes, func(prefix string) bool { return strings.HasPrefix(lower, prefix) }) {
			p.Report(m.KeySpan, "Step Functions does not send the header %q", name)
		}
	}
}

// checkTransform reports options of an encoding that is not asked for.
func checkTransform(p *analyzer.Pass, a *analyzer.Argument) {
	if a.Node.Kind != source.Object || mayHaveMore(a.Node) {
		return
	}
	options := a.Node.Member("RequestEncodingOptions")
	encoding := parameter(a.Node, "RequestBodyEncoding")
	if options != nil && (encoding == nil || encoding.Value.Kind == source.String && encoding.Value.Text == "NONE") {
		p.Report(options.KeySpan, `"RequestEncodingOptions" has no effect without the "RequestBodyEncoding" "URL_ENCODED"`)
	}
}
