package simulator

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// csv reads an object in CSV: an object for each row, with all values as strings. Missing cells are empty, extra ones
// are dropped (recordings test_map_item_reader_csv_headers_decl_extra_fields and its like).
func (f format) csv(body string) ([]value.Value, *problem) {
	rows, p := f.rows(body)
	if p != nil {
		return nil, p
	}
	headers := f.headers
	if f.firstRow {
		if len(rows) == 0 {
			return nil, nil
		}
		headers, rows = rows[0], rows[1:]
	}
	seen := map[string]bool{}
	for _, h := range headers {
		if seen[h] {
			return nil, readerProblem("CSV headers cannot contain duplicates.")
		}
		seen[h] = true
	}
	values := make([]value.Value, len(rows))
	for i, row := range rows {
		members := make([]value.Member, len(headers))
		for k, h := range headers {
			cell := ""
			if k < len(row) {
				cell = row[k]
			}
			members[k] = value.Member{Key: h, Value: value.String(cell)}
		}
		values[i] = value.Object(members...)
	}
	return values, nil
}

func (f format) rows(body string) ([][]string, *problem) {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff")))
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	if f.delimiter != 0 {
		r.Comma = f.delimiter
	}
	var rows [][]string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, readerProblem("Attempting to parse the object as CSV failed: %v", err)
		}
		rows = append(rows, row)
	}
}

// manifest reads the objects that a manifest lists: an inventory of S3, whose rows are the items, or the files of an
// Athena query, whose contents are. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
func (q readRequest) manifest(store ObjectStore, o Object) ([]value.Value, *problem) {
	if q.format.manifestType == "ATHENA_DATA" {
		return q.athena(store, o)
	}
	doc, err := value.Parse(o.Body)
	if err != nil {
		return nil, readerProblem("Attempting to parse the manifest as JSON failed: %v", err)
	}
	schema, _ := doc.Get("fileSchema")
	destination, _ := doc.Get("destinationBucket")
	bucket := strings.TrimPrefix(destination.Text(), "arn:aws:s3:::")
	if bucket == "" {
		bucket = o.Bucket
	}
	f := format{}
	for name := range strings.SplitSeq(schema.Text(), ",") {
		f.headers = append(f.headers, strings.TrimSpace(name))
	}
	files, _ := doc.Get("files")
	var values []value.Value
	for _, file := range files.Elems() {
		key, _ := file.Get("key")
		data, ok := store.Object(bucket, key.Text())
		if !ok {
			return nil, readerProblem("The specified key does not exist: s3://%s/%s", bucket, key.Text())
		}
		rows, p := f.csv(data.Body)
		if p != nil {
			return nil, p
		}
		values = append(values, rows...)
	}
	return values, nil
}

func (q readRequest) athena(store ObjectStore, o Object) ([]value.Value, *problem) {
	var values []value.Value
	for line := range strings.Lines(o.Body) {
		uri := strings.Trim(strings.TrimSpace(line), `"`)
		if uri == "" {
			continue
		}
		bucket, key, ok := strings.Cut(strings.TrimPrefix(uri, "s3://"), "/")
		data, found := store.Object(bucket, key)
		if !ok || !found {
			return nil, readerProblem("The specified key does not exist: %s", uri)
		}
		inside, p := q.items(data)
		if p != nil {
			return nil, p
		}
		values = append(values, inside...)
	}
	return values, nil
}
