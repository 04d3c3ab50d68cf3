package items

import "github.com/aslcheck/aslcheck/value"

// A Stream gives the items of a Map Run in their order. Where they are read from objects, only the current one is in memory.
type Stream struct {
	// Len is how many items there are.
	Len int
	// LoneCR says that a row of CSV ends with a carriage return alone. RFC 4180 and the guide have no such rows, and what the
	// service makes of them is not known.
	LoneCR bool
	open   func() (cursor, error)
	next   cursor
	at     int
}

// A cursor gives one item after another, false after the last one. The reader numbers them.
type cursor func() (Item, bool, error)

// Over returns the elements of an array, or the members of an object, as Of does.
func Over(list value.Value, source string) *Stream {
	return &Stream{Len: list.Len(), open: func() (cursor, error) { return from(source, over(list)), nil }}
}

// over goes over the elements of an array or the members of an object.
func over(list value.Value) cursor {
	if list.Kind() == value.ArrayKind {
		next := list.Reader()
		return func() (Item, bool, error) {
			v, ok := next()
			return Item{Value: v}, ok, nil
		}
	}
	members := list.Members()
	i := 0
	return func() (Item, bool, error) {
		if i == len(members) {
			return Item{}, false, nil
		}
		i++
		return Item{Key: members[i-1].Key, Value: entry(members[i-1])}, true, nil
	}
}

// stream counts the items that a cursor gives. What can fail fails here, before the first item is used.
func stream(open func() (cursor, error)) (*Stream, error) {
	s := &Stream{open: open}
	next, err := open()
	if err != nil {
		return nil, err
	}
	for {
		_, ok, err := next()
		if err != nil {
			return nil, err
		}
		if !ok {
			return s, nil
		}
		s.Len++
	}
}

// Next returns the next item; false after the last one.
func (s *Stream) Next() (Item, bool) {
	if s.at >= s.Len {
		return Item{}, false
	}
	if s.next == nil {
		s.next, _ = s.open() // it has worked before
		if s.Len >= longList {
			s.next = newAhead(s.next).next
		}
	}
	item, ok, _ := s.next()
	item.Index = s.at
	s.at++
	return item, ok
}

// Rewind makes the first item the next one.
func (s *Stream) Rewind() { s.next, s.at = nil, 0 }

// joined goes over the items of n parts, each opened when its turn comes.
func joined(n int, open func(i int) (cursor, error)) cursor {
	var part cursor
	i := 0
	return func() (Item, bool, error) {
		for {
			if part == nil {
				if i == n {
					return Item{}, false, nil
				}
				var err error
				if part, err = open(i); err != nil {
					return Item{}, false, err
				}
				i++
			}
			item, ok, err := part()
			if ok || err != nil {
				return item, ok, err
			}
			part = nil
		}
	}
}

// from names the source of the items of a cursor.
func from(source string, next cursor) cursor {
	return func() (Item, bool, error) {
		item, ok, err := next()
		item.Source = source
		return item, ok, err
	}
}

// plain makes items of values.
func plain(next func() (value.Value, bool, error)) cursor {
	return func() (Item, bool, error) {
		v, ok, err := next()
		return Item{Value: v}, ok, err
	}
}
