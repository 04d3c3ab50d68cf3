// Command adapter lets the simulator answer the cases of the conformance suite: it reads each case as a line of JSON on the
// standard input, and writes the answer as a line to the standard output. internal/conformance/measure starts it.
package main

import (
	"context"
	"encoding/json"
	"errors"
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

// answer reads requests, runs them, and writes the answers.
func answer(ctx context.Context, in io.Reader, out io.Writer) error {
	requests, answers := json.NewDecoder(in), json.NewEncoder(out)
	answers.SetEscapeHTML(false)
	for {
		var r behavior.Request
		switch err := requests.Decode(&r); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		a, err := engine.Run(ctx, &r)
		if err != nil {
			return err
		}
		if err := answers.Encode(a); err != nil {
			return err
		}
	}
}
