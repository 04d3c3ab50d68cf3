package analyzer

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/source"
)

// leave calls next for each edge to a state that can follow st, with what the input of that state is then.
func (r *run) leave(st asl.State, next func(*Edge, *shape)) {
	in := r.of(st).input
	if st.Head().Language == asl.JSONata {
		r.leaveJSONata(st, in, next)
		return
	}
	effective := r.effective(st, in)
	if r.report {
		r.reads(st, effective)
	}
	if choice, ok := st.(*asl.Choice); ok {
		r.choose(choice, r.output(st, in, effective), effective, next)
		return
	}
	out := r.output(st, in, effective)
	for _, e := range r.flow.graph.Out(st) {
		switch {
		case e.To == nil:
		case e.Catcher != nil:
			next(e, r.caught(e, in))
		default:
			next(e, out)
		}
	}
}

// effective returns the input of a state after InputPath.
func (r *run) effective(st asl.State, in *shape) *shape {
	if flow := asl.Flow(st); flow != nil {
		if flow.InputPath.Null {
			return emptyObject()
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
		return errorShape()
	}
	return r.put(f.Node, in, errorShape())
}

// put returns doc with a result at the ResultPath that a node holds.
func (r *run) put(n *source.Node, doc, result *shape) *shape {
	site := r.flow.byNode[n]
	if site == nil {
		return nil
	}
	to := routeOf(site.Path)
	if !to.document || !to.ref.Whole {
		return nil
	}
	return doc.set(to.ref.Steps, result)
}

// output returns the output of a JSONPath state; in is its input, into which ResultPath puts the result, and effective that
// after InputPath.
func (r *run) output(st asl.State, in, effective *shape) *shape {
	out := effective
	switch st := st.(type) {
	case *asl.Pass:
		result := effective
		if st.Parameters.Set {
			result = r.template(st, "Parameters", effective)
		}
		if st.Result.Set {
			result = constantShape(st.Result.Node)
		}
		out = r.combine(&st.ResultPath, in, result)
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
		return emptyObject()
	default:
		return r.field(st, "OutputPath", out)
	}
}

// reads goes through what a JSONPath state reads for its work alone, so that its output doesn't depend on it.
func (r *run) reads(st asl.State, effective *shape) {
	switch st := st.(type) {
	case *asl.Task, *asl.Parallel:
		r.template(st, "Parameters", effective)
	case *asl.Map:
		if st.ItemReader == nil {
			r.field(st, "ItemsPath", effective)
		}
		r.template(st, "ItemSelector", effective)
		r.template(st, "Parameters", effective)
	case *asl.Wait:
		r.field(st, "SecondsPath", effective)
		r.field(st, "TimestampPath", effective)
	case *asl.Fail:
		r.field(st, "ErrorPath", effective)
		r.field(st, "CausePath", effective)
	case *asl.Pass, *asl.Choice, *asl.Succeed, *asl.Unknown:
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
		result = r.template(st, "ResultSelector", result)
	}
	return r.combine(&p.ResultPath, in, result)
}

func (r *run) combine(path *asl.Field[string], in, result *shape) *shape {
	switch {
	case path.Opaque:
		return nil
	case path.Null:
		return in
	case !path.Set:
		return result
	default:
		return r.put(path.Node, in, result)
	}
}

// leaveJSONata assumes little: an Output that is an object has its members.
func (r *run) leaveJSONata(st asl.State, in *shape, next func(*Edge, *shape)) {
	if r.report && in != nil {
		r.expressions(st, in)
		r.conditions(st, in)
	}
	for _, e := range r.flow.graph.Out(st) {
		if e.To == nil {
			continue
		}
		next(e, jsonataOutput(e, st, in))
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
			if _, exists := in.get(ref.Steps[1:], ref.Whole); !exists {
				r.nothing(site, ref)
			}
		}
	}
}

func jsonataOutput(e *Edge, st asl.State, in *shape) *shape {
	flow := asl.Flow(st)
	output := &asl.Tree{}
	switch {
	case e.Catcher != nil:
		if output = &e.Catcher.Output; !output.Set {
			return errorShape()
		}
	case e.Rule != nil && e.Rule.Output.Set:
		output = &e.Rule.Output
	case flow != nil:
		output = &flow.Output
	}
	if output.Set {
		return expressionShape(output.Node)
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
	silent := &run{flow: r.flow, first: r.first, at: r.at}
	effective := silent.effective(st, r.of(st).input)
	switch st := st.(type) {
	case *asl.Parallel:
		if st.Parameters.Set {
			return silent.template(st, "Parameters", effective)
		}
		return effective
	case *asl.Map:
		switch {
		case st.ItemBatcher != nil:
			return nil
		case st.ItemSelector.Set:
			return silent.template(st, "ItemSelector", effective)
		case st.Parameters.Set:
			return silent.template(st, "Parameters", effective)
		}
		return nil
	case *asl.Task, *asl.Pass, *asl.Choice, *asl.Wait, *asl.Succeed, *asl.Fail, *asl.Unknown:
		return nil
	default:
		return nil
	}
}
