package simulator

import (
	"github.com/aslcheck/aslcheck/asl"
	"github.com/aslcheck/aslcheck/internal/query"
	"github.com/aslcheck/aslcheck/simulator/internal/items"
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

// batches returns what packs the inputs of the children: objects of BatchInput and Items.
// https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
func (b *itemBatcher) batches(s *visit) (*items.Batches, *problem) {
	packer := &items.Batches{}
	if b.input != nil {
		v, failure := b.input.Eval(&s.scope)
		if failure != nil {
			return nil, s.framed(failure).pointer()
		}
		packer.Shared = []value.Member{{Key: "BatchInput", Value: v}}
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
		bytes = asl.MaxPayloadBytes
	}
	packer.MaxItems, packer.MaxBytes = int(most), int(bytes)
	return packer, nil
}
