package asl

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/source"
)

// parse reads a definition that a test holds as text.
func parse(name, text string) (*Definition, source.Diagnostics) {
	return Parse(source.NewFile(name, text))
}

// mustParse is parse for definitions without findings.
func mustParse(tb testing.TB, text string) *Definition {
	tb.Helper()
	def, found := parse("test.asl.json", text)
	if len(found) > 0 {
		tb.Fatalf("unexpected findings:\n%s", showFindings(found))
	}
	return def
}

// showFindings prints findings as "line:column: message [rule]", one on a line.
func showFindings(found source.Diagnostics) string {
	var b strings.Builder
	for _, d := range found {
		fmt.Fprintf(&b, "%s: %s [%s]\n", d.Span.Start, d.Message, d.Rule)
	}
	return b.String()
}

// dump prints a definition: one line for each field that is set, in the order of the model's structs.
func dump(def *Definition) string {
	var d dumper
	d.machine("machine", def.Machine)
	return d.b.String()
}

type dumper struct {
	b      strings.Builder
	indent int
}

func (d *dumper) line(format string, args ...any) {
	d.b.WriteString(strings.Repeat("  ", d.indent))
	fmt.Fprintf(&d.b, format+"\n", args...)
}

func (d *dumper) inside(f func()) {
	d.indent++
	f()
	d.indent--
}

func (d *dumper) machine(title string, m *Machine) {
	if m.OpaqueStates {
		title += ", more states to come"
	}
	d.line("%s in %s", title, m.Language)
	d.inside(func() {
		d.fields(reflect.ValueOf(*m))
		for _, st := range m.States {
			d.state(st)
		}
	})
}

func (d *dumper) state(st State) {
	kind := st.Kind()
	if kind == "" {
		kind = "(unknown)"
	}
	d.line("%q is %s in %s", st.Head().Name, kind, st.Head().Language)
	d.inside(func() { d.fields(reflect.ValueOf(st).Elem()) })
}

// fields prints what is in a struct of the model.
func (d *dumper) fields(v reflect.Value) {
	for i := range v.NumField() {
		name, f := v.Type().Field(i), v.Field(i)
		if !name.IsExported() {
			continue
		}
		switch {
		case isField(name.Type):
			d.field(name.Name, f)
		case name.Anonymous:
			d.fields(f)
		case name.Type == reflect.TypeFor[*Test]() && !f.IsNil():
			d.line("%s", name.Name)
			d.inside(func() { d.test(f.Interface().(*Test)) })
		case name.Type.Kind() == reflect.Pointer && isConfig(name.Type.Elem()) && !f.IsNil():
			d.line("%s", name.Name)
			d.inside(func() { d.fields(f.Elem()) })
		}
	}
}

// isConfig reports whether a struct is one of the objects that a state or a machine holds.
func isConfig(t reflect.Type) bool {
	switch t {
	case reflect.TypeFor[ProcessorConfig](), reflect.TypeFor[ItemReader](), reflect.TypeFor[ReaderConfig](),
		reflect.TypeFor[ItemBatcher](), reflect.TypeFor[ResultWriter](), reflect.TypeFor[WriterConfig]():
		return true
	default:
		return false
	}
}

// isField reports whether t is a Field of something.
func isField(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && strings.HasPrefix(t.Name(), "Field[")
}

func (d *dumper) field(name string, f reflect.Value) {
	if !f.FieldByName("Set").Bool() || name == "Type" {
		return
	}
	words := []string{name + ":"}
	for _, mark := range []string{"Null", "Opaque", "Expression"} {
		if f.FieldByName(mark).Bool() {
			words = append(words, strings.ToLower(mark))
		}
	}
	line := strings.Join(words, " ")
	switch v := f.FieldByName("Value").Interface().(type) {
	case *source.Node:
		if v != nil {
			line += " " + oneLine(v.Span.Text())
		}
	case *Machine:
		d.line("%s", line)
		if v != nil {
			d.inside(func() { d.machine("machine", v) })
		}
		return
	case []*Machine:
		d.list(line, len(v), func(i int) { d.machine("branch "+strconv.Itoa(v[i].Branch), v[i]) })
		return
	case []*Retrier:
		d.list(line, len(v), func(i int) { d.entry("Retrier", reflect.ValueOf(*v[i])) })
		return
	case []*Catcher:
		d.list(line, len(v), func(i int) { d.entry("Catcher", reflect.ValueOf(*v[i])) })
		return
	case []*ChoiceRule:
		d.list(line, len(v), func(i int) { d.entry("Choice Rule", reflect.ValueOf(*v[i])) })
		return
	case []Field[string]:
		for _, item := range v {
			words = append(words, quoteItem(item))
		}
		line = strings.Join(words, " ")
	case string:
		line += " " + strconv.Quote(v)
	default:
		line += fmt.Sprintf(" %v", v)
	}
	d.line("%s", line)
}

func quoteItem(f Field[string]) string {
	if f.Opaque {
		return "opaque(" + f.Value + ")"
	}
	return strconv.Quote(f.Value)
}

func (d *dumper) list(title string, n int, item func(i int)) {
	d.line("%s", title)
	d.inside(func() {
		for i := range n {
			item(i)
		}
	})
}

func (d *dumper) entry(title string, v reflect.Value) {
	d.line("%s", title)
	d.inside(func() { d.fields(v) })
}

func (d *dumper) test(t *Test) {
	if t.Variable.Set {
		d.field("Variable", reflect.ValueOf(t.Variable))
	}
	if t.Operator != "" {
		d.field(string(t.Operator), reflect.ValueOf(t.Operand))
	}
	for _, group := range []struct {
		name  string
		tests []*Test
	}{{"And", t.And}, {"Or", t.Or}} {
		if group.tests != nil {
			d.list(group.name, len(group.tests), func(i int) {
				d.line("test")
				d.inside(func() { d.test(group.tests[i]) })
			})
		}
	}
	if t.Not != nil {
		d.line("Not")
		d.inside(func() { d.test(t.Not) })
	}
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// eachField calls visit for every field of the model below v that is set, with its name.
func eachField(v reflect.Value, visit func(name string, f reflect.Value)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() && v.Type() != reflect.TypeFor[*source.Node]() && v.Type() != reflect.TypeFor[*source.File]() {
			eachField(v.Elem(), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachField(v.Index(i), visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			t := v.Type().Field(i)
			switch {
			case !t.IsExported() || t.Name == "Machine" || t.Name == "Parent" || t.Name == "Node":
			case isField(t.Type):
				if v.Field(i).FieldByName("Set").Bool() {
					visit(t.Name, v.Field(i))
				}
				eachField(v.Field(i).FieldByName("Value"), visit)
			default:
				eachField(v.Field(i), visit)
			}
		}
	default:
	}
}
