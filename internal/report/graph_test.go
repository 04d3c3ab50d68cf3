package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/graph"
	"github.com/aslcheck/aslcheck/source"
)

// picture returns the picture of a definition.
func picture(tb testing.TB, name, text string) Picture {
	tb.Helper()
	def, _ := asl.Parse(source.NewFile(name, text))
	g := graph.New(def)
	g.Layout()
	return Picture{Name: def.Name(), Graph: g}
}

// etlPicture returns the picture of the example, with the coverage of some of its cases.
func etlPicture(t *testing.T) Picture {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "examples", "etl", "etl.asl.json"))
	if err != nil {
		t.Fatal(err)
	}
	p := picture(t, "etl.asl.json", string(text))
	p.Graph.Cover(&etlProfile(t).Definitions[0])
	p.Graph.Layout()
	return p
}

// checkXML reports what is not well-formed.
func checkXML(t *testing.T, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
	}
}

func TestGraphSVG(t *testing.T) {
	var b, again, element bytes.Buffer
	for _, w := range []*bytes.Buffer{&b, &again} {
		if err := GraphSVG(w, etlPicture(t)); err != nil {
			t.Fatal(err)
		}
	}
	if b.String() != again.String() {
		t.Error("the same graph gives other bytes")
	}
	checkXML(t, b.String())
	embedded := etlPicture(t)
	embedded.Prefix = "second_"
	if err := GraphSVGElement(&element, embedded); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(element.String(), ` id="second_state_Notificar_20Falha"`) || strings.Contains(element.String(), ` id="state`) {
		t.Error("the ids of the element don't have the prefix")
	}
	checkXML(t, element.String())
	if strings.Contains(element.String(), "<style") {
		t.Error("the element has a style sheet of its own")
	}
	for _, want := range []string{
		`id="state_Registrar_20e_20Avisar_2fPublicar_20Evento" data-path="Registrar e Avisar/Publicar Evento"`,
		`class="state kind-task hit"`, `class="link link-catch missed"`, `↻ 3`, "glue:startJobRun.sync", "else · ",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the graph lacks %s", want)
		}
	}
	if strings.Contains(b.String(), "id=\"state_\"") {
		t.Error("a state has no id")
	}
}

// TestGraphTextFits writes graphs in terminals of several widths.
func TestGraphTextFits(t *testing.T) {
	long := strings.Repeat("とても長い状態の名前", 8)
	nested := `{"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [{"StartAt": "` + long + `", "States": {"` + long +
		`": {"Type": "Wait", "Seconds": 90, "Next": "` + long + `2"}, "` + long + `2": {"Type": "Succeed"}}}]}}}`
	for _, p := range []Picture{etlPicture(t), picture(t, "long.asl.json", nested)} {
		for _, width := range []int{40, 80, 120} {
			var b bytes.Buffer
			if err := GraphText(&b, p, Style{Width: width}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				if n := source.Columns(strings.TrimSuffix(line, "\n")); n > width {
					t.Errorf("a line has %d columns, more than %d: %s", n, width, line)
				}
			}
		}
	}
}

func TestGraphText(t *testing.T) {
	const definition = `{"StartAt": "Check", "States": {
		"Check": {"Type": "Choice", "Choices": [
			{"Variable": "$.status", "StringEquals": "FAILED", "Next": "Stop"},
			{"And": [{"Variable": "$.count", "NumericGreaterThan": 3}, {"Not": {"Variable": "$.name", "IsPresent": true}}], "Next": "Items"}
		], "Default": "Pause"},
		"Pause": {"Type": "Wait", "Seconds": 5400, "Next": "Check"},
		"Items": {"Type": "Map", "ItemProcessor": {"StartAt": "Job", "States": {
			"Job": {"Type": "Task", "Resource": "arn:aws:states:::glue:startJobRun.sync", "End": true,
				"Retry": [{"ErrorEquals": ["A"]}, {"ErrorEquals": ["States.ALL"], "MaxAttempts": 5}]}
		}}, "Catch": [{"ErrorEquals": ["A", "B"], "Next": "Stop"}], "End": true},
		"Stop": {"Type": "Fail", "Error": "Stopped"}
	}}`
	const want = `Check  Choice
  status = FAILED → Stop
  count > 3 and name is missing → Items
  else → Pause
Items  Map
  each item
    Job  glue:startJobRun.sync  ↻ 3+5
      → end
  → end
  catch A, B ⇢ Stop
Stop  Fail Stopped
Pause  Wait 1h30m
  ↑ Check
5 states, 7 transitions
`
	var b bytes.Buffer
	if err := GraphText(&b, picture(t, "a.asl.json", definition), Style{}); err != nil {
		t.Fatal(err)
	}
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}
