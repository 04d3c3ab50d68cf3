package simulator_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

func TestWriteHistory(t *testing.T) {
	x, err := compile(t, `{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}`).Run(t.Context(), value.Object(), simulator.Config{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := simulator.WriteHistory(&b, x.Events); err != nil {
		t.Fatal(err)
	}
	parsed, err := value.Parse(b.String())
	if err != nil {
		t.Fatalf("%v in %s", err, b.String())
	}
	events, _ := parsed.Get("events")
	if events.Len() != len(x.Events) || strings.Count(b.String(), "\n") != len(x.Events)+4 {
		t.Errorf("not %d events, each on a line: %s", len(x.Events), b.String())
	}
}

// failing takes some writes, and fails then.
type failing struct{ left int }

func (f *failing) Write(p []byte) (int, error) {
	if f.left--; f.left < 0 {
		return 0, errors.New("no space left")
	}
	return len(p), nil
}

// TestLongHistory writes a history in pieces, and reports what any of them says.
func TestLongHistory(t *testing.T) {
	x, err := compile(t, endless).Run(t.Context(), value.Object(), simulator.Config{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := simulator.WriteHistory(&b, x.Events); err != nil {
		t.Fatal(err)
	}
	if parsed, err := value.Parse(b.String()); err != nil || parsed.Kind() != value.ObjectKind {
		t.Errorf("the pieces are not one value: %v", err)
	}
	for _, left := range []int{0, 1, 5} {
		if err := simulator.WriteHistory(&failing{left}, x.Events); err == nil {
			t.Errorf("no error after %d writes", left)
		}
	}
	if err := simulator.WriteHistory(&failing{1}, x.Events[:5]); err != nil {
		t.Errorf("a short history is not written at once: %v", err)
	}
}
