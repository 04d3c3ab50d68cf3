// Package files writes the files that a user names, so that nothing of a user's is lost.
//
// A file is replaced as a whole or not at all: the new content goes to a temporary file in the same directory, which is
// then renamed. A process that is killed, or a disk that is full, leaves the old file as it was. What a user set up stays:
// the mode and the owner of the file, symbolic links that lead to it, and its hard links. What isn't a regular file, such as
// a pipe or a terminal, is written to and never truncated.
//
// The package doesn't decide whether a file may be replaced: Existing returns what would be lost, and the caller asks
// whether that is its own.
//
//	if err := files.Write("out/report.json", data); err != nil {
//		return fmt.Errorf("write out/report.json: %w", err)
//	}
package files
