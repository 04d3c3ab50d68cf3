package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/testscripts/suite"
)

// cobertura is what the document type "coverage-04" of Cobertura requires: the attributes of an element, and its children
// in their order.
var cobertura = map[string]struct{ attributes, children []string }{
	"coverage":   {[]string{"line-rate", "branch-rate", "lines-covered", "lines-valid", "branches-covered", "branches-valid", "complexity", "version", "timestamp"}, []string{"sources", "packages"}},
	"sources":    {nil, []string{"source"}},
	"source":     {},
	"packages":   {nil, []string{"package"}},
	"package":    {[]string{"name", "line-rate", "branch-rate", "complexity"}, []string{"classes"}},
	"classes":    {nil, []string{"class"}},
	"class":      {[]string{"name", "filename", "line-rate", "branch-rate", "complexity"}, []string{"methods", "lines"}},
	"methods":    {nil, []string{"method"}},
	"method":     {[]string{"name", "signature", "line-rate", "branch-rate", "complexity"}, []string{"lines"}},
	"lines":      {nil, []string{"line"}},
	"line":       {[]string{"number", "hits"}, []string{"conditions"}},
	"conditions": {nil, []string{"condition"}},
	"condition":  {[]string{"number", "type", "coverage"}, nil},
}

// etlProfile is the coverage of a few cases of the example.
func etlProfile(t *testing.T) *coverage.Profile {
	t.Helper()
	f, diagnostics := suite.Load(os.DirFS(filepath.Join("..", "..", "examples", "etl")), "etl.asl.test.yaml", "etl/")
	if len(diagnostics) > 0 {
		t.Fatal(diagnostics)
	}
	results, err := suite.RunCases(t.Context(), f.Cases[:3], suite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	profile, err := suite.Cover([]*suite.File{f}, results)
	if err != nil {
		t.Fatal(err)
	}
	return profile
}

func TestCoberturaHasWhatItsTypeRequires(t *testing.T) {
	for _, p := range []*coverage.Profile{etlProfile(t), {}} {
		var b bytes.Buffer
		if err := Cobertura(&b, p); err != nil {
			t.Fatal(err)
		}
		checkCobertura(t, b.Bytes())
	}
}

func checkCobertura(t *testing.T, text []byte) {
	t.Helper()
	type open struct {
		name string
		next int // of the children
	}
	var path []open
	d := xml.NewDecoder(bytes.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			rule, known := cobertura[e.Name.Local]
			if !known {
				t.Fatalf("unknown element %q", e.Name.Local)
			}
			for _, name := range rule.attributes {
				if !slices.ContainsFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == name }) {
					t.Errorf("%s lacks %q", e.Name.Local, name)
				}
			}
			if len(path) > 0 {
				parent := &path[len(path)-1]
				at := slices.Index(cobertura[parent.name].children, e.Name.Local)
				if at < parent.next {
					t.Errorf("%s in %s is out of place", e.Name.Local, parent.name)
				}
				parent.next = at
			}
			path = append(path, open{name: e.Name.Local})
		case xml.EndElement:
			last := path[len(path)-1]
			if children := cobertura[last.name].children; len(children) > 1 && last.next != len(children)-1 {
				t.Errorf("%s ends without %q", last.name, children[len(children)-1])
			}
			path = path[:len(path)-1]
		}
	}
}
