package items

import (
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// store is a Store of objects by "bucket/key".
type store map[string]string

func (s store) Object(bucket, key string) (Object, bool) {
	body, ok := s[bucket+"/"+key]
	return Object{Bucket: bucket, Key: key, Body: body}, ok
}

func (s store) List(bucket, prefix string) []Object {
	var list []Object
	for _, key := range []string{"a.json", "b.json"} {
		if o, ok := s.Object(bucket, key); ok && strings.HasPrefix(key, prefix) {
			list = append(list, o)
		}
	}
	return list
}

func TestRead(t *testing.T) {
	objects := store{
		"b/a.json": `[1, 2]`, "b/b.json": `[3]`, "b/object": `{"x": 1, "y": {"z": [true]}}`, "b/lines": "1\n\n{\"a\": 2}\n", "b/number": "7",
		"b/csv": "\ufeffid,name\n1,\"a,b\"\n2\n3,c,extra\n", "b/pipes": "1|x\n", "b/twice": "a,a\n1,2\n",
		"b/manifest": `{"fileSchema": "Bucket, Key", "destinationBucket": "arn:aws:s3:::b", "files": [{"key": "rows"}]}`, "b/rows": "one,two\n",
	}
	for _, c := range []struct {
		name, key, pointer string
		reader             Reader
		maxItems           int
		want               string
	}{
		{"array", "a.json", "", Reader{}, 0, `[1,2]`},
		{"the first of an array", "a.json", "", Reader{}, 1, `[1]`},
		{"object", "object", "", Reader{}, 0, `[{"Key":"x","Value":1},{"Key":"y","Value":{"z":[true]}}]`},
		{"pointer", "object", "/y/z", Reader{}, 0, `[true]`},
		{"pointer to nothing", "object", "/y/0", Reader{}, 0, `The ItemsPointer "/y/0" matches nothing in the object.`},
		{"number", "number", "", Reader{}, 0, `Attempting to map over non-iterable node.`},
		{"lines", "lines", "", Reader{Format: Format{InputType: "JSONL"}}, 0, `[1,{"a":2}]`},
		{
			"CSV with a mark, quotes, missing and extra cells", "csv", "",
			Reader{Format: Format{InputType: "CSV", FirstRow: true}},
			0,
			`[{"name":"a,b","id":"1"},{"name":"","id":"2"},{"name":"c","id":"3"}]`,
		},
		{
			"CSV with given headers", "pipes", "",
			Reader{Format: Format{InputType: "CSV", Headers: []string{"n", "v"}, Delimiter: '|'}},
			0,
			`[{"v":"x","n":"1"}]`,
		},
		{"CSV with duplicate headers", "twice", "", Reader{Format: Format{InputType: "CSV", FirstRow: true}}, 0, `CSV headers cannot contain duplicates.`},
		{"inventory", "manifest", "", Reader{Format: Format{InputType: "MANIFEST"}}, 0, `[{"Bucket":"one","Key":"two"}]`},
		{"flattened list", "", "", Reader{Action: "listObjectsV2", Flatten: true}, 0, `[1,2,3]`},
		{"missing object", "none", "", Reader{}, 0, `The specified key does not exist: s3://b/none`},
	} {
		t.Run(c.name, func(t *testing.T) {
			list, err := c.reader.Read(objects, Request{Bucket: "b", Key: c.key, Pointer: c.pointer, MaxItems: c.maxItems})
			got := ""
			if err != nil {
				got = err.Error()
			} else {
				got = taken(t, list)
				if list.Rewind(); taken(t, list) != got {
					t.Error("the items differ the second time")
				}
			}
			if got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// taken returns the items of a stream as an array.
func taken(t *testing.T, list *Stream) string {
	t.Helper()
	var values []value.Value
	for item, ok := list.Next(); ok; item, ok = list.Next() {
		if item.Index != len(values) {
			t.Errorf("item %d has index %d", len(values), item.Index)
		}
		values = append(values, item.Value)
	}
	if len(values) != list.Len {
		t.Errorf("%d items of %d", len(values), list.Len)
	}
	return value.Array(values...).Compact().JSON()
}

// TestLoneCR finds rows that end with a carriage return alone, outside quotes.
func TestLoneCR(t *testing.T) {
	for body, want := range map[string]bool{
		"n\n1\n2": false, "n\r\n1\r\n2\r\n": false, "n\r1\r2": true, "n\n1\r": true, "n\n\"1\r2\"\n": false, "n\n1\r\r\n": true,
	} {
		list, err := Reader{Format: Format{InputType: "CSV", FirstRow: true}}.Read(store{"b/k": body}, Request{Bucket: "b", Key: "k"})
		if err != nil {
			t.Fatal(err)
		}
		if list.LoneCR != want {
			t.Errorf("%q: a carriage return alone: %t", body, list.LoneCR)
		}
	}
}

// values gives the values of the items of a stream.
func values(list *Stream) func() (value.Value, bool) {
	return func() (value.Value, bool) {
		item, ok := list.Next()
		return item.Value, ok
	}
}

func TestBatches(t *testing.T) {
	numbers := value.MustParse(`[1, 22, 333, 4444]`).Elems()
	shared := []value.Member{{Key: "BatchInput", Value: value.True}}
	for _, c := range []struct {
		name               string
		shared             []value.Member
		maxItems, maxBytes int
		want               string
	}{
		{"by number", nil, 3, 1000, `[{"Items":[1,22,333]},{"Items":[4444]}]`},
		{"by size", nil, 0, 18, `[{"Items":[1,22]},{"Items":[333]},{"Items":[4444]}]`},
		{"one item alone is too large", nil, 0, 5, `[{"Items":[1]},{"Items":[22]},{"Items":[333]},{"Items":[4444]}]`},
		{"with shared members", shared, 4, 1000, `[{"BatchInput":true,"Items":[1,22,333,4444]}]`},
	} {
		packer, all := Batches{Shared: c.shared, MaxItems: c.maxItems, MaxBytes: c.maxBytes}, values(Over(value.Array(numbers...), ""))
		var got []value.Value
		packed := 0
		for batch, n := packer.Next(all); n > 0; batch, n = packer.Next(all) {
			got, packed = append(got, batch), packed+n
		}
		if packed != len(numbers) {
			t.Errorf("%s: %d items in the batches", c.name, packed)
		}
		if got := value.Array(got...).JSON(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestWrite(t *testing.T) {
	results := []Result{
		{Succeeded: true, Output: value.MustParse(`[1,2]`), Description: value.String("first")},
		{Output: value.MustParse(`{"Error":"E"}`), Description: value.String("second")},
	}
	for _, c := range []struct {
		name string
		form Form
		want string
	}{
		{"descriptions", Form{}, `f/SUCCEEDED_0.json ["first"] f/FAILED_0.json ["second"]`},
		{"flattened lines", Form{Lines: true, Transformation: "FLATTEN"}, "f/SUCCEEDED_0.jsonl 1\n2\n f/FAILED_0.jsonl {\"Error\":\"E\"}\n"},
		{"compact", Form{Transformation: "COMPACT"}, `f/SUCCEEDED_0.json [[1,2]] f/FAILED_0.json [{"Error":"E"}]`},
	} {
		files := Files{Form: c.form}
		for _, r := range results {
			files.Add(r)
		}
		written := files.Close("arn", "b", "f/")
		var parts []string
		for _, o := range written[:len(written)-1] {
			parts = append(parts, o.Key, o.Body)
		}
		if got := strings.Join(parts, " "); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		if last := written[len(written)-1]; last.Key != "f/manifest.json" || !strings.Contains(last.Body, `"MapRunArn":"arn"`) {
			t.Errorf("%s: the last object is %v", c.name, last)
		}
	}
}
