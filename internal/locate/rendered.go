package locate

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/aslcheck/aslcheck/internal/locate/terraform"
	"github.com/aslcheck/aslcheck/source"
)

// directive matches the directives of Terraform's templates.
var directive = regexp.MustCompile(`%\{~?\s*(if|for|else|endif|endfor)\b`)

// HasDirectives reports whether a text has directives of Terraform's templates, so that it isn't a definition itself.
func HasDirectives(text string) bool {
	return strings.Contains(text, "%{") && directive.MatchString(text)
}

// hasQuotes reports whether a text has an interpolation with quotes in it.
func hasQuotes(text string) bool {
	for {
		_, after, found := strings.Cut(text, "${")
		if !found {
			return false
		}
		end := strings.IndexAny(after, `}"`)
		if end < 0 || after[end] == '"' {
			return end >= 0
		}
		text = after[end:]
	}
}

// Rendered returns the text of a definition file as a Definition if it is a template of Terraform that is not valid before it is
// filled in, nil otherwise. Users are the machines that refer to the file; the first gives the variables. Without any, all variables
// are unknown.
func Rendered(file *source.File, users []*Machine) Definition {
	if isDefinition(file) {
		return nil
	}
	return render(file, users)
}

// isDefinition reports whether a file is a definition itself, not only what a template makes.
func isDefinition(file *source.File) bool {
	return !HasDirectives(file.Text) && !hasQuotes(file.Text) || isValid(file)
}

func render(file *source.File, users []*Machine) Definition {
	hasDirectives := HasDirectives(file.Text)
	var by *Machine
	var use *terraform.File
	for _, m := range users {
		if m.terraform != nil && by == nil {
			by, use = m, m.terraform
		}
	}
	if by != nil && !use.IsTemplate {
		return nil // the service gets the file as it is
	}
	texts := use.Render(file)
	switch {
	case len(texts) == 0 && !hasDirectives:
		return nil
	case len(texts) == 0:
		return &rendered{file: file, content: file}
	}
	d := renderings(file, texts, "", "")
	if by != nil && !by.OpenSubstitutions {
		d.more = by.missing(d.text.Missing)
	}
	return d
}

func isValid(file *source.File) bool {
	_, found := source.Parse(file)
	return len(syntaxErrors(found)) == 0
}

// missing returns findings about the variables that a template file lacks.
func (m *Machine) missing(names []terraform.Name) source.Diagnostics {
	var found source.Diagnostics
	for _, n := range names[:min(len(names), maxUndeclared)] {
		found.Add(m.undeclared(n.Name, n.Span))
	}
	return found
}

// undeclared returns the finding about a name that a machine doesn't declare.
func (m *Machine) undeclared(name string, at source.Span) source.Diagnostic {
	var names []string
	for _, s := range m.Substitutions {
		names = append(names, s.Name)
	}
	declares := "DefinitionSubstitutions of %q do not declare %q%s"
	if m.terraform != nil {
		declares = "the template variables of %q do not include %q%s"
	}
	return source.Diagnostic{
		Span: at, Severity: source.Warning, Rule: RuleUndeclaredSubstitution,
		Message: fmt.Sprintf(declares, m.Name, name, source.DidYouMean(name, names)),
	}
}

// unusedIn returns the substitutions of a template file that its text doesn't mention.
func (m *Machine) unusedIn(text string) source.Diagnostics {
	u := users{used: map[string]bool{}}
	words := terraformWord.FindAllString(text, -1)
	slices.Sort(words)
	for _, w := range slices.Compact(words) {
		u.used[w] = true
	}
	return m.unused(&u)
}

var terraformWord = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_-]*`)
