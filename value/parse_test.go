package value

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParse(t *testing.T) {
	for _, c := range []struct {
		name, text string
		kind       Kind
		compact    string
	}{
		{"null", ` null `, NullKind, `null`},
		{"true", `true`, BoolKind, `true`},
		{"false", `false`, BoolKind, `false`},
		{"number keeps its text", ` 1.50e+2 `, NumberKind, `1.50e+2`},
		{"negative zero", `-0`, NumberKind, `-0`},
		{"huge number", `1e10000000`, NumberKind, `1e10000000`},
		{"long integer", `12345678901234567890123`, NumberKind, `12345678901234567890123`},
		{"string", `"a b"`, StringKind, `"a b"`},
		{"escapes", `"\"\\\/\b\f\n\r\t\u0041\u00e9\u0001"`, StringKind, `"\"\\/\b\f\n\r\tAé\u0001"`},
		{"surrogate pair", `"\ud83d\ude00"`, StringKind, `"😀"`},
		{"lone surrogates", `"\ud83d \ude00\ud83d"`, StringKind, `"\uD83D \uDE00\uD83D"`},
		{"surrogate before another escape", `"\ud83d\n"`, StringKind, `"\uD83D\n"`},
		{"delete", "\"\x7f\"", StringKind, "\"\x7f\""},
		{"array", ` [ 1 , [ ] , { } ] `, ArrayKind, `[1,[],{}]`},
		{"object", "{ \"b\" : 1 ,\r\n\t\"a\" : [ null ] }", ObjectKind, `{"b":1,"a":[null]}`},
		{"duplicate keys", `{"a": 1, "b": 2, "a": 3}`, ObjectKind, `{"a":3,"b":2}`},
		{"empty key", `{"": 1}`, ObjectKind, `{"":1}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, err := Parse(c.text)
			if err != nil {
				t.Fatal(err)
			}
			if v.Kind() != c.kind {
				t.Errorf("kind %s, want %s", v.Kind(), c.kind)
			}
			if got := string(v.AppendCompact(nil)); got != c.compact {
				t.Errorf("compact %s, want %s", got, c.compact)
			}
			if got := string(v.Compact().AppendJSON([]byte("x"))); got != "x"+c.compact {
				t.Errorf("appended %s, want x%s", got, c.compact)
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct {
		name, text string
		offset     int
		problem    string
	}{
		{"nothing", ``, 0, "unexpected end of text"},
		{"blanks", `  `, 2, "unexpected end of text"},
		{"two values", `1 2`, 2, "text after the end of the value"},
		{"word", `nil`, 0, "unexpected character"},
		{"start of a word", `tru`, 0, "unexpected character"},
		{"comment", `// a`, 0, "unexpected character"},
		{"byte order mark", "\ufeff1", 0, "unexpected character"},
		{"open array", `[1`, 2, "expected ',' or ']'"},
		{"trailing comma", `[1,]`, 3, "unexpected character"},
		{"missing comma", `[1 2]`, 3, "expected ',' or ']'"},
		{"open object", `{"a": 1`, 7, "expected ',' or '}'"},
		{"no key", `{1: 2}`, 1, "expected a key"},
		{"trailing comma in an object", `{"a": 1,}`, 8, "expected a key"},
		{"no colon", `{"a" 1}`, 5, "expected ':'"},
		{"open string", `"a`, 2, "unterminated string"},
		{"open string with an escape", `"\n`, 3, "unterminated string"},
		{"control character", "\"a\x01\"", 2, "control character in a string"},
		{"control character after an escape", "\"\\n\x01\"", 3, "control character in a string"},
		{"wrong escape", `"a\x"`, 2, "invalid escape in a string"},
		{"short escape", `"\u12"`, 1, "invalid escape in a string"},
		{"sign in an escape", `"\u+123"`, 1, "invalid escape in a string"},
		{"minus", `-`, 1, "invalid number"},
		{"point alone", `1.`, 2, "invalid number"},
		{"exponent alone", `1e+`, 3, "invalid number"},
		{"leading zero", `01`, 1, "text after the end of the value"},
		{"plus", `+1`, 0, "unexpected character"},
		{"too deep", strings.Repeat("[", MaxDepth+1), MaxDepth, "nested too deeply"},
		{"far too deep", strings.Repeat("[", 1_000_000), MaxDepth, "nested too deeply"},
	} {
		t.Run(c.name, func(t *testing.T) {
			v, err := Parse(c.text)
			var syntax *SyntaxError
			if !errors.As(err, &syntax) {
				t.Fatalf("got %v, %v", v, err)
			}
			if syntax.Offset != c.offset || syntax.Problem != c.problem || !v.IsUndefined() {
				t.Errorf("got %v, %v at %d, want %s at %d", v, syntax.Problem, syntax.Offset, c.problem, c.offset)
			}
		})
	}
}

func TestParseKeepsTheText(t *testing.T) {
	text := "\n{ \"a\" : [1,  2],\n\"a\": 3 }\t"
	v := MustParse(text)
	if got, want := v.JSON(), strings.TrimSpace(text); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := v.With("b", True).JSON(); got != `{"a":3,"b":true}` {
		t.Errorf("changed to %s", got)
	}
	if got := v.Compact().JSON(); got != `{"a":3}` {
		t.Errorf("compact %s", got)
	}
	if v.JSON() != strings.TrimSpace(text) {
		t.Error("Compact changed the value itself")
	}
}

func TestMustParsePanics(t *testing.T) {
	defer func() {
		if r, ok := recover().(string); !ok || !strings.HasPrefix(r, "BUG: invalid JSON at offset 1") {
			t.Errorf("recovered %q", r)
		}
	}()
	MustParse("[")
}

func TestParseAtTheDepthLimit(t *testing.T) {
	text := strings.Repeat("[", MaxDepth) + strings.Repeat("]", MaxDepth)
	v, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	if got := v.Compact().JSON(); got != text {
		t.Error("written otherwise than read")
	}
}

// FuzzParse holds Parse against encoding/json, and what is written against what was read.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		`{"a": [1, -0, 1e5, 1.50], "b": {"c": null}, "a": "\ud83d\ude00\ud83d"}`, `[true, false, "é\n"]`, `1e10000000`, `"`, `[1,]`, "",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, err := Parse(text)
		if json.Valid([]byte(text)) != (err == nil) {
			t.Fatalf("error %v, which encoding/json does not share", err)
		}
		if err != nil {
			return
		}
		compact := v.Compact().JSON()
		again, err := Parse(compact)
		if err != nil || !Equal(v, again) || again.Compact().JSON() != compact {
			t.Fatalf("%q is written as %s and read as %v, %v", text, compact, again, err)
		}
		if v.Compact().Size() != len(compact) || v.Size() != len(v.JSON()) {
			t.Fatalf("sizes %d of %d, %d of %d", v.Compact().Size(), len(compact), v.Size(), len(v.JSON()))
		}
		if strings.Contains(strings.ToLower(text), `\ud`) || !utf8.ValidString(text) {
			return // encoding/json replaces what we keep
		}
		decoder := json.NewDecoder(bytes.NewReader([]byte(compact)))
		var want any
		if err := decoder.Decode(&want); err == nil && !reflect.DeepEqual(v.Any(), want) {
			t.Fatalf("got %v, want %v", v.Any(), want)
		}
	})
}
