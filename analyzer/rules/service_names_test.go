package rules

import (
	"testing"

	"github.com/aslcheck/aslcheck/internal/awsapi"
)

// TestServiceNames holds the tables of names to the catalog.
func TestServiceNames(t *testing.T) {
	for _, names := range []map[string]string{sdkNames, siblings} {
		for name, right := range names {
			if awsapi.Lookup(right) == nil {
				t.Errorf("the SDK has no service %q", right)
			}
			if _, isSibling := siblings[name]; !isSibling && awsapi.Lookup(name) != nil {
				t.Errorf("the SDK has a service %q itself", name)
			}
		}
	}
	for name := range siblings {
		if awsapi.Lookup(name) == nil {
			t.Errorf("the SDK has no service %q", name)
		}
	}
}
