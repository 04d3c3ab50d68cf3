// Package items has what a distributed Map reads and writes, as pure functions between the bytes of objects and values:
// readers turn an object of S3 into items, batches group items, writers turn the results of child executions into files.
//
// The package doesn't depend on states, events or virtual time. A Reader asks a Store for objects; what fails is an error whose text
// is the cause that the service gives.
//
//	list, err := items.Reader{Format: items.Format{InputType: "CSV", FirstRow: true}}.Read(store, items.Request{Bucket: "b", Key: "k"})
package items

import (
	"fmt"

	"github.com/aslcheck/aslcheck/value"
)

// An Object is an object of S3.
type Object struct {
	Bucket, Key string
	Body        string
	// Rows are the rows of an object in Parquet, which is not decoded; undefined for other objects.
	Rows value.Value
}

// A Store gives the objects that an ItemReader reads.
type Store interface {
	// Object returns an object, and whether there is one.
	Object(bucket, key string) (Object, bool)
	// List returns the objects whose keys have a prefix, in the order of their keys.
	List(bucket, prefix string) []Object
}

// An Item is one item of a Map state.
type Item struct {
	Index int
	Value value.Value
	// Key is the name of the member where the Map goes over an object, "" otherwise.
	Key string
	// Source is where a distributed Map took it from: StateData, or the address of a bucket or object. "" in the inline mode.
	Source string
}

// StateData is the Source of items that are not read from objects.
// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
const StateData = "STATE_DATA"

// Of returns the items of an array or an object. A member of an object becomes an object with Key and Value.
// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemspath.html
func Of(list value.Value) []Item {
	if list.Kind() != value.ObjectKind {
		all := make([]Item, list.Len())
		for i, elem := range list.Elems() {
			all[i] = Item{Index: i, Value: elem}
		}
		return all
	}
	all := make([]Item, 0, list.Len())
	for i, m := range list.Members() {
		all = append(all, Item{Index: i, Key: m.Key, Value: entry(m)})
	}
	return all
}

// entry is how a member of an object appears as an item.
func entry(m value.Member) value.Value {
	return value.Object(value.Member{Key: "Key", Value: value.String(m.Key)}, value.Member{Key: "Value", Value: m.Value})
}

// A Failure is an error whose text is the cause that the service gives.
type Failure string

// Error returns the cause.
func (f Failure) Error() string { return string(f) }

func failure(format string, args ...any) error { return Failure(fmt.Sprintf(format, args...)) }
