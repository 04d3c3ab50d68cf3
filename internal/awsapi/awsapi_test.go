package awsapi

import (
	"slices"
	"strings"
	"testing"
)

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
			var names []string
			for _, m := range a.Required {
				names = append(names, m.Name)
			}
			if got := strings.Join(names, " "); got != c.required || s.Prefix != c.prefix {
				t.Errorf("got %q of %s, want %q of %s", got, s.Prefix, c.required, c.prefix)
			}
			if Lookup(c.service) != s {
				t.Error("unpacked twice")
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
}

func TestMembers(t *testing.T) {
	a := Lookup("rds").Action("createDBInstance")
	if m := a.Parameter("DbInstanceIdentifier"); m == nil || m.Kind != String {
		t.Errorf("DbInstanceIdentifier is %v", m)
	}
	if m := a.Parameter("MultiAZ"); m == nil || m.Kind != Boolean {
		t.Errorf("MultiAZ is %v", m)
	}
	if m := a.Result("DbInstance"); m == nil || m.Kind != Structure {
		t.Errorf("DbInstance is %v", m)
	}
	if m := a.Parameter("DBInstanceIdentifier"); m != nil {
		t.Errorf("DBInstanceIdentifier is %v", m)
	}
	if errors := Lookup("s3").Action("getObject").Errors; !slices.Contains(errors, "NoSuchKeyException") {
		t.Errorf("errors of s3:getObject are %v", errors)
	}
}

// TestEveryService unpacks all of the catalog.
func TestEveryService(t *testing.T) {
	names := Services()
	if !slices.IsSorted(names) || len(names) < 390 {
		t.Errorf("%d services, sorted: %t", len(names), slices.IsSorted(names))
	}
	for _, name := range names {
		s := Lookup(name)
		if s == nil || s.Name != name || len(s.Actions()) == 0 || !slices.IsSorted(s.names) {
			t.Errorf("%s is not whole", name)
		}
	}
}

// TestOptimized holds the table against the catalog: what an integration passes on must exist there.
func TestOptimized(t *testing.T) {
	for _, o := range theTable().all {
		if o.SDK == "" {
			continue
		}
		service, action, _ := strings.Cut(o.SDK, ":")
		if s := Lookup(service); s == nil || s.Action(action) == nil {
			t.Errorf("%s:%s has no %s", o.Service, o.Action, o.SDK)
		}
	}
	if o := LookupOptimized("states", "startExecution"); !o.Supports("sync:2") || o.Resource() != "arn:aws:states:::states:startExecution" {
		t.Errorf("states:startExecution is %+v", o)
	}
	if got := OptimizedActions("sqs"); !slices.Equal(got, []string{"sendMessage"}) {
		t.Errorf("sqs has %v", got)
	}
	if !slices.IsSorted(OptimizedServices()) {
		t.Error("services are not sorted")
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if theCatalog().open("glue") == nil {
			b.Fatal("no glue")
		}
	}
}
