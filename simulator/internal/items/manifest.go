package items

import (
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// manifest reads the objects that a manifest lists: an inventory of S3, whose rows are the items, or the files of an
// Athena query, whose contents are. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
func (r Reader) manifest(store Store, o Object, pointer string) ([]Item, error) {
	if r.Format.ManifestType == "ATHENA_DATA" {
		return r.athena(store, o, pointer)
	}
	doc, err := value.Parse(o.Body)
	if err != nil {
		return nil, failure("Attempting to parse the manifest as JSON failed: %v", err)
	}
	schema, _ := doc.Get("fileSchema")
	destination, _ := doc.Get("destinationBucket")
	bucket := strings.TrimPrefix(destination.Text(), "arn:aws:s3:::")
	if bucket == "" {
		bucket = o.Bucket
	}
	f := Format{InputType: "CSV"}
	for name := range strings.SplitSeq(schema.Text(), ",") {
		f.Headers = append(f.Headers, strings.TrimSpace(name))
	}
	files, _ := doc.Get("files")
	var list []Item
	for _, file := range files.Elems() {
		key, _ := file.Get("key")
		data, ok := store.Object(bucket, key.Text())
		if !ok {
			return nil, failure("The specified key does not exist: s3://%s/%s", bucket, key.Text())
		}
		rows, err := Reader{Format: f}.items(data, "")
		if err != nil {
			return nil, err
		}
		list = append(list, rows...)
	}
	return list, nil
}

func (r Reader) athena(store Store, o Object, pointer string) ([]Item, error) {
	var list []Item
	for line := range strings.Lines(o.Body) {
		uri := strings.Trim(strings.TrimSpace(line), `"`)
		if uri == "" {
			continue
		}
		bucket, key, ok := strings.Cut(strings.TrimPrefix(uri, "s3://"), "/")
		data, found := store.Object(bucket, key)
		if !ok || !found {
			return nil, failure("The specified key does not exist: %s", uri)
		}
		inside, err := r.items(data, pointer)
		if err != nil {
			return nil, err
		}
		list = append(list, inside...)
	}
	return list, nil
}
