package analyzer

import "testing"

func TestBits(t *testing.T) {
	var a, b bits
	for _, n := range []int{0, 63, 64, 200} {
		a = a.with(n)
	}
	b = b.with(63).with(300)
	if !a.has(63) || !a.has(200) || a.has(1) || a.has(1000) {
		t.Errorf("a is %b", a)
	}
	both, changed := append(bits(nil), a...).and(b)
	if !changed || !both.has(63) || both.has(0) || both.has(300) {
		t.Errorf("the common ones are %b, changed %t", both, changed)
	}
	if _, changed := append(bits(nil), both...).and(a); changed {
		t.Error("a subset changed")
	}
	all, changed := append(bits(nil), a...).or(b)
	if !changed || !all.has(300) || !all.has(200) {
		t.Errorf("all are %b, changed %t", all, changed)
	}
	if _, changed := all.or(a); changed {
		t.Error("a superset changed")
	}
}
