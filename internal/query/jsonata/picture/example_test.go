package picture_test

import (
	"fmt"

	"github.com/aslcheck/aslcheck/internal/query/jsonata/picture"
	"github.com/aslcheck/aslcheck/value"
)

func Example() {
	text, _ := picture.FormatNumber(1234.5, "#,##0.00", value.Undefined)
	fmt.Println(text)
	text, _ = picture.FormatInteger(42, "w")
	fmt.Println(text)
	text, _ = picture.FormatTime(0, "[D1o] [MNn] [Y0001]", picture.UTC)
	fmt.Println(text)
	millis, _, _ := picture.ParseTime("1/2/2026", "[D]/[M]/[Y]", 0)
	fmt.Println(int64(millis))
	_, err := picture.FormatNumber(1, "0.0.0", value.Undefined)
	fmt.Println(err.Code)
	// Output:
	// 1,234.50
	// forty-two
	// 1st January 1970
	// 1769904000000
	// D3081
}
