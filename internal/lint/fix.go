package lint

import "github.com/aslcheck/aslcheck/source"

// maxFixRounds is how often fixes are applied to a file: some fix what others have uncovered, and only so many syntax
// errors are reported at a time.
const maxFixRounds = 50

// Fix applies fixes until there are none. Those after which the text could be read less well than before are left out;
// findings that they uncover, such as those about a field whose name is right now, are not theirs.
func (f *File) Fix() {
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

// countUnreadable counts the findings about text that could not be read as it stands.
func countUnreadable(found source.Diagnostics) int {
	n := 0
	for i := range found {
		switch found[i].Rule {
		case source.RuleJSONSyntax, source.RuleYAMLSyntax, source.RuleDuplicateKey, source.RuleTooDeeplyNested:
			n++
		}
	}
	return n
}
