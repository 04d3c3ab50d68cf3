package jsonata_test

import (
	"bufio"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A recorded answer is what the reference gives for an expression.
type recorded struct {
	question
	answer
}

// TestAnswers compares results with those recorded from the reference: for the expressions of testdata/questions.txt, with the
// input of most examples, and for some at random. TestRecordAnswers writes the file.
func TestAnswers(t *testing.T) {
	t.Setenv(comparePositions, "1")
	file, err := os.Open(filepath.Join("testdata", "answers.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	n := 0
	for lines := bufio.NewScanner(file); lines.Scan(); n++ {
		var r recorded
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		if len(r.Input) == 0 {
			r.Input = json.RawMessage(order)
		}
		if fault := differs(r.question, r.answer, map[string]int{}); fault != "" {
			t.Errorf("%s\ninput %s\n%s", r.Expr, r.Input, fault)
		}
	}
	if n < 1_000 {
		t.Errorf("only %d answers", n)
	}
}

// TestRecordAnswers asks the reference, which needs ASLCHECK_JSONATA_JS, and writes testdata/answers.jsonl. What the service
// does otherwise, as testdata/differences.txt says, is left out.
func TestRecordAnswers(t *testing.T) {
	if os.Getenv("ASLCHECK_RECORD_JSONATA") == "" {
		t.Skip("set ASLCHECK_RECORD_JSONATA to record the answers of the reference")
	}
	text, err := os.ReadFile(filepath.Join("testdata", "questions.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var questions []question
	for line := range strings.Lines(string(text)) {
		questions = append(questions, question{strings.TrimSuffix(line, "\n"), json.RawMessage(order)})
	}
	listed := len(questions)
	g := &generator{Rand: rand.New(rand.NewPCG(11, 0)), faulty: readFaulty(t)}
	for len(questions) < listed+1_500 {
		g.vars, g.fresh = nil, 0
		q := question{g.expr(2 + g.IntN(3)), json.RawMessage(g.value(3))}
		if len(q.Expr)+len(q.Input) < 200 && len(q.Expr) > 20 {
			questions = append(questions, q)
		}
	}
	var answers []answer
	startReference(t).ask(t, questions, &answers)
	differences := readDifferences(t)
	var b strings.Builder
	for i, a := range answers {
		if a.Changed || a.Code == "none" || len(a.Result) > 400 || strings.Contains(string(a.Result), "apply(arg, params") {
			continue
		}
		if fault := differs(questions[i], a, map[string]int{}); fault != "" && differences.explain(questions[i], fault) != "" {
			continue
		}
		r := recorded{questions[i], a}
		if i < listed {
			r.Input = nil
		}
		line, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(string(line) + "\n")
	}
	if err := os.WriteFile(filepath.Join("testdata", "answers.jsonl"), []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
