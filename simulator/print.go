package simulator

import "io"

// WriteHistory writes the events as the JSON that GetExecutionHistory returns.
// It writes whole events. https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
func WriteHistory(w io.Writer, events []Event) error {
	buf := []byte("{\n  \"events\": [")
	for i := range events {
		if i > 0 {
			buf = append(buf, ',')
		}
		buf = append(buf, "\n    "...)
		buf = events[i].History().AppendJSON(buf)
		if len(buf) > flushFrom {
			if _, err := w.Write(buf); err != nil {
				return err
			}
			buf = buf[:0]
		}
	}
	_, err := w.Write(append(buf, "\n  ]\n}\n"...))
	return err
}

// flushFrom is the size from which a buffer is handed on.
const flushFrom = 1 << 16

// Depth returns the number of frames around an event, 0 in the machine itself.
func (f *Frame) Depth() int {
	depth := 0
	for ; f != nil; f = f.Outer {
		depth++
	}
	return depth
}
