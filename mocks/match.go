package mocks

import (
	"fmt"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/source"
)

// Task returns the first task that the mock answers: by its name, its path or its resource. If there is none, it returns why.
func (m *Mock) Task(states []asl.State) (task *asl.Task, problem string) {
	var names []string
	for _, st := range states {
		task, ok := st.(*asl.Task)
		switch {
		case !ok && (st.Head().Name == m.Key || asl.Path(st) == m.Key):
			return nil, fmt.Sprintf("state %q is a %s: only Task states can have mocks", m.Key, st.Kind())
		case !ok:
		case m.Key == task.Name || m.Key == asl.Path(task) || m.Key == task.Resource.Value:
			return task, ""
		default:
			names = append(names, task.Name)
		}
	}
	return nil, fmt.Sprintf("the definition has no Task state %q%s", m.Key, source.DidYouMean(m.Key, names))
}
