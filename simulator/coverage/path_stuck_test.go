package coverage_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator/coverage"
	"github.com/aslcheck/aslcheck/source"
)

// TestStuckPaths makes sure that ways to states that don't exist cost nothing: 60 decisions make 2^60 of them.
func TestStuckPaths(t *testing.T) {
	var b strings.Builder
	b.WriteString(`{"StartAt":"First","States":{"First":{"Type":"Choice","Choices":[{"Variable":"$.a","IsPresent":true,"Next":"End"}],"Default":"S0"},"End":{"Type":"Succeed"}`)
	for i := range 60 {
		fmt.Fprintf(&b, `,"S%[1]d":{"Type":"Choice","Choices":[{"Variable":"$.a","IsNull":true,"Next":"A%[1]d"}],"Default":"B%[1]d"}`, i)
		fmt.Fprintf(&b, `,"A%[1]d":{"Type":"Pass","Next":"S%[2]d"},"B%[1]d":{"Type":"Pass","Next":"S%[2]d"}`, i, i+1)
	}
	b.WriteString("}}")
	def, _ := asl.Parse(source.NewFile("a.asl.json", b.String()))
	d := coverage.New(def).Definition()
	if d.TooManyPaths || len(d.Paths) != 1 || strings.Join(d.Names(d.Paths[0]), " ") != "First End" {
		t.Errorf("got %d paths, too many: %t; want First End alone", len(d.Paths), d.TooManyPaths)
	}
}
