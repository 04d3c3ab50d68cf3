package rules

import "github.com/aslcheck/aslcheck/asl"

// A handling finds whether a state, or a state around it, has error handling of a kind. It remembers what it finds about the
// states around others, which may be very many and have very many Catchers.
type handling struct {
	has   func(*asl.Recovery) bool
	known map[asl.State]bool
}

// of reports whether there is some for a state; not for nil.
func (h *handling) of(st asl.State) bool {
	if st == nil {
		return false
	}
	if recovery := asl.Recover(st); recovery != nil && h.has(recovery) {
		return true
	}
	around := st.Head().Machine.Parent
	if around == nil {
		return false
	}
	found, known := h.known[around]
	if !known {
		if h.known == nil {
			h.known = map[asl.State]bool{}
		}
		found = h.of(around)
		h.known[around] = found
	}
	return found
}
