package behavior

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/aslcheck/aslcheck/value"
)

// Read returns the cases of all files with the extension txtar, sorted by path and in their order.
func Read(files fs.FS) ([]*Case, error) {
	var cases []*Case
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".txtar" {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		found, err := Parse(strings.TrimSuffix(name, ".txtar"), text)
		cases = append(cases, found...)
		return err
	})
	return cases, err
}

// Parse returns the cases of a file.
func Parse(topic string, text []byte) ([]*Case, error) {
	archive := txtar.Parse(text)
	shared := draft{source: sourceOf(string(archive.Comment))}
	var cases []*Case
	var current *draft
	finish := func() error {
		if current == nil {
			return nil
		}
		c, err := current.finish()
		cases = append(cases, c)
		return err
	}
	for _, f := range archive.Files {
		if name, ok := strings.CutPrefix(f.Name, "case:"); ok {
			if err := finish(); err != nil {
				return cases, err
			}
			current = shared.start(topic, strings.TrimSpace(name), string(f.Data))
			continue
		}
		d := &shared
		if current != nil {
			d = current
		}
		if err := d.section(f.Name, string(f.Data)); err != nil {
			return cases, fmt.Errorf("%s: %s: %w", topic, f.Name, err)
		}
	}
	return cases, finish()
}

// sourceOf returns the paragraph of a text that begins with "Source:".
func sourceOf(text string) string {
	_, after, ok := strings.Cut("\n"+text, "\nSource:")
	if !ok {
		return ""
	}
	paragraph, _, _ := strings.Cut(after, "\n\n")
	return strings.Join(strings.Fields(paragraph), " ")
}

// A draft is a case whose sections are being read.
type draft struct {
	c      Case
	source string
}

// start returns the draft of a case that shares the sections of d.
func (d *draft) start(topic, name, text string) *draft {
	next := &draft{c: d.c}
	next.c.Topic, next.c.Name, next.c.Text, next.c.Source = topic, name, strings.TrimSpace(text), d.source
	if own := sourceOf(text); own != "" {
		next.c.Source = own
	}
	next.c.Request.Name = next.c.ID()
	return next
}

// filler is a text that a file repeats, such as "<x 300000 times>". An escape of Go is a character that a file can't show, such
// as "<\r 1 times>".
var filler = regexp.MustCompile(`<([^<> ]+) (\d{1,7}) times>`)

// fill writes out the long texts of a section.
func fill(text string) string {
	return filler.ReplaceAllStringFunc(text, func(found string) string {
		parts := filler.FindStringSubmatch(found)
		times, err := strconv.Atoi(parts[2])
		if err != nil {
			return found
		}
		repeated := parts[1]
		if unquoted, err := strconv.Unquote(`"` + repeated + `"`); err == nil {
			repeated = unquoted
		}
		return strings.Repeat(repeated, times)
	})
}

// section reads one section.
func (d *draft) section(name, text string) error {
	kind, rest, _ := strings.Cut(name, " ")
	text = fill(text)
	var err error
	switch kind {
	case "definition.json":
		d.c.Request.Definition, err = readJSON[json.RawMessage](text)
	case "input.json":
		d.c.Request.Input, err = readJSON[json.RawMessage](text)
	case "answers.json":
		d.c.Request.Answers, err = readJSON[json.RawMessage](text)
	case "settings.json":
		d.c.Request.Settings, err = readJSON[Settings](text)
	case "child":
		var child json.RawMessage
		child, err = readJSON[json.RawMessage](text)
		d.c.Request.Children = with(d.c.Request.Children, rest, child)
	case "object":
		d.c.Request.Objects = with(d.c.Request.Objects, rest, text)
	case "written":
		d.c.expected.written = with(d.c.expected.written, rest, text)
	case "expected.json":
		err = d.expect(text)
	case "output.txt":
		d.c.expected.text = strings.TrimRight(text, "\n")
	case "history.txt":
		d.c.expected.history, err = parseHistory(text)
	default:
		err = errors.New("the section is not known")
	}
	return err
}

// readJSON reads a section of JSON.
func readJSON[T any](text string) (v T, err error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	err = decoder.Decode(&v)
	return v, err
}

// with returns a copy of a map with one more entry.
func with[V any](m map[string]V, key string, v V) map[string]V {
	longer := map[string]V{key: v}
	for k, old := range m {
		if k != key {
			longer[k] = old
		}
	}
	return longer
}

// expect reads what is expected.
func (d *draft) expect(text string) error {
	v, err := value.Parse(strings.TrimSpace(text))
	if err != nil {
		return err
	}
	for _, m := range v.Members() {
		switch m.Key {
		case "status":
			d.c.expected.status = m.Value.Text()
		case "output":
			d.c.expected.output = m.Value
		case "error":
			d.c.expected.err = m.Value
		case "cause":
			d.c.expected.cause = m.Value
		case "seconds":
			d.c.expected.seconds = m.Value
		default:
			return fmt.Errorf("the member %q is not known", m.Key)
		}
	}
	return nil
}

// finish returns the case, and an error if it lacks something.
func (d *draft) finish() (*Case, error) {
	c := d.c
	if c.Request.Input == nil {
		c.Request.Input = json.RawMessage("{}")
	}
	switch {
	case c.Request.Definition == nil:
		return &c, fmt.Errorf("%s: no definition.json", c.ID())
	case c.expected.status == "":
		return &c, fmt.Errorf("%s: expected.json has no status", c.ID())
	case c.Text == "" || c.Source == "":
		return &c, fmt.Errorf("%s: the case needs a text, and a source", c.ID())
	}
	return &c, nil
}
