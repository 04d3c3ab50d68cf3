package report

import (
	"regexp"
	"strings"

	"github.com/aslcheck/aslcheck/internal/report/page"
)

// IsOwn reports whether a text is a report in a format, as written by any command of aslcheck: a file with it may be
// replaced by the next report. A text that only might be one is not.
func IsOwn(format, text string) bool {
	own, ok := ownFormats[format]
	return ok && own(strings.ReplaceAll(text, "\r\n", "\n")) // Git may have changed the ends of lines
}

// ownFormats tells reports of aslcheck from files of others.
var ownFormats = map[string]func(text string) bool{
	"text":       ownText,
	"json":       func(text string) bool { return ownJSON.MatchString(text) },
	"junit":      ownJUnit,
	"github":     func(text string) bool { return everyLine(text, ownAnnotation) },
	"sarif":      func(text string) bool { return ownSARIF.MatchString(text) },
	"checkstyle": ownCheckstyle,
	"concise":    func(text string) bool { return text != "" && everyLine(withoutColors(text), ownConcise) },
	"codequality": func(text string) bool {
		return ownCodeQuality.MatchString(text) && strings.Count(text, `"fingerprint":`) == strings.Count(text, `"check_name": "`+codeQualityCheck)
	},
	"markdown":  func(text string) bool { return ownMarkdown.MatchString(text) },
	"tap":       func(text string) bool { return strings.HasPrefix(text, "TAP version 14\n1..") },
	"trace":     func(text string) bool { return ownTrace.MatchString(withoutColors(text)) },
	"history":   ownHistory,
	"svg":       func(text string) bool { return strings.HasPrefix(text, svgHead) },
	"mermaid":   func(text string) bool { return strings.HasPrefix(text, mermaidHead+"\n") },
	"dot":       func(text string) bool { return strings.HasPrefix(text, dotHead+"\n") },
	"cobertura": func(text string) bool { return ownCobertura.MatchString(text) },
	"lcov":      func(text string) bool { return text == "" || ownLCOV.MatchString(text) },
	"badge":     func(text string) bool { return ownBadge.MatchString(text) },
	"html":      func(text string) bool { return strings.HasPrefix(text, page.Head) },
	"badge-svg": func(text string) bool { return ownBadgeSVG.MatchString(text) },
}

var (
	ownJSON        = regexp.MustCompile(`^\{\s*"version":\s*[12],\s*"(diagnostics|rules|replays|definitions|name)":`)
	ownSARIF       = regexp.MustCompile(`^\{\s*"\$schema":\s*"[^"]*sarif[^"]*",[^{]*"runs":\s*\[\s*\{\s*"tool":\s*\{\s*"driver":\s*\{\s*"name":\s*"aslcheck"`)
	ownCobertura   = regexp.MustCompile(`^<\?xml [^>]*>\s*<coverage [^>]*\bcomplexity="0" version="1" timestamp="0">`)
	ownLCOV        = regexp.MustCompile(`^TN:\nSF:[^\n]*\nFN:(?s:.*)\nend_of_record\n$`)
	ownBadge       = regexp.MustCompile(`^\{\s*"schemaVersion": 1,\s*"label": "` + badgeLabel + `",`)
	ownBadgeSVG    = regexp.MustCompile(`^<svg [^>]*aria-label="` + badgeLabel + `: \d+%">`)
	ownConcise     = regexp.MustCompile(`^\S.*: (error|warning|advice): .* \[[a-z0-9-]+\]$`)
	ownCodeQuality = regexp.MustCompile(`^(\[\]|\[\s*\{\s*"description": .*)\s*(?s:.*)$`)
	ownAnnotation  = regexp.MustCompile(`^(::(error|warning|notice) .*)?$`)
	ownMarkdown    = regexp.MustCompile(`^# Rules\n\nThis page is generated from the rules\.|^## Workflow (tests: \d+ passed, \d+ failed|lint: (no findings|\d+ findings?)|coverage: states \d+/\d+)`)
	ownTrace       = regexp.MustCompile(`(?m)^(SUCCEEDED|FAILED|TIMED_OUT|ABORTED) after \S+ of virtual time\n(.*\n)?\z`)
	// ownLastLine is the summary of findings, of tests, of recorded executions or of a graph.
	ownLastLine = regexp.MustCompile(`^(no findings|\d+ findings? \(.*\)) in \d+ definitions?(; \d+ fixable with --fix)?$|` +
		`^\d+ passed, \d+ failed.* \(\S+ of virtual time\)$|^\d+ same, \d+ different.* \(\d+ recorded executions?\)$|` +
		`^\d+ states?, \d+ transitions?$`)
	// ownLine is a line of the coverage or of the rules.
	ownLine = regexp.MustCompile(`^( .*|.*  states \d+/\d+ \([\d.]+%\)  transitions \d+/\d+ \([\d.]+%\)  paths (not counted|\d+/\d+ \([\d.]+%\))|[a-z0-9-]+ +(error|warning|advice) *( off by default)?|The catalog of AWS services is of [\d-]+\.)$`)
	colors  = regexp.MustCompile("\x1b\\[[0-9;]*m")
)

func withoutColors(text string) string { return colors.ReplaceAllString(text, "") }

func everyLine(text string, pattern *regexp.Regexp) bool {
	for line := range strings.Lines(text) {
		if !pattern.MatchString(strings.TrimSuffix(line, "\n")) {
			return false
		}
	}
	return true
}

func ownText(text string) bool {
	text = strings.TrimRight(withoutColors(text), "\n")
	return ownLastLine.MatchString(text[strings.LastIndexByte(text, '\n')+1:]) || text != "" && text[0] != ' ' && everyLine(text, ownLine)
}

// ownJUnit recognizes the suites by their fixed time.
func ownJUnit(text string) bool {
	return strings.HasPrefix(text, "<?xml ") && strings.Contains(text, "<testsuites") &&
		strings.Count(text, "<testsuite ") == strings.Count(text, ` hostname="localhost" timestamp="1970-01-01T00:00:00"`)
}

// ownCheckstyle recognizes findings by their source.
func ownCheckstyle(text string) bool {
	return strings.HasPrefix(text, "<?xml ") && strings.Contains(text, `<checkstyle version="4.3">`) &&
		strings.Count(text, "<error ") == strings.Count(text, ` source="aslcheck.`)
}

// ownHistory recognizes a history by its layout, one line for each event: the AWS CLI writes one for each member.
func ownHistory(text string) bool {
	body, ok := strings.CutPrefix(text, "{\n  \"events\": [\n")
	if !ok {
		return false
	}
	events, ok := strings.CutSuffix(body, "\n  ]\n}\n")
	return ok && everyLine(events, ownEvent)
}

var ownEvent = regexp.MustCompile(`^    \{"timestamp":.*\},?$`)
