package rules_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/source"
)

// The models of the services, as they lie outside the repository. They are read here by other code than the catalog's.
type (
	apiModel struct {
		Service, Removed, Dropped string
		Ops                       map[string]struct{ In, No string }
		Shapes                    map[string]*apiShape
	}
	apiShape struct {
		T       string
		M       map[string]apiRef
		R, E    []string
		I, K, V apiRef
		N, X    *float64
	}
	apiRef string
)

// UnmarshalJSON reads a name, or the name in an object with more.
func (r *apiRef) UnmarshalJSON(text []byte) error {
	var full struct{ S string }
	if text[0] == '"' {
		return json.Unmarshal(text, (*string)(r))
	}
	err := json.Unmarshal(text, &full)
	*r = apiRef(full.S)
	return err
}

func readModels(t *testing.T) []*apiModel {
	t.Helper()
	file, err := os.Open(filepath.Join(corpus.Dir(t, "ASLCHECK_AWS", "aws"), "models", "models.jsonl.gz"))
	if err != nil {
		t.Skipf("no models: %v", err)
	}
	defer func() { _ = file.Close() }()
	unpacked, err := gzip.NewReader(bufio.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	var models []*apiModel
	for d := json.NewDecoder(unpacked); d.More(); {
		m := &apiModel{}
		if err := d.Decode(m); err != nil {
			t.Fatal(err)
		}
		models = append(models, m)
	}
	return models
}

func (m *apiModel) shape(r apiRef) *apiShape {
	if s := m.Shapes[string(r)]; s != nil {
		return s
	}
	return &apiShape{T: string(r)}
}

func (s *apiShape) names() []string {
	names := make([]string, 0, len(s.M))
	for name := range s.M {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

// deepest limits recursion: a shape that needs itself has no value.
const deepest = 12

// value returns the smallest value that a shape allows with an item in each list and all that is required.
func (m *apiModel) value(r apiRef, depth int) any {
	s := m.shape(r)
	low := 0.0
	if s.N != nil {
		low = *s.N
	}
	switch s.T {
	case "integer", "long", "float", "double":
		if s.N == nil && (s.X == nil || *s.X >= 1) {
			return 1
		}
		return low
	case "boolean":
		return true
	case "timestamp":
		return "2026-01-01T00:00:00Z"
	case "blob":
		return "YQ=="
	case "document":
		return map[string]any{"any": 1}
	case "list":
		list := []any{}
		for range max(1, int(low)) {
			if depth < deepest {
				list = append(list, m.value(s.I, depth+1))
			}
		}
		return list
	case "map":
		return map[string]any{m.value(s.K, depth).(string): m.value(s.V, depth+1)}
	case "structure", "union":
		return m.object(s, depth)
	case "string":
		if len(s.E) > 0 {
			return s.E[0]
		}
		return strings.Repeat("a", max(1, int(low)))
	default:
		return "a"
	}
}

func (m *apiModel) object(s *apiShape, depth int) map[string]any {
	object := map[string]any{}
	for _, name := range s.R {
		if depth < deepest {
			object[name] = m.value(s.M[name], depth+1)
		}
	}
	if s.T == "union" && len(s.M) > 0 && depth < deepest {
		name := s.names()[0]
		object[name] = m.value(s.M[name], depth+1)
	}
	return object
}

// A variant is the parameters of a task with one mistake, or none, and where the finding must be: the text at its span.
type variant struct {
	fault, at  string
	parameters any
}

// variants returns parameters of an operation with one mistake each, on the top level and one level down.
func (m *apiModel) variants(in string) []variant {
	if in == "" {
		return []variant{{parameters: map[string]any{}}}
	}
	top := m.shape(apiRef(in))
	list := []variant{{parameters: m.object(top, 0)}}
	m.mistakes(top, m.object(top, 0), `"Parameters"`, func(fault, at string, object map[string]any) {
		list = append(list, variant{fault, at, object})
	})
	for _, name := range top.names() { // one level down
		inner, wrap := m.shape(top.M[name]), func(x any) any { return x }
		if inner.T == "list" {
			inner, wrap = m.shape(inner.I), func(x any) any { return []any{x} }
		}
		if inner.T != "structure" || len(inner.M) == 0 {
			continue
		}
		m.mistakes(inner, m.object(inner, 1), `"`+name+`"`, func(fault, at string, object map[string]any) {
			outer := m.object(top, 0)
			outer[name] = wrap(object)
			if _, isList := outer[name].([]any); isList && fault == "dropped" { // an item has no name
				text, _ := json.Marshal(object)
				at = string(text)
			}
			list = append(list, variant{"nested " + fault, at, outer})
		})
		break
	}
	return list
}

// mistakes calls add for the members of a structure with one mistake each.
func (m *apiModel) mistakes(s *apiShape, whole map[string]any, key string, add func(string, string, map[string]any)) {
	with := func(name string, value any) map[string]any {
		object := map[string]any{}
		for k, v := range whole {
			object[k] = v
		}
		object[name] = value
		return object
	}
	if len(s.R) > 0 {
		object := with(s.R[0], nil)
		delete(object, s.R[0])
		add("dropped", key, object)
	}
	for _, name := range s.names() {
		wrong, ok := map[string]any{
			"string": 5, "integer": "many", "long": "many", "float": "much", "double": "much", "boolean": 5, "timestamp": true, "blob": true,
			"list": "one", "map": "one", "structure": "one", "union": "one",
		}[m.shape(s.M[name]).T]
		if !ok {
			continue
		}
		text, _ := json.Marshal(wrong)
		add("type", string(text), with(name, wrong))
		given := name[:len(name)/2] + "q" + name[len(name)/2:]
		object := with(name, nil)
		object[given] = m.value(s.M[name], 2)
		delete(object, name)
		add("misspelt", `"`+given+`"`, object)
		break
	}
	for _, name := range s.names() {
		if len(m.shape(s.M[name]).E) > 0 {
			add("enum", `"NO_SUCH_VALUE"`, with(name, "NO_SUCH_VALUE"))
			break
		}
	}
	for _, name := range s.names() {
		if x := m.shape(s.M[name]); x.X != nil && slices.Contains([]string{"integer", "long"}, x.T) && *x.X < 1e9 {
			add("range", strconv.Itoa(int(*x.X)+1), with(name, int(*x.X)+1))
			break
		}
	}
}

// catalogRules are the rules that read the catalog. Not among them is retired-service, which is right about a retired one.
var catalogRules = []string{
	"missing-parameter", "unknown-parameter", "wrong-parameter-type", "unknown-parameter-value", "parameter-out-of-range", "not-in-catalog",
	"unknown-integration", "unknown-service",
}

// TestCatalog makes a task of every action of every service with all it requires, which has no finding, and tasks with one
// mistake each, which have one at the mistake.
func TestCatalog(t *testing.T) {
	models := readModels(t)
	operations, good, bad, found := 0, 0, 0, 0
	for _, m := range models {
		actions := make([]string, 0, len(m.Ops))
		for name, o := range m.Ops {
			if o.No == "" {
				actions = append(actions, name)
			}
		}
		sort.Strings(actions)
		for _, action := range actions {
			operations++
			variants := m.variants(m.Ops[action].In)
			byLine := m.lint(t, action, variants)
			for i, v := range variants {
				if v.fault == "" {
					good++
					if len(byLine[i]) > 0 {
						t.Errorf("%s:%s: finding without a mistake:\n%s", m.Service, action, show(byLine[i]))
					}
					continue
				}
				bad++
				if slices.ContainsFunc(byLine[i], func(d source.Diagnostic) bool { return d.Span.Text() == v.at }) {
					found++
				} else {
					t.Errorf("%s:%s: %s at %s is not found in %v\n%s", m.Service, action, v.fault, v.at, v.parameters, show(byLine[i]))
				}
			}
			if t.Failed() && bad-found > 20 {
				t.FailNow()
			}
		}
	}
	t.Logf("catalogue: %d services, %d operations, %d good 0 findings, %d bad %d found", len(models), operations, good, bad, found)
}

// lint returns what the rules of the catalog find in tasks with the parameters of variants.
func (m *apiModel) lint(t *testing.T, action string, variants []variant) map[int]source.Diagnostics {
	t.Helper()
	var b strings.Builder
	b.WriteString(`{"StartAt": "S0", "TimeoutSeconds": 60, "States": {`)
	for i, v := range variants {
		parameters, err := json.Marshal(v.parameters)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "\n\"S%d\": {\"Type\": \"Task\", \"Resource\": \"arn:aws:states:::aws-sdk:%s:%s\", \"Parameters\": %s, \"Next\": \"S%d\"},",
			i, m.Service, action, parameters, i+1)
	}
	fmt.Fprintf(&b, "\n\"S%d\": {\"Type\": \"Succeed\"}}}", len(variants))
	found := map[int]source.Diagnostics{}
	for _, d := range findings("x.asl.json", b.String(), analyzer.Config{}) {
		if slices.Contains(catalogRules, d.Rule) {
			i := int(d.Span.Start.Line) - 2
			found[i] = append(found[i], d)
		}
	}
	return found
}
