package analyzer

import (
	"slices"

	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// leave visits a state: it reads what the state reads, and gives the states after it what their input is then.
func (r *run) leave(st asl.State) {
	in := r.of(st).input
	if st.Head().Language == asl.JSONata {
		r.leaveJSONata(st, in)
		return
	}
	effective := r.effective(st, in)
	if r.purpose != arriving && r.flow.asks(st) {
		r.reads(st, effective)
	}
	var out *shape
	if r.needsOutput(st) {
		out = r.output(st, in, effective)
	}
	if choice, ok := st.(*asl.Choice); ok {
		r.choose(choice, out, effective)
		return
	}
	for _, e := range r.flow.graph.Out(st) {
		switch {
		case !r.wants(e):
		case e.Catcher != nil:
			r.give(e, r.caught(e, in))
		default:
			r.give(e, out)
		}
	}
}

// needsOutput reports whether something depends on the output of a state: the input of another one, or its own OutputPath.
func (r *run) needsOutput(st asl.State) bool {
	if flow := asl.Flow(st); flow != nil && flow.OutputPath.Set {
		return true
	}
	return slices.ContainsFunc(r.flow.graph.Out(st), r.wants)
}

// effective returns the input of a state after InputPath.
func (r *run) effective(st asl.State, in *shape) *shape {
	if flow := asl.Flow(st); flow != nil {
		if flow.InputPath.Null {
			return emptyObject
		}
		if flow.InputPath.Set {
			return r.field(st, "InputPath", in)
		}
	}
	return in
}

// caught returns the input of the state that a Catcher leads to.
func (r *run) caught(e *Edge, in *shape) *shape {
	f := &e.Catcher.ResultPath
	switch {
	case e.Catcher.Language == asl.JSONata || f.Opaque:
		return nil
	case f.Null:
		return in
	case !f.Set:
		return errorShape
	}
	return r.put(e.From, f.Node, in, errorShape)
}

// put returns doc with a result at the ResultPath that a node holds.
func (r *run) put(st asl.State, n *source.Node, doc, result *shape) *shape {
	site := r.flow.program.PathAt(st, n)
	if site == nil {
		return nil
	}
	names, whole, ok := site.Path.Members()
	if !ok || !whole {
		return nil
	}
	return doc.set(names, result)
}

// output returns the output of a JSONPath state; in is its input, into which ResultPath puts the result, and effective that
// after InputPath.
func (r *run) output(st asl.State, in, effective *shape) *shape {
	out := effective
	switch st := st.(type) {
	case *asl.Pass:
		result := effective
		if st.Parameters.Set {
			result = r.flow.template(st, "Parameters", effective)
		}
		if st.Result.Set {
			result = constantShape(st.Result.Node)
		}
		out = r.combine(st, &st.ResultPath, in, result)
	case *asl.Task:
		out = r.finish(st, &st.Payload, in, apiShape(ResultShape(st)))
	case *asl.Parallel:
		out = r.finish(st, &st.Payload, in, &anyArray)
	case *asl.Map:
		out = r.finish(st, &st.Payload, in, mapResult(st))
	case *asl.Choice, *asl.Wait, *asl.Succeed, *asl.Fail, *asl.Unknown:
	}
	flow := asl.Flow(st)
	switch {
	case flow == nil || !flow.OutputPath.Set:
		return out
	case flow.OutputPath.Null:
		return emptyObject
	default:
		return r.field(st, "OutputPath", out)
	}
}

// reads goes through what the templates and paths of a JSONPath state read for its work.
func (r *run) reads(st asl.State, effective *shape) {
	switch st := st.(type) {
	case *asl.Task:
		r.look(st, "Parameters", effective)
		if st.ResultSelector.Set {
			r.look(st, "ResultSelector", apiShape(ResultShape(st)))
		}
	case *asl.Parallel:
		r.look(st, "Parameters", effective)
		r.look(st, "ResultSelector", &anyArray)
	case *asl.Map:
		if st.ItemReader == nil {
			r.field(st, "ItemsPath", effective)
		}
		r.look(st, "ItemSelector", effective)
		r.look(st, "Parameters", effective)
		r.look(st, "ResultSelector", mapResult(st))
	case *asl.Pass:
		r.look(st, "Parameters", effective)
	case *asl.Wait:
		r.field(st, "SecondsPath", effective)
		r.field(st, "TimestampPath", effective)
	case *asl.Fail:
		r.field(st, "ErrorPath", effective)
		r.field(st, "CausePath", effective)
	case *asl.Choice, *asl.Succeed, *asl.Unknown:
	}
}

func mapResult(st *asl.Map) *shape {
	if st.ResultWriter != nil {
		return nil
	}
	return &anyArray
}

// finish applies ResultSelector and ResultPath.
func (r *run) finish(st asl.State, p *asl.Payload, in, result *shape) *shape {
	if p.ResultSelector.Set {
		result = r.flow.template(st, "ResultSelector", result)
	}
	return r.combine(st, &p.ResultPath, in, result)
}

func (r *run) combine(st asl.State, path *asl.Field[string], in, result *shape) *shape {
	switch {
	case path.Opaque:
		return nil
	case path.Null:
		return in
	case !path.Set:
		return result
	default:
		return r.put(st, path.Node, in, result)
	}
}

// leaveJSONata assumes little: an Output that is an object has its members.
func (r *run) leaveJSONata(st asl.State, in *shape) {
	if in != nil && r.purpose != arriving && r.flow.asks(st) {
		r.expressions(st, in)
		r.conditions(st, in)
	}
	var own *shape
	known := false
	for _, e := range r.flow.graph.Out(st) {
		switch {
		case !r.wants(e):
		case e.Catcher != nil && e.Catcher.Output.Set:
			r.give(e, expressionShape(e.Catcher.Output.Node))
		case e.Catcher != nil:
			r.give(e, errorShape)
		case e.Rule != nil && e.Rule.Output.Set:
			r.give(e, expressionShape(e.Rule.Output.Node))
		default:
			if !known {
				own, known = jsonataOutput(st, in), true
			}
			r.give(e, own)
		}
	}
}

// expressions checks what a state reads of its input. A path that leads to nothing is a fault where it is a whole
// expression; inside one it may be meant, as in $exists.
func (r *run) expressions(st asl.State, in *shape) {
	for _, site := range r.flow.program.Of(st) {
		for _, e := range query.Expressions(site.Template, site.Expression) {
			for _, ref := range e.Passed("parse") {
				if ref.Root == query.States && len(ref.Steps) > 1 && ref.Steps[0] == "input" {
					r.parse(in, ref, ref.Steps[1:])
				}
			}
			ref, ok := e.Reads()
			if !ok || ref.Root != query.States || len(ref.Steps) < 2 || ref.Steps[0] != "input" {
				continue
			}
			if !in.has(ref.Steps[1:]) {
				r.nothing(site, &ref)
			}
		}
	}
}

// jsonataOutput returns what a JSONata state gives to an edge that has no Output of its own.
func jsonataOutput(st asl.State, in *shape) *shape {
	if flow := asl.Flow(st); flow != nil && flow.Output.Set {
		return expressionShape(flow.Output.Node)
	}
	switch st := st.(type) {
	case *asl.Pass, *asl.Choice, *asl.Wait:
		return in
	case *asl.Task:
		return apiShape(ResultShape(st))
	case *asl.Parallel, *asl.Map, *asl.Succeed, *asl.Fail, *asl.Unknown:
		return nil
	default:
		return nil
	}
}

// expressionShape returns the shape of a template of JSONata; an expression may give anything.
func expressionShape(n *source.Node) *shape {
	if n == nil || n.Kind != source.Object || asl.IsOpaque(n) {
		return nil
	}
	return objectOf(n, expressionShape)
}

// innerInput returns the input of the containers in a state.
func (r *run) innerInput(st asl.State) *shape {
	if st.Head().Language == asl.JSONata {
		return nil
	}
	effective := r.effective(st, r.of(st).input)
	switch st := st.(type) {
	case *asl.Parallel:
		if st.Parameters.Set {
			return r.flow.template(st, "Parameters", effective)
		}
		return effective
	case *asl.Map:
		switch {
		case st.ItemBatcher != nil:
			return nil
		case st.ItemSelector.Set:
			return r.flow.template(st, "ItemSelector", effective)
		case st.Parameters.Set:
			return r.flow.template(st, "Parameters", effective)
		}
		return nil
	case *asl.Task, *asl.Pass, *asl.Choice, *asl.Wait, *asl.Succeed, *asl.Fail, *asl.Unknown:
		return nil
	default:
		return nil
	}
}
