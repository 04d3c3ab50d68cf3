package behavior

import (
	"fmt"
	"path"
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// Any is the wildcard: it matches any text inside a text, and any value where it is a whole text.
const Any = "<any>"

// A Finding is a difference between an answer and what is expected.
type Finding struct {
	Aspect  Aspect
	Problem string
}

// A reporter takes the problems of one aspect.
type reporter func(format string, args ...any)

// Check compares an answer with what the service answers, and returns what differs. Aspects that the case says nothing
// about are left out.
func (c *Case) Check(a *Answer) []Finding {
	var findings []Finding
	report := func(aspect Aspect) reporter {
		return func(format string, args ...any) {
			findings = append(findings, Finding{aspect, fmt.Sprintf(format, args...)})
		}
	}
	if a.Unsupported != "" {
		for _, aspect := range Aspects() {
			if c.Has(aspect) {
				report(aspect)("not supported: %s", a.Unsupported)
			}
		}
		return findings
	}
	e := &c.expected
	e.checkOutcome(a, report(Outcome))
	checkText("cause", e.cause, a.Cause, report(Cause))
	if e.text != "" && (a.Output == nil || !matchesText(e.text, *a.Output)) {
		report(Text)("output\n    want %s\n    got  %s", e.text, shown(a.Output))
	}
	if e.history != nil {
		e.history.check(a.Events, report(History))
	}
	if !e.seconds.IsUndefined() && (a.Seconds == nil || !value.Equal(e.seconds, value.Float(*a.Seconds))) {
		got := "an unknown time"
		if a.Seconds != nil {
			got = fmt.Sprint(*a.Seconds)
		}
		report(Time)("takes %s seconds, not %s", got, e.seconds)
	}
	e.checkWritten(a.Written, report(Objects))
	return findings
}

// checkOutcome compares the status, and the output or the name of the error.
func (e *expected) checkOutcome(a *Answer, report reporter) {
	if a.Status != e.status {
		report("want the status %s, got %s (error %s, cause %s)", e.status, a.Status, shown(a.Error), shown(a.Cause))
		return
	}
	checkText("error", e.err, a.Error, report)
	if e.output.IsUndefined() {
		return
	}
	if a.Output == nil {
		report("want the output %s, got none", e.output)
		return
	}
	got, err := value.Parse(*a.Output)
	if err != nil || !matches(e.output, got) {
		report("output\n    want %s\n    got  %s", e.output, *a.Output)
	}
}

// checkText compares a text that may be absent.
func checkText(what string, want value.Value, got *string, report reporter) {
	switch {
	case want.IsUndefined():
	case want.IsNull():
		if got != nil {
			report("want no %s, got %q", what, *got)
		}
	case got == nil:
		report("want the %s %q, got none", what, want.Text())
	case want.Kind() != value.StringKind: // a cause that is JSON text
		v, err := value.Parse(*got)
		if err != nil || !matches(want, v) {
			report("%s\n    want %s\n    got  %s", what, want, *got)
		}
	case !matchesText(want.Text(), *got):
		report("%s\n    want %q\n    got  %q", what, want.Text(), *got)
	}
}

// checkWritten compares what was written; names may have wildcards.
func (e *expected) checkWritten(written map[string]string, report reporter) {
	for name, want := range e.written {
		found := false
		for key, got := range written {
			if !matchesText(name, key) {
				continue
			}
			found = true
			if !sameBody(name, want, got) {
				report("%s\n    want %s\n    got  %s", key, want, got)
			}
		}
		if !found {
			report("%s is not written", name)
		}
	}
}

// sameBody compares the contents of an object: as a value where it is JSON, else as text.
func sameBody(name, want, got string) bool {
	if path.Ext(name) == ".json" {
		a, errA := value.Parse(strings.TrimSpace(want))
		b, errB := value.Parse(got)
		return errA == nil && errB == nil && matches(a, b)
	}
	return matchesText(strings.TrimRight(want, "\n"), strings.TrimRight(got, "\n"))
}

func shown(text *string) string {
	if text == nil {
		return "none"
	}
	return *text
}

// matches compares JSON values; the order of members and the spelling of numbers don't count.
func matches(want, got value.Value) bool {
	if want.Kind() == value.StringKind && want.Text() == Any {
		return !got.IsUndefined()
	}
	switch {
	case want.Kind() != got.Kind():
		return false
	case want.Kind() == value.StringKind:
		return matchesText(want.Text(), got.Text())
	case want.Kind() == value.ArrayKind:
		if want.Len() != got.Len() {
			return false
		}
		for i, elem := range want.Elems() {
			if !matches(elem, got.At(i)) {
				return false
			}
		}
		return true
	case want.Kind() == value.ObjectKind:
		for _, m := range want.Members() {
			other, ok := got.Get(m.Key)
			if !ok || !matches(m.Value, other) {
				return false
			}
		}
		return len(want.Members()) == len(got.Members())
	default:
		return value.Equal(want, got)
	}
}

// matchesText compares texts; the wildcard matches any text.
func matchesText(want, got string) bool {
	parts := strings.Split(want, Any)
	if len(parts) == 1 {
		return want == got
	}
	rest, ok := strings.CutPrefix(got, parts[0])
	last := parts[len(parts)-1]
	if !ok {
		return false
	}
	for _, part := range parts[1 : len(parts)-1] {
		_, after, found := strings.Cut(rest, part)
		if !found {
			return false
		}
		rest = after
	}
	return strings.HasSuffix(rest, last)
}
