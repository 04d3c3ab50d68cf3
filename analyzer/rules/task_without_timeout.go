package rules

import (
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var taskWithoutTimeout = &analyzer.Rule{
	Name:    "task-without-timeout",
	Summary: "Reports tasks that wait for a job (.sync) without a timeout, in state machines that have no TimeoutSeconds either.",
	Why: `The default timeout of a task is 99,999,999 seconds, more than three years. If the job hangs, you pay
for it until someone notices. Jobs that end by themselves are left out: those with a run time limit in their
parameters, queries of Athena, and builds of CodeBuild.`,
	Since:      "0.1",
	Spec:       guidePractices,
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::glue:startJobRun.sync",
      "Parameters": {"JobName": "ship"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Give up"}],
      "End": true
    },
    "Give up": {"Type": "Fail"}
  }
}`,
	Good: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::glue:startJobRun.sync",
      "Parameters": {"JobName": "ship"},
      "TimeoutSeconds": 3600,
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Give up"}],
      "End": true
    },
    "Give up": {"Type": "Fail"}
  }
}`,
	Check: checkTaskWithoutTimeout,
}

// checkTaskWithoutTimeout only checks jobs: other rules check callbacks, activities and calls, which
// their services answer within minutes.
func checkTaskWithoutTimeout(p *analyzer.Pass) {
	if p.HasTimeout() || p.Type == asl.Express {
		return
	}
	for _, st := range p.Graph.Tasks {
		if isJob(st.ARN) && !hasTimeout(st) && !hasHeartbeat(st) && !endsByItself(st) {
			p.Report(st.NameSpan, "task %q waits for a job without a timeout", st.Name)
		}
	}
}

// limitedJobs are calls whose jobs the service ends in any case: Athena cancels a query after 240 minutes at most, CodeBuild
// a build after 36 hours.
// https://docs.aws.amazon.com/athena/latest/ug/service-limits.html
// https://docs.aws.amazon.com/codebuild/latest/userguide/limits.html
var limitedJobs = []string{"athena:startQueryExecution", "codebuild:startBuild", "codebuild:startBuildBatch"}

// endsByItself reports whether the job of a task has a limit on its run time.
func endsByItself(st *asl.Task) bool {
	call := st.ARN.Service + ":" + st.ARN.Action
	if slices.Contains(limitedJobs, call) {
		return true
	}
	limit, ok := runtimeLimits[call]
	args := st.Sent()
	return ok && args != nil && args.Node.Kind == source.Object && mayHave(args.Node, limit.path)
}
