package source

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Severity is how serious a finding is. The zero Severity is invalid.
type Severity uint8

// The severities, most severe first.
const (
	Error Severity = iota + 1
	Warning
	Advice
)

var severityNames = [...]string{"none", "error", "warning", "advice"}

// String returns "error", "warning" or "advice".
func (s Severity) String() string { return severityNames[s] }

// ParseSeverity is the inverse of Severity.String.
func ParseSeverity(name string) (Severity, bool) {
	i := slices.Index(severityNames[:], name)
	return Severity(max(i, 0)), i > 0
}

// A Diagnostic is a finding about a location in a file.
type Diagnostic struct {
	Span     Span
	Severity Severity
	// Rule names the source of the finding: a lint rule, or a rule of an earlier stage, such as "json-syntax".
	Rule string
	// Message is one sentence, lower case, without a final period.
	Message string
	// Pointer is the JSON pointer (RFC 6901) of the value, stable across reformatting; "" for the whole document.
	Pointer string
	// Hint says what would be right, if that is known.
	Hint string
	// Detail has further lines for people, such as a diff; it may be empty.
	Detail string
	// Related are further locations that explain the finding.
	Related []Related
	// Fixes are alternative changes that fix the problem.
	Fixes []Fix
}

// Related is a second location of a finding, such as the first of two equal names.
type Related struct {
	Span    Span
	Message string
}

// A Fix is a set of edits that do not overlap.
type Fix struct {
	Message string
	Edits   []Edit
	// Unsafe reports whether the fix may change the meaning of the text beyond the finding. Such a fix is only suggested.
	Unsafe bool
}

// An Edit replaces the text of a span.
type Edit struct {
	Span    Span
	NewText string
}

// SafeFix returns the first fix that is safe to apply without review, or nil.
func (d *Diagnostic) SafeFix() *Fix {
	for i := range d.Fixes {
		if !d.Fixes[i].Unsafe {
			return &d.Fixes[i]
		}
	}
	return nil
}

// String returns "file:line:column: severity: message [rule]".
func (d Diagnostic) String() string {
	return fmt.Sprintf("%s: %s: %s [%s]", d.Span, d.Severity, d.Message, d.Rule)
}

// Fingerprint identifies a finding within its file: by rule, JSON pointer and message, so that moving or reformatting text
// does not change it.
func (d *Diagnostic) Fingerprint() string {
	sum := sha256.Sum256([]byte(d.Rule + "\x00" + d.Pointer + "\x00" + d.Message))
	return hex.EncodeToString(sum[:16])
}

// Diagnostics is a list of findings.
type Diagnostics []Diagnostic

// Add appends a finding.
func (ds *Diagnostics) Add(d Diagnostic) { *ds = append(*ds, d) }

// HasErrors reports whether a finding has the severity Error.
func (ds Diagnostics) HasErrors() bool {
	return slices.ContainsFunc(ds, func(d Diagnostic) bool { return d.Severity == Error })
}

// Sorted returns the findings ordered by file, start, rule and message, without duplicates. It may return ds.
func (ds Diagnostics) Sorted() Diagnostics { return MergeDiagnostics(ds) }

// MergeDiagnostics returns the findings of several lists together, Sorted. It may return one of the lists.
func MergeDiagnostics(lists ...Diagnostics) Diagnostics {
	if len(lists) == 1 && lists[0].isSorted() {
		return lists[0]
	}
	var few [16]orderKey // most files have no more
	order, inOneFile := orderOf(few[:0], lists)
	slices.SortFunc(order, func(a, b orderKey) int {
		if inOneFile && a.offset != b.offset {
			return cmp.Compare(a.offset, b.offset)
		}
		return cmp.Or(compareDiagnostics(a.Diagnostic, b.Diagnostic), cmp.Compare(a.index, b.index))
	})
	merged := make(Diagnostics, 0, len(order))
	for i, key := range order {
		if i == 0 || compareDiagnostics(order[i-1].Diagnostic, key.Diagnostic) != 0 {
			merged = append(merged, *key.Diagnostic)
		}
	}
	return merged
}

// An orderKey is a finding with what nearly always decides about its order: findings are large.
type orderKey struct {
	*Diagnostic
	offset, index int32
}

// orderOf appends the keys of the findings of several lists, and returns whether they are all in one file.
func orderOf(keys []orderKey, lists []Diagnostics) (order []orderKey, inOneFile bool) {
	count := 0
	for _, list := range lists {
		count += len(list)
	}
	order, inOneFile = slices.Grow(keys, count), true
	for _, list := range lists {
		for i := range list {
			d := &list[i]
			order = append(order, orderKey{d, d.Span.Start.Offset, int32(len(order))})
			inOneFile = inOneFile && d.Span.File == order[0].Span.File
		}
	}
	return order, inOneFile
}

// isSorted reports whether the findings are in order, without duplicates.
func (ds Diagnostics) isSorted() bool {
	for i := 1; i < len(ds); i++ {
		if compareDiagnostics(&ds[i-1], &ds[i]) >= 0 {
			return false
		}
	}
	return true
}

func compareDiagnostics(a, b *Diagnostic) int {
	if a.Span.File != b.Span.File {
		if order := strings.Compare(a.fileName(), b.fileName()); order != 0 {
			return order
		}
	}
	if order := cmp.Compare(a.Span.Start.Offset, b.Span.Start.Offset); order != 0 {
		return order
	}
	return cmp.Or(strings.Compare(a.Rule, b.Rule), strings.Compare(a.Message, b.Message))
}

func (d *Diagnostic) fileName() string {
	if d.Span.File == nil {
		return ""
	}
	return d.Span.File.Name
}
