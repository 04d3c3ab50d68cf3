package items

import "github.com/aslcheck/aslcheck/value"

// Batches fills batches in the order of the items: objects of the shared members and "Items". A batch has at most MaxItems
// items, 0 for any number, and at most MaxBytes bytes as JSON text; an item that is larger makes a batch by itself.
// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
type Batches struct {
	Shared             []value.Member
	MaxItems, MaxBytes int
	// left is the item that did not fit into the last batch.
	left    value.Value
	hasLeft bool
}

// Next returns the next batch of what next gives, and how many items it has: 0 after the last one.
func (b *Batches) Next(next func() (value.Value, bool)) (value.Value, int) {
	var batch []value.Value
	size := b.batch().Size()
	for {
		item, ok := b.left, b.hasLeft
		if !ok {
			item, ok = next()
		}
		if !ok {
			break
		}
		n := item.Compact().Size() + 1
		if len(batch) > 0 && (b.MaxItems > 0 && len(batch) >= b.MaxItems || size+n > b.MaxBytes) {
			b.left, b.hasLeft = item, true
			return b.batch(batch...), len(batch)
		}
		b.left, b.hasLeft = value.Undefined, false
		batch = append(batch, item)
		size += n
	}
	if len(batch) == 0 {
		return value.Undefined, 0
	}
	return b.batch(batch...), len(batch)
}

func (b *Batches) batch(items ...value.Value) value.Value {
	shared := b.Shared[:len(b.Shared):len(b.Shared)]
	return value.Object(append(shared, value.Member{Key: "Items", Value: value.Array(items...)})...)
}
