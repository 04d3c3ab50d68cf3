package files

import (
	"errors"
	"os"
)

// Append adds data to the end of a file, which it creates if there is none. What isn't a regular file is refused.
func Append(name string, data []byte) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return errors.New("it is not a regular file")
	}
	f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644) //nolint:gosec // as the umask of the user says
	if err != nil {
		return cause(err)
	}
	_, err = f.Write(data)
	return cause(errors.Join(err, f.Close()))
}
