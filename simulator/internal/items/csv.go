package items

import (
	"strings"

	"github.com/aslcheck/aslcheck/internal/java"
	"github.com/aslcheck/aslcheck/value"
)

// csv reads an object in CSV: an object for each row, with all values as strings. Missing cells are empty, extra ones
// are dropped (recordings test_map_item_reader_csv_headers_decl_extra_fields and its like). The members are in the order of a
// HashMap (recording test_map_item_reader_csv_headers_first_row_typed_headers).
func (f Format) csv(body string) ([]value.Value, error) {
	rows := f.rows(body)
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

// rows takes a text apart as the service does: quotes around a cell may hold delimiters and line breaks, a quote in them is
// written twice, and a backslash escapes a backslash, a quote or the delimiter; before anything else it is dropped. Blank lines
// are no rows. https://docs.aws.amazon.com/step-functions/latest/dg/example-csv-parse-dist-map.html
func (f Format) rows(body string) [][]string {
	s := rowScanner{text: strings.TrimPrefix(body, "\ufeff"), delimiter: f.Delimiter}
	if s.delimiter == 0 {
		s.delimiter = ','
	}
	for s.at < len(s.text) {
		s.step()
	}
	if s.cell.Len() > 0 || len(s.row) > 0 || s.hasQuote {
		s.endRow()
	}
	return s.rows
}

// A rowScanner goes over the bytes of CSV. The delimiters are ASCII, so that bytes will do.
type rowScanner struct {
	text      string
	delimiter rune
	at        int
	quoted    bool // inside quotes
	hasQuote  bool // the cell had quotes, so that it is there even when it is empty
	cell      strings.Builder
	row       []string
	rows      [][]string
}

func (s *rowScanner) step() {
	c := s.text[s.at]
	s.at++
	switch {
	case c == '\\':
		s.escaped()
	case c == '"' && s.quoted && s.at < len(s.text) && s.text[s.at] == '"':
		s.cell.WriteByte('"')
		s.at++
	case c == '"' && s.quoted:
		s.quoted = false
	case c == '"' && s.cell.Len() == 0 && !s.hasQuote:
		s.quoted, s.hasQuote = true, true
	case s.quoted:
		s.cell.WriteByte(c)
	case rune(c) == s.delimiter:
		s.endCell()
	case c == '\r' && s.at < len(s.text) && s.text[s.at] == '\n':
		s.at++
		s.endRow()
	case c == '\n' || c == '\r':
		s.endRow()
	default:
		s.cell.WriteByte(c)
	}
}

// escaped takes the character after a backslash where it is one that can be escaped.
func (s *rowScanner) escaped() {
	if s.at < len(s.text) {
		if c := s.text[s.at]; c == '\\' || c == '"' || rune(c) == s.delimiter {
			s.cell.WriteByte(c)
			s.at++
		}
	}
}

func (s *rowScanner) endCell() {
	s.row = append(s.row, s.cell.String())
	s.cell.Reset()
	s.quoted, s.hasQuote = false, false
}

func (s *rowScanner) endRow() {
	if len(s.row) == 0 && s.cell.Len() == 0 && !s.hasQuote {
		return
	}
	s.endCell()
	s.rows = append(s.rows, s.row)
	s.row = nil
}
