package query

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/query/intrinsic"
	"github.com/aslcheck/aslcheck/internal/query/jsonata"
)

var update = flag.Bool("update", false, "rewrite docs/functions.md")

// TestFunctionsPage holds docs/functions.md to the tables of functions: their names, parameters and one line each.
func TestFunctionsPage(t *testing.T) {
	name := filepath.Join("..", "..", "docs", "functions.md")
	want := functionsPage()
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is stale: run the test with -update", name)
	}
}

// functionsPage writes the page of all functions.
func functionsPage() string {
	var b strings.Builder
	b.WriteString(`# Functions

Every function that a definition can call, from the tables that the linter and the simulator read. Generated; don't edit.

## Intrinsic functions

In JSONPath states, in the value of a key that ends in ` + "`.$`" + `. [simulator.md](simulator.md) says how each was measured to behave.

| Function | Returns | What it does |
|---|---|---|
`)
	for _, f := range intrinsic.Functions() {
		var params []string
		for _, p := range f.Params {
			param := p.Name
			switch {
			case p.Variadic:
				param += "…"
			case p.Optional:
				param = "[" + param + "]"
			}
			params = append(params, param)
		}
		fmt.Fprintf(&b, "| `%s(%s)` | %s | %s |\n", f.Name, strings.Join(params, ", "), f.Returns, f.Doc)
	}
	b.WriteString(`
## JSONata functions

In JSONata states, inside of ` + "`{% … %}`" + `. A signature lists the types of the parameters and, after the colon, of the result: ` +
		"`s`" + ` string, ` + "`n`" + ` number, ` + "`b`" + ` boolean, ` + "`a`" + ` array, ` + "`o`" + ` object, ` + "`f`" + ` function, ` +
		"`x`" + ` anything, ` + "`?`" + ` optional, ` + "`-`" + ` the context value when left out. ` + "`$eval`" + ` does not exist in Step Functions.

| Function | Signature | What it does |
|---|---|---|
`)
	for _, f := range jsonata.Functions() {
		fmt.Fprintf(&b, "| `$%s` | `%s` | %s |\n", f.Name, f.Signature, strings.ReplaceAll(f.Doc, "|", `\|`))
	}
	return b.String()
}
