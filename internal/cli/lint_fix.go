package cli

import (
	"fmt"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/aslcheck/aslcheck/internal/files"
	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/source"
)

// writeDiff prints what the fixes change as a unified diff, which patch -p1 and git apply take in the current directory.
func (a *app) writeDiff(linted []*lint.File) error {
	for _, f := range linted {
		if f.Fixed.Text == f.Source.Text {
			continue
		}
		a.code = exitFindings
		name := nameInDiff(f.Fixed.Name)
		text := diff.Diff("old", []byte(f.Source.Text), "new", []byte(f.Fixed.Text))
		_, hunks, _ := strings.Cut(string(text), "\n+++ new\n")
		from, to := quoteInDiff("a/"+name), quoteInDiff("b/"+name)
		if _, err := fmt.Fprintf(a.stdout, "diff %s %s\n--- %s\n+++ %s\n%s", from, to, endInDiff(from), endInDiff(to), hunks); err != nil {
			return fmt.Errorf("write the diff: %w", err)
		}
	}
	return nil
}

// nameInDiff returns the name of a file from the current directory if it's below that, or else from the root: neither program
// takes names with "..".
func nameInDiff(shown string) string {
	name := filepath.FromSlash(shown)
	if filepath.IsLocal(name) {
		return shown
	}
	full, errFull := filepath.Abs(name)
	here, errHere := filepath.Abs(".")
	if errFull != nil || errHere != nil {
		return strings.TrimPrefix(shown, "/")
	}
	if below, err := filepath.Rel(here, full); err == nil && filepath.IsLocal(below) {
		return filepath.ToSlash(below)
	}
	return strings.TrimPrefix(filepath.ToSlash(full), "/")
}

// quoteInDiff quotes a name as Git does if it has characters that could end its line or be taken for a quote. Both programs
// read such names.
func quoteInDiff(name string) string {
	isPlain := func(r rune) bool { return unicode.IsPrint(r) && r != '"' && r != '\\' && r != utf8.RuneError }
	if strings.IndexFunc(name, func(r rune) bool { return !isPlain(r) }) < 0 {
		return name
	}
	var b strings.Builder
	for _, c := range []byte(name) {
		switch {
		case c == '"' || c == '\\':
			b.WriteString("\\" + string(c))
		case c < ' ' || c > '~':
			fmt.Fprintf(&b, "\\%03o", c)
		default:
			b.WriteByte(c)
		}
	}
	return `"` + b.String() + `"`
}

// endInDiff adds the tab that ends a name with spaces, as a time could follow it.
func endInDiff(name string) string {
	if strings.Contains(name, " ") && name[0] != '"' {
		return name + "\t"
	}
	return name
}

// writeFixes writes the files that fixes changed. If the input came from standard input, the fixed text goes to standard
// output, and reports that would go there go to standard error.
func (a *app) writeFixes(linted []*lint.File) error {
	fixed, changed, reports := 0, 0, a.stdout
	for _, f := range linted {
		if f.Fixes > 0 {
			fixed += f.Fixes
			changed++
		}
		switch {
		case f.Path == "-":
			if _, err := fmt.Fprint(a.stdout, f.Fixed.Text); err != nil {
				return fmt.Errorf("write standard output: %w", err)
			}
			reports = a.stderr
		case f.Fixed.Text != f.Source.Text:
			if err := files.Replace(f.Path, f.Source.Text, []byte(f.Fixed.Text)); err != nil {
				return fmt.Errorf("write %s: %w", f.Path, err)
			}
		}
	}
	a.stdout = reports
	_, err := fmt.Fprintf(a.stderr, "fixed %s in %s\n", source.Plural(fixed, "finding"), source.Plural(changed, "definition"))
	return err
}
