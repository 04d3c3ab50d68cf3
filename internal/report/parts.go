package report

import (
	"bytes"
	"io"
	"runtime"
)

// partSize is how many findings are written at a time.
const partSize = 500

// A part is the text of some findings, or what went wrong with it.
type part struct {
	bytes.Buffer
	panicked any
}

// inParts writes findings by their index, in their order. Parts of a long report are made at the same time.
func inParts(w io.Writer, count int, write func(p printer, i int)) error {
	jobs := runtime.GOMAXPROCS(0)
	made := make(chan chan *part, jobs)
	free := make(chan *part, 2*jobs)
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		defer close(made)
		for from := 0; from < count; from += partSize {
			next := make(chan *part, 1)
			select {
			case made <- next:
				go func() { next <- onePart(free, from, min(from+partSize, count), write) }()
			case <-stop:
				return
			}
		}
	}()
	for next := range made {
		done := <-next
		if done.panicked != nil {
			panic(done.panicked)
		}
		if _, err := w.Write(done.Bytes()); err != nil {
			return err
		}
		select {
		case free <- done:
		default:
		}
	}
	return nil
}

// onePart writes the findings from one index to another, where there is one into a part that is free.
func onePart(free <-chan *part, from, to int, write func(p printer, i int)) (text *part) {
	select {
	case text = <-free:
		text.Reset()
	default:
		text = &part{}
	}
	defer func() { text.panicked = recover() }()
	p := newPrinter(text)
	for i := from; i < to; i++ {
		write(p, i)
	}
	_ = p.flush() // a buffer takes everything
	return text
}
