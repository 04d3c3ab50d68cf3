package report

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/internal/corpus"
	"github.com/aslcheck/aslcheck/value"
)

// corpusPictures returns the pictures of all definitions of the corpus, and of definitions with hostile names.
func corpusPictures(t *testing.T) map[string]Picture {
	t.Helper()
	pictures := map[string]Picture{"etl with coverage": etlPicture(t)}
	for i, name := range hostileNames {
		key := value.String(strings.ToValidUTF8(name, "?")).JSON()
		pictures[fmt.Sprintf("hostile %d", i)] = picture(t, "a.asl.json", `{"StartAt": `+key+`, "States": {`+key+`: {"Type": "Parallel", "Next": "Choice", "Branches": [
			{"StartAt": `+key+`, "States": {`+key+`: {"Type": "Wait", "TimestampPath": `+key+`, "End": true}}}],
			"Catch": [{"ErrorEquals": [`+key+`], "Next": "Choice"}]},
			"Choice": {"Type": "Choice", "Choices": [{"Variable": "$.a", "StringEquals": `+key+`, "Next": `+key+`}], "Default": "Fail"},
			"Fail": {"Type": "Fail", "Error": `+key+`}}}`)
	}
	for path, text := range corpus.Definitions(t) {
		pictures[path] = picture(t, path, text)
	}
	return pictures
}

// TestGraphvizReads gives every graph to Graphviz, and lets it draw those with hostile names: neither may print a warning.
func TestGraphvizReads(t *testing.T) {
	tool, err := exec.LookPath("dot")
	if err != nil {
		t.Skip("dot is not installed")
	}
	pictures := corpusPictures(t)
	var all bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(pictures)) {
		var b bytes.Buffer
		if err := GraphDOT(&b, pictures[name]); err != nil {
			t.Fatal(err)
		}
		all.Write(b.Bytes())
		if strings.HasPrefix(name, "hostile") || strings.HasPrefix(name, "etl") {
			if out := runTool(t, &b, tool, "-Tsvg"); out != "" {
				t.Errorf("%s: dot says %s", name, out)
			}
		}
	}
	out := runTool(t, &all, tool, "-Tcanon")
	if out != "" {
		t.Errorf("dot says %s", out)
	}
	t.Logf("Graphviz reads %d graphs", len(pictures))
}

// runTool runs a command and returns what it writes to standard error.
func runTool(t *testing.T, input *bytes.Buffer, name string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdin = input
	var out bytes.Buffer
	cmd.Stderr = &out
	if err := cmd.Run(); err != nil {
		return err.Error() + " " + out.String()
	}
	return strings.TrimSpace(out.String())
}

// mermaidScript parses an array of flowcharts, and prints those that fail.
const mermaidScript = `
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
const require = createRequire(process.cwd() + "/");
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("<div></div>");
Object.assign(globalThis, { window, document: window.document });
const mermaid = (await import(pathToFileURL(process.cwd() + "/node_modules/mermaid/dist/mermaid.core.mjs"))).default;
mermaid.initialize({ maxEdges: 5000, maxTextSize: 5000000 });
let text = "";
for await (const chunk of process.stdin) text += chunk;
for (const [name, chart] of Object.entries(JSON.parse(text))) {
  try { await mermaid.parse(chart); } catch (e) { console.error(name + ": " + e.message); }
}
`

// TestMermaidReads gives every graph to the parser of Mermaid. The variable ASLCHECK_MERMAID is a folder in which
// "npm install mermaid jsdom" was run.
func TestMermaidReads(t *testing.T) {
	dir := os.Getenv("ASLCHECK_MERMAID")
	if dir == "" {
		t.Skip("set ASLCHECK_MERMAID to a folder with node_modules/mermaid and node_modules/jsdom")
	}
	pictures, charts := corpusPictures(t), map[string]string{}
	for name, p := range pictures {
		var b strings.Builder
		if err := GraphMermaid(&b, p); err != nil {
			t.Fatal(err)
		}
		charts[name] = b.String()
	}
	input, err := json.Marshal(charts)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	script := filepath.Join(t.TempDir(), "parse.mjs")
	if err := os.WriteFile(script, []byte(mermaidScript), 0o600); err != nil {
		t.Fatal(err)
	}
	if out := runTool(t, bytes.NewBuffer(input), "node", script); out != "" {
		t.Errorf("Mermaid says %s", out)
	}
	t.Logf("Mermaid reads %d graphs", len(charts))
}
