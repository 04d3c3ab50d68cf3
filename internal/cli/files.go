package cli

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// readInput reads a file, or standard input for "-".
func (a *app) readInput(name string) (string, error) {
	if name != "-" {
		return locate.ReadFile(name)
	}
	text, err := io.ReadAll(io.LimitReader(a.stdin, locate.MaxFile+1))
	if err != nil {
		return "", fmt.Errorf("read standard input: %w", err)
	}
	if len(text) > locate.MaxFile {
		return "", fmt.Errorf("read standard input: it is larger than %d MiB", locate.MaxFile>>20)
	}
	return string(text), nil
}

// relativeTo returns how a test file refers to another file: relative to its own directory if possible.
func relativeTo(testFile, name string) string {
	from, errFrom := filepath.Abs(filepath.Dir(testFile))
	to, errTo := filepath.Abs(name)
	below, err := filepath.Rel(from, to)
	if errFrom != nil || errTo != nil || err != nil {
		return filepath.ToSlash(name)
	}
	return filepath.ToSlash(below)
}

// A testFile is a test file with the directory that it may not leave.
type testFile struct {
	root string
	name string // below root, with slashes
}

// testFiles returns the test files among the arguments, each once: a directory and a file in it may both be named.
func testFiles(args []string) ([]testFile, error) {
	args, err := expand(args)
	if err != nil {
		return nil, err
	}
	var files []testFile
	seen := map[string]bool{}
	add := func(f testFile) {
		if full := filepath.Join(f.root, f.name); !seen[full] {
			seen[full] = true
			files = append(files, f)
		}
	}
	for _, arg := range args {
		info, err := os.Stat(arg)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", arg, locate.Cause(err))
		}
		if !info.IsDir() {
			add(namedTestFile(arg))
			continue
		}
		err = locate.Walk(arg, func(name string) error {
			if suite.IsTestFile(name) {
				below, err := filepath.Rel(arg, name)
				if err != nil {
					return err
				}
				add(testFile{root: arg, name: filepath.ToSlash(below)})
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

// expand replaces patterns among the arguments with the files they match, for shells that don't support "**". Without arguments
// it returns the current directory. An argument that exists is not a pattern.
func expand(args []string) ([]string, error) {
	var names []string
	for _, arg := range orHere(args) {
		if _, err := os.Lstat(arg); err == nil || !strings.ContainsAny(arg, "*?[{") {
			names = append(names, arg)
			continue
		}
		found, err := glob(arg)
		if err != nil {
			return nil, usagef("invalid pattern %q: %s", arg, err)
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("no files match %s", arg)
		}
		names = append(names, found...)
	}
	return names, nil
}

// glob returns the files that a pattern matches, in lexical order. Links to folders are not followed, and what can't be read is left
// out. Each folder is read once, also where there are several "**", which a search for each of them in turn would visit again and again.
func glob(arg string) ([]string, error) {
	base, pattern := doublestar.SplitPattern(filepath.ToSlash(arg))
	if !doublestar.ValidatePattern(pattern) {
		return nil, doublestar.ErrBadPattern
	}
	var found []string
	err := fs.WalkDir(os.DirFS(filepath.FromSlash(base)), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case !entry.IsDir():
			if doublestar.MatchUnvalidated(pattern, name) {
				found = append(found, filepath.Join(filepath.FromSlash(base), filepath.FromSlash(name)))
			}
		case !maybeAbove(pattern, name):
			return fs.SkipDir
		}
		return nil
	})
	return found, err
}

// maybeAbove reports whether a pattern may match something below a folder.
func maybeAbove(pattern, folder string) bool {
	if folder == "." || strings.Contains(pattern, "{") { // there may be slashes in braces
		return true
	}
	parts, names := strings.Split(pattern, "/"), strings.Split(folder, "/")
	n := len(names)
	if i := slices.Index(parts, "**"); i >= 0 {
		n = min(n, i)
	} else if n >= len(parts) {
		return false
	}
	return doublestar.MatchUnvalidated(strings.Join(parts[:n], "/"), strings.Join(names[:n], "/"))
}

// namedTestFile returns a test file that was named itself: it may refer to files below the current directory, or below its own
// directory if that is elsewhere.
func namedTestFile(arg string) testFile {
	if filepath.IsLocal(arg) {
		return testFile{root: ".", name: path.Clean(filepath.ToSlash(arg))}
	}
	return testFile{root: filepath.Dir(arg), name: filepath.Base(arg)}
}
