package conformance

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A measurement is an answer of the service: a recorded execution, or a fact that somebody reports.
type measurement struct {
	Name       string
	Definition json.RawMessage
	Expression string
	Input      json.RawMessage
	Mocks      json.RawMessage
	Child      json.RawMessage
	AWS        value.Value
	// Refused says that the service did not accept the definition, Accepted that it did and nothing ran; Location is where
	// the refusal is, "" where that is not known.
	Refused, Accepted bool
	Location          string
	// Typed says that somebody wrote the answer down: the order of the members of objects does not count.
	Typed bool
	// History are the recorded events, where the recording has them.
	History value.Value
}

// TestMeasured compares the simulator and the linter with answers that others measured on the service in 2026.
func TestMeasured(t *testing.T) {
	dir := corpus.Dir(t, "ASLCHECK_MEASURED", "measured")
	all := append(readRecordings(t, dir), readFacts(t, dir)...)
	count := tally{kind: "measured", skips: readSkips(t, "measured.txt")}
	answers := readAnswers(t)
	for i := range all {
		m := &all[i]
		if a, ok := answers[m.Name]; ok {
			m.Mocks = a
			child, _ := value.MustParse(string(a)).Get("child")
			if !child.IsUndefined() {
				m.Child = json.RawMessage(child.JSON())
			}
		}
		count.record(t, m.Name, m.check())
	}
	fmt.Printf("measured: %d passed, %d failed, %d skipped of %d\n", count.passed, count.failed, count.skipped, count.total)
}

// readRecordings reads the recorded executions.
func readRecordings(t *testing.T, dir string) []measurement {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "recordings", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all []measurement
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var r struct{ Definition, Input, Result json.RawMessage }
		if err := json.Unmarshal(text, &r); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		result := value.MustParse(string(r.Result))
		meta, _ := result.Get("meta")
		history, _ := meta.Get("history")
		m := measurement{
			Name: "recordings/" + strings.TrimSuffix(filepath.Base(file), ".json"), Definition: r.Definition, Input: r.Input,
			History: history, AWS: result.Without("meta"),
		}
		failed, isFailure := result.Get("error")
		m.Refused = failed.Text() == "VALIDATION_FAILED"
		status := simulator.Succeeded
		if isFailure {
			status = simulator.Failed
		}
		m.AWS = m.AWS.With("status", value.String(string(status)))
		for _, key := range []string{"error", "cause"} { // FAILED is what the recording writes for an absent one
			if v, _ := m.AWS.Get(key); v.Text() == "FAILED" {
				m.AWS = m.AWS.With(key, value.String(""))
			}
		}
		all = append(all, m)
	}
	return all
}

// readFacts reads what people report, a line each.
func readFacts(t *testing.T, dir string) []measurement {
	t.Helper()
	var all []measurement
	for _, line := range corpus.Lines(t, filepath.Join(dir, "facts.jsonl")) {
		var f struct {
			ID, Expression            string
			Definition, Input, AWS    json.RawMessage
			Mocks, Child              json.RawMessage
			HowMeasured, Certainty    string
			Statement, Area, Aslcheck string
		}
		if err := json.Unmarshal(line, &f); err != nil {
			t.Fatal(err)
		}
		m := measurement{
			Name: "facts/" + f.ID, Definition: f.Definition, Expression: f.Expression, Input: f.Input, Mocks: f.Mocks, Child: f.Child,
			AWS: value.MustParse(string(f.AWS)), Typed: true,
		}
		if result, ok := m.AWS.Get("result"); ok {
			m.Refused, m.Accepted = result.Text() == "FAIL", result.Text() == "OK"
			diagnostics, _ := m.AWS.Get("diagnostics")
			location, _ := diagnostics.At(0).Get("location")
			m.Location = location.Text()
		}
		all = append(all, m)
	}
	return all
}

// readAnswers returns what tasks answered in recordings that show it in their output alone: mocks, and objects to read.
func readAnswers(t *testing.T) map[string]json.RawMessage {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "measured.json"))
	if err != nil {
		t.Fatal(err)
	}
	var answers map[string]json.RawMessage
	if err := json.Unmarshal(text, &answers); err != nil {
		t.Fatal(err)
	}
	return answers
}

// check returns what differs from the answer of the service.
func (m *measurement) check() []string {
	text := string(m.Definition)
	if (text == "" || text == "null") && m.Expression != "" {
		text = fmt.Sprintf(`{"QueryLanguage":"JSONata","StartAt":"E","States":{"E":{"Type":"Pass","Output":{"r":%s},"End":true}}}`,
			value.String("{% "+m.Expression+" %}").JSON())
	}
	if text == "" || text == "null" {
		return []string{"the record has no definition to run"}
	}
	def, parsed := asl.Parse(source.NewFile("definition.asl.json", text))
	found := analyzer.Run(def, parsed, rules.All, analyzer.Config{})
	if m.Refused || m.Accepted {
		return m.checkValidation(found)
	}
	if found.HasErrors() && len(m.Child) == 0 { // those with a child are cut out of larger definitions
		return []string{fmt.Sprintf("the linter rejects what the service runs: %v", found)}
	}
	program, diagnostics := simulator.Compile(def)
	if program == nil {
		return []string{fmt.Sprintf("the definition does not compile: %v", diagnostics)}
	}
	return m.run(program)
}

func (m *measurement) checkValidation(found source.Diagnostics) []string {
	errors := slices.DeleteFunc(slices.Clone(found), func(d source.Diagnostic) bool { return d.Severity != source.Error })
	pointer := strings.NewReplacer("[", "/", "]", "").Replace(m.Location)
	at := func(d source.Diagnostic) bool { // the service does not escape a slash in the name of a state
		own := strings.ReplaceAll(d.Pointer, "~1", "/")
		return own == pointer || strings.HasPrefix(own, pointer+"/")
	}
	switch {
	case m.Accepted && len(errors) > 0:
		return []string{fmt.Sprintf("the service accepts what the linter rejects: %v", errors)}
	case m.Refused && len(errors) == 0:
		return []string{fmt.Sprintf("the service rejects what the linter accepts: %s", m.AWS)}
	case m.Refused && strings.HasPrefix(pointer, "/") && !slices.ContainsFunc(errors, at):
		return []string{fmt.Sprintf("no error at %s: %v", m.Location, errors)}
	default:
		return nil
	}
}

// run executes the definition and compares the outcome.
func (m *measurement) run(program *simulator.Program) []string {
	input := value.Object()
	if len(m.Input) > 0 && string(m.Input) != "null" {
		input = value.MustParse(string(m.Input))
	}
	handler, problems := m.handler()
	if problems != nil {
		return problems
	}
	cfg := simulator.Config{Tasks: handler}
	if objects, ok := handler.(simulator.ObjectStore); ok {
		cfg.Objects = objects
	}
	x, err := program.Run(context.Background(), input, cfg)
	if err != nil {
		return []string{err.Error()}
	}
	return m.compare(x)
}

// handler answers tasks with the mocks of the measurement, with its history, or by running its child.
func (m *measurement) handler() (simulator.TaskHandler, []string) {
	if len(m.Child) > 0 {
		def, _ := asl.Parse(source.NewFile("child.asl.json", string(m.Child)))
		child, diagnostics := simulator.Compile(def)
		if child == nil {
			return nil, []string{fmt.Sprintf("the child does not compile: %v", diagnostics)}
		}
		return simulator.TaskFunc(func(_ context.Context, call simulator.Call) (simulator.Reply, error) {
			if strings.Contains(call.Resource, "startExecution") {
				return simulator.Reply{Run: child}, nil
			}
			return simulator.Reply{Never: true, Open: true}, nil
		}), nil
	}
	if len(m.Mocks) > 0 {
		return sessionOf(m.Mocks)
	}
	r := &recordedTasks{}
	for _, ev := range m.History.Elems() {
		details, _ := ev.Get("details")
		kind, _ := ev.Get("type")
		r.history = append(r.history, json.RawMessage(details.With("type", kind).JSON()))
	}
	return r, nil
}

// sessionOf reads mocks in the format of test files.
func sessionOf(text json.RawMessage) (simulator.TaskHandler, []string) {
	large := strings.ReplaceAll(string(text), `"more than 256 KiB"`, `"`+strings.Repeat("x", 300_000)+`"`)
	root, found := source.Parse(source.NewFile("mocks.json", large))
	if found.HasErrors() {
		return nil, []string{fmt.Sprint(found)}
	}
	set, diagnostics := mocks.Parse(root.Get("mocks"))
	if diagnostics.HasErrors() {
		return nil, []string{fmt.Sprint(diagnostics)}
	}
	objects, diagnostics := mocks.ParseObjects(root.Get("s3"), func(string, source.Span) (string, error) { return "", os.ErrNotExist })
	if diagnostics.HasErrors() {
		return nil, []string{fmt.Sprint(diagnostics)}
	}
	return set.WithObjects(objects...).Session(), nil
}

// compare compares how an execution ended, and its events where they were measured.
func (m *measurement) compare(x *simulator.Execution) []string {
	var problems []string
	report := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	text := func(key, got string) {
		if want, ok := m.AWS.Get(key); ok && want.Text() != got {
			report("%s\n    want %q\n    got  %q", key, want.Text(), got)
		}
	}
	failure := simulator.Failure{}
	if x.Failure != nil {
		failure = *x.Failure
	}
	compared := len(m.AWS.Members())
	for _, member := range m.AWS.Members() {
		switch member.Key {
		case "status":
			text("status", string(x.Status))
			if want := member.Value.Text(); want != string(x.Status) {
				report("failure %s: %s", failure.Error, failure.Cause)
			}
		case "error":
			switch want := member.Value.Text(); {
			case want == anyError && failure.Error != "":
			case want == "absent" && failure.Error == "":
			default:
				text("error", failure.Error)
			}
		case "cause":
			if member.Value.IsNull() && failure.Cause == "" {
				break
			}
			if want := member.Value.Text(); !sameCause(want, failure.Cause) {
				text("cause", failure.Cause)
			}
		case "output":
			m.compareOutput(member.Value, x.Output, report)
		case "cause contains", "cause_has":
			if want := member.Value.Text(); !strings.Contains(failure.Cause, want) {
				report("cause\n    want …%q…\n    got  %q", want, failure.Cause)
			}
		case "cause (form known from other operators)":
			if want := strings.TrimPrefix(member.Value.Text(), "… "); !strings.HasSuffix(failure.Cause, want) {
				report("cause\n    want …%q\n    got  %q", want, failure.Cause)
			}
		case "seconds":
			if got := x.Duration().Seconds(); got != member.Value.Float() {
				report("takes %v seconds, not %v", got, member.Value)
			}
		default:
			if !m.compareEvents(x, member, report) {
				compared--
			}
		}
	}
	if compared == 0 {
		report("nothing of %s can be compared", m.AWS)
	}
	return problems
}

// compareOutput compares outputs, recorded ones with the order of members.
func (m *measurement) compareOutput(want, got value.Value, report func(string, ...any)) {
	if got.IsUndefined() {
		report("want the output %s, got none", want)
		return
	}
	if m.Typed && value.Equal(want, got) || described(want, got) {
		return
	}
	if a, b := normalized(want), normalized(got); a != b {
		report("output\n    want %s\n    got  %s", a, b)
	}
}

// normalized writes a value without whitespace, with numbers as the service's JSON has them.
func normalized(v value.Value) string {
	return redacted.ReplaceAllString(string(v.AppendCompact(nil)), "*")
}

// bareCode is the end of a cause that gives the code of a JSONata error without its text.
var bareCode = regexp.MustCompile(`… ?([A-Z]\d{4}:?)?$`)

// writtenOut marks what a cause leaves out: some facts give no more than the code of a JSONata error, or leave out which
// state was executed.
func writtenOut(cause string) string {
	if strings.HasPrefix(cause, "The JSONata expression ") {
		cause = "…" + cause
	}
	if code := bareCode.FindString(cause); code != "" {
		cause = strings.TrimSuffix(cause, code) + strings.TrimRight(code, " ") + "…"
	}
	return cause
}

// sameCause compares causes; "…" leaves a part out.
func sameCause(want, got string) bool {
	parts := strings.Split(writtenOut(want), "…")
	if !strings.HasPrefix(got, parts[0]) {
		return false
	}
	rest := got[len(parts[0]):]
	for i, part := range parts[1:] {
		at := strings.Index(rest, part)
		if at < 0 || i == len(parts)-2 && !strings.HasSuffix(rest, part) {
			return false
		}
		rest = rest[at+len(part):]
	}
	return len(parts) > 1 || rest == ""
}
