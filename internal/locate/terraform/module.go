package terraform

import (
	"path"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// A Folder reads the files near a configuration, by names relative to its directory.
type Folder interface {
	// ReadFile returns the text of a file.
	ReadFile(name string) (string, error)
	// Names returns the names of the files in a directory.
	Names(dir string) []string
}

// Limits of a module.
const (
	maxFiles   = 200
	maxModules = 20
)

// extensions end the names of configuration files.
var extensions = []string{".tf", ".tofu", ".tf.json", ".tofu.json"}

// HasName reports whether a file is one of Terraform or OpenTofu by its name.
func HasName(name string) bool {
	return slices.ContainsFunc(extensions, func(e string) bool { return strings.HasSuffix(name, e) })
}

// A module is the configuration in a directory.
type module struct {
	dir  string // relative to the directory of the file that is read
	near Folder
	// main is the file that is read, nil in a child module.
	main *configuration
	// display is the directory as it is shown.
	display string
	// arguments are those of the call of a child module.
	arguments map[string]argument

	loaded    bool
	locals    map[string]argument
	variables map[string]*block
	values    map[string]argument // of *.tfvars
	data      map[string]*block   // by type and name
	blocks    []*block            // of all files
}

// An argument is an expression with the scope that its names are in.
type argument struct {
	expression expression
	scope      *scope
}

// load reads the files of the module, once.
func (m *module) load() {
	if m.loaded {
		return
	}
	m.loaded = true
	m.locals, m.variables = map[string]argument{}, map[string]*block{}
	m.values, m.data = map[string]argument{}, map[string]*block{}
	if m.main != nil {
		m.add(m.main)
	}
	n := 0
	for _, name := range m.near.Names(m.dir) {
		isMain := m.main != nil && name == path.Base(m.main.origin.file.Name)
		if isMain || !HasName(name) && !isValues(name) {
			continue
		}
		if n++; n > maxFiles {
			break
		}
		text, err := m.near.ReadFile(path.Join(m.dir, name))
		if err != nil {
			continue
		}
		c, _ := readConfiguration(source.NewFile(path.Join(m.display, name), text)) // a syntax error is reported for that file
		if isValues(name) {
			m.addValues(c)
			continue
		}
		m.add(c)
	}
}

// isValues reports whether Terraform reads a file of values of variables by itself.
func isValues(name string) bool {
	for _, suffix := range []string{"", ".json"} {
		if name == "terraform.tfvars"+suffix || strings.HasSuffix(name, ".auto.tfvars"+suffix) {
			return true
		}
	}
	return false
}

func (m *module) scope(o *origin) *scope { return &scope{module: m, origin: o} }

// add notes what names refer to in a file.
func (m *module) add(c *configuration) {
	s := m.scope(c.origin)
	for _, b := range c.body.blocks {
		m.blocks = append(m.blocks, b)
		switch {
		case b.kind == "locals":
			for name, x := range b.attributes {
				m.locals[name] = argument{x.expression, s}
			}
		case b.kind == "variable" && len(b.labels) == 1:
			m.variables[b.labels[0].text] = b
		case b.kind == "data" && len(b.labels) == 2:
			m.data[b.labels[0].text+"."+b.labels[1].text] = b
		}
	}
}

func (m *module) addValues(c *configuration) {
	s := m.scope(c.origin)
	for name, x := range c.body.attributes {
		m.values[name] = argument{x.expression, s}
	}
}
