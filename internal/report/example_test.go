package report_test

import (
	"fmt"
	"os"

	"github.com/aslcheck/aslcheck/internal/report"
	"github.com/aslcheck/aslcheck/source"
)

func ExampleText() {
	f := source.NewFile("ship.asl.json", `{"StartAt": "Shp"}`)
	err := report.Text(os.Stdout, source.Diagnostics{{
		Span: f.Span(12, 17), Severity: source.Error, Rule: "unknown-state", Message: `"StartAt" names unknown state "Shp"`,
	}}, report.Style{})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// ship.asl.json:1:13: error: "StartAt" names unknown state "Shp" [unknown-state]
	//      1 | {"StartAt": "Shp"}
	//        |             ^^^^^
}
