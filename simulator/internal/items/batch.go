package items

import "github.com/aslcheck/aslcheck/value"

// Pack fills batches in the order of the items: objects of the shared members and "Items". A batch has at most maxItems
// items, 0 for any number, and at most maxBytes bytes as JSON text; an item that is larger makes a batch by itself.
// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
func Pack(shared []value.Member, items []value.Value, maxItems, maxBytes int) []value.Value {
	with := func(batch ...value.Value) value.Value {
		return value.Object(append(shared[:len(shared):len(shared)], value.Member{Key: "Items", Value: value.Array(batch...)})...)
	}
	empty := with().Size()
	var batches []value.Value
	var batch []value.Value
	size := empty
	flush := func() {
		if len(batch) > 0 {
			batches = append(batches, with(batch...))
		}
		batch, size = nil, empty
	}
	for _, item := range items {
		n := item.Compact().Size() + 1
		if maxItems > 0 && len(batch) >= maxItems || size+n > maxBytes {
			flush()
		}
		batch = append(batch, item)
		size += n
	}
	flush()
	return batches
}
