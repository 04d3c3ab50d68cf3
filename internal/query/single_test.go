package query_test

import (
	"testing"

	"github.com/aslcheck/aslcheck/internal/query"
)

func TestSingle(t *testing.T) {
	for text, want := range map[string]query.Single{
		"$o[s = 'x']": query.SingleMatch, "$a.o[s = 'x']": query.SingleMatch, "$a.o[s = 'x'].id": query.SingleMatch,
		"$a.o[$exists(s) and s > 1]": query.SingleMatch, "($x := $a.o; $x[s = 'x'])": query.SingleMatch, "$a.o[s in ['x']]^(s)": query.SingleMatch,
		"$filter($o, function($v) { $v.s })": query.SingleMatch, "$o ~> $filter($f)": query.SingleMatch, "$t ? $o[s = 'x'] : []": query.SingleMatch,
		"$t ? [] : $o[s = 'x']": query.SingleMatch, "$map($o, $f)": query.SingleResult, "$each($o, $f)": query.SingleResult,
		"$o": query.SingleUnknown, "$a.o": query.SingleUnknown, "$a.o.id": query.SingleUnknown, "$a.o[0]": query.SingleUnknown,
		"$a.o[$i]": query.SingleUnknown, "$a.o[s]": query.SingleUnknown, "$a.o[[0..2]]": query.SingleUnknown, "[$o[s = 'x']]": query.SingleUnknown,
		"$o[s = 'x'][]": query.SingleUnknown, "$a.o[][s = 'x'].id": query.SingleUnknown, "$filter($o, $f)[]": query.SingleUnknown,
		"$append([], $o[s = 'x'])": query.SingleUnknown, "$map($o, $f)[0]": query.SingleUnknown, "$a.{'k': 1}": query.SingleUnknown,
	} {
		if got := compiled(t, text).Single(); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
