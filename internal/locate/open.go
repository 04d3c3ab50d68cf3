package locate

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// An Opened is one definition that a user named, before its placeholders are filled in.
type Opened struct {
	// File is the one that the spans of the tree refer to, Root the tree, Found what the parser found, in File.
	File  *source.File
	Root  *source.Node
	Found source.Diagnostics
	// Values are what a template fills in for placeholders, as far as it is known before deployment.
	Values map[string]string
	// Origin is where a definition in a template comes from, nil for one in a file of its own.
	Origin *asl.Origin
	// Type is the workflow type that a template gives, "" for none.
	Type asl.WorkflowType
	// Reads are the definition files that were read beside the file, relative to its directory.
	Reads []string
}

// OpenText is Open for the text of a file on the disk that a user named, or that came from standard input, named "-".
func OpenText(name, machine, text string) (*Opened, error) {
	near := NoFolder
	if name != "-" {
		near = FolderNear(name)
	}
	return Open(source.NewFile(DisplayName(name), text), machine, near)
}

// SplitName takes FILE#Machine apart. A name that is a file of its own has no machine.
func SplitName(name string, isFile func(name string) bool) (file, machine string) {
	i := strings.LastIndex(name, "#")
	if i <= 0 || i == len(name)-1 || isFile(name) {
		return name, ""
	}
	return name[:i], name[i+1:]
}

// Open returns the definition in a file: the file itself or, in a template, the state machine of that name. Without a name, a
// template must have exactly one. What a template takes from other files is read from near.
func Open(file *source.File, machine string, near Folder) (*Opened, error) {
	if machine == "" && (HasDefinitionName(file.Name) || !MayHaveMachines(file.Name, file.Text)) {
		return Plain(file), nil
	}
	template, found := Read(file, near)
	m, err := template.Machine(machine)
	switch {
	case err != nil:
		return nil, err
	case m == nil:
		return Plain(file), nil
	}
	o, err := m.open(file, near)
	if err != nil {
		return nil, err
	}
	if found.HasErrors() {
		o.Found = append(o.Found, found...)
	}
	return o, nil
}

// Plain returns the definition that a file is.
func Plain(file *source.File) *Opened {
	o := &Opened{File: file}
	o.fill(nil)
	return o
}

// fill parses the file, or what it makes as a template of Terraform, with the values that a machine gives.
func (o *Opened) fill(m *Machine) {
	var users []*Machine
	isTemplate := false
	if m != nil {
		users = []*Machine{m}
		isTemplate = m.terraform != nil && m.terraform.IsTemplate && strings.Contains(o.File.Text, "$${")
	}
	if isTemplate || !isDefinition(o.File) {
		if d := render(o.File, users); d != nil {
			name := o.File.Name
			o.File, o.Root, o.Found = d.Tree()
			o.Origin = &asl.Origin{Name: name, Root: o.Root, Place: d.Place}
			return
		}
	}
	o.Root, o.Found = source.Parse(o.File)
}

// Machine returns the machine of a name. Without a name that is the only one, or nil in a file that is not a template.
func (t *Template) Machine(name string) (*Machine, error) {
	names := make([]string, len(t.Machines))
	for i := range t.Machines {
		if m := &t.Machines[i]; name != "" && m.IsCalled(name) {
			return m, nil
		}
		names[i] = t.Machines[i].Name
	}
	shown := source.OneLine(t.File.Name)
	switch {
	case name != "" && len(names) == 0:
		return nil, fmt.Errorf("%s has no state machine %q, and no other", shown, name)
	case name != "":
		return nil, fmt.Errorf("%s has no state machine %q%s; it has %s", shown, name, source.DidYouMean(name, names), list(names))
	case len(names) == 1:
		return &t.Machines[0], nil
	case len(names) > 1:
		return nil, fmt.Errorf("%s has %d state machines: name one as in %s#%s; it has %s",
			shown, len(names), shown, source.OneLine(names[0]), list(names))
	default:
		return nil, nil //nolint:nilnil // it is not a template
	}
}

// OpenAll returns the definitions of all state machines of a template that are known before deployment, those in files of their
// own included.
func OpenAll(file *source.File, near Folder) []*Opened {
	template, _ := Read(file, near)
	var all []*Opened
	for i := range template.Machines {
		if o, err := template.Machines[i].open(file, near); err == nil {
			all = append(all, o)
		}
	}
	return all
}

// maxListed is how many names a message lists.
const maxListed = 10

func list(names []string) string {
	shown := make([]string, 0, maxListed)
	for _, name := range names[:min(len(names), maxListed)] {
		shown = append(shown, source.OneLine(name))
	}
	text := strings.Join(shown, ", ")
	if len(names) > maxListed {
		text += fmt.Sprintf(" and %d more", len(names)-maxListed)
	}
	return text
}

// Name returns what users call the definition: the name of its file, or FILE#Machine.
func (o *Opened) Name() string {
	if o.Origin != nil {
		return o.Origin.Name
	}
	return o.File.Name
}

// Parse reads the definition, without values for its placeholders. The findings are located in the file of the user.
func (o *Opened) Parse() (*asl.Definition, source.Diagnostics) {
	def, found := asl.FromNode(o.File, o.Root)
	def.Origin = o.Origin
	return def, def.Place(append(slices.Clone(o.Found), found...).Sorted())
}

// open reads the definition of a machine.
func (m *Machine) open(file *source.File, near Folder) (*Opened, error) {
	shown := source.OneLine(file.Name) + "#" + source.OneLine(m.Name)
	o := &Opened{Values: m.values(), Type: m.Type}
	switch {
	case m.Definition != nil:
		o.File, o.Root, o.Found = m.Definition.Tree()
		o.Origin = &asl.Origin{Name: file.Name + "#" + m.Name, Root: o.Root, Place: m.Definition.Place}
	case m.Reference != nil:
		name := m.Reference.Text
		text, err := near.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("%s: its definition %q: %w", shown, source.OneLine(name), Cause(err))
		}
		o.File, o.Reads = source.NewFile(DisplayName(beside(file.Name, name)), text), []string{name}
		o.fill(m)
	default:
		return nil, fmt.Errorf("%s has no definition that is known before deployment", shown)
	}
	return o, nil
}

// values returns the constants that the template fills in.
func (m *Machine) values() map[string]string {
	values := map[string]string{}
	for _, s := range m.Substitutions {
		if s.IsKnown {
			values[s.Name] = s.Value
		}
	}
	return values
}
