package source

import (
	"strings"
	"testing"
)

func TestLimits(t *testing.T) {
	for _, c := range []struct {
		name, file, text, want string
	}{
		{"brackets", "a.json", strings.Repeat("[", 10_000), "value is nested deeper than 1000 levels"},
		{"closed brackets", "a.json", strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000), "value is nested deeper than 1000 levels"},
		{"braces", "a.json", strings.Repeat(`{"a":`, 100_000), "value is nested deeper than 1000 levels"},
		{"size", "a.json", strings.Repeat(" ", MaxSize+1), "file has 67108865 bytes, more than the limit of 67108864"},
		{"size of YAML", "a.yaml", strings.Repeat(" ", MaxYAMLSize+1), "file has 16777217 bytes, more than the limit of 16777216 for YAML"},
		{"size of any file as YAML", "a.yaml", strings.Repeat(" ", MaxSize+1), "file has 67108865 bytes, more than the limit of 67108864"},
		{"binary", "a.yaml", "\x7fELF\x00", "file is binary: it contains a NUL byte"},
		{"UTF-16", "a.yaml", "\xfe\xff\x00a", "file is UTF-16, not UTF-8"},
		{"brackets in YAML", "a.yaml", strings.Repeat("[", 100_000), "value is nested deeper than 1000 levels"},
		{"closed brackets in YAML", "a.yaml", strings.Repeat("[", 5_000) + strings.Repeat("]", 5_000), "value is nested deeper than 1000 levels"},
		{"braces in YAML", "a.yaml", strings.Repeat("{a: ", 5_000) + "1" + strings.Repeat("}", 5_000), "value is nested deeper than 1000 levels"},
		{"dashes in YAML", "a.yaml", strings.Repeat("- ", 5_000) + "a", "value is nested deeper than 1000 levels"},
		{"too many dashes in YAML", "a.yaml", strings.Repeat("- ", 50_000) + "a", "value is nested deeper than 1000 levels"},
		{"indented keys in YAML", "a.yaml", indented(1500), "value is nested deeper than 1000 levels"},
		{"aliases of aliases", "a.yaml", laughs(), "aliases expand to more than 200000 values"},
		{"merges of merges", "a.yaml", merges(), "aliases expand to more than 200000 values"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := NewFile(c.file, c.text)
			root, ds := Parse(file)
			checkDiagnostics(t, file, ds)
			if root == nil || len(ds) != 1 || ds[0].Message != c.want {
				t.Errorf("got %v, want one diagnostic: %s", ds[:min(len(ds), 3)], c.want)
			}
		})
	}
}

// TestTooManyValues starts near the limit, which is far.
func TestTooManyValues(t *testing.T) {
	for text, want := range map[string]int{"[1, {\"a\": 2}]": 0, "[1, {\"a\": 2}, 3]": 1, "[1, {\"a\": 2}, 3, 4, 5]": 1} {
		file := NewFile("a.json", text)
		p := newJSONParser(file)
		p.values = MaxValues - 4
		p.document()
		checkDiagnostics(t, file, p.diagnostics)
		if len(p.diagnostics) != want || want > 0 && p.diagnostics[0].Message != "file has more than 4000000 values" {
			t.Errorf("%s: got %v", text, p.diagnostics)
		}
	}
}

// indented returns keys one below the other, each indented further.
func indented(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

// laughs returns a few lines of aliases that expand to 9 to the power of 12 values.
func laughs() string {
	var b strings.Builder
	b.WriteString("a: &a [" + strings.Repeat("x,", 9) + "]\n")
	for c := 'b'; c < 'm'; c++ {
		b.WriteString(string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+string(c-1)+",", 9) + "]\n")
	}
	return b.String()
}

// merges returns merge keys that take in many members many times.
func merges() string {
	var b strings.Builder
	b.WriteString("a: &a {")
	for i := range 1000 {
		b.WriteString("k" + strings.Repeat("x", i%30) + string(rune('a'+i/30%26)) + string(rune('a'+i/780)) + ": 1, ")
	}
	b.WriteString("}\nb:\n")
	for range 300 {
		b.WriteString("  - <<: *a\n")
	}
	return b.String()
}

func TestParseJSONBelowTheLimits(t *testing.T) {
	text := strings.Repeat("[", MaxDepth) + strings.Repeat("]", MaxDepth)
	if _, ds := ParseJSON(NewFile("a.json", text)); len(ds) > 0 {
		t.Errorf("got %v", ds)
	}
	text = strings.Repeat("[", MaxDepth-1) + "1" + strings.Repeat("]", MaxDepth-1)
	if _, ds := ParseYAML(NewFile("a.yaml", text)); len(ds) > 0 {
		t.Errorf("got %v", ds)
	}
}

func TestTooManyErrors(t *testing.T) {
	for _, c := range []struct{ name, text, last string }{
		{"values", "[" + strings.Repeat("+1,\n", 100) + "2]", "21:1 error: too many syntax errors; the rest are not shown [json-syntax] at /20\n"},
		{"duplicate keys", "{" + strings.Repeat("\"a\": 1,\n", 200) + "\"b\": 1}", "102:1 error: too many duplicate keys; the rest are not shown [duplicate-key] at /a\n"},
		{"commas", strings.Repeat("[,", 100), "1:42 error: too many syntax errors; the rest are not shown [json-syntax]\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, ds := ParseJSON(NewFile("a.json", c.text))
			if len(ds) != MaxSyntaxErrors+1 && len(ds) != MaxDuplicateKeys+1 {
				t.Errorf("%d diagnostics", len(ds))
			}
			if last := showAll(ds[len(ds)-1:]); !strings.HasPrefix(last, strings.TrimSuffix(c.last, "\n")) {
				t.Errorf("last is %swant    %s", last, c.last)
			}
		})
	}
	root, _ := ParseJSON(NewFile("a.json", "["+strings.Repeat("+1,\n", 100)+"2]"))
	if len(root.Items) != 101 {
		t.Errorf("%d items: the parser did not go on", len(root.Items))
	}
}

// TestLongTexts would not end in time if one of these took more than linear time.
func TestLongTexts(t *testing.T) {
	const n = 300_000
	for _, c := range []struct{ name, text string }{
		{"unclosed placeholders", "[" + strings.Repeat("${ ", n)},
		{"unclosed strings", strings.Repeat("\"\n", n)},
		{"unclosed strings with escaped quotes", strings.Repeat("\"\n\\\"", n)},
		{"quotes of both kinds", strings.Repeat("\"\n'\n", n)},
		{"lines of one string", "\"" + strings.Repeat("a\n", n) + "\""},
		{"control characters", "\"" + strings.Repeat("\x01", n) + "\""},
		{"bad escapes", "\"" + strings.Repeat(`\x`, n) + "\""},
		{"commas", "[" + strings.Repeat(",", n)},
		{"colons", "{" + strings.Repeat(":", n)},
		{"comments", strings.Repeat("/**/", n)},
		{"slashes", strings.Repeat("/", n)},
		{"garbage", strings.Repeat("@ ", n)},
		{"closing brackets", strings.Repeat("]}", n)},
		{"long key", "{\"" + strings.Repeat("k", n) + "\" 1}"},
		{"long word", strings.Repeat("w", n)},
		{"white space of other kinds", strings.Repeat("\u00a0", n)},
		{"invalid UTF-8", "\"" + strings.Repeat("\xff", n) + "\""},
		{"one line", "[" + strings.Repeat("\"é\", ", n) + "1]"},
		{"objects with many keys", "[{" + keys(n) + "}, {" + strings.Repeat(`}, {"a":1,"b":1`, n/100) + "}]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := NewFile("a.json", c.text)
			root, ds := ParseJSON(file)
			if root == nil || len(ds) > 3*MaxSyntaxErrors {
				t.Errorf("%d diagnostics", len(ds))
			}
			for _, d := range ds {
				if len(d.Message) > 500 {
					t.Errorf("message of %d bytes", len(d.Message))
				}
			}
		})
	}
}

func keys(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString("\"")
		for ; i > 0; i /= 26 {
			b.WriteByte(byte('a' + i%26))
		}
		b.WriteString("\":1")
	}
	return b.String()
}
