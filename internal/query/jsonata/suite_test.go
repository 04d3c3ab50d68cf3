package jsonata_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/value"
)

// suiteCase is one case of the official test suite.
type suiteCase struct {
	name            string
	Expr            string                     `json:"expr"`
	ExprFile        string                     `json:"expr-file"`
	Dataset         *string                    `json:"dataset"`
	Data            json.RawMessage            `json:"data"`
	Bindings        map[string]json.RawMessage `json:"bindings"`
	TimeLimit       int                        `json:"timelimit"`
	Depth           int                        `json:"depth"`
	Result          json.RawMessage            `json:"result"`
	UndefinedResult bool                       `json:"undefinedResult"`
	Code            string                     `json:"code"`
	Token           string                     `json:"token"`
	Unordered       bool                       `json:"unordered"`
	Error           *struct{ Code string }     `json:"error"`
}

func readSuite(t *testing.T, folder string) []suiteCase {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "groups", "*", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	var cases []suiteCase
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var list []suiteCase
		if json.Unmarshal(text, &list) != nil {
			list = make([]suiteCase, 1)
			if err := json.Unmarshal(text, &list[0]); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
		}
		for i := range list {
			base := strings.TrimSuffix(filepath.Base(file), ".json")
			list[i].name = fmt.Sprintf("%s/%s/%d", filepath.Base(filepath.Dir(file)), base, i)
			list[i].readText(t, file, text, i)
		}
		cases = append(cases, list...)
	}
	return cases
}

// readText takes the expression from its own file, or anew from the text: encoding/json loses lone surrogates.
func (c *suiteCase) readText(t *testing.T, file string, text []byte, i int) {
	t.Helper()
	if c.ExprFile != "" {
		expr, err := os.ReadFile(filepath.Join(filepath.Dir(file), c.ExprFile))
		if err != nil {
			t.Fatal(err)
		}
		c.Expr = string(expr)
		return
	}
	doc, err := value.Parse(string(text))
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	if doc.Kind() == value.ArrayKind {
		doc = doc.At(i)
	}
	expr, _ := doc.Get("expr")
	c.Expr = expr.Text()
}

func readSkips(t *testing.T, file string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	skips := map[string]string{}
	for line := range strings.Lines(string(text)) {
		name, reason, ok := strings.Cut(strings.TrimSpace(line), " ")
		if ok && !strings.HasPrefix(name, "#") {
			skips[name] = strings.TrimSpace(reason)
		}
	}
	return skips
}

func TestSuite(t *testing.T) {
	folder := corpus.Dir(t, "ASLCHECK_JSONATA", "jsonata-suite")
	cases := readSuite(t, folder)
	skips := readSkips(t, filepath.Join("testdata", "skip.txt"))
	passed, failed, skipped := 0, 0, 0
	for _, c := range cases {
		fault := c.run(t, folder)
		reason, skip := skips[c.name]
		delete(skips, c.name)
		switch {
		case skip && fault == "":
			failed++
			t.Errorf("%s passes although testdata/skip.txt says: %s", c.name, reason)
		case skip:
			skipped++
		case fault != "":
			failed++
			t.Errorf("%s: %s\n%s", c.name, c.Expr, fault)
		default:
			passed++
		}
	}
	for name := range skips {
		t.Errorf("testdata/skip.txt names unknown case %s", name)
	}
	fmt.Printf("jsonata suite: %d passed, %d failed, %d skipped of %d\n", passed, failed, skipped, len(cases))
}

// unlimitedDepth is what the reference allows, which knows no limit but the stack. The service allows 100.
const unlimitedDepth = 10_000

// run returns what is wrong with a case, "" when nothing is.
func (c *suiteCase) run(t *testing.T, folder string) string {
	t.Helper()
	env := &jsonata.Env{Now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), MaxDepth: c.Depth, Vars: c.vars(t)}
	if c.Depth == 0 {
		env.MaxDepth = unlimitedDepth
	}
	if c.TimeLimit > 0 {
		env.Clock, env.Timeout = tickingClock(), time.Duration(c.TimeLimit)*time.Millisecond
	}
	got, err := evaluate(c.Expr, c.input(t, folder), env)
	code := c.Code
	if c.Error != nil {
		code = c.Error.Code
	}
	if code != "" {
		return c.checkError(code, got, err)
	}
	if err != nil {
		return fmt.Sprintf("got error %v, want %s", describe(err), c.Result)
	}
	if c.UndefinedResult || c.Result == nil {
		if !got.IsUndefined() {
			return fmt.Sprintf("got %v, want nothing", got)
		}
		return ""
	}
	want := value.MustParse(string(c.Result))
	if c.Unordered && sameSet(got, want) || sameValue(got, want) {
		return ""
	}
	return fmt.Sprintf("got %v, want %v", got, want)
}

func evaluate(text string, input value.Value, env *jsonata.Env) (value.Value, error) {
	expr, err := jsonata.Compile(text)
	if err != nil {
		return value.Undefined, err
	}
	return expr.Eval(input, env)
}

func (c *suiteCase) vars(t *testing.T) func(string) (value.Value, bool) {
	t.Helper()
	vars := map[string]value.Value{}
	for name, text := range c.Bindings {
		v, err := value.Parse(string(text))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		vars[name] = v
	}
	return func(name string) (value.Value, bool) {
		v, ok := vars[name]
		return v, ok
	}
}

func (c *suiteCase) input(t *testing.T, folder string) value.Value {
	t.Helper()
	text := []byte(c.Data)
	if c.Dataset != nil {
		var err error
		if text, err = os.ReadFile(filepath.Join(folder, "datasets", *c.Dataset+".json")); err != nil {
			t.Fatal(err)
		}
	}
	if text == nil {
		return value.Undefined
	}
	v, err := value.Parse(string(text))
	if err != nil {
		t.Fatalf("%s: %v", c.name, err)
	}
	return v
}

func (c *suiteCase) checkError(code string, got value.Value, err error) string {
	var fault *jsonata.Error
	if !errors.As(err, &fault) {
		return fmt.Sprintf("got %v, want error %s", got, code)
	}
	if fault.Code != code || c.Token != "" && fault.Token != c.Token {
		return fmt.Sprintf("got error %s, want %s with token %q", describe(err), code, c.Token)
	}
	return ""
}

func describe(err error) string {
	var fault *jsonata.Error
	if errors.As(err, &fault) {
		return fmt.Sprintf("%s at %d (token %q): %s", fault.Code, fault.Position, fault.Token, fault.Message)
	}
	return err.Error()
}

// sameValue compares as JSON numbers in float64 are compared.
func sameValue(a, b value.Value) bool {
	if a.Kind() != b.Kind() || a.Len() != b.Len() {
		return false
	}
	switch a.Kind() {
	case value.NumberKind:
		return a.Float() == b.Float()
	case value.ArrayKind:
		for i, elem := range a.Elems() {
			if !sameValue(elem, b.At(i)) {
				return false
			}
		}
		return true
	case value.ObjectKind:
		for _, m := range a.Members() {
			other, ok := b.Get(m.Key)
			if !ok || !sameValue(m.Value, other) {
				return false
			}
		}
		return true
	default:
		return value.Equal(a, b)
	}
}

// sameSet compares arrays whatever their order.
func sameSet(a, b value.Value) bool {
	rest := slices.Clone(b.Elems())
	for _, elem := range a.Elems() {
		i := slices.IndexFunc(rest, func(other value.Value) bool { return sameValue(elem, other) })
		if i < 0 {
			return false
		}
		rest = slices.Delete(rest, i, i+1)
	}
	return len(rest) == 0
}

// TestSuitePlaces compares where errors of the suite's cases are and which token they name with the reference.
func TestSuitePlaces(t *testing.T) {
	folder := corpus.Dir(t, "ASLCHECK_JSONATA", "jsonata-suite")
	ref := startReference(t)
	skips := readSkips(t, filepath.Join("testdata", "skip.txt"))
	same, other := 0, 0
	for _, c := range readSuite(t, folder) {
		if _, skip := skips[c.name]; skip || c.Code == "" || c.Depth > 0 || c.TimeLimit > 0 || len(c.Bindings) > 0 {
			continue
		}
		q := question{Expr: c.Expr, Input: json.RawMessage("null")}
		input := c.input(t, folder)
		if !input.IsUndefined() {
			q.Input = json.RawMessage(input.JSON())
		}
		var answers []answer
		ref.ask(t, []question{q}, &answers)
		_, err := evaluate(c.Expr, value.MustParse(string(q.Input)), nil)
		var fault *jsonata.Error
		if !errors.As(err, &fault) || answers[0].Code == "" || answers[0].Position == nil {
			continue
		}
		token := ""
		if answers[0].Token != nil {
			token = fmt.Sprint(answers[0].Token)
		}
		if fault.Position == *answers[0].Position && (fault.Token == token || token == "") {
			same++
			continue
		}
		other++
		t.Logf("%s: %s: got %s, want %d with token %q", c.name, c.Expr, describe(err), *answers[0].Position, token)
	}
	fmt.Printf("jsonata places: %d the same, %d other\n", same, other)
	if other > 0 {
		t.Error("some errors have another place or token than in the reference")
	}
}
