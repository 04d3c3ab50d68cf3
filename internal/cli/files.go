package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// maxFile is the largest file that is read.
const maxFile = 50 << 20

// readFile reads a file that the user named.
func readFile(name string) (string, error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", name, cause(err))
	}
	switch {
	case info.IsDir():
		return "", fmt.Errorf("read %s: it is a folder", name)
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("read %s: it is no regular file", name)
	case info.Size() > maxFile:
		return "", fmt.Errorf("read %s: it is larger than %d MiB", name, maxFile>>20)
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return "", fmt.Errorf("read %s: %w", name, cause(err))
	}
	return string(text), nil
}

// cause returns an error of the file system without the path, which the message names already.
func cause(err error) error {
	var p *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file")
	case errors.As(err, &p):
		return p.Err
	default:
		return err
	}
}

// readInput reads a file, or the standard input for "-".
func (a *app) readInput(name string) (string, error) {
	if name != "-" {
		return readFile(name)
	}
	text, err := io.ReadAll(io.LimitReader(a.stdin, maxFile+1))
	if err != nil {
		return "", fmt.Errorf("read the standard input: %w", err)
	}
	if len(text) > maxFile {
		return "", fmt.Errorf("read the standard input: it is larger than %d MiB", maxFile>>20)
	}
	return string(text), nil
}

// skippedFolders are never walked into.
var skippedFolders = []string{"node_modules", "vendor", "testdata"}

// walk calls visit for every file below a folder, in the order of their names, and not for what is hidden.
func walk(root string, visit func(name string) error) error {
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fmt.Errorf("read %s: %w", name, cause(err))
		case d.IsDir() && name != root && (strings.HasPrefix(d.Name(), ".") || slices.Contains(skippedFolders, d.Name())):
			return filepath.SkipDir
		case d.Type().IsRegular():
			return visit(name)
		default:
			return nil
		}
	})
}

// definitionSuffixes end the names of definitions.
var definitionSuffixes = []string{".asl.json", ".asl.yaml", ".asl.yml", ".asl"}

// hasDefinitionName reports whether a file is a definition by its name.
func hasDefinitionName(name string) bool {
	return slices.ContainsFunc(definitionSuffixes, func(suffix string) bool { return strings.HasSuffix(name, suffix) })
}

// isDefinition reports whether a file found in a folder is a definition: by its name, or, for other JSON files, since it
// has the members that every definition has.
func isDefinition(name string, read func() (string, error)) bool {
	if suite.IsTestFile(name) {
		return false
	}
	if hasDefinitionName(name) {
		return true
	}
	if filepath.Ext(name) != ".json" {
		return false
	}
	text, err := read()
	if err != nil || !strings.Contains(text, `"StartAt"`) || !strings.Contains(text, `"States"`) {
		return false
	}
	root, _ := source.ParseJSON(source.NewFile(name, text))
	return root.Get("StartAt") != nil && root.Get("States") != nil
}

// displayName is how a file is shown: with slashes, and without "./".
func displayName(name string) string {
	if name == "-" {
		return "<stdin>"
	}
	return path.Clean(filepath.ToSlash(name))
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
			return nil, fmt.Errorf("read %s: %w", arg, cause(err))
		}
		if !info.IsDir() {
			add(namedTestFile(arg))
			continue
		}
		err = walk(arg, func(name string) error {
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
