package simulator

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/value"
)

// itemBatcher groups items.
type itemBatcher struct {
	input           *query.Template
	maxItems, bytes number
}

func (c *compiler) itemBatcher(b *asl.ItemBatcher) *itemBatcher {
	if b == nil {
		return nil
	}
	return &itemBatcher{
		input:    c.template(&b.BatchInput),
		maxItems: compileNumber(c, "MaxItemsPerBatch", &b.MaxItemsPerBatch, &b.MaxItemsPerBatchPath),
		bytes:    compileNumber(c, "MaxInputBytesPerBatch", &b.MaxInputBytesPerBatch, &b.MaxInputBytesPerBatchPath),
	}
}

// batch returns the inputs of the children: objects of BatchInput and Items.
// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
func (b *itemBatcher) batch(s *visit, items []value.Value) ([]value.Value, *problem) {
	var members []value.Member
	if b.input != nil {
		v, failure := b.input.Eval(&s.scope)
		if failure != nil {
			return nil, s.framed(failure).pointer()
		}
		members = append(members, value.Member{Key: "BatchInput", Value: v})
	}
	most, p := b.maxItems.eval(s)
	if p != nil {
		return nil, p
	}
	bytes, p := b.bytes.eval(s)
	if p != nil {
		return nil, p
	}
	if bytes == 0 {
		bytes = maxPayload
	}
	return pack(members, items, int(most), int(bytes)), nil
}

// pack fills batches in the order of the items. An item that is too large on its own makes a batch of its own.
func pack(shared []value.Member, items []value.Value, most, bytes int) []value.Value {
	empty := value.Object(append(shared[:len(shared):len(shared)], value.Member{Key: "Items", Value: value.Array()})...).Size()
	var batches []value.Value
	var batch []value.Value
	size := empty
	flush := func() {
		if len(batch) > 0 {
			batches = append(batches, value.Object(append(shared[:len(shared):len(shared)],
				value.Member{Key: "Items", Value: value.Array(batch...)})...))
		}
		batch, size = nil, empty
	}
	for _, item := range items {
		n := item.Compact().Size() + 1
		if most > 0 && len(batch) >= most || size+n > bytes {
			flush()
		}
		batch = append(batch, item)
		size += n
	}
	flush()
	return batches
}
