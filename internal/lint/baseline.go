package lint

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/source"
)

// baselineVersion is the version of baseline files.
const baselineVersion = 1

// maxBaselineCount is the largest count of equal findings in a file.
const maxBaselineCount = 1_000_000

// A baselineKey names findings that are equal: the file relative to the directory of the baseline, and their fingerprint.
type baselineKey struct{ file, fingerprint string }

// A Baseline is a list of findings that are not reported.
type Baseline struct {
	// Name is that of its file.
	Name   string
	counts map[baselineKey]int
}

// A baselineEntry is one entry of a baseline file. The rule and the message are for people.
type baselineEntry struct {
	File        string `json:"file"`
	Rule        string `json:"rule"`
	Message     string `json:"message"`
	Fingerprint string `json:"fingerprint"`
	Count       int    `json:"count"`
}

func (e *baselineEntry) key() baselineKey { return baselineKey{e.File, e.Fingerprint} }

// ReadBaseline reads a baseline file. The error is a *ConfigError if the file is not a baseline.
func ReadBaseline(name string) (*Baseline, error) {
	text, err := locate.ReadFile(name)
	if err != nil {
		return nil, err
	}
	p := parseBaseline(locate.DisplayName(name), text)
	if len(p.diagnostics) > 0 {
		return nil, &ConfigError{p.diagnostics.Sorted()[:1]}
	}
	return p.out, nil
}

// IsBaseline reports whether a text is a baseline.
func IsBaseline(text string) bool { return len(parseBaseline("", text).diagnostics) == 0 }

func parseBaseline(name, text string) *baselineParser {
	p := &baselineParser{out: &Baseline{Name: name, counts: map[baselineKey]int{}}}
	root, found := source.ParseJSON(source.NewFile(p.out.Name, text))
	if p.diagnostics = found; len(found) == 0 {
		p.root(root)
	}
	return p
}

type baselineParser struct {
	out         *Baseline
	diagnostics source.Diagnostics
}

func (p *baselineParser) report(at source.Span, format string, args ...any) {
	p.diagnostics.Add(source.Diagnostic{Span: at, Severity: source.Error, Message: fmt.Sprintf(format, args...)})
}

func (p *baselineParser) root(root *source.Node) {
	version, findings := root.Get("version"), root.Get("findings")
	switch {
	case version == nil || findings == nil || findings.Kind != source.Array:
		p.report(root.Span, `a baseline must be an object with "version" and an array "findings", as written by --write-baseline`)
	case version.Text != strconv.Itoa(baselineVersion):
		p.report(version.Span, "unsupported baseline version %[2]q; this version of aslcheck reads version %[1]d", baselineVersion, version.Text)
	default:
		for _, n := range findings.Items {
			p.entry(n)
		}
	}
}

func (p *baselineParser) entry(n *source.Node) {
	file, fingerprint, number := n.Get("file"), n.Get("fingerprint"), n.Get("count")
	if file == nil || file.Kind != source.String || fingerprint == nil || fingerprint.Kind != source.String || number == nil {
		p.report(n.Span, `a finding must have "file", "fingerprint" and "count"`)
		return
	}
	times, err := strconv.Atoi(number.Text)
	if number.Kind != source.Number || err != nil || times < 1 || times > maxBaselineCount {
		p.report(number.Span, `"count" must be between 1 and %d, not %q`, maxBaselineCount, number.Text)
		return
	}
	key := baselineKey{file.Text, fingerprint.Text}
	p.out.counts[key] = min(p.out.counts[key]+times, maxBaselineCount)
}

// baselineFile returns the name of a definition in a baseline: relative to the directory of the baseline if possible.
func baselineFile(baseline, shown string) string {
	if shown == locate.DisplayName("-") {
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

// hide removes the findings that the baseline lists, and counts them. It accepts a nil baseline.
func (b *Baseline) hide(shown string, found source.Diagnostics) (kept source.Diagnostics, hidden int) {
	if b == nil {
		return found, 0
	}
	file, used := baselineFile(b.Name, shown), map[baselineKey]int{}
	for i := range found {
		key := baselineKey{file, found[i].Fingerprint()}
		if used[key] == b.counts[key] {
			kept = append(kept, found[i])
			continue
		}
		used[key]++
		hidden++
	}
	return kept, hidden
}

// Stale counts the findings of the baseline that no longer occur: in the files that were linted, and in files that no longer
// exist.
func (b *Baseline) Stale(files []*File) int {
	linted, n := map[string]bool{}, 0
	for _, f := range files {
		linted[baselineFile(b.Name, f.Fixed.Name)] = true
		n -= f.Hidden
	}
	gone := map[string]bool{}
	for key, times := range b.counts {
		missing, known := gone[key.file]
		if !known && !linted[key.file] {
			_, err := os.Lstat(filepath.Join(filepath.Dir(b.Name), filepath.FromSlash(key.file)))
			missing = errors.Is(err, fs.ErrNotExist) && key.file != locate.DisplayName("-")
			gone[key.file] = missing
		}
		if linted[key.file] || missing {
			n += times
		}
	}
	return n
}

// WriteBaseline returns the text of a baseline file of that name with all findings, and their number.
func WriteBaseline(name string, files []*File) (text []byte, findings int, err error) {
	index := map[baselineKey]int{}
	entries := []baselineEntry{}
	for _, f := range files {
		file := baselineFile(name, f.Fixed.Name)
		for i := range f.Found {
			d := &f.Found[i]
			e := baselineEntry{File: file, Rule: d.Rule, Message: d.Message, Fingerprint: d.Fingerprint(), Count: 1}
			findings++
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
	text, err = json.MarshalIndent(struct {
		Version  int             `json:"version"`
		Findings []baselineEntry `json:"findings"`
	}{baselineVersion, entries}, "", "  ")
	if err != nil {
		return nil, 0, fmt.Errorf("write the baseline: %w", err)
	}
	return append(text, '\n'), findings, nil
}
