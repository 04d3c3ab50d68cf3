package analyzer

import (
	"fmt"
	"strings"
	"testing"
)

// TestManyHandlers goes on after the Catchers of a definition in which each state handles the errors of the one after it. The walks
// from all of them would be as many steps as the square of the states.
func TestManyHandlers(t *testing.T) {
	const states = 2_000
	var b strings.Builder
	b.WriteString("StartAt: S0\nStates:\n")
	for i := range states {
		fmt.Fprintf(&b, "  S%d: {Type: Task, Resource: \"arn:aws:states:::lambda:invoke\", Parameters: {FunctionName: f, Payload.$: $.r%d}, ResultPath: $.r%d, ", i, i-1, i)
		if i > 0 {
			fmt.Fprintf(&b, "Catch: [{ErrorEquals: [States.ALL], Next: S%d}], ", i-1)
		}
		if i < states-1 {
			fmt.Fprintf(&b, "Next: S%d}\n", i+1)
		} else {
			b.WriteString("End: true}\n")
		}
	}
	def, g, x := parts(t, b.String())
	f := newFlow(def, g, x)
	if limit := mostWork + workPerState*states; f.work > limit+limit/10 {
		t.Errorf("the walks cost %d, the limit is %d", f.work, limit)
	}
	if len(f.Lost) == 0 || f.Lost[0].State.Head().Name != "S1" {
		t.Errorf("%d reads are lost, want those of the first Catchers", len(f.Lost))
	}
}
