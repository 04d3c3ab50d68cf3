package intrinsic

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/internal/query/jsonpath"
	"github.com/aslcheck/aslcheck/value"
)

// TestCorpus evaluates the recorded executions that use intrinsic functions and consist of Pass states alone, with just
// enough of a Pass state around the functions.
func TestCorpus(t *testing.T) {
	folder := corpus.Dir(t, "ASLCHECK_CORPUS", "conformance")
	passed, failed := 0, 0
	err := filepath.WalkDir(filepath.Join(folder, "execution"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".json" {
			return err
		}
		c, ok, err := readRecording(path)
		if err != nil || !ok {
			return err
		}
		if problem := c.replay(); problem != "" {
			failed++
			t.Errorf("%s: %s", c.Name, problem)
		} else {
			passed++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("intrinsic corpus: %d passed, %d failed of %d", passed, failed, passed+failed)
}

type recording struct {
	Name       string
	Features   []string
	Names      map[string]string
	Input      value.Value
	Definition struct {
		StartAt, QueryLanguage string
		States                 map[string]map[string]value.Value
	}
	Expected struct {
		Status string
		Output value.Value
	}
}

// readRecording returns a recording, and whether it is one that this test can replay.
func readRecording(path string) (*recording, bool, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, false, err
	}
	var c recording
	if !strings.Contains(string(text), `"intrinsic:`) || json.Unmarshal(text, &c) != nil {
		return nil, false, nil
	}
	fields := []string{"Type", "Comment", "Parameters", "Result", "InputPath", "ResultPath", "OutputPath", "Next", "End"}
	for _, state := range c.Definition.States {
		for field := range state {
			if !slices.Contains(fields, field) {
				return nil, false, nil
			}
		}
		if state["Type"].Text() != "Pass" {
			return nil, false, nil
		}
	}
	return &c, c.Definition.QueryLanguage != "JSONata" && c.Expected.Status == "SUCCEEDED", nil
}

// passScope is the scope of a Pass state.
type passScope struct {
	jsonpath.DocumentScope
	context value.Value
}

func (s passScope) Context() value.Value { return s.context }

func (c *recording) replay() string {
	machine := c.Names["stateMachine"]
	context := value.Object(
		value.Member{Key: "Execution", Value: value.Object(
			value.Member{Key: "Input", Value: c.Input},
			value.Member{Key: "Name", Value: value.String(c.Names["execution"])},
		)},
		value.Member{Key: "StateMachine", Value: value.Object(
			value.Member{Key: "Id", Value: value.String("arn:<partition>:states:<region>:111111111111:stateMachine:" + machine)},
			value.Member{Key: "Name", Value: value.String(machine)},
		)},
	)
	doc := c.Input
	for name := c.Definition.StartAt; name != ""; {
		state := c.Definition.States[name]
		next, err := pass(state, doc, context)
		if err != nil {
			return err.Error()
		}
		doc, name = next, state["Next"].Text()
	}
	if !sameAsRecorded(doc, c.Expected.Output) {
		return fmt.Sprintf("got %s, recorded %s", doc, c.Expected.Output)
	}
	return ""
}

func pass(state map[string]value.Value, raw, context value.Value) (value.Value, error) {
	in, err := at(state, "InputPath", raw, context)
	if err != nil {
		return in, err
	}
	result := in
	if parameters, ok := state["Parameters"]; ok {
		if result, err = fill(parameters, passScope{jsonpath.Of(in), context}); err != nil {
			return result, err
		}
	}
	if literal, ok := state["Result"]; ok {
		result = literal
	}
	if text := state["ResultPath"].Text(); text != "" {
		p, err := jsonpath.Parse(text)
		if err != nil {
			return raw, err
		}
		if result, err = p.Set(raw, result); err != nil {
			return raw, err
		}
	}
	return at(state, "OutputPath", result, context)
}

func at(state map[string]value.Value, field string, doc, context value.Value) (value.Value, error) {
	text := state[field].Text()
	if text == "" {
		return doc, nil
	}
	p, err := jsonpath.Parse(text)
	if err != nil {
		return doc, err
	}
	return p.Eval(passScope{jsonpath.Of(doc), context})
}

// fill evaluates a payload template.
func fill(template value.Value, scope jsonpath.Scope) (value.Value, error) {
	switch template.Kind() {
	case value.ObjectKind:
		var b value.ObjectBuilder
		for _, m := range template.Members() {
			key, dynamic := strings.CutSuffix(m.Key, ".$")
			v, err := value.Undefined, error(nil)
			switch {
			case !dynamic:
				v, err = fill(m.Value, scope)
			case IsCall(m.Value.Text()):
				v, err = evalText(m.Value.Text(), scope)
			default:
				var p *jsonpath.Path
				if p, err = jsonpath.Parse(m.Value.Text()); err == nil {
					v, err = p.Eval(scope)
				}
			}
			if err != nil {
				return v, err
			}
			b.Set(key, v)
		}
		return b.Object(), nil
	case value.ArrayKind:
		elems := make([]value.Value, template.Len())
		for i, elem := range template.Elems() {
			var err error
			if elems[i], err = fill(elem, scope); err != nil {
				return template, err
			}
		}
		return value.Array(elems...), nil
	default:
		return template, nil
	}
}

// sameAsRecorded compares with a recording, in which words stand for random values.
func sameAsRecorded(got, want value.Value) bool {
	switch text := want.Text(); {
	case text == "RandomNumberGenerated":
		_, ok := got.Int()
		return ok
	case strings.HasPrefix(text, "<uuid:"):
		return len(got.Text()) == 36
	}
	if want.Kind() == value.ObjectKind && got.Kind() == value.ObjectKind && got.Len() == want.Len() {
		for _, m := range want.Members() {
			if v, ok := got.Get(m.Key); !ok || !sameAsRecorded(v, m.Value) {
				return false
			}
		}
		return true
	}
	if want.Kind() == value.StringKind && got.Kind() != value.StringKind {
		parsed, err := value.Parse(want.Text()) // recordings leave arrays and scalars as JSON text
		return err == nil && value.Equal(parsed, got)
	}
	return value.Equal(got, want)
}

func evalText(text string, scope jsonpath.Scope) (value.Value, error) {
	c, err := Parse(text)
	if err != nil {
		return value.Undefined, err
	}
	if problems := c.Check(); len(problems) > 0 {
		return value.Undefined, problems[0]
	}
	again, err := Parse(c.String())
	if err != nil || again.String() != c.String() {
		return value.Undefined, errors.New("printed as " + c.String())
	}
	return c.Eval(scope, fixedHost{})
}

// fixedHost is a Host without any randomness.
type fixedHost struct{}

func (fixedHost) Uint64() uint64 { return 1 << 63 }
func (fixedHost) UUID() string   { return "01234567-89ab-4cde-8f01-23456789abcd" }
