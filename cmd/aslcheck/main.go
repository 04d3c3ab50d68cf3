// Command aslcheck checks and tests AWS Step Functions definitions.
package main

import (
	"os"

	"github.com/aslcheck/aslcheck/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv)) }
