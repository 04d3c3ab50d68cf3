package cli

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
)

// baselineVersion is the version of baseline files.
const baselineVersion = 1

// maxBaselineCount is the largest number of equal findings in a file.
const maxBaselineCount = 1_000_000

// A baselineKey names findings that are equal: the file relative to the folder of the baseline, and their fingerprint.
type baselineKey struct{ file, fingerprint string }

// A baseline is a list of findings that are not reported.
type baseline struct {
	name   string
	counts map[baselineKey]int
}

// A baselineEntry is one line of a baseline file. The rule and the message are for people.
type baselineEntry struct {
	File        string `json:"file"`
	Rule        string `json:"rule"`
	Message     string `json:"message"`
	Fingerprint string `json:"fingerprint"`
	Count       int    `json:"count"`
}

func (e *baselineEntry) key() baselineKey { return baselineKey{e.File, e.Fingerprint} }

// readBaseline reads a baseline file.
func readBaseline(name string) (*baseline, error) {
	text, err := readFile(name)
	if err != nil {
		return nil, err
	}
	p := baselineParser{out: &baseline{name: displayName(name), counts: map[baselineKey]int{}}}
	root, found := source.ParseJSON(source.NewFile(p.out.name, text))
	if p.diagnostics = found; len(found) == 0 {
		p.root(root)
	}
	if len(p.diagnostics) > 0 {
		d := p.diagnostics.Sorted()[0]
		return nil, usagef("--baseline: %s: %s", d.Span, d.Message)
	}
	return p.out, nil
}

type baselineParser struct {
	out         *baseline
	diagnostics source.Diagnostics
}

func (p *baselineParser) report(at source.Span, format string, args ...any) {
	p.diagnostics.Add(source.Diagnostic{Span: at, Severity: source.Error, Message: fmt.Sprintf(format, args...)})
}

func (p *baselineParser) root(root *source.Node) {
	version, findings := root.Get("version"), root.Get("findings")
	switch {
	case version == nil || findings == nil || findings.Kind != source.Array:
		p.report(root.Span, `a baseline is an object with "version" and an array "findings"; --write-baseline writes one`)
	case version.Text != strconv.Itoa(baselineVersion):
		p.report(version.Span, "this version of aslcheck reads baselines of version %d, not %q", baselineVersion, version.Text)
	default:
		for _, n := range findings.Items {
			p.entry(n)
		}
	}
}

func (p *baselineParser) entry(n *source.Node) {
	file, fingerprint, number := n.Get("file"), n.Get("fingerprint"), n.Get("count")
	if file == nil || file.Kind != source.String || fingerprint == nil || fingerprint.Kind != source.String || number == nil {
		p.report(n.Span, `a finding has "file", "fingerprint" and "count"`)
		return
	}
	times, err := strconv.Atoi(number.Text)
	if number.Kind != source.Number || err != nil || times < 1 || times > maxBaselineCount {
		p.report(number.Span, `"count" must be a number from 1 to %d, not %q`, maxBaselineCount, number.Text)
		return
	}
	key := baselineKey{file.Text, fingerprint.Text}
	p.out.counts[key] = min(p.out.counts[key]+times, maxBaselineCount)
}

// baselineFile names a definition in a baseline: relative to the folder of the baseline where that can be said.
func baselineFile(baseline, shown string) string {
	if shown == displayName("-") {
		return shown
	}
	dir, errDir := filepath.Abs(filepath.Dir(baseline))
	file, errFile := filepath.Abs(filepath.FromSlash(shown))
	name, err := filepath.Rel(dir, file)
	if errDir != nil || errFile != nil || err != nil {
		return shown
	}
	return filepath.ToSlash(name)
}

// hide drops the findings that the baseline lists, and counts them. It accepts a nil baseline.
func (b *baseline) hide(shown string, found source.Diagnostics) (kept source.Diagnostics, hidden int) {
	if b == nil {
		return found, 0
	}
	file, used := baselineFile(b.name, shown), map[baselineKey]int{}
	for i := range found {
		key := baselineKey{file, report.Fingerprint(&found[i])}
		if used[key] == b.counts[key] {
			kept = append(kept, found[i])
			continue
		}
		used[key]++
		hidden++
	}
	return kept, hidden
}

// stale counts the findings of the baseline that no longer occur: those of definitions that were judged, and of files
// that are gone.
func (b *baseline) stale(jobs []*lintJob) int {
	judged, n := map[string]bool{}, 0
	for _, j := range jobs {
		judged[baselineFile(b.name, j.file.Name)] = true
		n -= j.hidden
	}
	gone := map[string]bool{}
	for key, times := range b.counts {
		missing, known := gone[key.file]
		if !known && !judged[key.file] {
			_, err := os.Lstat(filepath.Join(filepath.Dir(b.name), filepath.FromSlash(key.file)))
			missing = errors.Is(err, fs.ErrNotExist) && key.file != displayName("-")
			gone[key.file] = missing
		}
		if judged[key.file] || missing {
			n += times
		}
	}
	return n
}

// writeBaseline writes all findings as a baseline.
func (a *app) writeBaseline(name string, jobs []*lintJob) error {
	index := map[baselineKey]int{}
	entries := []baselineEntry{}
	for _, j := range jobs {
		file := baselineFile(name, j.file.Name)
		for i := range j.found {
			d := &j.found[i]
			e := baselineEntry{File: file, Rule: d.Rule, Message: d.Message, Fingerprint: report.Fingerprint(d), Count: 1}
			if at, ok := index[e.key()]; ok {
				entries[at].Count++
				continue
			}
			index[e.key()] = len(entries)
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b baselineEntry) int {
		return cmp.Or(strings.Compare(a.File, b.File), strings.Compare(a.Rule, b.Rule),
			strings.Compare(a.Message, b.Message), strings.Compare(a.Fingerprint, b.Fingerprint))
	})
	text, err := json.MarshalIndent(struct {
		Version  int             `json:"version"`
		Findings []baselineEntry `json:"findings"`
	}{baselineVersion, entries}, "", "  ")
	if err != nil {
		return fmt.Errorf("write the baseline: %w", err)
	}
	if err := writeFile(name, append(text, '\n')); err != nil {
		return fmt.Errorf("write the baseline: %w", err)
	}
	n := 0
	for i := range entries {
		n += entries[i].Count
	}
	_, err = fmt.Fprintf(a.stderr, "wrote %s to %s\n", report.Plural(n, "finding"), path.Clean(filepath.ToSlash(name)))
	return err
}

// mentionBaseline says what a baseline did.
func (a *app) mentionBaseline(b *baseline, jobs []*lintJob, partial bool) error {
	hidden := 0
	for _, j := range jobs {
		hidden += j.hidden
	}
	text := fmt.Sprintf("%s hidden by %s\n", report.Plural(hidden, "finding"), b.name)
	if n := b.stale(jobs); n > 0 && !partial {
		text += fmt.Sprintf("%s lists %s too many, which no longer occur: write it again with --write-baseline\n", b.name, report.Plural(n, "finding"))
	}
	_, err := fmt.Fprint(a.stderr, text)
	return err
}
