package rules

import (
	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

var readerConfigMismatch = &analyzer.Rule{
	Name:    "reader-config-mismatch",
	Summary: "Reports ReaderConfig fields that have no effect or that can't be used together.",
	Why: `CSVHeaders is read only if CSVHeaderLocation is GIVEN, and ItemsPointer only for JSON. An Athena
manifest needs an InputType, and an S3 inventory is always CSV. With PARQUET, a VersionId fails the Map Run with
States.ItemReaderFailed. Fields that AWS rejects for an InputType are reported by unknown-field.`,
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

func checkReaderConfig(p *analyzer.Pass, c *asl.ReaderConfig) {
	// A manifest says in its own words what it lists.
	if c.ItemsPointer.Set && c.InputType.Known() && c.InputType.Value != "JSON" && c.InputType.Value != "MANIFEST" && !c.ManifestType.Set {
		p.Report(c.ItemsPointer.KeySpan(), `"ItemsPointer" is for the InputType "JSON", not %q`, c.InputType.Value)
	}
	if c.CSVHeaderLocation.Known() && c.CSVHeaderLocation.Value != "GIVEN" && c.CSVHeaders.Set {
		p.Report(c.CSVHeaders.KeySpan(), `"CSVHeaders" is ignored when "CSVHeaderLocation" is %q`, c.CSVHeaderLocation.Value)
	}
}

// checkManifest holds the InputType against what says where the files are listed.
func checkManifest(p *analyzer.Pass, c *asl.ReaderConfig) {
	switch c.ManifestType.Value {
	case "S3_INVENTORY":
		if c.InputType.Set && c.InputType.Value != "JSON" { // for JSON the service supports no manifest
			p.Report(c.InputType.KeySpan(), `an inventory ("S3_INVENTORY") is always CSV, and "InputType" cannot be given with it`)
		}
	case "ATHENA_DATA":
		if !c.InputType.Set && !mayHaveMore(c.Node) {
			p.Report(c.ManifestType.Span(), `"ATHENA_DATA" needs the field "InputType"`)
		} else if c.InputType.Value == "MANIFEST" {
			p.Report(c.InputType.Span(), `a manifest of Athena ("ATHENA_DATA") lists files of the InputType "CSV", "JSONL" or "PARQUET", not "MANIFEST"`)
		}
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
