package mocks

import (
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// Tasks finds the tasks of a definition that mocks answer.
type Tasks struct {
	// byKey are the states that a key may mean: the first one with that name, path or resource.
	byKey map[string]asl.State
	names []string
}

// NewTasks returns the tasks among the states of a definition.
func NewTasks(states []asl.State) *Tasks {
	t := &Tasks{byKey: make(map[string]asl.State, 2*len(states))}
	for _, st := range states {
		keys := []string{st.Head().Name, asl.Path(st)}
		if task, ok := st.(*asl.Task); ok {
			keys = append(keys, task.Resource.Value)
			t.names = append(t.names, task.Name)
		}
		for _, key := range keys {
			if t.byKey[key] == nil {
				t.byKey[key] = st
			}
		}
	}
	return t
}

// Of returns the first task that a mock answers: by its name, its path or its resource. If there is none, it returns why.
func (t *Tasks) Of(m *Mock) (task *asl.Task, problem string) {
	st := t.byKey[m.Key]
	if st == nil {
		return nil, fmt.Sprintf("the definition has no Task state %q%s", m.Key, source.DidYouMean(m.Key, t.names))
	}
	task, ok := st.(*asl.Task)
	if !ok {
		return nil, fmt.Sprintf("state %q is a %s: only Task states can have mocks", m.Key, st.Kind())
	}
	return task, ""
}
