package jsonpath

import "github.com/aslcheck/aslcheck/value"

// A DocumentScope is a Scope with a document alone.
type DocumentScope struct{ Value value.Value }

// Of returns a scope in which "$" is doc, without a context object and without variables.
func Of(doc value.Value) DocumentScope { return DocumentScope{doc} }

// Document returns the document.
func (s DocumentScope) Document() value.Value { return s.Value }

// Context returns no value.
func (DocumentScope) Context() value.Value { return value.Undefined }

// Variable returns no value.
func (DocumentScope) Variable(string) (value.Value, bool) { return value.Undefined, false }
