package cli

import (
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// readInput reads a file, or the standard input for "-".
func (a *app) readInput(name string) (string, error) {
	if name != "-" {
		return locate.ReadFile(name)
	}
	text, err := io.ReadAll(io.LimitReader(a.stdin, locate.MaxFile+1))
	if err != nil {
		return "", fmt.Errorf("read the standard input: %w", err)
	}
	if len(text) > locate.MaxFile {
		return "", fmt.Errorf("read the standard input: it is larger than %d MiB", locate.MaxFile>>20)
	}
	return string(text), nil
}

// relativeTo returns how a test file names another file: relative to its own folder where that is possible.
func relativeTo(testFile, name string) string {
	from, errFrom := filepath.Abs(filepath.Dir(testFile))
	to, errTo := filepath.Abs(name)
	below, err := filepath.Rel(from, to)
	if errFrom != nil || errTo != nil || err != nil {
		return filepath.ToSlash(name)
	}
	return filepath.ToSlash(below)
}

// A testFile is a test file with the folder that it may not leave.
type testFile struct {
	root string
	name string // below root, with slashes
}

// testFiles returns the test files of the arguments, each once: a folder and a file in it may both be named.
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

// expand replaces patterns among arguments by what they match, for shells that do not know "**", and no argument by the
// current folder. What exists is no pattern.
func expand(args []string) ([]string, error) {
	var names []string
	for _, arg := range orHere(args) {
		if _, err := os.Lstat(arg); err == nil || !strings.ContainsAny(arg, "*?[{") {
			names = append(names, arg)
			continue
		}
		found, err := doublestar.FilepathGlob(arg, doublestar.WithNoFollow(), doublestar.WithFilesOnly())
		if err != nil {
			return nil, usagef("%q is no pattern: %s", arg, err)
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("nothing matches %s", arg)
		}
		names = append(names, found...)
	}
	return names, nil
}

// namedTestFile is a test file that was named itself: it may reach what is below the current folder, or below its own
// where it stands elsewhere.
func namedTestFile(arg string) testFile {
	if filepath.IsLocal(arg) {
		return testFile{root: ".", name: path.Clean(filepath.ToSlash(arg))}
	}
	return testFile{root: filepath.Dir(arg), name: filepath.Base(arg)}
}
