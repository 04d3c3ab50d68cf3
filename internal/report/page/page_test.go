package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// written returns a report.
func written(t *testing.T, d *Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d, ".aslcheck-graph { --ground: #fff; }"); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var policy = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="([^"]*)">`)

// TestPolicy hashes what the file has between its tags: the policy must allow exactly that, and nothing from elsewhere.
func TestPolicy(t *testing.T) {
	text := written(t, &Document{Title: "a"})
	found := policy.FindStringSubmatch(text)
	if found == nil {
		t.Fatal("no policy")
	}
	want := []string{"default-src 'none'"}
	for _, tag := range []string{"style", "script"} {
		_, rest, _ := strings.Cut(text, "<"+tag+">")
		inline, _, ok := strings.Cut(rest, "</"+tag+">")
		if !ok || len(inline) < 1000 || strings.Count(text, "<"+tag+">") != 1 {
			t.Fatalf("there is not one <%s>", tag)
		}
		sum := sha256.Sum256([]byte(inline))
		want = append(want, fmt.Sprintf("%s-src 'sha256-%s'", tag, base64.StdEncoding.EncodeToString(sum[:])))
	}
	want = append(want, "base-uri 'none'", "form-action 'none'")
	if all := strings.Join(want, "; "); found[1] != all {
		t.Errorf("the policy is %s\nwant          %s", found[1], all)
	}
	for _, foreign := range []string{" style=\"", " onclick=\"", " onload=\"", "src=\"", "url(http", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("} {
		if strings.Contains(text, foreign) {
			t.Errorf("the page has %q", foreign)
		}
	}
}

// TestShell holds the page without data to its size.
func TestShell(t *testing.T) {
	if n := len(written(t, &Document{})); n > 300_000 {
		t.Errorf("the page without data has %d bytes", n)
	}
}

// TestHostileData has data that ends an element, opens one, or changes how text is shown. It must stay inside of its element, and be the same
// text for the script, but for what can't be seen.
func TestHostileData(t *testing.T) {
	for _, text := range []string{
		`</script><img src=x onerror=alert(1)>`, `<!--<script>`, `]]>`, "\x1b[31mred", "\u202egnp.exe", "line\u2028separator", `"; DROP`, `\u003c`, "##[add-mask]x",
		"&lt;&amp;", "nul\x00nul", "ação", "שלום",
	} {
		d := &Document{Title: text, Machines: []Machine{{Name: text}}, Cases: []Case{{Name: text, Detail: &Detail{Error: text}}}, Values: NewValues()}
		d.Values.Add(text)
		out := written(t, d)
		if empty := written(t, &Document{Title: "a", Cases: []Case{{Detail: &Detail{}}}}); strings.Count(out, "<") != strings.Count(empty, "<") {
			t.Errorf("%q adds an element", text)
		}
		if i := strings.IndexFunc(out, isHidden); i >= 0 || !utf8.ValidString(out) {
			t.Errorf("%q leaves a character at %d that can't be seen", text, i)
		}
		if strings.Contains(out, "##[") {
			t.Errorf("%q is a command", text)
		}
		_, rest, _ := strings.Cut(out, `id="data-document">`)
		data, _, _ := strings.Cut(rest, "</script>")
		var read Document
		if err := json.Unmarshal([]byte(data), &read); err != nil || read.Cases[0].Name != text || read.Machines[0].Name != text {
			t.Errorf("%q is read as %v, %v", text, read.Cases, err)
		}
	}
}

// TestValues stores a text once, and cuts what is long.
func TestValues(t *testing.T) {
	v := NewValues()
	long := strings.Repeat("é", maxValue)
	if a, b, c := v.Add("1"), v.Add("2"), v.Add("1"); a != 0 || b != 1 || c != 0 {
		t.Errorf("indexes %d, %d, %d", a, b, c)
	}
	v.Add(long)
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var list []any
	if err := json.Unmarshal(text, &list); err != nil || len(list) != 3 {
		t.Fatalf("%d values, %v", len(list), err)
	}
	cut := list[2].([]any)
	if len(cut[0].(string)) != maxValue || cut[1].(float64) != 2*maxValue {
		t.Errorf("a value of %d bytes is cut to %d, and said to have %v", len(long), len(cut[0].(string)), cut[1])
	}
	v.size = maxValues + 1
	v.Add(strings.Repeat("x", maxSmallRest+1))
	if last := v.list[3].([]any)[0].(string); len(last) != maxSmallRest {
		t.Errorf("a value after many others has %d bytes", len(last))
	}
	if empty, err := json.Marshal(NewValues()); string(empty) != "[]" || err != nil {
		t.Errorf("no values are %s, %v", empty, err)
	}
}

// TestVisible shows what can't be seen.
func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"a\n\tb": "a\n\tb", "\x1b[0m": `\u001b[0m`, "\u202ea": `\u202ea`, "\xff": "\uFFFD", "ção": "ção",
	} {
		if got := Visible(text); got != want {
			t.Errorf("%q is shown as %q, not %q", text, got, want)
		}
	}
}
