package locate

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/aslcheck/aslcheck/internal/cloudformation"
	"github.com/aslcheck/aslcheck/source"
)

// The rules for findings about DefinitionSubstitutions, which need both the template and the definition.
const (
	RuleUnusedSubstitution     = "unused-substitution"
	RuleUndeclaredSubstitution = "undeclared-substitution"
)

// A Substitution is a name for use as ${Name} in the definition.
type Substitution struct {
	Name string
	Span source.Span
	// Value is what the template fills in, if IsKnown: what a parameter or a resource gives is known only at deployment.
	Value   string
	IsKnown bool
}

// use finds ${Name}, and ${!Name}, which Fn::Sub makes ${Name} of. What has other characters cannot be declared.
var use = regexp.MustCompile(`\$\{(!?)([A-Za-z0-9_]+)\}`)

// substitutions reads DefinitionSubstitutions.
func (m *Machine) substitutions() {
	n := m.Properties.Get("DefinitionSubstitutions")
	if n == nil {
		return
	}
	if n.Kind != source.Object || cloudformation.IsIntrinsic(n) {
		m.OpenSubstitutions = true
		return
	}
	for i := range n.Members {
		name := n.Members[i].Key
		if strings.HasPrefix(name, cloudformation.LongPrefix) {
			m.OpenSubstitutions = true
			continue
		}
		value := n.Members[i].Value
		known := value.Tag == "" && value.Kind != source.Object && value.Kind != source.Array && value.Kind != source.Placeholder
		s := Substitution{Name: name, Span: n.Members[i].KeySpan, IsKnown: known}
		if known {
			s.Value = value.Text
		}
		m.Substitutions = append(m.Substitutions, s)
	}
}

// UnusedBy returns findings about substitutions that the text of the file which Reference names does not use.
func (m *Machine) UnusedBy(text string) source.Diagnostics {
	if m.terraform != nil {
		return m.unusedIn(text)
	}
	u := users{used: map[string]bool{}}
	u.text(text)
	return m.unused(&u)
}

// Undeclared returns findings about names in a definition that the machine does not declare. A machine without
// DefinitionSubstitutions has none, since ${Name} may be literal.
func (m *Machine) Undeclared(root *source.Node) source.Diagnostics {
	isTemplate := m.terraform != nil && m.terraform.IsTemplate // without variables it has no names at all
	if len(m.Substitutions) == 0 && !isTemplate || m.OpenSubstitutions {
		return nil
	}
	c := undeclared{machine: m, declared: map[string]bool{}, done: map[*source.Node]bool{}}
	for _, s := range m.Substitutions {
		c.declared[s.Name] = true
		c.names = append(c.names, s.Name)
	}
	c.node(root)
	return c.found
}

// compare reports the substitutions that a definition in the template does not use.
func (m *Machine) compare(n *source.Node) {
	if m.Definition != nil && len(m.Substitutions) > 0 {
		u := users{used: map[string]bool{}, done: map[*source.Node]bool{}}
		u.node(n)
		m.Unused = m.unused(&u)
	}
}

func (m *Machine) unused(u *users) source.Diagnostics {
	var found source.Diagnostics
	for _, s := range m.Substitutions {
		if !u.used[s.Name] && !u.open {
			found.Add(source.Diagnostic{
				Span: s.Span, Severity: source.Advice, Rule: RuleUnusedSubstitution,
				Message: fmt.Sprintf("the definition of %q does not use the substitution %q", m.Name, s.Name),
			})
		}
	}
	return found
}

// users collects the names that a value uses. It is generous: names count anywhere, also in Fn::Sub.
type users struct {
	used map[string]bool
	open bool // a macro may bring further uses
	done map[*source.Node]bool
}

func (u *users) text(text string) {
	for _, match := range use.FindAllStringSubmatch(text, -1) {
		u.used[match[2]] = true
	}
}

func (u *users) node(n *source.Node) {
	if u.done[n] {
		return
	}
	u.done[n] = true
	u.text(n.Text)
	for _, item := range n.Items {
		u.node(item)
	}
	for i := range n.Members {
		key := n.Members[i].Key
		u.open = u.open || key == cloudformation.LongPrefix+"Transform"
		u.text(key)
		u.node(n.Members[i].Value)
	}
	u.open = u.open || n.Tag == "!Transform"
}

// undeclared looks for names that are not declared.
type undeclared struct {
	machine  *Machine
	declared map[string]bool
	names    []string
	done     map[*source.Node]bool
	asked    int // how many names were looked up
	found    source.Diagnostics
}

// maxUndeclared is the number of undeclared names that are looked at in a definition: to find the nearest that is declared
// takes time.
const maxUndeclared = 100

// node visits a value, except what the template's intrinsic functions fill in.
func (c *undeclared) node(n *source.Node) {
	if c.done[n] || cloudformation.IsIntrinsic(n) || c.asked > maxUndeclared {
		return
	}
	c.done[n] = true
	if n.Kind == source.String || n.Kind == source.Placeholder {
		c.text(n)
	}
	for _, item := range n.Items {
		c.node(item)
	}
	for i := range n.Members {
		c.node(n.Members[i].Value)
	}
}

// text reports names that are a complete value. Inside a longer text, such as a shell command, ${Name} is probably literal, unless
// it is similar to a declared name.
func (c *undeclared) text(n *source.Node) {
	words := strings.ContainsAny(n.Text, " \t\n")
	for _, match := range use.FindAllStringSubmatchIndex(n.Text, -1) {
		name := n.Text[match[4]:match[5]]
		if escaped := match[2] < match[3]; escaped || c.declared[name] {
			continue
		}
		if c.machine.terraform != nil && match[0] > 0 && n.Text[match[0]-1] == '$' {
			continue // $${Name} is literal
		}
		if c.asked++; c.asked > maxUndeclared {
			return
		}
		if words && c.machine.terraform == nil && source.Suggest(name, c.names) == "" {
			continue
		}
		c.found.Add(c.machine.undeclared(name, n.SpanWithin(match[0], match[1])))
	}
}
