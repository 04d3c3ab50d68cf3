package items

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// A Reader reads items from objects, as an ItemReader says.
type Reader struct {
	// Action is getObject or listObjectsV2.
	Action string
	Format Format
	// Flatten is LOAD_AND_FLATTEN: the listed objects are read.
	Flatten bool
}

// A Format says how an object is made.
type Format struct {
	InputType, ManifestType string
	// FirstRow says that the first row of CSV has the headers, which are Headers otherwise.
	FirstRow bool
	Headers  []string
	// Delimiter is that of CSV, 0 for a comma.
	Delimiter rune
}

// Delimiters are the delimiters of CSV by their names.
var Delimiters = map[string]rune{"COMMA": ',', "PIPE": '|', "SEMICOLON": ';', "SPACE": ' ', "TAB": '\t'}

// A Request is what an ItemReader asks for.
type Request struct {
	Bucket, Key, Prefix string
	// Pointer is a JSON pointer to the items in an object, "" for the object itself.
	Pointer string
	// MaxItems is how many items are read at most, 0 for all.
	MaxItems int
	// HasVersion says that a version of the object is asked for.
	HasVersion bool
}

// Read returns the items. The error is a Failure with the cause that the service gives, or Unsupported. A nil store has no
// objects.
func (r Reader) Read(store Store, q Request) ([]Item, error) {
	switch {
	case q.MaxItems < 0:
		return nil, failure("MaxItems cannot be negative.")
	case r.Format.InputType == "PARQUET" && q.HasVersion:
		return nil, failure("S3 Version ID selection is not currently supported for PARQUET files")
	case store == nil:
		return nil, failure("No objects to read: the bucket %q does not exist.", q.Bucket)
	}
	var list []Item
	var err error
	if r.Action == "listObjectsV2" {
		list, err = r.list(store, q)
	} else {
		list, err = r.object(store, q)
	}
	if err != nil {
		return nil, err
	}
	if q.MaxItems > 0 && len(list) > q.MaxItems {
		list = list[:q.MaxItems]
	}
	for i := range list {
		list[i].Index = i
	}
	return list, nil
}

func (r Reader) object(store Store, q Request) ([]Item, error) {
	o, ok := store.Object(q.Bucket, q.Key)
	if !ok {
		return nil, failure("The specified key does not exist: s3://%s/%s", q.Bucket, q.Key)
	}
	if r.Format.ManifestType != "" || r.Format.InputType == "MANIFEST" {
		return r.manifest(store, o, q.Pointer)
	}
	return r.items(o, q.Pointer)
}

// items reads the items of one object.
func (r Reader) items(o Object, pointer string) ([]Item, error) {
	body, err := unpacked(o)
	if err != nil {
		return nil, err
	}
	var list []Item
	switch r.Format.InputType {
	case "CSV":
		list, err = plain(r.Format.csv(body))
	case "JSONL":
		list, err = plain(jsonLines(body))
	case "PARQUET":
		list, err = parquet(o)
	default:
		list, err = jsonItems(body, pointer)
	}
	for i := range list {
		list[i].Source = address(o)
	}
	return list, err
}

// plain makes items of values.
func plain(values []value.Value, err error) ([]Item, error) {
	list := make([]Item, len(values))
	for i, v := range values {
		list[i].Value = v
	}
	return list, err
}

// address is the Source of the items of an object (measured, in lower case).
func address(o Object) string { return "s3://" + o.Bucket + "/" + o.Key }

// parquet returns the rows that were given for an object in Parquet.
func parquet(o Object) ([]Item, error) {
	if o.Rows.Kind() != value.ArrayKind {
		return nil, Unsupported(fmt.Sprintf("objects in Parquet are not decoded: give the rows of %s as \"rows\"", address(o)))
	}
	return Of(o.Rows), nil
}

// list returns the objects of a bucket as items, or the items inside them.
func (r Reader) list(store Store, q Request) ([]Item, error) {
	var list []Item
	for _, o := range store.List(q.Bucket, q.Prefix) {
		if !r.Flatten {
			list = append(list, Item{Value: listed(o), Source: "s3://" + q.Bucket})
			continue
		}
		inside, err := r.items(o, q.Pointer)
		if err != nil {
			return nil, err
		}
		list = append(list, inside...)
	}
	return list, nil
}

// lastModified is the moment at which every object was last modified, in seconds: the default start of executions.
const lastModified = 1_767_225_600

// listed is an object as ListObjectsV2 shows it; the tag is that of nothing in particular, since bodies are mocks.
func listed(o Object) value.Value {
	return value.Object(
		value.Member{Key: "Etag", Value: value.String(fmt.Sprintf("\"%032x\"", len(o.Body)))},
		value.Member{Key: "Key", Value: value.String(o.Key)},
		value.Member{Key: "LastModified", Value: value.Int(lastModified)},
		value.Member{Key: "Size", Value: value.Int(int64(len(o.Body)))},
		value.Member{Key: "StorageClass", Value: value.String("STANDARD")},
	)
}

func jsonItems(body, pointer string) ([]Item, error) {
	v, err := value.Parse(body)
	if err != nil {
		return nil, failure("Attempting to parse the object as JSON failed: %v", err)
	}
	v, ok := follow(v, pointer)
	switch {
	case !ok:
		return nil, failure("The ItemsPointer %q matches nothing in the object.", pointer)
	case v.Kind() != value.ArrayKind && v.Kind() != value.ObjectKind:
		return nil, failure("Attempting to map over non-iterable node.")
	default:
		return Of(v), nil
	}
}

// follow returns the value at a JSON pointer (RFC 6901).
func follow(v value.Value, pointer string) (value.Value, bool) {
	if pointer == "" || pointer == "/" {
		return v, true
	}
	for _, token := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		token = strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
		if v.Kind() == value.ArrayKind {
			var i int
			if err := json.Unmarshal([]byte(token), &i); err != nil {
				return v, false
			}
			v = v.At(i)
		} else {
			v, _ = v.Get(token)
		}
		if v.IsUndefined() {
			return v, false
		}
	}
	return v, true
}

func jsonLines(body string) ([]value.Value, error) {
	var values []value.Value
	for i, line := range strings.Split(body, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		v, err := value.Parse(line)
		if err != nil {
			return nil, failure("Attempting to parse line %d as JSON failed: %v", i+1, err)
		}
		values = append(values, v.Compact())
	}
	return values, nil
}
