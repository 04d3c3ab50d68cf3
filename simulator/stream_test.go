package simulator_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/mocks"
	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/source"
	"github.com/aslcheck/aslcheck/value"
)

// rowsMachine reads the rows of a CSV file, with further fields of the Map.
func rowsMachine(fields string) string {
	return `
StartAt: Each
States:
  Each: {Type: Map, End: true, ItemReader: {Resource: "arn:aws:states:::s3:getObject", Parameters: {Bucket: b, Key: k},
      ReaderConfig: {InputType: CSV, CSVHeaderLocation: FIRST_ROW}},
    ItemProcessor: {ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: EXPRESS}, StartAt: P, States: {P: {Type: Pass, End: true}}}` + fields + `}
`
}

// rows is an object store with n rows of a column "n".
func rows(n int) simulator.ObjectStore {
	var b strings.Builder
	b.WriteString("n\n")
	for i := range n {
		fmt.Fprintf(&b, "%d\n", i)
	}
	return mocks.New().WithObjects(simulator.Object{Bucket: "b", Key: "k", Body: b.String()}).Session()
}

func simulateObjects(t *testing.T, definition string, objects simulator.ObjectStore, cfg simulator.Config) *simulator.Execution {
	t.Helper()
	def, found := asl.Parse(source.NewFile("x.asl.yaml", definition))
	if len(found) > 0 {
		t.Fatal(found)
	}
	program, found := simulator.Compile(def)
	if program == nil {
		t.Fatal(found)
	}
	cfg.Objects = objects
	x, err := program.Run(t.Context(), value.Object(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestStreamedItems runs Map Runs whose items are read one by one, with few children at a time.
func TestStreamedItems(t *testing.T) {
	const writer = `, ResultWriter: {Resource: "arn:aws:states:::s3:putObject", Parameters: {Bucket: out}}`
	for _, c := range []struct {
		name, fields string
		n            int
		want         string // the output, or the error
		children     int
	}{
		{"result", ``, 3, `[{"n":"0"},{"n":"1"},{"n":"2"}]`, 3},
		{"one at a time", `, MaxConcurrency: 1`, 3, `[{"n":"0"},{"n":"1"},{"n":"2"}]`, 3},
		{"no rows", ``, 0, `[]`, 0},
		{"selector", `, MaxConcurrency: 2, ItemSelector: {i.$: $$.Map.Item.Index, n.$: $$.Map.Item.Value.n}`, 3, `[{"i":0,"n":"0"},{"i":1,"n":"1"},{"i":2,"n":"2"}]`, 3},
		{"a selector that fails at the last item", `, MaxConcurrency: 1, ItemSelector: {x.$: "States.ArrayGetItem(States.Array(1, 2), $$.Map.Item.Index)"}`, 3, `States.Runtime`, 0},
		{"batches", `, MaxConcurrency: 1, ItemBatcher: {MaxItemsPerBatch: 2}`, 3, `[{"Items":[{"n":"0"},{"n":"1"}]},{"Items":[{"n":"2"}]}]`, 2},
		{"no result", `, ResultPath: null`, 3, `{}`, 3},
		{"a result larger than a payload", ``, 22_000, `States.DataLimitExceeded`, 22_000},
		{"no result where one were larger than a payload", `, ResultPath: null`, 22_000, `{}`, 22_000},
		{"a large result that is selected from", `, ResultSelector: {n.$: States.ArrayLength($)}`, 22_000, `{"n":22000}`, 22_000},
		{"a large result that JSONata reads", `, QueryLanguage: JSONata, Output: "{% $count($states.result) %}"`, 22_000, `22000`, 22_000},
		{"a large result that JSONata doesn't read", `, QueryLanguage: JSONata, Output: "{% 1 %}"`, 22_000, `1`, 22_000},
		{"result files", writer + `, ResultSelector: {bucket.$: $.ResultWriterDetails.Bucket}`, 3, `{"bucket":"out"}`, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			definition := rowsMachine(c.fields)
			if strings.Contains(definition, "JSONata") {
				definition = strings.Replace(definition, "Parameters:", "Arguments:", 1)
			}
			for _, forget := range []bool{false, true} {
				cfg := simulator.Config{Record: simulator.Record{ForgetChildren: forget, ForgetWritten: forget}}
				x := simulateObjects(t, definition, rows(c.n), cfg)
				got := x.Output.JSON()
				if x.Failure != nil {
					got = x.Failure.Error
				}
				if got != c.want {
					t.Errorf("forgetting %t: got %s, want %s", forget, got, c.want)
				}
				if !forget && len(x.Children) != c.children {
					t.Errorf("%d children, want %d", len(x.Children), c.children)
				}
				if writes := strings.Contains(c.fields, writer); (len(x.Written) > 0) != (writes && !forget) {
					t.Errorf("forgetting %t: it wrote %d objects", forget, len(x.Written))
				}
			}
		})
	}
}

// TestSelectedOnce selects items with a function that gives something else each time. Each item is selected once, before the
// first child starts, whatever the number of children at a time.
func TestSelectedOnce(t *testing.T) {
	const selector = `, ItemSelector: {id.$: States.UUID()}, MaxConcurrency: `
	one := simulateObjects(t, rowsMachine(selector+"1"), rows(5), simulator.Config{})
	all := simulateObjects(t, rowsMachine(selector+"5"), rows(5), simulator.Config{})
	if one.Output.JSON() != all.Output.JSON() {
		t.Errorf("one at a time %s, all at once %s", one.Output.JSON(), all.Output.JSON())
	}
}

// TestMemoryOfItems looks at the memory that is in use when the last of many children has ended: nothing of it is an item.
func TestMemoryOfItems(t *testing.T) {
	const n = 100_000
	objects := rows(n)
	inUse := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before, after, ended := inUse(), uint64(0), 0
	simulateObjects(t, rowsMachine(`, ResultPath: null, MaxConcurrency: 100`), objects, simulator.Config{Record: simulator.Record{
		ForgetChildren: true,
		Observers: []func(*simulator.Event){func(ev *simulator.Event) {
			if ev.Type == simulator.ExecutionSucceededEvent {
				if ended++; ended == n {
					after = inUse()
				}
			}
		}},
	}})
	const perItem = 20 // bytes; one Value has 40
	if after > before+n*perItem {
		t.Errorf("%d children use %d bytes after their end", n, after-before)
	}
}
