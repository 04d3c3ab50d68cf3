package simulator

import (
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/simulator/internal/items"
	"github.com/aslcheck/aslcheck/value"
)

// resultWriter writes the results of a Map Run to S3, or only changes their form.
// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
type resultWriter struct {
	items.Form
	writes     bool
	parameters *query.Template
}

func (c *compiler) resultWriter(w *asl.ResultWriter) *resultWriter {
	if w == nil {
		return nil
	}
	writer := &resultWriter{writes: w.Resource.Set, parameters: c.template(&w.Parameters)}
	if w.Arguments.Set {
		writer.parameters = c.template(&w.Arguments)
	}
	if w.WriterConfig != nil {
		writer.Lines = w.WriterConfig.OutputType.Value == "JSONL"
		writer.Transformation = w.WriterConfig.Transformation.Value
	}
	return writer
}

// childOutput is what a child gives to the result: of one that failed, its status with error and cause (measured).
func childOutput(child *Execution) value.Value {
	if child.Status == Succeeded {
		return child.Output
	}
	failure := Failure{}
	if child.Failure != nil {
		failure = *child.Failure
	}
	p := problem{Failure: failure}
	return value.Object(append([]value.Member{{Key: "Status", Value: value.String(string(child.Status))}}, p.output().Members()...)...)
}

// describe is what the result files show of a child.
func (r *mapRun) describe(child *Execution) value.Value {
	var f fields
	included := value.Object(value.Member{Key: "Included", Value: value.True})
	if child.Failure != nil {
		f.add("Cause", value.String(child.Failure.Cause))
		f.add("Error", value.String(child.Failure.Error))
	}
	f.text("ExecutionArn", child.ARN)
	f.add("Input", value.String(child.Input.JSON()))
	f.add("InputDetails", included)
	f.text("Name", child.Name)
	if child.Status == Succeeded {
		f.add("Output", value.String(child.Output.JSON()))
	}
	f.add("OutputDetails", included)
	f.add("RedriveCount", value.Int(0))
	redriveStatus(&f, child, "REDRIVABLE_BY_MAP_RUN")
	f.text("StartDate", timestamp(child.Start))
	f.text("StateMachineArn", r.owner.x.machineARNOf(r.machine))
	f.text("Status", string(child.Status))
	f.text("StopDate", timestamp(child.End))
	return value.Object(f...)
}

// destination returns the bucket and the folder of the result files.
func (w *resultWriter) destination(r *mapRun) (bucket, folder string, p *problem) {
	s := r.owner
	var prefix string
	if w.parameters != nil {
		v, failure := w.parameters.Eval(&s.scope)
		if failure != nil {
			return "", "", s.framed(failure).pointer()
		}
		bucket, prefix = textMember(v, "Bucket"), textMember(v, "Prefix")
	}
	if bucket == "" {
		// "States.ResultWriterFailed: A Map state failed because it couldn't write results to the destination specified
		// in the ResultWriter field."
		// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
		return "", "", &problem{Failure: Failure{Error: asl.ErrorResultWriterFailed, Cause: "The ResultWriter names no bucket."}}
	}
	folder = strings.TrimSuffix(prefix, "/")
	if folder != "" {
		folder += "/"
	}
	return bucket, folder + r.arn[strings.LastIndexByte(r.arn, ':')+1:] + "/", nil
}

// write writes the result files and their manifest.
func (w *resultWriter) write(r *mapRun, files *items.Files) (value.Value, *problem) {
	bucket, folder, p := w.destination(r)
	if p != nil {
		return value.Undefined, p
	}
	if files != nil {
		result := r.owner.log.result
		result.Written = append(result.Written, files.Close(r.arn, bucket, folder)...)
	}
	return value.Object(
		value.Member{Key: "MapRunArn", Value: value.String(r.arn)},
		value.Member{Key: "ResultWriterDetails", Value: value.Object(
			value.Member{Key: "Bucket", Value: value.String(bucket)},
			value.Member{Key: "Key", Value: value.String(folder + "manifest.json")},
		)},
	), nil
}

// redriveStatus describes whether an execution can be started again from where it failed (measured).
func redriveStatus(f *fields, x *Execution, failed string) {
	if x.Status != Succeeded {
		f.text("RedriveStatus", failed)
		return
	}
	f.text("RedriveStatus", "NOT_REDRIVABLE")
	f.text("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven")
}
