package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/aslcheck/aslcheck/source"
)

// configName is the name of files of settings.
const configName = ".aslcheck.yaml"

// maxExtends is how many files of settings may stand on one another.
const maxExtends = 10

// A project finds and reads the files of settings that hold for definitions.
type project struct {
	flags   *lintFlags
	folders map[string]*lintSettings // by folder, nil where it has no file of settings
	bare    *lintSettings            // of the flags alone
}

// settingsOf returns the settings of a definition: those of the nearest file of settings above it, up to the current
// folder, with the flags before them.
func (p *project) settingsOf(shown string) (*lintSettings, error) {
	if p.flags.config != "" {
		return p.folder("", filepath.ToSlash(p.flags.config), ".")
	}
	if p.flags.noConfig {
		return p.bare, nil
	}
	if below, ok := relative(".", shown); ok {
		shown = below
	}
	dir := path.Dir(shown)
	for {
		s, err := p.folder(dir, path.Join(dir, configName), dir)
		if s != nil || err != nil {
			return s, err
		}
		if dir == "." || !filepath.IsLocal(filepath.FromSlash(dir)) {
			return p.bare, nil
		}
		dir = path.Dir(dir)
	}
}

// folder returns the settings that a file holds, nil where it does not exist. Its patterns are below root.
func (p *project) folder(key, name, root string) (*lintSettings, error) {
	if s, ok := p.folders[key]; ok {
		return s, nil
	}
	if _, err := os.Lstat(name); key != "" && errors.Is(err, fs.ErrNotExist) {
		p.folders[key] = nil
		return nil, nil
	}
	text, err := readFile(name)
	if err != nil {
		return nil, err
	}
	chain, found, err := readChain(source.NewFile(path.Clean(name), text))
	if err != nil {
		return nil, err
	}
	if len(found) > 0 {
		lines := make([]string, len(found))
		for i := range found {
			lines[i] = fmt.Sprintf("%s: %s", found[i].Span, found[i].Message)
		}
		return nil, usagef("%s", strings.Join(lines, "\n"))
	}
	s, err := p.flags.settings(merge(chain, root))
	if err == nil {
		p.folders[key] = s
	}
	return s, err
}

// A linkedConfig is a file of settings with the folder it stands in.
type linkedConfig struct {
	*lintConfig
	dir string
}

// readChain reads a file of settings and those it extends, itself first. They lie below the current folder, or below
// the folder of the first where that is elsewhere.
func readChain(file *source.File) ([]linkedConfig, source.Diagnostics, error) {
	base := "."
	if !filepath.IsLocal(filepath.FromSlash(file.Name)) {
		base = path.Dir(file.Name)
	}
	root, err := os.OpenRoot(base)
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", base, cause(err))
	}
	defer func() { _ = root.Close() }() // it was only read
	var chain []linkedConfig
	seen := []string{file.Name}
	for {
		config, found := parseLintConfig(file)
		chain = append(chain, linkedConfig{config, path.Dir(file.Name)})
		if len(found) > 0 || config.extends == nil {
			return chain, found, nil
		}
		next, fault := readExtended(root, base, path.Dir(file.Name), config.extends.Text)
		switch {
		case fault == "" && slices.Contains(seen, next.Name):
			fault = "it extends this file itself"
		case fault == "" && len(seen) == maxExtends:
			fault = fmt.Sprintf("more than %d files extend one another", maxExtends)
		}
		if fault != "" {
			message := fmt.Sprintf(`"extends" names %q, but %s`, config.extends.Text, fault)
			return nil, source.Diagnostics{{Span: config.extends.Span, Severity: source.Error, Message: message}}, nil
		}
		seen = append(seen, next.Name)
		file = next
	}
}

// readExtended reads a file that one in the folder dir extends, or says why not.
func readExtended(root *os.Root, base, dir, name string) (file *source.File, fault string) {
	joined := path.Join(dir, filepath.ToSlash(name))
	below, ok := relative(base, joined)
	if path.IsAbs(name) || !ok {
		return nil, "it is not below " + where(base)
	}
	info, err := root.Stat(below)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, "there is no such file"
	case err != nil:
		return nil, "it cannot be read: " + cause(err).Error()
	case !info.Mode().IsRegular() || info.Size() > maxFile:
		return nil, "it is no regular file of a reasonable size"
	}
	text, err := root.ReadFile(below)
	if err != nil {
		return nil, "it cannot be read: " + cause(err).Error()
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
func (g glob) matches(shown string) bool {
	below, ok := relative(g.dir, shown)
	return ok && (doublestar.MatchUnvalidated(g.pattern, below) || doublestar.MatchUnvalidated(g.pattern+"/**", below))
}

// relative returns how a path below a folder is named from there.
func relative(dir, name string) (string, bool) {
	dir, name = filepath.FromSlash(dir), filepath.FromSlash(name)
	if !filepath.IsLocal(dir) || !filepath.IsLocal(name) {
		absDir, errDir := filepath.Abs(dir)
		absName, errName := filepath.Abs(name)
		if errDir != nil || errName != nil {
			return "", false
		}
		dir, name = absDir, absName
	}
	below, err := filepath.Rel(dir, name)
	return filepath.ToSlash(below), err == nil && filepath.IsLocal(below)
}

// A mergedConfig is what the files of settings say together.
type mergedConfig struct {
	lintConfig
	globs []glob
}

// merge puts files of settings together: those before win, and what any ignores is ignored. The patterns of the first
// are below root.
func merge(chain []linkedConfig, root string) *mergedConfig {
	m := &mergedConfig{lintConfig: lintConfig{rules: map[string]source.Severity{}}}
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
