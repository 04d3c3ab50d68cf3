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

// maxExtends is how many files of settings may stand on one another.
const maxExtends = 10

// A linkedConfig is a file of settings with the folder it stands in.
type linkedConfig struct {
	*config
	dir string
}

// readChain reads a file of settings and those it extends, itself first. They lie below the current folder, or below
// the folder of the first where that is elsewhere.
func (f folder) readChain(file *source.File) ([]linkedConfig, source.Diagnostics, error) {
	base := "."
	if !filepath.IsLocal(filepath.FromSlash(file.Name)) {
		base = path.Dir(file.Name)
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
			fault = "it extends this file itself"
		case fault == "" && len(seen) == maxExtends:
			fault = fmt.Sprintf("more than %d files extend one another", maxExtends)
		}
		if fault != "" {
			message := fmt.Sprintf(`"extends" names %q, but %s`, parsed.extends.Text, fault)
			return nil, source.Diagnostics{{Span: parsed.extends.Span, Severity: source.Error, Message: message}}, nil
		}
		seen = append(seen, next.Name)
		file = next
	}
}

// readExtended reads a file that one in the folder dir extends, or says why not.
func (f folder) readExtended(root *os.Root, base, dir, name string) (file *source.File, fault string) {
	joined := path.Join(dir, filepath.ToSlash(name))
	below, ok := f.relative(base, joined)
	if path.IsAbs(name) || !ok {
		return nil, "it is not below " + where(base)
	}
	info, err := root.Stat(below)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "there is no such file"
	case err != nil:
		return nil, "it cannot be read: " + locate.Cause(err).Error()
	case !info.Mode().IsRegular() || info.Size() > locate.MaxFile:
		return nil, "it is no regular file of a reasonable size"
	}
	text, err := root.ReadFile(below)
	if err != nil {
		return nil, "it cannot be read: " + locate.Cause(err).Error()
	}
	return source.NewFile(joined, string(text)), ""
}

// where names a folder in a message.
func where(dir string) string {
	if dir == "." {
		return "the current folder"
	}
	return fmt.Sprintf("the folder %q", dir)
}

// A glob is a pattern of paths below a folder.
type glob struct{ dir, pattern string }

// matches reports whether the pattern stands for a path, or for a folder above it.
func (g glob) matches(from folder, shown string) bool {
	below, ok := from.relative(g.dir, shown)
	return ok && (doublestar.MatchUnvalidated(g.pattern, below) || doublestar.MatchUnvalidated(g.pattern+"/**", below))
}

// A mergedConfig is what the files of settings say together.
type mergedConfig struct {
	config
	globs []glob
}

// merge puts files of settings together: those before win, and what any ignores is ignored. The patterns of the first
// are below root.
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
