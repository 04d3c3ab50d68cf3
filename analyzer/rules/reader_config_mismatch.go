package rules

import (
	"slices"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var readerConfigMismatch = &analyzer.Rule{
	Name:    "reader-config-mismatch",
	Summary: "Reports fields of a ReaderConfig that do not go together: fields of CSV with another InputType, manifests with the wrong one.",
	Why: `The fields that begin with CSV are for the InputType CSV, ItemsPointer is for JSON, and CSVHeaders are read when
CSVHeaderLocation is GIVEN. LOAD_AND_FLATTEN and manifests of Athena need to know what the files are; those of
an inventory of S3 are always CSV.`,
	Since:      "0.1",
	Spec:       guideReader,
	Severity:   source.Warning,
	Confidence: analyzer.Likely,
	Bad: `{
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": {
        "Resource": "arn:aws:states:::s3:getObject",
        "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW", "CSVHeaders": ["id", "size"]},
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
		for _, st := range p.Graph.Maps {
			if st.ItemReader != nil && st.ItemReader.ReaderConfig != nil {
				checkReaderConfig(p, st.ItemReader.ReaderConfig)
				checkManifest(p, st.ItemReader.ReaderConfig)
				checkVersion(p, st.ItemReader)
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
			if format := formatOf[m.Key]; format != "" && format != c.InputType.Value && !(m.Key == "CSVHeaderLocation" && c.InputType.Value == "JSON") {
				p.Report(m.KeySpan, "%q is for the InputType %q, not %q", m.Key, format, c.InputType.Value)
			}
		}
	}
	if c.CSVHeaderLocation.Known() && c.CSVHeaderLocation.Value != "GIVEN" && c.CSVHeaders.Set {
		p.Report(c.CSVHeaders.KeySpan(), `"CSVHeaders" are not read when "CSVHeaderLocation" is %q`, c.CSVHeaderLocation.Value)
	}
}

// athenaTypes are the formats of files that a manifest of Athena lists.
var athenaTypes = []string{"CSV", "JSONL", "PARQUET"}

// checkManifest holds the InputType against what says where the files are listed.
func checkManifest(p *analyzer.Pass, c *asl.ReaderConfig) {
	missing := !c.InputType.Set && !mayHaveMore(c.Node)
	switch c.ManifestType.Value {
	case "S3_INVENTORY":
		if c.InputType.Set {
			p.Report(c.InputType.KeySpan(), `an inventory ("S3_INVENTORY") is always CSV, and "InputType" cannot be given with it`)
		}
		return
	case "ATHENA_DATA":
		if missing {
			p.Report(c.ManifestType.Span(), `"ATHENA_DATA" needs the field "InputType"`)
		} else if c.InputType.Known() && !slices.Contains(athenaTypes, c.InputType.Value) {
			p.Report(c.InputType.Span(), `a manifest of Athena ("ATHENA_DATA") lists files of the InputType %s, not %q`, list(athenaTypes, "or"), c.InputType.Value)
		}
		return
	}
	if missing && c.Transformation.Value == "LOAD_AND_FLATTEN" {
		p.Report(c.Transformation.Span(), `"LOAD_AND_FLATTEN" needs the field "InputType"`)
	}
}

// checkVersion reports the version of an object that is read as PARQUET.
func checkVersion(p *analyzer.Pass, r *asl.ItemReader) {
	if r.ReaderConfig.InputType.Value != "PARQUET" {
		return
	}
	for _, args := range []*asl.Tree{&r.Parameters, &r.Arguments} {
		if args.Set && args.Node.Kind == source.Object {
			if m := parameter(args.Node, "VersionId"); m != nil {
				p.Report(m.KeySpan, `"VersionId" is not supported for the InputType "PARQUET"`)
			}
		}
	}
}
