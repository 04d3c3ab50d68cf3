package rules

import (
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var unboundedResult = &analyzer.Rule{
	Name:    "unbounded-result",
	Summary: "Reports AWS SDK calls whose pages can exceed 256 KiB and that set no page size.",
	Why: `The task fails with States.DataLimitExceeded if the whole response exceeds 256 KiB, even if
ResultSelector or Output keeps only a part of it. Such a workflow passes its tests and fails months later, when
the data has grown.`,
	Since:      "0.1",
	Spec:       guideErrors,
	Severity:   source.Advice,
	Confidence: analyzer.Advisory,
	Bad: `{
  "StartAt": "List",
  "TimeoutSeconds": 300,
  "States": {
    "List": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:s3:listObjectsV2",
      "Parameters": {"Bucket": "orders"},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "List",
  "TimeoutSeconds": 300,
  "States": {
    "List": {
      "Type": "Task",
      "Resource": "arn:aws:states:::aws-sdk:s3:listObjectsV2",
      "Parameters": {"Bucket": "orders", "MaxKeys": 200},
      "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		handled := handling{has: catchesSize}
		for _, st := range p.Graph.Tasks {
			r := st.ARN
			if !r.SDK {
				continue
			}
			page, ok := largePages[r.Service+":"+r.Action]
			args := st.Sent()
			if !ok || args == nil || args.Node.Kind != source.Object || asl.IsOpaque(args.Node) || page.bounded(args.Node) || handled.of(st) {
				continue
			}
			p.Report(args.KeySpan(), "%q without %q returns up to %s, but a result can have at most 256 KiB", r.Service+":"+r.Action, page.size, page.most)
		}
	},
}

// A largePage is the default size of a page of results, and the parameter that limits it.
type largePage struct {
	size, most string
	narrows    []string
}

// largePages are the calls whose pages by default are as large as a result, or larger. Of others the pages are smaller, or
// it depends on what is asked for, as with a query of DynamoDB for one key.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Scan.html
// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_GetLogEvents.html
// https://docs.aws.amazon.com/rekognition/latest/APIReference/API_GetLabelDetection.html
var largePages = map[string]largePage{
	"cloudwatchlogs:filterLogEvents": {"Limit", "10,000 events", []string{"FilterPattern"}},
	"cloudwatchlogs:getLogEvents":    {"Limit", "1 MB of events", nil},
	"dynamodb:scan": {
		"Limit", "1 MB of items",
		[]string{"AttributesToGet", "FilterExpression", "IndexName", "ProjectionExpression", "ScanFilter", "Select"},
	},
	"rekognition:getFaceDetection":  {"MaxResults", "1,000 faces", nil},
	"rekognition:getLabelDetection": {"MaxResults", "1,000 labels", nil},
	"s3:listObjectVersions":         {"MaxKeys", "1,000 versions", nil},
	"s3:listObjects":                {"MaxKeys", "1,000 keys", nil},
	"s3:listObjectsV2":              {"MaxKeys", "1,000 keys", nil},
}

// bounded reports whether the arguments limit the size of a page, or narrow its contents.
func (l *largePage) bounded(args *source.Node) bool {
	return mayHave(args, []string{l.size}) ||
		slices.ContainsFunc(l.narrows, func(name string) bool { return parameter(args, name) != nil })
}

// catchesSize reports whether a Catcher names the error of a result that is too large.
func catchesSize(r *asl.Recovery) bool {
	return r.Catch.Opaque || slices.ContainsFunc(r.Catch.Value, func(c *asl.Catcher) bool {
		return slices.ContainsFunc(c.ErrorEquals.Value, func(name asl.Field[string]) bool {
			return name.Opaque || name.Value == asl.ErrorDataLimitExceeded
		})
	})
}
