package jsonata_test

import (
	"encoding/json"
	"errors"
	"math"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/value"
)

// A fact is an answer that somebody measured on the service.
type fact struct {
	ID, Area, Expression string
	Input                json.RawMessage
	AWS                  struct {
		Status, Cause string
		Output        struct{ R json.RawMessage }
	}
}

var errorCode = regexp.MustCompile(`\b[DSTU]\d{4}\b`)

// TestMeasured compares with what expressions gave on the service. How numbers are written in the end is up to package query.
func TestMeasured(t *testing.T) {
	n := 0
	for _, line := range corpus.Lines(t, filepath.Join(corpus.Dir(t, "ASLCHECK_MEASURED", "measured"), "facts.jsonl")) {
		var f fact
		if err := json.Unmarshal(line, &f); err != nil || f.Area != "jsonata" || f.Expression == "" || strings.Contains(f.Expression, "…") {
			continue // facts of other areas have other forms, and long expressions are cut
		}
		n++
		t.Run(f.ID, f.check)
	}
	if n < 100 {
		t.Errorf("only %d facts", n)
	}
}

func (f *fact) check(t *testing.T) {
	states := value.Object()
	if len(f.Input) > 0 {
		states = states.With("input", value.MustParse(string(f.Input)))
	}
	got, err := evaluate(f.Expression, value.Undefined, &jsonata.Env{
		Now: time.UnixMilli(1_700_000_000_123), Random: func() float64 { return 0.5 },
		Vars: func(name string) (value.Value, bool) { return states, name == "states" },
	})
	var fault *jsonata.Error
	errors.As(err, &fault)
	switch code := errorCode.FindString(f.AWS.Cause); {
	case f.AWS.Status == "SUCCEEDED" && len(f.AWS.Output.R) > 0:
		want := value.MustParse(string(f.AWS.Output.R))
		if err != nil || !value.Equal(written(got), want) {
			t.Errorf("%s: got %s, %v, want %s", f.Expression, got, err, want)
		}
	case code != "":
		if fault == nil || fault.Code != code {
			t.Errorf("%s: got %s, %v, want %s", f.Expression, got, err, f.AWS.Cause)
		}
	case strings.Contains(f.AWS.Cause, "returned nothing"):
		if err != nil || !got.IsUndefined() {
			t.Errorf("%s: got %s, %v, want nothing", f.Expression, got, err)
		}
	}
}

// written replaces the numbers that JSON lacks by texts, as the service does in its results.
func written(v value.Value) value.Value {
	switch f := v.Float(); v.Kind() {
	case value.NumberKind:
		switch {
		case f != f:
			return value.String("NaN")
		case math.IsInf(f, 1):
			return value.String("Infinity")
		case math.IsInf(f, -1):
			return value.String("-Infinity")
		}
	case value.ArrayKind:
		elems := make([]value.Value, v.Len())
		for i, elem := range v.Elems() {
			elems[i] = written(elem)
		}
		return value.Array(elems...)
	case value.ObjectKind:
		for _, m := range v.Members() {
			v = v.With(m.Key, written(m.Value))
		}
	}
	return v
}
