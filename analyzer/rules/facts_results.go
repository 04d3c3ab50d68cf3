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
	times := map[string]int{} // how often a variable is assigned
	for i := range p.Variables().Assignments {
		times[p.Variables().Assignments[i].Name]++
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
		for name, steps := range assignedParts(site) {
			if times[name] != 1 {
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

// assignedParts returns the variables of an Assign whose whole value is a part of the result, with the paths that lead to it.
func assignedParts(site *analyzer.Field) map[string][]string {
	parts := map[*source.Node][]string{} // by the values
	for _, e := range site.Template.Expressions {
		if ref, ok := e.Reads(); ok && ref.Root == query.States && len(ref.Steps) > 0 && ref.Steps[0] == "result" {
			parts[e.Node()] = ref.Steps[1:]
		}
	}
	for _, path := range site.Template.Paths {
		if reads := path.Refs().Reads; !path.IsCall() && len(reads) > 0 && reads[0].Root == query.Document && reads[0].Whole {
			parts[path.Node()] = reads[0].Steps
		}
	}
	assigned := map[string][]string{}
	for i := range site.Node.Members {
		m := &site.Node.Members[i]
		if steps, ok := parts[m.Value]; ok {
			assigned[variableOf(site, m)] = steps
		}
	}
	return assigned
}

// variableOf returns the variable that a member of an Assign assigns.
func variableOf(site *analyzer.Field, m *source.Member) string {
	if site.Language == asl.JSONPath {
		return strings.TrimSuffix(m.Key, ".$")
	}
	return m.Key
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
