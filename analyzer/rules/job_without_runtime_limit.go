package rules

import (
	"fmt"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var jobWithoutRuntimeLimit = &analyzer.Rule{
	Name:    "job-without-runtime-limit",
	Summary: "Reports SageMaker, EMR Serverless, Batch and Glue jobs that are started without a limit on their run time.",
	Why: `TimeoutSeconds only ends the wait: the task fails, but the job may keep running, and costing money,
until the limit of its service. That is 12 to 48 hours for most services; for Batch there is none.`,
	Since:      "0.1",
	Spec:       guideCallback + "#connect-sync",
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Optional:   true,
	Bad: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::glue:startJobRun.sync",
      "Parameters": {"JobName": "ship"},
      "TimeoutSeconds": 3600,
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Ship",
  "States": {
    "Ship": {
      "Type": "Task",
      "Resource": "arn:aws:states:::glue:startJobRun.sync",
      "Parameters": {"JobName": "ship", "Timeout": 55},
      "TimeoutSeconds": 3600,
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for _, st := range p.Graph.Tasks {
			r := st.ARN
			limit, ok := runtimeLimits[r.Service+":"+r.Action]
			args := st.Sent()
			if !ok || args == nil || args.Node.Kind != source.Object || asl.IsOpaque(args.Node) || mayHave(args.Node, limit.path) {
				continue
			}
			p.Report(args.KeySpan(), "%q starts a job without %s: %s", r.Service+":"+r.Action, limit.name(), limit.otherwise)
		}
	},
}

// A runtimeLimit is where a call limits the time that its job runs, and what holds otherwise.
type runtimeLimit struct {
	path      []string
	otherwise string
}

func (l *runtimeLimit) name() string {
	if len(l.path) == 1 {
		return fmt.Sprintf("%q", l.path[0])
	}
	return fmt.Sprintf("%q in %q", l.path[1], l.path[0])
}

// runtimeLimits are the calls that start a job and can limit it. A transform job of SageMaker and jobs of EMR on EKS have no
// such parameter. The defaults:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-sagemaker-processingjob-stoppingcondition.html
// https://docs.aws.amazon.com/emr/latest/EMR-Serverless-UserGuide/considerations.html
// https://docs.aws.amazon.com/batch/latest/userguide/job_timeouts.html
// https://docs.aws.amazon.com/glue/latest/webapi/API_StartJobRun.html
var runtimeLimits = map[string]runtimeLimit{
	"batch:submitJob":               {[]string{"Timeout", "AttemptDurationSeconds"}, "unless the job definition has a limit, it can run indefinitely"},
	"emr-serverless:startJobRun":    {[]string{"ExecutionTimeoutMinutes"}, "it can run for 12 hours"},
	"emrserverless:startJobRun":     {[]string{"ExecutionTimeoutMinutes"}, "it can run for 12 hours"},
	"glue:startJobRun":              {[]string{"Timeout"}, "unless the job has a limit, it can run for 48 hours"},
	"sagemaker:createProcessingJob": {[]string{"StoppingCondition", "MaxRuntimeInSeconds"}, "it can run for a day"},
	"sagemaker:createTrainingJob":   {[]string{"StoppingCondition", "MaxRuntimeInSeconds"}, "it can run for a day"},
}
