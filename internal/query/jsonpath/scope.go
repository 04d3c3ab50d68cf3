package jsonpath

import "github.com/aslcheck/aslcheck/value"

// A DocumentScope is a Scope with a document alone.
type DocumentScope struct{ Value value.Value }

// Of returns the scope in which "$" is doc, and in which there is no context object and no variable.
func Of(doc value.Value) DocumentScope { return DocumentScope{doc} }

// Document returns the document.
func (s DocumentScope) Document() value.Value { return s.Value }

// Context returns no value.
func (DocumentScope) Context() value.Value { return value.Undefined }

// Variable returns no value.
func (DocumentScope) Variable(string) (value.Value, bool) { return value.Undefined, false }
