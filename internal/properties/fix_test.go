package properties

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/internal/randasl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// fixed applies the fixes of the linter to a text.
func fixed(tb testing.TB, text string) *lint.File {
	tb.Helper()
	p := &lint.Project{NoConfig: true, Read: func(string) (string, error) { return text, nil }}
	files, _, err := p.Load(context.Background(), []lint.Input{{Path: "d.asl.json", Named: true, Root: "."}})
	if err == nil {
		err = p.Lint(context.Background(), files, lint.Run{Fix: true})
	}
	if err != nil {
		tb.Fatal(err)
	}
	return files[0]
}

// TestFixChangesOnlyWhatItFixes fixes edited definitions that run: until the execution enters a state whose text the fixes
// changed, it does the same.
func TestFixChangesOnlyWhatItFixes(t *testing.T) {
	fixes := 0
	for seed := range seeds(t, 250) {
		d := randasl.Edited(seed)
		file := fixed(t, d.Text())
		if again := fixed(t, file.Fixed.Text); again.Fixes > 0 {
			t.Errorf("seed %d: a second --fix finds more:\n%s", seed, file.Fixed.Text)
		}
		before, after := compile("d.asl.json", d.Text()), compile("d.asl.json", file.Fixed.Text)
		if file.Fixes == 0 || before == nil {
			continue
		}
		fixes++
		if after == nil {
			t.Fatalf("seed %d: the definition does not compile after --fix:\n%s\n%s", seed, d.Text(), file.Fixed.Text)
		}
		x, tasks := run(t, before, d)
		y, otherTasks := run(t, after, d)
		until := firstChange(x, changedStates(before.Definition(), after.Definition()))
		if a, b := callsBefore(tasks, until), callsBefore(otherTasks, until); a != b {
			t.Errorf("seed %d: --fix changes calls from\n%s\nto\n%s\n%s\n%s", seed, a, b, d.Text(), file.Fixed.Text)
		}
		if a, b := outcome(x, tasks, nil), outcome(y, otherTasks, nil); until.IsZero() && a != b {
			t.Errorf("seed %d: --fix changes the execution from\n%s\nto\n%s\n%s\n%s", seed, a, b, d.Text(), file.Fixed.Text)
		}
	}
	t.Logf("%d definitions with fixes run", fixes)
}

// changedStates returns the names of the states whose text differs.
func changedStates(before, after *asl.Definition) map[string]bool {
	changed := map[string]bool{}
	texts := map[string]string{}
	for _, st := range before.States() {
		texts[st.Head().Name] = st.Head().Node.Span.Text()
	}
	for _, st := range after.States() {
		changed[st.Head().Name] = texts[st.Head().Name] != st.Head().Node.Span.Text()
	}
	return changed
}

// firstChange returns when an execution first enters one of some states; the zero time if it does not.
func firstChange(x *simulator.Execution, states map[string]bool) time.Time {
	var first time.Time
	for i := range x.Events {
		d, ok := x.Events[i].Details.(*simulator.StateEntered)
		if ok && states[d.Name] {
			return x.Events[i].Time
		}
	}
	return first
}

// callsBefore returns the calls before a time; all for the zero time.
func callsBefore(tasks *randasl.Tasks, until time.Time) string {
	var lines []string
	for _, c := range tasks.Calls {
		if until.IsZero() || c.Time.Before(until) {
			lines = append(lines, c.Path+c.Arguments.JSON())
		}
	}
	return varies.ReplaceAllString(strings.Join(lines, "\n"), "*")
}

// TestFixOfSyntaxKeepsMeaning breaks a text at one character: if --fix makes it whole again, it means what it did, with the
// other fixes.
func TestFixOfSyntaxKeepsMeaning(t *testing.T) {
	repaired := 0
	for seed := range seeds(t, 250) {
		d := randasl.New(seed)
		text := d.Text()
		r := rand.New(rand.NewPCG(seed, 3))
		marks := punctuation(text)
		at := marks[r.IntN(len(marks))]
		broken := text[:at] + text[at+1:]
		if text[at] != '"' && r.IntN(3) == 0 {
			broken = text[:at] + "," + text[at:]
		}
		file := fixed(t, broken)
		_, diagnostics := source.ParseJSON(file.Fixed)
		if file.Fixes == 0 || diagnostics.HasErrors() {
			continue
		}
		repaired++
		var was, now any
		if err := json.Unmarshal([]byte(fixed(t, text).Fixed.Text), &was); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(file.Fixed.Text), &now); err != nil || !cmp.Equal(was, now) {
			t.Errorf("seed %d: %v: --fix changes the meaning (-was +now):\n%s\nof\n%s", seed, err, cmp.Diff(was, now), broken)
		}
	}
	t.Logf("%d texts repaired", repaired)
}

// punctuation returns the offsets of the characters of a JSON text that are outside strings and not white space, and of the
// quotes.
func punctuation(text string) []int {
	var list []int
	inside, escaped := false, false
	for i, c := range text {
		switch {
		case escaped:
			escaped = false
		case inside && c == '\\':
			escaped = true
		case c == '"':
			inside = !inside
			list = append(list, i)
		case !inside && strings.ContainsRune(",:{}[]", c):
			list = append(list, i)
		}
	}
	return list
}
