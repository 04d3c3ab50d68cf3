package items

// The items of a long list are read by another goroutine while the ones before run: reading a million of them takes a third of the
// time of a Map Run.
const (
	// longList is the length of a list from which it is read ahead.
	longList = 4096
	// aheadSize is how many items are read at a time.
	aheadSize = 512
)

// A batch is some items that were read ahead, or what went wrong with it.
type batch struct {
	items    []Item
	panicked any
}

// An ahead gives the items of a cursor. It reads a batch at a time and never waits for its reader to be asked, so that a list that
// isn't used to its end leaves no goroutine.
type ahead struct {
	cursor cursor
	coming chan batch
	now    []Item
	at     int
}

func newAhead(c cursor) *ahead {
	a := &ahead{cursor: c, coming: make(chan batch, 1)}
	a.read(nil)
	return a
}

// read starts to read the next batch, where there is room for it.
func (a *ahead) read(room []Item) {
	go func() {
		b := batch{items: room[:0]}
		defer func() {
			b.panicked = recover()
			a.coming <- b
		}()
		for len(b.items) < aheadSize {
			item, ok, err := a.cursor()
			if !ok || err != nil {
				return
			}
			b.items = append(b.items, item)
		}
	}()
}

// next is a cursor.
func (a *ahead) next() (Item, bool, error) {
	if a.at == len(a.now) {
		b := <-a.coming
		if b.panicked != nil {
			panic(b.panicked)
		}
		room := a.now
		a.now, a.at = b.items, 0
		if len(a.now) > 0 {
			a.read(room)
		} else {
			a.coming <- b // the end stays the end
			return Item{}, false, nil
		}
	}
	a.at++
	return a.now[a.at-1], true, nil
}
