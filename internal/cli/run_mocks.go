package cli

import (
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/source"
)

// session reads the mocks. It prints their findings, and returns false if there are errors.
func (a *app) session(name string, def *asl.Definition) (*mocks.Session, bool, error) {
	set := mocks.New()
	if name == "" {
		return set.Session(), true, nil
	}
	text, err := locate.ReadFile(name)
	if err != nil {
		return nil, false, fmt.Errorf("--mocks: %w", err)
	}
	root, diagnostics := source.Parse(source.NewFile(locate.DisplayName(name), text))
	if !diagnostics.HasErrors() {
		if root.Get("mocks") == nil && root.Get("s3") == nil && root.Get("cases") != nil {
			return nil, false, usagef("--mocks: %s is a test file without mocks for all cases: "+
				"copy those of one case to a file with the key \"mocks\"", locate.DisplayName(name))
		}
		var more source.Diagnostics
		set, more = readMocks(root, def)
		diagnostics = append(diagnostics, more...)
	}
	if err := report.Text(a.stderr, diagnostics.Sorted(), report.Style{}); err != nil {
		return nil, false, err
	}
	if diagnostics.HasErrors() {
		a.code = exitFindings
		return nil, false, nil
	}
	return set.Session(), true, nil
}

// readMocks reads a file of mocks: an object with "mocks", "s3" and "validate" as in a test file, or that of "mocks" alone.
func readMocks(root *source.Node, def *asl.Definition) (*mocks.Set, source.Diagnostics) {
	section, validate, s3 := root, (*source.Node)(nil), root.Get("s3")
	if root.Get("mocks") != nil || s3 != nil {
		section, validate = root.Get("mocks"), root.Get("validate")
	}
	set, diagnostics := mocks.Parse(section)
	validation, more := mocks.ParseValidation(validate)
	diagnostics = append(append(diagnostics, more...), checkMocks(set, def, validation)...)
	objects, more := mocks.ParseObjects(s3, func(file string, _ source.Span) (string, error) {
		return "", fmt.Errorf("read %q: objects in a mocks file need a \"body\" instead of a \"file\"", file)
	})
	return set.WithObjects(objects...), append(diagnostics, more...)
}

// checkMocks reports mocks that no task of the definition uses, results that the API can't give, and answers that run another
// definition, which only a test file can name.
func checkMocks(set *mocks.Set, def *asl.Definition, validation mocks.Validation) source.Diagnostics {
	var found source.Diagnostics
	tasks := mocks.NewTasks(def.States())
	for _, m := range set.Mocks() {
		task, problem := tasks.Of(m)
		if task == nil {
			found = append(found, source.Diagnostic{Rule: mocks.RuleInvalidMock, Severity: source.Error, Span: m.KeySpan, Message: problem})
		} else {
			found = append(found, m.CheckResults(task, validation)...)
		}
		for _, answer := range m.Answers {
			if answer.Call != "" {
				found = append(found, source.Diagnostic{
					Rule: mocks.RuleInvalidMock, Severity: source.Error, Span: answer.CallSpan,
					Message: "\"call\" needs a test file: 'aslcheck run' runs a single definition",
				})
			}
		}
	}
	return found
}
