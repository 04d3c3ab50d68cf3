package cli

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/aslcheck/aslcheck/internal/files"
	"github.com/aslcheck/aslcheck/internal/report"
)

// onGitHub adds what GitHub Actions shows by itself: annotations in the log, unless another format goes to standard output,
// and the summary of the job. Reports that were asked for aren't repeated.
// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
func (a *app) onGitHub(known []string) {
	if a.getenv("GITHUB_ACTIONS") != "true" {
		return
	}
	asked := func(format string) bool {
		return slices.ContainsFunc(a.outputs, func(o output) bool { return o.format == format })
	}
	other := slices.ContainsFunc(a.outputs, func(o output) bool { return o.file == "" && o.format != known[0] })
	if slices.Contains(known, "github") && !asked("github") && !other {
		a.outputs = append(a.outputs, output{format: "github"})
	}
	if slices.Contains(known, "markdown") && !asked("markdown") {
		a.summary = a.getenv("GITHUB_STEP_SUMMARY")
	}
}

// writeSummary adds a report in Markdown to the summary of the job, if there is one.
func writeSummary[T any](a *app, formats report.Formats[T], data T) error {
	if a.summary == "" {
		return nil
	}
	var b bytes.Buffer
	if err := formats.Write(&b, "markdown", data, report.Style{}); err != nil {
		return fmt.Errorf("write the summary: %w", err)
	}
	b.WriteByte('\n')
	if err := files.Append(a.summary, b.Bytes()); err != nil {
		return fmt.Errorf("write the summary %s: %w", a.summary, err)
	}
	return nil
}
