package locate

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
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
	switch {
	case info.IsDir():
		return "", fmt.Errorf("read %s: it is a directory", name)
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("read %s: it is not a regular file", name)
	case info.Size() > MaxFile:
		return "", fmt.Errorf("read %s: it is larger than %d MiB", name, MaxFile>>20)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", name, Cause(err))
	}
	return string(text), nil
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
	name = strings.ToLower(name)
	return slices.ContainsFunc(definitionSuffixes, func(suffix string) bool { return strings.HasSuffix(name, suffix) })
}

// IsDefinition reports whether a file found in a directory is a definition: by its name or, for other JSON files, because it
// has the members that every definition has.
func IsDefinition(name string, read func() (string, error)) bool {
	if HasDefinitionName(name) {
		return true
	}
	if !strings.EqualFold(filepath.Ext(name), ".json") {
		return false
	}
	text, err := read()
	if err != nil || !strings.Contains(text, `"StartAt"`) || !strings.Contains(text, `"States"`) {
		return false
	}
	root, _ := source.ParseJSON(source.NewFile(name, text))
	return root.Get("StartAt") != nil && root.Get("States") != nil
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
