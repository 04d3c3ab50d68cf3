package lint

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/locate"
	"github.com/aslcheck/aslcheck/source"
)

// An Input is a file that may be a definition or a template.
type Input struct {
	Path string // "-" for standard input
	// Machine is the only state machine of the template to check, "" for all.
	Machine string
	// Named reports whether the file was named itself, not found in a directory.
	Named bool
	// Root is the directory that was named, or that of the file.
	Root string
}

// A File is a definition, or a template with definitions in it, and the result of linting it. It is read once.
type File struct {
	Input
	// Settings say how it is linted.
	Settings *Settings
	// Source is the file as it was read; Fixed is the file with the fixes applied.
	Source, Fixed *source.File
	// Found are the remaining findings without those that a baseline hides; Hidden is the number of hidden findings.
	Found  source.Diagnostics
	Hidden int
	// Fixes is the number of applied fixes.
	Fixes int

	only     map[string]bool    // the machines to check, by the names that were given, nil for all
	referred bool               // a template refers to it as a definition
	template *locate.Template   // nil for a definition
	parsed   source.Diagnostics // of the template
	near     locate.Folder      // that of the template
	targets  map[string]*File   // the definition files of the template, by the reference in the template
	users    []*locate.Machine  // the machines in templates that refer to the definition
	// definition parses the file for the templates that refer to it.
	definition func() *asl.Definition
	// unfinished is whether the file is input for another template engine, such as Jinja.
	unfinished bool
	// other says what a file that was named is, if it isn't a state machine.
	other    string
	kind     asl.WorkflowType // the type in the templates, "" if unknown
	leftOut  bool             // it was found in a directory, looked at, and has no state machines
	err      error
	failed   bool      // a panic ended the work on it
	baseline *Baseline // nil for none
}

// Definitions returns the number of definitions in the file.
func (f *File) Definitions() int {
	if f.template == nil && f.other == "" {
		return 1
	}
	if f.template == nil {
		return 0
	}
	n := 0
	for i := range f.template.Machines {
		if f.template.Machines[i].Definition != nil {
			n++
		}
	}
	return n
}

// Fails reports whether a finding is at least as severe as FailOn.
func (f *File) Fails() bool {
	return slices.ContainsFunc(f.Found, func(d source.Diagnostic) bool { return d.Severity <= f.Settings.FailOn })
}

// ErrNoDefinitions means that there is nothing to lint, ErrAllIgnored that the settings ignore all of it.
var (
	ErrNoDefinitions = errors.New("no definitions")
	ErrAllIgnored    = errors.New("the settings ignore all definitions")
)

// Load reads the definitions and templates among the inputs in order, each once, and the definitions that templates refer to. It
// finds the settings of each file and drops the files that they ignore. A file that was named is always read. The notices say
// which files and which definitions of templates are skipped, and why; they are also returned with an error. The error is
// ErrNoDefinitions if the inputs contain none, and ErrAllIgnored if the settings ignore all and none was named.
func (p *Project) Load(ctx context.Context, inputs []Input) (files []*File, notices []string, err error) {
	files = distinct(inputs)
	if err := each(ctx, files, p.Jobs, func(f *File) { f.load(p) }); err != nil {
		return nil, nil, err
	}
	files = p.withoutLeftOut(files)
	for _, f := range files {
		if err := f.choose(); err != nil {
			return nil, nil, err
		}
	}
	if files, err = p.followReferences(ctx, files); err != nil {
		return nil, nil, err
	}
	if files, notices = withDefinitions(files); len(files) == 0 {
		return nil, notices, ErrNoDefinitions
	}
	kept, more, err := p.configure(files)
	if err == nil && len(kept) == 0 && !slices.ContainsFunc(files, func(f *File) bool { return f.Named }) {
		err = ErrAllIgnored
	}
	return kept, append(notices, more...), err
}

// distinct returns a file for each name among the inputs. Of a template that was named as a whole, too, all machines count.
func distinct(inputs []Input) []*File {
	var files []*File
	byName := map[string]*File{}
	for _, in := range inputs {
		shown := locate.DisplayName(in.Path)
		f := byName[shown]
		if f == nil {
			f = &File{Input: in, only: map[string]bool{}}
			byName[shown] = f
			files = append(files, f)
		}
		if in.Machine == "" {
			f.only = nil
		} else if f.only != nil {
			f.only[in.Machine] = true
		}
	}
	return files
}

// choose drops the machines of a template that are not to be checked.
func (f *File) choose() error {
	for _, name := range slices.Sorted(maps.Keys(f.only)) {
		if f.template == nil {
			return fmt.Errorf("%s is not a template: it has no state machine %q", source.OneLine(f.Source.Name), name)
		}
		if _, err := f.template.Machine(name); err != nil {
			return err
		}
	}
	if f.template != nil {
		f.template.Machines = slices.DeleteFunc(f.template.Machines, f.isLeftOut)
	}
	return nil
}

// isLeftOut reports whether a machine is not to be checked.
func (f *File) isLeftOut(m locate.Machine) bool {
	return f.only != nil && !slices.ContainsFunc(slices.Collect(maps.Keys(f.only)), m.IsCalled)
}

// configure finds the settings of files and drops the files that they ignore, with a notice for those that were named. The
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
			notices = append(notices, source.OneLine(f.Source.Name)+" is ignored by the settings")
		}
	}
	notices = append(notices, p.notices...)
	p.notices = nil
	for _, f := range kept {
		notices = append(notices, p.unread(f)...)
	}
	return kept, notices, nil
}

// load reads a file that was named, or that is a definition or a template with some.
func (f *File) load(p *Project) {
	var text string
	read := sync.OnceValues(func() (string, error) { return p.read(f.Path) })
	definition := f.Named || f.referred || locate.IsDefinition(f.Path, read)
	if !definition && !mayBeTemplate(f.Path, read) {
		f.leftOut = f.err == nil && (locate.MayBeDefinition(f.Path) || locate.HasTemplateName(f.Path))
		return
	}
	if text, f.err = read(); f.err != nil {
		return
	}
	f.Source = source.NewFile(locate.DisplayName(f.Path), text)
	f.lookForMachines(near{p, f})
	switch {
	case f.template != nil || f.other != "":
	case !definition:
		f.Source, f.leftOut = nil, true
	case f.Named:
		f.other = otherThanMachine(f.Source)
	case !f.referred && locate.IsForeign(text):
		_, parsed := source.Parse(f.Source)
		f.unfinished = parsed.HasErrors()
	}
}

func (p *Project) read(name string) (string, error) {
	if p.Read != nil {
		return p.Read(name)
	}
	return p.from().read(name)
}

// mayBeTemplate reports whether a file found in a directory is worth parsing as a template.
func mayBeTemplate(name string, read func() (string, error)) bool {
	if !locate.HasTemplateName(name) {
		return false
	}
	text, err := read()
	return err == nil && locate.MayHaveMachines(name, text)
}

// lookForMachines determines whether the file is a template with state machines. One that can't be parsed counts too, so that its
// syntax error is reported, unless it was found in a directory and is input for another template engine.
func (f *File) lookForMachines(near locate.Folder) {
	if locate.HasDefinitionName(f.Source.Name) || !f.mayHaveMachines() {
		return
	}
	template, parsed := locate.Read(f.Source, near)
	broken := template.Root.Kind == source.Invalid
	if f.Named && template.IsTemplate() && len(template.Machines)+len(parsed) == 0 {
		f.other = looksLike(f.Source)
		return
	}
	if len(template.Machines) > 0 || broken || f.Named && template.IsTemplate() {
		f.template, f.parsed, f.near, f.targets = template, parsed, near, map[string]*File{}
		f.unfinished = !f.Named && parsed.HasErrors() && locate.IsForeign(f.Source.Text)
	}
}

// mayHaveMachines reports whether it is worth parsing the file as a template.
func (f *File) mayHaveMachines() bool {
	return locate.MayHaveMachines(f.Source.Name, f.Source.Text) || f.Named && locate.HasSection(f.Source.Text)
}
