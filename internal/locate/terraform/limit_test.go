package terraform_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/locate/terraform"
	"github.com/aslcheck/aslcheck/source"
)

func machineOf(definition, more string) string {
	return "resource \"aws_sfn_state_machine\" \"m\" {\n  definition = " + definition + "\n}\n" + more
}

// TestDeepNesting ends with a finding, not with a stack that is full.
func TestDeepNesting(t *testing.T) {
	const n = 20_000
	for name, expression := range map[string]string{
		"parentheses":     strings.Repeat("(", n),
		"lists":           strings.Repeat("[", n),
		"objects":         strings.Repeat("{a=", n),
		"strings":         strings.Repeat("\"${", n),
		"not":             strings.Repeat("!", n) + "true",
		"minus":           strings.Repeat("-", n) + "1",
		"conditionals":    strings.Repeat("a ? b : ", n) + "c",
		"over lines":      "(" + strings.Repeat("a ? b :\n", n) + "c)",
		"if directives":   "\"" + strings.Repeat("%{ if a }", n) + "\"",
		"for directives":  "\"" + strings.Repeat("%{ for a in b }", n) + "\"",
		"calls":           strings.Repeat("f(", n),
		"nested heredocs": "<<E\n" + strings.Repeat("${<<E\n", n),
	} {
		t.Run(name, func(t *testing.T) {
			_, found := terraform.Read(source.NewFile("main.tf", machineOf(expression, "")), folder{})
			if len(found) != 1 || !strings.Contains(found[0].Message, "nesting is deeper") {
				t.Errorf("found %v", found)
			}
		})
	}
}

// TestWideExpressions are evaluated or unknown, whatever the size of their result.
func TestWideExpressions(t *testing.T) {
	var doubled, texts strings.Builder
	for i := range 200 {
		fmt.Fprintf(&doubled, "  a%d = [local.a%d, local.a%d]\n", i+1, i, i)
		fmt.Fprintf(&texts, "  a%d = \"${local.a%d}${local.a%d}\"\n", i+1, i, i)
	}
	for name, text := range map[string]string{
		"doubled lists":  machineOf("jsonencode({ a = local.a200 })", "locals {\n  a0 = 1\n"+doubled.String()+"}\n"),
		"doubled texts":  machineOf("local.a200", "locals {\n  a0 = \"xxxxxxxxxx\"\n"+texts.String()+"}\n"),
		"long sum":       machineOf("jsonencode({ a = "+strings.Repeat("1 + ", 100_000)+"1 })", ""),
		"long traversal": machineOf("jsonencode({ a = local.a"+strings.Repeat("[0]", 100_000)+" })", ""),
		"loops in loops": machineOf("jsonencode({ a = "+strings.Repeat("[for i in range(1000) : ", 20)+"i"+strings.Repeat("]", 20)+" })", ""),
		"replaced": machineOf(`replace(replace(local.b, "a", local.b), "a", local.b)`,
			"locals { b = \""+strings.Repeat("a", 20_000)+"\" }\n"),
		"joined":      machineOf(`join(local.b, [for i in range(1024) : local.b])`, "locals { b = \""+strings.Repeat("a", 100_000)+"\" }\n"),
		"merged":      machineOf("jsonencode(merge("+strings.Repeat("{ a = 1 }, ", 10_000)+"{}))", ""),
		"long number": machineOf("jsonencode({ a = 1e999999, b = 1e-999999 })", ""),
		"long format": machineOf(`format("%*d", 999999999, 1)`, ""),
		"directives": machineOf("\""+strings.Repeat("%{ for a in range(1000) }", 20)+"x"+strings.Repeat("%{ endfor }", 20)+"\"",
			""),
	} {
		t.Run(name, func(t *testing.T) {
			machines, found := terraform.Read(source.NewFile("main.tf", text), folder{})
			if len(machines) != 1 || len(found) > 0 {
				t.Errorf("%d machines, found %v", len(machines), found)
			}
			for _, made := range machines[0].Texts {
				if len(made.Content) > 64<<20 {
					t.Errorf("a text of %d bytes", len(made.Content))
				}
			}
		})
	}
}

// TestModuleLoops holds that a module that calls itself is read once.
func TestModuleLoops(t *testing.T) {
	text := machineOf("var.d", "module \"m\" {\n  source = \"./\"\n  d = var.d\n}\n")
	if machines, _ := terraform.Read(source.NewFile("main.tf", text), folder{"main.tf": text}); len(machines) != 1 {
		t.Errorf("%d machines", len(machines))
	}
}

// TestManyMachines takes time in proportion to their number, also with shared locals.
func TestManyMachines(t *testing.T) {
	var b strings.Builder
	b.WriteString("locals { retry = [{ ErrorEquals = [\"States.ALL\"] }] }\n")
	for i := range 2000 {
		fmt.Fprintf(&b, "resource \"aws_sfn_state_machine\" \"m%d\" {\n  definition = jsonencode({ StartAt = \"A\", Retry = local.retry })\n}\n", i)
	}
	machines, found := terraform.Read(source.NewFile("main.tf", b.String()), folder{})
	if len(machines) != 2000 || len(found) > 0 || machines[1999].Object == nil {
		t.Errorf("%d machines, found %v", len(machines), found)
	}
}

// TestLongTexts holds that texts of many lines are what is written, with its locations, and take time in proportion to their length.
func TestLongTexts(t *testing.T) {
	var states strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&states, "    \"S%d\": \"${local.a}\",\n    \"T%d\": {},\n", i, i)
	}
	body := "    {\"States\": {\n" + states.String() + "    \"Last\": {}\n    }}\n"
	file := source.NewFile("main.tf", machineOf("<<-EOT\n"+body+"    EOT", "locals { a = \"x\" }\n"))
	machines, found := terraform.Read(file, folder{})
	if len(machines) != 1 || len(found) > 0 || len(machines[0].Texts) != 1 {
		t.Fatalf("%d machines, found %v", len(machines), found)
	}
	text := machines[0].Texts[0]
	if want := strings.ReplaceAll(body, "${local.a}", "x"); strings.TrimSpace(text.Content) != strings.TrimSpace(want) {
		t.Errorf("%d bytes, want %d", len(text.Content), len(want))
	}
	for _, name := range []string{`"S0"`, `"T10000"`, `"S19999"`, `"Last"`} {
		at := strings.Index(text.Content, name)
		if span := text.Span(at, at+len(name)); span.Text() != name || !text.CanEdit(file, at, at+len(name), `"A"`) {
			t.Errorf("%s is at %s: %q", name, span, span.Text())
		}
	}
}
