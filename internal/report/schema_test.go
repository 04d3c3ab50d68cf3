package report

import (
	"bytes"
	"io"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/aslcheck/aslcheck/internal/corpus"
)

// TestJUnitSchemas validates JUnit XML against the schema of the Jenkins xUnit plugin and that of Ant.
func TestJUnitSchemas(t *testing.T) {
	dir := corpus.Dir(t, "ASLCHECK_SCHEMAS", "schemas")
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("no xmllint to validate XML with")
	}
	found, results := findings(t), tests(t)
	for name, write := range map[string]func(w io.Writer) error{
		"findings": func(w io.Writer) error {
			return JUnit(w, Findings{Files: []string{"dir/order.asl.json", "clean.asl.json"}, Diagnostics: found})
		},
		"nothing":  func(w io.Writer) error { return JUnit(w, Findings{}) },
		"tests":    func(w io.Writer) error { return TestsJUnit(w, results) },
		"no tests": func(w io.Writer) error { return TestsJUnit(w, Tests{}) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		for _, schema := range []string{"junit-jenkins-10.xsd", "junit-ant.xsd"} {
			t.Run(name+" "+schema, func(t *testing.T) {
				cmd := exec.CommandContext(t.Context(), xmllint, "--noout", "--nonet", "--schema", filepath.Join(dir, schema), "-")
				cmd.Stdin = bytes.NewReader(b.Bytes())
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Errorf("%v\n%s", err, out)
				}
			})
		}
	}
}

// TestCoberturaWellFormed reads the coverage with another reader of XML; TestCoberturaHasWhatItsTypeRequires holds it to the document type.
func TestCoberturaWellFormed(t *testing.T) {
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("no xmllint to read XML with")
	}
	var b bytes.Buffer
	if err := Cobertura(&b, etlProfile(t)); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), xmllint, "--noout", "--nonet", "-")
	cmd.Stdin = &b
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
