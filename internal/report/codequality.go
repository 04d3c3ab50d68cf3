package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"github.com/aslcheck/aslcheck/source"
)

// codeQualityIssue is an issue of a Code Quality report of GitLab.
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
type codeQualityIssue struct {
	Description string              `json:"description"`
	Check       string              `json:"check_name"`
	Fingerprint string              `json:"fingerprint"`
	Severity    string              `json:"severity"`
	Location    codeQualityLocation `json:"location"`
}

type codeQualityLocation struct {
	Path  string           `json:"path"`
	Lines codeQualityLines `json:"lines"`
}

type codeQualityLines struct {
	Begin int32 `json:"begin"`
}

// codeQualityCheck comes before the names of rules, which other tools may have, too.
const codeQualityCheck = "aslcheck/"

// CodeQuality writes findings as a Code Quality report of GitLab. The fingerprints stay the same when lines move, and differ
// within a report.
func CodeQuality(w io.Writer, diagnostics source.Diagnostics) error {
	severities := map[source.Severity]string{source.Error: "critical", source.Warning: "major", source.Advice: "minor"}
	seen := map[string]int{}
	return writeJSONList(w, []codeQualityIssue{}, len(diagnostics), func(i int) codeQualityIssue {
		d := &diagnostics[i]
		issue := codeQualityIssue{Description: message(d), Check: codeQualityCheck + d.Rule, Severity: severities[d.Severity]}
		issue.Location.Lines.Begin = max(d.Span.Start.Line, 1)
		if d.Span.File != nil {
			issue.Location.Path = d.Span.File.Name
		}
		key := d.Fingerprint() + " " + issue.Location.Path
		seen[key]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", key, seen[key]))
		issue.Fingerprint = hex.EncodeToString(sum[:16])
		return issue
	})
}
