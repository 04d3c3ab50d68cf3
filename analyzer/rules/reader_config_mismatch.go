package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var readerConfigMismatch = &analyzer.Rule{
	Name:    "reader-config-mismatch",
	Summary: "Reports fields of a ReaderConfig that do not go together: fields of CSV with another InputType, headers without GIVEN.",
	Why: `The fields that begin with CSV are for the InputType CSV, ItemsPointer is for JSON, and CSVHeaders are read when
CSVHeaderLocation is GIVEN, which needs them.`,
	Since:    "0.1",
	Spec:     guideReader,
	Severity: source.Warning,
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "GIVEN"},
        "Parameters": {"Bucket": "orders", "Key": "all.csv"}
      },
      "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "One",
        "States": {"One": {"Type": "Succeed"}}
      },
      "End": true
    }
  }
}`,
	Good: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "GIVEN", "CSVHeaders": ["id", "size"]},
        "Parameters": {"Bucket": "orders", "Key": "all.csv"}
      },
      "ItemProcessor": {
        "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
        "StartAt": "One",
        "States": {"One": {"Type": "Succeed"}}
      },
      "End": true
    }
  }
}`,
	Check: func(p *analyzer.Pass) {
		for st := range each[*asl.Map](p) {
			if st.ItemReader != nil && st.ItemReader.ReaderConfig != nil {
				checkReaderConfig(p, st.ItemReader.ReaderConfig)
			}
		}
	},
}

// formatOf is the InputType that a field of a ReaderConfig belongs to.
var formatOf = map[string]string{
	"CSVHeaderLocation": "CSV", "CSVHeaders": "CSV", "CSVDelimiter": "CSV", "ItemsPointer": "JSON",
}

func checkReaderConfig(p *analyzer.Pass, c *asl.ReaderConfig) {
	// A manifest says in its own words what it lists.
	if c.InputType.Known() && c.InputType.Value != "MANIFEST" && !c.ManifestType.Set {
		for i := range c.Node.Members {
			m := &c.Node.Members[i]
			if format := formatOf[m.Key]; format != "" && format != c.InputType.Value {
				p.Report(m.KeySpan, "%q is for the InputType %q, not %q", m.Key, format, c.InputType.Value)
			}
		}
	}
	if !c.CSVHeaderLocation.Known() {
		return
	}
	given := c.CSVHeaderLocation.Value == "GIVEN"
	switch {
	case given && !c.CSVHeaders.Set && !mayHaveMore(c.Node):
		p.Report(c.CSVHeaderLocation.Span, `"GIVEN" needs the field "CSVHeaders"`)
	case !given && c.CSVHeaders.Set:
		p.Report(c.CSVHeaders.KeySpan, `"CSVHeaders" are not read when "CSVHeaderLocation" is %q`, c.CSVHeaderLocation.Value)
	}
}
