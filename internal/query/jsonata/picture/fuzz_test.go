package picture

import (
	"math"
	"testing"

	"github.com/aslcheck/aslcheck/value"
)

// FuzzPictures formats and parses with any picture: no panic and no endless work. A whole number that a picture writes and
// parses again stays what it is, if the picture is one of those that write every number.
func FuzzPictures(f *testing.F) {
	for _, picture := range []string{"#,##0.00", "0.0e0", "w", "W;o", "I", "a", "[Y0001]-[M01]-[D01]", "[H]:[m]:[s].[f001] [z]", "[FNn], [D1o] [MNn]", "[X0001]-W[W01]-[F1]", "0;(0)", "%%", "["} {
		f.Add(picture, 1234.5, "+0100", "1,234.50")
	}
	f.Fuzz(func(t *testing.T, picture string, n float64, zone, text string) {
		if len(picture) > 200 || len(text) > 200 || len(zone) > 20 || math.IsNaN(n) || math.IsInf(n, 0) {
			return
		}
		_, _ = FormatNumber(n, picture, value.Undefined)
		_, _ = FormatTime(n, picture, zone)
		_, _, _ = ParseTime(text, picture, n)
		_, _ = ParseInteger(text, picture)
		_, _ = FormatInteger(n, picture)
		_, _ = ParseISO(text)
		whole := math.Trunc(math.Mod(n, 1e6))
		for _, picture := range []string{"w", "#,##0"} {
			written, err := FormatInteger(whole, picture)
			if err != nil {
				t.Fatalf("%v as %s: %v", whole, picture, err)
			}
			if whole < 0 {
				continue // neither is read back
			}
			if read, err := ParseInteger(written, picture); err != nil || read != whole {
				t.Errorf("%v is written %q as %s and read as %v, %v", whole, written, picture, read, err)
			}
		}
	})
}
