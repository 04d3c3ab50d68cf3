package awsapi

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/internal/corpus"
)

// TestRecordedResults compares the results of tasks that AWS gave in recorded executions with the shapes of the catalog.
func TestRecordedResults(t *testing.T) {
	dir := corpus.Dir(t, "ASLCHECK_CORPUS", "conformance")
	results, unknown := 0, 0
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".json") {
			return err
		}
		text, err := os.ReadFile(name) //nolint:gosec // a file of the corpus
		if err != nil {
			return err
		}
		var whole any
		if json.Unmarshal(text, &whole) != nil {
			return nil
		}
		eachResult(whole, func(resourceType, resource string, output any) {
			action, pattern, _ := strings.Cut(resource, ".")
			service, isSDK := strings.CutPrefix(resourceType, "aws-sdk:")
			x := Output(isSDK, service, action, pattern)
			if x == nil {
				unknown++
				return
			}
			if _, isText := output.(string); isText && strings.HasPrefix(pattern, "sync") {
				return // a job that got the token of the task: the result is what SendTaskSuccess gave
			}
			results++
			for _, fault := range misfits(output, x, "") {
				t.Errorf("%s: %s:%s: %s", filepath.Base(name), resourceType, resource, fault)
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("recorded results: %d compared, %d of unknown shape", results, unknown)
	if results < 60 {
		t.Errorf("only %d results are compared", results)
	}
}

// eachResult calls fn for each event of a task that succeeded, at any depth of a file.
func eachResult(v any, fn func(resourceType, resource string, output any)) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			eachResult(item, fn)
		}
	case map[string]any:
		for name, value := range v {
			details, ok := value.(map[string]any)
			if name != "taskSucceededEventDetails" || !ok {
				eachResult(value, fn)
				continue
			}
			output := details["output"]
			if text, isText := output.(string); isText && json.Unmarshal([]byte(text), &output) != nil {
				continue
			}
			resourceType, _ := details["resourceType"].(string)
			resource, _ := details["resource"].(string)
			fn(resourceType, resource, output)
		}
	}
}

// misfits returns what in a value does not fit a shape. The recordings have texts instead of numbers and times that change.
func misfits(v any, x *Shape, path string) []string {
	wrong := func() []string { return []string{fmt.Sprintf("%s: %T is not of kind %c", path, v, x.Kind)} }
	switch {
	case v == nil || x.Kind == Document:
		return nil
	case strings.Contains(path, "Headers."):
		return nil // the recordings have texts here that AWS did not send
	case x.Kind.HasMembers():
		object, ok := v.(map[string]any)
		if !ok {
			return wrong()
		}
		var faults []string
		for name, inner := range object {
			if m := x.Member(name); m == nil {
				faults = append(faults, fmt.Sprintf("%s: the shape has no member %q", path, name))
			} else {
				faults = append(faults, misfits(inner, m.Shape(), path+"."+name)...)
			}
		}
		return faults
	case x.Kind == List || x.Kind == Map:
		items := map[string]any{}
		switch v := v.(type) {
		case []any:
			for i, item := range v {
				items[fmt.Sprintf("[%d]", i)] = item
			}
		case map[string]any:
			items = v
		}
		if _, isList := v.([]any); isList != (x.Kind == List) {
			return wrong()
		}
		var faults []string
		for name, item := range items {
			faults = append(faults, misfits(item, x.Element(), path+"."+name)...)
		}
		return faults
	default:
		_, isText := v.(string)
		_, isNumber := v.(float64)
		_, isBool := v.(bool)
		if isBool && x.Kind == Boolean || isNumber && (x.Kind.IsNumber() || x.Kind == Timestamp) || isText {
			return nil
		}
		return wrong()
	}
}
