package lint

import (
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/locate/terraform"
	"github.com/aslcheck/aslcheck/source"
)

// maxFixRounds is how often fixes are applied to a file: some fix what others have uncovered, and only a limited number of
// syntax errors is reported at a time.
const maxFixRounds = 50

// Fix applies fixes until none are left. It stops before fixes after which more of the text would be unreadable. Findings that a
// fix uncovers, such as those about a field whose name is right now, don't count against it. A text stays as it is if it has marks
// of another template language, or can't be read after its fixes either: nobody knows what it is.
func (f *File) Fix() {
	if locate.HasForeignMarks(f.Source.Text) {
		return
	}
	found, hidden := f.Found, f.Hidden
	f.fix()
	if f.Fixes > 0 && countUnreadable(f.Found) > 0 {
		f.Fixed, f.Found, f.Hidden, f.Fixes = f.Source, found, hidden, 0
	}
}

func (f *File) fix() {
	for range maxFixRounds {
		text, n := source.Apply(f.Fixed, f.Found)
		if n == 0 || text == f.Fixed.Text {
			return
		}
		file := source.NewFile(f.Fixed.Name, text)
		found, hidden := f.lint(file)
		if countUnreadable(found) > countUnreadable(f.Found) {
			return
		}
		f.Fixed, f.Found, f.Hidden = file, found, hidden
		f.Fixes += n
	}
}

// countUnreadable counts the findings about text that the parser could not read.
func countUnreadable(found source.Diagnostics) int {
	n := 0
	for i := range found {
		switch found[i].Rule {
		case source.RuleJSONSyntax, source.RuleYAMLSyntax, terraform.RuleSyntax, source.RuleDuplicateKey, source.RuleTooDeeplyNested:
			n++
		}
	}
	return n
}
