package properties

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/analyzer/rules"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/lint"
	"github.com/aslcheck/aslcheck/internal/randasl"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
)

// TestNoErrorCompiles edits definitions at random: the simulator accepts what the linter finds no error in, except for what
// AWS accepts with an unknown effect.
func TestNoErrorCompiles(t *testing.T) {
	clean := 0
	for seed := range seeds(t, 400) {
		d := randasl.Edited(seed)
		file := source.NewFile("d.asl.json", d.Text())
		if lint.Text(file, rules.All, analyzer.Config{}).HasErrors() {
			continue
		}
		clean++
		def, _ := asl.Parse(file)
		program, diagnostics := simulator.Compile(def)
		if program == nil && !strings.Contains(diagnostics[0].Message, "AWS accepts") {
			t.Errorf("seed %d: %v\n%s", seed, diagnostics, d.Text())
		}
	}
	if clean < 40 && !t.Failed() {
		t.Errorf("only %d definitions have no error", clean)
	}
}
