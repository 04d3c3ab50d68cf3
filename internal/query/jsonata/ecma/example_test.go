package ecma_test

import (
	"fmt"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/ecma"
)

func Example() {
	fmt.Printf("%X\n", ecma.Units("\U0001F600"))
	fmt.Printf("%q\n", ecma.UnitText([]rune{0xD83D}))
	fmt.Println(ecma.NumberText(1e21), ecma.ParseInt("12 apples"), ecma.Round(4.525, 2))
	// Output:
	// [D83D DE00]
	// "\xed\xa0\xbd"
	// 1e+21 12 4.52
}
