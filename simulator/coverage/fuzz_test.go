package coverage

import (
	"bytes"
	"testing"
)

// FuzzParse reads any text as a profile: what is accepted can be merged with itself, written and read again.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"version": 2, "definitions": [{"name": "a", "fingerprint": "f", "points": [{"kind": "state", "state": "A", "line": 1, "column": 2, "count": 3}]}]}`))
	f.Add([]byte(`{"version": 1}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := Parse(text)
		if err != nil {
			return
		}
		other, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		_ = p.Merge(other) // two definitions of one name may not go together
		_ = p.Ratios()
		var b bytes.Buffer
		if err := p.Write(&b); err != nil {
			t.Fatal(err)
		}
		if _, err := Parse(b.Bytes()); err != nil {
			t.Errorf("it can't be read again: %v\n%s", err, b.Bytes())
		}
	})
}
