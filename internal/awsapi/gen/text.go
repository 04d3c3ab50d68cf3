package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The text of a service is a line for the service, lines for its operations and lines for its shapes, each sorted by name.
// Lines that belong to one before them are indented:
//
//	service sqs Sqs 2012-11-05 2026-08-07
//	operation deleteMessage DeleteMessageRequest -
//	  ! QueueDoesNotExistException
//	shape DeleteMessageRequest structure
//	  QueueUrl string required
//	shape MessageSystemAttributeNameForSends string
//	  = AWSTraceHeader
//	shape TagMap map TagKey string
//	shape BoxedInteger integer 1..10
//
// After the versions a service may say "removed=DATE", "deprecated=DATE" and "dropped=DATE", an operation "unsupported" and
// "deprecated", and a member "required", "json" and "or=NAME" for another name.

// writeCatalog writes the text of each service to a file of a folder, and removes those of other services.
func writeCatalog(dir string, services map[string]*service) error {
	old, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return err
	}
	for _, name := range old {
		if services[strings.TrimSuffix(filepath.Base(name), ".txt")] == nil {
			if err := os.Remove(name); err != nil {
				return fmt.Errorf("write catalog: %w", err)
			}
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("write catalog: %w", err)
	}
	for name, s := range services {
		if err := os.WriteFile(filepath.Join(dir, name+".txt"), []byte(s.text()), 0o644); err != nil { //nolint:gosec // it is public
			return fmt.Errorf("write catalog: %w", err)
		}
	}
	return nil
}

func (s *service) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "service %s %s %s %s", s.name, s.prefix, s.version, s.source)
	for _, m := range [][2]string{{"removed", s.removed}, {"deprecated", s.deprecated}, {"dropped", s.dropped}} {
		if m[1] != "" {
			b.WriteString(" " + m[0] + "=" + m[1])
		}
	}
	b.WriteByte('\n')
	for _, name := range sortedKeys(s.operations) {
		o := s.operations[name]
		fmt.Fprintf(&b, "operation %s %s %s%s%s\n", name, orDash(o.in), orDash(o.out), mark(o.unsupported, "unsupported"), mark(o.deprecated, "deprecated"))
		for _, e := range o.errors {
			b.WriteString("  ! " + e + "\n")
		}
	}
	for _, name := range sortedKeys(s.shapes) {
		s.shapes[name].text(&b, name)
	}
	return b.String()
}

func (s *shape) text(b *strings.Builder, name string) {
	b.WriteString("shape " + name + " " + s.kind)
	for _, word := range []string{s.key, s.value, s.limits} {
		if word != "" {
			b.WriteString(" " + word)
		}
	}
	b.WriteByte('\n')
	for _, m := range s.members {
		fmt.Fprintf(b, "  %s %s%s%s", m.name, m.ref, mark(m.required, "required"), mark(m.json, "json"))
		for _, other := range m.aliases {
			b.WriteString(" or=" + other)
		}
		b.WriteByte('\n')
	}
	for _, value := range s.enum {
		b.WriteString("  = " + value + "\n")
	}
}

func mark(set bool, word string) string {
	if set {
		return " " + word
	}
	return ""
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func noDash(s string) string {
	if s == "-" {
		return ""
	}
	return s
}

// readCatalog reads the texts of a folder.
func readCatalog(dir string) (map[string]*service, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no catalog in %s", dir)
	}
	services := map[string]*service{}
	for _, name := range files {
		text, err := os.ReadFile(name) //nolint:gosec // a path that the caller gave
		if err != nil {
			return nil, fmt.Errorf("read catalog: %w", err)
		}
		s, err := readText(string(text))
		if err != nil {
			return nil, fmt.Errorf("read catalog: %s: %w", filepath.Base(name), err)
		}
		services[s.name] = s
	}
	return services, nil
}

func readText(text string) (*service, error) {
	s := &service{operations: map[string]*operation{}, shapes: map[string]*shape{}}
	r := textReader{service: s}
	number := 0
	for line := range strings.Lines(text) {
		number++
		if err := r.line(strings.TrimSuffix(line, "\n")); err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
	}
	return s, nil
}

// A textReader reads line after line; operation and shape are those that indented lines belong to.
type textReader struct {
	service   *service
	operation *operation
	shape     *shape
}

func (r *textReader) line(line string) error {
	if rest, ok := strings.CutPrefix(line, "  "); ok {
		return r.inner(rest)
	}
	words := strings.Fields(line)
	switch {
	case len(words) >= 5 && words[0] == "service":
		s := r.service
		s.name, s.prefix, s.version, s.source = words[1], words[2], words[3], words[4]
		marks := map[string]*string{"removed": &s.removed, "deprecated": &s.deprecated, "dropped": &s.dropped}
		for _, word := range words[5:] {
			name, date, _ := strings.Cut(word, "=")
			if marks[name] == nil {
				return fmt.Errorf("unknown mark %q", word)
			}
			*marks[name] = date
		}
	case len(words) >= 4 && words[0] == "operation":
		r.operation = &operation{
			in: noDash(words[2]), out: noDash(words[3]),
			unsupported: slices.Contains(words[4:], "unsupported"), deprecated: slices.Contains(words[4:], "deprecated"),
		}
		r.service.operations[words[1]] = r.operation
	case len(words) >= 3 && words[0] == "shape":
		r.shape = &shape{kind: words[2]}
		r.service.shapes[words[1]] = r.shape
		return r.shape.read(words[3:])
	default:
		return fmt.Errorf("unknown line %q", line)
	}
	return nil
}

// read reads what follows the kind.
func (s *shape) read(words []string) error {
	if letters[s.kind] == 0 {
		return fmt.Errorf("unknown kind %q", s.kind)
	}
	want := map[string][]*string{"list": {&s.value}, "map": {&s.key, &s.value}}[s.kind]
	if len(words) < len(want) {
		return fmt.Errorf("a %s needs more", s.kind)
	}
	for i, ref := range want {
		*ref = words[i]
	}
	s.limits = strings.Join(words[len(want):], " ")
	return nil
}

func (r *textReader) inner(line string) error {
	switch mark, rest, _ := strings.Cut(line, " "); {
	case mark == "!" && r.operation != nil:
		r.operation.errors = append(r.operation.errors, rest)
	case mark == "=" && r.shape != nil:
		r.shape.enum = append(r.shape.enum, rest)
	case r.shape != nil:
		words := strings.Fields(rest)
		if len(words) == 0 {
			return fmt.Errorf("member %q without a type", mark)
		}
		m := member{name: mark, ref: words[0], required: slices.Contains(words[1:], "required"), json: slices.Contains(words[1:], "json")}
		for _, word := range words[1:] {
			if other, ok := strings.CutPrefix(word, "or="); ok {
				m.aliases = append(m.aliases, other)
			}
		}
		r.shape.members = append(r.shape.members, m)
	default:
		return fmt.Errorf("unknown line %q", line)
	}
	return nil
}
