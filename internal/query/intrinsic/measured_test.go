package intrinsic_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/internal/query/intrinsic"
	"github.com/aslcheck/aslcheck/internal/query/jsonpath"
	"github.com/aslcheck/aslcheck/value"
)

// A fact is an answer that somebody measured on the service: a Pass with one call.
type fact struct {
	ID, Area   string
	Definition struct {
		States map[string]struct{ Parameters map[string]json.RawMessage }
	}
	Input json.RawMessage
	AWS   struct {
		Status, Cause string
		Output        map[string]json.RawMessage
	}
}

// call returns the text of the call and its key, "" where the definition has another form.
func (f *fact) call() (text, key string) {
	for _, st := range f.Definition.States {
		for name, raw := range st.Parameters {
			key, isPath := strings.CutSuffix(name, ".$")
			if isPath && json.Unmarshal(raw, &text) == nil && intrinsic.IsCall(text) && len(st.Parameters) == 1 && len(f.Definition.States) == 1 {
				return text, key
			}
		}
	}
	return "", ""
}

// TestMeasured compares with what calls gave on the service.
func TestMeasured(t *testing.T) {
	n := 0
	for _, line := range corpus.Lines(t, filepath.Join(corpus.Dir(t, "ASLCHECK_MEASURED", "measured"), "facts.jsonl")) {
		var f fact
		if err := json.Unmarshal(line, &f); err != nil || f.Area != "intrinsic" {
			continue // facts of other areas have other forms
		}
		if text, _ := f.call(); text == "" {
			continue
		}
		n++
		t.Run(f.ID, f.check)
	}
	if n < 80 {
		t.Errorf("only %d facts", n)
	}
}

func (f *fact) check(t *testing.T) {
	text, key := f.call()
	call, err := intrinsic.Parse(text)
	if err != nil {
		if f.AWS.Status != "FAILED" {
			t.Errorf("%s: %v", text, err)
		}
		return
	}
	doc := value.Object()
	if len(f.Input) > 0 {
		doc = value.MustParse(string(f.Input)).Compact()
	}
	got, err := call.Eval(jsonpath.Of(doc), host{})
	switch {
	case (err != nil) != (f.AWS.Status == "FAILED"):
		t.Errorf("%s: got %s, %v, want %s", text, got, err, f.AWS.Status)
	case err != nil:
		if f.AWS.Cause != "" && !strings.HasSuffix(f.AWS.Cause, err.Error()) {
			t.Errorf("%s: got %v, want %s", text, err, f.AWS.Cause)
		}
	case len(f.AWS.Output[key]) > 0:
		if want := value.MustParse(string(f.AWS.Output[key])); !value.Equal(got, want) {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}
