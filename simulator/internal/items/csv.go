package items

import (
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/internal/java"
	"github.com/aslcheck/aslcheck/value"
)

// csv goes over the rows of an object in CSV: an object for each row, with all values as strings. Missing cells are empty, extra
// ones are dropped (recordings test_map_item_reader_csv_headers_decl_extra_fields and its like). The members are in the order of
// a HashMap (recording test_map_item_reader_csv_headers_first_row_typed_headers).
//
// With counting, nobody looks at the rows.
func (f Format) csv(body string, loneCR *bool, counting bool) (cursor, error) {
	rows := f.rows(body)
	rows.loneCR = loneCR
	headers := f.Headers
	if f.FirstRow {
		first, ok := rows.next()
		if !ok {
			return over(value.Undefined), nil
		}
		headers = slices.Clone(first)
	}
	seen := map[string]bool{}
	for _, h := range headers {
		if seen[h] {
			return nil, failure("CSV headers cannot contain duplicates.")
		}
		seen[h] = true
	}
	order := java.Order(headers)
	rows.counting = counting
	return func() (Item, bool, error) {
		row, ok := rows.next()
		if !ok || counting {
			return Item{}, ok, nil
		}
		members := make([]value.Member, len(headers))
		for k, at := range order {
			cell := ""
			if at < len(row) {
				cell = row[at]
			}
			members[k] = value.Member{Key: headers[at], Value: value.String(cell)}
		}
		return Item{Value: value.Object(members...)}, true, nil
	}, nil
}

// rows takes a text apart as the service does: quotes around a cell may hold delimiters and line breaks, a quote in them is
// written twice, and a backslash escapes a backslash, a quote or the delimiter; before anything else it is dropped. Blank lines
// are no rows. https://docs.aws.amazon.com/step-functions/latest/dg/example-csv-parse-dist-map.html
func (f Format) rows(body string) *rowScanner {
	s := &rowScanner{text: strings.TrimPrefix(body, "\ufeff"), delimiter: ','}
	if f.Delimiter != 0 {
		s.delimiter = byte(f.Delimiter)
	}
	return s
}

// A rowScanner goes over the bytes of CSV. The delimiters are ASCII, so that bytes will do.
type rowScanner struct {
	text      string
	delimiter byte
	at        int
	quoted    bool // inside quotes
	hasQuote  bool // the cell had quotes, so that it is there even when it is empty
	cell      []byte
	row       []string
	ended     bool // the row has ended
	loneCR    *bool
	counting  bool // nobody looks at the cells
}

// next returns the next row, which is valid until the one after; false after the last one.
func (s *rowScanner) next() ([]string, bool) {
	s.row, s.ended = s.row[:0], false
	for !s.ended && s.at < len(s.text) {
		s.step()
	}
	if !s.ended && (len(s.cell) > 0 || len(s.row) > 0 || s.hasQuote) {
		s.endRow()
	}
	return s.row, s.ended
}

func (s *rowScanner) step() {
	c := s.text[s.at]
	s.at++
	switch {
	case c == '\\':
		s.escaped()
	case c == '"' && s.quoted && s.at < len(s.text) && s.text[s.at] == '"':
		s.cell = append(s.cell, '"')
		s.at++
	case c == '"' && s.quoted:
		s.quoted = false
	case c == '"' && len(s.cell) == 0 && !s.hasQuote:
		s.quoted, s.hasQuote = true, true
	case s.quoted:
		s.cell = append(s.cell, c)
	case c == s.delimiter:
		s.endCell()
	case c == '\r' && s.at < len(s.text) && s.text[s.at] == '\n':
		s.at++
		s.endRow()
	case c == '\n':
		s.endRow()
	case c == '\r':
		*s.loneCR = true
		s.endRow()
	default:
		s.cell = append(s.cell, c)
	}
}

// escaped takes the character after a backslash where it is one that can be escaped.
func (s *rowScanner) escaped() {
	if s.at < len(s.text) {
		if c := s.text[s.at]; c == '\\' || c == '"' || c == s.delimiter {
			s.cell = append(s.cell, c)
			s.at++
		}
	}
}

func (s *rowScanner) endCell() {
	cell := ""
	if !s.counting {
		cell = string(s.cell)
	}
	s.row = append(s.row, cell)
	s.cell = s.cell[:0]
	s.quoted, s.hasQuote = false, false
}

// endRow ends a row, unless the line is blank.
func (s *rowScanner) endRow() {
	if len(s.row) == 0 && len(s.cell) == 0 && !s.hasQuote {
		return
	}
	s.endCell()
	s.ended = true
}
