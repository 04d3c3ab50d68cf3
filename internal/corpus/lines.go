package corpus

import (
	"bytes"
	"os"
	"testing"
)

// Lines returns the lines of a file of JSON Lines.
func Lines(tb testing.TB, name string) [][]byte {
	tb.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	return bytes.Split(bytes.TrimSpace(text), []byte("\n"))
}
