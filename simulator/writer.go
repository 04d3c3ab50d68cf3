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

// result returns the result of the state: the outputs of the children, or where they were written.
func (r *mapRun) result() (value.Value, *problem) {
	w := r.state.distributed.writer
	switch {
	case w == nil:
		return value.Array(r.outputs()...), nil
	case w.writes:
		return w.write(r)
	default:
		return value.Array(w.Transform(r.results())...), nil
	}
}

// outputs are the outputs of the children in the order of the items; a failed child shows its error and cause.
func (r *mapRun) outputs() []value.Value {
	outputs := make([]value.Value, len(r.children))
	for i, child := range r.children {
		outputs[i] = childOutput(child.result)
	}
	return outputs
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

// results are the children as a ResultWriter sees them.
func (r *mapRun) results() []items.Result {
	list := make([]items.Result, len(r.children))
	for i, child := range r.children {
		x := child.result
		list[i] = items.Result{Succeeded: x.Status == Succeeded, Output: childOutput(x), Description: r.describe(x)}
	}
	return list
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
	f.text("StateMachineArn", r.owner.x.machineARNOf(r.machine()))
	f.text("Status", string(child.Status))
	f.text("StopDate", timestamp(child.End))
	return value.Object(f...)
}

// write writes the result files and their manifest.
func (w *resultWriter) write(r *mapRun) (value.Value, *problem) {
	s := r.owner
	var bucket, prefix string
	if w.parameters != nil {
		v, failure := w.parameters.Eval(&s.scope)
		if failure != nil {
			return v, s.framed(failure).pointer()
		}
		b, _ := v.Get("Bucket")
		p, _ := v.Get("Prefix")
		bucket, prefix = b.Text(), p.Text()
	}
	if bucket == "" {
		// "States.ResultWriterFailed: A Map state failed because it couldn't write results to the destination specified
		// in the ResultWriter field."
		// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
		return value.Undefined, &problem{Failure: Failure{Error: asl.ErrorResultWriterFailed, Cause: "The ResultWriter names no bucket."}}
	}
	folder := strings.TrimSuffix(prefix, "/")
	if folder != "" {
		folder += "/"
	}
	folder += r.arn[strings.LastIndexByte(r.arn, ':')+1:] + "/"
	s.log.result.Written = append(s.log.result.Written, w.Write(r.results(), r.arn, bucket, folder)...)
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
