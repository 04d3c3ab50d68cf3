package mocks

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/simulator"
)

// TestNil calls the package as a Go test with mistakes does.
func TestNil(t *testing.T) {
	var none *Answer
	if none.After(time.Second) != nil || none.Repeat(2) != nil {
		t.Error("a nil answer becomes another one")
	}
	call := simulator.Call{State: &asl.Task{}, Path: "T"}
	call.State.Name = "T"
	for name, c := range map[string]struct {
		set  *Set
		want string
	}{
		"set":    {nil, "has no mock"},
		"mock":   {New(nil), "has no mock"},
		"answer": {New(&Mock{Key: "T", Answers: []*Answer{nil}}), `answer no. 1 of the mock "T" is nil`},
	} {
		session := c.set.Session()
		if _, err := session.HandleTask(context.Background(), call); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
		_ = session.Unused()
	}
}
