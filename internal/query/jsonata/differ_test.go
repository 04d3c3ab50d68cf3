package jsonata_test

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/internal/query/jsonata"
	"github.com/aslcheck/aslcheck/value"
)

// reference is the reference implementation in a process of its own.
type reference struct {
	in  io.Writer
	out *bufio.Reader
}

// startReference skips the test where node or the package is missing.
func startReference(t *testing.T, args ...string) *reference {
	t.Helper()
	folder := os.Getenv("ASLCHECK_JSONATA_JS")
	if folder == "" {
		t.Skip("set ASLCHECK_JSONATA_JS to a folder where npm has installed jsonata@2.0.6")
	}
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "jsonata", "jsonata.js")); err != nil {
		t.Skipf("%s has no node_modules/jsonata: run npm install jsonata@2.0.6 there", folder)
	}
	if _, err := exec.LookPath("node"); err != nil {
		t.Skip("node is not installed")
	}
	cmd := exec.Command("node", append([]string{filepath.Join("testdata", "driver.js"), folder}, args...)...)
	cmd.Env = append(os.Environ(), "TZ=UTC")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(in.Close(), cmd.Wait()); err != nil {
			t.Errorf("end the reference: %v", err)
		}
	})
	return &reference{in: in, out: bufio.NewReaderSize(out, 1<<20)}
}

// ask sends one line and decodes the answer.
func (r *reference) ask(t *testing.T, question, answer any) {
	t.Helper()
	text, err := json.Marshal(question)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.in.Write(append(text, '\n')); err != nil {
		t.Fatal(err)
	}
	line, err := r.out.ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(line, answer); err != nil {
		t.Fatal(err)
	}
}

type question struct {
	Expr  string          `json:"expr"`
	Input json.RawMessage `json:"input,omitempty"`
}

type answer struct {
	Result    json.RawMessage `json:"result,omitempty"`
	Undefined bool            `json:"undefined,omitempty"`
	Changed   bool            `json:"changed,omitempty"`
	Code      string          `json:"code,omitempty"`
	Position  *int            `json:"position,omitempty"`
	Token     any             `json:"token,omitempty"`
	Message   string          `json:"message,omitempty"`
}

func environment(name string, missing int) int {
	n, err := strconv.Atoi(os.Getenv(name))
	if err != nil {
		return missing
	}
	return n
}

// TestDifferential compares results with those of the reference for generated expressions.
func TestDifferential(t *testing.T) {
	count := environment("ASLCHECK_FUZZ_JSONATA", 0)
	if count == 0 {
		t.Skip("set ASLCHECK_FUZZ_JSONATA to the number of expressions to compare")
	}
	seed := environment("ASLCHECK_FUZZ_SEED", 1)
	ref := startReference(t)
	g := &generator{Rand: rand.New(rand.NewPCG(uint64(seed), 0)), faulty: readFaulty(t)}
	const batch = 500
	stats := map[string]int{}
	listed := readDifferences(t)
	different, excepted := 0, 0
	for done := 0; done < count && different < 40; done += batch {
		questions := make([]question, batch)
		for i := range questions {
			g.vars, g.fresh = nil, 0
			questions[i] = question{g.expr(1 + g.IntN(4)), json.RawMessage(g.value(4))}
		}
		var answers []answer
		ref.ask(t, questions, &answers)
		for i := range questions {
			fault := differs(questions[i], answers[i], stats)
			name := listed.explain(questions[i], fault)
			switch {
			case fault == "":
			case name != "":
				excepted++
				stats["listed: "+name]++
			default:
				different++
				t.Errorf("%s\ninput %s\n%s", questions[i].Expr, questions[i].Input, fault)
			}
		}
	}
	fmt.Printf("jsonata fuzz: seed %d, %d expressions, %d different, %d as testdata/differences.txt says; %v\n",
		seed, count, different, excepted, stats)
}

// differs evaluates a question and returns how the result differs from the answer, "" where it does not.
func differs(q question, want answer, stats map[string]int) string {
	if want.Changed {
		stats["input changed by the reference"]++ // grouping an empty array puts an element into it
		return ""
	}
	env := &jsonata.Env{Now: time.UnixMilli(0), MaxSteps: 5_000_000, MaxDepth: unlimitedDepth}
	got, err := evaluate(q.Expr, value.MustParse(string(q.Input)), env)
	var fault *jsonata.Error
	if errors.As(err, &fault) {
		return differentError(fault, want, stats)
	}
	switch {
	case want.Code == "none":
		stats["error without code"]++
		return ""
	case want.Code != "":
		return fmt.Sprintf("got %v, want error %s (%s)", got, want.Code, want.Message)
	case want.Undefined != got.IsUndefined():
		return fmt.Sprintf("got %v, want %s", got, want.Result)
	case want.Undefined:
		stats["undefined"]++
		return ""
	}
	stats["value"]++
	wanted := value.MustParse(string(want.Result))
	switch text := canonical(got); {
	case text == canonical(wanted):
	case sameValue(got, wanted) && integerKey.MatchString(text):
		stats["other order of integer keys"]++ // ECMAScript puts them first, we keep the order of the text
	case strings.Contains(string(want.Result), "apply(arg, params"):
		stats["error without code"]++ // the reference shows its own source
	case strings.ReplaceAll(string(want.Result), "[object Object]", "") == text:
		stats["error without code"]++ // $replace of a text by a function at the end of a lambda shows how the reference holds it
	default:
		return fmt.Sprintf("got %s, want %s", text, want.Result)
	}
	return ""
}

var integerKey = regexp.MustCompile(`"\d+":`)

// comparePositions names the variable that makes positions of errors count.
const comparePositions = "ASLCHECK_FUZZ_POSITIONS"

func differentError(fault *jsonata.Error, want answer, stats map[string]int) string {
	if want.Code == "" {
		return fmt.Sprintf("got error %s, want %s", describe(fault), want.Result)
	}
	stats["error"]++
	if want.Code == "none" {
		stats["error without code"]++ // a fault of the reference's own, such as reading a property of nothing
		return ""
	}
	if fault.Code != want.Code {
		return fmt.Sprintf("got error %s, want %s (%s)", describe(fault), want.Code, want.Message)
	}
	if fault.Message != want.Message {
		return fmt.Sprintf("got text %q, want %q", fault.Message, want.Message)
	}
	if want.Position != nil && fault.Position != *want.Position {
		stats["other position"]++
		if os.Getenv(comparePositions) != "" {
			return fmt.Sprintf("got error %s, want it at %d", describe(fault), *want.Position)
		}
	}
	return ""
}

// canonical writes a value as the driver does: functions are a mark, numbers are those of ECMAScript.
func canonical(v value.Value) string {
	switch v.Kind() {
	case value.NumberKind:
		if v.Float() == 0 {
			return "0"
		}
		return value.Float(v.Float()).JSON()
	case value.ArrayKind:
		var parts []string
		for _, elem := range v.Elems() {
			parts = append(parts, canonical(elem))
		}
		return "[" + strings.Join(parts, ",") + "]"
	case value.ObjectKind:
		var parts []string
		for _, m := range v.Members() {
			if !m.Value.IsUndefined() {
				parts = append(parts, strconv.Quote(m.Key)+":"+canonical(m.Value))
			}
		}
		return "{" + strings.Join(parts, ",") + "}"
	case value.OpaqueKind:
		return value.String("\u0001function").JSON()
	default:
		return v.JSON()
	}
}
