package cli

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/source"
)

// writeDiff prints what the fixes change as a unified diff.
func (a *app) writeDiff(files []*lint.File) error {
	for _, f := range files {
		if f.Fixed.Text == f.Source.Text {
			continue
		}
		a.code = exitFindings
		name := strings.TrimPrefix(source.OneLine(f.Fixed.Name), "/")
		if _, err := a.stdout.Write(diff.Diff("a/"+name, []byte(f.Source.Text), "b/"+name, []byte(f.Fixed.Text))); err != nil {
			return fmt.Errorf("write the diff: %w", err)
		}
	}
	return nil
}

// writeFixes writes the files that fixes changed. If the input came from standard input, the fixed text goes to standard
// output, and reports that would go there go to standard error.
func (a *app) writeFixes(files []*lint.File) error {
	fixed, changed, reports := 0, 0, a.stdout
	for _, f := range files {
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
			if err := replaceFile(f.Path, f.Source.Text, f.Fixed.Text); err != nil {
				return fmt.Errorf("write %s: %w", f.Path, locate.Cause(err))
			}
		}
	}
	a.stdout = reports
	_, err := fmt.Fprintf(a.stderr, "fixed %s in %s\n", source.Plural(fixed, "finding"), source.Plural(changed, "definition"))
	return err
}

// replaceFile replaces the text of a file, unless it has changed since it was read. The file is replaced atomically and
// keeps its mode; a symbolic link stays a symbolic link.
func replaceFile(name, old, text string) error {
	name, err := filepath.EvalSymlinks(name)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_RDWR, 0) // only to check that writing is permitted
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
