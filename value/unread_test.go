package value_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// unreadText is the text of an array of more than a megabyte, and its length.
func unreadText(element func(i int) string) (text string, n int) {
	var b strings.Builder
	for ; b.Len() < 1<<20+1<<10; n++ {
		if n > 0 {
			b.WriteString(" ,\n")
		}
		b.WriteString(element(n))
	}
	return "[ " + b.String() + "]", n
}

// eager returns the elements of the text of an array, each parsed alone.
func eager(t *testing.T, text string) value.Value {
	t.Helper()
	e, ok := value.ReadElements(text)
	if !ok {
		t.Fatal("not an array")
	}
	var elems []value.Value
	for v, ok := e.Next(); ok; v, ok = e.Next() {
		elems = append(elems, v)
	}
	if e.Err() != nil {
		t.Fatal(e.Err())
	}
	return value.Array(elems...)
}

// TestUnread compares large arrays, as a document, in an object and in an array, with the same elements parsed one by one.
func TestUnread(t *testing.T) {
	for name, element := range map[string]func(i int) string{
		"numbers":       func(i int) string { return fmt.Sprintf("%d.%0100d", i, 5) },
		"objects":       func(i int) string { return fmt.Sprintf(`{"id": %d, "k": "v\u00e9%0100d", "id": [ %d, {} ]}`, i, i, -i) },
		"large objects": func(int) string { return `{"l": [[ "` + strings.Repeat("x", 1<<18) + `" ]]}` },
		"many members": func(i int) string {
			return `{` + strings.Repeat(`"a": 1, "b": 2, `, 10) + fmt.Sprintf(`"k%d": 0, "c": [[]]}`, i)
		},
		"one large array": func(int) string { return `[` + strings.Repeat(" "+strings.Repeat("12345", 30)+",", 1<<13) + `2]` },
	} {
		t.Run(name, func(t *testing.T) {
			text, n := unreadText(element)
			want := eager(t, text)
			for around, get := range map[string]func(v value.Value) value.Value{
				"%s":                   value.Value.Compact,
				`{"a": 1, "l": %s }`:   func(v value.Value) value.Value { l, _ := v.Get("l"); return l },
				`[[1], %s, [2], [[]]]`: func(v value.Value) value.Value { return v.At(1) },
			} {
				v := value.MustParse(fmt.Sprintf(around, text))
				same(t, get(v), want, n)
				if v.JSON() != fmt.Sprintf(around, text) {
					t.Errorf("%s: the text is another one", around)
				}
			}
		})
	}
}

// same compares all that can be asked of an array.
func same(t *testing.T, got, want value.Value, n int) {
	t.Helper()
	compact := string(want.AppendCompact(nil))
	if got.Kind() != value.ArrayKind || got.Len() != n || got.Depth() != want.Depth() {
		t.Fatalf("%s of length %d and depth %d, want %d and %d", got.Kind(), got.Len(), got.Depth(), n, want.Depth())
	}
	if s := string(got.AppendCompact(nil)); s != compact {
		t.Errorf("compact it is %.100s, want %.100s", s, compact)
	}
	if !value.Equal(got, want) || !value.Equal(want, got) || value.Equal(got, value.Array(make([]value.Value, n)...)) {
		t.Error("it is not equal to the same elements")
	}
	if c := got.Compact(); c.Size() != len(compact) {
		t.Errorf("its size is %d, want %d", c.Size(), len(compact))
	}
	if head := got.Compact().Head(100); len(head) < 100 || !strings.HasPrefix(compact, head[:100]) {
		t.Errorf("it begins with %.100s", head)
	}
	next, i := got.Reader(), 0
	for v, ok := next(); ok; v, ok = next() {
		if !value.Equal(v, want.At(i)) {
			t.Fatalf("element %d read is %s", i, v.Quoted())
		}
		i++
	}
	if i != n {
		t.Errorf("%d elements were read, want %d", i, n)
	}
	if elems := got.Any().([]any); len(elems) != n {
		t.Errorf("%d elements of Go, want %d", len(elems), n)
	}
	changed := got.WithAt(n-1, value.Null)
	if !value.Equal(got.At(n-1), want.At(n-1)) || !changed.At(n-1).IsNull() || !got.At(n).IsUndefined() || len(got.Elems()) != n {
		t.Error("the elements by index differ")
	}
}

// TestUnreadErrors looks at syntax errors inside of large arrays: they are found when the text is parsed, where they are.
func TestUnreadErrors(t *testing.T) {
	text, _ := unreadText(func(i int) string { return fmt.Sprintf(`{"id": %d}`, i) })
	deep := strings.Repeat("[", value.MaxDepth+1)
	for _, c := range []struct{ around, broken string }{
		{`%s`, text[:len(text)-1]},
		{`{"l": %s}`, text[:len(text)-1] + `,]`},
		{`[%s]`, text[:len(text)-1] + `, {"a" 1}]`},
		{`[%s]`, text[:len(text)-1] + `,` + deep},
		{`[%s`, text},
	} {
		whole := fmt.Sprintf(c.around, c.broken)
		_, err := value.Parse(whole)
		var got *value.SyntaxError
		if !errors.As(err, &got) {
			t.Fatalf("no error at the end of %s", whole[max(0, len(whole)-30):])
		}
		// A short text with the same end has the same error.
		const kept = 40
		cut := strings.Index(whole, "[ {") + len("[ ")
		from := strings.LastIndex(whole[:len(text)-kept], `{"id"`)
		_, err = value.Parse(whole[:cut] + whole[from:])
		var want *value.SyntaxError
		if !errors.As(err, &want) || got.Problem != want.Problem || got.Offset-want.Offset != from-cut {
			t.Errorf("%v, want %v %d bytes later", got, want, from-cut)
		}
	}
}
