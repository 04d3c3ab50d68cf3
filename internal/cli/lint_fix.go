package cli

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
)

// maxFixRounds is how often fixes are applied to a file: some mend what others have uncovered, and only so many syntax
// errors are reported at a time.
const maxFixRounds = 50

// fix applies fixes until there are none. Those after which the text could be read less well than before are left out;
// findings that they uncover, such as those about a field whose name is right now, are not theirs.
func (j *lintJob) fix() {
	for range maxFixRounds {
		text, n := source.Apply(j.file, j.found)
		if n == 0 || text == j.file.Text {
			return
		}
		file := source.NewFile(j.file.Name, text)
		found, hidden := j.judge(file)
		if countUnreadable(found) > countUnreadable(j.found) {
			return
		}
		j.file, j.found, j.hidden = file, found, hidden
		j.fixed += n
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

// writeDiff prints the changes that fixes make.
func (a *app) writeDiff(jobs []*lintJob) error {
	for _, j := range jobs {
		if j.file.Text == j.read.Text {
			continue
		}
		a.code = exitFindings
		name := strings.TrimPrefix(oneLineName(j.file.Name), "/")
		if _, err := a.stdout.Write(diff.Diff("a/"+name, []byte(j.read.Text), "b/"+name, []byte(j.file.Text))); err != nil {
			return fmt.Errorf("write the difference: %w", err)
		}
	}
	return nil
}

// oneLineName is the name of a file without what would break its line or steer a terminal.
func oneLineName(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return '?'
		}
		return r
	}, name)
}

// writeFixes writes back the files that fixes changed. The text of the standard input goes to the standard output, and
// reports that would go there to the standard error.
func (a *app) writeFixes(jobs []*lintJob) error {
	fixed, files, reports := 0, 0, a.stdout
	for _, j := range jobs {
		if j.fixed > 0 {
			fixed += j.fixed
			files++
		}
		switch {
		case j.path == "-":
			if _, err := fmt.Fprint(a.stdout, j.file.Text); err != nil {
				return fmt.Errorf("write the standard output: %w", err)
			}
			reports = a.stderr
		case j.file.Text != j.read.Text:
			if err := replaceFile(j.path, j.read.Text, j.file.Text); err != nil {
				return fmt.Errorf("write %s: %w", j.path, cause(err))
			}
		}
	}
	a.stdout = reports
	_, err := fmt.Fprintf(a.stderr, "fixed %s in %s\n", report.Plural(fixed, "finding"), report.Plural(files, "definition"))
	return err
}

// replaceFile gives a file another text, if it still has the one that was read. It is written whole or not at all, and
// keeps its mode; a symbolic link stays one.
func replaceFile(name, old, text string) error {
	name, err := filepath.EvalSymlinks(name)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_RDWR, 0) // only to see that writing is permitted
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if now, err := os.ReadFile(name); err != nil || string(now) != old {
		return cmp.Or(err, errors.New("it has changed since it was read"))
	}
	temp, err := os.CreateTemp(filepath.Dir(name), ".aslcheck-*")
	if err != nil {
		return err
	}
	_, err = temp.WriteString(text)
	err = errors.Join(err, temp.Chmod(info.Mode().Perm()), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}
