package cli

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/aslcheck/aslcheck/internal/files"
)

// A product is a kind of file that a command writes where the user says.
type product struct {
	// what names it with an article, such as "a baseline".
	what string
	// own reports whether a text is such a file, written by aslcheck. It's nil if that can't be told.
	own func(text string) bool
}

// Destinations are the files that a command writes because flags name them, unless that would destroy something.
type destinations struct {
	// streams are standard output and standard error.
	streams []io.Writer
	// inputs are the files that the command reads, claims those that it's going to write.
	inputs files.Set
	claims []claim
	// claimed are the files of claims.
	claimed files.Set
	// force lets it replace files that aslcheck didn't write.
	force bool
}

// A claim is a file that the command is going to write.
type claim struct {
	name string
	product
}

// addForce adds the flag --force to a command that writes files.
func (d *destinations) addForce(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&d.force, "force", false, "also write to files that exist and that aslcheck didn't write")
}

// reads notes files that the command reads, which it must not write.
func (d *destinations) reads(names ...string) { d.inputs.Add(names...) }

// claim returns an error if a file must not be written: it's an input of the command, it's written twice, or it holds what
// aslcheck didn't write.
func (d *destinations) claim(name string, p product) error {
	if d.stream(name) != nil {
		return nil
	}
	same := func(c claim) bool { return filepath.Clean(c.name) == filepath.Clean(name) }
	if slices.ContainsFunc(d.claims, same) || d.claimed.Has(name) {
		return usagef("%s would be written twice", name)
	}
	d.claims = append(d.claims, claim{name, p})
	d.claimed.Add(name)
	return d.mayReplace(name, p)
}

// check checks all claims again, when all inputs are known.
func (d *destinations) check() error {
	for _, c := range d.claims {
		if err := d.mayReplace(c.name, c.product); err != nil {
			return err
		}
	}
	return nil
}

// mayReplace returns an error if a file must not be replaced.
func (d *destinations) mayReplace(name string, p product) error {
	text, exists, err := files.Existing(name)
	switch {
	case err == nil && !exists:
		return nil
	case d.inputs.Has(name):
		return usagef("%s is an input of the command: write to another file", name)
	case d.force:
		return nil
	case err != nil:
		return fmt.Errorf("read %s: %w", name, err)
	case p.own == nil:
		return usagef("%s exists, and it can't be told whether aslcheck wrote it: --force replaces it", name)
	case !p.own(text):
		return usagef("%s exists and isn't %s written by aslcheck: --force replaces it", name, p.what)
	default:
		return nil
	}
}

// write writes a file that the user named, and creates the directories above it. What is meant for standard output or
// standard error goes there.
func (d *destinations) write(name string, p product, data []byte) error {
	if w := d.stream(name); w != nil {
		_, err := w.Write(data)
		return err
	}
	if err := d.mayReplace(name, p); err != nil {
		return err
	}
	if err := files.Write(name, data); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}

// stream returns the stream that a name means, such as /dev/stdout or the file that standard output is redirected into; nil for
// none.
func (d *destinations) stream(name string) io.Writer {
	for _, w := range d.streams {
		if files.IsStream(name, w) {
			return w
		}
	}
	return nil
}
