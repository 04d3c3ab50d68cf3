package serverless

import (
	"path"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// A state says what is known about the value of a variable.
type state uint8

const (
	unknown state = iota
	missing       // nothing has that name: the next default counts
	known
)

// A result is the value of a variable; it has a node if it is known.
type result struct {
	state state
	node  *source.Node
}

// evaluate returns the value of a text. A text that is one variable has that variable's value, which may be of any kind; a longer
// one is known if all its variables are.
func (s *Service) evaluate(n *source.Node) result {
	if done, ok := s.texts[n]; ok {
		return done
	}
	if !strings.Contains(n.Text, "${") {
		return result{known, n}
	}
	if s.Exceeded {
		return result{state: unknown}
	}
	got := s.fresh(n)
	if got.state == known {
		s.texts[n] = got
	}
	return got
}

func (s *Service) fresh(n *source.Node) result {
	text := strings.TrimSpace(n.Text)
	if s.active[n] || s.depth >= maxDepth || s.variables >= maxVariables {
		s.Exceeded = s.Exceeded || !s.active[n]
		return result{state: unknown}
	}
	s.active[n] = true
	s.depth++
	defer func() {
		delete(s.active, n)
		s.depth--
	}()
	if strings.HasPrefix(text, "${") && closing(text, 0) == len(text)-1 {
		got := s.variable(text[len("${") : len(text)-1])
		got.node = located(got.node, n)
		return got
	}
	made := *n
	made.Kind, made.Text = source.String, s.fill(n)
	if strings.Contains(made.Text, "${") {
		return result{state: unknown}
	}
	return result{known, &made}
}

// located gives a scalar the location of the variable that yields it.
func located(value, at *source.Node) *source.Node {
	if value == nil || value.Kind == source.Array || value.Kind == source.Object || value.Span == at.Span {
		return value
	}
	made := *value
	made.Span = at.Span
	return &made
}

// fill returns the text of a node with its static variables filled in. The others stay.
func (s *Service) fill(n *source.Node) string {
	text := n.Text
	var b strings.Builder
	for !s.Exceeded {
		start := strings.Index(text, "${")
		if start < 0 {
			break
		}
		end := closing(text, start)
		if end < 0 {
			break
		}
		b.WriteString(text[:start])
		value, ok := s.variableText(text[start+len("${") : end])
		if !ok {
			value = text[start : end+1]
		}
		b.WriteString(value)
		text = text[end+1:]
		if s.text += start + len(value); s.text > maxText {
			s.Exceeded = true
		}
	}
	if s.Exceeded {
		return n.Text
	}
	b.WriteString(text)
	return b.String()
}

// variableText returns the value of a variable inside a longer text; false if it isn't static or isn't a scalar.
func (s *Service) variableText(inner string) (string, bool) {
	got := s.variable(inner)
	if got.state != known {
		return "", false
	}
	switch got.node.Kind {
	case source.String, source.Number, source.Bool:
		return got.node.Text, got.node.Tag == "" && len(got.node.Text) <= maxText
	default:
		return "", false
	}
}

// variable returns the value of what is inside ${}: the first of several alternatives, separated by commas, that there is.
func (s *Service) variable(inner string) result {
	if s.variables++; s.variables > maxVariables {
		s.Exceeded = true
		return result{state: unknown}
	}
	got := result{state: missing}
	for _, alternative := range alternatives(inner) {
		if got = s.address(strings.TrimSpace(alternative)); got.state != missing {
			return got
		}
	}
	return got
}

// address returns the value of one alternative.
func (s *Service) address(text string) result {
	if literal, ok := literal(text); ok {
		return result{known, literal}
	}
	if strings.Contains(text, "${") {
		if s.depth >= maxDepth {
			s.Exceeded = true
			return result{state: unknown}
		}
		s.depth++
		defer func() { s.depth-- }()
		if strings.HasPrefix(text, "${") && closing(text, 0) == len(text)-1 {
			return s.variable(text[len("${") : len(text)-1])
		}
		text = s.fill(&source.Node{Kind: source.String, Text: text, Span: s.root.Span})
		if strings.Contains(text, "${") {
			return result{state: unknown}
		}
	}
	if inside, ok := strings.CutPrefix(text, "file("); ok {
		return s.ofFile(inside)
	}
	kind, name, ok := strings.Cut(text, ":")
	if !ok {
		return result{state: unknown}
	}
	switch kind {
	case "self":
		return s.at(s.root, name)
	case "opt", "env":
		return result{state: missing}
	case "sls":
		if name == "stage" {
			return s.stage()
		}
	case "param":
		return s.parameter(name)
	}
	return result{state: unknown}
}

// ofFile returns the value that file(NAME) or file(NAME):KEY refers to.
func (s *Service) ofFile(inside string) result {
	name, key, ok := cutFile(inside)
	if !ok {
		return result{state: unknown}
	}
	root := s.read(name)
	if root == nil {
		return result{state: unknown}
	}
	return s.at(root, key)
}

// cutFile splits what follows "file(" into the name of the file and the key.
func cutFile(inside string) (name, key string, ok bool) {
	name, rest, ok := strings.Cut(inside, ")")
	name = strings.Trim(strings.TrimSpace(name), `'"`)
	if !ok || name == "" || path.IsAbs(name) || strings.HasPrefix(name, "~") {
		return "", "", false
	}
	return path.Clean(name), strings.TrimPrefix(strings.TrimSpace(rest), ":"), true
}

// stage returns the stage of a deployment without options.
func (s *Service) stage() result {
	if got := s.at(s.root, "provider.stage"); got.state != missing {
		return got
	}
	return result{known, &source.Node{Kind: source.String, Text: "dev", Span: s.root.Span}}
}

// parameter returns a parameter of the stage, or its default.
func (s *Service) parameter(name string) result {
	if stage := s.stage(); stage.state == known && isText(stage.node) {
		if got := s.at(s.root, "params."+stage.node.Text+"."+name); got.state != missing {
			return got
		}
	}
	return s.at(s.root, "params.default."+name)
}

// WholeFile returns the name of the file that a value consists of, ${file(NAME)}, relative to the directory of the service.
func (s *Service) WholeFile(n *source.Node) (string, bool) {
	if !isText(n) || n.Tag != "" {
		return "", false
	}
	text := strings.TrimSpace(n.Text)
	if !strings.HasPrefix(text, "${file(") || closing(text, 0) != len(text)-1 {
		return "", false
	}
	inner := text[len("${") : len(text)-1]
	if strings.Contains(inner, "${") {
		inner = s.fill(&source.Node{Kind: source.String, Text: inner, Span: n.Span})
	}
	if len(alternatives(inner)) != 1 || strings.Contains(inner, "${") {
		return "", false
	}
	name, key, ok := cutFile(strings.TrimPrefix(inner, "file("))
	return name, ok && key == ""
}
