package rules

import (
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/source"
)

var unknownIntegration = &analyzer.Rule{
	Name:    "unknown-integration",
	Summary: "Reports service integrations that don't exist or don't support the integration pattern.",
	Why: `AWS rejects the definition. Only some actions have an optimized integration; call all others as
arn:aws:states:::aws-sdk:service:action. Only some optimized integrations can wait for a job with .sync.`,
	Since:      "0.1",
	Spec:       guideIntegration,
	Severity:   source.Error,
	Confidence: analyzer.Likely,
	Code:       "SCHEMA_VALIDATION_FAILED",
	Bad: `{
  "StartAt": "Crawl",
  "States": {
    "Crawl": {
      "Type": "Task",
      "Resource": "arn:aws:states:::glue:startCrawler",
      "Parameters": {"Name": "orders"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Crawl",
  "States": {
    "Crawl": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:glue:startCrawler",
      "Parameters": {"Name": "orders"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: checkUnknownIntegration,
}

func checkUnknownIntegration(p *analyzer.Pass) {
	for _, st := range p.Graph.Tasks {
		r := st.ARN
		if !checkable(st) {
			continue
		}
		i := integration{p: p, st: st, r: r}
		switch {
		case r.PatternText != string(r.Pattern):
			i.unknownPattern()
		case r.SDK:
			i.sdk()
		default:
			i.optimized()
		}
	}
}

// integration is one resource to be checked. Without a pass nothing is reported.
type integration struct {
	p  *analyzer.Pass
	st *asl.Task
	r  asl.Resource
}

// report reports the resource; better is what was probably meant, "" where that is not known.
func (i *integration) report(better, format string, args ...any) {
	if i.p != nil {
		i.p.ReportDiagnostic(i.finding(better, format, args...))
	}
}

// replace reports the resource with what does the same and exists.
func (i *integration) replace(better, format string, args ...any) {
	if i.p == nil {
		return
	}
	d := i.finding(better, format, args...)
	if i.st.Resource.Known() {
		d.Fixes = []source.Fix{replaceText(i.st.Resource.Span(), "use "+better, fmt.Sprintf("%q", better))}
	}
	i.p.ReportDiagnostic(d)
}

func (i *integration) finding(better, format string, args ...any) source.Diagnostic {
	d := source.Diagnostic{Span: i.st.Resource.Span(), Message: fmt.Sprintf(format, args...)}
	if better != "" {
		d.Message += fmt.Sprintf(" (use %q)", better)
		d.Hint = better
	}
	return d
}

// arn returns the resource with another service, action and pattern, in the partition it has.
func (i *integration) arn(service, action, pattern string) string {
	text := fmt.Sprintf("arn:%s:states:::%s:%s", i.r.Partition, service, action)
	if pattern != "" {
		text += "." + pattern
	}
	return text
}

func (i *integration) unknownPattern() {
	better := ""
	known := []string{string(asl.Sync), string(asl.Sync2), string(asl.WaitForTaskToken)}
	if near := source.Suggest(i.r.PatternText, known); near != "" {
		better = i.arn(i.service(), i.r.Action, near)
	}
	i.report(better, "unknown integration pattern %q", "."+i.r.PatternText)
}

// service returns the service as the resource names it.
func (i *integration) service() string {
	if i.r.SDK {
		return "aws-sdk:" + i.r.Service
	}
	return i.r.Service
}

func (i *integration) optimized() {
	o := awsapi.LookupOptimized(i.r.Service, i.r.Action)
	switch {
	case o == nil:
		i.unknownOptimized()
	case len(o.Patterns) == 0:
		i.report(i.arn("aws-sdk:"+i.r.Service, i.r.Action, ""), "%q can only be used by an ItemReader or ResultWriter", i.name())
	case !o.Supports(string(i.r.Pattern)):
		i.unsupported(o.Patterns)
	}
}

func (i *integration) name() string { return i.r.Service + ":" + i.r.Action }

func (i *integration) unsupported(patterns []string) {
	var can []string
	for _, pattern := range patterns {
		if pattern != "" {
			can = append(can, "."+pattern)
		}
	}
	if len(can) == 0 {
		i.report(i.arn(i.service(), i.r.Action, ""), "%q does not support %q", i.name(), "."+i.r.PatternText)
		return
	}
	i.report("", "%q does not support %q, only %s", i.name(), "."+i.r.PatternText, list(can, "and"))
}

// siblings are services of the AWS SDK some of whose actions are those of a second one.
var siblings = map[string]string{
	"bedrock": "bedrockruntime", "bedrockagent": "bedrockagentruntime", "iot": "iotdataplane", "rds": "rdsdata",
	"redshift": "redshiftdata", "sagemaker": "sagemakerruntime",
}

const noOptimized = "optimized integration %q does not exist"

func (i *integration) unknownOptimized() {
	service := i.r.Service
	if other := sdkNames[service]; other != "" {
		service = other
	}
	pattern := ""
	if i.r.Pattern == asl.WaitForTaskToken {
		pattern = string(asl.WaitForTaskToken)
	}
	if s := awsapi.Lookup(service); s != nil && s.Action(i.r.Action) != nil {
		better := i.arn("aws-sdk:"+service, i.r.Action, pattern)
		if i.r.Pattern == asl.Sync || i.r.Pattern == asl.Sync2 {
			i.report(better, "optimized integration %q does not exist, and AWS SDK integrations do not wait for jobs", i.name())
			return
		}
		i.replace(better, noOptimized, i.name())
		return
	}
	if action := source.Suggest(i.r.Action, awsapi.OptimizedActions(i.r.Service)); action != "" {
		i.report(i.arn(i.r.Service, action, i.r.PatternText), noOptimized, i.name())
		return
	}
	if known := awsapi.OptimizedActions(i.r.Service); len(known) > 0 {
		i.report(i.sdkCall(service), noOptimized, i.name())
		return
	}
	if near := nearService(&i.r); near != "" {
		i.report(i.arn(near, i.r.Action, i.r.PatternText), noOptimized, i.name())
		return
	}
	if !isNewService(i.r.Service) {
		i.report(i.sdkCall(service), "service %q has no optimized integrations", i.r.Service)
	}
}

// sdkCall returns the call of the AWS SDK that is probably meant; "" when none is near.
func (i *integration) sdkCall(service string) string {
	s := awsapi.Lookup(service)
	if s == nil {
		return ""
	}
	if action := source.Suggest(i.r.Action, s.Actions()); action != "" {
		return i.arn("aws-sdk:"+service, action, "")
	}
	return ""
}

// sdk checks an integration of the AWS SDK, and returns whether it reports it.
func (i *integration) sdk() bool {
	if isJob(i.r) {
		i.sdkSync()
		return true
	}
	s := awsapi.Lookup(i.r.Service)
	if s == nil {
		return i.unknownService()
	}
	if a := s.Action(i.r.Action); a != nil {
		if a.Unsupported {
			i.report("", "Step Functions does not support the action %q of service %q", i.r.Action, i.r.Service)
		}
		return a.Unsupported
	}
	if other := siblings[i.r.Service]; other != "" && awsapi.Lookup(other).Action(i.r.Action) != nil {
		i.replace(i.arn("aws-sdk:"+other, i.r.Action, i.r.PatternText), "service %q has no action %q", i.r.Service, i.r.Action)
		return true
	}
	// The catalog does not have the newest actions, so that only what looks like a mistake is one.
	action := source.Suggest(i.r.Action, s.Actions())
	if action == "" || !strings.EqualFold(i.r.Action, action) && (!oneLetterApart(i.r.Action, action) || verb(i.r.Action) != verb(action)) {
		return false
	}
	i.report(i.arn("aws-sdk:"+i.r.Service, action, i.r.PatternText), "service %q has no action %q", i.r.Service, i.r.Action)
	return true
}

// sdkSync reports an AWS SDK integration that should wait for a job: only optimized ones can.
func (i *integration) sdkSync() {
	better := ""
	for _, service := range awsapi.OptimizedServices() {
		for _, action := range awsapi.OptimizedActions(service) {
			o := awsapi.LookupOptimized(service, action)
			if o.SDK == i.name() && o.Supports(string(i.r.Pattern)) {
				better = i.arn(service, action, string(i.r.Pattern))
			}
		}
	}
	i.report(better, "AWS SDK integrations do not support %q", "."+i.r.PatternText)
}

// unknownService checks a service that is not in the catalog, and returns whether it reports it.
func (i *integration) unknownService() bool {
	service := strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(i.r.Service))
	if other := sdkNames[i.r.Service]; other != "" {
		service = other
	}
	if s := awsapi.Lookup(service); s != nil {
		for _, action := range []string{i.r.Action, source.LowerFirst(i.r.Action)} {
			if s.Action(action) != nil {
				i.replace(i.arn("aws-sdk:"+service, action, i.r.PatternText), "the AWS SDK has no service %q", i.r.Service)
				return true
			}
		}
	}
	near := source.Suggest(i.r.Service, awsapi.Services())
	if near == "" || !oneLetterApart(i.r.Service, near) || awsapi.Lookup(near).Action(i.r.Action) == nil {
		return false
	}
	i.report(i.arn("aws-sdk:"+near, i.r.Action, i.r.PatternText), "the AWS SDK has no service %q", i.r.Service)
	return true
}
