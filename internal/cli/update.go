package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/aslcheck/aslcheck/internal/files"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// update replaces expectations with what happened, in test files and golden files, and reports whether it changed any.
func (a *app) update(tests report.Tests, roots map[*suite.File]string) (bool, error) {
	u := updater{app: a, written: map[string]string{}}
	for _, f := range tests.Files {
		if root, ok := roots[f]; ok {
			if err := u.update(f, root, tests.Results); err != nil {
				return false, err
			}
		}
	}
	if len(u.written) == 0 {
		return false, nil
	}
	_, err := fmt.Fprintf(a.stderr, "aslcheck: updated %s in %s\n",
		source.Plural(u.expectations, "expectation"), source.Plural(len(u.written), "file"))
	return true, err
}

// An updater writes the updates of test files.
type updater struct {
	*app
	written      map[string]string // the new texts by the names of the files
	expectations int
}

func (u *updater) update(f *suite.File, dir string, results []*suite.Result) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("read %s: %w", dir, locate.Cause(err))
	}
	made := f.Update(root.FS(), results)
	if err := root.Close(); err != nil {
		return err
	}
	u.expectations += made.Expectations
	for i := range made.Problems {
		d := &made.Problems[i]
		if err := u.say("%s: --update leaves this expectation as it is: %s", d.Span, d.Message); err != nil {
			return err
		}
	}
	for _, file := range made.Files {
		if err := u.write(dir, file); err != nil {
			return err
		}
	}
	return nil
}

// write writes a file, once for all test files that share it.
func (u *updater) write(dir string, file suite.UpdatedFile) error {
	text, ok := u.written[file.Name]
	switch {
	case ok && text == file.Text:
		return nil
	case ok:
		return u.say("%s is not written again: cases in several test files have different outputs", file.Name)
	}
	err := files.ReplaceBelow(dir, strings.TrimPrefix(file.Name, prefixOf(dir)), file.Old, []byte(file.Text))
	if errors.Is(err, files.ErrChanged) {
		return u.say("%s is not updated: %s", file.Name, files.ErrChanged)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", file.Name, err)
	}
	u.written[file.Name] = file.Text
	return nil
}

// say writes a line to standard error, whatever names of files are in it.
func (u *updater) say(format string, args ...any) error {
	_, err := fmt.Fprintf(u.stderr, "aslcheck: %s\n", source.OneLine(fmt.Sprintf(format, args...)))
	return err
}
