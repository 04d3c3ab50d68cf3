package awsapi

import (
	"slices"
	"strings"
	"testing"
)

func requiredOf(s *Shape) string {
	var names []string
	if s != nil {
		for _, m := range s.Members {
			if m.Required {
				names = append(names, m.Name)
			}
		}
	}
	slices.Sort(names)
	return strings.Join(names, " ")
}

func TestLookup(t *testing.T) {
	for _, c := range []struct{ service, action, required, prefix string }{
		{"glue", "startCrawler", "Name", "Glue"},
		{"rds", "describeDBInstances", "", "Rds"},
		{"sfn", "startExecution", "StateMachineArn", "Sfn"},
		{"cloudwatchlogs", "putLogEvents", "LogEvents LogGroupName LogStreamName", "CloudWatchLogs"},
		{"dynamodb", "query", "TableName", "DynamoDb"},
		{"sesv2", "sendEmail", "Content", "SesV2"},
		{"iot", "describeThing", "ThingName", "Iot"},
	} {
		t.Run(c.service, func(t *testing.T) {
			s := Lookup(c.service)
			if s == nil {
				t.Fatal("not there")
			}
			a := s.Action(c.action)
			if a == nil {
				t.Fatalf("no %s", c.action)
			}
			if got := requiredOf(a.Input()); got != c.required || s.Prefix != c.prefix {
				t.Errorf("got %q of %s, want %q of %s", got, s.Prefix, c.required, c.prefix)
			}
			input := a.Input()
			if Lookup(c.service) != s || s.Action(c.action) != a || a.Input() != input {
				t.Error("read twice")
			}
		})
	}
}

func TestLookupUnknown(t *testing.T) {
	for _, name := range []string{"", "nosuch", "glue Glue", "\nglue", "Glue"} {
		if s := Lookup(name); s != nil {
			t.Errorf("%q is %s", name, s.Name)
		}
	}
	if LookupOptimized("glue", "startCrawler") != nil {
		t.Error("glue:startCrawler is not optimized")
	}
	if Lookup("glue").Action("startCrawlers") != nil || Lookup("glue").Action("aaa") != nil || Lookup("ec2").Action("zzz") != nil {
		t.Error("there are actions that there are not")
	}
}

// TestShapes follows names down to the leaves, as the developer guide, the API references and recordings spell them.
func TestShapes(t *testing.T) {
	for _, c := range []struct {
		path string
		kind Kind
	}{
		{"rds:createDBInstance in DbInstanceIdentifier", String},
		{"rds:createDBInstance in MultiAZ", Boolean},
		{"rds:createDBInstance out DbInstance DbInstanceIdentifier", String},
		{"dynamodb:putItem in Item * Ns", List},
		{"dynamodb:putItem in Item * M * L * Bool", Boolean},
		{"dynamodb:putItem in Item * NULL", Boolean},
		{"dynamodb:getItem out Item * S", String},
		{"ec2:runInstances in BlockDeviceMappings * Ebs VolumeSize", Integer},
		{"ec2:describeInstances out Reservations * Instances * InstanceId", String},
		{"s3:putObject in Body", Blob},
		{"s3:putObject out ChecksumCRC32", String},
		{"s3:copyObject in DestinationBucket", String},
		{"glue:getCrawler out Crawler LastCrawl StartTime", Timestamp},
		{"bedrockruntime:converse in AdditionalModelRequestFields", Document},
		{"cloudwatch:putMetricData in MetricData * Value", Double},
	} {
		t.Run(c.path, func(t *testing.T) {
			steps := strings.Fields(c.path)
			service, action, _ := strings.Cut(steps[0], ":")
			x := Input(true, service, action)
			if steps[1] == "out" {
				x = Output(true, service, action, "")
			}
			for _, name := range steps[2:] {
				if name == "*" {
					x = x.Element()
				} else if m := x.Member(name); m != nil {
					x = m.Shape()
				} else {
					t.Fatalf("there is no %s in %v", name, x.Names())
				}
			}
			if x.Kind != c.kind {
				t.Errorf("is %c, want %c", x.Kind, c.kind)
			}
		})
	}
}

func TestConstraints(t *testing.T) {
	if x := Input(true, "ecs", "runTask").Member("LaunchType").Shape(); !slices.Contains(x.Enum, "FARGATE") {
		t.Errorf("launch types are %v", x.Enum)
	}
	if x := Input(true, "sfn", "describeMapRun").Member("MapRunArn").Shape(); x.Min == nil || *x.Min != 1 || *x.Max != 2000 {
		t.Errorf("limits are %v and %v", x.Min, x.Max)
	}
	if errors := Lookup("s3").Action("getObject").Errors; !slices.Contains(errors, "NoSuchKeyException") {
		t.Errorf("errors of s3:getObject are %v", errors)
	}
	if a := Lookup("sts").Action("assumeRole"); !a.Unsupported {
		t.Error("sts:assumeRole is offered")
	}
	if s := Lookup("qldb"); s.Removed == "" || s.Dropped == "" {
		t.Errorf("qldb is %+v", s)
	}
	if m := Input(true, "batch", "createComputeEnvironment").Member("ComputeEnvironmentName"); !m.Required {
		t.Error("ComputeEnvironmentName is optional")
	}
}

// TestEveryService opens all of the catalog, and reads every shape of it.
func TestEveryService(t *testing.T) {
	names := Services()
	if !slices.IsSorted(names) || len(names) < 450 {
		t.Errorf("%d services, sorted: %t", len(names), slices.IsSorted(names))
	}
	for _, name := range names {
		s := Lookup(name)
		if s == nil || s.Name != name || !slices.IsSorted(s.Actions()) {
			t.Fatalf("%s is not whole", name)
		}
		for _, action := range s.Actions() {
			a := s.Action(action)
			if a == nil || a.Name != action {
				t.Fatalf("%s:%s cannot be opened", name, action)
			}
			a.Input()
			a.Output()
		}
		for _, b := range s.blocks {
			for i := range b.shapes {
				walk(t, s.shape(ref{number: b.firstShape + i}))
			}
		}
	}
	if services, actions := Counts(); services != len(names) || actions < 19_000 {
		t.Errorf("there are %d services with %d actions", services, actions)
	}
	if len(Date()) != len("2026-08-07") {
		t.Errorf("the date is %q", Date())
	}
}

// walk asks for what a shape refers to.
func walk(t *testing.T, x *Shape) {
	t.Helper()
	for i := range x.Members {
		if m := &x.Members[i]; m.Name == "" || m.Shape() == nil {
			t.Errorf("member %q has no shape", m.Name)
		}
	}
	if (x.Kind == List || x.Kind == Map) && x.Element() == nil || x.Kind == Map && x.Key() == nil {
		t.Errorf("a %c has no items", x.Kind)
	}
}

// BenchmarkOpen opens what a task with one action of the SDK needs.
func BenchmarkOpen(b *testing.B) {
	for _, name := range []string{"glue:startCrawler", "ec2:runInstances", "sqs:sendMessage", "sagemaker:createTrainingJob"} {
		service, action, _ := strings.Cut(name, ":")
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				s := theCatalog().open(service)
				for _, block := range s.blocks { // as if nothing had opened it
					block.chunk = &chunk{packed: block.chunk.packed}
					block.chunk.text = func() string { return theCatalog().unpack(block.chunk.packed) }
				}
				if s.Action(action).Input() == nil {
					b.Fatal("not there")
				}
			}
		})
	}
}
