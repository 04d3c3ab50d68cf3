package report

import (
	"encoding/json"
	"io"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// jsonVersion is the version of the JSON formats. It is incremented when a member changes its meaning or is removed.
const jsonVersion = 1

type jsonFinding struct {
	File      string `json:"file"`
	Line      int32  `json:"line"`
	Column    int32  `json:"column"`
	EndLine   int32  `json:"endLine"`
	EndColumn int32  `json:"endColumn"`
	Severity  string `json:"severity"`
	Rule      string `json:"rule"`
	Message   string `json:"message"`
	Pointer   string `json:"pointer"`
	Hint      string `json:"hint,omitempty"`
	Detail    string `json:"detail,omitempty"`
	// Fixes are changes that fix a finding in a definition; lint --fix applies the first.
	Fixes []jsonFix `json:"fixes,omitempty"`
}

type jsonFix struct {
	Message string     `json:"message"`
	Edits   []jsonEdit `json:"edits"`
}

// A jsonEdit replaces the text from line and column up to, but not including, the end.
type jsonEdit struct {
	Line      int32  `json:"line"`
	Column    int32  `json:"column"`
	EndLine   int32  `json:"endLine"`
	EndColumn int32  `json:"endColumn"`
	Text      string `json:"text"`
}

func jsonFixes(fixes []source.Fix) []jsonFix {
	var list []jsonFix
	for _, f := range fixes {
		edits := make([]jsonEdit, len(f.Edits))
		for i, e := range f.Edits {
			edits[i] = jsonEdit{e.Span.Start.Line, e.Span.Start.Column, e.Span.End.Line, e.Span.End.Column, e.NewText}
		}
		list = append(list, jsonFix{f.Message, edits})
	}
	return list
}

func jsonFindings(diagnostics source.Diagnostics) []jsonFinding {
	list := make([]jsonFinding, len(diagnostics))
	for i := range diagnostics {
		list[i] = newJSONFinding(&diagnostics[i])
	}
	return list
}

func newJSONFinding(d *source.Diagnostic) jsonFinding {
	finding := jsonFinding{
		Line: d.Span.Start.Line, Column: d.Span.Start.Column, EndLine: d.Span.End.Line, EndColumn: d.Span.End.Column,
		Severity: d.Severity.String(), Rule: d.Rule, Message: d.Message, Pointer: d.Pointer, Hint: d.Hint, Detail: d.Detail,
	}
	if d.Span.File != nil {
		finding.File = d.Span.File.Name
	}
	return finding
}

// JSON writes findings as one JSON object: {"version": 1, "diagnostics": [...]}.
func JSON(w io.Writer, diagnostics source.Diagnostics) error {
	document := struct {
		Version     int           `json:"version"`
		Diagnostics []jsonFinding `json:"diagnostics"`
	}{jsonVersion, []jsonFinding{}}
	return writeJSONList(w, document, len(diagnostics), func(i int) jsonFinding {
		finding := newJSONFinding(&diagnostics[i])
		finding.Fixes = jsonFixes(diagnostics[i].Fixes)
		return finding
	})
}

type jsonResult struct {
	File     string        `json:"file"`
	Line     int32         `json:"line"`
	Name     string        `json:"name"`
	Outcome  string        `json:"outcome"`
	Skip     string        `json:"skip,omitempty"`
	Status   string        `json:"status,omitempty"`
	Error    string        `json:"error,omitempty"`
	Cause    string        `json:"cause,omitempty"`
	Path     []string      `json:"path,omitempty"`
	Seconds  float64       `json:"virtualSeconds"`
	Failures []jsonFinding `json:"failures"`
}

// TestsJSON writes test results, and findings about test files, as one JSON object.
func TestsJSON(w io.Writer, t Tests) error {
	results := make([]jsonResult, len(t.Results))
	for i, r := range t.Results {
		results[i] = jsonResult{
			File: r.Case.File.Source.Name, Line: r.Case.Span.Start.Line, Name: r.Case.Name,
			Outcome: string(r.Outcome), Skip: r.Reason, Failures: jsonFindings(r.Failures),
		}
		if r.Run != nil {
			results[i].Path = r.Run.Execution.Path()
			results[i].Status = string(r.Run.Execution.Status)
			if f := r.Run.Execution.Failure; f != nil {
				results[i].Error, results[i].Cause = f.Error, f.Cause
			}
			results[i].Seconds = r.Run.Execution.Duration().Seconds()
		}
	}
	return writeJSON(w, struct {
		Version     int           `json:"version"`
		Diagnostics []jsonFinding `json:"diagnostics"`
		Results     []jsonResult  `json:"results"`
	}{jsonVersion, jsonFindings(t.Diagnostics), results})
}

func writeJSON(w io.Writer, x any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(x)
}

// Tests is the result of a test run.
type Tests struct {
	// Files are the test files in order; Results are the results of their cases, in the same order.
	Files   []*suite.File
	Results []*suite.Result
	// Diagnostics are findings about the files themselves.
	Diagnostics source.Diagnostics
	// Untested is the coverage of definitions without tests; nil if nobody looked for them.
	Untested *Coverage
}
