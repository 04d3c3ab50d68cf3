package items

import (
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// FuzzRead reads any bytes as an object of each format: no panic, items that can be written, and the same items twice.
func FuzzRead(f *testing.F) {
	for _, body := range []string{
		`[1, 2]`, `{"x": 1}`, "1\n\n{\"a\": 2}\n", "\ufeffid,name\n1,\"a,b\"\n2\n3,c,extra\n", "a,a\n1,2\n", "PAR1", "\x1f\x8b\x08",
		`{"fileSchema": "Bucket, Key", "destinationBucket": "arn:aws:s3:::b", "files": [{"key": "rows"}]}`, "\"a\\\"b\",c\r\nd\n", "a\rb\r",
	} {
		for format := range uint8(6) {
			f.Add(body, "/x/0", format)
		}
	}
	f.Fuzz(func(t *testing.T, body, pointer string, format uint8) {
		if len(body) > 4000 {
			return
		}
		formats := []Format{
			{},
			{InputType: "JSONL"},
			{InputType: "CSV", FirstRow: true},
			{InputType: "CSV", Headers: []string{"a", "b"}, Delimiter: '|'},
			{InputType: "MANIFEST"},
			{InputType: "PARQUET"},
		}
		r := Reader{Action: "getObject", Format: formats[int(format)%len(formats)]}
		objects := store{"b/k": body}
		var texts [2]string
		for i := range texts {
			s, err := r.Read(objects, Request{Bucket: "b", Key: "k", Pointer: pointer})
			if err != nil {
				texts[i] = err.Error()
				continue
			}
			for item, ok := s.Next(); ok; item, ok = s.Next() {
				text := item.Value.JSON()
				if _, err := value.Parse(text); err != nil {
					t.Fatalf("the item %s is not JSON: %v", text, err)
				}
				texts[i] += text + "\n"
			}
		}
		if texts[0] != texts[1] {
			t.Errorf("the same object gives\n%s\nand\n%s", texts[0], texts[1])
		}
	})
}
