// Package value holds the JSON values of a running execution.
//
// A Value is immutable: changing one makes a new Value that shares all untouched parts with the old one, so that
// Parallel branches and Map iterations can hold the same document without copying or locking. Objects keep the order of
// their members, numbers keep the text they were written with, and a document that was parsed keeps its whole text until
// something inside it changes, because the service preserves the whitespace of untouched JSON.
//
// The package does not know paths, expressions or limits of the service; it depends on the standard library alone.
//
//	doc, err := value.Parse(`{"n": 1.0}`)
//	next := doc.With("ok", value.Bool(true))
//	next.JSON() // {"n":1.0,"ok":true}
package value
