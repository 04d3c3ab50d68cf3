package items

import (
	"strings"

	"github.com/aslcheck/aslcheck/value"
)

// manifest reads the objects that a manifest lists: an inventory of S3, whose rows are the items, or the files of an
// Athena query, whose contents are. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
func (r Reader) manifest(store Store, o Object, pointer string) (func() (cursor, error), error) {
	if r.Format.ManifestType == "ATHENA_DATA" {
		return r.athena(store, o, pointer), nil
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
	member, _ := doc.Get("files")
	files := member.Elems()
	return func() (cursor, error) {
		return joined(len(files), func(i int) (cursor, error) {
			key, _ := files[i].Get("key")
			data, ok := store.Object(bucket, key.Text())
			if !ok {
				return nil, failure("The specified key does not exist: s3://%s/%s", bucket, key.Text())
			}
			return Reader{Format: f, loneCR: r.loneCR, counting: r.counting}.opened(data, "")
		}), nil
	}, nil
}

func (r Reader) athena(store Store, o Object, pointer string) func() (cursor, error) {
	var uris []string
	for line := range strings.Lines(o.Body) {
		if uri := strings.Trim(strings.TrimSpace(line), `"`); uri != "" {
			uris = append(uris, uri)
		}
	}
	return func() (cursor, error) {
		return joined(len(uris), func(i int) (cursor, error) {
			bucket, key, ok := strings.Cut(strings.TrimPrefix(uris[i], "s3://"), "/")
			data, found := store.Object(bucket, key)
			if !ok || !found {
				return nil, failure("The specified key does not exist: %s", uris[i])
			}
			return r.opened(data, pointer)
		}), nil
	}
}
