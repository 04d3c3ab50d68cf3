package items

import "github.com/aslcheck/aslcheck/value"

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

// Transform puts a result into the form, and appends what becomes of it to a list.
func (f Form) Transform(list []value.Value, r Result) []value.Value {
	switch {
	case f.Transformation == "NONE" || f.Transformation == "":
		return append(list, r.Description)
	case f.Transformation == "FLATTEN" && r.Output.Kind() == value.ArrayKind:
		return append(list, r.Output.Elems()...)
	default:
		return append(list, r.Output)
	}
}

// Files are the files of the results of a Map Run, which grow with each result.
type Files struct {
	Form
	succeeded, failed []byte
	// list is room for what becomes of one result.
	list []value.Value
}

// Add writes a result.
func (f *Files) Add(r Result) {
	body := &f.failed
	if r.Succeeded {
		body = &f.succeeded
	}
	f.list = f.Transform(f.list[:0], r)
	for _, v := range f.list {
		switch {
		case f.Lines:
		case len(*body) == 0:
			*body = append(*body, '[')
		default:
			*body = append(*body, ',')
		}
		*body = v.AppendCompact(*body)
		if f.Lines {
			*body = append(*body, '\n')
		}
	}
	clear(f.list)
}

// Close returns the files, and the manifest that lists them, which is last. The folder ends with a slash.
func (f *Files) Close(mapRunARN, bucket, folder string) []Object {
	var written []Object
	file := func(name string, body []byte) value.Value {
		if len(body) == 0 {
			return value.Array()
		}
		extension := ".jsonl"
		if !f.Lines {
			extension, body = ".json", append(body, ']')
		}
		o := Object{Bucket: bucket, Key: folder + name + "_0" + extension, Body: string(body)}
		written = append(written, o)
		return value.Array(value.Object(
			value.Member{Key: "Key", Value: value.String(o.Key)},
			value.Member{Key: "Size", Value: value.Int(int64(len(o.Body)))},
		))
	}
	succeeded := file("SUCCEEDED", f.succeeded)
	failed := file("FAILED", f.failed)
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
