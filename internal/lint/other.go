package lint

import (
	"slices"

	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/source"
)

// RuleNotAMachine is the rule for a file that was named and has no state machine.
const RuleNotAMachine = "not-a-state-machine"

// otherThanMachine says what a file that was named is if it isn't a state machine, "" for one that is checked.
func otherThanMachine(file *source.File) string {
	if locate.HasDefinitionName(file.Name) || locate.IsPart(file.Name, file.Text) {
		return ""
	}
	return looksLike(file)
}

func looksLike(file *source.File) string {
	if what := locate.LooksLike(file.Name, file.Text); what != "" {
		return "it looks like " + what
	}
	return `it has neither "StartAt" nor "States"`
}

// NotAMachine returns the finding for a file that has no state machine and was named as one: nil if it has a part of one, or if
// nothing but its syntax errors is known.
func NotAMachine(file *source.File) source.Diagnostics {
	root, found := source.Parse(file)
	if locate.HasDefinitionName(file.Name) || root.Get("StartAt") != nil || root.Get("States") != nil {
		return nil
	}
	if found.HasErrors() && locate.LooksLike(file.Name, file.Text) == "" {
		return nil
	}
	return (&File{Source: file, other: looksLike(file)}).notAMachine()
}

// notAMachine is the only finding in a file that isn't a state machine.
func (f *File) notAMachine() source.Diagnostics {
	return source.Diagnostics{{
		Span: f.Source.Span(0, 0), Severity: source.Error, Rule: RuleNotAMachine, Message: "not a state machine: " + f.other,
	}}
}

// LeftOut returns the files that Load found in directories, looked at and left out because they have no state machines, with what
// they look like: "" if that isn't known.
func (p *Project) LeftOut(visit func(name, looksLike string)) {
	for _, f := range p.leftOut {
		text, _ := p.read(f.Path) // what can't be read any more isn't known
		visit(locate.DisplayName(f.Path), locate.LooksLike(f.Path, text))
	}
}

// CountLeftOut returns the number of files that LeftOut visits.
func (p *Project) CountLeftOut() int { return len(p.leftOut) }

// withoutLeftOut drops the files that are not linted.
func (p *Project) withoutLeftOut(files []*File) []*File {
	p.leftOut = nil
	return slices.DeleteFunc(files, func(f *File) bool {
		if f.leftOut {
			p.leftOut = append(p.leftOut, f)
		}
		return f.Source == nil
	})
}
