package jsonata

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// unreachable are codes that no expression gives: the parser of the reference has them for tokens and nodes that it does not
// make. S0303 is ours.
var unreachable = map[string]bool{"S0205": true, "S0206": true, "S0303": true}

// TestMessages compares the texts of errors with testdata/messages.jsonl, which the reference wrote, for every code.
func TestMessages(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "messages.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	covered := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		var want struct{ Expr, Code, Message string }
		if err := json.Unmarshal([]byte(line), &want); err != nil {
			t.Fatal(err)
		}
		covered[want.Code] = true
		expr, err := Compile(want.Expr)
		if err == nil {
			_, err = expr.Eval(value.Null, nil)
		}
		var fault *Error
		if !errors.As(err, &fault) || fault.Code != want.Code || fault.Message != want.Message {
			t.Errorf("%s: got %v, want %s: %s", want.Expr, err, want.Code, want.Message)
		}
	}
	for code := range messages {
		if !covered[code] && !unreachable[code] {
			t.Errorf("testdata/messages.jsonl has no expression for %s", code)
		}
	}
}
