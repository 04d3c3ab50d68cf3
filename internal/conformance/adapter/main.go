// Command adapter lets the simulator answer a case of the conformance suite: it reads the case as JSON on the standard
// input, and writes the answer to the standard output. internal/conformance/measure starts it.
package main

import (
	"context"
	"encoding/json"
	"io"
	"log"
	"os"

	"github.com/aslcheck/aslcheck/internal/conformance/behavior"
	"github.com/aslcheck/aslcheck/internal/conformance/engine"
)

func main() {
	//nolint:forbidigo // a program for contributors, started by another one
	if err := answer(context.Background(), os.Stdin, os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// answer reads a request, runs it, and writes the answer.
func answer(ctx context.Context, in io.Reader, out io.Writer) error {
	var r behavior.Request
	if err := json.NewDecoder(in).Decode(&r); err != nil {
		return err
	}
	a, err := engine.Run(ctx, &r)
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(a)
}
