package source

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzParseJSON holds the parser against encoding/json: both accept the same texts, and read the same values from them.
// Three differences are meant: placeholders are values here, there are limits here, and half of a surrogate pair is kept
// here but replaced there.
func FuzzParseJSON(f *testing.F) {
	for _, c := range jsonCases {
		f.Add(c.text)
	}
	for _, c := range brokenJSON {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := NewFile("fuzz.json", text)
		root, ds := ParseJSON(file)
		checkSpans(t, file, root)
		checkDiagnostics(t, file, ds)
		if len(ds) > MaxSyntaxErrors+1+MaxDuplicateKeys+1 {
			t.Fatalf("%d diagnostics", len(ds))
		}
		if strings.Contains(text, "${") || ds.stopped() {
			return
		}
		decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
		decoder.UseNumber()
		var want any
		err := decoder.Decode(&want)
		valid := err == nil && json.Valid([]byte(text)) && utf8.ValidString(text)
		if accepted := !ds.ofRule(RuleJSONSyntax); accepted != valid {
			t.Fatalf("accepted = %t, encoding/json says %t\n%s", accepted, valid, showAll(ds))
		}
		if got := toAny(root); valid && !strings.Contains(strings.ToLower(text), `\ud`) && !reflect.DeepEqual(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}

func (ds Diagnostics) ofRule(rule string) bool {
	for _, d := range ds {
		if d.Rule == rule {
			return true
		}
	}
	return false
}

// stopped reports whether a limit was met.
func (ds Diagnostics) stopped() bool {
	for _, d := range ds {
		if strings.Contains(d.Message, "nested deeper") || strings.Contains(d.Message, "binary") || strings.Contains(d.Message, "UTF-16") {
			return true
		}
	}
	return false
}
