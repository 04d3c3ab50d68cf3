package rules

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// TestPlaceholders puts a placeholder in the location of every value, and beside every member, of definitions without findings:
// what is known only at deployment gives neither an error nor a warning.
func TestPlaceholders(t *testing.T) {
	for _, r := range All {
		if strings.HasPrefix(strings.TrimSpace(r.Good), "{") {
			t.Run(r.Name, func(t *testing.T) { putPlaceholders(t, r.Good) })
		}
	}
}

func putPlaceholders(t *testing.T, text string) {
	t.Helper()
	file := source.NewFile("good.asl.json", text)
	root, _ := source.ParseJSON(file)
	if len(severe(text)) > 0 {
		return // it shows a rule that is off by default
	}
	visitValues(root, func(n *source.Node) {
		before, after := text[:n.Span.Start.Offset], text[n.Span.End.Offset:]
		if strings.Contains(n.Text, "aslcheck:ignore") || n.Get("token.$") != nil {
			return // the findings are right: nothing suppresses them, and a text can't be the task token
		}
		for _, placeholder := range []string{`${X}`, `"${X}"`, `"a-${X}"`, `${jsonencode({"a": "b"})}`, `"${format("%s", "x")}"`} {
			isPart := strings.Contains(placeholder, "a-")
			if isPart && n.Kind != source.String {
				continue
			}
			report(t, before+placeholder+after, n)
		}
		inside := text[n.Span.Start.Offset+1:]
		if n.Kind == source.Object && len(n.Members) > 0 {
			report(t, text[:n.Span.Start.Offset+1]+`"${X}": "${Y}", `+inside, n)
		}
		if n.Kind == source.Array && len(n.Items) > 0 && n.Items[0].Text != "States.ALL" {
			report(t, text[:n.Span.Start.Offset+1]+`${X}, `+inside, n)
		}
	})
}

func report(t *testing.T, text string, n *source.Node) {
	t.Helper()
	for _, d := range severe(text) {
		t.Errorf("%s: %s\n%s", n.Span, d, text)
	}
}

// severe returns the errors and warnings in a definition.
func severe(text string) []string {
	def, parsed := asl.Parse(source.NewFile("good.asl.json", text))
	var found []string
	for _, d := range analyzer.Run(def, parsed, All, analyzer.Config{}) {
		if d.Severity != source.Advice {
			found = append(found, fmt.Sprint(d))
		}
	}
	return found
}

func visitValues(n *source.Node, visit func(*source.Node)) {
	visit(n)
	for _, item := range n.Items {
		visitValues(item, visit)
	}
	for i := range n.Members {
		visitValues(n.Members[i].Value, visit)
	}
}
