package suite

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// A File is a test file that was read.
type File struct {
	// Name is its name in the file system it was loaded from.
	Name       string
	Source     *source.File
	Definition *asl.Definition
	Program    *simulator.Program
	Cases      []*TestCase
	// Reads are the names of all files that were read, as in messages.
	Reads []string

	kind   asl.WorkflowType // in the template, "" for none
	fsys   fs.FS
	prefix string
	// tree is the text as it was read, without included files and with tables as they are.
	tree *source.Node
	// goldens counts how often Reads lists a file because it's a golden file.
	goldens map[string]int
	// placeholders are the names of the placeholders in all definitions.
	placeholders map[string]bool
}

// Uses reports whether the file of that name, as messages show it, was read for f: its definition, and what it names.
func (f *File) Uses(name string) bool { return slices.Contains(f.Reads, name) }

// suffixes are the suffixes of test files.
var suffixes = []string{".asl.test.yaml", ".asl.test.yml", ".asl.test.json"}

// IsTestFile reports whether a file is a test file by its name, in any case.
func IsTestFile(name string) bool {
	name = strings.ToLower(name)
	for _, suffix := range suffixes {
		if strings.HasSuffix(name, suffix) {
			return true
		}
	}
	return false
}

// LoadBelow is Load for the files below a directory, which symbolic links can't leave either. The error says why the directory
// can't be read.
func LoadBelow(dir, name, prefix string) (*File, source.Diagnostics, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, nil, err
	}
	f, diagnostics := Load(root.FS(), name, prefix)
	return f, diagnostics, root.Close()
}

// Load reads a test file and its definition. All files are taken from fsys, so that a test file cannot reach outside
// it; prefix comes before their names in messages. Where there are errors among the diagnostics, Cases may be empty or
// lack what could not be read. A panic, which is our mistake, is an error of this file alone.
func Load(fsys fs.FS, name, prefix string) (f *File, diagnostics source.Diagnostics) {
	f = &File{Name: name, Source: source.NewFile(prefix+name, ""), fsys: fsys, prefix: prefix, placeholders: map[string]bool{}, goldens: map[string]int{}}
	f.Reads = append(f.Reads, prefix+name)
	defer func() {
		if reason := recover(); reason != nil {
			f.Cases, f.Program = nil, nil
			diagnostics = f.problem(source.Span{File: f.Source}, "aslcheck failed at this file, please report it: %v", reason)
		}
	}()
	text, err := locate.ReadFrom(fsys, name)
	f.Source = source.NewFile(prefix+name, text)
	if err != nil {
		return f, f.problem(source.Span{File: f.Source}, "read the test file: %s", reason(err))
	}
	return f, f.load()
}

// load reads the test file, whose text is known, and what it names.
func (f *File) load() source.Diagnostics {
	root, diagnostics := source.Parse(f.Source)
	if found := f.otherThanTests(root); found != nil {
		return found
	}
	if root == nil || diagnostics.HasErrors() {
		return diagnostics.Sorted()
	}
	f.tree = root
	root, found := f.include(root)
	diagnostics = append(diagnostics, found...)
	root, rows, found := f.expandRows(root)
	diagnostics = append(diagnostics, found...)
	findings, err := checkSchema(root)
	if err != nil {
		return f.problem(root.Span, "%s", err)
	}
	diagnostics = append(diagnostics, findings...)
	broken := brokenCases(root, findings)
	if findings.HasErrors() && broken == nil {
		return diagnostics.Sorted()
	}
	diagnostics = append(diagnostics, f.loadDefinition(root)...)
	if f.Program != nil {
		p := &parser{file: f, root: root, rows: rows, broken: broken}
		p.addStates(f.Definition)
		p.cases()
		p.checkSubstitutions()
		p.checkSilent()
		diagnostics = append(diagnostics, p.diagnostics...)
	}
	for i := range diagnostics {
		if diagnostics[i].Span.File == f.Source && diagnostics[i].Pointer == "" {
			diagnostics[i].Pointer = source.PointerAt(root, diagnostics[i].Span)
		}
	}
	return diagnostics.Sorted()
}

// otherThanTests returns the only finding in a file that was named as a test file and is something else.
func (f *File) otherThanTests(root *source.Node) source.Diagnostics {
	if root.Get("StartAt") != nil && root.Get("States") != nil {
		at := root.Span
		at.End = at.Start
		return f.problem(at, "this is a state machine, not a test file: its tests are in a file named %s", f.testName())
	}
	if IsTestFile(f.Name) || root.Get("cases") != nil {
		return nil
	}
	what := strings.TrimSuffix(locate.LooksLike(f.Name, f.Source.Text), " without state machines")
	if what == "" {
		return nil
	}
	found := f.problem(f.Source.Span(0, 0), "not a test file: it looks like %s", what)
	if root.Get("StateMachines") != nil {
		found[0].Hint = "name it with --mock-config"
	}
	return found
}

// brokenCases returns the cases with findings about their shape; nil if there are none, or if findings are about the file itself.
// The other cases are read nevertheless, so that all mistakes are reported at once.
func brokenCases(root *source.Node, findings source.Diagnostics) map[*source.Node]bool {
	cases := root.Get("cases")
	if cases == nil || cases.Kind != source.Array {
		return nil
	}
	broken := map[*source.Node]bool{}
	for _, d := range findings {
		i, ok := caseAt(cases.Items, d.Span)
		if !ok {
			return nil
		}
		broken[cases.Items[i]] = true
	}
	return broken
}

// caseAt returns the index of the case that a span begins in.
func caseAt(cases []*source.Node, at source.Span) (int, bool) {
	covers := func(n *source.Node) bool {
		return n.Span.Start.Offset <= at.Start.Offset && at.Start.Offset < n.Span.End.Offset && n.Span.File == at.File
	}
	// Cases are in the order of the text, except for those that tables, included files and aliases of YAML make.
	i := sort.Search(len(cases), func(i int) bool { return cases[i].Span.End.Offset > at.Start.Offset })
	if i < len(cases) && covers(cases[i]) && (i == 0 || !covers(cases[i-1])) {
		return i, true
	}
	i = slices.IndexFunc(cases, covers)
	return i, i >= 0
}

func (f *File) problem(at source.Span, format string, args ...any) source.Diagnostics {
	return source.Diagnostics{{
		Span: at, Severity: source.Error, Rule: RuleInvalidTest, Message: fmt.Sprintf(format, args...),
	}}
}

// reason returns a file system error without the path, which the message already contains.
func reason(err error) string {
	var p *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "no such file"
	case errors.Is(err, fs.ErrInvalid):
		return "it is outside the given directory"
	case errors.As(err, &p):
		return p.Err.Error()
	default:
		return err.Error()
	}
}

// A readError is the error for a file that a test file refers to and that can't be read.
type readError struct {
	name string
	err  error
}

func (e readError) Error() string { return fmt.Sprintf("read %q: %s", e.name, reason(e.err)) }

func (e readError) Unwrap() error { return e.err }

// read returns a file that the test file names, relative to itself, under the name that messages show. That is also there
// with an error, without a text.
func (f *File) read(name string) (*source.File, error) {
	full := path.Join(path.Dir(f.Name), name)
	shown := f.prefix + full
	if path.IsAbs(name) || !fs.ValidPath(full) {
		return source.NewFile(shown, ""), fmt.Errorf("read %q: it is outside the given directory", name)
	}
	f.Reads = append(f.Reads, shown)
	text, err := locate.ReadFrom(f.fsys, full)
	if err != nil {
		return source.NewFile(shown, ""), readError{name, err}
	}
	return source.NewFile(shown, text), nil
}

// definitionExtensions are the extensions of a definition that belongs to a test file.
var definitionExtensions = []string{".asl.json", ".asl.yaml", ".asl.yml", ".asl", ".json"}

// loadDefinition reads, parses and compiles the definition.
func (f *File) loadDefinition(root *source.Node) source.Diagnostics {
	name, at := "", root.Span
	if n := root.Get("definition"); n != nil {
		name, at = n.Text, n.Span
	} else {
		at.End = at.Start
		var others []string
		name, others = f.neighbor()
		if len(others) > 0 {
			return f.problem(at, "several definitions are next to the test file, %s and %s: specify one of them with \"definition\"", name, strings.Join(others, ", "))
		}
	}
	if name == "" {
		hint := ""
		if !IsTestFile(f.Name) {
			hint = ", or name the file NAME.asl.test.yaml next to NAME.asl.json"
		}
		return f.problem(at, "no definition found next to the test file: specify it with \"definition\"%s", hint)
	}
	c, diagnostics := f.compile(name, at, substitutions(root))
	f.Definition, f.Program, f.kind = c.Definition, c.Program, c.Type
	return diagnostics
}

// compile reads, parses and compiles a definition that the test file names.
func (f *File) compile(name string, at source.Span, values map[string]string) (Compiled, source.Diagnostics) {
	name, machine := locate.SplitName(name, f.isFile)
	file, err := f.read(name)
	if err != nil {
		return Compiled{}, f.problem(at, "%s", err)
	}
	dir := path.Dir(path.Join(path.Dir(f.Name), name))
	opened, err := locate.Open(file, machine, locate.FolderOf(f.fsys, dir))
	if err != nil {
		return Compiled{}, f.problem(at, "%s", err)
	}
	for _, name := range opened.Reads {
		f.Reads = append(f.Reads, f.prefix+path.Join(dir, name))
	}
	c, diagnostics := CompileOpened(opened, values)
	for _, name := range c.Placeholders {
		f.placeholders[name] = true
	}
	return c, diagnostics
}

// isFile reports whether a name that the test file uses is that of a file.
func (f *File) isFile(name string) bool {
	_, err := fs.Stat(f.fsys, path.Join(path.Dir(f.Name), name))
	return err == nil
}

// testName returns how the test file of a definition is named.
func (f *File) testName() string {
	base := path.Base(f.Name)
	for _, extension := range definitionExtensions {
		if stem, ok := strings.CutSuffix(base, extension); ok {
			return stem + suffixes[0]
		}
	}
	return "NAME" + suffixes[0]
}

// neighbor returns the name of the definition next to the test file, or "", and those of further ones.
func (f *File) neighbor() (name string, others []string) {
	base := path.Base(f.Name)
	for _, suffix := range suffixes {
		if strings.HasSuffix(strings.ToLower(base), suffix) {
			base = base[:len(base)-len(suffix)]
		}
	}
	for _, extension := range definitionExtensions {
		if _, err := fs.Stat(f.fsys, path.Join(path.Dir(f.Name), base+extension)); err == nil {
			if name == "" {
				name = base + extension
			} else {
				others = append(others, base+extension)
			}
		}
	}
	return name, others
}

// substitutions returns the values of placeholders.
func substitutions(root *source.Node) map[string]string {
	n := root.Get("substitutions")
	if n == nil {
		return nil
	}
	values := map[string]string{}
	for i := range n.Members {
		values[n.Members[i].Key] = n.Members[i].Value.Text
	}
	return values
}
