package locate

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// MaxFile is the size of the largest file that is read, in bytes.
const MaxFile = 50 << 20

// ReadFile reads a file that the user named.
func ReadFile(name string) (string, error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", name, Cause(err))
	}
	if err := readable(info); err != nil {
		return "", fmt.Errorf("read %s: %w", name, err)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", name, Cause(err))
	}
	return string(text), nil
}

// readable returns an error for what is not a regular file, since reading a FIFO or a device may never end, and for a file that
// is too large.
func readable(info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return errors.New("it is a directory")
	case !info.Mode().IsRegular():
		return errors.New("it is not a regular file")
	case info.Size() > MaxFile:
		return fmt.Errorf("it is larger than %d MiB", MaxFile>>20)
	default:
		return nil
	}
}

// ReadFrom reads a file of a file system under the same conditions as ReadFile. The error has no path.
func ReadFrom(fsys fs.FS, name string) (string, error) {
	info, err := fs.Stat(fsys, name)
	if err == nil {
		err = readable(info)
	}
	if err != nil {
		return "", err
	}
	text, err := fs.ReadFile(fsys, name)
	return string(text), err
}

// Cause returns a file system error without the path, which the message already contains.
func Cause(err error) error {
	var p *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("no such file")
	case errors.As(err, &p):
		return p.Err
	default:
		return err
	}
}

// definitionSuffixes are the suffixes of definition files.
var definitionSuffixes = []string{".asl.json", ".asl.yaml", ".asl.yml", ".asl"}

// HasDefinitionName reports whether a file is a definition by its name, in any case.
func HasDefinitionName(name string) bool {
	return slices.ContainsFunc(definitionSuffixes, func(suffix string) bool {
		return len(name) >= len(suffix) && strings.EqualFold(name[len(name)-len(suffix):], suffix)
	})
}

// contentSuffixes end the names of files that are read to see whether they are definitions.
var contentSuffixes = []string{".json", ".yaml", ".yml", ".jsonc", ".tftpl", ".tpl", ".template"}

// MayBeDefinition reports whether a file found in a directory is worth reading to see whether it is a definition.
func MayBeDefinition(name string) bool {
	return HasDefinitionName(name) || slices.Contains(contentSuffixes, strings.ToLower(filepath.Ext(name)))
}

// IsDefinition reports whether a file found in a directory is a definition: by its name or, for other JSON and YAML files, because
// it has the members that every definition has.
func IsDefinition(name string, read func() (string, error)) bool {
	if HasDefinitionName(name) {
		return true
	}
	if !MayBeDefinition(name) {
		return false
	}
	text, err := read()
	return err == nil && HasDefinition(name, text)
}

// startLine and statesLine are the members of a definition in YAML.
var (
	startLine  = regexp.MustCompile(`(?m)^["']?StartAt["']?[ \t]*:`)
	statesLine = regexp.MustCompile(`(?m)^["']?States["']?[ \t]*:`)
)

// anyMember is one of these members anywhere, in JSON or YAML.
var anyMember = regexp.MustCompile(`(StartAt|States)["']?[ \t]*:`)

// HasDefinition reports whether a text has the members that every definition has. YAML with an error that hides them counts if
// lines begin with them.
func HasDefinition(name, text string) bool {
	if !strings.Contains(text, "StartAt") || !strings.Contains(text, "States") {
		return false
	}
	trimmed := strings.TrimLeft(text, "\ufeff \t\r\n")
	isYAML := trimmed != "" && strings.IndexByte(`{[/`, trimmed[0]) < 0
	if isYAML && (!startLine.MatchString(text) || !statesLine.MatchString(text)) {
		return false
	}
	root, _ := source.Parse(source.NewFile(name, text))
	return root.Get("StartAt") != nil && root.Get("States") != nil || isYAML && root.Kind == source.Invalid
}

// IsPart reports whether a text that a user takes for a definition is at least a part of one, so that its findings are worth
// reading: it has one of the members that every definition has, or can't be parsed and mentions one.
func IsPart(name, text string) bool {
	if strings.TrimSpace(text) == "" {
		return true
	}
	if !strings.Contains(text, "StartAt") && !strings.Contains(text, "States") {
		return false
	}
	root, _ := source.Parse(source.NewFile(name, text))
	return root.Get("StartAt") != nil || root.Get("States") != nil || root.Kind == source.Invalid && anyMember.MatchString(text)
}

// DisplayName is how a file is shown: with slashes, and without "./".
func DisplayName(name string) string {
	if name == "-" {
		return "<stdin>"
	}
	return path.Clean(filepath.ToSlash(name))
}

// Stem returns the name of a file without the suffix of a definition or ".json"; false if it has neither.
func Stem(name string) (string, bool) {
	for _, suffix := range append(slices.Clone(definitionSuffixes), ".json") {
		if strings.HasSuffix(strings.ToLower(name), suffix) {
			return name[:len(name)-len(suffix)], true
		}
	}
	return "", false
}

// IsFile reports whether there is a file of that name on the disk.
func IsFile(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// beside returns the name of a file that another one refers to.
func beside(file, name string) string {
	return path.Join(path.Dir(filepath.ToSlash(file)), filepath.ToSlash(name))
}
