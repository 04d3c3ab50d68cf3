package asltest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/testscripts/asltest"
)

// TestCoverDir writes a profile named after the package, in which definitions have their names in the module.
func TestCoverDir(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("ASL_COVERDIR", dir)
	m := asltest.Load(t, "../../examples/go-test/order.asl.json")
	m.Run(t, asltest.Case{Input: `{"order": 7}`, Mocks: asltest.Mocks{
		"Charge": {asltest.Return(`{"Payload": {"receipt": "r-1"}}`)}, "Ship": {asltest.Return(`{}`)},
	}})
	text, err := os.ReadFile(filepath.Join(dir, "testscripts_asltest.json"))
	if err != nil {
		t.Fatal(err)
	}
	profile, err := coverage.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for i := range profile.Definitions {
		names = append(names, profile.Definitions[i].Name)
	}
	if got := strings.Join(names, " "); !strings.Contains(" "+got+" ", " examples/go-test/order.asl.json ") {
		t.Errorf("the profile is about %s", got)
	}
}
