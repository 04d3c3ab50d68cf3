package items

import (
	"compress/gzip"
	"io"
	"strings"
)

// Unsupported is an error that says what cannot be read here, although the service may read it.
type Unsupported string

// Error describes the unsupported feature.
func (u Unsupported) Error() string { return string(u) }

// maxUnpacked is the largest size in bytes of an object after it was unpacked: a small file may unpack to any size.
const maxUnpacked = 256 << 20

// The first bytes of packed objects.
const (
	gzipMark = "\x1f\x8b"
	zstdMark = "\x28\xb5\x2f\xfd"
)

// unpacked returns the text of an object, which may be packed with GZIP. The service unpacks ZSTD as well.
// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
func unpacked(o Object) (string, error) {
	switch {
	case strings.HasPrefix(o.Body, zstdMark):
		return "", Unsupported("objects packed with ZSTD are not read: unpack " + address(o))
	case !strings.HasPrefix(o.Body, gzipMark):
		return o.Body, nil
	}
	r, err := gzip.NewReader(strings.NewReader(o.Body))
	if err != nil {
		return "", failure("Attempting to unpack the object with GZIP failed: %v", err)
	}
	text, err := io.ReadAll(io.LimitReader(r, maxUnpacked+1))
	switch {
	case err != nil:
		return "", failure("Attempting to unpack the object with GZIP failed: %v", err)
	case len(text) > maxUnpacked:
		return "", Unsupported("the object " + address(o) + " is larger than 256 MiB after it was unpacked")
	default:
		return string(text), nil
	}
}
