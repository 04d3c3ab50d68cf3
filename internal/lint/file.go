package lint

import (
	"context"
	"errors"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/source"
)

// An Input is a file that may be a definition or a template.
type Input struct {
	Path string // "-" for the standard input
	// Named says that the file was named itself, not found in a folder.
	Named bool
	// Root is the folder that was named, or that of the file.
	Root string
}

// A File is a definition, or a template with definitions in it, which is read once, and what came of it.
type File struct {
	Input
	// Settings say how it is linted.
	Settings *Settings
	// Source is the file as it was read; Fixed is the file as it is with its fixes.
	Source, Fixed *source.File
	// Found are the findings that are left, less those that a baseline hides; Hidden is how many it does.
	Found  source.Diagnostics
	Hidden int
	// Fixes is how many fixes were applied.
	Fixes int

	referred bool               // a template says that it is a definition
	template *locate.Template   // nil for a definition
	parsed   source.Diagnostics // of the template
	targets  map[string]*File   // the definitions that the template names, by the text with which it does
	users    []*locate.Machine  // what templates say of the definition
	// definition returns what the file holds, for the templates that name it.
	definition func() *asl.Definition
	// unfinished is whether the file only becomes a template, by the work of another tool.
	unfinished bool
	kind       asl.WorkflowType // the type that templates give the definition, "" where it is not known
	err        error
	baseline   *Baseline // nil without one
}

// Definitions returns how many definitions the file holds.
func (f *File) Definitions() int {
	if f.template == nil {
		return 1
	}
	n := 0
	for i := range f.template.Machines {
		if f.template.Machines[i].Definition != nil {
			n++
		}
	}
	return n
}

// Fails reports whether a finding is as severe as the settings ask.
func (f *File) Fails() bool {
	return slices.ContainsFunc(f.Found, func(d source.Diagnostic) bool { return d.Severity <= f.Settings.FailOn })
}

// ErrNoDefinitions says that there is nothing to lint.
var ErrNoDefinitions = errors.New("there are no definitions")

// Load reads the definitions and templates among the inputs in their order, each once, and the definitions that templates
// name, and gives them their settings; those that these ignore are dropped. A file that was named is taken as it is. The
// notices say which files and which definitions of templates are left out, and why; they are there with an error, too. The
// error is ErrNoDefinitions where the inputs have none.
func (p *Project) Load(ctx context.Context, inputs []Input) (files []*File, notices []string, err error) {
	seen := map[string]bool{}
	for _, in := range inputs {
		if shown := locate.DisplayName(in.Path); !seen[shown] {
			seen[shown] = true
			files = append(files, &File{Input: in})
		}
	}
	if err := each(ctx, files, p.Jobs, func(f *File) { f.load(p) }); err != nil {
		return nil, nil, err
	}
	files = slices.DeleteFunc(files, func(f *File) bool { return f.Source == nil })
	if files, err = p.followReferences(ctx, files); err != nil {
		return nil, nil, err
	}
	if files, notices = withDefinitions(files); len(files) == 0 {
		return nil, notices, ErrNoDefinitions
	}
	files, more, err := p.configure(files)
	return files, append(notices, more...), err
}

// configure gives files their settings, and drops those that these ignore, with a notice for those that were named. The
// other notices say which definitions of templates are not linted.
func (p *Project) configure(files []*File) (kept []*File, notices []string, err error) {
	for _, f := range files {
		if f.Settings, err = p.SettingsOf(f.Source.Name); err != nil {
			return nil, notices, err
		}
		switch {
		case f.Path == "-" || !f.Settings.Ignores(f.Source.Name):
			kept = append(kept, f)
		case f.Named:
			notices = append(notices, OneLine(f.Source.Name)+" is ignored by the settings")
		}
	}
	for _, f := range kept {
		notices = append(notices, p.unread(f)...)
	}
	return kept, notices, nil
}

// OneLine returns the name of a file without what would break its line or steer a terminal.
func OneLine(name string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7F {
			return '?'
		}
		return r
	}, name)
}

// load reads a file that was named, or that is a definition or a template with some.
func (f *File) load(p *Project) {
	var text string
	read := sync.OnceValues(func() (string, error) { return p.read(f.Path) })
	definition := f.Named || f.referred || locate.IsDefinition(f.Path, read)
	if !definition && !mayBeTemplate(f.Path, read) {
		return
	}
	if text, f.err = read(); f.err != nil {
		return
	}
	f.Source = source.NewFile(locate.DisplayName(f.Path), text)
	f.lookForMachines()
	if !definition && f.template == nil {
		f.Source = nil
	}
}

func (p *Project) read(name string) (string, error) {
	if p.Read != nil {
		return p.Read(name)
	}
	return p.from().read(name)
}

// templateExtensions end the names of templates.
var templateExtensions = []string{".json", ".yaml", ".yml", ".template"}

// mayBeTemplate reports whether a file found in a folder is worth to be parsed as a template.
func mayBeTemplate(name string, read func() (string, error)) bool {
	if !slices.Contains(templateExtensions, filepath.Ext(name)) || locate.HasDefinitionName(name) {
		return false
	}
	text, err := read()
	return err == nil && locate.Mentions(text)
}

// otherEngine finds what Jinja and its like fill in before a text is a template: {{ name }}, but not the dynamic
// references of CloudFormation, and lines that are {% statements %}.
var otherEngine = regexp.MustCompile(`(?m)\{\{ *([^r ]|r[^e]|re[^s])|^\s*\{%`)

// lookForMachines finds out whether the file is a template. A file that was named may also be one without state
// machines, so that this can be said. A template found in a folder that cannot be read is one, too: its syntax error is
// worth to be known, unless it is not yet a template.
func (f *File) lookForMachines() {
	if locate.HasDefinitionName(f.Source.Name) || !locate.Mentions(f.Source.Text) && !(f.Named && strings.Contains(f.Source.Text, "Resources")) {
		return
	}
	template, parsed := locate.Read(f.Source)
	broken := template.Root.Kind == source.Invalid
	if len(template.Machines) > 0 || !f.Named && broken || f.Named && template.IsTemplate() {
		f.template, f.parsed, f.targets = template, parsed, map[string]*File{}
		f.unfinished = !f.Named && parsed.HasErrors() && otherEngine.MatchString(f.Source.Text)
	}
}
