package suite_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/aslcheck/aslcheck/testscripts/suite"
)

var update = flag.Bool("update", false, "rewrite the copy of the schema for editors")

// TestSchemaIsShipped holds the copy of the schema for editors to the one that is enforced.
func TestSchemaIsShipped(t *testing.T) {
	name := filepath.Join("..", "..", "docs", "asl-test.schema.json")
	if *update {
		if err := os.WriteFile(name, []byte(suite.Schema), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(text) != suite.Schema {
		t.Errorf("%s is stale: run the test with -update", name)
	}
}
