package report

import (
	"bytes"
	"encoding/json"
	"io"
)

// bytesAtOnce is about how many bytes of a long list are written at a time.
const bytesAtOnce = 64 << 10

// writeJSONList is writeJSON for a document with a very long list: the last empty list in it gets n elements, which are made one at a
// time. Each part that it writes ends outside of all strings.
func writeJSONList[T any](w io.Writer, document any, n int, element func(i int) T) error {
	var b bytes.Buffer
	if err := writeJSON(&b, document); err != nil {
		return err
	}
	at := bytes.LastIndex(b.Bytes(), []byte("[]")) + 1
	if n == 0 || at == 0 {
		_, err := w.Write(b.Bytes())
		return err
	}
	end := append([]byte(nil), b.Bytes()[at:]...)
	b.Truncate(at)
	line := b.Bytes()[bytes.LastIndexByte(b.Bytes(), '\n')+1:]
	indent := string(line[:len(line)-len(bytes.TrimLeft(line, " "))])
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent(indent+"  ", "  ")
	for i := range n {
		b.WriteString("\n" + indent + "  ")
		if err := e.Encode(element(i)); err != nil {
			return err
		}
		b.Truncate(b.Len() - 1) // the line break
		if i < n-1 {
			b.WriteByte(',')
		}
		if b.Len() >= bytesAtOnce {
			if _, err := b.WriteTo(w); err != nil {
				return err
			}
		}
	}
	b.WriteString("\n" + indent)
	b.Write(end)
	_, err := b.WriteTo(w)
	return err
}
