package simulator

import (
	"errors"
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/simulator/internal/items"
)

// itemReader takes items from objects of S3.
type itemReader struct {
	items.Reader
	parameters *query.Template
	maxItems   number
	pointer    text
}

func (c *compiler) itemReader(r *asl.ItemReader) *itemReader {
	if r == nil {
		return nil
	}
	resource := asl.ParseResource(r.Resource.Value)
	reader := &itemReader{Reader: items.Reader{Action: resource.Action}, parameters: c.template(&r.Parameters)}
	if r.Arguments.Set {
		reader.parameters = c.template(&r.Arguments)
	}
	if reader.Action != "getObject" && reader.Action != "listObjectsV2" {
		c.report(r.Resource.Span(), "an ItemReader reads by s3:getObject or s3:listObjectsV2, not %q", r.Resource.Value)
	}
	if k := r.ReaderConfig; k != nil {
		reader.maxItems = compileNumber(c, "MaxItems", &k.MaxItems, &k.MaxItemsPath)
		reader.pointer = c.text("ItemsPointer", &k.ItemsPointer, &asl.Field[string]{})
		reader.Flatten = k.Transformation.Value == "LOAD_AND_FLATTEN"
		reader.Format = items.Format{
			InputType: k.InputType.Value, ManifestType: k.ManifestType.Value,
			FirstRow: k.CSVHeaderLocation.Value != "GIVEN", Headers: texts(k.CSVHeaders.Value),
			Delimiter: items.Delimiters[k.CSVDelimiter.Value],
		}
	}
	return reader
}

// request evaluates the fields of the reader.
func (r *itemReader) request(s *visit) (q items.Request, p *problem) {
	if r.parameters != nil {
		v, failure := r.parameters.Eval(&s.scope)
		if failure != nil {
			return q, s.framed(failure).pointer()
		}
		q.Bucket, q.Key, q.Prefix = textMember(v, "Bucket"), textMember(v, "Key"), textMember(v, "Prefix")
		_, q.HasVersion = v.Get("VersionId")
	}
	most, p := r.maxItems.eval(s)
	if p != nil {
		return q, p
	}
	q.MaxItems = int(most)
	q.Pointer, p = r.pointer.eval(s)
	return q, p
}

// read returns the items. "States.ItemReaderFailed: A Map state failed because it couldn't read from the item source
// specified in the ItemReader field."
// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
func (r *itemReader) read(s *visit, q items.Request) (*items.Stream, *problem) {
	list, err := r.Read(s.x.cfg.Objects, q)
	var unsupported items.Unsupported
	if errors.As(err, &unsupported) && s.x.err == nil {
		s.x.err = fmt.Errorf("state %q: %w", s.st.name, err)
	}
	if err != nil {
		return nil, &problem{Failure: Failure{Error: asl.ErrorItemReaderFailed, Cause: err.Error()}}
	}
	if list.LoneCR {
		s.x.note("rows of CSV that end with a carriage return alone")
	}
	return list, nil
}
