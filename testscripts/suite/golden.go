package suite

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// A goldenExpectation compares the output with a file.
type goldenExpectation struct {
	at
	golden *source.File
	want   value.Value
}

// goldenExpectation reads the file of the key "golden". A missing file is reported only when the case runs, since --update
// may write it then.
func (p *parser) goldenExpectation(n *source.Node) Expectation {
	golden, err := p.file.read(n.Text)
	p.file.goldens[golden.Name]++
	e := &goldenExpectation{at: at{span: n.Span}, golden: golden}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return e
	case err == nil:
		if e.want, err = value.Parse(golden.Text); err == nil {
			p.duplicates(n, golden)
			return e
		}
		p.report(n.Span, "read %q: %s", n.Text, err)
	default:
		p.report(n.Span, "%s", err)
	}
	return nil
}

// duplicates reports keys that an object of a golden file has twice: it would say two things about one member, of which only the
// last one counts.
func (p *parser) duplicates(n *source.Node, golden *source.File) {
	_, found := source.ParseJSON(golden)
	for _, d := range found {
		if d.Rule == source.RuleDuplicateKey {
			p.diagnostics.Add(source.Diagnostic{
				Span: n.Span, Severity: source.Error, Rule: RuleInvalidTest, Message: fmt.Sprintf("read %q: %s", n.Text, d.Message),
				Related: append([]source.Related{{Span: d.Span, Message: "given again here"}}, d.Related...),
			})
		}
	}
}

// Check implements Expectation.
func (e *goldenExpectation) Check(run *Run) source.Diagnostics {
	got := run.Execution.Output
	var failures source.Diagnostics
	if e.want.IsUndefined() {
		failures = e.unmet(run, "", nil, "the file %s with the expected output does not exist", e.golden.Name)
		failures[0].Hint = "--update writes it"
	} else if lines := Differences(e.want, got, false); len(lines) > 0 {
		failures = e.unmet(run, "", lines, "the output differs from the expectation")
	}
	if len(failures) == 0 {
		return nil
	}
	r := replacement{at: e.span, golden: e.golden, value: got, problem: unwritable(got)}
	if text, ok := goldenText(e.golden, got); ok && r.problem == "" {
		whole := e.golden.Span(0, len(e.golden.Text))
		r.fix = source.Fix{Message: "expect what happened", Edits: []source.Edit{{Span: whole, NewText: text}}}
		failures[0].Fixes = []source.Fix{r.fix}
	}
	run.replacements = append(run.replacements, r)
	return failures
}

// goldenText writes an output as a golden file, with the line ends of the old one.
func goldenText(old *source.File, v value.Value) (string, bool) {
	if unwritable(v) != "" {
		return "", false
	}
	var b bytes.Buffer
	if json.Indent(&b, []byte(v.JSON()), "", "  ") != nil {
		return "", false
	}
	b.WriteByte('\n')
	if strings.Contains(old.Text, "\r\n") {
		return strings.ReplaceAll(b.String(), "\n", "\r\n"), true
	}
	return b.String(), true
}

// A wantedGolden is a golden file that is to be written.
type wantedGolden struct {
	replacement
	cases int
}

func (u *updater) wantGolden(r *replacement) {
	known := u.golden[r.golden.Name]
	if known == nil {
		u.golden[r.golden.Name] = &wantedGolden{*r, 1}
		u.order = append(u.order, r.golden.Name)
		return
	}
	known.cases++
}

// goldens adds the golden files to the update, except for those that cases disagree about or that hold something else.
func (u *updater) goldens(results []*Result) {
	for _, name := range u.order {
		w := u.golden[name]
		switch reason := u.file.notGolden(w.golden); {
		case reason != "":
			u.problem(w.at, w.golden.Name+" is not written: "+reason)
			continue
		case u.disputed(results, w):
			u.problem(w.at, "another case expects "+w.golden.Name+" and has another output")
			continue
		}
		file := UpdatedFile{Name: name, Text: w.fix.Edits[0].NewText}
		if back, err := value.Parse(file.Text); err != nil || !value.Equal(back, w.value) {
			u.problem(w.at, "the output can't be written as JSON")
			continue
		}
		if w.golden.Text != "" {
			file.Old = &w.golden.Text
		}
		u.out.Files = append(u.out.Files, file)
		u.out.Expectations += w.cases
	}
}

// disputed reports whether a case expects the same file and has another output.
func (u *updater) disputed(results []*Result, w *wantedGolden) bool {
	return slices.ContainsFunc(results, func(r *Result) bool {
		return r.Case.File == u.file && r.Run != nil && slices.ContainsFunc(r.Case.Expect, func(e Expectation) bool {
			g, ok := e.(*goldenExpectation)
			return ok && g.golden.Name == w.golden.Name && !value.Equal(r.Run.Execution.Output, w.value)
		})
	})
}

// notGolden says why a file is not to be overwritten as a golden file: it holds something else, as far as can be told. A
// mistyped name would destroy it.
func (f *File) notGolden(golden *source.File) string {
	uses := 0
	for _, name := range f.Reads {
		if name == golden.Name {
			uses++
		}
	}
	base := strings.ToLower(path.Base(golden.Name))
	switch {
	case uses > f.goldens[golden.Name]:
		return "the test also reads it as something else"
	case IsTestFile(base):
		return "it has the name of a test file"
	case hasSuffix(base, definitionExtensions[:4]):
		return "it has the name of a definition"
	case golden.Text == "":
		return "" // there is nothing to lose
	case base[0] == '.' || slices.Contains(wellKnown, base) || hasSuffix(base, wellKnownSuffixes):
		return "it has the name of a file of another program"
	default:
		return notOutput(golden)
	}
}

// wellKnown are names of JSON files of other programs, which people have next to their tests.
var wellKnown = []string{
	"amplify.json", "angular.json", "appsettings.json", "asl-test.schema.json", "aslcheck.schema.json", "biome.json", "bower.json", "cdk.context.json",
	"cdk.json", "composer.json", "deno.json", "firebase.json", "global.json", "jsconfig.json", "launch.json", "lerna.json", "mockconfigfile.json",
	"npm-shrinkwrap.json", "nx.json", "package-lock.json", "package.json", "project.json", "renovate.json", "samconfig.json", "serverless.json",
	"settings.json", "tasks.json", "template.json", "tsconfig.json", "turbo.json", "vercel.json",
}

var wellKnownSuffixes = []string{".tfstate", ".tf.json", ".tfvars.json", ".schema.json", ".template.json", ".lock", ".describe.json"}

func hasSuffix(name string, suffixes []string) bool {
	return slices.ContainsFunc(suffixes, func(suffix string) bool { return strings.HasSuffix(name, suffix) })
}

// contents are members by which the contents of other files are recognized.
var contents = []struct {
	members []string
	what    string
}{
	{[]string{"StartAt", "States"}, "it holds a definition"},
	{[]string{"cases"}, "it holds test cases"},
	{[]string{"AWSTemplateFormatVersion"}, "it holds a template"},
	{[]string{"StateMachines"}, "it holds mocks of Step Functions Local"},
	{[]string{"StateMachines", "MockedResponses"}, "it holds mocks of Step Functions Local"},
	{[]string{"$schema"}, "it refers to a JSON Schema"},
}

// notOutput says why the content of a file isn't an expected output; "" if it may be one.
func notOutput(golden *source.File) string {
	v, err := value.Parse(golden.Text)
	if err != nil {
		return "it isn't JSON"
	}
	for _, c := range contents {
		if !slices.ContainsFunc(c.members, func(key string) bool { _, ok := v.Get(key); return !ok }) {
			return c.what
		}
	}
	switch {
	case isTemplate(v):
		return "it holds a template"
	case isHistory(v):
		return "it holds a recorded execution"
	case strings.EqualFold(path.Ext(golden.Name), ".json"):
		return ""
	}
	if text, ok := goldenText(golden, v); !ok || text != golden.Text || v.Len() == 0 {
		return "it isn't a .json file, and --update didn't write it"
	}
	return ""
}

// isTemplate reports whether a value is a template of CloudFormation, whose resources all have a type.
func isTemplate(v value.Value) bool {
	resources, _ := v.Get("Resources")
	return resources.Kind() == value.ObjectKind && resources.Len() > 0 && !slices.ContainsFunc(resources.Members(), func(m value.Member) bool {
		kind, _ := m.Value.Get("Type")
		return !strings.Contains(kind.Text(), "::")
	})
}

// isHistory reports whether a value is what GetExecutionHistory returns.
func isHistory(v value.Value) bool {
	events, _ := v.Get("events")
	_, hasID := events.At(0).Get("id")
	_, hasTime := events.At(0).Get("timestamp")
	return hasID && hasTime
}
