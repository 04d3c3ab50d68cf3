package items

import (
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// A Result is what a child execution of a Map Run ended with.
type Result struct {
	Succeeded bool
	// Output is the output of the child; of one that failed it has Error and Cause.
	Output value.Value
	// Description is the child as DescribeExecution shows it.
	Description value.Value
}

// A Form says how results are written: WriterConfig.
// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
type Form struct {
	// Lines says that OutputType is JSONL.
	Lines bool
	// Transformation is NONE, COMPACT or FLATTEN; "" is NONE.
	Transformation string
}

// Transform puts results into the form.
func (f Form) Transform(results []Result) []value.Value {
	var list []value.Value
	for _, r := range results {
		switch {
		case f.Transformation == "NONE" || f.Transformation == "":
			list = append(list, r.Description)
		case f.Transformation == "FLATTEN" && r.Output.Kind() == value.ArrayKind:
			list = append(list, r.Output.Elems()...)
		default:
			list = append(list, r.Output)
		}
	}
	return list
}

// Write returns the files of the results of a Map Run, and the manifest that lists them, which is last. The folder ends with
// a slash.
func (f Form) Write(results []Result, mapRunARN, bucket, folder string) []Object {
	var written []Object
	file := func(name string, succeeded bool) value.Value {
		var included []Result
		for _, r := range results {
			if r.Succeeded == succeeded {
				included = append(included, r)
			}
		}
		list := f.Transform(included)
		if len(list) == 0 {
			return value.Array()
		}
		body, extension := f.body(list)
		o := Object{Bucket: bucket, Key: folder + name + "_0" + extension, Body: body}
		written = append(written, o)
		return value.Array(value.Object(
			value.Member{Key: "Key", Value: value.String(o.Key)},
			value.Member{Key: "Size", Value: value.Int(int64(len(body)))},
		))
	}
	succeeded := file("SUCCEEDED", true)
	failed := file("FAILED", false)
	manifest := value.Object(
		value.Member{Key: "DestinationBucket", Value: value.String(bucket)},
		value.Member{Key: "MapRunArn", Value: value.String(mapRunARN)},
		value.Member{Key: "ResultFiles", Value: value.Object(
			value.Member{Key: "FAILED", Value: failed},
			value.Member{Key: "PENDING", Value: value.Array()},
			value.Member{Key: "SUCCEEDED", Value: succeeded},
		)},
	)
	return append(written, Object{Bucket: bucket, Key: folder + "manifest.json", Body: manifest.JSON()})
}

// body returns the text of a file and the extension of its name.
func (f Form) body(list []value.Value) (body, extension string) {
	if !f.Lines {
		return string(value.Array(list...).AppendCompact(nil)), ".json"
	}
	var b strings.Builder
	for _, v := range list {
		b.Write(v.AppendCompact(nil))
		b.WriteByte('\n')
	}
	return b.String(), ".jsonl"
}
