package report

import (
	"io"
	"net/url"
	"path"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// The members of SARIF 2.1.0 that are written, named as in the standard.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version,omitempty"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID      string       `json:"id"`
	Short   sarifText    `json:"shortDescription"`
	Full    sarifText    `json:"fullDescription"`
	Help    sarifText    `json:"help"`
	HelpURI string       `json:"helpUri,omitempty"`
	Default sarifDefault `json:"defaultConfiguration"`
}

// Enabled is written where it is false, as true is its default in the standard.
type sarifDefault struct {
	Enabled *bool  `json:"enabled,omitempty"`
	Level   string `json:"level"`
}

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifResult struct {
	RuleID       string            `json:"ruleId"`
	RuleIndex    *int              `json:"ruleIndex,omitempty"`
	Level        string            `json:"level"`
	Message      sarifText         `json:"message"`
	Locations    []sarifLocation   `json:"locations,omitempty"`
	Related      []sarifLocation   `json:"relatedLocations,omitempty"`
	Fingerprints map[string]string `json:"partialFingerprints"`
	Fixes        []sarifFix        `json:"fixes,omitempty"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
	Message  *sarifText    `json:"message,omitempty"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine   int32 `json:"startLine"`
	StartColumn int32 `json:"startColumn"`
	EndLine     int32 `json:"endLine"`
	EndColumn   int32 `json:"endColumn"`
}

type sarifFix struct {
	Description sarifText     `json:"description"`
	Changes     []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	Artifact     sarifArtifact      `json:"artifactLocation"`
	Replacements []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	Deleted  sarifRegion `json:"deletedRegion"`
	Inserted *sarifText  `json:"insertedContent,omitempty"`
}

// fingerprintKey names the fingerprint in SARIF. Its version is incremented when Diagnostic.Fingerprint changes.
const fingerprintKey = "aslcheckFinding/v1"

// SARIF writes findings as a SARIF 2.1.0 log with one run, which lists all rules. Columns count code points.
func SARIF(w io.Writer, version string, rules []Rule, diagnostics source.Diagnostics) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "aslcheck", Version: version, Rules: make([]sarifRule, len(rules))}
	index := make(map[string]int, len(rules))
	for i, r := range rules {
		index[r.Name] = i
		run.Tool.Driver.Rules[i] = newSARIFRule(r)
	}
	document := sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}}
	return writeJSONList(w, document, len(diagnostics), func(i int) sarifResult {
		result := newSARIFResult(&diagnostics[i])
		if at, ok := index[diagnostics[i].Rule]; ok {
			result.RuleIndex = &at
		}
		return result
	})
}

func newSARIFRule(r Rule) sarifRule {
	rule := sarifRule{ID: r.Name, Short: sarifText{Text: r.Summary}, Full: sarifText{Text: r.Why}}
	rule.Default.Level = sarifLevel(r.Severity)
	if r.Optional {
		rule.Default.Enabled = new(bool)
	}
	if strings.HasPrefix(r.Spec, "https://") {
		rule.HelpURI = r.Spec
	}
	rule.Help.Text = r.Summary + "\n\n" + r.Why
	rule.Help.Markdown = rule.Help.Text + "\n\nReported:\n\n" + fence(r.Bad) + "\n\nRight:\n\n" + fence(r.Good) + "\n"
	return rule
}

// fence returns an example as a fenced code block.
func fence(example string) string {
	example = strings.TrimSpace(example)
	language := "yaml"
	if strings.HasPrefix(example, "{") {
		language = "json"
	}
	return "```" + language + "\n" + example + "\n```"
}

func newSARIFResult(d *source.Diagnostic) sarifResult {
	r := sarifResult{
		RuleID: d.Rule, Level: sarifLevel(d.Severity), Message: sarifText{Text: message(d)},
		Fingerprints: map[string]string{fingerprintKey: d.Fingerprint()},
	}
	if d.Span.File != nil {
		r.Locations = []sarifLocation{{Physical: sarifLocationOf(d.Span)}}
	}
	for _, related := range d.Related {
		if related.Span.File != nil {
			r.Related = append(r.Related, sarifLocation{Physical: sarifLocationOf(related.Span), Message: &sarifText{Text: related.Message}})
		}
	}
	for _, fix := range d.Fixes {
		if changes := sarifChanges(fix.Edits); len(changes) > 0 {
			r.Fixes = append(r.Fixes, sarifFix{sarifText{Text: fix.Message}, changes})
		}
	}
	return r
}

// sarifChanges groups edits by their file.
func sarifChanges(edits []source.Edit) []sarifChange {
	var changes []sarifChange
	at := map[*source.File]int{}
	for _, e := range edits {
		if !e.Span.IsValid() {
			return nil
		}
		i, ok := at[e.Span.File]
		if !ok {
			i = len(changes)
			at[e.Span.File] = i
			changes = append(changes, sarifChange{Artifact: sarifArtifact{fileURI(e.Span.File.Name)}})
		}
		replacement := sarifReplacement{Deleted: region(e.Span)}
		if e.NewText != "" {
			replacement.Inserted = &sarifText{Text: e.NewText}
		}
		changes[i].Replacements = append(changes[i].Replacements, replacement)
	}
	return changes
}

func sarifLocationOf(span source.Span) sarifPhysical {
	location := sarifPhysical{Artifact: sarifArtifact{fileURI(span.File.Name)}}
	if span.IsValid() {
		at := region(span)
		location.Region = &at
	}
	return location
}

func region(span source.Span) sarifRegion {
	return sarifRegion{span.Start.Line, span.Start.Column, span.End.Line, span.End.Column}
}

// fileURI returns the name of a file as a URI: absolute with the scheme file, otherwise relative to the current directory.
func fileURI(name string) string {
	windows := len(name) > 2 && name[1] == ':' && name[2] == '/'
	switch {
	case windows:
		return (&url.URL{Scheme: "file", Path: "/" + name}).String()
	case path.IsAbs(name):
		return (&url.URL{Scheme: "file", Path: name}).String()
	default:
		return (&url.URL{Path: name}).String()
	}
}

func sarifLevel(severity source.Severity) string {
	switch severity {
	case source.Error:
		return "error"
	case source.Warning:
		return "warning"
	default:
		return "note"
	}
}
