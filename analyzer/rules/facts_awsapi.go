package rules

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
)

// sdkNames are names that services have elsewhere, in optimized integrations, on the command line or in addresses, with
// those that they have in the AWS SDK.
var sdkNames = map[string]string{
	"states": "sfn", "stepfunctions": "sfn", "events": "eventbridge", "elasticmapreduce": "emr", "emr-containers": "emrcontainers",
	"emr-serverless": "emrserverless", "logs": "cloudwatchlogs", "monitoring": "cloudwatch", "cognito-idp": "cognitoidentityprovider",
	"cognitoidp": "cognitoidentityprovider", "elb": "elasticloadbalancing", "elbv2": "elasticloadbalancingv2", "email": "ses",
	"s3api": "s3", "deploy": "codedeploy", "es": "elasticsearch", "ds": "directory", "ce": "costexplorer",
	"kinesisfirehose": "firehose", "simplesystemsmanagement": "ssm",
}

// isNewService reports whether a service that is called without the AWS SDK is one that nothing is known about.
func isNewService(service string) bool {
	return len(awsapi.OptimizedActions(service)) == 0 && sdkNames[service] == "" && awsapi.Lookup(strings.ReplaceAll(service, "-", "")) == nil
}

// nearService returns the service with an optimized integration of the action that was probably meant; "" when none is
// near.
func nearService(r *asl.Resource) string {
	near := source.Suggest(r.Service, awsapi.OptimizedServices())
	if near == "" || awsapi.LookupOptimized(near, r.Action) == nil {
		return ""
	}
	return near
}

// misspelled reports whether a name that is similar to a known one is that one in the wrong case, or long enough to be a typo of
// it and not the same name with another ending.
func misspelt(word, known string) bool {
	if strings.EqualFold(word, known) {
		return true
	}
	return !strings.HasPrefix(word, known) && !strings.HasPrefix(known, word) && len(word) > 5 && sameLength(word, known)
}

func sameLength(a, b string) bool { return len(a)-len(b) <= 1 && len(b)-len(a) <= 1 }

// oneLetterApart reports whether two words differ in one letter: another one, one more or less, or two that changed places.
func oneLetterApart(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	at := 0
	for at < len(a) && a[at] == b[at] {
		at++
	}
	switch rest := b[at:]; {
	case len(b) == len(a)+1:
		return a[at:] == rest[1:]
	case len(a) != len(b) || rest == "":
		return false
	case a[at+1:] == rest[1:]:
		return true
	default:
		return len(rest) > 1 && a[at] == rest[1] && a[at+1] == rest[0] && a[at+2:] == rest[2:]
	}
}

// verb returns the first word of an action: "start" of "startCrawler".
func verb(action string) string {
	if i := strings.IndexFunc(action, unicode.IsUpper); i >= 0 {
		return action[:i]
	}
	return action
}

// quote quotes a name as messages do.
func quote(name string) string { return strconv.Quote(name) }
