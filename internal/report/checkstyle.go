package report

import (
	"encoding/xml"
	"io"

	"github.com/aslcheck/aslcheck/source"
)

// The elements of Checkstyle's XML, which many tools read.
type checkstyle struct {
	XMLName xml.Name         `xml:"checkstyle"`
	Version string           `xml:"version,attr"`
	Files   []checkstyleFile `xml:"file"`
}

type checkstyleFile struct {
	Name   string            `xml:"name,attr"`
	Errors []checkstyleError `xml:"error"`
}

type checkstyleError struct {
	Line     int32  `xml:"line,attr"`
	Column   int32  `xml:"column,attr,omitempty"`
	Severity string `xml:"severity,attr"`
	Message  string `xml:"message,attr"`
	Source   string `xml:"source,attr"`
}

// checkstyleVersion is the first version of Checkstyle that wrote this format.
const checkstyleVersion = "4.3"

// Checkstyle writes findings as Checkstyle XML: an element for each file, including those without findings. Findings without a
// file are in a file without a name.
func Checkstyle(w io.Writer, files []string, diagnostics source.Diagnostics) error {
	out := checkstyle{Version: checkstyleVersion}
	index := make(map[string]int, len(files))
	add := func(name string) int {
		i, ok := index[name]
		if !ok {
			i = len(out.Files)
			index[name] = i
			out.Files = append(out.Files, checkstyleFile{Name: xmlText(name)})
		}
		return i
	}
	for _, name := range files {
		add(name)
	}
	for i := range diagnostics {
		d, name := &diagnostics[i], ""
		if d.Span.File != nil {
			name = d.Span.File.Name
		}
		file := &out.Files[add(name)]
		file.Errors = append(file.Errors, checkstyleError{
			Line: d.Span.Start.Line, Column: d.Span.Start.Column, Severity: checkstyleSeverity(d.Severity),
			Message: xmlText(message(d)), Source: "aslcheck." + xmlText(d.Rule),
		})
	}
	return writeXML(w, out)
}

func checkstyleSeverity(severity source.Severity) string {
	switch severity {
	case source.Error:
		return "error"
	case source.Warning:
		return "warning"
	default:
		return "info"
	}
}
