package rules

import (
	"strings"

	"github.com/aslcheck/aslcheck/analyzer"
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/awsapi"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// A resultVariable is a variable that holds a part of the result of a task.
type resultVariable struct {
	task *asl.Task
	// steps lead to the part, whose shape is known.
	steps []string
	shape *awsapi.Shape
}

// resultVariables returns the variables that hold a part of a result wherever they are assigned: those that are assigned once.
func resultVariables(p *analyzer.Pass) map[string]*resultVariable {
	if len(p.Variables().Assignments) == 0 || p.Variables().Dynamic {
		return nil
	}
	found := map[string]*resultVariable{}
	for _, site := range p.Program.Fields {
		task, ok := site.State.(*asl.Task)
		if !ok || !isResultAssign(task, site) {
			continue
		}
		result := analyzer.ResultShape(task)
		if result == nil {
			continue
		}
		for i := range site.Node.Members {
			name, steps, ok := assignedPart(site, &site.Node.Members[i])
			if !ok || assignments(p, name) != 1 {
				continue
			}
			if x := shapeAt(result, steps); x != nil {
				found[name] = &resultVariable{task, steps, x}
			}
		}
	}
	return found
}

// isResultAssign reports whether a field is the Assign of a task whose result isn't changed before.
func isResultAssign(task *asl.Task, site *analyzer.Field) bool {
	return site.Name == "Assign" && site.Stage == asl.ResultStage && site.Template != nil && site.Node.Kind == source.Object && !task.ResultSelector.Set
}

// assignedPart returns the variable of a member of an Assign and the path into the result that is its whole value.
func assignedPart(site *analyzer.Field, m *source.Member) (name string, steps []string, ok bool) {
	if site.Language == asl.JSONata {
		for _, e := range site.Template.Expressions {
			if e.Node() != m.Value {
				continue
			}
			ref, ok := e.Reads()
			if !ok || ref.Root != query.States || len(ref.Steps) == 0 || ref.Steps[0] != "result" {
				return "", nil, false
			}
			return m.Key, ref.Steps[1:], true
		}
		return "", nil, false
	}
	for _, path := range site.Template.Paths {
		if path.Node() != m.Value || path.IsCall() {
			continue
		}
		if ref := path.Refs().Reads[0]; ref.Root == query.Document && ref.Whole {
			return strings.TrimSuffix(path.Key, ".$"), ref.Steps, true
		}
	}
	return "", nil, false
}

// shapeAt returns the shape of a member of a result; nil where it isn't known.
func shapeAt(x *awsapi.Shape, steps []string) *awsapi.Shape {
	for _, step := range steps {
		m := x.Member(step)
		if m == nil {
			return nil
		}
		x = m.Shape()
	}
	return x
}

func assignments(p *analyzer.Pass, name string) int {
	count := 0
	for _, a := range p.Variables().Assignments {
		if a.Name == name {
			count++
		}
	}
	return count
}
