package mocks

import (
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/simulator"
	"github.com/aslcheck/aslcheck/value"
)

func keys(s *Set) string {
	var list []string
	for _, m := range s.Mocks() {
		list = append(list, m.Key+"="+m.Answers[0].Reply.Output.JSON())
	}
	return strings.Join(list, " ")
}

func mock(key string, n int64) *Mock {
	return &Mock{Key: key, Answers: []*Answer{Return(value.Int(n))}}
}

func TestOver(t *testing.T) {
	var none *Set
	base, other := New(mock("A", 1), mock("B", 1)), New(mock("B", 2), mock("C", 2))
	for _, c := range []struct {
		name string
		set  *Set
		want string
	}{
		{"the other wins", base.Over(other), "A=1 B=2 C=2"},
		{"nothing over it", base.Over(nil), "A=1 B=1"},
		{"over nothing", none.Over(other), "B=2 C=2"},
		{"both stay as they were", base, "A=1 B=1"},
	} {
		if got := keys(c.set); got != c.want {
			t.Errorf("%s: got %s", c.name, got)
		}
	}
}

func TestObjects(t *testing.T) {
	set := New().WithObjects(
		simulator.Object{Bucket: "b", Key: "in/2", Body: "two"},
		simulator.Object{Bucket: "b", Key: "in/1", Body: "old"},
		simulator.Object{Bucket: "b", Key: "other", Body: "x"},
		simulator.Object{Bucket: "c", Key: "in/3", Body: "y"},
	).Over(New().WithObjects(simulator.Object{Bucket: "b", Key: "in/1", Body: "new"}))
	s := set.Session()
	if o, ok := s.Object("b", "in/1"); !ok || o.Body != "new" {
		t.Errorf("got %+v, %t", o, ok)
	}
	if _, ok := s.Object("b", "in"); ok {
		t.Error("a prefix is found as an object")
	}
	var got []string
	for _, o := range s.List("b", "in/") {
		got = append(got, o.Key+"="+o.Body)
	}
	if text := strings.Join(got, " "); text != "in/1=new in/2=two" {
		t.Errorf("the list is %s", text)
	}
	if n := len(s.List("b", "")); n != 3 {
		t.Errorf("%d objects in all", n)
	}
	if n := len(s.List("d", "")); n != 0 {
		t.Errorf("%d objects in a bucket that is not there", n)
	}
}

// TestAnswersInGo changes answers, which must leave the first ones alone.
func TestAnswersInGo(t *testing.T) {
	first := Return(value.Int(1))
	changed := first.After(time.Minute).Repeat(AnyTimes)
	if first.Reply.Delay != 0 || first.Times != 1 {
		t.Errorf("the first answer became %+v", first)
	}
	if changed.Reply.Delay != time.Minute || changed.Times != AnyTimes || changed.Reply.Output.JSON() != "1" {
		t.Errorf("got %+v", changed)
	}
	if f := Throw("E", "c").Reply.Failure; f.Error != "E" || f.Cause != "c" || f.Anonymous {
		t.Errorf("got %+v", f)
	}
}
