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

	loneCR   *bool // becomes true at a carriage return alone
	counting *bool // says that the items are counted, so that nobody looks at them; nil for false
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
func (r Reader) Read(store Store, q Request) (*Stream, error) {
	switch {
	case q.MaxItems < 0:
		return nil, failure("MaxItems cannot be negative.")
	case r.Format.InputType == "PARQUET" && q.HasVersion:
		return nil, failure("S3 Version ID selection is not currently supported for PARQUET files")
	case store == nil:
		return nil, failure("No objects to read: the bucket %q does not exist.", q.Bucket)
	}
	var open func() (cursor, error)
	var err error
	counting := true
	r.loneCR, r.counting = new(bool), &counting
	if r.Action == "listObjectsV2" {
		open = r.list(store, q)
	} else {
		open, err = r.object(store, q)
	}
	if err != nil {
		return nil, err
	}
	s, err := stream(open)
	if err != nil {
		return nil, err
	}
	s.LoneCR, counting = *r.loneCR, false
	if q.MaxItems > 0 {
		s.Len = min(s.Len, q.MaxItems)
	}
	return s, nil
}

func (r Reader) object(store Store, q Request) (func() (cursor, error), error) {
	o, ok := store.Object(q.Bucket, q.Key)
	if !ok {
		return nil, failure("The specified key does not exist: s3://%s/%s", q.Bucket, q.Key)
	}
	if r.Format.ManifestType != "" || r.Format.InputType == "MANIFEST" {
		return r.manifest(store, o, q.Pointer)
	}
	return r.items(o, q.Pointer)
}

// items returns what opens the items of one object.
func (r Reader) items(o Object, pointer string) (func() (cursor, error), error) {
	body, err := unpacked(o)
	if err != nil {
		return nil, err
	}
	return func() (cursor, error) {
		next, err := r.open(o, body, pointer)
		if err != nil {
			return nil, err
		}
		return from(address(o), next), nil
	}, nil
}

// open opens the items in the text of an object.
func (r Reader) open(o Object, body, pointer string) (cursor, error) {
	switch r.Format.InputType {
	case "CSV":
		return r.Format.csv(body, r.loneCR, r.isCounting())
	case "JSONL":
		return plain(jsonLines(body)), nil
	case "PARQUET":
		return parquet(o)
	default:
		return jsonItems(body, pointer, r.isCounting())
	}
}

func (r Reader) isCounting() bool { return r.counting != nil && *r.counting }

// opened opens the items of one object.
func (r Reader) opened(o Object, pointer string) (cursor, error) {
	open, err := r.items(o, pointer)
	if err != nil {
		return nil, err
	}
	return open()
}

// address is the Source of the items of an object (measured, in lower case).
func address(o Object) string { return "s3://" + o.Bucket + "/" + o.Key }

// parquet returns the rows that were given for an object in Parquet.
func parquet(o Object) (cursor, error) {
	if o.Rows.Kind() != value.ArrayKind {
		return nil, Unsupported(fmt.Sprintf("objects in Parquet are not decoded: give the rows of %s as \"rows\"", address(o)))
	}
	return over(o.Rows), nil
}

// list returns what opens the objects of a bucket as items, or the items inside them.
func (r Reader) list(store Store, q Request) func() (cursor, error) {
	objects := store.List(q.Bucket, q.Prefix)
	return func() (cursor, error) {
		if r.Flatten {
			return joined(len(objects), func(i int) (cursor, error) { return r.opened(objects[i], q.Pointer) }), nil
		}
		i := 0
		return func() (Item, bool, error) {
			if i == len(objects) {
				return Item{}, false, nil
			}
			i++
			return Item{Value: listed(objects[i-1]), Source: "s3://" + q.Bucket}, true, nil
		}, nil
	}
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

// jsonItems returns the items of a document in JSON. Those of an array are read one by one, or only checked.
func jsonItems(body, pointer string, counting bool) (cursor, error) {
	elements, ok := value.ReadElements(body)
	if tokens := tokensOf(pointer); len(tokens) > 0 {
		elements, ok = value.FindElements(body, tokens)
	}
	if ok {
		if counting {
			elements.Skim()
		}
		return plain(func() (value.Value, bool, error) {
			v, ok := elements.Next()
			return v, ok, notJSON(elements.Err())
		}), nil
	}
	v, err := value.Parse(body)
	if err != nil {
		return nil, notJSON(err)
	}
	v, ok = follow(v, tokensOf(pointer))
	switch {
	case !ok:
		return nil, failure("The ItemsPointer %q matches nothing in the object.", pointer)
	case v.Kind() != value.ArrayKind && v.Kind() != value.ObjectKind:
		return nil, failure("Attempting to map over non-iterable node.")
	default:
		return over(v), nil
	}
}

func notJSON(err error) error {
	if err == nil {
		return nil
	}
	return failure("Attempting to parse the object as JSON failed: %v", err)
}

// tokensOf returns the tokens of a JSON pointer (RFC 6901).
func tokensOf(pointer string) []string {
	if pointer == "" || pointer == "/" {
		return nil
	}
	tokens := strings.Split(strings.TrimPrefix(pointer, "/"), "/")
	for i, token := range tokens {
		tokens[i] = strings.ReplaceAll(strings.ReplaceAll(token, "~1", "/"), "~0", "~")
	}
	return tokens
}

// follow returns the value that tokens lead to.
func follow(v value.Value, tokens []string) (value.Value, bool) {
	for _, token := range tokens {
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

// jsonLines goes over the lines of an object in JSON Lines. Blank ones are no items.
func jsonLines(body string) func() (value.Value, bool, error) {
	n := 0
	return func() (value.Value, bool, error) {
		for body != "" {
			var line string
			line, body, _ = strings.Cut(body, "\n")
			n++
			if strings.TrimSpace(line) == "" {
				continue
			}
			v, err := value.Parse(line)
			if err != nil {
				return v, false, failure("Attempting to parse line %d as JSON failed: %v", n, err)
			}
			return v.Compact(), true, nil
		}
		return value.Undefined, false, nil
	}
}
