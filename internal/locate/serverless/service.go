package serverless

import (
	"path"
	"strconv"
	"strings"

	"github.com/aslcheck/aslcheck/source"
)

// The limits of what a service may expand to.
const (
	maxValues    = 1_000_000
	maxText      = 16 << 20
	maxVariables = 200_000
	maxDepth     = 200
	maxFiles     = 200
)

// A Folder reads the files near a service by names relative to the directory of its file.
type Folder interface {
	ReadFile(name string) (string, error)
}

// A Service is the file of a service with the files that it refers to.
type Service struct {
	// Found are the errors in the syntax of the files that the service refers to.
	Found source.Diagnostics
	// Exceeded reports whether a limit was reached, so that values that are static are placeholders.
	Exceeded bool

	file   *source.File
	root   *source.Node
	folder Folder

	files     map[string]*source.Node // nil for a file that can't be read
	trees     map[*source.Node]tree   // of arrays and objects
	texts     map[*source.Node]result // of texts whose value is known
	active    map[*source.Node]bool   // arrays and objects that are being resolved, and texts that are being evaluated
	variables int                     // how many were evaluated
	text      int                     // how many bytes were made
	depth     int
}

// A tree is a resolved value and the number of values in it, where shared ones count as often as they are used.
type tree struct {
	node   *source.Node
	values int
}

// New returns the service in a file, whose tree is root.
func New(file *source.File, root *source.Node, folder Folder) *Service {
	return &Service{
		file: file, root: root, folder: folder,
		files: map[string]*source.Node{}, texts: map[*source.Node]result{}, trees: map[*source.Node]tree{}, active: map[*source.Node]bool{},
	}
}

// Value returns the value that a node yields. The members of an object and the elements of an array stay as they are. An empty
// default, which a deployment rarely keeps, counts as not static. It accepts a nil node.
func (s *Service) Value(n *source.Node) *source.Node {
	if !isText(n) || n.Tag != "" {
		return n
	}
	got := s.evaluate(n)
	if got.state != known || got.node.Kind == source.Null || got.node.Kind == source.String && got.node.Text == "" {
		return n
	}
	return got.node
}

// Resolve returns the tree of a value with all variables in it replaced. A part that isn't static stays. It accepts a nil node.
func (s *Service) Resolve(n *source.Node) *source.Node {
	if n == nil {
		return nil
	}
	return s.resolve(n).node
}

func (s *Service) resolve(n *source.Node) tree {
	if s.depth >= maxDepth {
		s.Exceeded = true
		return tree{opaque(n), 1}
	}
	s.depth++
	defer func() { s.depth-- }()
	if isText(n) {
		value := s.Value(n)
		if value == n || isText(value) || value.Kind != source.Array && value.Kind != source.Object {
			return tree{s.withText(value), 1}
		}
		n = value
	}
	if n.Kind != source.Array && n.Kind != source.Object {
		return tree{n, 1}
	}
	if done, ok := s.trees[n]; ok {
		return done
	}
	if s.active[n] {
		return tree{opaque(n), 1}
	}
	s.active[n] = true
	made := s.container(n)
	delete(s.active, n)
	if made.values > maxValues {
		s.Exceeded = true
		made = tree{opaque(n), 1}
	}
	s.trees[n] = made
	return made
}

func (s *Service) container(n *source.Node) tree {
	made := *n
	made.Items, made.Members = make([]*source.Node, len(n.Items)), make([]source.Member, len(n.Members))
	values := 1
	for i, item := range n.Items {
		got := s.resolve(item)
		made.Items[i] = got.node
		values += got.values
	}
	for i := range n.Members {
		m := n.Members[i]
		got := s.resolve(m.Value)
		m.Value = got.node
		if strings.Contains(m.Key, "${") || strings.Contains(m.Key, "#{") {
			m.Key = s.withText(&source.Node{Kind: source.String, Text: m.Key, Span: m.KeySpan}).Text
		}
		made.Members[i] = m
		values += got.values
	}
	return tree{&made, values}
}

// withText returns a text with its static variables filled in, and pseudo parameters such as #{AWS::Region} as placeholders.
func (s *Service) withText(n *source.Node) *source.Node {
	if !isText(n) {
		return n
	}
	text := n.Text
	if strings.Contains(text, "${") {
		text = s.fill(n)
	}
	text = strings.ReplaceAll(text, "#{", "${")
	if text == n.Text {
		return n
	}
	made := *n
	made.Kind, made.Text = source.String, text
	return &made
}

// isText reports whether a value is a text that may contain variables.
func isText(n *source.Node) bool {
	return n != nil && (n.Kind == source.String || n.Kind == source.Placeholder)
}

// opaque returns a placeholder at the location of a value.
func opaque(n *source.Node) *source.Node {
	return &source.Node{Kind: source.Placeholder, Span: n.Span, Text: "${serverless}"}
}

// at returns the value at a path below a value, such as custom.tables.0; nil for none. It is unknown where the path passes
// a value that isn't static.
func (s *Service) at(n *source.Node, steps string) result {
	for n != nil {
		got := s.static(n)
		if got.state != known || steps == "" {
			return got
		}
		var step string
		step, steps, _ = strings.Cut(steps, ".")
		n = got.node
		if i, err := strconv.Atoi(step); err == nil && n.Kind == source.Array && i >= 0 && i < len(n.Items) {
			n = n.Items[i]
			continue
		}
		n = n.Get(step)
	}
	return result{state: missing}
}

// static evaluates a value, and is unknown for a text with parts that aren't static.
func (s *Service) static(n *source.Node) result {
	if !isText(n) || !strings.Contains(n.Text, "${") {
		return result{known, n}
	}
	if n.Tag != "" {
		return result{state: unknown}
	}
	return s.evaluate(n)
}

// read returns the tree of a file, or its text for a file of another format; nil if it can't be read.
func (s *Service) read(name string) *source.Node {
	if n, ok := s.files[name]; ok {
		return n
	}
	if len(s.files) >= maxFiles {
		s.Exceeded = true
		return nil
	}
	s.files[name] = nil
	text, err := s.folder.ReadFile(name)
	if err != nil {
		return nil
	}
	file := source.NewFile(path.Join(path.Dir(s.file.Name), name), text)
	var root *source.Node
	switch strings.ToLower(path.Ext(name)) {
	case ".yml", ".yaml", ".json":
		var found source.Diagnostics
		root, found = source.Parse(file)
		for _, d := range found {
			if d.Rule == source.RuleJSONSyntax || d.Rule == source.RuleYAMLSyntax || d.Rule == source.RuleTooDeeplyNested {
				s.Found.Add(d)
			}
		}
	case ".js", ".cjs", ".mjs", ".ts":
		return nil // code gives the value
	default:
		root = &source.Node{Kind: source.String, Text: text, Span: file.Span(0, len(text))}
	}
	s.files[name] = root
	return root
}
