package report

import (
	"errors"
	"strconv"
	"strings"
	"testing"
)

// TestParts writes several parts, in their order.
func TestParts(t *testing.T) {
	for _, count := range []int{0, 1, partSize, partSize + 1, 20*partSize + 3} {
		var got, want strings.Builder
		for i := range count {
			want.WriteString(strconv.Itoa(i) + "\n")
		}
		if err := inParts(&got, count, func(p printer, i int) { p.printf("%d\n", i) }); err != nil || got.String() != want.String() {
			t.Errorf("%d numbers: %v", count, err)
		}
	}
}

// TestPartsFail has a writer that fails, and a mistake of ours in a later part.
func TestPartsFail(t *testing.T) {
	full := errors.New("no space is left")
	if err := inParts(failing{full}, 10*partSize, func(p printer, i int) { p.printf("%d\n", i) }); !errors.Is(err, full) {
		t.Errorf("error %v", err)
	}
	defer func() {
		if recover() != "mistake" {
			t.Error("the panic of a part is lost")
		}
	}()
	_ = inParts(&strings.Builder{}, 10*partSize, func(_ printer, i int) {
		if i == 3*partSize {
			panic("mistake")
		}
	})
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
