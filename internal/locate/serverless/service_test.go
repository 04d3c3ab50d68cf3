package serverless

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

// folder has files by name.
type folder map[string]string

func (f folder) ReadFile(name string) (string, error) {
	text, ok := f[name]
	if !ok {
		return "", fs.ErrNotExist
	}
	return text, nil
}

const example = `service: orders
provider: {stage: "${opt:stage, 'dev'}", region: eu-west-1}
custom:
  table: orders-${sls:stage}
  limits: {dev: 5, prod: 50}
  list: [a, b]
  loop: ${self:custom.loop}
  ping: ${self:custom.pong}
  pong: ${self:custom.ping}
  secret: ${ssm:/secret}
  file: ${file(base.json):x.y}
params:
  dev: {size: 3}
  default: {size: 9, color: red}
`

// TestValue evaluates variables as https://www.serverless.com/framework/docs/guides/variables describes them.
func TestValue(t *testing.T) {
	near := folder{"base.json": `{"x": {"y": [1, "two"]}}`, "note.txt": "hello", "code.js": "", "a/dev.yml": "key: ${self:service}"}
	file := source.NewFile("serverless.yml", example)
	root, _ := source.ParseYAML(file)
	for text, want := range map[string]string{
		"plain":                                  "string plain",
		"${self:service}":                        "string orders",
		"${self:custom.table}":                   "string orders-dev",
		"${self:custom.limits.${sls:stage}}":     "number 5",
		"${self:custom.list.1}":                  "string b",
		"${self:custom.none, 'x, y'}":            "string x, y",
		`${opt:a, env:B, "c}"}`:                  "string c}",
		"${opt:a, self:custom.table}":            "string orders-dev",
		"${opt:a, ${opt:b, 30}}":                 "number 30",
		"${opt:a, true}":                         "boolean true",
		"${param:size}":                          "number 3",
		"${param:color}":                         "string red",
		"${file(base.json):x.y.1}":               "string two",
		"${self:custom.file.0}":                  "number 1",
		"${file(./note.txt)}":                    "string hello",
		"${file('a/${sls:stage}.yml'):key}":      "string orders",
		"a-${self:service}-${self:custom.table}": "string a-orders-orders-dev",
		"${self:custom.list}":                    "array ",
		// What isn't static stays.
		"${opt:a}":                 "string ${opt:a}",
		"${opt:a, null}":           "string ${opt:a, null}",
		"${opt:a, ''}":             "string ${opt:a, ''}",
		"${env:A}-${self:service}": "string ${env:A}-${self:service}",
		"${self:custom.loop}":      "string ${self:custom.loop}",
		"${self:custom.ping}":      "string ${self:custom.ping}",
		"${self:custom.secret}":    "string ${self:custom.secret}",
		"${self:custom.secret, 1}": "string ${self:custom.secret, 1}",
		"${aws:region}":            "string ${aws:region}",
		"${AWS::Region}":           "string ${AWS::Region}",
		"${file(code.js)}":         "string ${file(code.js)}",
		"${file(/etc/passwd)}":     "string ${file(/etc/passwd)}",
		"${file(none.yml), 'x'}":   "string ${file(none.yml), 'x'}",
		"${self:service":           "string ${self:service",
		"${}":                      "string ${}",
		"${'}":                     "string ${'}",
	} {
		s := New(file, root, near)
		got := s.Value(&source.Node{Kind: source.String, Text: text, Span: root.Span})
		if shown := got.Kind.String() + " " + got.Text; shown != want {
			t.Errorf("%s: got %q, want %q", text, shown, want)
		}
		if s.Exceeded {
			t.Errorf("%s exceeds a limit", text)
		}
	}
}

// TestResolve keeps the locations of trees, and gives scalars that of their variable.
func TestResolve(t *testing.T) {
	text := "a: {b: [1]}\nc: ${self:a}\nd: x-${self:a.b.0}\n${self:d}: !Sub ${self:d}-${AWS::Region}-#{Name}\ne: ${self:}\n"
	root, _ := source.ParseYAML(source.NewFile("serverless.yml", text))
	got := New(root.Span.File, root, folder{}).Resolve(root)
	if at := got.Get("c").Get("b").Span.Text(); at != "[1]" {
		t.Errorf("the array is at %q", at)
	}
	if d := got.Get("d"); d.Text != "x-1" || d.Span.Text() != "x-${self:a.b.0}" {
		t.Errorf("got %q at %q", d.Text, d.Span.Text())
	}
	if sub := got.Get("x-1"); sub == nil || sub.Tag != "!Sub" || sub.Text != "x-1-${AWS::Region}-${Name}" {
		t.Errorf("got %v", sub)
	}
	if e := got.Get("e"); e.Kind != source.Placeholder {
		t.Errorf("a tree in itself is %v", e.Kind)
	}
}

// repeat returns a line for each of n keys, whose value refers to the key before it.
func repeat(n int, value string) string {
	lines := []string{"k0: [abc]\n"}
	for i := range n {
		lines = append(lines, fmt.Sprintf("k%d: %s\n", i+1, strings.ReplaceAll(value, "K", fmt.Sprintf("${self:k%d}", i))))
	}
	return strings.Join(lines, "")
}

// TestLimits holds that hostile services end.
func TestLimits(t *testing.T) {
	for name, text := range map[string]string{
		"trees":  repeat(60, "['K', 'K']"),
		"texts":  strings.Replace(repeat(60, "'K K'"), "[abc]", "abc", 1),
		"chain":  "last: ${self:k1000}\n" + repeat(1000, "'K'"),
		"nested": "k: " + strings.Repeat("${self:", 10_000) + strings.Repeat("}", 10_000),
	} {
		t.Run(name, func(t *testing.T) {
			root, _ := source.ParseYAML(source.NewFile("serverless.yml", text))
			s := New(root.Span.File, root, folder{})
			if s.Resolve(root); !s.Exceeded {
				t.Error("no limit was reached")
			}
		})
	}
	text := "k: ${file(serverless.yml)}\n"
	root, _ := source.ParseYAML(source.NewFile("serverless.yml", text))
	if got := New(root.Span.File, root, folder{"serverless.yml": text}).Resolve(root); got.Get("k").Get("k") == nil {
		t.Error("a file that includes itself is not read")
	}
}

// FuzzResolve resolves any text: no panic, it ends, and every value has a location.
func FuzzResolve(f *testing.F) {
	f.Add(example, "key: ${self:custom.table}")
	f.Add("a: ${file(other.yml):${self:b}}\nb: a", "a: ['${self:a}', '${self:}']")
	f.Add("${a, b}: \"#{X}${self:a, '}'}\"", "")
	f.Fuzz(func(t *testing.T, text, other string) {
		if len(text)+len(other) > 4000 {
			return
		}
		root, _ := source.ParseYAML(source.NewFile("serverless.yml", text))
		got := New(root.Span.File, root, folder{"other.yml": other}).Resolve(root)
		checkSpans(t, got, 0)
	})
}

func checkSpans(t *testing.T, n *source.Node, depth int) {
	t.Helper()
	if s := n.Span; !s.IsValid() || s.Start.Offset > s.End.Offset || int(s.End.Offset) > len(s.File.Text) {
		t.Fatalf("the location of %q is %v", n.Text, s)
	}
	if depth > 5 {
		return
	}
	for _, item := range n.Items {
		checkSpans(t, item, depth+1)
	}
	for i := range n.Members {
		checkSpans(t, n.Members[i].Value, depth+1)
	}
}
