package jsonpath

import "github.com/aslcheck/aslcheck/value"

// Set returns doc with v at the place that the path, a Reference Path, leads to. The root of the path does not count:
// it stands for doc. The error is an *EvalError.
//
// Missing objects are made, members and elements are replaced (https://states-language.net/#using-paths, ResultPath).
// A name in a value that is not an object and an index past the end of an array are errors: nothing can be set there.
func (p *Path) Set(doc, v value.Value) (value.Value, error) {
	if err := p.Reference(); err != nil {
		return value.Undefined, &EvalError{Kind: NotReference, Message: err.Error()}
	}
	out, ok := p.set(doc, v)
	if !ok {
		return value.Undefined, &EvalError{Kind: Unassignable, Message: "Unable to apply ReferencePath " + p.text + " to input " + doc.Quoted()}
	}
	return out, nil
}

func (p *Path) set(doc, v value.Value) (value.Value, bool) {
	if len(p.names) > 0 {
		return setNames(p.names, doc, v)
	}
	return set(p.steps, doc, v)
}

// memberToSet returns the member of a document that is set or has something set in it, undefined for a new one; false where
// the document can't have members.
func memberToSet(doc value.Value, name string) (value.Value, bool) {
	if member, ok := doc.Get(name); ok {
		return member, true
	}
	return value.Undefined, doc.Kind() == value.ObjectKind || doc.IsUndefined()
}

func set(steps []Step, doc, v value.Value) (value.Value, bool) {
	if len(steps) == 0 {
		return v, true
	}
	switch step := steps[0].(type) {
	case *Child:
		member, ok := memberToSet(doc, step.Name)
		if !ok {
			return value.Undefined, false
		}
		next, ok := set(steps[1:], member, v)
		if !ok {
			return value.Undefined, false
		}
		return doc.With(step.Name, next), true
	case *Index:
		if step.Value < 0 || step.Value >= doc.Len() || doc.Kind() != value.ArrayKind {
			return value.Undefined, false
		}
		next, ok := set(steps[1:], doc.At(step.Value), v)
		return doc.WithAt(step.Value, next), ok
	default:
		return value.Undefined, false
	}
}
