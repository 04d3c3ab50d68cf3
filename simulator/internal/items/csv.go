package items

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"github.com/aslcheck/aslcheck/internal/java"
	"github.com/aslcheck/aslcheck/value"
)

// csv reads an object in CSV: an object for each row, with all values as strings. Missing cells are empty, extra ones
// are dropped (recordings test_map_item_reader_csv_headers_decl_extra_fields and its like). The members are in the order of a
// HashMap (recording test_map_item_reader_csv_headers_first_row_typed_headers).
func (f Format) csv(body string) ([]value.Value, error) {
	rows, err := f.rows(body)
	if err != nil {
		return nil, err
	}
	headers := f.Headers
	if f.FirstRow {
		if len(rows) == 0 {
			return nil, nil
		}
		headers, rows = rows[0], rows[1:]
	}
	seen := map[string]bool{}
	for _, h := range headers {
		if seen[h] {
			return nil, failure("CSV headers cannot contain duplicates.")
		}
		seen[h] = true
	}
	values, order := make([]value.Value, len(rows)), java.Order(headers)
	for i, row := range rows {
		members := make([]value.Member, len(headers))
		for k, at := range order {
			cell := ""
			if at < len(row) {
				cell = row[at]
			}
			members[k] = value.Member{Key: headers[at], Value: value.String(cell)}
		}
		values[i] = value.Object(members...)
	}
	return values, nil
}

func (f Format) rows(body string) ([][]string, error) {
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(body, "\ufeff")))
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	if f.Delimiter != 0 {
		r.Comma = f.Delimiter
	}
	var rows [][]string
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, failure("Attempting to parse the object as CSV failed: %v", err)
		}
		rows = append(rows, row)
	}
}
