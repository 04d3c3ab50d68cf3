package cli

import (
	"fmt"
	"path"
	"path/filepath"

	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/source"
)

// baseline is the file of --write-baseline.
var baseline = product{what: "a baseline", own: lint.IsBaseline}

// writeBaseline writes all findings as a baseline.
func (a *app) writeBaseline(name string, files []*lint.File) error {
	text, n, err := lint.WriteBaseline(name, files)
	if err != nil {
		return err
	}
	if err := a.dest.write(name, baseline, text); err != nil {
		return err
	}
	_, err = fmt.Fprintf(a.stderr, "wrote %s to %s\n", source.Plural(n, "finding"), source.OneLine(path.Clean(filepath.ToSlash(name))))
	return err
}

// mentionBaseline prints how many findings a baseline hides.
func (a *app) mentionBaseline(b *lint.Baseline, files []*lint.File, partial bool) error {
	hidden := 0
	for _, f := range files {
		hidden += f.Hidden
	}
	text := fmt.Sprintf("%s hidden by %s\n", source.Plural(hidden, "finding"), b.Name)
	if n := b.Stale(files); n > 0 && !partial {
		text += fmt.Sprintf("%s lists %s that no longer occur: update it with --write-baseline\n", b.Name, source.Plural(n, "finding"))
	}
	_, err := fmt.Fprint(a.stderr, text)
	return err
}
