package simulator

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// itemReader takes items from objects of S3.
type itemReader struct {
	action     string // getObject or listObjectsV2
	parameters *query.Template
	maxItems   number
	pointer    text
	format     format
	flatten    bool // LOAD_AND_FLATTEN: the listed objects are read
}

// format says how an object is made.
type format struct {
	inputType, manifestType string
	firstRow                bool
	headers                 []string
	delimiter               rune
}

func (c *compiler) itemReader(r *asl.ItemReader) *itemReader {
	if r == nil {
		return nil
	}
	resource := asl.ParseResource(r.Resource.Value)
	reader := &itemReader{action: resource.Action, parameters: c.template(&r.Parameters)}
	if r.Arguments.Set {
		reader.parameters = c.template(&r.Arguments)
	}
	if reader.action != "getObject" && reader.action != "listObjectsV2" {
		c.report(r.Resource.Span(), "an ItemReader reads by s3:getObject or s3:listObjectsV2, not %q", r.Resource.Value)
	}
	if k := r.ReaderConfig; k != nil {
		reader.maxItems = compileNumber(c, "MaxItems", &k.MaxItems, &k.MaxItemsPath)
		reader.pointer = c.text(&k.ItemsPointer, &asl.Field[string]{})
		reader.flatten = k.Transformation.Value == "LOAD_AND_FLATTEN"
		reader.format = format{
			inputType: k.InputType.Value, manifestType: k.ManifestType.Value,
			firstRow: k.CSVHeaderLocation.Value != "GIVEN", headers: texts(k.CSVHeaders.Value),
			delimiter: delimiters[k.CSVDelimiter.Value],
		}
		if k.InputType.Value == "PARQUET" {
			c.report(k.InputType.Span(), "the format PARQUET is not supported")
		}
	}
	return reader
}

var delimiters = map[string]rune{"COMMA": ',', "PIPE": '|', "SEMICOLON": ';', "SPACE": ' ', "TAB": '\t'}

// A readRequest is a reader with its parameters evaluated.
type readRequest struct {
	*itemReader
	bucket, key, prefix, pointer string
	most                         int
}

// prepare evaluates the fields of the reader.
func (r *itemReader) prepare(s *visit) (readRequest, *problem) {
	q := readRequest{itemReader: r}
	if r.parameters != nil {
		v, failure := r.parameters.Eval(&s.scope)
		if failure != nil {
			return q, s.framed(failure).pointer()
		}
		member := func(key string) string {
			m, _ := v.Get(key)
			return m.Text()
		}
		q.bucket, q.key, q.prefix = member("Bucket"), member("Key"), member("Prefix")
	}
	most, p := r.maxItems.eval(s)
	if p == nil && most < 0 {
		p = s.runtimeProblem("MaxItems cannot be negative.").pointer()
	}
	if p != nil {
		return q, p
	}
	q.most = int(most)
	q.pointer, p = r.pointer.eval(s)
	return q, p
}

// readerProblem is the failure of a reader. "States.ItemReaderFailed: A Map state failed because it couldn't read from the
// item source specified in the ItemReader field."
// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
func readerProblem(format string, args ...any) *problem {
	return &problem{Failure: Failure{Error: asl.ErrorItemReaderFailed, Cause: fmt.Sprintf(format, args...)}}
}

// read returns the items.
func (q readRequest) read(s *visit) ([]mapItem, *problem) {
	store := s.x.cfg.Objects
	if store == nil {
		return nil, readerProblem("There are no objects to read: the bucket %q is not there.", q.bucket)
	}
	var values []value.Value
	var p *problem
	if q.action == "listObjectsV2" {
		values, p = q.list(store)
	} else {
		values, p = q.object(store, q.bucket, q.key)
	}
	if p != nil {
		return nil, p
	}
	if q.most > 0 && len(values) > q.most {
		values = values[:q.most]
	}
	items := make([]mapItem, len(values))
	for i, v := range values {
		items[i] = mapItem{index: i, value: v}
	}
	return items, nil
}

func (q readRequest) object(store ObjectStore, bucket, key string) ([]value.Value, *problem) {
	o, ok := store.Object(bucket, key)
	if !ok {
		return nil, readerProblem("The specified key does not exist: s3://%s/%s", bucket, key)
	}
	if q.format.manifestType != "" || q.format.inputType == "MANIFEST" {
		return q.manifest(store, o)
	}
	return q.items(o)
}

// items reads the items of one object.
func (q readRequest) items(o Object) ([]value.Value, *problem) {
	switch q.format.inputType {
	case "CSV":
		return q.format.csv(o.Body)
	case "JSONL":
		return jsonLines(o.Body)
	default:
		return jsonItems(o.Body, q.pointer)
	}
}

// list returns the objects of a bucket as items, or the items inside them.
func (q readRequest) list(store ObjectStore) ([]value.Value, *problem) {
	var values []value.Value
	for _, o := range store.List(q.bucket, q.prefix) {
		if !q.flatten {
			values = append(values, listed(o))
			continue
		}
		inside, p := q.items(o)
		if p != nil {
			return nil, p
		}
		values = append(values, inside...)
	}
	return values, nil
}

// listed is an object as ListObjectsV2 shows it; the tag is that of nothing in particular, since bodies are mocks.
func listed(o Object) value.Value {
	return value.Object(
		value.Member{Key: "Etag", Value: value.String(fmt.Sprintf("\"%032x\"", len(o.Body)))},
		value.Member{Key: "Key", Value: value.String(o.Key)},
		value.Member{Key: "LastModified", Value: value.Int(DefaultStart.Unix())},
		value.Member{Key: "Size", Value: value.Int(int64(len(o.Body)))},
		value.Member{Key: "StorageClass", Value: value.String("STANDARD")},
	)
}

func jsonItems(body, pointer string) ([]value.Value, *problem) {
	v, err := value.Parse(body)
	if err != nil {
		return nil, readerProblem("Attempting to parse the object as JSON failed: %v", err)
	}
	v, ok := follow(v, pointer)
	switch {
	case !ok:
		return nil, readerProblem("The ItemsPointer %q leads to nothing.", pointer)
	case v.Kind() == value.ObjectKind:
		var items []value.Value
		for _, m := range v.Members() {
			items = append(items, value.Object(
				value.Member{Key: "Key", Value: value.String(m.Key)}, value.Member{Key: "Value", Value: m.Value}))
		}
		return items, nil
	case v.Kind() != value.ArrayKind:
		return nil, readerProblem("Attempting to map over non-iterable node.")
	default:
		return v.Elems(), nil
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

func jsonLines(body string) ([]value.Value, *problem) {
	var values []value.Value
	for i, line := range strings.Split(body, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		v, err := value.Parse(line)
		if err != nil {
			return nil, readerProblem("Attempting to parse line %d as JSON failed: %v", i+1, err)
		}
		values = append(values, v.Compact())
	}
	return values, nil
}
