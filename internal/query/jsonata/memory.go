package jsonata

import "github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"

// The memory that one value may take in the service. All limits that were measured fit this model: a list takes 24 bytes for
// each number, and what grows as a java.util.ArrayList takes 8 bytes besides for each slot of all the arrays that it went
// through; a text takes 2 bytes for each UTF-16 unit. [1..873782] and a list of 360,145 numbers of $range just fit.
const (
	maxValueBytes    = 20 << 20
	numberBytes      = 24
	slotBytes        = 8
	rangeBytes       = 736 // of a range besides its numbers, between 729 and 752
	unitBytes        = 2
	firstSlots       = 10
	growthOfSlots    = 2 // a list grows by one part in so many
	unmeasuredLength = maxValueBytes / unitBytes / 4
)

// allocate fails where a value would take more memory than the service has for an evaluation.
func (ev *evaluation) allocate(bytes int) *Error {
	if bytes > maxValueBytes || bytes < 0 {
		return &Error{Code: CodeLimit, Offset: -1, Token: tokenSize}
	}
	return ev.grow(bytes)
}

// fits fails where a list of some length takes more memory than the service has for a value, whatever is in it.
func fits(length int) *Error {
	if length > maxValueBytes/slotBytes {
		return limitError(tokenSize)
	}
	return nil
}

// rangeOperatorBytes is what the range operator takes for n numbers.
func rangeOperatorBytes(n int) int { return n*numberBytes + rangeBytes }

// rangeCallBytes is what $range takes for n numbers.
func rangeCallBytes(n int) int {
	slots, all := firstSlots, firstSlots
	for slots < n {
		slots += slots / growthOfSlots
		all += slots
	}
	return n*numberBytes + all*slotBytes
}

// textBytes is what a text takes. Short ones are not measured to the unit.
func textBytes(text string) int {
	if len(text) < unmeasuredLength {
		return len(text)
	}
	return unitBytes * ecma.CountUnits(text)
}
