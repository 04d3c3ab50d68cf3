package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// maxAnnotations is how many annotations of each kind GitHub shows for a step.
const maxAnnotations = 10

// GitHub writes findings as workflow commands, which GitHub Actions shows as annotations, most severe first. Findings beyond the
// limit are counted.
func GitHub(w io.Writer, diagnostics source.Diagnostics) error {
	p := newPrinter(w)
	commands := map[source.Severity]string{source.Error: "error", source.Warning: "warning", source.Advice: "notice"}
	for _, severity := range []source.Severity{source.Error, source.Warning, source.Advice} {
		shown, left := 0, 0
		for i := range diagnostics {
			d := &diagnostics[i]
			if d.Severity != severity {
				continue
			}
			if shown == maxAnnotations {
				left++
				continue
			}
			shown++
			p.printf("::%s %stitle=%s::%s\n", commands[severity], annotationLocation(d.Span), escapeProperty(d.Rule), escapeData(message(d)))
		}
		if left > 0 {
			p.printf("::notice title=aslcheck::%s not shown\n", source.Plural(left, "more "+severity.String()+" finding"))
		}
	}
	return p.flush()
}

// TestsGitHub writes failed expectations and findings about test files as workflow commands.
func TestsGitHub(w io.Writer, t Tests) error {
	all := append(source.Diagnostics(nil), t.Diagnostics...)
	for _, r := range t.Results {
		all = append(all, r.Failures...)
	}
	return GitHub(w, all)
}

// message returns the message of an annotation, with hint and details.
func message(d *source.Diagnostic) string {
	text := d.Message
	if d.Hint != "" {
		text += "\n" + d.Hint
	}
	if d.Detail != "" {
		text += "\n" + d.Detail
	}
	return text
}

func annotationLocation(span source.Span) string {
	if !span.IsValid() {
		return ""
	}
	text := fmt.Sprintf("file=%s,line=%d,endLine=%d,", escapeProperty(span.File.Name), span.Start.Line, span.End.Line)
	if span.Start.Line == span.End.Line {
		text += fmt.Sprintf("col=%d,endColumn=%d,", span.Start.Column, span.End.Column)
	}
	return text
}

// escapeData and escapeProperty escape characters that would end a command or one of its properties, and replace those that
// would steer the terminal of a log.
func escapeData(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = plainLine(line)
	}
	return strings.NewReplacer("%", "%25", "\n", "%0A").Replace(strings.Join(lines, "\n"))
}

func escapeProperty(s string) string {
	return strings.NewReplacer("%", "%25", ":", "%3A", ",", "%2C").Replace(source.OneLine(s))
}
