package lint

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/source"
)

// maxExtends limits the length of a chain of settings files.
const maxExtends = 10

// A linkedConfig is a settings file with its directory.
type linkedConfig struct {
	*config
	dir string
}

// readChain reads a settings file and those it extends, starting with itself. They must be in the same repository. Without one,
// they must be below the current directory, or below the directory of the first if that is elsewhere.
func (f folder) readChain(file *source.File) ([]linkedConfig, source.Diagnostics, error) {
	base := path.Dir(file.Name)
	if filepath.IsLocal(filepath.FromSlash(base)) {
		base = "."
	}
	if top := f.repository(base); top != "" {
		base = top
	}
	root, err := os.OpenRoot(f.at(base))
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", base, locate.Cause(err))
	}
	defer func() { _ = root.Close() }() // it was only read
	var chain []linkedConfig
	seen := []string{file.Name}
	for {
		parsed, found := parseConfig(file)
		chain = append(chain, linkedConfig{parsed, path.Dir(file.Name)})
		if len(found) > 0 || parsed.extends == nil {
			return chain, found, nil
		}
		next, fault := f.readExtended(root, base, path.Dir(file.Name), parsed.extends.Text)
		switch {
		case fault == "" && slices.Contains(seen, next.Name):
			fault = "that file extends this one"
		case fault == "" && len(seen) == maxExtends:
			fault = fmt.Sprintf("the chain has more than %d files", maxExtends)
		}
		if fault != "" {
			message := fmt.Sprintf(`"extends" names %q, but %s`, parsed.extends.Text, fault)
			return nil, source.Diagnostics{{Span: parsed.extends.Span, Severity: source.Error, Message: message}}, nil
		}
		seen = append(seen, next.Name)
		file = next
	}
}

// readExtended reads a file that one in the directory dir extends, or returns why it can't.
func (f folder) readExtended(root *os.Root, base, dir, name string) (file *source.File, fault string) {
	joined := path.Join(dir, filepath.ToSlash(name))
	below, ok := f.relative(base, joined)
	if path.IsAbs(name) || !ok {
		return nil, "it is not below " + f.directoryText(base)
	}
	info, err := root.Stat(below)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "it does not exist"
	case err != nil:
		return nil, "it cannot be read: " + locate.Cause(err).Error()
	case !info.Mode().IsRegular() || info.Size() > locate.MaxFile:
		return nil, "it is not a regular file or is too large"
	}
	text, err := root.ReadFile(below)
	if err != nil {
		return nil, "it cannot be read: " + locate.Cause(err).Error()
	}
	return source.NewFile(joined, string(text)), ""
}

// directoryText names a directory in a message.
func (f folder) directoryText(dir string) string {
	switch {
	case f.repository(dir) == dir:
		return "the directory of the repository"
	case dir == ".":
		return "the current directory"
	}
	return fmt.Sprintf("the directory %q", dir)
}

// A glob is a pattern of paths below a directory.
type glob struct{ dir, pattern string }

// matches reports whether the pattern matches a path, or a directory above it.
func (g glob) matches(from folder, shown string) bool {
	below, ok := from.relative(g.dir, shown)
	return ok && (doublestar.MatchUnvalidated(g.pattern, below) || doublestar.MatchUnvalidated(g.pattern+"/**", below))
}

// A mergedConfig is the result of merging a chain of settings files.
type mergedConfig struct {
	config
	globs []glob
}

// merge merges a chain of settings files: earlier files override later ones, and what any of them ignores is ignored. The patterns
// of the first are relative to root.
func merge(chain []linkedConfig, root string) *mergedConfig {
	m := &mergedConfig{config: config{rules: map[string]source.Severity{}}}
	chain[0].dir = root
	for _, c := range slices.Backward(chain) {
		maps.Copy(m.rules, c.rules)
		if c.failOn != 0 {
			m.failOn = c.failOn
		}
		if c.kind != "" {
			m.kind = c.kind
		}
		for _, pattern := range c.ignore {
			m.globs = append(m.globs, glob{c.dir, pattern})
		}
	}
	return m
}
