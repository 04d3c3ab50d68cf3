package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"testing"
)

func TestCheckstyle(t *testing.T) {
	golden(t, "findings.checkstyle.xml", func(w io.Writer) error {
		return Checkstyle(w, []string{"dir/order.asl.json", "clean.asl.json"}, findings(t))
	})
	golden(t, "nothing.checkstyle.xml", func(w io.Writer) error { return Checkstyle(w, nil, nil) })
}

// TestCheckstyleHostile reads back what hostile names and messages become.
func TestCheckstyleHostile(t *testing.T) {
	var b bytes.Buffer
	if err := Checkstyle(&b, nil, fixable(t)); err != nil {
		t.Fatal(err)
	}
	var got checkstyle
	if err := xml.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Files) != 2 || got.Files[1].Name != "a:b\uFFFD<\"&\n.asl.json" {
		t.Errorf("files %q", got.Files)
	}
	if message := got.Files[1].Errors[0].Message; message != "]]>\"'&\u2028\uFFFD" {
		t.Errorf("message %q", message)
	}
	broken := errors.New("the disk is full")
	if err := Checkstyle(brokenDisk{broken}, nil, nil); !errors.Is(err, broken) {
		t.Errorf("a writer that fails gives %v", err)
	}
}

// A brokenDisk cannot be written to.
type brokenDisk struct{ error }

func (d brokenDisk) Write([]byte) (int, error) { return 0, d.error }
